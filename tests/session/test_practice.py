"""Practice: asked until known, and nothing of it stays."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.errors import QuizcvError
from quizcv.events import EventKind
from quizcv.progress.replay import replay
from quizcv.session.practice import Practice, Practised
from tests.progress.support import at, grade, write_deck
from tests.session.support import Bench, bench_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.settings import Places

ALL = ["a/1", "a/2", "a/3", "b/1", "b/2"]


def practice(bench: Bench, keys: Sequence[str] = ALL, seed: int = 1) -> Practice:
    made = Practice(bench.glance, bench.tools(), keys, Random(seed))
    made.recorder = bench.store
    return made


def asked(session: Practice) -> str:
    assert session.turn is not None
    return session.turn.question.card


def test_every_card_is_asked_whatever_its_state_and_those_missed_come_again_until_known(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    bench.store.note(EventKind.SUSPENDED, "b/1", at(-1))
    session = practice(bench)
    missed, cards = asked(session), []
    for given_grade in (1, 4, 5, 4, 4, 3, 4):
        cards.append(asked(session))
        session.grade(given_grade)
    assert session.turn is None
    assert sorted(cards[:5]) == ALL
    assert cards[5:] == [missed, missed]
    assert session.result == Practised(cards=5, at_once=4, hardest=(missed,))
    assert session.tally == (7, 0, 0, 0, 0)


def test_decks_alternate(bench: Bench) -> None:
    for seed in range(9):
        session = practice(bench, ["a/1", "a/2", "b/1", "b/2"], seed)
        decks = []
        while session.turn is not None:
            decks.append(session.turn.question.deck)
            session.grade(4)
        assert decks[0] != decks[1]


def test_a_step_back_asks_the_same_question_again_and_leaves_the_log_alone(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..100000}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", ["1"], problem)
    with bench_of(places) as bench:
        grade(bench.store, "p/1", 4, at(-1))
        session = practice(bench, ["p/p"])
        before = session.turn
        session.grade(1)
        assert session.turn is not None
        assert before is not None
        assert session.turn.question.values != before.question.values
        assert session.step_back() == "p/p"
        assert session.turn == before
        assert session.step_back() == ""
        assert session.undo() == []
        assert [event.card for event in bench.store.events()] == ["p/1"]


def test_the_numbers_of_the_next_review_are_not_given_away(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..100000}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        review = bench.session().turn
        assert review is not None
        for seed in range(20):
            turn = practice(bench, ["p/p"], seed).turn
            assert turn is not None
            assert turn.question.seed != review.question.seed


def test_a_card_that_left_its_deck_is_passed_over(bench: Bench) -> None:
    assert practice(bench, ["gone/1"]).turn is None
    session = practice(bench, ["b/1", "b/2"])
    write_deck(bench.places, "b", ["1"])
    bench.library.reload()
    session.renew()
    while session.turn is not None:
        assert asked(session) == "b/1"
        session.grade(4)


def test_practice_sets_no_card_aside(bench: Bench) -> None:
    session = practice(bench)
    for act in (session.suspend, session.bury):
        with pytest.raises(QuizcvError, match="practice leaves the schedule as it is"):
            act()
    session.flag("odd")
    assert [event.kind for event in bench.store.events()] == [EventKind.FLAGGED]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    past=st.lists(st.tuples(st.sampled_from(ALL), st.integers(0, 5), st.integers(0, 6)), max_size=6),
    practised=st.lists(st.sampled_from([0, 1, 3, 4, 4, 5, "back", "again"]), max_size=25),
    seed=st.integers(0, 99),
)
def test_practice_leaves_every_memory_and_the_log_as_they_were(
    past: list[tuple[str, int, int]], practised: list[int | str], seed: int, bench: Bench
) -> None:
    for card, given_grade, day in past:
        grade(bench.store, card, given_grade, at(-day))
    states, events, queue = bench.glance.states(), list(bench.store.events()), bench.session().tally
    session = practice(bench, seed=seed)
    for step in practised:
        if step == "back":
            session.step_back()
        elif step == "again":
            session.reload()
        elif session.turn is not None and isinstance(step, int):
            session.grade(step)
    assert list(bench.store.events()) == events
    assert bench.glance.states() == states == replay(events)
    assert bench.session().tally == queue

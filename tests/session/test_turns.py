"""What a turn shows, and what is done with its card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.verdict import Judgement
from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress.replay import apply
from quizcv.scheduler import Sm2
from quizcv.seeds import LATELY, as_logged, next_question, seed_of
from quizcv.session import BUTTONS, Reply, preview_of
from tests.progress.support import DAY, at, event, grade, write_deck
from tests.session.support import Bench, bench_of, card

if TYPE_CHECKING:
    from quizcv.settings import Places


def test_a_turn_shows_what_each_grade_would_do(bench: Bench) -> None:
    session = bench.session()
    assert session.turn is not None
    preview = session.turn.preview
    outcome = session.grade(BUTTONS["good"])
    assert outcome.state.memory == preview[4]
    assert (outcome.event.card, outcome.event.kind, outcome.leech) == ("a/1", EventKind.GRADED, False)


def test_the_same_question_is_asked_until_it_is_graded_and_then_another(places: Places) -> None:
    problem = (
        "  - id: p\n    kind: problem\n    given: {n: 1..100000}\n    front: What is {n} + 1?\n    answer: n + 1\n"
    )
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        first, again = bench.session().turn, bench.session().turn
        assert first is not None
        assert again is not None
        assert first.question == again.question
        assert first.question.seed == seed_of("p/p", 0)
        session = bench.session()
        session.grade(2)
        assert session.turn is not None
        assert session.turn.question.seed == seed_of("p/p", 1)
        session.undo()
        assert session.turn.question == first.question
        bench.store.note(EventKind.RESET, "p/p", at())
        session.grade(2)
        bench.store.note(EventKind.RESET, "p/p", at())
        turn = bench.session().turn
        assert turn is not None
        assert turn.question.seed == seed_of("p/p", 1)


@pytest.mark.parametrize("several", [12, 200])
def test_the_numbers_of_the_last_ten_askings_do_not_come_again(places: Places, several: int) -> None:
    problem = f"  - {{id: p, kind: problem, given: {{n: 1..{several}}}, front: 'What is {{n}} + 1?', answer: n + 1}}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        asked: list[object] = []
        for _ in range(40):
            session = bench.session()
            turn = session.turn
            assert turn is not None
            assert next_question("p/p", turn.state, bench.library, bench.glance) == turn.question
            asked.append(turn.question.values["n"])
            session.grade(2)
        for n in range(len(asked)):
            assert asked[n] not in asked[max(0, n - LATELY) : n]
        session.undo()
        assert session.turn is not None
        assert session.turn.question.values["n"] == asked[-1]


def test_a_problem_with_few_numbers_asks_those_of_longest_ago(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..3}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        asked: list[object] = []
        for _ in range(12):
            session = bench.session()
            assert session.turn is not None
            asked.append(session.turn.question.values["n"])
            session.grade(2)
        assert all(len(set(asked[n : n + 3])) == 3 for n in range(10))


def test_a_renamed_problem_remembers_what_it_asked(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..9}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        session = bench.session()
        assert session.turn is not None
        numbers = as_logged(session.turn.question.values)
        session.grade(2)
        bench.store.note(EventKind.ALIASED, "p/q", at(1), "p/p")
        bench.store.note(EventKind.ALIASED, "p/r", at(2), "p/q")
        assert bench.glance.drawn_lately("p/r", LATELY) == [numbers]


def test_checking_a_response_logs_nothing(bench: Bench) -> None:
    session = bench.session()
    assert session.check("whatever").judgement is Judgement.SELF
    assert list(bench.store.events()) == []


def test_what_was_typed_is_logged_with_the_grade(bench: Bench) -> None:
    event = bench.session().grade(2, Reply("12", "wrong", 4200)).event
    assert (event.response, event.verdict, event.milliseconds, event.grade) == ("12", "wrong", 4200, 2)


def test_a_suspended_card_is_set_aside_and_undo_brings_it_back(bench: Bench) -> None:
    session = bench.session("b")
    assert session.suspend().kind is EventKind.SUSPENDED
    assert card(session) == ("b/2", "new")
    assert bench.session("b").tally.new == 1
    (undone,) = session.undo()
    assert undone.kind is EventKind.SUSPENDED
    assert card(session) == ("b/1", "new")


def test_a_buried_card_comes_back_on_the_next_study_day(bench: Bench) -> None:
    session = bench.session("b")
    session.bury()
    assert card(session) == ("b/2", "new")
    bench.wait(hours=20)
    assert session.is_stale
    session.reload()
    assert card(session) == ("b/1", "new")


def test_a_flagged_card_stays(bench: Bench) -> None:
    session = bench.session()
    session.flag("wrong unit")
    assert card(session) == ("a/1", "new")
    assert session.turn is not None
    assert session.turn.state.flag == "wrong unit"
    session.flag("")
    assert session.turn.state.flag == ""
    session.undo()
    assert card(session) == ("a/1", "new")
    assert session.turn.state.flag == "wrong unit"


@pytest.mark.parametrize(("lapses", "leech"), [(6, False), (7, True), (8, False), (11, True), (12, False)])
def test_a_leech_is_told_at_the_eighth_lapse_and_at_every_fourth_after_it(
    lapses: int, leech: bool, bench: Bench
) -> None:
    for number in range(lapses):
        grade(bench.store, "b/1", 4, at(-40 + 2 * number))
        grade(bench.store, "b/1", 1, at(-39 + 2 * number))
    grade(bench.store, "b/1", 4, at(-2))
    session = bench.session("b")
    assert card(session) == ("b/1", "due")
    assert session.grade(2).leech is leech
    assert session.tally.drill == 1


def test_a_leech_is_set_aside_if_the_learner_wants(bench: Bench) -> None:
    grade(bench.store, "b/1", 4, at(-3))
    grade(bench.store, "b/1", 1, at(-2))
    grade(bench.store, "b/1", 4, at(-1))
    session = bench.session("b", leech_lapses=2, suspend_leeches=True)
    outcome = session.grade(0)
    assert outcome.leech
    assert outcome.state.suspended
    assert card(session) == ("b/2", "new")
    assert session.tally.drill == 0
    (first,) = session.undo()
    assert (first.kind, card(session)) == (EventKind.SUSPENDED, ("b/1", "drill"))
    (second,) = session.undo()
    assert (second.grade, card(session)) == (0, ("b/1", "due"))


@given(row=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0, 0, 1, 1, 2, 7])), min_size=1, max_size=30))
def test_what_the_preview_shows_is_what_a_grade_gives(row: list[tuple[int, int]]) -> None:
    state, day, scheduler = UNTOUCHED, DAY, Sm2()
    for number, (given_grade, wait) in enumerate(row, 1):
        day += timedelta(days=wait)
        shown = preview_of(state, day, scheduler, "a/1")
        logged = event(
            number, EventKind.GRADED, moment=at((day - DAY).days), given=given_grade, scheduler=scheduler.name
        )
        state = apply(state, logged)
        assert shown[given_grade] == state.memory

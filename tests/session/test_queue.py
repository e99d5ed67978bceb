"""Which card comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.events import EventKind
from quizcv.session import Tally, Waiting, new_is_next, next_of, spread_siblings
from tests.progress.support import at, grade, write_deck
from tests.session.support import CLOZE, Bench, bench_of, card, grade_all, loads

if TYPE_CHECKING:
    from quizcv.settings import Places


def test_the_queue_is_due_cards_then_new_ones_then_drills(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    grade(bench.store, "b/1", 2)
    session = bench.session()
    assert session.tally == Tally(done=0, due=1, new=3, drill=1)
    assert session.tally.left == 5
    asked = []
    while session.turn is not None:
        asked.append(card(session))
        session.grade(4)
    assert asked == [("a/1", "due"), ("b/2", "new"), ("a/2", "new"), ("a/3", "new"), ("b/1", "drill")]


def test_cards_under_four_come_again_until_they_get_four(bench: Bench) -> None:
    session = bench.session("b")
    session.grade(3)
    session.grade(0)
    assert card(session) == ("b/1", "drill")
    session.grade(2)
    assert card(session) == ("b/2", "drill")
    session.grade(4)
    assert card(session) == ("b/1", "drill")
    session.grade(4)
    assert session.turn is None
    assert session.tally == Tally(done=5, due=0, new=0, drill=0)
    kinds = [event.kind for event in bench.store.events()]
    assert kinds == [EventKind.GRADED] * 2 + [EventKind.DRILLED] * 3


def test_new_cards_stop_at_the_days_limit_and_more_can_be_asked_for(bench: Bench) -> None:
    session = bench.session(new_per_day=2)
    assert grade_all(session) == ["a/1", "b/1"]
    assert bench.session(new_per_day=2).turn is None
    session.reload(extra_new=2)
    assert session.tally.new == 2
    session.grade(4)
    session.reload()
    assert session.tally.new == 1
    assert grade_all(session) == ["b/2"]
    session.reload(extra_new=9)
    assert grade_all(session) == ["a/3"]
    assert {event.card for event in bench.store.events()} == {"a/1", "b/1", "a/2", "b/2", "a/3"}


def test_extra_new_cards_are_extra_even_if_the_limit_was_passed_already(bench: Bench) -> None:
    for each in ("a/1", "a/2", "a/3"):
        grade(bench.store, each, 4)
    session = bench.session(new_per_day=1)
    session.reload(extra_new=1)
    assert session.tally.new == 1


def test_due_cards_stop_at_the_days_limit_if_there_is_one(bench: Bench) -> None:
    for each in ("a/1", "a/2", "a/3"):
        grade(bench.store, each, 4, at(-3))
    session = bench.session("a", reviews_per_day=2)
    assert session.tally.due == 2
    session.grade(4)
    session.reload()
    assert session.tally.due == 1
    assert bench.session("a").tally.due == 2


def test_a_session_can_be_of_some_decks(bench: Bench) -> None:
    assert grade_all(bench.session("b")) == ["b/1", "b/2"]
    assert grade_all(bench.session()) == ["a/1", "a/2", "a/3"]


def test_siblings_asked_on_one_day_are_spread_over_it(places: Places) -> None:
    write_deck(places, "c", ["1", "2"], CLOZE)
    with bench_of(places) as bench:
        bench.settings = bench.settings._replace(bury_siblings=False)
        assert grade_all(bench.session()) == ["c/1", "c/2", "c/z:1", "c/z:2", "c/z:3"]
        write_deck(places, "c", [], CLOZE + "  - {id: last, front: What?, back: That.}\n")
        bench.library.reload()
        for each in list(bench.glance.states()):
            bench.store.note(EventKind.RESET, each, at())
        assert grade_all(bench.session()) == ["c/z:1", "c/last", "c/z:2", "c/z:3"]


@given(
    st.lists(
        st.sampled_from([f"a/{number}{sibling}" for number in range(4) for sibling in ("", ":1", ":2", ":3")]),
        unique=True,
    )
)
def test_spreading_siblings_loses_no_card_and_keeps_their_order(keys: list[str]) -> None:
    spread = [each.card for each in spread_siblings(Waiting(key, place // 3) for place, key in enumerate(keys))]
    assert sorted(spread) == sorted(keys)
    for name in {key.partition(":")[0] for key in keys}:
        own, spread_own = ([key for key in row if key.partition(":")[0] == name] for row in (keys, spread))
        assert spread_own == own
    firsts = len({key.partition(":")[0] for key in keys})
    assert len({key.partition(":")[0] for key in spread[:firsts]}) == firsts


@pytest.mark.parametrize("new_per_day", [0, 1, 3, 20])
def test_the_queue_and_the_decks_loads_tell_the_same_numbers(new_per_day: int, bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-6))
    grade(bench.store, "a/2", 1, at(-6))
    session = bench.session(new_per_day=new_per_day)
    for given_grade in (1, 4, 2, 5, 4, 4, 4, 4, 4):
        assert session.tally == loads(bench, session)
        if session.turn is None:
            break
        session.grade(given_grade)
        assert session.tally == loads(bench, session)
        if given_grade == 2:
            session.undo()
            assert session.tally == loads(bench, session)


WAITING = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=14).map(
    lambda rows: [
        Waiting(f"{deck}/{place}", rank) for place, (deck, rank) in enumerate(sorted(rows, key=lambda r: r[1]))
    ]
)


@given(WAITING, st.sampled_from(["", "a/9", "b/9"]))
def test_no_two_neighbours_are_of_one_deck_while_another_has_cards_of_the_rank(
    waiting: list[Waiting], last: str
) -> None:
    left, asked = list(waiting), []
    while (found := next_of(left, last)) is not None:
        others = {each.deck for each in left if each.rank == found.rank} - {last.partition("/")[0]}
        assert found.deck in others or not others
        left.remove(found)
        asked.append(found)
        last = found.card
    assert sorted(asked) == sorted(waiting)
    assert [each.rank for each in asked] == [each.rank for each in waiting]
    for deck in "abc":
        own, asked_own = ([each for each in row if each.deck == deck] for row in (waiting, asked))
        assert own == asked_own


@given(due=st.integers(0, 40), new=st.integers(0, 40))
def test_mixed_evenly_new_cards_are_never_more_than_one_off_their_share(due: int, new: int) -> None:
    begun = reviewed = 0
    while begun + reviewed < due + new:
        if new_is_next(begun=begun, new=new - begun, reviewed=reviewed, due=due - reviewed):
            begun += 1
        else:
            reviewed += 1
        assert abs(begun * (due + new) - new * (begun + reviewed)) <= due + new
    assert (begun, reviewed) == (new, due)

"""What is promised of the same done to many cards at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress import strokes
from quizcv.progress.ids import following, gap, uuid7
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from tests.progress.support import at, grade

if TYPE_CHECKING:
    from quizcv.clock import Clock
    from quizcv.settings import Places

ON_BOTH = True
CARDS = [f"a/{number}" for number in range(7)]


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stroke of seven is longer than what is written at a time."""
    monkeypatch.setattr(strokes, "AT_ONCE", 3)


def test_each_card_has_an_event_of_its_own_and_the_projection_follows(store: Store) -> None:
    grade(store, "a/2", 4)
    told: list[int] = []
    events = store.note_all(EventKind.SUSPENDED, CARDS, at(1), report=told.append)
    assert [each.card for each in events] == CARDS
    assert [each.sequence for each in events] == list(range(2, 9))
    assert list(store.events())[1:] == events
    assert told == [3, 6, 7]
    assert all(store.states()[card].suspended for card in CARDS)
    assert store.states() == replay(store.events())
    assert store.wrong_projections() == []


def test_a_stroke_is_taken_back_as_one_and_what_was_before_it_by_the_next(store: Store) -> None:
    grade(store, "a/2", 4)
    before = store.states()
    store.note_all(EventKind.FLAGGED, CARDS, at(1), "look")
    undone = store.undo(at(1, hour=13))
    assert [each.card for each in undone] == CARDS[::-1]
    assert store.states() == before
    assert store.wrong_projections() == []
    assert [each.card for each in store.undo(at(2))] == ["a/2"]
    assert store.undo(at(2)) == []


def test_a_stroke_is_known_as_one_after_a_restart(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        store.note_all(EventKind.BURIED, CARDS, at())
    with Store.open(places, clock) as store:
        assert len(store.undo(at(hour=13))) == len(CARDS)


def test_states_are_told_of_many_cards_and_of_those_touched_only(store: Store) -> None:
    store.note_all(EventKind.SUSPENDED, CARDS[:4], at())
    states = store.states_of(CARDS)
    assert list(states) == CARDS[:4]
    assert all(state.suspended for state in states.values())


def test_events_noted_one_by_one_at_one_instant_are_no_stroke(store: Store) -> None:
    for card in CARDS[:3]:
        store.note(EventKind.SUSPENDED, card, at())
    assert [each.card for each in store.undo(at())] == [CARDS[2]]


def test_two_strokes_are_two_steps_though_they_have_one_instant(store: Store) -> None:
    store.note_all(EventKind.SUSPENDED, CARDS[:2], at())
    store.note_all(EventKind.SUSPENDED, CARDS[2:5], at())
    assert [each.card for each in store.undo(at())] == CARDS[4:1:-1]
    assert [each.card for each in store.undo(at())] == CARDS[1::-1]


def test_of_a_stroke_taken_back_in_part_the_rest_is_taken_back(store: Store) -> None:
    *_, last = store.note_all(EventKind.SUSPENDED, CARDS, at())
    with store._transaction() as connection:
        store._take_back(connection, last, at(hour=13))
    assert [each.card for each in store.undo(at(hour=14))] == CARDS[5::-1]


def test_how_much_the_next_undo_takes_back_is_known_up_to_a_bound(store: Store) -> None:
    assert store.undo_size(5) == 0
    store.note_all(EventKind.SUSPENDED, CARDS, at())
    assert (store.undo_size(5), store.undo_size(100)) == (5, len(CARDS))
    grade(store, "b/1", 4, at(1))
    assert store.undo_size(5) == 1


def test_what_came_after_a_stroke_is_taken_back_first(store: Store) -> None:
    store.note_all(EventKind.SUSPENDED, CARDS, at())
    grade(store, "b/1", 4, at(hour=13))
    assert [each.card for each in store.undo(at(hour=14))] == ["b/1"]
    assert len(store.undo(at(hour=14))) == len(CARDS)


def test_a_stroke_with_the_clock_set_back_comes_after_what_is_known_of_each_card_and_is_one_still(store: Store) -> None:
    _, before = grade(store, "a/1", 4, at(10))
    events = store.note_all(EventKind.SUSPENDED, CARDS, at(3))
    assert store.states() == replay(store.events())
    assert all(state.suspended for state in store.states().values())
    assert [each.card for each in events if each.moment.instant > at(3).instant] == ["a/1"]
    assert [each.card for each in store.undo(at(3, hour=13))] == CARDS[::-1]
    assert store.states() == {"a/1": before}


def test_a_card_named_twice_has_one_event_and_no_cards_none(store: Store) -> None:
    assert len(store.note_all(EventKind.SUSPENDED, ["a/1", "a/2", "a/1"], at())) == 2
    assert store.note_all(EventKind.SUSPENDED, [], at()) == []
    assert len(list(store.events())) == 2


@pytest.mark.parametrize("kind", [EventKind.GRADED, EventKind.ALIASED, EventKind.VOIDED])
def test_a_grade_or_a_renaming_is_never_a_stroke(kind: EventKind, store: Store) -> None:
    with pytest.raises(ValueError, match="many cards"):
        store.note_all(kind, CARDS, at())
    assert store.states().get("a/1", UNTOUCHED) == UNTOUCHED


@pytest.mark.file_only
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.integers(0, 500))
def test_the_gap_counts_the_steps_from_id_to_id(steps: int) -> None:
    first = last = uuid7()
    for _ in range(steps):
        before, last = last, following(last)
        assert last > before
    assert gap(first, last) == steps

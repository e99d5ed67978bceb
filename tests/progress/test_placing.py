"""What is done to a card now comes after all that is known of it, whatever the clocks said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress.doctor import doctor
from quizcv.progress.replay import replay
from quizcv.progress.store import NOTED, Store
from quizcv.scheduler import NEW
from tests.progress.support import at, grade

if TYPE_CHECKING:
    from quizcv.cards.library import Library
    from quizcv.clock import Clock
    from quizcv.settings import Places

ON_BOTH = True
NOTED_ALONE = sorted(NOTED - {EventKind.ALIASED})


def test_a_grade_with_the_clock_set_back_comes_after_what_is_known_and_schedules_no_second_time(store: Store) -> None:
    _, ahead = grade(store, "a/1", 4, at(10))
    drill, state = grade(store, "a/1", 1, at(3))
    assert (drill.kind, drill.moment.day) == (EventKind.DRILLED, at(3).day)
    assert state == replay(store.events())["a/1"]
    assert state.memory == ahead.memory
    assert state.last_grade == 1
    assert store.wrong_projections() == []


def test_a_card_graded_by_a_clock_years_ahead_is_new_again_once_it_is_reset(
    places: Places, store: Store, library: Library, clock: Clock
) -> None:
    grade(store, "a/1", 4, at(4000))
    _, state = store.note(EventKind.RESET, "a/1", at(3))
    assert state.memory == NEW
    graded, state = grade(store, "a/1", 4, at(3, hour=13))
    assert (graded.kind, graded.interval, graded.moment.day) == (EventKind.GRADED, 1, at(3).day)
    assert state.memory.due == at(4).day
    _, state = store.note(EventKind.BURIED, "a/1", at(5))
    assert state.buried_day == at(5).day
    assert store.states() == {"a/1": state} == replay(store.events())
    assert doctor(places, library, clock).ok


@given(st.lists(st.tuples(st.integers(-9, 9), st.sampled_from([4, 1, *NOTED_ALONE])), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.file_only
def test_whatever_the_clock_says_the_latest_thing_done_to_a_card_is_the_last_that_counts(
    places: Places, clock: Clock, tmp_path_factory: pytest.TempPathFactory, done: list[tuple[int, int | EventKind]]
) -> None:
    path = tmp_path_factory.mktemp("clocks") / "quizcv.db"
    with Store.open(places._replace(database=str(path)), clock, synchronous="OFF") as store:
        order = []
        for day, what in done:
            event, state = (
                grade(store, "a/1", what, at(day)) if isinstance(what, int) else store.note(what, "a/1", at(day), "x")
            )
            assert store.states().get("a/1", UNTOUCHED) == state == replay(store.events()).get("a/1", UNTOUCHED)
            assert event.moment.day == at(day).day
            order.append(event.id)
        assert [each.id for each in store.history("a/1")] == order

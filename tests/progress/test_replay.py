from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.progress.replay import apply, replay
from quizcv.scheduler import NEW, Sm2
from tests.progress.support import DAY, at, event

if TYPE_CHECKING:
    import random

    from quizcv.clock import Moment

GRADED, DRILLED = EventKind.GRADED, EventKind.DRILLED


def after(*events: Event, card: str = "a/1") -> CardState:
    """The state of a card, the same whichever way the events come."""
    state = replay(events)
    assert replay(reversed(events)) == state
    assert replay([*events, *events]) == state
    return state.get(card, UNTOUCHED)


def test_a_grade_moves_the_schedule() -> None:
    state = after(event(1, GRADED, given=4))
    assert state == CardState(
        memory=Sm2().review(NEW, 4, DAY),
        asked=1,
        first_day=DAY,
        graded_day=DAY,
        last_day=DAY,
        last_grade=4,
        last_day_grades=1,
    )


def test_a_drill_moves_nothing_but_is_remembered() -> None:
    graded = event(1, GRADED, given=2)
    before, state = after(graded), after(graded, event(2, DRILLED, moment=at(hour=13), given=3))
    assert (state.memory, state.graded_day) == (before.memory, DAY)
    assert (state.asked, state.last_grade, state.last_day_grades) == (2, 3, 2)
    assert state.drills_on(DAY)


def test_a_card_graded_on_two_devices_on_one_day_is_pushed_out_once() -> None:
    first = event(1, GRADED, given=4, device="here")
    second = event(2, GRADED, moment=at(hour=18), given=5, device="there")
    state = after(first, second)
    assert state.memory == Sm2().review(NEW, 4, DAY)
    assert (state.asked, state.last_grade) == (2, 5)


def test_a_grade_on_an_earlier_study_day_than_the_last_is_a_drill() -> None:
    evening_in_tokyo = event(1, GRADED, given=4, moment=at(1, 6, offset=540))
    same_evening_in_paris = event(2, GRADED, given=4, moment=at(0, 23, offset=60))
    assert after(evening_in_tokyo, same_evening_in_paris).graded_day == DAY + timedelta(days=1)


def test_the_scheduler_of_each_grade_is_the_one_it_was_given_under() -> None:
    scheduler = Sm2("text", maximum_interval=3)
    first = event(1, GRADED, given=4)
    second = event(2, GRADED, given=4, moment=at(1), scheduler=scheduler.name)
    assert after(first, second).memory == scheduler.review(Sm2().review(NEW, 4, DAY), 4, DAY + timedelta(days=1))


def test_a_scheduler_nobody_here_knows_is_taken_at_its_word() -> None:
    state = after(event(1, GRADED, given=4, scheduler="fsrs/6?retention=0.9", interval=11))
    assert (state.memory.interval, state.memory.due) == (11, DAY + timedelta(days=11))
    assert (state.memory.repetition, state.memory.ease) == (1, 250)


def test_what_was_taken_back_does_not_count() -> None:
    first = event(1, GRADED, given=4)
    second = event(2, GRADED, given=1, moment=at(1))
    assert after(first, second, event(3, EventKind.VOIDED, "", at(2), target=second)) == after(first)
    assert after(first, event(3, EventKind.VOIDED, "", at(2), target=first)) == UNTOUCHED


def test_what_was_taken_back_stays_so_even_if_the_clock_of_the_undo_was_behind() -> None:
    graded = event(2, GRADED, given=4, moment=at(5))
    assert after(graded, event(3, EventKind.VOIDED, "", at(0), target=graded)) == UNTOUCHED


def test_taking_back_cannot_be_taken_back() -> None:
    graded = event(1, GRADED, given=4)
    void = event(2, EventKind.VOIDED, "", at(1), target=graded)
    assert after(graded, void, event(3, EventKind.VOIDED, "", at(2), target=void)) == UNTOUCHED


def test_a_drill_whose_grade_was_taken_back_schedules_nothing() -> None:
    graded, drilled = event(1, GRADED, given=2), event(2, DRILLED, given=4, moment=at(hour=13))
    state = after(graded, drilled, event(3, EventKind.VOIDED, "", at(hour=14), target=graded))
    assert state == CardState(asked=1)
    assert state.is_new
    assert not state.drills_on(DAY)


def test_suspending_burying_and_flagging_leave_the_schedule_alone() -> None:
    graded = event(1, GRADED, given=4)
    suspended = event(2, EventKind.SUSPENDED, moment=at(1))
    buried = event(3, EventKind.BURIED, moment=at(2))
    flagged = event(4, EventKind.FLAGGED, moment=at(3), note="wrong unit")
    state = after(graded, suspended, buried, flagged)
    assert (state.suspended, state.buried_day, state.flag) == (True, DAY + timedelta(days=2), "wrong unit")
    assert state.memory == after(graded).memory
    resumed = event(5, EventKind.RESUMED, moment=at(4))
    unflagged = event(6, EventKind.FLAGGED, moment=at(5))
    state = after(graded, suspended, resumed, flagged, unflagged)
    assert (state.suspended, state.flag) == (False, "")


def test_a_reset_card_is_new_again_but_its_questions_and_its_flag_are_not() -> None:
    events = [
        event(1, GRADED, given=4),
        event(2, EventKind.FLAGGED, note="odd"),
        event(3, EventKind.SUSPENDED),
        event(4, EventKind.BURIED),
        event(5, EventKind.RESET),
    ]
    assert after(*events) == CardState(asked=1, flag="odd")
    again = after(*events, event(6, GRADED, given=4, moment=at(hour=13)))
    assert again.first_day == DAY
    assert again.memory == Sm2().review(NEW, 4, DAY)


def test_progress_follows_a_renamed_card() -> None:
    old = event(1, GRADED, "a/old", given=4)
    early = event(2, EventKind.FLAGGED, "a/new", at(1), note="mine")
    renamed = event(3, EventKind.ALIASED, "a/new", at(2), note="a/old")
    later = event(4, GRADED, "a/new", at(3), given=5)
    states = replay([old, early, renamed, later])
    as_one = replay([event(1, GRADED, "a/new", given=4), early, later])
    assert states == as_one
    assert states.keys() == {"a/new"}


def test_a_key_used_again_after_a_renaming_is_a_card_of_its_own() -> None:
    renamed = event(2, EventKind.ALIASED, "a/new", at(1), note="a/old")
    states = replay([event(1, GRADED, "a/old", given=4), renamed, event(3, GRADED, "a/old", at(2), given=1)])
    assert states["a/new"].memory == Sm2().review(NEW, 4, DAY)
    assert states["a/old"].memory == Sm2().review(NEW, 1, DAY + timedelta(days=2))


def test_a_card_may_be_renamed_back() -> None:
    graded = event(1, GRADED, "a/1", given=4)
    there = event(2, EventKind.ALIASED, "a/2", at(1), note="a/1")
    back = event(3, EventKind.ALIASED, "a/1", at(2), note="a/2")
    assert replay([graded, there, back]) == replay([graded])


def test_a_renaming_that_was_taken_back_gives_the_progress_back() -> None:
    graded = event(1, GRADED, "a/old", given=4)
    renamed = event(2, EventKind.ALIASED, "a/new", at(1), note="a/old")
    void = event(3, EventKind.VOIDED, "", at(2), target=renamed)
    assert replay([graded, renamed, void]) == replay([graded])


def test_the_fuzz_of_a_renamed_card_stays_what_was_logged() -> None:
    scheduler = Sm2(fuzz=True)
    events = [
        event(day + 1, GRADED, "a/old", at(day), given=5, scheduler=scheduler.name) for day in (0, 1, 7, 23, 70, 220)
    ]
    before = replay(events)["a/old"]
    renamed = event(900, EventKind.ALIASED, "a/new", at(900), note="a/old")
    assert replay([*events, renamed])["a/new"] == before


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """A log of several devices with clocks that go as they like."""
    events: list[Event] = []
    for number in range(1, draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(list(EventKind)))
        card, other = draw(st.permutations(["a/1", "a/2", "b/1"]))[:2]
        moment: Moment = at(draw(st.integers(0, 6)), draw(st.integers(0, 23)), draw(st.sampled_from([-300, 60, 540])))
        given_grade = draw(st.integers(0, 5)) if kind in {GRADED, DRILLED} else None
        target = draw(st.sampled_from(events)) if kind is EventKind.VOIDED and events else None
        if kind is EventKind.VOIDED and target is None:
            continue
        note = other if kind is EventKind.ALIASED else ""
        events.append(event(number, kind, card, moment, given=given_grade, target=target, note=note))
    return events


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_does_not_matter(events: list[Event], shuffler: random.Random) -> None:
    shuffled = [*events, *events[: len(events) // 2]]
    shuffler.shuffle(shuffled)
    assert replay(shuffled) == replay(events)


@given(logs())
def test_events_put_on_one_by_one_give_what_a_replay_gives(events: list[Event]) -> None:
    own = [each for each in events if each.kind not in {EventKind.VOIDED, EventKind.ALIASED} and each.card == "a/1"]
    state = UNTOUCHED
    for each in sorted(own, key=lambda one: (one.moment.instant, one.id)):
        state = apply(state, each)
    assert replay(own).get("a/1", UNTOUCHED) == state

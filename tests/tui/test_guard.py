from __future__ import annotations

from quizcv.tui.review.guard import MOMENT, Guard


class Hand:
    """Seconds set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_key_counts_only_once_the_card_has_stood_painted_for_a_moment() -> None:
    clock = Hand()
    guard = Guard(clock)
    assert not guard.lets()
    clock.now = 1.0
    guard.painted()
    assert not guard.lets()
    clock.now += MOMENT + 0.01
    assert guard.lets()


def test_a_burst_of_keys_reveals_or_grades_once_however_long_it_lasts() -> None:
    clock = Hand()
    guard = Guard(clock)
    guard.painted()
    clock.now = 1.0
    counted = 0
    for _ in range(500):
        if guard.lets():
            counted += 1
            guard.changing()
            guard.painted()
        clock.now += 0.03
    assert counted == 1


def test_keys_that_waited_for_a_busy_machine_count_by_the_time_they_were_pressed() -> None:
    clock, pressed = Hand(), Hand()
    guard = Guard(clock, pressed)
    guard.painted()
    clock.now = pressed.now = 1.0
    assert guard.lets()
    guard.changing()
    clock.now = 3.0
    guard.painted()
    for waiting in range(20):  # handled half a second after one another, pressed within a fifth of one
        clock.now += 0.5
        pressed.now = 1.0 + waiting / 100
        assert not guard.lets()
    pressed.now = clock.now = 20.0
    assert guard.lets()


def test_after_a_burst_keys_count_again() -> None:
    clock = Hand()
    guard = Guard(clock)
    guard.painted()
    clock.now = 0.01
    assert not guard.lets()
    clock.now += MOMENT / 2
    assert not guard.lets()
    clock.now += MOMENT + 0.01
    assert guard.lets()


def test_keys_at_a_human_pace_all_count() -> None:
    clock = Hand()
    guard = Guard(clock)
    for _ in range(20):
        guard.changing()
        guard.painted()
        clock.now += 0.2
        assert guard.lets()

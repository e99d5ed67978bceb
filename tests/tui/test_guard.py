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

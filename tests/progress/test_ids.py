from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import UUID

from quizcv.progress.ids import following, gap, uuid7

if TYPE_CHECKING:
    import pytest


def test_an_id_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_ids_ascend_though_the_clock_stands_still_or_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([5_000_000_000_000] * 500 + [4_000_000_000_000] * 500)
    monkeypatch.setattr(time, "time_ns", lambda: next(times))
    made = [uuid7()]
    for _ in range(999):
        made.append(uuid7(made[-1]))
    assert made == sorted(set(made))
    assert all(each.version == 7 and each.variant == "specified in RFC 4122" for each in made)


def test_only_the_id_right_after_another_is_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 5_000_000_000_000)
    last = uuid7()
    assert gap(last, following(last)) == 1
    for _ in range(500):
        before, last = last, uuid7(last)
        assert gap(before, last) > 1


def test_a_full_counter_carries_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    full = UUID(int=7 << 80 | 7 << 76 | 0xFFF << 64 | 2 << 62 | ((1 << 62) - 1))
    after = uuid7(full)
    assert after > full
    assert after.int >> 80 == 8
    assert after.version == 7

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.clock import Clock, Moment, moment_at, study_day
from quizcv.errors import UsageError

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("local", "hour", "day"),
    [
        ("2026-03-01T03:59:59.999999+01:00", 4, date(2026, 2, 28)),
        ("2026-03-01T04:00:00+01:00", 4, date(2026, 3, 1)),
        ("2026-03-01T23:59:00+01:00", 4, date(2026, 3, 1)),
        ("2026-03-02T00:30:00+01:00", 4, date(2026, 3, 1)),
        ("2026-03-01T00:00:00+01:00", 0, date(2026, 3, 1)),
        ("2026-03-01T22:59:00+01:00", 23, date(2026, 2, 28)),
        ("2026-01-01T02:00:00+01:00", 4, date(2025, 12, 31)),
    ],
)
def test_a_study_day_runs_from_one_rollover_hour_to_the_next(local: str, hour: int, day: date) -> None:
    assert moment_at(datetime.fromisoformat(local), hour).day == day


@pytest.mark.parametrize(
    ("clock_time", "day"),
    [
        # On 29 March 2026 the hour from 2 to 3 is missing, on 25 October it comes twice.
        (datetime(2026, 3, 29, 3, 30, tzinfo=PARIS), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=PARIS), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=PARIS), date(2026, 10, 25)),
    ],
)
def test_the_day_turns_at_the_hour_on_the_wall_when_the_clocks_change(clock_time: datetime, day: date) -> None:
    assert moment_at(clock_time).day == day


def test_a_moment_keeps_the_instant_and_the_offset_of_where_one_was() -> None:
    moment = moment_at(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS))
    assert moment == Moment(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 60, date(2026, 10, 24))
    assert moment.local.isoformat() == "2026-10-25T02:30:00+01:00"


def test_travel_changes_the_offset_and_not_the_instant() -> None:
    instant = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
    tokyo = moment_at(instant.astimezone(ZoneInfo("Asia/Tokyo")))
    york = moment_at(instant.astimezone(ZoneInfo("America/New_York")))
    assert tokyo.instant == york.instant == instant
    assert (tokyo.offset_minutes, york.offset_minutes) == (540, -300)
    assert (tokyo.day, york.day) == (date(2026, 3, 1), date(2026, 2, 28))


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30)),  # noqa: DTZ001  the offset is drawn beside them
    st.integers(-14 * 60, 14 * 60),
    st.integers(0, 23),
)
def test_a_moment_shows_the_time_it_was_made_of(naive: datetime, offset: int, hour: int) -> None:
    local = naive.replace(tzinfo=timezone(timedelta(minutes=offset)))
    moment = moment_at(local, hour)
    assert moment.local == local
    assert moment.local.replace(tzinfo=None) == naive
    assert moment.day == study_day(local, hour)
    assert naive.date() - moment.day in {timedelta(0), timedelta(days=1)}


def test_a_time_without_an_offset_is_no_moment() -> None:
    with pytest.raises(ValueError, match="needs a time with its UTC offset"):
        moment_at(datetime(2026, 3, 1, 12))  # noqa: DTZ001  what is refused


def test_quizcv_now_stops_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", " 2026-03-01T09:00+01:00 ")
    clock = Clock.from_environment()
    assert clock.now() == clock.now() == Moment(datetime(2026, 3, 1, 8, tzinfo=UTC), 60, date(2026, 3, 1))


def test_quizcv_now_without_an_offset_is_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", "2026-03-01T09:00")
    moment = Clock.from_environment().now()
    assert moment.local.replace(tzinfo=None).isoformat() == "2026-03-01T09:00:00"


def test_quizcv_now_as_a_day_alone_is_that_study_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", "2026-03-01")
    assert {Clock.from_environment(hour).now().day for hour in range(24)} == {date(2026, 3, 1)}


def test_the_rollover_hour_of_the_settings_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", "2026-03-01T05:00+01:00")
    assert Clock.from_environment(6).now().day == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-13-01", "12:30", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_quizcv_now_that_is_no_time_is_told_with_the_mend(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", text)
    with pytest.raises(UsageError) as caught:
        Clock.from_environment()
    mend = "which is no ISO 8601 time; write it like 2026-03-01T09:00+01:00"
    assert str(caught.value) == f"QUIZCV_NOW is {text!r}, {mend}"


def test_without_quizcv_now_the_machine_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_NOW", "")
    before = datetime.now(UTC)
    assert before <= Clock.from_environment().now().instant <= datetime.now(UTC)

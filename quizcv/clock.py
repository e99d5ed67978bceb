"""Instants and study days.

A study day runs from the rollover hour (04:00 local unless set otherwise) to the next, so a review after midnight still
belongs to the evening before. What is recorded is the UTC instant, the offset and the study day: daylight saving, travel
and a wrong clock change nothing that was recorded.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from quizcv.errors import UsageError

DEFAULT_ROLLOVER_HOUR = 4


class Moment(NamedTuple):
    """When something happened.

    Args:
        instant: In UTC, to the microsecond.
        offset_minutes: Local time minus UTC, in minutes.
        day: The study day it belongs to.
    """

    instant: datetime
    offset_minutes: int
    day: date

    @property
    def local(self) -> datetime:
        """The instant as a clock on the wall showed it."""
        return self.instant.astimezone(timezone(timedelta(minutes=self.offset_minutes)))


def study_day(local: datetime, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> date:
    """The study day of a local time: the day before, until the rollover hour."""
    return (local - timedelta(hours=rollover_hour)).date()


def moment_at(local: datetime, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> Moment:
    """The moment of an aware local time.

    Raises:
        ValueError: `local` has no offset.
    """
    offset = local.utcoffset()
    if offset is None:
        message = "a moment needs a time with its UTC offset"
        raise ValueError(message)
    return Moment(local.astimezone(UTC), round(offset.total_seconds() / 60), study_day(local, rollover_hour))


class Clock(NamedTuple):
    """Tells the moment: the machine's own, or a fixed one for planning ahead and for tests.

    Args:
        fixed: If given, every reading shows this aware time.
        rollover_hour: The local hour at which a study day begins.
    """

    fixed: datetime | None = None
    rollover_hour: int = DEFAULT_ROLLOVER_HOUR

    def now(self) -> Moment:
        """The present moment."""
        return moment_at(self.fixed or datetime.now().astimezone(), self.rollover_hour)

    @classmethod
    def from_environment(cls, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> Clock:
        """The machine's clock, or what QUIZCV_NOW says, in ISO 8601.

        Without an offset it is local time; a day alone is that study day's noon, or its beginning if that is later.

        Raises:
            UsageError: QUIZCV_NOW is no time, or one at the very edge of the calendar.
        """
        text = os.environ.get("QUIZCV_NOW", "").strip()
        if not text:
            return cls(None, rollover_hour)
        try:
            fixed = datetime.fromisoformat(text)
            if len(text) <= len("2026-03-01"):
                fixed = fixed.replace(hour=max(12, rollover_hour))
            clock = cls(fixed if fixed.tzinfo else fixed.astimezone(), rollover_hour)
            clock.now()
        except (ValueError, OverflowError):
            message = f"QUIZCV_NOW is {text!r}, which is no ISO 8601 time; write it like 2026-03-01T09:00+01:00"
            raise UsageError(message) from None
        return clock

"""Names for events that every device can give alone: UUIDv7 (RFC 9562), ascending on each device."""

from __future__ import annotations

import os
import time
from uuid import UUID

_MILLISECONDS = (1 << 48) - 1
_LEAP = (1 << 32) - 1
"""How far an id goes beyond the one before it, at most, where the time does not tell them apart."""


def uuid7(after: UUID | None = None) -> UUID:
    """A new UUIDv7 of the machine's time, greater than `after` whatever that time says, and never the one right after it.

    `after` is the device's latest: two events with one instant keep the order in which they were written, even if the
    clock was set back or two processes wrote within a millisecond. Ids without a gap are those of one stroke
    (`quizcv.progress.strokes`), so one given alone leaves at least one out.
    """
    stamp = time.time_ns() // 1_000_000 & _MILLISECONDS
    noise = int.from_bytes(os.urandom(10))
    fresh = _made(stamp, noise >> 68 & 0xFFF, noise & ((1 << 62) - 1))
    if after is None or gap(after, fresh) > 1:
        return fresh
    return _ahead(after, 2 + (noise & _LEAP))


def following(identity: UUID) -> UUID:
    """The id right after another: the 74 bits behind the stamp count on; a full counter carries into the stamp."""
    return _ahead(identity, 1)


def _ahead(identity: UUID, steps: int) -> UUID:
    """The id so many steps of `following` after another."""
    counter = _counter(identity) + steps
    return _made(counter >> 74, counter >> 62 & 0xFFF, counter & ((1 << 62) - 1))


def gap(earlier: UUID, later: UUID) -> int:
    """How many steps of `following` lead from one id to another."""
    return _counter(later) - _counter(earlier)


def _counter(identity: UUID) -> int:
    """Stamp and counter as one number, without version and variant."""
    value = identity.int
    return value >> 80 << 74 | (value >> 64 & 0xFFF) << 62 | value & ((1 << 62) - 1)


def _made(stamp: int, high: int, low: int) -> UUID:
    return UUID(int=stamp << 80 | 7 << 76 | high << 64 | 2 << 62 | low)

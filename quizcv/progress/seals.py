"""A seal on every event: a checksum of all it says, so that a byte turned on the disk is never taken for what was done.

SQLite finds a torn tree, but keeps no checksum of what a row says: a grade of 4 that became a 5 would be believed. The seal
is reckoned from the row and from its device's name when the event is written, and compared whenever the log is examined,
copied or rescued. It is no signature: it tells damage, not forgery.
"""

from __future__ import annotations

import json
import zlib
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SEALED: Final = (
    "id",
    "sequence",
    "instant",
    "offset",
    "day",
    "kind",
    "card",
    "target",
    "content",
    "grade",
    "milliseconds",
    "response",
    "verdict",
    "seed",
    "drawn",
    "scheduler",
    "interval",
    "note",
)
"""What is sealed, in this order and after the device's name. The row's number is not: each database counts for itself."""


def seal_of(row: Mapping[str, Any], device: str) -> int:
    """The seal of a row of the log: CRC-32 of its columns as JSON, bytes in hexadecimal; `device` is its device's name."""
    return zlib.crc32(_ENCODED([device, *_FIELDS(row)]).encode("ascii"))


def _hexadecimal(value: object) -> str:
    if not isinstance(value, bytes | bytearray | memoryview):
        message = f"{value!r} is nothing an event keeps"
        raise TypeError(message)
    return bytes(value).hex()


_FIELDS: Final = itemgetter(*SEALED)
_ENCODED: Final = json.JSONEncoder(separators=(",", ":"), default=_hexadecimal).encode

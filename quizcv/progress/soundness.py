"""Whether a row of the log keeps what is promised of every event: its seal, and what an event of its kind has and has not.

Standard library only, and from bare values: the same is asked of the log, of a backup, and of what was read out of a damaged
file.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.events import EventKind
from quizcv.progress.replay import EPOCH
from quizcv.progress.seals import SEALED, seal_of
from quizcv.scheduler import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KINDS: Final = frozenset(kind.value for kind in EventKind)
_GRADES_OF: Final = frozenset({EventKind.GRADED.value, EventKind.DRILLED.value})
_BYTES: Final = frozenset({bytes, memoryview})
_NOTHING: Final = frozenset({type(None)})
_NUMBER: Final = frozenset({int})
_TEXT: Final = frozenset({str})
_ALLOWED: Final = {
    "id": _BYTES,
    "kind": _TEXT,
    **dict.fromkeys(("sequence", "instant", "offset", "day"), _NUMBER),
    **dict.fromkeys(("grade", "milliseconds", "seed", "interval"), _NUMBER | _NOTHING),
    **dict.fromkeys(("card", "response", "verdict", "drawn", "scheduler", "note"), _TEXT | _NOTHING),
    **dict.fromkeys(("target", "content"), _BYTES | _NOTHING),
}
"""What each column may hold; SQLite itself would keep anything anywhere."""
_ID_BYTES: Final = 16
_DAY_MINUTES: Final = 24 * 60
_EARLIEST: Final = -1
"""How many days a wall clock may show before the study day, where a zone changed in between. It may show any later one: see `placing`."""


class Unsound(NamedTuple):
    """An event of the log that can't be believed: whose it is, its number there, and why."""

    device: str
    sequence: object
    reason: str

    def __str__(self) -> str:
        return f"event {self.sequence} of {self.device}: {self.reason}"


def unsound(rows: Iterable[Mapping[str, Any]], devices: Mapping[int, str], *, sealed: bool = True) -> list[Unsound]:
    """The rows that can't be believed, among them any that takes a number a second time; `sealed` as for `fault_of`."""
    found = []
    numbers: set[tuple[object, object]] = set()
    for row in rows:
        device = devices.get(row["device"])
        reason = fault_of(row, device, sealed=sealed)
        place = (row["device"], row["sequence"])
        if not reason and place in numbers:
            reason = "its number is taken already"
        numbers.add(place)
        if reason:
            found.append(Unsound(device or "an unknown device", row["sequence"], reason))
    return found


def fault_of(row: Mapping[str, Any], device: str | None, *, sealed: bool = True) -> str:
    """Why a row can't be believed; empty if it can. `device` is its device's name, None if there is no such device.

    `sealed` is false for a row of the first version, which had no seals.
    """
    if device is None:
        return f"its device (number {row['device']}) is not known"
    fault = _wrong_types(row) or _wrong_time(row) or _wrong_for_its_kind(row)
    if not fault and sealed and row["seal"] != seal_of(row, device):
        fault = "its seal does not fit what it says"
    return fault


def _wrong_types(row: Mapping[str, Any]) -> str:
    for name in SEALED:
        value = row[name]
        allowed = _ALLOWED[name]
        if type(value) not in allowed:
            return f"its {name} is {value!r}"
    if len(row["id"]) != _ID_BYTES:
        return "it has no id"
    if row["sequence"] < 1:
        return "its number is not one"
    return ""


def _wrong_time(row: Mapping[str, Any]) -> str:
    if abs(row["offset"]) >= _DAY_MINUTES:
        return f"its clock is {row['offset']} minutes off UTC"
    try:
        local = EPOCH + timedelta(microseconds=row["instant"], minutes=row["offset"])
    except OverflowError:
        return "its instant is in no calendar"
    if local.toordinal() - row["day"] < _EARLIEST:
        return "its study day is after that of its instant"
    return ""


def _wrong_for_its_kind(row: Mapping[str, Any]) -> str:  # noqa: PLR0911  a reason each
    kind = row["kind"]
    if kind not in _KINDS:
        return f"no event is of the kind {kind!r}"
    if (kind in _GRADES_OF) == (row["grade"] is None):
        return f"{kind} {'without a grade' if row['grade'] is None else 'with a grade'}"
    if row["grade"] is not None and row["grade"] not in GRADES:
        return f"its grade is {row['grade']}"
    voids = kind == EventKind.VOIDED.value
    if voids == (row["target"] is None) or (voids and len(row["target"]) != _ID_BYTES):
        return f"{kind} {'without the event it takes back' if voids else 'with an event it takes back'}"
    if voids == bool(row["card"]):
        return f"{kind} {'with a card' if voids else 'without its card'}"
    if kind == EventKind.ALIASED.value and not row["note"]:
        return "aliased without the card's old key"
    if row["interval"] is not None and row["interval"] < 0:
        return f"its interval is {row['interval']}"
    if row["drawn"] is not None and not _is_object(row["drawn"]):
        return "its drawn values can't be read"
    return ""


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False

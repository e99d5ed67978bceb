"""A line of JSON as an event, checked to its last field, or an error that says what is wrong with it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from quizcv.clock import Moment
from quizcv.events import Event, EventKind
from quizcv.progress.exported.writing import VERSION, Heading
from quizcv.scheduler import GRADES

if TYPE_CHECKING:
    from quizcv.problems.values import Value

LONGEST_LINE: Final = 1 << 24
"""Bytes; a line longer than this is no event and is never held in memory."""

_LARGEST: Final = 2**31 - 1
_LARGEST_LONG: Final = 2**63 - 1
_FIRST_YEAR, _LAST_YEAR = 1900, 9990
"""Any clock lies between them, and every day that follows from one can be reckoned with."""
_MOST_DAYS_SINCE: Final = 2
"""A study day begins up to a day after the calendar's, and an offset is rounded to minutes."""
_FAR_FROM_UTC: Final = 24 * 60
_TOLD: Final = 60
"""How much of a wrong value a message shows."""
_DEVICE: Final = re.compile("[0-9a-z]{1,12}")
_UUID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HASH: Final = re.compile("(?:[0-9a-f]{2}){0,8}")
_KINDS: Final = {kind.value: kind for kind in EventKind}
_TYPED: Final = frozenset({"response", "note"})
"""What a learner typed, which may be anything; the other texts are names of ours."""
_GRADES_OF: Final = frozenset({EventKind.GRADED, EventKind.DRILLED})
_MARKERS: Final = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class Trouble(Enum):
    """Why a line gave no event."""

    TORN = "torn"  # the last line ends in the middle: it was still being written, or the machine died
    NEWER = "newer"  # a later quizcv wrote it, and may read it
    UNREADABLE = "unreadable"  # damaged, or no event at all


class LineError(ValueError):
    """A line is no event; the message says what is wrong with it."""

    def __init__(self, message: str, trouble: Trouble = Trouble.UNREADABLE) -> None:
        super().__init__(message)
        self.trouble = trouble


def read_line(line: bytes) -> Event | Heading:
    """The event of a line, or whose file it is.

    Raises:
        LineError: It is neither.
    """
    fields = _object(line)
    version = fields.get("v", VERSION)
    if type(version) is not int or version < 1:
        message = f"v is the version of the line, a whole number from 1, not {_told(version)}"
        raise LineError(message)
    if version > VERSION:
        message = f"a newer quizcv wrote this (version {version}, this quizcv reads up to {VERSION}); install it to read this line"
        raise LineError(message, Trouble.NEWER)
    if b"\\u" in line:
        _refuse_halves(fields)
    if "id" not in fields and "name" in fields:
        return Heading(_device(fields), _text(fields, "name"))
    return _event(fields)


def _object(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"this is no UTF-8 (byte {error.start + 1} of the line)"
        raise LineError(message) from None
    except RecursionError:
        message = "this is nested too deeply to be an event"
        raise LineError(message) from None
    except ValueError:
        raise LineError(_no_json(line)) from None
    if not isinstance(fields, dict):
        message = f"an event is a JSON object, not {_told(fields)}"
        raise LineError(message)
    return fields


def _no_json(line: bytes) -> str:
    if line.startswith(_MARKERS):
        return "this is the mark of a conflict that Git left; the lines around it are read, and this one can be deleted"
    if not line.strip(b"\0 \r\n"):
        return "this holds nothing but NUL bytes: the disk lost what was here"
    return "this is no JSON"


def _event(fields: dict[str, Any]) -> Event:
    kind = _kind(fields)
    card, note = _text(fields, "card"), _text(fields, "note")
    target = _optional_id(fields, "target")
    grade = _number(fields, "grade", 0, max(GRADES))
    _refuse_mixture(kind, card, note, target, grade)
    return Event(
        id=_id(fields.get("id"), "id"),
        device=_device(fields),
        sequence=_needed(fields, "sequence", 1, _LARGEST),
        moment=_moment(fields),
        kind=kind,
        card=card,
        target=target,
        content=_content(fields),
        grade=grade,
        milliseconds=_number(fields, "milliseconds", 0, _LARGEST_LONG),
        response=_optional_text(fields, "response"),
        verdict=_optional_text(fields, "verdict"),
        seed=_number(fields, "seed", 0, _LARGEST_LONG),
        values=_values(fields),
        scheduler=_text(fields, "scheduler", longest=200),
        interval=_number(fields, "interval", 0, _LARGEST),
        note=note,
    )


def _kind(fields: dict[str, Any]) -> EventKind:
    name = fields.get("kind")
    if not isinstance(name, str) or not name:
        message = f"kind is the kind of event, a text, not {_told(name)}"
        raise LineError(message)
    if name not in _KINDS:
        message = f"this quizcv knows no event of the kind {_told(name)}; a newer one may have written it"
        raise LineError(message, Trouble.NEWER)
    return _KINDS[name]


def _refuse_mixture(kind: EventKind, card: str, note: str, target: UUID | None, grade: int | None) -> None:
    """An event of each kind has what it needs, and nothing that would make another kind of it."""
    voids = kind is EventKind.VOIDED
    fault = ""
    if voids == bool(card):
        fault = f"{kind} {'names no card' if voids else 'needs its card'}"
    elif voids == (target is None):
        fault = f"{kind} {'needs its target' if voids else 'has no target'}"
    elif (kind in _GRADES_OF) == (grade is None):
        fault = f"{kind} {'needs its grade' if grade is None else 'has no grade'}"
    elif kind is EventKind.ALIASED and note in {"", card}:
        fault = "aliased needs the card's old key in note"
    elif kind is EventKind.ALIASED and "\0" in note:
        fault = "note has a NUL character, which no key has"
    if fault:
        raise LineError(fault)


def _id(value: object, name: str) -> UUID:
    if isinstance(value, str) and _UUID.fullmatch(value):
        return UUID(int=int(value.replace("-", ""), 16))  # twice as fast as from its text
    message = f"{name} is a UUID like 0195517e-6f80-7abc-8def-0123456789ab, not {_told(value)}"
    raise LineError(message)


def _optional_id(fields: dict[str, Any], name: str) -> UUID | None:
    value = fields.get(name)
    return None if value is None else _id(value, name)


def _device(fields: dict[str, Any]) -> str:
    value = fields.get("device")
    if not isinstance(value, str) or not _DEVICE.fullmatch(value):
        message = f"device is 1 to 12 small letters and digits, not {_told(value)}"
        raise LineError(message)
    return value


def _number(fields: dict[str, Any], name: str, low: int, high: int) -> int | None:
    value = fields.get(name)
    if value is None or (type(value) is int and low <= value <= high):
        return value
    message = f"{name} is a whole number from {low} to {high}, not {_told(value)}"
    raise LineError(message)


def _needed(fields: dict[str, Any], name: str, low: int, high: int) -> int:
    value = _number(fields, name, low, high)
    if value is None:
        message = f"{name} is missing"
        raise LineError(message)
    return value


def _text(fields: dict[str, Any], name: str, longest: int = LONGEST_LINE) -> str:
    return _optional_text(fields, name, longest) or ""


def _optional_text(fields: dict[str, Any], name: str, longest: int = LONGEST_LINE) -> str | None:
    value = fields.get(name)
    if value is None or (type(value) is str and len(value) <= longest and ("\0" not in value or name in _TYPED)):
        return value
    if not isinstance(value, str):
        message = f"{name} is a text, not {_told(value)}"
    elif len(value) > longest:
        message = f"{name} has more than {longest} characters"
    else:
        message = f"{name} has a NUL character, which none has"
    raise LineError(message)


def _content(fields: dict[str, Any]) -> str:
    value = _text(fields, "content")
    if not _HASH.fullmatch(value):
        message = f"content is a hash of up to 16 hexadecimal digits, not {_told(value)}"
        raise LineError(message)
    return value


def _moment(fields: dict[str, Any]) -> Moment:
    offset = _needed(fields, "offset", 1 - _FAR_FROM_UTC, _FAR_FROM_UTC - 1)
    instant, day = fields.get("instant"), fields.get("day")
    try:
        if not isinstance(instant, str) or not isinstance(day, str):
            raise ValueError  # noqa: TRY301,TRY004  told below with all that is no date
        when = datetime.fromisoformat(instant)
        if when.tzinfo is None:
            raise ValueError  # noqa: TRY301  as above
        when = when if when.tzinfo is UTC else when.astimezone(UTC)
        studied = date.fromisoformat(day)
    except (ValueError, OverflowError):
        message = f"instant and day are like 2026-03-01T08:00:00.000000Z and 2026-03-01, not {_told(instant)} and {_told(day)}"
        raise LineError(message) from None
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        message = f"instant lies between the years {_FIRST_YEAR} and {_LAST_YEAR}, not in {when.year}"
        raise LineError(message)
    days_since = (when + timedelta(minutes=offset)).toordinal() - studied.toordinal()
    if not -1 <= days_since <= _MOST_DAYS_SINCE:
        message = f"{_told(day)} is not the study day of {_told(instant)}"
        raise LineError(message)
    return Moment(when, offset, studied)


def _values(fields: dict[str, Any]) -> dict[str, Value]:
    values = fields.get("values")
    if values is None:
        return {}
    if not isinstance(values, dict):
        message = f"values are numbers and words by name, not {_told(values)}"
        raise LineError(message)
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: object) -> Value:
    if type(value) is int or isinstance(value, str):
        return value
    if isinstance(value, list) and all(type(each) is int or isinstance(each, str) for each in value):
        return tuple(value)
    message = f"{_told(name)} in values is a whole number, a text or a list of these, not {_told(value)}"
    raise LineError(message)


def _refuse_halves(fields: dict[str, Any]) -> None:
    """JSON can spell half a character, which no file and no database can hold."""
    try:
        json.dumps(fields, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        message = "a text in it has half a character, which no log can hold"
        raise LineError(message) from None


def _told(value: object) -> str:
    """A value in a message: short, whatever it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    told = repr(value) if isinstance(value, str) else json.dumps(value)
    return told if len(told) <= _TOLD else f"{told[:_TOLD]}…"

"""An event that breaks a promise is found, whoever wrote it: each promise is broken once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.events import EventKind
from quizcv.progress.rows import event_row
from quizcv.progress.seals import SEALED, seal_of
from quizcv.progress.soundness import fault_of, unsound
from tests.progress.support import at, event

DEVICES = {1: "here"}


def row(**changes: Any) -> dict[str, Any]:
    """A sound grade with something else in it, sealed anew as a program would that means it."""
    made = {**event_row(event(7, EventKind.GRADED, given=4, interval=6), 1), **changes}
    if "seal" not in changes:
        made["seal"] = seal_of(made, "here")
    return made


def test_what_the_store_writes_is_sound() -> None:
    grade = event(1, EventKind.GRADED, given=4, interval=6)
    rows = [
        grade,
        event(2, EventKind.DRILLED, given=0),
        event(3, EventKind.VOIDED, "", target=grade),
        event(4, EventKind.SUSPENDED),
        event(5, EventKind.FLAGGED, note="odd"),
        event(6, EventKind.ALIASED, note="a/0"),
    ]
    assert unsound([event_row(each, 1) for each in rows], DEVICES) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "guessed"}, "no event is of the kind 'guessed'"),
        ({"grade": 6}, "its grade is 6"),
        ({"grade": None}, "graded without a grade"),
        ({"kind": "suspended"}, "suspended with a grade"),
        ({"day": at(400).day.toordinal()}, "its study day is after that of its instant"),
        ({"instant": 1 << 62}, "its instant is in no calendar"),
        ({"offset": 5000}, "its clock is 5000 minutes off UTC"),
        ({"card": None}, "graded without its card"),
        ({"target": b"0" * 16}, "graded with an event it takes back"),
        ({"kind": "voided", "grade": None, "card": None}, "voided without the event it takes back"),
        ({"kind": "aliased", "grade": None}, "aliased without the card's old key"),
        ({"interval": -1}, "its interval is -1"),
        ({"drawn": "[1, 2"}, "its drawn values can't be read"),
        ({"sequence": 0}, "its number is not one"),
        ({"id": b"short"}, "it has no id"),
        ({"response": b"bytes"}, "its response is b'bytes'"),
        ({"grade": 4.5}, "its grade is 4.5"),
    ],
)
def test_a_broken_promise_is_named(changes: dict[str, Any], reason: str) -> None:
    assert fault_of(row(**changes, seal=0) if "grade" in changes else row(**changes), "here") == reason


def test_a_device_that_is_not_there_is_named() -> None:
    assert unsound([row(device=9)], DEVICES)[0].reason == "its device (number 9) is not known"


def test_a_number_taken_twice_is_named() -> None:
    second = row(id=UUID(int=1).bytes)
    (found,) = unsound([row(), second], DEVICES)
    assert str(found) == "event 7 of here: its number is taken already"


@given(st.sampled_from(SEALED), st.integers(0, 127))
def test_any_turned_bit_breaks_the_seal(column: str, bit: int) -> None:
    sound = row(response="112x112", note="n", target=None, content=b"\1" * 8, seed=5, milliseconds=9, verdict="right")
    sound["seal"] = seal_of(sound, "here")
    value = sound[column]
    if isinstance(value, int):
        turned: Any = value ^ 1 << bit % 40
    elif isinstance(value, bytes):
        turned = bytes([*value[:-1], value[-1] ^ 1 << bit % 8])
    elif isinstance(value, str) and value:
        turned = chr(ord(value[0]) ^ 1 << bit % 7) + value[1:]
    else:
        turned = "x"
    assert seal_of({**sound, column: turned}, "here") != sound["seal"]
    assert fault_of({**sound, column: turned}, "here")
    assert fault_of(sound, "there") == "its seal does not fit what it says"

"""An event as a line of JSON: exact both ways, and whatever else a file holds is told with its line."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cli.shapes import event_json
from quizcv.clock import Moment, moment_at
from quizcv.events import Event, EventKind
from quizcv.progress.exported.parsing import LONGEST_LINE, LineError, Trouble, read_line
from quizcv.progress.exported.reading import Fault, read_events, read_lines
from quizcv.progress.exported.writing import Heading, written, written_heading
from tests.progress.support import event

if TYPE_CHECKING:
    from quizcv.problems.values import Value

FILE = Path("events-here.jsonl")
GRADED = event(1, EventKind.GRADED, given=4, interval=1)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
keys = names.filter(bool)
wholes = st.integers(0, 2**31 - 1)
longs = st.integers(0, 2**63 - 1)
ids = st.uuids()
lists = st.lists(st.integers(), max_size=3).map(tuple)
words: st.SearchStrategy[Value] = st.integers() | texts | lists
values = st.dictionaries(texts, words, max_size=3)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    zone = timezone(timedelta(minutes=draw(st.integers(-1439, 1439))))
    local = draw(st.datetimes(datetime(1901, 1, 1), datetime(9989, 1, 1)))  # noqa: DTZ001  the zone comes with it
    return moment_at(local.replace(tzinfo=zone), draw(st.integers(0, 23)))


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(EventKind))
    voids, grades = kind is EventKind.VOIDED, kind in {EventKind.GRADED, EventKind.DRILLED}
    card = "" if voids else draw(keys)
    return Event(
        id=draw(ids),
        device=draw(st.from_regex("[0-9a-z]{1,12}", fullmatch=True)),
        sequence=draw(st.integers(1, 2**31 - 1)),
        moment=draw(moments()),
        kind=kind,
        card=card,
        target=draw(ids) if voids else None,
        content=draw(st.binary(max_size=8)).hex(),
        grade=draw(st.integers(0, 5)) if grades else None,
        milliseconds=draw(st.none() | longs),
        response=draw(st.none() | texts),
        verdict=draw(st.none() | names),
        seed=draw(st.none() | longs),
        values=draw(values),
        scheduler=draw(names),
        interval=draw(st.none() | wholes),
        note=draw(keys.filter(lambda note: note != card)) if kind is EventKind.ALIASED else draw(texts),
    )


@given(events())
def test_what_is_written_is_read_as_the_same_event_and_written_as_the_same_bytes(some: Event) -> None:
    line = written(some)
    again = read_line(line)
    assert again == some
    assert isinstance(again, Event)
    assert written(again) == line
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


@given(events())
def test_a_line_of_the_log_command_is_read_too(some: Event) -> None:
    assert read_line(json.dumps(event_json(some)).encode()) == some


@given(events(), st.data())
def test_no_beginning_of_a_line_passes_for_the_line(some: Event, data: st.DataObject) -> None:
    line = written(some).rstrip(b"\n")
    torn = line[: data.draw(st.integers(1, len(line) - 1))]
    (fault,) = read_lines(BytesIO(torn), FILE)
    assert isinstance(fault, Fault)
    assert fault.trouble is Trouble.TORN


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_nothing_is_raised_and_every_line_is_told(junk: bytes) -> None:
    found = list(read_lines(BytesIO(junk), FILE))
    lines = junk.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    assert len(found) == sum(bool(line) and not line.isspace() for line in lines)


def test_a_fraction_is_written_as_the_log_keeps_it() -> None:
    line = written(GRADED._replace(values={"p": Fraction(3, 4), "sizes": (2, Fraction(1, 3)), "way": "up"}))
    read = read_line(line)
    assert isinstance(read, Event)
    assert read.values == {"p": "3/4", "sizes": (2, "1/3"), "way": "up"}


def test_the_line_is_this_one_for_ever() -> None:
    assert written(GRADED) == (
        b'{"v":1,"id":"00000000-0001-7000-8000-000000000000","device":"here","sequence":1,"instant":'
        b'"2026-03-01T11:00:00.000000Z","offset":60,"day":"2026-03-01","kind":"graded","card":"a/1","grade":4,'
        b'"scheduler":"sm2/1","interval":1}\n'
    )
    assert written_heading(Heading("here", "laptop")) == b'{"v":1,"device":"here","name":"laptop"}\n'
    assert read_line(b'{"v":1,"device":"here","name":"laptop"}\n') == Heading("here", "laptop")


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert read_line(changed(mood="good", tags=["x"])) == GRADED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"v": 2}, "a newer quizcv wrote this (version 2, this quizcv reads up to 1); install it to read this line"),
        ({"kind": "cheered"}, "this quizcv knows no event of the kind 'cheered'; a newer one may have written it"),
    ],
)
def test_a_line_of_a_newer_version_is_told_as_such(change: dict[str, object], told: str) -> None:
    with pytest.raises(LineError) as refused:
        read_line(changed(**change))
    assert str(refused.value) == told
    assert refused.value.trouble is Trouble.NEWER


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"v": "1"}, "v is the version of the line, a whole number from 1, not '1'"),
        ({"v": True}, "v is the version of the line, a whole number from 1, not true"),
        ({"id": None}, "id is a UUID like"),
        ({"id": "{00000000-0001-7000-8000-000000000000}"}, "id is a UUID like"),
        ({"id": 5}, "id is a UUID like"),
        ({"device": "../up"}, "device is 1 to 12 small letters and digits, not '../up'"),
        ({"device": ["a"]}, "device is 1 to 12 small letters and digits, not a list"),
        ({"sequence": 0}, "sequence is a whole number from 1 to 2147483647, not 0"),
        ({"sequence": True}, "sequence is a whole number from 1 to 2147483647, not true"),
        ({"sequence": None}, "sequence is missing"),
        ({"sequence": 10**400}, "sequence is a whole number from 1 to 2147483647, not 1000"),
        ({"instant": "yesterday"}, "instant and day are like"),
        ({"instant": "2026-03-01T11:00:00"}, "instant and day are like"),
        ({"instant": "0001-01-01T00:00:00Z", "day": "0001-01-01"}, "instant lies between the years 1900 and 9990"),
        ({"instant": "9999-12-31T23:59:59Z", "day": "9999-12-31"}, "instant lies between the years 1900 and 9990"),
        ({"instant": "0001-01-01T00:00:00+23:59"}, "instant and day are like"),
        ({"day": "2026-02-30"}, "instant and day are like"),
        ({"day": "2027-03-01"}, "'2027-03-01' is not the study day of '2026-03-01T11:00:00.000000Z'"),
        ({"offset": 1440}, "offset is a whole number from -1439 to 1439, not 1440"),
        ({"kind": None}, "kind is the kind of event, a text, not nothing"),
        ({"kind": {"a": 1}}, "kind is the kind of event, a text, not an object"),
        ({"card": None}, "graded needs its card"),
        ({"card": 7}, "card is a text, not 7"),
        ({"card": "a/\ud800"}, "a text in it has half a character, which no log can hold"),
        ({"card": "a/\0"}, "card has a NUL character, which none has"),
        ({"kind": "aliased", "grade": None, "note": "a/\0"}, "note has a NUL character, which no key has"),
        ({"grade": 6}, "grade is a whole number from 0 to 5, not 6"),
        ({"grade": 4.0}, "grade is a whole number from 0 to 5, not 4.0"),
        ({"grade": float("nan")}, "grade is a whole number from 0 to 5, not NaN"),
        ({"grade": None}, "graded needs its grade"),
        ({"target": str(GRADED.id)}, "graded has no target"),
        ({"kind": "voided"}, "voided names no card"),
        ({"kind": "voided", "card": None}, "voided needs its target"),
        ({"kind": "suspended"}, "suspended has no grade"),
        ({"kind": "aliased", "grade": None}, "aliased needs the card's old key in note"),
        ({"kind": "aliased", "grade": None, "note": "a/1"}, "aliased needs the card's old key in note"),
        ({"content": "xyz"}, "content is a hash of up to 16 hexadecimal digits, not 'xyz'"),
        ({"content": "00" * 9}, "content is a hash of up to 16 hexadecimal digits, not '000000000000000000'"),
        ({"milliseconds": -1}, "milliseconds is a whole number from 0"),
        ({"seed": 2**63}, "seed is a whole number from 0"),
        ({"response": ["up"]}, "response is a text, not a list"),
        ({"values": [1]}, "values are numbers and words by name, not a list"),
        ({"values": {"p": 0.5}}, "'p' in values is a whole number, a text or a list of these, not 0.5"),
        ({"values": {"p": [[1]]}}, "'p' in values is a whole number, a text or a list of these, not a list"),
        ({"scheduler": "sm2/1?max=" + "9" * 5000}, "scheduler has more than 200 characters"),
        ({"interval": 2**31}, "interval is a whole number from 0"),
    ],
)
def test_a_wrong_value_is_told_with_its_name_and_what_it_takes(change: dict[str, object], told: str) -> None:
    with pytest.raises(LineError) as refused:
        read_line(changed(**change))
    assert str(refused.value).startswith(told)
    assert len(str(refused.value)) < 200
    assert refused.value.trouble is Trouble.UNREADABLE


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"[" * 100_000, "this is nested too deeply to be an event"),
        (b'{"a":' * 100_000, "this is nested too deeply to be an event"),
        (b"[1]", "an event is a JSON object, not a list"),
        (b"9" * 5_000, "this is no JSON"),
        (b"{'a': 1}", "this is no JSON"),
        (b'{"id":"\xff"}', "this is no UTF-8 (byte 8 of the line)"),
        ('{"id":1}'.encode("utf-16"), "this is no UTF-8 (byte 1 of the line)"),
        (bytes(512), "this holds nothing but NUL bytes: the disk lost what was here"),
        (b"<<<<<<< HEAD", "this is the mark of a conflict that Git left"),
        (b"=======", "this is the mark of a conflict that Git left"),
        (b">>>>>>> theirs", "this is the mark of a conflict that Git left"),
    ],
)
def test_what_is_no_event_is_told_and_the_lines_around_it_are_read(line: bytes, told: str) -> None:
    good = written(GRADED)
    before, fault, after = read_lines(BytesIO(good + line + b"\r\n\n" + good.rstrip(b"\n")), FILE)
    assert (before, after) == (GRADED, GRADED)
    assert isinstance(fault, Fault)
    assert str(fault).startswith(f"{FILE}:2: {told}")


def test_a_gigantic_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "events-here.jsonl"
    with path.open("wb") as file:
        file.write(written(GRADED))
        file.seek(3 * LONGEST_LINE, os.SEEK_CUR)
        file.write(b"\n" + written(GRADED))
    before, fault, after = read_events(path)
    assert (before, after) == (GRADED, GRADED)
    assert isinstance(fault, Fault)
    assert str(fault) == f"{path}:2: the line has more than 16,777,216 bytes"


def test_a_byte_order_mark_and_lines_of_windows_are_read() -> None:
    assert list(read_lines(BytesIO(b"\xef\xbb\xbf" + written(GRADED).replace(b"\n", b"\r\n")), FILE)) == [GRADED]


def test_what_is_no_file_is_told_and_neither_read_nor_waited_for(tmp_path: Path) -> None:
    pipe, folder, gone = tmp_path / "events-a.jsonl", tmp_path / "events-b.jsonl", tmp_path / "events-c.jsonl"
    os.mkfifo(pipe)
    folder.mkdir()
    for path, told in ((pipe, "this is no file"), (folder, "this is no file"), (gone, "No such")):
        (fault,) = read_events(path)
        assert isinstance(fault, Fault)
        assert str(fault).startswith(f"{path}: the file can't be read: {told}")


def test_an_id_needs_no_particular_version() -> None:
    assert read_line(written(GRADED._replace(id=UUID(int=7)))) == GRADED._replace(id=UUID(int=7))


def changed(**fields: object) -> bytes:
    """The line of an event with some of its fields changed."""
    return json.dumps({**json.loads(written(GRADED)), **fields}).encode() + b"\n"

"""Rows read straight from the pages of an SQLite file, for when SQLite itself gives up on it.

A table's rows lie in leaf pages; each row is whole by itself, whatever became of the tree above it, of the file's header or
of the schema. A page whose own table of contents is torn is searched byte by byte. Whether a row found so is one that was
written is not known here: the seals of the log tell. Format: https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Overflow = Callable[[int], bytes]
    """A page by its number; empty if there is none."""

FILE_HEADER: Final = 100
"""The bytes of the first page that belong to the file, not to its tree."""
SIZES: Final = tuple(1 << power for power in range(9, 17))
_LARGEST: Final = SIZES[-1]
USUAL_SIZE: Final = 4096
LEAF: Final = 13
"""The first byte of a page that holds rows of a table."""
_OTHER_TREES: Final = frozenset({2, 5, 10})
_LEAF_HEADER: Final = 8
_LONGEST_VARINT: Final = 9
_SHORTEST_PREFIX: Final = 3
_LONGEST_PREFIX: Final = 3 * _LONGEST_VARINT
_GOES_ON: Final = 0x80
_LONGEST_ROW: Final = 1 << 24
_FIXED: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number by its serial type."""
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12

Column = int | float | str | bytes | None


class Record(NamedTuple):
    """A row as it lies in the file; the column that is the row's number is None in `columns`."""

    rowid: int
    columns: tuple[Column, ...]


class _TornError(ValueError):
    """These bytes are no row."""


def page_size(header: bytes) -> int | None:
    """The size of the pages, as the file's header says; None if that is no size."""
    if len(header) < FILE_HEADER:
        return None
    (size,) = struct.unpack_from(">H", header, 16)
    size = _LARGEST if size == 1 else size  # it has no room for the largest
    return size if size in SIZES else None


def is_whole(page: bytes, start: int = 0) -> bool:
    """Whether a page looks like one of a tree: its kind is known, and its cells fit behind its table of contents."""
    if len(page) < start + _LEAF_HEADER or (page[start] != LEAF and page[start] not in _OTHER_TREES):
        return False
    cells, content = struct.unpack_from(">HH", page, start + 3)
    return bool(start + _LEAF_HEADER + 2 * cells <= (content or _LARGEST) <= (len(page) if content else _LARGEST))


def records(page: bytes, overflow: Overflow, start: int = 0) -> Iterator[Record | None]:
    """The rows that a leaf page's table of contents names, None for each that is torn; nothing for a page of another kind."""
    if len(page) < start + _LEAF_HEADER or page[start] != LEAF:
        return
    (cells,) = struct.unpack_from(">H", page, start + 3)
    for number in range(min(cells, (len(page) - start - _LEAF_HEADER) // 2)):
        (place,) = struct.unpack_from(">H", page, start + _LEAF_HEADER + 2 * number)
        try:
            yield _record(page, place, overflow)
        except _TornError:
            yield None


def hidden_records(page: bytes, overflow: Overflow, beginnings: Iterable[bytes]) -> Iterator[Record]:
    """The rows anywhere in a page whose columns' serial types begin like one of `beginnings`; some finds may be chance.

    Before the types stand three numbers: how long the row is, its own number, and how long the list of types is.
    """
    for beginning in beginnings:
        types = page.find(beginning)
        while types >= 0:
            for place in range(max(0, types - _LONGEST_PREFIX), types - _SHORTEST_PREFIX + 1):
                try:
                    _, behind = _varint(page, place)
                    _, behind = _varint(page, behind)
                    _, behind = _varint(page, behind)
                    if behind == types:
                        yield _record(page, place, overflow)
                except _TornError:
                    continue
            types = page.find(beginning, types + 1)


def _record(page: bytes, place: int, overflow: Overflow) -> Record:
    length, place = _varint(page, place)
    rowid, place = _varint(page, place)
    return Record(_signed(rowid), _columns(_payload(page, place, length, overflow)))


def _payload(page: bytes, place: int, length: int, overflow: Overflow) -> bytes:
    """A row's bytes; what a page has no room for lies in a chain of further pages."""
    usable = len(page)
    if length <= usable - 35:
        payload = page[place : place + length]
        if len(payload) < length:
            raise _TornError
        return payload
    if length > _LONGEST_ROW:
        raise _TornError
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    if local > usable - 35:
        local = least
    parts = [page[place : place + local]]
    try:
        (following,) = struct.unpack_from(">I", page, place + local)
    except struct.error:
        raise _TornError from None
    missing = length - local
    while missing > 0:
        more = overflow(following)
        if len(more) < usable:
            raise _TornError
        (following,) = struct.unpack_from(">I", more)
        parts.append(more[4 : 4 + missing])
        missing -= len(parts[-1])
    return b"".join(parts)


def _columns(payload: bytes) -> tuple[Column, ...]:
    size, place = _varint(payload, 0)
    if size > len(payload):
        raise _TornError
    kinds = []
    while place < size:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != size:
        raise _TornError
    columns = []
    for kind in kinds:
        column, place = _column(payload, place, kind)
        columns.append(column)
    if place != len(payload):
        raise _TornError
    return tuple(columns)


def _column(payload: bytes, place: int, kind: int) -> tuple[Column, int]:
    if kind >= _FIRST_BLOB:
        end = place + (kind - _FIRST_BLOB) // 2
        if end > len(payload):
            raise _TornError
        value = payload[place:end]
        return (_text(value) if kind % 2 else value), end
    if kind in {0, _ZERO, _ONE}:
        return (None if kind == 0 else kind - _ZERO), place
    end = place + (8 if kind == _REAL else _FIXED.get(kind, len(payload) + 1))
    if end > len(payload):
        raise _TornError
    if kind == _REAL:
        return struct.unpack_from(">d", payload, place)[0], end
    return int.from_bytes(payload[place:end], signed=True), end


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise _TornError from None


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, seven bits each and eight in the ninth; with the place behind it."""
    value = 0
    try:
        for following in range(place, place + _LONGEST_VARINT - 1):
            byte = data[following]
            value = value << 7 | byte & ~_GOES_ON
            if not byte & _GOES_ON:
                return value, following + 1
        return value << 8 | data[place + _LONGEST_VARINT - 1], place + _LONGEST_VARINT
    except IndexError:
        raise _TornError from None


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value

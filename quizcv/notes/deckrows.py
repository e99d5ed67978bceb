"""The rows of a deck's file by what they hold: its lists, the entries of each, and the keys of an entry, to the row.

Found by indentation alone, as YAML itself tells where a block ends. Comments and blank lines between entries belong to neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TOP = re.compile(r"(?P<name>[A-Za-z_]+)\s*:")
_DASH = re.compile(r"(?P<indent> *)-(?P<space> +)(?=\S)|(?P<bare> *)-[ ]*(?:#.*)?$")
_KEY = re.compile(r"(?P<name>[A-Za-z_]+)\s*:(?=\s|$)")
_BEHIND_BLOCK = re.compile(r"[|>][-+0-9]*\s+(?P<comment>#.*)$")
_BEHIND_FLOW = re.compile(r"[\]}]\s+(?P<comment>#.*)$")
_BEHIND_QUOTES = re.compile(r"(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")\s+(?P<comment>#.*)$")
_BEHIND_PLAIN = re.compile(r"\s(?P<comment>#.*)$")


class Section(NamedTuple):
    """A key of the deck with all below it: the rows from `first` to before `end`, and those of each of its entries."""

    first: int
    end: int
    entries: tuple[tuple[int, int], ...]


def sections(rows: Sequence[str]) -> dict[str, Section]:
    """The sections of a deck by their keys."""
    starts = [(number, top["name"]) for number, row in enumerate(rows) if (top := _TOP.match(row))]
    found = {}
    for each, (first, name) in enumerate(starts):
        end = starts[each + 1][0] if each + 1 < len(starts) else len(rows)
        found[name] = Section(first, end, tuple(_entries(rows, first + 1, end)))
    return found


def _entries(rows: Sequence[str], first: int, end: int) -> list[tuple[int, int]]:
    """The rows of each entry of a list, without the comments and blank lines behind it."""
    indent = next((_dash_at(rows[number]) for number in range(first, end) if _is_content(rows[number])), -1)
    if indent < 0:
        return []
    starts = [number for number in range(first, end) if _dash_at(rows[number]) == indent]
    return [
        (start, without_gap(rows, start + 1, starts[each + 1] if each + 1 < len(starts) else end, indent + 1))
        for each, start in enumerate(starts)
    ]


def _dash_at(row: str) -> int:
    """The column of a row's dash; -1 for none."""
    found = _DASH.match(row)
    return len(found["bare"] if found["bare"] is not None else found["indent"]) if found else -1


def _is_content(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


def without_gap(rows: Sequence[str], first: int, end: int, column: int) -> int:
    """The end of what begins before `first`: comments less indented than `column`, and blank rows, at its end are left away."""
    while end > first and (
        not rows[end - 1].strip() or (rows[end - 1].lstrip().startswith("#") and indent_of(rows[end - 1]) < column)
    ):
        end -= 1
    return end


def indent_of(row: str) -> int:
    """The spaces a row begins with."""
    return len(row) - len(row.lstrip(" "))


class Keys(NamedTuple):
    """The keys of an entry: their column, and the rows of each with its value."""

    column: int
    rows: Mapping[str, tuple[int, int]]


def keys_of(entry: Sequence[str]) -> Keys | None:
    """The keys of an entry in block style, by its rows; None for one in flow style, or in a layout of its own."""
    dash = _DASH.match(entry[0])
    if not dash:
        return None
    column = dash.end()
    if dash["bare"] is not None:
        column = next((indent_of(row) for row in entry[1:] if _is_content(row)), 0)
    starts = []
    for number, row in enumerate(entry):
        body = " " * column + row[column:] if number == 0 else row
        if indent_of(body) == column and (found := _KEY.match(body, column)):
            starts.append((number, found["name"]))
    names = [name for _, name in starts]
    if not names or len(set(names)) < len(names):
        return None
    found_rows = {
        name: (
            first,
            without_gap(entry, first + 1, starts[each + 1][0] if each + 1 < len(starts) else len(entry), column + 1),
        )
        for each, (first, name) in enumerate(starts)
    }
    return Keys(column, found_rows)


def comment_behind(row: str) -> str:
    """The comment at the end of a row `key: value`; empty if there is none."""
    written = row.partition(":")[2].lstrip()
    for beginning, behind in (("|>", _BEHIND_BLOCK), ("[{", _BEHIND_FLOW), ("'\"", _BEHIND_QUOTES)):
        if written[:1] and written[0] in beginning:
            found = behind.match(written) if beginning != "[{" else behind.search(written)
            return found["comment"] if found else ""
    found = _BEHIND_PLAIN.search(f" {written}")
    return found["comment"] if found else ""


def comments_in(rows: Sequence[str]) -> list[str]:
    """All comments of an entry that is written anew, as far as they can be told from text."""
    found = []
    for row in rows:
        told = row.strip() if row.lstrip().startswith("#") else comment_behind(row)
        if told:
            found.append(told)
    return found


def shifted(rows: Sequence[str], by: int) -> list[str]:
    """The rows so many columns further to the right, or to the left as far as they go."""
    if by >= 0:
        return [" " * by + row if row.strip() else row for row in rows]
    return [row[min(-by, indent_of(row)) :] if row.strip() else row for row in rows]

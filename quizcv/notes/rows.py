"""The cells of a Markdown table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizcv.notes.inline import mask

_RULE = re.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's heads and its rows of cells, each row with its line; every row has as many cells as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(text: str, line: int) -> Table | None:
    """The table of a block's text; None if it has no rule below its first row.

    A `|` within code, math or a link, or behind a backslash, divides no cells. A short row is filled up, a long one cut.
    """
    lines = text.split("\n")
    if len(lines) < 2 or not _RULE.fullmatch(lines[1].strip()):  # noqa: PLR2004  heads and rule
        return None
    heads = _cells(lines[0])
    width = len(heads)
    rows = []
    for number, row in enumerate(lines[2:], line + 2):
        cells = _cells(row)
        if any(cells):
            rows.append((number, tuple([*cells, *[""] * width][:width])))
    return Table(tuple(heads), tuple(rows))


def _cells(row: str) -> list[str]:
    row = row.strip()
    hidden = mask(row, frozenset({"code", "math", "display", "bracket", "link", "image"})).replace("\\|", "  ")
    start = 1 if hidden.startswith("|") else 0
    end = len(row) - 1 if hidden.endswith("|") and len(row) > 1 else len(row)
    cells, last = [], start
    for place in range(start, end):
        if hidden[place] == "|":
            cells.append(row[last:place])
            last = place + 1
    cells.append(row[last:end])
    return [re.sub(r"<br\s*/?>", "; ", cell.replace("\\|", "|"), flags=re.IGNORECASE).strip() for cell in cells]

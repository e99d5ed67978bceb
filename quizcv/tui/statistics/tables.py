"""Numbers in columns, with bars beside them where they are easier to compare so. No widget in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP: Final = 2
FIRST: Final = 6
"""Cells that the words of a row have at least."""
ENOUGH: Final = 20
"""Cells that long words have at least where there are bars; a bar that does not leave them is left out."""
LEAST_BAR: Final = 8
MOST_BAR: Final = 72
PARTS: Final = " ▏▎▍▌▋▊▉█"
MOST_PITCH: Final = 3
"""Rows from one line of a table to the next, where there is much room."""
MARK: Final = "› "
"""Before the row that is chosen."""


class Row(NamedTuple):
    """A line of a table.

    Args:
        cells: The words, then the numbers.
        place: The place of the drawing that it tells of.
        bars: For each column with a bar behind it, what part of the longest bar it is.
    """

    cells: tuple[str, ...]
    place: int | None = None
    bars: tuple[float, ...] = ()


class Table(NamedTuple):
    """Numbers in columns.

    Args:
        head: The names of the columns.
        rows: The lines. The first column is words, the others are aligned to the right.
        barred: The columns that have a bar behind them, by their number.
    """

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    barred: tuple[int, ...] = ()


def bar(part: float, width: int) -> str:
    """A bar of a length, to an eighth of a cell; what is not nothing is seen."""
    eighths = round(min(part, 1.0) * width * 8)
    if part > 0:
        eighths = max(eighths, 1)
    return "█" * (eighths // 8) + (PARTS[eighths % 8] if eighths % 8 else "")


def pitch_in(rows: int, height: int) -> int:
    """How many rows from one line to the next: more where a few lines would stand in a large empty room."""
    return min(max(height // max(rows, 1), 1), MOST_PITCH)


def table_lines(
    table: Table, width: int, *, chosen: int | None = None, choosable: bool = False, pitch: int = 1
) -> list[Line]:
    """The head and then the rows, each `pitch` lines high.

    Args:
        table: The numbers.
        width: Cells there are; the words are cut where they must be.
        chosen: The row that is marked, if rows are choosable.
        choosable: Whether cells are kept free for the mark.
        pitch: Lines from one row to the next; from three on a bar is two lines thick.
    """
    rows = [Row(table.head), *table.rows]
    margin = len(MARK) if choosable else 0
    widths = [max(cell_len(row.cells[column]) for row in rows) for column in range(1, len(table.head))]
    room = width - margin - sum(widths) - GAP * len(widths)
    wished = max(cell_len(shown_line(row.cells[0])) for row in rows)
    barred = list(table.barred)
    while barred and (room - min(wished, ENOUGH)) // len(barred) - GAP < LEAST_BAR:
        barred.pop()
    first = min(wished, max(room - len(barred) * (LEAST_BAR + GAP), FIRST))
    length = min((room - first) // len(barred) - GAP, MOST_BAR) if barred else 0
    lines: list[Line] = []
    for number, row in enumerate(rows):
        head, picked = not number, chosen is not None and number == chosen + 1
        style = "$text-muted" if head else "bold $accent" if picked else ""
        words = cut(shown_line(row.cells[0]), first)
        mark = MARK if picked else " " * margin
        runs = [Run(mark + words + " " * (first - cell_len(words)), style)]
        under = [Run(" " * cell_len(runs[0].text))]
        for column, (cell, each) in enumerate(zip(row.cells[1:], widths, strict=True), 1):
            runs.append(Run(" " * GAP + cell.rjust(each), style))
            under.append(Run(" " * (GAP + each)))
            if column in barred:
                drawn = "" if head else bar(row.bars[barred.index(column)], length)
                piece = Run(" " * GAP + drawn + " " * (length - len(drawn)), "$primary")
                runs.append(piece)
                under.append(piece)
        lines.append(_stripped(runs))
        if not head:
            lines += [
                _stripped(under) if table.barred and pitch == MOST_PITCH and line == 1 else ()
                for line in range(1, pitch)
            ]
    return lines


def _stripped(runs: Sequence[Run]) -> Line:
    """Without the spaces at its end."""
    kept = list(runs)
    while kept:
        last = kept.pop()
        if text := last.text.rstrip():
            return (*kept, last._replace(text=text))
    return ()

"""Nodes laid out as lines of a given width."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, assert_never

from rich.cells import cell_len

from quizcv.mathtext import line
from quizcv.mathtext.formula import block_on_baseline
from quizcv.tui.render.markdown import CODE_STYLE, PICTURE_STYLE, parse
from quizcv.tui.render.nodes import Code, Formula, Listing, Node, Paragraph, Picture, Quote, Rule, Table
from quizcv.tui.render.wrapping import Line, Run, chopped, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    PictureDrawer = Callable[[Picture, int], list[Line]]

INDENT: Final = "  "
RULE_STYLE: Final = "$rule"
COLUMN_GAP: Final = 2
LEAST_COLUMN: Final = 6
GOES_ON: Final = "↳ "
"""Before what of a line of code had no room on it."""
LEAST_CODE: Final = 12
"""Cells from which on there is room for that sign."""
ENDS_OF_CODE: Final = " ,;([{"
"""Behind which a line of code is cut with the least harm."""


def lay_out(
    source: str, width: int, *, raw_math: bool = False, tall: bool = True, draw: PictureDrawer | None = None
) -> list[Line]:
    """A Markdown text as lines at most `width` cells wide.

    Args:
        source: Markdown with `$...$` and `$$...$$`.
        width: In cells.
        raw_math: Leave formulas as they were written.
        tall: A formula that is all of a paragraph gets two dimensions, if it gains by them.
        draw: Draws a picture at most so many cells wide; without it a picture is told by its words.
    """
    return _blocks(parse(source, raw_math=raw_math, tall=tall), width, draw or described)


def described(picture: Picture, width: int) -> list[Line]:
    """A picture told by its words."""
    return wrap([Run(f"[picture: {picture.alt or picture.address}]", PICTURE_STYLE)], width)


def _blocks(nodes: Sequence[Node], width: int, draw: PictureDrawer, *, tight: bool = False) -> list[Line]:
    """Blocks one under the other, a blank line between them unless `tight`."""
    lines: list[Line] = []
    for node in nodes:
        if lines and not tight:
            lines.append(())
        lines.extend(_block(node, width, draw))
    return lines


def _block(node: Node, width: int, draw: PictureDrawer) -> list[Line]:
    match node:
        case Paragraph(runs):
            return wrap(runs, width)
        case Code(rows):
            return [_indented(each, INDENT) for row in rows for each in _code(row, width - len(INDENT))]
        case Formula(source):
            return _formula(source, width)
        case Quote(children):
            inside = _blocks(children, width - 2, draw)
            return [(Run("│ ", RULE_STYLE), *each) for each in inside]
        case Listing():
            return _listing(node, width, draw)
        case Table():
            return _table(node, width)
        case Rule():
            return [(Run("─" * width, RULE_STYLE),)]
        case Picture():
            return draw(node, width)
        case _:
            assert_never(node)


def _indented(row: Line, indent: str) -> Line:
    return (Run(indent), *row)


def _code(row: str, width: int) -> list[Line]:
    """A line of code, its spaces kept; what is too long goes on below, under its beginning and behind a sign that says so."""
    text = row.expandtabs(4).rstrip()
    stripped = text.lstrip(" ")
    indent = " " * min(len(text) - len(stripped), max(width // 2, 0))
    room = width - len(indent)
    sign = GOES_ON if room >= LEAST_CODE else ""
    first, *more = _code_parts(stripped, room, room - len(sign))
    return [
        (Run(indent), Run(first, CODE_STYLE)),
        *((Run(indent), Run(sign, "$text-muted"), Run(part, CODE_STYLE)) for part in more),
    ]


def _code_parts(code: str, room: int, room_below: int) -> list[str]:
    """A line of code cut behind a space, a comma or an opening bracket, but not where the line would be left nearly empty."""
    parts = []
    while cell_len(code) > max(room, 2):
        fits = chopped(code, room)[0]
        last = max(fits.rfind(sign) for sign in ENDS_OF_CODE) + 1
        part = fits[:last] if last > len(fits) // 3 else fits
        parts.append(part)
        code, room = code[len(part) :], room_below
    return [*parts, code]


def _formula(source: str, width: int) -> list[Line]:
    """A displayed formula in two dimensions, indented if there is room; one that no breaking makes fit is wrapped as a line."""
    lines, _ = _drawn(source, width - len(INDENT) * 2)
    indented: list[Line] = [_indented(each, INDENT) for each in lines]
    return indented if all(width_of(each) <= width for each in indented) else lines


def _drawn(source: str, width: int) -> tuple[list[Line], int]:
    """A formula in two dimensions, and its baseline's row; on one line, wrapped, where no breaking makes it fit."""
    rows, baseline = block_on_baseline(source, max(width, 1))
    lines: list[Line] = [(Run(row),) for row in rows]
    if all(width_of(each) <= width for each in lines):
        return lines, baseline
    return wrap([Run(line(source), whole=True)], width), 0


def _listing(node: Listing, width: int, draw: PictureDrawer) -> list[Line]:
    """A list, its items hanging behind their bullets or numbers."""
    last = (node.start or 0) + len(node.items) - 1
    marks = ["• "] * len(node.items)
    if node.start is not None:
        size = len(str(last)) + 2
        marks = [f"{node.start + n}.".rjust(size - 1) + " " for n in range(len(node.items))]
    lines: list[Line] = []
    for mark, item in zip(marks, node.items, strict=True):
        if lines and not node.tight:
            lines.append(())
        room, marked = width - len(mark), 0
        if item and isinstance(item[0], Formula):
            inside, marked = _drawn(item[0].source, room)
            inside += _blocks(item[1:], room, draw, tight=node.tight)
        else:
            inside = _blocks(item, room, draw, tight=node.tight) or [()]
        blank = " " * len(mark)
        lines.extend((Run(mark, "$primary") if n == marked else Run(blank), *row) for n, row in enumerate(inside))
    return lines


def _table(node: Table, width: int) -> list[Line]:
    """A table whose cells wrap where it would be too wide; row by row, where it has more columns than there is room for."""
    gaps = COLUMN_GAP * (len(node.heading) - 1)
    if len(node.heading) + gaps > width:
        return _row_by_row(node, width)
    columns = list(zip(node.heading, *node.rows, strict=True))
    natural = [max(max(width_of(each) for each in wrap(cell, 10_000)) for cell in column) for column in columns]
    widths = _shared(natural, width - gaps)
    if sum(widths) + gaps > width:
        return _row_by_row(node, width)
    rule = Run((" " * COLUMN_GAP).join("─" * each for each in widths), RULE_STYLE)
    lines = _table_row(node.heading, widths, node.aligns)
    lines.append((rule,))
    for row in node.rows:
        lines.extend(_table_row(row, widths, node.aligns))
    return lines


def _row_by_row(node: Table, width: int) -> list[Line]:
    """The rows of a table as lines of text, each of them wrapped."""
    lines: list[Line] = []
    for cells in (node.heading, *node.rows):
        filled = max((n for n, cell in enumerate(cells, 1) if any(run.text.strip() for run in cell)), default=0)
        row = cells[:filled]  # Markdown fills short rows up to the length of the first
        between = (Run(" "), Run("|", RULE_STYLE), Run(" "))
        lines += wrap([run for n, cell in enumerate(row) for run in ((*between, *cell) if n else cell)], width)
    return lines


def _shared(natural: Sequence[int], width: int) -> list[int]:
    """Column widths that fit: the widest give way first, none below a few cells."""
    widths = [max(each, 1) for each in natural]
    while sum(widths) > width and max(widths) > LEAST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths


def _table_row(cells: Sequence[Sequence[Run]], widths: Sequence[int], aligns: Sequence[str]) -> list[Line]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines: list[Line] = []
    for level in zip_longest(*wrapped, fillvalue=()):
        cut: list[Run] = []
        for n, (cell, size, align) in enumerate(zip(level, widths, aligns, strict=True)):
            spare = max(size - width_of(cell), 0)
            left = {"left": 0, "center": spare // 2, "right": spare}[align]
            gap = " " * (COLUMN_GAP if n else 0)
            cut += [Run(gap + " " * left), *cell, Run(" " * (spare - left))]
        lines.append(tuple(cut))
    return lines

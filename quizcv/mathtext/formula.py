"""What other rooms call: a formula's source to one line, to a block of rows, and to its faults. Never an exception.

The parser and the two renderers are imported with the first formula: a card without math does not pay for them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quizcv.mathtext.width import cells, clean, pad, wrap

if TYPE_CHECKING:
    from quizcv.mathtext.parser import Formula


@lru_cache(maxsize=256)
def read(source: str) -> Formula:
    """The formula as read; its columns are those of the source."""
    from quizcv.mathtext.parser import parse  # noqa: PLC0415  see above

    return parse(clean(source.replace("\r", " ")))


def line(source: str) -> str:
    """The formula on one line of Unicode; as typed where it can't be read."""
    formula = read(source)
    if formula.tree is None:
        return " ".join(formula.source.split())
    from quizcv.mathtext.linear import linear  # noqa: PLC0415  see above

    return " ".join(linear(formula.tree).split("\n")).strip()


def block(source: str, width: int = 0) -> list[str]:
    """The formula in two dimensions: rows of the same cell width; as typed where it can't be read.

    Args:
        source: LaTeX.
        width: The most cells a row may take; 0 for no bound. A wider formula is broken at its relations and signs.
    """
    return block_on_baseline(source, width)[0]


def block_on_baseline(source: str, width: int = 0) -> tuple[list[str], int]:
    """The rows of `block`, and which of them the mark of a list item stands before."""
    formula = read(source)
    baseline = 0
    if formula.tree is None:
        rows = [row.expandtabs(4).rstrip() for row in formula.source.strip().split("\n")]
        if width:
            rows = [piece for row in rows for piece in wrap(row, width)]
    else:
        from quizcv.mathtext.layout import layout  # noqa: PLC0415  see above

        box = layout(formula.tree, width)
        rows, baseline = list(box.rows), box.baseline
    widest = max(map(cells, rows))
    return [pad(row, widest) for row in rows], baseline


def faults(source: str) -> list[tuple[int, str]]:
    """What is wrong in a formula: columns, counted in characters from 1, and messages."""
    return [(fault.column, fault.message) for fault in read(source).faults]

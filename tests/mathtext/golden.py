"""The formulas of `formulas.txt`: each with its name, its source, its one line and its block, to be judged by eye.

Those wider than a column of a small screen stand in `broken.txt` too, as they are broken into rows there.
`python -m tests.mathtext.golden` writes both files anew from the names and sources of the first, so that a change of the
layout can be looked at as a difference before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from quizcv.mathtext import block, cells, line

PATH = Path(__file__).with_name("formulas.txt")
BROKEN = Path(__file__).with_name("broken.txt")
COLUMN = 50
"""Cells that a formula has on a screen of 60."""


class Entry(NamedTuple):
    """A formula and how it looks; the rows of the block without the spaces at their ends."""

    name: str
    source: str
    line: str
    rows: list[str]


def entries() -> list[Entry]:
    """The entries of the file: `# name`, the source, `> line`, and the rows of the block behind a bar each."""
    out = []
    for part in PATH.read_text(encoding="utf-8").removeprefix("# ").split("\n\n# "):
        name, source, one_line, *rows = part.rstrip("\n").split("\n")
        out.append(Entry(name, source, one_line.removeprefix("> "), _bare(rows)))
    return out


def broken() -> dict[str, list[str]]:
    """By its name, the rows of each formula that is wider than a small screen's column."""
    parts = BROKEN.read_text(encoding="utf-8").removeprefix("# ").split("\n\n# ")
    return {part.split("\n", 1)[0]: _bare(part.rstrip("\n").split("\n")[1:]) for part in parts}


def is_wide(source: str) -> bool:
    """Whether the formula is wider than a small screen's column."""
    return max(map(cells, block(source))) > COLUMN


def _bare(rows: list[str]) -> list[str]:
    return [row.removeprefix("  |") for row in rows]


def _barred(rows: list[str]) -> str:
    return "\n".join(f"  |{row.rstrip()}" for row in rows)


def written(name: str, source: str) -> str:
    """An entry as it stands in the file."""
    return f"# {name}\n{source}\n> {line(source)}\n{_barred(block(source))}\n"


if __name__ == "__main__":
    found = entries()
    PATH.write_text("\n".join(written(entry.name, entry.source) for entry in found), encoding="utf-8")
    wide = [entry for entry in found if is_wide(entry.source)]
    BROKEN.write_text(
        "\n".join(f"# {entry.name}\n{_barred(block(entry.source, COLUMN))}\n" for entry in wide), encoding="utf-8"
    )

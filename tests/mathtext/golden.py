"""The formulas of `formulas.txt`: each with its name, its source, its one line and its block, to be judged by eye.

`python -m tests.mathtext.golden` writes the file anew from its own names and sources, so that a change of the layout can
be looked at as a difference before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from quizcv.mathtext import block, line

PATH = Path(__file__).with_name("formulas.txt")


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
        out.append(Entry(name, source, one_line.removeprefix("> "), [row.removeprefix("  |") for row in rows]))
    return out


def written(name: str, source: str) -> str:
    """An entry as it stands in the file."""
    rows = "\n".join(f"  |{row.rstrip()}" for row in block(source))
    return f"# {name}\n{source}\n> {line(source)}\n{rows}\n"


if __name__ == "__main__":
    PATH.write_text("\n".join(written(entry.name, entry.source) for entry in entries()), encoding="utf-8")

"""The corpus: what strangers may send, as files, and what is promised of each, in tables beside them.

`corpus/decks.toml` and its siblings hold one table for each case, named as its file is. What is too large for a file is made by
`making.py`. A case says what has to be told (`says`), or that the input is taken for what it is (`taken = true`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Case:
    """One hostile input and what is promised of it.

    Args:
        name: What it is called; its file's name without the ending.
        area: Which table it stands in.
        says: Texts that have to be told, each with its place where it has one.
        taken: Whether it is accepted, as text and nothing but text.
        more: What else its area promises.
    """

    name: str
    area: str
    says: tuple[str, ...] = ()
    taken: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.area}/{self.name}"


def cases(area: str) -> list[Case]:
    """The cases of a table, in its order."""
    table = tomllib.loads((FOLDER / f"{area}.toml").read_text(encoding="utf-8"))
    return [
        Case(name, area, tuple(promised.pop("says", ())), promised.pop("taken", False), promised)
        for name, promised in table.items()
    ]


def files(area: str) -> dict[str, Path]:
    """The files of an area by the names of their cases."""
    return {path.stem: path for path in sorted((FOLDER / area).iterdir())}

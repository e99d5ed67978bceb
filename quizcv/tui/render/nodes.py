"""What a card's text consists of, once its Markdown is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quizcv.tui.render.wrapping import Run


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a heading is one in bold."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code, line by line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula, by its LaTeX source."""

    source: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted text."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the first number, None for bullets; `tight` when no blank lines part the items."""

    items: tuple[tuple[Node, ...], ...]
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heading, the rows, and how each column is aligned."""

    heading: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Literal["left", "center", "right"], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address, as written in the deck."""

    address: str
    alt: str


Node = Paragraph | Code | Formula | Quote | Listing | Table | Rule | Picture

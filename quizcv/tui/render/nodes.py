"""What a card's text consists of, once its Markdown is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from quizcv.tui.render.wrapping import Run


class Paragraph(NamedTuple):
    """Running text; a heading is one in bold."""

    runs: tuple[Run, ...]


class Code(NamedTuple):
    """A block of code, line by line."""

    lines: tuple[str, ...]


class Formula(NamedTuple):
    """A displayed formula, by its LaTeX source."""

    source: str


class Quote(NamedTuple):
    """Quoted text."""

    children: tuple[Node, ...]


class Listing(NamedTuple):
    """A list; `start` is the first number, None for bullets; `tight` when no blank lines part the items."""

    items: tuple[tuple[Node, ...], ...]
    start: int | None = None
    tight: bool = True


class Table(NamedTuple):
    """A table: the heading, the rows, and how each column is aligned."""

    heading: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    aligns: tuple[Literal["left", "center", "right"], ...]


class Rule(NamedTuple):
    """A line across."""


class Picture(NamedTuple):
    """A picture by its address, as written in the deck."""

    address: str
    alt: str


Node = Paragraph | Code | Formula | Quote | Listing | Table | Rule | Picture

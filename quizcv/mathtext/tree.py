"""The tree of a formula: what the author meant, before it is drawn in one line or in two dimensions.

Nodes are named tuples: immutable, comparable, and cheap to define, because this package lies on the way to the first screen.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeAlias


class Role(Enum):
    """What a sign does among its neighbours; TeX's atom classes (The TeXbook, chapter 17), which decide the spacing."""

    ORDINARY = "ordinary"
    OPERATOR = "operator"  # a function's name or a big sign: log, Σ, ∫
    BINARY = "binary"
    RELATION = "relation"
    OPEN = "open"
    CLOSE = "close"
    PUNCTUATION = "punctuation"
    INNER = "inner"  # a fraction or the like: something tall with air around it
    SIGN = "sign"  # a binary sign with nothing before it: the minus of −x


class Atom(NamedTuple):
    """One sign, or a name set as a whole.

    Args:
        text: As shown.
        role: Among its neighbours.
        run: How many letters the word has that it was typed in; 0 for what is no letter or digit.
        spaced: Whether white space was typed before it.
        limits: Whether its scripts stand below and above it where there is room.
        name: Whether it is a name of several letters that must not run together with its neighbours.
    """

    text: str
    role: Role = Role.ORDINARY
    run: int = 0
    spaced: bool = False
    limits: bool = False
    name: bool = False


class Space(NamedTuple):
    """Space the author asked for, in cells."""

    width: int


class Words(NamedTuple):
    """Running text inside a formula, its spaces kept."""

    text: str


class Raw(NamedTuple):
    """Source shown as it was typed, because nobody knows what it means."""

    text: str


class Group(NamedTuple):
    """What stood between braces: one ordinary sign to its neighbours."""

    body: Sequence


class Scripts(NamedTuple):
    """Something with a subscript, a superscript, primes, or several of them.

    Args:
        base: What they belong to.
        below: The subscript.
        above: The superscript.
        primes: How many.
        limits: Whether they stand below and above it where there is room.
        lowered: Whether the subscript gets a row of its own though Unicode has signs for it.
    """

    base: Node | None
    below: Sequence | None
    above: Sequence | None
    primes: int = 0
    limits: bool = False
    lowered: bool = False


class Fraction(NamedTuple):
    """One thing over another; without a bar inside brackets it is a binomial coefficient."""

    over: Sequence
    under: Sequence
    bar: bool = True


class Root(NamedTuple):
    """A root and its degree, None for a square root."""

    body: Sequence
    degree: Sequence | None = None


class Fence(NamedTuple):
    r"""Brackets that grow with what they hold; parts are parted by `\middle` bars. An empty bracket is not drawn."""

    opening: str
    parts: tuple[Sequence, ...]
    closing: str
    middles: tuple[str, ...] = ()


class Accent(NamedTuple):
    """A mark on top of something: `mark` is a combining character, `name` its spoken name."""

    body: Sequence
    mark: str
    name: str


class Stretch(NamedTuple):
    """A line or brace as long as what it belongs to: overline, underline, overbrace, underbrace."""

    body: Sequence
    name: str


class Grid(NamedTuple):
    r"""Rows of cells: a matrix, cases, aligned equations, or rows parted by `\\`.

    Args:
        rows: Each a tuple of cells.
        columns: How columns are aligned, by letters l, c, r; the last repeats.
        opening: The bracket before it.
        closing: The bracket behind it.
        name: matrix, cases or rows; decides the gaps and the one-line form.
        across: The rows that have a line above them; one past the last, for a line below.
    """

    rows: tuple[tuple[Sequence, ...], ...]
    columns: str
    opening: str
    closing: str
    name: str
    across: frozenset[int] = frozenset()


# The upright line of `{cc|c}`, which has a column of its own.
RULE = Atom("│")
# What `\hline` leaves at the beginning of a row until the row is read.
ACROSS = Atom("─")

Node: TypeAlias = Atom | Space | Words | Raw | Group | Scripts | Fraction | Root | Fence | Accent | Stretch | Grid
Sequence: TypeAlias = tuple["Node", ...]

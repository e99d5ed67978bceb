"""A network as a table: one row for each layer. Frozen values, cheap to import, kept as JSON that the standard library reads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Jump: TypeAlias = "int | Fraction"
Pair: TypeAlias = "tuple[int, int]"

CONV = "conv"
TRANSPOSED = "transposed conv"
LINEAR = "linear"
ATTENTION = "attention"
MAX_POOL = "max pool"
AVERAGE_POOL = "average pool"


class Row(NamedTuple):
    """One layer.

    Args:
        name: Its path: `conv3_2.conv1` is layer `conv1` of the second block of stage `conv3`.
        kind: What it is, in words: `conv`, `max pool`, `add`.
        stage: The entry of the file it belongs to, without the number of a repetition: `conv3`.
        block: The same with the number: `conv3_2`.
        input: The shape that goes in; of a join, the shape of its first branch.
        output: The shape that comes out: channels, height, width; tokens, features; or features.
        parameters: What training changes.
        macs: Multiplications for one image.
        activations: Values it gives out for one image; 0 for what is done in place.
        field: Receptive field, height and width; None for the whole image.
        jump: How many pixels of the image two neighbouring values lie apart; None where there are no positions.
        kernel: Height and width of the window, for layers that have one.
        stride: Likewise.
        padding: Likewise, on each side.
        dilation: Likewise.
        groups: Of a convolution.
        bias: Whether it adds a bias of its own.
        norm: The normalisation behind it, or the one it is; empty for none.
        shared: Whether its weights are those of an earlier layer, and counted there.
        heads: Of an attention.
    """

    name: str
    kind: str
    stage: str
    block: str
    input: tuple[int, ...]
    output: tuple[int, ...]
    parameters: int = 0
    macs: int = 0
    activations: int = 0
    field: Pair | None = None
    jump: tuple[Jump, Jump] | None = None
    kernel: Pair | None = None
    stride: Pair = (1, 1)
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)
    groups: int = 1
    bias: bool = False
    norm: str = ""
    shared: bool = False
    heads: int = 0

    @property
    def depthwise(self) -> bool:
        """Whether each filter sees one channel only."""
        return self.kind == CONV and 1 < self.groups == self.input[0]


class Network(NamedTuple):
    """A network with its figures.

    Args:
        name: A slug.
        title: For people.
        paper: Where it was published.
        year: Likewise; 0 if not said.
        input: Channels, height, width.
        rows: The layers, in order.
        note: What tells it from its relatives, as words to put in brackets.
    """

    name: str
    title: str
    paper: str
    year: int
    input: tuple[int, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def parameters(self) -> int:
        """Of all layers."""
        return sum(row.parameters for row in self.rows)

    @property
    def macs(self) -> int:
        """Of all layers."""
        return sum(row.macs for row in self.rows)

    @property
    def activations(self) -> int:
        """Values given out by all layers for one image."""
        return sum(row.activations for row in self.rows)

    @property
    def last_map(self) -> Row | None:
        """The last layer that still has positions: before what looks at the whole image."""
        return next((row for row in reversed(self.rows) if row.field is not None), None)


def encode(network: Network) -> dict[str, Any]:
    """A network as JSON, each row a list without the defaults at its end; `decode` gives the same network back."""
    defaults = Row("", "", "", "", (), ())
    rows = []
    for row in network.rows:
        values = list(row)
        while len(values) > 6 and values[-1] == defaults[len(values) - 1]:  # noqa: PLR2004  the first six have no default
            values.pop()
        rows.append([_plain(value) for value in values])
    return {**network._asdict(), "rows": rows}


def decode(written: Mapping[str, Any]) -> Network:
    """The network of `encode`."""
    make: Any = Row  # of values in its order, the last ones left out where they are the usual ones
    rows = tuple(make(*[_tuple(each) if each.__class__ is list else each for each in row]) for row in written["rows"])
    return Network(**{**written, "input": tuple(written["input"]), "rows": rows})


def _plain(value: object) -> object:
    """A value for JSON: a fraction is a text."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Fraction) else value


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    """A list of numbers from JSON as a tuple; a text in it is a fraction."""
    return tuple([Fraction(each) if each.__class__ is str else each for each in value])

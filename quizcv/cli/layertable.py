"""The lines of a network's table: a layer each, or what lies in a block or a row of equal blocks folded into one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from quizcv.problems.network.table import AVERAGE_POOL, CONV, TRANSPOSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.problems.network.table import Network, Row

LONGEST_NAME = 20
FIGURES = 4
STEPS = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))


class Line(NamedTuple):
    """The cells of one line."""

    layer: str
    kind: str
    output: str
    parameters: str
    macs: str
    sees: str
    jump: str


def lines_of(network: Network, *, every: bool) -> Iterator[Line]:
    """The lines of a network.

    Args:
        network: The network.
        every: A line for each layer, those of a block indented below its name; otherwise a block is one line, and so are the
            further blocks of a stage that keep the size of the map.
    """
    blocks = [list(rows) for _, rows in groupby(network.rows, key=lambda row: row.block)]
    if every:
        for rows in blocks:
            yield from _unfolded(rows)
        return
    for alike in _gathered(blocks):
        row = alike[0][0]
        yield _line(row, row.name) if len(alike) == len(alike[0]) == 1 else _folded(alike)


def _unfolded(rows: Sequence[Row]) -> Iterator[Line]:
    """The layers of one block."""
    block = rows[0].block
    if len(rows) == 1 and rows[0].name == block:
        yield _line(rows[0], block)
        return
    yield Line(block, "", "", "", "", "", "")
    for row in rows:
        yield _line(row, "· " + row.name.removeprefix(f"{block}."))


def _gathered(blocks: Sequence[list[Row]]) -> list[list[list[Row]]]:
    """Blocks in groups: the further ones of a stage with the same kinds of layer and the same height and width."""
    groups: list[list[list[Row]]] = []
    for rows in blocks:
        if groups and len(rows) > 1 and _alike(groups[-1][-1], rows):
            groups[-1].append(rows)
        else:
            groups.append([rows])
    return groups


def _alike(one: Sequence[Row], other: Sequence[Row]) -> bool:
    same = one[0].stage == other[0].stage and one[-1].output[1:] == other[-1].output[1:]
    return same and [row.kind for row in one] == [row.kind for row in other]


def _folded(blocks: Sequence[Sequence[Row]]) -> Line:
    """Several blocks as one line: costs summed up, the rest as it is behind the last."""
    rows = [row for block in blocks for row in block]
    first, last = blocks[0][0].block, blocks[-1][0].block
    if first != last:
        first = f"{first}–{last.removeprefix(blocks[0][0].stage).lstrip('_')}"
    size = f"{len(blocks[0])} layers"
    end = rows[-1]
    return Line(
        _cut(first),
        f"{len(blocks)} blocks of {len(blocks[0])}" if len(blocks) > 1 else size,
        "×".join(map(str, end.output)),
        f"{sum(row.parameters for row in rows):,}",
        short(sum(row.macs for row in rows)).replace(" ", ""),
        _sight(end.field),
        _sight(end.jump) if end.jump is not None else "-",
    )


def _line(row: Row, name: str) -> Line:
    """One layer as one line."""
    return Line(
        _cut(name),
        kind_text(row),
        "×".join(map(str, row.output)),
        f"{row.parameters:,}",
        short(row.macs).replace(" ", ""),
        _sight(row.field),
        _sight(row.jump) if row.jump is not None else "-",
    )


def kind_text(row: Row) -> str:
    """What a layer is: `conv 3×3/2`, `depthwise 3×3`, `linear`."""
    if row.kernel is None:
        return f"{row.norm} norm" if row.kind == "norm" else row.kind
    kind = {CONV: "depthwise" if row.depthwise else "conv", TRANSPOSED: "transposed", AVERAGE_POOL: "avg pool"}.get(
        row.kind, row.kind
    )
    window = "×".join(map(str, row.kernel))
    stride = "" if row.stride == (1, 1) else f"/{_sight(row.stride)}"
    return f"{kind} {window}{stride}"


def _sight(pair: tuple[object, object] | None) -> str:
    """Height and width: one number if they are the same; `all` for the whole image."""
    if pair is None:
        return "all"
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}×{pair[1]}"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def short(number: int) -> str:
    """A number in four figures: `4.089 G`, `118.0 M`; one below a thousand whole."""
    for step, sign in STEPS:
        if number >= step:
            whole = number // step
            return f"{number / step:.{max(0, FIGURES - len(str(whole)))}f} {sign}"
    return str(number)

"""What comes out of a layer of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem
from quizcv.problems.families.networks.drawing import network_family
from quizcv.problems.families.networks.wording import article, called, code, plural, times, worked
from quizcv.problems.network.features import Window, sides
from quizcv.problems.network.table import AVERAGE_POOL, CONV, MAX_POOL
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network, Row


def windowed(network: Network) -> list[Row]:
    """Convolutions and poolings that change a map's size or its channels.

    Windows of a single pixel at every place leave little to calculate: the others stand there so often that they make up half.
    """
    windows = {CONV, MAX_POOL, AVERAGE_POOL}
    found = [row for row in network.rows if row.kind in windows and row.input != row.output]
    plain = [row for row in found if window_of(row).reach == (1, 1) and row.stride == (1, 1)]
    others = [row for row in found if row not in plain]
    return plain + others * (len(plain) // len(others) or 1) if others else plain


def window_of(row: Row) -> Window:
    """The window of such a layer."""
    return Window(row.kernel or (1, 1), row.stride, row.padding, row.dilation)


@network_family(
    "network-output",
    title="Output shape of a layer of a network",
    source="Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning (arXiv:1603.07285), relationship 6",
    found=windowed,
    version=2,
)
def network_output(draw: Stream, network: Network, row: Row) -> Problem | None:
    """Channels, height and width behind a convolution or a pooling."""
    del draw
    window = window_of(row)
    size = (row.input[1], row.input[2])
    channels, high, wide = row.output
    ceil = sides(size, window) != (high, wide)
    formulas = [
        f"{'ceil' if ceil else 'floor'}(({n} + 2*{p} - {reach})/{s}) + 1"
        for n, p, reach, s in zip(size, row.padding, window.reach, row.stride, strict=True)
    ]
    if ceil and sides(size, window, ceil=True) != (high, wide):
        return None
    mistakes = tuple(
        Mistake(number_answer(Expects.SHAPE, shape), says)
        for shape, says in wrong(row, window, ceil=ceil)
        if shape != row.output and min(shape) > 0
    )
    if not mistakes:
        return None
    out = number_answer(Expects.SHAPE, row.output)
    line = "$" + r"\times ".join(map(str, row.output)) + "$"
    return Problem(
        values={"network": network.name, "layer": row.name},
        prompt=f"In {called(network)}, {code(row.name)} is {action(row, ceil=ceil)}. Maps of {times(row.input)} go in. Which shape "
        "comes out: channels, height, width?",
        answer=out,
        steps=(*(worked(formula, side) for formula, side in zip(formulas, ("height", "width"), strict=True)), line),
        mistakes=mistakes,
        formulas=(str(channels), *formulas),
    )


def action(row: Row, *, ceil: bool) -> str:
    """The layer in words, with all that its output depends on."""
    if row.kind == CONV:
        kernel = window_of(row).kernel
        text = f"{article(kernel[0])} {times(kernel)} convolution with {plural(row.output[0], 'output channel')}"
    else:
        text = f"{'max' if row.kind == MAX_POOL else 'average'} pooling over {times(window_of(row).kernel)} windows"
    text += f", stride {one_or_two(row.stride)}, padding {one_or_two(row.padding)}"
    if row.dilation != (1, 1):
        text += f", dilation {one_or_two(row.dilation)}"
    if row.kind == CONV:
        return text
    return text + (", rounding up (ceil mode)" if ceil else ", rounding down" if _matters(row) else "")


def _matters(row: Row) -> bool:
    """Whether rounding decides the size."""
    window = window_of(row)
    size = (row.input[1], row.input[2])
    return sides(size, window) != sides(size, window, ceil=True)


def one_or_two(pair: tuple[int, int]) -> str:
    """Height and width: one number if they are the same."""
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]} in height and {pair[1]} in width"


def wrong(row: Row, window: Window, *, ceil: bool) -> list[tuple[tuple[int, ...], str]]:
    """The shapes that the usual mistakes lead to."""
    channels, high, wide = row.output
    size = (row.input[1], row.input[2])
    found: list[tuple[tuple[int, ...], str]] = [
        ((channels, high - 1, wide - 1), "The first window counts too: add 1 to each side.")
    ]
    if row.padding != (0, 0):
        bare = sides(size, window._replace(padding=(0, 0)), ceil=ceil)
        found.append(((channels, *bare), "The padding is missing: it adds to both ends of a side."))
    if row.stride != (1, 1):
        dense = sides(size, window._replace(stride=(1, 1)))
        found.append(((channels, *dense), "The stride is missing: the windows lie further apart than one pixel."))
        other = sides(size, window, ceil=not ceil)
        says = (
            "In ceil mode the last, incomplete window counts."
            if ceil
            else "A last window that does not fit in whole is left out."
        )
        found.append(((channels, *other), says))
    if row.kind == CONV and row.input[0] != channels:
        found.append(((row.input[0], high, wide), "A convolution gives as many channels as it has filters."))
    return found

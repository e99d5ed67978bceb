"""The shape of a map on its way through several layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC
from quizcv.problems.families.grids import mistakes_of
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.problems.drawing import Stream

    Shape = tuple[int, int, int]


class Layer(NamedTuple):
    """A convolution with so many filters, or a pooling, which has none.

    Args:
        filters: The channels of a convolution's output; 0 for pooling, which keeps the channels.
        kernel: The side of the window.
        stride: How far apart the windows lie.
        padding: On every side.
    """

    filters: int
    kernel: int
    stride: int
    padding: int

    def __str__(self) -> str:
        kind = f"convolution, {self.filters} filters of" if self.filters else "max pooling over"
        padding = f", padding {self.padding}" if self.padding else ""
        return rf"{kind} ${self.kernel}\times {self.kernel}$, stride {self.stride}{padding}"

    def positions(self, side: int) -> int:
        """How many windows fit along a side."""
        return (side + 2 * self.padding - self.kernel) // self.stride + 1


INPUTS: Final = (
    (3, 224, 224),
    (3, 227, 227),
    (3, 256, 256),
    (3, 299, 299),
    (3, 32, 32),
    (3, 64, 64),
    (3, 96, 96),
    (3, 128, 128),
    (3, 240, 320),
    (3, 360, 480),
    (1, 28, 28),
    (1, 64, 200),
    (1, 128, 128),
)
STEMS: Final = ((3, 1, 0), (3, 1, 1), (3, 2, 0), (3, 2, 1), (5, 1, 0), (5, 1, 2), (7, 2, 3), (11, 4, 0), (11, 4, 2))
CONVOLUTIONS: Final = ((1, 1, 0), (3, 1, 0), (3, 1, 1), (3, 1, 1), (3, 2, 1), (5, 1, 2), (5, 1, 0))
POOLINGS: Final = ((2, 2, 0), (2, 2, 0), (3, 2, 0), (3, 2, 1))
JOINED: Final = r", \quad "
FEWEST_MISTAKES: Final = 2
SMALLEST: Final = 3
"""No map gets smaller than this on its way."""


def drawn_layers(draw: Stream) -> list[Layer]:
    """Three to six layers: the first a convolution, never two poolings in a row."""
    filters = draw.choice((8, 16, 32, 64, 96))
    layers = [Layer(filters, *draw.choice(STEMS))]
    for _ in range(draw.integer(2, 5)):
        if layers[-1].filters and draw.below(5) < 2:  # noqa: PLR2004  two in five
            layers.append(Layer(0, *draw.choice(POOLINGS)))
        else:
            filters = min(filters * draw.choice((1, 2, 2)), 512)
            layers.append(Layer(filters, *draw.choice(CONVOLUTIONS)))
    return layers


def shapes(first: Shape, layers: Sequence[Layer]) -> list[Shape]:
    """The shape after each layer."""
    found, shape = [], first
    for layer in layers:
        channels, height, width = shape
        shape = (layer.filters or channels, layer.positions(height), layer.positions(width))
        found.append(shape)
    return found


def written_out(side: int, layers: Sequence[Layer]) -> str:
    """A side of the output as one formula of our language."""
    formula = str(side)
    for _, kernel, stride, padding in layers:
        formula = f"floor(({formula} + 2*{padding} - {kernel})/{stride}) + 1"
    return formula


def text(shape: Shape) -> str:
    """A shape as LaTeX."""
    return r" \times ".join(map(str, shape))


@family(
    "conv-chain-shape",
    topic=TOPIC,
    title="Shape after a chain of layers",
    source=f"{ARITHMETIC}, relationships 6 and 7, one layer after the other",
)
def conv_chain_shape(draw: Stream) -> Problem | None:
    """A network's first layers: convolutions with some poolings between them."""
    first = draw.choice(INPUTS)
    layers = drawn_layers(draw)
    found = shapes(first, layers)
    if min(min(shape[1:]) for shape in found) < SMALLEST or all(layer.stride == 1 for layer in layers):
        return None
    right = found[-1]
    mistakes = mistakes_of(Expects.SHAPE, right, wrong(first, layers))
    if len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES:
        return None
    rows = "\n".join(f"{n}. {layer}" for n, layer in enumerate(layers, 1))
    return Problem(
        values={
            "input": first,
            "filters": tuple(layer.filters for layer in layers),
            "kernels": tuple(layer.kernel for layer in layers),
            "strides": tuple(layer.stride for layer in layers),
            "paddings": tuple(layer.padding for layer in layers),
        },
        prompt=(
            f"An image of ${text(first)}$ (channels, height, width) goes through these layers, which all round down; where none is "
            f"given, the padding is 0:\n\n{rows}\n\nWhat is the shape of the output, in the same order?"
        ),
        answer=number_answer(Expects.SHAPE, right),
        steps=tuple(worked(first, layers)),
        mistakes=mistakes,
        formulas=(str(right[0]), written_out(first[1], layers), written_out(first[2], layers)),
    )


def worked(first: Shape, layers: Sequence[Layer]) -> list[str]:
    """Layer by layer: the side worked out, and the shape it leads to."""
    steps, shape = [], first
    for n, (layer, after) in enumerate(zip(layers, shapes(first, layers), strict=True), 1):
        padding = f" + 2 \\cdot {layer.padding}" if layer.padding else ""
        sides = [shape[1]] if shape[1] == shape[2] else list(shape[1:])
        sums = [
            rf"\lfloor \frac{{{side}{padding} - {layer.kernel}}}{{{layer.stride}}} \rfloor + 1 = {layer.positions(side)}"
            for side in sides
        ]
        steps.append(f"Layer {n}: ${JOINED.join(sums)}$, so ${text(after)}$")
        shape = after
    return steps


def wrong(first: Shape, layers: Sequence[Layer]) -> list[tuple[Shape, str]]:
    """What usually goes wrong, and the shape it leads to."""

    def through(positions: Callable[[Layer, int], int]) -> Shape:
        """The shape if the windows were counted otherwise."""
        channels, height, width = first
        for layer in layers:
            channels = layer.filters or channels
            height, width = (max(positions(layer, side), 0) for side in (height, width))
        return channels, height, width

    candidates = [
        (
            through(lambda layer, side: -((layer.kernel - side - 2 * layer.padding) // layer.stride) + 1),
            "Every layer rounds down: a window that does not fit in whole is left out.",
        ),
        (
            through(lambda layer, side: (side - layer.kernel) // layer.stride + 1),
            "The padding is missing: it adds to both sides of a layer's input.",
        ),
        (
            through(lambda layer, side: -(-side // layer.stride)),
            "That only divides by the strides; a layer without padding also loses the rows that its kernel reaches over.",
        ),
        (
            through(lambda layer, side: (side + 2 * layer.padding - layer.kernel) // layer.stride),
            "The first position of each kernel counts too: add 1 in every layer.",
        ),
    ]
    if not layers[-1].filters and len(layers) > 1:
        candidates.append((shapes(first, layers)[-2], "The last pooling is missing."))
    return [(shape, says) for shape, says in candidates if min(shape) > 0]

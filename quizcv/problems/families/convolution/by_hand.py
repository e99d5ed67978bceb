"""Convolutions worked out with a pencil: one number of the output, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC
from quizcv.problems.families.grids import (
    correlated,
    drawn,
    entries,
    listed,
    matrix,
    mistakes_of,
    padded,
    products,
    signed,
    transposed,
    turned,
    window,
)
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream
    from quizcv.problems.families.grids import Grid

SUMS: Final = f"{ARITHMETIC}, section 1.1, figure 1.1; the kernel is not flipped, as in Goodfellow et al. 2016, Deep learning, equation 9.6"
SIDE: Final = 3
FEWEST_MISTAKES: Final = 2
KERNELS: Final[tuple[Grid, ...]] = (
    ((1, 0, -1), (2, 0, -2), (1, 0, -1)),  # Sobel
    ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
    ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
    ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),  # Prewitt
    ((1, 1, 1), (0, 0, 0), (-1, -1, -1)),
    ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),  # emboss
)
"""Kernels everybody has met whose output changes when they are turned."""


def kernel_of(draw: Stream) -> Grid:
    """A known kernel, or one of small numbers."""
    return draw.choice(KERNELS) if draw.below(3) else drawn(draw, SIDE, SIDE, -2, 2)


def row_of_products(row: tuple[int, ...], weights: tuple[int, ...]) -> str:
    """One row of a window times one row of the kernel, written out."""
    return " + ".join(rf"{signed(a)} \cdot {signed(b)}" for a, b in zip(row, weights, strict=True))


def written_out(seen: Grid, kernel: Grid) -> str:
    """One number of the output as a formula of our language."""
    return " + ".join(f"{signed(a)}*{signed(b)}" for a, b in zip(entries(seen), entries(kernel), strict=True))


@family("conv-value-by-hand", topic=TOPIC, title="One number of a convolution, by hand", source=SUMS)
def conv_value_by_hand(draw: Stream) -> Problem | None:
    """An image of 4 or 5 rows, a 3x3 kernel, and one place of the output."""
    rows, columns = draw.integer(4, 5), draw.integer(4, 5)
    image = drawn(draw, rows, columns, 0, 6)
    kernel = kernel_of(draw)
    y, x = draw.integer(1, rows - SIDE + 1), draw.integer(1, columns - SIDE + 1)
    seen = window(image, y - 1, x - 1, SIDE)
    right = products(seen, kernel)
    around = padded(image, 1)
    candidates = [
        (
            (products(seen, turned(kernel)),),
            "The kernel is laid on as it is; only the convolution of mathematics turns it upside down and back to front.",
        ),
        ((products(seen, transposed(kernel)),), "Rows and columns of the kernel are exchanged."),
        (
            (products(window(around, y - 1, x - 1, SIDE), kernel),),
            f"Without padding the window's first pixel, and not its centre, is row {y}, column {x} of the image.",
        ),
    ]
    if x != y and max(x, y) <= min(rows, columns) - SIDE + 1:
        candidates.append(
            (
                (products(window(image, x - 1, y - 1, SIDE), kernel),),
                f"The row comes first: that is row {x}, column {y}.",
            )
        )
    candidates.append(
        ((sum(entries(seen)),), "That is the sum of the window; each pixel has to be multiplied by its weight.")
    )
    mistakes = mistakes_of(Expects.NUMBER, (right,), candidates)
    if len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES or not right:
        return None
    sums = [sum(a * b for a, b in zip(row, weights, strict=True)) for row, weights in zip(seen, kernel, strict=True)]
    steps = [f"The window is rows {y} to {y + 2} and columns {x} to {x + 2} of the image."]
    steps += [
        rf"Row {n}: ${row_of_products(row, weights)} = {total}$"
        for n, (row, weights, total) in enumerate(zip(seen, kernel, sums, strict=True), 1)
    ]
    steps.append(f"${' + '.join(map(signed, sums))} = {right}$")
    return Problem(
        values={"image": entries(image), "columns": columns, "kernel": entries(kernel), "row": y, "column": x},
        prompt=(
            "An image $X$ is convolved with the kernel $K$, with stride 1 and without padding. As in deep learning the kernel is not "
            f"flipped.\n\n$$X = {matrix(image)},\\quad K = {matrix(kernel)}$$\n\n"
            f"What is the output in row {y}, column {x} (both counted from 1)?"
        ),
        answer=number_answer(Expects.NUMBER, [right]),
        steps=tuple(steps),
        mistakes=mistakes,
        formulas=(written_out(seen, kernel),),
    )


@family("conv-map-by-hand", topic=TOPIC, title="The whole output of a convolution, by hand", source=SUMS)
def conv_map_by_hand(draw: Stream) -> Problem | None:
    """A 4x4 image and a 3x3 kernel that make a map of 2x2: by sliding one pixel, or with padding 1 and stride 2."""
    image = drawn(draw, 4, 4, 0, 5)
    kernel = kernel_of(draw)
    padding, stride = draw.choice(((0, 1), (0, 1), (1, 2)))
    seen = padded(image, padding)
    right = entries(correlated(seen, kernel, stride))
    candidates = [
        (
            entries(correlated(seen, turned(kernel), stride)),
            "The kernel is laid on as it is; only the convolution of mathematics turns it upside down and back to front.",
        ),
        (entries(correlated(seen, transposed(kernel), stride)), "Rows and columns of the kernel are exchanged."),
        (
            entries(transposed(correlated(seen, kernel, stride))),
            "The numbers are asked row by row: first both of the upper row.",
        ),
    ]
    if padding:
        candidates.append(
            (
                entries(correlated(image, kernel)),
                "That is the output without padding at stride 1: put a border of zeros round the image and slide by two pixels.",
            )
        )
    mistakes = mistakes_of(Expects.LIST, right, candidates)
    if len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES or not any(right):
        return None
    starts = range(0, 2 * stride, stride)
    steps = ["Each number is the sum of three rows of its window, each multiplied by its row of the kernel."]
    for place, (top, left) in enumerate((top, left) for top in starts for left in starts):
        sums = [
            sum(a * b for a, b in zip(row, weights, strict=True))
            for row, weights in zip(window(seen, top, left, SIDE), kernel, strict=True)
        ]
        steps.append(rf"$y_{{{place // 2 + 1}{place % 2 + 1}}} = {' + '.join(map(signed, sums))} = {right[place]}$")
    steps.append(f"${listed(right)}$")
    how = "stride 2 and a border of zeros one pixel wide" if padding else "stride 1 and without padding"
    return Problem(
        values={"image": entries(image), "kernel": entries(kernel), "stride": stride, "padding": padding},
        prompt=(
            f"An image $X$ is convolved with the kernel $K$, with {how}. As in deep learning the kernel is not flipped.\n\n"
            f"$$X = {matrix(image)},\\quad K = {matrix(kernel)}$$\n\n"
            r"What is the output? Give its $2\times 2$ numbers row by row, as a list."
        ),
        answer=number_answer(Expects.LIST, right),
        steps=tuple(steps),
        mistakes=mistakes,
        formulas=tuple(written_out(window(seen, top, left, SIDE), kernel) for top in starts for left in starts),
    )

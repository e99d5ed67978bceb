"""Pooling worked out with a pencil: maxima, averages, averages at a padded edge, and whole channels."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import grouped, number_answer, parse_tolerance
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.grids import (
    drawn,
    entries,
    listed,
    mapped,
    matrix,
    mean,
    mistakes_of,
    padded,
    transposed,
    windows,
)
from quizcv.problems.families.pooling import ARITHMETIC, PYTORCH, TOPIC
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.values import Mistake

    Candidate = tuple[Sequence[Exact], str]

FEWEST_MISTAKES: Final = 2
BY_COLUMNS: Final = "The numbers are asked row by row: first all of the upper row."
MAXIMA: Final = ((4, 2, 2, 0), (5, 3, 2, 0), (4, 3, 1, 0), (6, 3, 3, 0), (4, 3, 2, 1), (3, 3, 2, 1), (5, 2, 3, 0))
"""The map's side, the window's side, stride and padding of maps that are pooled to 2x2."""
AVERAGES: Final = ((4, 4, 2), (4, 4, 2), (4, 6, 2), (3, 3, 1), (3, 4, 1))
"""Rows and columns of the map, and the stride of windows of 2x2."""
EDGES: Final = ((4, 4, 3, 1), (5, 5, 3, 2), (4, 5, 3, 1), (4, 4, 2, 2), (5, 5, 3, 1), (6, 6, 4, 2))
"""Rows and columns of the map, the window's side and the stride; the padding is 1."""


def asked_by_rows(rows: int, columns: int) -> str:
    """How the numbers of an output are asked."""
    return rf"Give the ${rows}\times {columns}$ numbers of the output row by row, as a list."


def few(mistakes: Sequence[Mistake]) -> bool:
    """Whether hardly any mistake changes the result."""
    return len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES


def plus(numbers: Sequence[int]) -> str:
    """A sum, written out."""
    return " + ".join(map(str, numbers))


@family(
    "max-pool-by-hand",
    topic=TOPIC,
    title="Max pooling by hand",
    source=f"{ARITHMETIC}, section 1.2; {PYTORCH} torch.nn.MaxPool2d, padding by minus infinity",
)
def max_pool_by_hand(draw: Stream) -> Problem | None:
    """A small map with negative numbers, so that padding by minus infinity is not padding by zero."""
    side, kernel, stride, padding = draw.choice(MAXIMA)
    grid = drawn(draw, side, side, -9, 3 if padding else 9)
    seen = windows(grid, kernel, stride, padding)
    right = mapped(max, seen)
    with_zeros = windows(padded(grid, padding), kernel, stride)
    candidates: list[Candidate] = [
        (mapped(max, windows(transposed(grid), kernel, stride, padding)), BY_COLUMNS),
        (
            mapped(lambda numbers: max(numbers, key=abs), with_zeros),
            "The largest number is asked, not the one farthest from 0: any positive number is larger than a negative one.",
        ),
    ]
    if padding:
        candidates.append(
            (
                mapped(max, with_zeros),
                "Max pooling pads with minus infinity, not with 0: the padding never wins, even among negative numbers.",
            )
        )
    else:
        candidates.append((mapped(min, seen), "That is the smallest number of each window."))
    mistakes = mistakes_of(Expects.LIST, right, candidates)
    if few(mistakes):
        return None
    each = [entries(part) for row in seen for part in row]
    return Problem(
        values={"map": entries(grid), "kernel": kernel, "stride": stride, "padding": padding},
        prompt=(
            rf"Max pooling, as in PyTorch, with windows of ${kernel}\times {kernel}$, stride {stride} and padding {padding} is applied "
            f"to the map\n\n$$X = {matrix(grid)}$$\n\n{asked_by_rows(len(seen), len(seen[0]))}"
        ),
        answer=number_answer(Expects.LIST, right),
        steps=(
            *(rf"$\max({listed(numbers)}) = {max(numbers)}$" for numbers in each),
            f"${listed(right)}$",
        ),
        mistakes=mistakes,
        formulas=tuple(f"max({', '.join(map(str, numbers))})" for numbers in each),
    )


@family(
    "average-pool-by-hand",
    topic=TOPIC,
    title="Average pooling by hand",
    source=f"{ARITHMETIC}, section 1.2",
)
def average_pool_by_hand(draw: Stream) -> Problem | None:
    """A small map averaged over windows of 2x2, side by side or overlapping."""
    rows, columns, stride = draw.choice(AVERAGES)
    grid = drawn(draw, rows, columns, 0, 12)
    seen = windows(grid, 2, stride)
    right = mapped(mean, seen)
    mistakes = mistakes_of(
        Expects.LIST,
        right,
        [
            (mapped(sum, seen), "These are the sums; divide each by the 4 numbers of its window."),
            (mapped(max, seen), "That is max pooling; here each window gives its average."),
            (
                mapped(lambda numbers: Fraction(sum(numbers), 2), seen),
                "A window of 2x2 holds 4 numbers: divide by 4, not by 2.",
            ),
            (mapped(mean, windows(transposed(grid), 2, stride)), BY_COLUMNS),
        ],
    )
    if few(mistakes):
        return None
    each = [entries(part) for row in seen for part in row]
    return Problem(
        values={"map": entries(grid), "columns": columns, "stride": stride},
        prompt=(
            rf"Average pooling with windows of $2\times 2$, stride {stride} and no padding is applied to the map"
            f"\n\n$$X = {matrix(grid)}$$\n\n{asked_by_rows(len(seen), len(seen[0]))}"
        ),
        answer=number_answer(Expects.LIST, right),
        steps=(
            *(rf"$\frac{{{plus(numbers)}}}{{4}} = {grouped(mean(numbers))}$" for numbers in each),
            f"${listed(right)}$",
        ),
        mistakes=mistakes,
        formulas=tuple(f"({plus(numbers)})/4" for numbers in each),
    )


@family(
    "pool-count-include-pad",
    topic=TOPIC,
    title="Average pooling at a padded edge",
    source=f"{PYTORCH} torch.nn.AvgPool2d, count_include_pad",
)
def pool_count_include_pad(draw: Stream) -> Problem | None:
    """One number of the output whose window lies partly in the padding; the zeros are counted, or they are not."""
    rows, columns, kernel, stride = draw.choice(EDGES)
    grid = drawn(draw, rows, columns, 1, 9)
    seen = windows(grid, kernel, stride, 1)
    y, x = draw.below(len(seen)), draw.below(len(seen[0]))
    numbers = entries(seen[y][x])
    if len(numbers) == kernel**2:
        return None
    counted = bool(draw.below(2))
    total, count = sum(numbers), kernel**2 if counted else len(numbers)
    right = Fraction(total, count)
    other = Fraction(total, len(numbers) if counted else kernel**2)
    top, left = y * stride, x * stride
    unpadded = entries(tuple(row[left : left + kernel] for row in grid[top : top + kernel]))
    candidates: list[Candidate] = [
        (
            (other,),
            f"Here the zeros of the padding count: divide by all {kernel**2} places of the window."
            if counted
            else f"Here the zeros of the padding do not count, only the map itself: divide by {len(numbers)}.",
        ),
        ((Fraction(total, kernel),), f"The window has {kernel} rows and {kernel} columns."),
        ((Fraction(max(numbers)),), "That is max pooling; here each window gives its average."),
    ]
    if len(unpadded) == kernel**2:
        says = "The padding is missing: the first window begins one row above and one column left of the map."
        candidates.append(((mean(unpadded),), says))
    mistakes = mistakes_of(Expects.NUMBER, (right,), candidates)
    if few(mistakes):
        return None
    middle = rf" = \frac{{{total}}}{{{count}}}" if len(numbers) > 1 else ""
    sign = "=" if exact(right) else r"\approx"
    return Problem(
        values={
            "map": entries(grid),
            "columns": columns,
            "kernel": kernel,
            "stride": stride,
            "row": y + 1,
            "column": x + 1,
            "count_include_pad": str(counted),
        },
        prompt=(
            rf"Average pooling in PyTorch with windows of ${kernel}\times {kernel}$, stride {stride}, padding 1 and "
            f"`count_include_pad={counted}` is applied to the map\n\n$$X = {matrix(grid)}$$\n\n"
            f"What is the output in row {y + 1}, column {x + 1} (both counted from 1)? Give a fraction or three figures."
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=parse_tolerance("1%")),
        steps=(
            f"Numbers of the map in the window: {', '.join(map(str, numbers))}.",
            f"Places that count: {kernel**2}, the zeros too." if counted else f"Places that count: {len(numbers)}.",
            rf"$\frac{{{plus(numbers)}}}{{{count}}}{middle} {sign} {shown(right)}$",
        ),
        mistakes=mistakes,
        formulas=(f"({plus(numbers)})/{count}",),
    )


def exact(number: Fraction) -> bool:
    """Whether the number's decimals end soon."""
    return 10**4 % number.denominator == 0


def shown(number: Fraction) -> str:
    """A number as the answer shows it."""
    return number_answer(Expects.NUMBER, [number], tolerance=parse_tolerance("1%")).text.removeprefix("≈ ")


@family(
    "global-average-by-hand",
    topic=TOPIC,
    title="Global average pooling by hand",
    source="Lin, Chen & Yan 2014, Network in network (arXiv:1312.4400), section 3.2",
)
def global_average_by_hand(draw: Stream) -> Problem | None:
    """Two or three channels of 2x2 to 2x4 numbers, each averaged as a whole."""
    channels = draw.integer(2, 3)
    columns = draw.choice((2, 2, 4)) if channels == 2 else 2  # noqa: PLR2004  three wide ones don't fit side by side
    grids = [drawn(draw, 2, columns, 0, 12) for _ in range(channels)]
    numbers = [entries(grid) for grid in grids]
    right = [mean(each) for each in numbers]
    mistakes = mistakes_of(
        Expects.LIST,
        right,
        [
            ([max(each) for each in numbers], "That is global max pooling; here each channel gives its average."),
            (
                [sum(each) for each in numbers],
                f"These are the sums; divide each by the {2 * columns} numbers of a channel.",
            ),
            (
                [mean(place) for place in zip(*numbers, strict=True)],
                "That averages over the channels at each place. Global pooling averages over the places of each channel.",
            ),
            ([mean([number for each in numbers for number in each])], "Every channel keeps a number of its own."),
        ],
    )
    if few(mistakes):
        return None
    named = r",\quad ".join(rf"X_{n} = {matrix(grid)}" for n, grid in enumerate(grids, 1))
    return Problem(
        values={"map": tuple(number for each in numbers for number in each), "channels": channels},
        prompt=(
            f"A map has {channels} channels:\n\n$${named}$$\n\n"
            "What does global average pooling make of it? Give the numbers in the order of the channels, as a list."
        ),
        answer=number_answer(Expects.LIST, right),
        steps=(
            *(rf"$\frac{{{plus(each)}}}{{{len(each)}}} = {grouped(mean(each))}$" for each in numbers),
            f"${listed(right)}$",
        ),
        mistakes=mistakes,
        formulas=tuple(f"({plus(each)})/{len(each)}" for each in numbers),
    )

"""Normalisation of a few activations or weights, with pen and paper: numbers whose standard deviation is a fraction."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import isqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.normalisation import GROUP_NORM, TOPIC
from quizcv.problems.formula.limits import square_root
from quizcv.problems.formula.show import number_text
from quizcv.problems.values import Expects
from quizcv.problems.working import PERCENT, clear_mistakes, worked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.tree import Exact

    Place = tuple[int, int, int]
    """Image, channel and position, each from 0."""

LARGEST: Final = 12
"""Of the numbers drawn."""
FEWEST_MISTAKES: Final = 2
TENTHS: Final = 10
"""Weights are drawn as whole tenths."""
ORDINALS: Final = ("first", "second", "third", "fourth")


class Kind(NamedTuple):
    """A normalisation and the activations it is practised on; each of its means is over four elements.

    Args:
        name: In a sentence.
        shape: Images, channels, positions.
        shared: Which elements share a mean, in words.
        together: Whether an element shares the mean of another one.
    """

    name: str
    shape: tuple[int, int, int]
    shared: str
    together: Callable[[Place, Place], bool]


BATCH: Final = Kind("batch normalisation (training)", (2, 2, 2), "one channel of all images", lambda a, b: a[1] == b[1])
LAYER: Final = Kind(
    "layer normalisation over channels and positions", (2, 2, 2), "all channels of one image", lambda a, b: a[0] == b[0]
)
INSTANCE: Final = Kind("instance normalisation", (2, 2, 4), "one channel of one image", lambda a, b: a[:2] == b[:2])
GROUP: Final = Kind(
    "group normalisation with 2 groups",
    (2, 4, 2),
    "the two channels of a group, in one image",
    lambda a, b: a[0] == b[0] and a[1] // 2 == b[1] // 2,
)
KINDS: Final = (BATCH, LAYER, INSTANCE, GROUP)


def has_rational_deviation(numbers: Sequence[int]) -> bool:
    """Whether the biased standard deviation of whole numbers is a fraction, and not 0.

    The variance is (n * sum of squares - square of the sum) / n^2, so the upper part has to be a square.
    """
    square = squares_above_mean(numbers)
    return square > 0 and isqrt(square) ** 2 == square


def squares_above_mean(numbers: Sequence[int]) -> int:
    """The sum of squared distances from the mean, times n."""
    return len(numbers) * sum(each * each for each in numbers) - sum(numbers) ** 2


def normalised(number: int, numbers: Sequence[int], less: int = 0) -> Fraction:
    """(x - mean) / standard deviation, exact or to 30 digits; `less` = 1 divides the sum of squares by n - 1."""
    count = len(numbers)
    variance = Fraction(squares_above_mean(numbers), count * (count - less))
    return (number - Fraction(sum(numbers), count)) / square_root(variance, 0)


class Standardised(NamedTuple):
    """A number normalised by the mean and the biased standard deviation of its group, worked out.

    Args:
        formula: Of the result, numbers put in.
        steps: From the mean to the result.
        wrong: What goes wrong with the right elements, and what to say of it.
    """

    formula: str
    steps: tuple[str, ...]
    wrong: list[tuple[Exact, str]]


def worked_out(number: int, group: Sequence[int], scale: int = 1) -> Standardised:
    """Normalises a number by its group, all of them given as multiples of 1/scale."""
    count = len(group)
    mean = Fraction(sum(group), count * scale)
    variance = Fraction(squares_above_mean(group), (count * scale) ** 2)
    centred = Fraction(number, scale) - mean
    x, mu, var = number_text(Fraction(number, scale)), number_text(mean), number_text(variance)
    minus_mean = f"- ({mu})" if mean < 0 else f"- {mu}"
    shown = [number_text(Fraction(each, scale)) for each in group]
    squares = " + ".join(f"({each} {minus_mean})^2" for each in shown)
    return Standardised(
        formula=f"({x} {minus_mean})/sqrt(({squares})/{count})",
        steps=(
            worked(f"({' + '.join(shown)})/{count}", r"\mu"),
            worked(f"({squares})/{count}", r"\sigma^2"),
            worked(f"({x} {minus_mean})/sqrt({var})"),
        ),
        wrong=[
            (
                normalised(number, group, less=1),
                f"The biased variance divides the sum of squares by {count}, not by {count - 1}.",
            ),
            (centred / variance, f"Divide by the standard deviation, the root of the variance {var}."),
            (centred, "That is only centred; divide by the standard deviation."),
        ],
    )


@family(
    "norm-by-hand",
    topic=TOPIC,
    title="Batch, layer, instance and group normalisation by hand",
    source=f"{GROUP_NORM}, section 3.1",
)
def norm_by_hand(draw: Stream) -> Problem | None:
    """Two images in a table; one activation is to be normalised."""
    kind = draw.choice(KINDS)
    images, channels, width = kind.shape
    places = list(product(range(images), range(channels), range(width)))
    asked = draw.choice(places)
    values = {place: draw.integer(0, LARGEST) for place in places}
    shared = [place for place in places if kind.together(asked, place)]
    group = [values[place] for place in shared]
    for _ in range(60):
        if has_rational_deviation(group) and len(shared) * values[asked] != sum(group):
            break
        group = [draw.integer(0, LARGEST) for _ in shared]
        values |= zip(shared, group, strict=True)
    else:
        return None
    done = worked_out(values[asked], group)
    right = number_answer(Expects.NUMBER, [normalised(values[asked], group)], tolerance=PERCENT)
    mistakes = clear_mistakes(right, [*_other_kinds(kind, values, asked), *done.wrong])
    if len(mistakes) < FEWEST_MISTAKES:
        return None
    return Problem(
        values={"kind": kind.name, "shape": kind.shape, "activations": tuple(values.values()), "asked": asked},
        prompt=_prompt(kind, values, asked),
        answer=right,
        steps=(f"The mean is that of {kind.shared}: {', '.join(map(str, group))}.", *done.steps),
        mistakes=mistakes,
        formulas=(done.formula,),
    )


def _prompt(kind: Kind, values: dict[Place, int], asked: Place) -> str:
    images, channels, width = kind.shape
    header = "| image | " + " | ".join(f"channel {c + 1}" for c in range(channels)) + " |"
    rows = [
        f"| {n + 1} | "
        + " | ".join(", ".join(str(values[n, c, p]) for p in range(width)) for c in range(channels))
        + " |"
        for n in range(images)
    ]
    table = "\n".join([header, "| --- " * (channels + 1) + "|", *rows])
    image, channel, position = asked
    return (
        f"Two images have {channels} channels of $1\\times {width}$:\n\n{table}\n\n"
        f"What does {kind.name} make of the {ORDINALS[position]} number of image {image + 1}, channel {channel + 1}? "
        r"Take the biased variance, $\epsilon = 0$, $\gamma = 1$, $\beta = 0$. Give a fraction or three figures."
    )


def _other_kinds(kind: Kind, values: dict[Place, int], asked: Place) -> list[tuple[Fraction, str]]:
    """What the other normalisations would give."""
    found = []
    for other in KINDS[:3]:
        group = [number for place, number in values.items() if other.together(asked, place)]
        if other is not kind and len(set(group)) > 1:
            name = other.name.split(" norm", maxsplit=1)[0]
            value = normalised(values[asked], group)
            found.append(
                (
                    Fraction(value),
                    f"That is {name} normalisation, over {other.shared}; asked is that over {kind.shared}.",
                )
            )
    return found


@family(
    "weight-standardisation",
    topic=TOPIC,
    title="Weight standardisation by hand",
    source="Qiao et al. 2019, Micro-batch training with batch-channel normalization and weight standardization (arXiv:1903.10520), section 3",
)
def weight_standardisation(draw: Stream) -> Problem | None:
    """Three filters of four weights, in tenths; one weight is to be standardised."""
    filters = [[draw.integer(-9, 9) for _ in range(4)] for _ in range(3)]
    row, column = draw.below(3), draw.below(4)
    for _ in range(60):
        if has_rational_deviation(filters[row]) and 4 * filters[row][column] != sum(filters[row]):
            break
        filters[row] = [draw.integer(-9, 9) for _ in range(4)]
    else:
        return None
    asked, own = filters[row][column], filters[row]
    done = worked_out(asked, own, scale=TENTHS)
    right = number_answer(Expects.NUMBER, [normalised(asked, own)], tolerance=PERCENT)
    everything = [each for weights in filters for each in weights]
    wrong = [
        (normalised(asked, everything), "Each filter has its own mean; that is the mean of all filters."),
        *done.wrong,
    ]
    of_input = [weights[column] for weights in filters]
    if len(set(of_input)) > 1:
        says = "The mean is over all inputs of one filter, not over the filters of one input."
        wrong.append((normalised(asked, of_input), says))
    rows = "\n".join(
        f"- filter {n}: {', '.join(number_text(Fraction(each, TENTHS)) for each in weights)}"
        for n, weights in enumerate(filters, 1)
    )
    return Problem(
        values={"weights": tuple(Fraction(each, TENTHS) for each in everything), "asked": (row, column)},
        prompt="A $1\\times 1$ convolution with 4 input channels has three filters:\n\n"
        f"{rows}\n\nIts weights are standardised. What becomes of the {ORDINALS[column]} weight of filter {row + 1}? "
        r"Take the biased variance and $\epsilon = 0$. Give a fraction or three figures.",
        answer=right,
        steps=done.steps,
        mistakes=clear_mistakes(right, wrong),
        formulas=(done.formula,),
    )

"""Style as correlations between channels: Gram matrices, the style loss, adaptive instance normalisation."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family, template_family
from quizcv.problems.values import Expects
from quizcv.problems.working import clear_mistakes, mistakes, sure_mistakes, worked

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.problems.drawing import Stream

    Channel = tuple[int, ...]
    """A channel's values, one for each position."""

TOPIC: Final = "style"
GATYS: Final = "Gatys et al. 2015, A neural algorithm of artistic style (arXiv:1508.06576)"
SHAPES: Final = ((2, 4), (2, 6), (3, 3), (3, 4))
"""Channels and positions."""


def product(one: Channel, other: Channel) -> Fraction:
    """The inner product of two channels."""
    return Fraction(sum(a * b for a, b in zip(one, other, strict=True)))


def centred_product(one: Channel, other: Channel) -> Fraction:
    """The inner product of two channels less their means."""
    return product(one, other) - Fraction(sum(one) * sum(other), len(one))


@family(
    "gram-matrix",
    topic=TOPIC,
    title="Gram matrix of a small feature map",
    source=f"{GATYS}, equation 3; divided by C*H*W: Johnson et al. 2016, Perceptual losses (arXiv:1603.08155), section 3.2",
)
def gram_matrix(draw: Stream) -> Problem | None:
    """Two or three channels of a few positions; the upper triangle is asked, at times divided by C*H*W."""
    count, width = draw.choice(SHAPES)
    maps = [tuple(draw.integer(-2, 4) for _ in range(width)) for _ in range(count)]
    divided = (count, width) == (2, 4) and draw.below(2) == 1
    size = count * width if divided else 1
    pairs = list(combinations_with_replacement(range(count), 2))

    def entries(of: Callable[[Channel, Channel], Fraction], divisor: int = size) -> tuple[Fraction, ...]:
        return tuple(of(maps[i], maps[j]) / divisor for i, j in pairs)

    formulas = tuple(
        f"({' + '.join(f'({a})*({b})' for a, b in zip(maps[i], maps[j], strict=True))})/{size}" for i, j in pairs
    )
    right = number_answer(Expects.LIST, entries(product))
    wrong = [
        (entries(centred_product), "The means stay in: a Gram matrix is no covariance matrix."),
        (
            entries(lambda one, other: Fraction(sum(one) * sum(other))),
            "Multiply position by position and add up; the sums of the channels are not multiplied.",
        ),
        (entries(product, size * width), f"That is also divided by the {width} positions, which is not asked."),
    ]
    if divided:
        wrong.append((entries(product, 1), f"The division by $CHW = {size}$ is missing."))
    else:
        wrong.append(
            (entries(product, count * width), "Nothing is divided here: the plain sums over the positions are asked.")
        )
    names = ", ".join(f"G_{{{i + 1}{j + 1}}}" for i, j in pairs)
    rows = "\n".join(f"- channel {n}: {', '.join(map(str, each))}" for n, each in enumerate(maps, 1))
    norm = f"each sum divided by $CHW = {size}$" if divided else "without any division"
    return Problem(
        values={"maps": tuple(value for each in maps for value in each), "channels": count, "divided": int(divided)},
        prompt=f"A feature map has {count} channels of $1\\times {width}$:\n\n{rows}\n\n"
        f"What is its Gram matrix, {norm}? List the entries ${names}$.",
        answer=right,
        steps=(
            *(
                worked(formula.removesuffix("/1"), f"G_{{{i + 1}{j + 1}}}")
                for (i, j), formula in zip(pairs, formulas, strict=True)
            ),
            f"Together: {right.text}",
        ),
        mistakes=clear_mistakes(right, wrong),
        formulas=formulas,
    )


LAYERS: Final = {"c": ["64", "96", "128", "192", "256", "512"], "h": ["14", "16", "28", "32", "48", "56", "64", "112"]}

template_family(
    "gram-size",
    {
        "given": LAYERS,
        "where": ["c != h"],
        "front": r"How many entries does the Gram matrix of a feature map of shape ${c}\times {h}\times {h}$ (channels first) have?",
        "answer": "c^2",
        "unit": "entries",
        "steps": ["c^2"],
        "mistakes": [
            {
                "answer": "h^4",
                "when": "h^2 != c",
                "says": "It compares channels with channels; the positions are summed over.",
            },
            {"answer": "c*h^2", "says": "That is the size of the feature map itself."},
            {"answer": "c", "says": "There is an entry for each pair of channels, not for each channel."},
            {"answer": "c*(c + 1)/2", "says": "Those are the different entries; the matrix has {c} times {c}."},
        ],
    },
    {
        "given": LAYERS,
        "where": ["c != h"],
        "front": (
            r"The Gram matrix of a feature map of shape ${c}\times {h}\times {h}$ (channels first) is symmetric. How many different entries "
            "can it have?"
        ),
        "answer": "c*(c + 1)/2",
        "unit": "entries",
        "steps": ["p = c*(c - 1)/2", "p + c"],
        "mistakes": [
            {"answer": "c^2", "says": "Each entry off the diagonal stands there twice."},
            {"answer": "c*(c - 1)/2", "says": "The {c} entries of the diagonal are missing."},
            {
                "answer": "c^2/2",
                "says": "The diagonal is not halved: (c² - c)/2 pairs and {c} entries on the diagonal.",
            },
        ],
    },
    {
        "given": LAYERS,
        "where": ["c != h"],
        "front": (
            r"How many multiplications does the Gram matrix of a feature map of shape ${c}\times {h}\times {h}$ (channels first) take, "
            "if all its entries are calculated and its symmetry is not used?"
        ),
        "answer": "c^2*h^2",
        "unit": "multiplications",
        "steps": ["m = h^2", "c^2*m"],
        "mistakes": [
            {"answer": "c^2*h", "says": "Each entry is a sum over all {h*h} positions."},
            {"answer": "c*h^2", "says": "Every channel meets all {c} channels."},
            {
                "answer": "c*h^4",
                "when": "h^2 != c",
                "says": "Channels are compared with channels, not positions with positions.",
            },
            {"answer": "c^2", "says": "That is the number of entries; each of them is a sum of {h*h} products."},
        ],
    },
    topic=TOPIC,
    title="Size and cost of a Gram matrix",
    source=f"{GATYS}, equation 3",
)

GRAMS: Final = {
    "M": ["4", "9", "16", "25"],
    "d_1": "-8..8",
    "d_2": "-8..8",
    "d_3": "-8..8",
    "a": "9..40",
    "b": "-8..20",
    "c": "9..40",
    "g": "a + d_1",
    "h": "b + d_2",
    "i": "c + d_3",
}
PAIR: Final = (
    "Two channels of {M} positions have the Gram matrix with $G_{11} = {g}$, $G_{12} = {h}$, $G_{22} = {i}$ in the image that is made, "
    "and {a}, {b}, {c} in the style image. "
)
SQUARES: Final = "((g - a)^2 + 2*(h - b)^2 + (i - c)^2)"
STYLE: Final = f"{SQUARES}/(4*2^2*M^2)"

template_family(
    "style-loss",
    {
        "given": GRAMS,
        "where": ["d_2 != 0", "abs(d_1) + abs(d_3) >= 1", "b^2 <= a*c", "h^2 <= g*i"],
        "front": (
            f"{PAIR}How large is the style loss of this layer, $\\frac{{1}}{{4N^2M^2}}\\sum_{{ij}}(G_{{ij}} - A_{{ij}})^2$ with $N$ channels "
            "and $M$ positions? Give a fraction or three figures."
        ),
        "answer": STYLE,
        "tolerance": "1%",
        "steps": ["s = (g - a)^2 + 2*(h - b)^2 + (i - c)^2", "q = 4*2^2*M^2", "s/q"],
        "mistakes": [
            *mistakes(
                STYLE,
                (
                    "((g - a)^2 + (h - b)^2 + (i - c)^2)/(4*2^2*M^2)",
                    "The matrix is symmetric: $G_{12}$ and $G_{21}$ both count.",
                ),
            ),
            *sure_mistakes(
                (f"{SQUARES}/(2^2*M^2)", "The factor 4 of the denominator is missing."),
                (f"{SQUARES}/(4*2*M)", "$N = 2$ and $M = {M}$ are squared."),
                (SQUARES, "The sum is still divided by $4N^2M^2 = {16*M^2}$."),
            ),
        ],
    },
    {
        "given": GRAMS,
        "where": ["d_2 != 0", "abs(d_1) + abs(d_3) >= 1", "b^2 <= a*c", "h^2 <= g*i"],
        "front": (
            f"{PAIR}No entry has been divided by anything yet. How large is the style loss as the squared Frobenius norm of the difference, both "
            r"matrices divided by $C \cdot H \cdot W$ first? Give a fraction or three figures."
        ),
        "answer": f"{SQUARES}/(2*M)^2",
        "tolerance": "1%",
        "steps": ["s = (g - a)^2 + 2*(h - b)^2 + (i - c)^2", "n = 2*M", "s/n^2"],
        "mistakes": [
            *mistakes(
                f"{SQUARES}/(2*M)^2",
                (
                    "((g - a)^2 + (h - b)^2 + (i - c)^2)/(2*M)^2",
                    "The matrix is symmetric: $G_{12}$ and $G_{21}$ both count.",
                ),
                (f"sqrt{SQUARES}/(2*M)", "That is the Frobenius norm; the loss is its square."),
            ),
            *sure_mistakes(
                (f"{SQUARES}/(2*M)", "Both matrices are divided before squaring, so that {2*M} is squared too."),
                (SQUARES, "The matrices are divided by $CHW = {2*M}$ first."),
            ),
        ],
    },
    topic=TOPIC,
    title="Style loss of a layer",
    source=f"{GATYS}, equation 4; Johnson et al. 2016, Perceptual losses (arXiv:1603.08155), section 3.2",
)

ADAPTED: Final = "t*(x - m)/s + n"

template_family(
    "adain",
    {
        "given": {
            "x": "-8..20",
            "m": "-6..12",
            "s": ["1/2", "1", "2", "5/2", "4", "5"],
            "n": "-6..12",
            "t": ["1/2", "1", "3/2", "2", "3", "4"],
        },
        "where": ["x != m", "t != s", f"abs({ADAPTED}) >= 1/2"],
        "front": (
            "Adaptive instance normalisation gives a channel of the content features (mean {m}, standard deviation {s}) the statistics of the style's "
            "channel (mean {n}, standard deviation {t}). What becomes of the value {x}? Three figures will do."
        ),
        "answer": ADAPTED,
        "tolerance": "1%",
        "steps": ["z = (x - m)/s", "t*z + n"],
        "mistakes": mistakes(
            ADAPTED,
            ("s*(x - n)/t + m", "That is the other way round: subtract the content's mean, add the style's."),
            ("(x - m)/s", "That is only normalised; the style's deviation and mean come next."),
            ("t*(x - m)/s", "The style's mean {n} is missing."),
            ("t*((x - m)/s + n)", "The style's mean is added at the end, not multiplied by {t}."),
            ("t^2*(x - m)/s^2 + n", "Standard deviations are used, not their squares."),
        ),
    },
    topic=TOPIC,
    title="Adaptive instance normalisation",
    source="Huang & Belongie 2017, Arbitrary style transfer in real-time (arXiv:1703.06868), equation 8",
)

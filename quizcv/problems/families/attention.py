"""Scaled dot-product attention by hand, and what the heads of a layer share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family, template_family
from quizcv.problems.formula.limits import exponential, square_root
from quizcv.problems.values import Expects
from quizcv.problems.working import PERCENT, calculated, clear_mistakes, latex_of, mistakes, worked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.tree import Exact

    Vector = tuple[int, ...]

TOPIC: Final = "attention"
VASWANI: Final = "Vaswani et al. 2017, Attention is all you need (arXiv:1706.03762)"
LARGEST_SPREAD: Final = 6
"""Between scores, before scaling: beyond, one weight is nearly 1."""


class Attention(NamedTuple):
    """One query and what it may look at.

    Args:
        token: Whose query it is, from 1.
        query: The query.
        keys: A key for each token.
        values: A value for each token.
        masked: Whether a token sees only itself and those before it.
    """

    token: int
    query: Vector
    keys: tuple[Vector, ...]
    values: tuple[Vector, ...]
    masked: bool

    @property
    def scores(self) -> list[int]:
        """The dot products of the query with each key, those of unseen tokens too."""
        return [sum(q * k for q, k in zip(self.query, key, strict=True)) for key in self.keys]

    @property
    def seen(self) -> int:
        """How many tokens are looked at, from the first one on."""
        return self.token if self.masked else len(self.keys)

    @property
    def root(self) -> Exact:
        """What the scores are divided by."""
        return square_root(len(self.query), 0)


def drawn(draw: Stream) -> Attention | None:
    """Two or three tokens with small whole numbers; None where the scores say too little or too much."""
    count, width = draw.choice((2, 3, 3)), draw.choice((2, 4, 4))
    masked = count == 3 and draw.below(3) == 0  # noqa: PLR2004  the second of three tokens sees two
    one = Attention(
        token=2 if masked else draw.integer(1, count),
        query=tuple(draw.integer(-1, 2) for _ in range(width)),
        keys=tuple(tuple(draw.integer(-1, 2) for _ in range(width)) for _ in range(count)),
        values=tuple(tuple(draw.integer(-4, 8) for _ in range(2)) for _ in range(count)),
        masked=masked,
    )
    scores = one.scores[: one.seen]
    if len(set(one.scores)) == 1 or not 1 <= max(scores) - min(scores) <= LARGEST_SPREAD:
        return None
    return one


def weights(scores: Sequence[int], divisor: Exact) -> list[Fraction]:
    """The softmax of scores over a divisor, to 30 digits."""
    powers = [Fraction(exponential(score / Fraction(divisor), 0)) for score in scores]
    return [power / sum(powers) for power in powers]


def weight_formulas(one: Attention) -> list[str]:
    """The formulas of the weights of the tokens that are seen."""
    powers = [f"exp({score}/sqrt({len(one.query)}))" for score in one.scores[: one.seen]]
    return [f"{power}/({' + '.join(powers)})" for power in powers]


def output(shares: Sequence[Fraction], values: Sequence[Vector]) -> tuple[Exact, ...]:
    """The values added up, each with its weight."""
    columns = zip(*values[: len(shares)], strict=True)
    return tuple(sum(share * number for share, number in zip(shares, column, strict=True)) for column in columns)


def described(one: Attention, *, values: bool) -> str:
    """The numbers of a problem, one line for each token."""
    lines = []
    for n, (key, value) in enumerate(zip(one.keys, one.values, strict=True), 1):
        line = f"- token {n}: key ({', '.join(map(str, key))})"
        lines.append(line + (f", value ({', '.join(map(str, value))})" if values else ""))
    width = len(one.query)
    mask = " with a causal mask (a token sees itself and those before it)" if one.masked else ""
    return (
        f"One head of scaled dot-product attention{mask} has $d_k = {width}$. The query of token {one.token} is "
        f"({', '.join(map(str, one.query))}), and:\n\n" + "\n".join(lines)
    )


def score_steps(one: Attention) -> list[str]:
    """The scores of the tokens that are seen."""
    return [
        worked(" + ".join(f"({q})*({k})" for q, k in zip(one.query, key, strict=True)), f"s_{n}")
        for n, key in enumerate(one.keys[: one.seen], 1)
    ]


def wrong_weights(one: Attention) -> list[tuple[list[Fraction], str]]:
    """The weights of scores that are scaled or masked by mistake, and what to say of them."""
    seen, width = one.scores[: one.seen], len(one.query)
    found = [
        (weights(seen, 1), f"The scaling is missing: scores are divided by the root of $d_k = {width}$."),
        (weights(seen, width), f"Scores are divided by the root of $d_k$, not by {width}."),
    ]
    if one.masked:
        says = f"Token {one.token} does not see token {one.seen + 1}: the mask leaves it out."
        found.append((weights(one.scores, one.root), says))
    return found


def numbers_of(one: Attention) -> dict[str, Vector | int]:
    """The drawn values."""
    return {
        "token": one.token,
        "query": one.query,
        "keys": tuple(number for key in one.keys for number in key),
        "values": tuple(number for value in one.values for number in value),
        "masked": int(one.masked),
    }


@family("attention-weight", topic=TOPIC, title="Attention weight of a token", source=f"{VASWANI}, equation 1")
def attention_weight(draw: Stream) -> Problem | None:
    """The weight with which one token looks at another one."""
    one = drawn(draw)
    if one is None:
        return None
    target = draw.below(one.seen)
    formula = weight_formulas(one)[target]
    right = number_answer(Expects.NUMBER, [calculated(formula)], tolerance=PERCENT)
    wrong: list[tuple[Exact, str]] = [(shares[target], says) for shares, says in wrong_weights(one)]
    wrong += [
        (
            one.scores[target] / Fraction(one.root),
            "That is the scaled score; softmax makes weights of the scores, whose sum is 1.",
        ),
        (Fraction(1, one.seen), "The weights are equal only if all scores are."),
    ]
    return Problem(
        values={**numbers_of(one), "target": target + 1},
        prompt=f"{described(one, values=False)}\n\nWith what weight does token {one.token} look at token {target + 1}? Give three figures.",
        answer=right,
        steps=(*score_steps(one), worked(formula, f"a_{target + 1}")),
        mistakes=clear_mistakes(right, wrong),
        formulas=(formula,),
    )


def term(weight: str, value: int) -> str:
    """A weight times a value, as LaTeX."""
    return rf"{weight} \cdot {value}" if value >= 0 else rf"{weight} \cdot ({value})"


@family(
    "attention-output", topic=TOPIC, title="Output of scaled dot-product attention", source=f"{VASWANI}, equation 1"
)
def attention_output(draw: Stream) -> Problem | None:
    """The output vector of one token."""
    one = drawn(draw)
    if one is None:
        return None
    seen = one.scores[: one.seen]
    shares = weights(seen, one.root)
    numbers = output(shares, one.values)
    if any(-1 < 4 * number < 1 for number in numbers):
        return None
    right = number_answer(Expects.LIST, numbers, tolerance=PERCENT)
    wrong = [(output(each, one.values), says) for each, says in wrong_weights(one)]
    wrong += [
        (output([*map(Fraction, seen)], one.values), "Softmax makes weights of the scores first; their sum is 1."),
        (one.values[seen.index(max(seen))], "Every token that is seen takes part, each with its weight."),
    ]
    mistakes_made = clear_mistakes(right, wrong)
    if not mistakes_made:
        return None
    columns: list[Vector] = list(zip(*one.values[: one.seen], strict=True))
    known = [latex_of(share) for share in shares]
    sums = [" + ".join(map(term, known, column)) for column in columns]
    formulas = weight_formulas(one)
    return Problem(
        values=numbers_of(one),
        prompt=f"{described(one, values=True)}\n\nWhat is the output of token {one.token}? Give its two numbers to three figures.",
        answer=right,
        steps=(
            *score_steps(one),
            *(worked(share, f"a_{n}") for n, share in enumerate(formulas, 1)),
            *(
                rf"$o_{n} \approx {each} \approx {latex_of(number)}$"
                for n, (each, number) in enumerate(zip(sums, numbers, strict=True), 1)
            ),
            f"Together: {right.text}",
        ),
        mistakes=mistakes_made,
        formulas=tuple(
            " + ".join(f"({number})*{share}" for share, number in zip(formulas, column, strict=True))
            for column in columns
        ),
    )


HEADS: Final = {
    "h": ["2", "3", "4", "6", "8", "12", "16", "20", "24"],
    "k": ["16", "24", "32", "48", "64", "64", "80", "96", "128"],
    "d": "h*k",
}
ROOT: Final = "sqrt(d/h)"

template_family(
    "attention-heads",
    {
        "given": HEADS,
        "where": ["h != k"],
        "front": "Multi-head attention splits {d} dimensions evenly among {h} heads. How many dimensions does each head have?",
        "answer": "d/h",
        "unit": "dimensions",
        "steps": ["d/h"],
        "mistakes": [
            {"answer": "d", "says": "The heads share the {d} dimensions; no head has them all."},
            {
                "answer": "3*d/h",
                "says": "That is a head's query, key and value together; each of them has a third of it.",
            },
            {"answer": "d*h", "says": "The dimensions are divided among the heads, not repeated for each."},
        ],
    },
    {
        "given": HEADS,
        "where": ["h != k"],
        "front": (
            "Multi-head attention splits {d} dimensions evenly among {h} heads. By which number does each head divide its scores before "
            "softmax? Give three figures."
        ),
        "answer": ROOT,
        "tolerance": "1%",
        "steps": ["k = d/h", "sqrt(k)"],
        "mistakes": mistakes(
            ROOT,
            ("d/h", "That is the dimension of a head; the scores are divided by its root."),
            ("sqrt(d)", "The dimension of one head counts, {d}/{h}, not that of all of them."),
            ("sqrt(h)", "The dimension of a head counts, not the number of heads."),
            ("1/sqrt(d/h)", "The scores are multiplied by that, so they are divided by its inverse."),
        ),
    },
    {
        "given": {
            "s": ["160", "192", "224", "224", "256", "288", "384", "448"],
            "p": ["8", "14", "16", "16", "32"],
            "h": ["3", "6", "12", "12", "16"],
            "n": "(s/p)^2 + 1",
        },
        "where": ["s % p == 0"],
        "front": (
            r"A ViT cuts images of ${s}\times {s}$ pixels into patches of ${p}\times {p}$ and adds a class token. How many attention weights "
            "does a layer with {h} heads calculate for one image?"
        ),
        "answer": "h*n^2",
        "unit": "weights",
        "steps": ["t = (s/p)^2 + 1", "w = t^2", "h*w"],
        "mistakes": [
            {"answer": "n^2", "says": "Each of the {h} heads has weights of its own."},
            {"answer": "h*n", "says": "Every token looks at every token: {n} times {n} weights for each head."},
            {"answer": "h*(s/p)^4", "when": "n <= 60", "says": "The class token is a token too: {n} of them."},
            {
                "answer": "h*(s/p + 1)^2",
                "says": "There are {s/p} patches on each of two sides: {n - 1} of them and a class token.",
            },
        ],
    },
    topic=TOPIC,
    title="Heads, their dimension and their attention weights",
    source=f"{VASWANI}, section 3.2.2; Dosovitskiy et al. 2021, ViT (arXiv:2010.11929), section 3.1",
)

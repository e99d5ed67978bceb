"""Top-k accuracy, counted in a small table of scores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.classification import SHOWN, TOPIC
from quizcv.problems.values import Expects
from quizcv.problems.working import PERCENT, clear_mistakes, worked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

IMAGES: Final = 5
CLASSES: Final = ("cat", "dog", "bird", "frog")
RANKS: Final = (1, 1, 1, 2, 2, 3, 3, 4)
"""Where the right class may stand; a classifier is right more often than not."""


class Row(NamedTuple):
    """An image's scores, class by class, and the rank of its right class, 1 for the highest score."""

    scores: tuple[int, ...]
    rank: int

    @property
    def right(self) -> str:
        """The right class."""
        return CLASSES[self.scores.index(sorted(self.scores, reverse=True)[self.rank - 1])]

    def __str__(self) -> str:
        return f"{self.right} | " + " | ".join(map(str, self.scores))


@family(
    "top-k-accuracy",
    topic=TOPIC,
    title="Top-k accuracy",
    source="Russakovsky et al. 2015, ImageNet large scale visual recognition challenge (arXiv:1409.0575), section 4.1",
)
def top_k_accuracy(draw: Stream) -> Problem | None:
    """Five images with four scores each."""
    rows = [Row(tuple(draw.sample(range(1, 100), len(CLASSES))), draw.choice(RANKS)) for _ in range(IMAGES)]
    ranks = [row.rank for row in rows]
    k = draw.integer(1, len(CLASSES) - 1)
    hits = within(ranks, k)
    if not hits:
        return None
    table = "\n".join(
        ["| image | right class | " + " | ".join(CLASSES) + " |", "| --- " * (len(CLASSES) + 2) + "|"]
        + [f"| {n} | {row} |" for n, row in enumerate(rows, 1)]
    )
    formula = f"{hits}/{IMAGES}"
    right = number_answer(Expects.NUMBER, [Fraction(hits, IMAGES)], tolerance=PERCENT)
    return Problem(
        values={"scores": tuple(score for row in rows for score in row.scores), "ranks": tuple(ranks), "k": k},
        prompt=f"A classifier gives {IMAGES} images these scores:\n\n{table}\n\nWhat is its top-{k} accuracy? {SHOWN}",
        answer=right,
        steps=(
            f"Ranks of the right classes: {', '.join(map(str, ranks))}. "
            + (f"Rank 1: {hits} of {IMAGES}." if k == 1 else f"Among the first {k}: {hits} of {IMAGES}."),
            worked(formula),
        ),
        mistakes=clear_mistakes(right, wrong(ranks, k)),
        formulas=(formula,),
    )


def within(ranks: Sequence[int], k: int) -> int:
    """How many right classes are among the first k."""
    return sum(rank <= k for rank in ranks)


def wrong(ranks: Sequence[int], k: int) -> list[tuple[Fraction, str]]:
    """What is counted by mistake."""
    count, hits = len(ranks), within(ranks, k)
    found = [
        (count - hits, f"That is the top-{k} error; the accuracy is the part that is right."),
        (
            within(ranks, k + 1),
            f"Only the {k} highest scores count, not {k + 1}." if k > 1 else "Only the highest score counts.",
        ),
    ]
    if k > 1:
        found += [
            (within(ranks, 1), f"That is the top-1 accuracy; the right class may be any of the first {k}."),
            (ranks.count(k), f"A right class of a rank before {k} counts as well."),
        ]
    return [(Fraction(number, count), says) for number, says in found]

"""Which anchors a region proposal network is trained to call an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import listed
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
POSITIVE: Final = 70
"""Hundredths of overlap from which an anchor is positive whatever the others do."""
NEGATIVE: Final = 30
"""Hundredths of overlap under which it is negative, if it is no object's best anchor."""


class Anchor(NamedTuple):
    """An anchor's overlaps with the two objects, in hundredths."""

    number: int
    first: int
    second: int

    @property
    def best(self) -> int:
        """The larger one."""
        return max(self.first, self.second)


def best_of(anchors: Sequence[Anchor], place: int) -> Anchor:
    """The anchor that overlaps an object most."""
    return max(anchors, key=lambda anchor: anchor[place])


def positives(anchors: Sequence[Anchor]) -> list[int]:
    """Those above the threshold, and the best one of each object."""
    best = {best_of(anchors, place).number for place in (1, 2)}
    return [anchor.number for anchor in anchors if anchor.best >= POSITIVE or anchor.number in best]


@family(
    "anchor-labels",
    topic=TOPIC,
    title="Positive and ignored anchors of a region proposal network",
    source="Ren et al. 2015, Faster R-CNN (arXiv:1506.01497), section 3.1.2",
)
def anchor_labels(draw: Stream) -> Problem | None:
    """Six anchors and two objects, one of which no anchor overlaps by 0.7; asked are the positive or the ignored ones."""
    overlaps = draw.sample(
        [each for each in range(3, 90) if abs(each - POSITIVE) > 2 and abs(each - NEGATIVE) > 2],  # noqa: PLR2004  hundredths
        12,
    )
    anchors = [Anchor(n, overlaps[2 * n - 2], overlaps[2 * n - 1] * 68 // 90) for n in range(1, 7)]
    ones = [anchor.second for anchor in anchors]
    asked = draw.choice(("positive", "positive", "ignored"))
    positive = positives(anchors)
    above = [anchor.number for anchor in anchors if anchor.best >= POSITIVE]
    ignored = [anchor.number for anchor in anchors if anchor.best >= NEGATIVE and anchor.number not in positive]
    if len(set(ones)) < len(ones) or any(abs(each - NEGATIVE) < 2 for each in ones):  # noqa: PLR2004  hundredths
        return None
    if not above or positive == above or len(ignored) < 2 or len(positive) > 4:  # noqa: PLR2004  some of each
        return None
    right = positive if asked == "positive" else ignored
    rows = "\n".join(f"{anchor.number}. {anchor.first / 100:.2f}, {anchor.second / 100:.2f}" for anchor in anchors)
    question = (
        "Which anchors are positive"
        if asked == "positive"
        else "Which anchors are neither positive nor negative, and so not trained on"
    )
    return Problem(
        values={"overlaps": tuple(each for anchor in anchors for each in anchor[1:]), "asked": asked},
        prompt=(
            f"The IoU of six anchors with object A and with object B:\n\n{rows}\n\nA region proposal network is trained as in Faster R-CNN, "
            f"with the thresholds 0.7 and 0.3. {question}? Give their numbers."
        ),
        answer=number_answer(Expects.SET, right),
        steps=worked(anchors, above, positive, ignored, asked),
        mistakes=tuple(
            Mistake(number_answer(Expects.SET, numbers), says)
            for numbers, says in wrong(anchors, above, positive, ignored, asked)
            if numbers and numbers != right
        ),
    )


def wrong(
    anchors: Sequence[Anchor], above: list[int], positive: list[int], ignored: list[int], asked: str
) -> list[tuple[list[int], str]]:
    """What usually goes wrong, and the anchors it leads to."""
    best = sorted({best_of(anchors, place).number for place in (1, 2)})
    negative = [anchor.number for anchor in anchors if anchor.number not in {*positive, *ignored}]
    if asked == "positive":
        return [
            (above, "An object that no anchor overlaps by 0.7 still gets one: the anchor that overlaps it most."),
            (best, "Not only the best anchor of each object is positive: so is every one with an IoU of at least 0.7."),
            (
                sorted([*positive, *ignored]),
                "Between 0.3 and 0.7 an anchor is ignored, unless it is an object's best one.",
            ),
            (ignored, "Those are ignored: their best IoU lies between the thresholds."),
        ]
    return [
        (
            [anchor.number for anchor in anchors if NEGATIVE <= anchor.best < POSITIVE],
            "The anchor that overlaps an object most is positive, whatever its IoU.",
        ),
        (
            [
                anchor.number
                for anchor in anchors
                if anchor.number not in positive and min(anchor.first, anchor.second) >= NEGATIVE
            ],
            "The larger of the two overlaps counts: an anchor is negative only if both lie under 0.3.",
        ),
        (negative, "Those are negative: they overlap no object by 0.3."),
        (positive, "Those are the positive ones."),
    ]


def worked(
    anchors: Sequence[Anchor], above: list[int], positive: list[int], ignored: list[int], asked: str
) -> tuple[str, ...]:
    """The two rules for positive anchors, then the rest."""
    best = ", ".join(
        f"{name}: {best_of(anchors, place).number} ({best_of(anchors, place)[place] / 100:.2f})"
        for place, name in ((1, "A"), (2, "B"))
    )
    steps = [
        f"At least 0.7 with an object: {listed(above)}.",
        f"Best anchor of each object: {best}.",
        f"Positive are {listed(positive)}.",
    ]
    if asked == "positive":
        return tuple(steps)
    return (*steps, f"Of the others, those with an IoU of at least 0.3 are ignored: {listed(ignored)}.")

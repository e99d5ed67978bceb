"""Soft-NMS: overlapping boxes stay, with lower scores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import grouped, number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import iou
from quizcv.problems.families.detection.suppression import Detection, row_of_boxes
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.values import Expects, Mistake
from quizcv.problems.working import PERCENT, plainly_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
THRESHOLD: Final = Fraction(3, 10)
"""Of the linear rule; the paper's N_t."""
SIGMA: Final = Fraction(1, 2)
"""Of the Gaussian rule, as in the paper."""
GAUSSIAN: Final = "gaussian"
LINEAR: Final = "linear"


class Decay(NamedTuple):
    """A score lowered once: by which box, and their overlap."""

    by: Detection
    overlap: Fraction


def factor(overlap: Fraction, rule: str) -> str:
    """What a score is multiplied by, as a formula."""
    if rule == GAUSSIAN:
        return f"exp(-({overlap})^2/({SIGMA}))" if overlap else "1"
    return f"(1 - {overlap})" if overlap >= THRESHOLD else "1"


def value_of(formula: str) -> Fraction:
    """The number of a formula without names."""
    return Fraction(evaluate(parse(formula)))


def decays(detections: Sequence[Detection], rule: str) -> tuple[Detection, list[Decay]]:
    """The box that is picked last, and what lowered its score before."""
    left = {each: Fraction(each.score, 100) for each in detections}
    history: dict[Detection, list[Decay]] = {each: [] for each in detections}
    while True:
        best = max(left, key=left.__getitem__)
        del left[best]
        if not left:
            return best, history[best]
        for each in left:
            overlap = iou(best.box, each.box)
            left[each] *= value_of(factor(overlap, rule))
            history[each].append(Decay(best, overlap))


@family(
    "soft-nms",
    topic=TOPIC,
    title="Score of a box after Soft-NMS",
    source="Bodla et al. 2017, Soft-NMS: improving object detection with one line of code (arXiv:1704.04503), section 3",
)
def soft_nms(draw: Stream) -> Problem | None:
    """Three boxes on one object; asked is the score of the one picked last."""
    boxes = row_of_boxes(draw, 3)
    scores = draw.sample(range(45, 99), 3)
    rule = draw.choice((LINEAR, GAUSSIAN))
    order = draw.sample(range(3), 3)
    detections = [Detection(number, boxes[place], scores[place]) for number, place in enumerate(order, 1)]
    if any(iou(a.box, b.box) > Fraction(4, 5) for n, a in enumerate(detections) for b in detections[:n]):
        return None
    last, (first, second) = decays(detections, rule)
    least = Fraction(1, 5) if rule == GAUSSIAN else THRESHOLD
    if first.overlap < least and second.overlap < least:
        return None
    if any(abs(each.overlap - THRESHOLD) < Fraction(3, 100) for each in (first, second)):
        return None
    start = Fraction(last.score, 100)
    formula = f"{last.score}/100*{factor(first.overlap, rule)}*{factor(second.overlap, rule)}"
    right = value_of(formula)
    rows = "\n".join(f"{each.number}. {each.box}, score {each.score / 100:.2f}" for each in detections)
    rule_told = (
        r"each score is multiplied by $\exp(-\text{IoU}^2/\sigma)$ with $\sigma = 0.5$"
        if rule == GAUSSIAN
        else r"each score is multiplied by $1 - \text{IoU}$ if the IoU is at least 0.3, else left as it is"
    )
    return Problem(
        values={
            "boxes": tuple(edge for each in detections for edge in each.box),
            "scores": tuple(Fraction(each.score, 100) for each in detections),
            "rule": rule,
            "box": last.number,
        },
        prompt=(
            f"Detections are given by left, top, right and bottom edges:\n\n{rows}\n\nSoft-NMS picks the best box again and again, and "
            f"lowers the scores of those left by their IoU with it: {rule_told}. Which score has box {last.number} in the end? Give "
            "three figures."
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=PERCENT),
        steps=worked(last, (first, second), rule, right),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number]), says)
            for number, says in wrong(start, (first.overlap, second.overlap), rule)
            if plainly_apart(number, right)
        ),
        formulas=(formula,),
    )


def wrong(start: Fraction, overlaps: tuple[Fraction, Fraction], rule: str) -> list[tuple[Fraction, str]]:
    """What usually goes wrong, and the score it leads to."""
    first, second = overlaps
    once = start * value_of(factor(first, rule))
    only_second = start * value_of(factor(second, rule))
    candidates = [
        (once, "The box picked second lowers the score too, not only the best one."),
        (only_second, "The best box lowers the score first, before the second one is picked."),
        (Fraction(0), "Ordinary NMS removes the box; here it stays, with a lower score."),
        (start, "Its overlap with the boxes picked before lowers the score."),
    ]
    if rule == LINEAR:
        candidates += [
            (
                start * (1 - first) * (1 - second),
                "An IoU below 0.3 leaves the score as it is.",
            ),
            (
                start * (first if first >= THRESHOLD else 1) * (second if second >= THRESHOLD else 1),
                "The score is multiplied by 1 - IoU, so that a large overlap lowers it most.",
            ),
        ]
    else:
        unsquared = value_of(f"exp(-({first} + {second})/({SIGMA}))")
        candidates += [
            (start * unsquared, "The IoU is squared in the exponent."),
            (start * (1 - first) * (1 - second), "That is the linear rule; asked is the Gaussian one."),
        ]
    return candidates


def worked(last: Detection, lowered: tuple[Decay, Decay], rule: str, right: Fraction) -> tuple[str, ...]:
    """Pick by pick: the overlap and the new score."""
    steps = []
    score = Fraction(last.score, 100)
    for n, (by, overlap) in enumerate(lowered):
        before = grouped(score, PERCENT)
        shown = grouped(overlap)
        score *= value_of(factor(overlap, rule))
        what = "is the best" if n == 0 else "is the better one of the two left"
        told = f"Box {by.number} {what}; its IoU with box {last.number} is {shown}"
        if factor(overlap, rule) == "1":
            steps.append(f"{told}: the score stays {before}.")
        else:
            by_rule = rf"\exp(-({shown})^2/0.5)" if rule == GAUSSIAN else f"(1 - {shown})"
            steps.append(rf"{told}: ${before} \cdot {by_rule} \approx {grouped(score, PERCENT)}$.")
    return (*steps, rf"Box {last.number} is picked last, with the score {grouped(right, PERCENT)}.")

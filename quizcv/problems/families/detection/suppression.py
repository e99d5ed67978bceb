"""Non-maximum suppression, which removes boxes, and Soft-NMS, which lowers their scores."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import grouped, number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import Box, iou, listed
from quizcv.problems.formula.show import decimal_text
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
THRESHOLDS: Final = (
    Fraction(3, 10),
    Fraction(2, 5),
    Fraction(1, 2),
    Fraction(1, 2),
    Fraction(1, 2),
    Fraction(3, 5),
    Fraction(7, 10),
)
MARGIN: Final = Fraction(3, 100)
"""How far every overlap stays from the threshold, so that no rounding decides."""


class Detection(NamedTuple):
    """A box with its number in the list, its score in hundredths, and its class."""

    number: int
    box: Box
    score: int
    label: str = ""


def row_of_boxes(draw: Stream, count: int) -> list[Box]:
    """Boxes that step across one object, each overlapping the next."""
    width, height = draw.integer(40, 100, 10), draw.integer(40, 100, 10)
    left, top = draw.integer(0, 50, 10), draw.integer(0, 50, 10)
    across, down = draw.choice(((10, 0), (20, 0), (0, 10), (0, 20), (10, 10), (20, 10), (10, 20)))
    boxes = []
    for n in range(count):
        wider, higher = draw.choice((0, 0, 10)), draw.choice((0, 0, 10))
        x, y = left + n * across, top + n * down
        boxes.append(Box(x, y, x + width + wider, y + height + higher))
    return boxes


def suppressed(detections: Sequence[Detection], threshold: Fraction) -> list[Detection]:
    """Those that greedy non-maximum suppression keeps, by falling score."""
    kept: list[Detection] = []
    for each in by_score(detections):
        if all(iou(each.box, other.box) <= threshold for other in kept):
            kept.append(each)
    return kept


def by_score(detections: Sequence[Detection]) -> list[Detection]:
    """The best first."""
    return sorted(detections, key=lambda each: -each.score)


def each_class(
    detections: Sequence[Detection],
    keep: Callable[[Sequence[Detection], Fraction], list[Detection]],
    threshold: Fraction,
) -> list[int]:
    """The numbers of those kept when every class is treated by itself, in rising order."""
    labels = dict.fromkeys(each.label for each in detections)
    return sorted(
        kept.number
        for label in labels
        for kept in keep([each for each in detections if each.label == label], threshold)
    )


@family(
    "nms",
    topic=TOPIC,
    title="Boxes that survive non-maximum suppression",
    source=(
        "Neubeck & Van Gool 2006, Efficient non-maximum suppression (ICPR), in the greedy form of Girshick et al. 2014, R-CNN "
        "(arXiv:1311.2524), section 2.2"
    ),
)
def nms(draw: Stream) -> Problem | None:
    """A row of three boxes and one of two, in mixed order; some draws have two classes."""
    threshold = draw.choice(THRESHOLDS)
    boxes = row_of_boxes(draw, 3)
    if not far_from(threshold, boxes) or all(iou(one, other) < threshold for one, other in combinations(boxes, 2)):
        return None
    boxes += row_of_boxes(draw, 2)
    if not far_from(threshold, boxes):
        return None
    detections = drawn_detections(draw, boxes)
    classes = bool(detections[0].label)
    right = each_class(detections, suppressed, threshold)
    if len(right) == len(detections) or not instructive(detections, threshold, right):
        return None
    rows = "\n".join(
        f"{each.number}. {each.label + ' ' if classes else ''}{each.box}, score {each.score / 100:.2f}"
        for each in detections
    )
    by_class = " of each class by itself" if classes else ""
    return Problem(
        values={
            "boxes": tuple(edge for each in detections for edge in each.box),
            "scores": tuple(Fraction(each.score, 100) for each in detections),
            "classes": " ".join(each.label for each in detections),
            "threshold": threshold,
        },
        prompt=(
            f"Detections are given by left, top, right and bottom edges:\n\n{rows}\n\nWhich of them are left after greedy non-maximum "
            f"suppression{by_class}, if a box is removed when its IoU with a kept one is above {grouped(threshold)}? Give their numbers."
        ),
        answer=number_answer(Expects.SET, right),
        steps=worked(detections, threshold, right),
        mistakes=tuple(
            Mistake(number_answer(Expects.SET, numbers), says)
            for numbers, says in wrong(detections, threshold, right)
            if numbers and numbers != right
        ),
    )


def instructive(detections: Sequence[Detection], threshold: Fraction, right: Sequence[int]) -> bool:
    """Whether the classes matter, or, where there are none, a box survives because what overlaps it was itself removed.

    A quarter of what is drawn without classes may also do without: then at least the second best box removes one.
    """
    if detections[0].label:
        return right != sorted(each.number for each in suppressed(detections, threshold))
    removers = (removed_by_any,) if detections[0].score % 4 else (removed_by_any, after_the_best)
    return any(right != each_class(detections, remove, threshold) for remove in removers)


def far_from(threshold: Fraction, boxes: Sequence[Box]) -> bool:
    """Whether every overlap is plainly above or below the threshold."""
    return all(abs(iou(one, other) - threshold) >= MARGIN for one, other in combinations(boxes, 2))


def drawn_detections(draw: Stream, boxes: Sequence[Box]) -> list[Detection]:
    """Boxes with different scores, numbered in random order, in some draws with a class each."""
    scores = draw.sample(range(31, 99), len(boxes))
    labels = draw.choice(((), (), (), (), ("car", "person"), ("cat", "dog")))
    order = draw.sample(range(len(boxes)), len(boxes))
    return [
        Detection(number, boxes[place], scores[place], draw.choice(labels) if labels else "")
        for number, place in enumerate(order, 1)
    ]


def removed_by_any(detections: Sequence[Detection], threshold: Fraction) -> list[Detection]:
    """What is left if removed boxes go on removing others: a mistake people make in code that compares all pairs at once."""
    ranked = by_score(detections)
    return [each for n, each in enumerate(ranked) if all(iou(each.box, other.box) <= threshold for other in ranked[:n])]


def after_the_best(detections: Sequence[Detection], threshold: Fraction) -> list[Detection]:
    """What is left if only the very best box removes others."""
    best, *rest = by_score(detections)
    return [best, *(each for each in rest if iou(each.box, best.box) <= threshold)]


def as_listed(detections: Sequence[Detection], threshold: Fraction) -> list[Detection]:
    """What is left if the boxes are gone through in the order of the list."""
    return suppressed([each._replace(score=-each.number) for each in detections], threshold)


def the_other_way(detections: Sequence[Detection], threshold: Fraction) -> list[Detection]:
    """What is left if boxes are removed for overlapping too little."""
    kept: list[Detection] = []
    for each in by_score(detections):
        if all(iou(each.box, other.box) > threshold for other in kept):
            kept.append(each)
    return kept


def wrong(detections: Sequence[Detection], threshold: Fraction, right: Sequence[int]) -> list[tuple[list[int], str]]:
    """What usually goes wrong, and the boxes it leaves."""
    return [
        (
            sorted(each.number for each in suppressed(detections, threshold)) if detections[0].label else [],
            "Each class is treated by itself: a box is not removed by one of another class.",
        ),
        (
            each_class(detections, removed_by_any, threshold),
            "A box that has itself been removed removes no others.",
        ),
        (
            each_class(detections, after_the_best, threshold),
            "It goes on: after the best box the next one that is left removes others too.",
        ),
        (
            each_class(detections, as_listed, threshold),
            "The boxes are gone through by falling score, not in the order of the list.",
        ),
        (
            each_class(detections, the_other_way, threshold),
            "A box is removed if it overlaps a kept one too much, not too little.",
        ),
        (
            [each.number for each in detections if each.number not in right],
            "Those are the boxes that are removed; asked are those that are left.",
        ),
    ]


def worked(detections: Sequence[Detection], threshold: Fraction, right: Sequence[int]) -> tuple[str, ...]:
    """Box by box: which is kept, and what it removes."""
    steps = []
    for label in dict.fromkeys(each.label for each in detections):
        left = by_score([each for each in detections if each.label == label])
        ranking = ", ".join(f"{each.number} ({each.score / 100:.2f})" for each in left)
        steps.append(f"By falling score{f', {label}' if label else ''}: {ranking}.")
        while left:
            best, *rest = left
            found = [(each, iou(best.box, each.box)) for each in rest]
            touching = [
                f"IoU with {each.number} is {decimal_text(overlap, 3)}"
                + (", removed" if overlap > threshold else ", stays")
                for each, overlap in found
                if overlap
            ]
            steps.append(f"Box {best.number} is kept{': ' + '; '.join(touching) if touching else ''}.")
            left = [each for each, overlap in found if overlap <= threshold]
    return (*steps, f"Left {'are the boxes' if len(right) > 1 else 'is box'} {listed(right)}.")

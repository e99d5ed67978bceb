"""Average precision as three benchmarks have it: 11 points, the area under the curve, 101 points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import worked_out
from quizcv.problems.families.detection.ranking import VOC, drawn_ranking
from quizcv.problems.values import Expects, Mistake
from quizcv.problems.working import PERCENT, plainly_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.families.detection.ranking import Ranking

TOPIC: Final = "detection"
Terms = list[tuple[int, Fraction]]
"""How often each interpolated precision counts."""
VOC07_POINTS: Final = 10
"""Steps of the recall from 0 to 1."""
COCO_POINTS: Final = 100
NOT_INTERPOLATED: Final = (
    "Precision is interpolated: at each recall the largest precision at that recall or a larger one counts."
)
ALL_OBJECTS: Final = "Recall that is never reached counts too, with precision 0: divide by all {}."


def points_reached(ranking: Ranking, precisions: Sequence[Fraction], steps: int) -> Terms:
    """How many of the recalls 0, 1/steps, ..., 1 fall to each true positive: those above the recall before, up to its own."""
    terms = []
    before = -1
    for k, precision in enumerate(precisions, 1):
        reached = steps * k // ranking.objects
        terms.append((reached - before, precision))
        before = reached
    return terms


def at_points(ranking: Ranking, precisions: Sequence[Fraction], steps: int) -> Fraction:
    """The mean over the recall points."""
    return sum((count * precision for count, precision in points_reached(ranking, precisions, steps)), Fraction(0)) / (
        steps + 1
    )


def area(ranking: Ranking, precisions: Sequence[Fraction]) -> Fraction:
    """The area under the steps of the curve."""
    return sum(precisions, Fraction(0)) / ranking.objects


@family(
    "ap-voc07",
    topic=TOPIC,
    title="Average precision of VOC 2007: 11 points",
    source=f"{VOC}, section 4.2, equations 1 and 2",
)
def ap_voc07(draw: Stream) -> Problem | None:
    """The mean of the interpolated precision at the recalls 0, 0.1, ..., 1."""
    ranking = drawn_ranking(draw)
    return None if ranking is None else of_points(ranking, VOC07_POINTS)


@family(
    "ap-coco",
    topic=TOPIC,
    title="Average precision of COCO: 101 points",
    source="Lin et al. 2014, Microsoft COCO (arXiv:1405.0312), and the evaluation in its COCO API (pycocotools), recThrs",
)
def ap_coco(draw: Stream) -> Problem | None:
    """The mean of the interpolated precision at the recalls 0, 0.01, ..., 1, at one threshold of the overlap."""
    ranking = drawn_ranking(draw)
    return None if ranking is None else of_points(ranking, COCO_POINTS)


@family(
    "ap-voc10",
    topic=TOPIC,
    title="Average precision of VOC 2010: all points",
    source="Everingham et al. 2015, The Pascal VOC challenge: a retrospective (IJCV 111), section 2.4.3",
)
def ap_voc10(draw: Stream) -> Problem | None:
    """The area under the interpolated curve."""
    ranking = drawn_ranking(draw)
    if ranking is None:
        return None
    precisions = ranking.interpolated
    right = area(ranking, precisions)
    summands = " + ".join(map(latex, precisions))
    return problem(
        ranking,
        "What is their average precision as in VOC 2010 and later, the area under the interpolated precision-recall curve?",
        right,
        [rf"$\frac{{1}}{{{ranking.objects}}} ({summands}) {worked_out(right)}$"],
        [
            (area(ranking, ranking.precisions), NOT_INTERPOLATED),
            (
                at_points(ranking, precisions, VOC07_POINTS),
                "Those are the 11 points of VOC 2007; here every step of recall counts.",
            ),
            (
                sum(precisions, Fraction(0)) / len(precisions),
                ALL_OBJECTS.format(f"{ranking.objects} true boxes"),
            ),
            (mean_of_all(ranking), "Only ranks with a true positive count: at the others recall does not rise."),
        ],
        f"({' + '.join(map(str, precisions))})/{ranking.objects}",
    )


def of_points(ranking: Ranking, steps: int) -> Problem | None:
    """The mean over so many recall points and one."""
    precisions = ranking.interpolated
    terms = points_reached(ranking, precisions, steps)
    right = at_points(ranking, precisions, steps)
    last = Fraction(len(precisions), ranking.objects)
    missed = steps - steps * len(precisions) // ranking.objects
    if steps == VOC07_POINTS:
        asked = "What is their average precision as in VOC 2007, the mean of the interpolated precision at the 11 recalls 0, 0.1, ..., 1?"
        other = (
            area(ranking, precisions),
            "That is the area under the curve, as in VOC 2010; here it is a mean of 11 points.",
        )
    else:
        asked = (
            "What is their average precision at this IoU threshold as in COCO, the mean of the interpolated precision at the 101 "
            "recalls 0, 0.01, ..., 1?"
        )
        other = (
            at_points(ranking, precisions, VOC07_POINTS),
            "Those are the 11 points of VOC 2007; COCO has 101.",
        )
    counted = "; ".join(
        f"{count} {'time' if count == 1 else 'times'} {fraction(precision)}" for count, precision in terms
    )
    unreached = f"; {missed} {'time' if missed == 1 else 'times'} 0, beyond recall {fraction(last)}" if missed else ""
    summands = " + ".join(rf"{count} \cdot {latex(precision)}" for count, precision in terms if count)
    without_zero = sum((count * precision for count, precision in terms), Fraction(0)) - precisions[0]
    return problem(
        ranking,
        asked,
        right,
        [
            f"Of the {steps + 1} recalls: {counted}{unreached}.",
            rf"$\frac{{1}}{{{steps + 1}}} ({summands}) {worked_out(right)}$",
        ],
        [
            (at_points(ranking, ranking.precisions, steps), NOT_INTERPOLATED),
            other,
            (
                right * (steps + 1) / (steps + 1 - missed),
                ALL_OBJECTS.format(f"{steps + 1} points"),
            ),
            (without_zero / steps, f"Recall 0 is one of the points: there are {steps + 1}, not {steps}."),
            (mean_of_all(ranking), "The mean is over recall points, not over the ranks of the list."),
        ],
        f"({' + '.join(f'{count}*{precision}' for count, precision in terms)})/{steps + 1}",
    )


def mean_of_all(ranking: Ranking) -> Fraction:
    """The mean of precision over all ranks: no average precision at all."""
    ranks = range(1, len(ranking.hits) + 1)
    return sum((Fraction(sum(ranking.hits[:rank]), rank) for rank in ranks), Fraction(0)) / len(ranking.hits)


def problem(
    ranking: Ranking,
    asked: str,
    right: Fraction,
    last_steps: Sequence[str],
    wrong: Sequence[tuple[Fraction, str]],
    formula: str,
) -> Problem | None:
    """What the three have in common; None where forgetting to interpolate can't be told from the answer."""
    if not plainly_apart(wrong[0][0], right):
        return None
    true = ", ".join(
        f"{fraction(precision)} at recall {k}/{ranking.objects}" for k, precision in enumerate(ranking.precisions, 1)
    )
    return Problem(
        values={"list": ranking.text, "objects": ranking.objects},
        prompt=(
            f"The detections of a class, by falling score, are true (T) and false (F) positives:\n\n{ranking.text}\n\nThere are "
            f"{ranking.objects} true boxes in all. {asked} Give a fraction, a percentage or three figures."
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=PERCENT),
        steps=(
            f"Precision at the true positives: {true}.",
            f"Interpolated from the right: {', '.join(map(fraction, ranking.interpolated))}.",
            *last_steps,
        ),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number]), says)
            for number, says in wrong
            if plainly_apart(number, right)
        ),
        formulas=(formula,),
    )


def fraction(value: Fraction) -> str:
    """`2/3`, or `1`."""
    return str(value)


def latex(value: Fraction) -> str:
    """A fraction within a formula."""
    return str(value) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"

"""Laws of boxes, suppression and average precision, and figures of published detectors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.answers import significant, within
from quizcv.problems.families import family
from quizcv.problems.families.detection.average_precision import area, at_points
from quizcv.problems.families.detection.boxes import Box, iou, listed
from quizcv.problems.families.detection.default_boxes import MAPS, SHAPES
from quizcv.problems.families.detection.ranking import Ranking
from quizcv.problems.families.detection.soft_suppression import LINEAR, decays
from quizcv.problems.families.detection.suppression import Detection, removed_by_any, suppressed
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.sampling import calculation_of
from quizcv.problems.values import Expects, Spread

ROUNDED = [
    "ap-coco",
    "ap-voc07",
    "ap-voc10",
    "box-deltas",
    "ciou",
    "diou",
    "focal-loss",
    "focal-prior",
    "giou",
    "idf1",
    "idf1-from-tracks",
    "iou",
    "kalman-step",
    "kalman-velocity",
    "mota",
    "mota-from-frames",
    "motp",
    "precision-recall-at-rank",
    "roi-align-sample",
    "smooth-l1",
    "soft-nms",
    "yolo-decoding",
]
EDGE = st.integers(0, 30)
BOXES = st.builds(
    lambda left, top, width, height: Box(left, top, left + width + 1, top + height + 1), EDGE, EDGE, EDGE, EDGE
)


def detections(fewest: int, most: int) -> st.SearchStrategy[list[Detection]]:
    scored = st.tuples(BOXES, st.integers(1, 99))
    return st.lists(scored, min_size=fewest, max_size=most, unique_by=lambda each: each[1]).map(
        lambda drawn: [Detection(n, box, score) for n, (box, score) in enumerate(drawn, 1)]
    )


DETECTIONS, DETECTIONS_OF_THREE = detections(1, 7), detections(3, 3)
THRESHOLDS = st.sampled_from([Fraction(3, 10), Fraction(1, 2), Fraction(7, 10)])
RANKINGS = st.builds(
    lambda hits, more: Ranking(tuple(hits), sum(hits) + more),
    st.lists(st.booleans(), min_size=1, max_size=12).filter(any),
    st.integers(0, 6),
)


@pytest.mark.parametrize("name", ROUNDED)
def test_an_answer_rounded_as_the_question_asks_counts(name: str) -> None:
    """No mistake is so near that its distance leaves no room for three figures, or for the decimals asked."""
    for seed in range(100):
        instance = family(name).draw("rounding", seed)
        answer, right = instance.answer, instance.answer.numbers[0]
        rounded = significant(right, 3)
        if answer.tolerance.spread is Spread.ABSOLUTE and "decimals" in instance.prompt.lower():
            rounded = round(right, 2)
        elif answer.tolerance.spread is Spread.ABSOLUTE and "tenth" in instance.prompt:
            rounded = round(right, 1)
        assert within(rounded, right, answer.tolerance), seed


@given(BOXES, BOXES, EDGE, EDGE)
def test_iou_is_symmetric_moves_with_the_boxes_and_is_one_for_equal_boxes_only(
    one: Box, other: Box, across: int, down: int
) -> None:
    overlap = iou(one, other)
    assert 0 <= overlap <= 1
    assert (overlap == 1) == (one == other)
    assert overlap == iou(other, one)
    assert overlap == iou(moved(one, across, down), moved(other, across, down))


def moved(box: Box, across: int, down: int) -> Box:
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


@given(DETECTIONS, THRESHOLDS)
def test_suppression_keeps_the_best_and_nothing_near_it_and_done_again_changes_nothing(
    detections: list[Detection], threshold: Fraction
) -> None:
    kept = suppressed(detections, threshold)
    assert kept[0] == max(detections, key=lambda each: each.score)
    assert all(iou(a.box, b.box) <= threshold for n, a in enumerate(kept) for b in kept[:n])
    assert suppressed(kept, threshold) == kept
    assert all(
        any(iou(each.box, best.box) > threshold and best.score > each.score for best in kept)
        for each in detections
        if each not in kept
    )
    assert set(removed_by_any(detections, threshold)) <= set(kept)


@given(DETECTIONS_OF_THREE)
def test_soft_suppression_lowers_by_what_overlaps_only(detections: list[Detection]) -> None:
    last, lowered = decays(detections, LINEAR)
    assert [each.by for each in lowered if each.by == last] == []
    assert len(lowered) == 2
    assert all(each.overlap == iou(each.by.box, last.box) for each in lowered)


@given(RANKINGS)
def test_average_precision_lies_between_its_uninterpolated_self_and_recall(ranking: Ranking) -> None:
    reached = Fraction(sum(ranking.hits), ranking.objects)
    assert 0 < area(ranking, ranking.precisions) <= area(ranking, ranking.interpolated) <= reached <= 1


@given(RANKINGS)
def test_many_points_come_to_the_area_under_the_curve(ranking: Ranking) -> None:
    """A mean over n + 1 points misses the area by at most a point for each object."""
    for points in (10, 100, 1000):
        mean = at_points(ranking, ranking.interpolated, points)
        assert abs(mean - area(ranking, ranking.interpolated)) <= Fraction(ranking.objects + 1, points)


@given(st.integers(1, 10), st.integers(0, 5))
def test_a_perfect_ranking_has_average_precision_one(objects: int, false_at_the_end: int) -> None:
    ranking = Ranking((True,) * objects + (False,) * false_at_the_end, objects)
    assert area(ranking, ranking.interpolated) == 1
    assert at_points(ranking, ranking.interpolated, 10) == 1
    assert at_points(ranking, ranking.interpolated, 100) == 1


def test_ssd300_with_its_own_boxes_is_one_of_the_draws() -> None:
    own = (4, 6, 6, 6, 4, 4)
    assert (38, 19, 10, 5, 3, 1) in MAPS
    assert set(own) <= set(SHAPES)
    assert sum(side**2 * shapes for side, shapes in zip(MAPS[0], own, strict=True)) == 8732


@pytest.mark.parametrize(("side", "boxes"), [(416, 10_647), (608, 22_743), (320, 6_300)])
def test_yolov3_predicts_as_many_boxes_as_published(side: int, boxes: int) -> None:
    (answer, _) = (template.answer for template in family("yolov3-predictions").templates)
    assert evaluate(answer, {"n": side}) == boxes  # type: ignore[arg-type] # a single number's formula


@pytest.mark.parametrize(("name", "values", "shape"), [("yolo-output", {"S": 7, "B": 2, "C": 20}, (7, 7, 30))])
def test_yolo_puts_out_what_its_paper_says(name: str, values: dict[str, int], shape: tuple[int, ...]) -> None:
    template = family(name).templates[0]
    assert template.expects is Expects.SHAPE
    assert calculation_of(template.answer)(values) == shape


def test_the_bias_of_the_focal_loss_paper() -> None:
    bias = evaluate(parse("-ln((1 - prior)/prior)", budget=TEMPLATE), {"prior": Fraction(1, 100)})
    assert round(bias, 3) == Fraction(-4595, 1000)


def test_numbers_in_a_sentence() -> None:
    assert [listed([3]), listed([1, 3]), listed([1, 3, 4])] == ["3", "1 and 3", "1, 3 and 4"]


def test_a_seed_gives_the_same_boxes_for_ever() -> None:
    """Frozen: if one of these changes, the family's version must be raised."""
    assert family("nms").draw("test", 7).values == FROZEN_NMS
    assert family("fpn-level").draw("test", 7).values == {"side": 480, "w": 733, "h": 331, "level": 5}


FROZEN_NMS = {
    "boxes": (50, 60, 140, 100, 50, 30, 100, 130, 30, 40, 130, 80, 40, 50, 130, 100, 50, 20, 100, 110),
    "scores": (Fraction(11, 20), Fraction(29, 50), Fraction(49, 100), Fraction(81, 100), Fraction(43, 100)),
    "classes": "person person car car person",
    "threshold": Fraction(3, 5),
}

"""Suppression by trying every set of boxes, and the benchmarks' own evaluation loops in exact numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance

Edges = tuple[int, ...]


def overlap(one: Edges, other: Edges) -> Fraction:
    """The IoU of two boxes painted on a canvas of squares of ten pixels."""
    painted = np.zeros((2, 40, 40), dtype=bool)
    for canvas, (left, top, right, bottom) in zip(painted, (one, other), strict=True):
        canvas[top // 10 : bottom // 10, left // 10 : right // 10] = True
    return Fraction(int(painted.all(axis=0).sum()), int(painted.any(axis=0).sum()))


def listed_boxes(prompt: str) -> list[tuple[str, Edges, Fraction]]:
    """Class, edges and score of each box."""
    rows = re.findall(r"\d\. (\w* ?)\((\d+), (\d+), (\d+), (\d+)\), score ([\d.]+)", prompt)
    return [(label.strip(), tuple(map(int, edges)), Fraction(score)) for label, *edges, score in rows]


@oracle("nms")
def nms(instance: Instance) -> frozenset[int]:
    """The one set in which no box is too near a better one, and outside which every box is."""
    boxes = listed_boxes(instance.prompt)
    told = re.search(r"above ([\d.]+)\?", instance.prompt)
    assert told
    threshold = Fraction(told[1])
    better = {
        (n, m)
        for n, (label, edges, score) in enumerate(boxes)
        for m, (other_label, other_edges, other_score) in enumerate(boxes)
        if label == other_label and other_score > score and overlap(edges, other_edges) > threshold
    }
    everyone = range(len(boxes))
    subsets = chain.from_iterable(combinations(everyone, size) for size in range(len(boxes) + 1))
    fitting = [
        subset for subset in subsets if all((n in subset) != any((n, m) in better for m in subset) for n in everyone)
    ]
    assert len(fitting) == 1
    return frozenset(n + 1 for n in fitting[0])


@oracle("soft-nms")
def soft_nms(instance: Instance) -> float:
    """The usual loop over arrays: swap the best to the front, lower the others."""
    boxes = listed_boxes(instance.prompt)
    scores = np.array([float(score) for *_, score in boxes])
    numbers = list(range(1, len(boxes) + 1))
    for n in range(len(boxes)):
        best = n + int(np.argmax(scores[n:]))
        scores[[n, best]] = scores[[best, n]]
        numbers[n], numbers[best] = numbers[best], numbers[n]
        for m in range(n + 1, len(boxes)):
            shared = float(overlap(boxes[numbers[n] - 1][1], boxes[numbers[m] - 1][1]))
            if "sigma = 0.5" in instance.prompt:
                scores[m] *= np.exp(-(shared**2) / 0.5)
            elif shared >= 0.3:
                scores[m] *= 1 - shared
    asked = re.search(r"has box (\d)", instance.prompt)
    assert asked
    return float(scores[numbers.index(int(asked[1]))])


@oracle("true-positives")
def true_positives(instance: Instance) -> frozenset[int]:
    """A matrix of overlaps gone through as in the kit of VOC."""
    rows = re.findall(r"\d\. score ([\d.]+), IoU ([\d.]+) with (\w), ([\d.]+) with (\w)", instance.prompt)
    overlaps = np.zeros((len(rows), 3))
    for row, (_, one, box, other, other_box) in zip(overlaps, rows, strict=True):
        row["ABC".index(box)], row["ABC".index(other_box)] = float(one), float(other)
    free = np.ones(3, dtype=bool)
    found = set()
    for n in np.argsort([-float(score) for score, *_ in rows]):
        box = int(np.argmax(overlaps[n]))
        if overlaps[n, box] > 0.5 and free[box]:
            free[box] = False
            found.add(int(n) + 1)
    return frozenset(found)


def curve(prompt: str) -> tuple[list[Fraction], list[Fraction]]:
    """Recall and precision at every rank of the list."""
    letters = re.search(r"\n\n([TF ]+)\n\n", prompt)
    objects = re.search(r"There are (\d+) true boxes", prompt)
    assert letters
    assert objects
    true = np.cumsum([letter == "T" for letter in letters[1].split()])
    return (
        [Fraction(int(count), int(objects[1])) for count in true],
        [Fraction(int(count), rank) for rank, count in enumerate(true, 1)],
    )


@oracle("precision-recall-at-rank")
def precision_recall_at_rank(instance: Instance) -> Fraction:
    recall, precision = curve(instance.prompt)
    asked = re.search(r"large is the (\w+) after the first (\d+)", instance.prompt)
    assert asked
    return (precision if asked[1] == "precision" else recall)[int(asked[2]) - 1]


@oracle("ap-voc07")
def ap_voc07(instance: Instance) -> Fraction:
    """The loop of VOC's kit over eleven thresholds."""
    recall, precision = curve(instance.prompt)
    total = Fraction(0)
    for tenth in range(11):
        total += max(
            (p for r, p in zip(recall, precision, strict=True) if r >= Fraction(tenth, 10)), default=0
        ) / Fraction(11)
    return total


@oracle("ap-voc10")
def ap_voc10(instance: Instance) -> Fraction:
    """VOC's kit again: sentinels, an envelope from the right, and the area where recall changes."""
    recall, precision = curve(instance.prompt)
    recall, precision = [Fraction(0), *recall, Fraction(1)], [Fraction(0), *precision, Fraction(0)]
    for n in range(len(precision) - 2, -1, -1):
        precision[n] = max(precision[n], precision[n + 1])
    return sum(((recall[n] - recall[n - 1]) * precision[n] for n in range(1, len(recall))), Fraction(0))


@oracle("ap-coco")
def ap_coco(instance: Instance) -> Fraction:
    """As pycocotools accumulates: the envelope looked up at each threshold by bisection."""
    recall, precision = curve(instance.prompt)
    for n in range(len(precision) - 1, 0, -1):
        precision[n - 1] = max(precision[n - 1], precision[n])
    places = [bisect_left(recall, Fraction(percent, 100)) for percent in range(101)]
    return sum((precision[place] for place in places if place < len(precision)), Fraction(0)) / 101


@oracle("detr-matching-cost")
def detr_matching_cost(instance: Instance) -> float:
    """The boxes painted on a canvas of half hundredths: their GIoU must be the one told."""
    prompt = instance.prompt
    boxes = np.array(
        [[float(each) for each in box] for box in re.findall(r"\((0\.\d+), (0\.\d+), (0\.\d+), (0\.\d+)\)", prompt)]
    )
    told = re.search(r"probability (0\.\d+); .* GIoU is (0\.\d+)\.", prompt)
    assert told
    probability, giou = map(float, told.groups())
    painted = np.zeros((2, 400, 400), dtype=bool)
    for canvas, (x, y, w, h) in zip(painted, np.rint(boxes * 200).astype(int) + [[50, 50, 0, 0]] * 2, strict=True):
        canvas[y - h // 2 : y - h // 2 + h, x - w // 2 : x - w // 2 + w] = True
    rows, columns = np.nonzero(painted.any(axis=0))
    frame = (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
    union = painted.any(axis=0).sum()
    assert abs(painted.all(axis=0).sum() / union - (frame - union) / frame - giou) <= 0.005 + 1e-12
    return float(-probability + 5 * np.linalg.norm(boxes[0] - boxes[1], ord=1) + 2 * (1 - giou))

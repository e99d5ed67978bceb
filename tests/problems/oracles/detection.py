"""Boxes painted on a canvas, levels climbed one by one, outputs counted as elements of arrays, SciPy's sigmoid and logit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, log1p, logit

from tests.problems.oracle import ints, oracle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance


def painted(prompt: str) -> NDArray[np.bool_]:
    """The two boxes of a prompt, each on a canvas of its own."""
    boxes = [tuple(map(int, each)) for each in re.findall(r"\((\d+), (\d+), (\d+), (\d+)\)", prompt)]
    assert len(boxes) == 2
    canvases = np.zeros((2, 400, 400), dtype=bool)
    for canvas, (left, top, right, bottom) in zip(canvases, boxes, strict=True):
        canvas[top:bottom, left:right] = True
    return canvases


def centre(canvas: NDArray[np.bool_]) -> list[Fraction]:
    """The mean place of the painted pixels, row first."""
    return [Fraction(int(each.sum()), each.size) for each in np.nonzero(canvas)]


def numbers(text: str) -> list[float]:
    """Every number of a text, in order."""
    return [float(each) for each in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", text)]


def shared(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Fraction:
    """The overlap of two painted boxes over their union, in pixels."""
    return Fraction(int((one & other).sum()), int((one | other).sum()))


@oracle("iou")
def iou(instance: Instance) -> Fraction:
    """Paints both boxes and counts the pixels."""
    one, other = painted(instance.prompt)
    return shared(one, other)


@oracle("giou")
def giou(instance: Instance) -> Fraction:
    """Counts the pixels of the smallest frame around all painted ones that are bare."""
    one, other = painted(instance.prompt)
    rows, columns = np.nonzero(one | other)
    frame = (one | other)[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    value = shared(one, other) - Fraction(int((~frame).sum()), frame.size)
    return 1 - value if "loss $" in instance.prompt else value


@oracle("diou")
def diou(instance: Instance) -> Fraction:
    """Measures between the centres of mass of the painted pixels."""
    one, other = painted(instance.prompt)
    rows, columns = np.nonzero(one | other)
    diagonal = int(np.ptp(rows) + 1) ** 2 + int(np.ptp(columns) + 1) ** 2
    (y, x), (v, u) = centre(one), centre(other)
    distance = (x - u) ** 2 + (y - v) ** 2
    value = shared(one, other) - distance / diagonal
    return 1 - value if "loss $" in instance.prompt else value


@oracle("ciou")
def ciou(instance: Instance) -> float:
    """Takes the angles from complex numbers and, for boxes with one centre, paints their quarters."""
    (w, h), (true_w, true_h) = (map(int, each) for each in re.findall(r"(\d+) wide and (\d+) high", instance.prompt))
    v = (2 / np.pi * (np.angle(complex(true_h, true_w)) - np.angle(complex(h, w)))) ** 2
    if "aspect term $v$" in instance.prompt:
        return float(v)
    if "same place" in instance.prompt:
        quarters = np.zeros((2, 130, 130), dtype=bool)
        quarters[0, :h, :w] = quarters[1, :true_h, :true_w] = True
        overlap, penalty = float((quarters[0] & quarters[1]).sum() / (quarters[0] | quarters[1]).sum()), 0.0
    else:
        told = re.search(r"IoU is ([\d./]+), and .* is ([\d./]+) of", instance.prompt)
        assert told
        overlap, penalty = (float(Fraction(each)) for each in told.groups())
    return float(1 - overlap + penalty + v * v / (1 - overlap + v))


@oracle("fpn-level")
def fpn_level(instance: Instance) -> Fraction:
    """Climbs the levels while the region is at least twice as large, in whole numbers: no logarithm, no root."""
    w, h = ints(instance.values, "w", "h")
    level = 4
    while w * h >= 224**2 * 4 ** (level - 3) and level < 5:
        level += 1
    while w * h * 4 ** (4 - level) < 224**2 and level > 2:
        level -= 1
    return Fraction(level)


@oracle("yolov3-predictions")
def yolov3_predictions(instance: Instance) -> int:
    """Puts three boxes at the corner of every cell of every map."""
    told = re.search(r"\$(\d+)\\times ?(\d+)\$ pixels", instance.prompt)
    assert told
    width, height = map(int, told.groups())
    return sum(3 for stride in (8, 16, 32) for _ in range(0, width, stride) for _ in range(0, height, stride))


@oracle("retinanet-anchors")
def retinanet_anchors(instance: Instance) -> int:
    """Halves an image by slicing, as convolutions with stride 2 do, and counts the positions from the third time on."""
    told = re.search(r"\$(\d+)\\times ?(\d+)\$ pixels", instance.prompt)
    sizes = re.search(r"(\d+) sizes in (\d+) aspect ratios", instance.prompt)
    assert told
    assert sizes
    image = np.broadcast_to(0, (int(told[2]), int(told[1])))
    count = 0
    for level in range(1, 8):
        image = image[::2, ::2]
        count += image.size * (level >= 3)
    classes = re.search(r"number of classes is (\d+)", instance.prompt)
    outputs = len("xywh") + int(classes[1]) if classes else 1
    return count * len([(size, ratio) for size in range(int(sizes[1])) for ratio in range(int(sizes[2]))]) * outputs


@oracle("ssd-default-boxes")
def ssd_default_boxes(instance: Instance) -> int:
    rows = re.findall(r"- \$(\d+)\\times (\d+)\$, (\d+) boxes", instance.prompt)
    return sum(np.broadcast_to(0, tuple(map(int, row))).size for row in rows)


@oracle("yolo-output")
def yolo_output(instance: Instance) -> tuple[int, ...] | int:
    """Lays out the outputs one by one."""
    one_shot = re.search(
        r"into \$(\d+)\\times ?\d+\$ cells. Each cell predicts (\d+) boxes .* over (\d+) classes", instance.prompt
    )
    if one_shot:
        cells, boxes, classes = map(int, one_shot.groups())
        cell = np.concatenate(
            [*(np.zeros(len(("x", "y", "w", "h", "confidence"))) for _ in range(boxes)), np.zeros(classes)]
        )
        return np.broadcast_to(cell, (cells, cells, cell.size)).shape
    scale = re.search(r"tells (\d+) classes .* stride (\d+) for an image of \$(\d+)", instance.prompt)
    if scale:
        classes, stride, side = map(int, scale.groups())
        image = np.broadcast_to(0, (side, side))[::stride, ::stride]
        box = np.concatenate([np.zeros(4), np.zeros(1), np.zeros(classes)])
        return (*image.shape, np.tile(box, 3).size)
    head = re.search(r"(\d+) boxes with 4 coordinates, an objectness and scores for (\d+) classes", instance.prompt)
    assert head
    return np.zeros((int(head[1]), len("xywh") + len("o") + int(head[2]))).size


@oracle("yolo-decoding")
def yolo_decoding(instance: Instance) -> float:
    prompt = instance.prompt
    column, stride = (re.search(pattern, prompt) for pattern in (r"column (\d+)", r"stride (\d+)"))
    raw = [float(each) for each in re.findall(r"\$t_\w = (-?[\d.]+)\$", prompt)]
    prior = re.search(r"is (\d+) pixels wide", prompt)
    if "objectness" in prompt:
        class_output = re.search(r"and (-?[\d.]+) for a class", prompt)
        assert class_output
        return float(expit(raw[0]) * expit(float(class_output[1])))
    if column is None or stride is None:
        assert prior
        return float(np.exp(np.log(int(prior[1])) + raw[0]))
    grid = np.arange(0, 416, int(stride[1]))
    middle = float(grid[int(column[1])] + expit(raw[0]) * int(stride[1]))
    if "left edge of the box" not in prompt:
        return middle
    assert prior
    return float(middle - np.exp(np.log(int(prior[1])) + raw[1]) / 2)


@oracle("box-deltas")
def box_deltas(instance: Instance) -> float:
    """Decodes as R-CNN does; a target is searched for as the output that decodes to the true box."""
    prompt = instance.prompt
    output = re.search(r"\$t_\w = (-?[\d.]+)\$", prompt)
    widths = [int(each) for each in re.findall(r"(?:is|proposal is|true box|box is) (\d+) pixels wide", prompt)]
    centres = [int(each) for each in re.findall(r"centre at x = (\d+)", prompt)]
    if output and "Where" in prompt:
        return centres[0] + float(output[1]) * widths[0]
    if output:
        return float(np.exp(np.log(widths[0]) + float(output[1])))
    if centres:
        return float(brentq(lambda t: centres[0] + t * widths[0] - centres[1], -20, 20, xtol=1e-14))
    true_width = re.search(r"the true box (\d+)\.", prompt)
    assert true_width
    return float(brentq(lambda t: widths[0] * np.exp(t) - int(true_width[1]), -20, 20, xtol=1e-14))


@oracle("focal-loss")
def focal_loss(instance: Instance) -> float:
    """The binary form over both classes at once, from the logit, as frameworks write it."""
    prompt = instance.prompt
    gamma = re.search(r"gamma = (\d+)", prompt)
    given = re.search(r"probability ([\d.]+\d)", prompt)
    assert gamma
    assert given
    p, g = float(given[1]), int(gamma[1])
    if "How many times smaller" in prompt:
        return float(np.log(p) / ((1 - p) ** g * np.log(p)))
    weight = re.search(r"alpha = ([\d.]+\d)", prompt)
    assert weight
    target, alpha = ("$y = 1$" in prompt), float(weight[1])
    x = logit(p)
    cross_entropy = max(x, 0) - x * target + np.log1p(np.exp(-abs(x)))
    right = expit(x) * target + (1 - expit(x)) * (1 - target)
    return float((alpha * target + (1 - alpha) * (1 - target)) * (1 - right) ** g * cross_entropy)


@oracle("focal-prior")
def focal_prior(instance: Instance) -> float:
    prompt = instance.prompt
    if "has the bias" in prompt:
        return float(expit(next(each for each in numbers(prompt) if each < 0)))
    prior = re.search(r"probability (?:of )?([\d.]+\d)", prompt)
    assert prior
    anchors = re.search(r"each of (\d+) background", prompt)
    if anchors:
        return float(-int(anchors[1]) * log1p(-float(prior[1])))
    return float(logit(float(prior[1])))

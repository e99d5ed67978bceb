"""Regions: anchors labelled as in Faster R-CNN's code, a loss as the area under its slope, SciPy's interpolation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import map_coordinates

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("anchor-labels")
def anchor_labels(instance: Instance) -> frozenset[int]:
    """1 for positive, 0 for negative, -1 for ignored, in the order the layer of anchor targets sets them."""
    rows = re.findall(r"^\d\. ([\d.]+), ([\d.]+)$", instance.prompt, re.MULTILINE)
    overlaps = np.array(rows, dtype=float)
    labels = np.full(len(overlaps), -1)
    labels[overlaps.max(axis=1) < 0.3] = 0
    labels[overlaps.argmax(axis=0)] = 1
    labels[overlaps.max(axis=1) >= 0.7] = 1
    wanted = 1 if "are positive?" in instance.prompt else -1
    return frozenset(int(place) + 1 for place in np.flatnonzero(labels == wanted))


@oracle("smooth-l1")
def smooth_l1(instance: Instance) -> float:
    """The slope of the loss rises to 1 at beta and stays there: its area by trapezia, which are exact for such a line."""
    told = re.search(r"targets by (.+?) and (-?[\d.]+)\. .*beta = ([\d.]+)\$", instance.prompt)
    assert told
    beta = float(told[3])
    total = 0.0
    for difference in (*told[1].split(", "), told[2]):
        end = abs(float(difference))
        places = np.array([0.0, min(beta, end), end])
        slopes = np.clip(places / beta, 0, 1)
        total += float(((slopes[1:] + slopes[:-1]) / 2 * np.diff(places)).sum())
    return total


@oracle("roi-align-sample")
def roi_align_sample(instance: Instance) -> float:
    """The four pixels as they stand in the prompt, on an empty map, asked by SciPy for the point."""
    prompt = instance.prompt
    point = re.search(r"at x = ([\d.]+), y = ([\d.]+);", prompt)
    assert point
    feature = np.zeros((34, 34))
    for y, rest in re.findall(r"^- y = (\d+): (.+)$", prompt, re.MULTILINE):
        for value, x in re.findall(r"(\d+) at x = (\d+)", rest):
            feature[int(y), int(x)] = float(value)
    return float(map_coordinates(feature, [[float(point[2])], [float(point[1])]], order=1)[0])

"""Kalman filters in the information form, SciPy's assignments, errors booked frame by frame."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def found(pattern: str, text: str) -> tuple[float, ...]:
    """The numbers a pattern finds in a prompt."""
    match = re.search(pattern, text, re.DOTALL)
    assert match, pattern
    return tuple(map(float, match.groups()))


@oracle("kalman-step")
def kalman_step(instance: Instance) -> float:
    """Adds up what prediction and measurement know, as inverse variances."""
    prompt = instance.prompt
    estimate, variance, process, noise, measured = found(
        r"estimate is (\d+) with variance (\d+), .* has variance (\d+), .* variance (\d+)\. Now (\d+)", prompt
    )
    known = np.array([1 / (variance + process), 1 / noise])
    if "gain?" in prompt:
        return float(known[1] / known.sum())
    if "variance of the estimate" in prompt:
        return float(1 / known.sum())
    return float(np.average([estimate, measured], weights=known))


@oracle("kalman-velocity")
def kalman_velocity(instance: Instance) -> float:
    """Matrices throughout; the update in the information form."""
    prompt = instance.prompt
    step, position, velocity, both, process = found(
        r"time step of ([\d.]+)\. .* has (\d+) and (\d+) on .* and (\d+) off it; .* adds (\d+)", prompt
    )
    model = np.array([[1.0, step], [0.0, 1.0]])
    covariance = model @ np.array([[position, both], [both, velocity]]) @ model.T + np.diag([process, 0.0])
    if "variance of the predicted position" in prompt:
        return float(covariance[0, 0])
    (noise,) = found(r"noise of variance (\d+)", prompt)
    observed = np.array([[1.0, 0.0]])
    posterior = np.linalg.inv(np.linalg.inv(covariance) + observed.T @ observed / noise)
    gain = posterior @ observed.T / noise
    if "gain of the velocity" in prompt:
        return float(gain[1, 0])
    x, v, measured = found(r"is position (\d+), velocity (-?\d+); now ([\d.]+) is", prompt)
    information = np.linalg.solve(covariance, model @ [x, v]) + observed[0] * measured / noise
    return float((posterior @ information)[1])


def table(prompt: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The numbered lines of a prompt."""
    rows = re.findall(r"^\d\. (.+)$", prompt, re.MULTILINE)
    return np.array([[float(each) for each in row.split(", ")] for row in rows])


@oracle("hungarian-assignment")
def hungarian_assignment(instance: Instance) -> tuple[int, ...]:
    _, columns = linear_sum_assignment(table(instance.prompt))
    return tuple(int(column) + 1 for column in columns)


@oracle("hungarian-cost")
def hungarian_cost(instance: Instance) -> int:
    costs = table(instance.prompt)
    return int(costs[linear_sum_assignment(costs)].sum())


@oracle("iou-assignment")
def iou_assignment(instance: Instance) -> tuple[int, ...]:
    overlaps = table(instance.prompt)
    rows, columns = linear_sum_assignment(1 - overlaps)
    return tuple(
        int(column) + 1 if overlaps[row, column] >= 0.3 else 0 for row, column in zip(rows, columns, strict=True)
    )


@oracle("mota")
def mota(instance: Instance) -> Fraction:
    """Marks the errors on a line of true boxes; what is beyond its end would make the score negative."""
    prompt = instance.prompt
    if "misses" in prompt:
        boxes, missed, false, switches = found(
            r"with (\d+) true .* misses (\d+), gives (\d+) .* identities (\d+)", prompt
        )
    else:
        hits, boxes, false, switches = found(r"finds (\d+) of the (\d+) .* gives (\d+) .* identities (\d+)", prompt)
        missed = boxes - hits
    line = np.ones(int(boxes), dtype=bool)
    for errors in (missed, false, switches):
        line[np.flatnonzero(line)[: int(errors)]] = False
    return Fraction(int(line.sum()), line.size)


@oracle("motp")
def motp(instance: Instance) -> float:
    """The mean over all matches, each written out."""
    frames = re.findall(r"frame \d: (\d+) matches, on average ([\d.]+)", instance.prompt)
    return float(np.mean(np.concatenate([np.full(int(count), float(mean)) for count, mean in frames])))


@oracle("idf1")
def idf1(instance: Instance) -> float:
    """The harmonic mean of precision and recall."""
    prompt = instance.prompt
    if "IDTP" in prompt:
        right, false, missed = found(
            r"has (\d+) identity true .* (\d+) identity false pos.* (\d+) identity false neg", prompt
        )
        given, boxes = right + false, right + missed
    else:
        boxes, given, right = found(
            r"has (\d+) true boxes, .* puts out (\d+) boxes\. .* trajectories (\d+) boxes", prompt
        )
    return 2 / (given / right + boxes / right)


def sequence(prompt: str) -> tuple[list[list[int]], list[int]]:
    """The track on each object in each frame, 0 for none, and the false boxes of each frame."""
    rows = re.findall(r"^- [ABC]: (.+)$", prompt, re.MULTILINE)
    extra = re.search(r"^- false boxes: (.+)$", prompt, re.MULTILINE)
    assert extra
    return [[0 if each == "-" else int(each) for each in row.split()] for row in rows], [*map(int, extra[1].split())]


@oracle("mota-from-frames")
def mota_from_frames(instance: Instance) -> Fraction:
    """Goes through the frames in time, remembering the last track of each object."""
    rows, extra = sequence(instance.prompt)
    last: dict[int, int] = {}
    errors = boxes = 0
    for frame, false in zip(zip(*rows, strict=True), extra, strict=True):
        errors += false
        for thing, track in enumerate(frame):
            boxes += 1
            if not track:
                errors += 1
            elif last.setdefault(thing, track) != track:
                errors += 1
                last[thing] = track
    return Fraction(boxes - errors, boxes)


@oracle("idf1-from-tracks")
def idf1_from_tracks(instance: Instance) -> Fraction:
    """The graph of the paper: trajectories against tracks, each with a dummy, at the cost of what would be missed or false."""
    rows, extra = sequence(instance.prompt)
    tracks = sorted({track for row in rows for track in row if track})
    lengths = [sum(row.count(track) for row in rows) for track in tracks]
    size = len(rows) + len(tracks)
    costs = np.full((size, size), 1e6)
    for n, row in enumerate(rows):
        costs[n, len(tracks) + n] = len(row)
        for m, track in enumerate(tracks):
            costs[n, m] = len(row) + lengths[m] - 2 * row.count(track)
    for m, length in enumerate(lengths):
        costs[len(rows) + m, m] = length
    costs[len(rows) :, len(tracks) :] = 0
    errors = int(costs[linear_sum_assignment(costs)].sum()) + sum(extra)
    everything = sum(map(len, rows)) + sum(lengths) + sum(extra)
    return Fraction(everything - errors, everything)

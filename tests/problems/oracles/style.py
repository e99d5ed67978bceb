"""Gram matrices as products of whole arrays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import NUMBER, numbers, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("gram-matrix")
def gram_matrix(instance: Instance) -> tuple[float, ...]:
    rows = re.findall(r"- channel \d: (.*)", instance.prompt)
    maps = np.array([[float(each) for each in row.split(",")] for row in rows])
    gram = np.einsum("ip,jp->ij", maps, maps)
    if "each sum divided" in instance.prompt:
        gram = gram / maps.size
    return tuple(float(gram[i, j]) for i, j in zip(*np.triu_indices(len(maps)), strict=True))


@oracle("gram-size")
def gram_size(instance: Instance) -> int:
    """Counts on a small map, whose sides are as many times smaller; what is counted grows with known powers of them."""
    channels, height, width = map(int, numbers(r"\$(\d+)\\times (\d+)\\times (\d+)\$", instance.prompt))
    pairs = np.ones((channels, channels), dtype=int)
    if "multiplications" in instance.prompt:
        return int(pairs.sum()) * len(range(height * width))
    return int(np.triu(pairs).sum()) if "different" in instance.prompt else pairs.size


@oracle("style-loss")
def style_loss(instance: Instance) -> float:
    """Both matrices whole, and the squared norm of their difference."""
    prompt = instance.prompt
    positions, *entries = numbers(
        rf"of (\d+) positions .*= {NUMBER}\$, .*= {NUMBER}\$, .*= {NUMBER}\$ in the image that is made, and {NUMBER}, {NUMBER}, {NUMBER} in",
        prompt,
    )
    made, style = (np.array([[a, b], [b, c]]) for a, b, c in (entries[:3], entries[3:]))
    if "Frobenius" in prompt:
        return float(np.linalg.norm(made / (2 * positions) - style / (2 * positions)) ** 2)
    return float(((made - style) ** 2).sum() / (2 * 2 * positions) ** 2)


@oracle("adain")
def adain(instance: Instance) -> float:
    """The straight line that carries mean to mean, and mean plus deviation to mean plus deviation."""
    prompt = instance.prompt
    mean, deviation = numbers(rf"content features \(mean {NUMBER}, standard deviation {NUMBER}\)", prompt)
    target, spread = numbers(rf"style's channel \(mean {NUMBER}, standard deviation {NUMBER}\)", prompt)
    (value,) = numbers(rf"the value {NUMBER}\?", prompt)
    slope, intercept = np.linalg.solve([[mean, 1], [mean + deviation, 1]], [target, target + spread])
    return float(slope * value + intercept)

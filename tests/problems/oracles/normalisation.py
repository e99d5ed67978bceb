"""Normalisation of whole arrays along axes, in NumPy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import NUMBER, numbers, oracle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

    Array = NDArray[np.float64]

PLACES = ("first", "second", "third", "fourth")


def means_shape(prompt: str) -> tuple[int, int]:
    """How many means there are and over how many elements each: a small array stands for each axis, the means are looked at."""
    if "tokens" in prompt:
        n, t, d = map(int, numbers(r"(\d+) sequences of (\d+) tokens, each token a vector of (\d+)", prompt))
        means = np.broadcast_to(0, (n, t, d)).mean(axis=-1)
        return means.size, n * t * d // means.size
    n, c, h, w = map(int, numbers(r"(\d+) images with (\d+) channels of \$(\d+)\\times (\d+)\$", prompt))
    groups = int(numbers(r"with (\d+) groups", prompt)[0]) if "groups" in prompt else 1
    kind = prompt.split(maxsplit=1)[0]
    array = np.broadcast_to(0, (n, groups, c // groups, h, w))
    axes: dict[str, tuple[int, ...]] = {
        "Batch": (0, 3, 4),
        "Layer": (1, 2, 3, 4),
        "Instance": (3, 4),
        "Group": (2, 3, 4),
    }
    count = int(np.prod([side for axis, side in enumerate(array.shape) if axis not in axes[kind]]))
    return count, array.size // count


@oracle("norm-means-count")
def norm_means_count(instance: Instance) -> int:
    return means_shape(instance.prompt)[0]


@oracle("norm-elements-per-mean")
def norm_elements_per_mean(instance: Instance) -> int:
    return means_shape(instance.prompt)[1]


def standardised(array: Array, axes: Sequence[int]) -> Array:
    """The array less its mean, over its biased standard deviation, along some axes."""
    result: Array = (array - array.mean(tuple(axes), keepdims=True)) / array.std(tuple(axes), keepdims=True)
    return result


@oracle("norm-by-hand")
def norm_by_hand(instance: Instance) -> float:
    """Reads the table, and normalises the whole array."""
    rows = [line.split("|")[2:-1] for line in instance.prompt.splitlines() if re.match(r"\| \d", line)]
    array = np.array([[[float(each) for each in cell.split(",")] for cell in row] for row in rows])
    asked = re.search(r"does (\w+) norm.* the (\w+) number of image (\d+), channel (\d+)", instance.prompt)
    assert asked
    kind, place, image, channel = asked.groups()
    if kind == "group":
        grouped = array.reshape(array.shape[0], 2, -1)
        done = standardised(grouped, [2]).reshape(array.shape)
    else:
        done = standardised(array, {"batch": [0, 2], "layer": [1, 2], "instance": [2]}[kind])
    return float(done[int(image) - 1, int(channel) - 1, PLACES.index(place)])


@oracle("weight-standardisation")
def weight_standardisation(instance: Instance) -> float:
    rows = re.findall(r"- filter \d: (.*)", instance.prompt)
    filters = np.array([[float(each) for each in row.split(",")] for row in rows])
    asked = re.search(r"the (\w+) weight of filter (\d)", instance.prompt)
    assert asked
    return float(standardised(filters, [1])[int(asked[2]) - 1, PLACES.index(asked[1])])


def kept(prompt: str) -> list[float]:
    """Running mean, running variance, gamma and beta."""
    return numbers(
        rf"running mean {NUMBER}, running variance {NUMBER} .* \$\\gamma = {{?{NUMBER}}}?\$ and \$\\beta = {{?{NUMBER}}}?\$",
        prompt,
    )


@oracle("batch-norm-inference")
def batch_norm_inference(instance: Instance) -> float:
    mean, variance, gamma, beta = kept(instance.prompt)
    (x,) = numbers(rf"the activation {NUMBER}\?", instance.prompt)
    return float((np.float64(x) - mean) * np.power(variance, -0.5) * gamma + beta)


@oracle("batch-norm-folding")
def batch_norm_folding(instance: Instance) -> float:
    """Normalises what a filter gives for three inputs, and fits the straight line through the results."""
    mean, variance, gamma, beta = kept(instance.prompt)
    asks_bias = "new bias" in instance.prompt
    bias = numbers(rf"has the bias {NUMBER}\.", instance.prompt)[0] if asks_bias else 0.0
    weight = 1.0 if asks_bias else numbers(rf"its weight {NUMBER}\?", instance.prompt)[0]
    inputs = np.array([-1.0, 0.0, 2.0])
    outputs = (weight * inputs + bias - mean) / np.sqrt(variance) * gamma + beta
    slope, intercept = np.polyfit(inputs, outputs, 1)
    return float(intercept if asks_bias else slope)


@oracle("batch-norm-running")
def batch_norm_running(instance: Instance) -> float:
    """Averages a hundred values, of which the new one is as many as its weight says."""
    prompt = instance.prompt
    old, new = numbers(
        rf"(?:running|moving) (?:mean|variance) {NUMBER}\. .*?(?:the mean|variance) {NUMBER}[. ]", prompt
    )
    (momentum,) = numbers(rf"momentum {NUMBER}", prompt)
    if "biased" in prompt:
        (count,) = numbers(r"the (\d+) elements", prompt)
        values = np.resize([-1.0, 1.0], int(count))
        values *= np.sqrt(new) / values.std()
        new = float(values.var(ddof=1))
    share = round(100 * (1 - momentum if "Keras" in prompt else momentum))
    return float(np.mean([new] * share + [old] * (100 - share)))

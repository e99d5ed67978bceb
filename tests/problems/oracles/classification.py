"""Classification measured on lists of labels, masks of pixels and whole arrays of logits, in NumPy and SciPy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from scipy.differentiate import derivative
from scipy.special import log_softmax, rel_entr, softmax

from tests.problems.oracle import NUMBER, numbers, oracle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

    Labels = NDArray[np.int64]
    Array = NDArray[np.float64]

CLASSES = ("cat", "dog", "bird")


@oracle("top-k-accuracy")
def top_k_accuracy(instance: Instance) -> float:
    """Sorts each row of the table, and looks whether the right class is in front."""
    lines = instance.prompt.splitlines()
    names = [cell.strip() for cell in lines[2].split("|")[3:-1]]
    (k,) = map(int, numbers(r"top-(\d)", instance.prompt))
    hits = []
    for line in lines:
        if re.match(r"\| \d", line):
            cells = [cell.strip() for cell in line.split("|")[2:-1]]
            order = np.argsort(-np.array(cells[1:], dtype=float))
            hits.append(cells[0] in np.array(names)[order[:k]])
    return float(np.mean(hits))


def decisions(prompt: str) -> tuple[Labels, Labels]:
    """Labels and predictions of which there are as many as the prompt counts."""
    counts = [
        int(numbers(rf"(\d+) {name}", prompt)[0])
        for name in ("true positives", "false positives", "false negatives", "true negatives")
    ]
    return np.repeat([1, 0, 1, 0], counts), np.repeat([1, 1, 0, 0], counts)


@oracle("precision-recall")
def precision_recall(instance: Instance) -> float:
    true, called = decisions(instance.prompt)
    asked = re.search(r"What is its (.*?)\?", instance.prompt)
    assert asked
    match asked[1]:
        case "precision":
            return float(true[called == 1].mean())
        case "recall":
            return float(called[true == 1].mean())
        case "specificity":
            return float((called[true == 0] == 0).mean())
        case _:
            return float(np.mean([(called[true == each] == each).mean() for each in (0, 1)]))


@oracle("f1-score")
def f1_score(instance: Instance) -> float:
    """F is 1 over the weighted mean of 1/precision and 1/recall, the recall's weight being beta^2 / (1 + beta^2)."""
    if "positives" in instance.prompt:
        true, called = decisions(instance.prompt)
        precision, recall = true[called == 1].mean(), called[true == 1].mean()
    else:
        precision, recall = np.array(numbers(r"precision (\d+) % and recall (\d+) %", instance.prompt)) / 100
    beta = 2 if "beta = 2" in instance.prompt else 1
    return float(1 / np.average([1 / precision, 1 / recall], weights=[1, beta**2]))


@oracle("dice-score")
def dice_score(instance: Instance) -> float:
    """Paints two masks on a line and counts; for the way between both measures, looks for the overlap that gives the first."""
    found = re.search(r"an? (IoU|Dice coefficient) of (\d+) %", instance.prompt)
    if found is None:
        one, other, common = map(
            int, numbers(r"covers (\d+) pixels, the true one (\d+) .* have (\d+) pixels", instance.prompt)
        )
        line = np.arange(one + other)
        predicted, true = line < one, (line >= one - common) & (line < one - common + other)
        return float(2 * (predicted & true).sum() / (predicted.sum() + true.sum()))
    given = int(found[2]) / 100
    low, high = 0.0, 1.0
    for _ in range(60):
        overlap = (low + high) / 2
        iou, dice = overlap / (2 - overlap), overlap
        if (iou if found[1] == "IoU" else dice) < given:
            low = overlap
        else:
            high = overlap
    return dice if found[1] == "IoU" else iou


def labels(prompt: str) -> tuple[Labels, Labels]:
    """Every image or pixel of a confusion matrix: true and predicted classes."""
    rows = [line.split("|")[2:-1] for line in prompt.splitlines() if re.match(r"\| \w+ \| \d", line)]
    counts = np.array(rows, dtype=int)
    return np.repeat(np.repeat([0, 1, 2], 3), counts.ravel()), np.repeat(np.tile([0, 1, 2], 3), counts.ravel())


def ious(true: Labels, called: Labels) -> Array:
    return np.array([((true == c) & (called == c)).sum() / ((true == c) | (called == c)).sum() for c in range(3)])


@oracle("mean-iou")
def mean_iou(instance: Instance) -> float:
    true, called = labels(instance.prompt)
    found = ious(true, called)
    if "the class road" in instance.prompt:
        return float(found[0])
    if "frequency" in instance.prompt:
        return float(found[true].mean())
    return float(found.mean())


@oracle("pixel-accuracy")
def pixel_accuracy(instance: Instance) -> float:
    true, called = labels(instance.prompt)
    if "mean accuracy" in instance.prompt:
        return float(np.mean([(called[true == c] == c).mean() for c in range(3)]))
    return float((true == called).mean())


@oracle("macro-f1")
def macro_f1(instance: Instance) -> float:
    true, called = labels(instance.prompt)
    if "micro" in instance.prompt:
        everything = (np.eye(3)[true].ravel() > 0, np.eye(3)[called].ravel() > 0)
        hits = (everything[0] & everything[1]).sum()
        return float(2 * hits / (everything[0].sum() + everything[1].sum()))
    scores = []
    for c in range(3):
        precision, recall = (true[called == c] == c).mean(), (called[true == c] == c).mean()
        scores.append(2 / (1 / precision + 1 / recall))
    return float(np.mean(scores))


def logits(prompt: str) -> Array:
    return np.array(numbers(rf"{NUMBER} for cat, {NUMBER} for dog and {NUMBER} for bird", prompt), dtype=np.float64)


def class_in(pattern: str, prompt: str) -> int:
    found = re.search(pattern, prompt)
    assert found
    return CLASSES.index(found[1])


@oracle("softmax-class")
def softmax_class(instance: Instance) -> float:
    asked = class_in(r"give to (\w+)\?", instance.prompt)
    return float(softmax(logits(instance.prompt))[asked])


@oracle("softmax-temperature")
def softmax_temperature(instance: Instance) -> float:
    asked = class_in(r"give to (\w+)\?", instance.prompt)
    (temperature,) = numbers(rf"T = {NUMBER}", instance.prompt)
    return float(softmax(logits(instance.prompt) / temperature)[asked])


@oracle("cross-entropy")
def cross_entropy(instance: Instance) -> float:
    prompt = instance.prompt
    if "logits" in prompt:
        return float(-log_softmax(logits(prompt))[class_in(r"shows a (\w+)", prompt)])
    if "batch" in prompt:
        return float(np.mean(-np.log(numbers(rf"probabilities {NUMBER}, {NUMBER} and {NUMBER}\.", prompt))))
    if "classes" in prompt:
        (count,) = map(int, numbers(r"of (\d+) classes", prompt))
        return float(-log_softmax(np.zeros(count))[0])
    (output,) = numbers(rf"says {NUMBER} for", prompt)
    return float(rel_entr([1.0, 0.0], [1 - output, output]).sum())


@oracle("cross-entropy-gradient")
def cross_entropy_gradient(instance: Instance) -> float:
    """The derivative found numerically, from losses at neighbouring logits."""
    given = logits(instance.prompt)
    shown, asked = class_in(r"shows a (\w+)", instance.prompt), class_in(r"logit of (\w+)\?", instance.prompt)

    def loss(values: Array) -> Array:
        shifted = np.repeat(given[:, None], values.size, axis=1)
        shifted[asked] = values.ravel()
        result: Array = -log_softmax(shifted, axis=0)[shown].reshape(values.shape)
        return result

    return float(derivative(loss, given[asked], tolerances={"rtol": 1e-12}, initial_step=0.25).df)


def smoothed(prompt: str) -> Array:
    """The targets, the right class first: everything not kept is dealt out in turn."""
    (epsilon,) = numbers(rf"epsilon = {NUMBER}\$", prompt)
    wrong_only = "wrong classes only" in prompt
    (count,) = map(int, numbers(r"classifier of (\d+) classes" if wrong_only else r"over all (\d+) classes", prompt))
    targets: Array = np.eye(1, count)[0] * (1 - epsilon)
    receivers = slice(1, None) if wrong_only else slice(None)
    targets[receivers] += epsilon / targets[receivers].size
    return targets


@oracle("label-smoothing-target")
def label_smoothing_target(instance: Instance) -> float:
    return float(smoothed(instance.prompt)[1 if "each wrong class" in instance.prompt else 0])


@oracle("label-smoothing-loss")
def label_smoothing_loss(instance: Instance) -> float:
    targets = smoothed(instance.prompt)
    (right,) = numbers(rf"the probability {NUMBER} and", instance.prompt)
    predicted = np.full(targets.size, (1 - right) / (targets.size - 1))
    predicted[0] = right
    return float(-(targets * np.log(predicted)).sum())

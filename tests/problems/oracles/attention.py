"""Attention of all tokens at once, in NumPy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import softmax

from tests.problems.oracle import numbers, oracle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

    Array = NDArray[np.float64]


def vectors(pattern: str, prompt: str) -> Array:
    return np.array([[float(each) for each in found.split(",")] for found in re.findall(pattern, prompt)])


def attention(prompt: str) -> tuple[int, Array]:
    """The asking token, from 0, and the weights with which it looks at each token; the mask is a matrix of minus infinities."""
    (token,) = map(int, numbers(r"query of token (\d)", prompt))
    keys = vectors(r"key \((.*?)\)", prompt)
    queries = np.zeros_like(keys)
    queries[token - 1] = vectors(r"query of token \d is \((.*?)\)", prompt)[0]
    scores = np.einsum("id,jd->ij", queries, keys) / np.sqrt(keys.shape[1])
    if "causal mask" in prompt:
        scores += np.triu(np.full(scores.shape, -np.inf), 1)
    weights: Array = softmax(scores, axis=1)
    return token - 1, weights[token - 1]


@oracle("attention-weight")
def attention_weight(instance: Instance) -> float:
    _, weights = attention(instance.prompt)
    (target,) = map(int, numbers(r"look at token (\d)\?", instance.prompt))
    return float(weights[target - 1])


@oracle("attention-output")
def attention_output(instance: Instance) -> tuple[float, ...]:
    _, weights = attention(instance.prompt)
    values = vectors(r"value \((.*?)\)", instance.prompt)
    return tuple(float(each) for each in weights @ values)


@oracle("attention-heads")
def attention_heads(instance: Instance) -> float:
    """Splits an array; for the scale, the standard deviation that makes dot products of such vectors of ones."""
    prompt = instance.prompt
    if "ViT" in prompt:
        side, patch = map(int, numbers(r"images of \$(\d+)\\times \d+\$ pixels into patches of \$(\d+)\\times", prompt))
        (heads,) = map(int, numbers(r"with (\d+) heads", prompt))
        tokens = len([(y, x) for y in range(0, side, patch) for x in range(0, side, patch)]) + 1
        return int(np.broadcast_to(0, (heads, tokens, tokens)).size)
    width, heads = map(int, numbers(r"splits (\d+) dimensions evenly among (\d+) heads", prompt))
    head = np.split(np.ones(width), heads)[0]
    return float(np.linalg.norm(head)) if "divide its scores" in prompt else head.size

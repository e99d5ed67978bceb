"""Multiplications counted as the elements of products NumPy would form, bytes as the sizes of arrays; no memory is taken for either.

Two arrays that are multiplied element by element and then summed make as many MACs as their product has elements. The test beside
this file lets a loop count the same for small layers.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

    Array = NDArray[np.generic]

NUMBER = re.compile(r"\d+(?:\.\d+)?")
MEGA, MEBI = 1000**2, 1024**2


def numbers(prompt: str) -> list[Fraction]:
    """The numbers of a prompt, in order, without powers, exponents and the example of how to answer."""
    text = re.sub(r"\$\d+\^\{?\d+\}?\$|such as .*$|1 GiB = 1024 MiB", "", prompt, flags=re.DOTALL)
    return [Fraction(each) for each in NUMBER.findall(text)]


def whole(prompt: str) -> list[int]:
    """The same, where all are whole."""
    found = numbers(prompt)
    assert all(each.denominator == 1 for each in found)
    return [int(each) for each in found]


def empty(*shape: int, kind: type[np.generic] = np.float32) -> Array:
    """An array of that shape without memory of its own."""
    return np.broadcast_to(kind(0), shape)


def products(one: Array, other: Array) -> int:
    """How many multiplications it takes to multiply two arrays element by element."""
    return int(np.broadcast(one, other).size)


def matmul(one: Array, other: Array) -> int:
    """The MACs of a matrix product: each row of one with each column of the other."""
    return products(one[:, None, :], other.T[None, :, :])


def conv_macs(c_in: int, c_out: int, kernel: int, side: int, groups: int = 1, stride: int = 1) -> int:
    """The MACs of a convolution with an output of that side: each window of each group with each of its filters."""
    span = (side - 1) * stride + kernel
    image = empty(groups, c_in // groups, span, span)
    windows = np.lib.stride_tricks.sliding_window_view(image, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]
    assert windows.shape[2:4] == (side, side)
    filters = empty(groups, c_out // groups, c_in // groups, 1, 1, kernel, kernel)
    return products(windows[:, None], filters)


def attention_macs(tokens: int, width: int, heads: int = 1) -> int:
    """Queries with keys, then the attention with the values, head by head."""
    own = width // heads
    assert own * heads == width
    query = key = value = empty(tokens, own)
    return sum(matmul(query, key.T) + matmul(empty(tokens, tokens), value) for _ in range(heads))


def tokens_of(side: int, patch: int) -> int:
    """The patches of an image, cut apart."""
    pixels = np.arange(side)
    assert side % patch == 0
    return len(np.unique(pixels // patch)) ** 2


@oracle("conv-macs")
def convolution(instance: Instance) -> int:
    prompt = instance.prompt
    found = whole(prompt)
    if "depthwise" in prompt:
        k, _, c_in, _, _, c_out, side, _ = found
        return conv_macs(c_in, c_in, k, side, groups=c_in) + conv_macs(c_in, c_out, 1, side)
    if "stride" in prompt:
        k, _, c_in, c_out, stride, before, _, side, _ = found
        assert len(np.arange(before)[::stride]) == side
        return conv_macs(c_in, c_out, k, side, stride=stride)
    k, _, c_in, c_out, g, side, _ = found
    return conv_macs(c_in, c_out, k, side, g)


@oracle("flops-and-macs")
def flops(instance: Instance) -> Fraction:
    prompt = instance.prompt
    if "kernels" in prompt:
        k, _, c_in, c_out, side, _ = whole(prompt)
        multiplications = additions = conv_macs(c_in, c_out, k, side)
        return Fraction(multiplications + additions)
    if "network A" in prompt:
        macs, operations = numbers(prompt)
        return operations / (macs + macs)
    if "epochs" in prompt:
        macs, epochs, thousand = numbers(prompt)
        forward = macs + macs
        backward = forward + forward
        giga = Fraction(0)
        for _ in range(int(epochs)):
            giga += (forward + backward) * thousand * 1000
        return giga / 10**9
    macs, peak, percent = numbers(prompt)
    return peak * 1000 * percent / 100 / (macs + macs)


def kept(shape: tuple[int, ...], bits: int = 32) -> int:
    """The bytes of an array of floats."""
    assert bits in {16, 32}
    return (empty(*shape, kind=np.float16) if bits == 16 else empty(*shape)).nbytes


@oracle("activation-memory")
def activations(instance: Instance) -> Fraction:
    prompt = instance.prompt
    if "large can a batch be" in prompt:
        card, taken, image = whole(prompt)
        batch, left = 0, (card - taken) * 1024
        while left >= image:
            batch, left = batch + 1, left - image
        return Fraction(batch)
    unit = MEBI if "MiB" in prompt else MEGA
    if "Training" in prompt:
        one, c, n, _, two, e, o, _, batch, bits = whole(prompt)
        layers = [(c, n, n)] * one + [(e, o, o)] * two
        return Fraction(sum(kept((batch, *layer), bits) for layer in layers), unit)
    c, n, n_again, batch, bits = whole(prompt)
    return Fraction(kept((batch, c, n, n_again), bits), unit)


def training_state(parameters: int, *, moments: int = 2, mixed: bool = False, trained: int | None = None) -> int:
    """The bytes of weights, gradients and what the optimiser keeps, array by array."""
    trained = parameters if trained is None else trained
    bits = 16 if mixed else 32
    state = [kept((parameters,), bits), kept((trained,), bits), *(kept((trained,)) for _ in range(moments))]
    return sum(state) + (kept((parameters,)) if mixed else 0)


def most(fits: Callable[[int], bool]) -> int:
    """The largest whole number that fits, by bisection."""
    low, high = 0, 1
    while fits(high):
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


@oracle("adam-state")
def adam(instance: Instance) -> Fraction:
    prompt = instance.prompt
    if "can the network have" in prompt:
        gibibytes = whole(prompt)[0]
        return Fraction(most(lambda parameters: training_state(parameters) <= gibibytes * 1024**3))
    parameters = int(numbers(prompt)[0] * 10**6)
    if "mixed" in prompt:
        return Fraction(training_state(parameters, mixed=True), 1024**3)
    if "frozen" in prompt:
        trained = int(parameters * numbers(prompt)[1] / 100)
        return Fraction(training_state(parameters, trained=trained), MEGA)
    return Fraction(training_state(parameters, moments=1 if "momentum" in prompt else 2), 1000**3)


@oracle("attention-cost")
def attention(instance: Instance) -> Fraction:
    prompt = instance.prompt
    side, _, patch, _, *rest = whole(prompt)
    tokens = tokens_of(side, patch)
    if "adds a class token" in prompt:
        layers, width, heads = rest
        return Fraction(sum(attention_macs(tokens + 1, width, heads) for _ in range(layers)))
    if "attention maps" in prompt:
        heads, batch, bits = rest
        return Fraction(kept((batch, heads, tokens, tokens), bits), MEGA)
    if "What part" in prompt:
        width, _, _, hidden = rest
        token = empty(tokens, width)
        projections = sum(matmul(token, empty(width, width)) for _ in ("query", "key", "value", "output"))
        mlp = matmul(token, empty(width, hidden)) + matmul(empty(tokens, hidden), empty(hidden, width))
        pairs = attention_macs(tokens, width)
        return Fraction(pairs, pairs + projections + mlp)
    heads, own = rest
    return Fraction(attention_macs(tokens, heads * own, heads))


@oracle("patch-size")
def patches(instance: Instance) -> Fraction:
    prompt = instance.prompt
    if "goes from images" in prompt:
        patch, _, before, _, after, _ = whole(prompt)
        return Fraction(attention_macs(tokens_of(after, patch), 64, 4), attention_macs(tokens_of(before, patch), 64, 4))
    side, _, patch, _, finer, _ = whole(prompt)
    before, after = tokens_of(side, patch), tokens_of(side, finer)
    if "How many tokens" in prompt:
        return Fraction(after + 1)
    if "MLPs" in prompt:
        return Fraction(matmul(empty(after, 64), empty(64, 256)), matmul(empty(before, 64), empty(64, 256)))
    return Fraction(attention_macs(after, 64, 4), attention_macs(before, 64, 4))


@oracle("window-attention")
def windows(instance: Instance) -> Fraction:
    """Sorts the tokens of the map into windows, and lets each window's tokens look at one another."""
    prompt = instance.prompt
    width, side, _, window, *_ = whole(prompt)
    rows, columns = np.indices((side, side)) // window
    sizes = np.unique(rows * side + columns, return_counts=True)[1]
    assert set(sizes.tolist()) == {window * window}
    pairs = len(sizes) * attention_macs(window * window, width)
    if "times fewer" in prompt:
        return Fraction(attention_macs(side * side, width), pairs)
    if "projections" in prompt:
        pairs += 4 * matmul(empty(side * side, width), empty(width, width))
    return Fraction(pairs)

"""Weights counted: a block's tensors are listed by name with their shapes, as a checkpoint would hold them, and their elements counted.

The sizes are read from the prompt, so an oracle also proves that the prompt is complete.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.values import Instance

    Shapes = dict[str, tuple[int, ...]]


def counted(tensors: Mapping[str, tuple[int, ...]]) -> int:
    """The elements of all tensors; no memory is taken for them."""
    return sum(int(np.broadcast_to(np.uint8(0), shape).size) for shape in tensors.values())


def ints_of(prompt: str) -> list[int]:
    """All whole numbers of a prompt, in order."""
    return [int(each) for each in re.findall(r"\d+", prompt)]


def sizes(prompt: str) -> list[int]:
    """The whole numbers of a prompt, in order, without those of its 1x1 and 3x3 kernels."""
    return ints_of(re.sub(r"\$([13])\\times \1\$", "", prompt))


def conv(name: str, c_in: int, c_out: int, *kernel: int, groups: int = 1, bias: bool = False) -> Shapes:
    """A convolution's tensors, filters by group, then by input channel; one side stands for a square kernel."""
    height, width = kernel * (3 - len(kernel))
    assert c_in % groups == c_out % groups == 0
    tensors: Shapes = {f"{name}.weight": (groups, c_out // groups, c_in // groups, height, width)}
    return tensors | ({f"{name}.bias": (c_out,)} if bias else {})


def linear(name: str, before: int, after: int, *, bias: bool = True) -> Shapes:
    """A fully connected layer's tensors."""
    return {f"{name}.weight": (after, before)} | ({f"{name}.bias": (after,)} if bias else {})


def norm(name: str, channels: int, *, trained: bool = True, running: bool = False, count: bool = False) -> Shapes:
    """A normalisation's tensors: what is trained, what is running along."""
    tensors: Shapes = {}
    if trained:
        tensors |= {f"{name}.weight": (channels,), f"{name}.bias": (channels,)}
    if running:
        tensors |= {f"{name}.running_mean": (channels,), f"{name}.running_var": (channels,)}
    return tensors | ({f"{name}.num_batches_tracked": ()} if count else {})


@oracle("conv-params")
def conv_params(instance: Instance) -> int:
    k, _, c_in, c_out, g = ints_of(instance.prompt)
    return counted(conv("conv", c_in, c_out, k, groups=g, bias="no bias" not in instance.prompt))


@oracle("fc-after-flatten")
def fc_after_flatten(instance: Instance) -> int:
    c, h, w, m = ints_of(instance.prompt)
    features = np.zeros((c, h, w), dtype=np.uint8).reshape(-1)
    return counted(linear("fc", features.size, m))


@oracle("depthwise-separable")
def depthwise_separable(instance: Instance) -> Fraction:
    (kernel,) = re.findall(r"\$(\d+)\\times \d+\$ (?:depthwise|convolution from)", instance.prompt)
    ((before, after),) = re.findall(r"from (\d+) to (\d+) channels", instance.prompt)
    k, c_in, c_out = int(kernel), int(before), int(after)
    layers = counted(conv("depthwise", c_in, c_in, k, groups=c_in) | conv("pointwise", c_in, c_out, 1))
    part = "What part" in instance.prompt
    return Fraction(layers, counted(conv("full", c_in, c_out, k)) if part else 1)


def bottleneck(c: int, m: int, o: int, groups: int = 1) -> Shapes:
    return conv("down", c, m, 1) | conv("filter", m, m, 3, groups=groups) | conv("up", m, o, 1)


@oracle("bottleneck-block")
def bottleneck_block(instance: Instance) -> int:
    prompt = instance.prompt
    if "ResNeXt" in prompt:
        c, m, g, back = sizes(prompt)
        assert back == c
        return counted(bottleneck(c, m, c, g))
    if "first bottleneck" in prompt:
        c, m, _, o, *_ = sizes(prompt)
        return counted(bottleneck(c, m, o) | conv("shortcut", c, o, 1))
    c, m, back = sizes(prompt)
    assert back == c
    tensors = bottleneck(c, m, c)
    if "included" in prompt:
        tensors |= norm("norm1", m) | norm("norm2", m) | norm("norm3", c)
    return counted(tensors)


@oracle("bottleneck-versus-basic")
def bottleneck_versus_basic(instance: Instance) -> Fraction:
    prompt = instance.prompt
    if "first basic" in prompt:
        c, o, *_ = sizes(prompt)
        return Fraction(counted(conv("conv1", c, o, 3) | conv("conv2", o, o, 3) | conv("shortcut", c, o, 1)))
    c, c_again, m, *_ = sizes(prompt)
    assert c == c_again
    basic = counted(conv("conv1", c, c, 3) | conv("conv2", c, c, 3))
    narrow = counted(bottleneck(c, m, c))
    return Fraction(basic - narrow) if "saved" in prompt else Fraction(narrow, basic)


def compared(tensors: Shapes, single: int, prompt: str) -> Fraction:
    """What is asked of some layers that stand for a single one: their weights, those saved, or a part."""
    weights = counted(tensors)
    if "What part of the weights is left" in prompt:
        return Fraction(weights, single)
    if "What part of the weights is saved" in prompt:
        return Fraction(single - weights, single)
    return Fraction(single - weights if "saved" in prompt else weights)


@oracle("stacked-kernels")
def stacked_kernels(instance: Instance) -> Fraction:
    """Adds 3x3 layers until one output pixel sees the whole field, then lists their tensors."""
    k, _, _, c, c_again = sizes(instance.prompt)
    assert c == c_again
    seen, layer = np.array([0]), 0
    tensors: Shapes = {}
    while len(seen) < k:
        seen = np.unique(seen[:, None] + np.arange(3)[None, :])
        tensors |= conv(f"conv{layer}", c, c, 3)
        layer += 1
    assert len(seen) == k
    return compared(tensors, counted(conv("large", c, c, k)), instance.prompt)


@oracle("asymmetric-kernels")
def asymmetric_kernels(instance: Instance) -> Fraction:
    if "followed" in instance.prompt:
        _, n, c, m, n_again, _, m_again, o = ints_of(instance.prompt)
        assert (n, m) == (n_again, m_again)
        return Fraction(counted(conv("row", c, m, 1, n) | conv("column", m, o, n, 1)))
    numbers = ints_of(instance.prompt)
    n, c = numbers[0], numbers[-1]
    return compared(
        conv("row", c, c, 1, n) | conv("column", c, c, n, 1), counted(conv("full", c, c, n)), instance.prompt
    )


@oracle("inverted-residual")
def inverted_residual(instance: Instance) -> int:
    found = re.search(
        r"expands (\d+) channels (\d+) times .* \$(\d+)\\times \d+\$ depthwise .* to (\d+) by", instance.prompt
    )
    assert found is not None
    c, t, k, o = map(int, found.groups())
    h = sum(c for _ in range(t))
    tensors = conv("expand", c, h, 1) | conv("depthwise", h, h, k, groups=h) | conv("project", h, o, 1)
    if "with it" in instance.prompt:
        tensors |= norm("norm1", h) | norm("norm2", h) | norm("norm3", o)
    return counted(tensors)


@oracle("squeeze-excite")
def squeeze_excite(instance: Instance) -> int:
    prompt = instance.prompt
    numbers = ints_of(prompt)
    if "stage" in prompt:
        n, c, r = numbers
        gates = [
            linear(f"{block}.squeeze", c, c // r, bias=False) | linear(f"{block}.excite", c // r, c, bias=False)
            for block in range(n)
        ]
        return sum(map(counted, gates))
    if "EfficientNet" in prompt:
        c, h, s = numbers
        assert 4 * s == c
        return counted(conv("squeeze", h, s, 1, bias=True) | conv("excite", s, h, 1, bias=True))
    c, s, back = numbers
    assert back == c
    bias = "with biases" in prompt
    return counted(linear("squeeze", c, s, bias=bias) | linear("excite", s, c, bias=bias))


@oracle("batch-norm-params")
def batch_norm_params(instance: Instance) -> int:
    prompt = instance.prompt
    if "buffers" in prompt:
        (c,) = re.findall(r"gives \$(\d+)\\times", prompt)
        return counted(norm("norm", int(c), trained=False, running=True, count=True))
    numbers = ints_of(prompt)
    if "checkpoint" in prompt:
        return sum(counted(norm("norm", channels, running=True)) for channels in numbers)
    if "scale and shift" in prompt:
        c, _, _ = numbers
        return counted(norm("norm", c))
    k, _, c_in, c_out = numbers
    if "folded" in prompt:
        return counted(conv("folded", c_in, c_out, k, bias=True))
    return counted(conv("conv", c_in, c_out, k) | norm("norm", c_out))


def recurrent(gates: str, features: int, hidden: int, *, biases: int) -> Shapes:
    """One direction of one layer, gate by gate."""
    tensors: Shapes = {}
    for gate in gates:
        tensors |= {f"{gate}.input": (hidden, features), f"{gate}.state": (hidden, hidden)}
        tensors |= {f"{gate}.bias{n}": (hidden,) for n in range(biases)}
    return tensors


@oracle("lstm-params")
def lstm_params(instance: Instance) -> int:
    prompt = instance.prompt
    biases = 2 if "two bias vectors" in prompt else 1
    numbers = ints_of(prompt)
    layers = numbers.pop(0) if "stacked" in prompt else 1
    features, hidden = numbers
    total = 0
    for _ in range(layers):
        total += counted(recurrent("ifgo", features, hidden, biases=biases))
        features = hidden
    return total * (2 if "bidirectional" in prompt else 1)


@oracle("gru-params")
def gru_params(instance: Instance) -> int:
    prompt = instance.prompt
    features, hidden = ints_of(prompt)
    gru = counted(recurrent("rzn", features, hidden, biases=2 if "two bias vectors" in prompt else 1))
    if "saved" not in prompt:
        return gru
    return counted(recurrent("ifgo", features, hidden, biases=2)) - gru


def attention(width: int, heads: int, other: int = 0, *, bias: bool = True) -> Shapes:
    """Multi-head attention, head by head: its queries, keys and values, and the projection of all heads together."""
    own = width // heads
    assert own * heads == width
    tensors: Shapes = {}
    for head in range(heads):
        tensors |= linear(f"{head}.query", width, own, bias=bias)
        tensors |= linear(f"{head}.key", other or width, own, bias=bias)
        tensors |= linear(f"{head}.value", other or width, own, bias=bias)
    return tensors | linear("out", heads * own, width)


@oracle("attention-params")
def attention_params(instance: Instance) -> int:
    prompt = instance.prompt
    numbers = ints_of(prompt)
    if "cross" in prompt:
        d, e, _, a, *_ = numbers
        return counted(attention(d, a, e))
    d, a, s = numbers
    assert a * s == d
    return counted(attention(d, a, bias="values have none" not in prompt))


@oracle("vit-block-params")
def vit_block_params(instance: Instance) -> int:
    prompt = instance.prompt
    numbers = ints_of(prompt)
    blocks = numbers.pop(0) if "blocks of width" in prompt else 1
    d, a, m = numbers
    total = 0
    for _ in range(blocks):
        tensors = {
            f"attention.{name}": shape for name, shape in attention(d, a, bias="have no biases" not in prompt).items()
        }
        tensors |= linear("mlp1", d, m) | linear("mlp2", m, d) | norm("norm1", d) | norm("norm2", d)
        total += counted(tensors)
    return total + (counted(norm("last", d)) if "one more follows" in prompt else 0)

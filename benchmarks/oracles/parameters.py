"""Parameters and buffers of PyTorch's own layers for drawn problems: `python -m benchmarks.oracles.parameters`.

Writes `tests/vectors/parameters.json`. The layers are made on PyTorch's `meta` device: shapes without memory.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.oracles.frozen import drawn, freeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.oracles.frozen import Module, Torch
    from quizcv.problems.values import Value

    Values = Mapping[str, Value]

META = {"device": "meta"}
SIZE_ONLY = ("What part", "saved", "is left")
"""Questions of a ratio or a difference: what is counted is one network."""


def trained(module: Module) -> int:
    """The parameters of a module that are trained."""
    return sum(parameter.numel() for parameter in module.parameters() if parameter.requires_grad)


def conv(torch: Torch, c_in: int, c_out: int, kernel: int | tuple[int, int], **options: object) -> Module:
    """A convolution without bias unless it is asked."""
    return torch.nn.Conv2d(c_in, c_out, kernel, **{"bias": False, **META, **options})


def chain(torch: Torch, *layers: Module) -> Module:
    """Layers in a row."""
    return torch.nn.Sequential(*layers)


def conv_params(torch: Torch, values: Values, prompt: str) -> int:
    """A convolution with groups."""
    c_in, c_out, k, g = drawn(values, "c_in c_out k g")
    return trained(conv(torch, c_in, c_out, k, groups=g, bias="no bias" not in prompt))


def fully_connected(torch: Torch, values: Values, _: str) -> int:
    """A layer whose inputs PyTorch itself finds by flattening a map."""
    c, h, w, m = drawn(values, "c h w m")
    features = torch.nn.Flatten()(torch.empty(1, c, h, w, **META)).shape[1]
    return trained(torch.nn.Linear(features, m, **META))


def separable(torch: Torch, values: Values, prompt: str) -> int | None:
    """A depthwise and a pointwise convolution."""
    c_in, c_out, k = drawn(values, "c_in c_out k")
    if prompt.startswith("A depthwise"):
        return trained(chain(torch, conv(torch, c_in, c_in, k, groups=c_in), conv(torch, c_in, c_out, 1)))
    return None


def bottleneck(torch: Torch, values: Values, prompt: str) -> int:
    """A bottleneck block, with groups, normalisation or a projection."""
    c, m = drawn(values, "c m")
    norm = torch.nn.BatchNorm2d
    if "ResNeXt" in prompt:
        (g,) = drawn(values, "g")
        layers = [conv(torch, c, m, 1), conv(torch, m, m, 3, groups=g), conv(torch, m, c, 1)]
    elif "first" in prompt:
        o = 4 * m
        layers = [conv(torch, c, m, 1), conv(torch, m, m, 3), conv(torch, m, o, 1), conv(torch, c, o, 1)]
    else:
        layers = [conv(torch, c, m, 1), conv(torch, m, m, 3), conv(torch, m, c, 1)]
        if "included" in prompt:
            layers += [norm(m, **META), norm(m, **META), norm(c, **META)]
    return trained(chain(torch, *layers))


def basic(torch: Torch, values: Values, prompt: str) -> int | None:
    """The first basic block of a stage."""
    if "first" not in prompt:
        return None
    c, o = drawn(values, "c o")
    return trained(chain(torch, conv(torch, c, o, 3, stride=2), conv(torch, o, o, 3), conv(torch, c, o, 1, stride=2)))


def stacked(torch: Torch, values: Values, prompt: str) -> int | None:
    """So many 3x3 layers as turn a k x k map into one pixel."""
    if any(each in prompt for each in SIZE_ONLY):
        return None
    k, c = drawn(values, "k c")
    layers = []
    seen = torch.empty(1, c, k, k, **META)
    while seen.shape[-1] > 1:
        layers.append(conv(torch, c, c, 3))
        seen = layers[-1](seen)
    return trained(chain(torch, *layers))


def asymmetric(torch: Torch, values: Values, prompt: str) -> int | None:
    """A row and a column."""
    if any(each in prompt for each in SIZE_ONLY):
        return None
    n, c, m, o = drawn(values, "n c m o")
    return trained(chain(torch, conv(torch, c, m, (1, n)), conv(torch, m, o, (n, 1))))


def inverted(torch: Torch, values: Values, prompt: str) -> int:
    """Expansion, depthwise filter, projection."""
    c_in, h, c_out, k = drawn(values, "c_in h c_out k")
    layers = [conv(torch, c_in, h, 1), conv(torch, h, h, k, groups=h), conv(torch, h, c_out, 1)]
    if "with it" in prompt:
        layers += [torch.nn.BatchNorm2d(each, **META) for each in (h, h, c_out)]
    return trained(chain(torch, *layers))


def gate(torch: Torch, values: Values, prompt: str) -> int | None:
    """Two fully connected layers."""
    linear = torch.nn.Linear
    if "EfficientNet" in prompt:
        h, s = drawn(values, "h s")
        return trained(chain(torch, linear(h, s, **META), linear(s, h, **META)))
    if "stage" in prompt:
        return None
    c, r = drawn(values, "c r")
    bias = "with biases" in prompt
    return trained(chain(torch, linear(c, c // r, bias=bias, **META), linear(c // r, c, bias=bias, **META)))


def batch_norm(torch: Torch, values: Values, prompt: str) -> int:
    """Trained, kept in buffers, kept in a checkpoint, and folded into a convolution by PyTorch itself."""
    norm = torch.nn.BatchNorm2d
    if "buffers" in prompt:
        return sum(buffer.numel() for buffer in norm(*drawn(values, "c"), **META).buffers())
    if "checkpoint" in prompt:
        both = chain(torch, *(norm(each, **META) for each in drawn(values, "c m")))
        return sum(tensor.numel() for name, tensor in both.state_dict().items() if "num_batches" not in name)
    if "scale and shift" in prompt:
        return trained(norm(*drawn(values, "c"), **META))
    k, c_in, c_out = drawn(values, "k c_in c_out")
    layer, following = conv(torch, c_in, c_out, k, device="cpu"), norm(c_out)
    if "folded" in prompt:
        folded = torch.nn.utils.fusion.fuse_conv_bn_eval(layer.eval(), following.eval())
        return sum(tensor.numel() for tensor in folded.state_dict().values())
    return trained(chain(torch, layer, following))


def recurrent(torch: Torch, values: Values, prompt: str) -> int | None:
    """PyTorch's layers with their two biases; it has none with one."""
    i, h = drawn(values, "i h")
    if "two bias vectors" not in prompt:
        return None
    lstm, gru = torch.nn.LSTM, torch.nn.GRU
    if "saved" in prompt:
        return trained(lstm(i, h, **META)) - trained(gru(i, h, **META))
    layers = drawn(values, "l") if "stacked" in prompt else [1]
    kind = gru if "GRU" in prompt else lstm
    return trained(kind(i, h, layers[0], bidirectional="bidirectional" in prompt, **META))


def attention(torch: Torch, values: Values, prompt: str) -> int | None:
    """Multi-head attention, self and cross."""
    d, a = drawn(values, "d a")
    if "Only the output" in prompt:
        return None
    other = drawn(values, "e")[0] if "cross" in prompt else d
    return trained(torch.nn.MultiheadAttention(d, a, kdim=other, vdim=other, **META))


def encoder(torch: Torch, values: Values, prompt: str) -> int | None:
    """An encoder layer, or a whole encoder with its last normalisation."""
    d, a, m = drawn(values, "d a m")
    if "have no biases" in prompt:
        return None
    layer = torch.nn.TransformerEncoderLayer(d, a, m, norm_first=True, batch_first=True, **META)
    if "one more follows" not in prompt:
        return trained(layer)
    last = torch.nn.LayerNorm(d, **META)
    return trained(torch.nn.TransformerEncoder(layer, *drawn(values, "l"), norm=last, enable_nested_tensor=False))


COUNTS = {
    "conv-params": conv_params,
    "fc-after-flatten": fully_connected,
    "depthwise-separable": separable,
    "bottleneck-block": bottleneck,
    "bottleneck-versus-basic": basic,
    "stacked-kernels": stacked,
    "asymmetric-kernels": asymmetric,
    "inverted-residual": inverted,
    "squeeze-excite": gate,
    "batch-norm-params": batch_norm,
    "lstm-params": recurrent,
    "gru-params": recurrent,
    "attention-params": attention,
    "vit-block-params": encoder,
}

if __name__ == "__main__":
    sys.exit(freeze("parameters", COUNTS))

"""What PyTorch's own convolutions and poolings make of drawn problems: `python -m benchmarks.oracles.layers`.

Writes `tests/vectors/layers.json`. Sizes come from layers on the `meta` device, shapes without memory; numbers from layers that are
run; and what a pixel sees from gradients: where the image's gradient is not 0.
"""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING, Final

from benchmarks.oracles import by_hand, sight
from benchmarks.oracles.frozen import drawn, freeze, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.oracles.frozen import Count, Module, Torch
    from quizcv.problems.values import Value

    Values = Mapping[str, Value]

META = {"device": "meta"}


def size(torch: Torch, layer: Module, *shape: int) -> list[int]:
    """The shape of a layer's output for one image, without the batch."""
    return list(layer(torch.empty(1, *shape, **META)).shape[1:])


def conv(torch: Torch, c_in: int, c_out: int, kernel: int | tuple[int, int], **options: object) -> Module:
    """A convolution that holds no numbers."""
    return torch.nn.Conv2d(c_in, c_out, kernel, **META, **options)


def first(torch: Torch, values: Values, wanted: int, layers: Iterator[tuple[int, Module]]) -> int:
    """The first candidate whose layer makes a map of the wanted side."""
    (n,) = drawn(values, "n")
    for candidate, layer in layers:
        if size(torch, layer, 1, n, n)[1] == wanted:
            return candidate
    raise AssertionError(values)


# Sizes of convolutions


def conv_output(torch: Torch, values: Values, _: str) -> int:
    """A convolution with stride, dilation and padding."""
    n, k, s, d, p = drawn(values, "n k s d p")
    return size(torch, conv(torch, 1, 1, k, stride=s, dilation=d, padding=p), 1, n, n)[1]


def conv_output_shape(torch: Torch, values: Values, _: str) -> list[int]:
    """A convolution of a map that is not square, with a kernel that may not be."""
    c_in, c_out, h, w, s, p = drawn(values, "c_in c_out h w s p")
    if "k" in values:
        (k,) = drawn(values, "k")
        return size(torch, conv(torch, c_in, c_out, k, stride=s, padding=p), c_in, h, w)
    a, b, t, q = drawn(values, "a b t q")
    return size(torch, conv(torch, c_in, c_out, (a, b), stride=(s, t), padding=(p, q)), c_in, h, w)


def same_padding(torch: Torch, values: Values, _: str) -> int:
    """The padding whose output is as large as that of PyTorch's `padding='same'`."""
    k, d, n = drawn(values, "k d n")
    wanted = size(torch, conv(torch, 1, 1, k, dilation=d, padding="same"), 1, n, n)[1]
    return first(torch, values, wanted, ((p, conv(torch, 1, 1, k, dilation=d, padding=p)) for p in count()))


def padding_for_output(torch: Torch, values: Values, _: str) -> int:
    """The smallest padding that leads to the output."""
    k, s, o = drawn(values, "k s o")
    d = drawn(values, "d")[0] if "d" in values else 1
    layers = ((p, conv(torch, 1, 1, k, stride=s, dilation=d, padding=p)) for p in count())
    return first(torch, values, o, layers)


def kernel_for_output(torch: Torch, values: Values, prompt: str) -> int | None:
    """The kernel that leads to the output, an odd one at stride 2."""
    if "n" not in values:
        return None
    p, o = drawn(values, "p o")
    kernels = count(1, 2) if "odd" in prompt else count(1)
    stride = 2 if "odd" in prompt else 1
    return first(torch, values, o, ((k, conv(torch, 1, 1, k, stride=stride, padding=p)) for k in kernels))


def fits(torch: Torch, kernel: int, dilation: int, side: int) -> bool:
    """Whether PyTorch lays a dilated kernel on an image of that side at all."""
    try:
        size(torch, conv(torch, 1, 1, kernel, dilation=dilation), 1, side, side)
    except RuntimeError:
        return False
    return True


def effective_kernel(torch: Torch, values: Values, _: str) -> int:
    """The smallest image a dilated kernel fits on."""
    k, d = drawn(values, "k d")
    return next(side for side in count(1) if fits(torch, k, d, side))


def dilation_for_span(torch: Torch, values: Values, prompt: str) -> int:
    """The dilation that leads to the output, or the largest whose kernel fits on the span."""
    (k,) = drawn(values, "k")
    if "stride 1" in prompt:
        (o,) = drawn(values, "o")
        return first(torch, values, o, ((d, conv(torch, 1, 1, k, dilation=d)) for d in count(1)))
    (m,) = drawn(values, "m")
    return max(d for d in range(1, m) if fits(torch, k, d, m))


def transposed_conv(torch: Torch, values: Values, _: str) -> int:
    """A transposed convolution with output padding."""
    n, k, s, p, o = drawn(values, "n k s p o")
    return size(torch, torch.nn.ConvTranspose2d(1, 1, k, s, p, o, **META), 1, n, n)[1]


def transposed_conv_dilated(torch: Torch, values: Values, _: str) -> int:
    """A transposed convolution with dilation and output padding."""
    n, k, s, d, p, q = drawn(values, "n k s d p q")
    return size(torch, torch.nn.ConvTranspose2d(1, 1, k, s, p, q, dilation=d, **META), 1, n, n)[1]


def output_padding_for(torch: Torch, values: Values, _: str) -> int:
    """The output padding that leads to the output."""
    k, s, p, m = drawn(values, "k s p m")
    layers = ((q, torch.nn.ConvTranspose2d(1, 1, k, s, p, q, **META)) for q in range(s))
    return first(torch, values, m, layers)


def conv_chain_shape(torch: Torch, values: Values, _: str) -> list[int]:
    """Convolutions and poolings in a row."""
    channels, height, width = listed(values, "input")
    layers, incoming = [], channels
    names = ("filters", "kernels", "strides", "paddings")
    for filters, k, s, p in zip(*(listed(values, name) for name in names), strict=True):
        layers.append(
            conv(torch, incoming, filters, k, stride=s, padding=p) if filters else torch.nn.MaxPool2d(k, s, p)
        )
        incoming = filters or incoming
    return size(torch, torch.nn.Sequential(*layers), channels, height, width)


# Sizes of poolings


def pool_output(torch: Torch, values: Values, _: str) -> int:
    """Max pooling that rounds down."""
    n, k, s, p = drawn(values, "n k s p")
    return size(torch, torch.nn.MaxPool2d(k, s, p), 1, n, n)[1]


def pool_ceil_mode(torch: Torch, values: Values, _: str) -> int:
    """Max pooling in ceil mode."""
    n, k, s, p = drawn(values, "n k s p")
    return size(torch, torch.nn.MaxPool2d(k, s, p, ceil_mode=True), 1, n, n)[1]


def pool_default_stride(torch: Torch, values: Values, _: str) -> list[int]:
    """Pooling that is given its window only."""
    c, h, w, k = drawn(values, "c h w k")
    return size(torch, getattr(torch.nn, f"{values['kind']}Pool2d")(k), c, h, w)


def flatten_size(torch: Torch, values: Values, prompt: str) -> int:
    """Pooling and flattening."""
    c, h, w = drawn(values, "c h w")
    if "max pooling" in prompt:
        (k,) = drawn(values, "k")
        pooling = torch.nn.MaxPool2d(k, k)
    else:
        pooling = torch.nn.AdaptiveAvgPool2d(drawn(values, "o")[0] if "o" in values else 1)
    return size(torch, torch.nn.Sequential(pooling, torch.nn.Flatten()), c, h, w)[0]


def spatial_pyramid_pooling(torch: Torch, values: Values, _: str) -> int:
    """Adaptive poolings of one map, flattened."""
    c, h, w, *levels = drawn(values, "c h w l m n")
    flat = torch.nn.Flatten()
    return sum(size(torch, torch.nn.Sequential(torch.nn.AdaptiveMaxPool2d(n), flat), c, h, w)[0] for n in levels)


COUNTS: Final[Mapping[str, Count]] = {
    "conv-output": conv_output,
    "conv-output-shape": conv_output_shape,
    "same-padding": same_padding,
    "padding-for-output": padding_for_output,
    "kernel-for-output": kernel_for_output,
    "transposed-conv": transposed_conv,
    "transposed-conv-dilated": transposed_conv_dilated,
    "output-padding-for": output_padding_for,
    "effective-kernel": effective_kernel,
    "dilation-for-span": dilation_for_span,
    "conv-chain-shape": conv_chain_shape,
    "conv-value-by-hand": by_hand.conv_value_by_hand,
    "conv-map-by-hand": by_hand.conv_map_by_hand,
    "pool-output": pool_output,
    "pool-ceil-mode": pool_ceil_mode,
    "pool-default-stride": pool_default_stride,
    "flatten-size": flatten_size,
    "spatial-pyramid-pooling": spatial_pyramid_pooling,
    "max-pool-by-hand": by_hand.max_pool_by_hand,
    "average-pool-by-hand": by_hand.average_pool_by_hand,
    "pool-count-include-pad": by_hand.pool_count_include_pad,
    "global-average-by-hand": by_hand.global_average_by_hand,
    "adaptive-bin": sight.adaptive_bin,
    "adaptive-bin-values": sight.adaptive_bin_values,
    "receptive-field-chain": sight.receptive_field,
    "receptive-field-dilated": sight.receptive_field,
    "layer-jump": sight.layer_jump,
    "first-centre": sight.first_centre,
    "receptive-field-rows": sight.receptive_field_rows,
    "receptive-field-depth": sight.receptive_field_depth,
}

if __name__ == "__main__":
    sys.exit(freeze("layers", COUNTS))

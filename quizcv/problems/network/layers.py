"""The kinds of layer: which keys each has, what comes out of it and what it costs."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.problems.network.features import MAP, NAMES, TOKENS, VECTOR, Feature, Window, seen, sides, simple, text
from quizcv.problems.network.table import ATTENTION, AVERAGE_POOL, CONV, LINEAR, MAX_POOL, TRANSPOSED

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.problems.network.options import Options
    from quizcv.problems.network.table import Pair

NORMS: Final = ("batch", "frozen", "layer", "group", "local", "none")
"""Frozen is batch normalisation that is not trained; local is AlexNet's, across neighbouring channels."""
LONGEST_SIDE: Final = 100_000


class Made(NamedTuple):
    """What a layer makes of what goes in: the feature, its cost, and the other columns of its row."""

    kind: str
    feature: Feature
    parameters: int = 0
    macs: int = 0
    in_place: bool = False
    columns: dict[str, Any] = {}  # noqa: RUF012  a NamedTuple's default, never changed


class Kind(NamedTuple):
    """A kind of layer as written: the keys it may have besides its own, and what it does."""

    keys: tuple[str, ...]
    make: Callable[[Options, Feature], Made]
    default_name: str


def scale_and_shift(norm: str, channels: int) -> int:
    """The parameters of a normalisation."""
    return 2 * channels if norm in {"batch", "layer", "group"} else 0


def needs(options: Options, key: str, feature: Feature, *kinds: int) -> None:
    """Makes sure the layer can be put on what goes in."""
    if len(feature.shape) not in kinds:
        wanted = " or ".join(NAMES[kind] for kind in kinds)
        mend = "; put flatten before it" if kinds == (VECTOR, TOKENS) else ""
        options.refuse(
            key, f"{key} works on {wanted}, and {NAMES[len(feature.shape)]} ({text(feature.shape)}) goes in{mend}"
        )


def window_of(options: Options, key: str, *, kernel: Pair, stride: Pair) -> Window:
    """Kernel, stride, padding and dilation as written."""
    dilation = options.pair("dilation", 1)
    if options.raw("padding") == "same":
        reach = Window(kernel, dilation=dilation).reach
        if not all(each % 2 for each in reach):
            options.refuse("padding", "the same padding on both sides needs an odd kernel; write a number")
        return Window(kernel, stride, ((reach[0] - 1) // 2, (reach[1] - 1) // 2), dilation)
    window = Window(kernel, stride, options.pair("padding", 0, least=0), dilation)
    if key in {"maxpool", "avgpool"} and any(2 * p > k for p, k in zip(window.padding, kernel, strict=True)):
        options.refuse("padding", "the padding of a pooling is at most half its window")
    return window


def behind(options: Options, key: str, feature: Feature, window: Window, *, ceil: bool = False) -> Pair:
    """Height and width behind a window."""
    _, *size = feature.shape
    size_behind = sides((size[0], size[1]), window, ceil=ceil)
    if min(size_behind) < 1:
        reach, room = text(window.reach), text(tuple(n + 2 * p for n, p in zip(size, window.padding, strict=True)))
        where = "kernel" if "kernel" in options else key
        options.refuse(where, f"a window of {reach} does not fit into {room} (the map with its padding)")
    return size_behind


def convolution(options: Options, feature: Feature) -> Made:
    """`conv: 64` with kernel, stride, padding, dilation, groups, bias, norm."""
    needs(options, "conv", feature, MAP)
    out = options.number("conv")
    groups = grouped(options, feature, out)
    window = window_of(options, "conv", kernel=options.pair("kernel", 1), stride=options.pair("stride", 1))
    high, wide = behind(options, "conv", feature, window)
    norm, bias = finish(options)
    weights = window.kernel[0] * window.kernel[1] * (feature.channels // groups) * out
    return Made(
        CONV,
        Feature((out, high, wide), *seen(feature, window)),
        weights + out * bias + scale_and_shift(norm, out),
        weights * high * wide,
        columns={**window._asdict(), "groups": groups, "bias": bias, "norm": norm},
    )


def transposed(options: Options, feature: Feature) -> Made:
    """`transposed: 64`, a convolution backwards: (n - 1)s - 2p + d(k - 1) + 1 + output_padding."""
    needs(options, "transposed", feature, MAP)
    out = options.number("transposed")
    groups = grouped(options, feature, out)
    window = window_of(options, "transposed", kernel=options.pair("kernel", 1), stride=options.pair("stride", 1))
    more = options.pair("output_padding", 0, least=0)
    high, wide = (
        (n - 1) * s - 2 * p + reach + extra
        for n, s, p, reach, extra in zip(
            feature.shape[1:], window.stride, window.padding, window.reach, more, strict=True
        )
    )
    if min(high, wide) < 1:
        options.refuse("padding", "the padding takes away the whole map")
    if max(high, wide) > LONGEST_SIDE:
        options.refuse("stride", f"the map would grow beyond {LONGEST_SIDE:,} pixels a side")
    norm, bias = finish(options)
    weights = window.kernel[0] * window.kernel[1] * (feature.channels // groups) * out
    return Made(
        TRANSPOSED,
        _enlarged(feature, (out, high, wide), window.stride, window.reach),
        weights + out * bias + scale_and_shift(norm, out),
        weights * feature.shape[1] * feature.shape[2],
        columns={**window._asdict(), "groups": groups, "bias": bias, "norm": norm},
    )


def _enlarged(feature: Feature, shape: tuple[int, ...], factor: Pair, reach: Pair) -> Feature:
    """What comes out where a map grows: a value sees at most ceil(reach/s) of the positions before it."""
    if feature.field is None or feature.jump is None:
        return Feature(shape, feature.field, feature.jump)
    high, wide = feature.field
    around = Window((-(-reach[0] // factor[0]), -(-reach[1] // factor[1])))
    field, _ = seen(Feature(shape, (high, wide), feature.jump), around)
    down, across = (simple(Fraction(jump) / each) for jump, each in zip(feature.jump, factor, strict=True))
    return Feature(shape, field, (down, across))


def grouped(options: Options, feature: Feature, out: int) -> int:
    """The groups of a convolution; both numbers of channels are multiples of them."""
    groups = options.number("groups", 1)
    for channels, what in ((feature.channels, "input"), (out, "output")):
        if channels % groups:
            options.refuse("groups", f"{channels} {what} channels can't be divided into {groups} groups")
    return groups


def finish(options: Options) -> tuple[str, bool]:
    """The normalisation behind a layer and whether it has a bias: one with a normalisation has none unless it says so."""
    norm = options.word("norm", NORMS, "none")
    norm = "" if norm == "none" else norm
    return norm, options.switch("bias", usual=not norm)


def pooling(key: str, kind: str) -> Callable[[Options, Feature], Made]:
    """`maxpool: 3` or `avgpool: 3` with stride (the window's size if not said), padding, ceil."""

    def make(options: Options, feature: Feature) -> Made:
        needs(options, key, feature, MAP)
        kernel = options.pair(key, 1)
        window = window_of(options, key, kernel=kernel, stride=options.pair("stride", kernel))
        high, wide = behind(options, key, feature, window, ceil=options.switch("ceil", usual=False))
        made = Feature((feature.channels, high, wide), *seen(feature, window))
        return Made(kind, made, columns=window._asdict())

    return make


def adaptive_pooling(options: Options, feature: Feature) -> Made:
    """`adaptivepool: 6`: windows chosen so that the output has that size, one from floor(i n/o) to ceil((i + 1) n/o)."""
    needs(options, "adaptivepool", feature, MAP)
    out = options.pair("adaptivepool", 1)
    size = feature.shape[1:]
    if any(each > LONGEST_SIDE for each in out):
        options.refuse("adaptivepool", f"a map has at most {LONGEST_SIDE:,} pixels a side")
    window = [widest_bin(n, o) for n, o in zip(size, out, strict=True)]
    field, jump = seen(feature, Window((window[0], window[1])))
    if jump is not None:
        down, across = (simple(Fraction(j) * n / o) for j, n, o in zip(jump, size, out, strict=True))
        jump = (down, across)
    return Made("adaptive pool", Feature((feature.channels, *out), field, jump))


def widest_bin(side: int, bins: int) -> int:
    """How many pixels the widest of so many bins has: the most that ceil((i + 1) n/o) - floor(i n/o) comes to."""
    whole, left = divmod(side, bins)
    common = gcd(side, bins)  # the remainders of i n by o are all its multiples below o
    return whole + (left >= common) + (left > common)


def global_pooling(options: Options, feature: Feature) -> Made:
    """`globalpool`: each channel's mean over the whole map."""
    needs(options, "globalpool", feature, MAP)
    return Made("global pool", Feature((feature.channels, 1, 1), None, None))


def upsampling(options: Options, feature: Feature) -> Made:
    """`upsample: 2`: each value repeated."""
    needs(options, "upsample", feature, MAP)
    factor = options.pair("upsample", 1)
    shape = (feature.channels, *(n * f for n, f in zip(feature.shape[1:], factor, strict=True)))
    if max(shape[1:]) > LONGEST_SIDE:
        options.refuse("upsample", f"the map would grow beyond {LONGEST_SIDE:,} pixels a side")
    return Made("upsample", _enlarged(feature, shape, factor, (1, 1)))


def linear(options: Options, feature: Feature) -> Made:
    """`linear: 1000`, fully connected, on a vector or on each token."""
    needs(options, "linear", feature, VECTOR, TOKENS)
    out = options.number("linear")
    norm, bias = finish(options)
    weights = feature.channels * out
    return Made(
        LINEAR,
        feature._replace(shape=(*feature.shape[:-1], out)),
        weights + out * bias + scale_and_shift(norm, out),
        weights * (feature.size // feature.channels),
        columns={"bias": bias, "norm": norm},
    )


def normalisation(options: Options, feature: Feature) -> Made:
    """`norm: batch`, a normalisation of its own."""
    norm = options.word("norm", NORMS, "none")
    return Made("norm", feature, scale_and_shift(norm, feature.channels), in_place=True, columns={"norm": norm})


def flattening(options: Options, feature: Feature) -> Made:
    """`flatten`: a map becomes a vector, which sees the whole image."""
    needs(options, "flatten", feature, MAP, TOKENS, VECTOR)
    return Made("flatten", Feature((feature.size,), None, None), in_place=True)


def to_tokens(options: Options, feature: Feature) -> Made:
    """`tokens: 1`: each position of a map becomes a token, so many learnt ones come before them, and each gets a learnt position."""
    needs(options, "tokens", feature, MAP)
    more = options.number("tokens", 0, least=0)
    channels, high, wide = feature.shape
    count = high * wide + more
    return Made("tokens", Feature((count, channels), feature.field, feature.jump), (more + count) * channels)


def self_attention(options: Options, feature: Feature) -> Made:
    """`attention: 12`, that many heads: four projections of all tokens, and two products of tokens with tokens."""
    needs(options, "attention", feature, TOKENS)
    heads = options.number("attention")
    tokens, width = feature.shape
    if width % heads:
        options.refuse("attention", f"{width} features can't be divided among {heads} heads")
    bias = options.switch("bias", usual=True)
    return Made(
        ATTENTION,
        Feature(feature.shape, None, feature.jump),
        4 * width * width + 4 * width * bias,
        4 * tokens * width * width + 2 * tokens * tokens * width,
        columns={"bias": bias, "heads": heads},
    )


def one_token(options: Options, feature: Feature) -> Made:
    """`token`: the first token alone."""
    needs(options, "token", feature, TOKENS)
    return Made("first token", Feature(feature.shape[1:], feature.field, None), in_place=True)


def layer_scale(options: Options, feature: Feature) -> Made:
    """`layerscale`: one learnt factor for each channel."""
    del options
    return Made("layer scale", feature, feature.channels, in_place=True)


WINDOWED: Final = ("kernel", "stride", "padding", "dilation", "groups", "bias", "norm")
KINDS: Final[dict[str, Kind]] = {
    "conv": Kind(WINDOWED, convolution, "conv"),
    "transposed": Kind((*WINDOWED, "output_padding"), transposed, "transposed"),
    "maxpool": Kind(("stride", "padding", "dilation", "ceil"), pooling("maxpool", MAX_POOL), "pool"),
    "avgpool": Kind(("stride", "padding", "ceil"), pooling("avgpool", AVERAGE_POOL), "pool"),
    "adaptivepool": Kind((), adaptive_pooling, "pool"),
    "globalpool": Kind((), global_pooling, "globalpool"),
    "upsample": Kind((), upsampling, "upsample"),
    "linear": Kind(("bias", "norm"), linear, "linear"),
    "flatten": Kind((), flattening, "flatten"),
    "tokens": Kind((), to_tokens, "tokens"),
    "attention": Kind(("bias",), self_attention, "attention"),
    "token": Kind((), one_token, "token"),
    "layerscale": Kind((), layer_scale, "layerscale"),
    "norm": Kind((), normalisation, "norm"),
}
"""Every kind of layer, by the key that names it; `norm` last, since it may also stand behind another one."""
BARE: Final = ("globalpool", "flatten", "token", "layerscale")
"""The kinds that need no number and may be written as a word alone."""
JOINS: Final = ("add", "concat", "multiply")

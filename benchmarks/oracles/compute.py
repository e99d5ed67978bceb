"""FLOPs and bytes as PyTorch counts them for drawn problems: `python -m benchmarks.oracles.compute`.

Writes `tests/vectors/compute.json`. Everything is made on PyTorch's `meta` device: shapes without memory. PyTorch's counter has two
FLOPs for each MAC; where a question asks MACs, half of its figure is kept. Bytes are kept as bytes, whatever unit is asked.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from benchmarks.oracles.frozen import drawn, freeze

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.oracles.frozen import Torch
    from quizcv.problems.values import Value

    Values = Mapping[str, Value]

META = {"device": "meta"}


def flops(work: Callable[[], object]) -> int:
    """The FLOPs PyTorch counts while something is done."""
    with import_module("torch.utils.flop_counter").FlopCounterMode(display=False) as counter:
        work()
    return int(counter.get_total_flops())


def conv_flops(torch: Torch, c_in: int, c_out: int, kernel: int, side: int, **options: int) -> int:
    """A convolution's FLOPs for an input padded so that its output has that side."""
    layer = torch.nn.Conv2d(c_in, c_out, kernel, bias=False, **META, **options)
    span = (side - 1) * options.get("stride", 1) + kernel
    image = torch.empty(1, c_in, span, span, **META)
    assert layer(image).shape[-2:] == (side, side)
    return flops(lambda: layer(image))


def conv_macs(torch: Torch, values: Values, prompt: str) -> int:
    """Convolutions: grouped, with a stride, depthwise with pointwise."""
    k, c_in, c_out = drawn(values, "k c_in c_out")
    if "stride" in prompt:
        s, o = drawn(values, "s o")
        return conv_flops(torch, c_in, c_out, k, o, stride=s) // 2
    (n,) = drawn(values, "n")
    if "depthwise" in prompt:
        return (conv_flops(torch, c_in, c_in, k, n, groups=c_in) + conv_flops(torch, c_in, c_out, 1, n)) // 2
    return conv_flops(torch, c_in, c_out, k, n, groups=drawn(values, "g")[0]) // 2


def conv_operations(torch: Torch, values: Values, prompt: str) -> int | None:
    """A convolution's FLOPs."""
    return conv_flops(torch, *drawn(values, "c o k n")) if "kernels" in prompt else None


def pairs(torch: Torch, tokens: int, heads: int, own: int) -> int:
    """The FLOPs of scaled dot-product attention: both products, no projections."""
    query, key, value = (torch.empty(1, heads, tokens, own, **META) for _ in range(3))
    return flops(lambda: torch.nn.functional.scaled_dot_product_attention(query, key, value))


def attention(torch: Torch, values: Values, prompt: str) -> int | None:
    """One layer, or all of them with a class token; the bytes of the maps."""
    n, p, a = drawn(values, "n p a")
    cut = torch.nn.Unfold(p, stride=p)(torch.empty(1, 1, n, n, device="cpu"))
    tokens = int(cut.shape[-1])
    if "What part" in prompt:
        return None
    if "attention maps" in prompt:
        b, f = drawn(values, "b f")
        kind = {2: torch.float16, 4: torch.float32}[f]
        return int(torch.empty(b, a, tokens, tokens, dtype=kind, **META).nbytes)
    (s,) = drawn(values, "s")
    if "adds a class token" in prompt:
        (layers,) = drawn(values, "l")
        return layers * pairs(torch, tokens + 1, a, s) // 2
    return pairs(torch, tokens, a, s) // 2


def windows(torch: Torch, values: Values, prompt: str) -> int | None:
    """A batch of windows, each attending to itself."""
    n, w, c = drawn(values, "n w c")
    if "times fewer" in prompt:
        return None
    count = int(torch.nn.Unfold(w, stride=w)(torch.empty(1, 1, n, n, device="cpu")).shape[-1])
    total = count * pairs(torch, w * w, 1, c)
    if "projections" in prompt:
        tokens = torch.empty(n * n, c, **META)
        layer = torch.nn.Linear(c, c, bias=False, **META)
        total += 4 * flops(lambda: layer(tokens))
    return total // 2


def activations(torch: Torch, values: Values, prompt: str) -> int | None:
    """The bytes of kept tensors."""
    if "batch be" in prompt:
        return None
    b, c, n = drawn(values, "b c n")
    if "Training" in prompt:
        count, more, o, e = drawn(values, "l m o e")
        shapes = [(b, c, n, n)] * count + [(b, e, o, o)] * more
        return sum(int(torch.empty(shape, **META).nbytes) for shape in shapes)
    kind = {2: torch.float16, 4: torch.float32}[drawn(values, "f")[0]]
    return int(torch.empty(b, c, n, n, dtype=kind, **META).nbytes)


def training(torch: Torch, values: Values, prompt: str) -> int | None:
    """The bytes of a weight, its gradient and what the optimiser holds after a step."""
    if "mixed" in prompt or "frozen" in prompt or "can the network have" in prompt:
        return None
    weight = torch.nn.Parameter(torch.empty(drawn(values, "q")[0] * 100_000, **META))
    momentum = "momentum" in prompt
    optimiser = torch.optim.SGD([weight], momentum=0.9) if momentum else torch.optim.Adam([weight])
    weight.grad = torch.empty_like(weight)
    optimiser.step()
    state = [each for each in optimiser.state[weight].values() if each.shape == weight.shape]
    return sum(int(each.nbytes) for each in [weight, weight.grad, *state])


COUNTS = {
    "conv-macs": conv_macs,
    "flops-and-macs": conv_operations,
    "activation-memory": activations,
    "adam-state": training,
    "attention-cost": attention,
    "window-attention": windows,
}

if __name__ == "__main__":
    sys.exit(freeze("compute", COUNTS))

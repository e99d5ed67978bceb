"""How much of the image one output pixel sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "receptive-field"


class Layer(NamedTuple):
    """A layer that looks at a window."""

    kind: str
    kernel: int
    stride: int

    def __str__(self) -> str:
        return rf"{self.kind} ${self.kernel}\times {self.kernel}$, stride {self.stride}"


LAYERS: Final = (
    Layer("convolution", 1, 1),
    Layer("convolution", 3, 1),
    Layer("convolution", 3, 1),
    Layer("convolution", 3, 1),
    Layer("convolution", 3, 2),
    Layer("convolution", 5, 1),
    Layer("convolution", 5, 2),
    Layer("max pooling", 2, 2),
    Layer("max pooling", 3, 2),
)
STEMS: Final = (
    Layer("convolution", 3, 1),
    Layer("convolution", 3, 2),
    Layer("convolution", 7, 2),
    Layer("convolution", 11, 4),
)


def receptive_field(layers: Sequence[Layer]) -> int:
    """The side of the receptive field, r = 1 + sum of (k_l - 1) times the strides before layer l."""
    size, jump = 1, 1
    for layer in layers:
        size += (layer.kernel - 1) * jump
        jump *= layer.stride
    return size


@family(
    "receptive-field-chain",
    topic=TOPIC,
    title="Receptive field of a chain of layers",
    source="Araujo, Norris & Sim 2019, Computing receptive fields of convolutional neural networks (Distill), equation 2",
)
def receptive_field_chain(draw: Stream) -> Problem | None:
    """A chain of 3 to 5 layers, the first one like a network's stem."""
    layers = [draw.choice(STEMS), *(draw.choice(LAYERS) for _ in range(draw.integer(2, 4)))]
    if all(layer.stride == 1 for layer in layers[:-1]):
        return None
    rows = "\n".join(f"{n}. {layer}" for n, layer in enumerate(layers, 1))
    return Problem(
        values={
            "kernels": tuple(layer.kernel for layer in layers),
            "strides": tuple(layer.stride for layer in layers),
        },
        prompt=f"An image goes through these layers, all with dilation 1:\n\n{rows}\n\n"
        "How long is a side of the receptive field of one output pixel?",
        answer=number_answer(Expects.NUMBER, [receptive_field(layers)], unit="pixels"),
        steps=tuple(worked(layers)),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number], unit="pixels"), says) for number, says in wrong(layers)
        ),
    )


def worked(layers: Sequence[Layer]) -> list[str]:
    """Layer by layer: what is added, and the jump to the next."""
    steps = [r"$r_0 = 1, \quad j_0 = 1$"]
    size, jump = 1, 1
    for n, (_, kernel, stride) in enumerate(layers, 1):
        before, step = size, jump
        size += (kernel - 1) * jump
        jump *= stride
        field = rf"r_{{{n}}} = r_{{{n - 1}}} + (k_{{{n}}} - 1) \cdot j_{{{n - 1}}} = {before} + ({kernel} - 1) \cdot {step} = {size}"
        steps.append(
            f"${field}$" if n == len(layers) else rf"${field}, \quad j_{{{n}}} = {step} \cdot {stride} = {jump}$"
        )
    return steps


def wrong(layers: Sequence[Layer]) -> list[tuple[int, str]]:
    """What usually goes wrong, and what it leads to; left out where it makes no difference."""
    right = receptive_field(layers)
    own = 1
    jump = 1
    for layer in layers:
        jump *= layer.stride
        own += (layer.kernel - 1) * jump
    candidates = [
        (
            1 + sum(layer.kernel - 1 for layer in layers),
            "The strides are missing: each stride spreads what all later layers see.",
        ),
        (own, "A layer's own stride counts for the layers after it, not for itself."),
        (receptive_field(layers[::-1]), "The strides that count for a layer are those before it, nearer to the image."),
        (
            sum(layer.kernel for layer in layers),
            "Kernels overlap: each layer adds k - 1 steps, not k, and a step is as long as the strides before it.",
        ),
    ]
    return [(number, says) for number, says in candidates if number != right]

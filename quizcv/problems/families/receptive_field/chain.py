"""The receptive field of a chain of layers, without and with dilation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.grids import mistakes_of
from quizcv.problems.families.receptive_field import FIELDS, TOPIC, Layer, columns, listing, receptive_field, sights
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

FEWEST_MISTAKES: Final = 2
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
DILATIONS: Final = (1, 2, 2, 3, 4, 4, 6, 8, 12)


@family(
    "receptive-field-chain",
    topic=TOPIC,
    title="Receptive field of a chain of layers",
    source=f"{FIELDS}, equation 2",
)
def receptive_field_chain(draw: Stream) -> Problem | None:
    """A chain of 3 to 5 layers, the first one like a network's stem."""
    layers = [draw.choice(STEMS), *(draw.choice(LAYERS) for _ in range(draw.integer(2, 4)))]
    if all(layer.stride == 1 for layer in layers[:-1]):
        return None
    right = receptive_field(layers)
    return Problem(
        values={
            "kernels": tuple(layer.kernel for layer in layers),
            "strides": tuple(layer.stride for layer in layers),
        },
        prompt=f"An image goes through these layers, all with dilation 1:\n\n{listing(layers)}\n\n"
        "How long is a side of the receptive field of one output pixel?",
        answer=number_answer(Expects.NUMBER, [right], unit="pixels"),
        steps=tuple(worked(layers)),
        mistakes=mistakes_of(Expects.NUMBER, (right,), wrong(layers), unit="pixels"),
        formulas=(written_out(layers),),
    )


@family(
    "receptive-field-dilated",
    topic=TOPIC,
    title="Receptive field of a chain with dilated layers",
    source=f"{FIELDS}, equation 2; dilation: Yu & Koltun 2016, Multi-scale context aggregation (arXiv:1511.07122), section 2",
)
def receptive_field_dilated(draw: Stream) -> Problem | None:
    """A stem or none, then 3 to 4 layers, two of them or more dilated."""
    layers = [draw.choice((*STEMS[:3], Layer("max pooling", 2, 2)))]
    for _ in range(draw.integer(2, 3)):
        kernel, dilation = draw.choice((3, 3, 3, 5)), draw.choice(DILATIONS)
        stride = draw.choice((1, 1, 2)) if dilation == 1 else 1
        layers.append(Layer("convolution", kernel, stride, 0, dilation))
    right = receptive_field(layers)
    mistakes = mistakes_of(Expects.NUMBER, (right,), wrong_with_dilation(layers), unit="pixels")
    if sum(layer.dilation > 1 for layer in layers) < 2:  # noqa: PLR2004  at least two, as the docstring says
        return None
    if len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES:
        return None
    return Problem(
        values=columns(layers),
        prompt=f"An image goes through these layers:\n\n{listing(layers, dilation=True)}\n\n"
        "How long is a side of the receptive field of one output pixel?",
        answer=number_answer(Expects.NUMBER, [right], unit="pixels"),
        steps=tuple(worked(layers, dilation=True)),
        mistakes=mistakes,
        formulas=(written_out(layers),),
    )


def written_out(layers: Sequence[Layer]) -> str:
    """The sum as a formula of our language."""
    terms = ["1"]
    strides: list[int] = []
    for layer in layers:
        terms.append("*".join(map(str, [layer.dilation, f"({layer.kernel} - 1)", *strides])))
        strides.append(layer.stride)
    return " + ".join(terms)


def worked(layers: Sequence[Layer], *, dilation: bool = False) -> list[str]:
    """Layer by layer: what is added, and the jump to the next."""
    steps = [r"$r_0 = 1, \quad j_0 = 1$"]
    seen = sights(layers)
    for n, (layer, before, after) in enumerate(zip(layers, seen, seen[1:], strict=False), 1):
        name = rf"d_{{{n}}} \cdot " if dilation else ""
        gap = rf"{layer.dilation} \cdot " if dilation else ""
        field = (
            rf"r_{{{n}}} = r_{{{n - 1}}} + {name}(k_{{{n}}} - 1) \cdot j_{{{n - 1}}}"
            rf" = {before.size} + {gap}({layer.kernel} - 1) \cdot {before.jump} = {after.size}"
        )
        jump = rf"j_{{{n}}} = {before.jump} \cdot {layer.stride} = {after.jump}"
        steps.append(f"${field}$" if n == len(layers) else rf"${field}, \quad {jump}$")
    return steps


def with_own_stride(layers: Sequence[Layer]) -> int:
    """The field if a layer's stride counted for itself already."""
    size, jump = 1, 1
    for layer in layers:
        jump *= layer.stride
        size += layer.reach * jump
    return size


def wrong(layers: Sequence[Layer]) -> list[tuple[tuple[int], str]]:
    """What usually goes wrong, and what it leads to."""
    return [
        (
            (1 + sum(layer.kernel - 1 for layer in layers),),
            "The strides are missing: each stride spreads what all later layers see.",
        ),
        ((with_own_stride(layers),), "A layer's own stride counts for the layers after it, not for itself."),
        (
            (receptive_field(layers[::-1]),),
            "The strides that count for a layer are those before it, nearer to the image.",
        ),
        (
            (sum(layer.kernel for layer in layers),),
            "Kernels overlap: each layer adds k - 1 steps, not k, and a step is as long as the strides before it.",
        ),
    ]


def wrong_with_dilation(layers: Sequence[Layer]) -> list[tuple[tuple[int], str]]:
    """What usually goes wrong where kernels have gaps."""
    undilated = [layer._replace(dilation=1) for layer in layers]
    as_strides = [layer._replace(dilation=1, stride=layer.stride * layer.dilation) for layer in layers]
    spans = 1
    for layer, before in zip(layers, sights(layers), strict=False):
        spans += (layer.dilation * layer.kernel - 1) * before.jump
    return [
        ((receptive_field(undilated),), "The dilation is missing: a layer adds d(k - 1) steps."),
        (
            (receptive_field(as_strides),),
            "Dilation is no stride: it widens its own layer only, not what the later ones see.",
        ),
        ((spans,), "A dilated kernel spans d(k - 1) + 1 pixels, not dk: a layer adds d(k - 1) steps."),
        (
            (1 + sum(layer.reach for layer in layers),),
            "The strides are missing: each stride spreads what all later layers see.",
        ),
        ((with_own_stride(layers),), "A layer's own stride counts for the layers after it, not for itself."),
    ]

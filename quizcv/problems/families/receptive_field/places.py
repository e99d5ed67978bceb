"""Where output pixels look: how far apart, where the first one's centre lies, and which rows one of them sees."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.grids import mistakes_of
from quizcv.problems.families.receptive_field import FIELDS, TOPIC, Layer, columns, listing, sights
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

JUMPS: Final = "Dang Ha The Hien 2017, A guide to receptive field arithmetic for convolutional neural networks"
FEWEST_MISTAKES: Final = 2
SMALLEST_JUMP: Final = 4
TIMES: Final = r" \cdot "
STEMS: Final = (
    Layer("convolution", 3, 2, 0),
    Layer("convolution", 3, 2, 1),
    Layer("convolution", 5, 2, 2),
    Layer("convolution", 7, 2, 3),
    Layer("convolution", 7, 2, 0),
    Layer("convolution", 11, 4, 0),
    Layer("convolution", 11, 4, 2),
    Layer("convolution", 4, 4, 0),
    Layer("convolution", 3, 1, 1),
)
LAYERS: Final = (
    Layer("convolution", 1, 1, 0),
    Layer("convolution", 3, 1, 1),
    Layer("convolution", 3, 1, 0),
    Layer("convolution", 3, 2, 1),
    Layer("convolution", 3, 2, 0),
    Layer("convolution", 5, 1, 2),
    Layer("convolution", 5, 1, 0),
    Layer("max pooling", 2, 2, 0),
    Layer("max pooling", 2, 2, 0),
    Layer("max pooling", 3, 2, 0),
    Layer("max pooling", 3, 2, 1),
)
DILATED: Final = (*LAYERS, Layer("convolution", 3, 1, 2, 2), Layer("convolution", 3, 1, 4, 4))


def drawn_layers(draw: Stream, layers: Sequence[Layer], fewest: int, most: int) -> list[Layer]:
    """A stem and some layers behind it, so many together."""
    return [draw.choice(STEMS), *(draw.choice(layers) for _ in range(draw.integer(fewest, most) - 1))]


@family(
    "layer-jump",
    topic=TOPIC,
    title="How far apart two neighbours of a layer look",
    source=f"{JUMPS}, the jump; {FIELDS}, effective stride",
)
def layer_jump(draw: Stream) -> Problem | None:
    """Three to five layers, some dilated, and the question about one of them that is not the first."""
    layers = drawn_layers(draw, DILATED, 3, 5)
    asked = draw.integer(2, len(layers))
    strides = [layer.stride for layer in layers[:asked]]
    right = prod(strides)
    mistakes = mistakes_of(
        Expects.NUMBER,
        (right,),
        [
            ((prod(strides[:-1]),), f"The stride of layer {asked} itself counts too: it parts its own output pixels."),
            ((prod(layer.stride for layer in layers),), f"Only the layers up to layer {asked} count."),
            ((sum(strides),), "Strides are multiplied: a step of a later layer is so many steps of the one before it."),
            (
                (right * prod(layer.dilation for layer in layers[:asked]),),
                "Dilation parts the pixels inside of a window, not the windows.",
            ),
            ((strides[-1],), f"That is how far apart they look in the input of layer {asked}, not in the image."),
        ],
        unit="pixels",
    )
    if right < SMALLEST_JUMP or len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES:
        return None
    return Problem(
        values={**columns(layers), "asked": asked},
        prompt=f"An image goes through these layers:\n\n{listing(layers, dilation=True)}\n\n"
        f"Two neighbouring pixels of the output of layer {asked} look at different places of the image. How far apart are these, "
        "in pixels of the image?",
        answer=number_answer(Expects.NUMBER, [right], unit="pixels"),
        steps=(
            r"$j_0 = 1, \quad j_n = j_{n - 1} \cdot s_n$",
            f"$j_{{{asked}}} = {TIMES.join(map(str, strides))} = {right}$",
        ),
        mistakes=mistakes,
        formulas=("*".join(map(str, strides)),),
    )


@family(
    "first-centre",
    topic=TOPIC,
    title="Where the first output pixel's centre lies",
    source=f"{JUMPS}, the start; {FIELDS}, section on the region in the input image",
)
def first_centre(draw: Stream) -> Problem | None:
    """Two to four layers whose paddings don't all keep the first pixel in its place."""
    layers = drawn_layers(draw, DILATED, 2, 4)
    seen = sights(layers)
    shifts = [Fraction(layer.reach, 2) - layer.padding for layer in layers]
    parts = [shift * before.jump for shift, before in zip(shifts, seen, strict=False)]
    right = sum(parts, Fraction(0))
    if right.denominator != 1 or not any(
        shift and before.jump > 1 for shift, before in zip(shifts, seen, strict=False)
    ):
        return None
    mistakes = mistakes_of(
        Expects.NUMBER,
        (right,),
        [
            (
                (Fraction(seen[-1].size - 1, 2),),
                "That is half of the receptive field. Padding moves it: the first window begins before the image.",
            ),
            (
                (sum(shifts, Fraction(0)),),
                "A later layer's shift counts in its own pixels, which lie as far apart as the strides before it say.",
            ),
            (
                (sum((shift * after.jump for shift, after in zip(shifts, seen[1:], strict=True)), Fraction(0)),),
                "A layer's own stride counts for the layers after it, not for itself.",
            ),
            (
                (Fraction(seen[-1].first),),
                "That is the first row the pixel sees; its centre lies half of the receptive field further on.",
            ),
        ],
    )
    if len({mistake.answer.numbers for mistake in mistakes}) < FEWEST_MISTAKES:
        return None
    dilated = any(layer.dilation > 1 for layer in layers)
    return Problem(
        values=columns(layers),
        prompt=f"An image goes through these layers{'' if dilated else ', all with dilation 1'}:\n\n"
        f"{listing(layers, padding=True, dilation=dilated)}\n\n"
        "Over which row of the image does the centre of the first output pixel's receptive field lie? The image's rows are counted "
        "from 0, and padding has negative numbers.",
        answer=number_answer(Expects.NUMBER, [right]),
        steps=tuple(worked_centre(layers)),
        mistakes=mistakes,
        formulas=(
            " + ".join(
                f"({layer.dilation}*({layer.kernel} - 1)/2 - {layer.padding})*{before.jump}"
                for layer, before in zip(layers, seen, strict=False)
            ),
        ),
    )


def worked_centre(layers: Sequence[Layer]) -> list[str]:
    """Layer by layer: how far the first window's centre is moved, in pixels of the image."""
    steps = [r"$c_0 = 0, \quad j_0 = 1, \quad c_n = c_{n - 1} + (\frac{d_n (k_n - 1)}{2} - p_n) \cdot j_{n - 1}$"]
    centre = Fraction(0)
    for n, (layer, before) in enumerate(zip(layers, sights(layers), strict=False), 1):
        after = centre + (Fraction(layer.reach, 2) - layer.padding) * before.jump
        gap = rf"{layer.dilation} \cdot " if layer.dilation > 1 else ""
        shift = rf"(\frac{{{gap}({layer.kernel} - 1)}}{{2}} - {layer.padding}) \cdot {before.jump}"
        line = rf"c_{{{n}}} = {decimal(centre)} + {shift} = {decimal(after)}"
        jump = rf"j_{{{n}}} = {before.jump} \cdot {layer.stride} = {before.jump * layer.stride}"
        steps.append(f"${line}$" if n == len(layers) else rf"${line}, \quad {jump}$")
        centre = after
    return steps


def decimal(number: Fraction) -> str:
    """A whole number or a half."""
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator // 2}.5"


@family(
    "receptive-field-rows",
    topic=TOPIC,
    title="The rows that one output pixel sees",
    source=f"{FIELDS}, section on the region in the input image",
)
def receptive_field_rows(draw: Stream) -> Problem | None:
    """Two to four layers and an output row far enough from the edge."""
    layers = drawn_layers(draw, LAYERS, 2, 4)
    row = draw.integer(1, 20)
    size, jump, start = sights(layers)[-1]
    first = start + row * jump
    last = first + size - 1
    if first < 0 or jump == 1 or not start:
        return None
    mistakes = mistakes_of(
        Expects.LIST,
        (first, last),
        [
            (
                (row * jump, row * jump + size - 1),
                f"The padding is missing: the first output row begins to look at row {start}.",
            ),
            ((first, last + 1), f"A field of {size} rows that begins at row {first} ends one row before {last + 1}."),
            ((start + row, start + row + size - 1), f"Neighbouring output rows look {jump} image rows apart."),
            ((first - jump, last - jump), "Rows are counted from 0, in the output too."),
        ],
    )
    return Problem(
        values={**columns(layers), "row": row},
        prompt=f"A large image goes through these layers, all with dilation 1:\n\n{listing(layers, padding=True)}\n\n"
        f"Which rows of the image does output row {row} see? Give the first and the last one, all rows counted from 0.",
        answer=number_answer(Expects.LIST, (first, last)),
        steps=(*worked_rows(layers), *found_rows(layers, row)),
        mistakes=mistakes,
        formulas=(f"{start} + {row}*{jump}", f"{start} + {row}*{jump} + {size} - 1"),
    )


def worked_rows(layers: Sequence[Layer]) -> list[str]:
    """Layer by layer: the field's side, its first row for the first output row, and the jump."""
    steps = [r"$r_0 = 1, \quad j_0 = 1, \quad a_0 = 0$"]
    seen = sights(layers)
    for n, (layer, before, after) in enumerate(zip(layers, seen, seen[1:], strict=False), 1):
        steps.append(
            rf"$r_{{{n}}} = {before.size} + ({layer.kernel} - 1) \cdot {before.jump} = {after.size}, \quad "
            rf"a_{{{n}}} = {before.first} - {layer.padding} \cdot {before.jump} = {after.first}, \quad "
            rf"j_{{{n}}} = {before.jump} \cdot {layer.stride} = {after.jump}$"
        )
    return steps


def found_rows(layers: Sequence[Layer], row: int) -> tuple[str, str]:
    """From the first output row to the one that is asked."""
    size, jump, start = sights(layers)[-1]
    first = start + row * jump
    return (
        rf"First row: ${start} + {row} \cdot {jump} = {first}$",
        rf"Last row: ${first} + {size} - 1 = {first + size - 1}$, so ${first},\, {first + size - 1}$",
    )

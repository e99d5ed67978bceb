"""How much of the image the values of a network see, and how far apart they lie."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem
from quizcv.problems.families.networks.drawing import network_family
from quizcv.problems.families.networks.wording import called, code, times, worked, wrong_numbers
from quizcv.problems.network.table import CONV
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network, Row

ARAUJO: Final = (
    "Araujo, Norris & Sim 2019, Computing receptive fields of convolutional neural networks (Distill), equation 2"
)
FEWEST_LINES: Final = 3
MOST_LINES: Final = 10
PIXELS: Final = "pixels"


class Step(NamedTuple):
    """Equal windows one behind the other."""

    stage: str
    reach: int
    stride: int
    repeats: int = 1


def reach(row: Row) -> int:
    """The window with its gaps: d(k - 1) + 1; 1 for what has no window."""
    return row.dilation[0] * (row.kernel[0] - 1) + 1 if row.kernel else 1


def is_square(row: Row) -> bool:
    """Whether height and width are the same in all that counts here, and in whole pixels."""
    pairs = (row.field, row.jump, row.kernel, row.stride, row.dilation)
    return all(pair is None or (pair[0] == pair[1] and pair[0].denominator == 1) for pair in pairs)


def jump_of(row: Row) -> int:
    """The jump of a layer that has one, in height and width."""
    return int((row.jump or (1, 1))[0])


def before(row: Row) -> tuple[int, int]:
    """Receptive field and jump of what goes into a layer with a window."""
    size = row.field or (1, 1)
    jump = jump_of(row) // row.stride[0]
    return size[0] - (reach(row) - 1) * jump, jump


def path(rows: Sequence[Row]) -> list[Row] | None:
    """The windows one behind the other that the last row's receptive field comes from; None if they can't be told."""
    last = rows[-1]
    if last.field is None or last.jump is None or not is_square(last):
        return None
    wanted = (last.field[0], int(last.jump[0]))
    found: list[Row] = []
    for row in reversed(rows):
        if wanted == (1, 1):
            break
        if row.kernel is None or row.field is None or row.jump is None or not is_square(row):
            continue
        if (row.field[0], row.jump[0]) == wanted and "transposed" not in row.kind:
            found.append(row)
            wanted = before(row)
    return found[::-1] if wanted == (1, 1) else None


def steps_of(rows: Sequence[Row]) -> list[Step]:
    """The path as lines: equal windows of a stage together, and those left out that change nothing."""
    found: list[Step] = []
    for row in rows:
        step = Step(row.stage, reach(row), row.stride[0])
        if found and step.stride == 1 and found[-1][:3] == step[:3]:
            found[-1] = step._replace(repeats=found[-1].repeats + 1)
        elif step.reach > 1 or step.stride > 1:
            found.append(step)
    return found


def ends(network: Network) -> list[tuple[Row, list[Step]]]:
    """The last layer of each stage whose receptive field is told in 3 to 10 lines."""
    found = []
    rows = network.rows
    for n, (row, behind) in enumerate(pairwise([*rows, None]), 1):
        if row is None or (behind is not None and behind.stage == row.stage):
            continue
        way = path(rows[:n])
        lines = steps_of(way) if way else []
        if FEWEST_LINES <= len(lines) <= MOST_LINES:
            found.append((row, lines))
    return found


@network_family(
    "network-receptive-field",
    title="Receptive fields of published networks",
    source=ARAUJO,
    found=ends,
)
def network_receptive_field(draw: Stream, network: Network, end: tuple[Row, list[Step]]) -> Problem:
    """From the image up to the end of a stage."""
    del draw
    row, lines = end
    size, jump = 1, 1
    worked_lines = [r"$r_0 = 1, \quad j_0 = 1$"]
    for n, step in enumerate(lines, 1):
        text = (
            rf"r_{{{n}}} = {size} + "
            + (f"{step.repeats} \\cdot " if step.repeats > 1 else "")
            + rf"({step.reach} - 1) \cdot {jump}"
        )
        size += step.repeats * (step.reach - 1) * jump
        jump *= step.stride
        text = f"{text} = {size}"
        if n < len(lines):
            text += rf", \quad j_{{{n}}} = {jump}"
        worked_lines.append(f"${text}$")
    right = size
    branch = " on the branch that sees most" if any(each.kind in {"add", "concat"} for each in network.rows) else ""
    listed = "\n".join(f"{n}. {line(step)}" for n, step in enumerate(lines, 1))
    return Problem(
        values={"network": network.name, "stage": row.stage, "layer": row.name},
        prompt=f"In {called(network)} the values behind {code(row.block)} see through these windows, one after another{branch} "
        f"($1\\times 1$ windows with stride 1 left out):\n\n{listed}\n\n"
        "How many pixels long is a side of their receptive field?",
        answer=number_answer(Expects.NUMBER, [right], unit=PIXELS),
        steps=tuple(worked_lines),
        mistakes=wrong_numbers(right, PIXELS, wrong_fields(lines)),
    )


def line(step: Step) -> str:
    """One line of the list."""
    stride = f", stride {step.stride}"
    return f"{code(step.stage)}: {times((step.reach, step.reach))}{stride}" + (
        f", {step.repeats} times" if step.repeats > 1 else ""
    )


def windows(lines: Sequence[Step]) -> list[tuple[int, int]]:
    """All windows, one by one: reach and stride."""
    return [(step.reach, step.stride) for step in lines for _ in range(step.repeats)]


def field_of(each: Sequence[tuple[int, int]]) -> int:
    """The receptive field behind windows, r = 1 + sum of (reach - 1) times the strides before."""
    size, jump = 1, 1
    for wide, stride in each:
        size += (wide - 1) * jump
        jump *= stride
    return size


def wrong_fields(lines: Sequence[Step]) -> list[tuple[int, str]]:
    """What usually goes wrong."""
    every = windows(lines)
    own, jump = 1, 1
    for wide, stride in every:
        jump *= stride
        own += (wide - 1) * jump
    once = field_of([(step.reach, step.stride) for step in lines])
    return [
        (1 + sum(wide - 1 for wide, _ in every), "The strides are missing: each spreads what all later layers see."),
        (own, "A layer's own stride counts for the layers after it, not for itself."),
        (once, "A window that stands there several times counts each time."),
        (field_of(every[:-1]), "The last window is missing."),
    ]


def spread(network: Network) -> list[tuple[Row, list[Row]]]:
    """Convolutions behind at least two strides, and the ends of all blocks with a stride, up to where maps grow again.

    A block that ends in a vector is a branch aside, such as an auxiliary classifier.
    """
    strides: list[Row] = []
    found: list[Row] = []
    for _, each in groupby(network.rows, key=lambda row: row.block):
        rows = list(each)
        end = rows[-1]
        if end.jump is None:
            continue
        before_it = jump_of(strides[-1]) if strides else 1
        if not is_square(end) or jump_of(end) % before_it:
            break
        if jump_of(end) > before_it:
            strides.append(end)
        if len(strides) > 1:
            found += [row for row in rows if row.kind == CONV and row.jump == end.jump]
    return [(row, strides) for row in found]


@network_family(
    "network-jump",
    title="How far apart the values of a layer lie in the image",
    source=ARAUJO,
    found=spread,
)
def network_jump(draw: Stream, network: Network, place: tuple[Row, list[Row]]) -> Problem:
    """The product of the strides up to a layer, among all strides of the network."""
    del draw
    row, strides = place
    right, jumps = jump_of(row), [1, *map(jump_of, strides)]
    jump = jumps[-1]
    factors = [after // one for one, after in pairwise(jumps)]
    names = [each.block for each in strides]
    used = [factor for factor, after in zip(factors, jumps[1:], strict=True) if after <= right]
    listed = "\n".join(f"- {code(name)}: stride {factor}" for name, factor in zip(names, factors, strict=True))
    product = "*".join(map(str, used))
    return Problem(
        values={"network": network.name, "layer": row.name},
        prompt=f"In {called(network)} the map gets smaller here, from the image on:\n\n{listed}\n\n"
        f"How many pixels of the image do two neighbouring values behind {code(row.name)} lie apart?",
        answer=number_answer(Expects.NUMBER, [right], unit=PIXELS),
        steps=(f"Up to {code(row.name)}: {', '.join(map(code, names[: len(used)]))}", worked(product)),
        mistakes=wrong_numbers(
            right,
            PIXELS,
            [
                (jump, "The strides behind the layer do not count for it."),
                (
                    right * factors[len(used)] if len(used) + 1 < len(factors) else 0,
                    f"{code(names[min(len(used), len(names) - 1)])} comes after it.",
                ),
                (sum(used), "Strides multiply; they are not added up."),
                (right // used[-1], f"{code(names[len(used) - 1])} counts too."),
            ],
        ),
        formulas=(product,),
    )

"""Parameters of a stage: a first block, and equal ones behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem
from quizcv.problems.families.networks.drawing import network_family
from quizcv.problems.families.networks.wording import (
    added,
    called,
    channels_of,
    code,
    described,
    frozen,
    grouped,
    normalisations,
    parameters,
    scaled,
    value,
    worked,
    wrong_numbers,
)
from quizcv.problems.network.table import CONV, LINEAR
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network, Row

PARAMETERS: Final = "parameters"
MOST_IN_BLOCK: Final = 4


class Stage(NamedTuple):
    """A stage.

    Args:
        name: Its name.
        first: The parameters of its first block.
        rows: The layers with parameters of each further block.
        further: How many of them there are.
    """

    name: str
    first: int
    rows: list[Row]
    further: int


def costing(rows: list[Row]) -> list[tuple[object, ...]]:
    """What the parameters of a block depend on."""
    return [(row.kind, row.parameters, row.kernel, row.groups, row.bias, row.norm) for row in rows]


def stages(network: Network) -> list[Stage]:
    """The stages of two blocks and more, of which all but the first are the same in a few lines."""
    found = []
    for name, of_stage in groupby(network.rows, key=lambda row: row.stage):
        blocks = [[row for row in rows if row.parameters] for _, rows in groupby(of_stage, key=lambda row: row.block)]
        _, *further = blocks
        if not further or not 1 <= len(further[0]) <= MOST_IN_BLOCK:
            continue
        told = all(row.kind in {CONV, LINEAR, "norm"} and not row.shared for row in further[0])
        if told and all(costing(rows) == costing(further[0]) for rows in further):
            first = sum(row.parameters for row in blocks[0])
            found.append(Stage(name, first, further[0], len(further)))
    return found


@network_family(
    "network-stage-params",
    title="Parameters of a stage of a network",
    source="He et al. 2016, ResNet (arXiv:1512.03385), table 1, and the other networks' papers; counted as torch.nn does",
    found=stages,
)
def stage_parameters(draw: Stream, network: Network, stage: Stage) -> Problem:
    """The first block's parameters are told, those of the further ones follow from their layers."""
    del draw
    rows = stage.rows
    block = rows[0].block
    names = [row.name.removeprefix(f"{block}.") if row.name != block else f"{stage.name}_2" for row in rows]
    lines = "\n".join(f"- {code(name)}: {described(row)}" for name, row in zip(names, rows, strict=True))
    formulas = [parameters(row) for row in rows]
    numbers = [value(formula) for formula in formulas]
    each, further = sum(numbers), stage.further
    right = stage.first + further * each
    norms = sum(scaled(row) for row in rows)
    equal = (
        f"{further} equal blocks follow, each with these layers"
        if further > 1
        else "One more block follows, with these layers"
    )
    wrong = [
        (
            further * each,
            f"{code(stage.name)} begins with a block of {grouped(stage.first)} parameters, which counts too.",
        ),
        (stage.first + each, f"The block stands there {further} times, each with weights of its own."),
        (
            stage.first + (further + 1) * each,
            f"The first block is told already: {'only one more follows' if further == 1 else f'{further} more follow'}.",
        ),
        (
            right - further * norms,
            f"Scales and shifts of the normalisations are missing: {grouped(norms)} in each block.",
        ),
    ]
    unbiased = sum(channels_of(row) for row in rows if row.kind != "norm" and not row.bias)
    if unbiased:
        which = "Some of these layers" if any(row.bias for row in rows) else "These layers"
        wrong.append((right + further * unbiased, f"{which} have no biases."))
    unscaled = sum(2 * channels_of(row) for row in rows if frozen(row))
    if unscaled:
        says = "The scales and shifts are frozen: not trained, and so no parameters."
        wrong.append((right + further * unscaled, says))
    product = f"{further}*{each}" if further > 1 else ""
    return Problem(
        values={"network": network.name, "stage": stage.name},
        prompt=f"In {called(network)}, the first block of stage {code(stage.name)} has {grouped(stage.first)} parameters. {equal}:\n\n"
        f"{lines}\n\nHow many parameters does the stage have{normalisations(rows)}?",
        answer=number_answer(Expects.NUMBER, [right], unit=PARAMETERS),
        steps=(
            *(worked(formula, code(name)) for name, formula in zip(names, formulas, strict=True)),
            *([added(numbers)] if len(numbers) > 1 else []),
            *([worked(product)] if product else []),
            added([stage.first, further * each]),
        ),
        mistakes=wrong_numbers(right, PARAMETERS, wrong),
        formulas=(f"{stage.first} + {further}*({' + '.join(formulas)})",),
    )

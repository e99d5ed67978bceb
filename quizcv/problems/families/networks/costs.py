"""Parameters and multiplications: of a layer, of a block, of the whole network."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

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
    macs,
    normalisations,
    parameters,
    scaled,
    times,
    value,
    weights,
    worked,
    wrong_numbers,
)
from quizcv.problems.network.table import CONV, LINEAR
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network, Row

PARAMETERS: Final = "parameters"
MACS: Final = "MACs"
FEWEST_IN_BLOCK: Final = 2
MOST_IN_BLOCK: Final = 6
NOTHING_FROZEN: Final = " Nothing of a frozen normalisation counts, since it is not trained."


def weighted(network: Network) -> list[Row]:
    """The convolutions and fully connected layers whose weights are their own."""
    return [row for row in network.rows if row.kind in {CONV, LINEAR} and not row.shared]


@network_family(
    "network-total",
    title="Parameters or MACs of a whole network",
    source="The networks' papers, such as Simonyan & Zisserman 2015, VGG (arXiv:1409.1556), table 2; counted as torch.nn does",
    found=lambda network: [
        row for row in weighted(network) if 100 * row.parameters > network.parameters
    ],  # one that matters
)
def network_total(draw: Stream, network: Network, row: Row) -> Problem:
    """All layers but one are summed up; that one is told."""
    multiplied = draw.below(3) == 0
    unit, formula = (MACS, macs(row)) if multiplied else (PARAMETERS, parameters(row))
    total = network.macs if multiplied else network.parameters
    own = value(formula)
    others = total - own
    counts = (
        " Multiplications of convolutions, fully connected layers and attention are counted."
        if multiplied
        else counted_normalisations(network)
    )
    image = f", for one image of {times(network.input)}" if multiplied else ""
    where = f" Its output is {times(row.output)}." if multiplied and row.kind == CONV else ""
    wrong = [(own, f"That is {code(row.name)} alone; the other layers have {grouped(others)}.")]
    if multiplied:
        wrong += [
            (
                others + value(weights(row)),
                f"Each weight is used at every position of the output, {times(row.output[1:])} of them.",
            )
            if row.kind == CONV
            else (others + own * 2, "One multiplication and addition is one MAC; that counts it twice."),
            (2 * total, "One multiplication and addition is one MAC; twice as many are the FLOPs."),
        ]
    else:
        wrong += forgotten(row, others)
    return Problem(
        values={"network": network.name, "layer": row.name, "others": others, "counted": unit},
        prompt=f"In {called(network)} all layers but {code(row.name)} have {grouped(others)} {unit} together. {code(row.name)} is "
        f"{described(row)}.{where} How many {unit} does the whole network have{image}?{counts}",
        answer=number_answer(Expects.NUMBER, [total], unit=unit),
        steps=(worked(formula, code(row.name)), added([others, own])),
        mistakes=wrong_numbers(total, unit, wrong),
        formulas=(f"{others} + {formula}",),
    )


def counted_normalisations(network: Network) -> str:
    """What of a network's normalisations counts as parameters, where it has any; a sentence, with a space before it."""
    if any(map(frozen, network.rows)):
        return NOTHING_FROZEN
    if any(map(scaled, network.rows)):
        return " The scale and shift of a normalisation count, its running means and variances do not."
    return ""


def forgotten(row: Row, others: int = 0) -> list[tuple[int, str]]:
    """What is usually forgotten or counted too much in one layer, on top of what the others have."""
    channels, own = channels_of(row), row.parameters
    found = []
    if row.bias:
        says = f"The biases of {code(row.name)} are missing: {grouped(channels)} of them."
        found.append((others + own - channels, says))
        inputs = row.input[0] if row.kind == CONV else row.input[-1]
        found.append(
            (
                others + own - channels + inputs,
                f"A bias belongs to an output: {code(row.name)} has {grouped(channels)}.",
            )
        )
    else:
        found.append((others + own + channels, f"{code(row.name)} has no biases."))
    if scaled(row):
        says = f"The normalisation behind {code(row.name)} has a scale and a shift for each of its {grouped(channels)} channels."
        found.append((others + own - scaled(row), says))
    if frozen(row):
        says = f"The scale and the shift behind {code(row.name)} are frozen: not trained, and so no parameters."
        found.append((others + own + 2 * channels, says))
    if row.groups > 1:
        whole = value(weights(row)) * (row.groups - 1)
        says = f"A filter of {code(row.name)} sees {row.input[0] // row.groups} of the {row.input[0]} channels: the groups divide them."
        found.append((others + own + whole, says))
    if row.kernel is not None and row.kernel[0] > 1:
        fewer = value(weights(row)) - value(weights(row)) // row.kernel[0]
        found.append((others + own - fewer, f"The kernel of {code(row.name)} has two sides, and both count."))
    return found


@network_family(
    "network-layer-params",
    title="Parameters of a layer of a network",
    source="He et al. 2016, ResNet (arXiv:1512.03385), table 1, and the other networks' papers; counted as torch.nn does",
    found=weighted,
)
def layer_parameters(draw: Stream, network: Network, row: Row) -> Problem:
    """One layer, with its normalisation."""
    del draw
    formula = parameters(row)
    right = value(formula)
    norm = (
        " Count the scale and the shift of the normalisation too."
        if scaled(row)
        else NOTHING_FROZEN
        if frozen(row)
        else ""
    )
    return Problem(
        values={"network": network.name, "layer": row.name},
        prompt=f"{code(row.name)} of {called(network)} is {described(row)}. How many parameters does it have?{norm}",
        answer=number_answer(Expects.NUMBER, [right], unit=PARAMETERS),
        steps=(worked(weights(row), "weights"), worked(formula)) if formula != weights(row) else (worked(formula),),
        mistakes=wrong_numbers(right, PARAMETERS, forgotten(row)),
        formulas=(formula,),
    )


def blocks(network: Network) -> list[list[Row]]:
    """The layers with parameters of each block of 2 to 6 such layers, all of kinds that can be told in a line."""
    found = []
    for _, each in groupby(network.rows, key=lambda row: row.block):
        rows = [row for row in each if row.parameters or row.kind in {CONV, LINEAR}]
        told = all(row.kind in {CONV, LINEAR, "norm"} and not row.shared for row in rows)
        if told and FEWEST_IN_BLOCK <= len(rows) <= MOST_IN_BLOCK:
            found.append(rows)
    return found


@network_family(
    "network-block-params",
    title="Parameters of a block of a network",
    source="He et al. 2016, ResNet (arXiv:1512.03385), table 1, and the other networks' papers; counted as torch.nn does",
    found=blocks,
)
def block_parameters(draw: Stream, network: Network, rows: list[Row]) -> Problem:
    """The sum over the layers of a block."""
    del draw
    block = rows[0].block
    names = [row.name.removeprefix(f"{block}.") for row in rows]
    lines = "\n".join(f"- {code(name)}: {described(row)}" for name, row in zip(names, rows, strict=True))
    formulas = [parameters(row) for row in rows]
    numbers = [value(formula) for formula in formulas]
    right = sum(numbers)
    norms = sum(scaled(row) for row in rows)
    largest = max(range(len(rows)), key=numbers.__getitem__)
    wrong = [(right - number, f"{code(name)} is missing.") for name, number in zip(names, numbers, strict=True)]
    wrong = [wrong[n] for n in sorted({len(rows) - 1, largest})]
    if norms:
        wrong.insert(0, (right - norms, f"Scales and shifts of the normalisations are missing: {grouped(norms)}."))
        wrong.append(
            (
                right + norms,
                "Running means and variances are not trained: a scale and a shift for each channel are all.",
            )
        )
    biases = sum(channels_of(row) for row in rows if row.bias)
    if biases and not norms:
        wrong.append((right - biases, f"The biases are missing: {grouped(biases)}."))
    unbiased = sum(channels_of(row) for row in rows if row.kind != "norm" and not row.bias)
    if unbiased:
        which = "Some of these layers" if any(row.bias for row in rows) else "These layers"
        wrong.append((right + unbiased, f"{which} have no biases."))
    unscaled = sum(2 * channels_of(row) for row in rows if frozen(row))
    if unscaled:
        wrong.append((right + unscaled, "The scales and shifts are frozen: not trained, and so no parameters."))
    return Problem(
        values={"network": network.name, "block": block},
        prompt=f"The block {code(block)} of {called(network)} has these layers with parameters:\n\n{lines}\n\n"
        f"How many parameters does the block have{normalisations(rows)}?",
        answer=number_answer(Expects.NUMBER, [right], unit=PARAMETERS),
        steps=(*(worked(f, code(n)) for n, f in zip(names, formulas, strict=True)), added(numbers)),
        mistakes=wrong_numbers(right, PARAMETERS, wrong),
        formulas=(" + ".join(formulas),),
    )


@network_family(
    "network-layer-macs",
    title="MACs of a layer of a network",
    source="Howard et al. 2017, MobileNets (arXiv:1704.04861), section 3.1: a weight is used once for each position of the output",
    found=lambda network: [row for row in weighted(network) if row.kind == CONV],
)
def layer_macs(draw: Stream, network: Network, row: Row) -> Problem:
    """The multiplications of one convolution."""
    del draw
    formula = macs(row)
    right = value(formula)
    once = value(weights(row))
    _, *inside = row.input
    _, *outside = row.output
    wrong = [
        (once, f"These are the weights; each is used at all {times(outside)} positions of the output."),
        (2 * right, "One multiplication and addition is one MAC; twice as many are the FLOPs."),
    ]
    if inside != outside:
        used = once * inside[0] * inside[1]
        wrong.append(
            (used, f"The filters stop at the {times(outside)} positions of the output, not at those of the input.")
        )
    if row.groups > 1:
        wrong.append(
            (right * row.groups, f"A filter sees {row.input[0] // row.groups} of the {row.input[0]} channels.")
        )
    elif row.kernel is not None and row.kernel[0] > 1:
        wrong.append((right // row.kernel[0], f"A filter has {times(row.kernel)} weights for each channel."))
    return Problem(
        values={"network": network.name, "layer": row.name},
        prompt=f"{code(row.name)} of {called(network)} is {described(row, costs=False)}. Maps of {times(row.input)} go in, maps of "
        f"{times(row.output)} come out. How many MACs does it take for one image, biases and normalisation not counted?",
        answer=number_answer(Expects.NUMBER, [right], unit=MACS),
        steps=(worked(weights(row), "weights"), worked(f"{once}*{outside[0]}*{outside[1]}")),
        mistakes=wrong_numbers(right, MACS, wrong),
        formulas=(formula,),
    )

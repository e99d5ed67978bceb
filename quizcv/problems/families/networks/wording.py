"""Layers in words, their costs as formulas, and worked lines."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.problems.answers import number_answer
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_latex
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.network.table import CONV, LINEAR
from quizcv.problems.steps import latex_amount
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.problems.network.table import Network, Row


def code(name: str) -> str:
    """A layer's name as it stands in the table."""
    return f"`{name}`"


def called(network: Network) -> str:
    """A network's title inside a sentence: `AlexNet (one column)`, where the list has `AlexNet, one column`."""
    name, comma, which = network.title.partition(", ")
    return f"{name} ({which})" if comma else name


def times(shape: Sequence[object]) -> str:
    r"""A shape as math: `$64\times 56\times 56$`."""
    return "$" + r"\times ".join(map(str, shape)) + "$"


def grouped(number: int) -> str:
    """A number for people."""
    return f"{number:,}"


def article(number: int) -> str:
    """`a 3 x 3 convolution`, `an 11 x 11 convolution`."""
    spoken = str(number)
    return "an" if spoken.startswith("8") or number in {11, 18} else "a"


def plural(count: int, what: str) -> str:
    """`1 channel`, `64 channels`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def described(row: Row, *, costs: bool = True) -> str:
    r"""A convolution or a fully connected layer: `a $3\times 3$ convolution from 64 to 128 channels, no biases`.

    Args:
        row: The layer.
        costs: Whether biases and normalisation are told, on which its parameters depend.
    """
    if row.kind == LINEAR:
        text = f"a fully connected layer from {row.input[-1]:,} to {plural(row.output[-1], 'feature')}"
    elif row.kernel is not None and row.kind == CONV:
        text = f"{article(row.kernel[0])} {times(row.kernel)} convolution from {row.input[0]:,} to {plural(row.output[0], 'channel')}"
        if row.depthwise:
            text += f" in {row.groups:,} groups (depthwise)"
        elif row.groups > 1:
            text += f" in {row.groups:,} groups"
    else:
        text = f"{'batch' if row.norm == 'frozen' else row.norm} normalisation of {plural(channels_of(row), 'channel')}"
        return text + (", frozen" if row.norm == "frozen" else "")
    return text + (f", {finish(row)}" if costs else "")


def finish(row: Row) -> str:
    """Biases and normalisation in words."""
    biases = "with biases" if row.bias else "no biases"
    norms = {"batch": "batch normalisation", "frozen": "frozen batch normalisation", "local": "local normalisation"}
    norm = norms.get(row.norm, f"{row.norm} normalisation")
    return f"{biases}, then {norm}" if row.norm else biases


def channels_of(row: Row) -> int:
    """The channels that come out; of tokens or of a vector, the features."""
    return row.output[0] if len(row.output) == 3 else row.output[-1]  # noqa: PLR2004  a map


def weights(row: Row) -> str:
    """The weights of a convolution or a fully connected layer as a formula."""
    if row.kernel is None:
        return f"{row.input[-1]}*{row.output[-1]}"
    share = f"{row.input[0]}/{row.groups}" if row.groups > 1 else str(row.input[0])
    return f"{row.kernel[0]}*{row.kernel[1]}*{share}*{row.output[0]}"


def scaled(row: Row) -> int:
    """The scale and shift of its normalisation."""
    return 2 * channels_of(row) if row.norm in {"batch", "layer", "group"} else 0


def frozen(row: Row) -> bool:
    """Whether its normalisation has a scale and a shift that are no parameters, since they are not trained."""
    return row.norm == "frozen"


def normalisations(rows: Iterable[Row]) -> str:
    """What a question about the parameters of several layers says of their normalisations, as the end of a sentence begun."""
    found = list(rows)
    if any(map(frozen, found)):
        return " (a frozen normalisation has none: its scale and shift are not trained)"
    return ", scales and shifts of the normalisations included" if any(map(scaled, found)) else ""


def parameters(row: Row) -> str:
    """All parameters of a layer as a formula."""
    channels = channels_of(row)
    if row.kind == "norm":
        return f"2*{channels}" if scaled(row) else "0"
    text = weights(row)
    if row.bias:
        text += f" + {channels}"
    return text + f" + 2*{channels}" if scaled(row) else text


def macs(row: Row) -> str:
    """The multiplications of a layer as a formula: its weights, once for each position."""
    places = row.output[1:] if row.kind == CONV else row.output[:-1]
    return "*".join([weights(row), *map(str, places)])


def value(formula: str) -> int:
    """What a formula of whole numbers comes to."""
    found = Fraction(evaluate(parse(formula, (), budget=TEMPLATE)))
    return int(found)


def worked(formula: str, name: str = "") -> str:
    """A line of the worked way: the formula and what it comes to."""
    tree = parse(formula, (), budget=TEMPLATE)
    before = f"{name}: " if name else ""
    return f"{before}${to_latex(tree)} = {latex_amount(evaluate(tree))}$"


def added(numbers: Iterable[int]) -> str:
    """A sum as a line of the worked way."""
    found = list(numbers)
    return f"${' + '.join(map(latex_amount, found))} = {latex_amount(sum(found))}$"


def wrong_numbers(right: int, unit: str, candidates: Iterable[tuple[int, str]]) -> tuple[Mistake, ...]:
    """Mistakes that lead to another number, 0 and less left out."""
    return tuple(
        Mistake(number_answer(Expects.NUMBER, [number], unit=unit), says)
        for number, says in candidates
        if number not in {right, 0} and number > 0
    )

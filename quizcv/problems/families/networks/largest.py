"""Where the parameters of a network are: layers to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.authoring import Problem
from quizcv.problems.families.networks.costs import weighted
from quizcv.problems.families.networks.drawing import network_family
from quizcv.problems.families.networks.wording import (
    called,
    code,
    described,
    frozen,
    grouped,
    parameters,
    scaled,
    worked,
)
from quizcv.problems.values import Answer, Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network, Row

OPTIONS: Final = 4


def its_normalisation(rows: Sequence[Row]) -> str:
    """Whether a layer is meant with its normalisation, where that makes a difference."""
    if any(map(frozen, rows)):
        return " (a frozen normalisation has none)"
    return ", its normalisation included" if any(map(scaled, rows)) else ""


def rivals(network: Network) -> list[Sequence[Row]]:
    """All layers with weights, as one thing to choose from; nothing if there are too few different ones."""
    rows = weighted(network)
    return [rows] if len({row.parameters for row in rows}) >= OPTIONS else []


@network_family(
    "network-largest-layer",
    title="The layer with the most parameters",
    source="Krizhevsky et al. 2012, AlexNet, section 3.5, and the other networks' papers: where the parameters are",
    found=rivals,
)
def largest_layer(draw: Stream, network: Network, rows: Sequence[Row]) -> Problem | None:
    """Four layers of one network to choose from."""
    chosen = draw.sample(rows, OPTIONS)
    counts = [row.parameters for row in chosen]
    best = max(range(OPTIONS), key=counts.__getitem__)
    if len(set(counts)) < OPTIONS:
        return None
    options = tuple(code(row.name) for row in chosen)
    listed = "\n".join(f"- {code(row.name)}: {described(row)}" for row in chosen)
    right = chosen[best]
    mistakes = tuple(
        Mistake(
            Answer(Expects.CHOICE, option, texts=(option,)),
            f"It has {grouped(row.parameters)} parameters, and {code(right.name)} has {grouped(right.parameters)}.",
        )
        for option, row in zip(options, chosen, strict=True)
        if row is not right
    )
    return Problem(
        values={"network": network.name, **{f"layer_{n}": row.name for n, row in enumerate(chosen, 1)}},
        prompt=f"Which of these layers of {called(network)} has the most parameters{its_normalisation(chosen)}?\n\n{listed}",
        answer=Answer(Expects.CHOICE, options[best], texts=(options[best],)),
        steps=(
            *(worked(parameters(row), code(row.name)) for row in sorted(chosen, key=lambda row: row.parameters)),
            f"The one with the most is {code(right.name)}",
        ),
        mistakes=mistakes,
        options=options,
    )

"""Draws that are never asked because something can't be calculated with them: an author may not know that they are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.proving.findings import Finding, shown_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.sampling import Sampler
    from quizcv.problems.values import Value


class Lost(NamedTuple):
    """A draw with which something can't be calculated: the part, the numbers drawn until then, and why."""

    field: str
    drawn: dict[str, Value]
    why: str


def dropped(sampler: Sampler, streams: Iterable[Stream], attempts: Iterable[int]) -> list[Finding]:
    """A warning for the answer, and for each derived value, that can't be calculated in some of the draws.

    A draw that breaks a condition counts nowhere, nor one with which the condition itself can't be calculated.

    Args:
        sampler: What drew.
        streams: What was drawn from, as it was in the beginning.
        attempts: How many draws were made from each.
    """
    lost: dict[str, list[Lost]] = {}
    calculated = 0
    for stream, count in zip(streams, attempts, strict=True):
        for _ in range(count):
            try:
                found = lost_draw(sampler, stream)
            except Unfit:
                continue
            if found is None:
                calculated += 1
            else:
                lost.setdefault(found.field, []).append(found)
    reached = calculated + sum(map(len, lost.values()))
    return [warning(each, len(each) / reached) for each in lost.values()]


class Unfit(Exception):  # noqa: N818  no fault, but how most draws end
    """A draw breaks a condition."""


def lost_draw(sampler: Sampler, stream: Stream) -> Lost | None:
    """What can't be calculated in the next draw; None if all can.

    Raises:
        Unfit: A condition does not hold.
    """
    values: dict[str, Value] = {}
    for name, drawer, tests in sampler.drawers:
        try:
            value = drawer(stream, values)
        except CalculationError as error:
            return Lost(f"given.{name}", named(sampler, values), error.problem)
        if value is None:
            raise Unfit
        values[name] = value
        try:
            fits = all(test(values) for test in tests)
        except CalculationError:
            fits = False
        if not fits:
            raise Unfit
    try:
        sampler.right(values)
    except CalculationError as error:
        return Lost("answer", named(sampler, values), error.problem)
    return None


def named(sampler: Sampler, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that have a name in the problem."""
    return {name: values[name] for name in sampler.names if name in values}


def warning(lost: Sequence[Lost], share: float) -> Finding:
    """What is said of all draws lost for one part."""
    field, drawn, why = lost[0]
    example = f"for {shown_values(drawn)}: {why}" if drawn else why
    message = f"in {share:.1%} of the draws this can't be calculated, so they are never asked; keep them out by 'where' ({example})"
    return Finding(field, message, "warning")

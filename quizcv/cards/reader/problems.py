"""The faults of formulas, families and templates, at their places in a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.errors import UsageError
from quizcv.problems.values import Tolerance
from quizcv.yamltext.faults import quote

if TYPE_CHECKING:
    from quizcv.problems.faults import Fault as TemplateFault
    from quizcv.problems.template import Template
    from quizcv.yamltext.tree import Map

Fault = tuple[tuple[str | int, ...], int, str]
"""Where in the card (keys and entry numbers), the column in that text from 1 (0 for all of it), what is wrong."""


def formula_faults(source: str) -> list[Fault]:
    """What is wrong with the answer of a symbolic card."""
    from quizcv.problems.formula.constants import constant_faults  # noqa: PLC0415  only for decks that hold formulas
    from quizcv.problems.formula.errors import FormulaError  # noqa: PLC0415
    from quizcv.problems.formula.parser import parse  # noqa: PLC0415

    try:
        found: list[FormulaError] = [*constant_faults(parse(source))]
    except FormulaError as error:
        found = [error]
    return [(("answer",), error.column, error.reason) for error in found]


def tolerance_of(text: str) -> tuple[Tolerance, list[Fault]]:
    """The tolerance of a numeric card, or what is wrong with it."""
    from quizcv.problems.answers import parse_tolerance  # noqa: PLC0415  only for decks that hold formulas
    from quizcv.problems.formula.errors import FormulaError  # noqa: PLC0415

    try:
        return parse_tolerance(text), []
    except FormulaError:
        message = f"{quote(text)} is no tolerance; write 1%, 0.5 or 3sf, or leave it out for an exact answer"
        return Tolerance(), [(("tolerance",), 0, message)]


def family_faults(name: str, network: str) -> list[Fault]:
    """What is wrong with the name of a shipped family, or of the network it is to ask about."""
    from quizcv.problems.families import family  # noqa: PLC0415  only for decks with problems

    try:
        chosen = family(name)
    except UsageError as error:
        return [(("family",), 0, str(error))]
    if not network:
        return []
    from quizcv.problems.network.shipped import shipped  # noqa: PLC0415  only for problems about one network

    try:
        chosen.of(shipped(network))
    except UsageError as error:
        return [(("network",), 0, str(error))]
    return []


def template_of(node: Map) -> tuple[Template | None, list[Fault]]:
    """The template of a problem written in the deck, or what is wrong with it."""
    from quizcv.problems.faults import TemplateError  # noqa: PLC0415  only for decks with problems
    from quizcv.problems.template import Template  # noqa: PLC0415  as above

    try:
        return Template.parse(parts_of(node)), []
    except TemplateError as error:
        return None, [fault for each in error.faults for fault in _told(each, node)]


def _told(fault: TemplateFault, node: Map) -> list[Fault]:
    """A template's fault at its place in the card; a tolerance that can't be read is told as on a numeric card."""
    if fault.field == "tolerance":
        return tolerance_of(str(node["tolerance"]))[1]
    return [(place_of(fault.field), fault.column, fault.message)]


def parts_of(node: Map) -> dict[str, object]:
    """The parts of a problem written in the deck."""
    from quizcv.problems.reading import PARTS  # noqa: PLC0415  only for decks with problems

    return {key: _plain(value) for key, value in node.items() if key in PARTS}


def _plain(value: object) -> object:
    """A value of the tree without its places, for keeping."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def place_of(field: str) -> tuple[str | int, ...]:
    """The keys and entry numbers of `mistakes[1].answer`."""
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", field))

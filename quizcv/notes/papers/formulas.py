"""Formulas that stand alone in a paper's section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.formulas import STRANGER, Formula, stranger
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import one_line

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.papers.parts import Told


def take_formulas(formulas: list[tuple[int, Formula]], told: Told, gathering: Gathering) -> None:
    """A bullet or line that is one formula is asked for, unless another card of the paper has it on its back.

    Args:
        formulas: Each with its line.
        told: Whose they are.
        gathering: Takes what is found.
    """
    name = told.paper.name
    known = {_bare(candidate.back) for candidate in gathering.candidates[told.first :]} if formulas else set()
    asked = {candidate.front for candidate in gathering.candidates[told.first :]} if formulas else set()
    for line, formula in formulas:
        if known & {_bare(formula.text), _bare(formula.text.partition("=")[2])}:
            continue
        other = stranger(formula.text, name)
        front = gathering.phrases.formula.format(name)
        if other:
            gathering.guess(front, formula.shown, line, STRANGER.format(other, name))
            continue
        symbol = ""
        if front in asked:
            symbol = one_line(formula.left or formula.text)
            front = gathering.phrases.formula_for.format(name, symbol)
        asked.add(front)
        known.add(_bare(formula.text))
        slug = f"{told.paper.slug} {symbol} formula"
        gathering.card(
            Candidate(front=front, back=formula.shown, line=line, heading=told.heading, about=name, slug=slug)
        )


def _bare(text: str) -> str:
    return re.sub(r"[$`\s]", "", text)

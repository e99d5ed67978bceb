"""Typed formulas, compared up to equivalence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.formula.constants import refuse_constants
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tree import names_of
from quizcv.problems.symbolic import Equivalence, agree, equivalent

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.problems.formula.tree import Node

LEFT_SIDE: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9_]*\s*=(?!=)")
WRAPPING: Final = re.compile(r"^[\s$`]+|[\s$`]+$")
RIGHT, RECOGNISED, WRONG = 4, 2, 1


def read_formula(question: Question, response: str) -> Node:
    """The tree of a response, over the names of the right formulas; what stands before an equals sign is left out.

    Raises:
        FormulaError: It can't be read, or a part of it has no value whatever the names stand for.
    """
    right = [parse(answer.formula) for answer in (question.answer, *question.alternatives)]
    names = {name for tree in right for name in names_of(tree)}
    text = WRAPPING.sub(_spaces, response)
    tree = parse(LEFT_SIDE.sub(_spaces, text, count=1), names)
    refuse_constants(tree)
    return tree


def _spaces(match: re.Match[str]) -> str:
    """As many spaces: what comes behind keeps its column."""
    return " " * len(match[0])


def formula_echo(question: Question, response: str) -> str:
    """How a formula was read; empty where it was typed like that."""
    text = to_text(read_formula(question, response))
    return "" if "".join(text.split()) == "".join(response.split()) else f"= {text}"


def check_formula(question: Question, response: str) -> Verdict:
    """Any formula equivalent to the right one; where SymPy can't tell in time, the learner decides."""
    typed = read_formula(question, response)
    read_as = formula_echo(question, response)
    undecided = False
    for answer in (question.answer, *question.alternatives):
        match equivalent(typed, parse(answer.formula)):
            case Equivalence.PROVED:
                return Verdict(judgement=Judgement.RIGHT, read_as=read_as, grade=RIGHT)
            case Equivalence.UNDECIDED:
                undecided = True
    if undecided:
        diagnosis = (
            "It could not be decided in time whether this is the same formula. Compare them and grade it yourself."
        )
        return Verdict(judgement=Judgement.UNDECIDED, read_as=read_as, diagnosis=diagnosis)
    for mistake in question.mistakes:
        if mistake.answer.formula and agree(typed, parse(mistake.answer.formula)):
            return Verdict(judgement=Judgement.WRONG, read_as=read_as, diagnosis=mistake.says, grade=RECOGNISED)
    return Verdict(judgement=Judgement.WRONG, read_as=read_as, grade=WRONG)

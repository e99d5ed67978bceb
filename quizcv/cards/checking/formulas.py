"""Typed formulas, compared up to equivalence."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.formula.constants import refuse_constants
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tree import names_of
from quizcv.problems.symbolic import Equivalence, agree, equivalent

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizcv.cards.question import Question
    from quizcv.problems.formula.tree import Node

LEFT_SIDE: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9_]*\s*=(?!=)")
BRACED: Final = re.compile(r"_\s*\{\s*(?:\\(?:text|mathrm|mathit)\s*\{\s*)?(?P<name>[A-Za-z0-9]+)\s*\}(?:\s*\})?")
LOWERED: Final = re.compile("[ₐ-ₜᵢ-ᵪ₀-₉]+")
LATEX: Final = {r"\cdot": "*", r"\times": "*", r"\left": "", r"\right": "", r"\,": " ", r"\;": " ", r"\ ": " "}
WRAPPING: Final = re.compile(r"^[\s$`]+|[\s$`]+$")
RIGHT, RECOGNISED, WRONG = 4, 2, 1
LONGEST_ECHO: Final = 300
"""Characters of a formula that are shown as it was read: a number such as `1e400` in it would fill the screen."""
LONGEST: Final = 2048
"""Characters of a response that are looked at: a formula's own bound, with room for LaTeX and subscripts."""


def read_formula(question: Question, response: str) -> Node:
    """The tree of a response, over the names of the right formulas; what stands before an equals sign is left out.

    Products may go without a sign where they can be read in one way only, and names may have their subscripts written small or
    as in LaTeX.

    Raises:
        FormulaError: It can't be read, or a part of it has no value whatever the names stand for.
    """
    if len(response) > LONGEST:
        problem = f"the formula is too long: {len(response):,} characters"
        raise FormulaError(problem)
    right = [parse(answer.formula) for answer in (question.answer, *question.alternatives)]
    names = {name for tree in right for name in names_of(tree)}
    text = in_plain_letters(WRAPPING.sub(_spaces, response), names)
    tree = parse(LEFT_SIDE.sub(_spaces, text, count=1), names, implied=True)
    refuse_constants(tree)
    return tree


def in_plain_letters(text: str, names: Collection[str]) -> str:
    """A formula with subscripts, Greek letters and the commonest LaTeX as the formula language has them: `cᵢₙ` and `c_{in}` as `c_in`."""
    for sign, plain in LATEX.items():
        text = text.replace(sign, plain)
    text = BRACED.sub(r"_\g<name>", text)
    text = LOWERED.sub(lambda match: "_" + unicodedata.normalize("NFKC", match[0]), text)
    text = "".join(_greek(letter, names) for letter in text)
    for name in names:  # c_1 for a name written c1
        with_line = re.sub(r"(?<=[A-Za-z])(?=[0-9]+$)", "_", name)
        if with_line not in names:
            text = re.sub(rf"\b{re.escape(with_line)}\b", name, text)
    return text


def _greek(letter: str, names: Collection[str]) -> str:
    """A Greek letter's name, if it is one of the names; else the letter."""
    if letter.isascii() or not "α" <= letter.lower() <= "ω":
        return letter
    word = unicodedata.name(letter, "").rpartition(" ")[2].lower()
    word = {"lamda": "lambda"}.get(word, word)
    return next((f" {name} " for name in (word, word.capitalize()) if name in names), letter)


def _spaces(match: re.Match[str]) -> str:
    """As many spaces: what comes behind keeps its column."""
    return " " * len(match[0])


def formula_echo(question: Question, response: str) -> str:
    """How a formula was read; empty where it was typed like that."""
    text = to_text(read_formula(question, response))
    if len(text) > LONGEST_ECHO:
        text = f"{text[:LONGEST_ECHO]}…"
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
        diagnosis = "Could not decide in time whether this is the same formula: compare them, and grade it yourself."
        return Verdict(judgement=Judgement.UNDECIDED, read_as=read_as, diagnosis=diagnosis)
    for mistake in question.mistakes:
        if mistake.answer.formula and agree(typed, parse(mistake.answer.formula)):
            return Verdict(judgement=Judgement.WRONG, read_as=read_as, diagnosis=mistake.says, grade=RECOGNISED)
    return Verdict(judgement=Judgement.WRONG, read_as=read_as, grade=WRONG)

"""The formulas in a template's parts: what each may use is what was drawn before it, numbers, lists and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.constants import refuse_constants
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.parser import parse_answer, parse_test
from quizcv.problems.formula.tokens import TEMPLATE, tokenize
from quizcv.problems.formula.tree import Listing, Name, names_of
from quizcv.problems.given import check_name
from quizcv.problems.parts import Parts
from quizcv.problems.prose import Prose
from quizcv.problems.steps import StepPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.formula.tree import Comparison, Node

MAX_CHARACTERS: Final = 20_000


class FormulaParts(Parts):
    """Parts with formulas in them. `numbers`, `lists` and `words` are the names drawn so far, by what they stand for.

    Every method that reads a formula raises a FormulaError at the first thing wrong with it.
    """

    def __init__(self, parts: Mapping[str, object]) -> None:
        super().__init__(parts)
        self.numbers: set[str] = set()
        self.words: set[str] = set()
        self.lists: set[str] = set()
        self.characters = 0

    def formula(self, text: str) -> Node | Listing:
        """An answer's formula."""
        self.refuse_words(text)
        tree = parse_answer(text, self.numbers | self.lists, lists=self.lists, budget=TEMPLATE)
        refuse_constants(tree)
        return tree

    def test(self, text: str) -> Comparison:
        """A condition."""
        self.refuse_words(text)
        test = parse_test(text, self.numbers | self.lists, lists=self.lists, budget=TEMPLATE)
        refuse_constants(test)
        return test

    def prose(self, text: str) -> Prose:
        """A text with numbers put in."""
        return Prose(text, self.numbers, self.words | self.lists)

    def refuse_words(self, text: str) -> None:
        """Makes sure no formula calculates with words, and that all of them together stay short enough to be drawn quickly."""
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            problem = f"the formulas of this problem are too long: more than {MAX_CHARACTERS:,} characters together"
            raise FormulaError(problem)
        if not self.words:
            return
        for token in tokenize(text, TEMPLATE):
            if token.kind == "name" and token.text in self.words:
                problem = f"{token.text!r} is a word and can't be calculated with"
                raise FormulaError(problem, token.column)

    def like(self, text: str, answer: Node | Listing | None) -> Node | Listing:
        """The formula of another answer, of the same kind as the right one."""
        tree = self.formula(text)
        if answer is not None and self.kind(tree) != self.kind(answer):
            problem = "this is another kind of answer than the right one"
            raise FormulaError(problem, 1, "write both as one number, or both as several in brackets")
        return tree

    def kind(self, tree: Node | Listing) -> str:
        """One number, or several."""
        several = isinstance(tree, Listing) or (isinstance(tree, Name) and tree.name in self.lists)
        return "several" if several else "one"

    def step(self, text: str, known: set[str]) -> StepPlan:
        """One step."""
        self.refuse_words(text)
        plan = StepPlan(text, known, self.lists)
        refuse_constants(plan.tree)
        return plan

    def equation(self, text: str, unknown: str) -> tuple[Node, Node]:
        """The two sides of an equation.

        Raises:
            FormulaError: It is none, or the unknown is not in it.
        """
        check_name(unknown)
        self.refuse_words(text)
        test = parse_test(text, self.numbers | self.lists | {unknown}, lists=self.lists - {unknown}, budget=TEMPLATE)
        if test.operators != ("==",):
            problem = "this is no equation"
            raise FormulaError(problem, 1, "write one == between its two sides")
        refuse_constants(test)
        if unknown not in names_of(test):
            problem = f"the unknown {unknown!r} is not in the equation"
            raise FormulaError(problem, 1)
        left, right = test.operands
        return left, right

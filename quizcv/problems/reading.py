"""Reads the parts of a template: every fault is collected, with the part it is in and its column there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from quizcv.problems.answers import parse_tolerance
from quizcv.problems.equation import EQUATION_PARTS, Among, Choose, Equation
from quizcv.problems.faults import TemplateError
from quizcv.problems.formula.errors import FormulaError, nearest_name
from quizcv.problems.formula.tree import Listing, Name
from quizcv.problems.formulaparts import FormulaParts
from quizcv.problems.given import Choice, check_name, parse_given
from quizcv.problems.parts import MAX_ITEMS
from quizcv.problems.prose import Prose
from quizcv.problems.sampling import Wrong
from quizcv.problems.values import Expects, Tolerance

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Node
    from quizcv.problems.given import Given
    from quizcv.problems.steps import StepPlan

PARTS: Final = frozenset(
    {
        "given",
        "where",
        "front",
        "answer",
        "answers",
        "steps",
        "mistakes",
        "unit",
        "tolerance",
        "expects",
        "suffixes",
        "solves",
    }
)
MISTAKE_PARTS: Final = ("answer", "says")
OPTIONAL_MISTAKE_PARTS: Final = ("when",)
LISTINGS: Final = {"shape": Expects.SHAPE, "list": Expects.LIST, "set": Expects.SET}
DIFFERENCE: Final = re.compile(r"\s*([0-9]{1,9})\s*-\s*([0-9]{1,9})\s*")
"""What a range looks like to who knows it from elsewhere."""
EMPTY: Final = Prose("", ())


def read_template(parts: Mapping[str, object]) -> dict[str, Any]:
    """The arguments for `Template`.

    Raises:
        TemplateError: With every fault.
    """
    reading = Reading(parts)
    arguments = reading.read()
    if reading.faults:
        raise TemplateError(reading.faults)
    return arguments


class Reading(FormulaParts):
    """One reading of one template."""

    def __init__(self, parts: Mapping[str, object]) -> None:
        super().__init__(parts)
        self.below: tuple[str, ...] = ()
        """What is drawn after the entry being read."""

    def read(self) -> dict[str, Any]:
        """All parts."""
        for part in self.parts:
            if part not in PARTS:
                near = nearest_name(str(part), PARTS)
                self.fault(str(part), f"a problem has no part {part!r}" + (f"; did you mean {near!r}?" if near else ""))
        given = self.given()
        where = tuple(
            test
            for n, text in enumerate(self.texts("where"))
            if (test := self.attempt(f"where[{n}]", self.test, text)) is not None
        )
        answer = self.attempt("answer", self.right)
        expects = self.expects(answer)
        return {
            "given": given,
            "where": where,
            "front": self.attempt("front", self.front) or EMPTY,
            "answer": answer,
            "alternatives": self.alternatives(answer),
            "steps": self.steps(),
            "mistakes": self.mistakes(answer),
            "solves": self.solves(expects),
            "expects": expects,
            "unit": self.text("unit"),
            "suffixes": self.switch("suffixes"),
            "tolerance": self.attempt("tolerance", parse_tolerance, self.text("tolerance")) or Tolerance(),
        }

    def right(self) -> Node | Listing:
        """The right answer."""
        return self.formula(self.required("answer"))

    def front(self) -> Prose:
        """The question."""
        return self.prose(self.required("front"))

    def given(self) -> dict[str, Given]:
        """What is drawn, in order."""
        written = self.parts.get("given")
        if not isinstance(written, Mapping) or not written:
            self.known = False
            self.fault("given", "'given' names what is drawn, like {n: 32..224, k: [3, 5, 7]}")
            return {}
        given: dict[str, Given] = {}
        for number, (key, entry) in enumerate(written.items(), 1):
            name = str(key)
            self.below = tuple(map(str, written))[number:]
            field = f"given.{name}"
            if isinstance(entry, Mapping):
                self.fault(field, "a value is a range, a list or a formula")
                self.spoiled.add(name)
                continue
            value = self.attempt(field, self.entry, name, entry)
            if value is None:
                self.spoiled.add(name)
                continue
            given[name] = value
            first = value.options[0] if isinstance(value, Choice) else 0
            kind = self.words if isinstance(first, str) else self.lists if isinstance(first, tuple) else self.numbers
            kind.add(name)
        return given

    def entry(self, name: str, entry: object) -> Given:
        """One entry of what is drawn."""
        check_name(name)
        if not isinstance(entry, (list, tuple)):
            self.refuse_words(str(entry).replace("..", "  "))
            difference = DIFFERENCE.fullmatch(str(entry))
            if difference:
                problem = f"{difference.group().strip()!r} is a difference, the same number in every draw"
                raise FormulaError(problem, 1, f"write the range {difference[1]}..{difference[2]}")
        try:
            return parse_given(entry, self.numbers | self.lists, self.lists)
        except FormulaError as error:
            for below in self.below:
                if error.problem == f"unknown name {below!r}":
                    problem = f"{below!r} is drawn below"
                    raise FormulaError(problem, error.column, "put it above: values are drawn in order") from None
            raise

    def expects(self, answer: Node | Listing | None) -> Expects:
        """The kind of answer, from how it is written or as the part `expects` says."""
        kind = Expects.NUMBER
        if isinstance(answer, Listing):
            kind = LISTINGS[answer.kind]
        elif isinstance(answer, Name) and answer.name in self.lists:
            kind = Expects.LIST
        text = self.text("expects").strip()
        if not text:
            return kind
        choices = [Expects.NUMBER] if kind is Expects.NUMBER else [Expects.SHAPE, Expects.LIST, Expects.SET]
        if text not in [choice.value for choice in choices]:
            wanted = " or ".join(choice.value for choice in choices)
            self.fault("expects", f"this answer is a {wanted}, not {text!r}")
            return kind
        return Expects(text)

    def alternatives(self, answer: Node | Listing | None) -> tuple[Node | Listing, ...]:
        """Other right answers."""
        found = [self.attempt(f"answers[{n}]", self.like, text, answer) for n, text in enumerate(self.texts("answers"))]
        return tuple(tree for tree in found if tree is not None)

    def steps(self) -> tuple[StepPlan, ...]:
        """The worked way; a step may name its value for the steps after it."""
        plans = []
        known = self.numbers | self.lists
        for n, text in enumerate(self.texts("steps")):
            plan = self.attempt(f"steps[{n}]", self.step, text, known)
            if plan is not None:
                plans.append(plan)
                if plan.name:
                    known = known | {plan.name}
        return tuple(plans)

    def mistakes(self, answer: Node | Listing | None) -> tuple[Wrong, ...]:
        """Known wrong answers."""
        written = self.parts.get("mistakes")
        if written is None:
            return ()
        if not isinstance(written, Sequence) or isinstance(written, str):
            self.fault("mistakes", "'mistakes' is a list of {answer: ..., says: ...}")
            return ()
        if len(written) > MAX_ITEMS:
            self.fault("mistakes", f"'mistakes' holds at most {MAX_ITEMS} items, not {len(written)}")
        found = [self.mistake(f"mistakes[{n}]", each, answer) for n, each in enumerate(written[:MAX_ITEMS])]
        return tuple(mistake for mistake in found if mistake is not None)

    def mistake(self, field: str, written: object, answer: Node | Listing | None) -> Wrong | None:
        """One known wrong answer."""
        if not isinstance(written, Mapping):
            self.fault(field, "a mistake is written {answer: a formula, says: what went wrong}")
            return None
        for part in written:
            if part not in MISTAKE_PARTS + OPTIONAL_MISTAKE_PARTS:
                self.fault(
                    f"{field}.{part}", f"a mistake has no part {part!r}; it has 'answer', 'says' and perhaps 'when'"
                )
        missing = [part for part in MISTAKE_PARTS if part not in written]
        for part in missing:
            self.fault(field, f"the part {part!r} is missing")
        wrong = written.get("answer", "")
        text = "[" + ", ".join(map(str, wrong)) + "]" if isinstance(wrong, (list, tuple)) else str(wrong)
        tree = self.attempt(f"{field}.answer", self.like, text, answer) if "answer" in written else None
        says = self.attempt(f"{field}.says", self.prose, str(written.get("says", "")))
        when = self.attempt(f"{field}.when", self.test, str(written["when"])) if "when" in written else None
        return Wrong(tree, says, when) if tree is not None and says is not None else None

    def solves(self, expects: Expects) -> Equation | None:
        """The equation the answer solves."""
        written = self.parts.get("solves")
        if written is None:
            return None
        if not isinstance(written, Mapping):
            self.fault("solves", "'solves' is written {equation: o == n + 2*p - k + 1, unknown: p}")
            return None
        for part in written:
            if part not in EQUATION_PARTS:
                near = nearest_name(str(part), EQUATION_PARTS)
                mend = f"did you mean {near!r}?" if near else f"it has {', '.join(EQUATION_PARTS)}"
                self.fault(f"solves.{part}", f"'solves' has no part {part!r}; {mend}")
        missing = [part for part in ("equation", "unknown") if not str(written.get(part, "")).strip()]
        for part in missing:
            self.fault("solves", f"the part {part!r} is missing")
        if expects is not Expects.NUMBER:
            self.fault("solves", "an equation is solved by one number, and this answer has several")
        choose = self.attempt("solves.choose", Choose.read, str(written.get("choose", "")))
        among = self.attempt("solves.among", Among.read, str(written.get("among", "")))
        if missing or choose is None or among is None:
            return None
        unknown = str(written["unknown"]).strip()
        equation = self.attempt("solves.equation", self.equation, str(written["equation"]), unknown)
        return Equation(*equation, unknown, choose, among) if equation is not None else None

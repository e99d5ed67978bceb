"""One card of the tree into a frozen card: its shape by the schema, its meaning by the checks here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from quizcv.cards import cloze, pictures
from quizcv.cards.content import content_hash
from quizcv.cards.model import (
    BasicCard,
    Card,
    ChoiceCard,
    ClozeCard,
    Draft,
    NumericCard,
    ProblemCard,
    Source,
    SymbolicCard,
    TypedCard,
)
from quizcv.cards.numbers import parse_number
from quizcv.cards.reader.messages import tell
from quizcv.cards.reader.problems import Fault, family_faults, formula_faults, template_of, tolerance_of
from quizcv.cards.schema import (
    MODELS,
    BasicModel,
    CardModel,
    ChoiceModel,
    ClozeModel,
    DraftModel,
    FamilyModel,
    NumericModel,
    SymbolicModel,
    TypedModel,
    model_of,
)
from quizcv.problems.values import Tolerance
from quizcv.yamltext.faults import Faults, near, quote
from quizcv.yamltext.tree import Map, Row, spot

MOST_SUGGESTIONS = 8
"""Answers of one card for which a near option is looked for."""


def read_card(node: object, place: int, faults: Faults) -> Card | None:
    """The card of one entry of `cards:`; None, with faults, if it is none."""
    if not isinstance(node, Map):
        faults.at(place, "a card has keys: write - front: ... and back: ... below it")
        return None
    kind = node.get("kind", "basic")
    if not isinstance(kind, str) or kind not in MODELS:
        said = quote(kind) if isinstance(kind, str) else "this"
        kinds = f"; the kinds are {', '.join(MODELS)}"
        suggestion = near(kind, MODELS) if isinstance(kind, str) else ""
        faults.at(node.place("kind"), f"{said} is no kind of card{suggestion or kinds}")
        return None
    model = model_of(kind, has_family="family" in node)
    try:
        # What `model_validate` does, without its three calls: a deck has many cards.
        valid: Any = model.__pydantic_validator__.validate_python(node)
    except ValidationError as error:
        article = "an" if kind[0] in "aeiou" else "a"
        before = len(faults.found)
        tell(error, node, model, f"{article} {kind} card", faults)
        _CardReading(node, faults).rest(kind, before)
        return None
    before = len(faults.found)
    card = _CardReading(node, faults).card(valid)
    return card if len(faults.found) == before else None


def read_draft(node: object, place: int, faults: Faults) -> Draft | None:
    """The draft of one entry of `drafts:`; None, with faults, if it is none."""
    if not isinstance(node, Map):
        faults.at(place, "a draft has keys: write - question: ...")
        return None
    try:
        valid = DraftModel.model_validate(node)
    except ValidationError as error:
        tell(error, node, DraftModel, "a draft", faults)
        return None
    return Draft(question=valid.question, line=valid.line, reason=valid.reason or "", answer=valid.answer or "")


class _CardReading:
    """The making of one card, with its node at hand for the places of faults."""

    def __init__(self, node: Map, faults: Faults) -> None:
        self.node = node
        self.faults = faults

    def fault(self, where: tuple[str | int, ...], message: str, offset: int | None = None) -> None:
        """A fault in the value at a place in the card, or at one character of it."""
        place, value = spot(self.node, where)
        if offset is not None and isinstance(value, str):
            self.faults.inside(place, value, offset, message)
        else:
            self.faults.at(place, message)

    def problem_faults(self, found: list[Fault]) -> None:
        """The faults of formulas, at their columns."""
        for where, column, message in found:
            self.fault(where, message, column - 1 if column else None)

    def card(self, valid: CardModel) -> Card:
        """The frozen card of a valid model."""
        shared: dict[str, Any] = {
            "id": valid.id or "",
            "line": self.node.line,
            "hint": valid.hint or "",
            "why": valid.why or "",
            "tags": tuple(valid.tags),
            "source": Source(valid.source.line, valid.source.heading, valid.source.hash) if valid.source else None,
            "was": valid.was or "",
        }
        self.all_pictures()
        card = self.of_kind(valid, shared)
        return card if card.id else card._replace(id=f"h-{content_hash(card)}")

    def rest(self, kind: str, before: int) -> None:
        """What else is wrong with a card the schema refuses: in texts whose own shape is right.

        Args:
            kind: The card's kind.
            before: How many faults were found before this card's.
        """
        told = {(each.line, each.column) for each in self.faults.found[before:]}
        others = _CardReading(self.node, Faults(self.faults.path))
        others.faults.text = self.faults.text
        others.all_pictures()
        text, answer = self.node.get("text"), self.node.get("answer")
        if kind == "cloze" and isinstance(text, str) and text:
            others.check_blanks(text)
        if kind == "symbolic" and isinstance(answer, str) and answer:
            others.problem_faults(formula_faults(answer))
        if kind == "numeric":
            others.check_number(answer, self.node.get("tolerance"))
        if kind == "problem" and "family" not in self.node:
            others.problem_faults([fault for fault in template_of(self.node)[1] if fault[1]])
        for each in others.faults.found:
            if (each.line, each.column) not in told:
                self.faults.at_line(each.line, each.column, each.message)

    def check_number(self, answer: object, tolerance: object) -> tuple[Fraction, Tolerance]:
        """The answer of a numeric card is a number and its tolerance can be read."""
        number, spread = Fraction(0), Tolerance()
        if isinstance(answer, str) and answer:
            try:
                number = parse_number(answer)
            except ValueError as error:
                self.fault(("answer",), str(error))
        if isinstance(tolerance, str) and tolerance:
            spread, found = tolerance_of(tolerance)
            self.problem_faults(found)
        return number, spread

    def all_pictures(self) -> None:
        """Pictures lie below the deck's folder, in every text of the card."""
        for key, value in self.node.items():
            if isinstance(value, str):
                if "![" in value:
                    self.check_pictures((key,), value)
            elif isinstance(value, Row):
                for number, entry in enumerate(value):
                    if isinstance(entry, str) and "![" in entry:
                        self.check_pictures((key, number), entry)

    def check_pictures(self, where: tuple[str | int, ...], text: str) -> None:
        """Pictures lie below the deck's folder."""
        for offset, reference in pictures.pictures(text):
            fault = pictures.fault_of(reference)
            if fault:
                self.fault(where, fault, offset)

    def of_kind(self, valid: CardModel, shared: dict[str, Any]) -> Card:
        """The card with the fields of its kind."""
        if isinstance(valid, BasicModel):
            return BasicCard(front=valid.front, back=valid.back, reverse=valid.reverse, **shared)
        if isinstance(valid, ClozeModel):
            return self.cloze(valid, shared)
        if isinstance(valid, ChoiceModel):
            return self.choice(valid, shared)
        if isinstance(valid, NumericModel):
            return self.numeric(valid, shared)
        if isinstance(valid, TypedModel):
            return TypedCard(front=valid.front, answer=valid.answer, accept=tuple(valid.accept or ()), **shared)
        if isinstance(valid, SymbolicModel):
            return self.symbolic(valid, shared)
        if isinstance(valid, FamilyModel):
            self.problem_faults(family_faults(valid.family, valid.network or ""))
            return ProblemCard(family=valid.family, network=valid.network or "", **shared)
        template, found = template_of(self.node)
        self.problem_faults(found)
        return ProblemCard(template=template, **shared)

    def cloze(self, valid: ClozeModel, shared: dict[str, Any]) -> ClozeCard:
        """A cloze has blanks that can be read."""
        self.check_blanks(valid.text)
        return ClozeCard(text=valid.text, **shared)

    def check_blanks(self, text: str) -> None:
        """Every blank can be read."""
        for error in cloze.faults(text):
            self.fault(("text",), error.message, error.offset)

    def choice(self, valid: ChoiceModel, shared: dict[str, Any]) -> ChoiceCard:
        """Every answer is an option, and no option stands twice."""
        several = isinstance(valid.answer, list)
        answers = valid.answer if isinstance(valid.answer, list) else [valid.answer]
        seen: set[str] = set()
        for number, option in enumerate(valid.options):
            if option in seen:
                self.fault(("options", number), f"the option {quote(option)} stands there twice; take one out")
            seen.add(option)
        for number, answer in enumerate(answers):
            where = ("answer", number) if several else ("answer",)
            if answer not in seen:
                close = near(answer, valid.options) if number < MOST_SUGGESTIONS else ""
                suggestion = close or "; write it as it stands among the options"
                self.fault(where, f"{quote(answer)} is none of the options{suggestion}")
            elif answer in answers[:number]:
                self.fault(where, f"the answer {quote(answer)} stands there twice; take one out")
        return ChoiceCard(
            front=valid.front, options=tuple(valid.options), answer=tuple(answers), several=several, **shared
        )

    def numeric(self, valid: NumericModel, shared: dict[str, Any]) -> NumericCard:
        """The answer is a number and the tolerance can be read."""
        answer, tolerance = self.check_number(valid.answer, valid.tolerance)
        return NumericCard(
            front=valid.front,
            answer=answer,
            written=valid.answer,
            tolerance=tolerance,
            unit=valid.unit or "",
            **shared,
        )

    def symbolic(self, valid: SymbolicModel, shared: dict[str, Any]) -> SymbolicCard:
        """The answer is a formula of the formula language."""
        self.problem_faults(formula_faults(valid.answer))
        return SymbolicCard(front=valid.front, answer=valid.answer, **shared)

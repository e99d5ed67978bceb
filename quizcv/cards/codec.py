"""Cards as rows of the cache and back: JSON of what differs from the defaults, read without pydantic and without YAML."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, assert_never

from quizcv.cards.model import (
    BasicCard,
    Card,
    ChoiceCard,
    ClozeCard,
    Kind,
    NumericCard,
    ProblemCard,
    Source,
    SymbolicCard,
    TypedCard,
)
from quizcv.problems.values import Spread, Tolerance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.template import Template

CARDS: dict[str, type[Card]] = {
    Kind.BASIC: BasicCard,
    Kind.CLOZE: ClozeCard,
    Kind.CHOICE: ChoiceCard,
    Kind.NUMERIC: NumericCard,
    Kind.TYPED: TypedCard,
    Kind.SYMBOLIC: SymbolicCard,
    Kind.PROBLEM: ProblemCard,
}
TUPLES = frozenset({"tags", "options", "accept"})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(card: Card) -> str:
    """A card's own fields as JSON; id, line and kind have columns of their own."""
    fields: dict[str, Any] = {}
    match card:
        case BasicCard():
            fields = {"front": card.front, "back": card.back, "reverse": card.reverse}
        case ClozeCard():
            fields = {"text": card.text}
        case ChoiceCard():
            fields = {"front": card.front, "options": card.options, "answer": card.answer, "several": card.several}
        case NumericCard():
            fields = {
                "front": card.front,
                "written": card.written,
                "answer": str(card.answer),
                "tolerance": (card.tolerance.spread, str(card.tolerance.amount))
                if card.tolerance != Tolerance()
                else None,
                "unit": card.unit,
            }
        case TypedCard():
            fields = {"front": card.front, "answer": card.answer, "accept": card.accept}
        case SymbolicCard():
            fields = {"front": card.front, "answer": card.answer}
        case ProblemCard():
            parts = card.template.parts if card.template else None
            fields = {"family": card.family, "template": parts, "network": card.network}
        case _:
            assert_never(card)
    source = (card.source.line, card.source.heading, card.source.hash) if card.source else None
    fields |= {"hint": card.hint, "why": card.why, "tags": card.tags, "source": source, "was": card.was}
    return "{" + ",".join([f'"{key}":{_json(value)}' for key, value in fields.items() if value]) + "}"


def _json(value: object) -> str:
    """A value as JSON; texts go straight to the encoder written in C, for a deck is full of them."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return "[" + ",".join([encode_basestring(each) for each in value]) + "]"
    return _encode(value)


def decode(kind: str, identity: str, line: int, body: str) -> Card:
    """The card of a row, the same as was encoded."""
    fields: dict[str, Any] = json.loads(body)
    for name in TUPLES & fields.keys():
        fields[name] = tuple(fields[name])
    if "source" in fields:
        fields["source"] = Source(*fields["source"])
    if kind == Kind.CHOICE:
        fields["answer"] = tuple(fields["answer"])
    elif kind == Kind.NUMERIC:
        from fractions import Fraction  # noqa: PLC0415  most cards hold no number

        fields["answer"] = Fraction(fields["answer"])
        spread, amount = fields.get("tolerance", (Spread.EXACT, "0"))
        fields["tolerance"] = Tolerance(Spread(spread), Fraction(amount))
    elif "template" in fields:
        fields["template"] = _template(fields["template"])
    return CARDS[kind](id=identity, line=line, **fields)


def _template(written: Mapping[str, Any]) -> Template:
    """The template of what a deck wrote."""
    from quizcv.problems.template import Template  # noqa: PLC0415  only for cards that are problems

    return Template.parse(written)

"""A deck as text, as a person would write it: block style, few quotes, keys in one order, no line wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from quizcv.cards.content import content_hash
from quizcv.cards.model import (
    BasicCard,
    Card,
    ChoiceCard,
    ClozeCard,
    NumericCard,
    ProblemCard,
    SymbolicCard,
    TypedCard,
)
from quizcv.cards.numbers import tolerance_text
from quizcv.cards.scalars import LONGEST_LINE, flow_list, short, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizcv.cards.model import Deck, Draft

SCHEMA = "deck.schema.json"
EQUATION_PARTS = ("equation", "unknown", "choose", "among")
_HASHES_A_LINE = 10
INDENT = 4
"""The column of a card's keys."""


def write_deck(deck: Deck, schema: str = SCHEMA) -> str:
    """The text of a deck; reading it gives the same deck.

    Args:
        deck: What to write. A card whose id is only the hash of its text is written without one.
        schema: Where editors find the JSON Schema, from the deck's place; empty for no such line.
    """
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines.append(f"deck: {deck.name}")
    lines += _line("title", deck.title if deck.title != deck.name else "", 0)
    lines += _line("group", deck.group, 0)
    lines += _line("language", deck.language if deck.language != "en" else "", 0)
    lines += _list("tags", deck.tags, 0, flow=True)
    lines += _line("source", deck.source, 0)
    lines.append("cards:" if deck.cards else "cards: []")
    for card in deck.cards:
        lines += _entry(card_lines(card))
    if deck.drafts:
        lines.append("drafts:")
        for draft in deck.drafts:
            lines += _entry(draft_lines(draft))
    for key, cards in (("archive", deck.archive), ("taken_out", deck.taken_out)):
        if cards:
            lines.append(f"{key}:")
            lines += [line for card in cards for line in _entry(card_lines(card))]
    lines += _line("imported", imported_text(deck.imported), 0)
    return "\n".join(lines) + "\n"


def card_lines(card: Card) -> list[str]:
    """The lines of a card, its keys at the column of a card's keys."""
    lines = [] if card.id == f"h-{content_hash(card)}" else _line("id", card.id)
    lines += _line("was", card.was)
    match card:
        case BasicCard():
            lines += [*_line("front", card.front), *_line("back", card.back)]
        case ClozeCard():
            lines += [*_line("kind", "cloze"), *_line("text", card.text)]
        case ChoiceCard():
            lines += [*_line("kind", "choice"), *_line("front", card.front), *_list("options", card.options)]
            lines += _list("answer", card.answer) if card.several else _line("answer", card.answer[0])
        case NumericCard():
            lines += [*_line("kind", "numeric"), *_line("front", card.front), *_line("answer", card.written)]
            lines += [*_line("tolerance", tolerance_text(card.tolerance)), *_line("unit", card.unit)]
        case TypedCard():
            lines += [*_line("kind", "typed"), *_line("front", card.front), *_line("answer", card.answer)]
            lines += _list("accept", card.accept)
        case SymbolicCard():
            lines += [*_line("kind", "symbolic"), *_line("front", card.front), *_line("answer", card.answer)]
        case ProblemCard():
            lines += [*_line("kind", "problem"), *_line("family", card.family), *_line("network", card.network)]
            lines += template_lines(card.template.parts) if card.template else []
        case _:
            assert_never(card)
    lines += _line("hint", card.hint)
    lines += ["    reverse: true"] if isinstance(card, BasicCard) and card.reverse else []
    return [*lines, *_line("why", card.why), *_list("tags", card.tags, flow=True), *_source(card)]


def draft_lines(draft: Draft) -> list[str]:
    """The lines of a draft."""
    lines = [*_line("question", draft.question), *_line("line", str(draft.line or ""))]
    return [*lines, *_line("reason", draft.reason), *_line("answer", draft.answer)]


def imported_text(hashes: Sequence[str]) -> str:
    """What a deck remembers of its note, ten hashes a line."""
    batches = (hashes[first : first + _HASHES_A_LINE] for first in range(0, len(hashes), _HASHES_A_LINE))
    return "\n".join(" ".join(batch) for batch in batches)


def template_lines(parts: Mapping[str, object]) -> list[str]:
    """The lines of a problem written in the deck."""
    lines: list[str] = []
    for key in ("given", "where", "front", "answer", "answers", "tolerance", "unit", "expects", "suffixes", "steps"):
        part = parts.get(key)
        if key == "given" and isinstance(part, dict):
            flow = "{" + ", ".join(f"{short(name, flow=True)}: {_flow(each)}" for name, each in part.items()) + "}"
            rows = [f"      {short(name, flow=True)}: {_flow(each)}" for name, each in part.items()]
            lines += [f"    given: {flow}"] if len(flow) <= LONGEST_LINE else ["    given:", *rows]
        elif isinstance(part, list):
            lines += [f"    {key}: {_flow(part)}"] if key in {"answer", "where"} else _list(key, part, short_enough=0)
        elif part is not None:
            lines += _line(key, str(part))
    solves = parts.get("solves")
    if isinstance(solves, dict):
        lines.append("    solves:")
        lines += [f"      {key}: {value(str(solves[key]), INDENT + 2)}" for key in EQUATION_PARTS if key in solves]
    mistakes = parts.get("mistakes")
    if isinstance(mistakes, list):
        lines.append("    mistakes:")
        for mistake in mistakes:
            answer = mistake["answer"]
            written = f": {_flow(answer)}" if isinstance(answer, list) else f": {value(answer, INDENT + 4)}"
            lines.append(f"      - answer{written}")
            lines += [f"        {key}: {value(mistake[key], INDENT + 4)}" for key in ("when", "says") if key in mistake]
    return lines


def _entry(lines: Sequence[str]) -> Iterable[str]:
    """The lines of a card as an entry of a list."""
    return [f"  - {lines[0].lstrip()}", *lines[1:]]


def _line(key: str, text: str, indent: int = INDENT) -> list[str]:
    """`key: text`; nothing for an empty text."""
    return [f"{' ' * indent}{key}: {value(text, indent)}"] if text else []


def _list(
    key: str, items: Sequence[str], indent: int = INDENT, *, flow: bool = False, short_enough: int = LONGEST_LINE
) -> list[str]:
    """`key: [a, b]`, or a line for each item where they are long; nothing for an empty list."""
    if not items:
        return []
    inline = f"{' ' * indent}{key}: {flow_list(list(items))}"
    if flow or (len(inline) <= short_enough and all("\n" not in item for item in items)):
        return [inline]
    return [f"{' ' * indent}{key}:", *(f"{' ' * indent}  - {value(item, indent + 2)}" for item in items)]


def _flow(part: object) -> str:
    """A text or a list of a template on one line."""
    if isinstance(part, list):
        return "[" + ", ".join(_flow(each) for each in part) + "]"
    return short(str(part), flow=True)


def _source(card: Card) -> list[str]:
    """`source: {line: 42, heading: FAQ, hash: 1f0c3a9e}`; nothing where there is none."""
    if card.source is None:
        return []
    parts = [f"line: {card.source.line}"] if card.source.line is not None else []
    parts += [f"heading: {short(card.source.heading, flow=True)}"] if card.source.heading else []
    parts += [f"hash: {short(card.source.hash, flow=True)}"] if card.source.hash else []
    return [f"    source: {{{', '.join(parts)}}}"]

"""A deck's file on importing again: only what changed is rewritten, every other byte stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.cards.writer import write_deck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card, Deck, Draft

_SECTION = re.compile(r"(?P<name>cards|drafts)\s*:")
_TOP = re.compile(r"[^\s#-]")
_DASH = re.compile(r"(?P<indent>\s*)-\s")


def rewrite(text: str, old: Deck, cards: tuple[Card, ...], drafts: tuple[Draft, ...]) -> str:
    """The deck's text with cards and drafts in place of the old ones.

    Args:
        text: The file as it is.
        old: The deck read from it, each card with its line.
        cards: What it is to hold now.
        drafts: The same for drafts.
    """
    if cards == old.cards and drafts == old.drafts:
        return text
    rows = text.split("\n")
    ranges = _ranges(rows, old)
    if not old.cards or len(ranges) < len(old.cards):
        return _whole(text, old, cards, drafts)
    written, dropped = _edits(rows, ranges, old, cards)
    head = min(first for first, _ in ranges.values())
    result = []
    for number, row in enumerate(rows):
        if number == head:
            result += written.get(-1, [])
        if number not in dropped:
            result.append(row)
        result += written.get(number, [])
    return _with_drafts("\n".join(result), old.drafts, drafts)


def _edits(
    rows: Sequence[str], ranges: dict[str, tuple[int, int]], old: Deck, cards: tuple[Card, ...]
) -> tuple[dict[int, list[str]], set[int]]:
    """The lines to write behind a row (-1: before the first card), and the rows to drop."""
    indent = len(rows[old.cards[0].line - 1]) - len(rows[old.cards[0].line - 1].lstrip())
    before = {card.id: card for card in old.cards}
    after = {card.id: card for card in cards}
    gone = {card.id for card in old.cards if after.get(card.id) != card}
    dropped = {number for name in gone for number in range(*ranges[name])}
    written: dict[int, list[str]] = {}
    last = -1
    for card in cards:
        if card.id in ranges:
            first, end = ranges[card.id]
            if card.id in gone:
                written.setdefault(first - 1, []).extend(_changed(rows[first:end], before[card.id], card, indent))
            last = end - 1
        else:
            written.setdefault(last, []).extend(_entry(card, indent))
    return written, dropped


def _ranges(rows: Sequence[str], deck: Deck) -> dict[str, tuple[int, int]]:
    """For each card the rows it takes, from its dash to its last line; comments and blank lines after it are not its own."""
    starts = sorted((card.line - 1, card.id) for card in deck.cards)
    end_of_cards = _end_of_section(rows, "cards")
    found = {}
    for number, (first, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else end_of_cards
        while end > first + 1 and (not rows[end - 1].strip() or rows[end - 1].lstrip().startswith("#")):
            end -= 1
        if 0 <= first < len(rows) and _DASH.match(rows[first]):
            found[name] = (first, end)
    return found


def _end_of_section(rows: Sequence[str], name: str) -> int:
    inside = False
    for number, row in enumerate(rows):
        section = _SECTION.match(row)
        if inside and _TOP.match(row):
            return number
        if section and section["name"] == name:
            inside = True
    return len(rows)


def _entry(card: Card, indent: int) -> list[str]:
    """A card's lines as the writer has them, at the deck's own indentation."""
    from quizcv.cards.model import Deck  # noqa: PLC0415  only to have one card written

    lines = write_deck(Deck(name="x", path="", title="x", cards=(card,)), schema="").split("\n")
    body = lines[lines.index("cards:") + 1 :]
    while body and not body[-1]:
        body.pop()
    own = len(body[0]) - len(body[0].lstrip())
    return [" " * indent + row[own:] if row.strip() else row for row in body]


def _changed(rows: Sequence[str], old: Card, new: Card, indent: int) -> list[str]:
    """A changed card's lines. Where only its place in the note moved, its comments and layout stay."""
    if new._replace(source=old.source, line=old.line) == old:
        fresh = next((row.strip() for row in _entry(new, indent) if row.strip().startswith("source:")), "")
        places = [number for number, row in enumerate(rows) if re.match(r"\s*source:\s*\{.*\}\s*(?:#.*)?$", row)]
        if fresh and len(places) == 1:
            result = list(rows)
            row = result[places[0]]
            start = row.index("source:")
            result[places[0]] = row[:start] + fresh + row[row.rindex("}") + 1 :]
            return result
    return _entry(new, indent)


def _with_drafts(text: str, old: tuple[Draft, ...], new: tuple[Draft, ...]) -> str:
    if old == new:
        return text
    rows = text.split("\n")
    lines = _draft_lines(new)
    first = next((number for number, row in enumerate(rows) if row.startswith("drafts:")), None)
    if first is None:
        while rows and not rows[-1].strip():
            rows.pop()
        return "\n".join([*rows, *lines, ""])
    end = _end_of_section(rows, "drafts")
    while end > first + 1 and not rows[end - 1].strip():
        end -= 1
    return "\n".join([*rows[:first], *lines, *rows[end:]])


def _draft_lines(drafts: tuple[Draft, ...]) -> list[str]:
    from quizcv.cards.model import Deck  # noqa: PLC0415  only to have the drafts written

    if not drafts:
        return []
    lines = write_deck(Deck(name="x", path="", title="x", drafts=drafts), schema="").rstrip("\n").split("\n")
    return lines[lines.index("drafts:") :]


def _whole(text: str, old: Deck, cards: tuple[Card, ...], drafts: tuple[Draft, ...]) -> str:
    """A deck without cards so far, or one in a layout of its own: written anew, with the comments at its head."""
    head = []
    for row in text.split("\n"):
        if not row.startswith("#"):
            break
        head.append(row)
    body = write_deck(old._replace(cards=cards, drafts=drafts), schema="")
    return "\n".join([*head, body])

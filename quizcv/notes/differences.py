"""What an import changes, card by card: the old text and the new one, line against line."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from quizcv.notes.texts import texts_of
from quizcv.shown import count, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.notes.report import Report

ONE: Final = {
    "cards": "card",
    "drafts": "draft",
    "claims that fail": "claim that fails",
    "notes that could not be imported": "note that could not be imported",
}
"""How one of what is counted is called; the others are the same for any number."""


def differences(report: Report) -> list[str]:
    """The difference an import makes: `+` for what comes into the deck, `-` for what goes, the field behind the card's id."""
    deck, changes = report.deck, report.changes
    cards = {card.id: card for card in (*deck.cards, *deck.archive, *deck.taken_out)}
    rows: list[str] = []
    for each in changes.differences:
        rows += [f"{each.card}, {each.field}:", *_lines(each.before.splitlines(), each.after.splitlines())]
    for heading, names, sign in (
        ("added", changes.added, "+"),
        ("back from the archive", changes.returned, "+"),
        ("to the archive", changes.archived, "-"),
    ):
        for name in names:
            front, back, *_ = texts_of(cards[name])
            rows += [f"{name}, {heading}:", *(f"  {sign} {shown_line(text)}" for text in (front, back) if text)]
    return rows


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines that differ; of what is the same, only that there is something."""
    for what, first, end, other_first, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield "    ..."
        else:
            yield from (f"  - {shown_line(row)}" for row in before[first:end])
            yield from (f"  + {shown_line(row)}" for row in after[other_first:other_end])


def in_short(report: Report) -> list[str]:
    """A report as one of many: what changed, and what needs a look."""
    look = {
        "without an answer": len(report.unanswered),
        "drafts": len(report.deck.drafts),
        "claims that fail": sum(claim.verdict == "fails" for claim in report.claims),
    }
    rows = [_counted({"cards": len(report.deck.cards)} | report.changes.counts) or "nothing to import"]
    rows += [f"to look at: {said}"] if (said := _counted(look)) else []
    return [f"  {row}" for row in rows]


def total(reports: Sequence[Report], failed: int) -> str:
    """What became of all notes together."""
    counts = {
        "cards": sum(len(report.deck.cards) for report in reports),
        "added": sum(len(report.changes.added) for report in reports),
        "changed": sum(len(report.changes.changed) for report in reports),
        "archived": sum(len(report.changes.archived) for report in reports),
        "in conflict": sum(len(report.changes.conflicts) for report in reports),
        "notes that could not be imported": failed,
    }
    return f"{count(len(reports) + failed, 'note')}: {_counted(counts) or 'nothing to import'}"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(count(number, ONE.get(what, what), what) for what, number in counts.items() if number)

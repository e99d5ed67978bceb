"""What was written, told at the end of an import. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.notes.drafts import is_taken_out
from quizcv.shown import shown, shown_line
from quizcv.tui.render.wrapping import Run, wrap
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from quizcv.cards.model import Card, Deck
    from quizcv.tui.importing.plan import Plan
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block


class Written(NamedTuple):
    """A deck that was written.

    Args:
        title: The deck's.
        path: Its file.
        total: How many cards it holds.
        new: How many of them are new.
        revised: How many were there before with other words.
        gone: How many went out.
        drafts: How many drafts wait.
        failing: How many claims of the note fail.
        changed: Whether the file had to be written.
    """

    title: str
    path: str
    total: int
    new: int
    revised: int
    gone: int
    drafts: int
    failing: int
    changed: bool

    @classmethod
    def of(cls, plan: Plan, deck: Deck, *, changed: bool) -> Written:
        """What came of a plan."""
        before = {card.id: card for card in (plan.before.cards if plan.before else ())}
        now = {card.id: card for card in deck.cards}
        return cls(
            plan.report.deck.title,
            str(plan.target),
            len(now),
            len(now.keys() - before.keys()),
            sum(_words(before[name]) != _words(now[name]) for name in before.keys() & now.keys()),
            len(before.keys() - now.keys()),
            sum(not is_taken_out(draft) for draft in deck.drafts),
            sum(claim.verdict == "fails" for claim in plan.report.claims),
            changed,
        )


def _words(card: Card) -> Card:
    """The card without its place in the note, which changes with every line above it."""
    return card._replace(source=None)


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def end_blocks(written: Written, keys: KeyNames) -> list[Block]:
    """The end: how many cards are new or changed, where they are, and what is still open."""
    news = [_number(written.new, "new card", "new cards")] if written.new else []
    if written.revised:
        news.append(_number(written.revised, "changed card", "changed cards"))
    head = [
        Run("✓ ", "bold $success"),
        Run(" and ".join(news) or "No new card", "bold"),
        Run(" in "),
        Run(shown_line(written.title), "bold"),
        Run("."),
    ]
    blocks: list[Block] = [lambda width: wrap(head, width)]
    told = [f"The deck has {_number(written.total, 'card', 'cards')} now."]
    if written.gone:
        told.append(f"{_number(written.gone, 'card', 'cards')} went out; their progress stays.")
    if not written.changed:
        told = ["The deck is as it was; nothing had to be written."]
    blocks.append(text(" ".join(told)))
    if written.drafts:
        waits = "draft waits in the deck and is" if written.drafts == 1 else "drafts wait in the deck and are"
        blocks.append(text(f"{written.drafts:,} {waits} never asked.", "$text-muted"))
    if written.failing:
        fail = "One claim of the note fails" if written.failing == 1 else f"{written.failing} claims of the note fail"
        blocks.append(text(f"{fail}; put right what the note says.", "$text-muted"))
    blocks.append(text(shown(written.path), "$text-muted"))
    if written.total:
        begin = keys.runs("{review-imported} to review them now.")
        blocks.append(lambda width: wrap(begin, width))
    return blocks

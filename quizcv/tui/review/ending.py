"""The end of a review: what was done today and what comes tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.session.ending import Ending, ending_of, left_over
from quizcv.session.practice import Practice
from quizcv.session.summary import time_words
from quizcv.tui.render.oneline import one_line
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.review.blocks import stacked
from quizcv.tui.widgets.page import text
from quizcv.tui.words import load_words
from quizcv.workload import more_words, uncounted_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.cards.library import Library
    from quizcv.session import Session
    from quizcv.session.practice import Practised
    from quizcv.tui.bench import Bench
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block

LABEL = 12
DONE = text("Done for today.", "bold $success")
DONE_HERE = text("Done here for today.", "bold $success")


class EndPage(NamedTuple):
    """What stands on the screen when no card is left.

    Args:
        title: Stands in place of the deck's name.
        blocks: Stand in place of the card.
    """

    title: str
    blocks: list[Block]


def end_page(session: Session, bench: Bench, keys: KeyNames) -> EndPage:
    """The end of a review or of a practice that has no card left.

    Args:
        session: What is at its end.
        bench: The decks, and the grades of the day, whichever session gave them.
        keys: The keys of the review.
    """
    if isinstance(session, Practice):
        result = session.result
        prompts = _prompts(bench.library, dict.fromkeys(result.hardest, 0))
        return EndPage("The end of the practice", practice_blocks(result, prompts, keys))
    graded = bench.graded_today()
    ending = ending_of(session, graded)
    seeds = {event.card: event.seed or 0 for event in graded}
    named = (*ending.summary.hardest, *(card for card, _ in ending.leeches))
    prompts = _prompts(bench.library, {card: seeds.get(card, 0) for card in named})
    tomorrow = load_words(*ending.tomorrow) + uncounted_words(len(ending.left_out))
    return EndPage("The end", end_blocks(ending, prompts, tomorrow, keys))


def _prompts(library: Library, seeds: Mapping[str, int]) -> dict[str, str]:
    """What cards asked, by key; those gone from their decks left out."""
    return {key: library.question(key, seed).prompt for key, seed in seeds.items() if library.has(key)}


def end_blocks(ending: Ending, prompts: Mapping[str, str], tomorrow: str, keys: KeyNames) -> list[Block]:
    """The end of a review.

    Args:
        ending: What it tells.
        prompts: The prompts of the cards it names, by key.
        tomorrow: Tomorrow's load in words.
        keys: The keys of the review.
    """
    summary = ending.summary
    if not summary.grades:
        here = " here" if any(ending.elsewhere) else ""
        blocks = [text(f"Nothing to review{here} now.", "bold"), text(f"Tomorrow: {tomorrow}.")]
    else:
        blocks = [_headline(ending), lambda width: _rows(ending, prompts, tomorrow, width)]
    told = left_over(ending)
    if ending.leeches:
        told.append(
            keys.said(
                "A leech costs more than it is worth: in browse, write it anew ({edit}) or set it aside ({suspend})."
            )
        )
    sentences = [text(each) for each in told]
    if ending.hidden:
        sentences.append(text(keys.said("{more} goes on beyond it; {undo} undoes the last grade."), "$text-muted"))
    elif ending.more:
        begins = "{more} begins {cards}; {undo} undoes the last grade."
        sentences.append(text(keys.said(begins, cards=more_words(ending.more)), "$text-muted"))
    elif summary.grades:
        sentences.append(text(keys.said("The key {undo} undoes the last grade."), "$text-muted"))
    return [*blocks, stacked(*sentences)] if sentences else blocks


def _headline(ending: Ending) -> Block:
    if ending.left_out:
        return text("Done for today, except for what is left out.", "bold")
    return DONE_HERE if any(ending.elsewhere) else DONE


def practice_blocks(result: Practised, prompts: Mapping[str, str], keys: KeyNames) -> list[Block]:
    """The end of a practice."""
    if not result.cards:
        return [text("There is nothing to practise.", "bold")]
    rows = [("Cards", str(result.cards)), ("At once", f"{result.at_once} of {result.cards} known the first time")]
    rows += _named("Hardest", [prompts.get(card, card) for card in result.hardest])
    return [
        text("Practice is done.", "bold $success"),
        lambda width: _lines(rows, width),
        text(
            keys.said("Nothing was logged, and every card is due when it was. {undo} undoes the last answer."),
            "$text-muted",
        ),
    ]


def _rows(ending: Ending, prompts: Mapping[str, str], tomorrow: str, width: int) -> list[Line]:
    summary = ending.summary
    again = summary.grades - summary.cards
    parts = [f"{summary.begun} new" if summary.begun else "", f"{again} asked again" if again else ""]
    cards = ", ".join([str(summary.cards), *filter(None, parts)])
    retention = (
        f"{summary.retention} %  ({summary.recalled} of {summary.first} known)" if summary.first else "nothing was due"
    )
    rows = [("Cards", cards), ("Retention", retention), ("Time", time_words(summary.milliseconds))]
    rows += _named("Hardest", [prompts[card] for card in summary.hardest if card in prompts])
    rows += _named("Leeches", [f"{lapses} lapses: {prompts.get(card, card)}" for card, lapses in ending.leeches])
    rows.append(("Tomorrow", tomorrow))
    return _lines(rows, width)


def _named(name: str, rows: Sequence[str]) -> list[tuple[str, str]]:
    """Rows under one name."""
    return [("" if number else name, one_line(row)) for number, row in enumerate(rows)]


def _lines(rows: Sequence[tuple[str, str]], width: int) -> list[Line]:
    return [(Run(f"{name:<{LABEL}}", "$text-muted"), Run(cut(words, width - LABEL))) for name, words in rows]

"""The words of the first screen: plain functions of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.shown import shown, shown_line
from quizcv.tui.keys.prose import KEY_STYLE
from quizcv.tui.render.wrapping import Line, Run, cut, hanging, width_of, wrap
from quizcv.tui.words import load_words
from quizcv.workload import more_words, uncounted_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizcv.cards.deckinfo import Broken
    from quizcv.tui.home.decktable import Row
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.outlook import Outlook

FIRST_LINES: Final = (
    "A question is shown: answer it in your head, or type.",
    "Say how well you knew it: that decides its next day.",
    "Each grade is saved at once, and {undo} takes it back.",
)


def date_line(day: date, width: int) -> Line:
    """The name and the day."""
    name, today = "quizcv", f"{day:%A}, {day.day} {day:%B}"
    gap = max(width - len(name) - len(today), 1)
    return (Run(name, "bold $accent"), Run(" " * gap), Run(today, "$text-muted"))


def headline(outlook: Outlook, keys: KeyNames) -> list[Run]:
    """One number and one key; when the day is done, what could come next."""
    if outlook.due or outlook.new or outlook.drill:
        load = f"{load_words(outlook.due, outlook.new, outlook.drill)}. "
        return [Run(load, "bold"), *keys.runs("{begin} to go on." if outlook.done else "{begin} to begin.")]
    done = f"Done for today: {outlook.done} {'card' if outlook.done == 1 else 'cards'}{leech_words(outlook.leeches)}. "
    begin = Run(done if outlook.done else "Nothing is due. ", "bold")
    if outlook.more:
        told = keys.runs("{begin} for {more}, {drill} to practise problems.", more=more_words(outlook.more))
    else:
        told = keys.runs("No new cards are left; {drill} to practise problems.")
    return [begin, *_unbroken(told)]


def only_headline(row: Row, load: tuple[int, int, int], keys: KeyNames) -> list[Run]:
    """What there is to do in the decks of one line. It names no title, which stands beside the pointer: so it keeps to its line.

    Args:
        row: The line.
        load: Cards due, new ones, and those to go over again, if only these decks are reviewed.
        keys: How keys are named.
    """
    where = "these decks" if row.is_group else "this deck"
    if any(load):
        return [Run(f"{load_words(*load)} in {where}. ", "bold"), *keys.runs("{begin} to begin.")]
    return [Run(f"Nothing is due in {where}. ", "bold"), *keys.runs("{begin} tells what could be done.")]


def _unbroken(sentence: list[Run]) -> list[Run]:
    """A sentence in which no line ends between a key and the word behind it."""
    kept: list[Run] = []
    for run in sentence:
        word, space, rest = run.text.removeprefix(" ").partition(" ")
        if kept and kept[-1].style == KEY_STYLE and run.text.startswith(" "):
            kept += [Run(f" {word}", run.style, whole=True), Run(f"{space}{rest}", run.style)]
        else:
            kept.append(run)
    return kept


def leech_words(leeches: int) -> str:
    """That some of the day's cards are leeches, behind their number; empty if none is."""
    if not leeches:
        return ""
    return f", {leeches} of them {'a leech' if leeches == 1 else 'leeches'}"


def first_lines(keys: KeyNames, width: int) -> list[Line]:
    """What happens, for those who have never reviewed anything."""
    return [
        line for words in FIRST_LINES for line in hanging("· ", wrap([Run(keys.said(words))], width - 2), "$accent")
    ]


def tomorrow_words(tomorrow: tuple[int, int] | None, left_out: int = 0) -> str:
    """What tomorrow brings: `Tomorrow: 14 due, 20 new.`; if decks can't be read, that nothing of them is counted."""
    return f"Tomorrow: {load_words(*tomorrow)}{uncounted_words(left_out)}." if tomorrow is not None else ""


def at_both_ends(left: str, right: str, width: int) -> Line:
    """Two sayings at the ends of a line; the right one goes first where they don't fit."""
    left = cut(left, width)
    free = width - width_of([Run(left)])
    if width_of([Run(right)]) + 2 > free:
        right = ""
    return (Run(left, "$text-muted"), Run(" " * (free - width_of([Run(right)]))), Run(right))


def broken_lines(decks: Sequence[Broken], keys: KeyNames, width: int) -> list[Line]:
    """The decks that are out: each with its first error and how many more there are; then how to mend them."""
    lines: list[Line] = []
    for path, (first, *more) in decks:
        told = shown(first.message)
        end = "" if told.endswith((".", "!", "?")) else "."
        rest = f" {len(more)} more {'error' if len(more) == 1 else 'errors'}." if more else ""
        place = f"{shown_line(path.name)}, line {first.line}: " if first.line else f"{shown_line(path.name)}: "
        runs = [Run(place, "bold"), Run(f"{told}{end}"), Run(rest, "$text-muted")]
        lines += hanging("✗ ", wrap(runs, width - 2), "bold $error")
    which = "it" if len(decks) == 1 else "the first of them"
    mend = keys.runs("{mend-deck} opens {which} in your editor; quizcv check tells more.", "$text-muted", which=which)
    return [*lines, *wrap(mend, width)]


def ahead_lines(loads: Sequence[tuple[date, int]], today: date, width: int) -> list[Line]:
    """The days ahead: a line for each, with its number of due cards and a bar to compare them by."""
    most = max((due for _, due in loads), default=0)
    lines: list[Line] = [(Run("Due in the week ahead", "$text-muted"),)]
    for day, due in loads:
        name = "tomorrow" if (day - today).days == 1 else f"{day:%a} {day.day} {day:%b}"
        room = max(width - 20, 0)
        bar = max(room * due // most, 1) if due and most and room else 0
        lines.append((Run(f"{name:<11}", "$text-muted"), Run(f"{due or '·':>6}  "), Run("━" * bar, "$primary")))
    return lines

"""The end of a review or a practice, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from quizcv.plain.markdown import plain_line
from quizcv.session.ending import ending_of, left_over
from quizcv.session.practice import Practice
from quizcv.session.summary import time_words
from quizcv.workload import uncounted_words

if TYPE_CHECKING:
    from quizcv.events import Event
    from quizcv.session import Session
    from quizcv.session.summary import Summary


def ending_lines(session: Session) -> list[str]:
    """What a day's review, or a practice, came to, once nothing is left; none if nothing was done."""
    if isinstance(session, Practice):
        return _practised(session)
    ending = ending_of(session, _graded_today(session))
    summary = ending.summary
    told = []
    if summary.grades:
        told += ["", *_summed_up(summary), *(f"Hardest: {_named(card, session)}" for card in summary.hardest)]
    for card, lapses in ending.leeches:
        told.append(f"Leech: {_named(card, session)}, forgotten {lapses} times.")
        told.append(f"  Write it anew (quizcv edit {card}), or set it aside (quizcv suspend {card}).")
    told += left_over(ending)
    load = [f"{count} {word}" for count, word in zip(ending.tomorrow, ("due", "new"), strict=True) if count]
    uncounted = uncounted_words(len(ending.left_out))
    return [*told, f"Tomorrow: {', '.join(load) or 'nothing due'}{uncounted}."]


def farewell(session: Session) -> str:
    """The last words: how many cards were graded, and what is left."""
    tally = session.tally
    unasked = [f"{key} can't be asked: {why}" for key, why in session.unasked.items()]
    done = f"{tally.done} card{'' if tally.done == 1 else 's'}"
    last = f"{done} answered; {tally.left} left." if session.practising else f"{done} graded; {tally.left} left today."
    return "\n".join([*unasked, last])


def _graded_today(session: Session) -> list[Event]:
    """The day's grades; none while the log is not open, or its server is away."""
    if session.recorder is None:
        return []
    try:
        return session.recorder.grades_on(session.tools.clock.now().day)
    except DatabaseError:
        return []


def _summed_up(summary: Summary) -> list[str]:
    again = summary.grades - summary.cards
    parts = [f"{summary.begun} new" if summary.begun else "", f"{again} asked again" if again else ""]
    cards = ", ".join([f"{summary.cards} card{'' if summary.cards == 1 else 's'}", *filter(None, parts)])
    lines = [f"Today: {cards}, {time_words(summary.milliseconds)}."]
    if summary.first:
        lines.append(f"Retention: {summary.retention} % ({summary.recalled} of {summary.first} known).")
    return lines


def _practised(practice: Practice) -> list[str]:
    result = practice.result
    if not result.cards:
        return []
    told = ["", f"{result.at_once} of {result.cards} known the first time; nothing was logged or scheduled."]
    return [*told, *(f"Hardest: {_named(card, practice)}" for card in result.hardest)]


def _named(card: str, session: Session) -> str:
    """A card by its key and what it asks."""
    library = session.tools.library
    if not library.has(card):
        return card
    return f"{card}: {plain_line(library.question(card, 0).prompt)}"

"""What the end of a review tells, in the app and line by line: the day as it was, what it left over, and tomorrow."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizcv.session.meanwhile import LEFT_OUT
from quizcv.session.summary import Summary, summarise
from quizcv.shown import shown
from quizcv.workload import limits_left, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quizcv.cards.deckinfo import Broken
    from quizcv.events import Event
    from quizcv.session.machine import Session


class Ending(NamedTuple):
    """What the end of a review tells.

    Args:
        summary: The day's grades.
        leeches: Cards forgotten today so often that they are leeches, the most forgotten first, with their lapses.
        hidden: Due cards that the day's limit keeps back.
        apart: Due cards that wait for another day because a sibling was asked today.
        more: New cards that could be begun beyond the day's number, at most `MORE_NEW`.
        tomorrow: Due and new cards of tomorrow.
        elsewhere: Due and new cards that today holds in other decks, where only some were reviewed.
        left_out: Decks that can't be read: nothing of them was asked since, nor is counted here.
    """

    summary: Summary
    leeches: tuple[tuple[str, int], ...] = ()
    hidden: int = 0
    apart: int = 0
    more: int = 0
    tomorrow: tuple[int, int] = (0, 0)
    elsewhere: tuple[int, int] = (0, 0)
    left_out: tuple[Broken, ...] = ()


def ending_of(session: Session, events: Iterable[Event]) -> Ending:
    """The end of a session that has nothing left; `events` are the day's grades, without those taken back."""
    reader, settings = session.reader, session.tools.settings
    day = session.tools.clock.now().day
    rules = rules_of(settings)
    graded = list(events)
    begun = {event.card for event in graded if reader.state(event.card).first_day == day}
    leeches = reader.leeches(day, settings.leech_lapses, session.decks)
    apart = 0
    if rules.bury_siblings:
        every = reader.due_keys(day, session.decks, rules._replace(bury_siblings=False))
        apart = len(every) - len(reader.due_keys(day, session.decks, rules))
    loads = reader.loads(day + timedelta(days=1), settings.new_per_day, session.decks, rules)
    due = sum(load.due for load in loads)
    return Ending(
        summary=summarise(graded, begun),
        leeches=tuple((card, reader.state(card).memory.lapses) for card in leeches),
        hidden=session.hidden,
        apart=apart,
        more=session.more_new,
        tomorrow=(min(due, settings.reviews_per_day or due), sum(load.new for load in loads)),
        elsewhere=_elsewhere(session, day),
        left_out=session.left_out,
    )


def _elsewhere(session: Session, day: date) -> tuple[int, int]:
    """Due and new cards that today's limits leave to the decks not reviewed."""
    if not session.decks:
        return 0, 0
    reader, settings = session.reader, session.tools.settings
    due_limit, new_limit = limits_left(settings, reader.today(day))
    loads = [
        load for load in reader.loads(day, new_limit, (), rules_of(settings)) if load.deck not in set(session.decks)
    ]
    due = sum(load.due for load in loads)
    return due if due_limit is None else min(due, due_limit), sum(load.new for load in loads)


def left_over(ending: Ending) -> list[str]:
    """What was kept back, in sentences: by decks that can't be read, with the place and the mend, and by the day's rules."""
    told = [f"{shown(str(broken.diagnostics[0]))} {LEFT_OUT}" for broken in ending.left_out]
    if ending.hidden:
        lie = "card lies" if ending.hidden == 1 else "cards lie"
        told.append(f"{ending.hidden} more due {lie} beyond the day's limit.")
    if ending.apart:
        wait = "card waits" if ending.apart == 1 else "cards wait"
        told.append(f"{ending.apart} due {wait} for another day: a sibling came today.")
    if any(ending.elsewhere):
        load = [f"{number} {word}" for number, word in zip(ending.elsewhere, ("due", "new"), strict=True) if number]
        told.append(f"Other decks hold {' and '.join(load)} for today.")
    return told

"""`quizcv suspend`, `resume`, `bury`, `flag` and `reset`: the states of cards, one, several or all that a search finds.

Each card has an event of its own in the log; what one command does to several cards is one step for `quizcv undo`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from quizcv.cli.completing import CARDS
from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.errors import UsageError
from quizcv.events import UNTOUCHED, EventKind
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizcv.cli.workspace import Workspace
    from quizcv.events import CardState, Event

CARD_HELP = "The cards: deck/id, or the id where only one deck has it."
ONE_OR_TWO = 2
cards_argument = click.argument("cards", nargs=-1, metavar="[CARD]...", shell_complete=CARDS, help=CARD_HELP)
search_option = click.option(
    "--search", metavar="SEARCH", help='All cards that fit, "tag:loss is:leech"; see quizcv search --help.'
)


class Change(NamedTuple):
    """What is done to cards.

    Args:
        kind: The event it writes for each.
        done: What is told of one card.
        many: What is told in front of a number of cards.
        note: A flag's words.
    """

    kind: EventKind
    done: str
    many: str
    note: str = ""


def _chosen(workspace: Workspace, cards: Sequence[str], search: str | None) -> list[str]:
    """The keys of the cards named and of those that fit the search, each once.

    Raises:
        UsageError: Neither is given, there is no such card, or the search can't be read. Nothing is changed.
    """
    if not cards and search is None:
        message = "name the cards, or find them with --search"
        raise UsageError(message)
    named = [workspace.library.resolve(card) for card in cards]
    found = workspace.chosen((), search) if search is not None else ()
    return list(dict.fromkeys((*named, *found)))


def _change(workspace: Workspace, change: Change, keys: Sequence[str], *, as_json: bool) -> None:
    """Changes those cards that are not so already, in one step, and tells how many."""
    moment = workspace.clock.now()
    if len(keys) == 1:
        states = {keys[0]: workspace.reader.state(keys[0])}
    else:
        states = workspace.recorder.states_of(keys) if keys else {}
    already = {key: _already(change, states.get(key, UNTOUCHED), moment.day) for key in keys}
    changed = [key for key in keys if not already[key]]
    events = workspace.recorder.note_all(change.kind, changed, moment, change.note) if changed else []
    if as_json:
        emit(_json(change, keys, events))
    elif not keys:
        talk("No card was found.")
    elif len(keys) == 1:
        _say_one(keys[0], change, already[keys[0]])
    else:
        _say_many(change, events, [already[key] for key in keys if already[key]])


def _json(change: Change, keys: Sequence[str], events: Sequence[Event]) -> dict[str, object]:
    """`card` and `event` are those of the first card changed; where none is, the first card's key and null."""
    first = events[0] if events else None
    return {
        "card": first.card if first else keys[0] if keys else None,
        "kind": str(change.kind),
        "event": str(first.id) if first else None,
        "cards": [event.card for event in events],
        "events": [str(event.id) for event in events],
        "unchanged": len(keys) - len(events),
    }


def _say_one(key: str, change: Change, already: str) -> None:
    if already:
        talk(f"{key}: {already}; nothing was logged")
    else:
        say(f"{key}: {change.done}")


def _say_many(change: Change, events: Sequence[Event], already: Sequence[str]) -> None:
    if events:
        say(f"{change.many}: {count(len(events), 'card')}; quizcv undo takes that back")
    if already:
        nothing = "" if events else "; nothing was logged"
        talk(f"{count(len(already), 'card')}: {already[0]}{nothing}")


def _already(change: Change, state: CardState, day: date) -> str:
    """Why a change would change nothing; empty if it would."""
    match change.kind:
        case EventKind.SUSPENDED if state.suspended:
            return "suspended already"
        case EventKind.RESUMED if not state.suspended:
            return "not suspended"
        case EventKind.BURIED if state.buried_day == day:
            return "put off already"
        case EventKind.FLAGGED if state.flag == change.note:
            return "flagged so already" if change.note else "there is no flag"
        case EventKind.RESET if state.is_new:
            return "new already"
    return ""


@click.command("suspend", epilog="Example: quizcv suspend problems-parameters/conv-params")
@cards_argument
@search_option
@json_option
@click.pass_obj
def suspend_command(workspace: Workspace, cards: tuple[str, ...], search: str | None, *, as_json: bool) -> None:
    """Set cards aside until they are resumed."""
    change = Change(EventKind.SUSPENDED, "suspended; quizcv resume brings it back", "Suspended")
    _change(workspace, change, _chosen(workspace, cards, search), as_json=as_json)


@click.command("resume", epilog='Example: quizcv resume --search "is:suspended deck:cnn*"')
@cards_argument
@search_option
@json_option
@click.pass_obj
def resume_command(workspace: Workspace, cards: tuple[str, ...], search: str | None, *, as_json: bool) -> None:
    """Ask suspended cards again."""
    change = Change(EventKind.RESUMED, "resumed", "Resumed")
    _change(workspace, change, _chosen(workspace, cards, search), as_json=as_json)


@click.command("bury", epilog="Example: quizcv bury problems-parameters/conv-params")
@cards_argument
@search_option
@json_option
@click.pass_obj
def bury_command(workspace: Workspace, cards: tuple[str, ...], search: str | None, *, as_json: bool) -> None:
    """Put cards off to the next study day."""
    change = Change(EventKind.BURIED, "put off to the next study day", "Put off to the next study day")
    _change(workspace, change, _chosen(workspace, cards, search), as_json=as_json)


@click.command("flag", epilog='Example: quizcv flag problems-parameters/conv-params "the bias is missing"')
@click.argument(
    "cards",
    nargs=-1,
    metavar="[CARD [NOTE]]...",
    shell_complete=CARDS,
    help="The card, and what its flag says; without it, the flag is taken off. With --note or --search, cards only.",
)
@click.option("--note", metavar="TEXT", help="What the flags of several cards say; empty takes them off.")
@search_option
@json_option
@click.pass_obj
def flag_command(
    workspace: Workspace, cards: tuple[str, ...], note: str | None, search: str | None, *, as_json: bool
) -> None:
    """Flag cards with a note, or take their flags off."""
    if note is None and search is None:
        if len(cards) > ONE_OR_TWO:
            message = "name what the flags of several cards say with --note; empty quotes take the flags off"
            raise UsageError(message)
        cards, note = cards[:1], "".join(cards[1:])
    elif note is None:
        message = "name what the flags say with --note; empty quotes take the flags off"
        raise UsageError(message)
    change = Change(
        EventKind.FLAGGED,
        f"flagged: {note}" if note else "the flag is off",
        f"Flagged with {note!r}" if note else "Flag taken off",
        note,
    )
    _change(workspace, change, _chosen(workspace, cards, search), as_json=as_json)


@click.command("reset", epilog="Example: quizcv reset problems-parameters/conv-params")
@cards_argument
@search_option
@json_option
@click.pass_obj
def reset_command(workspace: Workspace, cards: tuple[str, ...], search: str | None, *, as_json: bool) -> None:
    """Make cards new again; their past stays in the log."""
    change = Change(EventKind.RESET, "new again; quizcv undo takes that back", "New again")
    _change(workspace, change, _chosen(workspace, cards, search), as_json=as_json)

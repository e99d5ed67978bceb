"""`quizcv suspend`, `resume`, `bury`, `flag` and `reset`: a card's state, each change an event of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import CARDS
from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.events import EventKind

if TYPE_CHECKING:
    from datetime import date

    from quizcv.cli.workspace import Workspace
    from quizcv.events import CardState

CARD_HELP = "The card: deck/id, or its id where only one deck has it."
card_argument = click.argument("card", shell_complete=CARDS, help=CARD_HELP)


def _note(workspace: Workspace, kind: EventKind, card: str, told: str, *, as_json: bool, note: str = "") -> None:
    """Logs one event and tells it; logs nothing if the card is so already."""
    key = workspace.library.resolve(card)
    already = _already(kind, workspace.reader.state(key), workspace.clock.now().day, note)
    event = None if already else workspace.recorder.note(kind, key, workspace.clock.now(), note)[0]
    if as_json:
        emit({"card": key, "kind": str(kind), "event": None if event is None else str(event.id)})
    elif event is None:
        talk(f"{key}: {already}; nothing was logged")
    else:
        say(f"{key}: {told}")


def _already(kind: EventKind, state: CardState, day: date, note: str) -> str:
    """Why an event would change nothing; empty if it would."""
    if kind is EventKind.SUSPENDED and state.suspended:
        return "suspended already"
    if kind is EventKind.RESUMED and not state.suspended:
        return "not suspended"
    if kind is EventKind.BURIED and state.buried_day == day:
        return "put off already"
    if kind is EventKind.FLAGGED and state.flag == note:
        return "flagged so already" if note else "there is no flag"
    if kind is EventKind.RESET and state.is_new:
        return "new already"
    return ""


@click.command("suspend", epilog="Example: quizcv suspend problems-parameters/conv-params")
@card_argument
@json_option
@click.pass_obj
def suspend_command(workspace: Workspace, card: str, *, as_json: bool) -> None:
    """Set a card aside until it is resumed."""
    _note(workspace, EventKind.SUSPENDED, card, "suspended; quizcv resume brings it back", as_json=as_json)


@click.command("resume", epilog="Example: quizcv resume problems-parameters/conv-params")
@card_argument
@json_option
@click.pass_obj
def resume_command(workspace: Workspace, card: str, *, as_json: bool) -> None:
    """Ask a suspended card again."""
    _note(workspace, EventKind.RESUMED, card, "resumed", as_json=as_json)


@click.command("bury", epilog="Example: quizcv bury problems-parameters/conv-params")
@card_argument
@json_option
@click.pass_obj
def bury_command(workspace: Workspace, card: str, *, as_json: bool) -> None:
    """Put a card off to the next study day."""
    _note(workspace, EventKind.BURIED, card, "put off to the next study day", as_json=as_json)


@click.command("flag", epilog='Example: quizcv flag problems-parameters/conv-params "the bias is missing"')
@card_argument
@click.argument("note", required=False, default="", help="What the flag says; without it, the flag is taken off.")
@json_option
@click.pass_obj
def flag_command(workspace: Workspace, card: str, note: str, *, as_json: bool) -> None:
    """Flag a card with a note, or take the flag off."""
    told = f"flagged: {note}" if note else "the flag is off"
    _note(workspace, EventKind.FLAGGED, card, told, as_json=as_json, note=note)


@click.command("reset", epilog="Example: quizcv reset problems-parameters/conv-params")
@card_argument
@json_option
@click.pass_obj
def reset_command(workspace: Workspace, card: str, *, as_json: bool) -> None:
    """Make a card new again; its past stays in the log."""
    _note(workspace, EventKind.RESET, card, "new again; quizcv undo takes that back", as_json=as_json)

"""`quizcv edit`: a deck in the learner's own editor, checked when it is left."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import CARDS
from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.errors import ContentError, QuizcvError, UsageError

if TYPE_CHECKING:
    from quizcv.cards.adding.reading import Opened, Outcome
    from quizcv.cli.workspace import Workspace


@click.command("edit", epilog="Example: quizcv edit my-cards/what-is-nms")
@click.argument("target", metavar="DECK|CARD", shell_complete=CARDS, help="A deck of yours, or one of its cards.")
@json_option
@click.pass_context
def edit_command(context: click.Context, target: str, *, as_json: bool) -> None:
    """Open a deck in your editor, at a card.

    The editor is that of the setting editor, else $VISUAL, else $EDITOR, else vi. When it is left the deck is checked; with faults
    the exit code is 3, and in a terminal the deck can be opened again at once.
    """
    from quizcv.cards.adding.reading import opened  # noqa: PLC0415  only to edit

    workspace: Workspace = context.obj
    place = opened(workspace.quiet_library, target)
    _needs_editor(workspace.settings.editor)
    before = _bytes(place)
    code, found = _edit(workspace, place)
    if found.faults:
        talk(f"{place.path} is left out of the review until it is mended; nothing is lost")
        context.exit(ContentError.exit_code)
    if as_json:
        emit({"card": place.key or None, "path": str(place.path), "line": found.line or None})
    if _bytes(place) == before:
        talk(f"{place.path}: nothing was changed")
    else:
        told = place.key if place.key and found.line else place.deck
        if not as_json:
            say(f"{place.path}:{max(found.line, 1)}: {told} has no faults")
        if found.unproved:
            talk(f"What {told} generates was not proved; do that with: quizcv check {place.path}")
    for warning in found.warnings:
        talk(f"{warning} (warning)")
    if place.key and not found.line:
        talk(
            f"{place.key} is no longer in its deck, and its progress is kept; if the card has another id now, "
            f"write `was: {place.key.partition('/')[2]}` below it, and the progress follows"
        )
    if code:
        message = f"the editor ended with code {code}; {place.path} is as it left it"
        raise QuizcvError(message)


def _edit(workspace: Workspace, place: Opened) -> tuple[int, Outcome]:
    """Runs the editor, again as long as there are faults and somebody wants to mend them; its exit code, and what became of the deck."""
    from quizcv.cards.adding.reading import checked  # noqa: PLC0415  only to edit
    from quizcv.editor import editor_command, run_editor  # noqa: PLC0415

    line = place.line
    while True:
        code = run_editor(editor_command(workspace.settings.editor, os.environ, place.path, line))
        found = checked(workspace.quiet_library, place)
        for fault in found.faults:
            talk(str(fault))
        if not found.faults or not (_can_ask() and click.confirm("Open it again?", default=True, err=True)):
            return code, found
        line = found.faults[0].line or line


def _can_ask() -> bool:
    """Whether somebody is there to answer a question."""
    return all(end is not None and end.isatty() for end in (sys.stdin, sys.stderr))


def _needs_editor(setting: str) -> None:
    """Sees to it that an editor that needs a terminal has one.

    Raises:
        UsageError: None was chosen, and vi would wait for keys that nobody can press.
    """
    from quizcv.editor import chosen_editor  # noqa: PLC0415  only to edit

    if not chosen_editor(setting, os.environ) and not (sys.stdin is not None and sys.stdin.isatty()):
        message = "there is no terminal to edit in; set EDITOR to a program that needs none"
        raise UsageError(message)


def _bytes(place: Opened) -> bytes:
    try:
        return place.path.read_bytes()
    except OSError:
        return b""

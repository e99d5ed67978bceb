"""`quizcv review`: the review, in the app or line by line."""

from __future__ import annotations

import sys

import click

from quizcv.cli.completing import DECKS
from quizcv.cli.workspace import Workspace, can_draw


@click.command("review", epilog="Example: quizcv review cnn-faq --plain")
@click.argument(
    "decks", nargs=-1, metavar="[DECK]...", shell_complete=DECKS, help="Only these decks; without any, all."
)
@click.option("--plain", "plain_mode", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.pass_context
def review_command(context: click.Context, decks: tuple[str, ...], *, plain_mode: bool) -> None:
    """Review what is due, straight away.

    In the app; line by line with --plain, and where there is no terminal to draw on.
    """
    workspace = context.ensure_object(Workspace)
    if can_draw() and not plain_mode:
        from quizcv.tui.app import run  # noqa: PLC0415  Textual, only to draw

        code = run(workspace.places, workspace.settings, workspace.clock, decks=decks, start="review")
        workspace.sync_if_set()
        context.exit(code)
    from quizcv.plain.lines import Lines  # noqa: PLC0415  only without the app
    from quizcv.plain.reviewing import review  # noqa: PLC0415  as above

    workspace.sync_if_set()
    try:
        review(workspace.session(decks, writing=True), Lines(sys.stdin, sys.stdout))
    finally:
        workspace.sync_if_set()

"""`quizcv browse`: all cards in a table, in the app."""

from __future__ import annotations

import click

from quizcv.cli.completing import TERMS
from quizcv.cli.searching import SearchCommand
from quizcv.cli.workspace import Workspace, can_draw
from quizcv.errors import UsageError


@click.command("browse", cls=SearchCommand, epilog="Example: quizcv browse deck:cnn-faq is:leech")
@click.argument(
    "query",
    nargs=-1,
    metavar="[SEARCH]...",
    shell_complete=TERMS,
    help="Only the cards that fit; see quizcv search --help.",
)
@click.pass_context
def browse_command(context: click.Context, query: tuple[str, ...]) -> None:
    """Look through all cards in a table, and set them right.

    In the app: find, read, edit, flag, suspend or reset cards, one by one or many at once. Where there is no terminal to draw on,
    quizcv search lists cards, and quizcv suspend, flag and reset change them.
    """
    if not can_draw():
        message = "browse needs a terminal to draw on; without one, use: quizcv search"
        raise UsageError(message)
    from quizcv.tui.app import run  # noqa: PLC0415  Textual, only to draw
    from quizcv.tui.host import CardsToBrowse  # noqa: PLC0415  as above

    workspace = context.ensure_object(Workspace)
    code = run(workspace.places, workspace.settings, workspace.clock, start=CardsToBrowse(" ".join(query)))
    workspace.sync_if_set()
    context.exit(code)

"""`quizcv review`: the review, in the app or line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from quizcv.cli.completing import DECKS
from quizcv.cli.printing import talk
from quizcv.cli.workspace import Workspace, can_draw
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from quizcv.tui.host import ChosenCards


@click.command("review", epilog="Example: quizcv review cnn-faq --practise")
@click.argument(
    "decks", nargs=-1, metavar="[DECK]...", shell_complete=DECKS, help="Only these decks; without any, all."
)
@click.option("--search", metavar="SEARCH", help='Only cards that fit: "tag:loss is:due"; see quizcv search --help.')
@click.option(
    "--practise",
    is_flag=True,
    help="Ask all the cards named, due or not, until they are known; nothing is logged or scheduled.",
)
@click.option("--plain", "plain_mode", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.pass_context
def review_command(
    context: click.Context, decks: tuple[str, ...], search: str | None, *, practise: bool, plain_mode: bool
) -> None:
    """Review what is due, straight away.

    In the app; line by line with --plain, and where there is no terminal to draw on. With --search, only those of today's cards that
    fit are asked, and their grades count; with --practise, any cards are, and nothing counts.
    """
    workspace = context.ensure_object(Workspace)
    keys = None
    if search is not None or practise:
        if search is None and not decks:
            message = "name what to practise: decks, or --search and a search"
            raise UsageError(message)
        keys = workspace.chosen(decks, search)
        if not keys:
            talk("No card fits.")
            return
    if can_draw() and not plain_mode:
        from quizcv.tui.app import run  # noqa: PLC0415  Textual, only to draw
        from quizcv.tui.host import ChosenCards  # noqa: PLC0415  as above

        start: Literal["review"] | ChosenCards = "review" if keys is None else ChosenCards(keys, practise)
        code = run(workspace.places, workspace.settings, workspace.clock, decks=decks, start=start)
        workspace.sync_if_set()
        context.exit(code)
    from quizcv.plain.lines import Lines  # noqa: PLC0415  only without the app
    from quizcv.plain.reviewing import review  # noqa: PLC0415  as above

    lines = Lines(sys.stdin, sys.stdout)
    if practise:
        review(workspace.practice(keys or ()), lines)
        return
    workspace.sync_if_set()
    try:
        review(workspace.session(decks, writing=True, only=keys), lines)
    finally:
        workspace.sync_if_set()

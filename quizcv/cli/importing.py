"""`quizcv import`: notes become decks, and nothing of a note is lost silently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace


@click.command("import", epilog="Example: quizcv import notes.md --to my-notes --dry-run")
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path), help="Markdown notes."
)
@click.option("--to", metavar="DECK", help="The deck's name; without it, the deck is named after the note.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and write nothing.")
@json_option
@click.pass_obj
def import_command(
    workspace: Workspace, sources: tuple[Path, ...], to: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Turn Markdown notes into a deck.

    Says what became of everything: cards, questions without an answer, placeholders, claims that were checked, and what was
    left out. Importing a note again keeps your edits of the deck and your progress.
    """
    from quizcv.notes.importing import NOTE_SUFFIXES, import_file  # noqa: PLC0415  only to import
    from quizcv.notes.summary import summary  # noqa: PLC0415
    from quizcv.notes.target import refuse_clashes  # noqa: PLC0415

    if to is not None and len(sources) > 1:
        message = "--to names one deck for one note; import several notes without it, or one after the other"
        raise UsageError(message)
    for source in sources:
        if source.suffix.lower() not in NOTE_SUFFIXES:
            kinds = ", ".join(sorted(suffix for suffix in NOTE_SUFFIXES if suffix))
            message = f"{source} is no note that can be imported; the kinds are: {kinds}"
            raise UsageError(message)
    refuse_clashes(sources, workspace.places.decks, to, workspace.quiet_library)
    for source in sources:
        report = import_file(source, workspace.places, to, dry_run=dry_run)
        if as_json:
            emit(report.as_json())
        elif not report.path:
            say(f"{source}: no deck is written, for nothing in it can become a card")
            say("\n".join(summary(report)))
        else:
            say(f"{source} -> {report.path}" + (" (nothing is written)" if dry_run else ""))
            say("\n".join(summary(report)))

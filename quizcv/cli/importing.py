"""`quizcv import`: notes become decks, and nothing of a note is lost silently."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.errors import ContentError, UsageError
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cli.workspace import Workspace
    from quizcv.notes.report import Report

EVERY_SECONDS = 1.0
"""Between two looks of `--watch`."""


@click.command("import", epilog="Example: quizcv import notes.md --to my-notes --dry-run")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    type=click.Path(path_type=Path),
    help="Markdown notes, folders of them, or - for standard input.",
)
@click.option("--to", metavar="DECK", help="The deck's name; without it, the deck is named after the note.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, text by text, and write nothing.")
@click.option(
    "--review", is_flag=True, help="Look at note and cards side by side in the app, decide, and only then write."
)
@click.option("--watch", is_flag=True, help="Go on, and import each note again when it changes, until Ctrl-C.")
@json_option
@click.pass_context
def import_command(  # noqa: PLR0913  one for each option
    context: click.Context,
    sources: tuple[Path, ...],
    to: str | None,
    *,
    dry_run: bool,
    review: bool,
    watch: bool,
    as_json: bool,
) -> None:
    """Turn Markdown notes into decks.

    Says what became of everything: cards, questions without an answer, placeholders, claims that were checked, and what was
    left out. Importing a note again keeps your edits of the deck and your progress.
    """
    from quizcv.notes.notefile import STDIN  # noqa: PLC0415  only to import

    workspace: Workspace = context.obj
    if review:
        if dry_run or watch or as_json:
            message = "--review shows the import in the app; leave out --dry-run, --watch and --json"
            raise UsageError(message)
        context.exit(_review(workspace, sources, to))
    if Path(STDIN) in sources:
        if len(sources) > 1 or watch:
            message = "standard input is one note, imported once; leave out the other notes and --watch"
            raise UsageError(message)
        _import_stdin(workspace, to, dry_run=dry_run, as_json=as_json)
    elif watch:
        if dry_run:
            message = "--watch imports and --dry-run does not; leave one of them out"
            raise UsageError(message)
        _watch(workspace, sources, to, as_json=as_json)
    else:
        failed = _import_files(workspace, sources, to, dry_run=dry_run, as_json=as_json)
        if failed:
            context.exit(ContentError.exit_code)


def _review(workspace: Workspace, sources: Sequence[Path], to: str | None) -> int:
    """Opens a note in the app, where nothing is written before the learner says so.

    Raises:
        UsageError: It is not one file, or there is no terminal to draw on.
    """
    from quizcv.cli.workspace import can_draw  # noqa: PLC0415  only to draw
    from quizcv.notes.notefile import STDIN  # noqa: PLC0415

    if len(sources) > 1 or sources[0] == Path(STDIN) or sources[0].is_dir():
        message = "--review takes one note's file; name it alone"
        raise UsageError(message)
    if not can_draw():
        message = "--review needs a terminal to draw on; without one, use --dry-run"
        raise UsageError(message)
    from quizcv.tui.app import run  # noqa: PLC0415  Textual, only to draw
    from quizcv.tui.host import NoteToImport  # noqa: PLC0415

    note = NoteToImport(sources[0], to or "")
    return run(workspace.places, workspace.settings, workspace.clock, start=note)


def _import_stdin(workspace: Workspace, to: str | None, *, dry_run: bool, as_json: bool) -> None:
    from quizcv.notes.importing import import_text  # noqa: PLC0415  only to import
    from quizcv.notes.notefile import STDIN, read_stdin  # noqa: PLC0415

    report = import_text(read_stdin(sys.stdin.buffer), workspace.places.decks, to, dry_run=dry_run)
    _tell(STDIN, report, dry_run=dry_run, as_json=as_json)


def _import_files(
    workspace: Workspace, sources: Sequence[Path], to: str | None, *, dry_run: bool, as_json: bool
) -> int:
    """Imports notes and folders of them, and says how many could not be.

    Raises:
        QuizcvError: The only note could not be imported.
    """
    from quizcv.cli.progressline import Progress  # noqa: PLC0415  only to import
    from quizcv.notes.differences import in_short, total  # noqa: PLC0415
    from quizcv.notes.several import import_each, notes_in  # noqa: PLC0415
    from quizcv.notes.target import Targets  # noqa: PLC0415

    notes = notes_in(sources)
    if to is not None and len(notes) > 1:
        message = "--to names one deck for one note; import several notes without it, or one after the other"
        raise UsageError(message)
    targets = Targets(notes, workspace.places.decks, workspace.quiet_library)
    reports, failed = [], 0
    with Progress(len(notes)) as progress:
        for outcome in import_each(
            notes, targets, to=to, dry_run=dry_run, starting=progress.starting, told=progress.told
        ):
            progress.clear()
            if outcome.error is not None:
                if len(notes) == 1:
                    raise outcome.error
                failed += 1
                talk(f"{outcome.note}: not imported: {outcome.error}")
            elif outcome.report is not None:
                reports.append(outcome.report)
                if len(notes) == 1 or as_json:
                    _tell(str(outcome.note), outcome.report, dry_run=dry_run, as_json=as_json)
                else:
                    say(
                        "\n".join(
                            [_heading(str(outcome.note), outcome.report, dry_run=dry_run), *in_short(outcome.report)]
                        )
                    )
                    _tell_difference(outcome.report, dry_run=dry_run)
    if len(notes) > 1 and not as_json:
        say(total(reports, failed))
    return failed


def _watch(workspace: Workspace, sources: Sequence[Path], to: str | None, *, as_json: bool) -> NoReturn:
    """Imports what changes until the program is interrupted."""
    from quizcv.notes.several import notes_in  # noqa: PLC0415  only to import
    from quizcv.notes.watching import Watch, Whereabouts, told  # noqa: PLC0415

    notes = notes_in(sources)
    if to is not None and (len(notes) > 1 or any(source.is_dir() for source in sources)):
        message = "--to names one deck for one note; watch several notes without it"
        raise UsageError(message)
    watch = Watch(sources, workspace.places.decks, workspace.quiet_library, to=to)
    talk(f"watching {count(len(notes), 'note')}; Ctrl-C ends")
    while True:
        for outcome in watch.look():
            if isinstance(outcome, Whereabouts) or outcome.error is not None:
                talk(told(outcome))
            elif outcome.report is not None and as_json:
                emit(outcome.report.as_json())
            elif line := told(outcome):
                say(line)
            sys.stdout.flush()
        time.sleep(EVERY_SECONDS)


def _tell(source: str, report: Report, *, dry_run: bool, as_json: bool) -> None:
    """Prints the report of one note in full."""
    if as_json:
        emit(report.as_json())
        return
    from quizcv.notes.summary import summary  # noqa: PLC0415  only for people

    say("\n".join([_heading(source, report, dry_run=dry_run), *summary(report)]))
    _tell_difference(report, dry_run=dry_run)


def _heading(source: str, report: Report, *, dry_run: bool) -> str:
    if not report.path:
        return f"{source}: no deck is written, for nothing in it can become a card"
    return f"{source} -> {report.path}" + (" (nothing is written)" if dry_run else "")


def _tell_difference(report: Report, *, dry_run: bool) -> None:
    """Prints text by text what would change, and warns of a deck that an editor holds open."""
    from quizcv.cards.saving import open_elsewhere  # noqa: PLC0415
    from quizcv.notes.differences import differences  # noqa: PLC0415  only for people

    rows = differences(report) if dry_run else []
    if rows:
        say("\n".join(["what would change:", *(f"  {row}" for row in rows)]))
    if not dry_run and report.path and open_elsewhere(Path(report.path)):
        talk(f"{report.path} is open in an editor; load it again there before you save it")

"""`quizcv import`: notes become decks, and nothing of a note is lost silently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import count, emit, json_option, say, talk
from quizcv.errors import UsageError
from quizcv.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.cli.workspace import Workspace
    from quizcv.notes.report import Report

LONGEST_LINE = 100


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

    if to is not None and len(sources) > 1:
        message = "--to names one deck for one note; import several notes without it, or one after the other"
        raise UsageError(message)
    for source in sources:
        if source.suffix.lower() not in NOTE_SUFFIXES:
            kinds = ", ".join(sorted(suffix for suffix in NOTE_SUFFIXES if suffix))
            message = f"{source} is no note that can be imported; the kinds are: {kinds}"
            raise UsageError(message)
    for source in sources:
        report = import_file(source, workspace.places, to, dry_run=dry_run)
        if as_json:
            emit(report.as_json())
        else:
            _say_report(source, report, dry_run=dry_run)


def _say_report(source: Path, report: Report, *, dry_run: bool) -> None:
    """The report for people: figures first, then every line of the note that needs a look."""
    changes = report.changes
    kinds = ", ".join(f"{number} {kind}" for kind, number in report.kinds.items())
    say(f"{source} -> {report.path}" + (" (nothing is written)" if dry_run else ""))
    say(f"{count(len(report.deck.cards), 'card')}" + (f": {kinds}" if kinds else ""))
    say(
        f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.kept)} kept, "
        f"{len(changes.archived)} archived, {len(changes.conflicts)} in conflict"
    )
    for conflict in changes.conflicts:
        say(
            f"  {conflict.card}, {conflict.field}: the deck says {_short(conflict.deck)}; the note says {_short(conflict.note)}"
        )
    _say_lines("without an answer", ((each.line, each.text) for each in report.unanswered))
    _say_lines("placeholders", ((each.line, each.text) for each in report.placeholders))
    claims = (
        (each.line, f"{each.text}: {each.verdict}" + (f", {each.correct}" if each.correct else ""))
        for each in report.claims
    )
    _say_lines("claims checked", claims)
    _say_lines("formulas", ((each.line, each.text) for each in report.formulas))
    _say_lines("left out", ((each.line, f"{_short(each.text)}: {each.reason}") for each in report.left_out))
    if report.faulty_lines:
        lines = ", ".join(map(str, report.faulty_lines))
        talk(f"{source}: the text of these lines is no UTF-8 and was read as well as could be: {lines}")


def _say_lines(heading: str, rows: Iterable[tuple[int, str]]) -> None:
    """A heading with its number of lines, and the lines; nothing for none."""
    found = list(rows)
    if found:
        say(f"{heading} ({len(found)}):")
    for line, text in found:
        say(f"  line {line}: {_short(text)}")


def _short(text: str) -> str:
    """A text on one line, cut if it is long."""
    line = shown_line(text)
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"

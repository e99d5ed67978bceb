"""`quizcv check` and `quizcv schema`: decks as files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, say_table, talk
from quizcv.cli.shapes import diagnostic_json
from quizcv.cli.workspace import Workspace
from quizcv.errors import ContentError, UsageError
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.checks import Checked


@click.command("check", epilog="Example: quizcv check my-deck.yaml --fix")
@click.argument(
    "paths",
    nargs=-1,
    metavar="[DECK|PATH]...",
    type=click.Path(path_type=Path),
    help="Decks by their names, deck files or folders; without any, yours.",
)
@click.option(
    "--fix", is_flag=True, help="Write ids where there is none, and answers that solve their equation; nothing else."
)
@click.option("--verbose", "-v", is_flag=True, help="Tell how the draws of each problem went.")
@json_option
@click.pass_context
def check_command(context: click.Context, paths: tuple[Path, ...], *, fix: bool, verbose: bool, as_json: bool) -> None:
    """Check decks: schema, ids, math and problems.

    Each generated problem is drawn from 200 seeds and compared with SymPy. Ends with exit code 3 if there are errors.
    """
    from quizcv.cards.checks import check_decks, deck_paths  # noqa: PLC0415  pydantic and yaml, only to check

    workspace = context.ensure_object(Workspace)
    places = workspace.places
    named = [_file_of(workspace, path) for path in paths]
    chosen = deck_paths(named or ([places.decks] if places.decks.exists() else []))
    if fix:
        _fix(chosen)
    checked = check_decks(chosen, told=lambda card: talk(f"proving {card} ..."), elsewhere=partial(_place, workspace))
    if as_json:
        emit(
            {
                "files": checked.files,
                "cards": checked.cards,
                "problems": checked.problems,
                "errors": [diagnostic_json(error) for error in checked.errors],
                "warnings": [diagnostic_json(warning) for warning in checked.warnings],
                "proofs": [proof._asdict() for proof in checked.proofs],
            }
        )
    else:
        if verbose:
            _say_proofs(checked)
        _say_checked(checked)
    if checked.errors:
        context.exit(ContentError.exit_code)


def _file_of(workspace: Workspace, path: Path) -> Path:
    """The file of a deck that is called by its name; any other path as it is."""
    if path.exists() or path.name != str(path):
        return path
    library = workspace.quiet_library
    decks = {deck.name: deck.path for deck in library.decks}
    return decks.get(path.name) or next((each.path for each in library.broken if each.path.stem == path.name), path)


def _place(workspace: Workspace, key: str) -> str:
    """Where a card of the library stands, as `path:line`; empty if there is none."""
    try:
        path, line = workspace.quiet_library.place(key)
    except UsageError:
        return ""
    return f"{path}:{line}"


def _fix(paths: Sequence[Path]) -> None:
    """Writes the answers to equations and gives ids to cards without one.

    A deck with other faults gets no ids; its faults are told by the check.
    """
    from quizcv.cards.fixanswers import fix_answers  # noqa: PLC0415  only to fix
    from quizcv.cards.fixing import fix_file  # noqa: PLC0415  as above

    for path in paths:
        try:
            for line, answer in fix_answers(path):
                talk(f"{path}:{line}: the answer is {answer}")
            given = fix_file(path)
        except ContentError:
            continue
        for line, identity in given:
            talk(f"{path}:{line}: this card is {identity} now")


def _say_proofs(checked: Checked) -> None:
    rows = [
        [proof.card, f"{proof.draws:,}", f"{proof.questions:,}", f"{proof.acceptance:.1%}"] for proof in checked.proofs
    ]
    if rows:
        say_table([["problem", "draws", "questions", "accepted"], *rows], right=(1, 2, 3))


def _say_checked(checked: Checked) -> None:
    for error in checked.errors:
        say(str(error))
    for warning in checked.warnings:
        say(f"{warning} (warning)")
    held = f"{count(checked.files, 'file')}, {count(checked.cards, 'card')}, {count(checked.problems, 'problem')}"
    found = f"{count(len(checked.errors), 'error')}, {count(len(checked.warnings), 'warning')}"
    say(f"{held}: {found}.")


@click.command("schema", epilog="Example: quizcv schema > deck.schema.json")
def schema_command() -> None:
    """Print the JSON Schema of a deck file.

    Editors that know it complete and check a deck while it is written.
    """
    from quizcv.cards.json_schema import schema_text  # noqa: PLC0415  pydantic, only for the schema

    say(schema_text())

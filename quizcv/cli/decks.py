"""`quizcv check` and `quizcv schema`: decks as files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import count, emit, json_option, say, talk
from quizcv.cli.shapes import diagnostic_json
from quizcv.cli.workspace import Workspace
from quizcv.errors import ContentError, UsageError
from quizcv.shown import safe_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.checks import Checked


@click.command("check", epilog="Example: quizcv check my-deck.yaml --fix")
@click.argument(
    "paths",
    nargs=-1,
    metavar="[PATH]...",
    type=click.Path(path_type=Path),
    help="Deck files or folders; without any, yours.",
)
@click.option("--fix", is_flag=True, help="Give an id to each card that has none, and change nothing else.")
@json_option
@click.pass_context
def check_command(context: click.Context, paths: tuple[Path, ...], *, fix: bool, as_json: bool) -> None:
    """Check decks: schema, ids, math and problems.

    Each generated problem is drawn from 200 seeds and compared with SymPy. Ends with exit code 3 if there are errors.
    """
    from quizcv.cards.checks import check_decks, deck_paths  # noqa: PLC0415  pydantic and yaml, only to check

    workspace = context.ensure_object(Workspace)
    places = workspace.places
    chosen = deck_paths(paths or ([places.decks] if places.decks.exists() else []))
    if fix:
        _give_ids(chosen)
    checked = check_decks(chosen, told=lambda card: talk(f"proving {card} ..."), elsewhere=partial(_place, workspace))
    if as_json:
        emit(
            {
                "files": checked.files,
                "cards": checked.cards,
                "problems": checked.problems,
                "errors": [diagnostic_json(error) for error in checked.errors],
                "warnings": [diagnostic_json(warning) for warning in checked.warnings],
            }
        )
    else:
        _say_checked(checked)
    if checked.errors:
        context.exit(ContentError.exit_code)


def _place(workspace: Workspace, key: str) -> str:
    """Where a card of the library stands, as `path:line`; empty if there is none."""
    try:
        path, line = workspace.quiet_library.place(key)
    except UsageError:
        return ""
    return f"{path}:{line}"


def _give_ids(paths: Sequence[Path]) -> None:
    """Gives ids to cards without one; a deck with faults is left alone, and its faults are told by the check."""
    from quizcv.cards.fixing import fix_file  # noqa: PLC0415  only to fix

    for path in paths:
        try:
            given = fix_file(path)
        except ContentError:
            continue
        for line, identity in given:
            talk(f"{path}:{line}: this card is {identity} now")


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
    from quizcv.cards.schema import deck_schema  # noqa: PLC0415  pydantic, only for the schema

    say(safe_json(deck_schema(), indent=2))

"""`quizcv where` and `completion`: the house itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, say_table
from quizcv.settings import masked

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace

SHELLS = ("bash", "zsh", "fish")


@click.command("where", epilog="Example: quizcv where --json")
@json_option
@click.pass_obj
def where_command(workspace: Workspace, *, as_json: bool) -> None:
    """Print where things are.

    QUIZCV_HOME puts all of them into one folder; QUIZCV_DATABASE and QUIZCV_DECKS move single ones.
    """
    places = workspace.places
    found = {name: str(place) for name, place in places._replace(database=masked(places.database))._asdict().items()}
    if not places.learner:
        del found["learner"]
    if as_json:
        emit(found)
        return
    say_table(list(found.items()))


@click.command("completion", epilog='Example: eval "$(quizcv completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS), help="The shell the script is for.")
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print a shell's completion script.

    It completes commands, options, decks, cards and families. Put its output where your shell reads completions, or evaluate
    it in the shell's start-up file.
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415  only for the script

    from quizcv.cli.root import COMPLETE_VARIABLE  # noqa: PLC0415  the root imports its commands

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  click knows each of SHELLS
    script = kind(context.find_root().command, {}, "quizcv", COMPLETE_VARIABLE)
    say(script.source_template % script.source_vars())

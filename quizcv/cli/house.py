"""`quizcv where`, `settings` and `completion`: the house itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, say_table, talk
from quizcv.errors import UsageError
from quizcv.settings import Settings, fault_of, masked
from quizcv.settings.changing import parse_setting, save_setting

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


class NumbersAreValues(click.Command):
    """A command without options in digits: `-5` is a value, and refused by what it is for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, with negative numbers after the options."""
        numbers = [each for each in args if each[:1] == "-" and each[1:].isdigit()]
        if numbers and "--" not in args:
            args = [*(each for each in args if each not in numbers), "--", *numbers]
        return super().parse_args(ctx, args)


@click.command("settings", cls=NumbersAreValues, epilog="Example: quizcv settings new_per_day 10")
@click.argument("name", required=False, help="The setting; without it, all are printed.")
@click.argument("value", required=False, help="Its new value; without it, the present one is printed.")
@json_option
@click.pass_obj
def settings_command(workspace: Workspace, name: str | None, value: str | None, *, as_json: bool) -> None:
    """Print or change the settings."""
    if name is not None and value is not None:
        parsed = parse_setting(name, value)
        save_setting(workspace.places.settings, name, parsed)
        if as_json:
            emit({name: parsed})
        else:
            talk(f"{name} is {_written(parsed) or 'empty'} now")
        return
    if name is not None and name not in Settings._fields:
        raise UsageError(fault_of(name, ""))
    chosen = {key: entry for key, entry in workspace.settings._asdict().items() if name in {None, key}}
    if as_json:
        emit(chosen)
    elif name is not None:
        say(_written(chosen[name]))
    else:
        say_table([[key, _written(entry)] for key, entry in chosen.items()])


def _written(value: object) -> str:
    """A value as it is typed on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


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

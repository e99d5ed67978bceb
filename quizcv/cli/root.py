"""The command `quizcv` itself: the group that loads its commands when they are asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

from quizcv import __version__
from quizcv.cli.catalogue import COMMANDS
from quizcv.cli.workspace import Workspace, can_draw
from quizcv.errors import UsageError
from quizcv.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

COMPLETE_VARIABLE = "_QUIZCV_COMPLETE"
"""Set by the completion scripts: which shell asks, and what for."""


class LazyGroup(click.Group):
    """A group that knows its commands by the catalogue and imports a command's module when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """All names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command, its module imported now; None if there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"quizcv.cli.{entry.module}")
        return cast("click.Command", getattr(module, f"{cmd_name}_command"))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with near matches for a name that is none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # noqa: PLC0415  only for the message

            near = get_close_matches(name, COMMANDS, 1)
            mend = f"did you mean {near[0]!r}?" if near else "see: quizcv --help"
            message = f"there is no command {name!r}; {mend}"
            raise click.UsageError(message, ctx)
        found = super().resolve_command(ctx, args)
        takes_files = found[1] is not None and any(isinstance(each.type, click.Path) for each in found[1].params)
        unreadable = [
            each for each in found[2] if not takes_files and any("\ud800" <= sign <= "\udfff" for sign in each)
        ]
        if unreadable and not ctx.resilient_parsing:
            message = f"{shown(unreadable[0])!r} is no UTF-8 text; type it in a terminal that is set to UTF-8"
            raise click.UsageError(message, ctx)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The listing, from the catalogue."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Command names and the root's own options, from the catalogue."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  only while completing

        names = [
            CompletionItem(name, help=entry.summary) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=LazyGroup,
    name="quizcv",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: quizcv import notes.md, then quizcv. More: quizcv COMMAND --help.",
)
@click.version_option(__version__, prog_name="quizcv", message="%(prog)s %(version)s")
@click.pass_context
def root(context: click.Context) -> None:
    """Spaced repetition for computer vision, in the terminal.

    Alone, quizcv opens today's review; where there is no terminal to draw on it prints what is due.
    """
    workspace = context.ensure_object(Workspace)
    context.call_on_close(workspace.close)
    if context.invoked_subcommand is not None:
        return
    if can_draw():
        from quizcv.tui.app import run  # noqa: PLC0415  Textual, only to draw

        code = run(workspace.places, workspace.settings, workspace.clock, decks=(), start="home")
        workspace.sync_if_set()
        context.exit(code)
    from quizcv.cli.today import print_due  # noqa: PLC0415  only without a terminal

    print_due(workspace)


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code; `arguments` are the process's own unless given.

    Not by click's own `main`, which would make an exit of its own of a broken pipe and of an interruption.

    Raises:
        UsageError: The command line can't be understood.
        KeyboardInterrupt: The user interrupted.
        QuizcvError: The command failed.
    """
    instruction = os.environ.get(COMPLETE_VARIABLE)
    if instruction:
        from click.shell_completion import shell_complete  # noqa: PLC0415  only while completing

        try:
            return shell_complete(root, {}, "quizcv", COMPLETE_VARIABLE, instruction)
        except (KeyError, ValueError):  # asked by no shell: what it would have set is missing
            message = f"{COMPLETE_VARIABLE} is for the completion of shells only; see: quizcv completion --help"
            raise UsageError(message) from None
    try:
        with root.make_context("quizcv", list(sys.argv[1:] if arguments is None else arguments)) as context:
            root.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        raise UsageError(_explained(error)) from None
    return 0


def _explained(error: click.UsageError) -> str:
    """A usage error's message with the command's usage under it."""
    message = error.format_message()
    if error.ctx is None:
        return message
    usage = " ".join(error.ctx.get_usage().removeprefix("Usage:").split())
    return f"{message}\nusage: {usage}\nmore: {error.ctx.command_path} --help"

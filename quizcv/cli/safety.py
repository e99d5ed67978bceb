"""`quizcv doctor`, `quizcv backup` and `quizcv restore`: whether the log is well, a copy of it, and the way back."""

from __future__ import annotations

from pathlib import Path

import click

from quizcv.cli.printing import emit, json_option, say, say_table
from quizcv.cli.workspace import Workspace
from quizcv.errors import UsageError


@click.command("doctor", epilog="Example: quizcv doctor --repair")
@click.option(
    "--repair", is_flag=True, help="Rebuild from the log what can be rebuilt; the log itself is never touched."
)
@json_option
@click.pass_context
def doctor_command(context: click.Context, *, repair: bool, as_json: bool) -> None:
    """Examine the log and the decks.

    Ends with exit code 1 if anything is wrong.
    """
    from quizcv.progress.doctor import doctor  # noqa: PLC0415  SQLModel, only to examine

    workspace = context.ensure_object(Workspace)
    diagnosis = doctor(workspace.places, workspace.library, workspace.clock, repair=repair)
    if as_json:
        checks = [{"name": check.name, "ok": check.ok, "message": check.message} for check in diagnosis.checks]
        emit({"ok": diagnosis.ok, "checks": checks})
    else:
        say_table([["ok" if check.ok else "WRONG", check.name, check.message] for check in diagnosis.checks])
        say("All is well." if diagnosis.ok else "Something is wrong; see above.")
    if not diagnosis.ok:
        context.exit(1)


@click.command("backup", epilog="Example: quizcv backup ~/quizcv-before-exam.db")
@click.argument(
    "file", type=click.Path(dir_okay=False, path_type=Path), help="Where the copy goes; it must not exist yet."
)
@json_option
@click.pass_obj
def backup_command(workspace: Workspace, file: Path, *, as_json: bool) -> None:
    """Copy the log into a file.

    The copy is whole even while quizcv runs elsewhere.
    """
    if not file.parent.is_dir():
        message = f"there is no folder {file.parent}; make it, or name another one for the backup"
        raise UsageError(message)
    path = workspace.back_up(file)
    _tell("backup", f"the log is copied to {path}", as_json=as_json, path=str(path))


@click.command("restore", epilog="Example: quizcv restore ~/quizcv-before-exam.db")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), help="A backup of the log.")
@json_option
@click.pass_obj
def restore_command(workspace: Workspace, file: Path, *, as_json: bool) -> None:
    """Make a backup the log again.

    The backup is examined first, and the present log is set aside beside it, so nothing is lost.
    """
    from quizcv.progress.file import log_file  # noqa: PLC0415  as below
    from quizcv.progress.restoring import restore  # noqa: PLC0415  only to restore

    restored = restore(log_file(workspace.places), file, workspace.clock.now())
    message = f"{restored.path} is the log of {file} again, with {restored.events} events"
    if restored.aside is not None:
        message += f"; the one before it lies in {restored.aside}"
    aside = None if restored.aside is None else str(restored.aside)
    _tell("restore", message, as_json=as_json, path=str(restored.path), aside=aside)


def _tell(name: str, message: str, *, as_json: bool, **more: str | None) -> None:
    if as_json:
        emit({"ok": True, "checks": [{"name": name, "ok": True, "message": message}], **more})
    else:
        say(f"{message[0].upper()}{message[1:]}.")

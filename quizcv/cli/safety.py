"""`quizcv doctor`, `quizcv backup` and `quizcv restore`: whether the log is well, a copy of it, and the ways back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, say_table, talk
from quizcv.cli.workspace import Workspace
from quizcv.errors import UsageError
from quizcv.shown import count

if TYPE_CHECKING:
    from quizcv.progress.backup import Backup


@click.command("doctor", epilog="Example: quizcv doctor --repair")
@click.option(
    "--repair",
    is_flag=True,
    help="Mend what can be mended. A damaged log is set aside, and all that can still be read of it, of backups and of files "
    "of events is put together again.",
)
@click.option(
    "--with",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file of events that may have what the log has lost, as quizcv log --json or a sync folder has it.",
)
@json_option
@click.pass_context
def doctor_command(context: click.Context, *, repair: bool, files: tuple[Path, ...], as_json: bool) -> None:
    """Examine the log and the decks.

    Without --repair nothing is changed, and what a repair would bring back is told in numbers. Ends with exit code 1 if
    anything is wrong.
    """
    from quizcv.progress.doctor import doctor  # noqa: PLC0415  SQLModel, only to examine

    workspace = context.ensure_object(Workspace)
    events = [*files, *_shared_events(workspace)]
    diagnosis = doctor(workspace.places, workspace.library, workspace.clock, repair=repair, files=events)
    if as_json:
        checks = [{"name": check.name, "ok": check.ok, "message": check.message} for check in diagnosis.checks]
        emit({"ok": diagnosis.ok, "checks": checks})
    else:
        say_table([["ok" if check.ok else "WRONG", check.name, check.message] for check in diagnosis.checks])
        say("All is well." if diagnosis.ok else "Something is wrong; see above.")
    if not diagnosis.ok:
        context.exit(1)


def _shared_events(workspace: Workspace) -> list[Path]:
    """The files of events in the folder that is synced, if there is one that can be read."""
    from quizcv.progress.sync.folder import is_events_file  # noqa: PLC0415  SQLModel, only to examine

    if not workspace.settings.sync_folder:
        return []
    try:
        found = sorted(Path(workspace.settings.sync_folder).expanduser().iterdir())
    except OSError:
        return []
    return [path for path in found if is_events_file(path.name) and path.is_file()]


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
@click.argument(
    "file",
    required=False,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A backup of the log: a path, or the name of one in the folder of backups; without it, these are listed.",
)
@json_option
@click.pass_obj
def restore_command(workspace: Workspace, file: Path | None, *, as_json: bool) -> None:
    """Make a backup the log again.

    The backup is examined to its last event first, and the present log is kept as a backup too, so nothing is lost. To a log on a
    server what it lacks is added, and nothing is taken out of it.
    """
    from quizcv.progress.file import log_file  # noqa: PLC0415  as below
    from quizcv.progress.restoring import restore  # noqa: PLC0415  only to restore

    backups = workspace.places.backups
    if file is None:
        _list(backups, on_server=workspace.places.database_path is None, as_json=as_json)
        return
    if not file.exists() and (backups / file).is_file():
        file = backups / file
    if workspace.places.database_path is None:
        _restore_into_server(workspace, file, as_json=as_json)
        return
    restored = restore(log_file(workspace.places), file, backups, workspace.clock.now())
    message = f"{restored.path} is the log of {file} again, with {count(restored.events, 'event')}"
    if restored.aside is not None:
        message += f"; the one before it lies in {restored.aside}"
    aside = None if restored.aside is None else str(restored.aside)
    _tell("restore", message, as_json=as_json, path=str(restored.path), aside=aside)


def _restore_into_server(workspace: Workspace, file: Path, *, as_json: bool) -> None:
    from quizcv.progress.server.restoring import restore_into_server  # noqa: PLC0415  psycopg, only for a log on a server

    added = restore_into_server(workspace.places, file, workspace.clock)
    message = f"{added.added} of the {count(added.events, 'event')} in {file} were not in the log {added.shown} and are added to it"
    _tell("restore", message, as_json=as_json, path=added.shown, aside=None)


def _list(folder: Path, *, on_server: bool, as_json: bool) -> None:
    """Prints what there is to restore, the newest first."""
    from quizcv.progress.backup import backups_in  # noqa: PLC0415  only to list

    found = backups_in(folder)
    if as_json:
        emit({"backups": [_backup_json(backup) for backup in found]})
    elif not found:
        first = (
            "Of a log on a server, one is made" if on_server else "The first is made on the second day of reviews, or"
        )
        talk(f"There are no backups in {folder}. {first} by: quizcv backup FILE")
    else:
        rows = [[backup.path.name, str(backup.day), *_holds(backup)] for backup in found]
        say_table([["backup", "day", "events", "last grade"], *rows], right=(2,))
        talk(f"They lie in {folder}. To make one the log again: quizcv restore {found[0].path.name}")


def _holds(backup: Backup) -> tuple[str, str]:
    if backup.copied is None:
        return "-", f"can't be used: {backup.fault}"
    last = backup.copied.last
    return f"{backup.copied.events:,}", f"{last.astimezone():%Y-%m-%d %H:%M}" if last else "-"


def _backup_json(backup: Backup) -> dict[str, object]:
    copied = backup.copied
    return {
        "path": str(backup.path),
        "day": backup.day.isoformat(),
        "events": copied.events if copied else None,
        "last": copied.last.isoformat() if copied and copied.last else None,
        "fault": backup.fault,
    }


def _tell(name: str, message: str, *, as_json: bool, **more: str | None) -> None:
    if as_json:
        emit({"ok": True, "checks": [{"name": name, "ok": True, "message": message}], **more})
    else:
        say(f"{message[0].upper()}{message[1:]}.")

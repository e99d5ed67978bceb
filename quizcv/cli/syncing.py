"""`quizcv sync`: this log and those of other devices, by way of a folder that Git, Syncthing or the like carries about."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.cli.workspace import Workspace
from quizcv.errors import QuizcvError, UsageError
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.progress.sync.syncing import Synced

PATIENCE_SECONDS = 10.0
"""How long a review waits for a sync at its beginning and its end."""


@click.command("sync", epilog="Example: quizcv sync ~/Sync/quizcv")
@click.argument(
    "folder",
    required=False,
    type=click.Path(file_okay=False, path_type=Path),
    help="The shared folder; without it, that of the setting sync_folder.",
)
@json_option
@click.pass_context
def sync_command(context: click.Context, folder: Path | None, *, as_json: bool) -> None:
    """Bring this log and those of other devices together.

    Each device writes a file of its own into the folder and reads the others'. Ends with exit code 1 if something could not be
    read or written; the rest is synced all the same.
    """
    workspace = context.ensure_object(Workspace)
    if folder is None:
        if not workspace.settings.sync_folder:
            message = "which folder? Name it, or set it once with: quizcv settings sync_folder ~/Sync/quizcv"
            raise UsageError(message)
        folder = Path(workspace.settings.sync_folder).expanduser()
    from quizcv.progress.sync.syncing import sync  # noqa: PLC0415  SQLModel, only to sync

    synced = sync(folder, workspace.store, workspace.places, workspace.clock, _now_and_then(talk))
    workspace.store.settle_aliases(workspace.quiet_library)
    if as_json:
        emit(synced_json(synced))
    else:
        _tell(synced)
    if not synced.ok:
        context.exit(1)


def _now_and_then(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Tells what is being done once a second at most, from the second second on, and on a terminal only."""
    last = time.monotonic()

    def report(words: str) -> None:
        nonlocal last
        if sys.stderr.isatty() and time.monotonic() - last >= 1:
            last = time.monotonic()
            tell(f"{words} …")

    return report


def sync_within(workspace: Workspace) -> list[str]:
    """Syncs with the folder of the setting, in a thread that is waited for so long and no longer; gives what there is to tell.

    A thread that hangs in a folder of the network ends with the program; the next sync finishes what it began.
    """
    folder = Path(workspace.settings.sync_folder).expanduser()
    places, clock = workspace.places, workspace.clock
    told: list[str] = []

    def run() -> None:
        from quizcv.progress.store import Store  # noqa: PLC0415  SQLModel, only to sync
        from quizcv.progress.sync.syncing import sync  # noqa: PLC0415  as above

        try:
            with Store.open(places, clock) as store:
                synced = sync(folder, store, places, clock)
        except (QuizcvError, OSError) as error:
            told.append(f"not synced: {error}")
            return
        if synced.sent or synced.received:
            told.append(f"synced with {folder}: {synced.summary}")
        if synced.news:
            told.extend(check.message for check in synced.checks if not check.ok)

    thread = threading.Thread(target=run, name="sync", daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    if thread.is_alive():
        told.append(
            f"{folder} is slow: not synced within {PATIENCE_SECONDS:.0f} seconds; the next sync goes on. Nothing is lost"
        )
    return told


def synced_json(synced: Synced) -> dict[str, object]:
    """What a sync did, whole."""
    return {
        "ok": synced.ok,
        "checks": [{"name": check.name, "ok": check.ok, "message": check.message} for check in synced.checks],
        "folder": str(synced.folder),
        "sent": synced.sent,
        "received": synced.received,
        "devices": [
            {
                "device": device.id,
                "name": device.name,
                "own": device.own,
                "events": device.events,
                "received": device.received,
            }
            for device in synced.devices
        ],
    }


def _tell(synced: Synced) -> None:
    """What it did in a sentence, then whatever was found."""
    summary = synced.summary
    say(f"{summary[0].upper()}{summary[1:]}.")
    others = [device for device in synced.devices if not device.own and device.events]
    if not others:
        say(f"No other device has written into {synced.folder} yet: sync the same folder there.")
    for check in synced.checks:
        if check.name != "folder":
            talk(check.message)
    wrong = sum(not check.ok for check in synced.checks)
    if wrong:
        talk(f"{count(wrong, 'thing')} went wrong; everything else is synced.")

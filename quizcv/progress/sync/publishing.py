"""This device's own file in the shared folder, which nobody else writes, so that no two writers can meet in one file.

It holds every event this log wrote under its name, by their numbers, and is the same to the byte for the same log. What is
new is appended and synced; a file that is damaged, or not what it was left as, is replaced as a whole. Events of devices
that stand in no file of the folder (a file was deleted, or a log was restored under a new name) are put into files of their
own beside it, so whatever any device knows the others can learn.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, select

from quizcv.lasting import sync_folder
from quizcv.progress.backup import LEFT_BEHIND_SECONDS
from quizcv.progress.exported.writing import Heading, written, written_heading
from quizcv.progress.rows import event_of
from quizcv.progress.seals import seal_of
from quizcv.progress.sync.folder import SyncError, kept_name, own_name, stamp_of
from quizcv.progress.sync.marks import Mark, Published
from quizcv.progress.tables import DEVICE, EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from quizcv.progress.sync.folder import Shelf

_CHUNK: Final = 1 << 20


class Sent(NamedTuple):
    """What was written: how many events the folder did not have, and how this device's own file was left."""

    events: int
    published: Published | None


def publish(connection: Connection, folder: Path, device: str, shelf: Shelf, before: Published | None) -> Sent:
    """Brings this device's own file up to date; the shelf's mark of it, too.

    Args:
        connection: A look at the log.
        folder: The shared folder.
        device: This log's name among the devices.
        shelf: What the folder was found to hold.
        before: How the file was left the last time.

    Raises:
        SyncError: It can't be written; what the folder had it still has.
    """
    path = folder / own_name(device)
    mark = shelf.marks.get(path.name)
    trusted = (
        before is not None
        and mark is not None
        and (before.device, before.size, before.digest) == (device, mark.size, mark.digest)
        and mark.stamp[0] == mark.size
    )
    try:
        if trusted and before is not None and mark is not None:
            return _added(connection, path, shelf, before, mark)
        return _made(connection, path, device, shelf, before)
    except OSError as error:
        raise _unwritable(path, error) from None


def _added(connection: Connection, path: Path, shelf: Shelf, before: Published, mark: Mark) -> Sent:
    """What came since is appended to the file, which is as it was left."""
    lines = list(_lines(connection, before.device, before.sequence))
    if not lines:
        return Sent(0, before)
    text = b"".join(line for _, _, line in lines)
    with path.open("rb") as file:
        whole = _digest(file)
    if whole.hexdigest() != before.digest:  # somebody wrote it since it was read
        return _made(connection, path, before.device, shelf, before)
    stamp = _append(path, before.size, text)
    whole.update(text)
    digest, size = whole.hexdigest(), mark.size + len(text)
    shelf.marks[path.name] = Mark(stamp, size, mark.lines + len(lines), digest, mark.faults)
    shelf.ids.update(identity for identity, _, _ in lines)
    return Sent(len(lines), Published(before.device, lines[-1][1], size, digest))


def _made(connection: Connection, path: Path, device: str, shelf: Shelf, before: Published | None) -> Sent:
    """The file as it has to be: left alone if it is, finished if it is the beginning of it, else replaced."""
    lines = list(_lines(connection, device, 0))
    if not lines:
        return Sent(0, None)
    text = _heading(connection, device) + b"".join(line for _, _, line in lines)
    there = _content(path, len(text))
    if text != there:
        if there and text.startswith(there):
            _append(path, len(there), text[len(there) :])
        else:
            replace(path, text)
    with path.open("rb") as file:
        stamp = stamp_of(file)
    digest = hashlib.sha256(text).hexdigest()
    shelf.marks[path.name] = Mark(stamp, len(text), len(lines) + 1, digest)
    was_there = before.sequence if before is not None and before.device == device and not shelf.complete else 0
    sent = [identity for identity, sequence, _ in lines if identity not in shelf.ids and sequence > was_there]
    shelf.ids.update(sent)
    return Sent(len(sent), Published(device, lines[-1][1], len(text), digest))


def keep_orphans(connection: Connection, folder: Path, device: str, shelf: Shelf, since: int) -> int:
    """Writes the events of other devices that stand in no file of the folder into files of their own; gives their number.

    Args:
        connection: A look at the log.
        folder: The shared folder.
        device: This log's name among the devices.
        shelf: What the folder was found to hold.
        since: The number of the log's last event that is known to stand in the folder; 0 to look at all.

    Raises:
        SyncError: They can't be written.
    """
    others = (
        select(DEVICE.c.id, EVENT.c.id)
        .join(EVENT, EVENT.c.device == DEVICE.c.number)
        .where(EVENT.c.number > since, DEVICE.c.id != device)
    )
    orphans: dict[str, list[bytes]] = {}
    for other, identity in connection.execute(others):
        if bytes(identity) not in shelf.ids:
            orphans.setdefault(other, []).append(bytes(identity))
    for other, ids in orphans.items():
        path = folder / kept_name(other, device)
        text = _heading(connection, other) + b"".join(line for _, _, line in _lines(connection, other, 0))
        try:
            replace(path, text)
            with path.open("rb") as file:
                stamp = stamp_of(file)
        except OSError as error:
            raise _unwritable(path, error) from None
        shelf.marks[path.name] = Mark(stamp, len(text), text.count(b"\n"), hashlib.sha256(text).hexdigest())
        shelf.ids.update(ids)
    return sum(map(len, orphans.values()))


def _lines(connection: Connection, device: str, after: int) -> Iterator[tuple[bytes, int, bytes]]:
    """Id, number and line of the events a device wrote after one of its numbers, in their order.

    Raises:
        SyncError: One is not what was written: damage stays here, and does not travel.
    """
    rows = connection.execution_options(yield_per=1000).execute(
        select(EVENT)
        .join(DEVICE, EVENT.c.device == DEVICE.c.number)
        .where(DEVICE.c.id == device, EVENT.c.sequence > after)
        .order_by(EVENT.c.sequence)
    )
    for row in rows.mappings():
        if seal_of(dict(row), device) != row["seal"]:
            message = (
                f"event {row['sequence']} of {device} is damaged in the log, so nothing was sent; mend the log with: "
                "quizcv doctor --repair"
            )
            raise SyncError(message)
        yield bytes(row["id"]), row["sequence"], written(event_of(row, device))


def _heading(connection: Connection, device: str) -> bytes:
    name = connection.execute(select(DEVICE.c.name).where(DEVICE.c.id == device)).scalar() or ""
    return written_heading(Heading(device, name))


def _content(path: Path, most: int) -> bytes:
    """What the file holds, and no more than one byte beyond `most`; nothing where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return b""


def _digest(file: BinaryIO) -> hashlib._Hash:
    found = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found


def _append(path: Path, size: int, text: bytes) -> tuple[int, ...]:
    """Writes behind the first `size` bytes, to last, and gives the file's stamp then. Where that fails the file is as it was."""
    with path.open("r+b", buffering=0) as file:
        try:
            file.seek(size)
            left = memoryview(text)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            os.ftruncate(file.fileno(), size)
            raise
        return stamp_of(file)


def replace(path: Path, text: bytes) -> None:
    """Replaces a file as a whole: whoever looks, even after a crash, finds the old one or the new one.

    The new one is written under a name that programs which sync leave alone, and that nobody else takes: machines with one log
    on a server write one file, each the same. What killed ones left behind is removed after an hour.
    """
    temporary = path.with_name(f".~{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    long_ago = time.time() - LEFT_BEHIND_SECONDS
    for left in path.parent.glob(".~events-*.tmp"):
        with suppress(OSError):
            if left.stat().st_mtime < long_ago:
                left.unlink()
    sync_folder(path.parent)


def _unwritable(path: Path, error: OSError) -> SyncError:
    message = (
        f"{path} can't be written: {error.strerror or error}; free some space or allow writing to the folder, and sync again. "
        "Nothing is lost: what was not sent is in the log"
    )
    return SyncError(message)

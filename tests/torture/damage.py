"""Disks that fail: files cut off and flipped, full, read-only. What quizcv then says must be right, or that it can't say it.

A damaged log is either opened with exactly what was in it, or refused or told by the doctor; a doctor that is content with
another log than the one written is a promise broken.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.rounds import BrokenPromiseError
from tests.torture.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.torture.home import Home

PAGE = 4096


def file_damaged(home: Home) -> None:
    """The log's file cut off, flipped, zeroed or overwritten somewhere."""
    with _copy(home) as copy:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        data = bytearray(copy.read_bytes())
        if not data:
            return
        how = home.chance.choice(["cut", "bit", "bit", "bit", "byte", "zeros", "noise"])
        place = home.chance.randrange(len(data))
        if how == "cut":
            del data[home.chance.choice([place, place // PAGE * PAGE]) :]
        elif how == "bit":
            data[place] ^= 1 << home.chance.randrange(8)
        elif how == "byte":
            data[place] = home.chance.randrange(256)
        else:
            size = home.chance.choice([1, 16, 512, PAGE])
            data[place : place + size] = bytes(size) if how == "zeros" else os.urandom(size)
        copy.write_bytes(data)
        _never_silently_wrong(home, copy, f"{how} at {place}")


def waiting_writes_damaged(home: Home) -> None:
    """The write-ahead log cut off, flipped or gone: what is believed is the log as it was at some moment, to the letter."""
    with _copy(home) as copy:
        _write_and_die(copy)
        waiting = copy.with_name(copy.name + "-wal")
        if not waiting.exists():
            return
        data = bytearray(waiting.read_bytes())
        how = home.chance.choice(["cut", "flip", "gone"])
        place = home.chance.randrange(len(data)) if data else 0
        if how == "cut":
            del data[place:]
        elif how == "flip" and data:
            data[place] ^= 1 << home.chance.randrange(8)
        if how == "gone":
            waiting.unlink()
        else:
            waiting.write_bytes(data)
        copy.with_name(copy.name + "-shm").unlink(missing_ok=True)
        _never_silently_wrong(home, copy, f"waiting writes: {how} at {place}", prefix=True)


def _write_and_die(copy: Path) -> None:
    """Leaves writes in the write-ahead log, as a process does that is killed."""
    pid = os.fork()
    if not pid:
        try:
            connection = sqlite3.connect(copy, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("UPDATE memory SET shuffle = shuffle")
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


@contextmanager
def _copy(home: Home) -> Iterator[Path]:
    """A copy of the log in a home without backups, where nothing else could tell what is missing."""
    with tempfile.TemporaryDirectory(prefix="torture-copy-") as name:
        copy = Path(name) / "quizcv.db"
        shutil.copy(home.places.settings, name)
        for ending in ("", "-wal"):
            there = home.path.with_name(home.path.name + ending)
            if there.exists():
                shutil.copy(there, copy.with_name(copy.name + ending))
        yield copy


def _never_silently_wrong(home: Home, copy: Path, damage: str, *, prefix: bool = False) -> None:
    wanted = home.rows()
    environment = {**home.environment, "QUIZCV_HOME": str(copy.parent)}
    ended = run(["doctor", "--json"], environment)
    if "inside quizcv" in ended.said or ended.code not in {0, 1}:
        message = f"{damage}: the doctor failed: {ended.said}"
        raise BrokenPromiseError(message)
    report = json.loads(ended.lines[-1])
    if not report["ok"]:
        return
    there = home.rows(copy)
    if not copy.exists() or copy.stat().st_size == 0:
        return  # no log at all: told as one that begins with the first grade
    if there != wanted and not (prefix and _is_earlier(there, wanted)):
        message = f"{damage}: the doctor is content with {len(there)} events that are not the {len(wanted)} written"
        raise BrokenPromiseError(message)
    log = run(["log", "--json"], environment)
    if log.code != 0 or len(log.lines) != len(there):
        message = f"{damage}: the log gives {len(log.lines)} of {len(there)} events: {log.said}"
        raise BrokenPromiseError(message)


def _is_earlier(there: dict[str, dict[str, object]], wanted: dict[str, dict[str, object]]) -> bool:
    """Whether a log is another one as it was before: the same events up to some number, none changed."""
    same = all(wanted.get(event) == row for event, row in there.items())
    numbers = sorted(int(str(row["number"])) for row in there.values())
    return same and numbers == list(range(1, len(numbers) + 1))


# A small disk of its own


def can_mount() -> str:
    """Why no small disk can be had here; empty if one can."""
    if os.geteuid() != 0:
        return "only a superuser may mount a small disk"
    with tempfile.TemporaryDirectory() as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", name], capture_output=True, text=True, check=False
        )
        if mounted.returncode:
            return f"no small disk can be mounted here: {mounted.stderr.strip()}"
        subprocess.run(["umount", name], check=True)
    return ""


@contextmanager
def small_disk(folder: Path, kibibytes: int) -> Iterator[Path]:
    """A disk of so many KiB at a folder, as long as it is needed."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def disk_full(home: Home) -> None:
    """Grades on a disk that fills up: each is acknowledged and there, or refused in words; with space again all goes on."""
    with small_disk(home.folder / "disk", 4096) as disk:
        environment = {**home.environment, "QUIZCV_DATABASE": str(disk / "quizcv.db")}
        acknowledged = _grade_until_full(home, environment, disk)
        (disk / "filler").unlink(missing_ok=True)
        ended = run(["doctor", "--json"], environment)
        there = home.rows(disk / "quizcv.db")
        if ended.code != 0 or not acknowledged <= set(there):
            message = f"on a disk that was full: {ended.lines} {ended.said}, {len(acknowledged - set(there))} lost"
            raise BrokenPromiseError(message)
        after = run(["answer", home.card(), "--grade", "5", "--json"], environment)
        if after.code != 0:
            message = f"with space again: {after.said}"
            raise BrokenPromiseError(message)
        home.acknowledged += len(acknowledged)


def _grade_until_full(home: Home, environment: dict[str, str], disk: Path) -> set[str]:
    acknowledged: set[str] = set()
    for filled in (False, True, True, True):
        if filled:
            space = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            with (disk / "filler").open("ab") as filler:
                filler.write(b"\0" * max(0, space - home.chance.choice([0, PAGE, 2 * PAGE, 5 * PAGE, 9 * PAGE])))
        ended = run(["answer", home.card(), "--grade", "4", "--json"], environment)
        if ended.code == 0:
            acknowledged.add(str(json.loads(ended.lines[-1])["event"]))
        elif ended.code != 1 or not any(
            word in ended.said for word in ("the disk is full", "the disk failed", "can't be")
        ):
            message = f"on a full disk: {ended.code} {ended.said}"
            raise BrokenPromiseError(message)
    return acknowledged


def disk_read_only(home: Home) -> None:
    """A log on a disk that can only be read: it can be looked at, and a grade is refused in words."""
    with small_disk(home.folder / "disk", 8192) as disk:
        environment = {**home.environment, "QUIZCV_DATABASE": str(disk / "quizcv.db")}
        first = run(["answer", home.card(), "--grade", "4", "--json"], environment)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        refused = run(["answer", home.card(), "--grade", "4", "--json"], environment)
        looked = run(["log", "--json"], environment)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        again = run(["answer", home.card(), "--grade", "4", "--json"], environment)
        promised = first.code == again.code == 0 and refused.code == 1 and "can't be" in refused.said
        if not promised or looked.code != 0 or len(looked.lines) != 1:
            message = f"read-only: {first.code} {refused.code} {refused.said} {looked.code} {looked.said} {again.said}"
            raise BrokenPromiseError(message)
        home.acknowledged += 2

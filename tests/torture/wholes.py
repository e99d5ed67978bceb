"""Rounds that kill what is done to the log as a whole: its backup, its restoring, its rescue, its upgrade; and to a deck."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quizcv.cards.reader.deck import read_deck_text
from quizcv.errors import ContentError
from tests.torture.rounds import BrokenPromiseError, one_event
from tests.torture.running import kill_at_statement, kill_in_writing, run

if TYPE_CHECKING:
    from tests.torture.home import Home

VERSIONS = Path(__file__).parents[1] / "progress" / "versions"


def daily_backup_killed(home: Home) -> None:
    """The first command of a study day copies the log; killed in it, there is the whole copy or none."""
    home.minutes += 1440
    one_event(home, kill_after=home.chance.uniform(0.0, 2 * home.usual), only="answer")
    _copies_are_whole(home)


def _copies_are_whole(home: Home) -> None:
    for copy in home.places.backups.glob("*.db"):
        with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                message = f"the backup {copy} has its name and is not whole"
                raise BrokenPromiseError(message)


def restore_killed(home: Home) -> None:
    """A backup becomes the log, or the log stays; and every event is in the log or in what was set aside."""
    one_event(home, only="answer")
    copy = home.folder / f"copy-{home.minutes}-{len(home.rows())}.db"
    run(["backup", str(copy)], home.environment)
    one_event(home, only="answer")
    whole = home.rows()
    run(["restore", str(copy)], home.environment, kill_after=home.chance.uniform(0.0, 1.5 * home.usual))
    elsewhere: dict[str, dict[str, object]] = {}
    for aside in home.places.backups.glob("before-restore-*.db"):
        elsewhere |= home.rows(aside)
    if missing := set(whole) - set(home.rows()) - set(elsewhere):
        message = f"{len(missing)} events are neither in the log nor in what was set aside"
        raise BrokenPromiseError(message)
    home.vouch(elsewhere)
    home.forget()
    copy.unlink(missing_ok=True)


def rescue_killed(home: Home) -> None:
    """A damaged log, its repair killed at any moment and then let through: every event of the backup comes back."""
    home.minutes += 1440
    one_event(home, only="answer")
    home.minutes += 1440
    one_event(home, only="answer")  # the day's backup is made before it
    rows = home.rows()
    latest = max(home.places.backups.glob("quizcv-*.db"), key=lambda path: path.name)
    backed_up = home.rows(latest)
    home.ids = {event: said for event, said in home.ids.items() if event in backed_up}
    home.grades.clear()
    with closing(sqlite3.connect(home.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(home.path.read_bytes())
    start = home.chance.choice([0, home.chance.randrange(len(data))])
    size = home.chance.choice([100, 4096, len(data) // 3])
    data[start : start + size] = os.urandom(len(data[start : start + size]))
    home.path.write_bytes(data)
    repair = ["doctor", "--repair", "--json"]
    run(repair, home.environment, kill_after=home.chance.uniform(0.0, 4 * home.usual))
    ended = run(repair, home.environment)
    if ended.code != 0:
        message = f"the repair failed: {ended.lines} {ended.said}"
        raise BrokenPromiseError(message)
    if not set(backed_up) <= set(home.rows()) or not set(home.rows()) <= set(rows):
        message = "the rescued log is not between the backup and what there was"
        raise BrokenPromiseError(message)


def repair_killed(home: Home) -> None:
    """A projection that is wrong and guards that are gone, mended by a repair that is killed and then let through."""
    with closing(sqlite3.connect(home.path)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'memory'").fetchone() is None:
            return
        connection.execute("UPDATE memory SET ease = ease + 7, asked = asked + 1")
        connection.execute("DROP TRIGGER IF EXISTS event_delete")
        connection.commit()
    repair = ["doctor", "--repair", "--json"]
    run(repair, home.environment, kill_after=home.chance.uniform(0.0, 2 * home.usual))
    ended = run(repair, home.environment)
    if ended.code != 0:
        message = f"the repair failed: {ended.lines} {ended.said}"
        raise BrokenPromiseError(message)


def migration_killed(home: Home) -> None:
    """A log of the first version, killed while it is brought up to date: it is of the old version or of the new one, whole."""
    versions = home.folder / "versions"
    versions.mkdir(exist_ok=True)
    old = versions / f"old-{home.chance.randrange(1 << 30)}.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((VERSIONS / "0001.sql").read_text(encoding="utf-8"))
    before = set(home.rows(old))
    environment = {**home.environment, "QUIZCV_DATABASE": str(old)}
    how = home.chance.choice(["moment", "statement"])
    run(
        ["log", "--json"],
        environment,
        kill_after=home.chance.uniform(0.0, 2 * home.usual) if how == "moment" else None,
        prepare=partial(kill_at_statement, home.chance.randint(1, 60)) if how == "statement" else None,
    )
    if set(home.rows(old)) != before:
        message = "an upgrade that was killed changed the events"
        raise BrokenPromiseError(message)
    ended = run(["doctor", "--json"], environment)
    if ended.code != 0 or set(home.rows(old)) != before:
        message = f"after an upgrade that was killed: {ended.lines} {ended.said}"
        raise BrokenPromiseError(message)
    for path in versions.glob(f"{old.name}*"):
        path.unlink()


def deck_write_killed(home: Home) -> None:
    """A card added to a deck, killed: the deck is the old one or the new one, never half of either."""
    before = home.deck.read_text(encoding="utf-8")
    name = f"Added {home.chance.randrange(1 << 30)}"
    in_writing = home.chance.random() < 0.5
    ended = run(
        ["add", "d", "--front", f"{name}?", "--back", "Yes.", "--json"],
        home.environment,
        kill_after=None if in_writing else home.chance.uniform(0.0, 1.2 * home.usual),
        prepare=partial(kill_in_writing, home.chance.randint(1, 6)) if in_writing else None,
    )
    after = home.deck.read_text(encoding="utf-8")
    if after != before and not (after.startswith(before.rstrip("\n")) and name in after):
        message = f"the deck is neither as it was nor as it should be: {after[-200:]!r}"
        raise BrokenPromiseError(message)
    if ended.lines and name not in after:
        message = "an acknowledged card is not in its deck"
        raise BrokenPromiseError(message)
    try:
        read_deck_text(after)
    except ContentError as error:
        message = f"the deck can't be read any more: {error}"
        raise BrokenPromiseError(message) from error
    home.deck.write_text(before, encoding="utf-8")

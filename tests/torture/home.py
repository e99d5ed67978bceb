"""A home that is tortured: its deck, its log, and the ledger of all that quizcv said it had written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.doctor import doctor
from quizcv.settings import Places

if TYPE_CHECKING:
    import random

CARDS = 30
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a kill leaves what was written to the system, so no disk is needed
BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)


class LostError(AssertionError):
    """Something that was acknowledged is gone, or is not what it was."""


class UnvouchedError(AssertionError):
    """The doctor can't vouch for the log."""


class Home:
    """A folder of its own with one deck of cards that are graded by the learner.

    The ledger has what quizcv acknowledged: ids of events where it printed them, and a count of `(card, grade)` where it did not.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.folder = Path(tempfile.mkdtemp(prefix="torture-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        self.folder.chmod(0o755)
        self.places = self._places()
        self.path = self.folder / "quizcv.db"
        self.minutes = 0
        self.ids: dict[str, dict[str, Any]] = {}
        self.grades: Counter[tuple[str, int]] = Counter()
        self.acknowledged = 0
        self.usual = 0.1
        """How many seconds a forked command takes that is let through; kills are dealt out over them."""
        self.places.decks.mkdir(parents=True)
        self.words = [f"{self._word()}{number:02}" for number in range(CARDS)]
        rows = [f"  - id: {word}\n    front: What is {word}?\n    back: It is {word[::-1]}.\n" for word in self.words]
        self.deck = self.places.decks / "d.yaml"
        self.deck.write_text(f"deck: d\ntitle: Words\ncards:\n{''.join(rows)}", encoding="utf-8")
        self.places.settings.write_text("shipped_decks = false\nnew_per_day = 1000\n", encoding="utf-8")

    def _word(self) -> str:
        return "".join(self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in range(4))

    def _places(self) -> Places:
        os.environ["QUIZCV_HOME"] = str(self.folder)
        return Places.from_environment()

    @property
    def environment(self) -> dict[str, str]:
        """What a command in this home is told."""
        return {"QUIZCV_HOME": str(self.folder), "QUIZCV_NOW": self.now.isoformat(), "TERM": "xterm-256color"}

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(minutes=self.minutes)

    def card(self) -> str:
        return f"d/{self.chance.choice(self.words)}"

    def acknowledge(self, card: str, grade: int | None, event: str = "") -> None:
        """Writes into the ledger what quizcv said it had written."""
        self.acknowledged += 1
        if event:
            self.ids[event] = {"card": card, "grade": grade}
        elif grade is not None:
            self.grades[card, grade] += 1

    def rows(self, path: Path | None = None) -> dict[str, dict[str, Any]]:
        """Each event of the log by its id, as SQLite itself gives it."""
        path = path or self.path
        if not path.exists() or not path.stat().st_size:
            return {}
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'event'").fetchone() is None:
                return {}
            found = connection.execute("SELECT lower(hex(id)) AS key, * FROM event").fetchall()
        return {
            f"{row['key'][:8]}-{row['key'][8:12]}-{row['key'][12:16]}-{row['key'][16:20]}-{row['key'][20:]}": dict(row)
            for row in found
        }

    def vouch(self, elsewhere: dict[str, dict[str, Any]] | None = None) -> int:
        """Proves that all of the ledger is in the log, or in what was kept `elsewhere`, and that the doctor finds all well.

        Raises:
            LostError: Something is gone.
            UnvouchedError: The doctor is not content.
        """
        os.environ["QUIZCV_HOME"] = str(self.folder)
        with closing(Library.load(self.places, shipped=False)) as library:
            diagnosis = doctor(self.places, library, Clock(self.now))
        if not diagnosis.ok:
            message = "; ".join(f"{check.name}: {check.message}" for check in diagnosis.checks if not check.ok)
            raise UnvouchedError(message)
        rows = {**(elsewhere or {}), **self.rows()}
        for event, said in self.ids.items():
            row = rows.get(event)
            if row is None or row["grade"] != said["grade"] or (row["card"] or "") != said["card"]:
                message = f"event {event} ({said}) is {'gone' if row is None else 'changed'}"
                raise LostError(message)
        there = Counter((row["card"], row["grade"]) for row in rows.values() if row["grade"] is not None)
        named = Counter((said["card"], said["grade"]) for said in self.ids.values() if said["grade"] is not None)
        missing = self.grades - (there - named)
        if missing:
            message = f"grades {dict(missing)} are gone"
            raise LostError(message)
        return len(rows)

    def forget(self) -> None:
        """After the learner went back to an older log on purpose: the ledger is what the log has now."""
        self.ids = {event: {"card": row["card"] or "", "grade": row["grade"]} for event, row in self.rows().items()}
        self.grades = Counter()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

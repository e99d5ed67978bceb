"""Homes to measure in: the shipped decks, or as many made-up cards as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.library import Library
from quizcv.settings import Places, content_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path


def home_of(folder: Path, cards: int = 0, decks: int = 1) -> tuple[Places, Library]:
    """A home with the shipped decks and `cards` basic cards in `decks` decks of its own."""
    places = Places(
        data=folder,
        database=str(folder / "quizcv.db"),
        decks=folder / "decks",
        backups=folder / "backups",
        settings=folder / "settings.toml",
        cache=folder / "cache" / "decks.db",
        content=content_folder(),
    )
    places.decks.mkdir(parents=True, exist_ok=True)
    for number in range(decks if cards else 0):
        rows = [f"deck: made-up-{number}", f"title: Made up {number}", "cards:"]
        for card in range(cards // decks):
            rows += [
                f"  - id: card-{card}",
                f"    front: Question {card} of deck {number}?",
                f"    back: Answer {card}.",
            ]
        (places.decks / f"{number}.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return places, Library.load(places)


_INSERT = """INSERT INTO event (number, id, device, sequence, instant, "offset", day, kind, card, grade, scheduler, seal)
VALUES (?, ?, 1, ?, ?, 0, ?, 'graded', ?, ?, 'sm2/1', 0)"""


def write_grades(connection: sqlite3.Connection, grades: Iterable[tuple[str, int, int]]) -> None:
    """Puts grades straight into an empty log: card, day and grade, the earliest first."""
    connection.execute("INSERT OR IGNORE INTO device (number, id, name, own) VALUES (1, 'a', 'a', 0)")
    connection.execute("DROP TRIGGER event_replace")  # asked at every row; nothing here is replaced
    connection.executemany(
        _INSERT,
        (
            (number, number.to_bytes(16), number, number, day, card, grade)
            for number, (card, day, grade) in enumerate(grades, 1)
        ),
    )

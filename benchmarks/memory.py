"""The memory of a long review: whether it grows with the cards reviewed. In a terminal of its own, a thousand cards of every length."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Row, Terminal

CARDS = 1000
MARKS = (50, 500, CARDS)
SHOW, GOOD = b" ", b"3"
LOOK = 0.16
"""Seconds. A key that comes sooner after a card is painted is taken for one held down."""


def run() -> list[Row]:
    """Resident memory after so many cards shown and graded Good, one after the other, the log on this disk."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZCV_HOME": home, "QUIZCV_NOW": "2026-03-01T09:00+00:00"}
        environment.pop("NO_COLOR", None)
        _settle(Path(home))
        held: dict[int, int] = {}
        with Terminal([str(Path(sys.executable).with_name("quizcv")), "review"], environment) as terminal:
            terminal.until(b"PROMPT-0000")
            for card in range(CARDS):
                terminal.type(SHOW, LOOK)
                terminal.until(b"ANSWER-%04d" % card)
                terminal.type(GOOD, LOOK)
                terminal.until(b"PROMPT-%04d" % (card + 1))
                if card + 1 in MARKS:
                    held[card + 1] = _resident(terminal.pid)
        grown = held[CARDS] - held[MARKS[0]]
        return [
            *(
                Row(f"memory after {cards} cards reviewed", f"{size / 2**20:.1f} MiB", "<= 75 MiB")
                for cards, size in held.items()
            ),
            Row(f"grown from card {MARKS[0]} to card {CARDS}", f"{grown / 2**20:+.1f} MiB", "<= 2 MiB"),
        ]


def _settle(home: Path) -> None:
    """A home with one deck, each of its cards with words of its own, short and long."""
    (home / "settings.toml").write_text(f"shipped_decks = false\nnew_per_day = {CARDS + 1}\n", encoding="utf-8")
    (home / "decks").mkdir()
    rows = ["deck: many", "title: Many", "cards:"]
    for number in range(CARDS + 1):
        long = f" It has ${number}$ parts, $x_{{{number}}}$ among them." * (number % 7)
        rows.append(f"  - {{id: card-{number}, front: PROMPT-{number:04}, back: 'ANSWER-{number:04}.{long}'}}")
    (home / "decks" / "many.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _resident(pid: int) -> int:
    """Bytes of a process in memory now (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

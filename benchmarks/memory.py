"""The memory of a long review: whether it grows with the cards reviewed. In a terminal of its own, cards of every length.

`python -m benchmarks.memory 3000` reviews as many.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Row, Terminal

CARDS = 1000
FIRST = 50
EVERY = 500
"""Memory is looked at after so many cards, and after the first few."""
SHOW, GOOD = b" ", b"3"
LOOK = 0.16
"""Seconds. A key that comes sooner after a card is painted is taken for one held down, and refused."""
PATIENCE = 1.0
"""Seconds after which a key is taken for refused, and pressed again. One that came after all finds a card on which it does nothing."""


def run(cards: int = CARDS) -> list[Row]:
    """Resident memory after so many cards shown and graded Good, one after the other, the log on this disk."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZCV_HOME": home, "QUIZCV_NOW": "2026-03-01T09:00+00:00"}
        environment.pop("NO_COLOR", None)
        _settle(Path(home), cards + 1)
        held: dict[int, int] = {}
        with Terminal([str(Path(sys.executable).with_name("quizcv")), "review"], environment) as terminal:
            terminal.until(b"PROMPT-0000")
            for card in range(cards):
                terminal.press(SHOW, b"ANSWER-%04d" % card, LOOK, PATIENCE)
                terminal.press(GOOD, b"PROMPT-%04d" % (card + 1), LOOK, PATIENCE)
                if card + 1 == FIRST or (card + 1) % EVERY == 0:
                    held[card + 1] = _resident(terminal.pid)
        rows = [Row(f"memory after {FIRST} cards reviewed", _mebibytes(held[FIRST]), "<= 75 MiB")]
        for before, after in pairwise(held):
            grown = f"{(held[after] - held[before]) / 2**20:+.1f} MiB"
            rows.append(Row(f"memory after {after} cards; grown since {before}", f"{_mebibytes(held[after])}; {grown}"))
        if CARDS in held:
            rows.append(
                Row(f"grown from card {FIRST} to card {CARDS}", _mebibytes(held[CARDS] - held[FIRST]), "<= 2 MiB")
            )
        return rows


def _settle(home: Path, cards: int) -> None:
    """A home with one deck, each of its cards with words of its own, short and long."""
    (home / "settings.toml").write_text(f"shipped_decks = false\nnew_per_day = {cards}\n", encoding="utf-8")
    (home / "decks").mkdir()
    rows = ["deck: many", "title: Many", "cards:"]
    for number in range(cards):
        long = f" It has ${number}$ parts, $x_{{{number}}}$ among them." * (number % 7)
        rows.append(f"  - {{id: card-{number}, front: PROMPT-{number:04}, back: 'ANSWER-{number:04}.{long}'}}")
    (home / "decks" / "many.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _resident(pid: int) -> int:
    """Bytes of a process in memory now (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


if __name__ == "__main__":
    for row in run(*map(int, sys.argv[1:])):
        print(f"{row.what:<58} {row.figure:>26}  {row.target}", flush=True)

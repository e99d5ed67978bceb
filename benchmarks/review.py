"""A review in a real terminal: from the key to the next card painted, its grade stored before; and the memory it takes."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import PYTHON, Row, Terminal, milliseconds

BARE_COUNTER = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    count = 0
    def compose(self):
        yield Static("PROMPT-0000")
    def on_key(self):
        self.count += 1
        self.query_one(Static).update(f"PROMPT-{self.count:04}")
Bare().run()
"""

CARDS = 60
SHOW, GOOD = b" ", b"3"
LOOK = 0.25
"""Seconds. A key that comes sooner after a card is painted is taken for one held down."""


def run() -> list[Row]:
    """Cards shown and graded Good one after the other, the log on this disk."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZCV_HOME": home, "QUIZCV_NOW": "2026-03-01T09:00+00:00"}
        environment.pop("NO_COLOR", None)
        _settle(Path(home))
        quizcv = str(Path(sys.executable).with_name("quizcv"))
        shown, graded = [], []
        with Terminal([quizcv, "review"], environment) as terminal:
            terminal.until(b"PROMPT-0000")
            for card in range(CARDS):
                pressed = terminal.type(SHOW, LOOK)
                shown.append(terminal.until(b"ANSWER-%04d" % card) - pressed)
                pressed = terminal.type(GOOD, LOOK)
                graded.append(terminal.until(b"PROMPT-%04d" % (card + 1)) - pressed)
        bare_painted = []
        with Terminal([PYTHON, "-c", BARE_COUNTER], environment) as bare:
            bare.until(b"PROMPT-0000")
            for card in range(CARDS):
                pressed = bare.type(SHOW, LOOK)
                bare_painted.append(bare.until(b"PROMPT-%04d" % (card + 1)) - pressed)
        return [
            Row("key to one line painted by a bare Textual app", milliseconds(bare_painted), "yardstick"),
            Row("key to the answer painted", milliseconds(shown), "<= 8 ms (p99 25)"),
            Row("key to the grade stored and the next card painted", milliseconds(graded[1:]), "<= 8 ms (p99 25)"),
            Row(
                "the same for the first grade, while the log is opened", f"{graded[0] * 1000:.0f} ms", "told, not held"
            ),
            Row("memory of a bare Textual app", _mebibytes(bare.peak_bytes), "yardstick"),
            Row(f"memory of a review of {CARDS} cards", _mebibytes(terminal.peak_bytes), "<= 75 MiB"),
        ]


def _settle(home: Path) -> None:
    """A home with one deck, each of its cards with words of its own: questions of one to three lines, answers of one to five."""
    (home / "settings.toml").write_text(f"shipped_decks = false\nnew_per_day = {CARDS + 1}\n", encoding="utf-8")
    (home / "decks").mkdir()
    rows = ["deck: told-apart", "title: Told apart", "cards:"]
    for number in range(CARDS + 1):
        asks = " It is asked in words of the length that questions have." * (number % 4)
        says = " It is answered in words of the length that answers have." * (number % 5)
        rows.append(f"  - {{id: card-{number}, front: 'PROMPT-{number:04}.{asks}', back: 'ANSWER-{number:04}.{says}'}}")
    (home / "decks" / "told-apart.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"

"""From the command to the first answer: whole processes, held against bare Python and a bare Textual app."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import PYTHON, Row, Terminal, processes

BARE_TEXTUAL = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("FIRSTPAINT")
Bare().run()
"""
RUNS = 9


def run() -> list[Row]:
    """Commands as whole processes, then the time to the first paint in a terminal of 80x24."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZCV_HOME": home, "QUIZCV_NOW": "2026-03-01T09:00+00:00"}
        environment.pop("NO_COLOR", None)
        settle(Path(home))
        quizcv = os.path.join(os.path.dirname(sys.executable), "quizcv")  # noqa: PTH118, PTH120  beside this Python
        taken = processes(
            {
                "bare": [PYTHON, "-c", "pass"],
                "quizcv --version": [quizcv, "--version"],
                "quizcv --help": [quizcv, "--help"],
                "quizcv due --json": [quizcv, "due", "--json"],
                "quizcv next --json": [quizcv, "next", "--json"],
            },
            environment,
        )
        bare = taken.pop("bare")
        rows = [Row("bare Python", f"{bare * 1000:.1f} ms", "yardstick")]
        rows += [
            Row(name, f"{seconds * 1000:.1f} ms = {seconds / bare:.1f} x bare", "<= 6 x bare Python")
            for name, seconds in taken.items()
        ]
        yardstick, home_screen, card = [], [], []
        for _ in range(RUNS):
            yardstick.append(_painted([PYTHON, "-c", BARE_TEXTUAL], environment, b"FIRSTPAINT"))
            home_screen.append(_painted([quizcv], environment, b"Enter"))
            card.append(_painted([quizcv, "review"], environment, b"FIRSTCARD"))
        base = statistics.median(yardstick)
        rows.append(Row("bare Textual Static painted", f"{base * 1000:.0f} ms", "yardstick"))
        rows += [
            Row(
                name,
                f"{statistics.median(each) * 1000:.0f} ms = {statistics.median(each) / base:.2f} x",
                "<= 1.3 x bare Textual",
            )
            for name, each in (("home painted", home_screen), ("first card painted", card))
        ]
        return rows


def settle(home: Path) -> None:
    """A home with a deck of 500 cards, the first of which is known, and no others."""
    (home / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
    (home / "decks").mkdir()
    rows = ["deck: first", "title: First", "cards:", "  - {id: first, front: FIRSTCARD, back: found}"]
    rows += [f"  - {{id: more-{number}, front: Another question?, back: An answer.}}" for number in range(500)]
    (home / "decks" / "first.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _painted(command: list[str], environment: dict[str, str], needle: bytes) -> float:
    with Terminal(command, environment) as terminal:
        return terminal.until(needle) - terminal.begin

"""Browse over a hundred thousand cards in a real terminal: opening it, a key and a key held down, a page, a letter typed; and many cards at once."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.homes import home_of
from benchmarks.measure import PYTHON, Row, Terminal, milliseconds
from quizcv.clock import Clock
from quizcv.events import EventKind
from quizcv.progress.store import Store

BARE_LIST = """
from textual.app import App
from textual.scroll_view import ScrollView
from textual.geometry import Size
from textual.strip import Strip
from rich.segment import Segment
class Lines(ScrollView, can_focus=True):
    BINDINGS = [("j", "down", "")]
    cursor = 0
    def on_mount(self):
        self.virtual_size = Size(70, 100_000)
    def action_down(self):
        self.cursor += 1
        self.scroll_to(y=max(self.cursor - self.size.height + 1, 0), animate=False)
        self.refresh()
    def render_line(self, y):
        row = y + round(self.scroll_y)
        return Strip([Segment(f"{'>' if row == self.cursor else ' '} Question {row} of")])
class Bare(App):
    def compose(self):
        yield Lines()
Bare().run()
"""

CARDS = 100_000
DECKS = 200
KEYS = 120
HELD = 30
"""Keys a second of one held down."""
LOOK = 0.1
QUERIES = (b"4", b"9", b"9", b" ", b"d", b"e", b"c", b"k")


def run() -> list[Row]:
    """The same keys in a list of lines of Textual's own, and in Browse."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        places, library = home_of(home, CARDS, DECKS)
        keys = library.keys()
        library.close()
        (home / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
        environment = {**os.environ, "QUIZCV_HOME": folder, "QUIZCV_NOW": "2026-03-01T09:00+00:00"}
        environment.pop("NO_COLOR", None)
        bare = _bare(environment)
        narrow = _browsed(environment, (80, 24))
        wide = _browsed(environment, (120, 40))
        rows = [
            Row("key to the next line painted by a bare Textual list", milliseconds(bare), "yardstick"),
            Row("key to the next card pointed at", milliseconds(narrow["keys"]), "<= 16 ms"),
            Row("the same with the card beside the table", milliseconds(wide["keys"]), "<= 33 ms"),
            Row(f"a key held down, {HELD} a second: behind at its end", milliseconds(wide["held"]), "<= 100 ms"),
            Row("to the last card and back to the first", milliseconds(narrow["ends"]), "<= 33 ms"),
            Row("Browse opened, its first rows painted", milliseconds(narrow["opened"]), "told, not held"),
            Row("first letter of a search, texts read for it", milliseconds(narrow["first"]), "told, not held"),
            Row("a further letter, the count painted", milliseconds(narrow["typed"]), "<= 50 ms"),
        ]
        with Store.open(places, Clock()) as store:
            moment = Clock().now()
            begin = time.perf_counter()
            store.note_all(EventKind.SUSPENDED, keys[:5000], moment)
            suspended = time.perf_counter() - begin
            begin = time.perf_counter()
            store.undo(moment)
            undone = time.perf_counter() - begin
        return [
            *rows,
            Row("5,000 cards suspended, in one transaction", f"{suspended:.2f} s", "<= 1 s, in a thread"),
            Row("that taken back", f"{undone:.2f} s", "<= 2 s, in a thread"),
        ]


def _bare(environment: dict[str, str]) -> list[float]:
    with Terminal([PYTHON, "-c", BARE_LIST], environment) as terminal:
        terminal.until(b"Question 0 of")
        return [_pressed(terminal, b"j", b"Question %d of" % number) for number in range(1, KEYS)]


def _browsed(environment: dict[str, str], size: tuple[int, int]) -> dict[str, list[float]]:
    quizcv = str(Path(sys.executable).with_name("quizcv"))
    with Terminal([quizcv], environment, size) as terminal:
        terminal.until(b"Enter")
        terminal.drain(1)
        taken = {"opened": [_pressed(terminal, b"b", b"Question 0 of deck 0", 1)]}
        terminal.drain(1)
        taken["keys"] = [_pressed(terminal, b"j", b"Question %d of" % number) for number in range(1, KEYS)]
        taken["held"] = [_held(terminal, KEYS - 1 + HELD * second) for second in (1, 2, 3)]
        taken["ends"] = [
            _pressed(terminal, key, words)
            for _ in range(5)
            for key, words in ((b"G", b"Question 499 of deck 99"), (b"g", b"Question 0 of deck 0"))
        ]
        terminal.type(b"/", 0.5)
        first, *more = QUERIES
        taken["first"] = [_pressed(terminal, first, b"best first", 0.5)]
        taken["typed"] = [_pressed(terminal, letter, b"cards", 0.5) for letter in more if letter in b"9"]
        return taken


def _pressed(terminal: Terminal, key: bytes, words: bytes, quiet: float = LOOK) -> float:
    """Seconds from a key to what it paints."""
    begin = terminal.type(key, quiet)
    return terminal.until(words) - begin


def _held(terminal: Terminal, last: int) -> float:
    """Seconds from the last of a second's keys to its card, after all of them came as fast as a keyboard repeats."""
    terminal.drain(LOOK)
    begin = time.perf_counter()
    for number in range(HELD):
        terminal.seen = b""
        os.write(terminal.file, b"j")
        pause = begin + (number + 1) / HELD - time.perf_counter()
        if number < HELD - 1:
            terminal.drain(0) if pause <= 0 else time.sleep(pause)
    pressed = time.perf_counter()
    return terminal.until(b"Question %d of" % last) - pressed

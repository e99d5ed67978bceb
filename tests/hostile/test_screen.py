"""What strangers wrote, on the screen: text and nothing but text, never wider than its place, and no key or click of theirs.

First every text is laid out by itself, then the cards are asked in the app, and at last the real command draws them into a
terminal whose raw bytes are looked at.
"""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.cards.reader.deck import read_deck
from quizcv.mathtext import plain
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import Run, cut, width_of
from tests.hostile.making import DECKS
from tests.hostile.promises import cases, files
from tests.hostile.sandbox import NOON, OBEYED
from tests.tui.conftest import bench_of, places
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

__all__ = ["bench_of", "places"]

IN_THE_APP = ["click-action", "html", "markdown-links", "markup-in-options", "markup-in-titles", "picture-by-reference", "rich-markup",
              "right-to-left", "table-private-places", "table-wide", "template-markup", "zalgo"]  # fmt: skip
TAKEN = [case.name for case in cases("decks") if case.taken and case.name != "number-beyond-floats"]
SHOWN_BOMBS = ["dollars", "fractions", "square-brackets", "stars", "quotes-in-quotes", "entities", "table-of-columns", "table-of-short-rows",
               "references", "zalgo", "joiners", "one-line", "one-word", "pictures-open", "pictures-half-open", "commands-unknown", "one-scalar"]  # fmt: skip
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
"""An escape sequence: CSI, a string such as OSC or DCS, or a short one."""


def texts_of(value: object) -> Iterator[str]:
    """All texts of a card."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each)


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("width", [20, 72])
def test_a_text_stays_text_and_in_its_width(name: str, width: int) -> None:
    for card in read_deck(files("decks")[name]).cards:
        for text in texts_of(card):
            for line in lay_out(text, width):
                assert width_of(line) <= width
                assert not OBEYED.search("".join(run.text for run in line))
            assert not OBEYED.search(plain(text))


@pytest.mark.parametrize("name", SHOWN_BOMBS)
def test_a_bomb_of_text_is_laid_out_in_bounds(name: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(DECKS[name](size), encoding="utf-8")
    card = read_deck(path).cards[0]
    for text in texts_of(card):
        begun = time.process_time()
        lines = lay_out(text, 40)
        assert all(width_of(line) <= 40 for line in lines)
        assert time.process_time() - begun < 4


def test_a_title_of_any_length_is_cut_at_once() -> None:
    begun = time.process_time()
    assert cut("T" * 1_000_000, 40) == "T" * 39 + "…"
    assert width_of([Run(cut("a" + "\u0301" * 1_000_000, 40))]) <= 40
    assert time.process_time() - begun < 1


async def test_hostile_cards_are_asked_and_shown_and_the_app_goes_on(
    places: Places, bench_of: Callable[..., Bench]
) -> None:
    bench_of("").close()
    places.decks.mkdir(parents=True, exist_ok=True)
    for name in IN_THE_APP:
        shutil.copy(files("decks")[name], places.decks)
    bench = bench_of("", new_per_day=999)
    async with running(bench, size=(60, 18)) as driver:
        assert driver.bench.library is not None
        for key in driver.bench.library.keys(""):
            await driver.ask(key)
            _look(driver)
            await driver.press("enter")
            _look(driver)
        assert driver.app.is_running


def _look(driver: Any) -> None:
    """Nothing on the screen is obeyed, is a link, or does anything when clicked, but what the app itself has put there."""
    assert not OBEYED.search(driver.text.replace("\n", ""))
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style is not None:
                assert segment.style.link is None
                assert "app.quit" not in str(segment.style.meta.get("@click", ""))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_real_command_writes_no_sequence_of_a_deck_into_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "decks").mkdir(parents=True)
    (home / "settings.toml").write_text(
        "shipped_decks = false\nanimations = false\nnew_per_day = 999\n", encoding="utf-8"
    )
    for path in files("decks").values():
        shutil.copy(path, home / "decks")
    keys = [b"\r", *[b" ", b"3"] * 6, b"\x1b", b"q"]
    drawn = in_a_terminal([sys.executable, "-m", "quizcv"], keys, {"QUIZCV_HOME": str(home), "QUIZCV_NOW": NOON})
    assert b"new" in drawn
    found = {match[0] for match in SEQUENCE.finditer(drawn)}
    strings = [each for each in found if each[1:2] in b"PX^_]" and not OWN_STRING.fullmatch(each)]
    assert strings == [], "a title, the clipboard, a link or a device string"
    rest = SEQUENCE.sub(b"", drawn).decode("utf-8", "replace")
    assert not re.search("[\x00-\x06\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)


OWN_STRING = re.compile(rb"\x1b\]22;[a-z]*\x07")
"""What Textual itself sends: the shape of the mouse's pointer."""


def in_a_terminal(command: list[str], keys: list[bytes], environment: dict[str, str]) -> bytes:
    """Runs a command in a pseudo-terminal, types, and gives the bytes that it drew."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover  another process
        os.environ.update({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **environment})
        os.execv(command[0], command)  # noqa: S606  our own program, in the terminal just made
    drawn = b""
    waiting = list(keys)
    begun = time.monotonic()
    quiet = 0
    while time.monotonic() - begun < 60:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            drawn += piece
            quiet = 0
            continue
        quiet += 1
        if b"due" not in drawn and b"new" not in drawn and quiet < 200:
            continue  # the first screen is not drawn yet
        if waiting:
            os.write(terminal, waiting.pop(0))
        elif quiet > 12:
            os.kill(child, signal.SIGTERM)
            break
    os.close(terminal)
    os.waitpid(child, 0)
    return drawn

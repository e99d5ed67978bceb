"""The installed command in a real terminal of 80 by 24: a card is reviewed, and nothing is ever lost."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.support import Quizcv

COMMAND = Path(sys.executable).with_name("quizcv")
SECONDS = 60
READING_SECONDS = 0.5
WIDTH, HEIGHT = 80, 24
DECK = """\
deck: plain
title: Plain questions
cards:
  - {id: first, front: What is the first question?, back: The first answer}
  - {id: second, front: What is the second question?, back: The second answer}
  - {id: third, front: What is the third question?, back: The third answer}
"""

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python"),
]


class Terminal:
    """A terminal of its own, driven by tmux; it lives as long as the program in it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.socket = str(home.parent / "tmux.socket")
        environment = [f"QUIZCV_HOME={home}", f"QUIZCV_NOW={os.environ['QUIZCV_NOW']}", "TERM=xterm-256color"]
        command = shlex.join(["env", *environment, str(COMMAND), *arguments])
        self.tmux("new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), f"exec {command}")

    def tmux(self, *arguments: str, check: bool = True) -> str:
        finished = subprocess.run(
            ["tmux", "-S", self.socket, "-f", os.devnull, *arguments], capture_output=True, text=True, check=check
        )
        return finished.stdout

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", check=False)

    @property
    def is_open(self) -> bool:
        return bool(self.tmux("list-panes", check=False))

    def type(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def wait_for(self, text: str) -> str:
        """The screen, once the text stands on it as long as a reader takes: a key that comes sooner is a slip, and the app ignores it."""
        deadline = time.monotonic() + SECONDS
        screen, since = "", 0.0
        while True:
            now, before = time.monotonic(), screen
            screen = self.screen
            if screen != before:
                since = now
            if text in screen and now - since > READING_SECONDS:
                return screen
            assert now < deadline, f"{text!r} never came:\n{screen}"

    def wait_for_end(self) -> None:
        deadline = time.monotonic() + SECONDS
        while self.is_open:
            assert time.monotonic() < deadline, f"the program never ended:\n{self.screen}"

    def kill(self) -> None:
        """kill -9 of the program itself, not of its terminal."""
        os.kill(int(self.tmux("list-panes", "-F", "#{pane_pid}")), signal.SIGKILL)
        self.wait_for_end()


@pytest.fixture
def home(home: Path) -> Path:
    (home / "decks" / "small.yaml").unlink()
    (home / "decks" / "plain.yaml").write_text(DECK, encoding="utf-8")
    return home


@pytest.fixture
def opened(home: Path) -> Iterator[list[Terminal]]:
    """The terminals a test opened; whatever still runs in them is ended with it."""
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        if terminal.is_open:
            terminal.tmux("kill-server", check=False)
    assert home.is_dir()


def test_a_card_is_revealed_graded_undone_and_progress_outlives_the_app(
    home: Path, opened: list[Terminal], quizcv: Quizcv
) -> None:
    terminal = Terminal(home)
    opened.append(terminal)
    screen = terminal.wait_for("Plain questions")
    assert max(map(len, screen.splitlines())) <= WIDTH
    terminal.type("Enter")
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("3")
    terminal.wait_for("What is the second question?")
    terminal.type("u")
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("4")
    terminal.wait_for("What is the second question?")
    terminal.type("q")
    terminal.wait_for("Plain questions")
    terminal.type("q")
    terminal.wait_for_end()
    kinds = [event.split('"kind": "')[1].split('"')[0] for event in quizcv("log", "--json").out.splitlines()]
    assert kinds == ["graded", "voided", "graded"]

    again = Terminal(home, "review")
    opened.append(again)
    again.wait_for("What is the second question?")
    again.kill()
    assert quizcv("show", "plain/first", "--json").json["memory"]["due"] == "2026-03-02"


def test_a_kill_in_the_middle_of_a_review_loses_no_grade(home: Path, opened: list[Terminal], quizcv: Quizcv) -> None:
    terminal = Terminal(home, "review")
    opened.append(terminal)
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("3")
    terminal.wait_for("What is the second question?")
    terminal.type("Space")
    terminal.wait_for("The second answer")
    terminal.kill()
    assert quizcv("doctor", "--json").json["ok"]
    assert quizcv("due", "--json").json["new"] == 2

    again = Terminal(home, "review")
    opened.append(again)
    again.wait_for("What is the second question?")
    again.type("u")
    again.wait_for("What is the first question?")


def test_the_plain_review_works_in_a_terminal_too(home: Path, opened: list[Terminal]) -> None:
    terminal = Terminal(home, "review", "--plain")
    opened.append(terminal)
    terminal.wait_for("Show the answer:")
    terminal.type("Enter")
    terminal.wait_for("Grade: 1 again")
    terminal.type("3", "Enter")
    terminal.wait_for("What is the second question?")
    terminal.type("C-c")
    terminal.wait_for_end()

"""A real terminal for the tests, with the installed command in it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("quizcv")
SECONDS = 60
READING_SECONDS = 0.5
WIDTH, HEIGHT = 80, 24

IN_A_TERMINAL = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python"),
]
"""The marks of a test that needs tmux and the installed command."""


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

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def paste(self, text: str, *, bracketed: bool) -> None:
        """The text at once: as a terminal marks what is pasted, or like keys typed without a pause."""
        self.tmux("set-buffer", "--", text)
        self.tmux("paste-buffer", *(["-p"] if bracketed else []))

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

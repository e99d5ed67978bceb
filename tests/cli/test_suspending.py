"""Ctrl+Z in a real terminal: to the shell and back, also when another program has started the app."""

from __future__ import annotations

import os
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import COMMAND, HEIGHT, IN_A_TERMINAL, WIDTH, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = IN_A_TERMINAL


class Shell(Terminal):
    """A terminal with a shell in it, and the app as a job of that shell, started by make."""

    def __init__(self, home: Path) -> None:
        self.socket = str(home.parent / "tmux.socket")
        (home.parent / "Makefile").write_text(f"run:\n\t@{shlex.quote(str(COMMAND))}\n", encoding="utf-8")
        environment = [
            f"QUIZCV_HOME={home}",
            f"QUIZCV_NOW={os.environ['QUIZCV_NOW']}",
            "TERM=xterm-256color",
            "PS1=READY ",
        ]
        command = shlex.join(["env", *environment, "bash", "--norc"])
        self.tmux("new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), f"exec {command}")
        self.wait_for("READY")
        self.type(f"make -s -C {shlex.quote(str(home.parent))} run", "Enter")


@pytest.mark.skipif(not (shutil.which("bash") and shutil.which("make")), reason="bash or make is not installed")
def test_the_whole_job_steps_aside_and_comes_back_painted_for_the_window_as_it_is_then(home: Path) -> None:
    terminal = Shell(home)
    terminal.wait_for("Enter begins")
    terminal.type("C-z")
    stopped = terminal.wait_for("Stopped")
    assert "Enter begins" not in stopped
    terminal.type("echo still $((6 * 7)) here", "Enter")
    terminal.wait_for("still 42 here")
    terminal.resize(70, 20)
    terminal.type("fg", "Enter")
    assert "still 42" not in terminal.wait_for("Enter begins")
    terminal.type("Enter")
    terminal.wait_for("space show the answer")
    terminal.type("q")
    terminal.wait_for("Enter begins")
    terminal.type("q")
    terminal.wait_for("still 42 here")
    terminal.type("exit", "Enter")
    terminal.wait_for_end()


def test_without_a_shell_to_go_back_to_the_app_stays(home: Path) -> None:
    terminal = Terminal(home)
    terminal.wait_for("Enter begins")
    terminal.type("C-z")
    terminal.type("Enter")
    terminal.wait_for("space show the answer")
    terminal.type("C-q")
    terminal.wait_for_end()

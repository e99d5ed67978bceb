"""The app in a real terminal that goes away."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STARTER = """
import os, signal, subprocess, sys
told = int(sys.argv[1])
signal.signal(signal.SIGHUP, lambda *_: None)
ended = subprocess.Popen([sys.executable, "-m", "quizcv"])
os.write(told, b"%d " % ended.wait())
"""
"""Begins the app and waits for it, as make does; that the terminal is gone, the system tells this program alone."""


SECONDS = 60.0
"""Far longer than the app ever takes; then the promise counts as broken."""


def read(descriptor: int) -> bytes:
    assert select.select([descriptor], [], [], SECONDS)[0], "nothing comes any more"
    return os.read(descriptor, 1 << 16)


def test_the_app_ends_with_its_terminal_whoever_began_it(tmp_path: Path) -> None:
    heard, told = os.pipe()
    os.set_inheritable(told, True)
    environment = {**os.environ, "QUIZCV_HOME": str(tmp_path), "TERM": "xterm-256color"}
    starter, terminal = pty.fork()
    if not starter:
        os.execve(sys.executable, [sys.executable, "-c", STARTER, str(told)], environment)  # noqa: S606  as a terminal starts it: without a shell
    os.close(told)
    try:
        seen = b""
        while b"Convolutional" not in seen:
            seen += read(terminal)
        os.close(terminal)
        assert json.loads(read(heard)) == -signal.SIGHUP
    finally:
        os.close(heard)
        os.kill(starter, signal.SIGKILL)
        os.waitpid(starter, 0)

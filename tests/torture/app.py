"""The app in a terminal of its own that is killed, hung up on, or closed: a card that was shown means the one before is in the log."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import termios
import time
from fcntl import ioctl
from typing import TYPE_CHECKING

from tests.torture.running import be_the_command

if TYPE_CHECKING:
    from tests.torture.home import Home

SECONDS = 60.0
FIRST_PRESS = 0.2
"""Keys count only when what they answer has stood on the screen for a moment; see `quizcv.tui.review.guard`."""
NEXT_PRESS = 0.6
_CONTROL = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][0-9A-B]|\x1b[=>]")
GRADES = {b"1": 1, b"2": 3, b"3": 4, b"4": 5}


def app_ended_badly(home: Home) -> None:
    """A few cards are graded in the app; then it is killed, hung up on, or its terminal closes, perhaps in the middle of a grade."""
    home.minutes += 1440
    pid, terminal = pty.fork()
    if not pid:
        be_the_command(["review", "d"], home.environment, None)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    screen = _Screen(terminal, home.words)
    graded: set[str] = set()
    asked = screen.next_card(graded)
    for _ in range(home.chance.randint(0, 4)):
        if not asked:
            break
        key = home.chance.choice(list(GRADES))
        screen.show_back(asked)
        graded.add(asked)
        following = screen.next_card(graded, key)
        if following:
            home.acknowledge(f"d/{asked}", GRADES[key])
        asked = following
    if asked and home.chance.random() < 0.5:
        os.write(terminal, b" 3")  # not waited for: it may be in the log or not
        time.sleep(home.chance.uniform(0.0, 0.1))
    how = home.chance.choice([signal.SIGKILL, signal.SIGHUP, None])
    if how is not None:
        os.kill(pid, how)
    os.close(terminal)
    _gone(pid)


def _gone(pid: int) -> None:
    """Waits for the app's end; one that is still there after its terminal closed is a promise broken, and ended."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    message = "the app goes on though its terminal is closed"
    raise AssertionError(message)


class _Screen:
    """What the app writes, as far as the cards' words tell where it is."""

    def __init__(self, terminal: int, words: list[str]) -> None:
        self._terminal = terminal
        self._words = words
        self._seen = b""

    def next_card(self, done: set[str], key: bytes = b"") -> str:
        """The word of the next question shown, after `key`; empty if nothing more comes."""
        wanted = [word for word in self._words if word not in done]
        return self._wait({f"What is {word}?".encode(): word for word in wanted}, key)

    def show_back(self, word: str) -> None:
        """Asks for the back of the card until it is shown."""
        self._wait({word[::-1].encode(): word}, b" ")

    def _wait(self, wanted: dict[bytes, str], key: bytes) -> str:
        """What of the wanted appears first; `key` is pressed again and again, since the app passes over one that comes too soon."""
        deadline = time.monotonic() + SECONDS
        press = time.monotonic() + FIRST_PRESS
        while True:
            text = _CONTROL.sub(b"", self._seen)
            for sign, word in wanted.items():
                if sign in text:
                    self._seen = b""
                    return word
            now = time.monotonic()
            if now > deadline:
                message = f"the app shows neither the next card nor its end: {text[-400:]!r}"
                raise AssertionError(message)
            if key and now >= press:
                os.write(self._terminal, key)
                press = now + NEXT_PRESS
            if not select.select([self._terminal], [], [], max(0.01, press - now) if key else 1.0)[0]:
                continue
            try:
                more = os.read(self._terminal, 1 << 16)
            except OSError:
                return ""
            if not more:
                return ""
            self._seen += more

"""Taking times: of a call, of a whole process, and of what a terminal shows."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, the figure, and what it is to be held against."""

    what: str
    figure: str
    target: str = ""


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 99th percentile, in ms."""
    return f"{statistics.median(seconds) * 1000:.3g} ms (p99 {percentile(seconds, 99) * 1000:.3g})"


def percentile(seconds: Sequence[float], percent: int) -> float:
    """The smallest time that `percent` % of the runs did not exceed."""
    ranked = sorted(seconds)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]


def calls(function: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Seconds that each of `runs` calls took, after one that is not counted."""
    function()
    taken = []
    for _ in range(runs):
        begin = clock()
        function()
        taken.append(clock() - begin)
    return taken


def processes(
    commands: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    runs: int = 15,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Median seconds of each command as a whole process; the commands take turns, so that all meet the same weather."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            begin = clock()
            subprocess.run(
                command, env=dict(environment), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True
            )
            if turn:
                taken[name].append(clock() - begin)
    return {name: statistics.median(each) for name, each in taken.items()}


def of_children() -> float:
    """Seconds of processor time that processes started from here have taken, those that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak(pid: int) -> int:
    """The most bytes a running process has held in memory at a time, shared ones included; 0 if it has ended (Linux).

    What `wait4` tells of a process that has ended is no less than what its parent held when it forked.
    """
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


class Terminal:
    """A program in a terminal of its own, 80x24 unless said otherwise: types, and waits for what is painted.

    Attributes:
        peak_bytes: The most memory it held at a time, as `peak` tells it; known when it has ended.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self.begin = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"})  # noqa: S606  our own program
        columns, rows = size
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.peak_bytes = peak(self.pid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.file)
        os.waitpid(self.pid, 0)

    def type(self, keys: bytes, quiet: float = 0.05) -> float:
        """Presses keys once the terminal is quiet, and gives the time then; what was painted before is forgotten."""
        self.drain(quiet)
        self.seen = b""
        begin = time.perf_counter()
        os.write(self.file, keys)
        return begin

    def press(self, keys: bytes, needle: bytes, quiet: float, patience: float, times: int = 20) -> None:
        """Presses keys until `needle` is painted: again where it is not after `patience` seconds, since a key may be refused.

        Raises:
            TimeoutError: It was not painted after so many `times`.
        """
        for left in reversed(range(times)):
            self.type(keys, quiet)
            try:
                self.until(needle, patience)
            except TimeoutError:
                if not left:
                    raise
            else:
                return

    def drain(self, quiet: float = 0.05) -> None:
        """Reads what is painted until the terminal has been quiet for so many seconds."""
        while select.select([self.file], [], [], quiet)[0]:
            self.seen += os.read(self.file, 65536)

    def until(self, needle: bytes, seconds: float = 20) -> float:
        """Waits until `needle` is painted and gives the time then.

        Raises:
            TimeoutError: It never was.
        """
        end = time.perf_counter() + seconds
        while needle not in self.seen:
            if time.perf_counter() > end or not select.select([self.file], [], [], 1)[0]:
                if time.perf_counter() <= end:
                    continue
                message = f"{needle!r} was not painted within {seconds} s"
                raise TimeoutError(message)
            self.seen += os.read(self.file, 65536)
        return time.perf_counter()


PYTHON = sys.executable

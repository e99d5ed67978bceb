"""Files of events: every line of them, whatever is wrong with some."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from quizcv.progress.exported.parsing import LONGEST_LINE, LineError, Trouble, read_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from quizcv.events import Event
    from quizcv.progress.exported.writing import Heading

_CHUNK: Final = 1 << 20


class Fault(NamedTuple):
    """A line, counted from 1, that gave no event, or a file (line 0) that can't be read; `message` says why."""

    path: Path
    line: int
    trouble: Trouble
    message: str

    def __str__(self) -> str:
        """`path:line: message`, or `path: message` where the whole file is meant."""
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


def read_events(path: Path) -> Iterator[Event | Heading | Fault]:
    """All that a file of events holds, line by line in its order, whatever is wrong with some of them.

    Nothing here raises: a file that can't be opened, or stops being readable midway, gives a `Fault` without a line. Memory
    stays bounded by `LONGEST_LINE`.
    """
    try:
        with open_events(path) as file:
            yield from read_lines(file, path)
    except OSError as error:
        yield Fault(path, 0, Trouble.UNREADABLE, f"the file can't be read: {error.strerror or error}")


def open_events(path: Path) -> BinaryIO:
    """A file of events, open for reading. A pipe or a device in its place is neither waited for nor read.

    Raises:
        OSError: It can't be opened, or is no file.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        message = "this is no file"
        raise OSError(message)
    return os.fdopen(descriptor, "rb")


class Lines(Protocol):
    """What can be read line by line, as far as `limit` bytes of each."""

    def readline(self, limit: int, /) -> bytes:
        """The next line or the next part of a long one; nothing at the end."""


def read_lines(file: Lines, path: Path, *, first: int = 1) -> Iterator[Event | Heading | Fault]:
    """The same for an open file, from where it stands; its next line has the number `first`."""
    number = first - 1
    while True:
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(_CHUNK)
            yield Fault(path, number, Trouble.UNREADABLE, f"the line has more than {LONGEST_LINE:,} bytes")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line or line.isspace():
            continue
        try:
            yield read_line(line)
        except LineError as error:
            torn = not line.endswith(b"\n") and error.trouble is Trouble.UNREADABLE
            yield (
                Fault(
                    path, number, Trouble.TORN, "the line ends in the middle; it is read once the rest of it is there"
                )
                if torn
                else Fault(path, number, error.trouble, str(error))
            )

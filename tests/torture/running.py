"""The real command in a process that is killed: forked from one that has everything imported, so that a round costs little.

The forked process runs `quizcv.__main__.main` on its own arguments, environment and streams, as the installed command does;
now and then the installed command itself is started instead.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

# Warm: what the commands import late is imported here once, so that a kill falls on work and not on imports.
import alembic.command
import sqlmodel

import quizcv.__main__
import quizcv.cards.adding.writing
import quizcv.cards.reader.deck
import quizcv.cli.adding
import quizcv.cli.answering
import quizcv.cli.editing
import quizcv.cli.root
import quizcv.plain.drilling
import quizcv.plain.lines
import quizcv.plain.reviewing
import quizcv.progress.doctor
import quizcv.progress.glance
import quizcv.progress.migrations
import quizcv.progress.rescue.rescuing
import quizcv.progress.restoring
import quizcv.progress.store
import quizcv.session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

COMMAND = Path(sys.executable).with_name("quizcv")
LONGEST_SECONDS = 60.0


class Ended(NamedTuple):
    """How a command ended: the whole lines that came out of it, what it said, and its exit code; None if it was killed."""

    lines: list[str]
    said: str
    code: int | None
    seconds: float


def kill_at_statement(number: int) -> None:
    """In the child: kills it as its so manyth statement of SQL begins, on whichever connection."""
    left = [number]

    def count(_statement: str) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    _on_connection(lambda connection: connection.set_trace_callback(count))


def kill_at_step(number: int) -> None:
    """In the child: kills it inside SQLite, after so many hundreds of steps of its virtual machine."""
    left = [number]

    def count() -> int:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    _on_connection(lambda connection: connection.set_progress_handler(count, 100))


def kill_between_event_and_projection() -> None:
    """In the child: kills it when the event is written and what follows from it is not, in the middle of the transaction."""
    from quizcv.progress import queries  # noqa: PLC0415  patched in the child alone

    def killed(*_: object, **__: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    for name in ("save_projected", "rebuild"):
        setattr(queries, name, killed)


def kill_in_writing(number: int) -> None:
    """In the child: kills it as it begins one of the steps in which a file is written whole: made, synced, renamed."""
    left = [number]

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*arguments, **options)

        return call

    for module, name in ((tempfile, "mkstemp"), (os, "fsync"), (os, "chmod"), (os, "replace"), (os, "rename")):
        setattr(module, name, counted(getattr(module, name)))


def _on_connection(prepare: Callable[[sqlite3.Connection], None]) -> None:
    original = sqlite3.connect

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = original(*arguments, **options)
        prepare(connection)
        return connection

    for module in (sqlite3, sqlite3.dbapi2):  # in this process alone; SQLAlchemy calls the second
        setattr(module, "connect", connect)  # noqa: B010  mypy sees functions that may not be assigned to


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    kill_after: float | None = None,
    prepare: Callable[[], None] | None = None,
    typed: str = "",
    real: bool = False,
) -> Ended:
    """Runs `quizcv ARGUMENTS` and reads what comes out of it, until it ends, or is killed after so many seconds."""
    started = time.monotonic()
    pid, out, err, into = (_start_real if real else _fork)(arguments, environment, prepare)
    os.write(into, typed.encode())  # less than a pipe holds
    os.close(into)
    texts = {out: b"", err: b""}
    deadline = started + (LONGEST_SECONDS if kill_after is None else kill_after)
    if not _read_until(deadline, texts):
        os.kill(pid, signal.SIGKILL)
        _read_until(time.monotonic() + LONGEST_SECONDS, texts)
    for end in (out, err):
        os.close(end)
    _, status = os.waitpid(pid, 0)
    ended = Ended(
        texts[out].decode().split("\n")[:-1],  # what follows the last newline was never finished
        texts[err].decode(),
        None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status),
        time.monotonic() - started,
    )
    if ended.code == CRASHED or (
        ended.code is None and kill_after is None and prepare is None and "edit" not in arguments
    ):
        message = f"{arguments} ended with the status {status}: {ended}"
        raise AssertionError(message)
    return ended


def _read_until(deadline: float, texts: dict[int, bytes]) -> bool:
    """Reads to the end of all, or until the deadline; gives whether the end was reached."""
    open_ends = set(texts)
    while open_ends:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        for end in select.select(open_ends, [], [], left)[0]:
            more = os.read(end, 1 << 16)
            texts[end] += more
            if not more:
                open_ends.discard(end)
    return True


CRASHED = 99


def _fork(
    arguments: Sequence[str], environment: Mapping[str, str], prepare: Callable[[], None] | None
) -> tuple[int, int, int, int]:
    pipes = [os.pipe() for _ in range(3)]
    pid = os.fork()
    if pid:
        (into_read, into), (out, out_write), (err, err_write) = pipes
        for end in (into_read, out_write, err_write):
            os.close(end)
        return pid, out, err, into
    os.dup2(pipes[0][0], 0)
    os.dup2(pipes[1][1], 1)
    os.dup2(pipes[2][1], 2)
    for pipe in pipes:
        for end in pipe:
            os.close(end)
    return be_the_command(arguments, environment, prepare)


def be_the_command(
    arguments: Sequence[str], environment: Mapping[str, str], prepare: Callable[[], None] | None
) -> NoReturn:
    """In the child: becomes the command, and never returns."""
    code = CRASHED
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.update(environment)
        sys.argv = ["quizcv", *arguments]
        sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
        random.seed()
        if prepare is not None:
            prepare()
        code = quizcv.__main__.main()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # noqa: BLE001  told by the parent
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _stream(descriptor: int, mode: str) -> Any:
    """A stream as the interpreter makes it at its start: None where there is nothing."""
    try:
        return os.fdopen(descriptor, mode, encoding="utf-8", closefd=False)
    except OSError:
        return None


def _start_real(
    arguments: Sequence[str], environment: Mapping[str, str], _prepare: Callable[[], None] | None
) -> tuple[int, int, int, int]:
    (into_read, into), (out, out_write), (err, err_write) = pipes = [os.pipe() for _ in range(3)]
    process = subprocess.Popen(
        [str(COMMAND), *arguments],
        stdin=into_read,
        stdout=out_write,
        stderr=err_write,
        env={**os.environ, **environment},
    )
    process.returncode = 0  # waited for here, by its number
    for pipe, end in zip(pipes, (0, 1, 1), strict=True):
        os.close(pipe[end])
    return process.pid, out, err, into


assert alembic.command is not None
assert sqlmodel is not None

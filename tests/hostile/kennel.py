"""Runs quizcv on hostile input in processes that can do no harm, and says what each of them did.

`python -m tests.hostile.kennel` loads quizcv once and then forks a process for each request, a JSON object a line, so that hundreds
of runs cost little. Each process gets an environment of its own, limits on memory, time, open files and what it may write, and an audit
hook that notes every file it opens and every program, connection and removal: what is claimed of a run is what the interpreter saw.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import time
from importlib import import_module
from typing import Any, Final

LOADED: Final = (
    "quizcv.__main__", "quizcv.cli.root", "quizcv.cli.decks", "quizcv.cli.today", "quizcv.cli.answering", "quizcv.cli.importing",
    "quizcv.cli.looking", "quizcv.cli.networks", "quizcv.cli.house", "quizcv.cli.problems", "quizcv.cli.reviewing", "quizcv.cards.reader.deck",
    "quizcv.cards.checks", "quizcv.cards.cache", "quizcv.cards.checking", "quizcv.notes.importing", "quizcv.notes.several",
    "quizcv.notes.summary", "quizcv.problems.network.reading", "quizcv.progress.store", "quizcv.plain.reviewing", "quizcv.plain.drilling", "yaml", "markdown_it",
)  # fmt: skip
"""Modules a run would load itself, loaded beforehand."""
LARGEST_FILE: Final = 64 << 20
"""Bytes a run may write into one file."""
MOST_FILES: Final = 128
NOTED: Final = (
    "os.",
    "socket.",
    "subprocess.",
    "shutil.",
    "pty.",
    "urllib.",
    "webbrowser.",
    "ctypes.",
    "pickle.",
    "ftplib.",
    "smtplib.",
)
QUIET: Final = frozenset(
    {"os.listdir", "os.scandir", "os.walk", "os.putenv", "os.unsetenv", "os.fwalk", "os.getxattr", "os.listxattr"}
)
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _note_everything(path: str) -> None:
    """From now on, every event that touches the world outside the process is a line of JSON in a file."""
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    busy = False

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal busy
        if busy or event in QUIET:
            return
        if event == "open":
            name, _, flags = arguments
            entry = ["write" if flags & WRITING else "read", str(name) if isinstance(name, int) else os.fsdecode(name)]
        elif event == "sqlite3.connect":
            entry = ["database", os.fsdecode(arguments[0])]
        elif event.startswith(NOTED):
            entry = [event, *(repr(each) for each in arguments)]
        else:
            return
        busy = True
        os.write(log, json.dumps(entry).encode() + b"\n")
        busy = False

    sys.addaudithook(note)


def _become(request: dict[str, Any]) -> None:
    """Makes this process the one that was asked for."""
    for number, name, flags in (
        (0, "stdin", os.O_RDONLY),
        (1, "stdout", os.O_WRONLY | os.O_CREAT),
        (2, "stderr", os.O_WRONLY | os.O_CREAT),
    ):
        descriptor = os.open(request[name], flags, 0o600)
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environb.update({os.fsencode(name): os.fsencode(value) for name, value in request["environment"].items()})
    os.chdir(request["folder"])
    tempfile.tempdir = None
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.argv = ["quizcv", *(os.fsdecode(os.fsencode(each)) for each in request["arguments"])]
    _note_everything(request["audit"])


def _waited(child: int, seconds: float) -> dict[str, Any]:
    """How a process ended; one that takes too long is ended."""
    begun = time.monotonic()
    late = False
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
        passed = time.monotonic() - begun
        if passed > seconds and not late:
            os.kill(child, signal.SIGKILL)
            late = True
        time.sleep(min(0.002 + passed / 50, 0.05))
    return {
        "code": os.waitstatus_to_exitcode(status),
        "late": late,
        "seconds": time.monotonic() - begun,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * 1024,
    }


def main() -> dict[str, Any] | None:
    """Serves requests until the pipe closes (None), or returns the request that this process has become."""
    sys.dont_write_bytecode = True  # a run is to write nothing but what quizcv does
    for name in LOADED:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(request)
            return dict(request)
        sys.stdout.write(json.dumps(_waited(child, request["patience"])) + "\n")
        sys.stdout.flush()
    return None


if __name__ == "__main__":
    if main() is not None:
        from quizcv.__main__ import main as quizcv

        code = quizcv()
        atexit._run_exitfuncs()  # what ends and removes things at the end; taking the modules apart would cost a run 0.2 s
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)

"""One learner's machine in a folder, a run of quizcv on it, and what must hold of every run whatever it was given."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT: Final = Path(__file__).parents[2]
NOON: Final = "2026-03-01T12:00+00:00"
SECONDS: Final = 10
"""Of processor time that a run may take before the kernel ends it; `Case.seconds` promises less."""
PATIENCE: Final = 60
MEMORY: Final = 2 << 30
"""Bytes of address space a run may have."""
OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys or turns a line round by: nothing of it is ever written, besides newline and tab."""
LONGEST_LINE: Final = 2_000
"""Characters of a line on stderr, and of a fault on stdout: a message never repeats a whole book."""


class Kennel:
    """The process that forks runs; see `kennel.py`."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.kennel"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Runs a request; how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        reply = self._process.stdout.readline()
        assert reply, "the process that runs hostile input has ended"
        return dict(json.loads(reply))

    def close(self) -> None:
        """Ends the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(30)


@dataclass(frozen=True)
class Run:
    """How a run ended, what it printed, and what it did."""

    arguments: tuple[str, ...]
    code: int
    out: bytes
    err: bytes
    cpu: float
    peak: int
    late: bool
    events: tuple[tuple[str, ...], ...] = field(repr=False)

    @property
    def said(self) -> str:
        """Everything it printed."""
        return (self.out + b"\n" + self.err).decode("utf-8", "backslashreplace")

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Sandbox:
    """A machine: the learner's home, a folder to work in, and files that nothing may read or change.

    Args:
        folder: Where all of it lies.
        kennel: Runs the programs.
    """

    def __init__(self, folder: Path, kennel: Kennel) -> None:
        self.folder = folder
        self.kennel = kennel
        self.home = folder / "home"
        self.decks = self.home / "decks"
        self.work = folder / "work"
        self.outside = folder / "outside"
        self.notes = folder / "runs"
        for each in (self.decks, self.work, self.outside, self.notes, folder / "tmp"):
            each.mkdir(parents=True)
        (self.outside / "secret.png").write_bytes(b"\x89PNG secret")
        (self.outside / "secret.md").write_text("- What is the secret?\n  - This.\n", encoding="utf-8")
        self.reads: list[str] = []
        self._number = 0

    def run(
        self,
        *arguments: str,
        typed: bytes = b"",
        environment: Mapping[str, str] | None = None,
        seconds: int = SECONDS,
        work_may_change: bool = False,
    ) -> Run:
        """Runs the command line and checks what must hold of every run: see `assert_harmless`."""
        self._number += 1
        files = {name: self.notes / f"{self._number}.{name}" for name in ("stdin", "stdout", "stderr", "audit")}
        files["stdin"].write_bytes(typed)
        for name in ("stdout", "stderr", "audit"):
            files[name].touch()
        before = self._unchangeable(with_work=not work_may_change)
        ended = self.kennel.run(
            {
                "arguments": arguments,
                "folder": str(self.work),
                "environment": {
                    "PATH": os.environ.get("PATH", ""),
                    "HOME": str(self.folder / "user"),
                    "TMPDIR": str(self.folder / "tmp"),
                    "LANG": "C.UTF-8",
                    "PYTHONPATH": str(ROOT),
                    "QUIZCV_HOME": str(self.home),
                    "QUIZCV_NOW": NOON,
                    **(environment or {}),
                },
                "seconds": SECONDS,
                "patience": PATIENCE,
                "memory": MEMORY,
                **{name: str(path) for name, path in files.items()},
            }
        )
        run = Run(
            arguments=tuple(arguments),
            code=ended["code"],
            out=files["stdout"].read_bytes(),
            err=files["stderr"].read_bytes(),
            cpu=ended["cpu"],
            peak=ended["peak"],
            late=ended["late"],
            events=tuple(tuple(json.loads(line)) for line in files["audit"].read_text("utf-8").splitlines()),
        )
        assert_harmless(
            run, [self.home, self.folder / "tmp"], [self.home, self.folder / "tmp", self.work, *map(Path, self.reads)]
        )
        assert run.cpu < seconds, f"{run.cpu:.1f} seconds of processor time"
        assert self._unchangeable(with_work=not work_may_change) == before, "a file elsewhere was changed"
        return run

    def _unchangeable(self, *, with_work: bool) -> dict[str, object]:
        """What lies outside the learner's own folder, with hashes of the contents."""
        folders = [self.outside, *([self.work] if with_work else [])]
        found: dict[str, object] = {str(each): None for each in self.folder.iterdir()}
        for folder in folders:
            for here, names, files in os.walk(folder):
                for name in (*names, *files):
                    path = Path(here, name)
                    regular = path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)
                    found[str(path)] = (
                        hashlib.sha256(path.read_bytes()).hexdigest() if regular else path.lstat().st_mode
                    )
        return found


def assert_harmless(run: Run, writable: Iterable[Path], readable: Iterable[Path]) -> None:
    """What holds of every run of quizcv, whatever it was given.

    It ends by itself, with one of its exit codes and in bounds; nobody sees a traceback; nothing of what is printed is obeyed by a terminal;
    nothing is written, read or started but what is its own.
    """
    assert not run.late, "it does not end"
    assert run.code in {0, 1, 2, 3}, f"exit code {run.code}\n{run.said[-2000:]}"
    assert "Traceback" not in run.said, run.said[-4000:]
    assert "something went wrong inside" not in run.said, run.said[-4000:]
    for printed in (run.out, run.err):
        obeyed = OBEYED.search(printed.decode("utf-8"))  # strict: it is UTF-8
        assert obeyed is None, repr(obeyed)
    longest = max(map(len, run.err.decode().splitlines()), default=0)
    assert longest <= LONGEST_LINE, f"a message of {longest} characters"
    assert_own_business(run.events, writable, readable)


def assert_own_business(events: Sequence[tuple[str, ...]], writable: Iterable[Path], readable: Iterable[Path]) -> None:
    """Nothing was opened, changed or started that is not quizcv's own, as the interpreter saw it."""
    write_below = tuple(f"{each}/" for each in writable)
    read_whole = tuple(map(str, readable))
    read_below = (
        *(f"{each}/" for each in readable),
        *(f"{each}/" for each in {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), str(ROOT)}),
        "/usr/", "/lib", "/etc/localtime", "/etc/timezone", "/etc/mime.types", "/dev/null", "/dev/urandom", "/proc/self/",
    )  # fmt: skip
    for kind, *told in events:
        what = told[0]
        if kind == "read":
            own = what.startswith(read_below) or what in read_whole or not what.startswith(("/", ".."))
        elif kind in {"write", "database"}:
            plain = what.removeprefix("file://").partition("?")[0]
            own = plain.startswith(write_below) or what.isdigit() or what in {"/dev/null", ":memory:"}
            own = own or (
                what.startswith(f"{ROOT}/") and "/__pycache__/" in what
            )  # the interpreter keeps what it compiled
        elif kind == "subprocess.Popen":
            own = "quizcv.problems.symbolic_worker" in told[1]
        elif kind in {"os.posix_spawn", "os.fork", "os.forkpty"}:
            own = False
        elif kind.startswith("os."):
            own = all(not named.startswith("'/") or f"{named[1:-1]}/".startswith(write_below) for named in told)
        elif kind.startswith("shutil."):
            own = told[0].strip("'").startswith(write_below)
        else:
            own = False
        assert own, f"{kind}: {told}"

"""A PostgreSQL server for tests: in a temporary folder, on a socket of its own, stopped when they end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = ("initdb", "postgres")
SOMEBODY = "nobody"
"""Who runs the server where the tests are run by root, whom PostgreSQL refuses."""
ENDS_WITH_US = ("--pdeathsig", "INT")
"""So that no server is left behind by tests that were killed."""
LOCKED = "locked"
"""The name of the one user who has to give a password."""
START_SECONDS = 60


class Server(NamedTuple):
    """A running server: its folder of sockets, the process, and what started it."""

    sockets: Path
    process: subprocess.Popen[bytes]
    command: tuple[str, ...]

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.sockets.parent / "data"

    def url(self, database: str = "postgres", user: str = "quizcv", password: str = "") -> str:
        """The address of a database on it."""
        who = f"{user}:{quote(password, safe='')}" if password else user
        return f"postgresql+psycopg://{who}@/{database}?host={self.sockets}"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where they are not installed."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    for folder in (*folders, *versions, Path("/opt/homebrew/bin"), Path("/usr/local/pgsql/bin")):
        if all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
            return folder
    return None


def missing() -> str:
    """Why there can be no server here; empty if there can."""
    if programs() is None:
        return "PostgreSQL's own programs (initdb, postgres) are not installed"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root, and setpriv, which would let somebody else run it, is not installed"
    return ""


@contextmanager
def running(*options: str, memory: bool = True) -> Iterator[Server]:
    """A server with a superuser `quizcv`.

    Args:
        options: Settings, `name=value`.
        memory: Whether its disk may be one in memory, where syncing costs nothing.
    """
    folder = programs()
    assert folder is not None, missing()
    quick = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
    place = quick if memory and os.access(quick, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(prefix="quizcv-pg-", dir=place) as name:
        home = Path(name)
        data, sockets = home / "data", home / "sockets"
        data.mkdir(mode=0o700)
        sockets.mkdir(mode=0o755)
        home.chmod(0o755)
        prefix: tuple[str, ...] = ()
        if os.geteuid() == 0:
            for each in (data, sockets):
                shutil.chown(each, SOMEBODY)
            prefix = (shutil.which("setpriv") or "setpriv", "--reuid", SOMEBODY, "--clear-groups", *ENDS_WITH_US, "--")
        initialised = [*prefix, str(folder / "initdb"), "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run([*initialised, "--username=quizcv", str(data)], check=True, stdout=subprocess.DEVNULL, cwd=home)
        rules = home / "rules.conf"
        rules.write_text(f"local all {LOCKED} scram-sha-256\nlocal all all trust\n", "utf-8")
        settings = (
            f"hba_file={rules}",
            "listen_addresses=",
            f"unix_socket_directories={sockets}",
            "shared_buffers=32MB",
            *options,
        )
        arguments = (str(folder / "postgres"), "-D", str(data), *(word for each in settings for word in ("-c", each)))
        command = (*prefix, *arguments)
        server = Server(sockets, _started(command, home), command)
        try:
            yield server
        finally:
            stop(server)


def _started(command: tuple[str, ...], home: Path) -> subprocess.Popen[bytes]:
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=home, start_new_session=True)
    give_up = time.monotonic() + START_SECONDS
    while not _takes_connections(home / "data" / "postmaster.pid"):
        if process.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError((home / "server.log").read_text("utf-8", "replace"))
        time.sleep(0.02)
    return process


def _takes_connections(status: Path) -> bool:
    """Whether the server says so in its own file."""
    try:
        return "ready" in status.read_text("utf-8").splitlines()[7:8][0]
    except (OSError, IndexError):
        return False


def stop(server: Server, how: signal.Signals = signal.SIGINT) -> None:
    """Stops the server; SIGQUIT lets it crash."""
    if server.process.poll() is None:
        server.process.send_signal(how)
        server.process.wait(timeout=START_SECONDS)


def started_again(server: Server) -> Server:
    """The same server, after it was stopped."""
    return server._replace(process=_started(server.command, server.sockets.parent))

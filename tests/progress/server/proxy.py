"""Stands between a program and its server, and cuts the line where a test wants it cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

PORT = 5432
COMMIT = b"COMMIT"


class Cut(Enum):
    """What happens to the next commit."""

    NO = "nothing"
    BEFORE = "the line is cut before the server learns of it"
    AFTER = "the server learns of it, and its answer is lost"


class Proxy:
    """Listens on a socket of its own and passes everything on.

    `cut` says what happens to the next commit, after which `open_again` says whether there is a way to the server at all.
    """

    def __init__(self, sockets: Path, folder: Path) -> None:
        self.cut = Cut.NO
        self.open_again = True
        self._target = str(sockets / f".s.PGSQL.{PORT}")
        self._folder = folder
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / f".s.PGSQL.{PORT}"))
        self._listening.listen()
        self._open = True
        self._ended = False
        self._waiting = threading.Thread(target=self._listen, daemon=True)
        self._waiting.start()

    @property
    def url(self) -> str:
        """The address of the database, by way of this proxy."""
        return f"postgresql+psycopg://quizcv@/postgres?{urlencode({'host': self._folder})}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        with socket.socket(socket.AF_UNIX) as last:  # closing alone would not wake whoever waits for a connection
            last.connect(str(self._folder / f".s.PGSQL.{PORT}"))
        self._waiting.join()
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self._ended:
                client.close()
                return
            if not self._open:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._target)
            threading.Thread(target=self._serve, args=(client, server), daemon=True).start()

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        with client, server:
            answering = threading.Thread(target=_pass_answers, args=(server, client), daemon=True)
            answering.start()
            self._pass_questions(client, server)
            answering.join()

    def _pass_questions(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                cut = self.cut if COMMIT in data else Cut.NO
                if cut is Cut.NO:
                    server.sendall(data)
                    continue
                self.cut, self._open = Cut.NO, self.open_again
                client.shutdown(socket.SHUT_RDWR)
                if cut is Cut.AFTER:
                    server.sendall(data)
                break
        _hang_up(client, server)

    def reopen(self) -> None:
        """Lets everybody through again."""
        self._open = True


def _pass_answers(server: socket.socket, client: socket.socket) -> None:
    with suppress(OSError):
        while data := server.recv(65536):
            client.sendall(data)
    _hang_up(client, server)


def _hang_up(client: socket.socket, server: socket.socket) -> None:
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        server.shutdown(socket.SHUT_WR)

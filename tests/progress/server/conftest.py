"""Users of the tests' server: each by a name of its own, with the rights a test gives it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Places
    from tests.progress.postgres import Server

    Administer = Callable[..., None]


@pytest.fixture
def administer(server: Server) -> Administer:
    """Runs statements as the server's superuser."""

    def run(*statements: str, database: str = "postgres") -> None:
        with closing(psycopg.connect(server.url(database).replace("+psycopg", ""), autocommit=True)) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    return run


@pytest.fixture
def somebody(administer: Administer) -> str:
    """A user who may log in, and nothing else."""
    name = f"somebody_{uuid4().hex[:12]}"
    administer(f"CREATE ROLE {name} LOGIN")
    return name


@pytest.fixture
def theirs(server: Server, server_places: Places, somebody: str) -> Places:
    """The same learner's log, for that user."""
    return server_places._replace(database=server.url(user=somebody))

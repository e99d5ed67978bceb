"""The tables' way from version to version, by Alembic; imported only when a log is behind.

Each revision has the number of the version it leads to (`quizcv.progress.file.VERSION`) and says in its own words what it
makes, so that it stays what it was when the tables change again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from quizcv.progress.sqlite import mark

if TYPE_CHECKING:
    from sqlalchemy import Engine


def upgrade(engine: Engine) -> None:
    """Brings the tables up to date, all of it or nothing; those on a server as those in a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            mark(connection)

"""Where quizcv's files lie."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from quizcv.errors import UsageError

APP = "quizcv"


class Places(NamedTuple):
    """Where things are.

    Args:
        data: The learner's own: the log, its backups, decks.
        database: The log: a path, or an SQLAlchemy URL for a server.
        decks: The learner's decks, `*.yaml`, at any depth.
        backups: Daily copies of the log.
        settings: The settings file.
        cache: Parsed decks; can be deleted at any time.
        content: The decks, notes and networks shipped with quizcv.
        learner: Whose log it is on a server that keeps those of several; empty for the database user's own.
    """

    data: Path
    database: str
    decks: Path
    backups: Path
    settings: Path
    cache: Path
    content: Path
    learner: str = ""

    @property
    def database_path(self) -> Path | None:
        """The log's file; None when it lives on a server."""
        if self.database.startswith("sqlite:///"):
            return Path(self.database.removeprefix("sqlite:///"))
        return None if "://" in self.database else Path(self.database)

    @classmethod
    def from_environment(cls) -> Places:
        """QUIZCV_HOME (one folder for all) or the platform's own folders; QUIZCV_DATABASE and QUIZCV_DECKS override."""
        home = os.environ.get("QUIZCV_HOME", "").strip()
        if home:
            data = _folder("QUIZCV_HOME", home)
            settings, cache = data / "settings.toml", data / "cache"
        else:
            import platformdirs  # noqa: PLC0415  not needed where QUIZCV_HOME is set

            data = platformdirs.user_data_path(APP, appauthor=False)
            settings = platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"
            cache = platformdirs.user_cache_path(APP, appauthor=False)
        decks = os.environ.get("QUIZCV_DECKS", "").strip()
        return cls(
            data=data,
            database=_database(os.environ.get("QUIZCV_DATABASE", "").strip(), data / "quizcv.db"),
            decks=_folder("QUIZCV_DECKS", decks) if decks else data / "decks",
            backups=data / "backups",
            settings=settings,
            cache=cache / "decks.db",
            content=content_folder(),
            learner=os.environ.get("QUIZCV_LEARNER", "").strip(),
        )


def _database(named: str, usual: Path) -> str:
    """The log's place: a path made absolute, or the URL of a server as it was named.

    Raises:
        UsageError: It is no place at all, but SQLite's name for a database in memory.
    """
    if named.removeprefix("sqlite:///").partition("?")[0] in {":memory:", "file::memory:"} or named == "sqlite://":
        message = (
            f"QUIZCV_DATABASE is {named}: a log in memory would be gone when the command ends; name a file, and for a trial set "
            "QUIZCV_HOME to an empty folder"
        )
        raise UsageError(message)
    if "://" in named:
        return named
    return str(_folder("QUIZCV_DATABASE", named)) if named else str(usual)


def _folder(variable: str, named: str) -> Path:
    """The place a variable names, made absolute.

    Raises:
        UsageError: It begins with the home of somebody who is not known here.
    """
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError:
        message = f"{variable} is {named[:60]!r}, and nobody here has that home; name a folder that begins with /"
        raise UsageError(message) from None


def masked(database: str) -> str:
    """The log's place as it may be shown: without the password of its URL. Rather too much is hidden than too little."""
    without = re.sub(r"(?s)(://[^:/?#@]*):.*@", r"\1:***@", database)
    return re.sub(r"(?is)([?&](?:ssl)?password=)[^&]*", r"\1***", without) if "://" in database else database


def content_folder() -> Path:
    """The shipped content: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"

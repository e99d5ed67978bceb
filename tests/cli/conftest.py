"""The command line, run in this process with a home of its own, and as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from quizcv.__main__ import main
from tests.cli.support import NOON, SMALL_DECK, Ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.support import Quizcv


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home with one small deck of the learner's own, and no shipped ones."""
    folder = tmp_path / "home"
    (folder / "decks").mkdir(parents=True)
    (folder / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
    (folder / "decks" / "small.yaml").write_text(SMALL_DECK, encoding="utf-8")
    for name in ("QUIZCV_DATABASE", "QUIZCV_DECKS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUIZCV_HOME", str(folder))
    monkeypatch.setenv("QUIZCV_NOW", NOON)
    return folder


@pytest.fixture
def quizcv(home: Path, monkeypatch: pytest.MonkeyPatch) -> Quizcv:
    """Runs a command in this process, as `main` does, with what is typed given as its input."""
    assert home.is_dir()

    def run(*arguments: str, typed: str = "", now: str = NOON) -> Ended:
        monkeypatch.setenv("QUIZCV_NOW", now)
        with CliRunner().isolation(input=typed) as (out, err, _):
            code = main(list(arguments))
            sys.stderr.flush()
            return Ended(code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def program(home: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts the installed program as a process of its own."""

    def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        settings: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "env": {**os.environ, "QUIZCV_HOME": str(home)},
        }
        return subprocess.Popen([sys.executable, "-m", "quizcv", *arguments], **{**settings, **options})

    return start

"""A note imported, reviewed, edited, changed in five ways and imported again, with the real commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.notes.transcript import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.support import Quizcv


def test_nothing_is_lost_from_the_first_import_to_the_last(
    quizcv: Quizcv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.parent)

    def command(*arguments: str) -> str:
        ended = quizcv(*arguments)
        assert ended.code == 0, ended.err
        return ended.out

    run(home.parent, command, quiet=True)

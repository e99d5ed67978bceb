from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.settings import Places

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """An empty home, with a folder for decks and one for shipped decks."""
    for name in ("QUIZCV_DATABASE", "QUIZCV_DECKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "home"))
    places = Places.from_environment()
    places.decks.mkdir(parents=True)
    shipped = tmp_path / "content"
    (shipped / "decks").mkdir(parents=True)
    return Places(
        data=places.data, database=places.database, decks=places.decks, backups=places.backups,
        settings=places.settings, cache=places.cache, content=shipped,
    )  # fmt: skip

"""A row that says nothing that can be read ends no command with a traceback: the log, the event and the mend are named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.errors import DatabaseError
from quizcv.progress.counted import counted
from quizcv.progress.past import Past
from tests.progress.support import at, grade

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.progress.store import Store
    from quizcv.settings import Places


def damage(store: Store, change: str) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"UPDATE event SET {change} WHERE sequence = 2")  # noqa: S608  our own changes
        connection.commit()


@pytest.mark.parametrize(
    "change", ["kind = 'gredad'", "day = 0", "instant = 9e17", "drawn = '{'", "id = x'00'", "device = 77"]
)
def test_a_row_that_cannot_be_read_is_told(store: Store, places: Places, change: str) -> None:
    for number in range(3):
        grade(store, f"a/{number}", 4)
    damage(store, change)
    for log in (store, Past.open(places)):
        with pytest.raises(DatabaseError) as told:
            list(log.events())
        assert str(told.value).startswith(f"the log {store.path} is damaged: event 2 of ")
        assert "quizcv doctor --repair" in str(told.value)


@pytest.mark.file_only
@pytest.mark.parametrize("first", [True, False], ids=["the whole log", "what is new"])
@pytest.mark.parametrize(
    "change",
    [
        "day = 'soon'",
        "day = 0",
        "day = 4e6",
        "instant = 9.5e17",
        "interval = x'04'",
        "card = x'00'",
        "milliseconds = 'long'",
    ],
)
def test_statistics_tell_it_too(store: Store, places: Places, change: str, first: bool) -> None:
    grade(store, "a/0", 4)
    if not first:
        counted(places)
    for number in range(2):
        grade(store, f"a/{number}", 4)
    damage(store, change)
    with pytest.raises(DatabaseError, match=r"is damaged: event 2 of \w+ holds what no event can\. .*doctor --repair"):
        counted(places)


def test_a_cards_history_and_undo_tell_it_too(store: Store, places: Places) -> None:
    for number in range(2):
        grade(store, f"a/{number}", 4)
    damage(store, "drawn = '{'")
    assert len(Past.open(places).history("a/0")) == 1
    asking: tuple[Callable[[], object], ...] = (
        lambda: store.history("a/1"),
        lambda: Past.open(places).history("a/1"),
        lambda: store.undo(at(1)),
    )
    for refused in asking:
        with pytest.raises(DatabaseError, match=r"event 2 of .* can't be read"):
            refused()

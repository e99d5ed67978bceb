from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from quizcv.cards.library import Library
from quizcv.progress.doctor import doctor
from quizcv.progress.file import APPLICATION, VERSION, Condition, condition
from quizcv.progress.glance import Glance
from quizcv.progress.migrations import upgrade
from quizcv.progress.replay import replay
from quizcv.progress.sqlite import engine_for
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.fresh import printed
from tests.progress.support import at, grade
from tests.progress.versions.make import expected, state_json

if TYPE_CHECKING:
    from quizcv.clock import Clock


def schema(path: Path) -> list[tuple[str, ...]]:
    """Everything a database is made of, and the marks in its header."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        marks = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return [*sorted(made, key=str), *marks, *version]


def behind(path: Path) -> None:
    """A log of ours from before the first revision, as far as there could be one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.commit()


STORED = Path(__file__).parent / "versions"


@pytest.fixture(params=range(1, VERSION + 1))
def stored(request: pytest.FixtureRequest, places: Places) -> Path:
    """The log as a released version left it, in the place of this one; its stem names the expected content."""
    stem = STORED / f"{request.param:04}"
    assert places.database_path is not None
    with closing(sqlite3.connect(places.database_path)) as connection:
        connection.executescript(stem.with_suffix(".sql").read_text(encoding="utf-8"))
    return stem


def test_a_log_of_every_released_version_is_stored() -> None:
    assert sorted(path.name for path in STORED.glob("0*")) == [
        f"{version:04}{ending}" for version in range(1, VERSION + 1) for ending in (".json", ".sql")
    ], "store a log of this version of the tables with: python -m tests.progress.versions.make"


def test_a_log_of_every_released_version_opens_and_says_what_it_said_then(
    stored: Path, places: Places, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    with Store.open(places, clock) as store:
        events = list(store.events())
        assert expected(events) == wanted
        assert {card: state_json(state) for card, state in sorted(store.states().items())} == wanted["states"]
        path = store.path
    with closing(Library.load(places, shipped=False)) as library:
        assert doctor(places, library, clock).ok
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "fresh"))
    with Store.open(Places.from_environment(), clock) as fresh:
        assert schema(path) == schema(fresh.path)


def test_a_log_of_every_released_version_goes_on(stored: Path, places: Places, clock: Clock) -> None:
    assert stored.name
    with Store.open(places, clock) as store:
        before = len(list(store.events()))
        device = store.device
        event, _ = grade(store, "cnn/conv", 4, at(90))
        assert event.device == device
        assert store.undo(at(90))
        assert len(list(store.events())) == before + 2
        assert store.states() == replay(store.events())


def test_an_upgrade_that_fails_leaves_the_log_as_it_was(
    places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = places.database_path
    assert path is not None
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((STORED / "0001.sql").read_text(encoding="utf-8"))
        before = list(connection.iterdump())

    def failing(_connection: object) -> None:
        message = "the disk is gone"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr("quizcv.progress.migrations.mark", failing)
    with pytest.raises(sqlite3.OperationalError):
        Store.open(places, clock)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
    assert condition(path) is Condition.BEHIND


def test_a_fresh_log_and_a_migrated_one_are_made_alike(tmp_path: Path, store: Store) -> None:
    migrated = tmp_path / "migrated.db"
    engine = engine_for(migrated)
    upgrade(engine)
    engine.dispose()
    assert schema(migrated) == schema(store.path)


def test_the_tables_are_what_the_revisions_make(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "migrated.db")
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()


def test_a_log_that_is_behind_is_copied_and_brought_up_to_date(places: Places, clock: Clock) -> None:
    assert places.database_path is not None
    behind(places.database_path)
    assert condition(places.database_path) is Condition.BEHIND
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
    assert condition(places.database_path) is Condition.CURRENT
    copies = {path.name: condition(path) for path in places.backups.iterdir()}
    assert copies[f"before-version-{VERSION}-2026-03-01.db"] is Condition.BEHIND


def test_the_first_look_brings_a_log_up_to_date_too(places: Places) -> None:
    assert places.database_path is not None
    behind(places.database_path)
    with closing(Library.load(places, shipped=False)) as library, Glance.open(places, library) as glance:
        assert glance.states() == {}
    assert condition(places.database_path) is Condition.CURRENT


def test_alembic_is_not_imported_for_a_log_that_is_up_to_date_or_fresh(home: Path) -> None:
    assert home.is_dir()
    program = (
        "import sys\n"
        "from quizcv.clock import Clock\n"
        "from quizcv.progress.store import Store\n"
        "from quizcv.settings import Places\n"
        "places = Places.from_environment()\n"
        "Store.open(places, Clock()).close()\n"
        "Store.open(places, Clock()).close()\n"
        "print('alembic' in sys.modules)\n"
    )
    assert printed(program) == "False\n"

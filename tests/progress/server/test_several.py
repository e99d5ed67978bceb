"""Several learners in one database: each log apart, whatever the names, and readable for whoever teaches."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest

from quizcv.errors import DatabaseError
from quizcv.progress.past import Past
from quizcv.progress.server.address import address_of, schema_of
from quizcv.progress.server.connecting import connect
from quizcv.progress.server.learners import overview
from quizcv.progress.server.schemas import TEACHER, learners
from quizcv.progress.store import Store
from quizcv.statistics import summarise
from tests.progress.support import at, grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Clock
    from quizcv.settings import Places
    from tests.progress.postgres import Server
    from tests.progress.server.conftest import Administer

NAMES = [
    "Ada",
    "ada",
    "ada lovelace",
    "Ada_Lovelace",
    "ẞ",
    "ss",
    "王小明",
    "😀",
    "x" * 99,
    "x" * 100,
    "O'Neil",
    '"; DROP TABLE event; --',
    "%s %(a)s",
    "a\\b",
]


@pytest.fixture
def database(server: Server, administer: Administer) -> Iterator[str]:
    """A database of the test's own."""
    administer("CREATE DATABASE class ENCODING 'UTF8' TEMPLATE template0")
    yield server.url("class")
    administer("DROP DATABASE class WITH (FORCE)")


def test_every_name_has_a_log_of_its_own(server_places: Places, database: str, clock: Clock) -> None:
    places = {name: server_places._replace(database=database, learner=name) for name in NAMES}
    for number, name in enumerate(NAMES):
        with Store.open(places[name], clock) as store:
            grade(store, f"a/{number}", 4)
    for number, name in enumerate(NAMES):
        assert [event.card for event in Past.open(places[name]).events()] == [f"a/{number}"]
    with closing(connect(address_of(places["Ada"]))) as connection:
        found = learners(connection)
    assert sorted(learner.name for learner in found) == sorted(NAMES)
    assert {learner.schema for learner in found} == {schema_of(name) for name in NAMES}


def test_without_a_name_it_is_the_log_of_the_databases_user(server_places: Places, database: str, clock: Clock) -> None:
    nameless = server_places._replace(database=database, learner="")
    with Store.open(nameless, clock) as store:
        event, _ = grade(store, "a/1", 4)
    assert list(Past.open(nameless._replace(learner="quizcv")).events()) == [event]


def test_the_overview_says_of_each_what_the_learners_own_figures_say(
    server_places: Places, database: str, clock: Clock
) -> None:
    names = ["Ada", "Bob", "Cy"]
    for many, name in enumerate(names):
        with Store.open(server_places._replace(database=database, learner=name), clock) as store:
            for day in range(3 * many):
                grade(store, "a/1", 1 + day % 5, at(7 * day))
                grade(store, f"a/{day}", 4, at(7 * day, hour=13))
            if many:
                store.undo(at(99))
    for learner in (found := overview(server_places._replace(database=database))):
        assert learner.summary == summarise(
            Past.open(server_places._replace(database=database, learner=learner.name)).events()
        )
    assert [learner.name for learner in found] == names
    assert found[2].summary is not None
    assert found[2].summary.reviews > 3


def test_each_has_a_user_and_a_teacher_reads_them_all(
    server_places: Places, database: str, administer: Administer, clock: Clock
) -> None:
    users = ["user_ada", "user_bob", "user_grace"]
    made = [TEACHER, *(f"{user} LOGIN" for user in users)]
    administer(*(f"CREATE ROLE {role}" for role in made), f"GRANT {TEACHER} TO user_grace")
    administer(*(f"GRANT CREATE ON DATABASE class TO {user}" for user in users[:2]))
    there = {
        user: server_places._replace(database=database.replace("//quizcv@", f"//{user}@"), learner="") for user in users
    }
    try:
        for user in users[:2]:
            with Store.open(there[user], clock) as store:
                grade(store, "a/1", 4)
        seen = overview(there["user_grace"])
        assert [(each.name, each.summary is not None) for each in seen] == [("user_ada", True), ("user_bob", True)]
        seen = overview(there["user_bob"])
        assert [(each.name, each.summary is not None) for each in seen] == [("user_ada", False), ("user_bob", True)]
        adas_by_grace = there["user_grace"]._replace(learner="user_ada")
        assert len(list(Past.open(adas_by_grace).events())) == 1
        with pytest.raises(
            DatabaseError, match="belongs to the database user user_ada, and user_grace may not write it"
        ):
            Store.open(adas_by_grace, clock)
        with pytest.raises(DatabaseError, match="belongs to the database user user_ada, and user_bob may not read it"):
            Store.open(there["user_bob"]._replace(learner="user_ada"), clock)
        with (
            closing(connect(address_of(adas_by_grace))) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("INSERT INTO device VALUES (9, 'x', 'x', false)")
    finally:
        administer("DROP OWNED BY user_ada, user_bob", database="class")
        administer("DROP OWNED BY user_ada, user_bob", f"DROP ROLE {', '.join((*users, TEACHER))}")

"""What is kept beside the decks' cache changes nothing: new cards, and how the others stand, are what a count of all cards finds."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress import begun as room
from quizcv.progress.begun import NAME, forget
from quizcv.progress.doctor import doctor
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.settings import Places
from quizcv.statistics.figures import Standing
from quizcv.workload import Rules
from tests.progress.support import DAY, at, event, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from quizcv.clock import Moment

CARDS = {"a": ["1", "2", "3", "4"], "b": ["1", "2", "3"]}
CLOZE = "  - {id: z, kind: cloze, text: 'One {{two}} three {{four}} five {{six}}.'}\n"
KEYS = [f"{deck}/{card}" for deck, cards in CARDS.items() for card in cards] + ["a/z:1", "a/z:2", "a/z:3"]
DECK_AFTER_DECK = Rules(new_order="decks", bury_siblings=False)
BY_TURNS = Rules(bury_siblings=False)
MANY = 99

ACTS = st.one_of(
    st.tuples(st.just("grade"), st.sampled_from(KEYS)),
    st.tuples(
        st.sampled_from(["suspended", "resumed", "buried", "reset", "elsewhere", "rename"]), st.sampled_from(KEYS)
    ),
    st.tuples(st.sampled_from(["undo", "restart", "tomorrow", "forget"]), st.none()),
    st.tuples(st.just("deck"), st.permutations(CARDS["a"])),
)


def counted(library: Library, glance: Glance, day: date) -> list[str]:
    """The new cards of a day, every card looked at by itself."""
    states = glance.states()
    keys = library.keys()
    found = ((key, states.get(key, UNTOUCHED)) for key in keys)
    return [key for key, state in found if state.is_new and not state.suspended and state.buried_day != day]


def log(store: Store, act: str, card: str, number: int, moment: Moment) -> None:
    """Does with the log what an act says, if it is one for the log."""
    if act == "grade":
        grade(store, card, 4, moment)
    elif act == "undo":
        store.undo(moment)
    elif act == "elsewhere":
        store.absorb([event(number + 1, EventKind.GRADED, card, at(-3), given=4, device="there")], {})
    elif act == "rename" and card != KEYS[number % len(KEYS)]:
        store.note(EventKind.ALIASED, card, moment, KEYS[number % len(KEYS)])
    elif act in set(EventKind):
        store.note(EventKind(act), card, moment)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places are kept at every look, however little it saved."""
    monkeypatch.setattr(room, "MUCH", 1)
    monkeypatch.setattr(room, "OFTEN", 1)


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    write_deck(places, "a", CARDS["a"], CLOZE)
    write_deck(places, "b", CARDS["b"])
    with closing(Library.load(places, shipped=False)) as library:
        yield library


@pytest.fixture
def store(places: Places, clock: Clock) -> Iterator[Store]:
    with Store.open(places, clock) as store:
        yield store


def stood(library: Library, glance: Glance) -> Standing:
    """How the cards stand, every card looked at by itself."""
    states, keys = glance.states(), library.keys()
    memories = [
        states[key].memory for key in keys if key in states and not (states[key].is_new or states[key].suspended)
    ]
    return Standing(
        Counter(each.due.toordinal() for each in memories),
        Counter(each.interval for each in memories),
        Counter(each.ease for each in memories),
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=st.lists(ACTS, max_size=20))
@pytest.mark.usefixtures("eager")
def test_new_cards_and_standings_are_those_that_a_count_finds_whatever_is_done(
    acts: list[tuple[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("home")
    places = Places.from_environment()._replace(
        data=folder,
        database=str(folder / "quizcv.db"),
        decks=folder / "decks",
        backups=folder / "backups",
        cache=folder / "cache" / "decks.db",
    )
    write_deck(places, "a", CARDS["a"], CLOZE)
    write_deck(places, "b", CARDS["b"])
    with closing(Library.load(places, shipped=False)) as library, Store.open(places, Clock(at().local)) as store:
        glance = Glance.open(places, library)
        day = 0
        for number, (act, what) in enumerate(acts):
            moment = at(day, 12 + number / 100)
            if act == "deck":
                write_deck(places, "a", what[number % 2 :], CLOZE)
                library.reload()
            elif act == "restart":
                glance.close()
                glance = Glance.open(places, library)
            elif act == "forget":
                forget(places.cache)
            else:
                log(store, act, what, number, moment)
            day += act == "tomorrow"
            today = at(day).day
            assert glance.standing() == stood(library, glance)
            for rules in (DECK_AFTER_DECK, BY_TURNS):
                wanted = counted(library, glance, today)
                assert sorted(glance.new_keys(MANY, today, (), rules)) == sorted(wanted)
                assert glance.new_keys(MANY, today, ("a",), rules) == [key for key in wanted if key.startswith("a/")]
        glance.close()


@pytest.mark.usefixtures("eager")
def test_another_start_goes_on_from_the_place_that_was_kept(places: Places, library: Library, store: Store) -> None:
    for card in ("a/1", "a/2", "b/1"):
        grade(store, card, 4)
    with Glance.open(places, library) as glance:
        glance.new_keys(MANY, DAY)
    kept = json.loads(places.cache.with_name(NAME).read_text(encoding="ascii").partition(" ")[2])
    assert {deck: place for deck, (_, _, place) in kept["decks"].items()} == {"a": 2, "b": 1}
    with Glance.open(places, library) as glance:
        seen: list[str] = []
        with glance._reading() as connection:
            connection.set_trace_callback(seen.append)
            assert glance.new_keys(1, DAY, ("a",), DECK_AFTER_DECK) == ["a/3"]
            connection.set_trace_callback(None)
    assert any("(sibling.position, sibling.key) > (2, '')" in statement for statement in seen)


def test_where_little_is_begun_no_file_is_written(places: Places, library: Library, store: Store) -> None:
    grade(store, "a/1", 4)
    with Glance.open(places, library) as glance:
        glance.new_keys(MANY, DAY)
    assert not places.cache.with_name(NAME).exists()


def test_a_card_put_off_until_tomorrow_is_not_passed_by_for_good(
    places: Places, library: Library, store: Store
) -> None:
    store.note(EventKind.BURIED, "b/1", at())
    with Glance.open(places, library) as glance:
        assert glance.new_keys(MANY, DAY, ("b",)) == ["b/2", "b/3"]
        assert glance.new_keys(MANY, DAY + timedelta(days=1), ("b",)) == ["b/1", "b/2", "b/3"]


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text("", encoding="ascii"),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_text(path.read_text(encoding="ascii").replace(", 3]", ", 4]"), encoding="ascii"),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
    ],
    ids=["emptied", "torn", "another place", "no text"],
)
def test_a_spoilt_file_hides_no_card(places: Places, library: Library, store: Store, spoil: Any) -> None:
    for card in ("a/1", "a/2", "a/3"):
        grade(store, card, 4)
    with Glance.open(places, library) as glance:
        glance.new_keys(MANY, DAY)
    spoil(places.cache.with_name(NAME))
    with Glance.open(places, library) as glance:
        assert glance.new_keys(1, DAY, ("a",), DECK_AFTER_DECK) == ["a/4"]


@pytest.mark.usefixtures("eager")
def test_another_log_in_the_same_place_begins_at_zero(
    places: Places, library: Library, clock: Clock, tmp_path: Path
) -> None:
    with Store.open(places, clock) as store:
        for card in ("a/1", "a/2", "a/3"):
            grade(store, card, 4)
    with Glance.open(places, library) as glance:
        glance.new_keys(MANY, DAY)
    other = places._replace(database=str(tmp_path / "other.db"))
    with Store.open(other, clock) as store:
        for card in ("b/1", "b/2", "b/3"):
            grade(store, card, 4)
    with Glance.open(other, library) as glance:
        assert glance.new_keys(1, DAY, ("a",)) == ["a/1"]


@pytest.mark.usefixtures("eager")
def test_a_repair_that_makes_cards_new_again_is_seen(places: Places, library: Library, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        grade(store, "b/2", 4)
    with closing(sqlite3.connect(places.database)) as connection, connection:  # a projection that says too much
        connection.execute(
            "INSERT INTO memory SELECT 'b/1', deck, due, shuffle, ease, repetition, interval, lapses, asked, first_day,"
            " graded_day, last_day, last_grade, last_day_grades, suspended, buried_day, flag, latest_instant, latest_id"
            " FROM memory WHERE card = 'b/2'"
        )
    with Glance.open(places, library) as glance:
        assert glance.new_keys(MANY, DAY, ("b",)) == ["b/3"]
        assert sum(glance.standing().eases.values()) == 2
    assert places.cache.with_name(NAME).exists()
    doctor(places, library, clock, repair=True)
    with Glance.open(places, library) as glance:
        assert glance.new_keys(MANY, DAY, ("b",)) == ["b/1", "b/3"]
        assert sum(glance.standing().eases.values()) == 1

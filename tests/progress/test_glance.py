from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress.file import Condition, condition_of
from quizcv.progress.glance import Glance
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from quizcv.session import Load, Today
from tests.fresh import printed
from tests.progress.support import DAY, at, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Clock
    from quizcv.settings import Places


ON_BOTH = True


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    write_deck(places, "a", [str(number) for number in range(1, 6)])
    write_deck(places, "b", ["1", "2"])
    write_deck(places, "c", ["1"])
    loaded = Library.load(places, shipped=False)
    yield loaded
    loaded.close()


@pytest.fixture
def glance(places: Places, library: Library) -> Iterator[Glance]:
    with Glance.open(places, library) as opened:
        yield opened


TOMORROW = DAY + timedelta(days=1)


def test_before_the_first_grade_everything_is_new_and_no_log_is_begun(places: Places, glance: Glance) -> None:
    assert glance.new_keys(5, DAY) == ["a/1", "b/1", "c/1", "a/2", "b/2"]
    assert glance.due_keys(DAY) == glance.drill_keys(DAY) == []
    assert glance.today(DAY) == Today()
    assert glance.state("a/1") == UNTOUCHED
    assert glance.states() == {}
    assert glance.loads(DAY, 4) == [
        Load("a", "The deck a", 0, 2, 5, 0),
        Load("b", "The deck b", 0, 1, 2, 0),
        Load("c", "The deck c", 0, 1, 1, 0),
    ]
    assert condition_of(places) is Condition.ABSENT


def test_a_log_begun_meanwhile_is_seen(glance: Glance, places: Places, clock: Clock) -> None:
    assert glance.today(DAY) == Today()
    with Store.open(places, clock) as store:
        assert glance.today(DAY) == Today()
        grade(store, "a/1", 4)
        assert glance.today(DAY) == Today(begun=1, grades=1)


def test_a_card_is_due_from_its_day_on_longest_overdue_first(glance: Glance, store: Store) -> None:
    grade(store, "a/1", 4, at(1))
    grade(store, "a/2", 4, at(0))
    assert glance.due_keys(DAY) == []
    assert glance.due_keys(TOMORROW) == ["a/2"]
    assert glance.due_keys(DAY + timedelta(days=2)) == ["a/2", "a/1"]


def test_cards_due_on_one_day_are_shuffled_the_same_way_every_time(places: Places, store: Store) -> None:
    cards = [str(number) for number in range(40)]
    write_deck(places, "many", cards)
    for card in cards:
        grade(store, f"many/{card}", 4)
    with closing(Library.load(places, shipped=False)) as library, Glance.open(places, library) as glance:
        keys = glance.due_keys(TOMORROW)
        assert keys == glance.due_keys(TOMORROW)
    assert sorted(keys) == sorted(f"many/{card}" for card in cards)
    assert keys != [f"many/{card}" for card in cards]


def test_suspended_buried_and_gone_cards_are_not_asked(
    places: Places, library: Library, glance: Glance, store: Store
) -> None:
    for card in ("a/1", "a/2", "a/3", "a/4", "gone/1"):
        grade(store, card, 2)
    assert glance.drill_keys(DAY) == ["a/1", "a/2", "a/3", "a/4"]
    store.note(EventKind.SUSPENDED, "a/1", at(hour=13))
    store.note(EventKind.BURIED, "a/2", at(hour=13))
    store.note(EventKind.SUSPENDED, "b/1", at(hour=13))
    store.note(EventKind.BURIED, "b/2", at(hour=13))
    assert glance.drill_keys(DAY) == ["a/3", "a/4"]
    assert glance.new_keys(9, DAY) == ["c/1", "a/5"]
    assert sorted(glance.due_keys(TOMORROW)) == ["a/2", "a/3", "a/4"]
    assert glance.new_keys(9, TOMORROW) == ["a/5", "b/2", "c/1"]
    assert [(load.deck, load.suspended) for load in glance.loads(DAY, 9)] == [("a", 1), ("b", 1), ("c", 0)]
    write_deck(places, "a", ["3", "5"])
    library.reload()
    assert glance.due_keys(TOMORROW) == ["a/3"]


def test_an_archived_card_comes_back_with_its_deck(
    places: Places, library: Library, glance: Glance, store: Store
) -> None:
    grade(store, "a/1", 4)
    path = write_deck(places, "a", ["2"])
    library.reload()
    assert glance.due_keys(TOMORROW) == []
    assert not glance.state("a/1").is_new
    path.unlink()
    write_deck(places, "a", ["1", "2"])
    library.reload()
    assert glance.due_keys(TOMORROW) == ["a/1"]


def test_cards_drilled_until_four_are_done(glance: Glance, store: Store) -> None:
    grade(store, "a/1", 3)
    grade(store, "a/2", 1, at(hour=13))
    assert glance.drill_keys(DAY) == ["a/1", "a/2"]
    grade(store, "a/1", 2, at(hour=14))
    assert glance.drill_keys(DAY) == ["a/2", "a/1"]
    grade(store, "a/1", 4, at(hour=15))
    assert glance.drill_keys(DAY) == ["a/2"]
    assert glance.drill_keys(TOMORROW) == []


def test_today_counts_what_was_begun_reviewed_and_graded(glance: Glance, store: Store) -> None:
    grade(store, "a/1", 4)
    grade(store, "a/2", 1)
    grade(store, "a/2", 4, at(hour=13))
    assert glance.today(DAY) == Today(begun=2, reviewed=0, grades=3)
    grade(store, "a/1", 4, at(1))
    grade(store, "a/3", 4, at(1))
    assert glance.today(TOMORROW) == Today(begun=1, reviewed=1, grades=2)
    store.undo(at(1))
    assert glance.today(TOMORROW) == Today(begun=0, reviewed=1, grades=1)


def test_a_card_whose_only_grade_was_taken_back_is_new(glance: Glance, store: Store) -> None:
    grade(store, "a/1", 4)
    assert glance.new_keys(1, DAY) == ["b/1"]
    store.undo(at())
    assert glance.new_keys(1, DAY) == ["a/1"]
    assert glance.states() == {}


def test_decks_can_be_chosen(glance: Glance, store: Store) -> None:
    for card in ("a/1", "b/1"):
        grade(store, card, 2)
    assert glance.drill_keys(DAY, ["b"]) == ["b/1"]
    assert glance.due_keys(TOMORROW, ["b"]) == ["b/1"]
    assert glance.new_keys(9, DAY, ["b", "c"]) == ["c/1", "b/2"]
    assert [load.deck for load in glance.loads(DAY, 9, ["b"])] == ["b"]


def test_decks_of_a_group_take_one_turn_together(places: Places, library: Library, store: Store) -> None:
    for name in ("b", "c"):
        path = places.decks / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("cards:", "group: small\ncards:"), encoding="utf-8")
    library.reload()
    with Glance.open(places, library) as glance:
        today = ["a/1", "b/1", "a/2", "c/1", "a/3", "b/2", "a/4", "a/5"]
        assert glance.new_keys(9, DAY) == today
        for begun, key in enumerate(today, 1):
            grade(store, key, 4)
            assert glance.new_keys(9, DAY) == today[begun:]
        assert [load.deck for load in glance.loads(DAY, 9)] == ["a", "b", "c"]


def test_a_group_begins_with_another_deck_every_day_and_with_each_as_often(places: Places) -> None:
    decks = [f"d{number:02}" for number in range(11)]
    for name in decks:
        path = write_deck(places, name, ["1", "2"])
        path.write_text(path.read_text("utf-8").replace("cards:", "group: G\ncards:"), encoding="utf-8")
    library = Library.load(places, shipped=False)
    with Glance.open(places, library) as glance:
        days = [[key[:3] for key in glance.new_keys(4, DAY + timedelta(days=number))] for number in range(11)]
    assert all(len(set(day)) == 4 for day in days)
    assert all(not set(one) & set(other) for one, other in pairwise(days))
    assert Counter(name for day in days for name in day) == dict.fromkeys(decks, 4)
    library.close()


def test_a_queue_made_again_deals_the_cards_it_would_have_dealt(glance: Glance, store: Store) -> None:
    today = glance.new_keys(6, DAY)
    for begun, key in enumerate(today, 1):
        grade(store, key, 4)
        assert glance.new_keys(6 - begun, DAY) == today[begun:]


@pytest.mark.parametrize("limit", [0, 1, 3, 6, 99])
def test_loads_share_new_cards_out_as_the_queue_does(limit: int, glance: Glance, store: Store) -> None:
    grade(store, "a/2", 4)
    keys = glance.new_keys(limit, DAY)
    assert len(keys) == min(limit, 7)
    assert Counter(key[0] for key in keys) == Counter({load.deck: load.new for load in glance.loads(DAY, limit)})


def test_states_are_those_of_a_replay(glance: Glance, store: Store) -> None:
    grade(store, "a/1", 4)
    store.note(EventKind.FLAGGED, "b/1", at(), "odd")
    assert glance.states() == store.states() == replay(store.events())
    assert glance.states(["b/1", "c/1"]) == {"b/1": glance.state("b/1")}


def test_what_is_due_is_told_without_sqlmodel_and_all_it_brings(places: Places, store: Store) -> None:
    grade(store, "a/1", 4)
    write_deck(places, "a", ["1"])
    Library.load(places, shipped=False).close()
    program = (
        "import sys\n"
        "from quizcv.settings import Places\n"
        "from quizcv.cards.library import Library\n"
        "from quizcv.progress.glance import Glance\n"
        "from datetime import date\n"
        "places = Places.from_environment()\n"
        "glance = Glance.open(places, Library.load(places, shipped=False))\n"
        "print(glance.due_keys(date(2026, 3, 2)), glance.loads(date(2026, 3, 2), 20)[0].due)\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'alembic', 'textual', 'sympy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    assert printed(program).splitlines() == ["['a/1'] 1", "[]"]

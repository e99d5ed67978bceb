"""What a day holds is what a look at every card by itself says: cards due, new cards, and the numbers of both."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.cards.library import Library
from quizcv.progress.glance import Glance
from quizcv.workload import Rules
from tests.progress.support import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizcv.settings import Places

TODAY = DAY.toordinal()


class Standing(NamedTuple):
    """What the projection says of a card; days from today on."""

    begun: bool
    due: int
    first: int
    last: int
    suspended: bool
    buried: int | None


standings = st.builds(
    Standing,
    st.booleans(),
    st.integers(-2, 2),
    st.integers(-1, 0),
    st.integers(-1, 0),
    st.integers(0, 3).map(lambda each: each == 0),
    st.sampled_from([None, None, -1, 0]),
)
MAKES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "plain": ({"front": "f", "back": "b"}, ("",)),
    "both": ({"front": "f", "back": "b", "reverse": True}, ("", ":reverse")),
    "cloze": ({"kind": "cloze", "text": "{{a}} and {{b}}"}, (":1", ":2")),
}
# A card's make, and a standing for each sibling it might have; one more that is gone from its deck.
cards = st.tuples(st.sampled_from(sorted(MAKES)), st.tuples(*[st.none() | standings] * 3))
decks = st.lists(st.lists(cards, max_size=5), min_size=1, max_size=3)


@pytest.mark.file_only
@pytest.mark.usefixtures("store")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decks, st.booleans(), st.integers(0, 12))
def test_a_day_holds_what_looking_at_every_card_says(
    places: Places, content: list[list[tuple[str, Any]]], apart: bool, limit: int
) -> None:
    known: dict[str, Standing] = {}
    keys = []
    for number, each in enumerate(content):
        for place, (make, states) in enumerate(each):
            siblings = [f"d{number}/c{place}{end}" for end in (*MAKES[make][1], ":gone")]
            keys += siblings[:-1]
            known |= {key: state for key, state in zip(siblings, states, strict=False) if state}
    _write(places, content, known)
    due, new = _due(keys, known, apart=apart), _new(keys, known, apart=apart)
    with closing(Library.load(places, shipped=False)) as library, Glance.open(places, library) as glance:
        assert library.keys() == keys
        rules = Rules(new_order="decks", bury_siblings=apart)
        assert glance.due_keys(DAY, rules=Rules("decks", bury_siblings=apart)) == due
        assert glance.new_keys(limit, DAY, rules=rules) == new[:limit]
        assert glance.new_keys(99, DAY, ["d0"], rules) == [key for key in new if key.startswith("d0/")]
        for load in glance.loads(DAY, limit, rules=rules):
            assert load.due == Counter(map(_deck, due))[load.deck]
            assert load.new == Counter(map(_deck, new[:limit]))[load.deck]
        turns = glance.new_keys(99, DAY, rules=Rules(bury_siblings=apart))
        assert glance.new_keys(limit, DAY, rules=Rules(bury_siblings=apart)) == turns[:limit]
        for number in range(len(content)):
            assert [key for key in turns if _deck(key) == f"d{number}"] == [
                key for key in new if _deck(key) == f"d{number}"
            ]
        at_random = glance.new_keys(99, DAY, rules=Rules(new_order="random", bury_siblings=apart))
        assert sorted(map(_note, at_random)) == sorted(map(_note, new))


def _due(keys: list[str], known: Mapping[str, Standing], *, apart: bool) -> list[str]:
    """Deck by deck, the longest overdue first; the shuffle is the key's place."""
    fit = [key for key in keys if key in known and _is_due(known[key])]
    fit.sort(key=lambda key: (_deck(key), known[key].due, keys.index(key)))
    return list(_apart(fit, known)) if apart else fit


def _new(keys: list[str], known: Mapping[str, Standing], *, apart: bool) -> list[str]:
    fit = [
        key
        for key in keys
        if key not in known or not (known[key].begun or known[key].suspended or known[key].buried == 0)
    ]
    if not apart:
        return fit
    due = {_note(key) for key, state in known.items() if _is_due(state)}
    return list(_apart((key for key in fit if _note(key) not in due), known))


def _apart(keys: Any, known: Mapping[str, Standing]) -> Iterator[str]:
    taken = {_note(key) for key, state in known.items() if state.begun and state.last == 0}
    for key in keys:
        if _note(key) not in taken:
            taken.add(_note(key))
            yield key


def _is_due(state: Standing) -> bool:
    return state.begun and state.due <= 0 and not state.suspended and state.buried != 0


def _note(key: str) -> str:
    return key.partition(":")[0]


def _deck(key: str) -> str:
    return key.partition("/")[0]


def _write(places: Places, content: list[list[tuple[str, Any]]], known: Mapping[str, Standing]) -> None:
    places.decks.mkdir(parents=True, exist_ok=True)
    for path in places.decks.iterdir():
        path.unlink()
    for number, each in enumerate(content):
        written = [{"id": f"c{place}", **MAKES[make][0]} for place, (make, _) in enumerate(each)]
        (places.decks / f"{number}.yaml").write_text(json.dumps({"deck": f"d{number}", "cards": written}), "utf-8")
    assert places.database_path is not None
    with closing(sqlite3.connect(places.database_path)) as connection, connection:
        connection.execute("DELETE FROM memory")
        connection.executemany(
            """INSERT INTO memory (card, deck, due, shuffle, ease, repetition, interval, lapses, asked, first_day, graded_day, last_day,
               last_grade, last_day_grades, suspended, buried_day, flag, latest_instant, latest_id)
               VALUES (?, ?, ?, ?, 250, 1, 1, 0, 1, ?, ?, ?, ?, 1, ?, ?, '', 1, x'')""",
            [
                (
                    key,
                    _deck(key),
                    TODAY + state.due if state.begun else None,
                    shuffle,
                    *[TODAY + state.first if state.begun else None] * 2,
                    TODAY + state.last if state.begun else None,
                    4 if state.begun else None,
                    state.suspended,
                    None if state.buried is None else TODAY + state.buried,
                )
                for shuffle, (key, state) in enumerate(known.items())
            ],
        )

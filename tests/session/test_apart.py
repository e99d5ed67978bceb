"""Cards of one entry of a note: kept apart, none lost, the others in their order, and the same after a restart."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.model import BasicCard, ProblemCard, Source
from quizcv.cards.origins import origins_of
from quizcv.session import Waiting, next_of
from quizcv.session.apart import AHEAD, RECENT, keep_apart
from quizcv.session.practice import Practice
from tests.progress.support import at, grade, write_deck
from tests.session.support import Bench, bench_of, card, grade_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quizcv.session import Session
    from quizcv.settings import Places


def entry_of(key: str) -> str:
    """In these tests a key is `deck/entry.number`."""
    return key.partition(".")[0]


def origins(keys: Collection[str]) -> dict[str, str]:
    return {key: entry_of(key) for key in keys}


def asked_in_turn(cards: list[Waiting]) -> list[Waiting]:
    """All the cards, as a session would ask them."""
    left, asked, lately = list(cards), [], list[str]()
    while (choice := next_of(left, lately[0] if lately else "")) is not None:
        found = keep_apart(left, choice, lately, origins)
        left.remove(found)
        asked.append(found)
        lately = [found.card, *lately][:RECENT]
    return asked


def some_cards(most: int, decks: str = "d") -> st.SearchStrategy[list[Waiting]]:
    rows = st.lists(st.tuples(st.sampled_from(decks), st.sampled_from("abcde"), st.integers(0, 2)), max_size=most)
    return rows.map(
        lambda found: [
            Waiting(f"{deck}/{entry}.{number}", rank)
            for number, (deck, entry, rank) in enumerate(sorted(found, key=lambda each: each[2]))
        ]
    )


@given(some_cards(AHEAD))
def test_no_two_of_an_entry_are_neighbours_where_any_order_avoids_it(cards: list[Waiting]) -> None:
    asked = [entry_of(each.card) for each in asked_in_turn(cards)]
    most = max(Counter(asked).values(), default=0)
    if most <= (len(asked) + 1) // 2:
        assert all(one != other for one, other in pairwise(asked))


@given(some_cards(40, "def"))
def test_no_card_is_lost_and_those_of_an_entry_keep_their_order_within_a_rank(cards: list[Waiting]) -> None:
    asked = asked_in_turn(cards)
    assert sorted(asked) == sorted(cards)
    for key in {(entry_of(each.card), each.rank) for each in cards}:
        own, asked_own = ([each for each in row if (entry_of(each.card), each.rank) == key] for row in (cards, asked))
        assert asked_own == own


@given(st.lists(st.integers(0, 9), max_size=30, unique=True))
def test_cards_of_no_common_entry_come_in_the_order_set(numbers: list[int]) -> None:
    cards = [Waiting(f"d/{number}.0", place) for place, number in enumerate(numbers)]
    assert asked_in_turn(cards) == cards


@given(
    st.lists(st.sampled_from("abcdefghij"), max_size=30).filter(
        lambda each: max(Counter(each).values(), default=0) <= 2
    )
)
def test_a_card_waits_for_a_few_others_at_the_most(entries: list[str]) -> None:
    cards = [Waiting(f"d/{entry}.{number}", number) for number, entry in enumerate(entries)]
    asked = asked_in_turn(cards)
    assert all(asked.index(each) - place <= AHEAD for place, each in enumerate(cards))


def test_three_others_come_between_a_card_and_its_problem_as_long_as_there_are_three() -> None:
    cards = [Waiting(f"d/{entry}.{number}", number) for number, entry in enumerate("aabbccddeeff")]
    places: dict[str, list[int]] = {}
    for place, each in enumerate(asked_in_turn(cards)):
        places.setdefault(entry_of(each.card), []).append(place)
    assert (
        sum(later - first > RECENT for first, later in places.values()) >= len(places) - 2
    )  # toward the end fewer are left
    assert min(later - first for first, later in places.values()) > 1


def problem(line: int, heading: str = "h") -> ProblemCard:
    return ProblemCard(id=f"p{line}", source=Source(line, heading))


def basic(line: int | None, heading: str = "h") -> BasicCard:
    return BasicCard(id=f"b{line}", front="f", back="b", source=Source(line, heading) if line else None)


@pytest.mark.parametrize(
    ("cards", "found"),
    [
        ([basic(5), problem(6), basic(8)], {0: 5, 1: 5}),
        ([basic(5), problem(5), problem(7), basic(5)], {0: 5, 1: 5, 2: 5, 3: 5}),
        ([problem(9), basic(20), basic(8)], {0: 8, 2: 8}),
        ([basic(5), problem(6, "other")], {}),
        ([problem(6), problem(7), basic(None)], {}),
        ([basic(5), basic(6), basic(None), basic(None)], {}),
    ],
    ids=["within the entry", "one line", "cards moved", "another heading", "nothing above", "an entry each"],
)
def test_a_problem_belongs_to_the_card_above_it_in_the_note(cards: list[Any], found: dict[int, int]) -> None:
    assert origins_of(cards) == found


IMPORTED = """\
  - {{id: "{name}", front: "What is {name}?", back: It is.., source: {{line: {line}, heading: H}}}}
  - id: {name}-calculated
    kind: problem
    given: {{a: 1..50, b: 1..50}}
    front: "Take a = {{a}} and b = {{b}}. What is a + b?"
    answer: a + b
    source: {{line: {inside}, heading: H}}
"""
NAMES = ("one", "two", "three", "four", "five", "six")


def imported(places: Places, name: str = "n") -> None:
    cards = (IMPORTED.format(name=each, line=3 * place + 1, inside=3 * place + 2) for place, each in enumerate(NAMES))
    write_deck(places, name, [], "".join(cards))


@pytest.fixture
def bench(places: Places) -> Iterator[Bench]:
    imported(places)
    with bench_of(places) as bench:
        yield bench


def entries(keys: list[str]) -> list[str]:
    return [key.removesuffix("-calculated") for key in keys]


def gaps(asked: list[str]) -> list[int]:
    """How many steps lie between the two cards of each entry."""
    row = entries(asked)
    return [len(row) - 1 - row[::-1].index(each) - row.index(each) for each in dict.fromkeys(row)]


def test_a_problem_does_not_come_right_behind_the_card_that_shows_its_formula(bench: Bench) -> None:
    for days in (0, 1, 7):
        bench.wait(days=days)
        asked = grade_all(bench.session())
        assert len(asked) == 2 * len(NAMES)
        assert min(gaps(asked)) > 1


def test_nor_where_due_cards_come_in_the_order_of_their_days(bench: Bench) -> None:
    for place, key in enumerate(bench.library.keys()):
        grade(bench.store, key, 4, at(place - 30))
    assert min(gaps(grade_all(bench.session(due_order="overdue")))) > 1


def test_nor_among_those_to_go_over_again(bench: Bench) -> None:
    session = bench.session()
    for _ in range(2 * len(NAMES)):
        session.grade(1)
    again = grade_all(session)
    assert len(again) == 2 * len(NAMES)
    assert min(gaps(again)) > 1


def test_nor_in_a_practice(bench: Bench) -> None:
    practice = Practice(bench.glance, bench.tools(), bench.library.keys())
    asked: list[str] = []
    while practice.turn is not None:
        asked.append(practice.turn.question.card)
        practice.grade(4)
    assert all(one != other for one, other in pairwise(entries(asked)))


def steps(session: Session) -> list[str]:
    """A session's cards, each compared with what a fresh session would ask, some taken back and asked again."""
    asked: list[str] = []
    for number in range(100):
        fresh = type(session)(session.reader, session.tools, session.decks)
        assert card(fresh) == card(session)
        assert fresh.tally[1:] == session.tally[1:]
        if session.turn is None:
            return asked
        asked.append(session.turn.question.card)
        session.grade((4, 2, 5)[number % 3])
        if number % 4 == 1:
            session.undo()
            assert card(session) is not None
            assert session.turn.question.card == asked.pop()
            asked.append(session.turn.question.card)
            session.grade(4)
    raise AssertionError(asked)


@pytest.mark.parametrize("new_order", ["turns", "decks", "random"])
@pytest.mark.parametrize("mixing", ["after", "mixed"])
def test_a_restart_or_an_undo_changes_nothing(new_order: str, mixing: str, places: Places) -> None:
    imported(places)
    imported(places, "m")
    write_deck(places, "plain", ["1", "2", "3"])
    with bench_of(places) as bench:
        for key in bench.library.keys()[::3]:
            grade(bench.store, key, 4, at(-3))
        asked = steps(bench.session(new_order=new_order, mixing=mixing))
        assert set(asked) == set(bench.library.keys())

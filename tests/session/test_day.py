"""How a day is made up: the orders, siblings, limits, and that all of it follows from the log."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizcv.events import EventKind
from quizcv.progress.replay import replay
from quizcv.session import Session
from quizcv.settings import CHOICES, Settings
from quizcv.workload import limits_left, rules_of
from tests.progress.support import DAY, at, grade, write_deck
from tests.progress.test_machine import places_in
from tests.session.support import CLOZE, Bench, bench_of, card, grade_all

if TYPE_CHECKING:
    from quizcv.settings import Places

ORDERS = ("due_order", "new_order", "mixing")
REVERSED = "  - {id: both, front: What?, back: That., reverse: true}\n"


# Siblings


@pytest.fixture
def cloze(places: Places) -> None:
    write_deck(places, "c", ["1"], CLOZE + REVERSED)


@pytest.mark.usefixtures("cloze")
def test_of_siblings_one_is_begun_a_day_and_the_next_when_none_is_due(places: Places) -> None:
    with bench_of(places) as bench:
        assert grade_all(bench.session()) == ["c/1", "c/z:1", "c/both"]
        bench.wait(days=1)
        assert sorted(grade_all(bench.session())) == ["c/1", "c/both", "c/z:1"]  # due again, and so the siblings wait
        bench.wait(days=1)
        assert grade_all(bench.session()) == ["c/z:2", "c/both:reverse"]


@pytest.mark.usefixtures("cloze")
def test_of_siblings_due_on_one_day_one_is_asked_and_the_numbers_say_so(places: Places) -> None:
    with bench_of(places) as bench:
        for each in ("c/z:1", "c/z:2", "c/z:3", "c/1"):
            grade(bench.store, each, 4, at(-3))
        rules = rules_of(bench.settings)
        assert [load.due for load in bench.glance.loads(DAY, 0, (), rules)] == [2]
        session = bench.session(new_per_day=0)
        assert session.tally.due == 2
        asked = grade_all(session)
        assert len(asked) == 2
        assert bench.session(new_per_day=0).turn is None
        session.undo()
        session.undo()
        assert session.tally.due == 2
        bench.wait(days=1)
        assert (
            bench.session(new_per_day=0).tally.due == 2
        )  # one sibling graded yesterday is due tomorrow week, the others still are


@pytest.mark.usefixtures("cloze")
def test_a_card_to_go_over_again_comes_again_and_no_sibling_instead(places: Places) -> None:
    with bench_of(places) as bench:
        session = bench.session()
        for given in (4, 1, 4, 4):
            session.grade(given)
        assert session.turn is None
        assert [event.card for event in bench.store.events()] == ["c/1", "c/z:1", "c/both", "c/z:1"]


# Orders


def test_due_cards_of_one_day_alternate_between_decks(places: Places) -> None:
    for deck in "ab":
        write_deck(places, deck, [str(number) for number in range(6)])
    with bench_of(places) as bench:
        for deck in "ab":
            for number in range(6):
                grade(bench.store, f"{deck}/{number}", 4, at(-1))
        asked = grade_all(bench.session(new_per_day=0))
    assert len(asked) == 12
    assert all(one[0] != other[0] for one, other in pairwise(asked))


def test_the_longest_overdue_come_first_however_the_decks_lie(bench: Bench) -> None:
    for number, each in enumerate(("a/1", "a/2", "b/1", "a/3")):
        grade(bench.store, each, 4, at(number - 9))
    assert grade_all(bench.session(new_per_day=0)) == ["a/1", "a/2", "b/1", "a/3"]


def test_the_relatively_latest_come_first_if_set_so(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-30))
    grade(bench.store, "a/1", 4, at(-20))  # six days, fourteen late
    grade(bench.store, "b/1", 4, at(-6))  # one day, five late
    assert grade_all(bench.session(new_per_day=0, due_order="relative")) == ["b/1", "a/1"]
    for _ in range(2):
        bench.store.undo(at())
    assert grade_all(bench.session(new_per_day=0)) == ["a/1", "b/1"]


def test_deck_after_deck_if_set_so(bench: Bench) -> None:
    for each in ("b/1", "a/2", "b/2", "a/1"):
        grade(bench.store, each, 4, at(-1))
    asked = grade_all(bench.session(due_order="decks", new_order="decks"))
    assert [each[0] for each in asked] == ["a", "a", "b", "b", "a"]
    assert asked[-1] == "a/3"


@pytest.mark.parametrize(("order", "name"), [("due_order", "due"), ("new_order", "new")])
def test_a_random_order_is_another_one_every_day_and_the_same_all_day(order: str, name: str, places: Places) -> None:
    write_deck(places, "many", [str(number) for number in range(60)])
    with bench_of(places) as bench:
        if name == "due":
            for number in range(60):
                grade(bench.store, f"many/{number}", 4, at(-1))
        chosen: dict[str, Any] = {order: "random"}
        bench.settings = Settings(new_per_day=60, **chosen)
        days = []
        for _ in range(3):
            first, again = ([each.card for each in getattr(bench.session()._queue, name)] for _ in range(2))
            assert first == again
            days.append(first)
            bench.wait(days=1)
    assert {frozenset(day) for day in days} == {frozenset(f"many/{number}" for number in range(60))}
    assert len({tuple(day) for day in days}) == 3


def test_new_cards_at_random_are_found_when_almost_none_is_left(places: Places) -> None:
    write_deck(places, "many", [str(number) for number in range(100)])
    with bench_of(places) as bench:
        for number in range(97):
            grade(bench.store, f"many/{number}", 4, at(-1))
        rules = rules_of(bench.settings._replace(new_order="random"))
        order = bench.glance.new_keys(9, DAY, (), rules)
        assert sorted(order) == ["many/97", "many/98", "many/99"]
        assert bench.glance.new_keys(1, DAY, (), rules) == order[:1]


@pytest.mark.parametrize(
    ("mixing", "reasons"),
    [
        ("after", ["due"] * 4 + ["new"] * 2),
        ("before", ["new"] * 2 + ["due"] * 4),
        ("mixed", ["due", "new", "due", "due", "new", "due"]),
    ],
)
def test_new_cards_come_after_the_due_ones_before_them_or_among_them(
    mixing: str, reasons: list[str], places: Places
) -> None:
    write_deck(places, "a", [str(number) for number in range(6)])
    with bench_of(places) as bench:
        for number in range(4):
            grade(bench.store, f"a/{number}", 4, at(-1))
        found = []
        for _ in range(6):
            session = bench.session(mixing=mixing)  # begun again before each card
            assert session.turn is not None
            found.append(session.turn.reason)
            session.grade(4)
    assert found == reasons


# Limits


def test_what_the_limit_hides_is_told_and_can_be_asked_for(bench: Bench) -> None:
    for each in ("a/1", "a/2", "b/1"):
        grade(bench.store, each, 4, at(-3))
    session = bench.session(reviews_per_day=1, new_per_day=0)
    assert (session.tally.due, session.hidden) == (1, 2)
    session.grade(4)
    assert (session.turn, session.hidden) == (None, 2)
    session.reload(all_due=True)
    assert (session.tally.due, session.hidden) == (2, 0)
    assert len(grade_all(session)) == 2


def test_two_decks_share_the_days_limits(bench: Bench) -> None:
    for each in ("a/1", "a/2", "b/1"):
        grade(bench.store, each, 4, at(-3))
    options: dict[str, Any] = {"reviews_per_day": 2, "new_per_day": 1}
    assert len(grade_all(bench.session("a", **options))) == 3
    assert bench.session("b", **options).turn is None


def test_a_session_of_some_cards_asks_those_of_today_among_them(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    grade(bench.store, "b/1", 2)
    session = Session(bench.glance, bench.tools(new_per_day=2), (), only=["a/1", "a/3", "b/1", "gone/1"])
    session.recorder = bench.store
    assert grade_all(session) == ["a/1", "a/3", "b/1"]


# Laws


class Day(RuleBasedStateMachine):
    """A learner, an app begun again and again, another program that grades, and a clock that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.open = ExitStack()
        places = places_in(self.folder, "")
        write_deck(places, "a", ["1", "2", "3"])
        write_deck(places, "b", ["1"], CLOZE + REVERSED)
        write_deck(places, "c", ["1", "2"])
        self.bench = self.open.enter_context(bench_of(places))
        self.session = self.bench.session()
        self.apart = True
        self.meanwhile = False
        self.brought_up = False
        self.beyond = 0

    @initialize(
        new=st.integers(0, 4),
        due=st.integers(0, 4),
        orders=st.tuples(*(st.sampled_from(CHOICES[name]) for name in ORDERS)),
        apart=st.booleans(),
    )
    def begin(self, new: int, due: int, orders: tuple[str, str, str], apart: bool) -> None:
        ordered: dict[str, Any] = dict(zip(ORDERS, orders, strict=True))
        self.bench.settings = Settings(new_per_day=new, reviews_per_day=due, bury_siblings=apart, **ordered)
        self.session = self.bench.session()

    @precondition(lambda self: self.session.turn)
    @rule(given=st.sampled_from([1, 3, 4, 4, 5]))
    def grade(self, given: int) -> None:
        self.session.grade(given)
        self.meanwhile = self.brought_up = False

    @precondition(lambda self: self.session.turn)
    @rule(kind=st.sampled_from(["bury", "suspend"]))
    def put_off(self, kind: str) -> None:
        getattr(self.session, kind)()
        self.meanwhile = self.brought_up = False

    @rule()
    def undo(self) -> None:
        if self.session.undo():
            self.meanwhile, self.brought_up = False, True

    @rule()
    def begin_again(self) -> None:
        self.session = self.bench.session()
        self.meanwhile = self.brought_up = False

    @rule(hours=st.sampled_from([1, 24, 24, 24 * 7]))
    def wait(self, hours: int) -> None:
        self.bench.wait(hours=hours)
        if self.session.is_stale:
            self.session.reload()
            self.meanwhile = self.brought_up = False
            self.beyond = 0

    @rule()
    def another_program(self) -> None:
        """It reviews a deck without siblings, and the session is not told."""
        other = self.bench.session("c")
        if other.turn is not None:
            other.grade(4)
            self.meanwhile = True
            self.beyond += 1  # the session may show a card that was allowed when it was shown

    @invariant()
    def the_queue_follows_from_the_log(self) -> None:
        if self.meanwhile:
            return
        fresh = self.bench.session()
        if self.brought_up and self.beyond:
            return  # a card taken back comes up, even if another program has used the limit up meanwhile
        assert self.session.tally[1:] == fresh.tally[1:]
        if not self.brought_up:
            assert card(self.session) == card(fresh)
        reader, now = self.bench.glance, self.bench.tools().clock.now().day
        due_left, new_left = limits_left(self.bench.settings, reader.today(now))
        loads = reader.loads(now, new_left, (), rules_of(self.bench.settings))
        due = sum(load.due for load in loads)
        assert fresh.tally.due == (due if due_left is None else min(due, due_left))
        assert fresh.tally.due + fresh.hidden == due
        assert fresh.tally.new == sum(load.new for load in loads)

    @invariant()
    def the_limits_hold(self) -> None:
        today = self.bench.glance.today(self.bench.tools().clock.now().day)
        limits = self.bench.settings
        assert today.begun <= limits.new_per_day + self.beyond
        assert not limits.reviews_per_day or today.reviewed <= limits.reviews_per_day + self.beyond

    @invariant()
    def nothing_is_scheduled_twice_on_a_day_and_siblings_are_apart(self) -> None:
        events = list(self.bench.store.events())
        voided = {event.target for event in events}
        graded = [
            (event.card, event.moment.day)
            for event in events
            if event.kind is EventKind.GRADED and event.id not in voided
        ]
        assert len(set(graded)) == len(graded)
        if self.bench.settings.bury_siblings:
            notes = Counter((key.partition(":")[0], day) for key, day in graded)
            assert not notes or max(notes.values()) == 1
        assert replay(events) == self.bench.glance.states()

    def teardown(self) -> None:
        self.open.close()
        shutil.rmtree(self.folder)


TestDay = Day.TestCase
TestDay.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each step writes a log: to shrink would take minutes
)

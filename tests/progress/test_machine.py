"""Whatever is done to a log, in any order: its projection is what a replay gives, and the first look says the same."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from quizcv.cards.library import Library
from quizcv.clock import Clock, Moment, moment_at
from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.progress.glance import Glance
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.settings import Places
from tests.progress.support import NO_REPLY, question, write_deck

if TYPE_CHECKING:
    from datetime import date

    from tests.progress.postgres import Server

DECKS = {"a": ["1", "2", "3"], "b": ["1"]}
CARDS = [f"{deck}/{identity}" for deck, ids in DECKS.items() for identity in ids]
SCHEDULERS = [Sm2(), Sm2("text"), Sm2(fuzz=True), Sm2("text", fuzz=True, maximum_interval=30)]
NOTES = [EventKind.SUSPENDED, EventKind.RESUMED, EventKind.BURIED, EventKind.FLAGGED, EventKind.RESET]
START = datetime.fromisoformat("2026-03-01T12:00+01:00")

cards = st.sampled_from(CARDS)


def places_in(folder: Path, server: str) -> Places:
    return Places(
        data=folder,
        database=server or str(folder / "quizcv.db"),
        decks=folder / "decks",
        backups=folder / "backups",
        settings=folder / "settings.toml",
        cache=folder / "cache" / "decks.db",
        content=folder / "content",
        learner=folder.name if server else "",
    )


class Log(RuleBasedStateMachine):
    """A learner, two schedulers and more, a clock that is now and then set back, and an app that is begun again."""

    def __init__(self, server: str = "") -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.places = places_in(self.folder, server)
        for deck, ids in DECKS.items():
            write_deck(self.places, deck, ids)
        self.library = Library.load(self.places, shipped=False)
        self.now = START
        self.scheduler = SCHEDULERS[0]
        self.newest = self.moment.instant
        self.undoable: list[list[Event]] = []
        self.open()
        self.glance = Glance.open(self.places, self.library)

    def open(self) -> None:
        self.store = Store.open(self.places, Clock(self.now), synchronous="OFF")

    @property
    def moment(self) -> Moment:
        return moment_at(self.now)

    @initialize(number=st.integers(0, 3))
    def begin(self, number: int) -> None:
        self.scheduler = SCHEDULERS[number]

    @rule(card=cards, given=st.integers(0, 5))
    def grade(self, card: str, given: int) -> None:
        before, moment = self.store.states().get(card, UNTOUCHED), self.moment
        event, state = self.store.grade(question(card), given, NO_REPLY, moment, self.scheduler)
        self.undoable.append([event])
        assert self.store.states().get(card, UNTOUCHED) == state
        if event.kind is EventKind.DRILLED:
            assert event.interval is None
        elif moment.instant >= self.newest and (before.graded_day is None or before.graded_day < moment.day):
            assert state.memory == self.scheduler.review(before.memory, given, moment.day, card)
            assert event.interval == state.memory.interval
        self.newest = max(self.newest, moment.instant)

    @rule(card=cards, kind=st.sampled_from(NOTES), text=st.sampled_from(["", "odd"]))
    def note(self, card: str, kind: EventKind, text: str) -> None:
        self.newest = max(self.newest, self.moment.instant)
        event, state = self.store.note(kind, card, self.moment, text if kind is EventKind.FLAGGED else "")
        self.undoable.append([event])
        assert self.store.states().get(card, UNTOUCHED) == state

    @rule(pair=st.permutations(CARDS))
    def alias(self, pair: list[str]) -> None:
        self.newest = max(self.newest, self.moment.instant)
        _, state = self.store.note(EventKind.ALIASED, pair[0], self.moment, pair[1])
        assert self.store.states().get(pair[0], UNTOUCHED) == state

    @rule()
    def undo(self) -> None:
        assert self.store.undo(self.moment) == (self.undoable.pop()[::-1] if self.undoable else [])

    @rule(cards=st.permutations(CARDS), kind=st.sampled_from([EventKind.SUSPENDED, EventKind.BURIED, EventKind.RESET]))
    def note_all(self, cards: list[str], kind: EventKind) -> None:
        self.newest = max(self.newest, self.moment.instant)
        self.undoable.append(self.store.note_all(kind, cards[:3], self.moment))

    @rule(number=st.sampled_from(range(len(SCHEDULERS))))
    def change_scheduler(self, number: int) -> None:
        self.scheduler = SCHEDULERS[number]

    @rule(hours=st.sampled_from([0, 1, 5, 13, 24, 60, 24 * 30]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(hours=st.sampled_from([1, 30]))
    def set_the_clock_back(self, hours: int) -> None:
        self.now -= timedelta(hours=hours)

    @rule()
    def begin_again(self) -> None:
        self.store.close()
        self.open()

    @invariant()
    def the_projection_is_what_a_replay_gives(self) -> None:
        assert self.store.states() == replay(self.store.events())
        assert self.store.wrong_projections() == []

    @invariant()
    def the_first_look_agrees(self) -> None:
        states = self.store.states()
        day = self.moment.day
        assert self.glance.states() == states
        asked = {card: state for card, state in states.items() if not state.suspended and state.buried_day != day}
        assert set(self.glance.due_keys(day)) == {card for card, state in asked.items() if due_on(state, day)}
        assert set(self.glance.drill_keys(day)) == {card for card, state in asked.items() if state.drills_on(day)}
        never_touched = set(CARDS) - states.keys()
        new = never_touched | {card for card, state in asked.items() if state.is_new}
        assert set(self.glance.new_keys(9, day)) == new
        for load in self.glance.loads(day, 9):
            mine = f"{load.deck}/"
            assert load.due == sum(key.startswith(mine) for key in self.glance.due_keys(day))
            assert load.new == sum(key.startswith(mine) for key in new)
            assert load.total == len(DECKS[load.deck])
            assert load.suspended == sum(state.suspended for card, state in states.items() if card.startswith(mine))

    def teardown(self) -> None:
        self.glance.close()
        self.store.close()
        self.library.close()
        shutil.rmtree(self.folder)


def due_on(state: CardState, day: date) -> bool:
    return not state.is_new and state.memory.due <= day


TestLog = Log.TestCase
TestLog.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_the_same_laws_hold_on_a_server(server: Server) -> None:
    class LogOnServer(Log):
        def __init__(self) -> None:
            super().__init__(server.url())

    few = settings(TestLog.settings, max_examples=5, stateful_step_count=15)
    run_state_machine_as_test(LogOnServer, settings=few)


def test_ten_thousand_random_operations_replay_to_the_same(places: Places, clock: Clock) -> None:
    chance = random.Random(20260301)
    keys = [f"deck-{number % 5}/card-{number}" for number in range(300)]
    now = START
    with Store.open(places, clock, synchronous="OFF") as store:
        for _ in range(10_000):
            card, moment, act = chance.choice(keys), moment_at(now), chance.random()
            if act < 0.80:
                store.grade(question(card), chance.randrange(6), NO_REPLY, moment, chance.choice(SCHEDULERS))
            elif act < 0.90:
                store.undo(moment)
            elif act < 0.99:
                store.note(chance.choice(NOTES), card, moment, "odd")
            elif chance.random() < 0.2:
                store.note(EventKind.ALIASED, card, moment, chance.choice([key for key in keys if key != card]))
            now += timedelta(minutes=chance.choice([1, 5, 60, 600, -30]))
        states = store.states()
        assert len(list(store.events())) > 9_500
        assert states == replay(store.events())
        assert store.wrong_projections() == []
        assert store.rebuild() > 200
        assert store.states() == states

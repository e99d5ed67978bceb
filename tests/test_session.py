from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.library import Library
from quizcv.cards.verdict import Judgement
from quizcv.clock import Clock
from quizcv.errors import DatabaseError, QuizcvError
from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress.glance import Glance
from quizcv.progress.replay import apply, replay
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.seeds import LATELY, as_logged, next_question, seed_of
from quizcv.session import BUTTONS, Reply, Session, Tally, Tools, preview_of, spread_siblings
from quizcv.settings import Settings
from tests.progress.support import DAY, at, event, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Moment
    from quizcv.settings import Places

CLOZE = "  - {id: z, kind: cloze, text: 'One {{two}} three {{four}} five {{six}}.'}\n"


@dataclass
class Bench:
    """A session's surroundings: real decks, a real log, and a clock the test moves."""

    places: Places
    library: Library
    store: Store
    glance: Glance
    now: datetime
    settings: Settings

    def session(self, *decks: str, **options: Any) -> Session:
        session = Session(self.glance, self.tools(**options), decks)
        session.recorder = self.store
        return session

    def tools(self, **options: Any) -> Tools:
        bench = self

        class Moving(Clock):
            """Shows the bench's time."""

            def now(self) -> Moment:
                return Clock(bench.now).now()

        return Tools(self.library, Sm2(), self.settings._replace(**options), Moving())

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@contextmanager
def bench_of(places: Places) -> Iterator[Bench]:
    with (
        closing(Library.load(places, shipped=False)) as library,
        Store.open(places, Clock(at().local)) as store,
        Glance.open(places, library) as glance,
    ):
        yield Bench(places, library, store, glance, at().local, Settings())


@pytest.fixture
def bench(places: Places) -> Iterator[Bench]:
    write_deck(places, "a", ["1", "2", "3"])
    write_deck(places, "b", ["1", "2"])
    with bench_of(places) as made:
        yield made


def card(session: Session) -> tuple[str, str] | None:
    """The card being asked, and why."""
    return None if session.turn is None else (session.turn.question.card, session.turn.reason)


def grade_all(session: Session, given: int = 4) -> list[str]:
    """Grades whatever comes until nothing does; gives the cards in their order."""
    asked = []
    while session.turn is not None:
        asked.append(session.turn.question.card)
        session.grade(given)
        assert len(asked) < 1000
    return asked


def loads(bench: Bench, session: Session) -> Tally:
    """What the reader says is left of a session's decks."""
    day = bench.tools().clock.now().day
    today = bench.glance.today(day)
    new_left = max(0, session.tools.settings.new_per_day - today.begun)
    found = bench.glance.loads(day, new_left, session.decks)
    drills = bench.glance.drill_keys(day, session.decks)
    return Tally(session.tally.done, sum(load.due for load in found), sum(load.new for load in found), len(drills))


# The queue


def test_the_queue_is_due_cards_then_new_ones_then_drills(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    grade(bench.store, "b/1", 2)
    session = bench.session()
    assert session.tally == Tally(done=0, due=1, new=3, drill=1)
    assert session.tally.left == 5
    asked = []
    while session.turn is not None:
        asked.append(card(session))
        session.grade(4)
    assert asked == [("a/1", "due"), ("a/2", "new"), ("a/3", "new"), ("b/2", "new"), ("b/1", "drill")]


def test_cards_under_four_come_again_until_they_get_four(bench: Bench) -> None:
    session = bench.session("b")
    session.grade(3)
    session.grade(0)
    assert card(session) == ("b/1", "drill")
    session.grade(2)
    assert card(session) == ("b/2", "drill")
    session.grade(4)
    assert card(session) == ("b/1", "drill")
    session.grade(4)
    assert session.turn is None
    assert session.tally == Tally(done=5, due=0, new=0, drill=0)
    kinds = [event.kind for event in bench.store.events()]
    assert kinds == [EventKind.GRADED] * 2 + [EventKind.DRILLED] * 3


def test_new_cards_stop_at_the_days_limit_and_more_can_be_asked_for(bench: Bench) -> None:
    session = bench.session(new_per_day=2)
    assert grade_all(session) == ["a/1", "b/1"]
    assert bench.session(new_per_day=2).turn is None
    session.reload(extra_new=2)
    assert session.tally.new == 2
    session.grade(4)
    session.reload()
    assert session.tally.new == 1
    assert grade_all(session) == ["b/2"]
    session.reload(extra_new=9)
    assert grade_all(session) == ["a/3"]


def test_extra_new_cards_are_extra_even_if_the_limit_was_passed_already(bench: Bench) -> None:
    for each in ("a/1", "a/2", "a/3"):
        grade(bench.store, each, 4)
    session = bench.session(new_per_day=1)
    session.reload(extra_new=1)
    assert session.tally.new == 1


def test_due_cards_stop_at_the_days_limit_if_there_is_one(bench: Bench) -> None:
    for each in ("a/1", "a/2", "a/3"):
        grade(bench.store, each, 4, at(-3))
    session = bench.session("a", reviews_per_day=2)
    assert session.tally.due == 2
    session.grade(4)
    session.reload()
    assert session.tally.due == 1
    assert bench.session("a").tally.due == 2


def test_a_session_can_be_of_some_decks(bench: Bench) -> None:
    assert grade_all(bench.session("b")) == ["b/1", "b/2"]
    assert grade_all(bench.session()) == ["a/1", "a/2", "a/3"]


def test_siblings_are_kept_apart(places: Places) -> None:
    write_deck(places, "c", ["1", "2"], CLOZE)
    with bench_of(places) as bench:
        assert grade_all(bench.session()) == ["c/1", "c/2", "c/z:1", "c/z:2", "c/z:3"]
        write_deck(places, "c", [], CLOZE + "  - {id: last, front: What?, back: That.}\n")
        bench.library.reload()
        for each in list(bench.glance.states()):
            bench.store.note(EventKind.RESET, each, at())
        assert grade_all(bench.session()) == ["c/z:1", "c/last", "c/z:2", "c/z:3"]


@given(
    st.lists(
        st.sampled_from([f"a/{number}{sibling}" for number in range(4) for sibling in ("", ":1", ":2", ":3")]),
        unique=True,
    )
)
def test_spreading_siblings_loses_no_card_and_keeps_their_order(keys: list[str]) -> None:
    spread = spread_siblings(keys)
    assert sorted(spread) == sorted(keys)
    for name in {key.partition(":")[0] for key in keys}:
        own, spread_own = ([key for key in row if key.partition(":")[0] == name] for row in (keys, spread))
        assert spread_own == own
    firsts = len({key.partition(":")[0] for key in keys})
    assert len({key.partition(":")[0] for key in spread[:firsts]}) == firsts


@pytest.mark.parametrize("new_per_day", [0, 1, 3, 20])
def test_the_queue_and_the_decks_loads_tell_the_same_numbers(new_per_day: int, bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-6))
    grade(bench.store, "a/2", 1, at(-6))
    session = bench.session(new_per_day=new_per_day)
    for given_grade in (1, 4, 2, 5, 4, 4, 4, 4, 4):
        assert session.tally == loads(bench, session)
        if session.turn is None:
            break
        session.grade(given_grade)
        assert session.tally == loads(bench, session)
        if given_grade == 2:
            session.undo()
            assert session.tally == loads(bench, session)


# A card


def test_a_turn_shows_what_each_grade_would_do(bench: Bench) -> None:
    session = bench.session()
    assert session.turn is not None
    preview = session.turn.preview
    outcome = session.grade(BUTTONS["good"])
    assert outcome.state.memory == preview[4]
    assert (outcome.event.card, outcome.event.kind, outcome.leech) == ("a/1", EventKind.GRADED, False)


def test_the_same_question_is_asked_until_it_is_graded_and_then_another(places: Places) -> None:
    problem = (
        "  - id: p\n    kind: problem\n    given: {n: 1..100000}\n    front: What is {n} + 1?\n    answer: n + 1\n"
    )
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        first, again = bench.session().turn, bench.session().turn
        assert first is not None
        assert again is not None
        assert first.question == again.question
        assert first.question.seed == seed_of("p/p", 0)
        session = bench.session()
        session.grade(2)
        assert session.turn is not None
        assert session.turn.question.seed == seed_of("p/p", 1)
        session.undo()
        assert session.turn.question == first.question
        bench.store.note(EventKind.RESET, "p/p", at())
        session.grade(2)
        bench.store.note(EventKind.RESET, "p/p", at())
        turn = bench.session().turn
        assert turn is not None
        assert turn.question.seed == seed_of("p/p", 1)


@pytest.mark.parametrize("several", [12, 200])
def test_the_numbers_of_the_last_ten_askings_do_not_come_again(places: Places, several: int) -> None:
    problem = f"  - {{id: p, kind: problem, given: {{n: 1..{several}}}, front: 'What is {{n}} + 1?', answer: n + 1}}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        asked: list[object] = []
        for _ in range(40):
            session = bench.session()
            turn = session.turn
            assert turn is not None
            assert next_question("p/p", turn.state, bench.library, bench.glance) == turn.question
            asked.append(turn.question.values["n"])
            session.grade(2)
        for n in range(len(asked)):
            assert asked[n] not in asked[max(0, n - LATELY) : n]
        session.undo()
        assert session.turn is not None
        assert session.turn.question.values["n"] == asked[-1]


def test_a_problem_with_few_numbers_asks_those_of_longest_ago(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..3}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        asked: list[object] = []
        for _ in range(12):
            session = bench.session()
            assert session.turn is not None
            asked.append(session.turn.question.values["n"])
            session.grade(2)
        assert all(len(set(asked[n : n + 3])) == 3 for n in range(10))


def test_a_renamed_problem_remembers_what_it_asked(places: Places) -> None:
    problem = "  - {id: p, kind: problem, given: {n: 1..9}, front: 'What is {n} + 1?', answer: n + 1}\n"
    write_deck(places, "p", [], problem)
    with bench_of(places) as bench:
        session = bench.session()
        assert session.turn is not None
        numbers = as_logged(session.turn.question.values)
        session.grade(2)
        bench.store.note(EventKind.ALIASED, "p/q", at(1), "p/p")
        bench.store.note(EventKind.ALIASED, "p/r", at(2), "p/q")
        assert bench.glance.drawn_lately("p/r", LATELY) == [numbers]


def test_checking_a_response_logs_nothing(bench: Bench) -> None:
    session = bench.session()
    assert session.check("whatever").judgement is Judgement.SELF
    assert list(bench.store.events()) == []


def test_what_was_typed_is_logged_with_the_grade(bench: Bench) -> None:
    event = bench.session().grade(2, Reply("12", "wrong", 4200)).event
    assert (event.response, event.verdict, event.milliseconds, event.grade) == ("12", "wrong", 4200, 2)


def test_a_suspended_card_is_set_aside_and_undo_brings_it_back(bench: Bench) -> None:
    session = bench.session("b")
    assert session.suspend().kind is EventKind.SUSPENDED
    assert card(session) == ("b/2", "new")
    assert bench.session("b").tally.new == 1
    undone = session.undo()
    assert undone is not None
    assert undone.kind is EventKind.SUSPENDED
    assert card(session) == ("b/1", "new")


def test_a_buried_card_comes_back_on_the_next_study_day(bench: Bench) -> None:
    session = bench.session("b")
    session.bury()
    assert card(session) == ("b/2", "new")
    bench.wait(hours=20)
    assert session.is_stale
    session.reload()
    assert card(session) == ("b/1", "new")


def test_a_flagged_card_stays(bench: Bench) -> None:
    session = bench.session()
    session.flag("wrong unit")
    assert card(session) == ("a/1", "new")
    assert session.turn is not None
    assert session.turn.state.flag == "wrong unit"
    session.flag("")
    assert session.turn.state.flag == ""
    session.undo()
    assert card(session) == ("a/1", "new")
    assert session.turn.state.flag == "wrong unit"


@pytest.mark.parametrize(("lapses", "leech"), [(6, False), (7, True), (8, True)])
def test_a_card_that_lapses_for_the_eighth_time_is_a_leech(lapses: int, leech: bool, bench: Bench) -> None:
    for number in range(lapses):
        grade(bench.store, "b/1", 4, at(-40 + 2 * number))
        grade(bench.store, "b/1", 1, at(-39 + 2 * number))
    grade(bench.store, "b/1", 4, at(-2))
    session = bench.session("b")
    assert card(session) == ("b/1", "due")
    assert session.grade(2).leech is leech
    assert session.tally.drill == 1


def test_a_leech_is_set_aside_if_the_learner_wants(bench: Bench) -> None:
    grade(bench.store, "b/1", 4, at(-3))
    grade(bench.store, "b/1", 1, at(-2))
    grade(bench.store, "b/1", 4, at(-1))
    session = bench.session("b", leech_lapses=2, suspend_leeches=True)
    outcome = session.grade(0)
    assert outcome.leech
    assert outcome.state.suspended
    assert card(session) == ("b/2", "new")
    assert session.tally.drill == 0
    first = session.undo()
    assert first is not None
    assert (first.kind, card(session)) == (EventKind.SUSPENDED, ("b/1", "drill"))
    second = session.undo()
    assert second is not None
    assert (second.grade, card(session)) == (0, ("b/1", "due"))


# Undo


def test_undo_works_at_every_point_and_gives_back_what_was(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    session = bench.session()
    seen = []
    for given_grade in (2, 4, 1, 5, 3, 4, 4, 4):
        seen.append((card(session), session.tally, bench.glance.states()))
        session.grade(given_grade)
    assert session.turn is None
    for question, tally, states in reversed(seen):
        assert session.undo() is not None
        assert (card(session), session.tally, bench.glance.states()) == (question, tally, states)
    assert replay(bench.store.events()) == bench.glance.states()


def test_undo_reaches_past_the_session_and_ends_at_nothing(bench: Bench) -> None:
    bench.session("b").grade(4)
    session = bench.session("b")
    assert session.tally == Tally(done=0, due=0, new=1, drill=0)
    session.undo()
    assert card(session) == ("b/1", "new")
    assert session.tally == Tally(done=0, due=0, new=2, drill=0)
    assert session.undo() is None


def test_undo_of_a_reset_brings_the_schedule_back(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    bench.store.note(EventKind.RESET, "a/1", at())
    session = bench.session("a")
    assert session.tally == Tally(done=0, due=0, new=3, drill=0)
    session.undo()
    assert session.tally == Tally(done=0, due=1, new=2, drill=0)


def test_undo_of_a_card_that_is_gone_goes_on_with_the_queue(bench: Bench) -> None:
    grade(bench.store, "gone/1", 4)
    session = bench.session()
    undone = session.undo()
    assert undone is not None
    assert undone.card == "gone/1"
    assert card(session) == ("a/1", "new")


# What happens meanwhile


def test_a_grade_that_cant_be_written_moves_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    session = bench.session()
    before = (card(session), session.tally)

    def full(*_: object) -> None:
        message = "the disk is full"
        raise DatabaseError(message)

    monkeypatch.setattr(bench.store, "grade", full)
    with pytest.raises(DatabaseError, match="the disk is full"):
        session.grade(4)
    assert (card(session), session.tally) == before


def test_a_leech_that_cant_be_set_aside_keeps_its_grade(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    grade(bench.store, "b/1", 4, at(-1))
    grade(bench.store, "b/2", 4, at(-1))

    def full(*_: object) -> None:
        message = "the disk is full"
        raise DatabaseError(message)

    monkeypatch.setattr(bench.store, "note", full)
    session = bench.session("b", leech_lapses=1, suspend_leeches=True)
    first = card(session)
    with pytest.raises(DatabaseError, match="the disk is full"):
        session.grade(1)
    assert card(session) not in {first, None}
    assert session.tally == Tally(done=1, due=1, new=0, drill=1)


def test_the_next_study_day_begins_with_the_next_card(bench: Bench) -> None:
    bench.now = at(hour=27.9).local
    session = bench.session("b", new_per_day=1)
    session.grade(2)
    assert card(session) == ("b/1", "drill")
    bench.wait(hours=1)
    event = session.grade(4).event
    assert (event.kind, event.moment.day) == (EventKind.GRADED, at(1).day)
    assert card(session) == ("b/2", "new")
    assert session.tally == Tally(done=2, due=0, new=1, drill=0)


def test_a_card_that_left_its_deck_meanwhile_is_passed_over(bench: Bench) -> None:
    session = bench.session("b")
    write_deck(bench.places, "b", ["1"])
    bench.library.reload()
    session.grade(4)
    assert session.turn is None


def test_an_edited_card_is_asked_afresh(bench: Bench) -> None:
    session = bench.session("b")
    path = write_deck(bench.places, "b", ["1", "2"])
    path.write_text(path.read_text(encoding="utf-8").replace("What is 1?", "What was 1?"), encoding="utf-8")
    bench.library.reload()
    session.renew()
    assert session.turn is not None
    assert session.turn.question.prompt == "What was 1?"
    write_deck(bench.places, "b", ["2"])
    bench.library.reload()
    session.renew()
    assert card(session) == ("b/2", "new")


def test_two_sessions_at_once_do_no_harm(bench: Bench) -> None:
    one, other = bench.session("b"), bench.session("b")
    assert one.grade(4).event.kind is EventKind.GRADED
    assert other.grade(4).event.kind is EventKind.DRILLED
    assert bench.glance.states() == replay(bench.store.events())


def test_when_nothing_is_left_grading_says_so(bench: Bench) -> None:
    session = bench.session()
    grade_all(session)
    for act in (lambda: session.grade(4), session.suspend, session.bury, session.renew, lambda: session.check("x")):
        with pytest.raises(QuizcvError, match="there is no card to answer: today's review is done"):
            act()


def test_before_the_log_is_open_grading_says_so(bench: Bench) -> None:
    session = bench.session()
    session.recorder = None
    with pytest.raises(QuizcvError, match="the log is not open yet; try again in a moment"):
        session.grade(4)
    assert card(session) == ("a/1", "new")


@given(row=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0, 0, 1, 1, 2, 7])), min_size=1, max_size=30))
def test_what_the_preview_shows_is_what_a_grade_gives(row: list[tuple[int, int]]) -> None:
    state, day, scheduler = UNTOUCHED, DAY, Sm2()
    for number, (given_grade, wait) in enumerate(row, 1):
        day += timedelta(days=wait)
        shown = preview_of(state, day, scheduler, "a/1")
        logged = event(
            number, EventKind.GRADED, moment=at((day - DAY).days), given=given_grade, scheduler=scheduler.name
        )
        state = apply(state, logged)
        assert shown[given_grade] == state.memory

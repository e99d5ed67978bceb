"""Taking back."""

from __future__ import annotations

from quizcv.events import EventKind
from quizcv.progress.replay import replay
from quizcv.session import Tally
from tests.progress.support import at, grade
from tests.session.support import Bench, card


def test_undo_works_at_every_point_and_gives_back_what_was(bench: Bench) -> None:
    grade(bench.store, "a/1", 4, at(-1))
    session = bench.session()
    seen = []
    for given_grade in (2, 4, 1, 5, 3, 4, 4, 4):
        seen.append((card(session), session.tally, bench.glance.states()))
        session.grade(given_grade)
    assert session.turn is None
    for question, tally, states in reversed(seen):
        assert session.undo()
        assert (card(session), session.tally, bench.glance.states()) == (question, tally, states)
    assert replay(bench.store.events()) == bench.glance.states()


def test_undo_reaches_past_the_session_and_ends_at_nothing(bench: Bench) -> None:
    bench.session("b").grade(4)
    session = bench.session("b")
    assert session.tally == Tally(done=0, due=0, new=1, drill=0)
    session.undo()
    assert card(session) == ("b/1", "new")
    assert session.tally == Tally(done=0, due=0, new=2, drill=0)
    assert session.undo() == []


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
    assert [event.card for event in session.undo()] == ["gone/1"]
    assert card(session) == ("a/1", "new")

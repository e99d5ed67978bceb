"""What happens to a session meanwhile."""

from __future__ import annotations

import pytest

from quizcv.errors import DatabaseError, QuizcvError
from quizcv.events import EventKind
from quizcv.progress.replay import replay
from quizcv.session import Tally
from tests.progress.support import at, grade, write_deck
from tests.session.support import Bench, card, grade_all


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

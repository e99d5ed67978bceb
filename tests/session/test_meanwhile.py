"""What happens to a session meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.errors import DatabaseError, QuizcvError
from quizcv.events import EventKind
from quizcv.plain.ending import ending_lines
from quizcv.progress.replay import replay
from quizcv.session import Tally
from quizcv.session.ending import ending_of, left_over
from tests.progress.support import at, grade, write_deck
from tests.session.support import Bench, card, grade_all

if TYPE_CHECKING:
    from collections.abc import Callable


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


def test_a_card_graded_elsewhere_is_told_and_not_asked_again_and_the_numbers_follow(bench: Bench) -> None:
    mine, other = bench.session("b"), bench.session("b")
    before, first = mine.tally, card(mine)
    assert (mine.overtaken, mine.follow(), mine.tally, card(mine)) == ("", "", before, first)
    other.grade(4)
    assert first is not None
    assert mine.overtaken == "graded elsewhere meanwhile"
    assert mine.follow() == f"graded elsewhere meanwhile: {first[0]}"
    assert card(mine) == card(other)
    assert mine.tally == other.tally._replace(done=0)


def test_a_card_set_aside_elsewhere_is_told_by_what_was_done_to_it(bench: Bench) -> None:
    for words in ("suspended", "put off"):
        mine, other = bench.session("b"), bench.session("b")
        assert (other.suspend if words == "suspended" else other.bury)()
        assert mine.follow().startswith(f"{words} elsewhere meanwhile: b/")
        assert card(mine) == card(other)


def test_a_card_that_was_not_touched_stays_with_its_new_flag_while_the_numbers_follow(bench: Bench) -> None:
    mine = bench.session("b")
    stays, before = card(mine), mine.tally
    assert stays is not None
    later = next(each.card for each in mine._queue.new if each.card != stays[0])
    bench.store.note(EventKind.SUSPENDED, later, at())
    bench.store.note(EventKind.FLAGGED, stays[0], at(), "look at this")
    assert (mine.overtaken, mine.follow(), card(mine)) == ("", "", stays)
    assert mine.tally.new == before.new - 1
    assert mine.turn is not None
    assert mine.turn.state.flag == "look at this"


def test_what_a_session_wrote_itself_is_not_looked_up_again_and_what_others_did_is(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = bench.session("b", suspend_leeches=True, leech_lapses=1)
    filled: list[bool] = []
    fill = mine._queue.fill

    def counted(extra_new: int = 0, *, all_due: bool = False) -> None:
        filled.append(True)
        fill(extra_new, all_due=all_due)

    monkeypatch.setattr(mine._queue, "fill", counted)

    def follows() -> bool:
        filled.clear()
        assert mine.follow() == ""
        return bool(filled)

    assert follows()  # it may have begun long ago
    own: list[Callable[[], object]] = [
        lambda: mine.flag("a"),
        lambda: mine.grade(4),
        mine.undo,
        mine.bury,
        mine.undo,
        mine.suspend,
        mine.undo,
    ]
    for act in own:
        act()
        assert not follows()
    others: list[Callable[[], object]] = [
        lambda: bench.store.note(EventKind.FLAGGED, "a/2", at(), "b"),
        lambda: (mine.flag("c"), bench.store.note(EventKind.SUSPENDED, "a/2", at())),
        lambda: bench.store.undo(at()),
        lambda: (write_deck(bench.places, "b", ["1", "2", "3"]), bench.library.reload()),
        mine.outdate,
        lambda: bench.wait(days=1),
    ]
    for act in others:
        act()
        assert follows()
        assert not follows()
        fresh = bench.session("b", **mine.tools.settings._asdict())
        assert (card(fresh), fresh.tally[1:]) == (card(mine), mine.tally[1:])


def test_a_leech_set_aside_is_the_sessions_own_doing(bench: Bench) -> None:
    grade(bench.store, "b/1", 4, at(-6))
    mine = bench.session("b", suspend_leeches=True, leech_lapses=1)
    mine.follow()
    assert mine.grade(1).leech
    assert mine._taken_in == mine._seen()


def test_a_grade_taken_back_elsewhere_is_no_longer_counted_as_done(bench: Bench) -> None:
    mine, other = bench.session("b"), bench.session("b")
    mine.grade(4)
    mine.grade(4)
    assert mine.tally.done == 2
    other.undo()
    assert mine.follow() == ""
    assert mine.tally.done == 1
    assert mine.tally.left == other.tally.left


def test_the_card_shown_can_be_graded_though_its_deck_broke_and_the_deck_is_told_until_it_is_mended(
    bench: Bench,
) -> None:
    session = bench.session("b")
    deck = bench.places.decks / "b.yaml"
    good = deck.read_text(encoding="utf-8")
    first = card(session)
    assert not session.left_out
    deck.write_text("deck: [", encoding="utf-8")
    bench.library.reload()
    assert (session.follow(), card(session)) == ("", first)
    assert [each.path for each in session.left_out] == [deck]
    assert session.grade(4).event.grade == 4
    assert card(session) is None
    told = left_over(ending_of(session, []))
    assert told[0].startswith(f"{deck}:2:1: ")
    assert "left out until that is mended" in told[0]
    assert ending_lines(session)[-1] == "Tomorrow: nothing due, without the deck left out."
    (bench.places.decks / "c.yaml").write_text("deck: [", encoding="utf-8")
    bench.library.reload()
    assert ending_lines(bench.session())[-1] == "Tomorrow: 3 new, without the 2 decks left out."
    deck.write_text(good, encoding="utf-8")
    bench.library.reload()
    session.follow()
    assert not session.left_out
    assert session.turn is not None
    assert session.turn.question.card.startswith("b/")


def test_a_session_of_some_decks_tells_of_no_other_that_broke(bench: Bench) -> None:
    session = bench.session("b")
    (bench.places.decks / "other.yaml").write_text("deck: [", encoding="utf-8")
    bench.library.reload()
    assert not session.left_out
    assert len(bench.session().left_out) == 1

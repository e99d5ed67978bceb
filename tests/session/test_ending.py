"""What the end of a review tells of what was not reviewed."""

from __future__ import annotations

from quizcv.session.ending import ending_of, left_over
from tests.progress.support import at, grade
from tests.session.support import Bench, card, grade_all


def test_the_end_of_one_deck_tells_what_today_holds_in_the_others(bench: Bench) -> None:
    grade(bench.store, "b/1", 4, at(-1))
    every = bench.session(new_per_day=3).tally
    session = bench.session("b", new_per_day=3)
    grade_all(session)
    assert card(session) is None
    ending = ending_of(session, [])
    rest = bench.session(new_per_day=3).tally
    assert ending.elsewhere == (rest.due, rest.new) != (every.due, every.new)
    assert any("Other decks hold" in told and told.endswith(" for today.") for told in left_over(ending))


def test_the_end_of_all_decks_tells_of_no_other(bench: Bench) -> None:
    session = bench.session(new_per_day=3)
    grade_all(session)
    ending = ending_of(session, [])
    assert ending.elsewhere == (0, 0)
    assert not any("Other decks" in told for told in left_over(ending))

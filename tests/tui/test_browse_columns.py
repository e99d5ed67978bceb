"""What the table of Browse promises, as lines and values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizcv.cards.searching import SearchError
from quizcv.events import UNTOUCHED, EventKind
from quizcv.progress.finding import FoundCard, Order
from quizcv.tui.browse.columns import (
    ALL,
    DUE,
    column_at,
    columns_for,
    due_words,
    front_words,
    head_line,
    row_line,
    state_words,
)
from quizcv.tui.browse.commands import BROWSE
from quizcv.tui.browse.search import Found, Search, Sorting, place_after
from quizcv.tui.browse.telling import fault_block
from quizcv.tui.browse.telling import head_line as title_line
from quizcv.tui.browse.verbs import BURYING, FLAGGING, RESETTING, SUSPENDING, UNFLAGGING, cards_words, decided, told
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, width_of

DAY = date(2026, 3, 1)
KEYS = KeyNames(BROWSE, {})
CARD = FoundCard(
    key="cnn/field",
    deck="cnn",
    title="CNN",
    kind="basic",
    front="What is the **receptive field** at $x_1$?",
    tags=(),
    due=DAY,
    interval=6,
    ease=236,
    lapses=2,
    suspended=False,
    buried=False,
    flag="",
    leech=False,
)
NEW = CARD._replace(due=None, interval=0, ease=0, lapses=0)


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def shown(found: FoundCard, width: int = 120, *, here: bool = False, marked: bool = False) -> str:
    return words(row_line(found, columns_for(width), DAY, here=here, marked=marked))


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (55, ["front", "due"]),
        (75, ["front", "deck", "due"]),
        (115, [column.name for column in ALL]),
    ],
)
def test_the_width_decides_which_columns_are_shown(width: int, names: list[str]) -> None:
    assert [column.name for column in columns_for(width)] == names


@given(
    st.integers(24, 220),
    st.builds(
        CARD._replace,
        front=st.text(max_size=60),
        deck=st.text(max_size=30),
        flag=st.sampled_from(["", "look"]),
        suspended=st.booleans(),
        leech=st.booleans(),
        due=st.none() | st.dates(),
        interval=st.integers(0, 40_000),
        ease=st.integers(130, 999),
        lapses=st.integers(0, 999),
    ),
    st.booleans(),
)
@example(24, CARD._replace(front="\u200d"), False)
def test_every_row_is_as_wide_as_the_heading_and_no_wider_than_the_table(
    width: int,
    found: FoundCard,
    marked: bool,
) -> None:
    columns = columns_for(width)
    row = row_line(found, columns, DAY, here=True, marked=marked)
    head = head_line(columns, "due", descending=True)
    assert width_of(row) == width_of(head) <= max(width, 20)
    assert "\n" not in words(row)


def test_a_row_tells_front_deck_kind_due_interval_ease_and_lapses() -> None:
    row = shown(CARD)
    assert row.startswith("    What is the receptive field at x₁?")
    assert row.split()[-7:] == ["cnn", "basic", "today", "6", "days", "2.36", "2"]
    assert shown(NEW).split()[-6:] == ["cnn", "basic", "new", "·", "·", "·"]


def test_pointed_marked_and_every_state_have_a_sign_of_their_own() -> None:
    assert shown(CARD, here=True).startswith("›   What")
    assert shown(CARD, marked=True).startswith("  x What")
    whole = CARD._replace(suspended=True, buried=True, flag="look", leech=True)
    assert "  S⚑L  cnn" in shown(whole)
    assert "  B  cnn" in shown(CARD._replace(buried=True))
    assert state_words(whole) == ["suspended", "buried until tomorrow", "a leech", "flagged: look"]


def test_a_long_front_has_all_cells_of_its_column_but_those_its_signs_need() -> None:
    long = CARD._replace(front="w" * 200)
    width = columns_for(75)[0].width
    assert shown(long, 75)[4:].startswith("w" * (width - 1) + "…  cnn")
    assert shown(long._replace(leech=True), 75)[4:].startswith("w" * (width - 3) + "… L  cnn")


def test_what_a_deck_says_is_never_read_as_markup() -> None:
    assert "[bold]loud[/bold]" in shown(CARD._replace(front="[bold]loud[/bold]"), width=200)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "1 day"), (30, "30 days"), (-3, "3 d ago"), (-1200, "3 yr ago"), (4000, "11.0 yr")],
)
def test_a_due_day_is_told_by_how_far_off_it_is(days: int, said: str) -> None:
    assert due_words(DAY + timedelta(days=days), DAY) == said
    assert len(said) <= DUE.width


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("plain words", "plain words"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("- one\n- two", "one"),
        (r"$$\frac{a}{b}$$", "a/b"),
        ("```\ncode\n```", "code"),
        ("![a cat](cat.png)", "[picture: a cat]"),
        ("> quoted *words*", "quoted words"),
        ("", "(no words)"),
    ],
)
def test_a_front_is_one_line_of_words(front: str, said: str) -> None:
    assert front_words(front) == said


def test_a_heading_tells_the_order_by_a_sign_and_belongs_to_the_cells_below_it() -> None:
    columns = columns_for(115)
    line = words(head_line(columns, "due", descending=False))
    assert "Due▲" in line
    assert "Due▼" in words(head_line(columns, "due", descending=True))
    found = column_at(columns, line.index("Due"))
    assert found is not None
    assert found.name == "due"
    assert column_at(columns, 0) is None
    assert column_at(columns, 500) is None
    assert {Order(column.name) for column in ALL} == set(Order) - {Order.RELEVANCE}


# The pointer


@given(st.lists(st.integers(0, 30), unique=True), st.integers(0, 30), st.sets(st.integers(0, 30)))
def test_the_pointer_stays_on_its_card_or_goes_to_the_next_one_still_there(
    numbers: list[int], cursor: int, gone: set[int]
) -> None:
    before = [str(number) for number in numbers]
    cursor = min(cursor, max(len(before) - 1, 0))
    after = [key for key in before if int(key) not in gone]
    place = place_after(before, cursor, after)
    if not after:
        assert place == 0
    else:
        later = [key for key in before[cursor:] if key in after]
        assert after[place] == (later[0] if later else after[-1])


# What is said


def test_the_title_tells_how_many_cards_in_which_order_and_how_many_are_marked() -> None:
    found = Found(Search("x", Sorting(Order.EASE, descending=True)), ("a",) * 1200, Order.EASE)
    assert words(title_line(found, {"a", "b"}, 60, searching=False)).endswith("2 marked  1,200 cards, by ease ▼")
    assert words(title_line(Found(Search("x")), (), 60, searching=True)).endswith("searching …")
    best = Found(Search("x"), ("a",), Order.RELEVANCE)
    assert words(title_line(best, (), 60, searching=False)).endswith("one card, best first")


def test_a_fault_is_told_below_its_place() -> None:
    arrow, told_line = fault_block(SearchError(5, "there is no state 'dew'"))(60)
    assert words(arrow).index("↑") == 2 + 4
    assert words(told_line) == "✗ There is no state 'dew'."
    assert len(fault_block(SearchError(0, "nothing"))(60)) == 1


# What is done


SUSPENDED = UNTOUCHED._replace(suspended=True)


def test_suspending_cards_of_which_some_are_suspended_suspends_the_rest_and_of_which_all_are_resumes_them() -> None:
    verb, changed = decided(SUSPENDING, ["a", "b"], {"a": SUSPENDED}, DAY, "")
    assert (verb.kind, changed) == (EventKind.SUSPENDED, ["b"])
    assert told(verb, changed, 2, KEYS) == "Suspended: b. One was suspended already. u takes it back."
    verb, changed = decided(SUSPENDING, ["a", "b"], {"a": SUSPENDED, "b": SUSPENDED}, DAY, "")
    assert (verb.kind, changed) == (EventKind.RESUMED, ["a", "b"])
    assert told(verb, changed, 2, KEYS) == "Resumed: 2 cards. u takes it back."


def test_only_cards_that_change_have_an_event() -> None:
    buried = UNTOUCHED._replace(buried_day=DAY)
    assert decided(BURYING, ["a", "b"], {"a": buried}, DAY, "")[1] == ["b"]
    flagged = UNTOUCHED._replace(flag="look")
    assert decided(FLAGGING, ["a", "b"], {"a": flagged}, DAY, "look")[1] == ["b"]
    assert decided(UNFLAGGING, ["a", "b"], {"a": flagged}, DAY, "")[1] == ["a"]
    begun = UNTOUCHED._replace(first_day=DAY)
    assert decided(RESETTING, ["a", "b", "c"], {"a": begun}, DAY, "")[1] == ["a"]
    assert told(RESETTING, ["a"], 3, KEYS) == "New again: a. 2 were new already. u takes it back."
    assert told(RESETTING, [], 3, KEYS) == "New already: there is nothing to reset."
    assert cards_words(12_345) == "12,345 cards"

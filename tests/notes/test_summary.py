"""The report for people: every reason can be read, and a note of a hundred lines fits one screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import cells
from quizcv.notes.importing import import_note
from quizcv.notes.summary import WIDTH, cut, summary
from quizcv.notes.texts import with_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
SCREEN = 24


def test_a_reason_stands_before_its_text_and_a_link_is_told_by_its_words(read: Read) -> None:
    rows = summary(
        read("## Notes:\n\n## Links\n- \u2b50 [Cheat sheet](https://example.org/a-long-address-of-a-page)\n")
    )
    assert "  line 1  a heading with nothing below it: Notes" in rows
    assert "  line 4  a link: Cheat sheet" in rows


def test_many_rows_of_one_reason_are_one_row_with_their_lines(read: Read) -> None:
    links = "- [a](https://example.org)\n" * 3
    rows = summary(read(f"{links}\n\nAnd so on.\n\n{links}"))
    assert rows[-3:] == [
        "left out (7; --json has each in full):",
        "  a link (6): lines 1-3, 8-10",
        "  line 6  neither a question nor a definition: And so on.",
    ]


def test_a_placeholder_says_what_is_missing(read: Read) -> None:
    text = """\
        ## SqNet (2031)
        - **Square Filters for Round Problems**
        - aaa

        ## Losses
        - Focal loss
          - ...
        - Dice loss
          -
        - TODO
        """
    assert summary(read(text))[3:7] == [
        "  line 3   aaa (SqNet)",
        "  line 7   ... (Focal loss)",
        "  line 9   nothing (Dice loss)",
        "  line 10  TODO (Losses)",
    ]


def test_a_claim_that_fails_is_told_with_the_right_value(read: Read) -> None:
    rows = summary(read("- What is so?\n  - 3 * 4 = 12\n  - 3x3x256x256 * 2 = 11796496\n  - 8 / 3 + 1 = 4\n"))
    start = rows.index("claims checked (3): 1 holds; cards show the right value where one fails")
    assert rows[start + 1 : start + 3] == [
        "  line 3  fails: the right value is 1,179,648 (3x3x256x256 * 2 = 11796496)",
        "  line 4  depends: taken literally it is 11/3 (8 / 3 + 1 = 4)",
    ]
    assert "claims checked (1): all hold" in summary(read("- What is so?\n  - 3 * 4 = 12\n"))


def test_a_draft_is_told_with_its_reason(read: Read) -> None:
    rows = summary(read("- What is stride?\n  - ![a step](https://example.org/a.png)\n- What is padding?\n"))
    place = rows.index("drafts, not asked (1):")
    assert rows[place + 1 : place + 3] == [
        "  line 1  What is stride?",
        "      the answer is a picture: put its file beside the deck",
    ]
    assert "  line 3  What is padding?" in rows


def test_what_is_kept_and_in_conflict_is_told_on_importing_again() -> None:
    first = import_note("- What is BN?\n  - A layer.\n- What is GN?\n  - Another.\n", path="n.md").deck
    mine = with_texts(first.cards[0], ["What is BN?", "Mine.", "", "", ""])
    edited = first._replace(cards=(mine, *first.cards[1:]))
    again = import_note(
        "- What is LN?\n  - Over the channels of one position.\n- What is BN?\n  - A step.\n",
        path="n.md",
        existing=edited,
    )
    assert summary(again)[1:] == [
        "1 added, 1 kept, 1 archived, 1 in conflict",
        "added (1):",
        "  what-is-ln",
        "archived (1):",
        "  what-is-gn",
        "  what-is-bn, back: both changed, the deck's stays",
        "    deck  Mine.",
        "    note  A step.",
    ]


def test_a_long_list_ends_with_how_many_more_there_are(read: Read) -> None:
    rows = summary(read("".join(f"- What is thing {number}?\n" for number in range(40))))
    assert rows[-1] == "  and 29 more: lines 12-40"
    assert len(rows) == SCREEN - 9


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_note_of_a_hundred_lines_fits_one_screen(path: Path) -> None:
    rows = summary(import_note(path.read_text(encoding="utf-8"), path=path.name))
    assert len(rows) < SCREEN
    assert all("](" not in row and "::" not in row for row in rows)


@given(st.text(alphabet="ab?\uff1a: *-+#`$[](){}!|<>\\_=0123456789\n\u662f\u5716", max_size=300))
def test_no_row_is_wider_than_a_screen_or_holds_a_line_break(text: str) -> None:
    for row in summary(import_note(text, path="n.md")):
        assert "\n" not in row
        assert cells(row) <= WIDTH


@given(st.text(max_size=200))
def test_a_row_is_cut_only_if_it_is_too_wide(text: str) -> None:
    assert cells(cut(text)) <= WIDTH or cells(text) <= WIDTH
    assert cut("a" * WIDTH) == "a" * WIDTH
    assert cut("a" * (WIDTH + 1)) == "a" * (WIDTH - 1) + "\u2026"

"""Cell widths: those of Rich, which draws the screens, for everything a card may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizcv.mathtext import cells, clean
from quizcv.mathtext.alphabets import FONTS, SUBSCRIPTS, SUPERSCRIPTS
from quizcv.mathtext.delimiters import _BRACES, _PIECES, _TWO_ROWS
from quizcv.mathtext.symbols import ACCENTS, COMMANDS
from quizcv.mathtext.width import centre, pad, wrap

SIGNS = sorted(
    {sign for sign, _ in COMMANDS.values()}
    | {*SUPERSCRIPTS.values(), *SUBSCRIPTS.values()}
    | {letter for font in FONTS.values() for letter in font.values()}
    | {piece for table in (_PIECES, _BRACES, _TWO_ROWS) for pieces in table.values() for piece in pieces}
    | {"x" + mark for mark, _ in ACCENTS.values()}
    | set("─_‾╱╲╲√∛∜′⌠⎮⌡╰┬╯╭┴╮→←∑∏∫│║⎰⎱�")
)
TEXTS = ["卷積神經網路", "畳み込み", "합성곱", "ＡＢＣ", "，。", "ｱｲｳ", "naïve", "e\u0301", "👍", "👍🏽", "👨\u200d👩\u200d👧", "❤️", "1️⃣", "©️", "☀", "☀️",
         "🇩🇪", "\u200b", "\u1100\u1161\u11a8", "\u3164", "\u00ad", "𝐱̂", "⌚", "─" * 600, "x" * 600 + "類"]  # fmt: skip


def test_every_sign_of_a_formula_has_the_width_that_the_screen_gives_it() -> None:
    assert [sign for sign in SIGNS if cells(sign) != cell_len(sign)] == []


@pytest.mark.parametrize("text", TEXTS)
def test_words_of_the_world_have_the_width_that_the_screen_gives_them(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], max_codepoint=0x3FFFF)))
def test_letters_and_numbers_agree_with_the_screen_but_for_signs_newer_than_our_tables(text: str) -> None:
    assert abs(cells(text) - cell_len(text)) <= sum(ord(sign) > 0x7FF for sign in text)


@given(st.text(), st.integers(0, 30))
def test_padding_fills_up_to_the_width_and_cuts_nothing(text: str, width: int) -> None:
    text = clean(text).replace("\n", "").replace("\t", "")
    assert cells(pad(text, width)) == max(cells(text.rstrip("\u200d")), width)


@given(st.text("ab 類👍", max_size=30), st.integers(2, 12))
def test_wrapped_text_keeps_its_words_and_its_width(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(cells(row) <= width for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_a_centred_text_leaves_the_odd_cell_behind_it() -> None:
    assert centre("類", 5) == " 類  "


@pytest.mark.parametrize(
    "text",
    ["\x1b[31m", "\x9b31m", "\x00", "\x07", "\x7f", "\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\ud800", "a\rb"],
)
def test_control_codes_surrogates_and_turns_of_direction_become_a_replacement_sign(text: str) -> None:
    assert "\ufffd" in clean(text)
    assert clean(text).isprintable() or "\ufffd" in clean(text)
    assert not set(clean(text)) & set("\x1b\x9b\x00\x07\x7f\u202e\u2066\u200f\u061c\u2028\ud800\r")


def test_newlines_and_tabs_stay() -> None:
    assert clean("a\r\nb\tc\n") == "a\nb\tc\n"

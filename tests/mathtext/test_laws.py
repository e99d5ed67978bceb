"""Laws of the layout, for formulas nobody thought of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import block, cells, clean, faults, faults_in, line, plain, segments
from quizcv.mathtext.alphabets import SUBSCRIPTS, SUPERSCRIPTS
from tests.mathtext.strategies import ROUGH, SOURCES, Source

UNSCRIPTED = {script: sign for table in (SUPERSCRIPTS, SUBSCRIPTS) for sign, script in table.items() if sign != "⊤"}
UNSCRIPTED |= {"∛": "3", "∜": "4"}
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def signs_of(text: str) -> Counter[str]:
    """The signs in a text, whatever dress they wear."""
    bare = "".join(UNSCRIPTED.get(sign, sign) for sign in unicodedata.normalize("NFD", text))
    return Counter(bare.replace("*", "∗"))


@given(SOURCES)
def test_no_letter_digit_or_sign_is_lost(source: Source) -> None:
    assert not faults(source.latex)
    assert source.signs <= signs_of(line(source.latex))
    assert source.signs <= signs_of("".join(block(source.latex)))


@given(SOURCES, SOURCES, st.sampled_from(["qqq", "Qqq", "frcc", "x"]))
def test_an_unknown_command_is_told_with_its_column_and_shown_as_typed(
    before: Source, after: Source, name: str
) -> None:
    source = f"{{{before.latex}}} \\{name} {{{after.latex}}}"
    ((column, message),) = faults(source)
    assert column == len(before.latex) + 4
    assert message.startswith(f"unknown command \\{name}; it is shown as typed")
    assert f"\\{name}" in line(source)
    assert before.signs + after.signs <= signs_of(line(source))


@given(SOURCES, st.integers(16, 72))
def test_a_width_given_is_kept_and_loses_nothing(source: Source, width: int) -> None:
    rows = block(source.latex, width)
    assert max(map(cells, rows)) <= width
    assert source.signs <= signs_of("".join(rows))


@given(SOURCES.map(lambda source: source.latex) | ROUGH, st.sampled_from([0, 1, 7, 40]))
def test_a_block_is_a_rectangle_of_cells(source: str, width: int) -> None:
    rows = block(source, width)
    assert rows
    assert len({cells(row) for row in rows}) == 1
    assert not any("\n" in row for row in rows)


@given(ROUGH)
def test_any_text_at_all_is_laid_out_in_one_line_without_control_codes(text: str) -> None:
    for shown in (line(text), *block(text), *block(text, 20)):
        assert not UNSAFE.search(shown)
        assert shown.splitlines() in ([], [shown])


@given(ROUGH)
def test_every_fault_lies_in_the_source(text: str) -> None:
    for column, message in faults(text):
        assert 1 <= column <= max(len(text), 1)
        assert message
    for row, column, message in faults_in(f"a ${text}$ b\n\n$${text}$$"):
        assert row >= 1
        assert column >= 1
        assert message


@given(ROUGH)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    pieces = segments(text)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        assert piece.start == place
        place += len(piece.text)
        if piece.source:
            assert len(piece.source) == len(text[piece.offset : piece.offset + len(piece.source)])
            assert piece.source in piece.text or ">" in piece.text


@given(ROUGH)
def test_plain_text_carries_no_control_codes_and_comes_without_error(text: str) -> None:
    for shown in (plain(text), plain(f"- x ${text}$ y $$ {text} $$", 40), plain(f"$${text}$$", blocks=False)):
        assert not UNSAFE.search(shown)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not UNSAFE.search(clean(text))

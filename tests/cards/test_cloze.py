from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.cloze import Blank, ClozeError, blanks, faults, siblings_of


def shapes(text: str) -> list[tuple[int, str, str]]:
    return [(blank.number, blank.text, blank.hint) for blank in blanks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a}} and {{b}}", [(1, "a", ""), (2, "b", "")]),
        ("{{2::a}} {{b}} {{c}} {{1::d}}", [(2, "a", ""), (3, "b", ""), (4, "c", ""), (1, "d", "")]),
        ("{{1::a}} {{1::b}}", [(1, "a", ""), (1, "b", "")]),
        ("{{a::hint}}", [(1, "a", "hint")]),
        ("{{3::a::the hint}}", [(3, "a", "the hint")]),
        (r"{{$\frac{a}{b}$}}", [(1, r"$\frac{a}{b}$", "")]),
        (r"{{\frac{a}{b}}}", [(1, r"\frac{a}{b}", "")]),
        (r"$x^{2} {{y_{3}}}$", [(1, "y_{3}", "")]),
        (r"{{\{a\}}}", [(1, r"\{a\}", "")]),
        ("{{`std::vector`}} {{`a`::of C}}", [(1, "`std::vector`", ""), (2, "`a`", "of C")]),
        ("{{a:b}} {{ 12:30 }}", [(1, "a:b", ""), (2, "12:30", "")]),
        ("{{$x^{{2}}$}}", [(1, "$x^{{2}}$", "")]),
        ("{{一}}「{{二::提示}}」", [(1, "一", ""), (2, "二", "提示")]),
        ("{{a\nb}}", [(1, "a\nb", "")]),
    ],
)
def test_blanks_are_found_with_their_numbers_and_hints(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert shapes(text) == expected


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("none", 0, "a cloze needs a blank; put {{ }} round the words to ask for"),
        ("a}} b", 1, "}} closes a blank that {{ never opened"),
        ("a {{b", 2, "{{ opens a blank that }} never closes; count the braces inside it"),
        ("a {{b} c", 5, "a single } here; a blank ends with }}, and braces inside it come in pairs"),
        ("{{a {{b}} c}}", 4, "a blank can't stand inside a blank; close the one before with }}"),
        ("{{a}} {{ }}", 6, "this blank is empty; write the words to ask for between {{ and }}"),
        ("{{1::}}", 0, "this blank is empty; write the words to ask for between {{ and }}"),
        ("{{0::a}}", 0, "blanks are numbered from 1"),
        ("{{c2::a}}", 0, "write {{1::...}}, not {{c1::...}}, to give a blank its number"),
        (r"{{\frac{a}}", 10, "a single } here; a blank ends with }}, and braces inside it come in pairs"),
    ],
)
def test_blanks_that_can_not_be_read_are_told(text: str, offset: int, message: str) -> None:
    with pytest.raises(ClozeError) as caught:
        blanks(text)
    assert (caught.value.offset, caught.value.message) == (offset, message)


def test_all_bad_blanks_of_a_text_are_told() -> None:
    text = "A {{}} and {{c2::b}} and {{0::c}} and {{d}e}} and {{ok}} and {{open"
    assert [(fault.offset, fault.message[:14]) for fault in faults(text)] == [
        (2, "this blank is "),
        (11, "write {{1::..."),
        (25, "blanks are num"),
        (41, "a single } her"),
        (61, "{{ opens a bla"),
    ]
    assert faults("a {{sound}} one") == []


def test_a_sibling_is_asked_for_each_group() -> None:
    assert siblings_of("{{2::a}} {{b}} {{2::c}} {{10::d}}") == ["1", "2", "10"]


def test_blanks_know_whether_they_stand_in_math() -> None:
    found = blanks("{{a}} $x + {{b}}$ $$y {{c}}$$ `$` {{d}} \\$ {{e}}")
    assert [blank.in_math for blank in found] == [False, True, True, False, False]


@given(st.text("{}:$`\\ab1 ", max_size=40))
def test_whatever_the_text_blanks_are_found_in_order_or_refused(text: str) -> None:
    try:
        found = blanks(text)
    except ClozeError as error:
        place = error.offset
        found = [Blank(place, place + 1, 1, "x", "", in_math=False)]
    ends = [0, *(blank.end for blank in found)]
    assert all(end <= blank.start for end, blank in zip(ends, found, strict=False))
    assert all(blank.text and blank.number for blank in found)

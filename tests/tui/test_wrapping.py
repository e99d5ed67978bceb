from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizcv.tui.render.wrapping import Run, chopped, cut_front, width_of, wrap

TEXTS = st.text(st.sampled_from("ab ,.()\n卷積。「」、x²"), max_size=60)
RUNS = st.lists(st.builds(Run, TEXTS, st.sampled_from(["", "bold"]), st.booleans()), max_size=6)


def texts(runs: list[Run], width: int) -> list[str]:
    return ["".join(run.text for run in line) for line in wrap(runs, width)]


@given(RUNS, st.integers(2, 30))
def test_no_line_is_wider_than_asked(runs: list[Run], width: int) -> None:
    runs = [Run(run.text.replace("\n", " ") if run.whole else run.text, run.style, run.whole) for run in runs]
    assert all(width_of(line) <= width for line in wrap(runs, width))


@given(RUNS, st.integers(2, 30))
def test_nothing_but_white_space_is_lost(runs: list[Run], width: int) -> None:
    before = "".join("".join(run.text for run in runs).split())
    assert "".join("".join(texts(runs, width)).split()) == before


def test_words_stay_whole_and_spaces_at_the_break_go() -> None:
    assert texts([Run("one two "), Run("three", "bold"), Run("four five")], 10) == ["one two", "threefour", "five"]


def test_a_formula_stays_on_one_line_where_a_line_can_hold_it() -> None:
    assert texts([Run("so it is "), Run("k² · c + c", whole=True), Run(".")], 14) == ["so it is", "k² · c + c."]


def test_a_formula_longer_than_a_line_breaks_before_its_signs() -> None:
    assert texts([Run("a + b + c + d", whole=True)], 6) == ["a + b", "+ c", "+ d"]
    assert texts([Run("y = a + b = c + d", whole=True)], 12) == ["y = a + b", "= c + d"]


def test_a_formula_breaks_where_a_line_would_be_left_half_empty_and_nowhere_else() -> None:
    formula = Run("y(a, b) = softmax(a + b)c", whole=True)
    assert texts([Run("Then "), formula, Run(" here.")], 28) == ["Then y(a, b)", "= softmax(a + b)c here."]
    assert texts([Run("A line of some length and "), formula], 28) == [
        "A line of some length and",
        "y(a, b) = softmax(a + b)c",
    ]


def test_equations_in_one_formula_are_parted_first() -> None:
    runs = [Run("with "), Run("aa = b + c; dd = e + f; gg = h + i", whole=True)]
    assert texts(runs, 16) == ["with aa = b + c;", "dd = e + f;", "gg = h + i"]


def test_what_touches_a_formula_stays_with_its_end() -> None:
    runs = [Run("see ("), Run("aaaaaaaaaa = bbbbbbbbbb", whole=True), Run(").")]
    assert texts(runs, 16) == ["see (aaaaaaaaaa", "= bbbbbbbbbb)."]


def test_a_word_longer_than_a_line_is_cut_where_the_line_is_full() -> None:
    assert texts([Run("x"), Run(" abcdefgh")], 3) == ["x", "abc", "def", "gh"]


def test_chinese_breaks_between_characters_but_no_line_begins_with_a_closing_mark() -> None:
    assert texts([Run("卷積層很深。「捷徑」好")], 10) == ["卷積層很", "深。「捷", "徑」好"]


def test_a_newline_ends_the_line() -> None:
    assert texts([Run("one\ntwo\n\nthree")], 20) == ["one", "two", "", "three"]


@given(TEXTS, st.integers(2, 20))
def test_chopped_text_is_the_same_text_in_pieces_that_fit(text: str, width: int) -> None:
    parts = chopped(text, width)
    assert "".join(parts) == text
    assert all(cell_len(part) <= width for part in parts)


def test_the_end_of_a_text_begins_with_a_whole_word_where_it_is_cut() -> None:
    assert cut_front("one two three", 13) == "one two three"
    assert cut_front("one two three", 12) == "… two three"
    assert cut_front("感受野越深越大", 8) == "… 深越大"
    assert all(cell_len(cut_front("a word or two 感受野 and more", width)) <= width for width in range(3, 40))

"""Markdown as plain text: nothing of how it is marked, all of what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import cells
from quizcv.plain.markdown import WIDTH, plain_line, plain_lines, told_as_code

MARKED = r"""What is the **receptive field** of `nn.ReLU()` with _same_ padding `same` at $x_1^2$?"""
LIST = "Three kinds:\n\n1. **one**, `k = 3`\n2. two\n   - *deep* in it\n\nThe end."
NARROW = "| net | `params` |\n|---|---|\n| **VGG** | $1.3\\cdot10^8$ |\n| ResNet | 25.6M |"
WIDE = "| net | what is special | from |\n|---|---|---|\n| VGG | only 3x3 convolutions, everywhere and always | Oxford, 2014 |"


def test_emphasis_goes_and_code_can_be_told_from_words() -> None:
    assert plain_lines(MARKED) == [
        'What is the receptive field of nn.ReLU() with same padding "same" at x₁²?',
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("conv_1x1", "conv_1x1"),
        ("k*k", "k*k"),
        ("same", '"same"'),
        ("k = 3", '"k = 3"'),
        ('say "hi" now', "'say \"hi\" now'"),
        ("don't", '"don\'t"'),
    ],
)
def test_code_that_reads_like_words_stands_in_quotes(code: str, told: str) -> None:
    assert told_as_code(code) == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("$5 and $6 **cheap**", "$5 and $6 cheap"),
        ("[ResNet](https://arxiv.org/x)", "ResNet (https://arxiv.org/x)"),
        ("<https://arxiv.org/x>", "https://arxiv.org/x"),
        ("![a figure](a.png)", "[picture: a figure]"),
        ("![](a.png)", "[picture: a.png]"),
        ("~~old~~ new", "[struck out: old] new"),
        ("The [...] of a `[...]`", "The [...] of a [...]"),
        ("# Heading", "Heading"),
        ("`$x$` is $x$", "$x$ is x"),
        ("&#xF0000; **a**", "\ufffd a"),
        ("\x1b[31m**red**", "[31mred"),
        ("Then $$\\frac{a}{b}$$ holds **so**", "Then a/b holds so"),
    ],
)
def test_a_line_says_what_the_markdown_says(source: str, told: str) -> None:
    assert plain_line(source) == told


def test_lists_keep_their_marks_and_their_depth() -> None:
    assert plain_lines(LIST) == [
        "Three kinds:",
        "",
        '1. one, "k = 3"',
        "2. two",
        "   - deep in it",
        "",
        "The end.",
    ]


def test_a_narrow_table_is_set_in_columns() -> None:
    assert plain_lines(NARROW) == ["net     " + '"params"', "VGG     1.3·10⁸", "ResNet  25.6M"]


def test_a_wide_table_is_told_row_by_row_with_its_headings() -> None:
    assert plain_lines(WIDE) == [
        "net: VGG; what is special: only 3x3 convolutions, everywhere and always; from: Oxford, 2014"
    ]


def test_a_displayed_formula_has_two_dimensions_on_lines_and_none_on_one_line() -> None:
    source = "**Thus**\n\n$$\\frac{a}{b}$$"
    assert plain_lines(source) == ["Thus", "", " a", "───", " b"]
    assert plain_line(source) == "Thus a/b"


def test_code_blocks_are_indented_and_kept_to_the_letter() -> None:
    assert plain_lines("```python\nx = a * b\n  y = `z`\n```") == ["    x = a * b", "      y = `z`"]


def test_quotes_keep_their_sign() -> None:
    assert plain_lines("> **said**\n> so") == ["> said so"]


WORDS = st.sampled_from(["alpha", "beta", "gamma", "3x3", "ResNet", "ä", "殘差"])


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(["**", "*", "_", "__", "~~"]))
def test_words_are_kept_whatever_marks_them(words: list[str], mark: str) -> None:
    told = plain_line(" ".join(f"{mark}{word}{mark}" for word in words))
    assert [word for word in words if word not in told] == []
    assert "*" not in told


@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=3), min_size=1, max_size=4).filter(
        lambda rows: len({*map(len, rows)}) == 1
    )
)
def test_a_table_set_in_columns_fits(rows: list[list[str]]) -> None:
    source = "\n".join(
        ["|" + "|".join("h" for _ in rows[0]) + "|", "|" + "|".join("---" for _ in rows[0]) + "|"]
        + ["|" + "|".join(row) + "|" for row in rows]
    )
    assert all(cells(line) <= WIDTH for line in plain_lines(source))


@given(st.text(alphabet="*_`~[]()!#>|$\\-1. \nab\x1b", max_size=60))
def test_no_text_breaks_it_and_none_brings_control_characters(source: str) -> None:
    assert "\x1b" not in "".join(plain_lines(source))
    assert "\n" not in plain_line(source)

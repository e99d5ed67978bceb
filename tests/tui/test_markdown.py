from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizcv.tui.render import markdown
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.markdown import parse, pictures
from quizcv.tui.render.nodes import Formula, Paragraph, Picture
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.tui.render.nodes import Node
    from quizcv.tui.render.wrapping import Line


def rows(source: str, width: int = 40, *, raw_math: bool = False) -> list[str]:
    return ["".join(run.text for run in line).rstrip() for line in lay_out(source, width, raw_math=raw_math)]


def styles(lines: Sequence[Line]) -> dict[str, str]:
    return {run.text: run.style for line in lines for run in line}


def told(nodes: Sequence[Node]) -> list[object]:
    return ["".join(run.text for run in node.runs) if isinstance(node, Paragraph) else node for node in nodes]


PLAIN = st.text(st.sampled_from("ab9 .,:!?'\"()/%$^{}\n卷²"), max_size=80)


@given(PLAIN)
def test_a_text_without_markdown_reads_the_same_with_and_without_the_parser(source: str) -> None:
    with patch.object(markdown, "_MARKDOWN", re.compile("")):
        parsed = parse.__wrapped__(source)
    assert [" ".join(str(each).split()) for each in told(parse.__wrapped__(source))] == [
        " ".join(str(each).split()) for each in told(parsed)
    ]


@given(st.text(max_size=200), st.integers(10, 72))
def test_no_text_whatever_breaks_the_layout_or_the_width(source: str, width: int) -> None:
    for line in lay_out(source, width):
        assert sum(cell_len(run.text) for run in line) <= width


HOSTILE = st.lists(
    st.sampled_from(
        [
            "$",
            "$$",
            "`",
            "```\n",
            "|",
            "\n",
            "- ",
            "1. ",
            "> ",
            "#",
            "*",
            "_",
            "\\",
            "[x](y)",
            "![a](b)",
            "&amp;",
            "<b>",
            "a",
            "|-|-|\n",
            " ",
        ]
    ),
    max_size=30,
).map("".join)


@given(HOSTILE, st.integers(12, 40))
def test_no_markdown_whatever_breaks_the_layout_or_the_width(source: str, width: int) -> None:
    for line in lay_out(source, width):
        assert sum(cell_len(run.text) for run in line) <= width


def test_emphasis_and_code_have_their_styles() -> None:
    found = styles(lay_out("a **b** *c* `d` ~~e~~", 40))
    assert (found["b"], found["c"], found["d"], found["e"]) == ("bold", "italic", "$accent", "strike")


def test_a_formula_is_drawn_and_its_underscores_are_no_emphasis() -> None:
    (drawn,) = rows("with $c_{in} * k * c_{out}$ weights")
    assert drawn.startswith("with cᵢₙ")
    assert "_" not in drawn
    assert all(
        "italic" not in run.style for line in lay_out("$a_1$ and $b_2$ *x*", 40) for run in line if "a" in run.text
    )


def test_a_formula_is_drawn_wherever_text_can_stand() -> None:
    assert rows("# The loss $L_i^2$") == ["The loss Lᵢ²"]
    assert rows("**bold $x^2$** and *$\\alpha_i$*") == ["bold x² and αᵢ"]
    assert rows("- item $k^2$\n  1. nested $W_q$") == ["• item k²", "  1. nested W_q"]
    assert rows("> quoted $\\sum_i x_i$") == ["│ quoted ∑ᵢ xᵢ"]
    assert rows("[link $y_1$](b.md)") == ["link y₁"]
    assert rows("損失 $\\text{類別} = k$ 的") == ["損失 類別 = k 的"]


def test_a_formula_in_a_table_may_hold_a_bar_and_lines_up_by_its_cells() -> None:
    source = "| $p(y|x)$ | 類 |\n| :-- | --: |\n| $\\|x\\|_2$ | $\\frac{a}{b}$ |\n| $$\\frac{p(x|y)}{p(x)}$$ | 1 |"
    assert rows(source) == ["p(y|x)        類", "───────────  ───", "‖x‖₂         a/b", "p(x|y)/p(x)    1"]


def test_a_formula_in_two_dimensions_stands_in_a_quote_and_behind_the_mark_of_an_item() -> None:
    assert rows("> $$x = \\frac{a}{b}$$") == ["│        a", "│   x = ───", "│        b"]
    assert rows("- $x = \\frac{a}{b}$\n- $x$") == ["       a", "• x = ───", "       b", "• x"]


def test_a_displayed_formula_stands_on_lines_of_its_own() -> None:
    assert [type(node) for node in parse("before $$x^2$$ after")] == [Paragraph, Formula, Paragraph]


def test_math_as_source_shows_what_was_written() -> None:
    assert rows("of $k^2$ and\n\n$$\\frac{1}{2}$$", raw_math=True) == ["of $k^2$ and", "", "$$\\frac{1}{2}$$"]


def test_dollars_in_code_stay_code() -> None:
    assert rows("`$x$` and\n\n```\necho $y$\n```") == ["$x$ and", "", "  echo $y$"]


def test_lists_hang_behind_their_marks() -> None:
    assert rows("- one two three\n- four\n  - five", 12) == ["• one two", "  three", "• four", "  • five"]
    assert rows("9. a\n10. b") == [" 9. a", "10. b"]


def test_tables_align_and_wrap() -> None:
    source = "| layer | size |\n| :-- | --: |\n| conv1 | 7 |\n| a long name indeed | 12 |"
    assert rows(source, 20) == [
        "layer           size",
        "──────────────  ────",
        "conv1              7",
        "a long name       12",
        "indeed",
    ]


def test_quotes_and_rules() -> None:
    assert rows("> said\n\n---", 10) == ["│ said", "", "─" * 10]


def test_long_code_goes_on_below_behind_a_sign_and_keeps_its_spaces() -> None:
    assert rows("```\nif  x:\n    return  abcdefghijkl\n```", 18) == [
        "  if  x:",
        "      return",
        "      ↳ abcdefghij",
        "      ↳ kl",
    ]
    assert rows("```\nif  x:\n    return abcdefghijkl\n```", 16) == [
        "  if  x:",
        "      return",
        "      abcdefghij",
        "      kl",
    ]


def test_long_code_is_cut_behind_a_space_a_comma_or_a_bracket_where_it_can_be() -> None:
    assert rows("```\nConv2d(64, kernel_size=3, stride=2)\n```", 26) == [
        "  Conv2d(64,",
        "  ↳ kernel_size=3,",
        "  ↳ stride=2)",
    ]
    assert rows("```\nConv2d(64, kernel_size=3, stride=2)\n```", 30) == ["  Conv2d(64, kernel_size=3,", "  ↳ stride=2)"]


@given(st.text(st.sampled_from("ab ,([卷"), max_size=60), st.integers(6, 40))
def test_code_loses_no_sign_and_fits_at_any_width(code: str, width: int) -> None:
    lines = lay_out(f"```\nx{code}\n```", width)
    assert all(sum(cell_len(run.text) for run in line) <= width for line in lines)
    assert (
        "".join(run.text for line in lines for run in line if run.style == markdown.CODE_STYLE) == f"x{code}".rstrip()
    )


@pytest.mark.parametrize("source", ["[red]x[/red]", "[@click=app.quit]x[/]", "[link=http://a.b]x[/link]"])
def test_nothing_in_a_card_is_terminal_markup(source: str) -> None:
    content = as_content(lay_out(source, 60))
    assert content.plain == source
    assert not content.spans


def test_a_web_link_shows_its_address_as_text_and_any_other_only_its_words() -> None:
    assert rows("[paper](https://arxiv.org/abs/1)", 60) == ["paper (https://arxiv.org/abs/1)"]
    assert rows("<https://a.b>", 60) == ["https://a.b"]
    assert rows("[x](javascript:alert) [y](file:///etc/passwd)", 60) == [
        "[x](javascript:alert) [y](file:///etc/passwd)"
    ]
    assert rows("[x](notes.md)", 60) == ["x"]


def test_html_is_text() -> None:
    assert rows("<b>bold</b> &amp; <script>") == ["<b>bold</b> & <script>"]


def test_control_characters_never_reach_the_terminal() -> None:
    assert rows("a\x1b]8;;http://x\x07b\x9bm \u202ec `\x1b[31m`") == ["a]8;;http://xbm c [31m"]


def test_characters_of_the_private_plane_are_not_taken_for_formulas() -> None:
    assert rows("a \U000f0000 b $x$") == ["a \ufffd b x"]


def test_pictures_are_found_wherever_they_stand() -> None:
    source = "![a](x.png)\n\n- ![b](y.png)\n\n> text ![c](z.png)"
    assert [each.address for each in pictures(parse(source))] == ["x.png", "y.png", "z.png"]


def test_a_picture_without_a_drawer_is_told_by_its_words() -> None:
    assert parse("![two squares](x.png)") == (Picture("x.png", "two squares"),)
    assert rows("![two squares](x.png)") == ["[picture: two squares]"]


def test_chinese_lines_are_measured_in_cells() -> None:
    assert [cell_len(row) <= 10 for row in rows("殘差連接解決了什麼問題？", 10)] == [True, True, True]


def test_a_formula_that_is_all_of_a_paragraph_has_two_dimensions_if_it_gains_by_them() -> None:
    assert rows(r"$\frac{a}{b}$") == ["   a", "  ───", "   b"]
    assert rows(r"so $\frac{a}{b}$") == ["so a/b"]
    assert rows("$x = 1$") == ["x = 1"]


def test_a_list_mark_stands_on_the_line_of_a_tall_formula() -> None:
    assert rows("- $\\frac{a}{b}$\n- $y = x$\n- more") == ["   a", "• ───", "   b", "• y = x", "• more"]


def test_the_source_of_a_formula_is_shown_as_written_on_demand() -> None:
    assert rows(r"$\frac{a}{b}$", raw_math=True) == [r"$\frac{a}{b}$"]

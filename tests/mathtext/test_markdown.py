"""Where the math of a card's text is, and the text with its math laid out."""

from __future__ import annotations

import pytest

from quizcv.mathtext import Kind, faults_in, plain, segments


def formulas(markdown: str) -> list[tuple[str, str]]:
    return [
        (piece.kind.value, piece.source) for piece in segments(markdown) if piece.kind in {Kind.INLINE, Kind.DISPLAY}
    ]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("a $x$ b", [("inline", "x")]),
        ("$x$", [("inline", "x")]),
        ("$x$, $y$.", [("inline", "x"), ("inline", "y")]),
        ("$x$$y$", [("inline", "x"), ("inline", "y")]),
        ("$$x$$", [("display", "x")]),
        ("$$\nx\n$$", [("display", "\nx\n")]),
        ("$a\nb$", [("inline", "a\nb")]),
        ("It costs $5 and $6.", []),
        ("between $5-$10", []),
        ("$ x$", []),
        ("$x $", []),
        ("$x$5", []),
        (r"\$x$", []),
        (r"$x\$y$", [("inline", r"x\$y")]),
        (r"\\$x$", [("inline", "x")]),
        ("`$x$`", []),
        ("``a ` $x$``", []),
        ("`a` $x$ `b`", [("inline", "x")]),
        ("`a $x$", [("inline", "x")]),
        (r"\`a $x$ \`", [("inline", "x")]),
        ("```\n$x$\n```\n$y$", [("inline", "y")]),
        ("~~~~\n$x$\n~~~\n$$y$$\n~~~~\n$z$", [("inline", "z")]),
        ("- item\n  ```python\n  $x$\n  ```\n- $y$", [("inline", "y")]),
        ("```\n$x$", []),
        ("$a\n\nb$", []),
        ("$$a\n\nb$$", []),
        ("$$a\n* next item $b$ and $$", [("inline", "b")]),
        ("$$\n- b\n$$", [("display", "\n- b\n")]),
        ("$$$$", []),
        ("$$ $$", []),
        ("$$a$$ $$b$$", [("display", "a"), ("display", "b")]),
        ("> $$\n> a\n> $$", [("display", "\n  a\n  ")]),
        ("$", []),
        ("", []),
    ],
)
def test_dollars_open_and_close_formulas(markdown: str, found: list[tuple[str, str]]) -> None:
    assert formulas(markdown) == found
    assert "".join(piece.text for piece in segments(markdown)) == markdown


def test_a_formula_knows_its_place() -> None:
    text = "a `$` $x^2$\n$$y$$"
    found = [piece for piece in segments(text) if piece.source]
    assert [text[piece.offset : piece.offset + len(piece.source)] for piece in found] == ["x^2", "y"]
    assert [text[piece.start :][: len(piece.text)] for piece in found] == ["$x^2$", "$$y$$"]


def test_faults_have_the_line_and_column_of_the_text() -> None:
    text = "Title\n\nThe $\\foo$ and\n$$\n  a + \\nope\n$$ and `$\\code$` $\\alpha$"
    assert [(row, column) for row, column, _ in faults_in(text)] == [(3, 6), (5, 7)]
    assert faults_in("no math, only $5") == []


def test_inline_math_stays_on_its_line() -> None:
    assert plain("with $k^2\\cdot c_{in}$ weights for \\$5") == "with k²·cᵢₙ weights for $5"


def test_text_without_math_is_left_as_it_is() -> None:
    assert plain("# A *title* with `code`\n\n- item") == "# A *title* with `code`\n\n- item"


def test_display_math_stands_on_rows_of_its_own() -> None:
    assert plain("so\n$$\n\\frac{a}{b}\n$$\nholds") == "so\n a\n───\n b\nholds"
    assert plain("so $$\\frac{a}{b}$$ holds") == "so\n a\n───\n b\nholds"


def test_the_mark_of_a_list_item_stands_on_the_baseline() -> None:
    assert plain("* one\n  * $$x = \\frac{a}{b}$$\n* two") == "* one\n         a\n  * x = ───\n         b\n* two"


def test_a_reader_of_lines_gets_display_math_on_one_line() -> None:
    assert plain("so $$\\frac{a}{b}$$ holds", blocks=False) == "so a/b holds"


def test_a_block_keeps_the_width_it_is_given() -> None:
    text = plain("- $$x = " + " + ".join(f"a_{n}" for n in range(9)) + "$$", 24)
    assert text == "- x = a₀ + a₁ + a₂ + a₃\n      + a₄ + a₅ + a₆\n      + a₇ + a₈"


def test_control_codes_never_come_out() -> None:
    assert plain("\x1b[31m $\x1b$ $$\\text{\x9b}$$ `\x07`").count("\ufffd") == 4

"""The page on formulas: every command it names is known, and what it says is drawn is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizcv.mathtext import block, faults, line
from quizcv.mathtext.commands import known

PAGE = (Path(__file__).parents[2] / "docs" / "formulas.md").read_text(encoding="utf-8")
DRAWN, NOT_DRAWN = PAGE.split("## What is not drawn")
COMMANDS = set(re.findall(r"\\([A-Za-z]+)", DRAWN)) - {"over", "right", "limits", "end"}  # words of the grammar
ROWS = re.findall(r"^\| `(\\begin\{.*?\\end\{\w+\})`.* \| `([^`]+)` \|$", DRAWN, re.MULTILINE)


def test_every_command_on_the_page_is_known() -> None:
    assert [name for name in COMMANDS if not known(name)] == []
    assert not any(known(name) for name in re.findall(r"\\([A-Za-z]+)", NOT_DRAWN))


@pytest.mark.parametrize(("source", "shown"), ROWS)
def test_what_the_page_says_of_grids_is_so(source: str, shown: str) -> None:
    assert line(source) == shown
    assert not faults(source)


def test_what_the_page_says_of_scripts_is_so() -> None:
    assert [line(source) for source in ("W_q", "x^{a,b}", r"\sigma_B^2", r"\frac{a+b}{c} x")] == [
        "W_q",
        "x^(a,b)",
        "σ²_B",
        "((a + b)/c)x",
    ]
    assert [row.rstrip() for row in block("W_q")] == ["W", " q"]
    assert [row.rstrip() for row in block(r"\mu_x \mu_y + c_x^2")] == ["μ μ  + cₓ²", " x y"]

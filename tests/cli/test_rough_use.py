"""The installed command in a real terminal, handled roughly: resized without pause, pasted into, its keys held down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import HEIGHT, IN_A_TERMINAL, WIDTH, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.support import Quizcv

DECK = """\
deck: rough
title: Rough use
cards:
  - {id: first, front: What is the first question?, back: The first answer}
  - {id: second, front: What is the second question?, back: The second answer}
  - {id: third, front: What is the third question?, back: The third answer}
  - {id: fourth, front: What is the fourth question?, back: The fourth answer}
"""
TYPED_DECK = """\
deck: rough
title: Rough use
cards:
  - {id: word, kind: typed, front: Which word is meant?, answer: dilation}
  - {id: next, front: What comes after it?, back: Nothing}
"""
SIZES = ((60, 18), (1, 1), (200, 60), (10, 5), (80, 3), (3, 40), (132, 43), (61, 19))

pytestmark = IN_A_TERMINAL


@pytest.fixture
def home(home: Path) -> Path:
    (home / "decks" / "small.yaml").unlink()
    (home / "decks" / "rough.yaml").write_text(DECK, encoding="utf-8")
    return home


@pytest.fixture
def terminal(home: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The review in a terminal, ended with the test; another deck can be given as the parameter."""
    if deck := getattr(request, "param", ""):
        (home / "decks" / "rough.yaml").write_text(deck, encoding="utf-8")
    opened = Terminal(home, "review")
    yield opened
    if opened.is_open:
        opened.tmux("kill-server", check=False)


def grades(quizcv: Quizcv) -> list[str]:
    """The cards graded, as the log has them."""
    return [line.split('"card": "')[1].split('"')[0] for line in quizcv("log", "--json").out.splitlines()]


def test_a_storm_of_sizes_ends_no_review_and_loses_no_card(terminal: Terminal, quizcv: Quizcv) -> None:
    terminal.wait_for("What is the first question?")
    for width, height in SIZES * 5:
        terminal.resize(width, height)
    terminal.resize(WIDTH, HEIGHT)
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    for width, height in SIZES:
        terminal.resize(width, height)
    terminal.resize(WIDTH, HEIGHT)
    terminal.wait_for("The first answer")
    terminal.type("3")
    terminal.wait_for("What is the second question?")
    assert grades(quizcv) == ["rough/first"]


def test_keys_held_down_grade_one_card_at_most(terminal: Terminal, quizcv: Quizcv) -> None:
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("-N", "200", "3")
    terminal.wait_for("What is the second question?")
    assert grades(quizcv) == ["rough/first"]
    terminal.type("-N", "200", "Space")
    terminal.wait_for("The second answer")
    assert grades(quizcv) == ["rough/first"]


@pytest.mark.parametrize("bracketed", [True, False], ids=["bracketed", "as keys"])
def test_ten_kilobytes_pasted_over_a_card_grade_at_most_one(
    terminal: Terminal, quizcv: Quizcv, *, bracketed: bool
) -> None:
    terminal.wait_for("What is the first question?")
    terminal.paste(" 3" * 5000, bracketed=bracketed)
    if bracketed:
        terminal.type("Space")  # the paste itself does nothing where nothing can be typed
    terminal.wait_for("The first answer")
    assert grades(quizcv) == []
    while (
        "What is the second question?" not in terminal.screen
    ):  # a key counts once the paste is over, however long that takes
        terminal.type("4")
        terminal.wait_for("question?")
    assert grades(quizcv) == ["rough/first"]


@pytest.mark.parametrize("terminal", [TYPED_DECK], indirect=True, ids=["typed"])
def test_ten_kilobytes_pasted_into_an_answer_are_judged_and_nothing_else(terminal: Terminal, quizcv: Quizcv) -> None:
    terminal.wait_for("Which word is meant?")
    terminal.paste("dilation 1 2 3 4 q u\n" * 500, bracketed=True)
    terminal.type("Enter")
    terminal.wait_for("You wrote")
    assert grades(quizcv) == []
    terminal.type("1")
    terminal.wait_for("What comes after it?")
    assert grades(quizcv) == ["rough/word"]

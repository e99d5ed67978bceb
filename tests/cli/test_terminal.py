"""The installed command in a real terminal of 80 by 24: a card is reviewed, and nothing is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import IN_A_TERMINAL, WIDTH, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.support import Quizcv

DECK = """\
deck: plain
title: Plain questions
cards:
  - {id: first, front: What is the first question?, back: The first answer}
  - {id: second, front: What is the second question?, back: The second answer}
  - {id: third, front: What is the third question?, back: The third answer}
"""

pytestmark = IN_A_TERMINAL


@pytest.fixture
def home(home: Path) -> Path:
    (home / "decks" / "small.yaml").unlink()
    (home / "decks" / "plain.yaml").write_text(DECK, encoding="utf-8")
    return home


@pytest.fixture
def opened(home: Path) -> Iterator[list[Terminal]]:
    """The terminals a test opened; whatever still runs in them is ended with it."""
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        if terminal.is_open:
            terminal.tmux("kill-server", check=False)
    assert home.is_dir()


def test_a_card_is_revealed_graded_undone_and_progress_outlives_the_app(
    home: Path, opened: list[Terminal], quizcv: Quizcv
) -> None:
    terminal = Terminal(home)
    opened.append(terminal)
    screen = terminal.wait_for("Plain questions")
    assert max(map(len, screen.splitlines())) <= WIDTH
    terminal.type("Enter")
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("3")
    terminal.wait_for("What is the second question?")
    terminal.type("u")
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("4")
    terminal.wait_for("What is the second question?")
    terminal.type("q")
    terminal.wait_for("Plain questions")
    terminal.type("q")
    terminal.wait_for_end()
    kinds = [event.split('"kind": "')[1].split('"')[0] for event in quizcv("log", "--json").out.splitlines()]
    assert kinds == ["graded", "voided", "graded"]

    again = Terminal(home, "review")
    opened.append(again)
    again.wait_for("What is the second question?")
    again.kill()
    assert quizcv("show", "plain/first", "--json").json["memory"]["due"] == "2026-03-02"


def test_a_kill_in_the_middle_of_a_review_loses_no_grade(home: Path, opened: list[Terminal], quizcv: Quizcv) -> None:
    terminal = Terminal(home, "review")
    opened.append(terminal)
    terminal.wait_for("What is the first question?")
    terminal.type("Space")
    terminal.wait_for("The first answer")
    terminal.type("3")
    terminal.wait_for("What is the second question?")
    terminal.type("Space")
    terminal.wait_for("The second answer")
    terminal.kill()
    assert quizcv("doctor", "--json").json["ok"]
    assert quizcv("due", "--json").json["new"] == 2

    again = Terminal(home, "review")
    opened.append(again)
    again.wait_for("What is the second question?")
    again.type("u")
    again.wait_for("What is the first question?")


def test_the_plain_review_works_in_a_terminal_too(home: Path, opened: list[Terminal]) -> None:
    terminal = Terminal(home, "review", "--plain")
    opened.append(terminal)
    terminal.wait_for("Show the answer:")
    terminal.type("Enter")
    terminal.wait_for("Grade: 1 again")
    terminal.type("3", "Enter")
    terminal.wait_for("What is the second question?")
    terminal.type("C-c")
    terminal.wait_for_end()

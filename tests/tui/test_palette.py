"""ctrl+p lists what the words typed stand in, the nearest first."""

from __future__ import annotations

import pytest

from quizcv.tui.commands import EVERYWHERE, Command
from quizcv.tui.home.commands import HOME
from quizcv.tui.palette import fit, marked
from quizcv.tui.review.commands import REVIEW


def found(query: str) -> list[str]:
    """The labels a palette would list, in its order."""
    scored = [(fit(query, each.label, each.help), each.label) for each in (*HOME, *EVERYWHERE) if each.palette]
    return [label for score, label in sorted(scored, key=lambda each: -each[0]) if score]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("stat", "statistics"),
        ("STAT", "statistics"),
        ("card new", "new card"),
        ("new c", "new card"),
        ("imp", "import"),
        ("set", "settings"),
    ],
)
def test_the_label_that_begins_so_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_letters_scattered_over_a_sentence_find_nothing() -> None:
    assert found("stat") == ["statistics"]
    assert found("dck") == []
    assert found("statistics zebra") == []
    assert found("   ") == []


def test_a_word_of_the_sentence_finds_its_command() -> None:
    assert "browse" in found("suspend")
    assert "drill" in found("practise")


@pytest.mark.parametrize(
    "command", [each for each in (*HOME, *REVIEW, *EVERYWHERE) if each.palette], ids=lambda each: each.name
)
def test_every_command_is_found_by_its_label_and_by_its_beginning(command: Command) -> None:
    label, sentence = command.label, command.help
    assert fit(label, label, sentence) == 1
    assert fit(label[:3], label, sentence) >= 0.9
    assert str(marked(label, label[:3], None)) == label


def test_signs_in_what_is_typed_are_no_pattern() -> None:
    assert found(".*") == []
    assert str(marked("All (.*)", "(.*", None)) == "All (.*)"

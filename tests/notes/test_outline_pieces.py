"""A long note is parsed in pieces, and nothing of the result tells where it was cut."""

from __future__ import annotations

import random

import pytest

from quizcv.notes.outline import pieces, read_outline
from quizcv.notes.outline.parser import parser

_ROWS = (
    *("# One", "## Two", "  # Set in", "#", "", "", "", "words", "x = y", "a $x", "* b)$", "===", "---", "    code"),
    *("- a", "  - b", "    c", "1. d", "> q", "- # e", "- ```", "> ```", "- <!-- f", "| a | b |", "| --- | --- |"),
    *("```", "~~~", "$$", "\\[", "\\]", "<div>", "</div>", "<!-- g", "-->", "<script>", "</script>", "<pre>", "</pre>"),
    *("<details>", "<summary>s</summary>", "</details>"),
    *(
        "- x $y",
        "- z$ w",
        "* b",
        "- $$",
        "\u3000",
        "\t",
        "1. n",
        "7. m",
        "   - in",
        "> - q",
        "a + b = c",
        "- - -",
        "    - four",
    ),
)


def test_a_note_cut_anywhere_has_the_outline_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    for _ in range(400):
        note = "\n".join(chance.choice(_ROWS) for _ in range(chance.randint(5, 60)))
        whole = read_outline(note)
        with monkeypatch.context() as short:
            short.setattr(pieces, "FEWEST", chance.choice((1, 2, 5)))
            assert read_outline(note) == whole, note


@pytest.mark.parametrize("opening", ["<!--", "<script>"])
def test_what_is_never_closed_runs_on_over_every_cut(opening: str) -> None:
    below = "\n\n# Title\n\nwords" * pieces.FEWEST
    outline = read_outline(f"# First\n\nwords\n\n{opening}\nwords{below}")
    assert [section.title for section in outline.root.sections] == ["First"]


def test_lines_are_counted_through_all_pieces() -> None:
    note = "\n".join(f"# {number}\n\nwords\n" for number in range(pieces.FEWEST))
    rows = note.split("\n")
    sections = read_outline(note).root.sections
    assert all(rows[section.line - 1] == f"# {section.title}" for section in sections)
    assert all(rows[section.blocks[0].line - 1] == "words" for section in sections)


def test_a_list_of_questions_is_cut_between_them_though_each_holds_its_answer() -> None:
    rows = [
        row for number in range(pieces.FEWEST) for row in (f"- Why is {number} so?", "  - It is.", "    It must be.")
    ]
    tokens = list(pieces.tokens_by_piece(parser(), rows))
    lists = [token.map for token in tokens if token.type == "bullet_list_open" and not token.level]
    assert len(lists) > 1
    assert all(lines and lines[1] - lines[0] <= pieces.FEWEST + 3 for lines in lists)

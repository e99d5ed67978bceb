"""Rules asked by the first sign of a line find the blocks that they find when each is put to every line."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from quizcv.notes.outline.parser import parser, undispatched

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BEGINNINGS = ("", "", "", " ", "  ", "    ", "      ", "\t", "> ", ">", "- ", "1. ")
_ROWS = (
    *("- a", "* b", "1. x", "2) y", "10. z", "-", "+", "*", "- ", "-\tc", "  - \td", "1.", "1234567890. e"),
    *(
        "   ",
        "\t",
        "",
        "",
        "> q",
        "# h",
        "#",
        "####### no",
        "---",
        "===",
        "***",
        "_ _ _",
        "- - -",
        "--",
        " -",
        "=",
        "__",
    ),
    *("```", "~~~ r", "```a`b", "$$", "$$x$$", "\\[", "\\]", "\\\\[ a", "$3*(C", "*C))$"),
    *("<div>", "<b>t", "</details>", "<!--", "-->", "<br>", "\x0b u", "\u3000v", "a\tb", "text", "more text"),
    *("| a | b |", "|---|---|", ":-:|--", "--|--", "-|-", "a | b", "| 1 | 2 |"),
)


def test_the_blocks_of_any_note_are_those_of_every_rule_put_to_every_line() -> None:
    chance = random.Random(5)
    quick, slow = parser(), undispatched()
    for _ in range(3_000):
        rows = (chance.choice(_BEGINNINGS) + chance.choice(_ROWS) for _ in range(chance.randint(1, 14)))
        note = "\n".join(row if chance.random() < 0.85 else "" for row in rows)
        assert _blocks(quick, note) == _blocks(slow, note)


def _blocks(markdown: MarkdownIt, note: str) -> list[tuple[object, ...]]:
    return [
        (token.type, token.content, token.map, token.markup, token.info, token.tag)
        for token in markdown.parse(note)
        if token.type not in {"paragraph_open", "paragraph_close"}
    ]

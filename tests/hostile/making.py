"""Hostile input that is made, for it would be too large to keep: decks and notes of any size, each a bomb of one kind.

`SIZE` is what the tests take; `--full` takes `FULL`, which is what docs/safety.md promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = 3_000
FULL: Final = 100_000

CARD: Final = "deck: d\ncards:\n  - id: one\n    front: a\n    back: b\n"


def front(text: str) -> str:
    """A deck with one card of that front, in single quotes."""
    return CARD.replace("front: a", f"front: '{text}'")


def block(text: str) -> str:
    """A deck with one card of that front, as a block."""
    return CARD.replace("front: a\n", "front: |\n" + "".join(f"      {row}\n" for row in text.splitlines()))


def kind(name: str, rest: str) -> str:
    """A deck with one card of a kind."""
    return f"deck: d\ncards:\n  - id: one\n    kind: {name}\n{rest}"


def problem(rest: str) -> str:
    """A deck with one problem that asks for a."""
    return kind("problem", f"    front: '{{a}}'\n    given: {{a: 1..9}}\n    answer: a\n{rest}")


def rows(count: int, row: Callable[[int], str]) -> str:
    """So many lines."""
    return "".join(map(row, range(count)))


def listed(count: int, letter: str) -> str:
    """So many words in brackets."""
    return "[" + ", ".join(f"{letter}{n}" for n in range(count)) + "]"


DECKS: Final[dict[str, Callable[[int], str]]] = {
    "brackets": lambda n: "deck: d\ncards: " + "[" * n,
    "braces": lambda n: "deck: d\ncards: " + "{a: " * n,
    "dashes": lambda n: "deck: d\ncards:\n" + "- " * n,
    "keys": lambda n: "deck: d\ncards: []\n" + rows(n, lambda i: f"k{i}: v\n"),
    "keys-twice": lambda n: "deck: d\ncards: []\n" + rows(n // 2, lambda i: f"k{i}: v\n") * 2,
    "one-key-again": lambda n: "deck: d\ncards: []\n" + "a: v\n" * n,
    "keys-of-a-card": lambda n: CARD + rows(n, lambda i: f"    k{i}: v\n"),
    "names-of-a-problem": lambda n: kind(
        "problem", "    front: a\n    answer: a0\n    given:\n" + rows(n, lambda i: f"      a{i}: 1..9\n")
    ),
    "id": lambda n: CARD.replace("one", "x-" * n),
    "deck-name": lambda n: CARD.replace("deck: d", "deck: " + "x" * n),
    "was": lambda n: CARD + "    was: " + "x/" * n + "\n",
    "language": lambda n: CARD.replace("cards:", "language: " + "ab-" * n + "\ncards:"),
    "title": lambda n: CARD.replace("cards:", "title: " + "T" * n + "\ncards:"),
    "key-of-one-letter": lambda n: "deck: d\ncards: []\n? '" + "k" * n + "'\n: v\n",
    "kind": lambda n: kind("basic" * n, "    front: a\n"),
    "family": lambda n: kind("problem", "    family: " + "conv-" * n + "\n"),
    "formula": lambda n: kind("symbolic", "    front: a\n    answer: " + "x+" * n + "x\n"),
    "number": lambda n: kind("numeric", "    front: a\n    answer: " + "9" * 10 * n + "\n"),
    "tolerance": lambda n: kind("numeric", "    front: a\n    answer: 5\n    tolerance: " + "9" * n + "%\n"),
    "anchor": lambda n: "deck: d\ncards:\n  - &" + "a" * n + " x\n",
    "alias": lambda n: "deck: d\ncards:\n  - *" + "a" * n + "\n",
    "tag": lambda n: "deck: d\ncards:\n  - !" + "a" * n + " x\n",
    "directive": lambda n: "%" + "A" * n + " x\n---\n" + CARD,
    "anchors": lambda n: "deck: d\ncards:\n" + rows(n, lambda i: f"  - &a{i} x\n"),
    "quote-unclosed": lambda n: "deck: d\ncards:\n  - front: '" + "a\n\n" * n,
    "control-signs": lambda n: "deck: d\ncards: []\n# " + "\x01" * n,
    "faults": lambda n: "deck: d\ncards:\n" + "  - x\n" * n,
    "misspelt-keys": lambda n: "deck: d\ncards:\n" + "  - {id: x, fronnt: a, bacck: b}\n" * n,
    "one-id": lambda n: "deck: d\ncards:\n" + "  - {id: x, front: a, back: b}\n" * n,
    "one-text": lambda n: "deck: d\ncards:\n" + "  - {front: a, back: b}\n" * n,
    "options": lambda n: kind("choice", f"    front: a\n    options: {listed(n, 'o')}\n    answer: o5\n"),
    "answers": lambda n: kind(
        "choice", f"    front: a\n    options: {listed(900, 'o')}\n    answer: {listed(min(n, 900), 'x')}\n"
    ),
    "accepted": lambda n: kind("typed", f"    front: a\n    answer: b\n    accept: {listed(n, 'o')}\n"),
    "tags": lambda n: CARD + f"    tags: {listed(n, 't')}\n",
    "blanks": lambda n: kind("cloze", "    text: 'a " + "{{b}} " * n + "'\n"),
    "blanks-open": lambda n: kind("cloze", "    text: 'a " + "{{" * n + "'\n"),
    "blanks-colons": lambda n: kind("cloze", "    text: 'a {{b" + "::" * n + "}}'\n"),
    "pictures-missing": lambda n: front("![a](b.png)" * (n // 2)),
    "pictures-open": lambda n: front("![" * n),
    "pictures-half-open": lambda n: front("![a](" * n),
    "commands-unknown": lambda n: front(r"$\q$" * n),
    "dollars": lambda n: front("$a " * n),
    "fractions": lambda n: front("$" + r"\frac{1}{" * n + "x" + "}" * n + "$"),
    "square-brackets": lambda n: front("[" * n),
    "stars": lambda n: front("*a_" * n),
    "quotes-in-quotes": lambda n: front("> " * n + "x"),
    "entities": lambda n: front("&#x202e;&amp;" * n),
    "table-of-columns": lambda n: block("|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n),
    "table-of-short-rows": lambda n: block("|" + "a|" * (n // 20) + "\n|" + "-|" * (n // 20) + "\n" + "|a|\n" * (n // 20)),
    "references": lambda n: block(rows(n, lambda i: f"[r{i}]: x\n")),
    "zalgo": lambda n: front("a" + "\u0301" * n),
    "joiners": lambda n: front("👩" + "\u200d👩" * n),
    "one-line": lambda n: front("word " * 10 * n),
    "one-word": lambda n: front("x" * 10 * n),
    "one-scalar": lambda n: CARD.replace("back: b", "back: |\n" + "      a line of text\n" * 5 * n),
    "too-large": lambda n: CARD + "# " + "x" * ((16 << 20) + n),
    "steps": lambda n: problem("    steps:\n" + "      - a\n" * n),
    "mistakes": lambda n: problem("    mistakes:\n" + rows(n // 2, lambda i: f"      - {{answer: a + {i + 1}, says: x}}\n")),
    "conditions": lambda n: problem("    where:\n" + "      - a > 0\n" * n),
    "places": lambda n: problem("").replace("'{a}'", "'" + "{a}" * 3 * n + "'"),
    "values": lambda n: problem("").replace("1..9", "[" + ", ".join(map(str, range(n))) + "]"),
}  # fmt: skip

NOTES: Final[dict[str, Callable[[int], str]]] = {
    "sum-without-end": lambda n: "1+" * (n // 5) + "1 = 5\n",
    "equals": lambda n: "1 = " * (n // 20) + "1\n",
    "power-tower": lambda n: "- What?\n  - " + "2^" * (n // 30) + "2 = 4\n",
    "fractions": lambda n: "- What is a gate?\n  - $" + r"\frac{1}{" * (n // 50) + "x" + "}" * (n // 50) + "$\n",
    "formula": lambda n: "- What is the size? where k is the kernel\n  - $o = " + "k+" * (n // 5) + "k$\n",
    "table-of-columns": lambda n: "| " + "a? | " * (n // 30) + "\n|" + "---|" * (n // 30) + "\n| " + "b | " * (n // 30) + "\n",
    "table-of-rows": lambda n: "| Question | Answer |\n|---|---|\n" + "| What is x? | y |\n" * (n // 30),
    "picture-in-the-text": lambda n: "- What is a gate?\n  - ![x](data:image/png;base64," + "A" * 10 * n + ")\n  - It.\n",
    "one-line": lambda n: "- What is a gate?\n  - " + "It says so. " * n + "\n",
    "one-word": lambda n: "- What is " + "x" * 10 * n + "?\n  - y\n",
    "heading": lambda n: "# " + "x" * n + "?\nIt.\n",
    "questions": lambda n: rows(n // 50, lambda i: f"- What is a{i}?\n  - It is {i}.\n"),
    "details": lambda n: "<details>" * (n // 5) + "What?",
    "cells": lambda n: "<table><tr><td>" * (n // 20),
    "entities": lambda n: "&amp;" * n + "\n- What?\n  - &#27;[31m &#x202e; &#0;\n",
    "references": lambda n: rows(n // 5, lambda i: f"[r{i}]: x\n"),
    "ticked": lambda n: "- [x] a\n" * (n // 20) + "Which?\n",
    "square-brackets": lambda n: "[" * n,
    "backticks": lambda n: "`" * (n + 1),
    "dollars": lambda n: "$" * (n + 1),
    "angles": lambda n: "<" * n,
    "dashes": lambda n: "- " * n + "x",
    "quotes": lambda n: "> " * n + "x",
    "question-marks": lambda n: "?" * n,
    "nothing-to-see": lambda n: "\u200b" * n + "What?",
    "fences": lambda n: "```\n" * (n // 5 + 1),
    "comments": lambda n: "<!--" * (n // 3),
    "years": lambda n: "ResNet (2015) " * (n // 20),
    "terms": lambda n: rows(n // 50, lambda i: f"**T{i}**: a definition\n\n"),
    "papers": lambda n: rows(n // 200, lambda i: f"## Net{i} (201{i % 10})\n- Problem: x\n- Idea: y\n"),
}  # fmt: skip

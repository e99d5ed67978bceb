"""YAML texts as a person writes them: plain where plain is read back the same, quoted or as a block where not."""

from __future__ import annotations

import json
import re

LONGEST_LINE = 100
"""Characters of a text on one line with its key; a longer one begins on a line of its own."""
SHORT = 40
"""Up to here a text that can't be plain is quoted; a longer one becomes a block, which needs no quoting."""
_BEGINNER = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`]|[-?:](?:\s|$)")
_INSIDE = re.compile(r":(?:\s|$)|\s#|[\t\n]")
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_FLOW = re.compile(r"[,\[\]{}:#?]")


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether a text can stand without quotes.

    Args:
        text: One line.
        flow: Whether it stands inside `[...]` or `{...}`.
    """
    if not text or text in _NULLS or _BEGINNER.match(text) or _INSIDE.search(text):
        return False
    return not (flow and (_FLOW.search(text) or text.startswith("-")))


def quoted(text: str) -> str:
    """A text on one line in quotes; double ones only where they are needed or read better."""
    if "\n" in text or "\t" in text or ("'" in text and '"' not in text and "\\" not in text):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


def short(text: str, *, flow: bool = False) -> str:
    """A text on one line, quoted if it must be."""
    return text if is_plain(text, flow=flow) else quoted(text)


def value(text: str, indent: int) -> str:
    """A text behind `key: `, at the end of its line or as a block below it.

    Args:
        text: Without white space at its end.
        indent: The column of the key, from 0.
    """
    if "\n" not in text and is_plain(text) and len(text) <= LONGEST_LINE:
        return text
    if not is_block(text) or ("\n" not in text and len(text) <= SHORT):
        return short(text)
    mark = "|2" if text[0] in " \t\n" else "|"
    rows = (f"{' ' * (indent + 2)}{row}" if row else "" for row in text.split("\n"))
    return "\n".join([mark, *rows])


def is_block(text: str) -> bool:
    """Whether a text can stand as a literal block: the reader strips its end, and a block can't be blank."""
    return bool(text.strip()) and text == text.rstrip()


def flow_list(items: tuple[str, ...] | list[str]) -> str:
    """`[a, b]`."""
    return "[" + ", ".join(short(item, flow=True) for item in items) + "]"

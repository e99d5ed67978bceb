"""The faults of one deck file, gathered while it is read and told all at once, in plain words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from quizcv.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    import yaml

MOST_FAULTS = 1000
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
"""What a deck's text never holds: C0 but for tab and line breaks, DEL, C1, the separators and byte order marks that editors
hide, and the characters that turn the direction of writing round. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""

_BEGINNERS = {
    "{": "a brace",
    "[": "a bracket",
    "*": "*",
    "&": "&",
    "!": "!",
    "%": "%",
    "@": "@",
    "`": "a backtick",
    "|": "|",
}
_VALUE = re.compile(r"^\s*(?:- )*(?:[A-Za-z_][\w-]*:\s+|- )(.)")


class Mark(Protocol):
    """A place in the text; lines and columns count from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """An event of the YAML stream, as far as a fault's place goes."""

    start_mark: Mark


class Faults:
    """What is wrong with one file.

    Args:
        path: The file, as messages name it.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.text = ""
        self.found: list[Diagnostic] = []

    def at(self, line: int, column: int, message: str) -> None:
        """A fault at a place counted from 1."""
        if len(self.found) < MOST_FAULTS:
            self.found.append(Diagnostic(self.path, line, column, message))
        elif len(self.found) == MOST_FAULTS:
            self.found.append(Diagnostic(self.path, 0, 0, f"and more; mend these first {MOST_FAULTS:,} faults"))

    def event(self, event: Event, message: str) -> None:
        """A fault where an event of the YAML stream begins."""
        self.at(event.start_mark.line + 1, event.start_mark.column + 1, message)

    def inside(self, event: Event, text: str, offset: int, message: str) -> None:
        """A fault at a character of a scalar: `offset` counts from 0 in its value as the reader gives it.

        Folding, indentation and line ends change only white space, so the place is found by counting what is not. In
        double quotes escapes change more; there the fault stands where the text begins.
        """
        style = getattr(event, "style", "")
        if style == '"':
            self.event(event, message)
            return
        source = self.text
        place = event.start_mark.index + (style == "'")
        if style in {"|", ">"}:
            place = source.find("\n", place) + 1
        before = sum(map(len, text[:offset].split()))
        while place < len(source) and (before or source[place].isspace()):
            if not source[place].isspace():
                before -= 1
                place += style == "'" and source.startswith("''", place)
            place += 1
        start = source.rfind("\n", 0, place) + 1
        line = event.start_mark.line + 1 + source.count("\n", event.start_mark.index, place)
        self.at(line, place - start + 1, message)

    def control_characters(self, event: Event, text: str) -> None:
        """A fault for each unsafe character an escape in double quotes has made."""
        for match in UNSAFE.finditer(text):
            self.event(event, f"the escape for U+{ord(match[0]):04X} makes {name_of(match[0])}; take it out")

    def sorted(self) -> tuple[Diagnostic, ...]:
        """The faults in the order of the file, without repetitions."""
        return tuple(sorted(dict.fromkeys(self.found)))


def name_of(character: str) -> str:
    """What an unsafe character is, for a message."""
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return "a character that turns the direction of writing round"
    if character in "\u2028\u2029":
        return "a line separator that editors don't show"
    if character == "\ufeff":
        return "a byte order mark inside the text"
    return "a control character"


def quote(text: str) -> str:
    """A piece of the file for a message: on one line, not too long, nothing that a terminal obeys."""
    longest = 60
    return repr(text if len(text) <= longest else text[:longest] + "…")


def near(name: str, names: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing."""
    found = get_close_matches(name, list(names), 1, 0.6)
    return f"; did you mean {quote(found[0])}?" if found else ""


_MEANINGS = {
    "mapping values are not allowed": (
        "there is a ': ' inside this text; put the whole text in quotes, or begin it with | on a line of its own"
    ),
    "found character '\\t'": "a tab where YAML wants spaces; indent with spaces",
    "unexpected end of stream": "quotes that were opened are not closed; close them, and double a ' inside '...'",
    "expected <block end>": (
        "this line does not fit the lines above; check its indentation, and quote a text with quotes inside"
    ),
    "did not find expected '-'": "this line does not fit the list above; check its indentation",
    "could not find expected ':'": "no `key: text`; write a colon and a space, and indent the further lines of a text",
    "did not find expected key": (
        "this is no `key: text` at the indentation of the keys above; check the indentation and the quotes"
    ),
    "undefined tag handle": "tags are not used in decks; quote a text that begins with !",
}
"""What libyaml says, and what it means for who wrote the deck, with the mend."""


def in_plain_words(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """What libyaml's message means for who wrote the deck, and the mend."""
    problem = error.problem or "it can't be read"
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    begins = _VALUE.match(row)
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return _MEANINGS["found character '\\t'"]
    if begins and begins[1] in _BEGINNERS and "mapping values" not in problem:
        return f"a text that begins with {_BEGINNERS[begins[1]]} needs quotes, or | and the text on the next line"
    for said, meaning in _MEANINGS.items():
        if said in problem:
            return meaning
    return f"this is no YAML: {problem}; check quotes and indentation"

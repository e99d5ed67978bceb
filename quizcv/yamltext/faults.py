"""The faults of one file, gathered while it is read and told all at once, in plain words."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from quizcv.errors import Diagnostic
from quizcv.yamltext.dialect import DECK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.yamltext.dialect import Dialect


MOST_FAULTS = 1000
MOST_COMPARED = 200
LONGEST_NAME = 200
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)
"""What the text of a file never holds: C0 but for tab and line breaks, DEL, C1, the separators and byte order marks that editors
hide, and the characters that turn the direction of writing round. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""


class Faults:
    """What is wrong with one file.

    Args:
        path: The file, as messages name it.
        dialect: The kind of file, for its words and its limits.

    Attributes:
        text: The file's text, once it is known; places count its characters from 0.
        found: What is wrong, in the order of finding.
    """

    def __init__(self, path: str, dialect: Dialect = DECK) -> None:
        self.path = path
        self.dialect = dialect
        self.text = ""
        self.found: list[Diagnostic] = []
        self._starts: list[int] = []
        self._walked: tuple[int, str, int, int] | None = None

    @property
    def are_enough(self) -> bool:
        """Whether so many were found that no further one is told: who looks for more may stop."""
        return len(self.found) > MOST_FAULTS

    def whole(self, message: str) -> None:
        """A fault of the whole file."""
        self.at_line(0, 0, message)

    def at_line(self, line: int, column: int, message: str) -> None:
        """A fault at a line and a column, counted from 1."""
        if len(self.found) < MOST_FAULTS:
            self.found.append(Diagnostic(self.path, line, column, message))
        elif len(self.found) == MOST_FAULTS:
            self.found.append(Diagnostic(self.path, 0, 0, f"and more; mend these first {MOST_FAULTS:,} faults"))

    def at(self, place: int, message: str) -> None:
        """A fault at a character of the text."""
        line = self.line_of(place)
        self.at_line(line, place - self._starts[line - 1] + 1, message)

    def line_of(self, place: int) -> int:
        """The line of a character, counted from 1."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return bisect_right(self._starts, place)

    def inside(self, place: int, text: str, offset: int, message: str) -> None:
        """A fault at a character of a scalar.

        Folding, indentation and line ends change only white space, so the place is found by counting what is not. In
        double quotes escapes change more; there the fault stands where the text begins.

        Args:
            place: Where the scalar begins.
            text: Its value, as the reader gives it.
            offset: The character in its value, from 0.
            message: What is wrong.
        """
        if self.are_enough:
            return
        source = self.text
        style = source[place : place + 1]
        if style == '"':
            self.at(place, message)
            return
        # The faults of one text come in order: the walk goes on from the last one, or many would take the square of its length.
        begun, since = place, 0
        if self._walked and self._walked[0] == place and self._walked[1] is text and self._walked[2] <= offset:
            since, place = self._walked[2:]
        elif style in {"|", ">"}:
            place = source.find("\n", place)
        else:
            place += style == "'"
        before = sum(map(len, text[since:offset].split()))
        while place < len(source) and (before or source[place].isspace()):
            if not source[place].isspace():
                before -= 1
                place += style == "'" and source.startswith("''", place)
            place += 1
        self._walked = (begun, text, offset, place)
        self.at(place, message)

    def control_characters(self, place: int, text: str) -> None:
        """A fault for each unsafe character an escape in double quotes has made."""
        for match in UNSAFE.finditer(text):
            self.at(place, f"the escape for U+{ord(match[0]):04X} makes {name_of(match[0])}; take it out")

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
    return repr(shortened(text))


def shortened(text: str) -> str:
    """A piece of the file cut to a length that fits a message."""
    longest = 60
    return text if len(text) <= longest else text[:longest] + "…"


def near(name: str, names: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing: only so many names are compared, and none for a name that is longer than any of ours."""
    found = get_close_matches(name, list(islice(names, MOST_COMPARED)), 1, 0.6) if len(name) <= LONGEST_NAME else []
    return f"; did you mean {quote(found[0])}?" if found else ""

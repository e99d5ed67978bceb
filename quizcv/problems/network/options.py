"""The values of one entry of a network file, worked out with the names that are known there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import compile_test, evaluate
from quizcv.problems.formula.parser import parse, parse_test
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.yamltext.faults import near, quote
from quizcv.yamltext.tree import Map, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.yamltext.faults import Faults

LARGEST: Final = 1_000_000
"""Of any number in a network file: channels, sizes, strides."""
PAIR: Final = re.compile(r"(\d{1,6})\s*[x×]\s*(\d{1,6})")
YES: Final = ("yes", "true", "on")
NO: Final = ("no", "false", "off")


class StopReadingError(Exception):
    """What follows can't be worked out; why is among the faults."""


class Options:
    """The keys of one entry, with those that are different in its first repetition, and the names formulas may use.

    Args:
        node: The entry; None for one that is a bare word.
        first: What `first:` says otherwise, in the first repetition.
        names: The numbers known here.
        faults: Where faults go.
        place: Where the entry begins.
    """

    def __init__(
        self, node: Map | None, first: Map | None, names: Mapping[str, int], faults: Faults, place: int
    ) -> None:
        self.nodes: Sequence[Map] = [each for each in (first, node) if each is not None]
        self.names = names
        self.faults = faults
        self.entry = place

    def holder(self, key: str) -> Map | None:
        """The mapping a key is in."""
        return next((node for node in self.nodes if key in node), None)

    def __contains__(self, key: str) -> bool:
        return self.holder(key) is not None

    def raw(self, key: str) -> str | Map | Row:
        """What stands behind a key; empty if there is none."""
        node = self.holder(key)
        return "" if node is None else node[key]

    def place(self, key: str) -> int:
        """Where that stands."""
        node = self.holder(key)
        return self.entry if node is None else node.place(key)

    def refuse(self, key: str, message: str) -> NoReturn:
        """Adds a fault at a key and stops.

        Raises:
            StopReadingError: Always.
        """
        self.faults.at(self.place(key), message)
        raise StopReadingError

    def text(self, key: str) -> str:
        """The text behind a key."""
        value = self.raw(key)
        if not isinstance(value, str):
            self.refuse(key, f"{key} takes a number or a formula, not {'a list' if isinstance(value, Row) else 'keys'}")
        return value

    def number(self, key: str, usual: int | None = None, *, least: int = 1, most: int = LARGEST) -> int:
        """A whole number, or a formula that comes to one."""
        written = self.text(key)
        if not written:
            if usual is None or key in self:
                self.refuse(key, f"{key} needs a number")
            return usual
        return self.value(key, written, least, most)

    def value(self, key: str, written: str, least: int, most: int) -> int:
        """The whole number a formula comes to."""
        if written.isascii() and written.isdigit() and len(written) < len(str(LARGEST)):
            found: Any = int(written)
        else:
            try:
                found = evaluate(parse(written, self.names, budget=TEMPLATE), self.names)
            except FormulaError as error:
                self.faults.inside(self.place(key), written, max(error.column - 1, 0), f"{key}: {error.reason}")
                raise StopReadingError from None
        if found.denominator != 1:
            self.refuse(key, f"{key} comes to {found.numerator}/{found.denominator}, which is no whole number")
        if not least <= found <= most:
            shown = f"{int(found):,}" if abs(found) < 10**12 else "a far larger number"
            message = f"{key} is {shown}, and may be {least:,} to {most:,}"
            self.refuse(key, message)
        return int(found)

    def pair(self, key: str, usual: int | tuple[int, int], *, least: int = 1) -> tuple[int, int]:
        """Two numbers, `1x7`, or one that counts for height and width."""
        written = self.text(key)
        both = PAIR.fullmatch(written)
        if both:
            down, across = (self.value(key, both[n].lstrip("0") or "0", least, LARGEST) for n in (1, 2))
            return down, across
        if not written and key not in self:
            return (usual, usual) if isinstance(usual, int) else usual
        number = self.number(key, least=least)
        return number, number

    def switch(self, key: str, *, usual: bool) -> bool:
        """Yes or no."""
        written = self.text(key)
        if not written and key not in self:
            return usual
        if written not in YES and written not in NO:
            self.refuse(key, f"{key} is yes or no, not {quote(written)}")
        return written in YES

    def word(self, key: str, words: Sequence[str], usual: str) -> str:
        """One of several words."""
        written = self.text(key)
        if not written and key not in self:
            return usual
        if written not in words:
            mend = near(written, words) or f"; it is one of {', '.join(words)}"
            self.refuse(key, f"there is no {key} {quote(written)}{mend}")
        return written

    def holds(self, key: str) -> bool:
        """Whether a condition, or each of a list of them, is true; true where there is none."""
        if key not in self:
            return True
        value = self.raw(key)
        tests = list(value) if isinstance(value, Row) else [value]
        places = value.places if isinstance(value, Row) else [self.place(key)]
        for test, place in zip(tests, places, strict=True):
            if not isinstance(test, str) or not test:
                self.faults.at(place, f"{key} takes a condition such as channels != out, or a list of them")
                raise StopReadingError
            try:
                if not compile_test(parse_test(test, self.names, budget=TEMPLATE))(self.names):
                    return False
            except FormulaError as error:
                self.faults.inside(place, test, max(error.column - 1, 0), f"{key}: {error.reason}")
                raise StopReadingError from None
        return True

"""Which cards of a deck fit a term."""

from __future__ import annotations

import operator
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, assert_never

from quizcv.cards.searching.language import And, Compare, Field, Has, Is, Measure, Not, Or, Sign, State, Text
from quizcv.progress.finding.bits import flags_of
from quizcv.progress.finding.shelf import BEGUN, FAILED, FLAGGED, KINDS, SUSPENDED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from datetime import date

    from quizcv.cards.searching.language import Term
    from quizcv.progress.finding.shelf import Shelf

_SIGNS: Final[dict[Sign, Callable[[Any, Any], bool]]] = {
    Sign.LESS: operator.lt,
    Sign.AT_MOST: operator.le,
    Sign.EQUAL: operator.eq,
    Sign.UNEQUAL: operator.ne,
    Sign.AT_LEAST: operator.ge,
    Sign.MORE: operator.gt,
}


def _bits(wanted: int, unwanted: int = 0) -> bytes:
    """A table for `bytes.translate`: 1 for a standing with these bits and without those."""
    return bytes((bits & wanted == wanted) and not bits & unwanted for bits in range(256))


_BITS: Final = {
    State.NEW: _bits(0, BEGUN),
    State.LEARNED: _bits(BEGUN),
    State.SUSPENDED: _bits(SUSPENDED),
    State.FLAGGED: _bits(FLAGGED),
}
"""The states that a standing's bits tell by themselves."""
_ASKED: Final = _bits(BEGUN, SUSPENDED)
_FAILED: Final = _bits(FAILED, SUSPENDED)
_COMPARED: Final = _bits(BEGUN)


class Fitting:
    """Tells which cards of a deck fit.

    Args:
        connection: Sees the projection, and the library's cache as `library`.
        day: The study day.
        leech_lapses: A card forgotten so often is a leech.
        go_on: Raises if the search was given up.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        day: date,
        leech_lapses: int,
        go_on: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._today = day.toordinal()
        self._leech_lapses = leech_lapses
        self._go_on = go_on

    def flags(self, term: Term, shelf: Shelf, among: int) -> int:
        """The flags of the cards among some that fit."""
        self._go_on()
        match term:
            case Text(words):
                return shelf.holding(words, among, self._connection)
            case Has():
                return among & self._named(term, shelf)
            case Is(state):
                return among & self._in_state(state, shelf)
            case Compare(measure, sign, number):
                return among & self._compared(measure, sign, number, shelf)
            case Not(inner):
                return among ^ self.flags(inner, shelf, among)
            case And(terms):
                return self._all(terms, shelf, among)
            case Or(terms):
                return among ^ self._all([Not(each) for each in terms], shelf, among)
            case _:
                assert_never(term)

    def _all(self, terms: Iterable[Term], shelf: Shelf, among: int) -> int:
        """What fits all terms: what is cheap is asked first, and the others only of the cards that are left."""
        for each in sorted(terms, key=_cost):
            among = among and self.flags(each, shelf, among)
        return among

    def _named(self, term: Has, shelf: Shelf) -> int:
        if term.field is Field.DECK:
            return shelf.every if term.fits(shelf.row.name) else 0
        if term.field is Field.KIND:
            return shelf.flags(shelf.kinds.translate(bytes(n < len(KINDS) and term.fits(KINDS[n]) for n in range(256))))
        if term.field is Field.ID:
            return shelf.flags(map(term.fits_key, shelf.keys))
        if any(term.fits(tag) for tag in shelf.tags):
            return shelf.every
        found = 0
        for tag, bits in shelf.tagged(self._connection).items():
            if term.fits(tag):
                found |= bits
        return flags_of(found, len(shelf.keys))

    def _in_state(self, state: State, shelf: Shelf) -> int:
        if state is State.ARCHIVED:
            return 0  # the library knows only cards that can be asked
        standings = shelf.standings(self._connection)
        if state in _BITS:
            return shelf.flags(standings.bits.translate(_BITS[state]))
        if state is State.LEECH:
            return shelf.flags(map(operator.ge, standings.lapses, repeat(self._leech_lapses)))
        buried = shelf.flags(map(operator.eq, standings.buried, repeat(self._today)))
        if state is State.BURIED:
            return buried
        if state is State.DUE:
            day = shelf.flags(map(operator.le, standings.due, repeat(self._today)))
            return day & shelf.flags(standings.bits.translate(_ASKED)) & ~buried
        day = shelf.flags(map(operator.eq, standings.last_day, repeat(self._today)))
        return day & shelf.flags(standings.bits.translate(_FAILED)) & ~buried

    def _compared(self, measure: Measure, sign: Sign, number: int, shelf: Shelf) -> int:
        standings = shelf.standings(self._connection)
        columns = {
            Measure.DUE: standings.due,
            Measure.EASE: standings.ease,
            Measure.INTERVAL: standings.interval,
            Measure.LAPSES: standings.lapses,
        }
        limit = number + self._today if measure is Measure.DUE else number
        compared = shelf.flags(map(_SIGNS[sign], columns[measure], repeat(limit)))
        return compared & shelf.flags(standings.bits.translate(_COMPARED))


def _cost(term: Term) -> int:
    """Roughly how long it takes to tell which cards fit."""
    match term:
        case Has(Field.TAG):
            return 3
        case Has(Field.ID):
            return 2
        case Has():
            return 0
        case Is() | Compare():
            return 1
        case Not(inner):
            return _cost(inner)
        case Text():
            return 4
        case And(terms) | Or(terms):
            return max(map(_cost, terms), default=0)
        case _:
            assert_never(term)

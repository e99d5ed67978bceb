"""Reads a search. How one is written is told by docs/searching.md; `or` binds looser than terms side by side, which must all fit.

Every fault is told with its place and its mend. While somebody types, the end of a search is forgiven what it lacks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import Kind
from quizcv.cards.searching.complaints import (
    FIELDS,
    IN_QUOTES,
    NUMBERS,
    mend_of,
    shortened,
    unknown_field,
    unknown_measure,
)
from quizcv.cards.searching.errors import SearchError
from quizcv.cards.searching.language import (
    ALL,
    COMPARISON,
    LOOKS_LIKE_FIELD,
    LOOKS_LIKE_MEASURE,
    And,
    Compare,
    Field,
    Has,
    Is,
    Match,
    Measure,
    Not,
    Or,
    Query,
    Sign,
    State,
    Term,
    Text,
    fold,
)
from quizcv.cards.searching.scanning import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEEPEST: Final = 50
"""Brackets within brackets: more than anybody writes, and few enough for everybody who walks through the tree."""
_FIELD: Final = re.compile(rf"({'|'.join(FIELDS)}):", re.IGNORECASE | re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]+)?")
_HUNDREDTHS: Final = 2


def parse(text: str, *, unfinished: bool = False) -> Query:
    """The search that a text says; an empty one finds every card.

    Args:
        text: As typed.
        unfinished: Whether it is still being typed. Then a quotation mark or bracket that is open ends with the text, and a last term
            that says nothing yet (`is:d`, `ease<`, `tag:`, `-`, `or`) is left out. The name at the very end, as in `deck:cn`, counts as
            the beginning of one. A fault before the last term is told all the same.

    Raises:
        SearchError: It can't be read; the message says where and why, and how it is written.
    """
    return _Parser(text, unfinished=unfinished).query()


class _Parser(Scanner):
    """The grammar: each method reads one of its parts."""

    def __init__(self, text: str, *, unfinished: bool) -> None:
        super().__init__(text, unfinished=unfinished)
        self.depth = 0

    def query(self) -> Query:
        term = self.alternatives()
        if self.at < len(self.text):
            raise SearchError(self.at + 1, 'there is no open bracket for this one to close; leave it out, or write ")"')
        return ALL if term is None else Query(term)

    def alternatives(self) -> Term | None:
        """`a b or c`: what fits one side or the other."""
        sides: list[Term] = []
        begin = self.at
        while True:
            side = self.together()
            found = self.keyword("or")
            if side is not None:
                sides.append(side)
            elif sides or found:  # something is missing beside an `or`
                self.forgive(
                    begin + 1, "nothing stands on one side of 'or'; write a term there, or \"or\" for the word"
                )
            if not found:
                return _joined(sides, Or)
            begin = self.at - len("or")

    def together(self) -> Term | None:
        """`a b c`: what fits all of them."""
        terms: list[Term] = []
        places: list[int] = []
        joined = 0
        while True:
            self.skip_space()
            if self.at == len(self.text) or self.text[self.at] == ")" or self.sees("or"):
                break
            begin = self.at
            if self.keyword("and"):
                if joined or not terms:
                    self.missing_beside_and(begin)
                joined = begin + 1
                continue
            term = self.term()
            joined = 0
            if term is not None:
                terms.append(term)
                places.append(begin)
        if joined:
            self.missing_beside_and(joined - 1)
        _refuse_states_of_archived(terms, places)
        return _joined(terms, And)

    def missing_beside_and(self, place: int) -> None:
        self.forgive(place + 1, "nothing stands on one side of 'and'; write a term there, or \"and\" for the word")

    def term(self) -> Term | None:
        """One term; None if it is the last one and says nothing yet."""
        begin = self.at
        sign = self.text[begin]
        if sign == "-":
            return self.negated()
        if sign == "(":
            return self.group()
        if sign == '"':
            words = fold(self.quoted())
            if not words:
                self.forgive(
                    begin + 1, "nothing stands between the quotation marks; write words there, or leave them out"
                )
                return None
            return Text(words)
        if field := _FIELD.match(self.text, begin):
            self.at = field.end()
            return self.named(field[1].lower(), begin)
        return self.word()

    def negated(self) -> Term | None:
        begin = self.at
        self.at += 1
        if self.at == len(self.text) or self.text[self.at].isspace() or self.text[self.at] == ")":
            self.forgive(
                begin + 1, 'nothing stands after the minus; write what no card should have, or "-" for the sign'
            )
            return None
        if self.text[self.at] == "-":
            raise SearchError(begin + 1, f"a minus excludes a term, and here are two; {IN_QUOTES}")
        if self.keyword("or") or self.keyword("and"):
            self.forgive(
                begin + 1, "a minus excludes a term, and 'and' and 'or' are none; put the word in quotation marks"
            )
            return None
        inner = self.term()
        return None if inner is None else Not(inner)

    def group(self) -> Term | None:
        begin = self.at
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise SearchError(begin + 1, f"there are more than {DEEPEST} brackets within one another; use fewer")
        inner = self.alternatives()
        self.depth -= 1
        if self.at == len(self.text):
            self.forgive(begin + 1, 'this bracket is never closed; close it, or write "(" to look for the sign')
            return inner
        self.at += 1
        if inner is None:
            self.forgive(
                begin + 1, 'nothing stands between the brackets; write a term there, or "()" to look for the signs'
            )
        return inner

    def named(self, field: str, begin: int) -> Term | None:
        """What stands after `deck:`, `tag:`, `kind:`, `id:` or `is:`."""
        place = self.at
        name = fold(self.quoted() if self.text[self.at : self.at + 1] == '"' else self.bare())
        star = name.endswith("*")
        if self.text[self.at : self.at + 1] == "*":
            self.at += 1
            star = True
        elif star:
            name = name[:-1]
        if not name and not star:
            self.forgive(begin + 1, f"no name stands after {field}:; write one, as in {_EXAMPLES[field]}")
            return None
        if field == "is":
            return self.state(name, place)
        typing = self.is_last() and not star
        match = Match.TYPING if typing else Match.PREFIX if star else Match.WHOLE
        found = Has(Field(field), name, match, place + 1)
        if found.field is Field.KIND and not typing and not any(found.fits(kind) for kind in Kind):
            raise SearchError(
                place + 1,
                f"there is no kind {shortened(name)!r}; {mend_of(name, [str(kind) for kind in Kind], 'kinds')}",
            )
        return found

    def state(self, name: str, place: int) -> Term | None:
        if name in set(State):
            return Is(State(name))
        if self.is_last() and any(state.startswith(name) for state in State):
            return None
        raise SearchError(
            place + 1,
            f"there is no state {shortened(name)!r}; {mend_of(name, [str(state) for state in State], 'states')}",
        )

    def word(self) -> Term | None:
        """A word, or a comparison."""
        begin = self.at
        written = self.bare()
        if found := COMPARISON.fullmatch(written.lower()):
            return self.compared(Measure(found[1]), Sign(found[2]), found[3], begin)
        if LOOKS_LIKE_FIELD.match(written) and not self.is_last():
            raise unknown_field(written, begin)
        if LOOKS_LIKE_MEASURE.match(written):
            raise unknown_measure(re.split("[<>!]", written)[0], begin)
        return Text(fold(written))

    def compared(self, measure: Measure, sign: Sign, number: str, begin: int) -> Term | None:
        example = f"{measure}{sign}{NUMBERS[measure]}"
        if not number or number == "-":
            self.forgive(begin + 1, f"no number stands after {measure}{sign}; write one, as in {example}")
            return None
        place = begin + len(measure) + len(sign) + 1
        if not _NUMBER.fullmatch(number):
            if self.is_last() and _NUMBER.fullmatch(f"{number}0"):  # `ease<2.`
                return None
            what = "days from today" if measure is Measure.DUE else "one"
            raise SearchError(
                place, f"{number[:20]!r} is no number that {measure} can have; write {what} as in {example}"
            )
        whole, _, decimals = number.partition(".")
        if measure is not Measure.EASE:
            if decimals:
                raise SearchError(place, f"{measure} is a whole number; write one as in {example}")
            return Compare(measure, sign, int(whole))
        if len(decimals) > _HUNDREDTHS:
            raise SearchError(place, f"an ease has two decimals at most; write one as in {example}")
        hundredths = int(whole.lstrip("-")) * 100 + int(f"{decimals:0<2}")
        return Compare(measure, sign, -hundredths if whole.startswith("-") else hundredths)


_EXAMPLES: Final = {
    "deck": "deck:cnn-faq",
    "tag": "tag:loss",
    "kind": "kind:cloze",
    "id": "id:what-is-nms",
    "is": "is:due",
}


def _joined(terms: Sequence[Term], how: type[And | Or]) -> Term | None:
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else how(tuple(terms))


def _refuse_states_of_archived(terms: Iterable[Term], places: Iterable[int]) -> None:
    """No card is archived and in another state; who asks for both is told, since nothing would be found."""
    placed = list(zip(terms, places, strict=True))
    if any(term == Is(State.ARCHIVED) for term, _ in placed):
        for term, place in placed:
            if isinstance(term, (Is, Compare)) and term != Is(State.ARCHIVED):
                told = "an archived card is not asked, so it has no other state; leave this out"
                raise SearchError(place + 1, told)

"""What a search says, as frozen values: a tree of terms. How it is written is told by `render` and by docs/searching.md.

Names and words are kept folded (see `fold`), so that capitals make no difference.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterator


class Field(StrEnum):
    """What a card has a name for."""

    DECK = "deck"
    TAG = "tag"
    KIND = "kind"
    ID = "id"


class Match(StrEnum):
    """How a name is compared."""

    WHOLE = "whole"
    PREFIX = "prefix"  # written with a star at the end
    TYPING = "typing"  # the beginning of a name that is still being typed: nobody is told that it does not exist yet


class State(StrEnum):
    """Where a card stands, as written after `is:`."""

    DUE = "due"  # would be asked today because its day has come: neither suspended nor buried
    NEW = "new"  # never graded, or reset since
    LEARNED = "learned"  # not new
    SUSPENDED = "suspended"
    BURIED = "buried"  # put off for today
    FLAGGED = "flagged"
    LEECH = "leech"  # has lapsed as often as the setting `leech_lapses` says
    DRILL = "drill"  # would come again today, since its latest grade today is under 4
    ARCHIVED = "archived"  # its question is gone from its note; never asked, and in no table of cards


class Measure(StrEnum):
    """What a card begun has a number for. A new card has none, and no comparison holds for it."""

    EASE = "ease"  # in hundredths
    INTERVAL = "interval"  # days
    LAPSES = "lapses"
    DUE = "due"  # days from today; less than 0 where overdue


class Sign(StrEnum):
    """How a number is compared."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    UNEQUAL = "!="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Text:
    """A card whose texts hold these words, one after another, as any part of a text."""

    words: str


@dataclass(frozen=True, slots=True)
class Has:
    """A card of that deck, tag, kind or id. A card has the tags of its deck too. `column` is where the name was written, from 1."""

    field: Field
    name: str
    match: Match = Match.WHOLE
    column: int = dataclasses.field(default=0, compare=False, repr=False)

    def fits(self, name: str) -> bool:
        """Whether a folded name is meant."""
        return name == self.name if self.match is Match.WHOLE else name.startswith(self.name)

    def fits_key(self, key: str) -> bool:
        """Whether the card of a key is meant: by its id or by its key, of a sibling with its own part or without."""
        card, _, _ = key.partition(":")
        return any(map(self.fits, (key, card, key.partition("/")[2], card.partition("/")[2])))


@dataclass(frozen=True, slots=True)
class Is:
    """A card in that state."""

    state: State


@dataclass(frozen=True, slots=True)
class Compare:
    """A card whose number compares so; an ease is in hundredths."""

    measure: Measure
    sign: Sign
    number: int


@dataclass(frozen=True, slots=True)
class Not:
    """A card that does not fit the term."""

    term: Term


@dataclass(frozen=True, slots=True)
class And:
    """A card that fits every term; without terms, any card."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """A card that fits one term or more."""

    terms: tuple[Term, ...]


Term: TypeAlias = Text | Has | Is | Compare | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A search.

    Args:
        term: What a card must fit.
    """

    term: Term = And(())

    def terms(self) -> Iterator[Term]:
        """All terms, outer ones before inner ones, in the order in which they were written."""
        waiting = [self.term]
        while waiting:
            term = waiting.pop()
            yield term
            if isinstance(term, Not):
                waiting.append(term.term)
            elif isinstance(term, (And, Or)):
                waiting += reversed(term.terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The words a card may have been found by, in order: those that are not excluded."""
        return tuple(dict.fromkeys(_wanted(self.term)))

    def mentions(self, state: State) -> bool:
        """Whether a state is asked about."""
        return any(term == Is(state) for term in self.terms())


ALL: Final = Query()
"""The search that finds every card."""


def _wanted(term: Term) -> Iterator[str]:
    if isinstance(term, Text):
        yield term.words
    elif isinstance(term, (And, Or)):
        for each in term.terms:
            yield from _wanted(each)


def fold(text: str) -> str:
    """A text on one line, without the difference of capitals, and with each accented letter written in one way."""
    return without_capitals(" ".join(text.split()))


def without_capitals(text: str) -> str:
    """A text without the difference of capitals, and with each accented letter written in one way."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


KEYWORDS: Final = frozenset({"and", "or"})
LOOKS_LIKE_FIELD: Final = re.compile(r"[^\W\d_][\w-]+:.")
LOOKS_LIKE_MEASURE: Final = re.compile(r"[^\W\d_]{3,}(?:<=|>=|!=|<|>)-?\d")
"""A number that might be meant, as in `reps>3`; `k>1` is looked for as it is."""
COMPARISON: Final = re.compile(rf"({'|'.join(Measure)})(<=|>=|!=|<|>|=)(.*)", re.DOTALL)
_PLAIN: Final = re.compile(r"[^\s\"()*-][^\s\"()*]*")


def render(query: Query) -> str:
    """The search as somebody would type it; `parse` gives the same search back, unless a name in it was still being typed."""
    return "" if query == ALL else _rendered(query.term, outermost=True)


def _rendered(term: Term, *, outermost: bool = False) -> str:
    match term:
        case Text(words):
            return _word(words)
        case Has(what, name, how):
            return f"{what}:{_name(name)}{'' if how is Match.WHOLE else '*'}"
        case Is(state):
            return f"is:{state}"
        case Compare(measure, sign, number):
            return f"{measure}{sign}{number_words(measure, number)}"
        case Not(inner):
            return f"-({_rendered(inner)})" if isinstance(inner, Not) else f"-{_rendered(inner)}"
        case And(terms):
            joined = " ".join(_rendered(each) for each in terms)
        case Or(terms):
            joined = " or ".join(_rendered(each, outermost=isinstance(each, And)) for each in terms)
        case _:
            assert_never(term)
    return joined if outermost else f"({joined})"


def _word(words: str) -> str:
    """Words as they are typed: in quotation marks if they would mean something else without."""
    means_more = (
        words in KEYWORDS
        or LOOKS_LIKE_FIELD.match(words)
        or LOOKS_LIKE_MEASURE.match(words)
        or COMPARISON.fullmatch(words)
        or _names_field(words)
    )
    return words if _PLAIN.fullmatch(words) and not means_more else _quoted(words)


def _names_field(words: str) -> bool:
    return words.endswith(":") and (words[:-1] in set(Field) or words == "is:")


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def number_words(measure: Measure, number: int) -> str:
    """A number as it is typed: `2.5`, `30`, `-7`."""
    if measure is not Measure.EASE:
        return str(number)
    whole, hundredths = divmod(abs(number), 100)
    decimals = f".{hundredths:02}".rstrip("0") if hundredths else ""
    return f"{'-' if number < 0 else ''}{whole}{decimals}"

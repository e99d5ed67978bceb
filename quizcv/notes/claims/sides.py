"""The expression that ends, or begins, where an equals sign stands in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizcv.notes.claims.tokens import JOINED, each_token, source_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizcv.notes.claims.tokens import Token

_UNITS = frozenset("KkMGBTbsgmPx")
"""Letters that are a unit when they stand right behind a number."""


class Side(NamedTuple):
    """One side of an equals sign.

    Args:
        written: As it stands in the text.
        source: The same in the formula language.
        beyond: What stands before a left side, or behind a right one.
        tokens: Its pieces, spaces left out.
        offset: Where it begins in the text it was read from.
    """

    written: str
    source: str
    beyond: str
    tokens: tuple[Token, ...]
    offset: int

    @property
    def is_bare(self) -> bool:
        """Whether nothing is worked out here: a number, or letters side by side."""
        kinds = {token.kind for token in self.tokens}
        return not kinds & {"operator", "power"} and not any(
            "/(" in token.source or (token.kind == "open" and token.source != "(") for token in self.tokens
        )

    @property
    def has_names(self) -> bool:
        """Whether letters stand in it."""
        return any(token.kind in {"name", "word"} for token in self.tokens)

    @property
    def is_only_names(self) -> bool:
        """Whether it is letters, side by side perhaps with numbers: what they stand for is told here, so nothing can be checked."""
        return self.has_names and self.is_bare

    @property
    def is_size(self) -> bool:
        """Whether it is written as a size is: numbers with a letter x between them and nothing else, without spaces."""
        return (
            len(self.tokens) > 1
            and not re.search(r"\s", self.written)
            and all(token.kind == "number" or token.text in "xX" for token in self.tokens)
        )

    @property
    def is_crossed(self) -> bool:
        """Whether it holds nothing but a product of numbers written with a cross."""
        return len(self.tokens) > 1 and all(token.kind == "number" or token.text in "xX×✕⨯" for token in self.tokens)

    @property
    def is_range(self) -> bool:
        """Whether it may be a range, a date or a telephone number: numbers with a dash and no spaces between them."""
        return (
            len(self.tokens) > 1
            and not re.search(r"\s", self.written)
            and all(token.kind == "number" or token.source == "-" for token in self.tokens)
        )


def left_side(text: str) -> Side | None:
    """The longest expression that ends where the text ends, its own minus sign included, a dash before it not."""
    tokens = tokens_of(text)
    first = len(tokens) - _extent_backwards(tokens)
    while first < len(tokens) and tokens[first].kind == "space":
        first += 1
    if _is_signed(tokens[:first]):
        first -= 1
        tokens[first] = tokens[first]._replace(kind="sign")
    return _side(tokens[first:], text)


def right_side(text: str) -> Side | None:
    """The longest expression that begins where the text begins, a minus sign before it included."""
    tokens: list[Token] = []
    longest = extent(_from_first(text, tokens))
    place = next((place for place, token in enumerate(tokens) if token.kind != "space"), 0)
    return _side(tokens[place:longest], text, behind=True)


def _from_first(text: str, taken: list[Token]) -> Iterator[Token]:
    """The pieces of a text as they are asked for, a minus before the first as a sign; all that were asked for are kept in `taken`."""
    begun = False
    for token in each_token(text):
        signed = not begun and token.source == "-"
        begun = begun or token.kind != "space"
        taken.append(token._replace(kind="sign") if signed else token)
        yield taken[-1]


def without_unit(right: Side) -> Side:
    """A right side such as 7K, which is a number and its unit where the left side has no letters; any other stays."""
    tokens = right.tokens
    if [token.kind for token in tokens if token.kind != "sign"] != ["number", "name"] or tokens[-1].text not in _UNITS:
        return right
    cut = len(right.written) - len(tokens[-1].text)
    return Side(
        right.written[:cut], source_of(list(tokens[:-1])), right.written[cut:] + right.beyond, tokens[:-1], right.offset
    )


def _side(tokens: list[Token], text: str, *, behind: bool = False) -> Side | None:
    while tokens and tokens[-1].kind == "space":
        tokens = tokens[:-1]
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    own = tuple(token for token in tokens if token.kind != "space")
    return Side(text[start:end], source_of(tokens), text[end:] if behind else text[:start], own, start)


def _is_signed(before: list[Token]) -> bool:
    """Whether what stands before an expression ends in a minus sign of its own: right at it, and behind nothing it could join."""
    if not before or before[-1].source != "-":
        return False
    return len(before) == 1 or before[-2].kind in {"space", "open"} or before[-2].text in "$:：,，;；"


OPERANDS = frozenset({"number", "name", "word"})


def extent(tokens: Iterable[Token]) -> int:
    """How many of the first tokens make up the longest whole expression; of others no more is read than the first that does not fit."""
    depth, wants_operand, longest, last = 0, True, 0, ""
    for place, token in enumerate(tokens):
        kind = token.kind
        if kind == "space":
            last = kind
            continue
        if kind == "sign":
            fits = wants_operand
        elif kind in {"operator", "power"}:
            fits, wants_operand = not wants_operand, kind == "operator"
        elif kind == "close":
            fits, wants_operand = not wants_operand and depth > 0, False
            depth -= 1
        elif kind == "open" or kind in OPERANDS:
            fits = wants_operand or (last, kind) in JOINED
            wants_operand = kind == "open"
            depth += kind == "open"
        else:
            break
        if not fits:
            break
        last = kind
        if depth == 0 and not wants_operand and kind != "sign":
            longest = place + 1
    return longest


def _extent_backwards(tokens: list[Token]) -> int:
    """How many of the last tokens make up the longest whole expression."""
    depth, wants_operand, longest, last = 0, True, 0, ""
    for count, token in enumerate(reversed(tokens), 1):
        kind = token.kind
        if kind == "space":
            last = kind
            continue
        if kind == "sign":
            fits = not wants_operand
        elif kind == "operator":
            fits, wants_operand = not wants_operand, True
        elif kind == "power":
            fits, wants_operand = wants_operand or (kind, last) in JOINED, True
        elif kind == "open":
            fits, wants_operand = not wants_operand and depth > 0, False
            depth -= 1
        elif kind == "close" or kind in OPERANDS:
            fits = wants_operand or (kind, last) in JOINED
            wants_operand = kind == "close"
            depth += kind == "close"
        else:
            break
        if not fits:
            break
        last = kind
        if depth == 0 and not wants_operand:
            longest = count
    return longest

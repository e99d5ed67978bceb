"""Where a formula written on one line may be cut, so that running text can wrap around it."""

from __future__ import annotations

from quizcv.mathtext.symbols import BRACKETS, RELATIONS
from quizcv.mathtext.width import cells

_CONDITIONS = frozenset("|∣∥‖:")
_RELATIONS = frozenset((*RELATIONS.values(), "=", "<", ">")) - _CONDITIONS
_SUMS = frozenset("+−±∓")
_PRODUCTS = frozenset("·×∗⊙∘⊕⊗∪∩") | _CONDITIONS
_OPENING = frozenset(BRACKETS)
_CLOSING = frozenset(BRACKETS.values())
_EQUATION, _RELATION, _SUM, _PRODUCT, _INSIDE, _ANYWHERE = range(6)


def formula_parts(line: str, width: int, *, loose: bool = True) -> list[str]:
    """A formula's line in parts of at most `width` cells, if it can be: cut at spaces, and those left out.

    It is cut between equations if that does, else before relations too, then sums, then products and commas, then inside
    brackets, then at any space. A part may still be too wide; then it has no spaces.

    Args:
        line: As `mathtext.line` gives it.
        width: In cells.
        loose: Whether it may be cut elsewhere than before a relation or a sum outside of brackets.
    """
    words = line.split(" ")
    levels = _levels(words)
    parts = [line]
    for most in range(_ANYWHERE + 1 if loose else _PRODUCT):
        parts = words[:1]
        for word, level in zip(words[1:], levels[1:], strict=True):
            if level <= most:
                parts.append(word)
            else:
                parts[-1] += f" {word}"
        if all(cells(part) <= width for part in parts) and len(parts) > 1:
            break
    return parts


def _levels(words: list[str]) -> list[int]:
    """How far one must go to cut before each word."""
    levels: list[int] = []
    depth = 0
    for number, word in enumerate(words):
        kind = (
            _RELATION if word in _RELATIONS else _SUM if word in _SUMS else _PRODUCT if word in _PRODUCTS else _ANYWHERE
        )
        if kind == _ANYWHERE and number and (not words[number - 1] or words[number - 1][-1] == ";"):
            kind = _EQUATION  # behind wide space or a semicolon
        elif kind == _ANYWHERE and number and words[number - 1][-1] == ",":
            kind = _PRODUCT
        levels.append(kind if kind == _ANYWHERE or not depth else _INSIDE)
        depth += sum((sign in _OPENING) - (sign in _CLOSING) for sign in word)
    return levels

"""What the parts of a formula come to as nodes: functions with their arguments, letters side by side, numbers, names."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.notes.formulas.cursor import UnreadableError
from quizcv.notes.formulas.symbols import NAMED_PAIRS, OPAQUE, PRODUCT_LETTERS, SPELLINGS
from quizcv.problems.formula.tree import Binary, Call, Name, Negative, Node, Number

if TYPE_CHECKING:
    from quizcv.notes.formulas.symbols import Piece


def called(function: str, base: str, arguments: list[Node]) -> Node:
    """A function applied to its arguments; `base` is that of a logarithm.

    Raises:
        UnreadableError: It is none of the formula language, nor one that stands for itself.
    """
    first = arguments[0]
    if function in {"max", "min"}:
        return Call(function, tuple(arguments))
    if len(arguments) > 1:
        raise UnreadableError
    if function == "log":
        function = {"": "ln", "e": "ln", "2": "log2", "10": "log10"}.get(base, "")
    if function == "log10":
        return Binary("/", Call("ln", (first,)), Call("ln", (Number(10),)))
    if function in OPAQUE:
        return opaque(function, first)
    if function == "sigmoid":
        return Binary("/", Number(1), Binary("+", Number(1), Call("exp", (Negative(first),))))
    if not function or function == "tan":
        raise UnreadableError
    return Call(function, (first,))


def opaque(function: str, argument: Node) -> Node:
    """A function outside the formula language: a factor of its name, and an arctangent that keeps the argument apart."""
    return Binary("*", Name(function.upper()), Call("atan", (argument,)))


def is_product(letters: str) -> bool:
    """Whether letters side by side are a product: `HW`, `NCHW`."""
    if letters in {"wh", "hw"}:
        return True
    return letters.isupper() and letters not in NAMED_PAIRS and set(letters) <= PRODUCT_LETTERS and len(letters) <= 4  # noqa: PLR2004  NCHW


def number(text: str) -> int | Fraction:
    """A number as written."""
    return int(text) if text.isdigit() else Fraction(text)


def spelled(pieces: list[Piece]) -> str:
    """Pieces as part of a name."""
    return re.sub(r"[^A-Za-z0-9]", "", "".join(SPELLINGS.get(piece.text, piece.text) for piece in pieces))[:20]

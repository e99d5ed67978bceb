"""The words and signs of the formula language: its operators, functions, constants and brackets."""

from __future__ import annotations

from typing import Final, Literal

BINDING: Final = {"+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20, "^": 40}
SIGN_BINDING: Final = 30
COMPARISONS: Final = ("<", "<=", ">", ">=", "==", "!=")
ARITIES: Final[dict[str, tuple[int, int]]] = {
    "floor": (1, 1),
    "ceil": (1, 1),
    "round": (1, 2),
    "sqrt": (1, 1),
    "log2": (1, 1),
    "ln": (1, 1),
    "exp": (1, 1),
    "atan": (1, 1),
    "abs": (1, 1),
    "min": (1, 64),
    "max": (1, 64),
    "sum": (1, 64),
    "prod": (1, 64),
}
"""The functions, and how few and how many arguments each takes."""
GATHERING: Final = frozenset({"min", "max", "sum", "prod"})
"""Functions that also take a whole list."""
CONSTANTS: Final = frozenset({"pi"})
RESERVED: Final = frozenset(ARITIES) | CONSTANTS
"""Names that mean something already."""
BRACKETS: Final[dict[str, tuple[str, Literal["shape", "list", "set"]]]] = {
    "(": (")", "shape"),
    "[": ("]", "list"),
    "{": ("}", "set"),
}

"""The values of an entry that can be judged before anything is worked out: words, switches, and formulas by their names.

So all that is misspelt in a file is told at once, and not one value after another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.parser import parse, parse_test
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.network.layers import NORMS
from quizcv.problems.network.options import NO, PAIR, YES
from quizcv.yamltext.faults import near, quote
from quizcv.yamltext.tree import Row

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizcv.yamltext.faults import Faults
    from quizcv.yamltext.tree import Map

SWITCHES: Final = frozenset({"bias", "ceil"})
NAMING: Final = frozenset({"name", "from", "shares", "use"})
"""Keys whose value is a name."""
LARGER_WORDS: Final = {
    "relu": "activation functions change no shape and have no weights; leave them out",
    "gelu": "activation functions change no shape and have no weights; leave them out",
    "dropout": "dropout changes no shape and has no weights; leave it out",
    "softmax": "a softmax changes no shape and has no weights; leave it out",
}
"""Entries that are left out, with the reason."""
MEANT: Final = {
    "dense": "linear",
    "fc": "linear",
    "conv2d": "conv",
    "convtranspose2d": "transposed",
    "maxpool2d": "maxpool",
    "avgpool2d": "avgpool",
    "batchnorm": "norm",
    "batchnorm2d": "norm",
    "layernorm": "norm",
    "bn": "norm",
    "mhsa": "attention",
}
"""Names that frameworks have for kinds of layer."""


def check_values(node: Map, keys: Collection[str], names: Collection[str], faults: Faults) -> None:
    """Adds what is wrong with an entry's words and formulas.

    Args:
        node: The entry, or what is different in its first repetition.
        keys: The keys it may have; others are told elsewhere.
        names: What formulas may use there.
        faults: Where faults go.
    """
    for key, value in node.items():
        if key == "when":
            _tests(node, names, faults)
        elif isinstance(value, str) and value and key in keys and key not in NAMING:
            fault = _word_fault(key, value)
            if fault:
                faults.at(node.place(key), fault)
            elif key != "norm" and key not in SWITCHES:
                _formula(node, key, value, names, faults)


def _word_fault(key: str, value: str) -> str:
    """What is wrong with a word of a few; empty for a right one, and for what is no word."""
    if key in SWITCHES and value not in YES and value not in NO:
        return f"{key} is yes or no, not {quote(value)}"
    if key == "norm" and value not in NORMS:
        return f"there is no norm {quote(value)}{near(value, NORMS) or '; it is one of ' + ', '.join(NORMS)}"
    return ""


def _formula(node: Map, key: str, value: str, names: Collection[str], faults: Faults) -> None:
    if value.isdecimal() or PAIR.fullmatch(value) or (key == "padding" and value == "same"):
        return
    try:
        parse(value, names, budget=TEMPLATE)
    except FormulaError as error:
        faults.inside(node.place(key), value, max(error.column - 1, 0), f"{key}: {error.reason}")


def _tests(node: Map, names: Collection[str], faults: Faults) -> None:
    value = node["when"]
    places = value.places if isinstance(value, Row) else [node.place("when")]
    for test, place in zip(value if isinstance(value, Row) else [value], places, strict=True):
        if isinstance(test, str) and test:
            try:
                parse_test(test, names, budget=TEMPLATE)
            except FormulaError as error:
                faults.inside(place, test, max(error.column - 1, 0), f"when: {error.reason}")

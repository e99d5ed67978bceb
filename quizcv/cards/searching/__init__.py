"""The search language, and the texts it looks in: pure, and known to whoever finds cards (`quizcv.progress.finding`).

`parse` reads what somebody typed, `render` writes it again, `checked` holds it against the decks there are.
"""

from __future__ import annotations

from quizcv.cards.searching.errors import SearchError
from quizcv.cards.searching.language import (
    ALL,
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
    Text,
    render,
)
from quizcv.cards.searching.parsing import parse

__all__ = [
    "ALL",
    "And",
    "Compare",
    "Field",
    "Has",
    "Is",
    "Match",
    "Measure",
    "Not",
    "Or",
    "Query",
    "SearchError",
    "Sign",
    "State",
    "Text",
    "parse",
    "render",
]

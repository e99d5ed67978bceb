"""Which cards a single search passes by without reading what they say: SQLite looks at their rows in the library's cache itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.cards.searching.language import Field, Has, Text

if TYPE_CHECKING:
    from quizcv.cards.searching import Query

MOST: Final = 16
"""With more words than these, SQLite would take as long to look for all of them as it takes to read every card."""
_LONGEST: Final = 100
_RUN: Final = re.compile(r"[a-z0-9]+")
# A cloze's braces may stand between letters. What signs beyond ASCII become when a text is folded, SQLite does not know.
_EVERY_TIME: Final = f"kind = '{Kind.CLOZE}' OR length(body) <> length(CAST(body AS BLOB))"


class Skim(NamedTuple):
    """Which rows of `library.card` may hold one of the words of a query or more.

    Letters and digits of ASCII that stand side by side in a text do so in its row too, which is JSON; only capitals may differ.

    Args:
        condition: In SQL.
        values: What its question marks stand for.
    """

    condition: str
    values: tuple[str, ...]


def skim_of(query: Query) -> Skim | None:
    """What to read for a query; None for everything: for tags, for many words, or for words without a letter or digit."""
    parts: set[str] = set()
    for term in query.terms():
        if isinstance(term, Has) and term.field is Field.TAG:
            return None
        if isinstance(term, Text) and term.words.isascii():
            parts.add(max(_RUN.findall(term.words), key=len, default="")[:_LONGEST])
    if "" in parts or len(parts) > MOST:
        return None
    return Skim(" OR ".join((*["body LIKE ?"] * len(parts), _EVERY_TIME)), tuple(f"%{part}%" for part in sorted(parts)))

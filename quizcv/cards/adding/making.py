"""A card of what somebody typed, or what is wrong with each part of it. The deck's own reader decides, so nothing is judged twice."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.cloze import ClozeError, blanks
from quizcv.cards.content import texts_of
from quizcv.cards.model import Card, Kind
from quizcv.errors import ContentError
from quizcv.yamltext.faults import UNSAFE, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Fields = Mapping[str, str | bool | Sequence[str]]

MARKDOWN: Final = frozenset({Kind.BASIC, Kind.CLOZE, Kind.CHOICE})
"""The kinds whose texts are all Markdown; of the others, only the front is."""
_STRANGE: Final = re.compile(r"'(?P<part>\w+)' does not belong to (?P<card>an? \w+ card)")
_MISSING: Final = re.compile(r"(?P<card>an? \w+ card) needs `(?P<part>\w+):`")


class Wrong(NamedTuple):
    """What is wrong with one part of a card.

    Args:
        field: The key of the part, as decks have it; empty for the card as a whole.
        message: What is wrong, and the mend.
    """

    field: str
    message: str


def card_of(fields: Fields) -> tuple[Card | None, list[Wrong]]:
    """The card of some parts, without an id; None, with all that is wrong, if they make none.

    Args:
        fields: The keys of a card as decks have them. What is empty counts as left out.
    """
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, once something is written

    parts = {name: trimmed_part(part) for name, part in fields.items()}
    parts = {name: part for name, part in parts.items() if part}
    unsafe = [Wrong(name, told) for name, part in parts.items() if (told := _unsafe(part))]
    if unsafe:
        return None, unsafe
    names = list(parts)
    rows = [f"    {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in parts.items()]
    rows = [f"  - {rows[0].lstrip()}", *rows[1:]] if rows else ["  - {}"]
    try:
        (card,) = read_deck_text("deck: new\ncards:\n" + "\n".join(rows) + "\n").cards
    except ContentError as error:
        # One key a line, from the third on.
        found = [(each.line - 3, each.message) for each in error.diagnostics]
        return None, [_wrong(names, line, told) for line, told in found]
    return card._replace(line=0), []


def _wrong(names: Sequence[str], line: int, message: str) -> Wrong:
    """A fault of the reader's with its part: that of its line, or the one that is missing."""
    missing = _MISSING.match(message)
    if missing:
        return Wrong(missing["part"], f"{missing['card']} needs one")
    strange = _STRANGE.match(message)
    if strange:
        return Wrong(strange["part"], f"{strange['card']} has none; leave it out")
    return Wrong(names[line] if 0 <= line < len(names) else "", message)


def trimmed_part(part: str | bool | Sequence[str]) -> str | bool | list[str]:  # noqa: FBT001  a part of a card
    """A part as it is written in a deck: line ends as they are here, nothing blank around it."""
    if isinstance(part, bool):
        return part
    if isinstance(part, str):
        return trimmed(part)
    return [each for each in map(trimmed, part) if each]


def trimmed(text: str) -> str:
    """A text without blank lines around it and blanks at its end; what begins one line alone is not indented."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    whole = "\n".join(lines).rstrip()
    return whole if "\n" in whole else whole.lstrip()


def _unsafe(part: str | bool | list[str]) -> str:  # noqa: FBT001  a part of a card
    """What is wrong with a character of a part that no deck may hold; empty if there is none."""
    for text in [part] if isinstance(part, str) else part if isinstance(part, list) else []:
        found = UNSAFE.search(text)
        if found:
            return f"U+{ord(found[0]):04X} is {name_of(found[0])}; take it out"
    return ""


def is_cloze(text: str) -> bool:
    """Whether a text has blanks that can be asked for."""
    try:
        return bool(blanks(text))
    except ClozeError:
        return False


def warnings_of(card: Card) -> list[str]:
    """What should be looked at in a card, though a deck can have it: formulas that can't be laid out."""
    from quizcv.mathtext import faults_in  # noqa: PLC0415  once a card is whole

    kind, *texts = texts_of(card)
    own = texts if kind in MARKDOWN else texts[:1]
    return [f"in a formula: {told}" for text in (*own, card.hint, card.why) for _, _, told in faults_in(text)]

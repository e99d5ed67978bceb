"""Cards typed or piped in, one a line: `front :: back`, or a text with `{{blanks}}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.adding.making import card_of, is_cloze
from quizcv.errors import ContentError, Diagnostic
from quizcv.yamltext.faults import Faults
from quizcv.yamltext.text import decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.cards.adding.writing import Known
    from quizcv.cards.model import Card

STDIN = "-"
_BETWEEN = re.compile(r"(?:^|(?<=\s))::(?=\s|$)")


class LineCard(NamedTuple):
    """A card and the line it stood in, from 1."""

    line: int
    card: Card


def read_lines(data: bytes, shared: Mapping[str, bool | Sequence[str]]) -> list[LineCard]:
    """The cards of lines; blank ones and those that begin with `#` are passed over.

    Args:
        data: UTF-8, with any line ends.
        shared: What all of them have: `tags`, `reverse`.

    Raises:
        ContentError: Some lines are no cards; each is told with its number.
    """
    faults = Faults(STDIN)
    text = decode(data, faults)
    found = []
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line = row.strip()
        if not line or line.startswith("#"):
            continue
        parts, told = _parts(line)
        if not told:
            fields = {key: part for key, part in shared.items() if key != "reverse" or "front" in parts}
            card, wrong = card_of({**parts, **fields})
            told = [each.message for each in wrong]
            if card is not None:
                found.append(LineCard(number, card))
        for message in told:
            faults.at_line(number, 0, message)
    if not found and not faults.found:
        faults.whole("no card came in; write one a line: front :: back")
    if faults.found:
        raise ContentError(faults.sorted())
    return found


def _parts(line: str) -> tuple[dict[str, str], list[str]]:
    """The parts of a line's card, and what keeps it from being one."""
    pieces = [each.strip() for each in _BETWEEN.split(line)]
    if len(pieces) == 1:
        if is_cloze(line):
            return {"kind": "cloze", "text": line}, []
        return {}, ["there is no ` :: ` in this line; write front :: back, with a space on each side"]
    if len(pieces) > 2:  # noqa: PLR2004  front and back
        return {}, [f"there are {len(pieces) - 1} ` :: ` in this line; a card has one front and one back"]
    front, back = pieces
    told = [f"the {name} is empty" for name, part in (("front", front), ("back", back)) if not part]
    return {"front": front, "back": back}, told


def told_by_line(lines: Sequence[LineCard], found: Sequence[Known]) -> ContentError:
    """The fault of each line whose card is asked already."""
    told = []
    for each in found:
        where = f"by {each.key}" if each.key else f"in line {lines[each.line].line}"
        message = f"this is asked already {where}; leave it out, or add it all the same with --allow-duplicate"
        told.append(Diagnostic(STDIN, lines[each.number].line, 0, message))
    return ContentError(told)

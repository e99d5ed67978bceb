"""Cards as text at the end of a deck's `cards:`, in the file's own style; all that stands before and behind stays as it is.

Only an empty list in brackets, `cards: []`, loses these two characters, since a list of lines has none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.scalars import short
from quizcv.cards.writer import INDENT, card_lines
from quizcv.yamltext.extent import list_extent
from quizcv.yamltext.faults import Faults
from quizcv.yamltext.tree import Map, Row, build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card
    from quizcv.yamltext.extent import ListExtent

DASH: Final = 2
"""The column of the dashes where the file shows no other."""
_BLANK_ROW: Final = re.compile(r"\n[ \t]*\r?\n")
_SWITCHES: Final = frozenset({"true", "false"})


def with_cards(text: str, cards: Sequence[Card]) -> str:
    """The text of a deck with further cards behind its last one.

    Args:
        text: A deck without faults, with its own line ends and byte order mark.
        cards: What to add, each with its id.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    found = list_extent(body, "cards")
    if found is None or not cards:
        return text
    return mark + _Insertion(body, found).of(cards)


class _Insertion:
    """Where cards go in a text, and in which style."""

    def __init__(self, body: str, found: ListExtent) -> None:
        self.body = body
        self.found = found
        before = body.rfind("\n", 0, found.whole.end + 1)
        self.newline = "\r\n" if before > 0 and body[before - 1] == "\r" else "\n"

    def of(self, cards: Sequence[Card]) -> str:
        """The text with the cards in it."""
        if not self.found.whole.flow:
            return self.below(cards)
        if self.found.entries or self.found.braced or not self._can_open():
            return self.in_brackets(cards)
        return self.opened(cards)

    # A list of dashes

    def below(self, cards: Sequence[Card]) -> str:
        """Cards behind the last entry of a list of dashes, and behind the comments that belong to it."""
        body, entries = self.body, self.found.entries
        dash = self._column(self.found.whole.start)
        in_blocks = [each for each in entries if not each.flow]
        column = self._column(in_blocks[-1].start) if in_blocks else dash + 2
        gap = ""
        if len(entries) > 1 and _BLANK_ROW.search(body, entries[-2].end, entries[-1].start):
            gap = self.newline
        place = self._behind_comments(entries[-1].end, max(dash, 1))
        rows = []
        for card in cards:
            if in_blocks:
                rows.append(gap + self._in_block(card, dash, column))
            else:
                rows.append(f"{gap}{' ' * dash}- {flow_text(card, quoted_keys=self._has_quoted_keys())}")
        return body[:place] + "".join(self.newline + row for row in rows) + body[place:]

    def _in_block(self, card: Card, dash: int, column: int) -> str:
        """A card in lines, its dash and its keys at the columns of the file."""
        rows = "\n".join(card_lines(card)).split("\n")
        if column >= INDENT:
            rows = [" " * (column - INDENT) + row if row else row for row in rows]
        else:
            rows = [row[INDENT - column :] for row in rows]
        rows[0] = f"{' ' * dash}-{' ' * (column - dash - 1)}{rows[0][column:]}"
        return self.newline.join(rows)

    def _behind_comments(self, place: int, column: int) -> int:
        """The end of the row of `place`, or of the last comment below it that is indented to a column or further."""
        end = self._end_of_row(place)
        after = end
        while after < len(self.body):
            start = self.body.find("\n", after) + 1
            if not start:
                break
            after = self._end_of_row(start)
            row = self.body[start:after]
            if row.lstrip(" ").startswith("#") and len(row) - len(row.lstrip(" ")) >= column:
                end = after
            elif row.strip():
                break
        return end

    # A list in brackets

    def in_brackets(self, cards: Sequence[Card]) -> str:
        """Cards behind the last entry of a list in brackets: on rows of their own where the entries are."""
        body, entries = self.body, self.found.entries
        if not entries:
            written = [flow_text(card, quoted_keys=self.found.braced and self._speaks_json()) for card in cards]
            place = self.found.whole.start + 1
            return body[:place] + ", ".join(written) + body[place:]
        last = entries[-1]
        written = [flow_text(card, quoted_keys=self._has_quoted_keys()) for card in cards]
        before = entries[-2].start if len(entries) > 1 else self.found.whole.start
        rest = body[last.end : self._end_of_row(last.end)]
        if "\n" in body[before : last.start] and re.fullmatch(r",?[ \t]*(#.*)?", rest):
            comma, tail = ("", ",") if rest.startswith(",") else (",", "")
            indent = self.newline + " " * self._column(last.start)
            rows = [f"{indent}{each}{',' if number < len(written) else tail}" for number, each in enumerate(written, 1)]
            place = last.end + len(rest)
            return f"{body[: last.end]}{comma}{body[last.end : place]}{''.join(rows)}{body[place:]}"
        return body[: last.end] + "".join(f", {each}" for each in written) + body[last.end :]

    def _can_open(self) -> bool:
        """Whether an empty list in brackets stands on the row of its key, with nothing inside."""
        start, end, _ = self.found.whole
        row = self.body[self.body.rfind("\n", 0, start) + 1 : start]
        return row.rstrip(" ").endswith(":") and not self.body[start + 1 : end - 1].strip()

    def opened(self, cards: Sequence[Card]) -> str:
        """An empty list in brackets becomes one of dashes."""
        start, end, _ = self.found.whole
        place = self._end_of_row(end)
        head = self.body[:start].rstrip(" ") + self.body[end:place]
        rows = [self._in_block(card, DASH, DASH + 2) for card in cards]
        return head + "".join(self.newline + row for row in rows) + self.body[place:]

    # Places

    def _column(self, place: int) -> int:
        return place - self.body.rfind("\n", 0, place) - 1

    def _end_of_row(self, place: int) -> int:
        """Where the row of a place ends, before its line end."""
        newline = self.body.find("\n", place)
        if newline < 0:
            return len(self.body)
        return newline - 1 if newline > place and self.body[newline - 1] == "\r" else newline

    def _has_quoted_keys(self) -> bool:
        """Whether the last entry in braces has its keys in quotes, as JSON has them."""
        last = next((each for each in reversed(self.found.entries) if each.flow), None)
        return last is not None and self.body[last.start + 1 : last.end].lstrip().startswith('"')

    def _speaks_json(self) -> bool:
        return self.body[self.body.find("{") + 1 :].lstrip().startswith('"')


def flow_text(card: Card, *, quoted_keys: bool) -> str:
    """A card on one line: `{front: ..., back: ...}`, or as JSON where the keys are in quotes."""
    rows = "\n".join(card_lines(card))
    tree = build(rows, Faults("-"))
    return _flow(tree if isinstance(tree, Map) else Map(), quoted=quoted_keys)


def _flow(node: str | Map | Row, *, quoted: bool) -> str:
    if isinstance(node, Map):
        pairs = (
            f"{json.dumps(key) if quoted else short(key, flow=True)}: {_flow(each, quoted=quoted)}"
            for key, each in node.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(node, Row):
        return "[" + ", ".join(_flow(each, quoted=quoted) for each in node) + "]"
    if quoted:
        return node if node in _SWITCHES else json.dumps(node, ensure_ascii=False)
    return short(node, flow=True)

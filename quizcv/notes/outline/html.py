"""HTML that people write into notes: `<details>`, tables, lists, pictures, line breaks; turned into blocks like any other.

Only the tags are read that fold, tabulate or shape text; the rest is dropped and its text stays. A comment stays what it is
and is never read.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizcv.notes.outline.model import DETAILS, Block, Shape

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b(?P<rest>[^<>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>src|href|alt)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""", re.IGNORECASE
)
_MARKDOWN = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "br": "\n", "hr": "\n"}
_BREAKS = frozenset(
    {"p", "div", "center", "section", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
)
_KNOWN = _BREAKS | frozenset(_MARKDOWN) | frozenset({"details", "summary", "table", "tr", "td", "th", "li", "img", "a"})
_DEEPEST = 8
"""Folded parts within folded parts; deeper ones are read as part of the last."""
_WORD = re.compile(r"\w|!\[")


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, and the line of each row."""

    line: int
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    in_cell: bool = False

    def block(self) -> Block:
        width = max((len(row) for row in self.rows), default=0)
        rows = [
            "| "
            + " | ".join([*(" ".join(cell.split()).replace("|", "\\|") for cell in row), *[""] * (width - len(row))])
            + " |"
            for row in self.rows
            if row
        ]
        rows[1:1] = ["|" + " --- |" * width]
        lines = [number for number, row in zip(self.lines, self.rows, strict=True) if row]
        lines[1:1] = lines[:1]
        return Block(Shape.TABLE, "\n".join(rows), self.line, mark=",".join(map(str, lines)))


class Folding:
    """Turns a row of sibling blocks into one without the HTML that folds or shapes; in one pass, without recursion.

    Args:
        parse: Reads Markdown, a list of its lines with the number of each, as blocks.
    """

    def __init__(self, parse: Callable[[list[tuple[int, str]]], list[Block]]) -> None:
        self._parse = parse
        self._reset()

    def _reset(self) -> None:
        self._top: list[Block] = []
        self._open: list[Block] = []
        self._table: _Table | None = None
        self._summary = False
        self._rows: list[tuple[int, str]] = []
        self._link = ""

    def fold(self, blocks: list[Block]) -> list[Block]:
        """The blocks, with each `<details>` as an item that holds what it folds, and each HTML table as a table."""
        if not any(block.shape is Shape.HTML and self._is_read(block.text) for block in blocks):
            return blocks
        self._reset()
        for block in blocks:
            if block.shape is Shape.HTML and self._is_read(block.text):
                self._read(block)
                if self._table is None and not self._summary:
                    self._flush()
            elif self._table is not None or (self._summary and block.shape is Shape.PARAGRAPH):
                self._rows.append((block.line, block.text))
            else:
                self._flush()
                self._place(block)
        self._end_table()
        self._flush()
        return self._top

    @staticmethod
    def _is_read(text: str) -> bool:
        if text.startswith("<!--") and text.rstrip().endswith("-->") and text.count("-->") == 1:
            return False
        return any((found["name"] or "").lower() in _KNOWN for found in _TAG.finditer(text))

    def _read(self, block: Block) -> None:
        line, last = block.line, 0
        before = len(self._top) + len(self._rows) + len(self._open)
        for found in _TAG.finditer(block.text):
            line = self._say(block.text[last : found.start()], line)
            if found["name"]:
                self._tag(found["name"].lower(), bool(found["close"]), found["rest"], line)
            line += found.group().count("\n")
            last = found.end()
        self._say(block.text[last:], line)
        if before == len(self._top) + len(self._rows) + len(self._open) and "details" not in block.text:
            self._place(block)

    def _say(self, text: str, line: int) -> int:
        """Takes the text between two tags; gives the line behind it."""
        for number, row in enumerate(html.unescape(text).split("\n") if "&" in text else text.split("\n")):
            if number:
                line += 1
                self._rows.append((line, row))
            elif self._rows and self._rows[-1][0] == line:
                self._rows[-1] = (line, self._rows[-1][1] + row)
            elif row.strip():
                self._rows.append((line, row))
        return line

    def _tag(self, name: str, close: bool, rest: str, line: int) -> None:  # noqa: FBT001  a tag closes or it opens
        if name == "details":
            self._flush()
            if not close and len(self._open) < _DEEPEST:
                item = Block(Shape.ITEM, "", line, mark=DETAILS)
                self._place(item)
                self._open.append(item)
            elif close and self._open:
                self._open.pop()
        elif name == "summary":
            self._take_summary(close=close)
        elif name in {"table", "tr", "td", "th"}:
            self._take_cell(name, line, close=close)
        elif name == "li":
            self._rows.append((line, "" if close else "- "))
        else:
            self._inline(name, rest, line, close=close)

    def _inline(self, name: str, rest: str, line: int, *, close: bool) -> None:
        if name == "img":
            at = _attributes(rest)
            if at.get("src"):
                self._say(f"![{at.get('alt', '')}]({at['src'].replace(' ', '%20')})", line)
        elif name == "a":
            self._say(f"]({self._link})" if close and self._link else "" if close else self._opened(rest), line)
            self._link = "" if close else self._link
        elif name in _MARKDOWN:
            sign = _MARKDOWN[name]
            self._rows.append((line, "")) if sign == "\n" else self._say(sign, line)
        elif name in _BREAKS and self._table is None:
            self._rows.append((line, ""))

    def _opened(self, rest: str) -> str:
        self._link = _attributes(rest).get("href", "").replace(" ", "%20")
        return "[" if self._link else ""

    def _take_summary(self, *, close: bool) -> None:
        if not close:
            self._flush()
            self._summary = True
        elif self._summary:
            self._summary = False
            text = " ".join(" ".join(row.lstrip("#") for _, row in self._rows).split())
            self._rows = []
            if self._open and not self._open[-1].text:
                self._open[-1].text = text

    def _take_cell(self, name: str, line: int, *, close: bool) -> None:
        if name == "table":
            self._end_table()
            if not close:
                self._flush()
                self._table = _Table(line)
        elif self._table is not None:
            self._end_cell()
            if name == "tr" and not close:
                self._table.rows.append([])
                self._table.lines.append(line)
            elif name != "tr" and not close:
                if not self._table.rows:
                    self._table.rows.append([])
                    self._table.lines.append(line)
                self._table.in_cell = True

    def _end_cell(self) -> None:
        if self._table and self._table.in_cell:
            self._table.rows[-1].append("\n".join(row for _, row in self._rows).strip())
            self._table.in_cell = False
        self._rows = []

    def _end_table(self) -> None:
        if self._table is not None:
            self._end_cell()
            table, self._table = self._table, None
            if any(table.rows):
                self._place(table.block())

    def _flush(self) -> None:
        """Reads the text gathered so far as Markdown."""
        rows, self._rows = self._rows, []
        if self._table is None and any(_WORD.search(row) for _, row in rows):
            for block in self._parse(rows):
                self._place(block)

    def _place(self, block: Block) -> None:
        (self._open[-1].children if self._open else self._top).append(block)


def _attributes(rest: str) -> dict[str, str]:
    return {
        found["name"].lower(): html.unescape(found["a"] or found["b"] or found["c"] or "")
        for found in _ATTRIBUTE.finditer(rest)
    }

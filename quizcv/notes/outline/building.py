"""The tree of a note, built from markdown-it's flat row of tokens."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from quizcv.notes.howfar import UNTOLD, HowFar, Walk
from quizcv.notes.outline.html import Folding
from quizcv.notes.outline.lazy import label_behind
from quizcv.notes.outline.model import CALLOUT, Block, Outline, Section, Shape
from quizcv.notes.outline.notation import callout, unfenced, without_time
from quizcv.notes.outline.parser import closed_fences, parser
from quizcv.notes.outline.pieces import tokens_by_piece
from quizcv.notes.source import front_matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DETAILS = re.compile(r"<(/?)details\b", re.IGNORECASE)
_MATH_FENCES = frozenset({"math", "latex", "tex", "katex"})
"""The languages of fences that hold a formula."""
_PROSE_TITLE = 120
"""A line underlined with dashes that is longer, or several lines, is text above a rule."""
_CODE_SIGNS = re.compile(
    r"[={}\[\];]|\w\(|^\s*(?:#|//|>>>|\$ |import |from |def |class |return |for |if |pip |git )", re.MULTILINE
)
_SENTENCE = re.compile(r"(?:[^\W\d_]+[\s,]+){4}|[\u3040-\u30ff\u3400-\u9fff]{8}|(?:[\uac00-\ud7af]+\s){3}")


def read_outline(text: str, far: HowFar = UNTOLD) -> Outline:
    """The tree of a note whose text is tidy (see `source.tidy`). Never raises on any text."""
    skipped = front_matter(text)
    rows = text.split("\n")
    markdown = parser()
    read = closed_fences([""] * skipped + rows[skipped:])
    builder = _Builder(rows, read)
    for token in tokens_by_piece(markdown, read):
        if token.map and not token.level:
            far.at(Walk.OUTLINE, token.map[0])
        builder.take(token)
    _unfence(builder.root, rows, lambda part: _blocks(part, markdown))
    _fold(builder.root, Folding(lambda part: _blocks(part, markdown)))
    return Outline(builder.root, skipped, builder.unread(skipped))


def _blocks(part: list[tuple[int, str]], markdown: MarkdownIt) -> list[Block]:
    """Reads lines that stood within HTML as Markdown of their own; headings there are bold lines."""
    rows = dedent("\n".join(row for _, row in part)).split("\n")
    builder = _Builder(rows, rows, headings=False)
    for token in markdown.parse("\n".join(rows)):
        builder.take(token)
    blocks = builder.root.blocks
    stack = list(blocks)
    while stack:
        block = stack.pop()
        block.line = part[min(max(block.line, 1), len(part)) - 1][0]
        stack += block.children
    return blocks


def _unfence(root: Section, rows: list[str], parse: Callable[[list[tuple[int, str]]], list[Block]]) -> None:
    sections = [root]
    while sections:
        section = sections.pop()
        sections += section.sections
        if any(block.shape is Shape.CODE for block in section.blocks):
            section.blocks = unfenced(section.blocks, rows, parse)


def _fold(root: Section, folding: Folding) -> None:
    sections = [root]
    while sections:
        section = sections.pop()
        sections += section.sections
        section.blocks = folding.fold(section.blocks)
        stack = list(section.blocks)
        while stack:
            block = stack.pop()
            if block.children:
                block.children = folding.fold(block.children)
                stack += block.children


_LEAVES = {
    "table_open": Shape.TABLE,
    "fence": Shape.CODE,
    "code_block": Shape.CODE,
    "html_block": Shape.HTML,
    "math_block": Shape.MATH,
    "hr": None,
}


class _Builder:
    """Turns the flat row of tokens into the tree, with stacks of its own instead of recursion."""

    def __init__(self, rows: list[str], read: list[str], *, headings: bool = True) -> None:
        self.root = Section("", 0, 0)
        self._headings = headings
        self._details = 0
        self._closings = sum(row.lower().count("</details") for row in read if "</" in row)
        self._rows = rows
        self._sections = [self.root]
        self._containers: list[Block] = []
        self._heading: Token | None = None
        self._seen = bytearray(len(rows) + 1)
        self._in_table = False

    def take(self, token: Token) -> None:
        """Adds what a token brings; inside a table nothing is looked at, its rows are kept as written."""
        kind = token.type
        if kind == "table_close":
            self._in_table = False
        elif self._in_table:
            return
        elif kind in _LEAVES:
            self._take_leaf(token)
        elif kind in {"list_item_open", "blockquote_open"}:
            shape = Shape.ITEM if kind == "list_item_open" else Shape.QUOTE
            self._open(Block(shape, "", self._line(token), mark=token.info + token.markup if token.info else ""), token)
        elif kind in {"list_item_close", "blockquote_close"}:
            self._containers.pop()
        elif kind == "heading_open":
            self._heading = token
            self._mark(token)
        elif kind == "inline":
            self._inline(token)

    def _take_leaf(self, token: Token) -> None:
        shape = _LEAVES[token.type]
        self._mark(token)
        if shape is Shape.TABLE:
            self._in_table = True
            self._leaf(shape, self._source(token), token)
        elif token.type == "code_block" and _is_prose(token.content):
            self._leaf(Shape.PARAGRAPH, "\n".join(row.strip() for row in token.content.strip().split("\n")), token)
        elif shape is Shape.CODE and token.info.strip().lower() in _MATH_FENCES:
            if not self._fill(f"$${token.content.strip()}$$"):
                self._leaf(Shape.MATH, token.content.strip(), token)
        elif shape is Shape.CODE:
            self._leaf(shape, token.content.rstrip("\n"), token, token.info.strip())
        elif shape is Shape.HTML or (shape is Shape.MATH and not self._fill(f"$${token.content.strip()}$$")):
            self._leaf(shape, token.content.strip(), token)
            if shape is Shape.HTML and not self._containers:
                self._count_details(token.content)

    def _count_details(self, text: str) -> None:
        """A heading within `<details>` belongs to what it folds; one that is never closed folds nothing."""
        for found in _DETAILS.finditer(text):
            if found[1]:
                self._closings -= 1
                self._details = max(self._details - 1, 0)
            elif self._closings > self._details:
                self._details += 1

    def _inline(self, token: Token) -> None:
        # An empty bullet can't interrupt a paragraph in CommonMark; in a note it is a place left to be filled.
        text, marks = token.content, 0
        if self._heading is not None:
            heading, self._heading = self._heading, None
            is_title = heading.markup != "-" or ("\n" not in text and len(text) <= _PROSE_TITLE)
            if not self._containers and is_title:
                if self._headings and not self._details:
                    self._section(text, int(heading.tag[1:]), self._line(heading))
                else:
                    self._leaf(Shape.PARAGRAPH, f"**{text.replace('**', '').strip()}**", token)
                return
            marks = int(heading.markup == "-" and bool(self._containers))
        self._mark(token)
        while text.endswith(("\n*", "\n-", "\n+")):
            text, marks = text[:-2].rstrip(), marks + 1
        text = self._begin_anew(text, token)
        if not (self._fill(text) or self._take_callout(text, token)):
            self._leaf(Shape.PARAGRAPH, text, token)
        after = self._line(token) + text.count("\n") + 1
        for number in range(marks):
            self._place(Block(Shape.ITEM, "", after + number))

    def _begin_anew(self, text: str, token: Token) -> str:
        """A bullet's text without the label at the margin below it, which is placed behind the bullet."""
        label = label_behind(text, self._line(token) - 1, self._rows, self._containers) if self._containers else None
        if label is None:
            return text
        rows = text.split("\n")
        around = self._containers[label.depth - 1].children if label.depth else self._sections[-1].blocks
        around.append(Block(Shape.PARAGRAPH, "\n".join(rows[label.row :]), self._line(token) + label.row))
        return "\n".join(rows[: label.row])

    def _fill(self, text: str) -> bool:
        """Gives an item that is still empty its own text."""
        item = self._containers[-1] if self._containers else None
        if item is None or item.shape is not Shape.ITEM or item.text or item.children:
            return False
        item.text = text
        return True

    def _take_callout(self, text: str, token: Token) -> bool:
        """A quote that begins `[!TIP] Title`: the sign goes, the title is a bold line."""
        quote = self._containers[-1] if self._containers else None
        found = callout(text) if quote and quote.shape is Shape.QUOTE and not quote.children else None
        if quote is None or found is None:
            return False
        title, rest = found
        if title:
            quote.mark = CALLOUT
            self._place(Block(Shape.PARAGRAPH, f"**{title}**", self._line(token)))
        if rest:
            self._place(Block(Shape.PARAGRAPH, rest, self._line(token) + 1))
        return True

    def _section(self, title: str, level: int, line: int) -> None:
        while self._sections[-1].level >= level:
            self._sections.pop()
        section = Section(without_time(title.strip()), level, line)
        self._sections[-1].sections.append(section)
        self._sections.append(section)

    def _open(self, block: Block, token: Token) -> None:
        self._place(block)
        self._containers.append(block)
        if token.map:
            self._seen[token.map[0]] = 1

    def _leaf(self, shape: Shape, text: str, token: Token, mark: str = "") -> None:
        self._mark(token)
        self._place(Block(shape, text, self._line(token), mark=mark))

    def _place(self, block: Block) -> None:
        (self._containers[-1].children if self._containers else self._sections[-1].blocks).append(block)

    def _mark(self, token: Token) -> None:
        if token.map:
            first, end = token.map
            self._seen[first:end] = b"\x01" * (end - first)

    @staticmethod
    def _line(token: Token) -> int:
        return token.map[0] + 1 if token.map else 0

    def _source(self, token: Token) -> str:
        first, end = token.map or (0, 0)
        return "\n".join(row.strip() for row in self._rows[first:end])

    def unread(self, skipped: int) -> list[tuple[int, str]]:
        """The lines no block claims: what the parser dropped below its deepest level."""
        lost: list[tuple[int, str]] = []
        for number in range(skipped, len(self._rows)):
            row = self._rows[number]
            if not self._seen[number] and row.strip(" \t>"):
                lost.append((number + 1, row.strip()))
        return lost


def _is_prose(code: str) -> bool:
    """Whether lines that are code only by their indentation are sentences."""
    return bool(_SENTENCE.search(code)) and not _CODE_SIGNS.search(code)

"""A note as a tree of sections and blocks, each with its line.

Only Markdown's block structure is parsed (headings, lists, fences, tables, quotes); what stands inside a line is kept as
it was written. So the work is linear in the text, and no row of brackets or stars can make it otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from quizcv.notes.source import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

DEEPEST = 60
"""Levels of nesting that are read; a bullet of a list counts as two."""


LONGEST_MATH = 200
"""Lines looked through for the end of a displayed formula."""


class Shape(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    MATH = "math"
    TABLE = "table"
    QUOTE = "quote"
    HTML = "html"


@dataclass(slots=True)
class Block:
    """A piece of a section.

    Args:
        shape: What it is.
        text: As written: an item's own first paragraph, a fence's code, the rows of a table.
        line: Where it begins in the note, from 1.
        children: What is nested: in an item, everything after its first paragraph.
        mark: An ordered item's number, a fence's language.
    """

    shape: Shape
    text: str
    line: int
    children: list[Block] = field(default_factory=list)
    mark: str = ""


@dataclass(slots=True)
class Section:
    """A heading with what stands below it; the note itself is a section of level 0 without a title."""

    title: str
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A note's tree, and the lines that were not read because they are nested too deep (first line, text)."""

    root: Section
    front_matter: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)


def _parser() -> MarkdownIt:
    """Block structure only: no inline parsing, no link reference definitions (they are kept as text)."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only when a note is read

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("reference")
    parser.block.ruler.before(
        "blockquote", "math_block", _math_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _math_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    """A block rule for `$$ ... $$` on lines of its own, so that a line `+ b` inside is no bullet.

    Math that is never closed ends with its paragraph: it must not swallow the bullets after it.
    """
    row = _row(state, first)
    if not row.startswith("$$") or state.is_code_block(first):
        return False
    parts = [row[2:]]
    last = first
    while "$$" not in parts[-1]:
        last += 1
        if last >= end or state.isEmpty(last) or state.sCount[last] < state.blkIndent or last - first > LONGEST_MATH:
            return False
        parts.append(_row(state, last))
    body, _, rest = parts[-1].partition("$$")
    if rest.strip():
        return False
    if not silent:
        parts[-1] = body
        token = state.push("math_block", "", 0)
        token.block, token.content, token.map = True, "\n".join(parts).strip(), [first, last + 1]
        state.line = last + 1
    return True


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def read_outline(text: str) -> Outline:
    """The tree of a note whose text is tidy (see `source.tidy`). Never raises on any text."""
    skipped = front_matter(text)
    rows = text.split("\n")
    if skipped:
        text = "\n" * skipped + "\n".join(rows[skipped:])
    builder = _Builder(rows)
    for token in _parser().parse(text):
        builder.take(token)
    return Outline(builder.root, skipped, builder.unread(skipped))


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

    def __init__(self, rows: list[str]) -> None:
        self.root = Section("", 0, 0)
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
        elif shape is Shape.CODE:
            self._leaf(shape, token.content.rstrip("\n"), token, token.info.strip())
        elif shape is Shape.HTML or (shape is Shape.MATH and not self._fill(f"$${token.content.strip()}$$")):
            self._leaf(shape, token.content.strip(), token)

    def _inline(self, token: Token) -> None:
        # An empty bullet can't interrupt a paragraph in CommonMark; in a note it is a place left to be filled.
        text, marks = token.content, 0
        if self._heading is not None:
            heading, self._heading = self._heading, None
            if not self._containers:
                self._section(text, int(heading.tag[1:]), self._line(heading))
                return
            marks = int(heading.markup == "-")
        self._mark(token)
        while text.endswith(("\n*", "\n-", "\n+")):
            text, marks = text[:-2].rstrip(), marks + 1
        if not self._fill(text):
            self._leaf(Shape.PARAGRAPH, text, token)
        after = self._line(token) + text.count("\n") + 1
        for number in range(marks):
            self._place(Block(Shape.ITEM, "", after + number))

    def _fill(self, text: str) -> bool:
        """Gives an item that is still empty its own text."""
        item = self._containers[-1] if self._containers else None
        if item is None or item.shape is not Shape.ITEM or item.text or item.children:
            return False
        item.text = text
        return True

    def _section(self, title: str, level: int, line: int) -> None:
        while self._sections[-1].level >= level:
            self._sections.pop()
        section = Section(title.strip(), level, line)
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
            if not self._seen[number] and row.strip():
                lost.append((number + 1, row.strip()))
        return lost


def walk(blocks: list[Block]) -> Iterator[Block]:
    """Every block and nested block, in the order of the note."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(block.children))

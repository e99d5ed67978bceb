"""Reads a card's Markdown into nodes.

Formulas are taken out first and put back last, so that no underscore or star in them is read as Markdown. HTML is text;
a link is its words, with the address behind them if it is a web address. Nothing here becomes markup of the terminal's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from quizcv.mathtext import Kind, Segment, block, line, segments
from quizcv.shown import shown
from quizcv.tui.render.nodes import Code, Formula, Listing, Node, Paragraph, Picture, Quote, Rule, Table
from quizcv.tui.render.wrapping import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FIRST: Final = 0xF0000
"""Formulas stand in the Markdown as characters of the private plane, which means nothing to anybody."""
_MATH: Final = frozenset({Kind.INLINE, Kind.DISPLAY})
LONGEST: Final = 20_000
"""Characters of a text that are laid out, some three hundred lines; a card of megabytes would hold up the screen."""
_PLACE: Final = re.compile("[\U000f0000-\U000ffffd]")
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>&#|~\t]|^ {4}|^ {0,3}(?:[-+=]|\d{1,9}[.)])", re.MULTILINE)
"""What may be Markdown; a text with nothing of it is paragraphs only, and the parser need not be imported."""
_STYLES: Final = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline"}
CODE_STYLE: Final = "$accent"
PICTURE_STYLE: Final = "$text-muted"


@lru_cache(maxsize=128)
def parse(source: str, *, raw_math: bool = False, tall: bool = True) -> tuple[Node, ...]:
    """The nodes of a Markdown text.

    Args:
        source: Markdown with math.
        raw_math: Leave formulas as they were written.
        tall: A formula that is all of a paragraph gets two dimensions, if it gains by them.
    """
    if len(source) > LONGEST:
        rest = Paragraph((Run(f"... and {len(source) - LONGEST:,} characters more in the deck's file", PICTURE_STYLE),))
        return (*parse(source[:LONGEST], raw_math=raw_math, tall=tall), rest)
    text = _PLACE.sub("\ufffd", shown(source))
    formulas: list[Segment] = []
    parts: list[str] = []
    for segment in segments(text):
        if segment.kind in _MATH:
            parts.append(chr(_FIRST + len(formulas)))
            formulas.append(segment)
        else:
            parts.append(segment.text)
    reader = _Reader(formulas, raw_math=raw_math, tall=tall)
    marked = "".join(parts)
    if _MARKDOWN.search(marked):
        return tuple(reader.blocks(_parser().parse(marked)))
    return tuple(reader.paragraphs(marked))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  most cards do without it, and the first card need not wait for it

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class _Reader:
    """Turns tokens into nodes, putting the formulas back."""

    def __init__(self, formulas: Sequence[Segment], *, raw_math: bool, tall: bool) -> None:
        self.formulas = formulas
        self.raw_math = raw_math
        self.tall = tall and not raw_math

    # Text without Markdown

    def paragraphs(self, text: str) -> Iterator[Node]:
        """Paragraphs between blank lines."""
        for paragraph in re.split(r"\n[ ]*(?:\n[ ]*)+", text.strip(" \n")):
            alone = self._alone(paragraph)
            if alone is not None:
                yield alone
                continue
            runs = [run for n, row in enumerate(paragraph.split("\n")) for run in self._row(row, first=n == 0)]
            yield from self._settled(runs)

    def _row(self, row: str, *, first: bool) -> Iterator[Run | Formula]:
        if not first:
            yield Run(" ")
        hard = row.endswith("  ")
        yield from self._restored(row.strip(" "), "")
        if hard:
            yield Run("\n")

    # Markdown

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Node]:
        """The nodes of a row of block tokens."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            inside = tokens[position + 1 : end]
            if token.type == "paragraph_open" and (alone := self._alone(inside[0].content)) is not None:
                yield alone
            elif token.type in {"paragraph_open", "heading_open"}:
                style = "bold" if token.type == "heading_open" else ""
                yield from self._settled([run for each in inside for run in self._inline(each.children or [], style)])
            elif token.type in {"fence", "code_block"}:
                yield Code(tuple(self._as_written(token.content).removesuffix("\n").split("\n")))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._listing(token, inside)
            elif token.type == "blockquote_open":
                yield Quote(tuple(self.blocks(inside)))
            elif token.type == "table_open":
                yield self._table(inside)
            elif token.type == "hr":
                yield Rule()
            position = end + 1

    def _listing(self, opening: Token, inside: Sequence[Token]) -> Listing:
        items, position = [], 0
        while position < len(inside):
            end = _closing(inside, position)
            items.append(tuple(self.blocks(inside[position + 1 : end])))
            position = end + 1
        start = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
        tight = all(
            token.hidden for token in inside if token.type == "paragraph_open" and token.level == opening.level + 2
        )
        return Listing(tuple(items), start, tight)

    def _table(self, inside: Sequence[Token]) -> Table:
        rows: list[list[tuple[Run, ...]]] = []
        aligns: list[Literal["left", "center", "right"]] = []
        for position, token in enumerate(inside):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                heading = token.type == "th_open"
                cell = self._inline(inside[position + 1].children or [], "bold" if heading else "")
                rows[-1].append(tuple(self._on_one_line(cell)))
                if heading:
                    style = str(token.attrs.get("style", ""))
                    sides = (side for side in ("center", "right") if side in style)
                    aligns.append(cast("Literal['left', 'center', 'right']", next(sides, "left")))
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), tuple(aligns))

    def _inline(self, tokens: Sequence[Token], style: str) -> Iterator[Run | Formula | Picture]:
        """The runs of a paragraph's tokens; a link's address follows its words, unless it is the words."""
        styles = [style] if style else []
        links: list[tuple[str, int]] = []
        written = ""
        for token in tokens:
            if token.nesting > 0:
                styles.append(_STYLES.get(token.type.removesuffix("_open"), ""))
                if token.type == "link_open":
                    links.append((str(token.attrs.get("href", "")), len(written)))
            elif token.nesting < 0:
                styles.pop()
                if token.type == "link_close":
                    address, since = links.pop()
                    if _is_web(address) and written[since:] != address:
                        yield Run(f" ({address})", PICTURE_STYLE)
            else:
                written += token.content
                yield from self._leaf(token, " ".join(dict.fromkeys(filter(None, styles))))

    def _leaf(self, token: Token, style: str) -> Iterator[Run | Formula | Picture]:
        if token.type == "image":
            yield Picture(str(token.attrs.get("src", "")), self._as_written(token.content))
        elif token.type == "softbreak":
            yield Run(" ", style)
        elif token.type == "hardbreak":
            yield Run("\n", style)
        elif token.type == "code_inline":
            yield Run(self._as_written(token.content), f"{style} {CODE_STYLE}".strip())
        else:
            yield from self._restored(
                shown(token.content), style
            )  # once more: the parser has put `&#x202e;` into letters

    # Formulas

    def _restored(self, text: str, style: str) -> Iterator[Run | Formula]:
        """Text with its formulas put back: those in the line drawn on one line, displayed ones as nodes of their own."""
        end = 0
        for match in _PLACE.finditer(text):
            if match.start() > end:
                yield Run(text[end : match.start()], style)
            end = match.end()
            formula = self._formula(match[0])
            if formula is None:
                yield Run("\ufffd", style)
            elif self.raw_math:
                yield Run(formula.text, f"{style} {CODE_STYLE}".strip())
            elif formula.kind is Kind.DISPLAY:
                yield Formula(formula.source)
            else:
                yield Run(line(formula.source), style, whole=True)
        if end < len(text):
            yield Run(text[end:], style)

    def _alone(self, text: str) -> Formula | None:
        """The formula a paragraph consists of, if it gains by two dimensions."""
        place = _PLACE.fullmatch(text.strip())
        formula = self._formula(place[0]) if place and self.tall else None
        return Formula(formula.source) if formula and len(block(formula.source)) > 1 else None

    def _formula(self, place: str) -> Segment | None:
        """The formula a character stands for; None for one that the text has brought in as `&#xF0000;`."""
        number = ord(place) - _FIRST
        return self.formulas[number] if number < len(self.formulas) else None

    def _as_written(self, text: str) -> str:
        """Text with its formulas put back as source: in code nothing is a formula."""
        return _PLACE.sub(lambda match: self.formulas[ord(match[0]) - _FIRST].text, text)

    # Paragraphs

    def _settled(self, pieces: Sequence[Run | Formula | Picture]) -> Iterator[Node]:
        """A paragraph cut where a formula or a picture stands on lines of its own."""
        runs: list[Run] = []
        for piece in pieces:
            if isinstance(piece, Run):
                runs.append(piece)
                continue
            if any(run.text.strip() for run in runs):
                yield Paragraph(tuple(runs))
            runs = []
            yield piece
        if any(run.text.strip() for run in runs):
            yield Paragraph(tuple(runs))

    def _on_one_line(self, pieces: Iterator[Run | Formula | Picture]) -> Iterator[Run]:
        """What a table's cell can hold: displayed formulas drawn on one line, pictures by their words."""
        for piece in pieces:
            if isinstance(piece, Run):
                yield piece
            elif isinstance(piece, Formula):
                yield Run(line(piece.source), whole=True)
            else:
                yield Run(f"[{piece.alt}]", PICTURE_STYLE)


def _closing(tokens: Sequence[Token], position: int) -> int:
    """Where the block that begins at `position` ends."""
    depth = 0
    for end in range(position, len(tokens)):
        depth += tokens[end].nesting
        if depth <= 0:
            return end
    return len(tokens) - 1


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def pictures(nodes: Sequence[Node]) -> Iterator[Picture]:
    """All pictures among the nodes, in the order of the text."""
    for node in nodes:
        if isinstance(node, Picture):
            yield node
        elif isinstance(node, Quote):
            yield from pictures(node.children)
        elif isinstance(node, Listing):
            for item in node.items:
                yield from pictures(item)

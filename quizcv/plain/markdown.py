"""Markdown as plain text, for pipes and screen readers: nothing of how it is marked, all of what it says.

Emphasis, headings and escapes lose their signs. Code is told apart without backticks: a piece that looks like no word (`nn.ReLU()`)
stands as it is, any other in quotes. Formulas are Unicode, as on the screen. A list keeps its marks; a table is set in columns if it
fits `WIDTH`, else told row by row with its headings. Paragraphs are not wrapped: the terminal does that, and a reader wants them whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import Kind, Segment, block, cells, clean, line, plain, segments
from quizcv.mathtext.formula import block_on_baseline
from quizcv.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

WIDTH: Final = 60
"""Columns a table or a displayed formula may take."""
_FIRST: Final = 0xF0000
_PLACE: Final = re.compile("[\U000f0000-\U000ffffd]")
"""Characters of private use, which stand for the formulas while the Markdown is read."""
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>&#|~\t]|^ {4}|^ {0,3}(?:[-+=]|\d{1,9}[.)])", re.MULTILINE)
"""What may be Markdown; a text with nothing of it needs no parser."""
_SIGNS: Final = {"softbreak": " ", "hardbreak": "\n", "s_open": "[struck out: ", "s_close": "]"}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""What is read as a word, so that as code it needs quotes."""


def plain_lines(markdown: str) -> list[str]:
    """A Markdown text as lines; a formula that is all of a paragraph has two dimensions, if it gains by them."""
    return list(_lines(markdown, tall=True))


def plain_line(markdown: str) -> str:
    """A Markdown text on one line, displayed formulas too."""
    return shown_line(" ".join(_lines(markdown, tall=False)))


def _lines(markdown: str, *, tall: bool) -> Iterator[str]:
    if not _MARKDOWN.search(markdown):
        yield from plain(shown(markdown), WIDTH, blocks=tall).splitlines()
        return
    text = _PLACE.sub("\ufffd", clean(shown(markdown)))
    formulas: list[Segment] = []
    parts: list[str] = []
    for segment in segments(text):
        if segment.kind in {Kind.INLINE, Kind.DISPLAY}:
            parts.append(chr(_FIRST + len(formulas)))
            formulas.append(segment)
        else:
            parts.append(segment.text)
    yield from _Reader(formulas, tall=tall).blocks(_parser().parse("".join(parts)))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  most cards do without it

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class _Reader:
    """Turns tokens into lines, putting the formulas back."""

    def __init__(self, formulas: Sequence[Segment], *, tall: bool) -> None:
        self._formulas = formulas
        self._tall = tall

    def blocks(self, tokens: Sequence[Token], *, tight: bool = False) -> Iterator[str]:
        """The lines of a row of block tokens, a blank one between two blocks unless `tight`."""
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            if position and not tight:
                yield ""
            yield from self._block(tokens[position], tokens[position + 1 : end])
            position = end + 1

    def _block(self, token: Token, inside: Sequence[Token]) -> Iterator[str]:
        match token.type:
            case "paragraph_open" | "heading_open":
                yield from self._paragraph(inside[0])
            case "fence" | "code_block":
                yield from (f"    {row}" for row in self._as_written(token.content).removesuffix("\n").split("\n"))
            case "bullet_list_open" | "ordered_list_open":
                yield from self._listing(token, inside)
            case "blockquote_open":
                yield from (f"> {row}".rstrip() for row in self.blocks(inside))
            case "table_open":
                yield from self._table(inside)
            case _:
                yield "---"

    def _paragraph(self, inline: Token) -> Iterator[str]:
        alone = _PLACE.fullmatch(inline.content.strip())
        formula = self._formula(alone[0]) if alone else None
        if formula is not None and self._tall and inline.level == 1 and len(block(formula.source)) > 1:
            rows, _ = block_on_baseline(formula.source, WIDTH)
            yield from (row.rstrip() for row in rows)
        else:
            yield from self._inline(inline.children or []).split("\n")

    def _listing(self, opening: Token, inside: Sequence[Token]) -> Iterator[str]:
        number = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
        level = opening.level + 2
        tight = all(each.hidden for each in inside if each.type == "paragraph_open" and each.level == level)
        position = 0
        while position < len(inside):
            end = _closing(inside, position)
            if position and not tight:
                yield ""
            mark = "- " if number is None else f"{number}. "
            rows = list(self.blocks(inside[position + 1 : end], tight=tight)) or [""]
            yield from (
                (mark if n == 0 else " " * len(mark)) + row if row or n == 0 else "" for n, row in enumerate(rows)
            )
            number = None if number is None else number + 1
            position = end + 1

    def _table(self, inside: Sequence[Token]) -> Iterator[str]:
        rows: list[list[str]] = []
        for position, token in enumerate(inside):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(" ".join(self._inline(inside[position + 1].children or []).split()))
        widths = [max(cells(row[number]) for row in rows) for number in range(len(rows[0]))]
        if sum(widths) + 2 * (len(widths) - 1) <= WIDTH:
            for row in rows:
                padded = (each + " " * (width - cells(each)) for each, width in zip(row, widths, strict=True))
                yield "  ".join(padded).rstrip()
            return
        heading, *body = rows
        for row in body:
            yield "; ".join(
                f"{name}: {each}" if name else each for name, each in zip(heading, row, strict=True) if each
            )

    # Within a line

    def _inline(self, tokens: Sequence[Token]) -> str:
        """The words of a paragraph; a link's address follows them, unless it is they."""
        out: list[str] = []
        links: list[tuple[str, int]] = []
        for token in tokens:
            if token.type == "link_open":
                links.append((str(token.attrs.get("href", "")), len(out)))
            elif token.type == "link_close":
                address, since = links.pop()
                if address.startswith(("http://", "https://")) and "".join(out[since:]) != address:
                    out.append(f" ({address})")
            else:
                out.append(self._leaf(token))
        return "".join(out)

    def _leaf(self, token: Token) -> str:
        if token.type in _SIGNS:
            return _SIGNS[token.type]
        if token.type == "image":
            return f"[picture: {self._as_written(token.content) or token.attrs.get('src', '')}]"
        if token.type == "code_inline":
            return told_as_code(self._as_written(token.content))
        return self._restored(shown(token.content))  # once more: the parser has put `&#x202e;` into letters

    def _restored(self, text: str) -> str:
        def drawn(match: re.Match[str]) -> str:
            formula = self._formula(match[0])
            return "\ufffd" if formula is None else line(formula.source)

        return _PLACE.sub(drawn, text)

    def _formula(self, place: str) -> Segment | None:
        """The formula a character stands for; None for one that the text has brought in as `&#xF0000;`."""
        number = ord(place) - _FIRST
        return self._formulas[number] if number < len(self._formulas) else None

    def _as_written(self, text: str) -> str:
        """Text with its formulas put back as source: in code nothing is a formula."""
        return _PLACE.sub(lambda match: self._formulas[ord(match[0]) - _FIRST].text, text)


def told_as_code(code: str) -> str:
    """Code in a sentence: as it is if nobody takes it for words of the sentence, else in quotes."""
    if " " not in code and not _WORD.fullmatch(code):
        return code
    return f"'{code}'" if '"' in code else f'"{code}"'


def _closing(tokens: Sequence[Token], position: int) -> int:
    """Where the block that begins at `position` ends."""
    depth = 0
    for end in range(position, len(tokens)):
        depth += tokens[end].nesting
        if depth <= 0:
            return end
    return len(tokens) - 1

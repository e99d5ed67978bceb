"""Goes through a note from top to bottom and hands each piece to the room that knows its kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from quizcv.notes.answers import answer_of, prose
from quizcv.notes.claims import claims_in
from quizcv.notes.english import small_words
from quizcv.notes.formulas import list_formulas, take_display
from quizcv.notes.formulas.checking import with_formulas
from quizcv.notes.gathering import Candidate, Gathering, LeftOut, Lined, shown
from quizcv.notes.inline import bold_lead, one_line, unmarked
from quizcv.notes.language import language_of
from quizcv.notes.outline import Block, Outline, Section, Shape, read_outline, walk
from quizcv.notes.papers import read_paper, take_paper
from quizcv.notes.phrases import phrases
from quizcv.notes.questions import is_question, take_question
from quizcv.notes.recognise import (
    asks,
    ends_asking,
    is_badge,
    is_contents,
    is_empty,
    is_faq,
    is_labelled_link,
    is_metadata,
    is_placeholder,
    is_reference,
)
from quizcv.notes.statements import cloze_of
from quizcv.notes.terms import defined_term, is_generic, read_term, take_term

_BARE_WORDS = 6


def read_note(text: str) -> tuple[Outline, Gathering, str]:
    """The outline of a tidy text, what was found in it, and its language. Never raises on any text."""
    outline = read_outline(text)
    language = language_of(text)
    gathering = Gathering(phrases(language), small_words(text))
    if outline.front_matter:
        gathering.left_out.append(LeftOut(1, "---", "front matter"))
    for line, lost in outline.unread:
        gathering.left_out.append(LeftOut(line, shown(lost), "nested too deep to be read"))
    _list_calculations(outline.root, gathering)
    _Reader(gathering).section(outline.root, [])
    _name_placeholders(outline.root, gathering)
    return outline, gathering, language


def _name_placeholders(root: Section, gathering: Gathering) -> None:
    """A placeholder that nothing else names keeps a place below its heading."""
    titles = {}
    sections = [root]
    while sections:
        section = sections.pop()
        sections += section.sections
        titles[section.line] = unmarked(section.title)
    lines = sorted(titles)
    gathering.placeholders = [
        each if each.under else replace(each, under=titles[lines[max(bisect_right(lines, each.line) - 1, 0)]])
        for each in gathering.placeholders
    ]


def _list_calculations(root: Section, gathering: Gathering) -> None:
    """Lists every formula and judges every claim of the note, wherever they stand."""
    sections = [root]
    while sections:
        section = sections.pop(0)
        sections[:0] = section.sections
        for block in walk(section.blocks):
            if block.shape is Shape.HTML:
                continue
            gathering.formulas += list_formulas(block)
            if block.shape is not Shape.CODE:
                gathering.claims += claims_in(block.text, block.line, display=block.shape is Shape.MATH)
    gathering.claims = with_formulas(root, gathering.claims)


class _Reader:
    """The walk through the sections; a heading is at most six levels deep."""

    def __init__(self, gathering: Gathering) -> None:
        self._found = gathering

    def section(self, section: Section, path: list[str]) -> None:
        """Reads a section and those below it; `path` are the titles above it."""
        title = unmarked(section.title)
        if section.level:
            self._take_heading(section, title)
        paper = read_paper(section) if section.level else None
        below = section.sections
        if paper:
            take_paper(section, paper, self._found)
        elif section.level and ends_asking(section.title) and not is_faq(title):
            below = self._take_asking_heading(section, path)
        else:
            self._blocks(section.blocks, [*path, title] if title else path)
        for each in below:
            self.section(each, [*path, title] if title else path)

    def _take_heading(self, section: Section, title: str) -> None:
        heading = Lined(title or section.title, section.line)
        if is_metadata(section.title):
            self._found.leave(heading, "about the note, not its subject")
        elif not section.blocks and not section.sections and not ends_asking(section.title):
            self._found.leave(heading, "a heading with nothing below it")

    def _take_asking_heading(self, section: Section, path: list[str]) -> list[Section]:
        """A heading that asks: everything below is its answer, but for headings that ask themselves."""
        own = list(section.blocks)
        asking = []
        for each in section.sections:
            if ends_asking(each.title):
                asking.append(each)
            else:
                own += _flattened(each)
        block = Block(Shape.ITEM, section.title, section.line, own)
        take_question(block, path[-1] if path else unmarked(section.title), self._found)
        return asking

    def _blocks(self, blocks: list[Block], path: list[str]) -> None:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            place += 1
            if block.shape is Shape.PARAGRAPH and is_question(block.text):
                end = place
                while end < len(blocks) and not _begins_anew(blocks[end]):
                    end += 1
                self._take_asking_paragraph(block, blocks[place:end], path)
                place = end
            else:
                self._block(block, path)

    def _take_asking_paragraph(self, block: Block, following: list[Block], path: list[str]) -> None:
        """A line that asks: what follows, up to the next such line, is its answer."""
        first, _, rest = block.text.partition("\n")
        if not is_question(first):
            first, rest = block.text, ""
        children = [Block(Shape.PARAGRAPH, rest, block.line + 1)] if rest.strip() else []
        take_question(Block(Shape.ITEM, first, block.line, children + following), _last(path), self._found)

    def _block(self, block: Block, path: list[str]) -> None:
        found = self._found
        if block.shape is Shape.HTML:
            found.leave(block, "an HTML comment" if block.text.startswith("<!--") else "HTML")
        elif block.shape is Shape.CODE:
            found.leave(block, "code that answers no question")
        elif block.shape is Shape.TABLE:
            found.leave(block, "a table that answers no question")
        elif block.shape is Shape.MATH:
            take_display(block.text, _last(path) or "?", block.line, _last(path), found)
        elif block.shape is Shape.QUOTE:
            self._blocks(block.children, path)
        elif not self._is_no_content(block):
            self._said(block, path)

    def _is_no_content(self, block: Block) -> bool:
        """Lists what is no content: placeholders, badges, contents lists, links, metadata."""
        found, text = self._found, block.text
        if is_placeholder(text):
            if block.children:
                return False
            found.placeholder(text, block.line)
        elif is_badge(text):
            found.leave(block, "a badge")
        elif is_contents(block):
            found.leave_all([block], "a table of contents")
        elif is_reference(text) and all(is_empty(child) for child in block.children):
            found.leave_all([block], "a link" if "](" in text or "://" in text else "a list of sources")
        elif is_labelled_link(text) and not block.children:
            found.leave(block, "a link")
        elif is_metadata(text) and not block.children:
            found.leave(block, "about the note, not its subject")
        else:
            return False
        return True

    def _said(self, block: Block, path: list[str]) -> None:
        """A bullet or paragraph that says something: a question, a term, a definition, a statement."""
        found, heading = self._found, _last(path)
        if is_question(block.text) or (_is_among_questions(path) and _is_unmarked_question(block)):
            take_question(block, heading, found)
            return
        term = read_term(block)
        if term and (block.shape is Shape.ITEM or bold_lead(block.text)[0]):
            subject = _context(path) if is_generic(term.name) else ""
            take_term(block, term, subject, heading, found)
            return
        defined = defined_term(block.text)
        if defined:
            self._define(block, defined, heading)
            return
        cloze = None if block.children else cloze_of(block.text, block.line, heading)
        if cloze:
            found.card(cloze)
            return
        self._leave_said(block)
        self._blocks(block.children, path)

    def _define(self, block: Block, term: str, heading: str) -> None:
        answer = answer_of([block], self._found)
        front = self._found.phrases.term(term, self._found.words)
        self._found.card(
            Candidate(
                front=front, back=answer.text, line=block.line, heading=heading, about=term, slug=f"what is {term}"
            )
        )

    def _leave_said(self, block: Block) -> None:
        if not block.text:
            return
        words = len(prose(block.text).split())
        bare = block.shape is Shape.ITEM and words <= _BARE_WORDS and not re.search(r"[.。,，;]", block.text)
        reason = "a term with nothing said about it" if bare else "neither a question nor a definition"
        self._found.leave(block, reason)


def _last(path: list[str]) -> str:
    return path[-1] if path else ""


def _context(path: list[str]) -> str:
    """The nearest heading that names a subject; with the generic one below it in brackets."""
    for place in range(len(path) - 1, -1, -1):
        title = path[place].rstrip(":：")
        if not is_generic(title):
            return title
    return _last(path)


def _is_among_questions(path: list[str]) -> bool:
    return any(is_faq(title) for title in path)


def _is_unmarked_question(block: Block) -> bool:
    return block.shape is Shape.ITEM and (asks(unmarked(block.text)) or bool(block.children))


def _begins_anew(block: Block) -> bool:
    return block.shape is Shape.PARAGRAPH and is_question(block.text)


def _flattened(section: Section) -> list[Block]:
    """A section below a heading that asks, as part of the answer: its title in bold, then its blocks."""
    blocks = [Block(Shape.PARAGRAPH, f"**{one_line(section.title)}**", section.line), *section.blocks]
    for each in section.sections:
        blocks += _flattened(each)
    return blocks

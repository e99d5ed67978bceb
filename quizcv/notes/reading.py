"""Goes through a note from top to bottom and hands each piece to the room that knows its kind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from quizcv.notes.answering import take_asking_heading
from quizcv.notes.answers import answer_of
from quizcv.notes.below import is_listed, is_questions
from quizcv.notes.english import small_words
from quizcv.notes.formulas import Formula, take_display
from quizcv.notes.formulas.checking import check_note
from quizcv.notes.formulas.drills import Plan, planned, take_drills
from quizcv.notes.gathering import Candidate, Gathering, LeftOut, Lined, shown
from quizcv.notes.howfar import UNTOLD, HowFar, Walk
from quizcv.notes.inline import bold_lead, one_line, unmarked
from quizcv.notes.language import language_of
from quizcv.notes.leaving import is_no_content, leave_said
from quizcv.notes.outline import CALLOUT, Block, Section, Shape, read_outline
from quizcv.notes.papers import (
    add_front_matter,
    adopted,
    gathered,
    read_listed,
    read_paper,
    take_listed,
    take_paper,
    take_paper_table,
)
from quizcv.notes.phrases import phrases
from quizcv.notes.questions import (
    arranged,
    arranged_sections,
    asks_by_title,
    name_by_links,
    take_question,
    take_stated,
    take_table,
    without_asking,
)
from quizcv.notes.recognise import (
    is_contents_title,
    is_faq,
    is_metadata,
)
from quizcv.notes.remembered import forget
from quizcv.notes.roles import ASKED, Role, role_of
from quizcv.notes.speaking import language_below
from quizcv.notes.statements import cloze_of
from quizcv.notes.terms import (
    Term,
    defined_term,
    headed,
    is_generic,
    is_glossary,
    is_plain_label,
    read_parameter,
    read_term,
    take_comparison,
    take_entry,
    take_parameter,
    take_term,
    take_term_table,
    with_entries,
)
from quizcv.notes.titles import name_placeholders, title_of
from quizcv.notes.topics import (
    context,
    is_takeaways,
    is_topic,
    lists_terms,
    take_announced,
    take_box,
    take_sentences,
    take_topic,
    topic_name,
    whole_below,
    with_lists,
)
from quizcv.problems.symbolic import WORKER

_TABLES = (take_table, take_paper_table, take_term_table, take_comparison)
_OF_ONE = frozenset({Role.METHOD, Role.ADVANTAGES, Role.LIMITS})
"""Headings below which named points are parts of the thing above them."""
_LONGEST_LEAD = 200
"""Signs of a line that ends in a colon and names what its bullets are about, as a heading would."""


def read_note(text: str, far: HowFar = UNTOLD) -> tuple[str, Gathering, str]:
    """The title of a tidy text, what was found in it, and its language. Never raises on any text."""
    outline = read_outline(text, far)
    language = language_of(text)
    gathering = Gathering(phrases(language), small_words(text))
    if outline.front_matter:
        gathering.left_out.append(LeftOut(1, "---", "front matter"))
        add_front_matter(outline.root, text, outline.front_matter)
    for line, lost in outline.unread:
        gathering.left_out.append(LeftOut(line, shown(lost), "nested too deep to be read"))
    name_by_links(outline.root)
    checked = check_note(outline.root, far)
    gathering.formulas, gathering.claims = checked.formulas, checked.claims
    problems = planned(checked.worked, language)
    del checked
    if any(isinstance(each, Plan) for each in problems):
        WORKER.prepare()
    _Reader(gathering, far).section(outline.root, [])
    name_placeholders(outline.root, gathering)
    title = title_of(outline.root)
    del outline
    forget()
    take_drills(problems, gathering)
    return title, gathering, language


class _Reader:
    """The walk through the sections; a heading is at most six levels deep."""

    def __init__(self, gathering: Gathering, far: HowFar) -> None:
        self._found = gathering
        self._far = far

    def section(self, section: Section, path: list[str], *, expected: bool = False, whole: str = "") -> None:
        """Reads a section and those below it; its blocks are let go of then, so that a note and its cards need not lie in memory together.

        Args:
            section: What is read.
            path: The titles above it.
            expected: Whether the sections beside it ask.
            whole: The thing it tells a part of; empty for none.
        """
        self._far.at(Walk.READING, section.line)
        title = unmarked(section.title)
        above = self._found.phrases
        language = language_below(section, title)
        self._found.phrases = phrases(language) if language else above
        if section.level:
            self._take_heading(section, title)
        paper = read_paper(section, path) if section.level else None
        if paper and not (paper.title_line and paper.year) and is_questions(section):
            paper = None
        below = section.sections = arranged_sections(adopted(section.sections))
        expected = expected or (bool(path) and is_faq(path[-1]))
        if paper:
            below = take_paper(section, paper, self._found)
        elif section.level and asks_by_title(section.title, expected=expected):
            below = take_asking_heading(section, below, path, self._found)
        elif not (section.level and take_entry(section, path, self._found)):
            topic = section if section.level else None
            self._blocks(section.blocks, [*path, title] if title else path, topic, whole)
        asking = sum(asks_by_title(each.title) for each in below)
        usual = asking > 1 and asking * 2 >= len(below)
        inner = "" if paper else whole_below(section, below, whole)
        for each in below:
            self.section(each, [*path, title] if title else path, expected=usual, whole=inner)
        section.blocks = []
        self._found.phrases = above

    def _take_heading(self, section: Section, title: str) -> None:
        heading = Lined(title or section.title, section.line)
        if is_metadata(section.title):
            self._found.leave(heading, "about the note, not its subject")
        elif not section.blocks and not section.sections and not asks_by_title(section.title):
            self._found.leave(heading, "a heading with nothing below it")

    def _blocks(self, blocks: list[Block], path: list[str], topic: Section | None = None, whole: str = "") -> None:
        """Reads a row of blocks; those before its first question may explain the heading above them, the `topic`."""
        if path and is_contents_title(path[-1]) and blocks and all(is_listed(block) for block in blocks):
            self._found.leave_all(blocks, "a table of contents")
            return
        run: list[Block] = []
        for piece in arranged(blocks, expected=bool(path) and is_faq(path[-1])):
            if not piece.asks:
                run.append(piece.block)
                continue
            self._said_between(run, path, topic, whole)
            run, topic = [], None
            self._far.at(Walk.READING, piece.block.line)
            take_question(piece.block, _last(path), self._found)
        self._said_between(run, path, topic, whole)

    def _said_between(self, blocks: list[Block], path: list[str], topic: Section | None, whole: str) -> None:
        """What stands between two questions, or before the first one: there it may explain the heading."""
        blocks = with_lists(with_entries(gathered(blocks), in_glossary=is_glossary(path)))
        if topic:
            section = Section(topic.title, topic.level, topic.line, blocks)
            own = partial(_makes_own_cards, heading=_last(path))
            rest = take_topic(section, path[:-1], self._found, own, whole)
            blocks = blocks if rest is None else rest
        for block in blocks:
            self._block(block, path)

    def _block(self, block: Block, path: list[str]) -> None:
        found = self._found
        self._far.at(Walk.READING, block.line)
        if block.shape is Shape.HTML:
            found.leave(block, "an HTML comment" if block.text.startswith("<!--") else "HTML")
        elif block.shape is Shape.CODE:
            found.leave(block, "code that answers no question")
        elif block.shape is Shape.TABLE:
            under = _last(path)
            if not any(take(block, under, found) for take in _TABLES):
                found.leave(block, "a table that answers no question")
        elif block.shape is Shape.MATH:
            self._formula(block, path)
        elif block.shape is Shape.QUOTE:
            self._quote(block, path)
        elif not (take_listed(block, _last(path), found) or is_no_content(block, found)):
            self._said(block, path)

    def _quote(self, block: Block, path: list[str]) -> None:
        """What stands in a quote; the title of a callout is a heading, or a question among the others."""
        if block.mark != CALLOUT or asks_by_title(block.children[0].text):
            self._blocks(block.children, path)
        elif not take_box(block, self._found):
            self._blocks(block.children[1:], [*path, unmarked(block.children[0].text)])

    def _formula(self, block: Block, path: list[str]) -> None:
        """A displayed formula belongs to its heading; below one that names nothing it needs a name of its own first."""
        found, heading = self._found, _last(path)
        said = answer_of(block.children, found).text if block.children else ""
        if is_topic(heading) and not is_generic(topic_name(heading)):
            take_display(block.text, topic_name(heading), block.line, heading, found, said=said)
            return
        above = context(path)
        left = Formula(block.text).left
        back = "\n\n".join(part for part in (f"$${one_line(block.text)}$$", said) if part)
        name = f"${one_line(left)}$" if left else above
        if not block.text.strip():
            found.placeholder("$$ $$", block.line)
        elif name:
            found.guess(found.phrases.formula.format(name), back, block.line, "it is not said what the formula is of")

    def _said(self, block: Block, path: list[str]) -> None:
        """A bullet or paragraph that says something: a question, a term, a definition, a statement."""
        found, heading = self._found, _last(path)
        if block.shape is Shape.PARAGRAPH and block.children and take_announced(block, heading, found):
            if lists_terms(block):
                self._blocks(block.children, path)
            return
        if take_parameter(block, topic_name(heading), heading, found) or take_stated(block, heading, found):
            return
        term = read_term(block)
        if term and lists_terms(block) and (is_glossary([term.name]) or role_of(term.name) is Role.SUMMARY):
            self._blocks(block.children, path)
            return
        if term and (block.shape is Shape.ITEM or bold_lead(block.text)[0] or is_plain_label(block, term)):
            of_heading = is_generic(term.name) or role_of(term.name) in ASKED or role_of(heading) in _OF_ONE
            subject = context(path) if of_heading else ""
            subject = "" if is_glossary([subject]) else subject
            term = replace(term, is_remark=term.is_remark or is_takeaways(heading))
            self._take_term(block, term, subject, heading)
            return
        defined = defined_term(block.text)
        if defined:
            self._define(block, defined, path)
            return
        asked = headed(block.text) if found.phrases.is_english and not block.children else ""
        if asked:
            back = answer_of([block], found).text
            found.card(Candidate(front=f"What is {asked}?", back=back, line=block.line, heading=heading))
            return
        cloze = None if block.children else cloze_of(block.text, block.line, heading)
        if cloze:
            found.card(cloze)
            return
        if take_sentences(block, context(path), heading, found):
            return
        leave_said(block, found)
        lead = unmarked(block.text[:_LONGEST_LEAD]).rstrip()
        below = lead.endswith((":", "：")) and block.children
        self._blocks(block.children, [*path, lead.rstrip(":： ")] if below else path)

    def _take_term(self, block: Block, term: Term, subject: str, heading: str) -> None:
        """The cards of a term, and those of the questions among its points that answer themselves."""
        told, asked = without_asking(block)
        take_term(told, term, subject, heading, self._found)
        for each in asked:
            take_question(each, term.name, self._found)

    def _define(self, block: Block, term: str, path: list[str]) -> None:
        heading = _last(path)
        answer = answer_of([block], self._found)
        front = self._found.phrases.term(term, self._found.words, answer.text)
        if is_generic(term):
            front = self._found.phrases.part(term, context(path)) if context(path) else ""
        self._found.card(
            Candidate(
                front=front, back=answer.text, line=block.line, heading=heading, about=term, slug=f"what is {term}"
            )
        )


def _last(path: list[str]) -> str:
    return path[-1] if path else ""


def _makes_own_cards(block: Block, heading: str) -> bool:
    """Whether a block is about a paper, or counts terms that each have a meaning, so that it explains no heading."""
    return (
        read_listed(block, heading) is not None
        or read_parameter(block) is not None
        or (block.shape is Shape.PARAGRAPH and lists_terms(block))
    )

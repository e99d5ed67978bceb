"""The cards of a paper: which paper, its labelled parts, named parts, statements, numbers and formulas, and last its year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.notes.answers import answer_of, prose
from quizcv.notes.asking import asked_by
from quizcv.notes.formulas import Formula, formulas_alone, take_display, take_plain
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import flatten, in_words, is_links_only, one_line, unmarked
from quizcv.notes.nesting import nested
from quizcv.notes.outline import SAYING, Block, Section, Shape, walk
from quizcv.notes.papers.blocks import all_blocks, flattened, short_form
from quizcv.notes.papers.bullets import take_bullets
from quizcv.notes.papers.facts import Fact, facts_of, is_own
from quizcv.notes.papers.formulas import take_formulas
from quizcv.notes.papers.framing import take_title, take_year
from quizcv.notes.papers.ideas import take_ideas
from quizcv.notes.papers.lines import take_amount, take_definition
from quizcv.notes.papers.numbers import is_whole, sentences
from quizcv.notes.papers.paper import is_part_of
from quizcv.notes.papers.parts import Told, take_numbers, take_role, take_template_table
from quizcv.notes.papers.reading import read_paper
from quizcv.notes.questions import is_question, take_question, take_table
from quizcv.notes.recognise import ends_asking, is_empty, is_labelled_link, is_placeholder
from quizcv.notes.roles import ASKED, Role, is_of_both, role_of
from quizcv.notes.terms import Term, is_generic, read_term, take_comparison, take_term, take_term_table
from quizcv.notes.topics import take_part, topic_name, with_lists

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.papers.paper import Paper

STATEMENT: Final = "a statement that answers no question yet"
OWN_QUESTION: Final = "the reader's own open question"
ABOUT_THE_PAPER: Final = "tells who wrote the paper, when or where"
ASIDE: Final = "not about the paper itself"
_ONE_IDEA = 110
"""Cells of a statement that is told in full by the card of its number."""
_LETTER = re.compile(r"[^\W\d_]")
_NAME_WORDS, _FEW_ROWS = 7, 2
_OPENING = re.compile(
    r"(?:abstract|introduction|intro|overview|summary|摘要|引言|介绍|介紹|简介|簡介|はじめに|序論|서론|введение|introducción)(?:\s*(?:&|and|/|,|与|與|和|と)\s*(?:the )?(?:abstract|introduction|overview|summary|background|motivation|引言|背景|介绍|介紹))*",
    re.IGNORECASE,
)
"""Headings that open a paper's notes: what stands below is its idea."""
_IS_RESULT = re.compile(
    r"(?=[^.。]*\d)(?:[^.。\d]{0,60}\b(?:accuracy|error rate|mAP|top-?[15]|FPS|precisión|точность)\b|[^。\d]{0,24}(?:准确率|準確率|正確率|错误率|錯誤率|精度|正解率|정확도|오류율))",
    re.IGNORECASE,
)
"""A statement of a figure that was measured: a result, and no idea."""
_SOLVES = re.compile(
    r"(?:it |they )?(?:solve[sd]?|addresse?[sd]?|tackle[sd]?|overc[oa]mes?|fixe[sd]|alleviate[sd]?)\b|(?:主要)?(?:解決|解决)了|решает|resuelve",
    re.IGNORECASE,
)


def take_paper(section: Section, paper: Paper, gathering: Gathering) -> list[Section]:
    """Makes the cards of a paper's section and of the parts below it; what is left are the papers below it."""
    walker = _Walk(paper, unmarked(section.title), gathering)
    take_title(paper, walker.heading, gathering)
    walker.blocks(section.blocks)
    left = []
    path = [unmarked(section.title)]
    for each in section.sections:
        below = read_paper(each, path)
        if below and not is_part_of(below, paper):
            left.append(each)
        else:
            walker.section(each)
    walker.end(max((block.line for block in all_blocks(section, left)), default=section.line))
    return left


def take_said(blocks: list[Block], paper: Paper, heading: str, gathering: Gathering) -> None:
    """Makes the cards of a paper that a bullet or a line names, with what is said below it."""
    walker = _Walk(paper, heading, gathering)
    take_title(paper, walker.heading, gathering)
    walker.blocks(blocks)
    walker.end(max((block.line for block in walk(blocks)), default=paper.line))


class _Walk:
    """Goes through what is said of one paper and keeps what has been told."""

    def __init__(self, paper: Paper, heading: str, gathering: Gathering) -> None:
        self._paper = paper
        self.heading = heading
        self._found = gathering
        self._told = Told(paper, heading, len(gathering.candidates))
        self._ideas: list[Block] = []
        self._shown: set[int] = set()
        self._formulas: list[tuple[int, Formula]] = []
        self._key_points = ""

    def section(self, section: Section) -> None:
        """Takes a sub-heading of the paper: a role of the template, a question, a named part, or only a place of its own."""
        role = role_of(section.title)
        title = unmarked(section.title).strip(" :：")
        subtitle = facts_of(Block(Shape.PARAGRAPH, section.title, section.line))
        if (
            subtitle
            or role is Role.SUMMARY
            or is_of_both(section.title)
            or _OPENING.fullmatch(topic_name(section.title))
        ):
            self._key_points = title if role is Role.SUMMARY and not subtitle else self._key_points
            self.blocks(section.blocks)
            for each in section.sections:
                self.section(each)
        elif not role and not section.blocks and not section.sections and not ends_asking(section.title):
            self._found.leave(Block(Shape.PARAGRAPH, title, section.line), "a heading with nothing below it")
        elif role:
            self._role_section(role, section)
        elif ends_asking(section.title):
            block = Block(Shape.ITEM, section.title, section.line, flattened(section))
            take_question(block, self.heading, self._found, self._paper.name)
        elif not section.sections and self._is_taken_apart(section):
            return
        elif self._is_named_part(section, title):
            name = topic_name(title)
            take_term(
                Block(Shape.ITEM, name, section.line, section.blocks),
                Term(name),
                self._paper.name,
                self.heading,
                self._found,
            )
        else:
            blocks = with_lists(nested([block for block in section.blocks if not self._is_fact(block)]))
            rest = take_part(section, self._paper.name, self.heading, blocks, self._found)
            self.blocks(section.blocks if rest is None else rest, among_parts=True)
            for each in section.sections:
                self.section(each)

    def _role_section(self, role: Role, section: Section) -> None:
        """Takes a sub-heading with a fixed word: one part, or a place for several (`Contributions` above `Problem` and `Idea`)."""
        if role is Role.OPEN:
            self._open(flattened(section))
        elif role is Role.ASIDE:
            self._aside([Block(Shape.PARAGRAPH, section.title, section.line), *flattened(section)])
        elif role is Role.PARTS and any(role_of(each.title) in ASKED for each in section.sections):
            self.blocks(section.blocks)
            for each in section.sections:
                self.section(each)
        else:
            blocks = [
                block
                for block in flattened(section)
                if not self._is_fact(block)
                and not (block.shape is Shape.TABLE and take_term_table(block, self.heading, self._found))
            ]
            take_role(role, section.title, nested(blocks), self._told, self._found)

    def _is_taken_apart(self, section: Section) -> bool:
        """Takes the long bullets of a part one by one, if their words tell what they answer; the others stay together."""
        blocks = nested([block for block in section.blocks if not self._is_fact(block)])
        left = take_bullets(blocks, self._paper.name, self.heading, self._found)
        if len(left) == len(blocks):
            return False
        take_ideas(left, topic_name(section.title), self._told, self._found)
        return True

    def _is_named_part(self, section: Section, title: str) -> bool:
        """Whether a sub-heading names a part that what stands below it explains, on one screen."""
        if not _LETTER.search(title):
            return False
        if section.sections or is_generic(title) or len(title.split()) > _NAME_WORDS or not section.blocks:
            return False
        first = section.blocks[0]
        said = first.shape in {Shape.PARAGRAPH, Shape.ITEM, Shape.MATH} and not is_empty(first)
        return said and len(section.blocks) <= 8 and sum(cells(block.text) for block in walk(section.blocks)) < 1200  # noqa: PLR2004  a screen

    def blocks(self, blocks: list[Block], *, among_parts: bool = False) -> None:
        """Takes the blocks of the paper's own section, or of one of its parts (`among_parts`)."""
        led_in = False
        for block in nested([block for block in blocks if not self._is_fact(block)]):
            alone = [] if led_in else formulas_alone(block)
            led_in = block.text.rstrip().endswith((":", "：")) and not block.children
            if alone:
                self._formulas += [(block.line, formula) for formula in alone]
            else:
                self._block(block, among_parts=among_parts)

    def _is_fact(self, block: Block) -> bool:
        paper = self._paper
        if block.line in paper.facts and block.line == paper.title_line:
            return True
        if block.shape is Shape.QUOTE and block.children and all(is_own(child) for child in block.children):
            self._found.leave_all(block.children, "about the note, not its subject")
            return True
        told = [] if is_placeholder(block.text) else facts_of(block)
        if not told:
            return False
        if is_empty(block) or is_labelled_link(block.text):
            self._found.leave_all([block], "a source, not an answer")
        elif all(each.kind is Fact.OWN for each in told):
            self._found.leave_all([block], "about the note, not its subject")
        elif not any(
            each.kind in {Fact.TITLE, Fact.NAME} or (each.years and str(each.years[0].value) == paper.year)
            for each in told
        ):
            self._found.leave_all([block], ABOUT_THE_PAPER)
        return True

    def _block(self, block: Block, *, among_parts: bool) -> None:
        found = self._found
        is_text = block.shape in SAYING
        term = short_form(block) or (read_term(block) if is_text and not is_empty(block) else None)
        role = role_of(term.name) if term else None
        if term and role:
            self._role(role, block, term)
        elif self._is_said_elsewhere(block):
            return
        elif term and not asked_by(one_line(flatten(block.text)), self._paper.name):
            take_term(block, term, self._paper.name, self.heading, found)
        elif block.shape is Shape.QUOTE:
            self.blocks(block.children, among_parts=among_parts)
        elif block.shape is Shape.TABLE and (
            take_template_table(block, self._told, self._found)
            or any(take(block, self.heading, found) for take in (take_table, take_term_table, take_comparison))
        ):
            return
        elif block.shape in {Shape.TABLE, Shape.CODE}:
            found.leave(
                block,
                "a table that answers no question" if block.shape is Shape.TABLE else "code that answers no question",
            )
        elif not any(take(block, self._paper, self.heading, found) for take in (take_amount, take_definition)):
            self._statement(block, among_parts=among_parts)

    def _role(self, role: Role, block: Block, term: Term) -> None:
        inner = [Block(Shape.PARAGRAPH, term.rest, block.line), *block.children] if term.rest else block.children
        if role is Role.OPEN:
            self._open(inner)
        elif role is Role.ASIDE:
            self._aside([block])
        elif role is Role.SUMMARY and any(role_of(child.text) in ASKED or read_term(child) for child in inner):
            self.blocks(inner)
        else:
            take_role(Role.IDEA if role is Role.SUMMARY else role, term.name, nested(inner), self._told, self._found)

    def _open(self, blocks: list[Block]) -> None:
        """The reader's own questions: answered ones are cards, the others are only listed."""
        for block in blocks:
            if block.children and is_question(block.text) and not all(is_empty(child) for child in block.children):
                take_question(block, self.heading, self._found, self._paper.name)
            else:
                self._found.leave_all([block], OWN_QUESTION)

    def _aside(self, blocks: list[Block]) -> None:
        for block in blocks:
            self._found.leave_all([block], "a source, not an answer" if is_empty(block) else ASIDE)

    def _is_said_elsewhere(self, block: Block) -> bool:
        """Takes what is no statement about the paper: placeholders, sources, questions, displayed formulas, comments."""
        found = self._found
        if block.shape in SAYING:
            unfilled = is_placeholder(block.text) or role_of(block.text) in ASKED
            if unfilled and not block.children:
                found.placeholder(block.text, block.line, self._paper.name)
            elif is_empty(block) or (is_labelled_link(block.text) and not block.children):
                found.leave_all([block], "a source, not an answer")
            elif is_question(block.text):
                take_question(block, self.heading, found, self._paper.name)
            else:
                return False
            return True
        if block.shape is Shape.MATH:
            said = answer_of(block.children, found).text if block.children else ""
            take_display(block.text, self._paper.name, block.line, self.heading, found, said=said)
            return True
        if block.shape is Shape.HTML:
            found.leave(block, "an HTML comment" if block.text.startswith("<!--") else "HTML")
            return True
        return False

    def _statement(self, block: Block, *, among_parts: bool) -> None:
        """A statement becomes the answer to the question its words tell, a cloze of its numbers, or part of the idea."""
        text = one_line(flatten(block.text))
        if is_links_only(block.text, pictures=True) and not block.children:
            self._found.leave(block, "a picture with nothing said about it")
            return
        question = asked_by(text, self._paper.name)
        if question == "problem" or (_SOLVES.match(text) and Role.PROBLEM not in self._told.roles):
            question = "problem"
            take_role(Role.PROBLEM, "", [block], self._told, self._found)
        elif question:
            answer = answer_of([block], self._found)
            self._found.card(
                Candidate(
                    front=question, back=answer.text, line=block.line, heading=self.heading, about=self._paper.name
                )
            )
        elif Role.RESULTS not in self._told.roles and _IS_RESULT.match(text) and len(sentences(text)) == 1:
            question = "results"
            take_role(Role.RESULTS, "", [block], self._told, self._found)
        numbers = (
            0 if block.children or question in {"problem", "results"} else take_numbers(block, self._told, self._found)
        )
        told = numbers and len(sentences(text)) == 1 and cells(in_words(text)) <= _ONE_IDEA
        if numbers and is_whole(prose(block.text)):
            self._shown.add(block.line)
        if not question and not told:
            if among_parts and block.line not in self._shown:
                self._found.leave_all([block], STATEMENT)
            elif not among_parts:
                self._ideas.append(block)
        take_plain(block, self._paper.name, "", self.heading, self._found)

    def end(self, last: int) -> None:
        """Makes the cards that need the whole: the idea of what has no label, formulas, and the year behind all the others.

        Args:
            last: The last line of the paper's section.
        """
        roles = self._told.roles
        if not roles & {Role.IDEA, Role.WHAT, Role.PARTS}:
            self._ideas = take_bullets(self._ideas, self._paper.name, self.heading, self._found)
        if self._ideas and (not roles & {Role.IDEA, Role.WHAT, Role.PARTS} or self._key_points):
            take_ideas(self._ideas, self._key_points if roles & {Role.IDEA, Role.WHAT} else "", self._told, self._found)
        else:
            self._found.leave_all([block for block in self._ideas if block.line not in self._shown], STATEMENT)
        take_formulas(self._formulas, self._told, self._found)
        take_year(self._paper, self.heading, last, self._found)

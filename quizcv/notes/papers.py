"""Papers: a section whose heading names a model, with its year, its paper's title, its problem, its idea and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.cards.model import Kind
from quizcv.notes.answers import answer_of
from quizcv.notes.asking import asked_by
from quizcv.notes.english import as_sentence
from quizcv.notes.formulas import STRANGER, Formula, formulas_alone, stranger, take_display, take_plain
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import bold_lead, flatten, one_line, unmarked
from quizcv.notes.outline import Block, Section, Shape, walk
from quizcv.notes.questions import is_question, take_question
from quizcv.notes.recognise import is_empty, is_labelled_link, is_placeholder, is_reference
from quizcv.notes.statements import cloze_of
from quizcv.notes.terms import read_term, take_term

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_HEADING = re.compile(
    r"(?P<name>[^()（）\[\]]{2,160}?)\s*[(（\[](?P<inside>[^()（）\[\]]*(?<!\d)(?:19|20)\d\d(?!\d)[^()（）\[\]]*)[)）\]]\s*"
)
_VENUE = re.compile(
    r"(?P<name>[^,，]{2,160}?)\s*[,，–—-]\s*(?:.*[,\s])?(?:CVPR|ICCV|ECCV|NeurIPS|NIPS|ICLR|ICML|AAAI|BMVC|WACV|arXiv|TPAMI)\s*['’]?\s*(?P<year>(?:19|20)\d\d)\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CITED = re.compile(r"(?:citations?|cited by|引用|被引)\s*[:：]?\s*\d", re.IGNORECASE)
_NO_MODEL = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec|spring|summer|autumn|fall|winter|week|lecture|chapter|notes?|courses?|resources?|updates?|changelog|version)\b",
    re.IGNORECASE,
)
_PROBLEM = re.compile(r"(?:problems?|motivation|challenge|問題|问题|動機|动机|挑戰|挑战)\Z", re.IGNORECASE)
_IDEA = re.compile(
    r"(?:(?:main |key |core )?ideas?|method|contributions?|approach|proposal|想法|核心想法|主要想法|方法|貢獻|贡献)\Z",
    re.IGNORECASE,
)
_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """What a section says of its paper: the model's name, other names for it, year and title (with its place)."""

    name: str
    alias: str
    year: str
    title: str
    title_at: int

    @property
    def named_by_title(self) -> bool:
        """Whether heading and title say the same, so that neither can ask for the other."""
        return not self.title or _letters(self.title) == _letters(self.name)

    @property
    def shown(self) -> str:
        """The name with its other name."""
        return f"{self.name} ({self.alias})" if self.alias else self.name


def read_paper(section: Section) -> Paper | None:
    """The paper a section is about; None if it is about none."""
    heading = unmarked(section.title)
    found = _HEADING.fullmatch(heading)
    venue = None if found else _VENUE.fullmatch(heading)
    title, place, cited = _title(section)
    if found and not _NO_MODEL.match(found["name"]) and title:
        year = _YEAR.search(found["inside"])
        alias = re.sub(r"^[\s,，;]+|[\s,，;]+$", "", _YEAR.sub("", found["inside"]))
        return Paper(found["name"].strip(), alias if len(alias) > 1 else "", year.group() if year else "", title, place)
    if venue:
        return Paper(venue["name"].strip(), "", venue["year"], title, place)
    if cited and heading:
        return Paper(heading, "", "", title, place)
    return None


def _title(section: Section) -> tuple[str, int, bool]:
    """The title in the first bold line, its block's number, and whether a citation count stands with it."""
    for place, block in enumerate(section.blocks):
        if block.shape not in {Shape.ITEM, Shape.PARAGRAPH} or block.children:
            return "", -1, False
        bold, rest = bold_lead(one_line(block.text))
        if bold and not flatten(rest).strip(" .,") and not bold.endswith((":", "：")):
            title = unmarked(bold).strip()
            if len(title.split()) >= _TITLE_WORDS:
                return title, place, bool(_CITED.search(block.text))
        if not is_reference(block.text):
            return "", -1, False
    return "", -1, False


def take_paper(section: Section, paper: Paper, gathering: Gathering) -> None:
    """Makes the cards of a paper's section."""
    heading = unmarked(section.title)
    first = len(gathering.candidates)
    _take_title(section, paper, heading, gathering)
    ideas: list[Block] = []
    formulas: list[tuple[int, Formula]] = []
    labelled = led_in = False
    for place, block in enumerate(section.blocks):
        if place == paper.title_at:
            continue
        alone = [] if led_in else formulas_alone(block)
        if alone:
            formulas += [(block.line, formula) for formula in alone]
            continue
        led_in = block.text.rstrip().endswith((":", "："))
        term = read_term(block) if block.shape in {Shape.ITEM, Shape.PARAGRAPH} and not is_empty(block) else None
        is_part = term is not None and bool(_PROBLEM.match(term.name) or _IDEA.match(term.name))
        if not is_part and _is_said_elsewhere(block, paper, heading, gathering):
            continue
        if term and is_part:
            labelled = True
            inner = [Block(Shape.PARAGRAPH, term.rest, block.line), *block.children] if term.rest else block.children
            _take_part(inner, paper, heading, gathering, problem=bool(_PROBLEM.match(term.name)))
        elif term and not asked_by(one_line(flatten(block.text)), paper.name):
            take_term(block, term, paper.name, heading, gathering)
        else:
            _take_statement(block, paper, heading, ideas, gathering)
    if ideas and not labelled:
        _take_ideas(ideas, paper, heading, gathering)
    elif ideas:
        gathering.leave_all(ideas, "a statement that answers no question yet")
    _take_formulas(formulas, paper, heading, gathering, first)
    _take_year(section, paper, heading, gathering)


def _take_title(section: Section, paper: Paper, heading: str, gathering: Gathering) -> None:
    if paper.named_by_title:
        return
    head, colon, rest = paper.title.replace("：", ":").partition(":")
    gathering.card(
        Candidate(
            form=Kind.TYPED,
            front=gathering.phrases.paper.format(paper.shown),
            back=paper.title,
            line=section.blocks[paper.title_at].line,
            heading=heading,
            about=paper.name,
            slug=f"{paper.name} paper",
            accept=(rest.strip(),) if colon and rest.strip() and _letters(head) == _letters(paper.name) else (),
        )
    )


def _take_year(section: Section, paper: Paper, heading: str, gathering: Gathering) -> None:
    """The year is worth the least, so it is asked behind everything else the section says."""
    phrases = gathering.phrases
    if paper.year:
        front = (phrases.published if paper.title and paper.named_by_title else phrases.year).format(paper.name)
        gathering.card(
            Candidate(
                form=Kind.NUMERIC,
                front=front,
                back=paper.year,
                line=section.line,
                heading=heading,
                about=paper.name,
                slug=f"{paper.name} year",
                place=max((block.line for block in walk(section.blocks)), default=section.line),
            )
        )


def _is_said_elsewhere(block: Block, paper: Paper, heading: str, gathering: Gathering) -> bool:
    """Takes what is no statement about the paper: placeholders, sources, questions, displayed formulas, comments."""
    if block.shape in {Shape.ITEM, Shape.PARAGRAPH}:
        if is_placeholder(block.text) and not block.children:
            gathering.placeholder(block.text, block.line, paper.name)
        elif is_empty(block) or (is_labelled_link(block.text) and not block.children):
            gathering.leave_all([block], "a source, not an answer")
        elif is_question(block.text):
            take_question(block, heading, gathering, paper.name)
        else:
            return False
        return True
    if block.shape is Shape.MATH:
        take_display(block.text, paper.name, block.line, heading, gathering)
        return True
    if block.shape is Shape.HTML:
        gathering.leave(block, "an HTML comment" if block.text.startswith("<!--") else "HTML")
        return True
    return False


def _take_statement(block: Block, paper: Paper, heading: str, ideas: list[Block], gathering: Gathering) -> None:
    """A statement becomes the answer to the question its words tell, a cloze of its numbers, or part of the idea."""
    text = one_line(flatten(block.text))
    question = asked_by(text, paper.name)
    if question == "problem":
        _take_part([block], paper, heading, gathering, problem=True)
    elif question:
        answer = answer_of([block], gathering)
        gathering.card(Candidate(front=question, back=answer.text, line=block.line, heading=heading, about=paper.name))
    else:
        cloze = (
            None
            if block.children or block.shape is not Shape.ITEM
            else cloze_of(block.text, block.line, heading, paper.name)
        )
        if cloze:
            gathering.card(cloze)
        else:
            ideas.append(block)
    take_plain(block, paper.name, "", heading, gathering)


def _take_formulas(
    formulas: list[tuple[int, Formula]], paper: Paper, heading: str, gathering: Gathering, first: int
) -> None:
    """A bullet or line that is one formula is asked for, unless another card of the paper has it on its back.

    Args:
        formulas: Each with its line.
        paper: Whose they are.
        heading: The section.
        gathering: Takes what is found.
        first: Where the candidates of this paper begin.
    """
    known = {_bare_formula(candidate.back) for candidate in gathering.candidates[first:]}
    asked = {candidate.front for candidate in gathering.candidates[first:]}
    for line, formula in formulas:
        if known & {_bare_formula(formula.text), _bare_formula(formula.text.partition("=")[2])}:
            continue
        other = stranger(formula.text, paper.name)
        if other:
            front = gathering.phrases.formula.format(paper.name)
            gathering.guess(front, formula.shown, line, STRANGER.format(other, paper.name))
            continue
        symbol = ""
        front = gathering.phrases.formula.format(paper.name)
        if front in asked:
            symbol = one_line(formula.left or formula.text)
            front = gathering.phrases.formula_for.format(paper.name, symbol)
        asked.add(front)
        known.add(_bare_formula(formula.text))
        slug = f"{paper.name} {symbol} formula"
        gathering.card(
            Candidate(front=front, back=formula.shown, line=line, heading=heading, about=paper.name, slug=slug)
        )


def _take_ideas(ideas: list[Block], paper: Paper, heading: str, gathering: Gathering) -> None:
    """What is said of the paper without a name of its own is its main idea; several sayings are one card that counts them."""
    answer = answer_of(ideas, gathering)
    if not answer.text:
        return
    front = gathering.phrases.idea.format(paper.name)
    gathering.card(
        Candidate(
            front=gathering.phrases.counted(front, answer.points),
            back=answer.text,
            line=ideas[0].line,
            heading=heading,
            about=paper.name,
            slug=f"{paper.name} idea",
        )
    )


def _take_part(blocks: list[Block], paper: Paper, heading: str, gathering: Gathering, *, problem: bool) -> None:
    answer = answer_of(blocks, gathering)
    if not answer.text:
        return
    front = (gathering.phrases.problem if problem else gathering.phrases.idea).format(paper.name)
    gathering.card(
        Candidate(
            front=gathering.phrases.counted(front, answer.points),
            back=as_sentence(answer.text),
            line=blocks[0].line,
            heading=heading,
            about=paper.name,
            slug=f"{paper.name} {'problem' if problem else 'idea'}",
        )
    )


def _bare_formula(text: str) -> str:
    return re.sub(r"[$`\s]", "", text)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()

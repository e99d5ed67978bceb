"""Which sections, bullets and lines are about a paper, and what they say of its name, title and year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import bold_lead, flatten, in_words, is_links_only, one_line, unmarked
from quizcv.notes.outline import SAYING, Block, Section, Shape
from quizcv.notes.papers.citing import Citation, cite, is_paper_link
from quizcv.notes.papers.facts import Fact, Told, facts_of, years_of
from quizcv.notes.papers.paper import Paper, is_model, is_title, letters, nickname
from quizcv.notes.papers.years import Said, Year, settle
from quizcv.notes.recognise import ends_asking, is_faq, is_placeholder, is_reference, is_reference_title, without_place
from quizcv.notes.roles import Role, role_of
from quizcv.notes.terms import abbreviation_in

if TYPE_CHECKING:
    from collections.abc import Iterable

_CITED = re.compile(r"(?:citations?|cited by|引用|被引)\s*[:：]?\s*\d", re.IGNORECASE)
_NUMBER_OF_ARXIV = re.compile(r"arxiv\b[\s:：]*[\d.]*(?:v\d)?", re.IGNORECASE)
"""A heading that says only where a paper was handed in: `### ArXiv:1703, NIPS 2017`."""
_GENERIC = re.compile(
    r"(?:the |this )?(?:paper|article|paper (?:info(?:rmation)?|details|notes?|summary|review)|(?:basic |general )?info(?:rmation)?|metadata|論文(?:情報|資訊)?|论文(?:信息)?|논문(?: 정보)?|статья|artículo)\Z",
    re.IGNORECASE,
)
AMONG_PAPERS: Final = re.compile(
    r"\b(?:papers?|architectures?|models?|networks?|backbones?|detectors?|cnns?|convnets?|transformers?|gans?|methods)\b|論文|论文|架構|架构|模型|網路|网络|アーキテクチャ|モデル|ネットワーク"
    r"|논문|모델|아키텍처|네트워크|статьи|статей|архитектур|модели|сети|artículos|arquitecturas|modelos|redes",
    re.IGNORECASE,
)
_OF_PAPERS: Final = re.compile(
    r"\b(?:papers?|articles?|publications|artículos)\b|論文|论文|문헌|논문|статьи|статей", re.IGNORECASE
)
"""A title whose sections with a year are papers."""
_PROPOSES = re.compile(
    r"\b(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed)|the (?:authors?|paper)|this paper|won the|winner|state[- ]of[- ]the[- ]art|"
    r"achiev(?:e|es|ed)|top-[15]|mAP|ImageNet|COCO)\b|提出|提案|本文|論文|论文|제안|논문|предл(?:агают|ожен)|авторы|propone|presenta|autores",
    re.IGNORECASE,
)
_SHORT_BEHIND = re.compile(r"(?P<words>[^()（）:：]{4,80}?)\s*[(（][A-Z]{2,6}s?(?:\s*/\s*[A-Z]{2,6})*[)）]\s*\Z")
_FIRST_LINES = 12
"""Blocks of a section that are looked through for facts; links further down belong to what is told there."""
_TITLE_WORDS, _FEW = 3, 3
_ASIDES = frozenset({Role.ASIDE, Role.SUMMARY, Role.OPEN})


def read_paper(section: Section, path: Iterable[str] = ()) -> Paper | None:
    """The paper a section is about; None if it is about none.

    Args:
        section: A heading with what stands below it.
        path: The titles above it.

    A section counts if its heading names a paper (a year with a title below, a venue, a link to a paper), if its first lines tell
    two facts of a paper, or if its heading is the name of a model and what stands below is sorted or told as a paper's notes are.
    """
    if role_of(section.title) not in {None, Role.SUMMARY}:
        return None
    heading = cite(without_place(section.title))
    if ends_asking(section.title) and not heading.years and len(heading.name.split()) <= _FEW:
        return None
    if _NUMBER_OF_ARXIV.fullmatch(heading.name):
        return None
    if not heading.years and any(cite(without_place(each.title)).years for each in section.sections):
        return None
    title, title_line, cited = bold_title(section.blocks)
    first = [(block.line, facts_of(block)) for block in section.blocks[:_FIRST_LINES]]
    told = [(each, line) for line, facts in first for each in facts]
    told += [(each, block.line) for block in subtitles(section) for each in facts_of(block)]
    years = _first_years([*heading.years], told)
    known = {each.kind for each, _ in told if each.kind is not Fact.OWN and (each.value or each.years or each.linked)}
    given = next((each.value for each, _ in told if each.kind is Fact.TITLE and len(each.value.split()) > 1), "")
    is_generic = bool(_GENERIC.match(unmarked(section.title))) or bool(given and role_of(section.title))
    if not heading.name and not (given and is_generic):
        return None
    by_place = heading.venue or heading.linked
    titled = heading.title or is_title(heading.name)
    if not (
        (title and (heading.years or cited))
        or (by_place and (titled or is_model(heading.name) or len(heading.name.split()) >= _TITLE_WORDS))
        or (given and len(known) > 1)
        or (len(known & {Fact.AUTHORS, Fact.YEAR, Fact.VENUE, Fact.LINK}) > 1 and (titled or is_model(heading.name)))
        or (any(each.linked or _is_people_and_year(each) for each, _ in told) and (titled or is_model(heading.name)))
        or (len(heading.name.split()) >= _TITLE_WORDS and any(_is_people_and_year(each) for each, _ in told))
        or (heading.years and is_title(heading.name) and any(_OF_PAPERS.search(title) for title in path))
        or _is_title_above_link(section, heading)
        or _is_told_as_one(section, heading, path)
    ):
        return None
    year, doubt = settle([year for year, _ in years])
    name = next((each.value for each, _ in told if each.kind is Fact.NAME), "")
    paper = Paper(
        name="" if is_generic else heading.name,
        title=given or title or heading.title,
        alias=heading.alias,
        year=str(year.value) if year else "",
        doubt=doubt,
        line=section.line,
        title_line=title_line if title and not given else 0,
        year_line=next((line for each, line in years if each is year and line), 0),
        facts=frozenset(line for line, facts in first if facts) | ({title_line} if title_line else frozenset()),
    )
    return with_name(paper, name)


def _is_title_above_link(section: Section, heading: Citation) -> bool:
    """Whether a heading of several words stands right above nothing but the address of a paper: it is that paper's title."""
    first = section.blocks[0] if len(section.blocks) > 1 else None
    return (
        first is not None
        and len(heading.name.split()) >= _TITLE_WORDS
        and first.shape is Shape.PARAGRAPH
        and is_links_only(first.text)
        and "](" not in first.text
        and is_paper_link(first.text)
        and not (is_reference_title(section.title) or is_faq(section.title))
    )


def _is_people_and_year(told: Told) -> bool:
    """Whether a line names people, and a year or a venue's year behind them: two facts of a paper in one."""
    return told.kind is Fact.AUTHORS and bool(told.years)


def _first_years(heading: list[Year], told: list[tuple[Told, int]]) -> list[tuple[Year, int]]:
    """The years a section gives; of arXiv numbers only the first, the others may be related work."""
    years = [(year, 0) for year in heading] + [(year, line) for each, line in told for year in years_of([each])]
    first = next((year for year in years if year[0].said is Said.BY_ARXIV), None)
    return [year for year in years if year[0].said is not Said.BY_ARXIV or year is first]


def with_name(paper: Paper, name: str) -> Paper:
    """The name its cards call a paper by: the one given, the heading's, or what the title begins with."""
    own = paper.name
    if name:
        return replace(paper, name=name, from_title=False)
    begins = nickname(paper.title)
    if not own or (letters(own) == letters(paper.title) and begins):
        return replace(paper, name=begins or paper.title, from_title=True)
    return paper


def _is_told_as_one(section: Section, heading: Citation, path: Iterable[str]) -> bool:
    """Whether a section below a model's name is written as a paper's notes are: sorted under fixed words, or told as a proposal."""
    begins = nickname(heading.name)
    if is_faq(section.title) and _asks_often(section):
        return False
    if begins and is_model(begins) and heading.title and (_says_something(section) or _is_template(section)):
        return True
    if not is_model(heading.name) or (not heading.years and _spells_out(unmarked(section.title))):
        return False
    roles = {role for label in labels_below(section) if (role := role_of(label)) and role not in _ASIDES}
    among = any(AMONG_PAPERS.search(title) for title in path)
    if heading.years:
        return bool(roles) or (_says_something(section) and (among or _proposes(section)))
    return len(roles) > 1 or (among and (bool(roles) or _says_something(section)))


def _spells_out(title: str) -> bool:
    """Whether a heading gives a thing's words and its short form, in whatever language: `Redes convolucionales (CNN)`."""
    if abbreviation_in(title):
        return True
    found = _SHORT_BEHIND.match(title)
    return found is not None and not is_model(found["words"].strip())


def _asks_often(section: Section) -> bool:
    """Whether several blocks directly below a heading or its sub-headings ask: `XY Interview: 20 Q&A` is no paper."""
    blocks = [*section.blocks, *(block for each in section.sections for block in each.blocks)]
    return sum("?" in block.text or "？" in block.text for block in blocks) > 1


def _says_something(section: Section) -> bool:
    return any(
        len(in_words(block.text[:400])) > 20 and not is_reference(block.text)  # noqa: PLR2004  more than `see below`
        for block in (*section.blocks, *(block for each in section.sections for block in each.blocks))
        if block.shape in SAYING
    )


def _is_template(section: Section) -> bool:
    """Whether a table below a heading has the fixed words of a reading template in its first column."""
    tables = [block for block in section.blocks[:_FIRST_LINES] if block.shape is Shape.TABLE]
    return any(
        sum(role_of(row.strip().strip("|").split("|")[0]) is not None for row in block.text.split("\n")[:_FIRST_LINES])
        > 1
        for block in tables
    )


def _proposes(section: Section) -> bool:
    return any(_PROPOSES.search(block.text[:600]) for block in section.blocks[:6])


def subtitles(section: Section) -> list[Block]:
    """The headings right below a paper's own that only tell who wrote it and where: `### by Ann Lee`, `### CVPR 2031`.

    One with a title in bold below it is a paper of its own, though it may read like two people and a year.
    """
    found = []
    for each in section.sections[:_FEW]:
        block = Block(Shape.PARAGRAPH, each.title, each.line)
        if not facts_of(block) or bold_title(each.blocks)[0]:
            break
        found.append(block)
    return found


def labels_below(section: Section) -> list[str]:
    """What may be a fixed word in a section: its sub-headings, bullets with more below them, words before a colon."""
    labels = [each.title for each in section.sections]
    return labels + [label for block in section.blocks for label in labels_of(block)]


def labels_of(block: Block) -> list[str]:
    """The words of a block that may announce a part: bold words, what stands before a colon, a bullet with more below it."""
    if block.shape not in SAYING:
        return []
    first = block.text.split("\n", 1)[0][:160]
    bold, _ = bold_lead(first)
    label = re.match(r"[^:：\n]{1,70}(?=[:：])", first)
    return [each for each in (bold, label.group() if label else "", first if len(first) < 80 else "") if each]  # noqa: PLR2004  a label


def bold_title(blocks: list[Block]) -> tuple[str, int, bool]:
    """The title in the first bold line, its line, and whether a citation count stands with it."""
    for block in blocks:
        if block.shape not in SAYING or block.children:
            return "", 0, False
        bold, rest = bold_lead(one_line(block.text))
        if bold and not flatten(rest).strip(" .,") and not bold.endswith((":", "：")):
            title = unmarked(bold).strip()
            if len(title.split()) >= _TITLE_WORDS:
                return title, block.line, bool(_CITED.search(block.text))
        if not is_reference(block.text) and not facts_of(block) and not is_placeholder(block.text):
            return "", 0, False
    return "", 0, False


def adopted(sections: list[Section]) -> list[Section]:
    """Sections beside one another, with those that belong to the one paper among them put below it.

    A note on one paper often has a heading for each part on the same level: `# Paper` with its title and authors, then
    `# Summary` and `# Results`. Such parts, known by their fixed words, go to the paper before them.
    """
    roles = [role_of(each.title) for each in sections]
    if len(sections) < 2 or not any(role and role is not Role.ASIDE for role in roles):  # noqa: PLR2004  two beside one another
        return sections
    papers = [place for place, each in enumerate(sections) if read_paper(each)]
    if len(papers) != 1:
        return sections
    own = sections[papers[0]]
    parts = [place for place, role in enumerate(roles) if role and role is not Role.ASIDE and place > papers[0]]
    moved = set(parts)
    whole = Section(own.title, own.level, own.line, own.blocks, [*own.sections, *(sections[place] for place in parts)])
    return [whole if each is own else each for place, each in enumerate(sections) if place not in moved]

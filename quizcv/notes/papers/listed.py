"""Papers named by a bullet or a line: `- [Title](url) (2017)` with more below it, `**[VGG] Very Deep ...** (ICLR 2015)`, `AlexNet - 2012, ...`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.gathering import Lined
from quizcv.notes.inline import bold_lead, is_links_only, mask, one_line, unmarked
from quizcv.notes.nesting import nested
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.papers.citing import Citation, cite
from quizcv.notes.papers.facts import facts_of, years_of
from quizcv.notes.papers.paper import Paper, is_model, is_title
from quizcv.notes.papers.reading import AMONG_PAPERS, with_name
from quizcv.notes.papers.taking import take_said
from quizcv.notes.papers.years import settle
from quizcv.notes.recognise import ends_asking, is_empty, is_labelled_link

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

ONLY_NAMED: Final = "a paper of which nothing is said"
_SPLIT = re.compile(
    r"(?P<cited>.{2,260}?(?:[)）\]】]|\d{4})(?:\*\*|__)?)\s*(?:[:：]|[-–—]{1,2}\s|[-=]>|→)\s*(?P<rest>\S.*)\Z",
    re.DOTALL,
)
_YEAR_INSIDE = re.compile(
    r"(?P<name>[^\n:：()（）]{2,60}?(?:\s*\([^()]{2,40}\))?)\s*(?:[-–—,，]|[-=]>|→)\s*(?P<year>(?:19|20)\d\d)\s*[,，:：;]\s*(?P<rest>\S.*)\Z",
    re.DOTALL,
)
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d")
_SENTENCE = re.compile(r"[.!。！]\s+\S|[。！，]|.{220}", re.DOTALL)
_FIRST_LINK = re.compile(r"[\s*_]*\[(?P<words>[^\[\]]{3,250})\]\(")
_LONGEST, _FEW_WORDS = 1500, 4


def read_listed(block: Block, heading: str = "") -> tuple[Paper, list[Block]] | None:
    """The paper a bullet or a line names, and what is said of it; None if it names none.

    It names one if it has a year or a venue beside a title or a model's name, and is no question. What is said stands on the
    same line, behind a colon or a dash, and below it.
    """
    if block.shape not in SAYING or not block.text or len(block.text) > _LONGEST:
        return None
    first, _, following = block.text.partition("\n")
    quoted = first.lstrip("*_ ").startswith(("《", "〈", "「"))
    if not _YEAR.search(first) and "arxiv" not in first.lower() and not facts_below(block, 1 if quoted else 2):
        return None
    if ends_asking(first) or (is_links_only(first) and "](" not in first):
        return None
    cited, rest = _parted(first)
    found = cite(cited)
    told = [(each, child.line) for child in block.children for each in facts_of(child)]
    alone = bool(block.children) and bool(bold_lead(first)[0]) and not bold_lead(first)[1].strip()
    named = bool(rest and AMONG_PAPERS.search(heading)) or alone
    among = named and found.name[:1].isupper() and len(found.name.split()) == 1
    if not (_names_paper(found, block, has_facts=bool(told)) or (among and found.years)):
        return None
    year, doubt = settle([*found.years, *years_of(each for each, _ in told)])
    paper = Paper(
        name=found.name,
        title=found.title,
        alias=found.alias,
        year=str(year.value) if year else "",
        doubt=doubt,
        line=block.line,
        facts=frozenset(line for _, line in told),
    )
    said = [Block(Shape.ITEM, rest, block.line)] if rest else []
    if following.strip():
        said.append(Block(Shape.PARAGRAPH, following, block.line + 1))
    return with_name(paper, ""), [*said, *block.children]


def link_words(text: str) -> str:
    """The words of the link a text begins with; empty if it begins otherwise."""
    found = _FIRST_LINK.match(text)
    return unmarked(found["words"]) if found else ""


def facts_below(block: Block, fewest: int = 2) -> bool:
    """Whether some lines below a bullet tell who wrote a paper, when or where; one is enough below a quoted title."""
    return sum(bool(facts_of(child)) for child in block.children) >= fewest


def _parted(first: str) -> tuple[str, str]:
    """The words that name the paper, and what is said behind a colon or a dash."""
    hidden = mask(first, frozenset({"link", "url", "image", "code", "math"}))
    inside = _YEAR_INSIDE.match(hidden)
    if inside:
        return f"{first[: inside.end('name')]} ({inside['year']})", first[inside.start("rest") :]
    split = _SPLIT.match(hidden)
    if split and _YEAR.search(split["cited"]):
        return first[: split.end("cited")], first[split.start("rest") :].strip("* ")
    bold, rest = bold_lead(first)
    if bold and rest.strip().startswith(("(", "（", "[")) is False and rest.strip(" .,:：-–—") and _YEAR.search(bold):
        return bold, rest.strip(" .,:：-–—")
    return first, ""


def _names_paper(found: Citation, block: Block, *, has_facts: bool) -> bool:
    """Whether a citation is one: a year or a place, and a name or a title that is no sentence."""
    if not found.name or not (found.years or has_facts) or _SENTENCE.search(found.name):
        return False
    if is_model(found.name) or (found.title and (is_title(found.title) or found.venue)):
        return True
    words = found.name.split()
    if found.linked and len(words) <= _FEW_WORDS and all(word[:1].isupper() for word in words):
        return True
    whole = unmarked(bold_lead(one_line(block.text))[0]) or (link_words(block.text) if "](" in block.text else "")
    return (found.linked or found.venue) and found.name in whole


def take_listed(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes the cards of a paper that a bullet or line names; False if it names none, and nothing was taken."""
    found = read_listed(block, heading)
    if found is None:
        return False
    paper, said = found
    told = any(not is_empty(each) and not facts_of(each) for each in said)
    if told or (paper.title and not paper.named_by_title):
        take_said(said, paper, heading, gathering)
    elif is_links_only(block.text) or is_labelled_link(block.text):
        return False
    else:
        gathering.leave(Lined(one_line(unmarked(block.text)), block.line), ONLY_NAMED)
        gathering.leave_all([each for each in block.children if each.text], "a source, not an answer")
    return True


def leads_in(block: Block) -> bool:
    """Whether a paragraph names a paper and says nothing else, so that what follows is about it."""
    if block.shape is not Shape.PARAGRAPH or len(block.text) > 400:  # noqa: PLR2004  no line that only names a paper
        return False
    found = read_listed(block)
    return found is not None and not found[1]


def gathered(blocks: list[Block]) -> list[Block]:
    """The blocks of a section, with what follows a line that names a paper, or a few bold words, put below it."""
    return nested(blocks, leads_in)

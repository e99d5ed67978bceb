"""A heading, a bold line or a bullet that names a paper: `ResNet (2015)`, `Title, Authors, CVPR 2016`, `[VGG] Title (ICLR 2015)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from quizcv.notes.inline import unmarked
from quizcv.notes.papers.paper import is_model, is_title, letters, nickname
from quizcv.notes.papers.years import VENUES, Year, arxiv_date, without_dates, written_year

_NUMBER = re.compile(r"\A\s*(?:\d{1,3}[.)、]|[(（]\d{1,2}[)）]|#+)\s*")
_LEADING = re.compile(r"\A\s*[(（\[【](?P<tag>[^()（）\[\]【】]{1,60})[)）\]】]\s*[-–—:：]?\s*")
_TRAILING = re.compile(r"\s*[(（\[【](?P<tag>[^()（）\[\]【】]{1,200})[)）\]】]\s*[.,]?\s*\Z")
_FIRST_YEAR = re.compile(r"\A\s*(?P<year>(?:19|20)\d\d)\s*[:：–—-]\s*(?P<name>[^\d\s].*)\Z")
_LAST_YEAR = re.compile(
    rf"\A(?P<name>.{{2,250}}?)\s*[,，.@–—-]\s*(?P<place>(?:[^,，]{{0,40}}?\b{VENUES}\b\s*[-,'’‘]?\s*)?(?:(?:19|20)\d\d(?:\.\d\d)?|['’‘]\d\d)[^\w]*)\Z",
    re.IGNORECASE,
)
_LAST_VENUE = re.compile(
    rf"\A(?P<name>.{{2,250}}?)\s*[,，.–—-]\s*(?P<place>\b{VENUES}\s*[,\s]\s*['’‘]?(?:19|20)\d\d[^\w]*)\Z", re.IGNORECASE
)
_REVIEW = re.compile(
    r"(?<=[\w)）])\s*(?:[-–—:：|]\s*)?(?:(?:paper|論文|论文|논문)\s*[-–—:：]?\s*)?(?:reviews?|(?:reading )?notes|summary|explained|리뷰|정리|요약|筆記|笔记|解讀|解读|精讀|精读|まとめ|メモ|解説|обзор|конспект|resumen)\s*\Z",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:and\s+|&\s*)?(?:[^\W\d_a-z][\w.’'-]*\.?)(?:\s+(?:[^\W\d_a-z][\w.’'-]*\.?|van|von|de|der|den|la|et|al\.?|and|&)){0,5}(?:\s*et\.? al\.?)?\.?\Z"
)
_ONE_AND_ONE = re.compile(r"[^\W\d_]+ and [^\W\d_]+\Z")
_ET_AL = re.compile(r"\bet\.?\s+al\b|\band others\b|等人?\Z")
_ADDRESS = re.compile(
    r"(?<=\w)\s*(?:(?:paper|论文|論文|原文)\s*)?(?:地址|链接|連結|鏈接|リンク|링크)\s*\Z", re.IGNORECASE
)
_ALSO = re.compile(r"(?:also(?: known as)?|aka|a\.k\.a\.|or|又名|又稱|又称|別名|i\.e\.)[\s:：]+", re.IGNORECASE)
_CITED = re.compile(r"(?:citations?|cited by|引用(?:數|数|次數|次数)?|被引)\s*[:：]?\s*[\d,.kK+]*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec|spring|summer|autumn|fall|winter|week|day|lecture|chapter|session|notes?|courses?|resources?|updates?|changelog|version|"
    r"papers?|reading(?: list| group)?|accepted|best papers?|workshops?|tutorials?|talks?|slides|videos?|books?|datasets?|surveys?|"
    r"(?:the |an? )?(?:original|official|full|seminal)\b.{0,30}\bpaper|challenges?|competitions?|benchmarks?|leaderboards?|awards?|conferences?|projects?|todo|news|exams?|quiz(?:zes)?|homework|assignment|"
    r"part|section|step|stage|phase|level|論文|论文|논문|статьи|artículos)\b|[\d\s./年月日-]+\Z",
    re.IGNORECASE,
)
_BETWEEN_PEOPLE = re.compile(r"\s*[,，;；]\s*|\.\s+(?=[A-Z])")
_YEAR_INSIDE = re.compile(
    r"\A(?P<dated>(?P<name>[^()（）]{2,40}?)\s*[(（](?:19|20)\d\d[)）])\s*[-–—:：|]\s+\S[^?？]{2,80}\Z"
)
"""A model, its year, and behind a dash what it is known for: `SqNet (2031) - Square Networks`."""
_SORTED_UNDER = re.compile(r"\A[^\x00-\x7f\s]{2,12}\s?[:：]\s*(?P<rest>[A-Za-z].{1,60})\Z")
"""A model behind the kind of thing it is: `網路架構：SqNet (2031)`."""
_OF_A_TITLE = re.compile(
    r"\b(?:detection|networks?|learning|recognition|segmentation|convolutions?|convolutional|transformers?|images?|objects?|deep|neural|vision|training|attention|real-time|estimation|features?|models?)\b",
    re.IGNORECASE,
)
"""Words of titles, which are nobody's name."""
_HOSTS = re.compile(
    r"arxiv\.org/|ar5iv|openaccess\.thecvf|openreview\.net|papers\.n(?:eur)?ips\.cc|proceedings\.mlr|doi\.org/|ieeexplore|"
    r"dl\.acm\.org|link\.springer\.com/chapter|aclanthology|semanticscholar\.org/paper|cv-foundation\.org|jmlr\.org|paperswithcode\.com/paper",
    re.IGNORECASE,
)
_TITLE_AND_NAME = re.compile(
    r"(?P<first>[A-Z][\w+-]{2,30})?\s*[《〈「『](?P<title>[^《》〈〉「」『』]{3,200})[》〉」』]\s*(?(first)|(?P<name>[A-Z][\w+-]{2,30}))"
)
"""A title in angles beside the model's name."""
_QUOTED = re.compile(r"[《〈「『“\"]+(?P<title>[^《》〈〉「」『』“”\"]{4,250})[》〉」』”\"]+")
_PLACE_ONLY = re.compile(rf"\W*(?:(?:19|20)?\d\d)?\W*{VENUES}?\W*(?:(?:19|20)?\d\d)?\W*", re.IGNORECASE)
_WORDS_OF_A_TITLE = 4
_AROUND = " \t.,;:，；：-–—*_|"


@dataclass(frozen=True, slots=True)
class Citation:
    """What one line says of a paper.

    Args:
        name: The model's name, or the title if that is all.
        title: The title, if the line has one beside or as the name.
        alias: Another name.
        years: Each year it gives, with how.
        linked: Whether it links to a place where papers lie.
        venue: Whether it names where the paper appeared.
    """

    name: str = ""
    title: str = ""
    alias: str = ""
    years: tuple[Year, ...] = ()
    linked: bool = False
    venue: bool = False


def is_paper_link(text: str) -> bool:
    """Whether a text has an address where papers lie."""
    return bool(_HOSTS.search(text))


def is_person(text: str) -> bool:
    """Whether a piece between commas is somebody's name, or several people's."""
    text = text.strip(" .*_")
    if _OF_A_TITLE.search(text):
        return False
    return bool(text) and (bool(_ET_AL.search(text)) or bool(_PERSON.match(text))) and not is_model(text)


@lru_cache(maxsize=4096)
def cite(raw: str) -> Citation:
    """What a line says of a paper; an empty citation if it is no line that could name one.

    Brackets at either end are read for year, venue, other name or title; names of people behind the title go.
    """
    if len(raw) > 1500:  # noqa: PLR2004  no heading, no line of a list
        return Citation()
    text = _ADDRESS.sub("", _REVIEW.sub("", _NUMBER.sub("", unmarked(raw)).strip()))
    inside = _YEAR_INSIDE.match(text)
    text = inside["dated"] if inside and is_model(inside["name"].strip()) else text
    sorted_under = _SORTED_UNDER.match(text)
    if sorted_under and is_model(_TRAILING.sub("", sorted_under["rest"]).strip()):
        text = sorted_under["rest"]
    found = Citation(linked=is_paper_link(raw))
    arxiv = arxiv_date(raw) if found.linked or "arxiv" in raw.lower() else None
    if arxiv:
        found = replace(found, years=(arxiv,))
    text, found = _take_ends(text, found)
    text, found = _take_last_year(text, found)
    text, found = _take_ends(_without_people(text.rstrip(_AROUND)), found)
    both = _TITLE_AND_NAME.fullmatch(text.strip(_AROUND))
    if both:
        return replace(found, name=both["name"] or both["first"], title=both["title"].strip())
    quoted = _QUOTED.fullmatch(text.strip(_AROUND))
    text = quoted["title"] if quoted else _without_people(text)
    text = text.strip(_AROUND)
    if not text or _NO_NAME.match(text) or _PLACE_ONLY.fullmatch(text):
        return Citation()
    return _named(text, found)


def _take_ends(text: str, found: Citation) -> tuple[str, Citation]:
    """Takes brackets off the end, and off the beginning, as long as they tell something."""
    for _ in range(4):
        last = _TRAILING.search(text[-220:])
        if not last or not text[: len(text) - len(last.group())].strip():
            break
        text = text[: len(text) - len(last.group())].rstrip()
        found = _tag(last["tag"], found)
    for _ in range(2):
        first = _LEADING.match(text)
        if not first or not text[first.end() :].strip():
            break
        text = text[first.end() :]
        found = _tag(first["tag"], found)
    early = _FIRST_YEAR.match(text)
    if early:
        found = replace(found, years=(*found.years, *_years(early["year"])))
        text = early["name"]
    return text, found


def _tag(tag: str, found: Citation) -> Citation:
    """What a bracket says: years and venues, another name, the title."""
    if "://" in tag or "www." in tag:
        return found
    years = _years(tag)
    pieces = [piece.strip() for piece in re.split(r"[,，;；/|]", _CITED.sub("", without_dates(tag)))]
    found = replace(
        found, years=(*found.years, *years), venue=found.venue or any(re.search(VENUES, each) for each in pieces)
    )
    for piece in pieces:
        also = _ALSO.match(piece)
        if also or (is_model(piece) and not _PLACE_ONLY.fullmatch(piece)):
            found = replace(found, alias=found.alias or piece)
    told = ", ".join(piece for piece in pieces if piece and not _PLACE_ONLY.fullmatch(piece)) if years else tag.strip()
    told = _without_people(told).strip(_AROUND) if years else told
    if (is_title(told) or (not years and nickname(told))) and not found.title:
        found = replace(found, title=told, alias="")
    return found


def _years(text: str) -> tuple[Year, ...]:
    year = written_year(text)
    return (year,) if year else ()


def _take_last_year(text: str, found: Citation) -> tuple[str, Citation]:
    """Takes `, CVPR 2016` or `- 2015` off the end."""
    last = _LAST_VENUE.match(text) or _LAST_YEAR.match(text)
    if not last or len(text) > 400:  # noqa: PLR2004  no line that names a paper
        return text, found
    venue = bool(re.search(rf"\b{VENUES}", last["place"], re.IGNORECASE))
    years = _years(re.sub(r"['’‘](\d\d)(?!\d)", r"20\1", last["place"]) if not venue else last["place"])
    return last["name"], replace(found, years=(*found.years, *years), venue=found.venue or venue)


def _without_people(text: str) -> str:
    """The title without the authors that follow it: pieces between commas are dropped from the end while they name people.

    Three words in a row, `Ask, Answer and Repeat`, are a name by themselves; behind a model's name they would be people.
    """
    pieces = _BETWEEN_PEOPLE.split(text)
    kept = len(pieces)
    while kept > 1 and is_person(pieces[kept - 1]):
        kept -= 1
    if kept == len(pieces):
        return text
    first, *behind = pieces
    if kept == len(behind) == 1 and " " not in first and not is_model(first) and _ONE_AND_ONE.match(behind[0]):
        return text
    first_person = text.rindex(pieces[kept]) if kept == len(pieces) - 1 else text.index(pieces[kept], len(pieces[0]))
    return text[:first_person]


def _named(text: str, found: Citation) -> Citation:
    """The name and title of what is left of the line."""
    if found.title:
        return replace(found, name=text)
    titled = is_title(text) or (found.venue and len(text.split()) >= _WORDS_OF_A_TITLE)
    if is_model(found.alias) and titled and not is_model(text):
        return replace(found, name=found.alias, title=text, alias="")
    if titled or nickname(text):
        return replace(found, name=text, title=text)
    return replace(found, name=text, alias="" if letters(found.alias) == letters(text) else found.alias)

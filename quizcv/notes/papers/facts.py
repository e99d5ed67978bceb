"""Lines that tell who wrote a paper, when, where and under which title: `* **Year**: 2016`, `Authors: ...`, `arXiv: 1512.03385`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import flatten, is_links_only, one_line, unmarked
from quizcv.notes.outline import SAYING, Shape
from quizcv.notes.papers.citing import is_paper_link, is_person
from quizcv.notes.papers.paper import is_model
from quizcv.notes.papers.years import VENUES, Said, Year, arxiv_date, venue_year, without_dates, written_year
from quizcv.notes.remembered import judged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.notes.outline import Block


class Fact(StrEnum):
    """What a line tells of a paper."""

    TITLE = "title"
    NAME = "name"
    AUTHORS = "authors"
    YEAR = "year"
    VENUE = "venue"
    LINK = "link"
    CITED = "cited"
    OWN = "own"
    """About the note: when it was read, how it is rated, what it is filed under."""


_LABELS: Final[dict[Fact, str]] = {
    Fact.OWN: (
        r"(?:read(?:ing)?|review(?:ed)?|note|post|created|updated|added|accessed|my)\b.{0,20}|(?:read|finished) on|date|tags?|keywords?|categor(?:y|ies)|status|rating|"
        r"score|difficulty|importance|reviewer|reader|topics?|閱讀(?:日期|時間)|阅读(?:日期|时间)|日期|標籤|标签|關鍵詞|关键词|關鍵字|评分|評分|読んだ日|日付|タグ|キーワード|읽은 날(?:짜)?|날짜|태그|키워드"
        r"|дата(?: чтения)?|теги|ключевые слова|fecha(?: de lectura)?|etiquetas|palabras clave"
    ),
    Fact.TITLE: r"(?:paper |full |original )?title|paper name|(?:論文|论文)?(?:標題|标题|題目|题目|題名)|論文名|论文名称?|タイトル|論文タイトル|(?:논문 )?제목|논문명|название(?: статьи)?|título",
    Fact.NAME: r"(?:model|method|network|short) name|model|nickname|acronym|aka|also known as|簡稱|简称|模型(?:名稱|名称)?|略称|モデル名|약칭|모델명|модель|сокращение|modelo|siglas",
    Fact.AUTHORS: (
        r"(?:the )?authors?(?: list)?|by|author,? venue,? (?:&|and) year|institut(?:e|ion)s?|affiliations?|作者(?:單位|单位)?|著者|機構|机构|所属|저자|소속|авторы?|autor(?:es)?|instituci(?:ón|ones)"
    ),
    Fact.YEAR: (
        r"(?:publication |published |publishing )?year|published(?: (?:in|on))?|publication date|release(?:d)?|year of publication"
        r"|(?:發表|发表|出版)?(?:年份|年度|時間|时间|年)|年|年度|発表年|出版年|公開年|(?:발표|출판|게재)?\s?(?:연도|년도)|год(?: публикации| выхода)?|año(?: de publicación)?"
    ),
    Fact.VENUE: (
        r"venue|conference|journal|publication status|published (?:at|in)|publication|publisher|(?:venue|conference|journal) ?(?:/|and|&) ?year|pub\.?|where"
        r"|(?:發表|发表)(?:於|于|會議|会议|期刊)?|會議|会议|期刊|出處|学会|会議|ジャーナル|掲載|학회|저널|게재지|конференция|журнал|где опубликован[оа]|conferencia|congreso|revista"
    ),
    Fact.LINK: (
        r"(?:paper|article|arxiv|pdf|original paper|paper link|arxiv link|link|url|doi|source|project(?: page)?|code|github|official code|implementation|video|slides)s?(?: ?(?:link|url|id|here))?"
        r"|(?:論文|论文|原文|代碼|代码|程式碼|專案|项目)(?:連結|链接|地址|鏈接|網址|リンク)?|連結|链接|リンク|(?:논문|코드)\s?(?:링크|주소)?|링크|статья|ссылка(?: на статью)?|код|(?:enlace|artículo|código)(?: al artículo| original)?"
    ),
    Fact.CITED: r"(?:number of )?citations?(?: count)?|cited(?: by)?|times cited|引用(?:數|数|次數|次数|量)?|被引(?:用)?(?:次數|次数|數|数)?|被引用数|인용(?:\s?수|\s?횟수)?|цитирован(?:ий|ия)|цитируемость|citas",
}
_KINDS: Final = re.compile(f"(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _LABELS.items())})\\Z")
"""All of them at once, for labels in small letters."""
_JOINED: Final = re.compile(r"\s*[・&＆/／]\s*")
"""What joins the words of a label that has several: 著者・所属, `Venue / Year`."""
_LABELLED = re.compile(r"(?P<label>[^:：\n]{2,40}?)\s*(?:[:：]|\s[-–—]\s)\s*(?P<value>.*)\Z", re.DOTALL)
_OWN_DAY = re.compile(
    r"\W*(?:last\s+)?(?:read|finished|reviewed|notes?|posted|written|updated|edited|created|added|閱讀|阅读|読了|읽음|прочитано|leído)?\W*(?:on|at|from|於|于|в|el)?\W*",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAY_BE = re.compile(r"by\s|By\s|cit|Cit|引|인용|19\d\d|20\d\d|'\d\d|’\d\d|‘\d\d|-\s|–\s|—\s")
_BY = re.compile(r"by\s+[A-Z]", re.IGNORECASE)
_NOTE_BY = re.compile(
    r"\W*(?:notes?|written|reviewed|summary|summari[sz]ed)\s+by\s+\S{1,40}(?:\s\S{1,40}){0,3}", re.IGNORECASE
)
_CITED = re.compile(
    r"\W*(?:cited(?: by)?|citations?|引用(?:數|数)?|被引|인용)\W*[\d.,]+[kK+]*(?: times| papers| 次| 회)?\W*",
    re.IGNORECASE,
)
_VENUE_ONLY = re.compile(
    rf"\W*(?:published (?:at|in)\s+)?(?:(?:19|20)\d\d\W+)?{VENUES}\W*(?:(?:19|20)?\d\d)?\W*(?:oral|spotlight|poster)?\W*",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|['’‘]\d\d")
_LONGEST, _LONGEST_BYLINE, _LONGEST_LABEL = 600, 300, 20


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: what kind, its words, the years it gives, whether it links to a place where papers lie."""

    kind: Fact
    value: str
    years: tuple[Year, ...] = ()
    linked: bool = False


def fact_of(block: Block) -> Told | None:
    """The fact a line tells of its paper; None if it tells something else."""
    if block.shape not in SAYING or not 0 < len(block.text) <= _LONGEST:
        return None
    known = _may_be(block.text) or (block.children and len(block.text) <= _LONGEST_LABEL)
    return _fact_in(block.text, nested=bool(block.children)) if known else None


def facts_of(block: Block) -> list[Told]:
    """The facts a block tells; several if a paragraph holds one in each of its rows. Empty if any row tells something else."""
    if block.shape is not Shape.PARAGRAPH or "\n" not in block.text.strip() or len(block.text) > _LONGEST * 4:
        told = fact_of(block)
        return [told] if told else []
    found = []
    for row in block.text.strip().split("\n"):
        told = _fact_in(row.strip().rstrip("\\").strip(), nested=False) if _may_be(row) else None
        if not told:
            return []
        found.append(told)
    return found


@judged
def _may_be(text: str) -> bool:
    return ":" in text or "：" in text or "](" in text or bool(_MAY_BE.search(text))


@lru_cache(maxsize=4096)
def _fact_in(text: str, *, nested: bool) -> Told | None:
    flat = one_line(unmarked(text))
    if nested and kind_of(flat) is Fact.AUTHORS:
        return Told(Fact.AUTHORS, "")
    label = _LABELLED.match(flat)
    kind = kind_of(label["label"]) if label else None
    if label and kind and _fits(kind, label["value"].strip(), text, nested=nested):
        return _told(kind, label["value"].strip(), text)
    if nested:
        return None
    if is_links_only(text):
        return _told(Fact.LINK, "", text) if is_paper_link(text) else None
    return _unlabelled(flat)


def _unlabelled(flat: str) -> Told | None:
    """A line that tells a fact without a label: `by Ann Lee`, `CVPR 2031`, `read on 2031-03-04`, people and a place."""
    if _BY.match(flat) and all(is_person(each) for each in _people(flat[3:])):
        return Told(Fact.AUTHORS, flat[3:])
    if _CITED.fullmatch(flat):
        return Told(Fact.CITED, flat)
    if _NOTE_BY.fullmatch(flat):
        return Told(Fact.OWN, flat)
    if not _HAS_YEAR.search(flat):
        return None
    if _VENUE_ONLY.fullmatch(flat):
        year = venue_year(flat)
        return Told(Fact.VENUE, flat, (year,) if year else ())
    if without_dates(flat) != flat and _OWN_DAY.fullmatch(without_dates(flat)):
        return Told(Fact.OWN, flat)
    return _byline(flat)


def _fits(kind: Fact, value: str, text: str, *, nested: bool) -> bool:
    """Whether what stands behind a label is of its kind: a link behind `Code:`, a name behind `Model:`."""
    if nested and kind not in {Fact.AUTHORS, Fact.LINK}:
        return False
    if kind is Fact.LINK:
        return not value or "](" in text or "://" in text or arxiv_date(text) is not None
    return kind is not Fact.NAME or is_model(value)


def is_own(block: Block) -> bool:
    """Whether a block is only about the note: who wrote it, and when."""
    told = facts_of(block)
    return bool(told) and all(each.kind is Fact.OWN for each in told)


@judged
def kind_of(label: str) -> Fact | None:
    """What a label, or the head of a table's column, announces."""
    bare = unmarked(label).strip(" .:：*_#")
    whole = _kind(bare)
    kinds = {whole} if whole or not _JOINED.search(bare) else {_kind(part) for part in _JOINED.split(bare)}
    if kinds == {Fact.VENUE, Fact.YEAR}:
        return Fact.VENUE
    return kinds.pop() if len(kinds) == 1 else None


def _kind(label: str) -> Fact | None:
    found = _KINDS.match(label.lower())
    return Fact(found.lastgroup) if found and found.lastgroup else None


def _told(kind: Fact, value: str, raw: str) -> Told:
    linked = is_paper_link(raw)
    years: list[Year] = []
    if kind in {Fact.YEAR, Fact.VENUE, Fact.AUTHORS}:
        year = written_year(value)
        day = _ANY_YEAR.search(value) if kind is Fact.YEAR and not year else None
        years += [year] if year else [Year(int(day.group()), Said.AS_YEAR)] if day else []
    elif kind is Fact.LINK:
        venue = venue_year(value)
        years += [venue] if venue else []
    if kind is Fact.LINK and (linked or "arxiv" in raw.lower()):
        arxiv = arxiv_date(raw)
        years += [arxiv] if arxiv else []
    return Told(kind, flatten(value).strip(" .,;*_"), tuple(years), linked)


def _byline(flat: str) -> Told | None:
    """A line of people and a place: `K. He, X. Zhang et al., CVPR 2016`."""
    if len(flat) > _LONGEST_BYLINE or not (
        "," in flat or " and " in flat or "&" in flat or "et al" in flat or "，" in flat
    ):
        return None
    year = venue_year(flat) or written_year(flat)
    bare = re.sub(rf"\b{VENUES}\b", "", without_dates(flat))
    bare = re.sub(r"[('’‘\s]*\b(?:19|20)?\d\d\b[)\s]*", " ", bare)
    pieces = _people(bare)
    several = len(pieces) > 1 or "et al" in flat
    if year and several and all(is_person(piece) for piece in pieces):
        return Told(Fact.AUTHORS, flat, (year,))
    return None


def _people(text: str) -> list[str]:
    """The pieces of a list of people, without the places they work at, which stand in brackets."""
    bare = re.sub(r"\([^()]{1,80}\)", " ", text).strip(" .*_()")
    return [piece for piece in re.split(r"\s*[,，;；·|()]\s*|\s+and\s+|\s+&\s+", bare) if piece.strip(" .")]


def years_of(told: Iterable[Told]) -> list[Year]:
    """All the years that facts give."""
    return [year for each in told for year in each.years]

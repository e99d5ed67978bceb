"""Tables of papers or models, recognised by their heads: Title | Year | Venue | Idea, 模型 | 年份 | 參數量, in six languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.gathering import Lined
from quizcv.notes.inline import flatten, is_links_only, one_line, unmarked
from quizcv.notes.outline import Block, Shape
from quizcv.notes.papers.citing import cite
from quizcv.notes.papers.facts import Fact, kind_of
from quizcv.notes.papers.numbers import AMOUNT, VALUE, amount_card
from quizcv.notes.papers.paper import Paper, is_model
from quizcv.notes.papers.parts import MOST_NUMBERS
from quizcv.notes.papers.reading import with_name
from quizcv.notes.papers.taking import take_said
from quizcv.notes.papers.years import Year, arxiv_date, settle, written_year
from quizcv.notes.recognise import is_placeholder
from quizcv.notes.roles import ASKED, Role, role_of
from quizcv.notes.rows import Table, read_table

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

ONLY_LISTED: Final = "a row of a list of papers, of which nothing is said"
_TITLE: Final = re.compile(
    r"(?:papers?|titles?|paper titles?|論文|论文|論文名|标题|標題|題目|题目|タイトル|논문|제목|논문명|статья|название|artículo|título)\Z",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:names?|models?|methods?|networks?|architectures?|backbones?|detectors?|algorithms?|nets?|short names?|nicknames?|簡稱|简称|模型|網路|网络|架構|架构|方法|算法|名稱|名称|略称|モデル|手法|ネットワーク|名前|모델|방법|네트워크|이름|약칭|модель|метод|сеть|архитектура|имя|modelo|método|red|arquitectura|nombre)\Z",
    re.IGNORECASE,
)
_IDEA: Final = re.compile(
    r"(?:(?:key |main |core )?(?:features?|points?|innovations?)|summary|notes?|remarks?|comments?|descriptions?|highlights?|tl;?dr|what(?:'s|’s)? new|characteristics|(?:主要|关键|關鍵|核心)?(?:特點|特点|亮點|亮点|創新|创新|貢獻|贡献)(?:點|点)?|備註|备注|說明|说明|摘要|特徴|備考|説明|要約|특징|비고|설명|요약|особенности|примечани[ея]|описание|características|notas|descripción|resumen)\Z",
    re.IGNORECASE,
)
_MOST_ROWS, _MOST_AMOUNTS_TABLE = 60, 15


def take_paper_table(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes the cards of a table of papers or models; False if it is no such table, and nothing was taken.

    The heads tell what a column holds. A row becomes a paper with a title, a year, the parts its columns name, and a few
    of its numbers; a row with nothing but title, authors and links is listed.
    """
    table = read_table(block.text, block.line)
    if table is None or len(table.rows) > _MOST_ROWS:
        return False
    columns = _columns(table)
    if columns is None:
        return False
    for line, cells in table.rows:
        _take_row(dict(zip(columns, cells, strict=True)), line, cells, heading, gathering)
    return True


_Column = tuple[str, str]
"""What a column holds (name, title, a fact, a role, an amount) and its head; the head keeps two alike apart."""


def _columns(table: Table) -> list[_Column] | None:
    """What each column holds; None if the table lists no papers."""
    columns: list[_Column] = []
    kinds: set[str] = set()
    for place, head in enumerate(table.heads):
        bare = unmarked(head).strip(" :：")
        kind = _kind(bare)
        columns.append((kind if kind not in {"name", "title"} or kind not in kinds else "", f"{place} {bare}"))
        kinds.add(kind)
    named = kinds & {"name", "title"}
    told = {kind for kind in kinds if kind in {"role", "idea", Fact.YEAR, Fact.VENUE}}
    amounts = sum(kind == "amount" for kind, _ in columns)
    if not named or not (told or (amounts and "name" in kinds and len(table.rows) <= _MOST_AMOUNTS_TABLE)):
        return None
    if "title" not in kinds and Fact.YEAR not in kinds and Fact.VENUE not in kinds:
        names = next(place for place, (kind, _) in enumerate(columns) if kind == "name")
        models = sum(is_model(cite(cells[names]).name) for _, cells in table.rows)
        if models * 2 < len(table.rows):
            return None
    return columns


def _kind(head: str) -> str:
    if _TITLE.match(head):
        return "title"
    if _NAME.match(head):
        return "name"
    if AMOUNT.match(head):
        return "amount"
    role = role_of(head)
    if role in ASKED:
        return "role"
    if _IDEA.match(head) or role is Role.SUMMARY:
        return "idea"
    return kind_of(head) or ""


def _take_row(row: dict[_Column, str], line: int, cells: tuple[str, ...], heading: str, gathering: Gathering) -> None:
    paper = _paper(row, line)
    said = [
        Block(Shape.ITEM, f"{_label(kind, head)}: {one_line(flatten(cell))}", line)
        for (kind, head), cell in row.items()
        if kind in {"role", "idea"} and cell and not is_links_only(cell) and not is_placeholder(cell)
    ]
    amounts = [
        (head.partition(" ")[2], cell)
        for (kind, head), cell in row.items()
        if kind == "amount" and VALUE.fullmatch(unmarked(cell))
    ]
    if "{{" in paper.name or "}}" in paper.name:
        amounts = []
    if not paper.name or not (said or amounts or (paper.title and not paper.named_by_title)):
        gathering.leave(Lined(" | ".join(cell for cell in cells if cell), line), ONLY_LISTED)
        return
    take_said(said, replace(paper, year="") if not paper.year else paper, heading, gathering)
    for head, cell in amounts[:MOST_NUMBERS]:
        gathering.card(amount_card(paper, head, unmarked(cell), line, heading))


def _label(kind: str, head: str) -> str:
    """The head as a label; a column of remarks holds the idea."""
    return "Idea" if kind == "idea" else head.partition(" ")[2]


def _paper(row: dict[_Column, str], line: int) -> Paper:
    """The paper of a row: name and title as its cells have them, its years from every cell that may give one."""
    by_kind = {kind: cell for (kind, _), cell in reversed(list(row.items()))}
    named, titled = cite(by_kind.get("name", "")), cite(by_kind.get("title", ""))
    years: list[Year] = [*named.years, *titled.years]
    for kind in (Fact.YEAR, Fact.VENUE):
        year = written_year(unmarked(by_kind.get(kind, "")))
        years += [year] if year else []
    arxiv = arxiv_date(by_kind.get(Fact.LINK, ""))
    if arxiv and not any(year.said is arxiv.said for year in years):
        years.append(arxiv)
    year, doubt = settle(years)
    title = titled.title or (titled.name if named.name else "") or named.title
    paper = Paper(
        name=named.name or titled.name,
        title=title,
        alias=named.alias or ("" if named.name else titled.alias),
        year=str(year.value) if year else "",
        doubt=doubt,
        line=line,
    )
    return with_name(paper, "")

"""Tables that define terms, recognised by their heads: Term | Meaning, Abbreviation | Full name, 用語 | 意味."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import is_links_only, unmarked
from quizcv.notes.keeping import fault
from quizcv.notes.outline import Block, Shape
from quizcv.notes.rows import read_table
from quizcv.notes.terms.abbreviations import Abbreviation, stands_for
from quizcv.notes.terms.comparing import properties_told, property_back, property_front
from quizcv.notes.terms.labels import SETTING, no_term
from quizcv.notes.terms.taking import take_abbreviation, take_term
from quizcv.notes.terms.term import Term, is_generic

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_TERM: Final = re.compile(
    r"(?:(?:key )?(?:terms?|terminology|concepts?|notions?|words?|keywords?|names?|techniques?|layers?|operations?|metrics?|loss(?: function)?|symbols?|notation|components?|modules?|hyper-?parameters?|parameters?|tasks?|methods?|stages?|functions?|activations?|optimi[sz]ers?|(?:\w+ )?types?)"
    r"|術語|术语|名詞|名词|概念|名稱|名称|詞彙|词汇|方法|符號|符号|层|層|指標|指标|参数|參數|类型|類型|任务|任務|函数|函數|步骤|步驟|用語|単語|項目名|手法|層の種類|タスク|용어|개념|이름|단어|термин|понятие|название|обозначение|término|concepto|nombre)\Z",
    re.IGNORECASE,
)
_MEANING: Final = re.compile(
    r"(?:(?:short )?(?:meanings?|definitions?|descriptions?|explanations?|what (?:it is|it means|it does|is it)|means|in short|purpose|role|intuition|summary|in one (?:line|sentence)|key (?:points?|ideas?|facts?)|takeaways?|functions?|uses?|used for|effects?|goals?|what it measures)"
    r"|目的|作用|功能|用途|意义|意義|役割|機能|역할|기능|목적|назначение|роль|función|propósito|uso|意思|定義|定义|說明|说明|解釋|解释|含義|含义|描述|意味|説明|뜻|의미|정의|설명|значение|определение|описание|пояснение|смысл|significado|definición|descripción|explicación)\Z",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"(?:abbreviations?|abbr\.?|acronyms?|short(?: form)?|initials|縮寫|缩写|簡稱|简称|略語|略称|약어|약자|сокращение|аббревиатура|abreviatura|siglas?|acrónimo)\Z",
    re.IGNORECASE,
)
_LONG: Final = re.compile(
    r"(?:full (?:name|form|term)|long form|stands for|expansion|meaning|全稱|全称|全名|英文全稱|英文全称|正式名称|正式名|원어|풀네임|전체 이름|расшифровка|полное название|nombre completo|significado)\Z",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(r"key|takeaway", re.IGNORECASE)
"""The head of a column that tells what matters about a term, not what it is."""
_ASPECT: Final = re.compile(
    r"purpose|role|functions?|uses?|effects?|goals?|目的|作用|功能|用途|意义|意義|役割|機能|역할|기능|목적|назначение|роль|función|propósito|uso",
    re.IGNORECASE,
)
"""The head of a column that tells what a thing is for."""
_MOST_ROWS = 200


def take_term_table(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes cards of a table that defines terms; False if it is no such table, and nothing was taken."""
    table = read_table(block.text, block.line)
    if table is None or len(table.rows) > _MOST_ROWS:
        return False
    heads = [unmarked(head).strip(" :：") for head in table.heads]
    short = _first(_SHORT, heads)
    term = _first(_TERM, heads) if short < 0 else short
    long = _first(_LONG, heads, term) if short >= 0 else -1
    meaning = _first(_MEANING, heads, term if long < 0 else long)
    if term < 0 or (meaning < 0 and long < 0) or term == meaning:
        return False
    others = properties_told(table, heads, (term, meaning, long, short))
    for line, cells in table.rows:
        name = unmarked(cells[term]).strip(" :：")
        spelled = unmarked(cells[long]) if long >= 0 else ""
        told = cells[meaning] if meaning >= 0 else ""
        if spelled and stands_for(name, spelled):
            take_abbreviation(Abbreviation(name, spelled), line, heading, gathering)
        elif spelled and not told:
            told = spelled
        if not name or no_term(name, told) not in {"", SETTING} or not told.strip() or is_links_only(told):
            if not (spelled and not told):
                gathering.leave(Lined(" | ".join(cell for cell in cells if cell), line), "a row that explains no term")
            continue
        _take_properties(name, [(heads[place], cells[place]) for place in others], line, heading, gathering)
        subject = heading if is_generic(name) else ""
        if meaning >= 0 and _ASPECT.fullmatch(heads[meaning]):
            front = gathering.phrases.part(heads[meaning], name)
            gathering.card(Candidate(front=front, back=as_sentence(told), line=line, heading=heading, about=name))
            continue
        remark = meaning >= 0 and bool(_REMARK.match(heads[meaning]))
        take_term(
            Block(Shape.ITEM, f"{name}: {told}", line), Term(name, told, is_remark=remark), subject, heading, gathering
        )
    return True


def _take_properties(name: str, told: list[tuple[str, str]], line: int, heading: str, gathering: Gathering) -> None:
    """What the other columns tell of a term is a card beside that of its meaning."""
    said = [(head, cell) for head, cell in told if cell.strip(" -–—") and not is_links_only(cell, pictures=True)]
    front = property_front(name, [head for head, _ in said], heading, gathering) if said else ""
    back = property_back(said) if said else ""
    if said and not fault(front, back)[0]:
        slug = f"{name} {said[0][0]}"
        gathering.card(Candidate(front=front, back=back, line=line, heading=heading, about=name, slug=slug))


def _first(pattern: re.Pattern[str], heads: list[str], behind: int = -1) -> int:
    """The first column whose head fits and that is not the one given; -1 for none."""
    return next((place for place, head in enumerate(heads) if place != behind and pattern.match(head)), -1)

"""Tables that compare: a row for each thing and a column for each property, or the other way round; pitfalls with cause and mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import is_links_only, mask, one_line, unmarked
from quizcv.notes.keeping import fault
from quizcv.notes.language import has_han
from quizcv.notes.recognise import is_placeholder
from quizcv.notes.rows import Table, read_table
from quizcv.notes.terms.term import is_generic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Block

OF_VALUES: Final = "a table of values: make a card of what is worth knowing"
UNSURE: Final = "it is not clear what the table's rows are"
_ASPECTS: Final = re.compile(
    r"(?:features?|aspects?|propert(?:y|ies)|criteri(?:on|a)|characteristics?|attributes?|dimensions?|comparison|factors?|points?|categor(?:y|ies)|items?|特性|特徵|特征|属性|屬性|方面|对比项?|對比項?|比较项?|比較項?|比较|比較|维度|維度|指标|項目|项目|観点|比較項目"
    r"|특성|특징|항목|구분|비교|기준|속성|характеристика|критерий|свойство|признак|параметр|аспект|característica|aspecto|criterio|propiedad|atributo)\Z",
    re.IGNORECASE,
)
"""The head of a first column whose rows are properties and whose other heads are the things compared."""
_NO_THING: Final = re.compile(
    r"(?:weeks?|days?|dates?|time|lectures?|lessons?|chapters?|modules?|sessions?|files?|file ?names?|paths?|folders?|director(?:y|ies)|scripts?|commands?|options?|flags?|links?|urls?|papers?|authors?|persons?|members?|tasks? done|status|todo|exercises?|assignments?|versions?|packages?|librar(?:y|ies)|shortcuts?|keys?"
    r"|周|週|日期|时间|時間|课程|課程|章节|章節|讲|講|文件|檔案|路径|路徑|命令|链接|連結|作者|状态|狀態|版本|日付|回|ファイル|コマンド|リンク|주차|날짜|파일|명령어|링크|неделя|дата|файл|команда|ссылка|semana|fecha|archivo|comando|enlace)\Z",
    re.IGNORECASE,
)
"""The head of a first column that sorts a schedule, files or commands."""
_NO_PROPERTY: Final = re.compile(
    r"(?:(?:paper|code|repo(?:sitory)?|source|video|slides?|official)?\s*(?:links?|urls?|refs?|references?|code|github|pdf|videos?|slides?|images?|figures?|pictures?)|papers?|sources?|status|done|date|page|(?:论文|論文|paper|代码|代碼|code)?(?:链接|連結|鏈接)|来源|來源|图|圖|图片|圖片|出典|画像|図|출처|그림|링크|ссылка|источник|enlace|fuente|imagen)\Z",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"(?:#|№|no\.?|nr\.?|num(?:ber)?|id|idx|序号|序號|编号|編號|番号|번호)?\Z", re.IGNORECASE)
_VALUE: Final = re.compile(
    r"[\s~≈<>≤≥±+-]*[\d.,%×xX/*()\s:-]*\s?(?:%|[kKMGTB]+|ms|s|fps|px|[GMT]?FLOPs)?|[✓✔✗✘✅❌×○●√-]+|yes|no|n/?a|true|false|是|否|有|无|無|예|아니오|да|нет|sí",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?。！？;；]\s*\S")
_MOST_ROWS, _FEWEST_ROWS, _MOST_THINGS = 30, 2, 4
_NAME_WORDS, _NAME_SIGNS = 8, 24


def take_comparison(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes a card of each row of a table that compares things; False if it is no such table, and nothing was taken.

    A row that names a thing is asked for the properties the heads name (*Max pooling: effect and cost?*); where the rows are the
    properties, each is asked for all the things (*Max pooling, average pooling: gradient?*). A table of bare values, and one whose
    first column is no name, is a draft as a whole.
    """
    table = read_table(block.text, block.line)
    if table is None or not _FEWEST_ROWS <= len(table.rows) <= _MOST_ROWS:
        return False
    heads = [unmarked(head).strip(" :：") for head in table.heads]
    things = next(
        (place for place, head in enumerate(heads) if not (_NUMBERS.match(head) and _counts(table, place))), -1
    )
    told = _properties(table, heads, things) if things >= 0 else []
    if not told or _NO_THING.match(heads[things]):
        return False
    names = [unmarked(cells[things]).strip(" :：") for _, cells in table.rows]
    reason = _doubt(table, names, told)
    if reason:
        front = gathering.phrases.explain.format(heading) if heading else ", ".join(heads[place] for place in told)
        if fault(front, block.text)[0]:
            return False
        gathering.guess(front, "\n".join(one_line(row) for row in block.text.split("\n")), block.line, reason)
        return True
    turned = len(told) > 1 and (not heads[things] or bool(_ASPECTS.match(heads[things])))
    for (line, cells), name in zip(table.rows, names, strict=True):
        said = [(heads[place], cells[place]) for place in told if _says(cells[place])]
        row = Lined(" | ".join(cell for cell in cells if cell), line)
        if not said or not name:
            gathering.leave(row, "a row that says nothing of what it names")
            continue
        if turned:
            compared = [heads[place] for place in told] if len(told) <= _MOST_THINGS else [heading]
            front = _asked(", ".join(compared), [name], gathering)
        else:
            named = name if re.search(r"[^\W\d_]", name) else f"{heads[things]} {name}"
            asked = [head for head, _ in said]
            front = property_front(named, asked, heading, gathering)
            if _says_little(name, heads[things], asked):
                front = gathering.phrases.in_context(heading, front)
        _take_row(front, said, name, row, heading, gathering)
    return True


def _says_little(name: str, head: str, asked: Sequence[str]) -> bool:
    """Whether a row's name needs its heading: a number, a condition, an entry below *Property*, a thing of which only *values* are asked."""
    return (
        not re.search(r"[^\W\d_]", name)
        or name.startswith("$")
        or bool(_ASPECTS.match(head))
        or (len(asked) == 1 and (is_generic(asked[0]) or bool(_VALUES.fullmatch(asked[0]))))
    )


def property_front(name: str, heads: Sequence[str], heading: str, gathering: Gathering) -> str:
    """Asks for properties of a thing, each by its column's head; a generic name gets its heading before it."""
    front = _asked(name, heads, gathering)
    return gathering.phrases.in_context(heading, front) if is_generic(name) else front


def properties_told(table: Table, heads: Sequence[str], known: Sequence[int]) -> list[int]:
    """The columns besides the known ones that tell a property of a row's thing."""
    return [place for place in _properties(table, heads, -1) if place not in known]


def property_back(said: Sequence[tuple[str, str]]) -> str:
    """One property's cell, or the cells of several as a list with their heads."""
    if len(said) == 1:
        return as_sentence(said[0][1])
    return "\n".join(f"- {head}: {cell}" if head else f"- {cell}" for head, cell in said)


def _take_row(
    front: str, said: list[tuple[str, str]], name: str, row: Lined, heading: str, gathering: Gathering
) -> None:
    back = property_back(said)
    reason, may_draft = fault(front, back)
    if reason and may_draft:
        gathering.guess(front, back, row.line, reason)
    elif reason:
        gathering.leave(row, reason)
    else:
        gathering.card(Candidate(front=front, back=back, line=row.line, heading=heading, about=name))


def _asked(name: str, heads: Sequence[str], gathering: Gathering) -> str:
    phrases = gathering.phrases
    wide = has_han(name + "".join(heads)) or "：" in phrases.context
    shown = [re.sub(r"\A[A-Z](?=[a-z]+(?![A-Za-z]))", lambda found: found.group().lower(), head) for head in heads]
    if wide:
        asked = "、".join(heads)
    else:
        asked = (
            ", ".join(shown[:-1]) + (" and " if phrases.is_english else ", ") + shown[-1]
            if len(shown) > 1
            else shown[0]
        )
    asked = asked.rstrip("?？ ")
    return f"{name}：{asked}？" if wide else f"{name}: {asked}?"


def _properties(table: Table, heads: Sequence[str], things: int) -> list[int]:
    """The columns that tell something: no links, numbers of rows, or empty ones."""
    return [
        place
        for place, head in enumerate(heads)
        if place != things
        and not _NO_PROPERTY.match(head)
        and not (_NUMBERS.match(head) and _counts(table, place))
        and any(_says(cells[place]) for _, cells in table.rows)
    ]


def _counts(table: Table, place: int) -> bool:
    """Whether a column only numbers the rows, or is empty."""
    return all(re.fullmatch(r"\W*\d{0,3}\W*", cells[place]) for _, cells in table.rows)


def _says(cell: str) -> bool:
    return bool(cell.strip(" -–—")) and not is_links_only(cell, pictures=True) and not is_placeholder(cell)


_VALUES = re.compile(
    r"(?:typical |default |possible )?(?:values?|type|class(?:ification)?|meaning|description)|取值|值|値|값|valor(?:es)?|значени[ея]",
    re.IGNORECASE,
)


def _doubt(table: Table, names: Sequence[str], told: Sequence[int]) -> str:
    """Why no card can be made of the rows one by one; empty if it can."""
    few = [name for name in names if len(name.split()) <= _NAME_WORDS and not _SENTENCE.search(name)]
    short = all(not has_han(name) or len(name) <= _NAME_SIGNS for name in names)
    if len(few) < len(names) or not short or len({name.casefold() for name in names}) < len(names):
        return UNSURE
    said = [cells[place] for _, cells in table.rows for place in told if _says(cells[place])]
    bare = [cell for cell in said if _VALUE.fullmatch(unmarked(cell).strip()) and mask(cell) == cell]
    return OF_VALUES if len(bare) * 2 > len(said) else ""

"""The card of a heading and of what is told below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import answer_of, render
from quizcv.notes.english import is_plural
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import flatten, one_line, unmarked
from quizcv.notes.keeping import fault, rows_of
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Block, Section, Shape
from quizcv.notes.roles import Role, role_of
from quizcv.notes.rows import read_table
from quizcv.notes.terms import PICTURE, Term, are_listed, defined_term, is_dependent, is_generic, split, take_term
from quizcv.notes.topics.naming import asked_thing, is_topic, topic_name
from quizcv.notes.topics.telling import told_first
from quizcv.notes.topics.wholes import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.gathering import Gathering

_FIRST_SENTENCE = re.compile(r".*?(?:[.!?。！？](?=\s|\Z|[^\x00-\x7f])|\Z)", re.DOTALL)
_ONE_ANSWER: Final = frozenset({Role.ADVANTAGES, Role.LIMITS})
"""The headings whose named points say nothing alone: a benefit is none without what has it."""
_CONCEPT = re.compile(
    r"(?:loss(?: function)?s?|optimi[sz]ers?|anchors?|backbone|encoder|decoder|metrics?|hyper-?parameters?|损失函数|損失函數|損失関数|손실\s?함수|функция потерь|función de pérdida)\Z",
    re.IGNORECASE,
)
"""Generic words that are things in their own right where no model stands above them."""
_USES = re.compile(
    r"(?:(?:common|typical|main|real[- ]world|practical)\s+)?(?:applications?|use[- ]cases?|uses|where (?:it is|it's) used)|(?:应用|應用|使用|适用|適用)(?:场景|場景|場面|领域|領域|案例)?|応用(?:例|分野)?|用途|ユースケース|"
    r"활용(?: 사례| 분야)?|응용(?: 분야)?|사용 사례|применени[ея]|aplicaciones|usos",
    re.IGNORECASE,
)
"""Headings whose bullets are examples of use: what they name is not explained there."""
_PROPERTIES = re.compile(
    r"\w\W*(?:问题|問題|優勢|优势|優點|优点|缺點|缺点|原因|特點|特点|好處|好处|作用|ways?|\w+(?:dis)?advantages|benefits|problems|issues|reasons|limitations|drawbacks|characteristics|challenges|difficulties|pitfalls|considerations|도전 ?과제|어려움|挑战|挑戰|难点|難點|desafíos|retos|сложности|трудности|장점|단점|문제점|이유|특징|利点|欠点|課題|理由|特徴|ventajas|desventajas|problemas|razones|преимущества|недостатки|причины)\Z"
    r"|\A(?:advantages|disadvantages|benefits|problems|limitations|drawbacks|characteristics|properties|ventajas|desventajas|преимущества|недостатки) (?:of|de|с)\b",
    re.IGNORECASE,
)
"""Headings whose points are names of properties: they say nothing apart from it, so the list is one card."""
_KINDS: Final = re.compile(any_of("kinds"), re.IGNORECASE)
_FLOW = re.compile(
    r"(?:(?:the|overall|whole|full|main|basic|training|general)\s)*(?:pipeline|workflow|flow|process|procedure|steps|algorithm steps)|(?:整体|整體|基本|大致|主要|算法)?(?:流程|步骤|步驟|过程|過程)|(?:処理の?|全体の?)?(?:流れ|手順)"
    r"|(?:전체\s?|기본\s?|주요\s?)?(?:흐름|과정|절차|단계|파이프라인)(?:\s?요약)?|(?:основные )?(?:этапы|шаги)|(?:los )?(?:pasos|flujo|proceso)(?: principales)?",
    re.IGNORECASE,
)
"""Headings whose numbered points are steps: each of them says nothing alone."""
NO_SUBJECT: Final = "steps of what no heading names"
EXAMPLE_OF_USE: Final = "an example of use, not a definition"
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_LOWERED = re.compile(r"(?:the|el|la|los|las)\s")
_MOST_STEPS_ROWS: Final = 14
_OF_NOTES = re.compile(
    r"(?:\s|의\s|的)*(?:(?:구조|개념|이론|논문|내용)?\s?(?:정리|노트|요약|리뷰|가이드)|学习笔记|學習筆記|笔记|筆記|总结|總結|まとめ|メモ|notes?|cheat ?sheet|конспект|apuntes|resumen)\Z|\A(?:notes on|apuntes de|конспект по)\s",
    re.IGNORECASE,
)
"""What a title says of the note beside what the note is about."""
_SUMS_UP = re.compile(
    r"\A[*_]{0,3}(?:TL;?\s?DR|in (?:short|a nutshell|one sentence)|一句话(?:总结|概括)?|一句話(?:總結|概括)?|要するに|한 ?줄 ?요약|кратко|en resumen)[*_]{0,3}\s*[:：,][*_]{0,3}\s*(?=\S)",
    re.IGNORECASE,
)
_EARLY: Final = 0.5
"""The part of a first sentence within which it must name its subject to be about it."""
_NO_SUBJECT = re.compile(
    r"(?:measures?|removes?|changes|creates?|identifies|detects?|separates?|partitions?|extracts?|transforms?|converts?|reduces?|increases?|computes?|calculates?|"
    r"defines?|describes?|represents?|refers? to|allows?|enables?|helps?|uses?|applies|adds?|normali[sz]es?|combines?|controls?|determines?|maps?|splits?|divides?|selects?|"
    r"takes?|gives?|returns?|produces?|generates?|predicts?|learns?|assigns?|penali[sz]es?|prevents?|stops?|keeps?|preserves?|improves?|scales?|shifts?|randomly|process of|"
    r"is|are|an?|the (?:process|number|amount|size|distance|ratio|fraction|part|region|set|way|ability|task|technique|act|idea|area|rate|step|layer|function)|how|when|used (?:to|for|in|when)|similar to|same as|like|technique|method|it(?!(?:['’]s|\s+is|\s+was)\s+(?:\w+\s+){1,2}(?:to|that)\b))\b"
    r"|[a-z]+s\s+(?:the|an?|all|each|every|its|how|whether|what|which|only|both|two|one)\s"
    r"|(?:mide|es|son|permiten?|calcula|reduce|consiste|se|un[ao]?|similar|asigna|toma|divide|elimina|convierte|aplica|usa|utiliza|divide|es como)\b|это\b|(?:是|为|為|指|一种|一種|通过|通過|把|将|將|用于|用於|用来|用來)",
    re.IGNORECASE,
)
"""How a sentence begins whose subject is the heading above it."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""In these languages the question for what something is takes any explanation, and subjects are often left out."""
_DISTINCT = re.compile(r"(?<![^\W_])[A-Za-z-]*[A-Z][a-z]*[A-Z\d]")
"""A name that is found nowhere else: `RPN`, `ByteTrack`, `YOLOv3`."""
_VERSUS = re.compile(r"\w\)?\s+(?:vs\.?|versus|и|与|與)\s+\(?\w", re.IGNORECASE)


def take_topic(
    section: Section,
    path: list[str],
    gathering: Gathering,
    is_own: Callable[[Block], bool] | None = None,
    whole: str = "",
) -> list[Block] | None:
    """Makes the card of a heading that names a thing and of the prose below it; what is left of its blocks, None if it made none.

    Args:
        section: A heading with what stands below it, its blocks as `gathered` returns them.
        path: The headings above it.
        gathering: Takes what is found.
        is_own: Whether a block makes cards of its own, so that it explains no heading.
        whole: What the heading is part of, so that its question names that first; empty for nothing.
    """
    if not section.blocks or not is_topic(section.title):
        return None
    name = topic_name(section.title)
    generic = is_generic(name) and not (_CONCEPT.match(name) and not _subject(path))
    subject = _subject(path) if generic else _whole(name, whole, path)
    if generic and whole and is_dependent(subject):
        subject = whole
    if all(block.shape is Shape.ITEM for block in section.blocks) and _take_list(section, name, path, gathering):
        return []
    if generic and not subject:
        return None
    compared = _compared(name, section.blocks)
    told, rest = (compared, section.blocks[len(compared) :]) if compared else told_first(name, section.blocks, is_own)
    if not told:
        return None
    _take(name, told[0].line, told, subject, section.title, gathering)
    return rest


def _take_list(section: Section, name: str, path: list[str], gathering: Gathering) -> bool:
    """Takes a heading with nothing but a list below it, if that is one of properties, uses, steps or parts; False for any other."""
    several = len(section.blocks) > 1
    subject = _subject(path)
    generic = is_generic(name)
    if _PROPERTIES.search(name) and several:
        _take_properties(section, name, gathering)
    elif _USES.fullmatch(name):
        _take_uses(section, name, subject if generic else "", gathering)
    elif _FLOW.fullmatch(name) and _are_steps(section.blocks):
        _take_steps(section, name, subject, gathering)
    elif generic and subject and several and role_of(name) in _ONE_ANSWER:
        _take(name, section.blocks[0].line, section.blocks, subject, section.title, gathering)
    elif not generic and _is_made_of_parts(name, section.blocks):
        _take(name, section.blocks[0].line, section.blocks, "", section.title, gathering)
    else:
        return False
    return True


def _are_steps(blocks: list[Block]) -> bool:
    return len(blocks) > 1 and all(block.shape is Shape.ITEM and block.mark[:1].isdigit() for block in blocks)


def _take_steps(section: Section, name: str, subject: str, gathering: Gathering) -> None:
    """A list of steps is one card; of steps that fill a screen it asks for their names."""
    if not subject:
        gathering.leave_all(section.blocks, NO_SUBJECT)
        return
    answer = answer_of(section.blocks, gathering)
    names = [Block(Shape.ITEM, each.text.split("\n", 1)[0], each.line, [], each.mark) for each in section.blocks]
    back = render(names) if rows_of(answer.text) > _MOST_STEPS_ROWS else answer.text
    front = gathering.phrases.counted(gathering.phrases.part(name, subject), answer.points)
    line = section.blocks[0].line
    reason, may_draft = fault(front, back, answer.points)
    if reason and may_draft:
        gathering.guess(front, back, line, reason)
    elif back and not reason:
        gathering.card(Candidate(front=front, back=back, line=line, heading=section.title, about=subject))
    else:
        gathering.leave_all(section.blocks, reason or PICTURE)


def _is_made_of_parts(name: str, blocks: list[Block]) -> bool:
    """Whether a heading names one thing whose parts, each with points of its own, are all that stands below it; kinds of things stand alone."""
    if blocks[0].shape is not Shape.ITEM or is_plural(name) or _KINDS.search(name):
        return False
    return are_listed(blocks) and split(blocks) is not None


def take_part(
    section: Section, subject: str, heading: str, blocks: list[Block], gathering: Gathering
) -> list[Block] | None:
    """Makes the card of a paper's named part, the same way; what is left of its blocks, None if it made none.

    Args:
        section: The heading of the part.
        subject: The paper.
        heading: The paper's heading, for the card's source.
        blocks: What stands below the part's heading, as `nested` returns it.
        gathering: Takes what is found.
    """
    name = topic_name(section.title)
    told, rest = told_first(name, blocks) if is_topic(section.title) else ([], blocks)
    if not told:
        return None
    _take(name, section.line, told, "" if subject.casefold() in name.casefold() else subject, heading, gathering)
    return rest


def take_told(name: str, line: int, told: list[Block], heading: str, gathering: Gathering) -> None:
    """Makes the card of what is told about a thing that stands alone: what it is, or *Explain: ...*."""
    _take(name, line, told, "", heading, gathering)


def _take(name: str, line: int, told: list[Block], subject: str, heading: str, gathering: Gathering) -> None:
    told = [_without_label(told[0]), *told[1:]]
    written = defined_term(told[0].text)
    shown = written if written.casefold() == name.casefold() else name
    term = Term(shown, is_told=not says_what(name, told))
    take_term(Block(Shape.ITEM, name, line, unfolded(told)), term, subject, heading, gathering)


def _without_label(block: Block) -> Block:
    """What sums a thing up, without the words that say so: `TL;DR: ...`."""
    return Block(block.shape, _SUMS_UP.sub("", block.text), block.line, block.children, block.mark)


def unfolded(blocks: list[Block]) -> list[Block]:
    """The blocks with the list below a paragraph behind it again, as it is written."""
    return [
        row
        for block in blocks
        for row in (
            [Block(block.shape, block.text, block.line), *block.children]
            if block.shape in {Shape.PARAGRAPH, Shape.MATH}
            else [block]
        )
    ]


def _take_properties(section: Section, name: str, gathering: Gathering) -> None:
    """A list of advantages, problems or reasons is one card."""
    answer = answer_of(section.blocks, gathering)
    front = gathering.phrases.which.format(name)
    line = section.blocks[0].line
    reason, may_draft = fault(front, answer.text, answer.points)
    if answer.text and not answer.pictures and not reason:
        gathering.card(
            Candidate(
                front=gathering.phrases.counted(front, answer.points),
                back=answer.text,
                line=line,
                heading=section.title,
            )
        )
    elif reason and may_draft:
        gathering.guess(front, answer.text, line, reason)
    elif answer.text:
        gathering.leave(Lined(answer.text, line), reason or PICTURE)


def _take_uses(section: Section, name: str, subject: str, gathering: Gathering) -> None:
    """A list of uses is one card about what stands above it; without that, its points are only listed."""
    if subject:
        _take(name, section.blocks[0].line, section.blocks, subject, section.title, gathering)
    else:
        gathering.leave_all(section.blocks, EXAMPLE_OF_USE)


def _whole(name: str, whole: str, path: list[str]) -> str:
    """What a heading that names something is part of, unless the one name holds the other."""
    if _DISTINCT.search(name):
        return ""
    whole = whole or (_subject(path) if is_dependent(name) else "")
    return "" if whole.casefold() in name.casefold() or name.casefold() in whole.casefold() else whole


def _subject(path: list[str]) -> str:
    """What a generic heading is about: the nearest heading above it that names a thing, an *Introduction* passed over."""
    for title in reversed(path):
        if thing := asked_thing(title):
            return thing
        above = _OF_NOTES.sub("", topic_name(title)) or topic_name(title)
        if is_topic(above) and not is_generic(above):
            return above[:1].upper() + above[1:] if _LOWERED.match(above) else above
        if not SORTS.match(above):
            return ""
    return ""


def _compared(name: str, blocks: list[Block]) -> list[Block]:
    """The table below a heading that sets two things against each other; empty for any other heading."""
    if blocks[0].shape is not Shape.TABLE or not _VERSUS.search(name):
        return []
    table = read_table(blocks[0].text, blocks[0].line)
    return blocks[:1] if table and len(table.heads) > 1 else []


def says_what(name: str, told: list[Block]) -> bool:
    """Whether the first sentence says what the thing is: it begins with its name, soon names it, or leaves it out as understood."""
    text = one_line(unmarked(flatten(_first_text(told[0]))))
    found = _FIRST_SENTENCE.match(text)
    first = found.group().casefold() if found else ""
    if _EAST_ASIAN.search(name + first):
        return True
    words = {
        word for word in re.findall(r"\w+", _BRACKETED.sub(" ", name).casefold()) if len(word) > 1 or not word.isascii()
    }
    whole = _BRACKETED.sub("", name).strip().casefold()
    short = [each.strip("()（）").casefold() for each in _BRACKETED.findall(name)]
    early = first[: max(12, int(len(first) * _EARLY))]
    if any(each and each in early for each in (whole, whole.rstrip("s"), *short)) or _NO_SUBJECT.match(text):
        return True
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", whole))
    if len(initials) > 1 and re.search(rf"\b{re.escape(initials)}s?\b", early):
        return True
    return bool(words) and all(word.rstrip("s") in first for word in words)


def _first_text(block: Block) -> str:
    return block.text or next((_first_text(child) for child in block.children), "")

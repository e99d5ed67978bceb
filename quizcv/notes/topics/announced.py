"""A sentence that counts what the list below it holds: *It can be enlarged in several ways.*, *se divide en dos categorías:*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import answer_of
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import flatten, one_line
from quizcv.notes.keeping import begins_unknown, fault
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import is_contents, is_empty
from quizcv.notes.terms import read_term
from quizcv.notes.topics.naming import topic_name
from quizcv.notes.topics.telling import narrates

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_THINGS = (
    r"ways|types|kinds|steps|stages|methods|techniques|mechanisms|reasons|categories|advantages|disadvantages|benefits|drawbacks|problems|issues|options|parts|components|phases|properties|"
    r"principles|ideas|strategies|approaches|variants|modes|forms|levels|layers|factors|differences|assumptions|conditions|goals|tasks|challenges|limitations|improvements|contributions|purposes|roles|aspects|objectives|losses|terms|modules|branches|rules"
)
_NUMBER = r"two|three|four|five|six|seven|several|other|some|many|various|multiple|different|the following|following|main|common|popular|\d"
_COUNTED: Final = re.compile(
    rf"\b(?:{_NUMBER})\s+(?:[\w-]+\s+){{0,3}}?(?:{_THINGS})\b"
    r"|\b(?:dos|tres|cuatro|cinco|seis|varios|varias|diferentes|distint[oa]s|siguientes|principales)\s+(?:[\w-]+\s+){0,2}?\w+s\b"
    r"|\b(?:два|две|три|четыре|пять|шесть|несколько|следующие)\s+(?:[\w-]+\s+){0,2}?(?:вид|тип|способ|этап|шаг|част|слагаем|компонент|метод|причин|вариант|случа|класс)\w*"
    r"|(?:[兩两二三四五六七八九几幾數数多]|\d)\s?(?:種|种|個|个|類|类|步|點|点|項|项|部分|階段|阶段|方面)"
    r"|(?:[二三四五六]|\d|いくつかの|以下の)\s?(?:つの?|種類|段階|点|種)?(?:方法|種類|手法|要素|段階|タイプ|ステップ|特徴|理由|点)"
    r"|(?:두|세|네|다섯|여러|\d)\s?(?:가지|개|단계|종류)",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"(?:.*[.!?。！？](?=\s|[^\x00-\x7f]))?\s*(?P<last>\S.*?)\s*\Z", re.DOTALL)
_CONNECTIVE = re.compile(
    r"\A(?:however|moreover|furthermore|in addition|also|so|thus|therefore|but|in general|basically|typically|sin embargo|además|однако|кроме того)\s*,?\s+(?=\w)",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 4, 200
_FEWEST, _BARE_WORDS, _BARE_SIGNS = 2, 6, 12


def announces(block: Block) -> bool:
    """Whether a line ends in a sentence that counts what is to follow, and so belongs to the list behind it."""
    if block.shape is not Shape.PARAGRAPH or block.children:
        return False
    sentence = _sentence(block.text)
    return bool(sentence) and not begins_unknown(sentence) and not narrates(sentence)


def with_lists(blocks: list[Block]) -> list[Block]:
    """The blocks, with a list put below the sentence that announces it."""
    done: list[Block] = []
    opened: Block | None = None
    for block in blocks:
        if opened and block.shape is Shape.ITEM and not is_empty(block) and not is_contents(block):
            opened.children.append(block)
            continue
        opened = Block(block.shape, block.text, block.line) if announces(block) else None
        done.append(opened or block)
    return done


def lists_terms(block: Block) -> bool:
    """Whether all that stands below a line are terms with a meaning each."""
    items = block.children
    return len(items) > 1 and all(child.shape is Shape.ITEM and _is_term(child) for child in items)


def _is_term(item: Block) -> bool:
    term = read_term(item)
    return term is not None and not term.lead


def take_announced(block: Block, heading: str, gathering: Gathering) -> bool:
    """Asks for what a sentence counts; False if it counts nothing, and nothing was taken.

    Where the points are terms with a meaning each, which make cards of their own, only their names are asked for.
    """
    items = [child for child in block.children if child.shape is Shape.ITEM]
    sentence = _sentence(block.text)
    if not sentence or len(items) < _FEWEST or len(items) < len(block.children):
        return False
    terms = [read_term(item) for item in items] if lists_terms(block) else []
    if terms:
        shown = [Block(Shape.ITEM, term.name, item.line) for term, item in zip(terms, items, strict=True) if term]
    else:
        shown = items
    answer = answer_of(shown, gathering)
    front = gathering.phrases.which.format(sentence)
    if len(sentence.split()) <= _BARE_WORDS and (sentence.isascii() or len(sentence) <= _BARE_SIGNS):
        front = gathering.phrases.in_context(topic_name(heading), front)
    reason, may_draft = fault(front, answer.text, answer.points)
    if reason and may_draft:
        gathering.guess(front, answer.text, block.line, reason)
    elif reason or not answer.text or answer.pictures:
        gathering.leave(Lined(block.text, block.line), reason or "a picture with nothing said about it")
    else:
        gathering.card(Candidate(front=front, back=answer.text, line=block.line, heading=heading))
    return True


def _sentence(text: str) -> str:
    """The last sentence of a line, without its stop, if it counts something; empty otherwise."""
    if len(text) > _LONGEST * 8:
        return ""
    found = _LAST_SENTENCE.match(one_line(flatten(text)))
    last = _CONNECTIVE.sub("", found["last"].lstrip("※*•- ")).rstrip(" .:：。") if found else ""
    last = last[:1].upper() + last[1:]
    if not last or len(last) > _LONGEST or not _COUNTED.search(last):
        return ""
    few = len(last.split()) < _SHORTEST if last.isascii() else len(last) < _SHORTEST * 2
    return "" if few or last.endswith(("?", "？")) else last

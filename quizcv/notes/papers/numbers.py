"""Numbers worth knowing of a paper, each asked for within a sentence that can be understood alone.

Only a number that carries the fact is a blank: an error rate, a number of layers or parameters, a speed-up, a data set's
size. Its unit stays with it. Page numbers, days, citation counts, versions, numbers of figures and of bullets never are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import Kind
from quizcv.mathtext import cells
from quizcv.notes.answers import prose
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import BLANK, mask
from quizcv.notes.keeping import begins_unknown, fault
from quizcv.notes.language import has_han

if TYPE_CHECKING:
    from quizcv.notes.papers.paper import Paper

MOST_BLANKS: Final = 4
"""Blanks of one sentence; one with more is a table."""
_NUMBER = r"\d+(?:[.,]\d+)*"
_MAGNITUDE = r"(?:\s?(?:million|billion|thousand|[KMBG](?![A-Za-z])|萬|万|億|亿|百萬|百万|만|억|тыс\.?|млн|млрд|mil(?:lones)?\b))"
_SYMBOL = (
    r"(?:\s?(?:%|percent(?:age points?)?\b|％|個百分點|个百分点|процент\w*)|\s?(?:x|×)(?![\d\w])|-fold\b"
    r"|\s?(?:(?:box |mask )?m?AP|mIoU|FPS|fps|[KMGTB]?FLOPS?|[KMGTB]?FLOPs|G?MACs|MB|GB|KB|ms|dB)\b(?![-\w]))"
)
"""What belongs to a number as its unit."""
_COUNTED = (
    r"(?:[\s-]?(?:conv(?:olution(?:al)?)? |weight |hidden |fc |fully[- ]connected |trainable |learnable )?(?:layers?|blocks|stages|modules|heads|classes|categories|parameters|params|"
    r"weights|images|photos|boxes|anchors|videos|frames|times|points)\b"
    r"|\s?(?:層|层|個參數|个参数|參數|参数|倍|張(?:圖片|影像|圖)|张(?:图片|图像|图)|個類別|个类别|類|类别|層畳み込み|枚|クラス|층|개의? (?:층|레이어|클래스|파라미터)|배|장"
    r"|сло(?:ёв|ев|я|ях|й)\b|параметр\w*|раза?\b|классов|изображени\w*|capas|parámetros|veces|clases|imágenes))"
)
"""What is counted: it stays visible, or nobody could tell what the blank asks for."""
_BLANK = re.compile(
    rf"(?<![A-Za-z0-9_.,$/\-–#])(?:[~≈<>≤≥]\s?)?(?:{_NUMBER}\s?%?\s?[-–~]\s?|(?<!from ){_NUMBER} to )?{_NUMBER}(?:{_MAGNITUDE}{_SYMBOL}?|{_SYMBOL}|(?={_COUNTED}))",
    re.IGNORECASE,
)
_METRIC = re.compile(
    r"top-\d|accuracy|error|\bm?AP\b|mIoU|params|parameters|FLOPs|準確率|准确率|錯誤率|错误率|精度|정확도|точность|ошибк",
    re.IGNORECASE,
)
_NO_FACT_BEFORE = re.compile(
    r"(?:\b(?:fig(?:ure|s)?|tables?|pages?|pp?|sec(?:tion)?|chapters?|eq(?:uation)?|step|version|ver|v|no|nr|cited|citations?|e\.g|like|for example|such as)\.?,?\s*[(（]?"
    r"|(?:如|例如|比如|像是|圖|图|表|第|引用|頁|页|步|章|節|节|版)\s*[:：(（]?)\Z",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\s?[\u3400-\u9fff]{0,3}?(?:的?時候?|的?时候?|の?とき|の?時)(?=[，,、。]|$)|[\uac00-\ud7af]{0,3}\s?(?:때|일 때)"
)
"""Behind a number of a condition, `when there are two times as many`, which is no fact about the paper."""
_CITED = re.compile(r"\b(?:cited|citations?|stars?|downloads?|read)\b|引用|被引|인용|цитир|citas", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<=[。！？])\s*|(?<=[.!?;])(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!al\.)(?<!approx\.)(?<!ca\.)(?<!Fig\.)\s+(?=[A-ZÀ-ÞА-Я\u3040-\u9fff\uac00-\ud7af\[(\"“$`0-9])|\n+"
)
_ENOUGH_WORDS, _ENOUGH_SIGNS = 4, 8
_LONGEST, _SHORT_TEXT, _FEW = 320, 240, 2
"""Signs of a sentence; signs and sentences of a bullet that is kept whole, so that a number keeps its condition."""
_AUTHORS = re.compile(
    r"(?:It|They|We|The (?:network|model|authors?|paper|method)|This (?:paper|network|model|method|work))\s(?=[a-z])"
)
AMOUNT: Final = re.compile(
    r"(?:(?:#\s?|no\.? of |number of |num\.? )?(?:params?|parameters|layers?|weights|flops|gflops|macs|mult-adds|depth|size|fps|speed|latency|classes|images)|top[- ]?[15](?: ?(?:err(?:or)?|acc(?:uracy)?))?|"
    r"(?:box |mask )?m?ap(?:@?[\d.:]*)?|miou|accuracy|error(?: rate)?|(?:imagenet|coco|voc ?\d*|cifar-?\d+)(?: .{1,20})?|參數量?|参数量?|層數|层数|深度|準確率|准确率|錯誤率|错误率|速度|計算量|计算量|"
    r"パラメータ数?|層数|精度|誤り率|파라미터 ?수?|레이어 ?수|층 ?수|정확도|오류율|параметры|число параметров|слои|число слоёв|точность|ошибка|parámetros|capas|precisión|exactitud)\s*(?:[(（\[][^()（）]{1,20}[)）\]])?\Z",
    re.IGNORECASE,
)
VALUE: Final = re.compile(
    r"[~≈<>]?\s*\d+(?:[.,]\d+)*\s*(?:%|x|×|[KMBGT]|[KMGT]?B|ms|fps|million|billion|萬|万|億|亿|만|억|млн)?\s*(?:\([^()]{1,20}\))?",
    re.IGNORECASE,
)


_DIGIT: Final = re.compile(r"\d")
_BULLET: Final = re.compile(r"^(?:[-*•]|\(?\d{1,2}[.)])\s+")
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; dots in numbers and after short words end none."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def number_cards(text: str, line: int, heading: str, paper: Paper) -> list[Candidate]:
    """A cloze card for each sentence of a text that has a number worth knowing and can be understood alone."""
    plain = prose(text)
    if not _DIGIT.search(plain) or any(sign in each for sign in ("{{", "}}") for each in (plain, paper.name)):
        return []
    found = []
    for sentence in [plain] if is_whole(plain) else sentences(plain):
        cloze = _cloze(sentence, paper)
        if cloze and not fault(cloze, "")[0]:
            found.append(
                Candidate(form=Kind.CLOZE, front=cloze, line=line, heading=heading, about=paper.name, slug=cloze)
            )
    return found


def is_whole(text: str) -> bool:
    """Whether a text is short enough for one cloze card, so that a number keeps the condition that stands before it."""
    return len(text) <= _SHORT_TEXT and "\n" not in text and len(sentences(text)) <= _FEW


def _cloze(sentence: str, paper: Paper) -> str:
    """The sentence with its numbers as blanks and its paper's name before it; empty if it is not worth a card."""
    sentence = _BULLET.sub("", sentence)
    hidden = mask(sentence, frozenset({"code", "display", "math", "bracket", "image", "url"}))
    blanks = [found for found in _BLANK.finditer(hidden) if _is_fact(hidden, found)]
    if not 0 < len(blanks) <= MOST_BLANKS or cells(sentence) > _LONGEST or _CITED.search(hidden):
        return ""
    rest = _BLANK.sub(" ", hidden)
    enough = (
        len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", rest)) >= _ENOUGH_SIGNS if has_han(rest) else False
    )
    words = len(_WORDS.findall(rest))
    if not enough and words < (_ENOUGH_WORDS - 2 if _METRIC.search(hidden) else _ENOUGH_WORDS - 1):
        return ""
    about = _AUTHORS.match(sentence)
    if (not about and begins_unknown(sentence)) or sentence.endswith((":", "：", "?", "？")):
        return ""
    parts, last = [], 0
    for found in blanks:
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        parts += [sentence[last:start], "{{", sentence[start : found.end()], "}}"]
        last = found.end()
    return _in_context("".join([*parts, sentence[last:]]), paper, about)


def _is_fact(hidden: str, found: re.Match[str]) -> bool:
    if BLANK in found.group() or _NO_FACT_BEFORE.search(hidden[max(0, found.start() - 24) : found.start()]):
        return False
    if _CONDITION.match(hidden, found.end()):
        return False
    bare = found.group().strip()
    if hidden.startswith("points", found.end() + 1) and "." not in bare and not hidden[: found.start()].endswith("by "):
        return False
    return bare != "1"


def _in_context(cloze: str, paper: Paper, about: re.Match[str] | None) -> str:
    """The sentence under its paper's name: in place of `It` where that is the model, else before it."""
    if paper.name.casefold() in cloze.casefold():
        return cloze[0].upper() + cloze[1:] if cloze[:1].isascii() and not paper.name.startswith(cloze[:2]) else cloze
    if about and about.group().split()[0] in {"It", "The"} and paper.is_short and "author" not in about.group():
        return f"{paper.name} {cloze[about.end() :]}"
    return f"{paper.name}{'：' if has_han(cloze) and not cloze.isascii() else ': '}{cloze}"


def amount_card(paper: Paper, label: str, value: str, line: int, heading: str) -> Candidate:
    """A number of a model, under the words it stands with: `SqNet, parameters: {{1.2 M}}`."""
    name = label[0].lower() + label[1:] if label[1:].islower() else label
    text = f"{paper.name}, {name}: {{{{{value.strip()}}}}}"
    slug = f"{paper.slug} {label}"
    return Candidate(form=Kind.CLOZE, front=text, line=line, heading=heading, about=paper.name, slug=slug)

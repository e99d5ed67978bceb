"""Points that say something of a term, but not what it is, in the languages that have one question for any explanation."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import flatten, one_line, unmarked
from quizcv.notes.outline import Block, Shape
from quizcv.notes.terms.term import is_generic

_SEVERAL: Final = 2
_NEAR: Final = 12
"""Signs behind the length of a name within which a definition names it."""
_EAST_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_BRACKETED: Final = re.compile(r"[(（][^()（）]*[)）]")
_RELATES: Final = re.compile(
    r"[的の之]|의\s|[\u3400-\u9fff]{7}|(?:手順|流程|步骤|步驟|場景|场景|場面|标准|標準|方法)\Z|\A(?:避免|防止|解决|解決|缓解|緩解|减少|減少|提高|计算|計算|处理|處理)"
)
"""Names of what something else has or does; asked what they are, one tells their points."""
_TAG: Final = re.compile(r"<[^<>]*>|!\[[^\[\]]*\]\([^()]*\)")
_LABELLED: Final = re.compile(r"[^:：]{1,40}\s?[:：]")
_DEFINING: Final = re.compile(
    r"\A(?:是|为|為|指|一种|一種|通过|通過|把|将|將|用于|用於|用来|用來)|(?:是一|是指|指的是|とは|를 말|을 말|를 의미|을 의미|를 뜻|을 뜻)"
    r"|(?:方法|技术|技術|算法|演算法|结构|結構|模型|网络|網路|过程|過程|函数|函數|层|層|指标|指標|任务|任務|机制|機制|手法|処理|モデル|関数|タスク|仕組み|もの|こと)[。.]?\Z"
    r"|(?:방법|기법|함수|연산|과정|알고리즘|구조|모델|기술|작업|지표|층|것|기능|개념|탐지|예측|분류|추출|변환|계산|제거|감소|생성|정규화)(?:이다|입니다|임)?[.]?\Z"
)


def are_remarks(name: str, points: list[Block]) -> bool:
    """Whether several points are told of a thing none of which says what it is, as far as the first one shows."""
    if len(points) < _SEVERAL or any(each.shape is not Shape.ITEM for each in points) or points[0].children:
        return False
    text = one_line(unmarked(flatten(_TAG.sub("", points[0].text.split("\n", 1)[0]))))
    if not _EAST_ASIAN.search(text) or _LABELLED.match(text) or is_generic(name) or _RELATES.search(name):
        return False
    whole = _BRACKETED.sub("", name).strip().casefold()
    return whole not in text[: len(name) + _NEAR].casefold() and not _DEFINING.search(text)

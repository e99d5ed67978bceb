"""Would a careful learner keep the card? Rules that hold for any card made from a statement, each with the reason it is told with."""

from __future__ import annotations

import re
from typing import Final

from quizcv.mathtext import cells
from quizcv.notes.inline import in_words, one_line, unmarked
from quizcv.notes.letters import bare_letters

MOST_ROWS: Final = 26
"""Rows of 80 cells that an answer may fill: a screen."""
MOST_POINTS: Final = 9
"""Points that can be told from memory; a longer list is a table to look up."""
TOO_LONG: Final = "the answer is longer than a screen: split it"
TOO_MANY: Final = "the answer has too many points to be told from memory: split it"
REPEATS: Final = "the answer only repeats the question"
POINTS_AWAY: Final = "the answer points at something that stands elsewhere"
_WIDTH, _SHORT = 80, 200
_POINTER = (
    r"\b(?:see|refer|look|check|shown|same as|cf|described|mentioned|listed|given|figures?|fig|tables?|images?|pictures?|diagrams?|code|equations?|eq|sections?|links?|above|below|before|later|next|"
    r"previous|following|ditto|page|рисунок|рис|таблица|см|выше|ниже|figura|tabla|ver|véase|arriba|abajo)\b"
    r"|同上|如上|如下|見上|見下|见上|见下|如圖|如图|下圖|下图|上圖|上图|所示|參考|参考|詳見|详见|上記|下記|参照|以下|以上|그림|위|아래|참고|참조|표"
)
_POINTS = re.compile(_POINTER)
_AWAY = re.compile(
    _POINTER
    + r"|\b(?:please|to|at|as|it|is|are|in|on|the|this|that|these|those|here|there|left|right|papers?|details?|for|and|more|a|of)\b|如|圖|图|見|见|図|表|を|の",
)
"""As `_POINTS`, for texts in small letters."""
_LETTER = re.compile(r"[^\W\d_]")
_UNKNOWN = re.compile(
    r"(?:this|that|these|those|it|they|he|she|the (?:above|below|former|latter|following|same|other)(?: one)?|such|here|there|which)\b(?! (?:paper|network|model|method|architecture|work)\b)"
    r"|(?!(?:這個?|这个?|該|该|此|この|이 ?|эт[аио]й? ?|est[ea] ?)(?:模型|網路|网络|論文|论文|方法|ネットワーク|モデル|手法|네트워크|모델|논문|сеть|модель|статья|red|modelo|artículo))"
    r"(?:這|这|該|该|此|其|它|他們|他们|上述|以上|これ|それ|この|その|上記の|이것|그것|이는|이를|위의|это|этот|эта|он|она|они|эти|esto|este|esta|estos|eso|ello)(?:\b|(?=[\u3000-\u9fff]))",
    re.IGNORECASE,
)


def rows_of(text: str) -> int:
    """How many rows of a screen a text fills."""
    return sum(max(1, -(-cells(row) // _WIDTH)) for row in text.split("\n"))


def fault(front: str, back: str, points: int = 0) -> tuple[str, bool]:
    """Why a card should not be made, and whether it may become a draft for the reader to mend; ("", False) for a good one.

    Args:
        front: The question.
        back: The answer; a cloze has none.
        points: How many points the answer makes.
    """
    bare = one_line(unmarked(back))
    if back and _only_points(bare):
        return POINTS_AWAY, False
    if back and _repeats(bare, unmarked(front)):
        return REPEATS, False
    if rows_of(back or front) > MOST_ROWS:
        return TOO_LONG, True
    if points > MOST_POINTS:
        return TOO_MANY, True
    return "", False


def _repeats(answer: str, question: str) -> bool:
    """Whether the letters and figures of an answer stand in the question; where those it begins with do not, the others can't."""
    asked = bare_letters(question)
    if bare_letters(answer[:_SHORT]) not in asked:
        return False
    signs = bare_letters(answer)
    return bool(signs) and signs in asked


def _only_points(text: str) -> bool:
    """Whether a text has no word but those that lead to another place: `see the figure below`, `如下圖所示`."""
    if len(text) >= _SHORT:
        return False
    small = text.lower()
    return _leads_away(small) and bool(_POINTS.search(small)) and not _LETTER.search(_AWAY.sub(" ", small))


def _leads_away(text: str) -> bool:
    """Whether the first letter of a text belongs to such a word: most texts are told by that alone."""
    first = _LETTER.search(text)
    if first is None:
        return True
    place = 0
    while place <= first.start():
        found = _AWAY.match(text, place)
        place = found.end() if found else place + 1
        if found and place > first.start():
            return True
    return False


def begins_unknown(sentence: str) -> bool:
    """Whether a sentence begins with a word that means something said before it: `This gives ...`, `它 ...`."""
    return bool(_UNKNOWN.match(in_words(sentence).lstrip(" -–—*•")))

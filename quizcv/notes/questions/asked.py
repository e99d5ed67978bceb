"""One line that asks: its questions without their numbers and labels, a hint, how hard it is, what follows on the line."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quizcv.notes.inline import BLANK, bold_lead, flatten, is_links_only, mask, one_line, unmarked
from quizcv.notes.language import is_cjk
from quizcv.notes.languages import LANGUAGES, any_of
from quizcv.notes.recognise import asks, ends_asking, is_placeholder, sets_task, without_answer_label
from quizcv.notes.remembered import judged

_QUESTION: Final = any_of("question")
_NUMBERED: Final = any_of("numbered")
_BARE = r"[*_]{0,3}"
_NUMBER = re.compile(
    rf"\A\s*{_BARE}\s*(?:"
    r"(?:[0-9]\ufe0f?\u20e3)+[.)]?|\U0001f51f|[\u2460-\u2473\u2776-\u277f]|\[[ xX]\]|[#>]+\s|#\d[\d-]*(?=\s|$)"
    rf"|(?:{_QUESTION})\s*\.?\s*\d{{0,3}}\s*{_BARE}\s*(?:[.:：)）、](?!\d)|[-–—]\s)"
    rf"|(?:{_QUESTION}|{_NUMBERED})\s*[#.]?\s*\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}(?![\w-])\s*{_BARE}\s*[.:：)）、–-]?"
    r"|第\s*[\d一二三四五六七八九十]{1,3}\s*[題题問问]\s*[:：.、]?|(?:step|ステップ|步骤|步驟|단계|шаг|paso)\s*\d{1,2}\s*[:：.)-]"
    r"|[(（\[]\s*\d{1,3}\s*[)）\]]|\d{1,3}(?:[.-]\d{1,3}){0,3}\s*\\?[.)）、:：](?!\d)"
    r"|\d{1,2}(?:[.-]\d{1,2}){1,3}\s+(?-i:(?=[^\W\da-z_]|[¿\"“*]))|[一二三四五六七八九十]{1,3}、"
    rf")\s*{_BARE}(?<=[\s*_.:：)）、\]])\s*|\A\s*(?:[0-9]\ufe0f?\u20e3)+|\A[\s*_]*[\u2460-\u2473\u2776-\u277f]",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\s*{_BARE}\s*(?:(?:{_QUESTION})\s*\d{{0,3}}\s*{_BARE}\s*[:：.)]|Q\d+\b|(?:{_QUESTION}|{_NUMBERED})\s*\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}\s*{_BARE}\s*[:：.)])",
    re.IGNORECASE,
)
_MARK = re.compile(r"[?？]+(?=[\s)\]）」\"”’*_,.;:、，。；：" + BLANK + r"]|$|[\u3000-\u9fff\uac00-\ud7a3¿])")
_ASIDE = re.compile(r"[\s*_]*[(（\[](?P<aside>[^()（）\[\]]{1,200})[)）\]][\s*_.#]*\Z")
_COLON = re.compile(r"(?P<head>[^:：]{3,160})(?:：\s*|:\s+)(?P<rest>\S.*)", re.DOTALL)
_LEVELS: Final = {
    tag: re.compile("|".join(getattr(words, tag) for words in LANGUAGES.values()), re.IGNORECASE)
    for tag in ("easy", "medium", "hard")
}
_LEVEL_SIGNS: Final = {"🟢": "easy", "👶": "easy", "🟡": "medium", "🟠": "medium", "🔴": "hard", "🚀": "hard"}
_SOURCE = re.compile(
    r"(?<=[^\s!])\s*\[(?:参考(?:资料|链接)?|參考(?:資料|連結)?|链接|連結|出处|出處|来源|來源|refs?|references?|links?|sources?|see)\s*\d{0,2}\]\([^()\s]*\)\s*\Z",
    re.IGNORECASE,
)
"""A link behind a question that only says where it was read."""
_BRACKET = re.compile(r"[\[(（【]")
_BRACKETED_LEVEL = re.compile(r"[\[(（【]\s*([^\[\]()（）【】\d]{1,14}?)\s*[\])）】]")
_LEVEL_LINE = re.compile(rf"\s*(?:{any_of('level')})\s*[:：]\s*(?P<level>[^|｜,，;·]{{1,24}})", re.IGNORECASE)
_STAR_AT_END = re.compile(r"[?？]\s*(?:⭐|🌟)️?\s*\Z")
_EXPLETIVE = re.compile(r"\bit\s+(?:\w+\s+){1,3}(?:to|that|if|when)\b|\bit mean\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    "(?<![^\\W_])(?:" + "|".join(LANGUAGES[name].pointing for name in ("en", "ru", "es", "ko")) + ")"
)
"""For a text in small letters."""
_CJK_POINTS_BACK = re.compile(
    "(?:為什麼|为什么|如何|怎麼|怎么|那麼|那么|なぜ|では)?(?:"
    + "|".join(LANGUAGES[name].pointing for name in ("zh", "ja"))
    + ")"
)
_SEVERAL = re.compile(r"the(?:y|m|ir|se)\b|those|the |их|они|эти|ell[oa]s|est[oa]s|es[oa]s|둘|두", re.IGNORECASE)
_FIRST_WORDS = 5
_LONGEST_ORDER_SIGNS = 200
_LONGEST_BOLD = 1_000
_WORD = re.compile(r"\w")
_GOES_ON = re.compile(r"\s*[^\s(（\[:：–—-]")
_PAIRS: Final = {")": "(", "]": "[", "）": "（", "”": "“", "’": "‘", "」": "「"}
_OPENING = '"“„「『«'
_LONGEST_ORDER = 10
"""Words of a short order behind a question: *Give an example.*"""


class Asked(NamedTuple):
    """What a line asks.

    Args:
        questions: Each to be asked alone; several that point back to the first are one.
        hint: What stood in brackets behind the mark.
        rest: What follows on the same line: the beginning of the answer.
        tags: How hard it is, as the note says: easy, medium, hard.
    """

    questions: tuple[str, ...]
    hint: str = ""
    rest: str = ""
    tags: tuple[str, ...] = ()


def is_question(text: str) -> bool:
    """Whether a line is a question by its own signs: it ends in a mark, or begins with `Q:`."""
    if is_labelled(text):
        return True
    if is_links_only(text):
        return False
    first = text.split("\n", 1)[0]
    return ends_asking(text) or ends_asking(first) or bool(_leading_questions(text))


@judged
def is_labelled(text: str) -> bool:
    """Whether a line begins with the label of a question: `Q:`, `Question 3.`, 問:."""
    return bool(_ASKED.match(text))


@judged
def is_numbered(text: str) -> bool:
    """Whether a line begins with a number or a label with one."""
    return bool(_NUMBER.match(text)) and not text.lstrip().startswith(("#", ">", "["))


@judged
def is_bold(text: str) -> bool:
    """Whether the whole of a line is bold, but for its number and marks."""
    bare = text.strip()
    if not bare.startswith("**"):
        number = _NUMBER.match(bare)
        bare = bare[number.end() :] if number else bare
    bold, rest = bold_lead(bare)
    return bool(bold) and not re.search(r"\w", _ASIDE.sub("", rest))


def level_of(text: str) -> tuple[str, ...]:
    """How hard a line such as `**Difficulty**: Easy | Time: 3 min` says a question is; empty for any other line."""
    begins = text[:200]
    found = _LEVEL_LINE.match(unmarked(begins)) if ":" in begins or "：" in begins else None
    return _level(found["level"]) if found else ()


def _leading_questions(text: str) -> bool:
    """Whether a line begins with a question and answers it at once: `What is BN? It normalises ...`, `**Explain BN.** It ...`."""
    if _bold_question(text)[0]:
        return True
    if "?" not in text and "？" not in text:
        return False
    flat = unmarked(text[:1000])
    found = _MARK.search(mask(flat))
    return found is not None and (asks(without_number(flat)) or _is_order(flat[found.end() :]))


def _bold_question(text: str) -> tuple[str, str]:
    """The bold words that ask at the head of a line and the answer behind them; empty if it has no such words.

    Bold sets a question off from its answer as a line of its own does, so a mark is enough there (*Stride or pooling?*), and
    so are the words of a task (*Explain stride.*).
    """
    bold, rest = bold_lead(without_number(text[:_LONGEST_BOLD]))
    if not bold:
        return "", ""
    asked = ends_asking(bold) or (bold.endswith((".", "。")) and sets_task(unmarked(bold).rstrip(".。 ")))
    said = _GOES_ON.match(rest) and _WORD.search(rest)
    return (bold, rest) if asked and said else ("", "")


def read_asked(text: str) -> Asked:
    """The questions of a line, in order, each cleaned of numbers, marks and links; math and code stay as they are."""
    text, tags = _without_level(_SOURCE.sub("", text) if text.endswith(")") else text)
    bold = "" if "?" in text or "？" in text else _bold_question(text)[0]
    if bold:
        flat = one_line(flatten(without_number(text).replace("\n", " \n")))
        return Asked((clean_question(bold),), "", bold_lead(flat)[1].strip(), tags)
    flat = one_line(flatten(text.replace("\n", " \n")))
    shape = mask(flat, frozenset({"code", "display", "math", "bracket", "image", "url"}))
    questions, last = [], 0
    for found in _MARK.finditer(shape):
        piece = shape[last : found.end()]
        if piece.count("(") + piece.count("（") > piece.count(")") + piece.count("）"):
            continue
        question = clean_question(flat[last : found.end()])
        if question:
            questions.append(question)
        last = found.end()
    tail = flat[last:]
    if not questions:
        return _unmarked_question(tail, tags)
    aside = _ASIDE.fullmatch(tail)
    if aside:
        hint = aside.group("aside").strip(" *_")
        said = not re.search(r"\w", hint) or _level(hint) or re.fullmatch(r"[A-Z][\w&.-]*", hint)
        return Asked(_asked_alone(questions), "" if said else hint, "", tags or _level(hint))
    rest = without_answer_label(_closed(tail.lstrip(" *_)]）:：-–—#" + "”’」").rstrip(" *_:：-–—#")))
    if _is_order(rest):
        questions[-1] = _joined([questions[-1], rest.strip(" *_")])
        rest = ""
    begun = bool(_WORD.search(rest)) and not is_placeholder(rest)
    return Asked(_asked_alone(questions), "", rest if begun else "", tags)


def _closed(text: str) -> str:
    """A text without closing brackets and quotes at its end that nothing in it opened."""
    while text and text[-1] in _PAIRS and text.count(text[-1]) > text.count(_PAIRS[text[-1]]):
        text = text[:-1].rstrip(" *_")
    return text


def _is_order(text: str) -> bool:
    """Whether what follows a question only asks on: `Give an example.`, 설명해주세요."""
    return (
        len(text) <= _LONGEST_ORDER_SIGNS
        and 0 < len(text.split()) <= _LONGEST_ORDER
        and not re.search(r"[:：]", text)
        and (sets_task(text) or (asks(text) and text.isascii()))
    )


def _asked_alone(questions: list[str]) -> tuple[str, ...]:
    """The questions of a line; if a later one speaks of the first as *it*, they are asked together."""
    if any(points_back(question) for question in questions[1:]):
        return (_joined(questions),)
    return tuple(questions)


def _joined(parts: list[str]) -> str:
    return ("" if parts[0].endswith("？") else " ").join(parts)


def points_back(question: str, *, at_one: bool = False) -> bool:
    """Whether a question speaks of something it does not name: `Why does it help?`, 它有什麼缺點？.

    Args:
        question: The question.
        at_one: Whether that must be one thing: a heading names what *it* is, but seldom what *they* are.
    """
    if is_cjk(question):
        return bool(_CJK_POINTS_BACK.match(question))
    head = " ".join(question.split(None, _FIRST_WORDS)[:_FIRST_WORDS]).lower()
    found = _POINTS_BACK.search(head)
    if found is None or _EXPLETIVE.search(question):
        return False
    return not (at_one and _SEVERAL.match(found[0]))


def _unmarked_question(text: str, tags: tuple[str, ...]) -> Asked:
    text = without_number(text)
    colon = _COLON.fullmatch(text) if asks(text) else None
    if colon and not is_placeholder(colon.group("rest")):
        question = clean_question(colon.group("head"))
        return Asked((question,) if question else (), "", colon.group("rest").strip(), tags)
    question = clean_question(text.rstrip(":： "))
    return Asked((question,) if question else (), tags=tags)


@judged
def clean_question(text: str) -> str:
    """A question without number, emphasis and decoration, its mark close behind the last word."""
    text = unmarked(without_number(text)).strip(" -–—>*,.;#")
    text = without_number(text)
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    if text[:1] in "\"“「'" and text[-1:] in "\"”」'" and len(text) > 1:
        text = text[1:-1].strip()
    if text[:1] and text[0] in _OPENING and not re.search(r"[\"“”„」』»]", text[1:]):
        text = text[1:].lstrip()
    if text.endswith(("?", "？")):
        bare = text.rstrip("?？")
        text = bare.rstrip() + text[len(bare) :]
    if not _WORD.search(text):
        return ""
    return text[0].upper() + text[1:] if text[0].islower() and asks(text) else text


@judged
def without_number(text: str) -> str:
    """A line without what only counts it: `Q1:`, `01.`, `(1)`, keycaps, and both of `1. Q1:`."""
    for _ in range(3):
        found = _NUMBER.match(text)
        if not found or not found.group():
            break
        text = text[found.end() :]
    return text


def _level(words: str) -> tuple[str, ...]:
    bare = re.sub(r"[^\w\s]", "", words).strip()
    return tuple(tag for tag, pattern in _LEVELS.items() if pattern.fullmatch(bare))[:1]


def _without_level(text: str) -> tuple[str, tuple[str, ...]]:
    """A line without its sign of difficulty, `[E]`, `(Hard)` or a coloured dot, and the tag for it."""
    for found in _BRACKETED_LEVEL.finditer(text[:300]) if _BRACKET.search(text) else ():
        tags = _level(found[1])
        if tags and (found[0][0] in "[【" or len(found[1]) > 1 or not found[1].isascii()):
            return text[: found.start()] + text[found.end() :], tags
    if text.isascii():
        return text, ()
    ends = text[:12] + text[-12:]
    for sign, tag in _LEVEL_SIGNS.items():
        if sign in ends:
            return text, (tag,)
    return text, ("medium",) if _STAR_AT_END.search(text) else ()

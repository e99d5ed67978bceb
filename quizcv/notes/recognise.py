"""Small judgements about a piece of a note: is it a placeholder, a source, a question, a heading that names nothing?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import BLANK, is_links_only, link_target, mask, unmarked
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Shape
from quizcv.notes.remembered import judged

if TYPE_CHECKING:
    from quizcv.notes.outline import Block

_LONGEST_PLACEHOLDER = 80
_SIGNS_ONLY = r"a{2,}|\.{2,}|…+|。{2,}|·{2,}|-+|—+|_+|\?+|？+|\*+|x{3,}"
_PLACEHOLDER = re.compile(rf"[\[(（【<「]?\s*(?:{_SIGNS_ONLY}|{any_of('placeholder')})\s*[\])）】>」]?[.。!！…]*")
"""As all patterns of words here without `re.IGNORECASE`, for texts in small letters (see `Words`)."""
_LABELS: Final = any_of("answer")
_LABEL_ALONE = re.compile(_LABELS)
_EMPTY_ANSWER = re.compile(rf"(?:(?:{_LABELS})\s*[:：.]?|(?:ans|a)\s*[:：])", re.IGNORECASE)
"""An answer's label without the answer; `a` and `ans` without a colon may be the answer itself, a name."""
_BARE_NAME = re.compile(r"(?:a|ans|sol|解)[.]?", re.IGNORECASE)
_ANSWER_LABEL = re.compile(
    rf"^\s*(?:[*_]{{1,3}})?\s*(?:👉|✅|💡|➡️?|📝|🅰️?)?\s*(?:(?:{_LABELS})\s*\d*\s*(?:[*_]{{1,3}})?\s*(?:：|[:.](?!\d))|A\s*\d*\s*(?:[*_]{{1,3}})?\s*[:：](?!\d)|A\s*\d{{1,3}}\s*[*_]{{0,3}}\s*[.．](?=[\s*_]|\Z))\s*(?:[*_]{{1,3}}(?=\s|$|\n))?\s*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rf"[-–—>#\s]*(?:{any_of('reference')})\s*\d*\s*(?:[:：].*|$)", re.DOTALL)
_METADATA = re.compile(rf"(?:{any_of('metadata')})\s*[:：]")
_FAQ = re.compile(any_of("faq"))
_CONTENTS = re.compile(any_of("contents"))
_ASKS = re.compile(any_of("asking"))
_TASK = re.compile(any_of("tasks"), re.DOTALL)
_WITHIN = re.compile(any_of("within"))
_ENDING = re.compile(rf"(?:{any_of('ending')})[\s.。:：)）]*\Z")
_ADVERT = re.compile(any_of("advert"))
_PLACE = re.compile(
    r"\A[\s*_]*(?:(?:section|chapter|lecture|lesson|unit|module|week|day|part|topic)\s*\d{1,2}\s*[).:：|–—-]\s*|\d{1,2}(?:-\d{1,2}){1,3}\s+(?-i:(?=[^\Wa-z\d_])))(?=\S)",
    re.IGNORECASE,
)
_LONGEST_UNMARKED = 120
_LONGEST_TASK, _FIRST_CLAUSE = 400, 110
_CLAUSES = re.compile(r"[.;!。；！]\s*(?=\S)")
_INFINITIVE = re.compile(
    r"(?:definir|explicar|describir|comparar|enumerar|demostrar|identificar|expresar|razonar|justificar|comentar|discutir|analizar)\s\S",
    re.IGNORECASE,
)
"""How a Spanish task begins where it is set off as one; elsewhere it is a step."""
_STOP_WITHIN = re.compile(r"[.!。！;；]\s*\S")
_LONG = 4_000
_AS_WRITTEN = frozenset({Shape.CODE, Shape.MATH, Shape.TABLE})
_ASIDE = re.compile(r"[\s.]*[(（][^()（）]{1,100}[)）][\s.]*\Z")
_ASIDE_BEHIND = re.compile(r"(?<=[?？])\s*[(（\[【][^()（）\[\]【】?？]{1,100}[)）\]】][\s.]*\Z")
_CLOSING = (")", "）", "]", "】")
_LEFT_OFF = ("is", "are", "means", "refers to", "=", "是")
"""How a sentence ends of which only the subject was written."""
_UNFINISHED = re.compile(r"(?:[\w’'-]+\s+){1,4}(?:is|are|means|refers to|=)|[^\s，。]{1,12}(?:是|指的是|就是)")
_RESOURCE = re.compile(
    r"\b(?:collections?|articles?|tutorials?|courses?|notes|guides?|slides|videos?|blogs?|books?|lists? of|github|"
    r"implementations?|repo(?:sitory)?|playlist|lecture|website|cheat ?sheets?)\b",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"!\[[^\]]*(?:badge|build|status|license|version|stars|coverage)[^\]]*\]|shields\.io|/badge|badge\.svg",
    re.IGNORECASE,
)
_LINK_START = re.compile(r"[\W_]*\[[^\[\]]*\]\(")
_LABEL = re.compile(r"(?P<name>[^\n:：]{1,160})[:：]\s*(?P<rest>.*)", re.DOTALL)


@judged
def is_placeholder(text: str) -> bool:
    """Whether the text only keeps a place: `aaa`, `...`, TODO, an `Answer:` with nothing behind it, or nothing at all."""
    if "](" in text or "://" in text:
        return False
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    bare = unmarked(text).removeprefix("[ ]").strip()
    bare = without_answer_label(bare)
    small = bare.lower()
    if not bare or _PLACEHOLDER.fullmatch(small) or (small.endswith(_LEFT_OFF) and _UNFINISHED.fullmatch(small)):
        return True
    return bool(_EMPTY_ANSWER.fullmatch(bare)) and not _BARE_NAME.fullmatch(bare)


@judged
def is_answer_label(text: str) -> bool:
    """Whether a heading, a summary or a line says only that the answer follows: `Answer:`, 解答, *Show answer*."""
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    bare = unmarked(text).strip(" :：.>-▶►👇↓#")
    if not bare or not _LABEL_ALONE.fullmatch(bare.lower()):
        return False
    return not _BARE_NAME.fullmatch(bare) or text.rstrip(" *_").endswith((":", "："))


def without_answer_label(text: str) -> str:
    """A text without the label that says it is an answer: `A: it ...`, `**Answer:** it ...`."""
    found = _ANSWER_LABEL.match(text)
    return text[found.end() :] if found else text


@judged
def begins_answer(text: str) -> bool:
    """Whether a text begins with an answer's label."""
    return bool(_ANSWER_LABEL.match(text))


@judged
def is_reference(text: str) -> bool:
    """Whether the text only names sources: `references:`, `ref: https://...`, links, a name and an address."""
    if is_links_only(text) or is_named_link(text) or _is_label_above_links(text):
        return True
    if ":" not in text and "：" not in text and len(text) > _LONGEST_PLACEHOLDER:
        return False
    if not _REFERENCE.match(unmarked(text[:400]).lower()):
        return False
    label = _LABEL.match(text)
    rest = label.group("rest").strip().strip("*") if label else ""
    return not rest or is_links_only(rest)


def _is_label_above_links(text: str) -> bool:
    """Whether a line says `ref` and those below it are links."""
    first, _, rest = text.partition("\n")
    return bool(rest) and bool(_REFERENCE.fullmatch(unmarked(first[:100]).lower())) and is_links_only(rest)


def is_reference_title(title: str) -> bool:
    """Whether below such a heading there are only sources."""
    bare = unmarked(title[:200]).rstrip(":： ")
    return len(bare) <= _LONGEST_PLACEHOLDER and bool(_REFERENCE.fullmatch(bare.lower()))


def is_named_link(text: str) -> bool:
    """Whether the text is a name, a colon and an address."""
    if "](" not in text and "://" not in text:
        return False
    label = _LABEL.match(mask(text, frozenset({"link", "url", "image"})))
    return label is not None and is_links_only(text[label.start("rest") :].strip("* \n"))


def is_labelled_link(text: str) -> bool:
    """Whether the text is a name and an address, or a link with a word about what it leads to."""
    if is_named_link(text):
        return True
    return bool(_LINK_START.match(text)) and bool(_RESOURCE.search(text))


@judged
def is_metadata(text: str) -> bool:
    """Whether the text is about the note, not about its subject: tags, dates, authors."""
    begins = text[:200]
    return (":" in begins or "：" in begins) and bool(_METADATA.match(unmarked(begins).lower()))


def said_below_metadata(text: str) -> int:
    """How many lines at the head of a text are about the note (`Keywords: ...`), where others follow that are not; 0 for any other text."""
    if "\n" not in text or not is_metadata(text):
        return 0
    rows = text.split("\n")
    return next((number for number, row in enumerate(rows) if not is_metadata(row)), 0)


def is_badge(text: str) -> bool:
    """Whether the text is a badge: a picture that links to a build, a licence, a score."""
    return (
        ("[" in text or "://" in text or "<!--" in text)
        and bool(_BADGE.search(text[:2000]))
        and is_links_only(text, pictures=True)
    )


@judged
def is_advert(text: str) -> bool:
    """Whether a line leads away from the note or back to its top: *find all answers here*, 關注, *back to top*."""
    return (
        ("](" in text or "://" in text)
        and len(text) <= 4 * _LONGEST_PLACEHOLDER
        and bool(_ADVERT.search(unmarked(text).lower()))
    )


def is_contents(block: Block) -> bool:
    """Whether an item leads to a heading of the same note."""
    return is_links_only(block.text) and link_target(block.text).startswith("#")


def is_contents_title(title: str) -> bool:
    """Whether below such a heading there is a table of contents."""
    return bool(_CONTENTS.fullmatch(unmarked(title[:200]).strip(" :：#").lower()))


def without_place(title: str) -> str:
    """A heading without what says where in a course or book it stands: `Section 2) Stride`, `Lecture 5: Stride`, `1-2 Stride`."""
    return _PLACE.sub("", title, count=1)


@judged
def is_faq(title: str) -> bool:
    """Whether what stands below such a heading is meant as questions, with or without a mark."""
    return bool(_FAQ.search(title.lower()))


@judged
def asks(text: str) -> bool:
    """Whether a text begins as a question or a task does."""
    return bool(_ASKS.match(text.lstrip("*_ ").lower()))


@judged
def sets_task(text: str) -> bool:
    """Whether a short line asks without a mark, by its words alone: *Explain ...*, *What is ...*, 簡述, 설명하시오."""
    bare = _ASIDE.sub("", text.strip("*_ "))
    if len(bare) > _LONGEST_UNMARKED or _STOP_WITHIN.search(bare):
        return False
    bare = bare.lower()
    if _TASK.match(bare):
        return True
    return not bare.isascii() and (
        bool(_ENDING.search(bare)) or (bool(_WITHIN.search(bare)) and not bare.endswith(("。", ".")))
    )


def sets_long_task(text: str) -> bool:
    """Whether a text of several clauses or sentences, set off as a question, sets a task in one of them: *Explain ... Give examples* of it."""
    if len(text) > _LONGEST_TASK:
        return False
    return any(sets_task(each[:_FIRST_CLAUSE]) or _INFINITIVE.match(each) for each in _CLAUSES.split(text.strip("*_ ")))


@judged
def ends_asking(text: str) -> bool:
    """Whether a text, its closing brackets and links aside, ends in a question mark outside of math and code."""
    if "?" not in text and "？" not in text:
        return False
    end = mask(unmarked(text if len(text) <= _LONG else text[-_LONG:]))
    if end.rstrip(" .").endswith(_CLOSING):
        end = _ASIDE_BEHIND.sub("", end)
    return end.rstrip(" )]）」\"'”’*.:：" + BLANK).endswith(("?", "？"))


def is_empty(block: Block) -> bool:
    """Whether a block says nothing: a placeholder, or links and sources only, with all that is nested in it."""
    if block.shape in _AS_WRITTEN:
        return not block.text.strip()
    if block.shape is Shape.HTML:
        return block.text.startswith("<!--") or not re.search(r"\w", re.sub(r"<[^<>]*>", "", block.text))
    own = is_placeholder(block.text) or is_reference(block.text)
    if own and block.text and _REFERENCE.fullmatch(unmarked(block.text[:400]).lower()):
        return True
    return own and all(is_empty(child) for child in block.children)

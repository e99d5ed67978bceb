"""Small judgements about a piece of a note: is it a placeholder, a source, a question, a heading that names nothing?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.inline import BLANK, is_links_only, link_target, mask, unmarked
from quizcv.notes.outline import Shape

if TYPE_CHECKING:
    from quizcv.notes.outline import Block

_LONGEST_PLACEHOLDER = 80
_PLACEHOLDER = re.compile(
    r"(?:a{2,}|x{3,}|\.{2,}|…+|-+|_+|\?+|todo\b.{0,40}|tbd|tba|tbc|wip|n/a|coming soon|answers? here|"
    r"[\[(<]?\s*(?:to be (?:filled|added|done|written|continued)|fill in|待補|待补|待寫|待续|待填|未完)\s*[\])>]?)[.。!]?",
    re.IGNORECASE,
)
_EMPTY_ANSWER = re.compile(
    r"(?:\*\*)?(?:(?:answers?|solution|答|答案|回答)(?:\*\*)?\s*[:：.]?|(?:ans|a)(?:\*\*)?\s*[:：])(?:\*\*)?",
    re.IGNORECASE,
)
"""An answer's label without the answer; `a` and `ans` without a colon may be the answer itself, a name."""
_REFERENCE = re.compile(
    r"(?:references?|refs?|sources?|links?|articles?|further readings?|read(?:ing)? more|see also|resources?|videos?|slides|"
    r"credits?|bibliography|參考(?:資料|文獻|連結)?|参考(?:资料|文献|链接)?|資料來源|资料来源|出處|出处|延伸閱讀|延伸阅读|참고|источники?)"
    r"\s*\d*\s*(?:[:：].*|$)",
    re.IGNORECASE | re.DOTALL,
)
_METADATA = re.compile(
    r"(?:tags?|date|author|created|updated|last (?:update|modified)|status|type|categor(?:y|ies)|license|標籤|标签)\s*[:：]",
    re.IGNORECASE,
)
_FAQ = re.compile(
    r"\bfaqs?\b|frequently asked|\bquestions?\b|\binterview\b|\bq\s*&\s*a\b|\bquiz\b|self[- ]?(?:test|check)|"
    r"常見問題|常见问题|問與答|问与答|問答|问答|面試題?|面试题?|질문|よくある質問|вопрос|preguntas",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|why|how|when|where|which|who|whose|is|are|was|were|does|do|did|can|could|should|would|will|has|have|"
    r"define|explain|describe|compare|list|name|give|state|derive|prove|implement|compute|calculate|discuss|"
    r"difference|differences|advantages?|disadvantages?|pros and cons)\b"
    r"|(?:什麼|什么|為什麼|为什么|為何|为何|如何|怎麼|怎么|哪|誰|谁|何時|何时|簡述|简述|說明|说明|解釋|解释|比較|比较|請|请|列出|推導|推导)",
    re.IGNORECASE,
)
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
_LABEL = re.compile(r"(?P<label>.{1,120}?)\s*[:：]\s*(?P<rest>.*)", re.DOTALL)


def is_placeholder(text: str) -> bool:
    """Whether the text only keeps a place: `aaa`, `...`, TODO, an `Answer:` with nothing behind it, or nothing at all."""
    if "](" in text or "://" in text:
        return False
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    bare = unmarked(text).removeprefix("[ ]").strip()
    return not bare or bool(_PLACEHOLDER.fullmatch(bare)) or bool(_EMPTY_ANSWER.fullmatch(bare))


def is_reference(text: str) -> bool:
    """Whether the text only names sources: `references:`, `ref: https://...`, links, a name and an address."""
    if is_links_only(text) or is_named_link(text):
        return True
    if ":" not in text and "：" not in text and len(text) > _LONGEST_PLACEHOLDER:
        return False
    if not _REFERENCE.match(unmarked(text[:400])):
        return False
    label = _LABEL.match(text)
    rest = label.group("rest").strip().strip("*") if label else ""
    return not rest or is_links_only(rest)


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


def is_metadata(text: str) -> bool:
    """Whether the text is about the note, not about its subject: tags, dates, authors."""
    return bool(_METADATA.match(unmarked(text[:200])))


def is_badge(text: str) -> bool:
    """Whether the text is a badge: a picture that links to a build, a licence, a score."""
    return bool(_BADGE.search(text[:2000])) and is_links_only(text, pictures=True)


def is_contents(block: Block) -> bool:
    """Whether an item leads to a heading of the same note."""
    return is_links_only(block.text) and link_target(block.text).startswith("#")


def is_faq(title: str) -> bool:
    """Whether what stands below such a heading is meant as questions, with or without a mark."""
    return bool(_FAQ.search(title))


def asks(text: str) -> bool:
    """Whether a text begins as a question or a task does."""
    return bool(_ASKS.match(text.lstrip("*_ ")))


def ends_asking(text: str) -> bool:
    """Whether a text, its closing brackets and links aside, ends in a question mark outside of math and code."""
    if "?" not in text and "？" not in text:
        return False
    return mask(unmarked(text)).rstrip(" )]）」\"'”’*." + BLANK).endswith(("?", "？"))


def is_empty(block: Block) -> bool:
    """Whether a block says nothing: a placeholder, or links and sources only, with all that is nested in it."""
    if block.shape in {Shape.CODE, Shape.MATH, Shape.TABLE}:
        return not block.text.strip()
    if block.shape is Shape.HTML:
        return block.text.startswith("<!--")
    own = is_placeholder(block.text) or is_reference(block.text)
    if own and block.text and _REFERENCE.fullmatch(unmarked(block.text[:400])):
        return True
    return own and all(is_empty(child) for child in block.children)

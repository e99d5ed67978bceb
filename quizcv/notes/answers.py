"""An answer as a card shows it: the blocks below a question, without links, sources and placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.pictures import fault_of, pictures
from quizcv.notes.inline import flatten, one_line
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.recognise import is_advert, is_empty, is_metadata, is_placeholder, is_reference, said_below_metadata

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n|\s*<br\s*/?>\s*", re.IGNORECASE)
_LAST_BREAK = re.compile(r"(?<=[^\\\s])\s*\\\Z")
_SIGN_ROW = re.compile(r"^[ \t\u3000]*(?:[▪•●◦‣▸►■□▶◆◇]|[→➔➜⇒](?=\s))\s*(?=\S)", re.MULTILINE)
"""A row that begins with a sign typed for a bullet."""
_CELL_BREAK = re.compile(r"[;,.；，。]?\s*<br\s*/?>\s*(?=[^|\s])", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(([^()\s]*)[^()]*\)|<img\b[^<>]{0,300}>")
_LEADS_TO_LINKS = re.compile(
    r"(?<!\w)(?:see|here|video|videos|watch|read|link|links|article|blog|tutorial|lecture|check|refer|paper|explained|explanation|detail|details|source|ver|véase|enlace|смотри|ссылка|подробнее)(?!\w)|ここ|参考|参照|動画|記事|詳し|分かりやす|わかりやす|链接|連結|鏈接|這裡|这里|文章|博客|视频|影片|详见|詳見|见|링크|참고|여기|영상|블로그"
)
"""Words of a line that sends the reader to the links below it. For a text in small letters."""
_REMINDS = re.compile(
    r"\s*[*_(（\[【]{0,3}(?:TODO|TBD|FIXME|WIP|待补充?|待補充?|待续|待續|要追記)(?![\w-])", re.IGNORECASE
)
_SENDS_AWAY = re.compile(r"(?:for|more|further|details?|see|refer)\b[^\n.]{0,90}(?:https?://|www\.)\S+", re.IGNORECASE)
_LONGEST_POINTER: Final = 120
_LONGEST_LABEL, _BLANK_LINE, _FEWEST_ROWS = 40, 2, 2
_HOLDS_TEXT = SAYING | {Shape.QUOTE}
_LEAD_IN = (":", "：", "則", "则", ",", "，")


class AnswerText(NamedTuple):
    """A rendered answer.

    Args:
        text: Markdown.
        points: How many points it makes.
        pictures: Whether it is nothing but pictures.
        near: Whether all its pictures can lie below the deck's folder.
    """

    text: str
    points: int
    pictures: bool = False
    near: bool = False


def answer_of(blocks: list[Block], gathering: Gathering) -> AnswerText:
    """Renders what answers a question. What is left out of it is listed; an answer that says nothing is empty."""
    kept = keep(blocks, gathering)
    text = render(kept)
    if "![" not in text and "<img" not in text:
        return AnswerText(text, points(kept), near=True)
    bare = _PICTURE.sub("", text).strip()
    near = not any(fault_of(reference) for _, reference in pictures(text)) and "<img" not in text
    return AnswerText(text, points(kept), bool(text) and not bare, near)


def keep(blocks: list[Block], gathering: Gathering) -> list[Block]:
    """The blocks that say something, with what says nothing listed as placeholder or left out."""
    kept = []
    for each in blocks:
        block = _without_reminders(each, gathering) if "\n" in each.text else each
        if _says_nothing(block, gathering):
            continue
        about = said_below_metadata(block.text)
        if about:
            rows = block.text.split("\n")
            gathering.leave(Block(block.shape, "\n".join(rows[:about]), block.line), "about the note, not its subject")
            rest = Block(block.shape, "\n".join(rows[about:]), block.line + about, block.children, block.mark)
            kept += keep([rest], gathering)
        elif not block.children:
            kept.append(block)
        else:
            children = keep(block.children, gathering)
            if not children and _LEADS_TO_LINKS.search(block.text.lower()) and len(block.text) <= _LONGEST_POINTER:
                gathering.leave(Block(block.shape, block.text, block.line), "a source, not an answer")
            elif children or (block.text and not is_placeholder(block.text)):
                kept.append(Block(block.shape, block.text, block.line, children, block.mark))
    return kept


def _without_reminders(block: Block, gathering: Gathering) -> Block:
    """A paragraph without its rows that only remind the writer of something to add: `TODO: the second gate`."""
    rows = block.text.split("\n")
    if block.shape not in SAYING or not any(map(_REMINDS.match, rows)):
        return block
    for number, row in enumerate(rows):
        if _REMINDS.match(row):
            gathering.placeholder(row.strip(), block.line + number)
    text = "\n".join(row for row in rows if not _REMINDS.match(row))
    return Block(block.shape, text, block.line, block.children, block.mark)


def _says_nothing(block: Block, gathering: Gathering) -> bool:
    """Lists a block that says nothing, with the reason; False for one that says something."""
    text = block.text
    if block.shape is Shape.HTML and is_empty(block):
        if text.startswith("<!--"):
            gathering.leave(block, "an HTML comment")
    elif block.shape in _HOLDS_TEXT and not block.children and is_placeholder(text):
        gathering.placeholder(text, block.line)
    elif text and not block.children and is_advert(text):
        gathering.leave(block, "leads away from the note")
    elif text and is_reference(text) and all(is_empty(child) for child in block.children):
        gathering.leave_all([block], "a source, not an answer")
    elif "://" in text and not block.children and _SENDS_AWAY.fullmatch(text.strip()):
        gathering.leave(block, "a source, not an answer")
    elif text and not block.children and is_metadata(text) and not said_below_metadata(text):
        gathering.leave(block, "about the note, not its subject")
    else:
        return False
    return True


def points(blocks: list[Block]) -> int:
    """How many points an answer makes: its bullets, where a bullet that leads in to the next ones counts with them.

    Several lists with something between them are none: nobody counts them together.
    """
    while (
        len(blocks) == 1
        and blocks[0].children
        and (not blocks[0].text or blocks[0].text.rstrip().endswith((":", "：")))
    ):
        blocks = blocks[0].children
    items = [block for block in blocks if block.shape is Shape.ITEM]
    places = [place for place, block in enumerate(blocks) if block.shape is Shape.ITEM]
    if items and places[-1] - places[0] >= len(items):
        return 0
    for number, item in enumerate(items):
        if not item.children and item.text.rstrip().endswith(_LEAD_IN):
            return number + 1
    return len(items)


def render(blocks: list[Block]) -> str:
    """Blocks as Markdown. One bullet alone is written without its dot."""
    if len(blocks) == 1 and blocks[0].shape in {Shape.ITEM, Shape.QUOTE}:
        alone = blocks[0]
        rest = render_all(alone.children)
        return "\n\n".join(part for part in (prose(alone.text), rest) if part)
    return render_all(blocks)


def render_all(blocks: list[Block]) -> str:
    """Blocks one below the other, bullets as a list."""
    parts: list[str] = []
    number = 0
    tight = False
    for place, block in enumerate(blocks):
        is_item = block.shape is Shape.ITEM
        number = number + 1 if is_item and block.mark[:1].isdigit() else 0
        text = _item(block, number) if is_item else _leaf(block)
        if block.shape is Shape.PARAGRAPH and text.endswith((":", "：")) and _leads_nowhere(blocks, place):
            text = text[:-1].rstrip() + ("。" if text.endswith("：") else ".")
        if not text:
            continue
        if parts:
            parts.append("\n" if is_item and tight else "\n\n")
        parts.append(text)
        tight = is_item
    return "".join(parts)


def _leads_nowhere(blocks: list[Block], place: int) -> bool:
    """Whether what a paragraph's colon led to has gone elsewhere: it is the last, or lines are missing before the next one."""
    block, following = blocks[place], blocks[place + 1 : place + 2]
    if not following:
        return len(blocks) > 1 or len(block.text) > _LONGEST_LABEL
    gap = following[0].line - block.line - block.text.count("\n")
    return following[0].shape is Shape.PARAGRAPH and gap > _BLANK_LINE


def _item(block: Block, number: int) -> str:
    mark = f"{number}. " if number else "- "
    inner = "\n".join(part for part in (prose(block.text), render_all(block.children)) if part)
    return mark + inner.replace("\n", "\n" + " " * len(mark)) if inner else ""


def _leaf(block: Block) -> str:
    if block.shape is Shape.CODE:
        fence = "```" if "```" not in block.text else "~~~~"
        return f"{fence}{block.mark}\n{block.text}\n{fence}"
    if block.shape is Shape.MATH:
        shown = f"$${one_line(block.text)}$$"
        return "\n\n".join([shown, render_all(block.children)]) if block.children else shown
    if block.shape is Shape.TABLE:
        return "\n".join(flatten(_CELL_BREAK.sub("; ", row)) for row in block.text.split("\n"))
    if block.shape is Shape.QUOTE:
        return render_all(block.children)
    if block.shape is Shape.HTML:
        return prose(_TAGS.sub(" ", block.text))
    return "\n\n".join(part for part in (prose(block.text), render_all(block.children)) if part)


def _with_bullets(text: str) -> str:
    """A text whose rows begin with signs typed for bullets, each of them a bullet; a single sign goes."""
    rows = len(_SIGN_ROW.findall(text))
    if rows < _FEWEST_ROWS:
        return _SIGN_ROW.sub("", text) if rows else text
    return re.sub(r"(?<!\A)(?<!  )\n(?=- )", "  \n", _SIGN_ROW.sub("- ", text))


def prose(text: str) -> str:
    """A paragraph's text: links as words, one line for each line the writer broke on purpose, or set off by a sign of its own."""
    if not text.isascii():
        text = _with_bullets(text)
    text = _LAST_BREAK.sub("", text) if text.endswith("\\") else text
    if "\n" not in text and "<" not in text:
        return one_line(flatten(text))
    rows = [one_line(flatten(part)) for part in _HARD_BREAK.split(text)]
    return "\n".join(row for row in rows if row)

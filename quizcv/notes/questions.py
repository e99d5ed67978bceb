"""Questions: bullets, headings and lines that ask, with what is attached to them as the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.notes.answers import answer_of, prose
from quizcv.notes.formulas import take_conditional
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import BLANK, flatten, is_links_only, mask, one_line, unmarked
from quizcv.notes.language import is_cjk
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import asks, ends_asking, is_faq, is_placeholder

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_NUMBER = re.compile(
    r"\A\s*(?:\*\*|__)?\s*(?:"
    r"(?:Q(?:uestion|ues)?|問題?|问题?)\s*\d*\s*(?:\*\*)?\s*[.:：)、](?!\d)|Q\d+\b|"
    r"[(（]\d{1,3}[)）]|\d{1,3}\s*[.)）、:：](?!\d)|[一二三四五六七八九十]{1,3}、|#+\s|\[[ xXEMH]\]"
    r")\s*(?:\*\*|__)?\s*"
)
_ASKED = re.compile(
    r"^\s*(?:\*\*|__)?\s*(?:Q(?:uestion)?\s*\d*\s*(?:\*\*|__)?\s*[:：.)]|Q\d+\b|問\s*[:：]|问\s*[:：])", re.IGNORECASE
)
_ANSWER = re.compile(
    r"^\s*(?:\*\*|__)?\s*(?:A(?:ns(?:wer)?)?\s*\d*|答案?|回答)\s*(?:\*\*|__)?\s*[:：.]\s*(?:\*\*|__)?\s*", re.IGNORECASE
)
_MARK = re.compile(r"[?？]+(?=[\s)\]）」\"”’*_,.;:、，。；：" + BLANK + r"]|$|[\u3000-\u9fff])")
_ASIDE = re.compile(r"[\s*_]*[(（\[](?P<aside>[^()（）\[\]]{1,200})[)）\]][\s*_.]*\Z")
_LEVEL = re.compile(r"[EMH]|easy|medium|hard|\W*", re.IGNORECASE)
_COLON = re.compile(r"(?P<head>[^:：]{3,160})(?:：\s*|:\s+)(?P<rest>\S.*)", re.DOTALL)
_SHORT_WORDS, _SHORT_SIGNS = 2, 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks: its questions, a hint in brackets, and what follows on the same line."""

    questions: tuple[str, ...]
    hint: str = ""
    rest: str = ""


def is_question(text: str) -> bool:
    """Whether a line is a question by its own signs: it ends in a mark, or begins with `Q:`."""
    if _ASKED.match(text):
        return True
    if is_links_only(text):
        return False
    first = text.split("\n", 1)[0]
    return ends_asking(text) or ends_asking(first) or bool(_leading_questions(text))


def _leading_questions(text: str) -> bool:
    """Whether a line begins with a question and answers it at once: `What is BN? It normalises ...`."""
    if "?" not in text and "？" not in text:
        return False
    flat = unmarked(text[:1000])
    found = _MARK.search(mask(flat))
    return bool(found) and asks(_NUMBER.sub("", flat, count=1))


def read_asked(text: str) -> Asked:
    """The questions of a line, in order, each cleaned of numbers, marks and links; math and code stay as they are."""
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
        return _unmarked_question(tail)
    aside = _ASIDE.fullmatch(tail)
    if aside:
        hint = aside.group("aside").strip(" *_")
        return Asked(tuple(questions), "" if _LEVEL.fullmatch(hint) else hint)
    rest = _ANSWER.sub("", tail.strip(" *_)]）:：-–—"), count=1).strip()
    return Asked(tuple(questions), "", rest if re.search(r"\w", rest) else "")


def _unmarked_question(text: str) -> Asked:
    colon = _COLON.fullmatch(text) if asks(_NUMBER.sub("", text, count=1)) else None
    if colon and not is_placeholder(colon.group("rest")):
        question = clean_question(colon.group("head"))
        return Asked((question,) if question else (), "", colon.group("rest").strip())
    question = clean_question(text.rstrip(":： "))
    return Asked((question,) if question else ())


def clean_question(text: str) -> str:
    """A question without number, emphasis and decoration, its mark close behind the last word."""
    text = unmarked(_NUMBER.sub("", text, count=1)).strip(" -–—>*,.;)")
    text = _NUMBER.sub("", text, count=1)
    text = re.sub(r"\s+([?？]+)\Z", r"\1", text)
    if not re.search(r"\w", text):
        return ""
    return text[0].upper() + text[1:] if text[0].islower() and asks(text) else text


def take_question(block: Block, heading: str, gathering: Gathering, parent: str = "") -> None:
    """Makes cards of a block that asks: one for each question it holds, all with the answer attached to it."""
    asked = read_asked(block.text)
    if not asked.questions:
        gathering.leave_all([block], "a question mark with nothing asked")
        return
    follow_ups = [child for child in block.children if _is_follow_up(child, block.children)]
    own = [child for child in block.children if child not in follow_ups]
    if asked.rest:
        own.insert(0, Block(Shape.PARAGRAPH, asked.rest, block.line))
    own = [_without_answer_mark(child) for child in own]
    answer = answer_of(own, gathering)
    for question in asked.questions:
        front = _standing_alone(question, parent or heading, gathering)
        if not answer.text:
            gathering.ask(front, block.line)
        elif answer.pictures:
            gathering.guess(front, answer.text, block.line, "the answer is a picture: put its file beside the deck")
        else:
            gathering.card(
                Candidate(
                    front=gathering.phrases.counted(front, answer.points),
                    back=answer.text,
                    line=block.line,
                    heading=heading,
                    hint=asked.hint,
                    slug=front,
                )
            )
    if answer.text and not answer.pictures:
        _take_counted(own, heading, gathering)
        for child in own:
            take_conditional(child, asked.questions[-1], heading, gathering)
    subject = asked.questions[-1] if asked.questions else parent
    for child in follow_ups:
        take_question(child, heading, gathering, subject)


def _is_follow_up(child: Block, siblings: list[Block]) -> bool:
    """Whether a nested bullet is a question of its own: it is answered itself, or it stands among questions only."""
    if child.shape is not Shape.ITEM or not ends_asking(child.text):
        return False
    return bool(child.children) or all(ends_asking(each.text) for each in siblings if each.shape is Shape.ITEM)


def _without_answer_mark(block: Block) -> Block:
    if block.shape in {Shape.ITEM, Shape.PARAGRAPH} and _ANSWER.match(block.text):
        return Block(block.shape, _ANSWER.sub("", block.text, count=1), block.line, block.children, block.mark)
    return block


def _standing_alone(question: str, context: str, gathering: Gathering) -> str:
    """A question of a word or two gets its subject before it."""
    short = len(question) <= _SHORT_SIGNS if is_cjk(question) else len(question.split()) <= _SHORT_WORDS
    subject = unmarked(context).rstrip(":：?？ ")
    return gathering.phrases.in_context(subject, question) if short and subject and not is_faq(subject) else question


_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED = re.compile(r"\b(\d|two|three|four|five|six|seven)\s+(?:\w+\s+){0,2}\w+s\s*[:：]\s*$", re.IGNORECASE)


def _take_counted(blocks: list[Block], heading: str, gathering: Gathering) -> None:
    """A bullet that announces a number of things and lists just as many is a card of its own."""
    for block in blocks:
        found = _COUNTED.search(prose(block.text)) if block.children else None
        if not found or len(blocks) == 1:
            continue
        word = found.group(1).lower()
        number = int(word) if word.isdigit() else _NUMERALS[word]
        if number == len(block.children):
            answer = answer_of(block.children, gathering)
            lead = unmarked(block.text).rstrip(":： ")
            front = gathering.phrases.which.format(lead)
            gathering.card(Candidate(front=front, back=answer.text, line=block.line, heading=heading))

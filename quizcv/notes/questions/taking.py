"""From a question and what is attached to it to cards: one for each question, its follow-ups, its parts that stand alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import AnswerText, answer_of, prose, render
from quizcv.notes.formulas import take_conditional
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import bold_lead, flatten, mask, one_line, unmarked
from quizcv.notes.language import is_cjk
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Block, Shape
from quizcv.notes.questions.arranging import prepared
from quizcv.notes.questions.asked import (
    Asked,
    clean_question,
    is_bold,
    is_labelled,
    is_numbered,
    is_question,
    level_of,
    points_back,
    read_asked,
    without_number,
)
from quizcv.notes.questions.choices import are_lettered, as_choice, options_of
from quizcv.notes.recognise import (
    begins_answer,
    ends_asking,
    is_answer_label,
    is_faq,
    is_placeholder,
    sets_task,
    without_answer_label,
)
from quizcv.notes.terms import is_generic, read_term

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_SHORT_WORDS, _SHORT_SIGNS = 2, 4
_HINT = re.compile(
    rf"\s*[*_]{{0,3}}\s*(?:💡\s*)?(?:{any_of('hint')})\s*[*_]{{0,3}}\s*[:：]\s*[*_]{{0,3}}\s*(?P<hint>.+)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: Final = re.compile(any_of("kinds"), re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:my |lecture |reading )?(?:notes?|misc(?:ellaneous)?|others?|general|basics?|introduction|summary|筆記|笔记|其他|メモ|その他|기타|정리|заметки|разное|apuntes|notas|otros)",
    re.IGNORECASE,
)
_HOW_HARD = re.compile(
    rf"(?:{any_of('easy')}|{any_of('medium')}|{any_of('hard')})(?:\s*[(（][^()（）]*[)）])?", re.IGNORECASE
)
_LACKS_SUBJECT = re.compile(
    r"(?:the )?(?:differences?|advantages?|disadvantages?|comparison|improvements?|similarit(?:y|ies)) (?:from|over|with|against|to|compared)\b",
    re.IGNORECASE,
)
"""A question that names only the one side of a comparison."""
_ONLY_ASKING = re.compile(rf"(?:{any_of('within')}|\W)+", re.IGNORECASE)
_LETTER = re.compile(r"\s*[*_]{0,3}A\.[*_]{0,3}\s+(?=\S)")
_OTHER_LETTER = re.compile(r"^\s*[*_]{0,3}B[.)]", re.MULTILINE)
_PARTS = 2
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED = re.compile(r"\b(\d|two|three|four|five|six|seven)\s+(?:\w+\s+){0,2}\w+s\s*[:：]\s*$", re.IGNORECASE)


def take_question(
    block: Block, heading: str, gathering: Gathering, parent: str = "", tags: tuple[str, ...] = ()
) -> None:
    """Makes cards of a block that asks: one for each question it holds, all with the answer attached to it.

    Args:
        block: The question; its children are what is attached to it.
        heading: The section, for the card's source, and for what a question leaves unsaid.
        gathering: Takes what is found.
        parent: The question it follows up.
        tags: How hard the parent is.
    """
    asked = read_asked(block.text)
    if not asked.questions:
        gathering.leave_all([block], "a question mark with nothing asked")
        return
    own, follow_ups = _apart(block)
    if asked.rest:
        own.insert(0, Block(Shape.PARAGRAPH, asked.rest, block.line))
    if is_labelled(block.text):
        asked, own = _with_setting(asked, own)
    own, asked = _without_remarks(own, asked, gathering)
    asked = replace(asked, tags=tags) if tags and not asked.tags else asked
    own = _without_empty([_without_answer_mark(child) for child in own])
    own = _without_letter(own) if is_labelled(block.text) else own
    options = options_of(own)
    if options:
        asked, own = as_choice(asked, options, own)
    answer = answer_of(own, gathering)
    for question in asked.questions:
        front = _standing_alone(question, parent or heading, gathering)
        if are_lettered(own):
            gathering.guess(front, answer.text, block.line, "lettered options, none of them marked as the right one")
            continue
        _take_answered(front, answer, asked, block, heading, gathering)
    if answer.text and not answer.pictures and not options:
        _take_counted(own, heading, gathering)
        _take_parts(own, asked, heading, gathering)
        for child in own:
            take_conditional(child, asked.questions[-1], heading, gathering)
    for child in follow_ups:
        take_question(child, heading, gathering, asked.questions[-1], asked.tags)


def without_asking(block: Block) -> tuple[Block, list[Block]]:
    """A term's block without the points that ask something and answer it themselves, and these points.

    All of its points stay where most of them ask: then they are what is listed.
    """
    asked = [child for child in block.children if child.shape is Shape.ITEM and _answers_itself(child)]
    if not asked or len(asked) * 2 > len(block.children):
        return block, []
    kept = [child for child in block.children if child not in asked]
    return Block(block.shape, block.text, block.line, kept, block.mark), asked


def _answers_itself(item: Block) -> bool:
    return is_question(item.text) and (bool(item.children) or bool(read_asked(item.text).rest))


def _with_setting(asked: Asked, own: list[Block]) -> tuple[Asked, list[Block]]:
    """What stands between `Question:` and `Answer:` belongs to the question: its cases, a picture, a piece of code."""
    place = next((n for n, child in enumerate(own) if begins_answer(child.text) or is_answer_label(child.text)), 0)
    if not place:
        return asked, own
    setting = render(own[:place])
    return replace(asked, questions=tuple(f"{_led_in(question)}\n\n{setting}" for question in asked.questions)), own[
        place:
    ]


def _led_in(question: str) -> str:
    return question if question.endswith(("?", "？", ".", ":", "：")) else f"{question}:"


def _take_answered(
    front: str, answer: AnswerText, asked: Asked, block: Block, heading: str, gathering: Gathering
) -> None:
    if not answer.text:
        gathering.ask(front, block.line)
    elif answer.pictures and not answer.near:
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
                tags=asked.tags,
            )
        )


def _apart(block: Block) -> tuple[list[Block], list[Block]]:
    """What answers a question itself, and the questions nested below it with what answers each."""
    children = []
    for child in block.children:
        children += child.children if child.shape is Shape.QUOTE and _holds_questions(child) else [child]
    children = prepared(children)
    own: list[Block] = []
    follow_ups: list[Block] = []
    in_follow_up = False
    for child in children:
        if _is_follow_up(child, children):
            follow_ups.append(Block(Shape.ITEM, child.text, child.line, list(child.children), child.mark))
            in_follow_up = child.shape is Shape.PARAGRAPH
        elif in_follow_up:
            follow_ups[-1].children.append(child)
        else:
            own.append(child)
    return own, follow_ups


def _holds_questions(quote: Block) -> bool:
    asking = [child for child in quote.children if child.shape is Shape.ITEM]
    return bool(asking) and all(ends_asking(child.text) for child in asking)


def _is_follow_up(child: Block, siblings: list[Block]) -> bool:
    """Whether a nested bullet or line is a question of its own.

    A bullet is, if it is answered itself or stands among questions only; a line is, if a number or a label sets it off.
    """
    if child.shape is Shape.PARAGRAPH:
        if ends_asking(child.text):
            return is_labelled(child.text) or is_numbered(child.text) or is_bold(child.text)
        return is_labelled(child.text) or (is_numbered(child.text) and sets_task(unmarked(without_number(child.text))))
    if child.shape is not Shape.ITEM:
        return False
    if ends_asking(child.text) and child.children:
        return True
    return _asks(child) and all(_asks(each) for each in siblings if each.shape is Shape.ITEM)


def _asks(item: Block) -> bool:
    """Whether a nested bullet asks: by its mark, or by its words above what answers it."""
    return ends_asking(item.text) or (bool(item.children) and sets_task(unmarked(without_number(item.text))))


def _without_remarks(own: list[Block], asked: Asked, gathering: Gathering) -> tuple[list[Block], Asked]:
    """Takes hints, levels of difficulty and bare answers' labels out of what answers a question."""
    kept = []
    for child in own:
        hint = _HINT.fullmatch(child.text) if child.shape in {Shape.ITEM, Shape.PARAGRAPH} else None
        level = level_of(child.text) if child.shape in {Shape.ITEM, Shape.PARAGRAPH} else ()
        if hint and len(own) > 1 and not child.children:
            asked = replace(asked, hint=asked.hint or unmarked(hint["hint"]))
        elif level and not child.children:
            asked = replace(asked, tags=asked.tags or level)
            gathering.leave(child, "how hard the question is: a tag on its card")
        elif is_answer_label(child.text) and len(own) > 1:
            kept += child.children
        else:
            kept.append(child)
    return kept, asked


def _without_empty(own: list[Block]) -> list[Block]:
    """What answers without the lines that held only an answer's label, as long as something is left."""
    kept = [child for child in own if child.text or child.children or child.shape is not Shape.PARAGRAPH]
    return kept or own


def _without_answer_mark(block: Block) -> Block:
    if block.shape in {Shape.ITEM, Shape.PARAGRAPH} and begins_answer(block.text):
        return Block(block.shape, without_answer_label(block.text), block.line, block.children, block.mark)
    if block.shape is Shape.QUOTE and block.children:
        return Block(
            block.shape, block.text, block.line, [_without_answer_mark(block.children[0]), *block.children[1:]]
        )
    return block


def _without_letter(own: list[Block]) -> list[Block]:
    """What answers a question labelled `Q.`, without the `A.` it begins with; lettered options keep theirs."""
    found = _LETTER.match(own[0].text) if own and own[0].shape is Shape.PARAGRAPH else None
    if not found or any(_OTHER_LETTER.match(child.text) for child in own) or _OTHER_LETTER.search(own[0].text):
        return own
    return [Block(Shape.PARAGRAPH, own[0].text[found.end() :], own[0].line, own[0].children), *own[1:]]


def _standing_alone(question: str, context: str, gathering: Gathering) -> str:
    """A question of a word or two, or one that says *it* of its subject, gets its subject before it."""
    short = len(question) <= _SHORT_SIGNS if is_cjk(question) else len(question.split()) <= _least_words(question)
    subject = unmarked(context).rstrip(":：?？ ").strip("[]")
    short = (short and not sets_task(question)) or bool(_ONLY_ASKING.fullmatch(question))
    if (
        clean_question(context) == question
        or not (short or points_back(question, at_one=True) or _LACKS_SUBJECT.match(question))
        or is_faq(subject)
        or _NO_SUBJECT.fullmatch(subject)
        or _HOW_HARD.fullmatch(re.sub(r"^[^\w]+", "", subject))
        or not re.search(r"[^\W\d_]{2}", subject)
    ):
        return question
    return gathering.phrases.in_context(subject, question)


def _least_words(question: str) -> int:
    """A Korean question of two words is a whole one; an English one is not."""
    return 1 if not question.isascii() and re.search(r"[\uac00-\ud7a3]", question) else _SHORT_WORDS


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


def _take_parts(own: list[Block], asked: Asked, heading: str, gathering: Gathering) -> None:
    """The parts of a long answer that stand alone are cards too: bold names, each with its own definition.

    Only where the question asks for kinds of things, or names the parts itself: the name of a step or of an advantage says
    nothing without its question.
    """
    while len(own) == 1 and own[0].children and not without_answer_label(own[0].text).strip(" :："):
        own = own[0].children
    question = " ".join(asked.questions)
    items = [child for child in own if child.shape is Shape.ITEM]
    parts = [(child, _part_name(child)) for child in items]
    named = [(child, name) for child, name in parts if name]
    if len(named) < _PARTS or len(named) < len(items):
        return
    of_kinds = bool(_KINDS.search(question))
    for child, name in named:
        if not of_kinds and not _words(name) <= _words(question):
            continue
        term = read_term(child)
        if term is None or (not term.rest and not child.children):
            continue
        answer = answer_of(
            [*([Block(Shape.PARAGRAPH, term.rest, child.line)] if term.rest else []), *child.children], gathering
        )
        if answer.text and not answer.pictures:
            front = gathering.phrases.term(name, gathering.words, answer.text)
            gathering.card(
                Candidate(
                    front=front,
                    back=answer.text,
                    line=child.line,
                    heading=heading,
                    about=name,
                    slug=front,
                    tags=asked.tags,
                )
            )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _part_name(child: Block) -> str:
    """The name of a part: bold words of a bullet that are a term, with its definition behind a colon or a dash."""
    bold, rest = bold_lead(child.text)
    name = unmarked(bold).rstrip(":：")
    said = re.match(r"\s*(?:[:：–—-]|$)", rest) or bold.rstrip().endswith((":", "："))
    if not said or not name or is_generic(name) or is_placeholder(name) or len(name.split()) > 5:  # noqa: PLR2004  a name, no sentence
        return ""
    long_enough = len(one_line(flatten(mask(rest, frozenset({"link", "url"}))))) > 2 * _SHORT_SIGNS or child.children
    return name if long_enough else ""

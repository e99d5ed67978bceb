"""From a question and what is attached to it to cards: one for each question, its follow-ups, its parts that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import AnswerText, answer_of, render
from quizcv.notes.formulas import take_conditional
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import unmarked
from quizcv.notes.keeping import MOST_ROWS, TOO_LONG, rows_of
from quizcv.notes.language import is_cjk
from quizcv.notes.languages import any_of
from quizcv.notes.outline import SAYING, Block, Shape
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
from quizcv.notes.questions.parts import outlined, take_counted, take_parts
from quizcv.notes.questions.preparing import prepared
from quizcv.notes.recognise import (
    begins_answer,
    ends_asking,
    is_answer_label,
    is_faq,
    sets_task,
    without_answer_label,
)
from quizcv.notes.terms import PICTURE

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_SHORT_WORDS, _SHORT_SIGNS = 2, 4
_HINT = re.compile(
    rf"\s*[*_]{{0,3}}\s*(?:💡\s*)?(?:{any_of('hint')})\s*[*_]{{0,3}}\s*[:：]\s*[*_]{{0,3}}\s*(?P<hint>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NO_SUBJECT = re.compile(
    r"(?:my |lecture |reading )?(?:notes?|misc(?:ellaneous)?|others?|general|basics?|introduction|summary|筆記|笔记|其他|メモ|その他|기타|정리|заметки|разное|apuntes|notas|otros)",
    re.IGNORECASE,
)
_HOW_HARD = re.compile(
    rf"(?:{any_of('easy')}|{any_of('medium')}|{any_of('hard')})(?:\s*[(（][^()（）]*[)）])?", re.IGNORECASE
)
_LACKS_SUBJECT = re.compile(
    r"(?:the )?(?:differences?|advantages?|disadvantages?|comparison|improvements?|similarit(?:y|ies)) (?:from|over|with|against|to|compared)\b|[^、，,]{1,20}との(?:違い|比較)|[与與和跟][^、，,]{1,20}的(?:区别|區別|不同|差异|差異)\Z|[^,]{1,20}[와과]의\s?(?:차이|비교)",
    re.IGNORECASE,
)
"""A question that names only the one side of a comparison."""
_NAMES_NOTHING = re.compile(
    r"(?:which(?: one)?|what|when|where|how|why)(?: (?:to|not|should (?:i|we|you)|do (?:we|you|i)))? (?:choose|use|pick|prefer|apply|need|start|care|(?:is|are) (?:it|they) (?:used|needed|important))(?: it| them| one| this)?\W*\Z"
    r"|what happens (?:when|if) \$?[a-z]\$?\s?(?:=|→|is|<|>|≥|≤).*|why (?:is|are) (?:it|they) (?:needed|used|important|useful)\W*\Z|(?:зачем|для чего)(?: он[аио]?)? нуж\w+\W*\Z|что это(?: такое)?\W*\Z|почему это (?:важно|работает)\W*\Z|왜 (?:필요|중요)\S*\W*\Z|¿?por qué es (?:importante|necesari[oa])\W*\Z"
    r"|how (?:it|they) works?\W*\Z|why (?:does|do|did) (?:it|they|this) (?:happen|occur|work|matter)\W*\Z|how (?:does|do) (?:it|they) work\W*\Z"
    r"|(?:怎么|如何|怎麼|怎样|怎樣)(?:选|選|选择|選擇|使用|用|训练|訓練)\W*\Z|(?:为什么|為什麼)(?:需要|要用|有效|会发生|會發生|会出现|會出現|会这样|會這樣)\W*\Z|¿?(?:cuál (?:elegir|usar)|cuándo usar(?:lo|la)?|cómo funciona)\W*\Z|(?:что выбрать|когда использовать|как работает)\W*\Z",
    re.IGNORECASE,
)
"""A question of several words that names nothing it asks about."""
_POINTS_AT: Final = re.compile(
    r"\b(?:between|of|among|for|in|each of) (?:these|those|the above|the following)(?: (?:two|three|four|five))?(?: \w+)?\W*\Z",
    re.IGNORECASE,
)
"""A question that ends in what only its heading tells: *Distinguish between these three tasks*."""
_PARTS = 2
_ONLY_ASKING = re.compile(rf"(?:{any_of('within')}|\W)+", re.IGNORECASE)
_LETTER = re.compile(r"\s*[*_]{0,3}A\.[*_]{0,3}\s+(?=\S)")
_OTHER_LETTER = re.compile(r"^\s*[*_]{0,3}B[.)]", re.MULTILINE)


LETTERED: Final = "lettered options, none of them marked as the right one"


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
    elif asked.questions[-1].endswith((":", "：")):
        asked, own = _with_cases(asked, own)
    own, asked = _without_remarks(own, asked, gathering)
    asked = asked._replace(tags=tags) if tags and not asked.tags else asked
    own = _without_empty([_without_answer_mark(child) for child in own])
    own = _without_letter(own) if is_labelled(block.text) else own
    options = options_of(own)
    if options:
        asked, own = as_choice(asked, options, own)
    fronts = [_standing_alone(question, parent or heading, gathering) for question in asked.questions]
    if are_lettered(own) or options:
        answer = answer_of(own, gathering)
        for front in fronts:
            if options:
                _take_answered(front, answer, asked, block.line, heading, gathering)
            else:
                gathering.guess(front, answer.text, block.line, LETTERED)
    else:
        _take_all(fronts, asked, own, block.line, heading, gathering)
    for child in follow_ups:
        take_question(child, heading, gathering, asked.questions[-1], asked.tags)


def _take_all(fronts: list[str], asked: Asked, own: list[Block], line: int, heading: str, gathering: Gathering) -> None:
    """Makes the cards of the questions of one line, and of the parts of their answer that stand alone."""
    short = outlined(own, asked, fronts[0], heading, gathering) if len(fronts) == 1 else own
    answer = answer_of(short, gathering)
    for front in fronts:
        _take_answered(front, answer, asked, line, heading, gathering)
    if not answer.text or answer.pictures:
        return
    if short is own:
        take_counted(own, heading, gathering)
        take_parts(own, asked, heading, gathering)
    for child in own:
        take_conditional(child, asked.questions[-1], heading, gathering)


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
    return asked._replace(questions=tuple(f"{_led_in(question)}\n\n{setting}" for question in asked.questions)), own[
        place:
    ]


def _with_cases(asked: Asked, own: list[Block]) -> tuple[Asked, list[Block]]:
    """A list between a question that ends in a colon and its answer belongs to the question: *Compare:* and what is compared."""
    place = next((n for n, child in enumerate(own) if child.shape is not Shape.ITEM), len(own))
    if place < _PARTS or place == len(own):
        return asked, own
    cases = render(own[:place])
    return asked._replace(questions=(*asked.questions[:-1], f"{asked.questions[-1]}\n\n{cases}")), own[place:]


def _led_in(question: str) -> str:
    return question if question.endswith(("?", "？", ".", ":", "：")) else f"{question}:"


def _take_answered(front: str, answer: AnswerText, asked: Asked, line: int, heading: str, gathering: Gathering) -> None:
    if not answer.text:
        gathering.ask(front, line)
    elif answer.pictures and not answer.near:
        gathering.guess(front, answer.text, line, PICTURE)
    elif rows_of(answer.text) > MOST_ROWS:
        gathering.guess(front, answer.text, line, TOO_LONG)
    else:
        gathering.card(
            Candidate(
                front=gathering.phrases.counted(front, answer.points),
                back=answer.text,
                line=line,
                heading=heading,
                hint=asked.hint,
                slug=front,
                tags=asked.tags,
                asked=True,
            )
        )


def _apart(block: Block) -> tuple[list[Block], list[Block]]:
    """What answers a question itself, and the questions nested below it with what answers each."""
    children = []
    for child in block.children:
        children += child.children if child.shape is Shape.QUOTE and _holds_questions(child) else [_rows_apart(child)]
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


def _rows_apart(child: Block) -> Block:
    """A quote with the row in it that begins the answer apart from those above it; any other block as it is."""
    if child.shape is not Shape.QUOTE or not any(
        begins_answer(row) for each in child.children for row in each.text.split("\n")[1:]
    ):
        return child
    return Block(child.shape, child.text, child.line, prepared(child.children), child.mark)


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
        labelled = child.shape in SAYING and (":" in child.text or "：" in child.text)
        hint = _HINT.fullmatch(child.text) if labelled else None
        level = level_of(child.text) if labelled else ()
        if hint and len(own) > 1 and not child.children:
            asked = asked._replace(hint=asked.hint or unmarked(hint["hint"]))
        elif level and not child.children:
            asked = asked._replace(tags=asked.tags or level)
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
    if block.shape in SAYING and begins_answer(block.text):
        return Block(block.shape, without_answer_label(block.text), block.line, block.children, block.mark)
    if block.shape is Shape.QUOTE and block.children:
        return Block(block.shape, block.text, block.line, [_without_answer_mark(child) for child in block.children])
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
    subject = without_number(unmarked(context)).rstrip(":：?？ ").strip("[]")
    short = (short and not sets_task(question)) or bool(_ONLY_ASKING.fullmatch(question))
    if (
        clean_question(context) == question
        or not (
            short
            or points_back(question, at_one=True)
            or _LACKS_SUBJECT.match(question)
            or _NAMES_NOTHING.match(question)
            or _POINTS_AT.search(question)
        )
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

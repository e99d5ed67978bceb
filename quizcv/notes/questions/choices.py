"""The options of a quiz: `- [ ] one`, `- [x] another`, and lettered ones of which none is marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.answers import prose
from quizcv.notes.outline import SAYING, Block, Shape

if TYPE_CHECKING:
    from quizcv.notes.questions.asked import Asked

_OPTION = re.compile(r"\s*(?:\[(?P<mark>[ xX✓✔])\]\s+|\((?P<round>[ xX*✓✔])\)\s*)(?P<text>.+)", re.DOTALL)
_LETTERED = re.compile(r"\s*[(（]?([A-H])[.)、．）]\s*(?![*✓✔✅])\S(?!.*(?:✓|✔|✅|\*\*|\((?:correct|right)))")
_VERDICT = re.compile(
    r"\s*[*_]{0,3}\s*(?:correct|right|richtig|正確|正确|正解|정답|верно|correcto)\s*[!.:：]?\s*[*_]{0,3}\s*[!.:：]?\s*",
    re.IGNORECASE,
)


def options_of(own: list[Block]) -> list[tuple[str, bool]]:
    """The options of a quiz and whether each is right: `- [ ] one`, `- [x] another`; none if they are no options.

    Where some have a cross and some a star, the star is the right one: `- (x) one`, `- (*) another`.
    """
    found = [_OPTION.fullmatch(child.text) for child in own if child.shape is Shape.ITEM]
    marks = {each["mark"] or each["round"] for each in found if each}
    wrong = " " if " " in marks or "*" not in marks else "xX"
    options = [(prose(each["text"]), (each["mark"] or each["round"]) not in wrong) for each in found if each]
    right = sum(sign for _, sign in options)
    return options if len(options) == len(found) and 0 < right < len(options) else []


def are_lettered(own: list[Block]) -> bool:
    """Whether all that stands below a question is `A) one`, `B) another`: options of which none is said to be right."""
    if any(child.children or child.shape not in SAYING for child in own):
        return False
    found = [_LETTERED.match(row) for child in own for row in child.text.split("\n")]
    letters = [each[1] if each else "" for each in found]
    return len(letters) > 1 and letters == [*"ABCDEFGH"[: len(letters)]]


def as_choice(asked: Asked, options: list[tuple[str, bool]], own: list[Block]) -> tuple[Asked, list[Block]]:
    """A question with its options below it; its answer is the right ones and what is said about them."""
    listed = "\n".join(f"- {text}" for text, _ in options)
    first = next(child for child in own if child.shape is Shape.ITEM)
    right = [Block(Shape.ITEM, text, first.line) for text, sign in options if sign]
    said = []
    for child in own:
        text = _VERDICT.sub("", child.text, count=1) if child.shape is Shape.PARAGRAPH else child.text
        if child.shape is not Shape.ITEM and (text.strip() or child.children):
            said.append(Block(child.shape, text, child.line, child.children, child.mark))
    return asked._replace(questions=tuple(f"{question}\n\n{listed}" for question in asked.questions)), [*right, *said]

"""Tables of questions and answers, and of terms and what they mean: a card for each row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import mask, unmarked
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Block, Shape
from quizcv.notes.questions.asked import is_question
from quizcv.notes.questions.taking import take_question
from quizcv.notes.recognise import ends_asking

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_QUESTION: Final = re.compile(
    rf"(?:{any_of('question')}|questions|preguntas|вопросы|問題|问题|문제)(?:\s*[/／(（].*)?", re.IGNORECASE
)
_ANSWER: Final = re.compile(
    rf"(?:{any_of('answer')}|a|answers|respuestas|ответы|response|explanation|解説|說明|说明|解釋|解释|설명)(?:\s*[/／(（].*)?",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_MOST_OTHERS = 0.3
"""The part of a column's cells that may ask nothing in a column of questions."""


def take_table(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes a card of each row of a table whose one column asks and whose other answers; says whether it was one."""
    rows = _rows(block)
    columns = _columns([cells for _, cells in rows]) if len(rows) > 1 else None
    if columns is None:
        return False
    asking, answering = columns
    for line, cells in rows[1:]:
        question, answer = (cells[at] if at < len(cells) else "" for at in (asking, answering))
        if question.strip():
            below = [Block(Shape.PARAGRAPH, answer, line)] if answer.strip() else []
            take_question(Block(Shape.ITEM, question, line, below), heading, gathering)
    return True


def _rows(block: Block) -> list[tuple[int, list[str]]]:
    """The rows of a table but for the rule below its head: the line and the cells of each."""
    lines = [int(part) for part in block.mark.split(",")] if block.mark else []
    rows = []
    for number, row in enumerate(block.text.split("\n")):
        if _RULE.fullmatch(row):
            continue
        line = lines[number] if number < len(lines) else block.line + number
        rows.append((line, _cells(row)))
    return rows


def _cells(row: str) -> list[str]:
    """The cells of a row; a bar within code or math ends none."""
    row = row.strip()
    hidden = mask(row, frozenset({"code", "math", "display", "link", "image"}))
    ends = [found.start() for found in _CELL_END.finditer(hidden)]
    parts, last = [], 0
    for end in [*ends, len(row)]:
        parts.append(row[last:end].strip().replace("\\|", "|"))
        last = end + 1
    if hidden.startswith("|"):
        parts = parts[1:]
    return parts[:-1] if hidden.endswith("|") and parts else parts


def _columns(rows: list[list[str]]) -> tuple[int, int] | None:
    """Which column asks and which answers: by the head, or because nearly all cells of a column are questions."""
    head = [unmarked(cell).strip(" :：") for cell in rows[0]]
    asking = next((at for at, cell in enumerate(head) if _QUESTION.fullmatch(cell)), None)
    answering = next((at for at, cell in enumerate(head) if _ANSWER.fullmatch(cell)), None)
    if asking is not None and answering is not None and asking != answering:
        return asking, answering
    for at in range(len(head) - 1):
        cells = [row[at] for row in rows[1:] if at < len(row) and row[at]]
        others = sum(not (is_question(cell) and ends_asking(cell)) for cell in cells)
        if len(cells) > 1 and others <= _MOST_OTHERS * len(cells):
            return at, at + 1
    return None

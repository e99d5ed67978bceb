"""Reads several numbers: shapes `64x112x112`, lists `0, 2, 5` and sets `{0, 2, 5}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.checking.numbers import MARKS, SPACES, Reading, read_number
from quizcv.problems.formula.errors import FormulaError, shortened
from quizcv.problems.formula.tokens import ANSWER
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from quizcv.problems.values import Answer

MAX_NUMBERS: Final = 64
BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
TIMES: Final = re.compile(r"(?<=[0-9)\]\sA-Za-z])\s*(?:(?<![A-Za-z])[x×X✕⨯*]|\bby\b)\s*(?=[-0-9(\s])")
PASTED: Final = re.compile(r"(?:torch\.Size|tf\.TensorShape|TensorShape|np\.array|array|tensor)\s*(?=[(\[])")
GROUPED_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?:[,;\s]|$))")
AND: Final = re.compile(r"\s*[,;]?\s+and\s+(?=[-0-9.(])", re.IGNORECASE)


def read_sequence(response: str, answer: Answer) -> tuple[Reading, ...]:
    """The numbers of a response, each as a number alone is read.

    Args:
        response: As typed.
        answer: The right answer: its kind, its unit and whether it allows suffixes. Its numbers are not looked at.

    Raises:
        FormulaError: It can't be read; the message says why.
    """
    if len(response) > ANSWER.characters:
        problem = f"the answer is too long: {len(response):,} characters, at most {ANSWER.characters} are read"
        raise FormulaError(problem)
    text = PASTED.sub("", MARKS.sub("", response.translate(SPACES).replace("−", "-")).strip(), count=1)
    while (inner := without_brackets(text)) != text:
        text = inner
    if not text:
        problem = "nothing was typed"
        raise FormulaError(problem)
    parts = split_shape(text) if answer.expects is Expects.SHAPE else split_list(text)
    if len(parts) > MAX_NUMBERS:
        problem = f"at most {MAX_NUMBERS} numbers are read, not {len(parts)}"
        raise FormulaError(problem)
    numbers = []
    for place, part in enumerate(parts, 1):
        if not part:
            problem = f"number {place} is missing"
            raise FormulaError(problem, 0, "something stands beside a comma or a times sign, and nothing does here")
        try:
            numbers.append(read_number(part, answer))
        except FormulaError as error:
            problem = f"number {place}, {shortened(part)}, can't be read: {error.problem}"
            raise FormulaError(problem, 0, error.mend) from None
    return tuple(numbers)


def without_brackets(text: str) -> str:
    """The text without one pair of brackets around all of it."""
    closing = BRACKETS.get(text[:1])
    if closing is None or not text.endswith(closing):
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += (character == text[0]) - (character == closing)
        if not depth and place < len(text) - 1:
            return text
    return text[1:-1].strip()


def split_shape(text: str) -> list[str]:
    """The sizes of a shape, between times signs, commas or spaces."""
    text = TIMES.sub(",", text)
    if "," not in text and ";" not in text and " " in text and not re.search(r"[-+*/]", text):
        return text.split()
    return [part.strip() for part in re.split(r"[,;]", text.rstrip(", "))]


def split_list(text: str) -> list[str]:
    """The numbers of a list, between semicolons, commas or spaces.

    Where commas followed by a space separate, `1,000` is one thousand; where nothing else tells, each comma separates. An `and`
    before a number, `0, 2 and 5`, separates as the text does elsewhere.
    """
    if AND.search(text):
        commas = "," in GROUPED_COMMA.sub("", text)
        text = AND.sub("; " if ";" in text or not commas else ", " if ", " in text else ",", text)
    if ";" in text:
        return [part.strip() for part in text.rstrip("; ").split(";")]
    if ", " in text:
        return (
            [part.strip() for part in GROUPED_COMMA.sub("", text).rstrip(", ").split(", ")] if "," in text else [text]
        )
    if "," in text:
        return [part.strip() for part in text.rstrip(", ").split(",")]
    return [text] if re.search(r"[-+*/(]\s", text) else text.split()

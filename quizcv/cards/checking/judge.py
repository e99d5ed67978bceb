"""Compares a response with the right answer, with what is recognised on the way."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.cards.checking.choices import read_choice, read_choices
from quizcv.cards.checking.numbers import Reading, read_number
from quizcv.cards.checking.sequences import read_sequence
from quizcv.cards.checking.several import check_several, several_echo
from quizcv.cards.checking.verdicts import answers_of, right, sentence, wrong
from quizcv.cards.checking.wording import matches, near_miss
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.answers import SHOWN_FIGURES, approximate, grouped, rounded_off, significant, within
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.values import Answer, Expects, Mistake, Spread, Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizcv.cards.question import Question

LONGEST_TEXT: Final = 4096
LONGEST_ECHO: Final = 48
"""Characters of a number that are shown as it was read; a longer one, such as `1e400`, would fill the screen."""


def check(question: Question, response: str) -> Verdict:
    """The verdict on a response; nothing is raised whatever was typed."""
    if question.expects is Expects.SELF:
        return Verdict(judgement=Judgement.SELF)
    try:
        return CHECKS[question.expects](question, response)
    except FormulaError as error:
        message = str(error) if error.column and question.expects is Expects.FORMULA else error.reason
        return Verdict(judgement=Judgement.INVALID, diagnosis=sentence(message))


def read(question: Question, response: str) -> str:
    """How a response will be read; empty where it can't be, or where that adds nothing."""
    try:
        match question.expects:
            case Expects.NUMBER:
                return number_echo(read_number(response, question.answer), response, question.answer)
            case Expects.SHAPE | Expects.LIST | Expects.SET:
                return several_echo(read_sequence(response, question.answer), response, question.expects)
            case Expects.CHOICE:
                return choice_echo([read_choice(response, question.options)], response, question.options)
            case Expects.CHOICES:
                return choice_echo(sorted(read_choices(response, question.options)), response, question.options)
            case Expects.FORMULA:
                from quizcv.cards.checking.formulas import formula_echo  # noqa: PLC0415  only for formulas

                return formula_echo(question, response)
            case _:
                return ""
    except FormulaError:
        return ""


# Words


def check_text(question: Question, response: str) -> Verdict:
    """A word or a phrase."""
    accepted = [text for answer in answers_of(question) for text in answer.texts or (answer.text,)]
    if not response.strip():
        problem = "nothing was typed"
        raise FormulaError(problem)
    if len(response) > LONGEST_TEXT:
        problem = f"the answer is too long: {len(response):,} characters"
        raise FormulaError(problem)
    if matches(response, accepted):
        return right()
    for mistake in question.mistakes:
        if matches(response, mistake.answer.texts or (mistake.answer.text,)):
            return wrong("", mistake.says, recognised=True)
    meant = near_miss(response, accepted)
    if meant:
        return wrong(
            "", f"Nearly: it is written {meant}. If that was a slip of the fingers, grade it as known.", recognised=True
        )
    return wrong("")


# Options


def check_choice(question: Question, response: str) -> Verdict:
    """One option."""
    place = read_choice(response, question.options)
    chosen = question.options[place]
    read_as = choice_echo([place], response, question.options)
    if chosen in question.answer.texts:
        return right(read_as)
    for mistake in question.mistakes:
        if chosen in mistake.answer.texts:
            return wrong(read_as, mistake.says, recognised=True)
    return wrong(read_as)


def check_choices(question: Question, response: str) -> Verdict:
    """All options that apply."""
    places = read_choices(response, question.options)
    read_as = choice_echo(sorted(places), response, question.options)
    chosen = {question.options[place] for place in places}
    wanted = set(question.answer.texts)
    if chosen == wanted:
        return right(read_as)
    hits, extra = len(chosen & wanted), len(chosen - wanted)
    parts = []
    if hits:
        parts.append(f"{hits} of the {len(wanted)} right options chosen")
    if extra:
        parts.append(f"{extra} chosen that {'does' if extra == 1 else 'do'} not apply")
    return wrong(read_as, sentence(", ".join(parts)) if hits else "")


def choice_echo(places: Sequence[int], response: str, options: Sequence[str]) -> str:
    """The words of the options chosen by number or letter."""
    words = [options[place] for place in places]
    return "" if matches(response, [" ".join(words)]) else "= " + "; ".join(words)


# Numbers


def check_number(question: Question, response: str) -> Verdict:
    """One number."""
    reading = read_number(response, question.answer)
    read_as = number_echo(reading, response, question.answer)
    if any(is_right(reading, answer) for answer in answers_of(question)):
        return right(read_as)
    mistake = nearest_mistake(reading.value, question.mistakes)
    if mistake is not None:
        return wrong(read_as, mistake.says, recognised=True)
    return wrong(read_as, number_diagnosis(reading, question.answer))


def is_right(reading: Reading, answer: Answer) -> bool:
    """Whether a number is the answer's, within its tolerance; whole numbers exactly."""
    wanted = answer.numbers[0]
    if within(reading.value, wanted, answer.tolerance):
        return True
    return reading.rounded and abs(reading.value - wanted) <= NEARNESS * max(abs(wanted), Fraction(1))


def nearest_mistake(value: Fraction, mistakes: Iterable[Mistake]) -> Mistake | None:
    """The known mistake whose number this is; of several within their tolerance the nearest."""
    near = [
        each
        for each in mistakes
        if each.answer.numbers and within(value, each.answer.numbers[0], each.answer.tolerance)
    ]
    return min(near, key=lambda each: abs(each.answer.numbers[0] - value), default=None)


def number_diagnosis(reading: Reading, answer: Answer) -> str:
    """What can be said of a wrong number that is no known mistake."""
    wanted, value = answer.numbers[0], reading.value
    if not wanted or not value:
        return ""
    if value == -wanted:
        return "The sign is the other way round."
    exact = answer.tolerance.spread is Spread.EXACT
    if exact and within(value, wanted, Tolerance(Spread.RELATIVE, Fraction(1, 1000))) and reading.scaled:
        return "Near, but the exact number is asked, without rounding."
    if exact and wanted.denominator != 1 and within(value, wanted, Tolerance(Spread.FIGURES, Fraction(2))):
        return "Near, but the exact number is asked: a fraction such as 3/4 is read too."
    for factor, name in (
        (1000, "a thousand"),
        (10**6, "a million"),
        (10**9, "a thousand million"),
        (100, "a hundred"),
        (1024, "1,024"),
    ):
        if within(value * factor, wanted, answer.tolerance) or within(value, wanted * factor, answer.tolerance):
            return f"The figures are right, but the size is off by {name}: look at the unit."
    return ""


def number_echo(reading: Reading, response: str, answer: Answer) -> str:
    """How a number was read; empty where it was typed like that."""
    unit = answer.unit if answer.unit in {"", "%"} else f" {answer.unit}"
    text = grouped(reading.value)
    as_typed = {text, text + unit, text + answer.unit}
    sign = "≈" if rounded_off(reading.value) and "/" not in text else "="
    if len(text) > LONGEST_ECHO:
        text = approximate(reading.value)
        sign = "≈" if significant(reading.value, SHOWN_FIGURES) != reading.value else "="
    return "" if response.strip() in as_typed else f"{sign} {text}{unit}"


# Formulas


def check_formula(question: Question, response: str) -> Verdict:
    """Any formula equivalent to the right one."""
    from quizcv.cards.checking.formulas import check_formula as compare  # noqa: PLC0415  only for formulas

    return compare(question, response)


CHECKS: Final[dict[Expects, Callable[[Question, str], Verdict]]] = {
    Expects.TEXT: check_text,
    Expects.CHOICE: check_choice,
    Expects.CHOICES: check_choices,
    Expects.NUMBER: check_number,
    Expects.SHAPE: check_several,
    Expects.LIST: check_several,
    Expects.SET: check_several,
    Expects.FORMULA: check_formula,
}

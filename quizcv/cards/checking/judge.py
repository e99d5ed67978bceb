"""Compares a response with the right answer, with what is recognised on the way."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.cards.checking.choices import read_choice, read_choices
from quizcv.cards.checking.numbers import Reading, read_number
from quizcv.cards.checking.sequences import read_sequence
from quizcv.cards.checking.wording import matches, near_miss
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.answers import grouped, rounded_off, shown, within
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.values import Answer, Expects, Mistake, Spread, Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizcv.cards.question import Question

RIGHT, RECOGNISED, WRONG = 4, 2, 1
"""The grades suggested."""
LONGEST_TEXT: Final = 4096


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
                return sequence_echo(read_sequence(response, question.expects), response, question.expects)
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


def sentence(text: str) -> str:
    """A message as a sentence."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def right(read_as: str = "") -> Verdict:
    """A right response."""
    return Verdict(judgement=Judgement.RIGHT, read_as=read_as, grade=RIGHT)


def wrong(read_as: str, diagnosis: str = "", *, recognised: bool = False) -> Verdict:
    """A wrong response."""
    grade = RECOGNISED if recognised else WRONG
    return Verdict(judgement=Judgement.WRONG, read_as=read_as, diagnosis=diagnosis, grade=grade)


def answers_of(question: Question) -> tuple[Answer, ...]:
    """The right answer and the others that are right too."""
    return (question.answer, *question.alternatives)


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
    return "" if response.strip() in as_typed else f"{sign} {text}{unit}"


# Several numbers


def check_sequence(question: Question, response: str) -> Verdict:
    """A shape, a list or a set."""
    expects = question.expects
    numbers = read_sequence(response, expects)
    read_as = sequence_echo(numbers, response, expects)
    compare = same_set if expects is Expects.SET else same_order
    if any(compare(numbers, answer) for answer in answers_of(question)):
        return right(read_as)
    for mistake in question.mistakes:
        if compare(numbers, mistake.answer):
            return wrong(read_as, mistake.says, recognised=True)
    partly = partial_set if expects is Expects.SET else partial_order
    return wrong(read_as, partly(numbers, question.answer))


def same_order(numbers: Sequence[Fraction], answer: Answer) -> bool:
    """Whether the numbers are the answer's, one by one."""
    return len(numbers) == len(answer.numbers) and all(
        within(number, wanted, answer.tolerance) for number, wanted in zip(numbers, answer.numbers, strict=True)
    )


def same_set(numbers: Sequence[Fraction], answer: Answer) -> bool:
    """Whether the numbers are the answer's in any order."""
    return set(numbers) == set(answer.numbers)


def partial_order(numbers: Sequence[Fraction], answer: Answer) -> str:
    """Which of the numbers are right."""
    wanted = answer.numbers
    noun = "sizes" if answer.expects is Expects.SHAPE else "numbers"
    if len(numbers) != len(wanted):
        return f"{len(wanted)} {noun} are asked, {len(numbers)} {'was' if len(numbers) == 1 else 'were'} typed."
    if sorted(numbers) == sorted(wanted):
        return f"The {noun} are right, but in another order."
    hits = [n for n, number in enumerate(numbers) if within(number, wanted[n], answer.tolerance)]
    if not hits:
        return ""
    places = [ORDINALS[n] if n < len(ORDINALS) else f"{n + 1}th" for n in hits]
    listed = places[0] if len(places) == 1 else ", ".join(places[:-1]) + " and " + places[-1]
    return f"The {listed} of the {len(wanted)} {noun} {'is' if len(places) == 1 else 'are'} right."


ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def partial_set(numbers: Sequence[Fraction], answer: Answer) -> str:
    """How many of the numbers belong to the set."""
    typed, wanted = set(numbers), set(answer.numbers)
    hits, extra = len(typed & wanted), len(typed - wanted)
    if not hits:
        return ""
    text = f"{hits} of the {len(wanted)} numbers {'is' if hits == 1 else 'are'} there"
    return sentence(text + (f", and {extra} that {'does' if extra == 1 else 'do'} not belong" if extra else ""))


def sequence_echo(numbers: Sequence[Fraction], response: str, expects: Expects) -> str:
    """How several numbers were read; empty where they were typed like that."""
    text = shown(expects, sorted(set(numbers)) if expects is Expects.SET else numbers)
    return "" if "".join(response.split()) == "".join(text.split()) else f"= {text}"


def check_formula(question: Question, response: str) -> Verdict:
    """Any formula equivalent to the right one."""
    from quizcv.cards.checking.formulas import check_formula as compare  # noqa: PLC0415  only for formulas

    return compare(question, response)


CHECKS: Final[dict[Expects, Callable[[Question, str], Verdict]]] = {
    Expects.TEXT: check_text,
    Expects.CHOICE: check_choice,
    Expects.CHOICES: check_choices,
    Expects.NUMBER: check_number,
    Expects.SHAPE: check_sequence,
    Expects.LIST: check_sequence,
    Expects.SET: check_sequence,
    Expects.FORMULA: check_formula,
}

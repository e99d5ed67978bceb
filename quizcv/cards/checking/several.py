"""Compares several numbers: shapes and lists in order, sets in any order; what is right in a wrong answer is said."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quizcv.cards.checking.sequences import read_sequence
from quizcv.cards.checking.verdicts import answers_of, counted, ordinal, right, sentence, wrong
from quizcv.problems.answers import shown, within
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.values import Answer, Expects, Mistake, Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.checking.numbers import Reading
    from quizcv.cards.question import Question
    from quizcv.cards.verdict import Verdict

LONGEST_ECHO: Final = 256
"""Characters of what was read that are shown: as many as can be typed; a power typed in a list may come to far more."""


def check_several(question: Question, response: str) -> Verdict:
    """A shape, a list or a set."""
    readings = read_sequence(response, question.answer)
    read_as = several_echo(readings, response, question.expects)
    if any(same_numbers(readings, answer) for answer in answers_of(question)):
        return right(read_as)
    mistake = nearest_mistake(readings, question.mistakes)
    if mistake is not None:
        return wrong(read_as, mistake.says, recognised=True)
    partly = partly_right_set if question.expects is Expects.SET else partly_right
    return wrong(read_as, partly(readings, question.answer))


def equal(reading: Reading, wanted: Fraction, tolerance: Tolerance) -> bool:
    """Whether a number counts as the wanted one; a root or a logarithm that was typed is known to 30 digits only."""
    if within(reading.value, wanted, tolerance):
        return True
    return reading.rounded and abs(reading.value - wanted) <= NEARNESS * max(abs(wanted), Fraction(1))


def same_numbers(readings: Sequence[Reading], answer: Answer) -> bool:
    """Whether the numbers are the answer's: one by one, or a set's in any order and each as often as one likes."""
    wanted: Sequence[Fraction] = answer.numbers
    if answer.expects is Expects.SET:
        readings = sorted({each.value: each for each in readings}.values())
        wanted = sorted(set(wanted))
    return len(readings) == len(wanted) and all(
        equal(reading, number, answer.tolerance) for reading, number in zip(readings, wanted, strict=True)
    )


def nearest_mistake(readings: Sequence[Reading], mistakes: Iterable[Mistake]) -> Mistake | None:
    """The known mistake whose numbers these are; of several within their tolerance the nearest."""

    def distance(mistake: Mistake) -> Fraction:
        pairs = zip(sorted(each.value for each in readings), sorted(mistake.answer.numbers), strict=False)
        return sum((abs(one - other) for one, other in pairs), Fraction(0))

    return min((each for each in mistakes if same_numbers(readings, each.answer)), key=distance, default=None)


def several_echo(readings: Sequence[Reading], response: str, expects: Expects) -> str:
    """How several numbers were read; empty where they were typed like that."""
    numbers = [reading.value for reading in readings]
    text = shown(expects, sorted(set(numbers)) if expects is Expects.SET else numbers)
    if "".join(response.split()) == "".join(text.split()):
        return ""
    return f"= {text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + ' ...'}"


def partly_right(readings: Sequence[Reading], answer: Answer) -> str:
    """Which of the numbers are right and which are not; empty if none is."""
    wanted = answer.numbers
    noun = "size" if answer.expects is Expects.SHAPE else "number"
    if len(readings) != len(wanted):
        asked = f"{len(wanted)} {noun}{'s are' if len(wanted) > 1 else ' is'} asked"
        told = f"{asked}, {len(readings)} {'was' if len(readings) == 1 else 'were'} typed"
        begun = [equal(*pair, answer.tolerance) for pair in zip(readings, wanted, strict=False)]
        right_so_far = begun.index(False) if False in begun else len(begun)
        return sentence(
            f"{told}; {places_of(range(right_so_far))} {verb(right_so_far)} right" if right_so_far else told
        )
    if sorted(each.value for each in readings) == sorted(wanted):
        return f"The {noun}s are right, but in another order."
    hits: list[int] = []
    misses: list[int] = []
    for place, (reading, number) in enumerate(zip(readings, wanted, strict=True)):
        (hits if equal(reading, number, answer.tolerance) else misses).append(place)
    if not hits:
        return ""
    return sentence(f"{places_of(hits, noun)} {verb(len(hits))} right; {places_of(misses)} {verb(len(misses))} not")


def places_of(places: Sequence[int], noun: str = "") -> str:
    """Places in words: `the first two sizes`, `the second and fourth`; they stand in ascending order."""
    several = len(places) > 1
    if several and places[0] == 0 and all(after == before + 1 for before, after in pairwise(places)):
        words = f"first {counted(len(places))}"
    else:
        *before, last = map(ordinal, places)
        words = f"{', '.join(before)} and {last}" if before else last
    return f"the {words}" + (f" {noun}{'s' if several else ''}" if noun else "")


def verb(count: int) -> str:
    """Is or are."""
    return "is" if count == 1 else "are"


def partly_right_set(readings: Sequence[Reading], answer: Answer) -> str:
    """How many of the numbers belong to the set, and which do not; empty if none does."""
    typed = list({each.value: each for each in readings}.values())
    wanted = sorted(set(answer.numbers))
    hits = [number for number in wanted if any(equal(each, number, answer.tolerance) for each in typed)]
    strangers = [each for each in typed if not any(equal(each, number, answer.tolerance) for number in wanted)]
    if not hits:
        return ""
    text = f"{len(hits)} of the {len(wanted)} numbers {verb(len(hits))} there"
    if strangers:
        listed = shown(Expects.LIST, [each.value for each in strangers])
        listed = listed if len(listed) <= LONGEST_ECHO else listed[:LONGEST_ECHO] + " ..."
        text += f"; {listed} {'does' if len(strangers) == 1 else 'do'} not belong"
    return sentence(text)

"""What every family promises: mistakes told apart, whole sentences, a source, the same numbers for ever."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from quizcv.errors import UsageError
from quizcv.mathtext import plain
from quizcv.problems.answers import grouped, within
from quizcv.problems.authoring import same_answer
from quizcv.problems.drawing import Stream
from quizcv.problems.families import catalogue, family
from quizcv.problems.families.index import MODULES, found
from quizcv.problems.values import Expects, Spread
from tests.fresh import printed
from tests.problems.drawn import instances

if TYPE_CHECKING:
    from fractions import Fraction

    from quizcv.problems.values import Value

LAID_OUT = range(25)
"""Seeds whose texts are laid out, which takes longer than to draw them."""
NAMES = [each.name for each in catalogue()]


@pytest.mark.parametrize("name", NAMES)
def test_no_mistake_is_taken_for_the_answer_and_none_for_another(name: str) -> None:
    for instance in instances(name):
        wrong = [mistake.answer for mistake in instance.mistakes]
        assert wrong, instance.seed
        assert not any(same_answer(one, other) for n, one in enumerate(wrong) for other in wrong[:n]), instance.seed
        for answer in wrong:
            assert not any(same_answer(answer, right) for right in (instance.answer, *instance.alternatives))
            if answer.expects is Expects.NUMBER:
                assert not within(answer.numbers[0], instance.answer.numbers[0], instance.answer.tolerance)
        assert all(mistake.says for mistake in instance.mistakes)


@pytest.mark.parametrize("name", NAMES)
def test_prompt_steps_and_hints_are_whole_sentences_of_laid_out_math(name: str) -> None:
    texts = set()
    for instance in instances(name, LAID_OUT):
        assert instance.steps
        texts |= {instance.prompt, *(step.text for step in instance.steps), *(each.says for each in instance.mistakes)}
    for text in texts:
        laid_out = plain(text)
        assert "\\" not in laid_out, text
        assert not re.search(r"\{[^}]*[a-z_][^}]*\}", laid_out), text


@pytest.mark.parametrize("name", NAMES)
def test_the_last_step_ends_in_the_answer(name: str) -> None:
    for instance in instances(name, LAID_OUT):
        last = without_separators(plain(instance.steps[-1].text))
        for number in instance.answer.numbers:
            exact = number.denominator == 1 or instance.answer.tolerance.spread is Spread.EXACT
            forms = [grouped(number)] if exact else [grouped(number, instance.answer.tolerance), fraction(number)]
            assert any(without_separators(form) in last for form in forms), (last, forms)
        if len(instance.answer.numbers) == 1:
            number = instance.answer.numbers[0]
            shown = [grouped(number, instance.answer.tolerance), fraction(number), instance.answer.text]
            assert any(last.endswith(f" {without_separators(text)}") for text in shown), (last, shown)
            assert number.denominator == 1 or instance.answer.tolerance.spread is not Spread.EXACT


def fraction(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


def without_separators(text: str) -> str:
    return text.replace(",", "").replace("−", "-").rstrip(".")


def test_a_seed_gives_the_same_instance_for_ever() -> None:
    """Frozen: if one of these changes, the family's version must be raised."""
    instance = family("conv-output").draw("test", 7)
    assert instance.values == FROZEN["conv-output"]
    assert family("iou").draw("test", 7).values == FROZEN["iou"]
    assert family("receptive-field-chain").draw("test", 7).values == FROZEN["receptive-field-chain"]
    assert family("conv-params").draw("test", 7).values == FROZEN["conv-params"]


FROZEN: dict[str, dict[str, Value]] = {
    "conv-output": {"n": 135, "k": 5, "s": 3, "d": 3, "p": 3},
    "iou": {
        "l_1": 38,
        "t_1": 43,
        "w_1": 96,
        "h_1": 67,
        "l_2": 87,
        "t_2": 98,
        "w_2": 82,
        "h_2": 81,
        "r_1": 134,
        "b_1": 110,
        "r_2": 169,
        "b_2": 179,
        "i": 47,
        "j": 12,
    },
    "receptive-field-chain": {"kernels": (11, 1, 3, 3), "strides": (4, 1, 2, 1)},
    "conv-params": {"c_in": 32, "c_out": 96, "k": 11, "g": 32},
}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("conv-outptu", "there is no family 'conv-outptu'; did you mean 'conv-output'"),
        ("convolution", "'convolution' is a topic, and one family is asked; see: quizcv families convolution"),
        ("zzz", "there is no family 'zzz'; see: quizcv families"),
    ],
)
def test_an_unknown_family_names_near_ones(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        family(name)
    assert str(caught.value).startswith(message)


def test_the_index_names_the_module_of_every_family() -> None:
    assert found() == MODULES, "the list of families is not up to date; write it anew with: make families"


def test_a_family_is_drawn_without_importing_another_topic() -> None:
    code = (
        "import sys\n"
        "from quizcv.problems.families import family\n"
        "family('iou').draw('d', 1)\n"
        "print([m for m in sys.modules if m.startswith('quizcv.problems.families.')])\n"
    )
    modules = ast.literal_eval(printed(code))
    assert {name.split(".")[3] for name in modules} == {"index", "detection"}


def test_every_family_says_where_its_formula_comes_from() -> None:
    for each in catalogue():
        assert each.title
        assert re.search(r"\b(19|20)\d\d\b", each.source), each.name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.name)


def test_the_catalogue_loads_neither_sympy_nor_mpmath_nor_pydantic() -> None:
    code = (
        "import sys\n"
        "from quizcv.problems.families import catalogue\n"
        "[each.draw('d', 1) for each in catalogue()]\n"
        "print([m for m in ('sympy', 'mpmath', 'pydantic', 'yaml', 'sqlmodel', 'textual', 'numpy') if m in sys.modules])\n"
    )
    assert printed(code).strip() == "[]"


def test_a_draw_is_uniform_and_the_stream_is_frozen() -> None:
    stream = Stream("deck", "family", 1, 42)
    assert [stream.word() for _ in range(4)] == WORDS
    counts = np.bincount([stream.below(7) for _ in range(14000)], minlength=7)
    assert counts.min() > 1800
    assert counts.max() < 2200
    assert sorted(Stream("d", "f", 1, 1).sample(range(5), 5)) == [0, 1, 2, 3, 4]


WORDS = [3421333575, 916573998, 1430643067, 10528675]

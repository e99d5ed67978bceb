"""Templates: what they draw, and what they show."""

from __future__ import annotations

import copy
import pickle
import timeit
from fractions import Fraction

import pytest

from quizcv.problems.drawing import DrawError
from quizcv.problems.prose import Prose
from quizcv.problems.template import Template
from quizcv.problems.values import Expects, Spread, Tolerance, Value
from tests.problems.templates import STRIDE, minimal


def test_a_seed_gives_the_same_problem_for_ever() -> None:
    instance = Template.parse(STRIDE).draw("cnn-faq", "stride-for-half", 1)
    assert instance.values == FROZEN
    assert instance == Template.parse(STRIDE).draw("cnn-faq", "stride-for-half", 1)


FROZEN = {"n": 51, "k": 7, "s": 2, "p": 3}


def test_seed_deck_name_and_version_each_change_the_draw() -> None:
    template = Template.parse(STRIDE)
    draws = [
        template.sample("d", "c", 1).values,
        template.sample("d", "c", 2).values,
        template.sample("e", "c", 1).values,
        template.sample("d", "f", 1).values,
        template.sample("d", "c", 1, version=2).values,
    ]
    assert len({tuple(values.items()) for values in draws}) == len(draws)


def test_every_draw_keeps_the_conditions_and_the_mistakes_apart() -> None:
    template = Template.parse(STRIDE)
    for seed in range(300):
        sample = template.sample("d", "c", seed)
        n, k, s, p = (int(str(sample.values[name])) for name in "nksp")
        assert 32 <= n <= 224
        assert k in {3, 5, 7}
        assert s in {1, 2, 4}
        assert 2 * p <= k
        assert sample.right == ((n + 2 * p - k) // s + 1,)
        assert all(numbers != sample.right for numbers in sample.wrong)


def test_a_problem_shows_its_numbers_in_prompt_steps_and_hints() -> None:
    parts = {**STRIDE, "given": {"n": "224..224", "k": ["7"], "s": ["2"], "p": "3"}}
    instance = Template.parse(parts).draw("d", "c", 5)
    assert (
        instance.prompt
        == r"A $7\times 7$ convolution with stride 2 and padding 3 on a $224\times 224$ input. Side of the output?"
    )
    assert [step.text for step in instance.steps] == [
        r"$\frac{n + 2p - k}{s} = \frac{224 + 2 \cdot 3 - 7}{2} = \frac{223}{2}$".replace(r"\frac{223}{2}", "111.5"),
        r"$\lfloor \frac{n + 2p - k}{s} \rfloor + 1 = \lfloor \frac{224 + 2 \cdot 3 - 7}{2} \rfloor + 1 = 112$",
    ]
    assert [mistake.answer.text for mistake in instance.mistakes] == ["109", "111"]
    assert instance.mistakes[1].says == "Padding counts on both sides.\n\nThe first position counts too: add 1."


def test_a_draw_on_which_a_mistake_is_right_is_drawn_again() -> None:
    template = Template.parse(minimal(mistakes=[{"answer": "2*n - 4", "says": "no"}]))
    assert {template.sample("d", "c", seed).right[0] for seed in range(200)} == {1, 2, 3, 5, 6, 7, 8, 9}


def test_a_mistake_with_a_condition_is_only_made_where_it_holds() -> None:
    template = Template.parse(minimal(mistakes=[{"answer": "2*n - 4", "when": "n != 4", "says": "no"}]))
    instances = [template.draw("d", "c", seed) for seed in range(200)]
    assert {instance.values["n"] for instance in instances} == set(range(1, 10))
    assert all(bool(instance.mistakes) == (instance.values["n"] != 4) for instance in instances)


def test_a_mistake_equal_to_another_right_answer_is_drawn_again() -> None:
    template = Template.parse(minimal(answers=["n + 5"], mistakes=[{"answer": "9", "says": "no"}]))
    assert {template.sample("d", "c", seed).right[0] for seed in range(200)} == {1, 2, 3, 5, 6, 7, 8}


def test_conditions_nothing_fits_are_told() -> None:
    with pytest.raises(DrawError, match="no numbers fit in 2,000 draws; widen 'given' or loosen 'where'"):
        Template.parse(minimal(where=["n > 9"])).draw("d", "c", 1)
    with pytest.raises(DrawError, match="division by zero"):
        Template.parse(minimal(answer="n/(n - n)")).draw("d", "c", 1)


@pytest.mark.parametrize(
    ("written", "possible"),
    [
        ("3..6", {3, 4, 5, 6}),
        ("32..224 by 32", set(range(32, 225, 32))),
        ("-2..2", {-2, -1, 0, 1, 2}),
        ("3..2*m", {3, 4}),
        (["1", "2.5", "3/4"], {1, Fraction(5, 2), Fraction(3, 4)}),
        (["max", "average"], {"max", "average"}),
        ([["1", "2"], ["3"]], {(1, 2), (3,)}),
        ("2^m + 1", {5}),
        ("7", {7}),
    ],
)
def test_what_is_given_is_a_range_a_choice_or_a_formula(written: object, possible: set[object]) -> None:
    template = Template.parse({"given": {"m": "2", "x": written}, "front": "{x}", "answer": "m"})
    assert {template.sample("d", "c", seed).values["x"] for seed in range(150)} == possible


@pytest.mark.parametrize(
    ("answer", "expects", "numbers", "text"),
    [
        ("(n, 2*n, n)", Expects.SHAPE, (4, 8, 4), "4×8×4"),
        ("[n, n/2]", Expects.LIST, (4, 2), "4, 2"),
        (["n", "n^2"], Expects.LIST, (4, 16), "4, 16"),
        ("{n, 1}", Expects.SET, (4, 1), "{4, 1}"),
        ("a", Expects.LIST, (5, 6), "5, 6"),
        ("n*5000", Expects.NUMBER, (20000,), "20,000"),
    ],
)
def test_an_answer_may_be_several_numbers(
    answer: object, expects: Expects, numbers: tuple[int, ...], text: str
) -> None:
    parts = {"given": {"n": "4", "a": [["5", "6"]]}, "front": "?", "answer": answer}
    right = Template.parse(parts).draw("d", "c", 1).answer
    assert (right.expects, right.numbers, right.text) == (expects, tuple(map(Fraction, numbers)), text)


def test_expects_decides_between_kinds_of_several_numbers() -> None:
    parts = {"given": {"n": "4"}, "front": "?", "answer": ["n", "2"], "expects": "set"}
    assert Template.parse(parts).expects is Expects.SET


def test_a_step_may_name_its_value_for_the_steps_after_it() -> None:
    template = Template.parse(minimal(given={"n": "6"}, answer="n/2 + 1", steps=["h = n/2", "h + 1"]))
    assert [step.text for step in template.draw("d", "c", 1).steps] == [
        r"$h = \frac{n}{2} = \frac{6}{2} = 3$",
        "$h + 1 = 3 + 1 = 4$",
    ]


def test_a_rounded_value_is_put_in_as_it_was_shown() -> None:
    parts = {"given": {"p": ["0.8"]}, "front": "{p}", "tolerance": "1%"}
    template = Template.parse({**parts, "answer": "-(1 - p)*ln(p)", "steps": ["loss = -ln(p)", "(1 - p)*loss"]})
    first, second = template.draw("d", "x", 0).steps
    assert first.text == r"$\text{loss} = -\ln(p) = -\ln(0.8) \approx 0.223144$"
    assert second.text == r"$(1 - p) \cdot \text{loss} \approx (1 - 0.8) \cdot 0.223144 \approx 0.0446287$"


@pytest.mark.parametrize(("tolerance", "ending"), [("1%", r"\frac{5}{7} \approx 0.714286$"), ("", r"= \frac{5}{7}$")])
def test_a_fraction_ends_rounded_too_where_it_need_not_be_typed_exactly(tolerance: str, ending: str) -> None:
    parts = {"given": {"n": ["5"]}, "front": "{n}", "tolerance": tolerance}
    template = Template.parse({**parts, "answer": "-n/7 + 2*n/7", "steps": ["h = n/7", "-h + 2*h"]})
    first, last = template.draw("d", "x", 0).steps
    assert first.text.endswith(r"= \frac{5}{7}$")
    assert last.text.endswith(ending)


def test_any_whole_number_from_0_is_a_seed() -> None:
    template = Template.parse({"given": {"n": "1..9"}, "front": "{n}", "answer": "n"})
    assert {template.draw("d", "x", seed).seed for seed in (0, 2**63, 10**100)} == {0, 2**63, 10**100}


def test_a_tolerance_stays_clear_of_the_nearest_mistake() -> None:
    template = Template.parse(
        minimal(
            given={"n": "100"},
            tolerance="10%",
            mistakes=[{"answer": "n + 4", "says": "no"}, {"answer": "n - 50", "says": "no"}],
        )
    )
    answer = template.draw("d", "c", 1).answer
    assert answer.tolerance.spread is Spread.ABSOLUTE
    assert answer.tolerance.amount < 2
    wide = Template.parse(minimal(given={"n": "100"}, tolerance="1%", mistakes=[{"answer": "n + 4", "says": "no"}]))
    assert wide.draw("d", "c", 1).answer.tolerance == Tolerance(Spread.RELATIVE, Fraction(1, 100))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{n} and {n + 1}", "224 and 225"),
        (r"$\frac{n}{2}$", r"$\frac{224}{2}$"),
        (r"$\frac{1}{n}$", r"$\frac{1}{224}$"),
        (r"$x^{k}_{n}$", "$x^{3}_{224}$"),
        (r"${k}\times{k}$", r"$3\times 3$"),
        (r"$\text{in}$ and $x_{in}$", r"$\text{in}$ and $x_{in}$"),
        (r"$\{1, 2\}$", r"$\{1, 2\}$"),
        (r"$\sqrt{m}$", r"$\sqrt{m}$"),
        ("{{n}} stays", "{n} stays"),
        ("{mode} pooling of {sizes}", "max pooling of 2, 3"),
        ("{1, 2}", "{1, 2}"),
        ("{k/n}", "3/224"),
        (r"cost \$5, {n}", r"cost \$5, 224"),
        ("{ n }", "224"),
    ],
)
def test_only_drawn_names_are_put_in_and_latex_stays(source: str, text: str) -> None:
    values: dict[str, Value] = {"n": 224, "k": 3, "mode": "max", "sizes": (2, 3)}
    assert Prose(source, {"n", "k"}, {"mode", "sizes"}).render(values) == text


def test_a_template_is_copied_pickled_and_compared_by_its_parts() -> None:
    template = Template.parse(STRIDE)
    template.draw("d", "c", 1)
    assert pickle.loads(pickle.dumps(template)) == template  # noqa: S301  our own bytes
    assert copy.deepcopy(template).draw("d", "c", 1) == template.draw("d", "c", 1)
    assert template != Template.parse(minimal())
    assert hash(template) == hash(Template.parse(STRIDE))


def test_an_integer_problem_is_drawn_and_evaluated_in_microseconds() -> None:
    template = Template.parse({**STRIDE, "given": {**STRIDE["given"], "p": "1..1"}})
    seeds = iter(range(10**6))
    each = min(timeit.repeat(lambda: template.sample("d", "c", next(seeds)), number=300, repeat=7)) / 300
    assert each < 100e-6  # 10 us on an idle core; the bound allows for a busy machine

"""The ten families, each against a brute-force oracle that shares nothing with our formulas, over 200 seeds."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from quizcv.errors import UsageError
from quizcv.mathtext import plain
from quizcv.problems.answers import within
from quizcv.problems.drawing import Stream
from quizcv.problems.families import catalogue, family
from quizcv.problems.values import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizcv.problems.values import Instance, Value

SEEDS = range(200)
NAMES = [each.name for each in catalogue()]


def ints(values: Mapping[str, Value], *names: str) -> list[int]:
    """Drawn whole numbers by name."""
    found = []
    for name in names:
        value = values[name]
        assert isinstance(value, int)
        found.append(value)
    return found


def windows(length: int, reach: int, stride: int) -> int:
    """How many windows of that reach fit, counted one by one."""
    return sum(1 for start in range(0, length, stride) if start + reach <= length)


def slid(side: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> int:
    """The output's side, by sliding a dilated kernel over a padded row in NumPy."""
    row = np.pad(np.ones(side), padding)
    taps = np.arange(kernel) * dilation
    starts = np.arange(0, len(row), stride)
    positions = starts[:, None] + taps[None, :]
    inside = (positions < len(row)).all(axis=1)
    assert row[positions[inside]].shape[1] == kernel
    return int(inside.sum())


def conv_output(instance: Instance) -> Fraction:
    n, k, s, p, d = ints(instance.values, "n", "k", "s", "p", "d")
    return Fraction(slid(n, k, s, p, d))


def pool_output(instance: Instance) -> Fraction:
    n, k, s, p = ints(instance.values, "n", "k", "s", "p")
    image = np.pad(np.zeros((n, n)), p)
    views = np.lib.stride_tricks.sliding_window_view(image, (k, k))[::s, ::s]
    assert views.shape[0] == windows(n + 2 * p, k, s)
    return Fraction(views.max(axis=(2, 3)).shape[0])


def same_padding(instance: Instance) -> Fraction:
    k, d, n = ints(instance.values, "k", "d", "n")
    fitting = [padding for padding in range(d * k) if slid(n, k, 1, padding, d) == n]
    assert len(fitting) == 1
    return Fraction(fitting[0])


def transposed_conv(instance: Instance) -> Fraction:
    """Scatters every input pixel through the kernel, then crops the padding and adds the output padding."""
    n, k, s, p, o = ints(instance.values, "n", "k", "s", "p", "o")
    canvas = np.zeros(n * s + k + o)
    last = 0
    for pixel in range(n):
        canvas[pixel * s : pixel * s + k] += 1
        last = pixel * s + k
    return Fraction(int(np.count_nonzero(canvas[:last] >= 0)) - 2 * p + o)


def conv_params(instance: Instance) -> Fraction:
    c_in, c_out, k, g = ints(instance.values, "c_in", "c_out", "k", "g")
    count = sum(int(np.broadcast_to(0, (c_out // g, c_in // g, k, k)).size) for _ in range(g))
    return Fraction(count + (0 if "no bias" in instance.prompt else c_out))


def fc_after_flatten(instance: Instance) -> Fraction:
    c, h, w, m = ints(instance.values, "c", "h", "w", "m")
    features = np.zeros((c, h, w)).reshape(-1)
    return Fraction(int(np.broadcast_to(0, (m, features.size)).size + np.zeros(m).size))


def depthwise_separable(instance: Instance) -> Fraction:
    c_in, c_out, k = ints(instance.values, "c_in", "c_out", "k")
    depthwise = np.broadcast_to(0, (c_in, 1, k, k)).size
    pointwise = np.broadcast_to(0, (c_out, c_in, 1, 1)).size
    full = np.broadcast_to(0, (c_out, c_in, k, k)).size
    part = "What part" in instance.prompt
    return Fraction(depthwise + pointwise, full) if part else Fraction(depthwise + pointwise)


def receptive_field(instance: Instance) -> Fraction:
    """Walks back from one output pixel, marking every input pixel that any path reaches."""
    layers = [tuple(map(int, each)) for each in re.findall(r"\$(\d+)\\times \d+\$, stride (\d+)", instance.prompt)]
    seen = np.array([0])
    for kernel, stride in reversed(layers):
        seen = np.unique((seen[:, None] * stride + np.arange(kernel)[None, :]).ravel())
    return Fraction(int(seen.max() - seen.min() + 1))


def iou(instance: Instance) -> Fraction:
    """Paints both boxes on a canvas and counts the pixels."""
    boxes = [tuple(map(int, each)) for each in re.findall(r"\((\d+), (\d+), (\d+), (\d+)\)", instance.prompt)]
    assert len(boxes) == 2
    painted = np.zeros((2, 400, 400), dtype=bool)
    for canvas, (left, top, right, bottom) in zip(painted, boxes, strict=True):
        canvas[top:bottom, left:right] = True
    return Fraction(int((painted[0] & painted[1]).sum()), int((painted[0] | painted[1]).sum()))


def fpn_level(instance: Instance) -> Fraction:
    """Climbs the levels while the region is at least twice as large, in whole numbers: no logarithm, no root."""
    w, h = ints(instance.values, "w", "h")
    level = 4
    while w * h >= 224**2 * 4 ** (level - 3) and level < 5:
        level += 1
    while w * h * 4 ** (4 - level) < 224**2 and level > 2:
        level -= 1
    return Fraction(level)


ORACLES: dict[str, Callable[[Instance], Fraction]] = {
    "conv-output": conv_output,
    "pool-output": pool_output,
    "same-padding": same_padding,
    "transposed-conv": transposed_conv,
    "conv-params": conv_params,
    "fc-after-flatten": fc_after_flatten,
    "depthwise-separable": depthwise_separable,
    "receptive-field-chain": receptive_field,
    "iou": iou,
    "fpn-level": fpn_level,
}


def test_every_family_has_an_oracle() -> None:
    assert set(ORACLES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_oracles_over_200_seeds(name: str) -> None:
    for seed in SEEDS:
        instance = family(name).draw("test", seed)
        assert instance.answer.numbers == (ORACLES[name](instance),), (seed, instance.values)


@pytest.mark.parametrize("name", NAMES)
def test_no_mistake_is_taken_for_the_answer_and_none_for_another(name: str) -> None:
    for seed in SEEDS:
        instance = family(name).draw("test", seed)
        wrong = [mistake.answer.numbers[0] for mistake in instance.mistakes]
        assert wrong, seed
        assert len(set(wrong)) == len(wrong)
        for number in wrong:
            assert not within(number, instance.answer.numbers[0], instance.answer.tolerance)
        assert all(mistake.says for mistake in instance.mistakes)


@pytest.mark.parametrize("name", NAMES)
def test_prompt_steps_and_hints_are_whole_sentences_of_laid_out_math(name: str) -> None:
    for seed in range(30):
        instance = family(name).draw("test", seed)
        assert instance.steps
        for text in [
            instance.prompt,
            *(step.text for step in instance.steps),
            *(each.says for each in instance.mistakes),
        ]:
            assert "\\" not in plain(text), text
            assert not re.search(r"\{[^}]*\}", plain(text)), text
        number = instance.answer.numbers[0]
        shown = {
            f"{number.numerator:,}",
            f"{number.numerator}/{number.denominator}",
            instance.answer.text,
            f"= {instance.answer.text}",
        }
        assert any(plain(instance.steps[-1].text).endswith(f" {text}") for text in shown)
        assert number.denominator == 1 or instance.answer.tolerance.spread is not Spread.EXACT


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
        ("zzz", "there is no family 'zzz'; see: quizcv families"),
    ],
)
def test_an_unknown_family_names_near_ones(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        family(name)
    assert str(caught.value).startswith(message)


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
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_draw_is_uniform_and_the_stream_is_frozen() -> None:
    stream = Stream("deck", "family", 1, 42)
    assert [stream.word() for _ in range(4)] == WORDS
    counts = np.bincount([stream.below(7) for _ in range(14000)], minlength=7)
    assert counts.min() > 1800
    assert counts.max() < 2200
    assert sorted(Stream("d", "f", 1, 1).sample(range(5), 5)) == [0, 1, 2, 3, 4]


WORDS = [3421333575, 916573998, 1430643067, 10528675]

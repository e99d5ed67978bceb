"""Figures that papers print come out of the families' formulas when a paper's own sizes are put in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from quizcv.problems.families import family
from quizcv.problems.sampling import calculation_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer(name: str, variant: int, sizes: Mapping[str, int | Fraction]) -> Fraction:
    (number,) = calculation_of(family(name).templates[variant].answer)(sizes)
    return Fraction(number)


@pytest.mark.parametrize(
    ("name", "variant", "sizes", "figure"),
    [
        # ViT-B/16 has 86,567,656: less head 769,000, patches 590,592, positions 151,296 and class token 768
        ("vit-block-params", 2, {"d": 768, "m": 3072, "l": 12}, 85_056_000),
        ("vit-block-params", 0, {"d": 768, "m": 3072}, 7_087_872),
        # ResNet, figure 5: the two blocks cost about the same
        ("bottleneck-block", 0, {"c": 256, "m": 64}, 69_632),
        ("bottleneck-versus-basic", 1, {"c": 64, "m": 0}, 73_728),
        # VGG, section 2.3: 27 C^2 instead of 49 C^2, which has 81 % more
        ("stacked-kernels", 0, {"k": 7, "n": 3, "c": 1}, 27),
        ("stacked-kernels", 1, {"k": 7, "n": 3, "c": 1}, 22),
        # Inception v3, section 3.2: a third is saved
        ("asymmetric-kernels", 2, {"n": 3}, Fraction(1, 3)),
        # the first convolution of ResNet, and AlexNet's second one with its two groups
        ("conv-macs", 0, {"k": 7, "c_in": 3, "c_out": 64, "g": 1, "n": 112}, 118_013_952),
        ("conv-params", 0, {"k": 5, "c_in": 96, "c_out": 256, "g": 2}, 307_456),
        # the first fully connected layer of VGG-16
        ("fc-after-flatten", 0, {"c": 512, "h": 7, "w": 7, "m": 4096}, 102_764_544),
        # ZeRO, section 3.1: GPT-2 with 1.5 thousand million parameters needs 24 GB
        ("adam-state", 0, {"p": 1500}, 24),
    ],
)
def test_a_papers_own_sizes_give_its_own_figure(
    name: str, variant: int, sizes: dict[str, int | Fraction], figure: int | Fraction
) -> None:
    assert answer(name, variant, sizes) == figure


def test_the_gates_of_se_resnet_50_are_its_two_and_a_half_million_more_weights() -> None:
    stages = [(3, 256), (4, 512), (6, 1024), (3, 2048)]
    gates = [answer("squeeze-excite", 2, {"n": blocks, "c": channels, "r": 16}) for blocks, channels in stages]
    assert sum(gates) == 2_514_944


def test_a_window_as_large_as_the_map_costs_what_attention_over_the_map_costs() -> None:
    for side, channels in [(7, 768), (14, 384), (56, 96)]:
        windowed = answer("window-attention", 0, {"w": side, "n": side, "c": channels})
        assert windowed == answer("attention-cost", 0, {"n": side, "p": 1, "d": channels})

"""Families against what PyTorch's own convolutions and poolings once made of their numbers: sizes, values, gradients.

`python -m benchmarks.oracles.layers` makes the figures anew where PyTorch is installed.
"""

from __future__ import annotations

import json
from math import isclose
from pathlib import Path
from typing import TypedDict

import pytest

from quizcv.problems.families import catalogue, family


class Figure(TypedDict):
    family: str
    seed: int
    prompt: str
    counted: float | list[float]


TOPICS = {"convolution", "pooling", "receptive-field"}
WITHOUT_A_LAYER = {"tf-same-padding"}
FIGURES: list[Figure] = json.loads((Path(__file__).parents[1] / "vectors" / "layers.json").read_text(encoding="utf-8"))[
    "figures"
]


@pytest.mark.parametrize("name", sorted({figure["family"] for figure in FIGURES}))
def test_the_answer_is_what_pytorchs_layer_gives(name: str) -> None:
    for figure in FIGURES:
        if figure["family"] != name:
            continue
        instance = family(name).draw("oracle", figure["seed"])
        assert instance.prompt == figure["prompt"], "the question is another one: have the figures made anew"
        counted = figure["counted"] if isinstance(figure["counted"], list) else [figure["counted"]]
        assert len(instance.answer.numbers) == len(counted), figure
        for ours, theirs in zip(instance.answer.numbers, counted, strict=True):
            assert isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-12), figure


def test_every_family_pytorch_has_a_layer_for_is_among_the_figures() -> None:
    wanted = {each.name for each in catalogue() if each.topic in TOPICS} - WITHOUT_A_LAYER
    assert {figure["family"] for figure in FIGURES} == wanted

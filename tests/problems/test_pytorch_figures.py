"""Families against figures PyTorch once gave: its layers' parameters and buffers, its FLOP counter, its tensors' bytes.

`python -m benchmarks.oracles.parameters` and `... .compute` make the figures anew where PyTorch is installed.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

import pytest

from quizcv.problems.families import family


class Figure(TypedDict):
    family: str
    seed: int
    prompt: str
    counted: int


VECTORS = Path(__file__).parents[1] / "vectors"
BYTES = {"MB": 1000**2, "GB": 1000**3, "MiB": 1024**2, "GiB": 1024**3}


def figures(name: str) -> list[Figure]:
    found: list[Figure] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))["figures"]
    return found


@pytest.mark.parametrize("name", ["parameters", "compute"])
def test_the_answer_is_what_pytorch_counts(name: str) -> None:
    for figure in figures(name):
        instance = family(figure["family"]).draw("oracle", figure["seed"])
        assert instance.prompt == figure["prompt"], "the question is another one: have the figures made anew"
        right = Fraction(figure["counted"], BYTES.get(instance.answer.unit, 1))
        assert instance.answer.numbers == (right,), figure


def test_pytorch_has_counted_every_kind_of_layer() -> None:
    assert {figure["family"] for figure in figures("parameters")} >= {
        "conv-params",
        "lstm-params",
        "gru-params",
        "attention-params",
        "vit-block-params",
        "batch-norm-params",
    }
    assert {figure["family"] for figure in figures("compute")} >= {"conv-macs", "attention-cost", "adam-state"}

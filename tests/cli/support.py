"""What the tests of the command line share."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

NOON = "2026-03-01T12:00+00:00"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Quizcv(Protocol):
    def __call__(self, *arguments: str, typed: str = "", now: str = NOON) -> Ended: ...


SMALL_DECK = """\
deck: small
title: A small deck
tags: [tested]
cards:
  - id: iou
    front: What does IoU measure?
    back: The overlap of two regions, $|A \\cap B| / |A \\cup B|$.
    hint: It has a fraction.
    tags: [detection]
  - id: vgg16
    kind: numeric
    front: How many parameters has VGG-16 with 1000 classes?
    answer: 138357544
    unit: parameters
  - id: normalisation
    kind: choice
    front: Which normalisation does not depend on the batch size?
    options: [Batch normalisation, Group normalisation, Synchronised BN]
    answer: Group normalisation
  - id: alexnet
    kind: typed
    front: Which network won ImageNet in 2012?
    answer: AlexNet
  - id: stack
    kind: cloze
    text: VGG replaces one {{7x7}} convolution by {{three}} stacked ones.
  - id: output
    kind: problem
    given: {n: 32..224, k: [3, 5, 7], s: [1, 2, 4], p: 1..3}
    where: ["n + 2*p >= k", "p <= k/2"]
    front: A ${k}\\times{k}$ convolution with stride {s} and padding {p} on a ${n}\\times{n}$ input. Side of the output?
    answer: floor((n + 2*p - k)/s) + 1
    steps:
      - floor((n + 2*p - k)/s) + 1
    mistakes:
      - {answer: floor((n - k)/s) + 1, says: The padding is missing; it counts on both sides.}
"""


def documented_json(command: str) -> Any:
    """The JSON that docs/commands.md promises of a command: keys with None, a nested shape, or a list of one shape."""
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.partition(f"### quizcv {command}")[2].partition("\n##")[0]
    written = section.partition("JSON: `")[2].partition("`")[0]
    shape = re.sub(r"(\w+)(?=\s*:)", r'"\1"', written)
    return json.loads(re.sub(r'(?<!")\b(\w+)\b(?!")', r'"\1": null', shape))


def assert_shape(value: Any, shape: Any) -> None:
    """Every object has exactly the keys of its shape, all the way down; an empty list or null has nothing to compare."""
    if isinstance(shape, dict) and value is not None:
        assert list(value) == list(shape)
        for key, inner in shape.items():
            assert_shape(value[key], inner)
    elif isinstance(shape, list):
        assert isinstance(value, list)
        for each in value:
            assert_shape(each, shape[0])

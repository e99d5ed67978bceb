"""A learner's home with one deck of every kind, a fixed day, and a clock that moves when it is asked."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.clock import Clock
from quizcv.settings import Places, Settings
from quizcv.tui.bench import Bench
from tests.tui.pasts import make_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DAY = datetime.fromisoformat("2026-03-01T09:00+01:00")

DECK = r"""
deck: looks
title: How cards look
cards:
  - id: field
    front: "What is the **receptive field** of a unit?"
    back: The region of the input that can change its value.
    hint: Think backwards.
    why: Each layer widens it by $(k - 1)$ times the jump.
  - id: stack
    kind: cloze
    text: VGG replaces one {{7x7::size}} convolution by {{three}} stacked {{3x3}} convolutions.
  - id: batch
    kind: choice
    front: Which normalisation does not look at the other images of the batch?
    options: [Batch normalisation, Group normalisation, Synchronised batch normalisation]
    answer: Group normalisation
    why: It takes its mean and variance over groups of channels of one image.
  - id: anchors
    kind: choice
    front: Which of these detectors need no anchor boxes?
    options: [FCOS, RetinaNet, CenterNet, SSD]
    answer: [FCOS, CenterNet]
  - id: vgg
    kind: numeric
    front: How many parameters has VGG-16 with 1000 classes?
    answer: 138357544
    tolerance: 1%
    unit: parameters
  - id: block
    kind: typed
    front: Which block is EfficientNet made of?
    answer: MBConv
    accept: [mobile inverted bottleneck]
  - id: formula
    kind: symbolic
    front: Parameters of a convolution with bias, by $k$, $c_{in}$ and $c_{out}$?
    answer: k^2*c_in*c_out + c_out
  - id: side
    kind: problem
    given: {n: 32..224, k: [3, 5, 7], s: [1, 2, 4], p: 0..3}
    where: ["n + 2*p >= k", "p <= k/2"]
    front: A ${k}\times{k}$ convolution with stride {s} and padding {p} on a ${n}\times{n}$ input. Side of the output?
    answer: floor((n + 2*p - k)/s) + 1
    steps:
      - (n + 2*p - k)/s
      - floor((n + 2*p - k)/s) + 1
    mistakes:
      - {answer: floor((n - k)/s) + 1, says: The padding is missing; it counts on both sides.}
      - {answer: "floor((n + 2*p - k)/s)", says: "The first position counts too: add 1."}
  - id: residual
    front: 殘差連接解決了什麼問題？
    back: 讓很深的網路也能訓練：梯度可以沿捷徑直接傳回。
"""


class Ticking:
    """Seconds that pass only when told to, or a little at each look."""

    def __init__(self, step: float = 0.2) -> None:
        self.now = 0.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A home of its own."""
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "home"))
    for name in ("QUIZCV_DATABASE", "QUIZCV_DECKS", "QUIZCV_NOW", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Places.from_environment()


@pytest.fixture
def bench_of(places: Places) -> Iterator[Callable[..., Bench]]:
    """Makes a bench: the deck of every kind unless another text is given, no shipped decks, time that ticks."""
    made: list[Bench] = []

    def make(deck: str = DECK, *, step: float = 0.2, **settings: Any) -> Bench:
        places.decks.mkdir(parents=True, exist_ok=True)
        if deck:
            (places.decks / "looks.yaml").write_text(deck, encoding="utf-8")
        bench = Bench.open(places, Settings(**{"shipped_decks": False, "animations": False, **settings}), Clock(DAY))
        bench.monotonic = Ticking(step)
        made.append(bench)
        return bench

    yield make
    for bench in made:
        bench.close()


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the deck of every kind and four months of reviews; to be copied."""
    folder = tmp_path_factory.mktemp("past")
    make_past(folder, DECK, DAY)
    return folder


@pytest.fixture
def bench_with_past(places: Places, past: Path, bench_of: Callable[..., Bench]) -> Callable[..., Bench]:
    """Makes a bench as `bench_of` does, in a home with four months of reviews."""
    shutil.copytree(past, places.data, dirs_exist_ok=True)
    return bench_of

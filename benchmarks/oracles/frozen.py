"""What PyTorch counts for drawn problems, written to a file that the tests compare with; the tests themselves need no PyTorch."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from quizcv.problems.families import family

Torch: TypeAlias = Any
"""PyTorch as a module, and its layers; it is not there when types are checked."""
Module: TypeAlias = Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizcv.problems.values import Value

    Counted = int | float | list[int] | list[float]
    Count = Callable[[Torch, Mapping[str, Value], str], Counted | None]
    """What PyTorch (given as the module) counts for drawn values and their prompt; None for a question it has no layer for."""

DECK: Final = "oracle"
VECTORS: Final = Path(__file__).parents[2] / "tests" / "vectors"
SEEDS: Final = range(40)
MOST: Final = 12
"""Figures kept of each family."""


def freeze(name: str, counts: Mapping[str, Count]) -> int:
    """Writes `tests/vectors/<name>.json`: for each family the first seeds PyTorch can count, with the prompt and the figure.

    Returns:
        The exit code: 1 where PyTorch is missing, and then nothing is written.
    """
    if find_spec("torch") is None:
        print(
            "PyTorch is not installed here, so its figures stay as they are: pip install torch==2.13.0", file=sys.stderr
        )
        return 1
    torch = import_module("torch")
    figures = []
    for each, count in counts.items():
        kept = 0
        for seed in SEEDS:
            instance = family(each).draw(DECK, seed)
            counted = count(torch, instance.values, instance.prompt)
            if counted is None or kept == MOST:
                continue
            kept += 1
            figures.append({"family": each, "seed": seed, "prompt": instance.prompt, "counted": counted})
    path = VECTORS / f"{name}.json"
    head = {"torch": torch.__version__.partition("+")[0], "deck": DECK}
    lines = ",\n".join("  " + json.dumps(figure) for figure in figures)
    path.write_text(f'{json.dumps(head)[:-1]}, "figures": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(figures)} figures of {len(counts)} families in {path.name}")
    return 0


def drawn(values: Mapping[str, Value], names: str) -> list[int]:
    """Drawn whole numbers by name."""
    found = [values[name] for name in names.split()]
    return [each for each in found if isinstance(each, int)]


def listed(values: Mapping[str, Value], name: str) -> list[int]:
    """A drawn list of whole numbers."""
    found = values[name]
    assert isinstance(found, tuple)
    return [int(each) for each in found]

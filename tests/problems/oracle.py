"""Other people's arithmetic: for each family a function that works out the answer on a way of its own, and the comparison.

    @oracle("conv-output")
    def conv_output(instance: Instance) -> int: ...

An oracle shares no code with `quizcv.problems`: it is a loop in NumPy, SciPy, or figures that PyTorch once gave. It takes its
numbers from the prompt where that can be done, so that it also proves that the prompt says all that the answer depends on.

`python -m tests.problems.oracle 1000` (or `make oracles`) compares every family over so many seeds and prints the time each took.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from importlib import import_module
from math import isclose
from pathlib import Path
from pkgutil import iter_modules
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeAlias

from quizcv.problems.families import catalogue
from quizcv.problems.values import Expects
from tests.problems.drawn import instances

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizcv.problems.values import Instance, Value

Number: TypeAlias = int | float | Fraction
Right: TypeAlias = "Number | tuple[Number, ...] | frozenset[Number] | str"
"""What an oracle gives: one number, several in order, several in any order, or words."""
Oracle: TypeAlias = "Callable[[Instance], Right]"

CLOSE: Final = 1e-9
"""How far, as a part of it, a float may lie from an exact answer: the float is the less exact of the two."""
ORACLES: Final[dict[str, Oracle]] = {}
FOLDER: Final = Path(__file__).parent / "oracles"


def oracle(name: str) -> Callable[[Oracle], Oracle]:
    """Registers the oracle of a family."""

    def decorate(function: Oracle) -> Oracle:
        assert name not in ORACLES, f"two oracles for {name}"
        ORACLES[name] = function
        return function

    return decorate


def load_oracles() -> dict[str, Oracle]:
    """Every oracle, by the name of its family."""
    for module in iter_modules([str(FOLDER)]):
        import_module(f"tests.problems.oracles.{module.name}")
    return ORACLES


def agrees(instance: Instance, right: Right) -> bool:
    """Whether an instance's answer is the oracle's."""
    if isinstance(right, str):
        return right in (instance.answer.texts or (instance.answer.text,))
    ours = instance.answer.numbers
    if isinstance(right, frozenset):
        return instance.answer.expects is Expects.SET and frozenset(ours) == right
    theirs = right if isinstance(right, tuple) else (right,)
    return len(ours) == len(theirs) and all(
        isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) if isinstance(other, float) else one == other
        for one, other in zip(ours, theirs, strict=True)
    )


def differences(name: str, seeds: Iterable[int]) -> list[tuple[int, str, Right]]:
    """The seeds for which a family and its oracle differ: seed, our answer, the oracle's."""
    check = load_oracles()[name]
    found = []
    for instance in instances(name, seeds):
        right = check(instance)
        if not agrees(instance, right):
            found.append((instance.seed, instance.answer.text, right))
    return found


def ints(values: Mapping[str, Value], *names: str) -> list[int]:
    """Drawn whole numbers by name."""
    found = []
    for name in names:
        value = values[name]
        assert isinstance(value, int), (name, value)
        found.append(value)
    return found


NUMBER: Final = r"(-?[\d.]+(?:/\d+)?)"
"""In a pattern: a number of a prompt, a fraction too."""


def numbers(pattern: str, prompt: str) -> list[float]:
    """The numbers that a pattern finds in a prompt, fractions divided out."""
    found = re.search(pattern, prompt)
    assert found, (pattern, prompt)
    return [float(Fraction(each)) for each in found.groups()]


def main(count: int) -> int:
    """Compares every family over so many seeds; prints a line for each, and returns the number of differences."""
    total, started = 0, perf_counter()
    for each in catalogue():
        begun = perf_counter()
        found = differences(each.name, range(count))
        total += len(found)
        print(
            f"{each.topic:18} {each.name:32} {count:6,} seeds {perf_counter() - begun:6.1f} s  {len(found)} differences"
        )
        for seed, ours, theirs in found[:3]:
            print(f"    seed {seed}: we say {ours}, the oracle says {theirs}")
    print(f"{len(catalogue())} families, {perf_counter() - started:.0f} s, {total} differences")
    return total


if __name__ == "__main__":
    # The oracles register with the module of this name, which is not the one being run.
    from tests.problems.oracle import main as compare

    sys.exit(min(compare(int(sys.argv[1]) if len(sys.argv) > 1 else 1000), 1))

"""Instances that several tests look at, drawn once in each test process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from quizcv.problems.families import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizcv.problems.values import Instance

DRAWN: Final = 200
"""Of each family."""


@cache
def drawn(name: str, seed: int) -> Instance:
    """The instance of a seed."""
    return family(name).draw("test", seed)


def instances(name: str, seeds: Iterable[int] = range(DRAWN)) -> Iterator[Instance]:
    """The instances of many seeds; those beyond are not kept."""
    for seed in seeds:
        yield drawn(name, seed) if seed < DRAWN else family(name).draw("test", seed)

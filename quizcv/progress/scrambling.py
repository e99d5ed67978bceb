"""Places in a random order that follows from a number, place by place: nothing is drawn, kept or sorted.

A Feistel network turns the numbers below a power of four into one another, whatever its rounds do; who lands outside the places there
are goes through it again. So the first twenty of a hundred thousand cards in random order cost twenty steps.
"""

from __future__ import annotations

import zlib
from typing import Final

ROUNDS: Final = 4


class Scrambled:
    """A permutation of `range(size)`.

    Args:
        size: How many places there are.
        seed: Decides the order; the same on every machine.
    """

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._half = max(1, (max(size - 1, 1).bit_length() + 1) // 2)
        self._mask = (1 << self._half) - 1
        self._seeds = [f"{seed}.{number}.".encode() for number in range(ROUNDS)]

    def at(self, place: int) -> int:
        """What stands at a place of the order."""
        found = self._through(place)
        while found >= self._size:
            found = self._through(found)
        return found

    def place_of(self, number: int) -> int:
        """Where a number stands in the order: `place_of(at(n)) == n`."""
        found = self._back(number)
        while found >= self._size:
            found = self._back(found)
        return found

    def _through(self, number: int) -> int:
        left, right = number >> self._half, number & self._mask
        for seed in self._seeds:
            left, right = right, left ^ self._mixed(seed, right)
        return left << self._half | right

    def _back(self, number: int) -> int:
        left, right = number >> self._half, number & self._mask
        for seed in reversed(self._seeds):
            left, right = right ^ self._mixed(seed, left), left
        return left << self._half | right

    def _mixed(self, seed: bytes, half: int) -> int:
        mixed = zlib.crc32(seed + half.to_bytes(8)) * 0x9E3779B1
        return (mixed >> 16) & self._mask

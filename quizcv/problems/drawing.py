"""Numbers drawn from a seed, the same on every machine and every Python.

The bits are SHA-256 of (deck, family, version, seed, block number), read as 32-bit words, high byte first. A number of n equally
likely ones is a word modulo n; words in the incomplete last run of n are skipped, so that none is likelier than another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from quizcv.errors import QuizcvError
from quizcv.hashing import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

WORDS: Final = 1 << 32
"""How many different words there are; no range may hold more numbers."""
MAX_ATTEMPTS: Final = 2000
"""Draws tried for one instance before giving up."""


class DrawError(QuizcvError):
    """No numbers were found that fit a problem's conditions."""


class Stream:
    """A row of random words that depends on its seed alone."""

    def __init__(self, deck: str, family: str, version: int, seed: int) -> None:
        self._start = sha256(f"quizcv\0{deck}\0{family}\0{version}\0{seed}\0".encode())
        self._block = 0
        self._bits = 0
        self._left = 0

    def word(self) -> int:
        """The next 32 bits."""
        if not self._left:
            block = self._start.copy()
            block.update(str(self._block).encode())
            self._bits = int.from_bytes(block.digest(), "big")
            self._block += 1
            self._left = 8
        self._left -= 1
        return (self._bits >> (32 * self._left)) & 0xFFFFFFFF

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1, each as likely as any other; `count` is at most 2^32."""
        end = WORDS - WORDS % count
        while True:
            word = self.word()
            if word < end:
                return word % count

    def integer(self, low: int, high: int, step: int = 1) -> int:
        """One of `low`, `low + step`, ... up to `high`."""
        return low + step * self.below((high - low) // step + 1)

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """So many different ones of the options, in random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(count)]

"""Many texts in one, so that a hundred thousand of them take the room of their signs and little more."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


class Texts(Sequence[str]):
    """A row of texts.

    Args:
        texts: What is looked for in them has no line break; they may have some.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._all = "\n".join(texts)
        self._begins = array("I", accumulate((len(text) + 1 for text in texts), initial=0))

    def __len__(self) -> int:
        return len(self._begins) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        at = range(len(self))[at]
        return self._all[self._begins[at] : self._begins[at + 1] - 1]

    def holding(self, words: str, among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts that hold these words, of all texts or of some."""
        text, begins = self._all, self._begins
        if among is not None:
            return [at for at in among if text.find(words, begins[at], begins[at + 1]) >= 0]
        found = []
        at = text.find(words)
        while at >= 0:
            place = bisect_right(begins, at) - 1
            found.append(place)
            at = text.find(words, begins[place + 1])
        return found

    def fitting(self, pattern: re.Pattern[str], among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts, of all or of some, in which a pattern is found that no line break is a part of."""
        text, begins = self._all, self._begins
        if among is not None:
            return [at for at in among if pattern.search(text, begins[at], begins[at + 1] - 1)]
        found = []
        match = pattern.search(text)
        while match:
            place = bisect_right(begins, match.start()) - 1
            found.append(place)
            match = pattern.search(text, begins[place + 1])
        return found

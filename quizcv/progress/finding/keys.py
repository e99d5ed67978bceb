"""The keys of the cards found, in order: a hundred thousand of them are a list only where somebody goes through all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from quizcv.progress.finding.bits import picked_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Keys(Sequence[str]):
    """Keys picked out of columns, one after another. How many there are is known at once; of each column they are picked when looked at.

    Args:
        parts: Columns of keys, each with the bits of those that are picked (see `quizcv.progress.finding.bits`).
    """

    def __init__(self, parts: Iterable[tuple[Sequence[str], int]]) -> None:
        self._parts = [(column, bits) for column, bits in parts if bits]
        self._begins = list(accumulate((bits.bit_count() for _, bits in self._parts), initial=0))
        self._picked: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return self._begins[-1]

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            begin, end, step = at.indices(len(self))
            return self._between(begin, end) if step == 1 else list(self)[at]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            message = f"there are {len(self)} keys, and no number {at}"
            raise IndexError(message)
        return self._between(number, number + 1)[0]

    def __iter__(self) -> Iterator[str]:
        for part in range(len(self._parts)):
            yield from self._of(part)

    def __reversed__(self) -> Iterator[str]:
        for part in reversed(range(len(self._parts))):
            yield from reversed(self._of(part))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and not isinstance(other, str) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list has none, which a class says so

    def __repr__(self) -> str:
        return f"Keys({list(self)!r})"

    def _between(self, begin: int, end: int) -> list[str]:
        found: list[str] = []
        part = bisect_right(self._begins, begin) - 1
        while begin < end:
            first = self._begins[part]
            found += self._of(part)[begin - first : end - first]
            part += 1
            begin = self._begins[part]
        return found

    def _of(self, part: int) -> list[str]:
        picked = self._picked.get(part)
        if picked is None:
            picked = self._picked[part] = picked_by(*self._parts[part])
        return picked

"""Where in a row of texts some signs may stand: made once, so that a part of a word need not be looked for in every text.

For each sign and each two signs side by side within a word it is known which texts have them; for three, where many have them. So what one
types first, and most texts have, is answered at once. A longer part is looked for among the words, each of which stands there once, with
the texts that have it; or in the few texts that have all its twos and threes.

What is kept is bounded. ASCII has few signs; all the others share some hundred places, so that of these too many texts come into question,
never too few.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

from quizcv.progress.finding.bits import bits_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MANY: Final = 8
"""Three signs side by side that fewer than one text in so many has are not kept: their twos leave few texts to look at."""
FEW: Final = 8
"""Words of so few texts are gathered by place; of others, all their texts are added at once."""
REMEMBERED: Final = 64
"""Of so many words with many texts those texts are remembered."""
SHARED: Final = 512
"""So many places are shared by the signs, and by the twos, that are not all ASCII."""
_STEP: Final = 1024
"""After so many texts or words the way is made free for others."""
_WORDS: Final = re.compile(r"\w+")
_THREE: Final = 3


class Index:
    """The index of some texts, as bits (see `quizcv.progress.finding.bits`).

    Args:
        texts: Folded, as `quizcv.cards.searching.language.fold` does.
        go_on: Called now and then while it is made; what it raises ends that.
    """

    def __init__(self, texts: Sequence[str], go_on: Callable[[], None]) -> None:
        self._size = len(texts)
        self._every = (1 << self._size) - 1
        places = _places(texts, go_on)
        self._grams = _grams_of(places, self._size, go_on)
        words = sorted(places)
        self._words = "\n".join(words)
        self._begins = array("I", accumulate((len(word) + 1 for word in words), initial=0))
        self._bounds = array("I", accumulate((len(places[word]) for word in words), initial=0))
        self._latest: tuple[str, list[int]] = "\n", []
        self._bits: dict[int, int] = {}
        narrow = self._size <= 1 << 16
        self._places = array("H" if narrow else "I", chain.from_iterable(places[word] for word in words))

    def having(self, words: str) -> tuple[int, bool]:
        """Which texts may hold these folded words, one after another, and whether all those do."""
        bits = self._every
        grams, only = _asked(words)
        for gram in grams:
            if len(gram) != _THREE:
                bits &= self._grams.get(gram, 0)
            elif gram in self._grams:
                bits &= self._grams[gram]
        return bits, not bits or (only and words in self._grams)

    def saying(self, word: str) -> int:
        """Which texts have this as a whole word; it is one, see `is_word`."""
        number = bisect_left(range(len(self._begins) - 1), word, key=self._word)
        if number == len(self._begins) - 1 or self._word(number) != word:
            return 0
        return bits_at(self._having_word(number), self._size)

    def holding(self, part: str) -> int:
        """Which texts have a word with this part, which is a word itself or might be one."""
        bits = 0
        few: list[int] = []
        for number in self._words_with(part):
            those = self._having_word(number)
            if len(those) <= FEW:
                few += those
            else:
                bits |= self._bits_of_word(number, those)
        return bits | bits_at(few, self._size)

    def _words_with(self, part: str) -> list[int]:
        """The numbers of the words with this part; looked for among those with a shorter part, if that was asked for last."""
        before, numbers = self._latest
        if before in part:
            found = [number for number in numbers if part in self._word(number)]
        else:
            found = []
            at = self._words.find(part)
            while at >= 0:
                found.append(bisect_right(self._begins, at) - 1)
                at = self._words.find(part, self._begins[found[-1] + 1])
        self._latest = part, found
        return found

    def _bits_of_word(self, number: int, places: Sequence[int]) -> int:
        """The texts that have a word, remembered for who types on."""
        bits = self._bits.get(number)
        if bits is None:
            if len(self._bits) >= REMEMBERED:
                self._bits.clear()
            bits = self._bits[number] = bits_at(places, self._size)
        return bits

    def _word(self, number: int) -> str:
        return self._words[self._begins[number] : self._begins[number + 1] - 1]

    def _having_word(self, number: int) -> Sequence[int]:
        return self._places[self._bounds[number] : self._bounds[number + 1]]


def is_word(words: str) -> bool:
    """Whether these are one word and nothing else."""
    return _WORDS.fullmatch(words) is not None


@lru_cache(maxsize=32)
def _asked(words: str) -> tuple[frozenset[str], bool]:
    """The grams of these words, which every deck is asked for, and whether they are one word and nothing else."""
    found = _WORDS.findall(words)
    return frozenset(gram for word in found for gram in _grams(word)), found == [words]


def _places(texts: Sequence[str], go_on: Callable[[], None]) -> dict[str, list[int]]:
    """In which texts each word stands."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if at % _STEP == 0:
            go_on()
        for word in set(_WORDS.findall(text)):
            if word in places:
                places[word].append(at)
            else:
                places[word] = [at]
    return places


def _grams_of(places: dict[str, list[int]], size: int, go_on: Callable[[], None]) -> dict[str, int]:
    """In which texts each gram stands; of threes those that stand in many."""
    grams: dict[str, int] = {}
    few: dict[str, list[int]] = {}
    for number, (word, those) in enumerate(places.items()):
        if number % _STEP == 0:
            go_on()
        if len(those) > FEW:
            bits = bits_at(those, size)
            for gram in _grams(word):
                grams[gram] = grams.get(gram, 0) | bits
        else:
            for gram in _grams(word):
                if gram in few:
                    few[gram] += those
                else:
                    few[gram] = those[:]
    for gram, those in few.items():
        grams[gram] = grams.get(gram, 0) | bits_at(those, size)
    return {gram: bits for gram, bits in grams.items() if len(gram) != _THREE or bits.bit_count() * MANY >= size}


def _grams(word: str) -> Iterable[str]:
    """Under what the signs of a word, every two of them side by side, and every three of ASCII's, are kept."""
    twos = [word[at : at + 2] for at in range(len(word) - 1)]
    if word.isascii():
        return {*word, *twos, *[word[at : at + _THREE] for at in range(len(word) - 2)]}
    return {gram if gram.isascii() else _shared(gram) for gram in (*word, *twos)}


def _shared(gram: str) -> str:
    """The place of a gram that is not all ASCII; longer than any gram."""
    return f"{crc32(gram.encode('utf-8', 'surrogatepass')) % SHARED:04}{len(gram)}"

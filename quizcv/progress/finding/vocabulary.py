"""The words of a deck's cards, each once, so that a part of a word is looked for among the words and not in every text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Vocabulary:
    """What stands between spaces in a row of texts, and in which of them.

    A text in a script without spaces is one word; it is found as well, only not any sooner than by looking at the texts.

    Args:
        texts: Folded.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in text.split():
                if word in places:
                    places[word].append(place)
                else:
                    places[word] = [place]
        self._words = "\n".join(places)
        self._begins = array("I", accumulate((len(word) + 1 for word in places), initial=0))
        self._bounds = array("I", accumulate(map(len, places.values()), initial=0))
        self._places = array("I", chain.from_iterable(places.values()))

    def places(self, part: str, most: int) -> list[int] | None:
        """Which texts have a word that holds this part, some of them more than once; None if they may be more than `most`.

        Args:
            part: Folded, without a space.
            most: How many are worth while.
        """
        found: list[int] = []
        at = self._words.find(part)
        while at >= 0:
            word = bisect_right(self._begins, at) - 1
            found += self._places[self._bounds[word] : self._bounds[word + 1]]
            if len(found) > most:
                return None
            at = self._words.find(part, self._begins[word + 1])
        return found

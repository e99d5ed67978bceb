"""Which card of a deck is which card of a note that changed: by what it says, by its id, and by near text.

The surest sign decides first. Likeness is looked for only among what is left, and only between cards that share words, so that a
long note with many changes takes time in proportion to its length.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import NumericCard, TypedCard
from quizcv.notes.texts import folded, hashes_of, joined, remembered, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from quizcv.cards.model import Card

NEAR: Final = 0.62
"""How alike two questions, and their answers, must be to count as one that was reworded."""
NEAR_ANSWER: Final = 0.86
"""How alike two answers must be, if the questions are not."""
NEAR_SAME_PLACE: Final = 0.4
"""How alike two questions must be that have the very same answer under the same heading."""
_ALL_PAIRS: Final = 2_500
"""So many pairs are compared one and all; of more, those that share the most words."""
_CANDIDATES: Final = 3
_COMMON: Final = 60
"""A word in more cards than that tells none of them from the others."""
_LONGEST_FRONT: Final = 300
_MOST_WORDS: Final = 150
_FEW_WORDS: Final = 4
_SHORTEST_STEM: Final = 3
_LONGEST_ENDING: Final = 3
_TELLING: Final = 40
"""An answer of so many characters tells a question by itself; a year or a single word does not."""
_WORD = re.compile(r"[a-z0-9]+|[^\W_]")


def match(old: Sequence[Card], fresh: Sequence[Card], least: Sequence[float]) -> dict[int, int]:
    """The place of the fresh card for each old one that has one.

    Args:
        old: The deck's cards.
        fresh: The note's.
        least: For each old card, how alike a question must be at least to count as its own, reworded.
    """
    return _Matching(old, fresh, least).partner


class _Matching:
    """Pairs cards step by step; an old card earlier in the row has the first choice."""

    def __init__(self, old: Sequence[Card], fresh: Sequence[Card], least: Sequence[float]) -> None:
        self.partner: dict[int, int] = {}
        self._old, self._fresh, self._least = old, fresh, least
        self._free = dict.fromkeys(range(len(fresh)))
        memory = [tuple(remembered(card)) for card in old]
        hashes = [hashes_of(texts_of(card)) for card in fresh]
        self._by(lambda n: memory[n] and (joined(memory[n]), old[n].id), lambda n: (joined(hashes[n]), fresh[n].id))
        self._by(
            lambda n: memory[n] and (joined(memory[n]), _heading(old[n])),
            lambda n: (joined(hashes[n]), _heading(fresh[n])),
        )
        self._by(lambda n: memory[n] and joined(memory[n]), lambda n: joined(hashes[n]))
        self._by(lambda n: memory[n] and (memory[n][0], _heading(old[n])), lambda n: (hashes[n][0], _heading(fresh[n])))
        self._by(lambda n: memory[n] and memory[n][0], lambda n: hashes[n][0], alone=True)
        self._by(lambda n: old[n].id, lambda n: fresh[n].id)
        self._by(lambda n: not memory[n] and folded(texts_of(old[n])[0]), lambda n: folded(texts_of(fresh[n])[0]))
        self._by(
            lambda n: memory[n] and (type(old[n]), _heading(old[n]), memory[n][1]),
            lambda n: (type(fresh[n]), _heading(fresh[n]), hashes[n][1]),
            alone=True,
            test=self._might_be,
        )
        self._near()

    def _by(
        self,
        key_of_old: Callable[[int], Hashable],
        key_of_fresh: Callable[[int], Hashable],
        *,
        alone: bool = False,
        test: Callable[[int, int], bool] | None = None,
    ) -> None:
        """Pairs what has the same key, in order; `alone`: only where one of each side has it."""
        places: dict[Hashable, list[int]] = {}
        for place in reversed(self._free):
            places.setdefault(key_of_fresh(place), []).append(place)
        left = [(number, key_of_old(number)) for number in range(len(self._old)) if number not in self.partner]
        wanted = Counter(key for _, key in left)
        for number, key in left:
            found = places.get(key) if key not in {(), False} else None
            if not found or (alone and (wanted[key] > 1 or len(found) > 1)) or (test and not test(number, found[-1])):
                continue
            self._pair(number, found.pop())

    def _pair(self, number: int, place: int) -> None:
        self.partner[number] = place
        del self._free[place]

    def _might_be(self, number: int, place: int) -> bool:
        """Whether questions with the same answer under the same heading are alike enough."""
        old, new = texts_of(self._old[number]), texts_of(self._fresh[place])
        least = NEAR_SAME_PLACE if self._least[number] <= NEAR else self._least[number]
        return len(_words(old[1])) >= _FEW_WORDS and _ratio(folded(old[0]), folded(new[0]), least) > 0

    def _near(self) -> None:
        """Pairs what is left by likeness, best first; only cards that came from a note."""
        alone = [number for number, card in enumerate(self._old) if number not in self.partner and remembered(card)]
        likeness = [
            (-value, number, place)
            for number, places in self._candidates(alone)
            for place in places
            if (value := _likeness(self._old[number], self._fresh[place], self._least[number]))
        ]
        for _, number, place in sorted(likeness):
            if number not in self.partner and place in self._free:
                self._pair(number, place)

    def _candidates(self, alone: Sequence[int]) -> list[tuple[int, list[int]]]:
        """For each old card the fresh ones worth comparing: all, if they are few, else those with the most words in common."""
        if len(alone) * len(self._free) <= _ALL_PAIRS:
            return [(number, list(self._free)) for number in alone]
        holders: dict[str, list[int]] = {}
        for place in self._free:
            for word in _telling_words(self._fresh[place]):
                holders.setdefault(word, []).append(place)
        found = []
        for number in alone:
            shared: Counter[int] = Counter()
            for word in _telling_words(self._old[number]):
                places = holders.get(word, ())
                if len(places) <= _COMMON:
                    shared.update(places)
            best = sorted((-count, place) for place, count in shared.items())
            found.append((number, [place for _, place in best[:_CANDIDATES]]))
        return found


def _heading(card: Card) -> str:
    return (card.source.heading if card.source else "") or ""


def _telling_words(card: Card) -> list[str]:
    """The words of a card, each once, in order; neighbours in scripts without spaces count as words."""
    front, back, *_ = texts_of(card)
    words = _words(f"{front} {back}")[:_MOST_WORDS]
    pairs = [one + other for one, other in pairwise(words)]
    return list(dict.fromkeys([*words, *pairs]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold()[: _MOST_WORDS * 8])


def _likeness(old: Card, new: Card, least: float) -> float:
    """How alike two cards are; 0 if they are two questions.

    *What does the stride do?* and *What does the padding do?* read alike, and so may their answers: where a word of a question gave
    way to another one, the answers must be the same but for words that came or went.
    """
    if type(old) is not type(new):
        return 0.0
    (old_front, old_back, *_), (new_front, new_back, *_) = texts_of(old), texts_of(new)
    front = _ratio(folded(old_front)[:_LONGEST_FRONT], folded(new_front)[:_LONGEST_FRONT], least)
    if front and _same_answer(old, old_back, new_back):
        other = _is_swapped(old_front, new_front) and (not old_back or _is_swapped(old_back, new_back))
        return 0.0 if other else front
    if least > NEAR or min(len(old_back), len(new_back)) <= _TELLING or _is_swapped(old_back, new_back):
        return 0.0
    return _alike(old_back, new_back, NEAR_ANSWER) / 2


def _same_answer(card: Card, old: str, new: str) -> bool:
    """Whether the answers of two questions that read alike are akin."""
    if isinstance(card, (TypedCard, NumericCard)):
        return old == new
    return not old or _alike(old, new, NEAR) > 0


def _is_swapped(one: str, other: str) -> bool:
    """Whether each of two texts has words that the other one has not, other endings aside."""
    first, second = Counter(_words(one)), Counter(_words(other))
    gone, come = list((first - second).elements()), list((second - first).elements())
    left = [word for word in gone if not any(_is_form_of(word, each) for each in come)]
    return bool(left) and any(not any(_is_form_of(word, each) for each in gone) for word in come)


def _is_form_of(one: str, other: str) -> bool:
    """Whether two words are the same but for their endings."""
    stem = min(len(one), len(other)) - 1
    return stem >= _SHORTEST_STEM and one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _LONGEST_ENDING


def _alike(one: str, other: str, least: float) -> float:
    """How alike two answers are, word by word; letter by letter where there are hardly any words."""
    first, second = _words(one)[:_MOST_WORDS], _words(other)[:_MOST_WORDS]
    if min(len(first), len(second)) < _FEW_WORDS:
        return _ratio(folded(one)[:_LONGEST_FRONT], folded(other)[:_LONGEST_FRONT], least)
    return _ratio(first, second, least)


def _ratio(one: Sequence[Hashable], other: Sequence[Hashable], least: float) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0

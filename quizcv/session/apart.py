"""Cards made from one entry of a note, kept a few cards apart: the one shows what the other asks for.

An importer makes a card that tells a formula and, behind it, a problem that reckons with it. Asked right after one another, the second is
no recall. So the next card is looked for among the foremost few: nothing is dropped, and nothing waits for more than some cards.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from quizcv.workload import Waiting

    Origins = Callable[[Collection[str]], Mapping[str, str]]
    """The entry of a note that cards were made from, of those of these keys that share it with others."""

RECENT: Final = 3
"""So many other cards come between two of one entry, if there are as many."""
AHEAD: Final = 8
"""Among so many cards the next one is looked for."""


def keep_apart(cards: Sequence[Waiting], choice: Waiting, lately: Sequence[str], origins: Origins) -> Waiting:
    """The card to ask: `choice`, or where one of the same entry was just asked, the first that is as far from its like as can be.

    Of no more than `AHEAD` cards, no two of an entry are asked one after the other if there is any order in which they are not.

    Args:
        cards: Those waiting, in their order; at least one.
        choice: The one of them that comes next by itself. Others of its rank and of other decks than the card asked last go first.
        lately: The keys of the cards asked last, the latest first.
        origins: Which cards come from one entry.
    """
    window = [choice, *(each for each in cards[:AHEAD] if each is not choice)]
    entries = origins([*lately, *(each.card for each in window)])
    if not entries:
        return choice
    deck = lately[0].partition("/")[0] if lately else ""
    window.sort(key=lambda each: each is not choice and (each.rank != choice.rank or each.deck == deck))
    of = {key: entries.get(key, key) for key in (*lately, *(each.card for each in window))}
    fitting = _leading_on(window, of) if len(window) == len(cards) else window
    for distance in range(len(lately), 0, -1):
        shown = {of[key] for key in lately[:distance]}
        for each in fitting:
            if of[each.card] not in shown:
                return each
    return next(iter(fitting if not lately else ()), choice)


def _leading_on(cards: Sequence[Waiting], of: Mapping[str, str]) -> Sequence[Waiting]:
    """Those after which the others can be asked without two of an entry side by side; all of them if that is so after none.

    It can be done if no entry has more than every second of the places left, the first of which it may take unless it was just asked.
    """
    counts = Counter(of[each.card] for each in cards)
    left = len(cards) - 1

    def leads_on(first: str) -> bool:
        return all(
            count - 1 <= left // 2 if entry == first else count <= (left + 1) // 2 for entry, count in counts.items()
        )

    fits = {entry: leads_on(entry) for entry in counts}
    return [each for each in cards if fits[of[each.card]]] or cards

"""The table of all cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import BROKEN, NO_DECKS, ONLY_BROKEN, TITLES, UNREADABLE
from docs.gallery.scene import keys

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

SCENES: Final[dict[str, Scene]] = {
    "browse": keys("b"),
    "browse-found": keys("b", "slash", *"kernel"),
    "browse-card": keys("b", "down", "down", "enter"),
    "browse-marked": keys("b", "down", "space", "space"),
    "browse-flag": keys("b", "f"),
    "browse-help": keys("b", "question_mark"),
    "browse-fault": keys("b", "slash", *"reps", "greater_than_sign", "3"),
    "browse-none": keys("b", "slash", *"zzz"),
    "browse-no-decks": keys("b", home=NO_DECKS),
    "browse-broken": keys("b", home=BROKEN),
    "browse-only-broken": keys("b", home=ONLY_BROKEN),
    "browse-unreadable": keys("b", home=UNREADABLE),
    "browse-titles": keys("b", home=TITLES),
    "browse-reset": keys("b", "down", "space", "space", "r"),
}

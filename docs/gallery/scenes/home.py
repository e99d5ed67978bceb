"""The first screen, in every state a home may be in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import (
    ALL_DONE,
    BROKEN,
    FRESH,
    MANY,
    NO_DECKS,
    NOTHING_DUE,
    ONE_DAY,
    ONLY_BROKEN,
    TITLES,
    UNREADABLE,
)
from docs.gallery.scene import keys

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

SCENES: Final[dict[str, Scene]] = {
    "home": keys(),
    "home-deck": keys("down", "down"),
    "home-help": keys("question_mark"),
    "home-palette": keys("ctrl+p"),
    "home-fresh": keys(home=FRESH),
    "home-nothing-due": keys(home=NOTHING_DUE),
    "home-all-done": keys(home=ALL_DONE),
    "home-no-decks": keys(home=NO_DECKS),
    "home-broken": keys(home=BROKEN),
    "home-only-broken": keys(home=ONLY_BROKEN),
    "home-unreadable": keys(home=UNREADABLE),
    "home-many": keys("up", home=MANY),
    "home-titles": keys("down", home=TITLES),
    "home-one-day": keys(home=ONE_DAY),
    "home-palette-typed": keys("ctrl+p", *"set"),
    "home-themes": keys("ctrl+p", *"theme", "enter"),
}

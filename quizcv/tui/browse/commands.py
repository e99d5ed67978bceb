"""The commands of Browse."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import UNDO, Command
from quizcv.tui.mending import MEND
from quizcv.tui.review.commands import REVIEW

_REVIEW: Final = {command.name: command for command in REVIEW}
_POINTING: Final = "Point at another card."
_FAR: Final = "Point a page further, or at the first or the last card."
_SORTING: Final = "Sort by the column to the left or to the right; a click on a heading does so too."

BROWSE: Final = (
    Command("find", ("slash",), "find", "To the line for words; the arrows lead back.", "Finding", footer=11),
    Command("sort-left", ("less_than_sign",), "Sort by the column before", _SORTING, "Finding", palette=False),
    Command("sort-right", ("greater_than_sign",), "sort", _SORTING, "Finding", footer=33),
    Command("sort-round", ("R",), "Sort the other way round", "Turn the order round.", "Finding"),
    Command(
        "show-card",
        ("enter",),
        "card",
        "Show the card, or hide it: beside the table, or in its place where there is no room for both.",
        "Looking",
        footer=10,
    ),
    Command("next-card", ("down", "j"), "Next card", _POINTING, "Looking", palette=False),
    Command("previous-card", ("up", "k"), "Previous card", _POINTING, "Looking", palette=False),
    Command("cards-down", ("pagedown",), "A page down", _FAR, "Looking", palette=False),
    Command("cards-up", ("pageup",), "A page up", _FAR, "Looking", palette=False),
    Command("first-card", ("home", "g"), "First card", _FAR, "Looking", palette=False),
    Command("last-card", ("end", "G"), "Last card", _FAR, "Looking", palette=False),
    Command("sides-down", ("J",), "Scroll the card down", "Scroll the card.", "Looking", palette=False),
    Command("sides-up", ("K",), "Scroll the card up", "Scroll the card.", "Looking", palette=False),
    _REVIEW["math-source"]._replace(group="Looking", footer=46),
    _REVIEW["history"]._replace(group="Looking", footer=32),
    _REVIEW["open-picture"]._replace(group="Looking", footer=40),
    Command(
        "mark-card",
        ("space", "x"),
        "mark",
        "Mark the card and go on to the next, or take its mark off.",
        "Marking",
        footer=12,
        method="mark",
    ),
    Command(
        "mark-found",
        ("asterisk", "ctrl+a"),
        "mark all",
        "Mark every card that was found, or take all these marks off.",
        "Marking",
        footer=26,
    ),
    _REVIEW["suspend"]._replace(
        help="Set cards aside until you resume them; if all of them are, resume them.", group="Marked cards", footer=20
    ),
    _REVIEW["bury"]._replace(help="Put cards off until tomorrow.", group="Marked cards", footer=22),
    _REVIEW["flag"]._replace(
        help="Flag cards with a few words of your own; leave them empty to take the flags off.",
        group="Marked cards",
        footer=23,
    ),
    Command(
        "practise",
        ("p",),
        "practise",
        "Practise cards without their schedule: nothing of it is logged.",
        "Marked cards",
        footer=24,
    ),
    Command(
        "review-cards",
        ("v",),
        "review",
        "Review those of the marked cards that are asked today; without marks, of all that were found. The grades count.",
        "Marked cards",
    ),
    Command(
        "reset-cards",
        ("r",),
        "reset",
        "Make cards new again, after a question; their past stays in the log.",
        "Marked cards",
        footer=31,
    ),
    _REVIEW["edit"]._replace(
        help="Open the deck in your editor at the card pointed at, and come back to it.", group="Cards", footer=21
    ),
    MEND._replace(group="Cards", footer=27),
    Command(
        "new-card",
        ("n",),
        "new card",
        "Write a new card, into the deck of the card pointed at if it is your own.",
        "Cards",
        footer=25,
    ),
    UNDO._replace(
        help="Take back the latest grade or change, even after a restart; what was done to many cards at once in one step.",
        group="Cards",
    ),
    Command(
        "back",
        ("escape",),
        "back",
        "Back: from the line for words, from the card, from marks, from what was looked for, to the screen before.",
        "Cards",
        footer=80,
        palette=False,
    ),
    Command("leave", ("q",), "leave", "Leave; every grade is saved already.", "Everywhere", palette=False),
)

RESETTING: Final = (
    Command("reset-now", ("enter", "y"), "reset", "Make them new again.", "Resetting", footer=1),
    Command("keep-cards", ("escape", "n", "q"), "leave as they are", "Change nothing.", "Resetting", footer=80),
)

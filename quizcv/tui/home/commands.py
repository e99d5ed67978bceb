"""The commands of the first screen."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import UNDO, Command
from quizcv.tui.mending import MEND

HOME: Final = (
    Command(
        "begin",
        ("enter",),
        "begin",
        "Begin the review: of all decks, or of the deck chosen in the table.",
        "Home",
        footer=10,
    ),
    Command(
        "next-deck",
        ("down", "j"),
        "Next deck",
        "Choose a deck in the table: then only that one is reviewed.",
        "Home",
        palette=False,
    ),
    Command(
        "previous-deck",
        ("up", "k"),
        "Previous deck",
        "Choose a deck in the table: then only that one is reviewed.",
        "Home",
        palette=False,
    ),
    Command(
        "first-deck",
        ("home", "g"),
        "First deck",
        "Choose the first or the last deck in the table.",
        "Home",
        palette=False,
    ),
    Command(
        "last-deck",
        ("end", "G"),
        "Last deck",
        "Choose the first or the last deck in the table.",
        "Home",
        palette=False,
    ),
    Command(
        "open-group",
        ("right", "l"),
        "open",
        "Show the decks of the group pointed at, or its line alone.",
        "Home",
        footer=21,
    ),
    Command(
        "close-group",
        ("left", "h"),
        "close",
        "Show the decks of the group pointed at, or its line alone.",
        "Home",
        footer=22,
    ),
    Command("all-decks", ("escape",), "all decks", "Choose all decks again.", "Home", footer=20),
    Command(
        "drill",
        ("d",),
        "drill",
        "Practise generated problems without end; nothing is scheduled or logged.",
        "Home",
        footer=25,
    ),
    Command(
        "browse",
        ("b",),
        "browse",
        "See all cards in a table: find, read, edit, suspend or reset them, one by one or many at once.",
        "Home",
        footer=26,
    ),
    Command(
        "new-card",
        ("n",),
        "new card",
        "Write a card: a small form, checked as you type, into a deck of yours or a new one.",
        "Home",
        footer=27,
    ),
    Command(
        "statistics",
        ("s",),
        "statistics",
        "See what was reviewed and remembered, and what lies ahead.",
        "Home",
        footer=28,
    ),
    Command(
        "import",
        ("i",),
        "import",
        "Import a note: see what becomes of it, decide, and write a deck.",
        "Home",
        footer=31,
        method="import_note",
    ),
    Command(
        "sync-now",
        ("y",),
        "sync",
        "Sync with the folder that is set, and with what other devices put there.",
        "Home",
        footer=32,
        palette=False,
    ),
    Command(
        "settings",
        ("comma",),
        "settings",
        "Set how much is reviewed, how it looks, and every key.",
        "Home",
        footer=33,
    ),
    MEND,
    UNDO._replace(footer=34),
    Command("leave", ("q",), "quit", "Leave; every grade is saved already.", "Everywhere", footer=80, palette=False),
)

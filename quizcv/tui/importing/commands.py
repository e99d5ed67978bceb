"""The commands of the import's screens."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import Command
from quizcv.tui.review.commands import REVIEW

CHOOSING_NOTE: Final = (
    Command(
        "read-note",
        ("enter",),
        "read it",
        "Read the note that is typed or pointed at; of a folder, show what is in it.",
        "Choosing a note",
        footer=1,
    ),
    Command("complete", ("tab",), "complete", "Complete what is typed.", "Choosing a note", footer=2, palette=False),
    Command("next-note", ("down",), "Next note", "Point at a note or a folder.", "Choosing a note", palette=False),
    Command(
        "previous-note", ("up",), "Previous note", "Point at a note or a folder.", "Choosing a note", palette=False
    ),
    Command(
        "name-deck",
        ("f2",),
        "deck's name",
        "Give the deck a name of your own, and back; without one it is named after the note.",
        "Choosing a note",
        footer=3,
    ),
    Command("close-note", ("escape",), "back", "Back, with nothing imported.", "Choosing a note", footer=80),
)

DECIDING: Final = (
    Command(
        "accept-entry",
        ("a", "enter"),
        "accept",
        "Make a card of a draft or of an unanswered question; keep a card; take the note's text in a conflict.",
        "Deciding",
        footer=10,
    ),
    Command(
        "edit-entry",
        ("e",),
        "edit",
        "Write question and answer yourself; a problem or a choice opens in your editor. What is no card becomes one.",
        "Deciding",
        footer=11,
    ),
    Command(
        "out-entry",
        ("x",),
        "take out",
        "Take a card or a draft out for good; keep your own text in a conflict.",
        "Deciding",
        footer=12,
    ),
    Command(
        "accept-all",
        ("A",),
        "accept all",
        "Accept every draft of this list that has an answer.",
        "Deciding",
        footer=16,
    ),
    Command(
        "undo-decision", ("u",), "undo", "Take the last decision back, as often as you like.", "Deciding", footer=13
    ),
    Command(
        "write-deck",
        ("w",),
        "write",
        "Write the deck as decided; until then nothing is written.",
        "Deciding",
        footer=5,
    ),
    Command("next-entry", ("down", "j"), "Next", "Go to the next or the previous line.", "Looking", palette=False),
    Command(
        "previous-entry", ("up", "k"), "Previous", "Go to the next or the previous line.", "Looking", palette=False
    ),
    Command(
        "first-entry",
        ("home", "g"),
        "First line",
        "Go to the first or the last line of the list.",
        "Looking",
        palette=False,
    ),
    Command(
        "last-entry",
        ("end", "G"),
        "Last line",
        "Go to the first or the last line of the list.",
        "Looking",
        palette=False,
    ),
    Command("next-list", ("tab", "right", "l"), "lists", "Show the next list.", "Looking", footer=14, palette=False),
    Command(
        "previous-list", ("shift+tab", "left", "h"), "Previous list", "Show the list before.", "Looking", palette=False
    ),
    Command("card-down", ("pagedown",), "Card down", "Scroll the card.", "Looking", palette=False),
    Command("card-up", ("pageup",), "Card up", "Scroll the card.", "Looking", palette=False),
    Command("note-down", ("J",), "Note down", "Scroll the note.", "Looking", palette=False),
    Command("note-up", ("K",), "Note up", "Scroll the note.", "Looking", palette=False),
    next(command for command in REVIEW if command.name == "math-source")._replace(footer=0),
    Command(
        "open-note",
        ("o",),
        "open note",
        "Open the note in your editor at this line; it is read again afterwards, and your decisions stay.",
        "Looking",
        footer=17,
    ),
    Command("read-again", ("r",), "read again", "Read note and deck again; your decisions stay.", "Looking"),
    Command(
        "review-imported",
        ("enter",),
        "review now",
        "When the deck is written: review its cards.",
        "At the end",
        footer=1,
    ),
    Command(
        "close-import",
        ("escape", "q"),
        "leave",
        "Leave; decisions that are not written are asked about.",
        "At the end",
        footer=80,
    ),
)

EDITING: Final = (
    Command(
        "keep-edit", ("ctrl+s",), "keep", "Keep what is written, once it can be a card.", "Writing a card", footer=1
    ),
    Command(
        "other-box",
        ("tab", "shift+tab"),
        "other box",
        "From the question to the answer, and back.",
        "Writing a card",
        footer=2,
        palette=False,
    ),
    Command(
        "drop-edit",
        ("escape",),
        "leave as it was",
        "Leave the entry as it was.",
        "Writing a card",
        footer=3,
        palette=False,
    ),
)

LEAVING: Final = (
    Command("write-and-leave", ("w",), "write the deck", "Write the deck as decided.", "Leaving", footer=1),
    Command("drop-and-leave", ("d",), "drop it all", "Leave with nothing written.", "Leaving", footer=2),
    Command("stay", ("escape", "q"), "stay", "Back to the lists.", "Leaving", footer=80, palette=False),
)

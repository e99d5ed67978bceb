"""The commands of the form for a new card."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import Command

ADDING: Final = (
    Command(
        "save-card",
        ("ctrl+s",),
        "save",
        "Put the card into its deck; the form stays open for the next one.",
        "A new card",
        footer=1,
    ),
    Command(
        "next-kind",
        ("ctrl+t",),
        "kind",
        "Make it a basic card, one asked from both sides, one whose answer is typed, or a text with blanks.",
        "A new card",
        footer=3,
    ),
    Command(
        "edit-new",
        ("ctrl+e",),
        "editor",
        "Put the card into its deck and open it there in your editor; with nothing typed, open the deck at its end.",
        "A new card",
        footer=4,
    ),
    Command(
        "next-own-deck",
        ("down",),
        "other deck",
        "In the deck's box: another deck of yours.",
        "A new card",
        footer=2,
        palette=False,
    ),
    Command(
        "previous-own-deck",
        ("up",),
        "Deck before",
        "In the deck's box: another deck of yours.",
        "A new card",
        palette=False,
    ),
    Command("next-box", ("tab",), "next box", "To the next box.", "A new card", footer=5, palette=False),
    Command("previous-box", ("shift+tab",), "Box before", "To the box before.", "A new card", palette=False),
    Command(
        "draw-card",
        ("f2",),
        "preview",
        "On a small screen: show the card as it will look, in the form's place, and back.",
        "A new card",
        footer=2,
    ),
    Command("preview-down", ("pagedown",), "Scroll down", "Scroll the drawn card.", "A new card", palette=False),
    Command("preview-up", ("pageup",), "Scroll up", "Scroll the drawn card.", "A new card", palette=False),
    Command(
        "close-form",
        ("escape",),
        "leave",
        "Leave the form; a card that is not saved is asked about.",
        "A new card",
        footer=80,
    ),
)

UNSAVED: Final = (
    Command("save-and-leave", ("s",), "save it", "Put the card into its deck, and leave.", "Leaving", footer=1),
    Command("drop-and-leave", ("d",), "drop it", "Leave without the card.", "Leaving", footer=2),
    Command("stay", ("escape", "q"), "stay", "Back to the form.", "Leaving", footer=80, palette=False),
)

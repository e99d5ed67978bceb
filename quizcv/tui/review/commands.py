"""The commands of the review."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quizcv.scheduler import GRADES
from quizcv.session import BUTTONS
from quizcv.tui.commands import SCROLLING, UNDO, Command


def _grade(buttons: str, name: str, key: str, grade: int) -> Command:
    sentence = "Grade the card: how well did you know it?"
    label = f"Grade {grade}"
    return Command(name, (key,), label, sentence, "Grading", palette=False, method="grade", arguments=(grade, buttons))


def _option(number: int) -> Command:
    return Command(
        f"option-{number}",
        (str(number % 10),),
        f"Option {number}",
        "Choose an option; where several are right, mark it or take the mark off.",
        "Answering",
        palette=False,
        method="option",
        arguments=(number,),
    )


REVIEW: Final = (
    Command("choose", ("space",), "choose", "Choose the option pointed at.", "Answering", footer=1, palette=False),
    Command("reveal", ("space", "enter"), "show the answer", "Show the answer.", "Answering", footer=2),
    Command("next-step", ("space",), "next step", "Show the next step of the worked way.", "Answering", footer=2),
    Command("hint", ("h", "f2"), "hint", "Show a hint; again for the next one.", "Answering", footer=11),
    Command("leave-box", ("escape",), "keys", "From the answer's box to the keys.", "Answering", 12, palette=False),
    Command(
        "switch-keys",
        ("tab",),
        "type",
        "From the answer's box to the keys, and back.",
        "Answering",
        footer=12,
        palette=False,
    ),
    Command(
        "stop-comparing",
        ("escape",),
        "stop waiting",
        "While a formula is compared: wait no longer, and grade it yourself.",
        "Answering",
        footer=6,
    ),
    *(_option(number) for number in range(1, 11)),
    Command(
        "next-option", ("down",), "Next option", "Point at the next or the previous option.", "Answering", palette=False
    ),
    Command(
        "previous-option",
        ("up",),
        "Previous option",
        "Point at the next or the previous option.",
        "Answering",
        palette=False,
    ),
    Command(
        "accept", ("space", "enter"), "accept", "Take the suggested grade, the one in brackets.", "Grading", footer=4
    ),
    *(_grade("four", name, str(key), grade) for key, (name, grade) in enumerate(BUTTONS.items(), 1)),
    *(_grade("six", f"grade-{grade}", str(grade), grade) for grade in GRADES),
    UNDO,
    Command("suspend", ("s",), "suspend", "Set the card aside until you resume it.", "The card", footer=42),
    Command("bury", ("b",), "bury", "Put the card off until tomorrow.", "The card", footer=43),
    Command(
        "flag",
        ("f",),
        "flag",
        "Flag the card with a few words of your own; leave them empty to take the flag off.",
        "The card",
        footer=44,
    ),
    Command(
        "edit", ("e",), "edit", "Open the deck in your editor at this card, and come back to it.", "The card", footer=41
    ),
    Command("history", ("i",), "history", "What happened to this card so far.", "The card", footer=45),
    Command(
        "math-source",
        ("m",),
        "math source",
        "Show formulas as they were written, or drawn again.",
        "The card",
        footer=46,
    ),
    Command("open-picture", ("o",), "picture", "Open the card's picture in a window.", "The card", footer=40),
    *SCROLLING,
    Command(
        "more",
        ("enter",),
        "more",
        "At the end: the due cards that the day's limit keeps back, or else up to ten more new cards.",
        "The end",
        footer=5,
    ),
    Command("leave", ("q",), "leave", "Leave; every grade is saved already.", "Everywhere", footer=80),
    Command(
        "leave-by-escape",
        ("escape",),
        "leave",
        "Leave; every grade is saved already.",
        "Everywhere",
        palette=False,
        method="leave",
    ),
)


HOME_ROW: Final = {
    "four": ("j", "k", "l", "semicolon"),
    "six": ("h", "j", "k", "l", "semicolon", "apostrophe"),
}
"""The keys under the right hand, from the lowest grade to the highest."""


@lru_cache
def review_commands(buttons: str, grade_keys: str = "digits") -> tuple[Command, ...]:
    """The review's commands with the grade keys of the settings.

    Args:
        buttons: `four` or `six`.
        grade_keys: `digits`, or `home-row`: the letters under the right hand grade too, and do nothing else; what was on them
            has another key besides.
    """
    found = tuple(command for command in REVIEW if command.method != "grade" or command.arguments[1] == buttons)
    if grade_keys != "home-row":
        return found
    row = iter(HOME_ROW[buttons])
    taken = set(HOME_ROW[buttons])
    return tuple(
        command._replace(
            keys=(next(row), *command.keys)
            if command.method == "grade"
            else tuple(key for key in command.keys if key not in taken)
        )
        for command in found
    )

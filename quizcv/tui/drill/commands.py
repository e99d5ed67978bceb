"""The commands of the drill's two screens."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import SCROLLING, Command
from quizcv.tui.review.commands import REVIEW

_SHARED: Final = frozenset({"next-step", "hint", "math-source", "stop-comparing"})

CHOOSING: Final = (
    Command(
        "begin-drill",
        ("enter",),
        "begin",
        "Begin with what is marked, or with the line pointed at if nothing is.",
        "Choosing",
        footer=10,
    ),
    Command(
        "mark", ("space",), "mark", "Mark a line, or take the mark off; a topic's line marks all of it.", "Choosing", 11
    ),
    Command("find", ("slash",), "find", "Type words to see only the lines that hold them.", "Choosing", 12),
    Command("mark-all", ("a",), "all", "Mark every line shown, or take all these marks off.", "Choosing", 13),
    Command("next-line", ("down", "j"), "Next line", "Point at another line.", "Choosing", palette=False),
    Command("previous-line", ("up", "k"), "Previous line", "Point at another line.", "Choosing", palette=False),
    Command("next-page", ("pagedown",), "Next page", "Point a page further.", "Choosing", palette=False),
    Command("previous-page", ("pageup",), "Previous page", "Point a page further.", "Choosing", palette=False),
    Command(
        "close-choosing",
        ("escape", "q"),
        "back",
        "Back to the first screen; first of all take the words to find away.",
        "Choosing",
        footer=80,
    ),
)

DRILL: Final = (
    Command(
        "check",
        ("enter", "space"),
        "show the answer",
        "Check the answer; with nothing typed, show it.",
        "Drill",
        footer=1,
    ),
    *(command for command in REVIEW if command.name in _SHARED),
    Command("go-on", ("enter", "space"), "next problem", "Go on to the next problem.", "Drill", footer=4),
    Command("skip", ("n", "f3"), "skip", "Skip this problem; it does not count.", "Drill", footer=10),
    Command("to-box", ("tab",), "type", "From the answer's box to the keys, and back.", "Drill", 12, palette=False),
    Command("end-drill", ("escape", "q"), "score", "End the drill and see the score.", "Drill", footer=80),
    Command(
        "drill-weak",
        ("enter",),
        "weak ones again",
        "At the score: practise again what was not always right.",
        "The score",
        footer=1,
    ),
    Command("drill-on", ("c",), "carry on", "At the score: carry on where you left off.", "The score", footer=2),
    Command(
        "close-drill", ("escape", "q"), "back", "At the score: choose something else, or go home.", "The score", 81
    ),
    *SCROLLING,
)

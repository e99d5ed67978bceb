"""The commands of the statistics screen."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import Command
from quizcv.tui.statistics.views import NAMES


def _view(number: int, name: str) -> Command:
    return Command(
        f"figure-{number}",
        (str(number),),
        name,
        "Show a figure by its number.",
        "Statistics",
        method="figure",
        arguments=(number,),
    )


STATISTICS: Final = (
    Command("next-figure", ("right", "l", "tab"), "next", "Show the next figure.", "Statistics", footer=10),
    Command(
        "previous-figure", ("left", "h", "shift+tab"), "previous", "Show the figure before.", "Statistics", footer=11
    ),
    *(_view(number, name) for number, name in enumerate(NAMES, 1)),
    Command("period", ("p",), "period", "Look at the last 30 days, 90, 365, or all of them.", "Statistics", footer=12),
    Command(
        "numbers-down",
        ("down", "j"),
        "scroll",
        "Pick a day, a week or a month, marked in the plot and in the numbers; scroll where there is none.",
        "Moving",
        footer=13,
        palette=False,
    ),
    Command(
        "numbers-up",
        ("up", "k"),
        "Up",
        "Pick a day, a week or a month, marked in the plot and in the numbers; scroll where there is none.",
        "Moving",
        palette=False,
    ),
    Command("numbers-page-down", ("pagedown",), "Page down", "The same, page by page.", "Moving", palette=False),
    Command("numbers-page-up", ("pageup",), "Page up", "The same, page by page.", "Moving", palette=False),
    Command("close-statistics", ("escape", "q"), "back", "Back to the first screen.", "Statistics", footer=80),
)

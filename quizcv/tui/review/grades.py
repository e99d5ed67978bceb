"""The grades as buttons: a key, a word and a mark each, so that none is told by its colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.scheduler import DRILL_BELOW
from quizcv.session import effect_of
from quizcv.tui.commands import key_name, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from quizcv.session import Turn
    from quizcv.tui.commands import Command


class GradeButton(NamedTuple):
    """A grade to be given.

    Args:
        key: Its digit.
        grade: 0..5.
        word: One word.
        mark: One sign.
        style: Its colour.
        command: The command of its key.
    """

    key: str
    grade: int
    word: str
    mark: str
    style: str
    command: str


AGAIN: Final = GradeButton("1", 1, "Again", "✗", "$error", "again")
HARD: Final = GradeButton("2", 3, "Hard", "~", "$warning", "hard")
GOOD: Final = GradeButton("3", 4, "Good", "✓", "$success", "good")
EASY: Final = GradeButton("4", 5, "Easy", "✦", "$primary", "easy")
FOUR: Final = (AGAIN, HARD, GOOD, EASY)
SIX: Final = (
    GradeButton("0", 0, "Blank", "-", "$error", "grade-0"),
    GradeButton("1", 1, "Wrong", "✗", "$error", "grade-1"),
    GradeButton("2", 2, "Near", "?", "$error", "grade-2"),
    GradeButton("3", 3, "Hard", "~", "$warning", "grade-3"),
    GradeButton("4", 4, "Good", "✓", "$success", "grade-4"),
    GradeButton("5", 5, "Easy", "✦", "$primary", "grade-5"),
)
_BY_SETTING: Final = {"four": FOUR, "six": SIX}


def grade_buttons(setting: str) -> tuple[GradeButton, ...]:
    """The buttons of the setting `buttons`: four or six."""
    return _BY_SETTING[setting]


def keyed(
    buttons: tuple[GradeButton, ...], commands: Iterable[Command], keymap: Mapping[str, str]
) -> tuple[GradeButton, ...]:
    """The buttons with the keys their commands have now, the first of each."""
    keys = {command.name: keys_of(command, keymap) for command in commands}
    return tuple(each._replace(key=key_name((keys.get(each.command) or (each.key,))[0])) for each in buttons)


def button_for(grade: int, buttons: tuple[GradeButton, ...]) -> GradeButton:
    """The button of a grade; among four, grades without one of their own belong to the next below."""
    return next((each for each in reversed(buttons) if each.grade <= grade), buttons[0])


def word_of(grade: int, buttons: tuple[GradeButton, ...]) -> str:
    """A grade in words: its button's, with what is special about it where the button stands for others too: `Again (near)`."""
    button = button_for(grade, buttons)
    return button.word if button.grade == grade else f"{button.word} ({SIX[grade].word.lower()})"


def interval_words(days: int) -> str:
    """An interval in at most eight cells: `6 days`, `2.1 mo`, `1.4 yr`."""
    month, year = 30.44, 365.25
    if days < 100:  # noqa: PLR2004  up to three months, days say it best
        return "1 day" if days == 1 else f"{days} days"
    if days < year:
        return f"{days / month:.1f} mo"
    years = days / year
    return f"{years:.1f} yr" if years < 100 else f"{years:.0f} yr"  # noqa: PLR2004  the fraction no longer matters


def next_interval(turn: Turn, grade: int, day: date) -> str:
    """What a grade does to a card, in at most nine cells; `↻` where it also comes again today. In practice it moves nothing."""
    if turn.reason == "practice":
        return "again" if grade < DRILL_BELOW else "known"
    again, days = effect_of(turn, grade, day)
    if days is None:
        return "today"
    return f"↻ {interval_words(days)}" if again else interval_words(days)

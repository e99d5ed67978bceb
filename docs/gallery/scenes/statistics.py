"""The statistics: each figure in each time it can be looked at, and of logs that are empty, a day or years long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import FIRST_DAY, FRESH, UNREADABLE, YEARS_LONG
from docs.gallery.scene import keys
from quizcv.statistics import Period
from quizcv.tui.statistics.views import NAMES, OF_ALL_TIMES

if TYPE_CHECKING:
    from docs.gallery.scene import Scene

PERIODS: Final = tuple(Period)

SCENES: Final[dict[str, Scene]] = {
    **{
        f"statistics-{number}{'' if period is PERIODS[0] else f'-{period}'}": keys(
            "s", str(number), *["p"] * PERIODS.index(period)
        )
        for number, name in enumerate(NAMES, 1)
        for period in PERIODS
        if period is PERIODS[0] or name not in OF_ALL_TIMES
    },
    **{f"statistics-{number}-picked": keys("s", str(number), "down", "down", "down") for number in (2, 3, 5)},
    **{f"statistics-{number}-first-day": keys("s", str(number), home=FIRST_DAY) for number in range(1, 10)},
    **{f"statistics-{number}-years": keys("s", str(number), "p", "p", "p", home=YEARS_LONG) for number in range(1, 10)},
    "statistics-empty": keys("s", home=FRESH),
    "statistics-unreadable": keys("s", home=UNREADABLE),
    "statistics-help": keys("s", "question_mark"),
}

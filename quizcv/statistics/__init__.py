"""What the log says about the learning: pure functions of events, nothing else is looked at."""

from __future__ import annotations

from quizcv.statistics.counting import MATURE_DAYS, Count, Tally, happening, tally, total
from quizcv.statistics.figures import Figures, Standing, Streak, Topic, figures_of, streak
from quizcv.statistics.periods import Bucket, Period, buckets
from quizcv.statistics.summary import DayCount, Summary, standing, summarise

__all__ = [
    "MATURE_DAYS",
    "Bucket",
    "Count",
    "DayCount",
    "Figures",
    "Period",
    "Standing",
    "Streak",
    "Summary",
    "Tally",
    "Topic",
    "buckets",
    "figures_of",
    "happening",
    "standing",
    "streak",
    "summarise",
    "tally",
    "total",
]

"""The columns of the projection, by name: a module of its own, so that a query can be put together without the rows' classes."""

STATE_COLUMNS = (
    "due",
    "ease",
    "repetition",
    "interval",
    "lapses",
    "asked",
    "first_day",
    "graded_day",
    "last_day",
    "last_grade",
    "last_day_grades",
    "suspended",
    "buried_day",
    "flag",
)
"""The columns `quizcv.progress.states.state_from` takes, in its order."""

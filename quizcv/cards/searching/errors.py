"""What is wrong with a search, and where in it."""

from __future__ import annotations

from quizcv.errors import UsageError


class SearchError(UsageError):
    """A search that can't be read, or names what does not exist. Exit code 2.

    Attributes:
        column: Where in the text the fault is, counted in characters from 1; 0 where no place can be named.
        told: What is wrong, and the mend, without the place.
    """

    def __init__(self, column: int, told: str) -> None:
        super().__init__(f"the search, at character {column}: {told}" if column else told)
        self.column = column
        self.told = told

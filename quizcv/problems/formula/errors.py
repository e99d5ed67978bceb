"""What is wrong with a formula, with its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.errors import QuizcvError

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 24
"""Characters of a strange text repeated in a message."""


class FormulaError(QuizcvError):
    """A formula that can't be read, or can't be calculated.

    Args:
        problem: What is wrong.
        column: Where, counted in characters from 1; 0 for the whole formula.
        mend: What to do about it; empty if the problem says it.
    """

    def __init__(self, problem: str, column: int = 0, mend: str = "") -> None:
        self.problem = problem
        self.column = column
        self.mend = mend
        where = f" at column {column}" if column else ""
        super().__init__(f"{problem}{where}" + (f"; {mend}" if mend else ""))

    @property
    def reason(self) -> str:
        """What is wrong and the mend, without the column: for a message that begins with one."""
        return f"{self.problem}; {self.mend}" if self.mend else self.problem


class CalculationError(FormulaError):
    """A formula that can be read but not calculated with these numbers: division by zero, a root of a negative number, too large."""


def shortened(text: str) -> str:
    """A strange text in quotes, cut to a length that fits a message."""
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "...")


def nearest_name(name: str, known: Iterable[str], functions: Iterable[str] = ()) -> str:
    """The known name a writer most likely meant, or else the function; empty if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only for a message

    candidates = sorted(known)
    name = name[:SHOWN]
    close = get_close_matches(name, candidates, 1)
    if close:
        return close[0]
    folded = name.casefold()
    for candidate in candidates:
        if folded.startswith(candidate.casefold()) or candidate.casefold().startswith(folded):
            return candidate
    close = get_close_matches(name, sorted(functions), 1) if len(name) > 2 else []  # noqa: PLR2004  shorter ones resemble too many
    return close[0] if close else ""

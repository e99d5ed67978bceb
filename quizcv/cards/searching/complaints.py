"""What is told of names a search does not know: the nearest that there is, or all of them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from quizcv.cards.searching.errors import SearchError
from quizcv.cards.searching.language import Field, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_REPEATED: Final = 60
"""Characters of a name that a message repeats."""
FIELDS: Final = (*Field, "is")
NUMBERS: Final = {Measure.EASE: "2.5", Measure.INTERVAL: "30", Measure.LAPSES: "3", Measure.DUE: "7"}
"""With what each measure is compared in an example."""
IN_QUOTES: Final = "put the words in quotation marks to look for them as they stand"


def unknown_field(written: str, begin: int) -> SearchError:
    """What is told of `nmae:x` at a place, counted from 0."""
    name = written.partition(":")[0]
    near = get_close_matches(name.lower(), FIELDS, 1)
    if name.lower() in set(Measure):
        mend = f"compare it, as in {name.lower()}={NUMBERS[Measure(name.lower())]}"
    elif near:
        mend = f"did you mean {near[0]}:?"
    else:
        mend = f"there are {', '.join(f'{field}:' for field in FIELDS)} and comparisons like ease<2; or {IN_QUOTES}"
    return SearchError(begin + 1, f"there is no field {f'{name[:40]}:'!r}; {mend}")


def unknown_measure(name: str, begin: int) -> SearchError:
    """What is told of `lapse>3` at a place, counted from 0."""
    known = [str(measure) for measure in Measure]
    return SearchError(
        begin + 1,
        f"no number is called {shortened(name)!r}; {mend_of(name.lower(), known, 'numbers')}; or {IN_QUOTES}",
    )


def shortened(name: str) -> str:
    """A name as a message repeats it."""
    return name if len(name) <= LONGEST_REPEATED else f"{name[:LONGEST_REPEATED]}…"


def mend_of(name: str, known: Sequence[str], what: str) -> str:
    """What to write instead of a name that does not exist: the one it comes near to, or all there are."""
    near = get_close_matches(name[:100], known, 1)
    return f"did you mean {near[0]!r}?" if near else f"the {what} are: {', '.join(known)}"

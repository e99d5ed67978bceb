"""What the signs of each screen mean, for its help. A screen names its list in `legend`; the signs come from where they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.statistics.grouping import HEAT_SIGNS
from quizcv.tui.browse import columns
from quizcv.tui.commands import HelpRow
from quizcv.tui.home.decktable import CLOSED, OPEN
from quizcv.tui.importing.entries import MARKS, State
from quizcv.tui.importing.rows import DECIDED
from quizcv.tui.review.grades import grade_buttons
from quizcv.tui.statistics.charts import DOT, SIGNS
from quizcv.tui.statistics.tables import MARK

if TYPE_CHECKING:
    from quizcv.settings import Settings

POINTED: Final = HelpRow((columns.POINTER.strip(),), "What is pointed at.")
HEAT: Final = (
    HelpRow((HEAT_SIGNS[0],), "In the year of days: no grade on that day."),
    HelpRow(tuple(HEAT_SIGNS[1:]), "From few grades on a day to many: a quarter each of the days that have some."),
)
GRADES: Final = {
    "again": "Not known: it comes again today.",
    "hard": "Known, but with trouble: it comes again today.",
    "good": "Known, after a moment.",
    "easy": "Known at once.",
    "grade-0": "Nothing came to mind.",
    "grade-1": "Wrong, though the answer rings a bell.",
    "grade-2": "Wrong, but near.",
    "grade-3": "Right, with trouble.",
    "grade-4": "Right, after a moment.",
    "grade-5": "Right at once.",
}
"""What each grade says, by its command."""
_VERDICTS: Final = (
    HelpRow(("✓",), "Right, or done."),
    HelpRow(("✗",), "Wrong, or failed."),
    HelpRow(("?",), "It could not be decided, or should be looked at."),
)
_LEGENDS: Final = {
    "home": (
        HelpRow(("›",), "The deck pointed at: it alone is reviewed."),
        HelpRow((CLOSED.strip(), OPEN.strip()), "A group of decks, closed or open."),
        HelpRow(("·",), "In the table: none."),
        HelpRow(("✗",), "A deck that is left out, or a message that something failed."),
        *HEAT,
    ),
    "browse": (
        POINTED,
        HelpRow((columns.MARK,), "Marked: what is done next is done to all marked cards."),
        HelpRow(("S",), "Suspended: not asked until it is resumed."),
        HelpRow(("B",), "Put off (buried) until tomorrow."),
        HelpRow(("⚑",), "Flagged; the card beside the table has the flag's words."),
        HelpRow(("L",), "A leech: forgotten so often that it should be written anew."),
        HelpRow((columns.NEVER,), "Nothing to tell: not begun, or never forgotten."),
        HelpRow(("▲", "▼"), "The column the cards are sorted by, and whether they rise or fall."),
    ),
    "statistics": (
        *HEAT,
        HelpRow(tuple(SIGNS), "In a bar: reviews, new cards, drills."),
        HelpRow((DOT,), "On a line: a day, a week or a month in which cards were reviewed."),
        HelpRow((MARK.strip(), "▲", "◆"), "Picked: the row in the numbers, and its place in the plot."),
        HelpRow(("-",), "Nothing to take a share of: no review."),
        HelpRow(("<1 %", ">99 %"), "A little, but not none; nearly all, but not all."),
    ),
    "drill": (POINTED, HelpRow(("[x]", "[-]", "[ ]"), "Marked; of a topic, in part; not marked.")),
    "import": (
        POINTED,
        HelpRow(tuple(mark for mark, _ in DECIDED.values()), "Decided: taken in, taken out, written by you."),
        HelpRow((MARKS[State.NEW], MARKS[State.CHANGED], MARKS[State.GONE]), "A card that is new, changed, or gone."),
        HelpRow((MARKS[State.CONFLICT],), "You and the note have changed the same text."),
        HelpRow((MARKS[State.DRAFT],), "A draft, or a claim that can't be decided."),
    ),
    "settings": (POINTED, HelpRow(("•",), "Set by you; all others have their defaults.")),
}


def signs_of(legend: str, settings: Settings) -> tuple[HelpRow, ...]:
    """The rows of a legend; none for a screen without signs of its own.

    Args:
        legend: `home`, `review`, `browse` ...
        settings: Four grades or six.
    """
    if legend != "review":
        return _LEGENDS.get(legend, ())
    grades = [HelpRow((each.mark,), f"{each.word}. {GRADES[each.command]}") for each in grade_buttons(settings.buttons)]
    return (
        *grades,
        HelpRow(("[ ]",), "Around a grade: the suggested one."),
        HelpRow(("↻",), "Under a grade: the card comes again today as well."),
        HelpRow(("━", "─"), "Above the card: what is done, and what is left."),
        HelpRow(
            ("↑",),
            "Below the title: so many lines of the card are scrolled away above, and what the question said there.",
        ),
        *_VERDICTS,
    )

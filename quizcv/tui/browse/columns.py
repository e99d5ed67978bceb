"""The table's columns: which ones a width has room for, what each says of a card, and how a row is drawn. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.shown import shown_line
from quizcv.tui.render.oneline import one_line
from quizcv.tui.render.wrapping import Line, Run, cut, width_of
from quizcv.tui.review.grades import interval_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizcv.progress.finding import FoundCard

GAP: Final = 2
POINTER: Final = "› "
MARK: Final = "x"
LEADING: Final = len(POINTER) + len(MARK) + 1
"""Cells in front of the first column; a click on them marks a card."""
LEAST_FRONT: Final = 37
"""No further column is shown where the front would get less than this."""
ROOMY_DECK: Final = 130
"""From this width on, the column of decks is wider."""
NEVER: Final = "·"
HERE: Final = " on $panel"


class Column(NamedTuple):
    """A column of the table.

    Args:
        name: What the finder orders by.
        title: Its heading.
        width: In cells; 0 takes what the others leave.
        right: Whether it holds numbers, which stand at its right edge.
    """

    name: str
    title: str
    width: int
    right: bool = False


FRONT: Final = Column("front", "Front", 0)
DECK: Final = Column("deck", "Deck", 14)
KIND: Final = Column("kind", "Kind", 8)
DUE: Final = Column("due", "Due", 9)
INTERVAL: Final = Column("interval", "Interval", 8, right=True)
EASE: Final = Column("ease", "Ease", 5, right=True)
LAPSES: Final = Column("lapses", "Lapses", 6, right=True)
ALL: Final = (FRONT, DECK, KIND, DUE, INTERVAL, EASE, LAPSES)
BY_WEIGHT: Final = (DECK, KIND, INTERVAL, EASE, LAPSES)
"""What is shown beside front and due day, as far as there is room."""


def columns_for(width: int) -> tuple[Column, ...]:
    """The columns a table of this width shows, with their widths."""
    room = width - LEADING - GAP - DUE.width
    chosen = [DUE]
    for column in BY_WEIGHT:
        if room - GAP - column.width < LEAST_FRONT:
            break
        room -= GAP + column.width
        chosen.append(column)
    wider = 8 if width >= ROOMY_DECK and DECK in chosen and room - 8 >= LEAST_FRONT else 0
    sizes = {FRONT: max(room - wider, 1), DECK: DECK.width + wider}
    return tuple(each._replace(width=sizes.get(each, each.width)) for each in ALL if each is FRONT or each in chosen)


def head_line(columns: Sequence[Column], sorted_by: str, *, descending: bool) -> Line:
    """The headings; an arrow stands at the one the table is sorted by."""
    arrow = "▼" if descending else "▲"
    runs = [Run(" " * LEADING)]
    for number, column in enumerate(columns):
        here = column.name == sorted_by
        title = f"{column.title}{arrow}" if here else column.title
        title = f"{title:>{column.width}}" if column.right else f"{title:<{column.width}}"
        runs.append(Run(" " * GAP * bool(number)))
        runs.append(
            Run(title[-column.width :] if column.right else title[: column.width], "bold" if here else "$text-muted")
        )
    return tuple(runs)


def column_at(columns: Sequence[Column], cell: int) -> Column | None:
    """The column a cell of the heading belongs to."""
    left = LEADING
    for column in columns:
        if left <= cell < left + column.width + GAP:
            return column
        left += column.width + GAP
    return None


def row_line(found: FoundCard, columns: Sequence[Column], day: date, *, here: bool, marked: bool) -> Line:
    """A card's row. It is pointed at by a sign, marked by a sign, and its states are signs too: no colour says anything alone."""
    style = "$text-muted" if found.suspended or found.buried else ""
    if marked:
        style = f"bold {style}".rstrip()
    runs = [
        Run(POINTER if here else " " * len(POINTER), "bold $primary"),
        Run(f"{MARK if marked else ' '} ", "bold $primary"),
    ]
    for number, column in enumerate(columns):
        runs.append(Run(" " * GAP * bool(number)))
        signs = state_signs(found) if column.name == FRONT.name else ()
        room = max(column.width - width_of(signs), 0)
        words, own = cell(found, column, day)
        words = cut(words, max(room - bool(signs), 0))
        pad = " " * (room - width_of([Run(words)]))
        runs.append(Run(pad + words if column.right else words + pad, own or style))
        runs += signs
    if here:
        runs = [Run(run.text, f"{run.style}{HERE}".strip()) for run in runs]
    return tuple(runs)


def state_signs(found: FoundCard) -> tuple[Run, ...]:
    """A sign for each state a card is in, at the right edge of its front: `S` suspended or `B` buried, `⚑` flagged, `L` leech."""
    signs = (
        Run("S" if found.suspended else "B" if found.buried else "", "bold $text-muted"),
        Run("⚑" if found.flag else "", "bold $warning"),
        Run("L" if found.leech else "", "bold $error"),
    )
    return tuple(sign for sign in signs if sign.text)


def state_words(found: FoundCard) -> list[str]:
    """The states in words."""
    words = []
    if found.suspended:
        words.append("suspended")
    if found.buried:
        words.append("buried until tomorrow")
    if found.leech:
        words.append("a leech")
    if found.flag:
        words.append(f"flagged: {shown_line(found.flag)}")
    return words


def cell(found: FoundCard, column: Column, day: date) -> tuple[str, str]:
    """What a column says of a card, and its style; an empty one is the row's own."""
    match column.name:
        case "front":
            return front_words(_title_of_family(found.front) if found.kind == Kind.PROBLEM else found.front), ""
        case "deck":
            return shown_line(found.deck), "$text-muted"
        case "kind":
            return found.kind, "$text-muted"
        case "due":
            return due_words(found.due, day), "" if found.due and found.due <= day else "$text-muted"
        case _ if found.due is None:
            return NEVER, "$text-muted"
        case "interval":
            return interval_words(found.interval), "$text-muted"
        case "ease":
            return f"{found.ease // 100}.{found.ease % 100:02}", "$text-muted"
        case _:
            return str(found.lapses) if found.lapses else NEVER, "$text-muted"


def front_words(front: str) -> str:
    """A front as one line of text."""
    return one_line(front) or "(no words)"


def _title_of_family(front: str) -> str:
    """The title of the family a generated problem asks; a problem's own front as it is."""
    if " " in front:
        return front
    from quizcv.problems.families import family  # noqa: PLC0415  a table without problems does without
    from quizcv.problems.families.index import MODULES  # noqa: PLC0415  as above

    return family(front).title if front in MODULES else front


def due_words(due: date | None, day: date) -> str:
    """When a card is due, in at most nine cells: `new`, `today`, `6 days`, `12 d ago`."""
    if due is None:
        return "new"
    days = (due - day).days
    if days == 0:
        return "today"
    if days > 0:
        return interval_words(days)
    late = -days
    return f"{late} d ago" if late < 1000 else f"{late // 365} yr ago"  # noqa: PLR2004  three digits fit

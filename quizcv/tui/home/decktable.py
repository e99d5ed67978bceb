"""The decks with what is due in each: a table one can point into. The decks of a group stand below one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut, width_of
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content
    from textual.events import Click
    from textual.geometry import Size

    from quizcv.session import Load

NUMBER: Final = 7
COMMAS_FIT: Final = 100_000
"""From so many on there is no room for a comma."""
HEADINGS: Final = ("due", "new", "total")
LEAST_TITLE: Final = 6
"""Cells kept for a title on a screen too narrow for the whole line, while a window is being drawn small."""
CLOSED, OPEN = "▸ ", "▾ "


class Row(NamedTuple):
    """A line of the table: a deck, or a group of them.

    Args:
        title: What it says.
        decks: The decks it stands for.
        due: Their cards due.
        new: Their new cards for today.
        total: All their cards.
        group: The group it is, or that it stands in; empty for a deck alone.
        mark: In front of the title: whether a group is open, or the indent of a deck in it.
    """

    title: str
    decks: tuple[str, ...]
    due: int
    new: int
    total: int
    group: str = ""
    mark: str = ""

    @property
    def is_group(self) -> bool:
        """Whether it is the line of a group."""
        return self.mark in {CLOSED, OPEN}


def rows_of(loads: Sequence[Load], groups: Mapping[str, str], opened: frozenset[str]) -> tuple[Row, ...]:
    """The lines of the table: each group at the place of its first deck, followed by its decks if it is open.

    Args:
        loads: What each deck holds.
        groups: The groups of decks, by name; a group of one deck is no group.
        opened: The groups whose decks are shown.
    """
    members: dict[str, list[Load]] = {}
    for load in loads:
        members.setdefault(groups.get(load.deck, ""), []).append(load)
    rows: list[Row] = []
    for load in loads:
        group = groups.get(load.deck, "")
        mine = members[group]
        if not group or len(mine) == 1:
            rows.append(_row((load,), load.title))
            continue
        is_open = group in opened
        if load is mine[0]:
            rows.append(_row(mine, group, group, OPEN if is_open else CLOSED))
            if is_open:
                rows += [_row((each,), short_title(each.title, group), group, "  ") for each in mine]
    return tuple(rows)


def _row(loads: Sequence[Load], title: str, group: str = "", mark: str = "") -> Row:
    return Row(
        title,
        tuple(load.deck for load in loads),
        sum(load.due for load in loads),
        sum(load.new for load in loads),
        sum(load.total for load in loads),
        group,
        mark,
    )


def short_title(title: str, group: str) -> str:
    """A deck's title below its group's: `Problems: pooling` is `Pooling`."""
    rest = title.removeprefix(f"{group}:").strip()
    return rest[:1].upper() + rest[1:] if rest and rest != title else title


def number_words(count: int) -> str:
    """A number as the table shows it, a cell narrower than its column at the least up to a million."""
    return f"{count:,}" if count < COMMAS_FIT else str(count)


def title_room(width: int) -> int:
    """Cells for what stands in front of the numbers, without the pointer."""
    return max(LEAST_TITLE, width - NUMBER * len(HEADINGS) - 2)


def heading_line(width: int, left_out: int = 0) -> Line:
    """The headings of the table.

    Args:
        width: Of the line.
        left_out: How many decks can't be read; they are told below the table, which may be out of sight.
    """
    room = title_room(width)
    heading = "".join(f"{name:>{NUMBER}}" for name in HEADINGS)
    out = Run(cut(f"  ✗ {left_out} left out, see below", max(room - len("Deck") - 1, 1)) if left_out else "", "$error")
    pad = " " * max(room - len("Deck") - width_of([out]), 0)
    return (Run("  Deck", "$text-muted"), out, Run(pad + heading, "$text-muted"))


def table_lines(rows: Sequence[Row], chosen: int | None, width: int, *, known: bool = True) -> list[Line]:
    """A line for each row; the chosen one is marked by its sign, not by its colour only.

    Args:
        rows: The decks and groups.
        chosen: The number of the one pointed at.
        width: Of the lines.
        known: Whether it is known what is due and new; it is not without the log.
    """
    room = title_room(width)
    none = "·" if known else "?"
    lines: list[Line] = []
    for number, row in enumerate(rows):
        here = number == chosen
        count = f"  {len(row.decks)} decks" if row.is_group else ""
        title = cut(f"{row.mark}{shown_line(row.title)}", max(1, room - 1 - len(count)))
        pad = " " * (room - width_of([Run(title + count)]))
        counts = ((row.due, "$foreground", none), (row.new, "$primary", none), (row.total, "$text-muted", "·"))
        numbers = [
            Run(f"{number_words(count) if count else zero:>{NUMBER}}", style if count else "$text-muted")
            for count, style, zero in counts
        ]
        lines.append(
            (
                Run("› " if here else "  ", "bold $primary"),
                Run(title, "bold" if here else ""),
                Run(count + pad, "$text-muted"),
                *numbers,
            )
        )
    return lines


class DeckTable(Widget):
    """Shows decks; the arrows and a click point at one, a second click begins it, or opens and closes a group."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """Another line is pointed at."""

        def __init__(self, *, begin: bool) -> None:
            super().__init__()
            self.begin = begin

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)
    chosen: reactive[int | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._loads: tuple[Load, ...] = ()
        self._groups: Mapping[str, str] = {}
        self._opened: dict[str, bool] = {}
        self._unfolded = False
        self._known = True

    def show(
        self, loads: tuple[Load, ...], groups: Mapping[str, str], *, unfolded: bool = False, known: bool = True
    ) -> None:
        """Shows decks, grouped as the mapping says; what was pointed at stays so if it is still there.

        Args:
            loads: What each deck holds.
            groups: The groups of decks, by name.
            unfolded: Whether a group the learner has neither opened nor closed shows its decks.
            known: Whether it is known what is due and new.
        """
        before = self.row
        self._loads, self._groups, self._unfolded, self._known = loads, groups, unfolded, known
        self._renew()
        if before is not None:
            self.chosen = self._place_of(before)

    def _renew(self) -> None:
        groups = set(self._groups.values())
        self.chosen = None
        self.rows = rows_of(self._loads, self._groups, frozenset(group for group in groups if self.is_open(group)))
        self.refresh()

    def _place_of(self, row: Row) -> int | None:
        """Where a line of before stands now; a deck whose group is closed has the group's place."""
        same = [at for at, each in enumerate(self.rows) if (each.decks, each.is_group) == (row.decks, row.is_group)]
        group = [at for at, each in enumerate(self.rows) if row.group and each.is_group and each.group == row.group]
        return next(iter((*same, *group)), None)

    @property
    def row(self) -> Row | None:
        """The line pointed at."""
        return self.rows[self.chosen] if self.chosen is not None else None

    def is_open(self, group: str) -> bool:
        """Whether the decks of a group are shown."""
        return self._opened.get(group, self._unfolded)

    def set_open(self, group: str, *, wanted: bool) -> None:
        """Shows the decks of a group, or its line alone; the pointer goes to that line."""
        self._opened[group] = wanted
        self._renew()
        self.choose(next(number for number, row in enumerate(self.rows) if row.is_group and row.group == group))

    def move(self, step: int) -> None:
        """Points at the next or the previous line."""
        if self.rows:
            start = -1 if step > 0 else len(self.rows)
            self.choose(((self.chosen if self.chosen is not None else start) + step) % len(self.rows))

    def move_to_end(self, *, last: bool) -> None:
        """Points at the first line, or at the last."""
        if self.rows:
            self.choose(len(self.rows) - 1 if last else 0)

    def choose(self, number: int | None, *, begin: bool = False) -> None:
        """Points at a line, or at none."""
        self.chosen = number
        if number is not None:
            self.call_after_refresh(self._bring_into_view, number)
        self.post_message(self.Chosen(begin=begin))

    def _bring_into_view(self, number: int) -> None:
        decks = self.screen.query_one("#decks")
        if number == len(self.rows) - 1:
            decks.scroll_end(animate=False)  # with what stands below the table
        else:
            decks.scroll_to_region(Region(0, self.virtual_region.y + number, self.size.width, 1), animate=False)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The lines."""
        return len(self.rows)

    def render(self) -> Content:
        """The table."""
        return as_content(table_lines(self.rows, self.chosen, self.content_size.width, known=self._known))

    def on_click(self, event: Click) -> None:
        """Points at the line clicked."""
        event.stop()
        number = event.y
        if not 0 <= number < len(self.rows):
            return
        row = self.rows[number]
        if row.is_group and number == self.chosen:
            self.set_open(row.group, wanted=not self.is_open(row.group))
        else:
            self.choose(number, begin=number == self.chosen)

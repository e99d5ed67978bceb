"""Moving about in the list of the settings: line by line, page by page, from heading to heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.tui.ahead import TypingAheadScreen

if TYPE_CHECKING:
    from quizcv.tui.settings.listing import SettingsList
    from quizcv.tui.settings.rows import Row


class PointingScreen(TypingAheadScreen):
    """A screen with the list on it."""

    list: SettingsList

    @property
    def row(self) -> Row | None:
        """The line pointed at; None if no line holds the words."""
        return self.list.rows[self.list.cursor] if self.list.rows else None

    def point(self, number: int) -> None:
        """Points at a line, and scrolls to it."""
        raise NotImplementedError

    def action_next_setting(self) -> None:
        """The line below; from the last one, the first."""
        self.point((self.list.cursor + 1) % max(len(self.list.rows), 1))

    def action_previous_setting(self) -> None:
        """The line above; from the first one, the last."""
        self.point((self.list.cursor - 1) % max(len(self.list.rows), 1))

    def action_next_heading(self) -> None:
        """The first line below the next heading; from the last heading, the first of all."""
        row, rows = self.row, self.list.rows
        later = [n for n, each in enumerate(rows) if n > self.list.cursor and row and each.group != row.group]
        self.point(later[0] if later else 0)

    def action_previous_heading(self) -> None:
        """The first line below this heading; from there, that below the heading before."""
        groups = [row.group for row in self.list.rows]
        starts = [n for n, group in enumerate(groups) if n == 0 or groups[n - 1] != group]
        before = [n for n in starts if n < self.list.cursor]
        self.point(before[-1] if before else starts[-1] if starts else 0)

    def _page(self) -> int:
        return max(self.list.size.height - 2, 1)

    def action_settings_down(self) -> None:
        """A page down."""
        self.point(self.list.cursor + self._page())

    def action_settings_up(self) -> None:
        """A page up."""
        self.point(self.list.cursor - self._page())

    def action_first_setting(self) -> None:
        """The first line."""
        self.point(0)

    def action_last_setting(self) -> None:
        """The last line."""
        self.point(len(self.list.rows) - 1)

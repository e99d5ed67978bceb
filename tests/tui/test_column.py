"""The column paints itself as Textual would paint it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import Screen

from quizcv.tui.themes import OWN
from quizcv.tui.widgets.column import Column, ground

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.strip import Strip
    from textual.theme import Theme
    from textual.widget import Widget


class Both(App[None]):
    """Columns, and containers as Textual paints them."""

    CSS = """
    Screen { background: $background; }
    Vertical { height: 4; padding: 0 2; }
    .coloured { background: $primary 20%; }
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        for each, classes in product((Column, Vertical), ("", "coloured")):
            yield each(classes=classes)


class Grounded(Screen[None]):
    """A screen painted as the column is."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground(self, crop)


def cells(widget: Widget) -> list[list[tuple[str, object]]]:
    """Of a part of it, each cell's character and the colour behind it."""
    rows = widget.render_lines(Region(3, 1, 30, 2))
    return [[(sign, each.style and each.style.bgcolor) for each in row for sign in each.text] for row in rows]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("no_color", [None, "1"], ids=["colours", "NO_COLOR"])
async def test_a_column_is_painted_as_textual_paints_a_container(
    theme: Theme, no_color: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    async with Both(theme).run_test(size=(40, 18)) as pilot:
        await pilot.pause()
        ours, ours_coloured, plain, coloured = pilot.app.query(Vertical)
        assert cells(ours) == cells(plain) != []
        assert cells(ours_coloured) == cells(coloured)
        assert len(cells(ours)[0]) == 30
        plain_screen = cells(pilot.app.screen)
        await pilot.app.push_screen(Grounded())
        assert cells(pilot.app.screen) == plain_screen

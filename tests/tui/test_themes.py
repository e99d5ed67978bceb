from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from quizcv.tui.application import QuizcvApp
from quizcv.tui.themes import ANSI, DARK, LIGHT, OWN, has_few_colours, normalise_no_color, theme_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "name", ["foreground", "primary", "secondary", "accent", "success", "warning", "error", "text-muted"]
)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "block-cursor-background"])
def test_every_colour_that_carries_text_has_contrast(theme: object, name: str, ground: str) -> None:
    chosen = DARK if theme is DARK else LIGHT
    colour = Color.parse(chosen.variables[name] if name in chosen.variables else getattr(chosen, name))
    behind = Color.parse(chosen.variables[ground] if ground in chosen.variables else getattr(chosen, ground))
    lighter, darker = sorted((luminance(colour), luminance(behind)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


PALETTES = {
    "xterm": {"red": "#cd0000", "magenta": "#cd00cd", "green": "#00cd00"},
    "vga": {"red": "#aa0000", "magenta": "#aa00aa", "green": "#00aa00"},
    "gnome": {"red": "#c01c28", "magenta": "#a347ba", "green": "#26a269"},
    "windows": {"red": "#c50f1f", "magenta": "#881798", "green": "#13a10e"},
}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", ["primary", "secondary", "accent", "warning", "error"])
def test_the_terminal_s_colours_can_be_read_on_black_and_on_white(palette: str, role: str) -> None:
    name = getattr(ANSI, role).removeprefix("ansi_")
    if name != "default":  # the terminal's own text can be read
        colour = Color.parse(PALETTES[palette][name])
        grounds = [luminance(Color.parse(ground)) for ground in ("#000000", "#ffffff")]
        own = luminance(colour)
        assert min((max(own, ground) + 0.05) / (min(own, ground) + 0.05) for ground in grounds) >= 2.3


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [value / 255 for value in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_ours_come_first_among_the_themes() -> None:
    assert theme_names()[: len(OWN)] == ("quizcv-dark", "quizcv-light", "ansi")


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux", "COLORTERM": ""}, True),
        ({"TERM": "screen"}, True),
    ],
)
def test_where_there_are_sixteen_colours_the_terminal_s_own_are_used(environment: dict[str, str], few: bool) -> None:
    assert has_few_colours(environment) == few


async def test_a_theme_to_begin_with_leaves_the_one_that_is_set(bench_of: Callable[..., Bench]) -> None:
    bench = bench_of(theme="quizcv-light")
    app = QuizcvApp(bench, "home", looks="ansi")
    async with app.run_test():
        assert (app.theme, bench.settings.theme) == ("ansi", "quizcv-light")
    bench.close()


@pytest.mark.parametrize(
    ("before", "after"), [({"NO_COLOR": ""}, {}), ({"NO_COLOR": "1"}, {"NO_COLOR": "1"}), ({}, {})]
)
def test_an_empty_no_color_counts_as_not_set(before: dict[str, str], after: dict[str, str]) -> None:
    normalise_no_color(before)
    assert before == after

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, TextArea

from quizcv.tui.application import QuizcvApp
from quizcv.tui.legible import CARRY_TEXT, GROUNDS, MUTED, contrast, legible_variables, luminance
from quizcv.tui.themes import ANSI, DARK, LIGHT, OWN, has_few_colours, normalise_no_color, theme_names
from tests.tui.driving import running

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
    assert contrast(colour, behind) >= 4.5


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


FOREIGN = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]


@pytest.mark.parametrize("name", FOREIGN)
def test_themes_of_others_are_made_readable(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    given = {**theme.to_color_system().generate(), **theme.variables}
    worn = {**given, **legible_variables(given)}
    grounds = [Color.parse(worn[ground]) for ground in GROUNDS]
    for role in (*CARRY_TEXT, *MUTED):
        behind = grounds if role in {"foreground", *MUTED} else grounds[:2]
        assert min(contrast(Color.parse(worn[role]), ground) for ground in behind) >= 4.5, role
    loud, soft = (contrast(Color.parse(worn[role]), grounds[0]) for role in ("foreground", "text-muted"))
    assert soft <= loud


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    theme = BUILTIN_THEMES["nord"]
    given = {**theme.to_color_system().generate(), **theme.variables}
    assert "primary" not in legible_variables(given)


async def test_a_theme_in_the_terminal_s_colours_is_left_alone(bench_of: Callable[..., Bench]) -> None:
    bench = bench_of(theme="ansi-dark")
    app = QuizcvApp(bench, "home")
    async with app.run_test() as pilot:
        assert app.theme_variables["primary"] == BUILTIN_THEMES["ansi-dark"].to_color_system().generate()["primary"]
        app.theme = "gruvbox"
        await pilot.pause()
        assert app.get_css_variables()["text-muted"].startswith("#")
        assert app.theme_variables["text-muted"].startswith("#")
    bench.close()


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


@pytest.mark.parametrize("theme", ["ansi", "ansi-dark", "ansi-light"])
async def test_in_the_terminal_s_colours_the_cursor_is_seen_on_any_ground(
    bench_of: Callable[..., Bench], theme: str
) -> None:
    async with running(bench_of(theme=theme), "home") as driver:
        await driver.press("n")
        several = driver.app.screen.query(TextArea).first().get_component_styles("text-area--cursor")
        one = driver.app.screen.query(Input).first().get_component_styles("input--cursor")
        for cursor in (several, one):
            assert not cursor.text_style.reverse
            assert cursor.background.ansi == Color.parse("ansi_magenta").ansi

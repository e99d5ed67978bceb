"""How the app looks: a dark and a light theme of our own, and one that keeps the terminal's palette.

Every colour that carries text stands at least 4.5 to 1 against its background (WCAG 2.2, level AA); a test measures it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

DARK: Final = Theme(
    name="quizcv-dark",
    dark=True,
    background="#14171c",
    surface="#1b2027",
    panel="#242a33",
    foreground="#dce1e8",
    primary="#82aadb",
    secondary="#9db0c7",
    accent="#dcb274",
    success="#8cc18b",
    warning="#dcb274",
    error="#e58a86",
    variables={
        "text": "#dce1e8",
        "text-muted": "#919cab",
        "text-disabled": "#919cab",
        "rule": "#333b47",
        "track": "#3b4450",
        "border": "#82aadb",
        "border-blurred": "#333b47",
        "block-cursor-background": "#283342",
        "block-cursor-foreground": "#dce1e8",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#dce1e8",
        "input-cursor-foreground": "#14171c",
        "scrollbar": "#3b4450",
        "scrollbar-background": "#14171c",
    },
)

LIGHT: Final = Theme(
    name="quizcv-light",
    dark=False,
    background="#f8f6f1",
    surface="#f0ede5",
    panel="#e6e2d7",
    foreground="#22262c",
    primary="#2a5a93",
    secondary="#4a5f78",
    accent="#8a5200",
    success="#2c6a35",
    warning="#8a5200",
    error="#a8322f",
    variables={
        "text": "#22262c",
        "text-muted": "#5d6570",
        "text-disabled": "#5d6570",
        "rule": "#cfcabd",
        "track": "#cfcabd",
        "border": "#2a5a93",
        "border-blurred": "#cfcabd",
        "block-cursor-background": "#dbe4ee",
        "block-cursor-foreground": "#22262c",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#22262c",
        "input-cursor-foreground": "#f8f6f1",
        "scrollbar": "#bdb7a8",
        "scrollbar-background": "#f8f6f1",
    },
)

ANSI: Final = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="ansi",
    primary="ansi_magenta",
    secondary="ansi_default",
    accent="ansi_magenta",
    warning="ansi_default",
    error="ansi_red",
    success="ansi_green",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "rule": "ansi_bright_black",
        "track": "ansi_bright_black",
        "border": "ansi_magenta",
        "border-blurred": "ansi_bright_black",
        "block-cursor-background": "ansi_magenta",
        "block-cursor-foreground": "ansi_bright_white",
        "input-cursor-background": "ansi_magenta",
        "input-cursor-foreground": "ansi_bright_white",
        "scrollbar": "ansi_bright_black",
    },
)

"""The terminal's own colours on its own ground, which may be light or dark: blue can't be read on black as many terminals have it, nor
yellow and cyan on white. Red and magenta can be on both; green has a mark or a word beside it wherever it stands.
"""

OWN: Final = (DARK, LIGHT, ANSI)

EXTRA_VARIABLES: Final = {"rule": "#808080", "track": "#808080"}
"""The names our style sheets use beyond Textual's own, for a theme that lacks them."""


def theme_names() -> tuple[str, ...]:
    """Every theme that may be chosen, ours first."""
    return (*(theme.name for theme in OWN), *BUILTIN_THEMES)


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says it has no more than sixteen colours, by the variables that Rich goes by.

    Of sixteen the nearest to ours may be hard to read on one another, so there the terminal's own are used.
    """
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"} or os.name == "nt":
        return False
    return environment.get("TERM", "").strip().lower().rpartition("-")[2] not in {"256color", "kitty", "direct"}


def normalise_no_color(environment: MutableMapping[str, str]) -> None:
    """Takes an empty NO_COLOR out: the convention (no-color.org) counts it as not set, Textual as set."""
    if environment.get("NO_COLOR") == "":
        del environment["NO_COLOR"]

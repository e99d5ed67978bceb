"""What the learner may set, and what is wrong with a value."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from quizcv.errors import UsageError


class Settings(NamedTuple):
    """What the learner may set; the file holds `name = value` lines in TOML.

    Args:
        new_per_day: New cards begun on a study day.
        reviews_per_day: Due cards asked on a study day; 0 for all.
        rollover_hour: The local hour at which a study day begins.
        scheduler: sm2 or sm2-text.
        fuzz: Spread due days a little.
        maximum_interval: Longest interval in days; 0 for no bound.
        buttons: four (Again, Hard, Good, Easy on 1-4) or six (grades 0-5).
        leech_lapses: A card forgotten so often is a leech: told and tagged.
        suspend_leeches: Whether a leech is set aside at once.
        theme: The app's theme.
        animations: Whether the app may animate.
        shipped_decks: Whether the decks shipped with quizcv are reviewed.
        editor: The editor for `e`; empty: $VISUAL, then $EDITOR, then vi.
    """

    new_per_day: int = 20
    reviews_per_day: int = 0
    rollover_hour: int = 4
    scheduler: Literal["sm2", "sm2-text"] = "sm2"
    fuzz: bool = False
    maximum_interval: int = 0
    buttons: Literal["four", "six"] = "four"
    leech_lapses: int = 8
    suspend_leeches: bool = False
    theme: str = "quizcv-dark"
    animations: bool = True
    shipped_decks: bool = True
    editor: str = ""


BOUNDS: dict[str, tuple[int, int]] = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (0, 99999),
    "rollover_hour": (0, 23),
    "maximum_interval": (0, 36500),
    "leech_lapses": (2, 99),
}
CHOICES: dict[str, tuple[str, ...]] = {"scheduler": ("sm2", "sm2-text"), "buttons": ("four", "six")}
THEMES = (
    *("quizcv-dark", "quizcv-light", "ansi", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha"),
    *("dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light"),
)
"""The app's themes, ours first; a test keeps them equal to the app's. A file may name another one, of another version."""
MOST_DIGITS = 20
"""Read of a whole number that is typed."""


def fault_of(name: str, value: object) -> str:
    """What is wrong with a setting, and the mend; empty if nothing is."""
    defaults = Settings._field_defaults
    if name not in defaults:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        near = get_close_matches(name, defaults, 1)
        return f"there is no setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else "; see: quizcv settings")
    wanted = type(defaults[name])
    if type(value) is not wanted:
        names = {int: "a whole number", bool: "true or false", str: "a text in quotes"}
        return f"{name} takes {names[wanted]}, not {value!r}"
    if name in BOUNDS and isinstance(value, int):
        low, high = BOUNDS[name]
        if not low <= value <= high:
            return f"{name} lies between {low} and {high}, not {value}"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}"
    return ""


def parse_setting(name: str, text: str) -> int | bool | str:
    """The value of a setting typed on the command line.

    Raises:
        UsageError: The setting is unknown or the value unusable.
    """
    kinds = {name: type(default) for name, default in Settings._field_defaults.items()}
    value: int | bool | str = text
    if kinds.get(name) is bool and text.lower() in {"true", "false", "on", "off", "yes", "no"}:
        value = text.lower() in {"true", "on", "yes"}
    elif kinds.get(name) is int and re.fullmatch("-?[0-9]+", text):
        value = int(text[:MOST_DIGITS])  # longer ones are out of all bounds, whatever their end
    fault = fault_of(name, value)
    if name == "theme" and text not in THEMES:
        fault = f"{name} is one of {', '.join(THEMES)}, not {text!r}"
    if fault:
        raise UsageError(fault)
    return value

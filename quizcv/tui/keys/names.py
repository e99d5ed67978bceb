"""Keys as a person writes them, `ctrl+r`, `?`, `pgdn`, and as Textual names them."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME

from quizcv.tui.commands import ARROWS

ALIASES: Final = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "spacebar": "space",
    **{sign: key for key, sign in ARROWS.items()},
}
NAMED: Final = frozenset(
    {
        *("space", "enter", "escape", "tab", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
MODIFIERS: Final = ("alt", "ctrl", "hyper", "meta", "shift", "super")
SAME: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal can't tell from another key."""


class KeyNameError(ValueError):
    """A text that names no key; the message says why."""


def key_named(text: str) -> str:
    """Textual's name of a key.

    Args:
        text: `u`, `U`, `?`, `question_mark`, `ctrl+r`, `^r`, `esc`, `shift+tab`.

    Raises:
        KeyNameError: There is no such key, or a terminal could not tell it from another.
    """
    written = text.strip()
    if len(written) == 2 and written[0] == "^":  # noqa: PLR2004  as the app shows it: ^r
        written = f"ctrl+{written[1]}"
    *modifiers, last = (written[:-1] + "plus" if written == "+" or written.endswith("++") else written).split("+")
    modifiers = [part.strip().lower() for part in modifiers]
    wrong = next((part for part in modifiers if part not in MODIFIERS), None)
    if wrong is not None:
        message = f"{text!r} names no key; before + stands ctrl, alt, shift or super"
        raise KeyNameError(message)
    key = _key(last.strip(), text)
    if len(key) == 1 and modifiers:
        if modifiers == ["shift"]:
            message = f"{text!r} is written {key.upper()!r}"
            raise KeyNameError(message)
        key = key.lower()
    name = "+".join((*sorted(set(modifiers)), key))
    if name in SAME:
        message = f"a terminal can't tell {text!r} from {SAME[name]}; write {SAME[name]!r}"
        raise KeyNameError(message)
    return name


def _key(written: str, text: str) -> str:
    """The key without modifiers."""
    if len(written) == 1 and written not in ALIASES:
        return character_key(written)
    name = written.lower()
    name = ALIASES.get(name, name)
    if name in NAMED or name in SIGNS or _is_sign(name):
        return name
    near = get_close_matches(name, [*NAMED, *ALIASES, *(each for each in SIGNS)], 1)
    hint = f"did you mean {near[0]!r}?" if near else "write one like u, ctrl+r, f5, space, escape or ?"
    message = f"{text!r} names no key; {hint}"
    raise KeyNameError(message)


def character_key(character: str) -> str:
    """The name of the key that writes a character: `question_mark` for `?`.

    Raises:
        KeyNameError: It is no character that a key writes.
    """
    if character.isalnum():
        return character
    if character == " ":
        return "space"
    try:
        name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        message = f"{character!r} names no key"
        raise KeyNameError(message) from None
    return KEY_NAME_REPLACEMENTS.get(name, name)


SIGNS: Final = {character_key(chr(code)): chr(code) for code in range(33, 127) if not chr(code).isalnum()}
"""The signs of ASCII by their keys' names."""


def _is_sign(name: str) -> bool:
    """Whether a name is that of a sign's key: `question_mark`, `euro_sign`."""
    try:
        return character_key(unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name, name.replace("_", " ")))) == name
    except (KeyError, KeyNameError):
        return False


def written_key(key: str) -> str:
    """A key as the settings file has it: `?` for `question_mark`, `ctrl+r` as it is."""
    head, plus, last = key.rpartition("+")
    return f"{head}{plus}{SIGNS.get(last, last)}"

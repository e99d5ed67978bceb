"""The learner's own keys, read from the settings: whatever is wrong with one is told, and that command keeps its usual keys."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from quizcv.settings import KEYS, Settings
from quizcv.tui.commands import Command, key_name, keys_of
from quizcv.tui.keys.names import KeyNameError, key_named
from quizcv.tui.keys.rooms import all_commands, clashes, rooms
from quizcv.tui.review.commands import REVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping


class KeyFault(NamedTuple):
    """Something wrong with a key of the learner's own.

    Args:
        command: The name the file has.
        message: What is wrong, and the mend.
    """

    command: str
    message: str


class Keymap(NamedTuple):
    """The learner's own keys.

    Args:
        keys: Textual's names of the keys of each command that has own ones, with commas between them.
        faults: What was wrong with others; those commands have their usual keys.
    """

    keys: dict[str, str]
    faults: tuple[KeyFault, ...] = ()


def read_keymap(settings: Settings) -> Keymap:
    """The keys that the settings' table [keys] gives to commands."""
    known = known_commands(settings)
    keys: dict[str, str] = {}
    faults: list[KeyFault] = []
    for name, value in settings.keys:
        try:
            keys[name] = ",".join(_keys_in(name, value, known))
        except KeyNameError as error:
            faults.append(KeyFault(name, str(error)))
    order = list(keys)
    while True:
        clash = next(
            (each for each in clashes(settings, keys) if {each.first.name, each.second.name} & keys.keys()), None
        )
        if clash is None:
            return Keymap(keys, tuple(faults))
        pair = [each for each in (clash.first, clash.second) if each.name in keys]
        moved = max(pair, key=lambda command: order.index(command.name))
        other = clash.first if moved is clash.second else clash.second
        del keys[moved.name]
        faults.append(
            KeyFault(
                moved.name,
                f"{key_name(clash.key)} is {other.name!r} on the screen {clash.room.title!r}; give one of the two another key",
            )
        )


def known_commands(settings: Settings) -> dict[str, Command]:
    """Every command that may have keys of its own, by its name; those for four grades and those for six."""
    return {**{command.name: command for command in REVIEW}, **all_commands(rooms(settings))}


def _keys_in(name: str, value: object, known: Mapping[str, Command]) -> list[str]:
    """The keys of an entry.

    Raises:
        KeyNameError: The command is unknown, or one of the keys is.
    """
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else "docs/keys.md names them all"
        message = f"there is no command {name!r}; {hint}"
        raise KeyNameError(message)
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        message = f'{name} takes a key or a list of keys in quotes, like "ctrl+r" or ["u", "ctrl+r"]'
        raise KeyNameError(message)
    if not texts and not known[name].palette:
        message = f"{name} needs a key: nothing else leads to it"
        raise KeyNameError(message)
    return list(dict.fromkeys(key_named(each) for each in texts))


def parse_keys(settings: Settings, name: str, text: str) -> list[str]:
    """The keys typed for a command on the command line, `u, ctrl+r` or `u ctrl+r`, as the settings file has them.

    Raises:
        KeyNameError: The command or a key is unknown, or a key has another command on one of its screens.
    """
    words = text.split() if "," not in text.replace(",,", "").strip(",") else text.split(",")
    own = [each.strip() for each in words if each.strip()]
    keys = {**dict(settings.keys), name: own}
    fault = next(
        (each for each in read_keymap(settings._replace(keys=tuple(keys.items()))).faults if each.command == name), None
    )
    if fault is not None:
        raise KeyNameError(fault.message)
    return own


def setting_of(name: str) -> str:
    """The name of a command's line in the settings file: `keys.undo`."""
    return f"{KEYS}.{name}"


def clash_with(settings: Settings, keymap: Mapping[str, str], command: Command, key: str) -> tuple[Command, str] | None:
    """The command that has a key already on a screen where this one stands too, and that screen's name; None if it is free."""
    own = {**keymap, command.name: ",".join({*keys_of(command, keymap), key})}
    for clash in clashes(settings, own):
        if clash.key == key and command.name in {clash.first.name, clash.second.name}:
            return (clash.second if clash.first.name == command.name else clash.first), clash.room.title
    return None

"""`quizcv settings keys.COMMAND`: the keys of one command of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cli.printing import emit, say, talk
from quizcv.errors import UsageError
from quizcv.settings.changing import reset_setting, save_setting
from quizcv.tui.commands import key_name, keys_of
from quizcv.tui.keys.keymap import known_commands, parse_keys, read_keymap, setting_of
from quizcv.tui.keys.names import KeyNameError, written_key
from quizcv.tui.keys.rooms import rooms

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace
    from quizcv.tui.commands import Command

NO_KEY = "no key"


def set_keys(workspace: Workspace, name: str, text: str | None) -> str:
    """Gives a command other keys, or its usual ones if there is no text; says so.

    Raises:
        UsageError: There is no such command or key, or the key has another command.
    """
    command = _command(workspace, name)
    settings, path = workspace.settings, workspace.places.settings
    own = tuple((each, keys) for each, keys in settings.keys if each != name)
    try:
        keys = parse_keys(settings, name, ", ".join(map(written_key, command.keys)) if text is None else text)
    except KeyNameError as error:
        raise UsageError(str(error)) from None
    if text is None:
        reset_setting(path, setting_of(name))
    else:
        save_setting(path, setting_of(name), keys[0] if len(keys) == 1 else keys)
        own = (*own, (name, keys))
    workspace.settings = settings._replace(keys=own)
    return f"{setting_of(name)} is {_keys_now(workspace, command)} now"


def tell_keys(workspace: Workspace, name: str, *, as_json: bool) -> None:
    """Prints the keys of a command, and what it does.

    Raises:
        UsageError: There is no such command.
    """
    command = _command(workspace, name)
    keymap = read_keymap(workspace.settings).keys
    if as_json:
        emit({setting_of(name): [written_key(key) for key in keys_of(command, keymap)]})
        return
    say(_keys_now(workspace, command))
    talk(command.help)
    screens = [room.title for room in rooms(workspace.settings) if name in {each.name for each in room.commands}]
    usual = " ".join(map(key_name, command.keys)) or NO_KEY
    talk(f"On: {', '.join(screens)}. The default is {usual}.")


def tell_faults(workspace: Workspace) -> None:
    """Says which keys in the settings file are no good."""
    from quizcv.tui.settings.faults import faults_in  # noqa: PLC0415  beside the screen that tells them too

    for fault in faults_in(workspace.places.settings, read_keymap(workspace.settings).faults):
        talk(str(fault))


def _keys_now(workspace: Workspace, command: Command) -> str:
    keys = keys_of(command, read_keymap(workspace.settings).keys)
    return " ".join(written_key(key) for key in keys) or NO_KEY


def _command(workspace: Workspace, name: str) -> Command:
    known = known_commands(workspace.settings)
    if name not in known:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else "docs/keys.md names them all"
        message = f"there is no command {name!r}; {hint}"
        raise UsageError(message)
    return known[name]

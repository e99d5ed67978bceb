"""Every screen with its commands: what a key of the learner's own must not get in the way of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.tui.adding.commands import ADDING, UNSAVED
from quizcv.tui.browse.commands import BROWSE, RESETTING
from quizcv.tui.commands import DIALOG, EVERYWHERE, Command, keys_of
from quizcv.tui.drill.commands import CHOOSING, DRILL
from quizcv.tui.home.commands import HOME
from quizcv.tui.importing.commands import CHOOSING_NOTE, DECIDING, EDITING, LEAVING
from quizcv.tui.review.commands import review_commands
from quizcv.tui.review.dialogs import AGAIN, KEEP
from quizcv.tui.settings.commands import RECORDING, SETTINGS
from quizcv.tui.statistics.commands import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizcv.settings import Settings


class Room(NamedTuple):
    """A screen.

    Args:
        title: Its name, for a list of keys and for a message.
        commands: What can be done there.
    """

    title: str
    commands: tuple[Command, ...]


def rooms(settings: Settings) -> tuple[Room, ...]:
    """Every screen, as the settings have it: with four grades or six, on the digits or on the home row."""
    return (
        Room("Everywhere", EVERYWHERE),
        Room("Home", HOME),
        Room("Review", review_commands(settings.buttons, settings.grade_keys)),
        Room("Browse", BROWSE),
        Room("Statistics", STATISTICS),
        Room("Choosing a drill", CHOOSING),
        Room("Drill", DRILL),
        Room("Choosing a note", CHOOSING_NOTE),
        Room("Import", DECIDING),
        Room("New card", ADDING),
        Room("Settings", SETTINGS),
        Room("Windows", DIALOG),
        Room("A new key", RECORDING),
        Room("Writing a card", EDITING),
        Room("Leaving the import", LEAVING),
        Room("Leaving a new card", UNSAVED),
        Room("Resetting cards", (*RESETTING, *DIALOG)),
        Room("A deck that can't be read", (AGAIN, *DIALOG)),
        Room("A flag's words", (KEEP, *DIALOG)),
    )


def together(room: Room) -> tuple[Command, ...]:
    """All that can be done while a screen is shown."""
    return room.commands if room.commands is EVERYWHERE else (*room.commands, *EVERYWHERE)


class Clash(NamedTuple):
    """Two commands of one screen on one key.

    Args:
        room: The screen.
        key: The key.
        first: One of the commands, the one that comes first in the registry.
        second: The other.
    """

    room: Room
    key: str
    first: Command
    second: Command


def clashes(settings: Settings, keymap: Mapping[str, str]) -> Iterator[Clash]:
    """Where two commands would answer to one key. Those that share a key as quizcv comes take turns, and may share any."""
    for room in rooms(settings):
        holders: dict[str, list[Command]] = {}
        for command in together(room):
            for key in keys_of(command, keymap):
                for other in holders.get(key, ()):
                    if other.name != command.name and not set(other.keys) & set(command.keys):
                        yield Clash(room, key, other, command)
                holders.setdefault(key, []).append(command)


def all_commands(found: Iterable[Room]) -> dict[str, Command]:
    """Every command by its name."""
    return {command.name: command for room in found for command in room.commands}

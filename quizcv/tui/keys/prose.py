"""Sentences that name keys: a template names the command, `{undo} takes it back.`, and the key is the one it has now.

So prose follows a learner's own keys as the footer and the help do. A test finds sentences that name a key by its letter.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.tui.commands import EVERYWHERE, Command, key_name, keys_of
from quizcv.tui.render.wrapping import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEY_STYLE: Final = "bold $primary"
IN_A_BOX: Final = "Enter"
"""What hands in a line typed into a box: the box's own key, which no command has."""
_SPOKEN: Final = {"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdn": "PgDn", "pgup": "PgUp"}
_PALETTE: Final = next(command for command in EVERYWHERE if command.name == "command-palette")


class KeyNames(NamedTuple):
    """The keys of commands, as a sentence names them.

    Args:
        commands: What can be done where the sentence stands, or where it leads; those that work everywhere need not be among them.
        own: The learner's own keys.
    """

    commands: tuple[Command, ...]
    own: Mapping[str, str]

    def name(self, command: str, *, besides: str = "") -> str:
        """The first key of a command; without any, how it is found by name: `Undo in ^p`.

        Args:
            command: Its name.
            besides: Another command, which comes first on the keys both have.

        Raises:
            LookupError: None of the commands has that name.
        """
        meant = self._found(command)
        taken = keys_of(self._found(besides), self.own) if besides else ()
        keys = keys_of(meant, self.own)
        left = [key for key in keys if key not in taken] or list(keys)
        if left:
            return spoken(left[0])
        return (
            f"{meant.label[:1].upper()}{meant.label[1:]} in {spoken((*keys_of(_PALETTE, self.own), *_PALETTE.keys)[0])}"
        )

    def _found(self, name: str) -> Command:
        for command in (*self.commands, *EVERYWHERE):
            if command.name == name:
                return command
        message = f"no command {name!r} here"
        raise LookupError(message)

    def said(self, template: str, **words: str) -> str:
        """A sentence.

        Args:
            template: With commands, or the words given besides, in braces; what is put in is not read again.
            words: For the other braces.
        """
        return "".join(piece for piece, _ in self._pieces(template, words))

    def runs(self, template: str, style: str = "", **words: str) -> list[Run]:
        """A sentence with its keys in bold and in the accent colour."""
        return [Run(piece, KEY_STYLE if is_key else style) for piece, is_key in self._pieces(template, words)]

    def _pieces(self, template: str, words: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
        for literal, field, _, _ in Formatter().parse(template):
            if literal:
                yield literal, False
            if field is not None:
                yield (words[field], False) if field in words else (self.name(field), True)


def spoken(key: str) -> str:
    """A key as a sentence names it: `Enter`, `F2`, `↓`, `u`, `^s`; those that write a sign, or go with ctrl, as the footer has them."""
    head, plus, last = key_name(key).rpartition("+")
    named = _SPOKEN.get(last) or (last.capitalize() if len(last) > 1 and last.isalnum() else last)
    return f"{head.title()}{plus}{named}"

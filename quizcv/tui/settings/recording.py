"""A window that waits for a key: the next one pressed is the command's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from quizcv.tui.commands import Command, bindings, key_name, keys_of
from quizcv.tui.dialog import Dialog
from quizcv.tui.keys.keymap import clash_with, read_keymap
from quizcv.tui.keys.names import KeyNameError, key_named
from quizcv.tui.settings.commands import RECORDING
from quizcv.tui.settings.rows import keys_words
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType
    from textual.events import Key

    from quizcv.settings import Settings
    from quizcv.tui.widgets.page import Block

SWAP, STOP = RECORDING


class Recorded(NamedTuple):
    """Commands with the keys they have from now on."""

    changed: tuple[tuple[Command, tuple[str, ...]], ...]


class KeyDialog(Dialog[Recorded]):
    """Asks for a key.

    Args:
        command: Whose key it will be.
        settings: What is set.
        keymap: The learner's own keys so far.
        adding: Whether the command keeps the keys it has.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RECORDING)]
    commands: ClassVar[tuple[Command, ...]] = RECORDING

    def __init__(self, command: Command, settings: Settings, keymap: Mapping[str, str], *, adding: bool) -> None:
        super().__init__(id="recording")
        self._command = command
        self._settings = settings
        self._keymap = keymap
        self._adding = adding
        self._taken: tuple[str, Command] | None = None

    def title_words(self) -> str:
        """The command."""
        return f"{'One key more' if self._adding else 'A new key'} for: {self._command.label}"

    def blocks(self) -> list[Block]:
        """What to do, and what the command does."""
        present = keys_words(keys_of(self._command, self._keymap))
        return [text(self._command.help, "$text-muted"), text(f"Press the key. Until now: {present}.")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to swap only while another command has the key."""
        return self._taken is not None if action == "swap_keys" else super().check_action(action, parameters)

    def on_key(self, event: Key) -> None:
        """Takes the key, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        if event.key in keys_of(STOP, self._keymap):
            self.action_stop_recording()
        elif self._taken is not None and event.key in keys_of(SWAP, self._keymap):
            self.action_swap_keys()
        else:
            self._press(event.key)

    def _press(self, key: str) -> None:
        self._taken = None
        try:
            key = key_named(key)
        except KeyNameError as error:
            self._tell(f"{error}. Press another key.")
            return
        clash = clash_with(self._settings, self._without_old(), self._command, key)
        if clash is None:
            self.dismiss(Recorded(((self._command, self._with(key)),)))
            return
        other, screen = clash
        self._taken = (key, other)
        told = f"✗ {key_name(key)} is {other.label!r} on the screen {screen!r}. Press another key"
        if self._may_swap(key, other):
            swap = key_name(keys_of(SWAP, self._keymap)[0])
            told += f"; or {swap} takes it, and {other.label!r} has {keys_words(self._given(key, other))} then"
        else:
            self._taken = None
        self._tell(f"{told}.")

    def _may_swap(self, key: str, other: Command) -> bool:
        """Whether both would have good keys then: none that a third command has, and not none at all where a key is needed."""
        own = {name: [each for each in keys.split(",") if each] for name, keys in self._keymap.items()}
        own[other.name] = [*self._given(key, other)]
        own[self._command.name] = [*self._with(key)]
        return not read_keymap(self._settings._replace(keys=tuple(own.items()))).faults

    def _given(self, key: str, other: Command) -> tuple[str, ...]:
        """The keys of another command that gives one away: what it has besides, or else what this command no longer needs."""
        left = tuple(each for each in keys_of(other, self._keymap) if each != key)
        return left or tuple(each for each in keys_of(self._command, self._keymap) if each not in self._with(key))

    def _without_old(self) -> dict[str, str]:
        """The keymap while the command has only what it keeps."""
        return {**self._keymap, self._command.name: ",".join(self._kept())}

    def _kept(self) -> tuple[str, ...]:
        return keys_of(self._command, self._keymap) if self._adding else ()

    def _with(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._kept(), key)))

    def _tell(self, words: str) -> None:
        self.query_one("#dialog-text", Page).show(*self.blocks(), text(words, "$warning"))
        self.refresh_bindings()

    def action_swap_keys(self) -> None:
        """Takes the key from the other command, which gets this one's old keys if it has no other."""
        if self._taken is None:
            return
        key, other = self._taken
        self.dismiss(Recorded(((other, self._given(key, other)), (self._command, self._with(key)))))

    def action_stop_recording(self) -> None:
        """Leaves the keys as they are."""
        self.dismiss(None)

"""What ctrl+p and the footer offer: the commands that would do something on the screen now."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quizcv.tui.commands import EVERYWHERE, Command, key_name, keys_of
from quizcv.tui.themes import theme_names

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.style import Style


FIND_COMMAND: Final = "a command, or a word of what it does"
FIND_THEME: Final = "a theme"
WORN: Final = "● "
"""In front of the theme that is worn; the others stand as far in."""


class CommandPalette(Provider):
    """Offers to ctrl+p what can be done on the screen now, each with its key."""

    def _shown(self, command: Command, name: Content) -> Content:
        keymap: dict[str, str] = getattr(self.app, "own_keys", {})
        keys = "  ".join(key_name(key) for key in keys_of(command, keymap)[:1])
        return Content.assemble(name, "  ", (keys, "not bold $text-muted")) if keys else name

    def _offers(self) -> Iterator[tuple[Command, Callable[[], Awaitable[bool]]]]:
        for command, node in offered(self.screen):
            if command.palette:
                yield command, partial(self.app.run_action, command.action, node)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, run in self._offers():
            name = title(command)
            yield DiscoveryHit(self._shown(command, Content(name)), run, text=name, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those in whose label or sentence all words stand that are typed, whole or begun."""
        for command, run in self._offers():
            score = fit(query, command.label, command.help)
            if score:
                name = title(command)
                yield Hit(
                    score,
                    self._shown(command, marked(name, query, self.match_style)),
                    run,
                    text=name,
                    help=command.help,
                )


class ThemePalette(Provider):
    """Offers the themes, ours first and the one that is worn with a sign."""

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        for name in theme_names():
            mark = WORN if name == self.app.theme else " " * len(WORN)
            yield mark, name, partial(setattr, self.app, "theme", name)

    async def discover(self) -> Hits:
        """All of them."""
        for mark, name, wear in self._offers():
            yield DiscoveryHit(Content(f"{mark}{name}"), wear, text=name)

    async def search(self, query: str) -> Hits:
        """Those whose name matches."""
        matcher = self.matcher(query)
        for mark, name, wear in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(mark) + matcher.highlight(name), wear, text=name)


def fit(query: str, label: str, sentence: str) -> float:
    """How well a command fits what is typed, up to 1; 0 if a word of it stands neither in the label nor in the sentence.

    A label that begins with what is typed comes first, then those in which it begins a word, or stands anywhere; then the sentences
    in which words begin so. Letters that are merely scattered over a text say nothing.
    """
    typed, label, sentence = query.casefold().split(), label.casefold(), sentence.casefold()
    if not typed:
        return 0.0
    whole = " ".join(typed)
    if label.startswith(whole):
        return 1.0 if label == whole else 0.9
    return min(_fit_of_word(word, label, sentence) for word in typed)


def _fit_of_word(word: str, label: str, sentence: str) -> float:
    if _begins_a_word(word, label):
        return 0.8
    if word in label:
        return 0.6
    return 0.4 if _begins_a_word(word, sentence) else 0.0


def _begins_a_word(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", text) is not None


def marked(name: str, query: str, style: Style | None) -> Content:
    """A name with what of it was typed marked."""
    content = Content(name)
    for word in query.split():
        for found in re.finditer(re.escape(word), name, re.IGNORECASE):
            content = content.stylize(style or "underline", found.start(), found.end())
    return content


def title(command: Command) -> str:
    """The label as a palette shows it."""
    return command.label[:1].upper() + command.label[1:]


def offered(screen: Screen[Any], *, in_footer: bool = False) -> list[tuple[Command, DOMNode]]:
    """The commands that would do something on the screen now, each with the node that runs it: screen or app.

    Args:
        screen: The one on top.
        in_footer: Only those with a place in the footer, which is drawn anew at every key: the others are not asked then.
    """
    here: tuple[Command, ...] = getattr(screen, "commands", ())
    rooms: tuple[tuple[DOMNode, tuple[Command, ...]], ...] = ((screen, here), (screen.app, EVERYWHERE))
    return [
        (each, node)
        for node, commands in rooms
        for each in commands
        if (each.footer or not in_footer) and node.check_action(each.called, each.arguments)
    ]

"""What ctrl+p and the footer offer: the commands that would do something on the screen now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from quizcv.tui.commands import EVERYWHERE, Command

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.dom import DOMNode
    from textual.screen import Screen


class CommandPalette(Provider):
    """Offers to ctrl+p what can be done on the screen now."""

    def _offers(self) -> Iterator[tuple[Command, Callable[[], Awaitable[bool]]]]:
        for command, node in offered(self.screen):
            if command.palette:
                yield command, partial(self.app.run_action, command.action, node)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, run in self._offers():
            yield DiscoveryHit(title(command), run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose label or sentence matches."""
        matcher = self.matcher(query)
        for command, run in self._offers():
            score = max(matcher.match(command.label), 0.8 * matcher.match(command.help))
            if score > 0:
                yield Hit(score, matcher.highlight(title(command)), run, help=command.help)


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

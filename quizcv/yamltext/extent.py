"""Where a list of a file ends, to the character, and each of its entries: for changes that leave all else as it is.

libyaml's own marks tell it, so whatever layout it can read is understood: text over several lines, braces, a list below `?`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_BLANK = " \t\r\n"


class Stretch(NamedTuple):
    """From where to where something stands, in characters; comments and blank rows behind it do not count.

    Args:
        start: Its first character.
        end: Behind its last one.
        flow: Whether it stands in braces or brackets of its own.
    """

    start: int
    end: int
    flow: bool


class ListExtent(NamedTuple):
    """A list and its entries.

    Args:
        whole: The list; in block style from its first dash on.
        entries: Its entries, without their dashes.
        braced: Whether the file's keys themselves stand in braces, as in JSON.
    """

    whole: Stretch
    entries: tuple[Stretch, ...]
    braced: bool


def list_extent(text: str, key: str) -> ListExtent | None:
    """The extent of the list at one of the file's own keys; None if there is no list.

    Args:
        text: YAML without faults, its byte order mark taken off.
        key: The key.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _Walk(loader.get_event, text).list_at(key)
    finally:
        loader.dispose()


class _Walk:
    """Goes through the events of a text without faults, once."""

    def __init__(self, pull: Callable[[], Any], text: str) -> None:
        self.pull = pull  # events have different fields
        self.text = text

    def list_at(self, key: str) -> ListExtent | None:
        """The list at a key of the root."""
        self.pull()
        self.pull()
        root = self.pull()
        if not isinstance(root, MappingStartEvent):
            return None
        while not isinstance(name := self.pull(), MappingEndEvent):
            self.stretch(name)
            value = self.pull()
            if isinstance(name, ScalarEvent) and name.value == key and isinstance(value, SequenceStartEvent):
                return self.entries(value, braced=bool(root.flow_style))
            self.stretch(value)
        return None

    def entries(self, start: Any, *, braced: bool) -> ListExtent:  # noqa: ANN401  as below
        """A list up to its end."""
        found = []
        event, kind = self.next()
        while kind is not SequenceEndEvent:
            found.append(self.stretch(event))
            event, kind = self.next()
        begin: int = start.start_mark.index
        last: int = event.end_mark.index
        end = last if start.flow_style else (found[-1].end if found else begin)
        return ListExtent(Stretch(begin, end, bool(start.flow_style)), tuple(found), braced)

    def next(self) -> tuple[Any, type[object]]:
        """The next event, and which it is."""
        event = self.pull()
        return event, type(event)

    def stretch(self, event: Any) -> Stretch:  # noqa: ANN401  events have different fields
        """What an event begins, up to its end."""
        begin = event.start_mark.index
        if not hasattr(event, "flow_style"):
            return Stretch(begin, self.last_sign(event.end_mark.index), flow=False)
        styles = [bool(event.flow_style)]
        end = begin
        while styles:
            inner, kind = self.next()
            if kind in {MappingStartEvent, SequenceStartEvent}:
                styles.append(bool(inner.flow_style))
            elif kind is ScalarEvent or styles.pop():
                end = inner.end_mark.index  # of a collection's end only the mark of braces tells where it is
        return Stretch(begin, self.last_sign(end), bool(event.flow_style))

    def last_sign(self, end: int) -> int:
        """Before the blank rows that libyaml counts to a text written as a block."""
        while end > 0 and self.text[end - 1] in _BLANK:
            end -= 1
        return end

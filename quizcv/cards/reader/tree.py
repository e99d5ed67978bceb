"""YAML text into mappings, lists and texts that know where they stand, from libyaml's events.

Every scalar stays the text that was written. What a deck has no use for (anchors, aliases, tags, several documents,
duplicate keys, deep nesting) is refused on the way, so a file can't grow in memory beyond what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml import events as yaml_events

from quizcv.cards.reader.faults import Event, Faults, in_plain_words, quote

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 12
"""Levels of nesting; a deck needs five."""
MOST_CARDS = 200_000


class Map(dict[str, "str | Map | Row"]):
    """A mapping, with the events of each key and value, whose marks tell where they stand."""

    __slots__ = ("events", "start")

    def __init__(self, start: Event) -> None:
        super().__init__()
        self.start = start
        self.events: dict[str, tuple[Event, Event]] = {}


class Row(list["str | Map | Row"]):
    """A list, with the event of each item."""

    __slots__ = ("events", "start")

    def __init__(self, start: Event) -> None:
        super().__init__()
        self.start = start
        self.events: list[Event] = []


class _StopReadingError(Exception):
    """The rest of the file can't be read; why is among the faults."""


def build(text: str, faults: Faults) -> str | Map | Row | None:
    """The tree of a text; None if the file holds nothing or can't be read to its end. Faults are added, never raised."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _Builder(loader, faults).document()
    except _StopReadingError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        faults.at(line + 1, column + 1, in_plain_words(error, text, line))
        return None
    except yaml.YAMLError as error:
        faults.at(0, 0, f"this is no YAML: {error}")
        return None
    finally:
        loader.dispose()


class _Builder:
    """Pulls events one by one; the C parser never runs far ahead of what is looked at."""

    def __init__(self, loader: yaml.CSafeLoader | yaml.SafeLoader, faults: Faults) -> None:
        self.next: Callable[[], Any] = loader.get_event  # events have different fields
        self.faults = faults

    def document(self) -> str | Map | Row | None:
        """The one document of the stream."""
        self.next()
        event = self.next()
        if isinstance(event, yaml_events.StreamEndEvent):
            self.faults.at(0, 0, "the file is empty; a deck begins with `deck: its-name`")
            return None
        root = self.node(self.next(), 0)
        self.next()
        event = self.next()
        if not isinstance(event, yaml_events.StreamEndEvent):
            self.faults.event(event, "a second document begins here; write one deck a file, without `---` between")
        return root

    def node(self, event: Any, depth: int) -> str | Map | Row:  # noqa: ANN401  events have different fields
        """The value an event begins."""
        kind = type(event)
        if kind is yaml_events.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self.refuse(event)
            text: str = event.value
            if event.style == '"':
                self.faults.control_characters(event, text)
            return text.rstrip()
        if kind is yaml_events.AliasEvent:
            self.faults.event(
                event,
                f"aliases such as *{event.anchor} are not used in decks; write the value out, or quote a text that begins with *",
            )
            return ""
        if event.anchor is not None or event.tag is not None:
            self.refuse(event)
        if depth == DEEPEST:
            self.faults.event(event, f"this is nested more than {DEEPEST} levels deep; a deck needs far fewer")
            raise _StopReadingError
        if kind is yaml_events.MappingStartEvent:
            return self.mapping(event, depth + 1)
        return self.row(event, depth + 1)

    def mapping(self, start: Event, depth: int) -> Map:
        """A mapping up to its end; a key given twice keeps its first value."""
        result = Map(start)
        events = result.events
        while True:
            key_event = self.next()
            if type(key_event) is yaml_events.MappingEndEvent:
                return result
            key = self.node(key_event, depth)
            value_event = self.next()
            value = self.node(value_event, depth)
            if not isinstance(key, str):
                self.faults.event(key_event, "a key must be a word; quote a text that begins with { or [")
            elif key in events:
                first = events[key][0].start_mark.line + 1
                self.faults.event(key_event, f"the key {quote(key)} is already in line {first}; keep one of the two")
            else:
                events[key] = (key_event, value_event)
                result[key] = value

    def row(self, start: Event, depth: int) -> Row:
        """A list up to its end."""
        result = Row(start)
        events = result.events
        while True:
            event = self.next()
            if type(event) is yaml_events.SequenceEndEvent:
                return result
            if len(events) == MOST_CARDS:
                self.faults.event(
                    event, f"a list of more than {MOST_CARDS:,} entries; split the deck into several files"
                )
                raise _StopReadingError
            result.append(self.node(event, depth))
            events.append(event)

    def refuse(self, event: Any) -> None:  # noqa: ANN401  as above
        """Tells of an anchor or a tag; the value is read as if it were not there."""
        if event.anchor is not None:
            self.faults.event(
                event,
                f"anchors such as &{event.anchor} are not used in decks; take it out, or quote a text that begins with &",
            )
        if event.tag is not None:
            self.faults.event(
                event,
                f"tags such as {quote(event.tag)} are not used in decks; take it out, or quote a text that begins with !",
            )


def spot(node: Map | Row, where: tuple[str | int, ...]) -> tuple[Event, str | Map | Row]:
    """The event and the value at a place below a node; as far down as there is such a place."""
    value: str | Map | Row = node
    event: Event = node.start
    for part in where:
        if isinstance(value, Map) and part in value:
            event = value.events[str(part)][1]
            value = value[str(part)]
        elif isinstance(value, Row) and isinstance(part, int) and part < len(value):
            event = value.events[part]
            value = value[part]
    return event, value

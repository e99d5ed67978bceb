"""YAML text into mappings, lists and texts that know where they stand, from libyaml's events.

Every scalar stays the text that was written. What our files have no use for (anchors, aliases, tags, several documents,
duplicate keys, deep nesting) is refused on the way, so a file can't grow in memory beyond what was written.

An event with its marks takes half a kilobyte, so places are kept as numbers: characters from the text's beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from quizcv.yamltext.faults import Faults, quote, shortened
from quizcv.yamltext.words import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Callable


OUTER_LIST: Final = 2
"""How deep a list lies that stands directly below one of the file's own keys."""


class Map(dict[str, "str | Map | Row"]):
    """A mapping.

    Attributes:
        index: Where it begins.
        line: The line it begins in, from 1.
        places: Where each key and each value begins, by turns.
    """

    __slots__ = ("index", "line", "places")
    index: int
    line: int
    places: list[int]

    def key_place(self, key: str) -> int:
        """Where a key begins."""
        return self.places[2 * list(self).index(key)]

    def place(self, key: str) -> int:
        """Where the value of a key begins; the key, if nothing stands behind it."""
        return self.places[2 * list(self).index(key) + 1] if self[key] != "" else self.key_place(key)


class Row(list["str | Map | Row"]):
    """A list.

    Attributes:
        places: Where each entry begins.
    """

    __slots__ = ("places",)
    places: list[int]


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
        if "end of stream" in (error.problem or "") and error.context_mark:
            mark = error.context_mark  # quotes are told where they were opened, not where the file ends
        line, column = (mark.line, mark.column) if mark else (0, 0)
        faults.at_line(line + 1, column + 1, in_plain_words(error, text, line, column))
        return None
    except yaml.YAMLError as error:
        faults.whole(f"this is no YAML: {error}")
        return None
    finally:
        loader.dispose()


def spot(node: Map | Row, where: tuple[str | int, ...]) -> tuple[int, str | Map | Row]:
    """Where a value below a node begins, and the value; as far down as there is such a place."""
    value: str | Map | Row = node
    place = node.index if isinstance(node, Map) else 0
    for part in where:
        if isinstance(value, Map) and part in value:
            place = value.place(str(part))
            value = value[str(part)]
        elif isinstance(value, Row) and isinstance(part, int) and part < len(value):
            place = value.places[part]
            value = value[part]
    return place, value


class _Builder:
    """Pulls events one by one; the C parser never runs far ahead of what is looked at."""

    def __init__(self, loader: yaml.CSafeLoader | yaml.SafeLoader, faults: Faults) -> None:
        self.next: Callable[[], Any] = loader.get_event  # events have different fields
        self.faults = faults
        self.dialect = faults.dialect

    def document(self) -> str | Map | Row | None:
        """The one document of the stream."""
        self.next()
        if type(self.next()) is StreamEndEvent:
            self.faults.whole(f"the file is empty; {self.dialect.empty}")
            return None
        root = self.node(self.next(), 0)
        self.next()
        event = self.next()
        if type(event) is not StreamEndEvent:
            place = event.start_mark.index
            self.faults.at(
                place, f"a second document begins here; write {self.dialect.one_each}, without `---` between"
            )
        return root

    def node(self, event: Any, depth: int) -> str | Map | Row:  # noqa: ANN401  events have different fields
        """The value an event begins."""
        kind = type(event)
        if kind is AliasEvent:
            mend = "write the value out, or quote a text that begins with *"
            name = shortened(event.anchor)
            self.faults.at(
                event.start_mark.index, f"aliases such as *{name} are not used in {self.dialect.plural}; {mend}"
            )
            return ""
        if event.anchor is not None or event.tag is not None:
            self.refuse(event)
        if kind is ScalarEvent:
            text: str = event.value
            if event.style == '"':
                self.faults.control_characters(event.start_mark.index, text)
            return text.rstrip()
        if depth == self.dialect.deepest:
            message = f"this is nested more than {depth} levels deep; {self.dialect.single} needs far fewer"
            self.faults.at(event.start_mark.index, message)
            raise _StopReadingError
        if kind is MappingStartEvent:
            return self.mapping(event, depth + 1)
        return self.row(depth + 1)

    def mapping(self, start: Any, depth: int) -> Map:  # noqa: ANN401  events have different fields
        """A mapping up to its end; a key given twice keeps its first value."""
        result = Map()
        result.index = start.start_mark.index
        result.line = start.start_mark.line + 1
        places: list[int] = []
        result.places = places
        pull, node = self.next, self.node
        while True:
            key_event = pull()
            if type(key_event) is MappingEndEvent:
                return result
            key = node(key_event, depth)
            value_event = pull()
            value = node(value_event, depth)
            if not isinstance(key, str):
                message = "a key must be a word; quote a text that begins with { or ["
                self.faults.at(key_event.start_mark.index, message)
            elif key in result:
                line = self.faults.line_of(result.key_place(key))
                message = f"the key {quote(key)} is already in line {line}; keep one of the two"
                self.faults.at(key_event.start_mark.index, message)
            elif len(result) == self.dialect.most_keys:
                message = f"more than {len(result):,} keys in one place; {self.dialect.single} needs far fewer"
                self.faults.at(key_event.start_mark.index, message)
                raise _StopReadingError
            else:
                places += (key_event.start_mark.index, value_event.start_mark.index)
                result[key] = value

    def row(self, depth: int) -> Row:
        """A list up to its end."""
        result = Row()
        places: list[int] = []
        result.places = places
        most = self.dialect.most_entries if depth == OUTER_LIST else self.dialect.most_inner
        pull, node = self.next, self.node
        while True:
            event = pull()
            if type(event) is SequenceEndEvent:
                return result
            if len(places) == most:
                mend = self.dialect.mend if depth == OUTER_LIST else "shorten it"
                message = f"a list of more than {most:,} entries; {mend}"
                self.faults.at(event.start_mark.index, message)
                raise _StopReadingError
            places.append(event.start_mark.index)
            result.append(node(event, depth))

    def refuse(self, event: Any) -> None:  # noqa: ANN401  as above
        """Tells of an anchor or a tag; the value is read as if it were not there."""
        place = event.start_mark.index
        if event.anchor is not None:
            mend = "take it out, or quote a text that begins with &"
            name = shortened(event.anchor)
            self.faults.at(place, f"anchors such as &{name} are not used in {self.dialect.plural}; {mend}")
        if event.tag is not None:
            mend = "take it out, or quote a text that begins with !"
            self.faults.at(place, f"tags such as {quote(event.tag)} are not used in {self.dialect.plural}; {mend}")

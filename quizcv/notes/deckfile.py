"""A deck's file on importing again: only what changed is rewritten, every other byte stays as it is.

A card keeps its rows with their layout and comments, even where it goes to the archive or comes back; of a changed card the keys that
changed are written anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import Draft
from quizcv.cards.writer import INDENT, card_lines, draft_lines, write_deck
from quizcv.errors import ContentError
from quizcv.notes.deckrows import comment_behind, comments_in, indent_of, keys_of, sections, shifted, without_gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card, Deck

    Entry = Card | Draft

LISTS: Final = ("cards", "drafts", "archive", "taken_out")
_WRITTEN_KEY = re.compile(r" {4}(?P<name>[a-z_]+):")
_DASH: Final = 2
"""The column of the dash of an entry that quizcv writes."""


def rewrite(text: str, old: Deck, new: Deck) -> str:
    """The deck's text with the cards, drafts and memory of the new deck in place of the old one's.

    Args:
        text: The file as it is, with its own line ends and byte order mark.
        old: The deck read from it.
        new: What it is to hold now.

    Returns:
        A text that reads back as the new deck.

    Raises:
        ContentError: It can't be written as a deck.
    """
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, only for who rewrites

    if new == old:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    windows = body.count("\r\n") == body.count("\n") > 0
    body = body.replace("\r\n", "\n") if windows else body
    written = _rewritten(body, old, new)
    if written is None or not _says(written, new):
        written = _anew(body, new)
        read_deck_text(written, new.path)
    return mark + (written.replace("\n", "\r\n") if windows else written)


def _says(text: str, deck: Deck) -> bool:
    """Whether a text is the deck, the places of its cards aside."""
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, only for who rewrites

    try:
        return _placeless(read_deck_text(text, deck.path)) == _placeless(deck)
    except ContentError:
        return False


def _placeless(deck: Deck) -> Deck:
    cards, archive, taken_out = (
        tuple(card._replace(line=0) for card in each) for each in (deck.cards, deck.archive, deck.taken_out)
    )
    return deck._replace(cards=cards, archive=archive, taken_out=taken_out)


def _rewritten(text: str, old: Deck, new: Deck) -> str | None:
    """The text with only what changed written anew; None if its layout can't be made out."""
    rows = text.split("\n")
    found = sections(rows)
    origin: dict[str, tuple[Card, list[str]]] = {}
    for name in LISTS:
        entries: Sequence[Entry] = getattr(old, name)
        places = found[name].entries if name in found else ()
        if len(places) != len(entries):
            return None
        for entry, (first, end) in zip(entries, places, strict=True):
            if not isinstance(entry, Draft):
                origin[entry.id] = (entry, list(rows[first:end]))
    result: list[str] = []
    done = 0
    for name, section in sorted(found.items(), key=lambda item: item[1].first):
        result += rows[done : section.first]
        done = section.end
        own = list(rows[section.first : section.end])
        if name in LISTS and getattr(old, name) != getattr(new, name):
            within = [(first - section.first, end - section.first) for first, end in section.entries]
            own = _section(name, own, within, getattr(old, name), getattr(new, name), origin)
        elif name == "imported" and old.imported != new.imported:
            end = without_gap(own, 1, len(own), 1)
            own = [*_memory(new), *own[end:]]
        result += own
    result += rows[done:]
    return _with_new_sections(result, set(found), new, origin)


def _with_new_sections(rows: list[str], found: set[str], new: Deck, origin: dict[str, tuple[Card, list[str]]]) -> str:
    """The rows with the sections the file has not had yet: before its memory, which is the last."""
    added: list[str] = []
    for name in LISTS:
        entries: Sequence[Entry] = getattr(new, name)
        if name not in found and entries:
            added += [f"{name}:", *(row for entry in entries for row in _rows_of(entry, origin, _DASH))]
    added += _memory(new) if "imported" not in found else []
    if not added:
        return "\n".join(rows)
    place = next((number for number, row in enumerate(rows) if row.startswith("imported:")), len(rows))
    while place == len(rows) and rows and not rows[-1].strip():
        rows.pop()
        place -= 1
    result = [*rows[:place], *added, *rows[place:]]
    return "\n".join(result if not result[-1] else [*result, ""])


def _memory(deck: Deck) -> list[str]:
    text = write_deck(deck._replace(cards=(), drafts=(), archive=(), taken_out=()), schema="")
    rows = text.rstrip("\n").split("\n")
    first = next((number for number, row in enumerate(rows) if row.startswith("imported:")), len(rows))
    return rows[first:]


def _section(
    name: str,
    rows: list[str],
    places: Sequence[tuple[int, int]],
    old: Sequence[Entry],
    new: Sequence[Entry],
    origin: dict[str, tuple[Card, list[str]]],
) -> list[str]:
    """The rows of a list with its new entries; what stands between entries stays where it stood."""
    indent = indent_of(rows[places[0][0]]) if places else _DASH
    stays = _continued(old, new)
    if not new:
        kept = [row for number, row in enumerate(rows) if number and not any(a <= number < b for a, b in places)]
        return ["cards: []", *kept] if name == "cards" else kept
    head = rows[:1]
    if not places:
        comment = comment_behind(rows[0])
        head = [f"{name}:" + (f" {comment}" if comment else "")]
    # Before the first entry that stays: what comes before it. Behind each: what comes before the next.
    ends = iter([*sorted(stays.values())[1:], len(new)])
    result = head
    done, upto = 1, 0
    for number, (first, end) in enumerate(places):
        result += rows[done:first]
        done = end
        if number not in stays:
            continue
        place = stays[number]
        result += _rows_of_all(new[upto:place], origin, indent)
        result += _edited(rows[first:end], old[number], new[place], indent)
        upto = next(ends)
        result += _rows_of_all(new[place + 1 : upto], origin, indent)
    return result + _rows_of_all(new[upto:], origin, indent) + rows[done:]


def _continued(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """For each old entry that stays the place of it among the new ones, in rising order."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(new))):
        places.setdefault(_name(new[place]), []).append(place)
    found: dict[int, int] = {}
    last = -1
    for number, entry in enumerate(old):
        left = places.get(_name(entry))
        if left and left[-1] > last:
            last = found[number] = left.pop()
    return found


def _name(entry: Entry) -> str:
    return entry.question if isinstance(entry, Draft) else entry.id


def _rows_of(entry: Entry, origin: dict[str, tuple[Card, list[str]]], indent: int) -> list[str]:
    """The rows of an entry that is new in its list: those it had in another one, or written as quizcv writes them."""
    if isinstance(entry, Draft) or entry.id not in origin:
        return _fresh(entry, indent)
    old, rows = origin[entry.id]
    return _edited(shifted(rows, indent - indent_of(rows[0])), old, entry, indent)


def _rows_of_all(entries: Sequence[Entry], origin: dict[str, tuple[Card, list[str]]], indent: int) -> list[str]:
    return [row for entry in entries for row in _rows_of(entry, origin, indent)]


def _fresh(entry: Entry, indent: int) -> list[str]:
    lines = _written(entry)
    rows = "\n".join([" " * _DASH + "- " + lines[0].lstrip(), *lines[1:]]).split("\n")
    return shifted(rows, indent - _DASH)


def _written(entry: Entry) -> list[str]:
    return draft_lines(entry) if isinstance(entry, Draft) else card_lines(entry)


def _edited(rows: Sequence[str], old: Entry, new: Entry, indent: int) -> list[str]:
    """An entry's rows, with the keys written anew whose values changed; its comments and the layout of the rest stay."""
    if old == new:
        return list(rows)
    before, after = _by_key(old), _by_key(new)
    if before == after:
        return list(rows)
    keys = keys_of(rows)
    if keys is None or not keys.rows.keys() >= before.keys():
        return [*(" " * indent + comment for comment in comments_in(rows)), *_fresh(new, indent)]
    own: dict[int, list[str]] = {}
    dropped: set[int] = set()
    last = next(iter(keys.rows.values()))[1] - 1
    for name in dict.fromkeys([*after, *before]):
        if name in after and name not in before and name not in keys.rows:
            own.setdefault(last, []).extend(shifted(after[name].split("\n"), keys.column - INDENT))
            continue
        first, end = keys.rows[name]
        last = end - 1
        if before.get(name) == after.get(name):
            continue
        comment = comment_behind(rows[first])
        dropped.update(range(first, end))
        if name in after:
            fresh = shifted(after[name].split("\n"), keys.column - INDENT)
            fresh[0] = rows[first][: keys.column] + fresh[0][keys.column :] + (f"  {comment}" if comment else "")
            own.setdefault(last, [])[:0] = fresh
        elif comment:
            own.setdefault(last, [])[:0] = [" " * keys.column + comment]
    result: list[str] = []
    for number, row in enumerate(rows):
        result += [] if number in dropped else [row]
        result += own.get(number, [])
    return result


def _by_key(entry: Entry) -> dict[str, str]:
    """What quizcv writes of an entry, by key."""
    found: dict[str, str] = {}
    name = ""
    for row in "\n".join(_written(entry)).split("\n"):
        key = _WRITTEN_KEY.match(row)
        if key:
            name = key["name"]
            found[name] = row
        else:
            found[name] += f"\n{row}"
    return found


def _anew(text: str, new: Deck) -> str:
    """A deck in a layout of its own, written anew, with all its comments at its head."""
    rows = text.split("\n")
    comments = [row for row in rows if row.startswith("#")]
    comments += [f"# {told.lstrip('# ')}" for row in rows if not row.startswith("#") for told in comments_in([row])]
    return "\n".join([*comments, write_deck(new, schema="")])

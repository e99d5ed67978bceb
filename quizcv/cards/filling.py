"""The reading of changed decks into the cache: one transaction, so that the cache is whole before and after it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from quizcv.errors import ContentError, Diagnostic

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from quizcv.cards.files import DeckFile
    from quizcv.cards.model import Deck

DELETIONS = ("DELETE FROM sibling WHERE deck = ?", "DELETE FROM card WHERE deck = ?", "DELETE FROM deck WHERE name = ?")


def changed_files(connection: sqlite3.Connection, files: Sequence[DeckFile]) -> tuple[list[DeckFile], list[str]]:
    """The files that have to be read, and the paths of those that are gone."""
    rows = connection.execute("SELECT path, size, mtime_ns, ctime_ns, read_ns, shipped FROM file").fetchall()
    known = {row[0]: row[1:] for row in rows}
    changed = []
    for file in files:
        row = known.pop(file.path, None)
        if row is None or row[4] != file.shipped or not file.is_as_read(*row[:4]):
            changed.append(file)
    return changed, list(known)


def fill(connection: sqlite3.Connection, files: Sequence[DeckFile]) -> None:
    """Brings the cache up to the files as they are now; to be run inside a transaction."""
    changed, gone = changed_files(connection, files)
    for path in gone:
        _forget(connection, path)
        connection.execute("DELETE FROM file WHERE path = ?", (path,))
    for file in changed:
        _read(connection, file)
    _settle_names(connection, files)


def _forget(connection: sqlite3.Connection, path: str) -> None:
    """Takes out the deck that came from a file."""
    for (name,) in connection.execute("SELECT name FROM deck WHERE path = ?", (path,)).fetchall():
        for deletion in DELETIONS:
            connection.execute(deletion, (name,))


def _read(connection: sqlite3.Connection, file: DeckFile) -> None:
    """Reads one file again, unless it turns out to hold the same bytes as before."""
    from hashlib import sha256  # noqa: PLC0415  only when a deck changed

    from quizcv.yamltext.faults import Faults  # noqa: PLC0415
    from quizcv.yamltext.text import read_bytes  # noqa: PLC0415

    path = Path(file.path)
    now = time.time_ns()
    unreadable = Faults(file.path)
    data = read_bytes(path, unreadable)
    digest = "" if unreadable.found else sha256(data).hexdigest()
    stamp = (file.size, file.mtime_ns, file.ctime_ns, now, file.shipped)
    known = connection.execute("SELECT digest, shipped FROM file WHERE path = ?", (file.path,)).fetchone()
    if digest and known == (digest, file.shipped):
        connection.execute(
            "UPDATE file SET size = ?, mtime_ns = ?, ctime_ns = ?, read_ns = ?, shipped = ? WHERE path = ?",
            (*stamp, file.path),
        )
        return
    from quizcv.cards.reader.deck import read_deck_bytes  # noqa: PLC0415  pydantic and yaml, at 150 ms

    _forget(connection, file.path)
    deck, faults = None, tuple(unreadable.found)
    if not faults:
        try:
            deck = read_deck_bytes(data, path)
        except ContentError as error:
            faults = error.diagnostics
    connection.execute(
        "INSERT OR REPLACE INTO file (size, mtime_ns, ctime_ns, read_ns, shipped, path, digest, deck, faults)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *stamp,
            file.path,
            digest,
            deck.name if deck else None,
            json.dumps([(fault.line, fault.column, fault.message) for fault in faults], ensure_ascii=True),
        ),
    )
    taken = connection.execute("SELECT 1 FROM deck WHERE name = ?", (deck.name,)).fetchone() if deck else None
    if deck and not taken:
        _insert(connection, deck, shipped=file.shipped)


def _insert(connection: sqlite3.Connection, deck: Deck, *, shipped: bool) -> None:
    """Puts a deck with its cards into the cache."""
    from quizcv.cards.asking import KINDS, key_of, siblings  # noqa: PLC0415  only when a deck changed
    from quizcv.cards.codec import encode  # noqa: PLC0415  as above
    from quizcv.cards.content import content_hash  # noqa: PLC0415  as above
    from quizcv.cards.origins import origins_of  # noqa: PLC0415  as above

    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM card").fetchone()
    cards = []
    origins = origins_of(deck.cards)
    asked: list[tuple[str, str, int, str, int]] = []
    for position, card in enumerate(deck.cards):
        number += 1
        kind = KINDS[type(card)].value
        row = (
            number,
            deck.name,
            card.id,
            position,
            card.line,
            kind,
            encode(card),
            content_hash(card),
            card.was or None,
            origins.get(position),
        )
        cards.append(row)
        asked += [(key_of(deck.name, card, each), deck.name, len(asked), kind, number) for each in siblings(card)]
    connection.execute(
        "INSERT INTO deck (name, title, position, total, path, shipped, tags, language, source, grouped)"
        " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        (
            deck.name,
            deck.title,
            len(asked),
            deck.path,
            shipped,
            json.dumps(deck.tags),
            deck.language,
            deck.source,
            deck.group,
        ),
    )
    connection.executemany("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cards)
    connection.executemany("INSERT INTO sibling VALUES (?, ?, ?, ?, ?)", asked)


def _settle_names(connection: sqlite3.Connection, files: Sequence[DeckFile]) -> None:
    """Gives each deck's name to the first file that claims it, and the decks their order."""
    from_file = dict(connection.execute("SELECT path, deck FROM file WHERE deck IS NOT NULL").fetchall())
    in_place = dict(connection.execute("SELECT name, path FROM deck").fetchall())
    first: dict[str, DeckFile] = {}
    for file in files:
        if file.path in from_file:
            first.setdefault(from_file[file.path], file)
    for position, (name, file) in enumerate(first.items()):
        if in_place.get(name) != file.path:
            if name in in_place:
                _forget(connection, in_place[name])
            connection.execute("DELETE FROM file WHERE path = ?", (file.path,))
            _read(connection, file)
        connection.execute("UPDATE deck SET position = ? WHERE name = ? AND position <> ?", (position, name, position))


def diagnostics(connection: sqlite3.Connection, files: Sequence[DeckFile]) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    """What is wrong with each file that is out: its own faults, or another deck's name."""
    rows = connection.execute("SELECT path, deck, faults FROM file").fetchall()
    deck_of = {path: (deck, faults) for path, deck, faults in rows}
    holder = dict(connection.execute("SELECT name, path FROM deck").fetchall())
    found = []
    for file in files:
        deck, faults = deck_of[file.path]
        told = tuple(Diagnostic(file.path, *fault) for fault in json.loads(faults))
        if deck in holder and holder[deck] != file.path:
            told = (_second_of_name(file.path, deck, holder[deck]),)
        if told:
            found.append((file.path, told))
    return found


def _second_of_name(path: str, deck: str, holder: str) -> Diagnostic:
    """The fault of a file whose deck has a name that is taken."""
    line = 0
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as file:
            line = next((number for number, row in enumerate(file, 1) if row.startswith("deck:")), 0)
    except OSError:
        pass  # gone in the meantime; the next look at the folder tells
    return Diagnostic(
        path,
        line,
        1 if line else 0,
        f"the name {deck!r} is already taken by the deck in {holder}; give one of the two another",
    )

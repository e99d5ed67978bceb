"""Finding cards by their text, tags, deck and kind.

A trigram index is made when somebody first searches, and for each deck again after it changed. It finds any part of a word in
any script; what is shorter than three characters is looked for in the cards themselves.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIGRAM = 3
_TERM = re.compile(r'(?:(tag|deck|kind):)?(?:"([^"]*)"?|(\S+))')
_UNSAID = frozenset({"was", "tolerance", "source", "tags", "reverse", "several"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; a card must fit all of it."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def parse_query(text: str) -> Query:
    """The query of `receptive "dilated convolution" tag:cnn deck:cnn-faq kind:cloze`."""
    found: dict[str, list[str]] = {"": [], "tag": [], "deck": [], "kind": []}
    for field, quoted, bare in _TERM.findall(text):
        term = (quoted or bare).casefold()
        if term:
            found[field].append(term)
    return Query(tuple(found[""]), tuple(found["tag"]), tuple(found["deck"]), tuple(found["kind"]))


def said(body: str) -> str:
    """All that a card's row says, folded for comparison: the front first."""
    fields = json.loads(body)
    if "text" in fields:
        fields["text"] = fields["text"].replace("{{", "").replace("}}", "")
    return "\n".join(_strings({key: value for key, value in fields.items() if key not in _UNSAID})).casefold()


def _strings(value: object) -> Iterator[str]:
    """The texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def find(connection: sqlite3.Connection, query: Query) -> list[str]:
    """Keys of the cards that fit, the best first: fronts before backs, whole words before parts, then in order."""
    ranked = []
    for deck, identity, kind, body, order in _candidates(connection, query):
        text = said(body)
        if all(word in text for word in query.words):
            ranked.append((_rank(text, query.words), *order, deck, identity, kind))
    ranked.sort()
    return [_first_key(connection, *row[-3:]) for row in ranked]


def _first_key(connection: sqlite3.Connection, deck: str, identity: str, kind: str) -> str:
    """The key of a card's first sibling; only the blanks of a cloze have to be looked up."""
    card = f"{deck}/{identity}"
    if kind != "cloze":
        return card
    query = "SELECT key FROM sibling WHERE key > ? AND key < ? ORDER BY position LIMIT 1"
    (key,) = connection.execute(query, (f"{card}:", f"{card};")).fetchone()
    return str(key)


def _rank(text: str, words: tuple[str, ...]) -> int:
    """Lower is better."""
    front = text.partition("\n")[0]
    whole = sum(bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)) for word in words)
    return -whole - 2 * sum(word in front for word in words)


def _candidates(connection: sqlite3.Connection, query: Query) -> Iterator[tuple[str, str, str, str, tuple[int, int]]]:
    """Rows that may fit: whatever the database can tell cheaply is asked of it."""
    conditions, values = [], []
    long_words = [word for word in query.words if len(word) >= TRIGRAM]
    if long_words and index_words(connection):
        grams = dict.fromkeys(word[n : n + TRIGRAM] for word in long_words for n in range(len(word) - TRIGRAM + 1))
        conditions.append("c.number IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(" AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams))
    for word in [word for word in query.words if word not in long_words] if conditions else query.words:
        conditions.append(r"(c.kind = 'cloze' OR c.body LIKE ? ESCAPE '\')")  # the braces of a blank may part a word
        values.append("%" + _pattern(word) + "%")
    for tag in query.tags:
        conditions.append(r"(c.body LIKE ? ESCAPE '\' OR d.tags LIKE ? ESCAPE '\')")
        values += ['%"' + _pattern(tag) + '"%'] * 2
    for column, names in (("d.name", query.decks), ("c.kind", query.kinds)):
        if names:
            conditions.append(f"{column} IN ({', '.join('?' * len(names))})")
            values += names
    rows = connection.execute(
        "SELECT c.deck, c.id, c.kind, c.body, d.tags, d.position, c.position FROM card c JOIN deck d ON d.name = c.deck"  # noqa: S608  our own conditions; what was typed goes in as values
        + (" WHERE " + " AND ".join(conditions) if conditions else ""),
        values,
    ).fetchall()
    for deck, identity, kind, body, tags, deck_position, position in rows:
        if query.tags:
            own = {tag.casefold() for tag in (*json.loads(tags), *json.loads(body).get("tags", ()))}
            if not own.issuperset(query.tags):
                continue
        yield deck, identity, kind, body, (deck_position, position)


def _pattern(word: str) -> str:
    """A LIKE pattern for a word as it stands inside JSON; LIKE folds only ASCII, so other letters match any."""
    inside = json.dumps(word, ensure_ascii=False)[1:-1]
    escaped = re.sub(r"([\\%_])", r"\\\1", inside)
    return "".join(each if each.isascii() or each.lower() == each.upper() else "%" for each in escaped)


def index_words(connection: sqlite3.Connection) -> bool:
    """Brings the index up to date; False if this SQLite or this file can't have one."""
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING"
            " fts5(said, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1')"
        )
        missing = connection.execute("SELECT name FROM deck WHERE NOT indexed").fetchall()
        if missing:
            connection.execute("BEGIN IMMEDIATE")
            for (deck,) in missing:
                rows = connection.execute("SELECT number, body FROM card WHERE deck = ?", (deck,)).fetchall()
                connection.executemany(
                    "INSERT INTO words (rowid, said) VALUES (?, ?)", [(number, said(body)) for number, body in rows]
                )
                connection.execute("UPDATE deck SET indexed = 1 WHERE name = ?", (deck,))
            connection.execute("COMMIT")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        return False
    return True


def forget_words(connection: sqlite3.Connection, deck: str) -> None:
    """Takes a deck out of the index, before its cards go."""
    row = connection.execute("SELECT indexed FROM deck WHERE name = ?", (deck,)).fetchone()
    if row is None or not row[0]:
        return
    rows = connection.execute("SELECT number, body FROM card WHERE deck = ?", (deck,)).fetchall()
    connection.executemany(
        "INSERT INTO words (words, rowid, said) VALUES ('delete', ?, ?)",
        [(number, said(body)) for number, body in rows],
    )

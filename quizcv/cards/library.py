"""All the decks: what there is, and one card at a time when it is asked for.

A hundred thousand cards cost a look at each file's dates, not a reading: parsed decks lie in a cache, and only what changed is
read again. A broken deck is out, with every reason told, and never keeps the others from being reviewed.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizcv.cards.cache import Cache
from quizcv.cards.deckinfo import Broken, DeckInfo, former_key
from quizcv.cards.files import deck_files
from quizcv.cards.filling import changed_files, diagnostics, fill
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quizcv.cards.files import DeckFile
    from quizcv.cards.model import Card
    from quizcv.cards.question import Question
    from quizcv.settings import Places

CARD = "SELECT s.key, c.deck, c.kind, c.id, c.line, c.body, c.content FROM sibling s JOIN card c ON c.number = s.card"
MOST_NEAR = 3
MOST_KEPT = 500
"""Of so many keys it is remembered which entry they come from."""
DRAWN = frozenset({"choice", "problem"})
"""The kinds of card that are asked differently each time."""


class Library:
    """The decks as they lay in their folders when the library was loaded, or reloaded.

    Attributes:
        decks: In the library's order: shipped ones first, then the learner's by their paths.
        broken: The decks that are out, each with all its faults.
        version: Another number once the decks may be others.
    """

    def __init__(self, places: Places, *, shipped: bool) -> None:
        self.decks: tuple[DeckInfo, ...] = ()
        self.broken: tuple[Broken, ...] = ()
        self.version = 0
        self._places = places
        self._shipped = shipped
        self._cache = Cache(places.cache)
        self._by_name: dict[str, DeckInfo] = {}
        self._seen: tuple[sqlite3.Connection, int] | None = None
        self._origins: dict[str, str] = {}
        self.reload()

    @classmethod
    def load(cls, places: Places, *, shipped: bool = True) -> Library:
        """The library of the learner's decks and, unless they are turned off, the shipped ones."""
        return cls(places, shipped=shipped)

    @property
    def cache(self) -> Path:
        """The SQLite file in which the decks lie parsed; others may read its tables `deck` and `sibling`."""
        return self._cache.path

    def close(self) -> None:
        """Closes the cache."""
        self._cache.close()

    # Bringing it up to date

    def reload(self) -> bool:
        """Looks for new, changed and removed deck files, and reads what changed.

        Returns:
            Whether the decks may be others than before: changed on the disk, or read into the same cache by another quizcv.
        """
        seen, broken = self._seen, self.broken
        files, unreadable = deck_files(self._places, shipped=self._shipped)
        try:
            changed = self._refresh(files)
        except sqlite3.OperationalError:  # locked, read-only, disk full
            self._cache.replace()
            changed = self._refresh(files)
        except sqlite3.Error:  # damaged
            self._cache.renew()
            changed = self._refresh(files)
        self.broken += tuple(Broken(Path(fault.path), (fault,)) for fault in unreadable)
        may_differ = changed or self._seen != seen or self.broken != broken
        self.version += may_differ
        if may_differ:
            self._origins.clear()
        return may_differ

    def _refresh(self, files: Sequence[DeckFile]) -> bool:
        """Takes the decks from the cache, once it has what changed; whether anything did."""
        connection = self._cache.connection
        changed = any(changed_files(connection, files))
        if changed:
            self._cache.write(lambda each: fill(each, files))
        (version,) = connection.execute("PRAGMA data_version").fetchone()  # counts what other connections write
        self._seen = connection, version
        rows = connection.execute(
            "SELECT name, title, path, total, shipped, tags, language, source, grouped FROM deck ORDER BY position"
        ).fetchall()
        self.decks = tuple(
            DeckInfo(
                name=name,
                title=title,
                path=Path(path),
                total=total,
                shipped=bool(shipped),
                tags=tuple(json.loads(tags)),
                language=language,
                source=source,
                group=group,
            )
            for name, title, path, total, shipped, tags, language, source, group in rows
        )
        self._by_name = {deck.name: deck for deck in self.decks}
        self.broken = tuple(Broken(Path(path), told) for path, told in diagnostics(connection, files))
        return changed

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; a cache that turns out to be damaged is made anew first."""
        try:
            return self._cache.connection.execute(sql, values).fetchall()
        except sqlite3.Error:
            self._cache.renew()
            self.reload()
            return self._cache.connection.execute(sql, values).fetchall()

    # Cards

    def has(self, key: str) -> bool:
        """Whether there is a card of that key."""
        return bool(self._rows("SELECT 1 FROM sibling WHERE key = ?", (key,)))

    def keys(self, deck: str = "") -> list[str]:
        """The keys of all cards, or of one deck, in the library's order."""
        where, values = ("WHERE s.deck = ?", (deck,)) if deck else ("", ())
        rows = self._rows(
            f"SELECT s.key FROM sibling s JOIN deck d ON d.name = s.deck {where} ORDER BY d.position, s.position",  # noqa: S608  our own two words
            values,
        )
        return [key for (key,) in rows]

    def card(self, key: str) -> tuple[DeckInfo, Card]:
        """The deck and the card of a key, with or without its sibling's part.

        Raises:
            UsageError: There is no such card.
        """
        from quizcv.cards.codec import decode  # noqa: PLC0415  `due` decodes no card

        _, deck, kind, identity, line, body, _ = self._row(key)
        return self._by_name[deck], decode(kind, identity, line, body)

    def question(self, key: str, seed: int) -> Question:
        """The question of a key, its numbers and the order of its options drawn from the seed.

        Raises:
            UsageError: There is no such card.
        """
        from quizcv.cards.asking import ask  # noqa: PLC0415  `due` asks no card
        from quizcv.cards.codec import decode  # noqa: PLC0415

        found, deck, kind, identity, line, body, content = self._row(key)
        card = decode(kind, identity, line, body)
        return ask(self._by_name[deck], card, found.partition(":")[2], seed, content)

    def origins(self, keys: Collection[str]) -> dict[str, str]:
        """The entry of a note that cards were made from, of those of these keys that share one with other cards: see `origins_of`."""
        known = self._origins  # empty for a card that shares none; a review asks for nearly the same keys at every card
        unseen = [key for key in keys if key not in known]
        if unseen:
            if len(known) > MOST_KEPT:
                known.clear()
                unseen = [*keys]
            marks = ", ".join("?" * len(unseen))
            rows = self._rows(
                f"SELECT s.key, c.deck, c.origin FROM sibling s CROSS JOIN card c ON c.number = s.card"  # noqa: S608  question marks only
                f" WHERE s.key IN ({marks}) AND c.origin IS NOT NULL",
                unseen,
            )
            known.update(dict.fromkeys(unseen, ""))
            known.update({key: f"{deck}/{origin}" for key, deck, origin in rows})
        return {key: known[key] for key in keys if known[key]}

    def draws(self, key: str) -> bool:
        """Whether the seed decides anything in the question of a key: the order of its options, or its numbers."""
        return any(kind in DRAWN for (kind,) in self._rows("SELECT kind FROM sibling WHERE key = ?", (key,)))

    def place(self, key: str) -> tuple[Path, int]:
        """The file of a card, and the line it begins in.

        Raises:
            UsageError: There is no such card.
        """
        _, deck, _, _, line, _, _ = self._row(key)
        return self._by_name[deck].path, line

    def _row(self, key: str) -> tuple[Any, ...]:
        """The row of a key; of a card's first sibling where the key has no sibling's part."""
        rows = self._rows(f"{CARD} WHERE s.key = ?", (key,)) or self._first_sibling(key)
        if not rows or rows[0][1] not in self._by_name:
            self.reload()  # another quizcv may have changed the cache meanwhile
            rows = self._rows(f"{CARD} WHERE s.key = ?", (key,)) or self._first_sibling(key)
        if not rows:
            raise UsageError(self._unknown(key))
        return rows[0]

    def _first_sibling(self, key: str) -> list[tuple[Any, ...]]:
        deck, _, identity = key.partition("/")
        where = "WHERE c.deck = ? AND c.id = ? ORDER BY s.position LIMIT 1"
        return [] if ":" in key else self._rows(f"{CARD} {where}", (deck, identity))

    # What a learner types

    def resolve(self, text: str) -> str:
        """The key somebody means by a key, or by an id that only one deck has.

        Raises:
            UsageError: Nothing fits, or more than one card does; the message names what comes near.
        """
        if self.has(text):
            return text
        deck, slash, rest = text.rpartition("/")
        identity, _, sibling = rest.partition(":")
        where, values = ("c.id = ? AND c.deck = ?", [identity, deck]) if slash else ("c.id = ?", [identity])
        rows = self._rows(f"{CARD} WHERE {where} ORDER BY c.deck, s.position", values)
        keys = [row[0] for row in rows if not sibling or row[0].endswith(f":{sibling}")]
        if not keys:
            raise UsageError(self._unknown(text))
        plain = [key for key in keys if ":" not in key]
        if len(keys) == 1 or (len(plain) == 1 and len({row[1] for row in rows}) == 1):
            return str((plain or keys)[0])
        message = f"{text!r} is more than one card; name one of: {', '.join(keys[:12])}"
        raise UsageError(message)

    def resolve_decks(self, names: Sequence[str]) -> tuple[str, ...]:
        """The decks somebody means, without repetitions.

        Raises:
            UsageError: There is no such deck, or it is out because of its faults.
        """
        for name in names:
            if name in self._by_name:
                continue
            from difflib import get_close_matches  # noqa: PLC0415  only for the message

            near = get_close_matches(name, self._by_name, 1)
            out = next((broken for broken in self.broken if broken.path.stem == name), None)
            if near:
                mend = f"did you mean {near[0]!r}?"
            elif out:
                mend = f"its file has faults; see: quizcv check {out.path}"
            else:
                mend = f"the decks are: {', '.join(self._by_name) or 'none'}"
            message = f"there is no deck {name!r}; {mend}"
            raise UsageError(message)
        return tuple(dict.fromkeys(names))

    def _unknown(self, text: str) -> str:
        """The message for a card nobody knows, with what comes near."""
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        deck, slash, identity = text.rpartition("/")
        if slash and deck in self._by_name:
            ids = [row[0] for row in self._rows("SELECT id FROM card WHERE deck = ?", (deck,))]
            near = [f"{deck}/{each}" for each in get_close_matches(identity.partition(":")[0], ids, MOST_NEAR)]
        else:
            identity = identity.partition(":")[0]
            rows = self._rows(
                "SELECT id, deck || '/' || id FROM card WHERE id = ? OR id LIKE ?", (identity, f"{identity[:3]}%")
            )
            close = get_close_matches(identity, [row[0] for row in rows], MOST_NEAR)
            near = [key for each, key in rows if each in close][:MOST_NEAR]
        mend = f"did you mean {' or '.join(near)}?" if near else "look for it with: quizcv search TEXT"
        return f"there is no card {text!r}; {mend}"

    def tags(self) -> list[str]:
        """Every tag of a deck or a card, by the alphabet."""
        rows = self._rows(
            "SELECT DISTINCT value FROM card JOIN json_each(body, '$.tags') WHERE instr(body, '\"tags\":')"
        )
        return sorted({tag for (tag,) in rows}.union(*(deck.tags for deck in self.decks)))

    def problems(self) -> list[tuple[str, str]]:
        """The key of each generated problem and the family it asks, empty for one written in its deck; in the library's order."""
        rows = self._rows(
            "SELECT s.key, c.body FROM sibling s JOIN card c ON c.number = s.card JOIN deck d ON d.name = s.deck"
            " WHERE s.kind = 'problem' ORDER BY d.position, s.position"
        )
        return [(key, json.loads(body).get("family", "")) for key, body in rows]

    def aliases(self) -> list[tuple[str, str]]:
        """Old and new key of every card that names what it was called before (`was:`), sibling by sibling.

        The first card of the library's order that names a key is the one its progress goes to.
        """
        rows = self._rows(
            "SELECT c.deck, c.was, s.key FROM card c CROSS JOIN sibling s"  # those few first, and a range of keys for each
            " ON s.key >= c.deck || '/' || c.id AND s.key < c.deck || '/' || c.id || ';' AND s.card = c.number"
            " JOIN deck d ON d.name = c.deck WHERE c.was IS NOT NULL ORDER BY d.position, s.position, s.key"
        )
        found: dict[str, str] = {}
        for deck, was, key in rows:
            _, colon, sibling = key.partition(":")
            found.setdefault(f"{former_key(deck, was)}{colon}{sibling}", key)
        return list(found.items())

    def same_text(self, key: str) -> str:
        """The key a card without an id has now that it was given one; empty if the text is in no card of its deck.

        Args:
            key: Of a card that was known by the hash of its text: `deck/h-...`, with or without its sibling's part.
        """
        card, colon, sibling = key.partition(":")
        deck, _, content = card.partition("/h-")
        rows = self._rows("SELECT id FROM card WHERE deck = ? AND content = ? LIMIT 2", (deck, content))
        found = f"{deck}/{rows[0][0]}{colon}{sibling}" if len(rows) == 1 else ""
        return found if found != key and self.has(found) else ""

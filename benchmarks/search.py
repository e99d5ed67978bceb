"""Finding cards among 100,000, half of them begun: words, states and numbers, first and afterwards, and the rows of one screen.

In processor time, since all of it is reckoning: what other programs do to the machine meanwhile is not in the figures.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.homes import home_of, write_grades
from benchmarks.measure import Row, calls, milliseconds, of_children, processes
from quizcv.cards.library import Library
from quizcv.cards.searching import parse
from quizcv.clock import Clock
from quizcv.progress.finding import Finder, Order
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store

if TYPE_CHECKING:
    from quizcv.settings import Places

CARDS = 100_000
DECKS = 20
TODAY = date(2026, 3, 1)
SCREEN = 50
WORDS = 3_000
SYLLABLES = (
    "con",
    "vo",
    "lu",
    "tion",
    "ker",
    "nel",
    "stri",
    "de",
    "pad",
    "ding",
    "fea",
    "ture",
    "map",
    "lay",
    "er",
    "net",
    "pool",
    "norm",
)


def run() -> list[Row]:
    """What a keystroke in Browse costs, and what stands on the first screen."""
    with tempfile.TemporaryDirectory() as folder:
        places, library = _home(Path(folder))
        with closing(library), Finder.open(places, library) as finder:
            return [
                *_first(finder),
                *_prepared(finder),
                *_words(finder),
                *_states(finder),
                *_today(places, library),
                *_sizes(places),
                *_command(folder),
            ]


def _home(folder: Path) -> tuple[Places, Library]:
    """Cards of some 190 characters, whose words are as unequally common as those of a language; half of them begun."""
    places, library = home_of(folder)
    library.close()
    chance = Random(1)  # noqa: S311  the same in every run
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(WORDS)]
    weights = [1 / (rank + 2) for rank in range(WORDS)]
    each = CARDS // DECKS
    for deck in range(DECKS):
        rows = [f"deck: made-up-{deck}", f"title: Made up {deck}", f"tags: [made-up, of-{deck % 4}]", "cards:"]
        for card in range(each):
            text = chance.choices(words, weights, k=22)
            rows += [
                f"  - id: card-{card}",
                f"    front: How is {' '.join(text[:6])} of {card}?",
                f"    back: The {' '.join(text[6:])}, {deck * each + card}.",
                f"    tags: [t{card % 50}]",
            ]
        (places.decks / f"{deck}.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    Store.open(places, Clock()).close()
    with closing(sqlite3.connect(places.database)) as connection, connection:
        connection.executemany(
            """INSERT INTO memory (card, deck, due, shuffle, ease, repetition, interval, lapses, asked, first_day, graded_day, last_day,
               last_grade, last_day_grades, suspended, flag, latest_instant, latest_id)
               VALUES (?, ?, ?, ?, ?, 3, ?, ?, 5, ?, ?, ?, 4, 1, ?, '', ?, ?)""",
            (
                (
                    f"made-up-{deck}/card-{card}",
                    f"made-up-{deck}",
                    TODAY.toordinal() + (number := deck * each + card) % 200,
                    number * 7919 % 2**32,
                    130 + number % 150,
                    1 + number % 300,
                    number % 12,
                    *[TODAY.toordinal() - 1 - number % 300] * 3,
                    number % 100 == 1,
                    number,
                    number.to_bytes(16),
                )
                for deck in range(DECKS)
                for card in range(each // 2)
            ),
        )
        begun = connection.execute("SELECT card, last_day, last_grade FROM memory ORDER BY last_day, card").fetchall()
        write_grades(connection, begun)
    return places, Library.load(places)


def _first(finder: Finder) -> list[Row]:
    """What the first search that needs something pays for its reading."""
    rows = []
    for what, query in (
        ("all cards", ""),
        ("is:due, the standings read", "is:due"),
        ("a word, the texts read", "volu"),
    ):
        begin = time.process_time()
        finder.find(parse(query), TODAY)
        rows.append(
            Row(
                f"first search among {CARDS:,} cards: {what}",
                f"{(time.process_time() - begin) * 1000:.0f} ms",
                "<= 1 s",
            )
        )
    return rows


def _prepared(finder: Finder) -> list[Row]:
    """Words before the index is made, and its making, which runs beside the searches."""
    before = [_timed(finder, each) for each in ("tu", "or", "kernel")]
    taken = []
    more = True
    while more:
        begin = time.process_time()
        more = finder.prepare()
        taken.append(time.process_time() - begin)
    return [
        Row("before there is an index: two letters; two letters; a word", milliseconds(before)),
        Row(f"the index of {DECKS} decks", f"{sum(taken):.2f} s, {max(taken) * 1000:.0f} ms at the most for one"),
    ]


def _words(finder: Finder) -> list[Row]:
    """Words nobody looked for before, and words typed letter by letter, with the rows of the first screen."""
    rows = []
    for what, words in (
        ("a number in one card", [str(70_000 + 131 * turn) for turn in range(21)]),
        (
            "words in some cards",
            [f"{one}{two}{three}" for one in SYLLABLES[:3] for two in SYLLABLES[:7] for three in ("net",)],
        ),
        ("two letters, in most cards", [f"{one[-1]}{two[0]}" for one in SYLLABLES[:7] for two in SYLLABLES[4:7]]),
    ):
        taken = [_timed(finder, each) for each in words]
        rows.append(Row(f"{what}, first {SCREEN} rows", milliseconds(taken), "<= 5 ms"))
    for text in ("padding kernel", "77123", "deck:made-up-7 feature", '"pad net"', "net, "):
        typed = [text[: end + 1] for end in range(len(text))]
        taken = [_timed(finder, each) for each in typed]
        rows.append(Row(f"{text!r} typed letter by letter, each", milliseconds(taken), "<= 5 ms"))
    return rows


def _timed(finder: Finder, text: str) -> float:
    """Seconds from a text being typed to the rows of the first screen, what fits best first, as Browse has it."""
    begin = time.process_time()
    query = parse(text, unfinished=True)
    found = finder.find(query, TODAY, Order.RELEVANCE if query.words else Order.DECK)
    finder.rows(found[:SCREEN])
    return time.process_time() - begin


def _states(finder: Finder) -> list[Row]:
    rows = []
    for query, order in (
        ("", Order.DECK),
        ("is:due", Order.DECK),
        ("is:new", Order.DECK),
        ("ease<2 -is:suspended", Order.DECK),
        ("tag:t7 or tag:of-1", Order.DECK),
        ("", Order.DUE),
        ("ease<2 or lapses>=8", Order.EASE),
    ):
        found = finder.find(parse(query), TODAY, order)

        def look(query: str = query, order: Order = order) -> None:
            finder.find(parse(query), TODAY, order)

        rows.append(
            Row(
                f"find {query!r} ({len(found):,}) by {order}",
                milliseconds(calls(look, 20, time.process_time)),
                "<= 50 ms",
            )
        )
    keys = finder.find(parse(""), TODAY)[40_000 : 40_000 + SCREEN]
    rows.append(
        Row(f"{SCREEN} rows", milliseconds(calls(lambda: finder.rows(keys), 100, time.process_time)), "<= 2 ms")
    )
    return rows


def _today(places: Places, library: Library) -> list[Row]:
    with Glance.open(places, library) as glance:
        return [
            Row(
                f"due and new of {DECKS} decks",
                milliseconds(calls(lambda: glance.loads(TODAY, 20), 20, time.process_time)),
                "<= 2 ms",
            ),
            Row(
                "the next due card",
                milliseconds(calls(lambda: glance.due_cards(TODAY)[:1], 50, time.process_time)),
                "<= 0.4 ms",
            ),
        ]


def _command(folder: str) -> list[Row]:
    """The whole process, which reads everything anew."""
    environment = {**os.environ, "QUIZCV_HOME": folder, "QUIZCV_NOW": "2026-03-01T12:00+00:00"}
    program = (sys.executable, "-m", "quizcv", "search", "--json", "--limit", "50")
    commands = {
        "a word": (*program, "kernel"),
        "is:due": (*program, "is:due"),
        "bare": (sys.executable, "-c", "pass"),
    }
    whole = processes(commands, environment, 5, of_children)
    bare = whole.pop("bare")
    return [
        Row(f"quizcv search, {name}, the whole process", f"{each * 1000:.0f} ms = {each / bare:.0f} x bare Python")
        for name, each in whole.items()
    ]


def _sizes(places: Places) -> list[Row]:
    library = Library.load(places)
    tracemalloc.start()
    with closing(library), Finder.open(places, library) as finder:
        finder.find(parse("tion"), TODAY, Order.DUE)
        while finder.prepare():
            pass
        held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    cache = places.cache.stat().st_size
    return [
        Row("memory of the finder: keys, standings, texts and their index", f"{held / 2**20:.0f} MiB"),
        Row("bytes of the cache for each card", f"{cache / CARDS:.0f}", "<= 400"),
    ]

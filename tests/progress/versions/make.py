"""Stores a log of the present version, with every kind of event, beside this file: `python -m tests.progress.versions.make`.

Run once for each version of the tables, before it is released; a stored log is never made anew, since the program that wrote
it is gone. `0001.sql` makes the database, `0001.json` says what must come out of it in every later version.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from quizcv.cli.shapes import event_json
from quizcv.clock import Clock
from quizcv.events import CardState, EventKind
from quizcv.progress.file import APPLICATION, VERSION
from quizcv.progress.replay import replay
from quizcv.progress.rows import event_row
from quizcv.progress.store import Store
from quizcv.progress.tables import DEVICE, EVENT
from quizcv.scheduler import scheduler_named
from quizcv.session import Reply
from quizcv.settings import Places
from tests.progress.support import at, event, grade, question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.events import Event
    from quizcv.problems.values import Value

HERE = Path(__file__).parent


def expected(events: Iterable[Event]) -> dict[str, Any]:
    """What a log says, in JSON: its events, and the state of every card."""
    told = list(events)
    return {
        "events": [event_json(each) for each in told],
        "states": {card: state_json(state) for card, state in sorted(replay(told).items())},
    }


def state_json(state: CardState) -> dict[str, Any]:
    """A card's state, every figure of it."""
    memory = state.memory._asdict() if hasattr(state.memory, "_asdict") else {}
    return json.loads(json.dumps({**state._asdict(), "memory": memory}, default=str))  # type: ignore[no-any-return]  # JSON


def fill(store: Store) -> None:
    """Every kind of event, every way a value can be written, two devices, and a clock that was set back."""
    texts, fuzzy = scheduler_named("sm2-text"), scheduler_named("sm2", fuzz=True, maximum_interval=365)
    drawn: dict[str, Value] = {"n": 224, "share": Fraction(3, 4), "mode": "same", "sides": (3, Fraction(1, 2), 5)}
    for day, given in enumerate((4, 5, 3, 4, 1, 4, 5)):
        problem = question("cnn/conv", seed=1000 + day, values=drawn)
        reply = Reply(response="112x112", verdict="right", milliseconds=4200 + day)
        store.grade(problem, given, reply, at(day * 9), fuzzy)
        grade(store, "cnn/été", given, at(day * 7, 9.5), texts)
    grade(store, "cnn/conv", 2, at(54, 13.0))
    grade(store, "cnn/conv", 4, at(54, 13.1))
    grade(store, "vit/patch", 0, at(55))
    store.undo(at(55, 12.5))
    grade(store, "vit/patch", 5, at(55, 13.0, -300))
    store.note(EventKind.SUSPENDED, "vit/patch", at(56))
    store.note(EventKind.RESUMED, "vit/patch", at(57))
    store.note(EventKind.SUSPENDED, "vit/heads", at(57))
    store.note(EventKind.BURIED, "cnn/été", at(57))
    store.note(EventKind.FLAGGED, "cnn/été", at(57), "is it 7×7 or 3×3?")
    grade(store, "old/name", 4, at(58))
    store.note(EventKind.ALIASED, "new/name", at(59), "old/name")
    grade(store, "gone/again", 4, at(60))
    store.note(EventKind.RESET, "gone/again", at(61))
    grade(store, "cnn/conv", 5, at(40))  # the clock was set back
    grade(store, "new/name", 4, at(65, 2.0, 540))  # in Tokyo, before the rollover
    elsewhere = [
        event(900, EventKind.GRADED, "vit/patch", at(70), given=4, interval=6, device="feedfeedfeed"),
        event(
            901, EventKind.GRADED, "rnn/gate", at(71), given=3, interval=1, device="feedfeedfeed", scheduler="later/9"
        ),
        event(902, EventKind.DRILLED, "rnn/gate", at(71, 13.0), given=4, device="feedfeedfeed"),
    ]
    with store._transaction() as connection:
        connection.execute(insert(DEVICE).values(number=2, id="feedfeedfeed", name="tablet", own=False))
        for number, each in enumerate(elsewhere, 1):
            connection.execute(insert(EVENT), event_row(each._replace(sequence=number), 2))
    store.rebuild()


def main() -> None:
    """Writes both files."""
    stem = HERE / f"{VERSION:04}"
    if stem.with_suffix(".sql").exists():
        sys.exit(f"{stem}.sql is stored already and stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUIZCV_HOME"] = folder
        places = Places.from_environment()
        with Store.open(places, Clock(at().local + timedelta(days=80))) as store:
            fill(store)
            with store._transaction() as connection:
                connection.execute(update(DEVICE).where(DEVICE.c.own).values(name="desk"))
            wanted = expected(store.events())
        with closing(sqlite3.connect(places.database)) as connection:
            marks = [f"PRAGMA application_id = {APPLICATION};", f"PRAGMA user_version = {VERSION};"]
            stem.with_suffix(".sql").write_text("\n".join([*connection.iterdump(), *marks, ""]), encoding="utf-8")
    stem.with_suffix(".json").write_text(json.dumps(wanted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

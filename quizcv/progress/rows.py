"""Between values and rows: an event and a card's state as the tables keep them, and back."""

from __future__ import annotations

import json
import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from quizcv.clock import Moment
from quizcv.events import Event, EventKind
from quizcv.progress.replay import EPOCH, Fact, Projected, microseconds
from quizcv.progress.seals import seal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import RowMapping

    from quizcv.problems.values import Value

Row = dict[str, Any]
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def event_row(event: Event, device: int) -> Row:
    """An event as a row of the log, sealed; `device` is the number of its device."""
    row: Row = {
        "id": event.id.bytes,
        "device": device,
        "sequence": event.sequence,
        "instant": microseconds(event.moment.instant),
        "offset": event.moment.offset_minutes,
        "day": event.moment.day.toordinal(),
        "kind": event.kind.value,
        "card": event.card or None,
        "target": None if event.target is None else event.target.bytes,
        "content": bytes.fromhex(event.content) or None,
        "grade": event.grade,
        "milliseconds": event.milliseconds,
        "response": event.response,
        "verdict": event.verdict,
        "seed": event.seed,
        "drawn": written_values(event.values) if event.values else None,
        "scheduler": event.scheduler or None,
        "interval": event.interval,
        "note": event.note or None,
    }
    row["seal"] = seal_of(row, event.device)
    return row


def event_of(row: Mapping[str, Any] | RowMapping, device: str) -> Event:
    """The event a row of the log keeps; `device` is the name of its device."""
    return Event(
        id=UUID(bytes=bytes(row["id"])),
        device=device,
        sequence=row["sequence"],
        moment=Moment(EPOCH + timedelta(microseconds=row["instant"]), row["offset"], date.fromordinal(row["day"])),
        kind=EventKind(row["kind"]),
        card=row["card"] or "",
        target=None if row["target"] is None else UUID(bytes=bytes(row["target"])),
        content=(row["content"] or b"").hex(),
        grade=row["grade"],
        milliseconds=row["milliseconds"],
        response=row["response"],
        verdict=row["verdict"],
        seed=row["seed"],
        values={} if row["drawn"] is None else read_values(row["drawn"]),
        scheduler=row["scheduler"] or "",
        interval=row["interval"],
        note=row["note"] or "",
    )


def written_values(values: Mapping[str, Value]) -> str:
    """Drawn values as compact JSON."""
    from quizcv.problems.values import plain  # noqa: PLC0415  a look at the progress does without

    return _COMPACT({name: plain(value) for name, value in values.items()})


def read_values(text: str) -> dict[str, Value]:
    """Drawn values from JSON; a fraction stays the text `3/4`, as `plain` wrote it."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}


FACT_COLUMNS = ("instant", "id", "kind", "card", "day", "grade", "interval", "scheduler", "note", "target")
"""The columns `fact_from` takes, in its order."""


def fact_from(row: tuple[Any, ...]) -> Fact:
    """The deciding part of an event, from its row."""
    instant, identity, kind, card, day, grade, interval, scheduler, note, target = row
    return Fact(instant, identity, kind, card or "", day, grade, interval, scheduler or "", note or "", target)


def memory_row(card: str, projected: Projected) -> Row:
    """A card's state as a row of the projection."""
    state, (latest_instant, latest_id) = projected
    memory = state.memory
    due = None if state.first_day is None else memory.due.toordinal()
    return {
        "card": card,
        "deck": card.partition("/")[0],
        "due": due,
        "shuffle": zlib.crc32(f"{card}\0{due}".encode()),
        "ease": memory.ease,
        "repetition": memory.repetition,
        "interval": memory.interval,
        "lapses": memory.lapses,
        "asked": state.asked,
        "first_day": _ordinal(state.first_day),
        "graded_day": _ordinal(state.graded_day),
        "last_day": _ordinal(state.last_day),
        "last_grade": state.last_grade,
        "last_day_grades": state.last_day_grades,
        "suspended": state.suspended,
        "buried_day": _ordinal(state.buried_day),
        "flag": state.flag,
        "latest_instant": latest_instant,
        "latest_id": latest_id,
    }


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()

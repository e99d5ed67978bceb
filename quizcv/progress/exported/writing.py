"""Events as lines of JSON: the same event is the same bytes on every device."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from quizcv.events import Event

VERSION: Final = 1
"""The version of the lines written here, and the newest that can be read."""


class Heading(NamedTuple):
    """A line that is no event: whose file this is, by the device's id and the name people know it by."""

    device: str
    name: str


def written(event: Event) -> bytes:
    """The event's line, with its newline."""
    from quizcv.problems.values import plain  # noqa: PLC0415  reading does without

    moment = event.moment
    fields: dict[str, object] = {
        "v": VERSION,
        "id": str(event.id),
        "device": event.device,
        "sequence": event.sequence,
        "instant": f"{moment.instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z",
        "offset": moment.offset_minutes,
        "day": moment.day.isoformat(),
        "kind": event.kind.value,
    }
    if event.card:
        fields["card"] = event.card
    if event.target is not None:
        fields["target"] = str(event.target)
    if event.content:
        fields["content"] = event.content
    for name in ("grade", "milliseconds", "response", "verdict", "seed"):
        value = getattr(event, name)
        if value is not None:
            fields[name] = value
    if event.values:
        fields["values"] = {name: plain(value) for name, value in event.values.items()}
    if event.scheduler:
        fields["scheduler"] = event.scheduler
    if event.interval is not None:
        fields["interval"] = event.interval
    if event.note:
        fields["note"] = event.note
    return _line(fields)


def written_heading(heading: Heading) -> bytes:
    """The line that tells whose file this is, with its newline."""
    return _line({"v": VERSION, "device": heading.device, "name": heading.name})


def _line(fields: dict[str, object]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"

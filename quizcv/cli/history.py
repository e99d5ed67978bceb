"""`quizcv log`: what was done, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say
from quizcv.cli.shapes import event_json

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace
    from quizcv.events import Event


@click.command("log", epilog="Example: quizcv log --json | tail -n 1")
@json_option
@click.pass_obj
def log_command(workspace: Workspace, *, as_json: bool) -> None:
    """Print every event of the log.

    With --json one object a line, the oldest first. Nothing is left out: what was taken back stands there with the event
    that took it back.
    """
    for event in workspace.events():
        if as_json:
            emit(event_json(event))
        else:
            say(event_line(event))


def event_line(event: Event) -> str:
    """An event for people: when, what, and what came of it."""
    parts = [f"{event.moment.local:%Y-%m-%d %H:%M}", f"{event.kind:<9}", event.card or f"event {event.target}"]
    if event.grade is not None:
        parts.append(f"grade {event.grade}")
    if event.interval is not None:
        parts.append(f"interval {event.interval}")
    if event.response is not None:
        parts.append(f"response {event.response!r}")
    if event.note:
        parts.append(f"({event.note})")
    return "  ".join(parts)

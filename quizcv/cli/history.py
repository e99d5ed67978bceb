"""`quizcv log` and `quizcv stats`: what was done, event by event and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import count, emit, json_option, say, say_table, talk
from quizcv.cli.shapes import event_json
from quizcv.statistics import summarise

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace
    from quizcv.events import Event

MILLISECONDS_A_MINUTE = 60_000


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


@click.command("stats", epilog="Example: quizcv stats --json")
@json_option
@click.pass_obj
def stats_command(workspace: Workspace, *, as_json: bool) -> None:
    """Count reviews and what was remembered.

    Retention is the part of reviews in which a card begun earlier was recalled (grade 3 or more).
    """
    summary = summarise(workspace.events())
    if as_json:
        emit(
            {
                "reviews": summary.reviews,
                "retention": summary.retention,
                "days": [
                    {
                        "day": day.day.isoformat(),
                        "reviews": day.reviews,
                        "recalled": day.recalled,
                        "new": day.new,
                        "drills": day.drills,
                        "minutes": round(day.milliseconds / MILLISECONDS_A_MINUTE, 1),
                    }
                    for day in summary.days
                ],
            }
        )
        return
    if not summary.days:
        talk("Nothing was reviewed yet. Begin with: quizcv review")
        return
    kept = f", {100 * summary.retention:.0f} % of them recalled" if summary.retention is not None else ""
    say(f"{count(summary.reviews, 'review')}{kept}, on {count(len(summary.days), 'day')}.")
    rows = [[str(day.day), str(day.reviews), str(day.recalled), str(day.new), str(day.drills)] for day in summary.days]
    say_table([["day", "reviews", "recalled", "new", "drills"], *rows], right=(1, 2, 3, 4))

"""`quizcv log` and `quizcv stats`: what was done, event by event and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import count, emit, json_option, say, say_table, talk
from quizcv.cli.shapes import event_json
from quizcv.errors import UsageError
from quizcv.statistics import summarise

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace
    from quizcv.events import Event
    from quizcv.statistics import Summary

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
@click.option("--learner", metavar="NAME", help="On a server: the figures of this learner.")
@click.option(
    "--learners", is_flag=True, help="On a server: a line of figures for each learner whose log you may read."
)
@json_option
@click.pass_obj
def stats_command(workspace: Workspace, *, learner: str | None, learners: bool, as_json: bool) -> None:
    """Count reviews and what was remembered.

    Retention is the part of reviews in which a card begun earlier was recalled (grade 3 or more).
    """
    if learner is not None or learners:
        _refuse_in_a_file(workspace)
    if learner is not None and learners:
        message = "--learner is for one learner and --learners for all of them; give one of the two"
        raise UsageError(message)
    if learners:
        _tell_learners(workspace, as_json=as_json)
        return
    summary = summarise(workspace.events(learner))
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


def _refuse_in_a_file(workspace: Workspace) -> None:
    path = workspace.places.database_path
    if path is not None:
        message = f"the log is a file of one learner, {path}; --learner and --learners are for a log on a server, see docs/server.md"
        raise UsageError(message)


def _tell_learners(workspace: Workspace, *, as_json: bool) -> None:
    from quizcv.progress.server.learners import overview  # noqa: PLC0415  SQLModel and psycopg, only for a class

    found = overview(workspace.places)
    if as_json:
        emit({"learners": [_learner_json(each.name, each.summary) for each in found]})
        return
    if not found:
        talk("Nobody has a log in this database yet. The first grade begins one.")
        return
    rows = [[each.name, *_learner_row(each.summary)] for each in found]
    say_table([["learner", "reviews", "recalled", "begun", "days", "minutes", "last day"], *rows], right=range(1, 6))


def _learner_row(summary: Summary | None) -> list[str]:
    if summary is None:
        return [*["-"] * 5, "you may not read this log"]
    return [
        str(summary.reviews),
        "-" if summary.retention is None else f"{100 * summary.retention:.0f} %",
        str(summary.begun),
        str(len(summary.days)),
        f"{summary.milliseconds / MILLISECONDS_A_MINUTE:.0f}",
        str(summary.days[-1].day) if summary.days else "never",
    ]


def _learner_json(name: str, summary: Summary | None) -> dict[str, object]:
    if summary is None:
        return {"learner": name, "readable": False}
    return {
        "learner": name,
        "readable": True,
        "reviews": summary.reviews,
        "retention": summary.retention,
        "begun": summary.begun,
        "days": len(summary.days),
        "minutes": round(summary.milliseconds / MILLISECONDS_A_MINUTE, 1),
        "last": summary.days[-1].day.isoformat() if summary.days else None,
    }

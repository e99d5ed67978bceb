"""`quizcv stats`: what was reviewed and remembered, and what lies ahead."""

from __future__ import annotations

from datetime import timedelta
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import emit, json_option, say, say_table, talk
from quizcv.errors import UsageError
from quizcv.statistics import Period
from quizcv.statistics.grouping import weekdays
from quizcv.statistics.telling import median

if TYPE_CHECKING:
    from datetime import date

    from quizcv.cli.workspace import Workspace
    from quizcv.statistics import Count, Figures, Summary

MILLISECONDS_A_MINUTE = 60_000


@click.command("stats", epilog="Example: quizcv stats --period month")
@click.option(
    "--period",
    type=click.Choice([each.value for each in Period]),
    default=Period.ALL.value,
    help="How far to look: 30 days, 90, 365, or all (unless said).",
)
@click.option("--learner", metavar="NAME", help="On a server: the figures of this learner.")
@click.option(
    "--learners", is_flag=True, help="On a server: a line of figures for each learner whose log you may read."
)
@json_option
@click.pass_obj
def stats_command(workspace: Workspace, *, period: str, learner: str | None, learners: bool, as_json: bool) -> None:
    """Tell what was reviewed and remembered, and what lies ahead.

    A review is the first grade on a study day of a card begun on an earlier one; first sights of new cards are counted apart, and so
    are drills. Retention is the part of reviews in which the card was recalled (grade 3 or more). A card is mature from an interval of
    21 days on.
    """
    if learner is not None or learners:
        _refuse_in_a_file(workspace)
    if learner is not None and learners:
        message = "--learner is for one learner and --learners for all of them; give one of the two"
        raise UsageError(message)
    if learners:
        _tell_learners(workspace, as_json=as_json)
        return
    figures = workspace.figures(Period(period), learner)
    if as_json:
        emit(figures_json(figures))
        return
    if not figures.heat:
        talk("Nothing was reviewed yet. Begin with: quizcv review")
        return
    from quizcv.cli.figurelines import figure_lines  # noqa: PLC0415  only to print it for people

    for line in figure_lines(figures, get_terminal_size().columns):
        say(line)


def figures_json(figures: Figures) -> dict[str, object]:
    """The figures in the form that scripts may rely on."""
    done = figures.all
    return {
        "reviews": done.reviews,
        "retention": done.retention,
        "days": [
            {
                "day": day.isoformat(),
                "reviews": each.reviews,
                "recalled": each.recalled,
                "new": each.new,
                "drills": each.drills,
                "minutes": _minutes(each.milliseconds),
                "mature": each.mature,
                "mature_recalled": each.mature_recalled,
            }
            for day, each in figures.days.items()
        ],
        "forecast": [{"day": day.isoformat(), "due": due} for day, due in figures.forecast.items()],
        "ahead": [{"day": day.isoformat(), "due": due} for day, due in figures.ahead.items()],
        "topics": [
            {"topic": each.deck, "title": each.title, **_part_json(each.done), "new": each.done.new}
            for each in figures.topics
        ],
        "hours": [{"hour": hour, **_part_json(each)} for hour, each in enumerate(figures.hours)],
        "weekdays": [
            {"weekday": each.name, "days": each.days, "grades": each.done.grades, **_part_json(each.done)}
            for each in weekdays(figures.heat, _year_ago(figures), figures.today)
        ],
        "intervals": [{"interval": interval, "cards": cards} for interval, cards in figures.intervals.items()],
        "eases": [{"ease": ease / 100, "cards": cards} for ease, cards in figures.eases.items()],
        "young": {
            "reviews": done.reviews - done.mature,
            "recalled": done.recalled - done.mature_recalled,
            "retention": done.young_retention,
        },
        "mature": {"reviews": done.mature, "recalled": done.mature_recalled, "retention": done.mature_retention},
        "begun": done.new,
        "drills": done.drills,
        "minutes": _minutes(done.milliseconds),
        "median_interval": median(figures.intervals) or None,
        "median_ease": median(figures.eases) / 100 or None,
        "streak": {"days": figures.streak.days, "longest": figures.streak.longest},
        "period": figures.period.value,
    }


def _year_ago(figures: Figures) -> date:
    return figures.today - timedelta(days=(Period.YEAR.days or 0) - 1)


def _part_json(done: Count) -> dict[str, object]:
    return {"reviews": done.reviews, "recalled": done.recalled, "retention": done.retention}


def _minutes(milliseconds: int) -> float:
    return round(milliseconds / MILLISECONDS_A_MINUTE, 1)


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
        "minutes": _minutes(summary.milliseconds),
        "last": summary.days[-1].day.isoformat() if summary.days else None,
    }

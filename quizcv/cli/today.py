"""`quizcv due` and `quizcv next`: what today holds, for people and for scripts. Both only read, and start at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import DECKS
from quizcv.cli.printing import days, emit, json_option, say, say_table, talk
from quizcv.cli.shapes import broken_json, question_json
from quizcv.errors import UsageError
from quizcv.shown import count
from quizcv.workload import limits_left, rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.question import Question
    from quizcv.cli.workspace import Workspace
    from quizcv.workload import Load


@click.command("due", epilog="Example: quizcv due --on 2026-12-24")
@click.argument(
    "decks", nargs=-1, metavar="[DECK]...", shell_complete=DECKS, help="Only these decks; without any, all."
)
@click.option("--on", "on", metavar="DATE", help="A day to come (2026-12-24), as if nothing were reviewed until then.")
@json_option
@click.pass_obj
def due_command(workspace: Workspace, decks: tuple[str, ...], on: str | None, *, as_json: bool) -> None:
    """Say what is due.

    Due cards are those whose day has come; new ones are as many as the day's limit leaves; drills are today's cards graded
    under 4, which come again until they get 4 or more.
    """
    print_due(workspace, decks, _day_to_come(workspace, on) if on else None, as_json=as_json)


def print_due(
    workspace: Workspace, decks: Sequence[str] = (), day: date | None = None, *, as_json: bool = False
) -> None:
    """Prints what is due on a study day, today unless given."""
    chosen = workspace.library.resolve_decks(decks)
    day = day or workspace.clock.now().day
    reader = workspace.reader
    due_limit, new_limit = limits_left(workspace.settings, reader.today(day))
    loads = reader.loads(day, new_limit, chosen, rules_of(workspace.settings))
    due = sum(load.due for load in loads)
    due = due if due_limit is None else min(due, due_limit)
    new = sum(load.new for load in loads)
    drill = len(reader.drill_keys(day, chosen))
    total = sum(load.total for load in loads)
    if not as_json:
        _say_due(loads, due, new, drill)
        if (due or new or drill) and day == workspace.clock.now().day:
            talk(f"Begin with: {' '.join(['quizcv review', *chosen])}")
        return
    emit(
        {
            "day": day.isoformat(),
            "due": due,
            "new": new,
            "drill": drill,
            "total": total,
            "decks": [
                {
                    "deck": load.deck,
                    "title": load.title,
                    "due": load.due,
                    "new": load.new,
                    "total": load.total,
                    "suspended": load.suspended,
                }
                for load in loads
            ],
            "broken": [broken_json(broken) for broken in workspace.library.broken],
        }
    )


def _say_due(loads: Sequence[Load], due: int, new: int, drill: int) -> None:
    drills = f", {count(drill, 'drill')}" if drill else ""
    say(f"{due:,} due, {new:,} new{drills}.")
    waiting = [load for load in loads if load.due or load.new]
    if waiting:
        rows = [[load.deck, f"{load.due:,}", f"{load.new:,}", f"{load.total:,}", load.title] for load in waiting]
        say_table([["deck", "due", "new", "cards", ""], *rows], right=(1, 2, 3))


def _day_to_come(workspace: Workspace, text: str) -> date:
    """The day named by `--on`.

    Raises:
        UsageError: It is no date, or a day gone by.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no date; write it like 2026-12-24"
        raise UsageError(message) from None
    today = workspace.clock.now().day
    if day < today:
        message = f"{day} has gone by, and what is due is known from {today} on; for the past see: quizcv stats"
        raise UsageError(message)
    return day


@click.command("next", epilog="Example: quizcv next cnn-faq --json")
@click.argument(
    "decks", nargs=-1, metavar="[DECK]...", shell_complete=DECKS, help="Only these decks; without any, all."
)
@json_option
@click.pass_obj
def next_command(workspace: Workspace, decks: tuple[str, ...], *, as_json: bool) -> None:
    """Ask the next card.

    Prints its question and what each grade would do, and logs nothing; `quizcv answer` takes the answer.
    """
    from quizcv.session import BUTTONS  # noqa: PLC0415  `due` needs no session

    turn = workspace.session(decks).turn
    if turn is None:
        if as_json:
            emit({"card": None})
        else:
            talk("Nothing is due.")
        return
    preview = {button: turn.preview[grade].interval for button, grade in BUTTONS.items()}
    if as_json:
        emit({**question_json(turn.question), "preview": preview})
        return
    from quizcv.plain.wording import question_lines  # noqa: PLC0415  only for people

    say(f"[{turn.question.card}]")
    for line in question_lines(turn.question):
        say(line)
    talk(", ".join(f"{button}: {days(interval)}" for button, interval in preview.items()))
    talk(f"Answer with: {_answer_with(turn.question)}")


def _answer_with(question: Question) -> str:
    """The command that answers a question."""
    from quizcv.problems.values import Expects  # noqa: PLC0415  only for people

    how = "--grade 0..5" if question.expects is Expects.SELF else "--response ..."
    seed = "" if question.seed is None else f" --seed {question.seed}"
    return f"quizcv answer {question.card} {how}{seed}"

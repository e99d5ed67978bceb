"""`quizcv schedule`: what a row of grades gives, for learning how the scheduler works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.printing import days, emit, json_option, say_table
from quizcv.errors import UsageError
from quizcv.scheduler import GRADES, NEW, scheduler_named

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace


@click.command("schedule", epilog="Example: quizcv schedule 4 4 3 1 4 --scheduler sm2-text")
@click.argument("grades", nargs=-1, required=True, help="Grades 0 to 5, together (44314) or apart (4 4 3 1 4).")
@click.option("--scheduler", type=click.Choice(["sm2", "sm2-text"]), help="The scheduler; without it, the one set.")
@json_option
@click.pass_obj
def schedule_command(workspace: Workspace, grades: tuple[str, ...], scheduler: str | None, *, as_json: bool) -> None:
    """Show what a row of grades gives.

    Each grade is given on the day the card falls due.
    """
    algorithm = scheduler_named(scheduler) if scheduler else workspace.scheduler
    memory, day = NEW, workspace.clock.now().day
    steps = []
    for grade in _parse_grades(grades):
        memory = algorithm.review(memory, grade, day)
        day = memory.due
        steps.append(
            {"grade": grade, "repetition": memory.repetition, "ease": memory.ease / 100, "interval": memory.interval}
        )
    if as_json:
        emit({"steps": steps})
        return
    rows = [
        [str(step["grade"]), str(step["repetition"]), f"{step['ease']:.2f}", days(int(step["interval"]))]
        for step in steps
    ]
    say_table([["grade", "repetition", "ease", "interval"], *rows], right=(0, 1, 2, 3))


def _parse_grades(words: tuple[str, ...]) -> list[int]:
    """The grades of `44314`, `4 4 3 1 4` or `4,4,3,1,4`."""
    digits = "".join(words).replace(",", "").replace(" ", "")
    for digit in digits:
        if digit not in "012345":
            message = f"{digit!r} is no grade: grades are whole numbers from {GRADES[0]} to {GRADES[-1]}, like 44314"
            raise UsageError(message)
    return [int(digit) for digit in digits]

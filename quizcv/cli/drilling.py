"""`quizcv drill`: practice that nobody schedules."""

from __future__ import annotations

import sys
from itertools import islice
from random import Random
from secrets import randbits
from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import EXERCISES
from quizcv.cli.options import SEED, network_option

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cli.workspace import Workspace


@click.command("drill", epilog="Example: quizcv drill conv-output detection --count 10")
@click.argument(
    "names",
    nargs=-1,
    metavar="[FAMILY|TOPIC|DECK|CARD]...",
    shell_complete=EXERCISES,
    help="Families, topics, decks with problems, or problem cards: deck/id; without any, every family.",
)
@network_option
@click.option("--count", type=click.IntRange(1, 10_000), help="End after so many problems; without it, never.")
@click.option("--seed", type=SEED, help="Ask the same problems again: the seed of the first one.")
@click.pass_obj
def drill_command(
    workspace: Workspace, names: tuple[str, ...], network: str | None, count: int | None, seed: int | None
) -> None:
    """Practise generated problems without end; nothing is scheduled.

    Type q to leave: the score tells which mistakes were made, and how often.
    """
    from quizcv.drilling import SEED_BITS, about_network, deal, exercises_named  # noqa: PLC0415  only to practise
    from quizcv.plain.drilling import drill  # noqa: PLC0415  as above
    from quizcv.plain.lines import Lines  # noqa: PLC0415  as above

    def ask(key: str, drawn: int) -> Question:
        return workspace.library.question(key, drawn)

    exercises = exercises_named(names, lambda: workspace.library)
    chance = Random(randbits(SEED_BITS) if seed is None else seed)  # noqa: S311  practice, no secrets
    families = None
    if network is not None:
        from quizcv.problems.network.finding import find_network  # noqa: PLC0415  only for one network

        families = about_network(exercises, find_network(network), names)
        exercises = tuple(each for each in exercises if each.name in families)
    unasked: dict[str, str] = {}
    problems = islice(deal(exercises, chance, ask, families, unasked), count)
    drill(problems, Lines(sys.stdin, sys.stdout), unasked)

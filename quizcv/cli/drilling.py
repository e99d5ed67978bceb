"""`quizcv drill`: practice that nobody schedules."""

from __future__ import annotations

import sys
from random import Random
from secrets import randbits
from typing import TYPE_CHECKING

import click

from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.cli.completing import FAMILIES
from quizcv.cli.options import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.cli.workspace import Workspace
    from quizcv.problems.authoring import Family

SEED_BITS = 32


@click.command("drill", epilog="Example: quizcv drill conv-output detection")
@click.argument(
    "names",
    nargs=-1,
    metavar="[FAMILY|TOPIC]...",
    shell_complete=FAMILIES,
    help="Families, or topics for all of theirs; without any, every family.",
)
@click.option("--seed", type=SEED, help="Ask the same problems again: the seed of the first one.")
@click.pass_obj
def drill_command(workspace: Workspace, names: tuple[str, ...], seed: int | None) -> None:
    """Practise generated problems without end; nothing is scheduled.

    Type q to leave: the score tells which mistakes were made, and how often.
    """
    from quizcv.plain import Lines, drill  # noqa: PLC0415  only to practise

    del workspace  # a drill reads no deck and writes no log
    drill(_questions(_chosen_families(names), seed), Lines(sys.stdin, sys.stdout))


def _chosen_families(names: Sequence[str]) -> list[Family]:
    """The families named, and those of the topics named; all without a name.

    Raises:
        UsageError: A name is neither, with near matches.
    """
    from quizcv.problems.families import catalogue, family  # noqa: PLC0415  only to practise

    everything = catalogue()
    if not names:
        return list(everything)
    chosen: dict[str, Family] = {}
    for name in names:
        of_topic = [each for each in everything if each.topic == name]
        for each in of_topic or [family(name)]:
            chosen[each.name] = each
    return list(chosen.values())


def _questions(families: Sequence[Family], seed: int | None) -> Iterator[Question]:
    """Problems without end: the families by turns in a shuffled order, each with a seed of its own."""
    chance = Random(randbits(SEED_BITS) if seed is None else seed)  # noqa: S311  practice, no secrets
    while True:
        for each in chance.sample(families, len(families)):
            drawn = chance.getrandbits(SEED_BITS)
            yield _question_of(each, drawn)


def _question_of(family: Family, seed: int) -> Question:
    """A family's problem as a question that belongs to no deck."""
    instance = family.draw("", seed)
    return Question(
        card=family.name,
        deck="",
        title=family.title,
        kind=Kind.PROBLEM,
        prompt=instance.prompt,
        answer=instance.answer,
        alternatives=instance.alternatives,
        steps=instance.steps,
        mistakes=instance.mistakes,
        seed=seed,
        values=instance.values,
        family=family.name,
    )

"""`quizcv problem` and `quizcv families`: generated problems, shown with everything that is known about them."""

from __future__ import annotations

from secrets import randbits
from typing import TYPE_CHECKING

import click

from quizcv.cards.asking import family_of
from quizcv.cards.model import ProblemCard
from quizcv.cli.completing import FAMILIES_AND_CARDS, TOPICS
from quizcv.cli.options import SEED, network_option
from quizcv.cli.printing import emit, json_option, say, say_table
from quizcv.cli.shapes import instance_json
from quizcv.errors import UsageError
from quizcv.problems.families import catalogue, family

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.cli.workspace import Workspace
    from quizcv.problems.authoring import Family
    from quizcv.problems.values import Instance

SEED_BITS = 32


@click.command("problem", epilog="Example: quizcv problem conv-output --seed 7 --count 3")
@click.argument(
    "name", metavar="FAMILY|CARD", shell_complete=FAMILIES_AND_CARDS, help="A family, or a problem card: deck/id."
)
@network_option
@click.option("--seed", type=SEED, help="The first one's seed; without it, a fresh one.")
@click.option(
    "--count", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many, from that seed on."
)
@json_option
@click.pass_obj
def problem_command(
    workspace: Workspace, name: str, network: str | None, seed: int | None, count: int, *, as_json: bool
) -> None:
    """Show generated problems with their answers.

    The same family and seed give the same problem on every machine.
    """
    draw = _drawer(workspace, name, network)
    first = randbits(SEED_BITS) if seed is None else seed
    instances = [draw(number) for number in range(first, first + count)]
    if as_json:
        emit([instance_json(instance) for instance in instances])
        return
    for number, instance in enumerate(instances):
        if number:
            say()
        _say_instance(instance)


def _drawer(workspace: Workspace, name: str, network: str | None) -> Callable[[int], Instance]:
    """What draws the problems of a family or of a card.

    Raises:
        UsageError: There is neither, or the card is no problem.
    """
    if "/" not in name:
        chosen = family(name)
        if network is not None:
            from quizcv.problems.network.finding import find_network  # noqa: PLC0415  only for one network

            chosen = chosen.of(find_network(network))
        return lambda seed: chosen.draw("", seed)
    if network is not None:
        message = "--network goes with a family; a card names its network in the deck: network: resnet50"
        raise UsageError(message)
    deck, card = workspace.library.card(workspace.library.resolve(name))
    if not isinstance(card, ProblemCard):
        message = f"{name} is no generated problem; for other cards see: quizcv show {name}"
        raise UsageError(message)
    if card.template is not None:
        template = card.template
        return lambda seed: template.draw(deck.name, card.id, seed)
    chosen = family_of(card)
    return lambda seed: chosen.draw(deck.name, seed)


def _say_instance(instance: Instance) -> None:
    from quizcv.plain.markdown import plain_line, plain_lines  # noqa: PLC0415  only for people
    from quizcv.plain.wording import labelled, mistake_line  # noqa: PLC0415  only for people

    say(f"[{instance.family}, seed {instance.seed}]")
    for row in plain_lines(instance.prompt):
        say(row)
    for number, option in enumerate(instance.options, 1):
        say(f"  {number}) {plain_line(option)}")
    for row in labelled("Answer:", instance.answer.text):
        say(row)
    for number, step in enumerate(instance.steps, 1):
        say(f"  {number}. {plain_line(step.text)}")
    for mistake in instance.mistakes:
        say(mistake_line(mistake))


@click.command("families", epilog="Example: quizcv families padding")
@click.argument(
    "words",
    nargs=-1,
    metavar="[TOPIC|WORD]...",
    shell_complete=TOPICS,
    help="Only families of these topics, or else with these words in name, title or source.",
)
@json_option
def families_command(words: tuple[str, ...], *, as_json: bool) -> None:
    """List the families of generated problems.

    Where topics or words are named, each with the source of its formula.
    """
    families = _families_about(words)
    if as_json:
        emit(
            [
                {"family": each.name, "topic": each.topic, "title": each.title, "source": each.source}
                for each in families
            ]
        )
        return
    if not words:
        say_table([["family", "topic", "title"], *([each.name, each.topic, each.title] for each in families)])
        return
    from textwrap import wrap  # noqa: PLC0415  only for people

    for number, each in enumerate(families):
        if number:
            say()
        say(f"{each.name} ({each.topic}): {each.title}")
        for line in wrap(each.source, 76):
            say(f"  {line}")


def _families_about(words: tuple[str, ...]) -> list[Family]:
    """The families of the topics named; with other words, those that have all of them in name, topic, title or source.

    Raises:
        UsageError: There is none.
    """
    families = catalogue()
    if set(words) <= {each.topic for each in families}:
        return [each for each in families if not words or each.topic in words]
    wanted = [word.casefold() for word in words]
    found = [
        each
        for each in families
        if all(word in f"{each.name} {each.topic} {each.title} {each.source}".casefold() for word in wanted)
    ]
    if not found:
        message = f"no family is about {' '.join(words)!r}; quizcv families lists them all"
        raise UsageError(message)
    return found

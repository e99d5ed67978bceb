"""Practice that nobody schedules: what can be practised, and the dealing of problems; the score is in `quizcv.score`.

The app and the lines share all of it. Nothing here writes anything: a drill leaves no trace.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from random import Random

    from quizcv.cards.library import Library
    from quizcv.problems.authoring import Family
    from quizcv.problems.network.table import Network

SEED_BITS: Final = 32
LATELY: Final = 10
"""So many askings of an exercise have numbers different from one another, where there are so many."""
TRIES: Final = 20


# What can be practised


class Exercise(NamedTuple):
    """Something that can be practised.

    Args:
        name: The family's name, or the key of a card: `deck/id`.
        title: For people.
        group: The family's topic, or the card's deck.
        group_title: For people.
    """

    name: str
    title: str
    group: str
    group_title: str


def words_of(slug: str) -> str:
    """A slug as people write it: `receptive-field` is `Receptive field`."""
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]


def families() -> tuple[Exercise, ...]:
    """The shipped families, by topic."""
    from quizcv.problems.families import catalogue  # noqa: PLC0415  only to practise

    return tuple(Exercise(each.name, each.title, each.topic, words_of(each.topic)) for each in catalogue())


def problems_of_decks(library: Library, *, own: bool = True) -> tuple[Exercise, ...]:
    """The generated problems of the decks, in the library's order.

    Args:
        library: The decks.
        own: Only those written in a deck, not those that ask a shipped family.
    """
    titles = {deck.name: deck.title for deck in library.decks}
    found = []
    for key, family in library.problems():
        deck, _, identity = key.partition("/")
        if not (own and family):
            found.append(Exercise(key, words_of(identity), deck, titles.get(deck, deck)))
    return tuple(found)


def exercises_named(names: Sequence[str], library: Callable[[], Library]) -> tuple[Exercise, ...]:
    """The exercises somebody means by families, topics, decks and keys of cards; all families without a name.

    Args:
        names: What was typed.
        library: Gives the decks; not called where families and topics are all that is named.

    Raises:
        UsageError: There is nothing of that name, or nothing in it to practise.
    """
    shipped = families()
    chosen: dict[str, Exercise] = {}
    for name in names:
        found = [each for each in shipped if name == each.group] or [each for each in shipped if name == each.name]
        for each in found or _of_library(name, shipped, library()):
            chosen[each.name] = each
    return tuple(chosen.values()) if names else shipped


def _of_library(name: str, shipped: Sequence[Exercise], library: Library) -> list[Exercise]:
    """The problems of a deck, or the one of a card's key."""
    problems = problems_of_decks(library, own=False)
    if "/" in name:
        key = library.resolve(name)
        found = [each for each in problems if each.name == key]
        if not found:
            message = f"{key} is no generated problem; a drill asks only those"
            raise UsageError(message)
        return found
    if any(deck.name == name for deck in library.decks):
        found = [each for each in problems if each.group == name]
        if not found:
            message = f"the deck {name!r} has no generated problem; a drill asks only those"
            raise UsageError(message)
        return found
    from difflib import get_close_matches  # noqa: PLC0415  only for the message

    known = {each for exercise in (*shipped, *problems) for each in (exercise.name, exercise.group)}
    near = get_close_matches(name, sorted(known), 3, 0.5)
    mend = f"did you mean {' or '.join(map(repr, near))}?" if near else "see: quizcv families"
    message = f"there is no family, topic or deck {name!r}; {mend}"
    raise UsageError(message)


# Dealing


def about_network(exercises: Sequence[Exercise], network: Network, named: Collection[str]) -> dict[str, Family]:
    """The families of exercises, all their problems about one network.

    Args:
        exercises: What is practised.
        network: What the problems are about.
        named: What somebody named: a family that can't ask about the network is left out, unless it was named itself.

    Raises:
        UsageError: One that was named can't ask about it, or none can.
    """
    from quizcv.problems.families import catalogue  # noqa: PLC0415  only to practise

    known = {each.name: each for each in catalogue()}
    found = {}
    for each in exercises:
        if each.name not in known:
            message = f"{each.name} is a card; with a network, name families or topics"
            raise UsageError(message)
        try:
            found[each.name] = known[each.name].of(network)
        except UsageError:
            if each.name in named:
                raise
    if not found:
        about = " or ".join(map(repr, named)) or "all families"
        message = f"nothing in {about} can ask about the network {network.name!r}; name the topic networks, or none"
        raise UsageError(message)
    return found


def deal(
    exercises: Sequence[Exercise],
    chance: Random,
    ask: Callable[[str, int], Question] | None = None,
    families: Mapping[str, Family] | None = None,
    unasked: dict[str, str] | None = None,
) -> Iterator[Question]:
    """Problems without end: all exercises once in a shuffled order, then again in another one.

    An exercise does not ask the numbers of its last ten askings, and none comes twice running if there are others. One for
    which no numbers are found is left out from then on: one bad card stops no practice.

    Args:
        exercises: What is practised; at least one.
        chance: Decides order and numbers.
        ask: Gives the question of a card's key and a seed; needed only for exercises that are cards.
        families: Instead of the catalogue's, those of `about_network`.
        unasked: Takes the names of exercises that are left out, with the reason.

    Raises:
        QuizcvError: No exercise can be asked; the reason is that of the last one tried.
    """
    from quizcv.problems.drawing import DrawError  # noqa: PLC0415  only to practise
    from quizcv.problems.formula.errors import FormulaError  # noqa: PLC0415  as above

    usable = list(exercises)
    lately = {each.name: deque[str](maxlen=LATELY) for each in exercises}
    last = ""
    while True:
        order = chance.sample(usable, len(usable))
        if order[0].name == last:
            order.append(order.pop(0))
        for each in order:
            past = lately[each.name]
            try:
                question = question_of(each, chance.getrandbits(SEED_BITS), ask, families)
                for _ in range(TRIES):
                    if question.prompt not in past:
                        break
                    question = question_of(each, chance.getrandbits(SEED_BITS), ask, families)
            except (DrawError, FormulaError) as error:
                usable.remove(each)
                if not usable:
                    raise
                if unasked is not None:
                    unasked[each.name] = str(error)
                continue
            past.append(question.prompt)
            last = each.name
            yield question


def question_of(
    exercise: Exercise,
    seed: int,
    ask: Callable[[str, int], Question] | None = None,
    families: Mapping[str, Family] | None = None,
) -> Question:
    """The question of an exercise and a seed; its `card` is the exercise's name."""
    if families is not None:
        return _of_family(families[exercise.name], seed)
    if ask is not None and "/" in exercise.name:
        return ask(exercise.name, seed)
    from quizcv.problems.families import family  # noqa: PLC0415  only to practise

    return _of_family(family(exercise.name), seed)


def _of_family(family: Family, seed: int) -> Question:
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
        options=instance.options,
    )

"""`quizcv show` and `quizcv search`: cards looked at, not asked."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from quizcv.cards.model import Kind
from quizcv.cli.completing import CARDS
from quizcv.cli.history import event_line
from quizcv.cli.options import SEED
from quizcv.cli.printing import days, emit, json_option, say, say_table, talk
from quizcv.cli.shapes import event_json, memory_json, mistake_json
from quizcv.errors import UsageError
from quizcv.seeds import next_question
from quizcv.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.cli.workspace import Workspace
    from quizcv.events import CardState

ARCHIVED = "is:archived"
"""What `search` is told for cards whose questions are gone from their notes."""


@click.command("show", epilog="Example: quizcv show problems-convolution/conv-output --seed 7")
@click.argument("card", shell_complete=CARDS, help="The card: deck/id, or its id where only one deck has it.")
@click.option("--seed", type=SEED, help="What a generated question is drawn from; without it, as asked next.")
@json_option
@click.pass_obj
def show_command(workspace: Workspace, card: str, seed: int | None, *, as_json: bool) -> None:
    """Show a card: both sides, steps and history."""
    key = workspace.library.resolve(card)
    library, reader = workspace.library, workspace.reader
    state = reader.state(key)
    question = next_question(key, state, library, reader) if seed is None else library.question(key, seed)
    events = workspace.history(key)
    if as_json:
        emit(
            {
                "card": question.card,
                "kind": str(question.kind),
                "prompt": question.prompt,
                "answer": question.answer.text,
                "steps": [step.text for step in question.steps],
                "mistakes": [mistake_json(mistake) for mistake in question.mistakes],
                "memory": memory_json(state),
                "events": [event_json(event) for event in events],
            }
        )
        return
    path, line = workspace.library.place(key)
    say(f"[{question.card}] {question.kind}, {path}:{line}")
    _say_question(question)
    say(_standing(state))
    for event in events:
        say(f"  {event_line(event)}")


def _say_question(question: Question) -> None:
    from quizcv.mathtext import plain  # noqa: PLC0415  only for people
    from quizcv.plain.wording import answer_lines, mistake_line, question_lines  # noqa: PLC0415  only for people

    for line in question_lines(question):
        say(line)
    for line in answer_lines(question):
        say(line)
    for hint in question.hints:
        say(f"Hint: {plain(hint)}")
    for mistake in question.mistakes:
        say(mistake_line(mistake))


def _standing(state: CardState) -> str:
    """Where a card stands in the schedule, in a line."""
    memory = state.memory
    if state.is_new:
        text = "New: never graded."
    else:
        text = f"Due on {memory.due}: interval {days(memory.interval)}, ease {memory.ease / 100:.2f}, lapses {memory.lapses}."
    if state.suspended:
        text += " Suspended."
    if state.flag:
        text += f" Flag: {state.flag}."
    return text


@click.command("search", epilog='Example: quizcv search "deck:cnn-faq is:new receptive field"')
@click.argument("text", nargs=-1, required=True, help="Words of the card; deck:NAME, tag:NAME, kind:KIND; is:STATE.")
@json_option
@click.pass_obj
def search_command(workspace: Workspace, text: tuple[str, ...], *, as_json: bool) -> None:
    """Find cards by text, tag, deck and state.

    A card is found if everything asked for holds. States are due, new, learned, suspended, buried and flagged; archived finds
    the cards whose questions are gone from their notes, which are not asked.
    """
    words = " ".join(text).split(" ")
    if ARCHIVED in words:
        _search_archive(workspace.library, [word for word in words if word != ARCHIVED], as_json=as_json)
        return
    wanted = [_state_test(workspace, word.removeprefix("is:")) for word in words if word.startswith("is:")]
    query = " ".join(word for word in words if not word.startswith("is:"))
    library = workspace.library
    _refuse_unknown(library, query)
    keys = library.search(query) if query.strip() else library.keys()
    if wanted:
        keys = [key for key in keys if all(test(workspace.reader.state(key)) for test in wanted)]
    found = [library.question(key, 0) for key in keys]
    if as_json:
        emit(
            [
                {"card": question.card, "deck": question.deck, "kind": str(question.kind), "prompt": question.prompt}
                for question in found
            ]
        )
        return
    if not found:
        talk("No card was found.")
        return
    from quizcv.mathtext import plain  # noqa: PLC0415  only for people

    say_table([[question.card, question.kind, shown_line(plain(question.prompt))] for question in found])


def _search_archive(library: Library, words: Sequence[str], *, as_json: bool) -> None:
    """Prints the archived cards that fit.

    Raises:
        UsageError: There is no such deck or kind, or another state is asked for too.
    """
    from quizcv.cards.archived import archived  # noqa: PLC0415  only to search
    from quizcv.cards.asking import KINDS  # noqa: PLC0415
    from quizcv.cards.content import front_of  # noqa: PLC0415

    other = next((word for word in words if word.startswith("is:")), None)
    if other:
        message = f"an archived card is not asked, so it has no other state; leave {other} out"
        raise UsageError(message)
    query = " ".join(words)
    _refuse_unknown(library, query)
    found = list(archived(library, query))
    if as_json:
        emit(
            [
                {"card": f"{deck}/{card.id}", "deck": deck, "kind": KINDS[type(card)].value, "prompt": front_of(card)}
                for deck, card in found
            ]
        )
    elif found:
        say_table([[f"{deck}/{card.id}", KINDS[type(card)].value, shown_line(front_of(card))] for deck, card in found])
    else:
        talk("No card was found.")


def _refuse_unknown(library: Library, query: str) -> None:
    """Tells a deck or a kind that does not exist, instead of finding nothing.

    Raises:
        UsageError: There is no such deck or kind.
    """
    from quizcv.cards.searching.words import parse_query  # noqa: PLC0415  only to search

    parsed = parse_query(query)
    library.resolve_decks(parsed.decks)
    kinds = [str(kind) for kind in Kind]
    for name in parsed.kinds:
        if name not in kinds:
            near = get_close_matches(name, kinds, 1)
            mend = f"did you mean {near[0]!r}?" if near else f"the kinds are: {', '.join(kinds)}"
            message = f"there is no kind {name!r}; {mend}"
            raise UsageError(message)


def _state_test(workspace: Workspace, name: str) -> Callable[[CardState], bool]:
    """What a card's state must satisfy for `is:name`.

    Raises:
        UsageError: There is no such state.
    """
    today = workspace.clock.now().day
    tests: dict[str, Callable[[CardState], bool]] = {
        "due": lambda state: not state.is_new and state.memory.due <= today and not state.suspended,
        "new": lambda state: state.is_new,
        "learned": lambda state: not state.is_new,
        "suspended": lambda state: state.suspended,
        "buried": lambda state: state.buried_day == today,
        "flagged": lambda state: bool(state.flag),
    }
    if name not in tests:
        message = f"there is no state {name!r}; after is: write one of {', '.join(tests)}, archived"
        raise UsageError(message)
    return tests[name]

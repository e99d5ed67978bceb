"""`quizcv answer` and `quizcv undo`: one card graded, or the latest event taken back, for scripts and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizcv.cards.checking import check
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.cli.completing import CARDS
from quizcv.cli.options import SEED
from quizcv.cli.printing import days, emit, json_option, say, talk
from quizcv.errors import UsageError
from quizcv.problems.values import Expects
from quizcv.seeds import next_question
from quizcv.session import Reply
from quizcv.session.undone import plain_grade, undone_words

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cli.workspace import Workspace
    from quizcv.events import CardState, Event


@click.command("answer", epilog="Example: quizcv answer cnn-papers/vgg-year --response 2014")
@click.argument("card", shell_complete=CARDS, help="The card: deck/id, or its id where only one deck has it.")
@click.option("--response", metavar="TEXT", help="The answer, as it would be typed; checked where it can be.")
@click.option("--grade", type=click.IntRange(0, 5), help="The grade; without it, the one the check suggests.")
@click.option("--seed", type=SEED, help="The seed that quizcv next showed; without it, the present one.")
@json_option
@click.pass_obj
def answer_command(
    workspace: Workspace, card: str, response: str | None, grade: int | None, seed: int | None, *, as_json: bool
) -> None:
    """Check an answer to a card, grade it and log it.

    The first grade of a card on a study day moves its schedule; later ones that day are drills. A response that can't be
    read, or that nobody could judge, is not graded, and nothing is logged.
    """
    library = workspace.library
    key = library.resolve(card)
    if response is None and grade is None:
        raise UsageError(_what_to_give(key, library.question(key, seed or 0)))
    reader = workspace.reader
    asked = next_question(key, reader.state(key), library, reader) if seed is None else library.question(key, seed)
    verdict = Verdict(judgement=Judgement.SELF) if response is None else check(asked, response)
    graded = verdict.grade if grade is None else grade
    if graded is None and verdict.judgement is Judgement.SELF:
        raise UsageError(_what_to_give(key, asked))
    event, state = None, None
    if graded is not None and verdict.judgement is not Judgement.INVALID:
        reply = Reply(response=response, verdict=str(verdict.judgement))
        event, state = workspace.recorder.grade(asked, graded, reply, workspace.clock.now(), workspace.scheduler)
    if as_json:
        emit(_answer_json(asked, verdict, event, state))
    else:
        _say_answer(asked, verdict, event, state)


def _what_to_give(key: str, question: Question) -> str:
    """What is missing from the command line."""
    if question.expects is Expects.SELF:
        return f"{key} is graded by yourself: add --grade and a number from 0 (nothing came) to 5 (at once)"
    return f"give your answer to {key} with --response, or grade it yourself with --grade 0 to 5"


def _answer_json(
    question: Question, verdict: Verdict, event: Event | None, state: CardState | None
) -> dict[str, object]:
    asked_again = verdict.judgement is Judgement.INVALID  # so the answer is not given away
    return {
        "card": question.card,
        "verdict": str(verdict.judgement),
        "read_as": verdict.read_as,
        "diagnosis": verdict.diagnosis,
        "answer": None if asked_again else question.answer.text,
        "steps": [] if asked_again else [step.text for step in question.steps],
        "grade": event.grade if event else None,
        "interval": state.memory.interval if state else None,
        "due": state.memory.due.isoformat() if state else None,
        "event": str(event.id) if event else None,
    }


def _say_answer(question: Question, verdict: Verdict, event: Event | None, state: CardState | None) -> None:
    from quizcv.plain.wording import answer_lines, verdict_line  # noqa: PLC0415  only for people

    if verdict_line(verdict):
        say(verdict_line(verdict))
    if verdict.judgement is Judgement.INVALID:
        talk("Nothing was logged; answer again.")
        return
    for line in answer_lines(question):
        say(line)
    if event is None or state is None:
        talk("Nothing was logged; answer again with --grade, as you judge it.")
    else:
        say(f"Graded {event.grade}: back in {days(state.memory.interval)}, on {state.memory.due}.")
        if state.drills_on(event.moment.day):
            talk("It comes again today, until it gets 4 or more.")


@click.command("undo", epilog="Example: quizcv undo")
@json_option
@click.pass_obj
def undo_command(workspace: Workspace, *, as_json: bool) -> None:
    """Take back the latest event of the log.

    Of what was done to many cards at once, all of it. It stays in the log, marked as taken back. Each further undo takes back
    what was done before.
    """
    events = workspace.store.undo(workspace.clock.now()) if workspace.has_log else []
    if as_json:
        emit({"undone": _undone_shape(events) if events else None})
    elif not events:
        talk("There is nothing to take back.")
    else:
        say(undone_words(events, plain_grade))


def _undone_shape(events: list[Event]) -> dict[str, Any]:
    """The latest of the events taken back, what it was, and the cards of all of them."""
    event = events[0]
    return {
        "card": event.card,
        "grade": event.grade,
        "event": str(event.id),
        "kind": str(event.kind),
        "cards": [each.card for each in reversed(events)],
    }

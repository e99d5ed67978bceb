"""`quizcv show`: a card looked at, not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import CARDS
from quizcv.cli.history import event_line
from quizcv.cli.options import SEED
from quizcv.cli.printing import days, emit, json_option, say
from quizcv.cli.shapes import event_json, memory_json, mistake_json
from quizcv.seeds import next_question

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cli.workspace import Workspace
    from quizcv.events import CardState


@click.command("show", epilog="Example: quizcv show problems-convolution/conv-output --seed 7")
@click.argument("card", shell_complete=CARDS, help="The card: deck/id, or its id where only one deck has it.")
@click.option("--seed", type=SEED, help="What a generated question is drawn from; without it, as asked next.")
@json_option
@click.pass_obj
def show_command(workspace: Workspace, card: str, seed: int | None, *, as_json: bool) -> None:
    """Show a card: both sides, steps and history.

    The history has the events that count; what was taken back is in the log alone.
    """
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
    say(_standing(state, graded=any(event.grade is not None for event in events)))
    for event in events:
        say(f"  {event_line(event)}")


def _say_question(question: Question) -> None:
    from quizcv.plain.markdown import plain_line  # noqa: PLC0415  only for people
    from quizcv.plain.wording import answer_lines, mistake_line, question_lines  # noqa: PLC0415  only for people

    for line in question_lines(question):
        say(line)
    for line in answer_lines(question):
        say(line)
    for hint in question.hints:
        say(f"Hint: {plain_line(hint)}")
    for mistake in question.mistakes:
        say(mistake_line(mistake))


def _standing(state: CardState, *, graded: bool) -> str:
    """Where a card stands in the schedule, in a line; `graded` says whether its history has a grade."""
    memory = state.memory
    if state.is_new:
        text = "New: not graded since it was reset." if graded else "New: not graded yet."
    else:
        text = f"Due on {memory.due}: interval {days(memory.interval)}, ease {memory.ease / 100:.2f}, lapses {memory.lapses}."
    if state.suspended:
        text += " Suspended."
    if state.flag:
        text += f" Flag: {state.flag}."
    return text

"""The JSON of the commands: the shapes that scripts may rely on, each made in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.question import Question
    from quizcv.errors import Diagnostic
    from quizcv.events import CardState, Event
    from quizcv.problems.values import Instance, Mistake, Value


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, object]:
    """One fault, with its place."""
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "message": diagnostic.message,
    }


def broken_json(broken: Broken) -> dict[str, object]:
    """A deck that is out, with every fault found."""
    return {"path": str(broken.path), "errors": [diagnostic_json(each) for each in broken.diagnostics]}


def values_json(values: Mapping[str, Value]) -> dict[str, object]:
    """The drawn numbers by name."""
    from quizcv.problems.values import plain  # noqa: PLC0415  `due` prints no numbers of problems

    return {name: plain(value) for name, value in values.items()}


def question_json(question: Question) -> dict[str, object]:
    """A question as it is asked: nothing in it gives the answer away."""
    return {
        "card": question.card,
        "deck": question.deck,
        "kind": str(question.kind),
        "prompt": question.prompt,
        "expects": str(question.expects),
        "options": list(question.options),
        "unit": question.answer.unit,
        "seed": question.seed,
        "values": values_json(question.values),
    }


def mistake_json(mistake: Mistake) -> dict[str, object]:
    """A known wrong answer and what went wrong."""
    return {"answer": mistake.answer.text, "says": mistake.says}


def instance_json(instance: Instance) -> dict[str, object]:
    """A generated problem with its answer."""
    return {
        "family": instance.family,
        "seed": instance.seed,
        "values": values_json(instance.values),
        "prompt": instance.prompt,
        "answer": instance.answer.text,
        "unit": instance.answer.unit,
        "options": list(instance.options),
        "steps": [step.text for step in instance.steps],
        "mistakes": [mistake_json(mistake) for mistake in instance.mistakes],
    }


def memory_json(state: CardState) -> dict[str, object]:
    """What is remembered of a card, and whether it is set aside; a new card has no due day."""
    memory = state.memory
    return {
        "ease": memory.ease / 100,
        "repetition": memory.repetition,
        "interval": memory.interval,
        "due": None if state.is_new else memory.due.isoformat(),
        "lapses": memory.lapses,
        "suspended": state.suspended,
        "buried": state.buried_day.isoformat() if state.buried_day else None,
        "flag": state.flag,
    }


def event_json(event: Event) -> dict[str, object]:
    """An event of the log, whole."""
    return {
        "id": str(event.id),
        "device": event.device,
        "sequence": event.sequence,
        "instant": event.moment.instant.isoformat(),
        "offset": event.moment.offset_minutes,
        "day": event.moment.day.isoformat(),
        "kind": str(event.kind),
        "card": event.card,
        "target": str(event.target) if event.target else None,
        "content": event.content,
        "grade": event.grade,
        "milliseconds": event.milliseconds,
        "response": event.response,
        "verdict": event.verdict,
        "seed": event.seed,
        "values": values_json(event.values),
        "scheduler": event.scheduler,
        "interval": event.interval,
        "note": event.note,
    }

"""Problems of decks, proved for `quizcv check`: by SymPy over their seeds, and typed back as a learner would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.asking import family_of
from quizcv.cards.checking import check
from quizcv.cards.model import Kind, ProblemCard
from quizcv.cards.question import Question
from quizcv.cards.verdict import Judgement
from quizcv.problems.drawing import DrawError
from quizcv.problems.proving import Finding, Proved, proved
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quizcv.problems.authoring import Family
    from quizcv.problems.template import Template
    from quizcv.problems.values import Answer, Instance

TYPED_BACK: Final = 20
"""Instances whose answer is typed back."""
TYPED: Final = frozenset({Expects.NUMBER, Expects.SHAPE, Expects.LIST, Expects.SET, Expects.CHOICE, Expects.TEXT})


class Proof(NamedTuple):
    """A problem that was proved, and how its draws went.

    Args:
        card: Its key.
        family: The shipped family it asks; empty for a problem written in the deck.
        draws: Instances drawn.
        acceptance: The share of draws that fitted.
        questions: How many of the instances ask something different.
    """

    card: str
    family: str
    draws: int
    acceptance: float
    questions: int


@dataclass
class Proofs:
    """The proofs of one run; a shipped family is proved once, whichever decks ask it.

    Args:
        seeds: How many draws of each problem are tried.
        told: Called with the key of each problem before it is proved, for it takes a while.
    """

    seeds: int
    told: Callable[[str], None]
    done: list[Proof] = field(default_factory=list)
    families: dict[str, Proved] = field(default_factory=dict)

    def of(self, card: ProblemCard, deck: str) -> tuple[Finding, ...]:
        """What is wrong with a problem of a deck."""
        key = f"{deck}/{card.id}"
        if card.template is not None:
            self.told(key)
            result = self.prove(card.template, deck, card.id)
        else:
            proved_as = f"{card.family} {card.network}"
            if proved_as not in self.families:
                self.told(key)
                self.families[proved_as] = self.prove(family_of(card), deck, card.family)
            result = self.families[proved_as]
        self.done.append(Proof(key, card.family, result.draws, result.acceptance, result.questions))
        if card.template is None:
            return tuple(each._replace(message=f"family {card.family}: {each.message}") for each in result.findings)
        return result.findings

    def prove(self, problem: Template | Family, deck: str, name: str) -> Proved:
        """The proof of a problem, with its answers typed back if nothing else is wrong."""
        result = proved(problem, deck, name, seeds=self.seeds)
        if any(finding.level == "error" or finding.field.endswith("answer") for finding in result.findings):
            return result
        return result._replace(findings=(*result.findings, *typed_back(problem, deck, name)))


def typed_back(problem: Template | Family, deck: str, name: str) -> list[Finding]:
    """Answers that are not read as right when they are typed as shown, and mistakes that are not recognised."""
    for instance in instances(problem, deck, name):
        if instance.answer.expects not in TYPED:
            continue
        question = question_of(instance)
        verdict = check(question, typed(instance.answer))
        if verdict.judgement is not Judgement.RIGHT:
            message = (
                f"seed {instance.seed}: the answer {instance.answer.text}, typed as it is shown, is {verdict.judgement}"
            )
            return [Finding("answer", message + (f": {verdict.diagnosis}" if verdict.diagnosis else ""))]
        for mistake in instance.mistakes:
            verdict = check(question, typed(mistake.answer))
            if verdict.judgement is not Judgement.WRONG:
                message = f"seed {instance.seed}: the mistake {mistake.answer.text}, typed as it is shown, is {verdict.judgement}"
                return [Finding("mistakes", message)]
    return []


def instances(problem: Template | Family, deck: str, name: str) -> Iterator[Instance]:
    """Some instances of a problem."""
    from quizcv.problems.template import Template  # noqa: PLC0415  beside its only use

    try:
        for seed in range(TYPED_BACK):
            if isinstance(problem, Template):
                yield problem.draw(deck, name, seed)
            else:
                yield problem.draw(deck, seed)
    except DrawError:  # told by the proof
        return


def question_of(instance: Instance) -> Question:
    """An instance as a question of no deck."""
    return Question(
        card=instance.family,
        deck="",
        title="",
        kind=Kind.PROBLEM,
        prompt=instance.prompt,
        answer=instance.answer,
        alternatives=instance.alternatives,
        options=instance.options,
        mistakes=instance.mistakes,
    )


def typed(answer: Answer) -> str:
    """An answer as somebody would type what is shown."""
    return answer.text.removeprefix("≈ ")


def suggestion(parts: Mapping[str, object], deck: str, name: str) -> tuple[str, str]:
    """The answer of a problem that says what it solves and leaves the answer out, or else why there is none."""
    from quizcv.problems.proving.suggesting import suggested_answer  # noqa: PLC0415  seldom
    from quizcv.problems.symbolic import Undecided  # noqa: PLC0415
    from quizcv.problems.template import TemplateError  # noqa: PLC0415

    try:
        return suggested_answer(parts, deck, name), ""
    except (Undecided, DrawError) as error:
        return "", str(error)
    except TemplateError:  # its own faults are told by the reader
        return "", "its other parts have faults"

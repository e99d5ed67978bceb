"""Problems of decks, proved for `quizcv check`: by SymPy over their seeds, and typed back as a learner would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.asking import family_of
from quizcv.cards.checking import check
from quizcv.cards.model import Kind, ProblemCard
from quizcv.cards.question import Question
from quizcv.cards.verdict import Judgement
from quizcv.problems.drawing import DrawError
from quizcv.problems.proving import Finding, Proved, proved
from quizcv.problems.symbolic import WORKER, Worker
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future
    from typing import Self

    from quizcv.problems.authoring import Family
    from quizcv.problems.template import Template
    from quizcv.problems.values import Answer, Instance

AT_A_TIME: Final = 2
"""Problems being proved, each with a process of SymPy's."""
TYPED_BACK: Final = 20
"""Instances whose answer is typed back."""
LONGEST_SHOWN: Final = 60
"""Characters of an answer in a message."""
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


class Proofs:
    """The proofs of one run, two at a time: while SymPy works out the numbers of one problem, another one is drawn and looked at.

    A shipped family is proved once, whichever decks ask it. To be used in a `with`, whose end waits for no proof.

    Args:
        seeds: How many draws of each problem are tried.
        told: Called with the key of each problem whose proof is waited for, since that takes a while.
    """

    def __init__(self, seeds: int, told: Callable[[str], None]) -> None:
        self.seeds = seeds
        self.told = told
        self.done: list[Proof] = []
        self._begun: dict[tuple[object, ...], Future[Proved]] = {}
        self._waited: set[tuple[object, ...]] = set()
        self._threads = ThreadPoolExecutor(AT_A_TIME)
        self._others = [Worker() for _ in range(AT_A_TIME - 1)]
        self._workers: SimpleQueue[Worker] = SimpleQueue()
        for worker in (WORKER, *self._others):
            self._workers.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._others:
            worker.close()

    def begin(self, card: ProblemCard, deck: str) -> Future[Proved]:
        """Sees to it that a problem is being proved, or is in the queue for it."""
        as_ = proved_as(card, deck)
        if as_ not in self._begun:
            problem, name = (family_of(card), card.family) if card.template is None else (card.template, card.id)
            self._begun[as_] = self._threads.submit(self.prove, problem, deck, name)
        return self._begun[as_]

    def of(self, card: ProblemCard, deck: str) -> tuple[Finding, ...]:
        """What is wrong with a problem of a deck; waits for its proof."""
        key = f"{deck}/{card.id}"
        proof = self.begin(card, deck)
        if proved_as(card, deck) not in self._waited:
            self._waited.add(proved_as(card, deck))
            self.told(key)
        result = proof.result()
        self.done.append(Proof(key, card.family, result.draws, result.acceptance, result.questions))
        if card.template is None:
            return tuple(each._replace(message=f"family {card.family}: {each.message}") for each in result.findings)
        return result.findings

    def prove(self, problem: Template | Family, deck: str, name: str) -> Proved:
        """The proof of a problem, with its answers typed back if nothing else is wrong."""
        worker = self._workers.get()
        try:
            result = proved(problem, deck, name, seeds=self.seeds, worker=worker)
        finally:
            self._workers.put(worker)
        if any(finding.level == "error" or finding.field.endswith("answer") for finding in result.findings):
            return result
        return result._replace(findings=(*result.findings, *typed_back(problem, deck, name)))


def proved_as(card: ProblemCard, deck: str) -> tuple[object, ...]:
    """What cards that draw from the same problem have in common."""
    return (card.family, card.network) if card.template is None else (deck, card.id, card.template)


def typed_back(problem: Template | Family, deck: str, name: str) -> list[Finding]:
    """Answers that are not read as right when they are typed as shown, and mistakes that are not recognised."""
    for instance in instances(problem, deck, name):
        if instance.answer.expects not in TYPED:
            continue
        question = question_of(instance)
        verdict = check(question, typed(instance.answer))
        if verdict.judgement is not Judgement.RIGHT:
            shown = brief(instance.answer.text)
            message = f"seed {instance.seed}: the answer {shown}, typed as it is shown, is {verdict.judgement}"
            return [Finding("answer", message + (f": {verdict.diagnosis}" if verdict.diagnosis else ""))]
        for mistake in instance.mistakes:
            verdict = check(question, typed(mistake.answer))
            if verdict.judgement is not Judgement.WRONG:
                shown = brief(mistake.answer.text)
                message = f"seed {instance.seed}: the mistake {shown}, typed as it is shown, is {verdict.judgement}"
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


def brief(text: str) -> str:
    """An answer in a message: a number of hundreds of digits by its first ones."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def typed(answer: Answer) -> str:
    """An answer as somebody would type what is shown."""
    return answer.text.removeprefix("≈ ")


def suggestion(parts: Mapping[str, object], deck: str, name: str) -> tuple[str, str]:
    """The answer of a problem that says what it solves and leaves the answer out, or else why there is none."""
    from quizcv.problems.faults import TemplateError  # noqa: PLC0415
    from quizcv.problems.proving.suggesting import suggested_answer  # noqa: PLC0415  seldom
    from quizcv.problems.symbolic import Undecided  # noqa: PLC0415

    try:
        return suggested_answer(parts, deck, name), ""
    except (Undecided, DrawError) as error:
        return "", str(error)
    except TemplateError:  # its own faults are told by the reader
        return "", "its other parts have faults"

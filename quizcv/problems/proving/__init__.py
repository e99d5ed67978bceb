"""Proves a problem before anybody is asked it, for `quizcv check`.

Over 200 seeds: our exact value is SymPy's, the worked steps end in the answer, every mistake can happen and is told apart from the
answer and from the others, an inverse question's equation has that solution and no other, draws are not refused too often, and
one prompt has one answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.proving.findings import Finding as Finding
from quizcv.problems.proving.findings import Proved as Proved
from quizcv.problems.symbolic import WORKER

if TYPE_CHECKING:
    from quizcv.problems.authoring import Family
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.template import Template

SEEDS: Final = 200


def prove(
    problem: Template | Family, deck: str, name: str, *, seeds: int = SEEDS, worker: Worker = WORKER
) -> list[Finding]:
    """Everything wrong with a problem; nothing, if it holds for every seed tried. `proved` tells of the arguments."""
    return list(proved(problem, deck, name, seeds=seeds, worker=worker).findings)


def proved(problem: Template | Family, deck: str, name: str, *, seeds: int = SEEDS, worker: Worker = WORKER) -> Proved:
    """What is wrong with a problem, and how its draws went.

    Args:
        problem: A template, or a family of the catalogue.
        deck: The deck it is in, part of what is drawn from.
        name: The card's id or the family's name.
        seeds: How many are tried.
        worker: The process that runs SymPy.
    """
    from quizcv.problems.proving.templates import Proof  # noqa: PLC0415  each kind brings its own
    from quizcv.problems.template import Template  # noqa: PLC0415

    if isinstance(problem, Template):
        return Proof(problem, deck, name, seeds, worker).proved()
    if problem.maker is not None:
        from quizcv.problems.proving.families import proved_family  # noqa: PLC0415

        return proved_family(problem, deck, seeds, worker)
    each = [Proof(template, deck, name, seeds, worker, problem.version).proved() for template in problem.templates]
    if len(each) == 1:
        return each[0]
    found = tuple(
        finding._replace(field=f"variants[{n}].{finding.field}")
        for n, one in enumerate(each)
        for finding in one.findings
    )
    draws = sum(one.draws for one in each)
    share = min(one.acceptance for one in each)
    return Proved(found, draws, share, sum(one.questions for one in each))

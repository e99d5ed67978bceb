"""Which detection goes to which track: the Hungarian method, on costs and on overlaps."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.tracking.hungarian import reductions
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

    Costs = Sequence[Sequence[int]]
    Assignment = tuple[int, ...]

TOPIC: Final = "tracking"
KUHN: Final = "Kuhn 1955, The Hungarian method for the assignment problem (Naval Research Logistics Quarterly 2)"
GATE: Final = 30
"""Hundredths of overlap; pairs that overlap less are taken apart again, as in SORT."""


def total(costs: Costs, chosen: Assignment) -> int:
    """The sum of the costs of an assignment, a column for each row."""
    return sum(row[column] for row, column in zip(costs, chosen, strict=True))


def cheapest(costs: Costs) -> list[Assignment]:
    """Every assignment of least cost, by trying all: there are at most 24."""
    every = list(permutations(range(len(costs))))
    least = min(total(costs, chosen) for chosen in every)
    return [chosen for chosen in every if total(costs, chosen) == least]


def greedy(costs: Costs) -> Assignment:
    """The cheapest pair first, then the cheapest of what is left."""
    pairs = sorted((cost, row, column) for row, costs_of in enumerate(costs) for column, cost in enumerate(costs_of))
    chosen: dict[int, int] = {}
    for _, row, column in pairs:
        if row not in chosen and column not in chosen.values():
            chosen[row] = column
    return tuple(chosen[row] for row in range(len(costs)))


def row_by_row(costs: Costs) -> Assignment:
    """Each track in turn takes the cheapest detection that is left."""
    chosen: list[int] = []
    for row in costs:
        chosen.append(min((column for column in range(len(row)) if column not in chosen), key=row.__getitem__))
    return tuple(chosen)


def drawn_costs(draw: Stream) -> Costs | None:
    """Costs that have one cheapest assignment, which greed misses."""
    size = draw.choice((3, 3, 4))
    drawn = draw.sample(range(2, 40), size * size)
    costs = [drawn[start : start + size] for start in range(0, size * size, size)]
    best = cheapest(costs)
    return None if len(best) > 1 or greedy(costs) == best[0] else costs


def shown(rows: Sequence[Sequence[object]]) -> str:
    """A line for each track, as a numbered list."""
    return "\n".join(f"{n}. {', '.join(map(str, row))}" for n, row in enumerate(rows, 1))


def detections(chosen: Assignment) -> list[int]:
    """An assignment as people number it, from 1."""
    return [column + 1 for column in chosen]


def flattened(costs: Costs) -> tuple[int, ...]:
    """All costs, row after row."""
    return tuple(cost for row in costs for cost in row)


def least_of_each(costs: Costs) -> Assignment:
    """What each track would take if it were alone."""
    return tuple(row.index(min(row)) for row in costs)


@family(
    "hungarian-assignment",
    topic=TOPIC,
    title="Assignment of detections to tracks",
    source=KUHN,
)
def hungarian_assignment(draw: Stream) -> Problem | None:
    """Three or four tracks; asked is the detection of each."""
    costs = drawn_costs(draw)
    if costs is None:
        return None
    right = cheapest(costs)[0]
    wrong = [
        (greedy(costs), "That takes the cheapest pair first; a cheap pair can make the others dear."),
        (row_by_row(costs), "That lets each track in turn take the cheapest detection left; the sum can be less."),
        (least_of_each(costs), "A detection goes to one track only."),
        (
            cheapest([[-cost for cost in row] for row in costs])[0],
            "That is the dearest assignment: costs are minimised.",
        ),
        (
            tuple(right.index(row) for row in range(len(costs))),
            "That is the track of each detection; asked is the detection of each track.",
        ),
    ]
    return Problem(
        values={"costs": flattened(costs)},
        prompt=(
            f"Each line holds the costs of giving detections 1 to {len(costs)} to a track:\n\n{shown(costs)}\n\nEach track gets a "
            f"detection of its own, so that the sum of the costs is least. Which detections do tracks 1 to {len(costs)} get, in this order?"
        ),
        answer=number_answer(Expects.LIST, detections(right)),
        steps=(*reductions(costs), f"The detections are {', '.join(map(str, detections(right)))}."),
        mistakes=tuple(
            Mistake(number_answer(Expects.LIST, detections(chosen)), says) for chosen, says in wrong if chosen != right
        ),
    )


@family(
    "hungarian-cost",
    topic=TOPIC,
    title="Least cost of an assignment",
    source=KUHN,
)
def hungarian_cost(draw: Stream) -> Problem | None:
    """Three or four tracks; asked is the sum of the best assignment."""
    costs = drawn_costs(draw)
    if costs is None:
        return None
    right = cheapest(costs)[0]
    least = total(costs, right)
    columns = list(zip(*costs, strict=True))
    wrong = [
        (total(costs, greedy(costs)), "That takes the cheapest pair first; a cheap pair can make the others dear."),
        (
            total(costs, row_by_row(costs)),
            "That lets each track in turn take the cheapest detection left; the sum can be less.",
        ),
        (sum(map(min, costs)), "Some tracks would share a detection: each goes to one track only."),
        (sum(map(min, columns)), "Some detections would share a track: each track gets one only."),
        (
            total(costs, tuple(range(len(costs)))),
            "That gives detection 1 to track 1 and so on; another order costs less.",
        ),
    ]
    sums = [str(costs[row][column]) for row, column in enumerate(right)]
    return Problem(
        values={"costs": flattened(costs)},
        prompt=(
            f"Each line holds the costs of giving detections 1 to {len(costs)} to a track:\n\n{shown(costs)}\n\nEach track gets a "
            "detection of its own. How small can the sum of the costs be?"
        ),
        answer=number_answer(Expects.NUMBER, [least]),
        steps=(
            *reductions(costs),
            f"The detections of the tracks are {', '.join(map(str, detections(right)))}: ${' + '.join(sums)} = {least}$",
        ),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number]), says) for number, says in wrong if number != least
        ),
        formulas=(" + ".join(sums),),
    )


@family(
    "iou-assignment",
    topic=TOPIC,
    title="Assignment by overlap, with a gate",
    source=f"Bewley et al. 2016, SORT (arXiv:1602.00763), section 3.3: cost 1 - IoU, a least IoU; {KUHN}",
)
def iou_assignment(draw: Stream) -> Problem | None:
    """Three tracks and three detections; one pair of the best assignment overlaps too little to stay."""
    overlaps = [
        [draw.choice((0, draw.integer(5, 28), draw.integer(34, 88), draw.integer(34, 88))) for _ in range(3)]
        for _ in range(3)
    ]
    costs = [[100 - overlap for overlap in row] for row in overlaps]
    ranked = sorted(total(costs, chosen) for chosen in permutations(range(3)))
    best = cheapest(costs)[0]
    right = gated(overlaps, best)
    if ranked[1] - ranked[0] < 3 or gated(overlaps, greedy(costs)) == right or 0 not in right:  # noqa: PLR2004  hundredths
        return None
    wrong = [
        (gated(overlaps, greedy(costs)), "That takes the largest overlap first; the sum of all can be larger."),
        (detections(best), "A pair that overlaps by less than 0.3 is taken apart again: the track gets 0."),
        (gated(overlaps, least_of_each(costs)), "A detection goes to one track only."),
        (
            gated(overlaps, row_by_row(costs)),
            "That lets each track in turn take the best detection left; the sum can be larger.",
        ),
    ]
    sums = " + ".join(f"{overlaps[row][column] / 100:.2f}" for row, column in enumerate(best))
    apart = ", ".join(str(row + 1) for row, column in enumerate(right) if not column)
    return Problem(
        values={"overlaps": flattened(overlaps)},
        prompt=(
            "Each line holds the IoU of a predicted track with detections 1 to 3:\n\n"
            f"{shown([[f'{overlap / 100:.2f}' for overlap in row] for row in overlaps])}\n\nAs in SORT, the Hungarian method first gives "
            "each track a detection of its own at the least sum of 1 - IoU; then pairs with an IoU under 0.3 are taken apart. Which detections "
            "do tracks 1 to 3 get, in this order? Write 0 for none."
        ),
        answer=number_answer(Expects.LIST, right),
        steps=(
            f"The largest sum of overlaps is ${sums} = {(300 - ranked[0]) / 100:.2f}$; the next comes to {(300 - ranked[1]) / 100:.2f}.",
            f"It gives the detections {', '.join(map(str, detections(best)))}.",
            f"Under 0.3 and taken apart: the pair of track {apart}.",
            f"The detections are {', '.join(map(str, right))}.",
        ),
        mistakes=tuple(
            Mistake(number_answer(Expects.LIST, numbers), says) for numbers, says in wrong if numbers != right
        ),
    )


def gated(overlaps: Costs, chosen: Assignment) -> list[int]:
    """Detections from 1, and 0 where the pair overlaps too little."""
    return [column + 1 if row[column] >= GATE else 0 for row, column in zip(overlaps, chosen, strict=True)]

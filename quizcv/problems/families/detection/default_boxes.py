"""The default boxes of SSD, map by map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
MAPS: Final = (
    (38, 19, 10, 5, 3, 1),  # SSD300
    (64, 32, 16, 8, 4, 2, 1),  # SSD512
    (19, 10, 5, 3, 2, 1),  # on MobileNet, 300 pixels
    (20, 10, 5, 3, 2, 1),  # SSDLite, 320 pixels
)
SHAPES: Final = (4, 6)
"""Boxes at a position: aspect ratios 1, 2 and 1/2, or 3 and 1/3 too, and for ratio 1 a second size."""


@family(
    "ssd-default-boxes",
    topic=TOPIC,
    title="Default boxes of SSD",
    source="Liu et al. 2016, SSD: single shot multibox detector (arXiv:1512.02325), sections 2.2 and 3.1",
)
def ssd_default_boxes(draw: Stream) -> Problem | None:
    """Square maps of a published SSD, each with 4 or 6 boxes at a position; SSD300's own 8,732 is one of the draws."""
    maps = draw.choice(MAPS)
    boxes = [draw.choice(SHAPES) for _ in maps]
    boxes[0] = draw.choice((3, 4, 4, 4))
    if len(set(boxes[1:])) == 1:
        return None
    products = [side**2 * shapes for side, shapes in zip(maps, boxes, strict=True)]
    rows = "\n".join(
        rf"- ${side}\times {side}$, {shapes} boxes at each position" for side, shapes in zip(maps, boxes, strict=True)
    )
    terms = [rf"{side}^2 \cdot {shapes}" for side, shapes in zip(maps, boxes, strict=True)]
    return Problem(
        values={"maps": maps, "boxes": tuple(boxes)},
        prompt=f"An SSD detector predicts from maps of these sizes:\n\n{rows}\n\nHow many default boxes does it have in all?",
        answer=number_answer(Expects.NUMBER, [sum(products)], unit="boxes"),
        steps=(
            *(f"${term} = {latex(number)}$" for term, number in zip(terms, products, strict=True)),
            f"${' + '.join(map(latex, products))} = {latex(sum(products))}$",
        ),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number], unit="boxes"), says) for number, says in wrong(maps, boxes)
        ),
        formulas=(" + ".join(f"{side}^2*{shapes}" for side, shapes in zip(maps, boxes, strict=True)),),
    )


def latex(number: int) -> str:
    """A whole number with its thousands kept apart."""
    return f"{number:,}".replace(",", "{,}")


def wrong(maps: Sequence[int], boxes: Sequence[int]) -> list[tuple[int, str]]:
    """What usually goes wrong, and what it leads to."""
    side = maps[0]
    return [
        (
            sum(each**2 for each in maps),
            "Those are the positions: each has several boxes, of different shapes.",
        ),
        (
            sum(each * shapes for each, shapes in zip(maps, boxes, strict=True)),
            rf"A map has its side squared positions: ${side}\times {side} = {side**2}$ in the first.",
        ),
        (
            side**2 * boxes[0],
            "Those are the boxes of the first map; the coarser maps predict too.",
        ),
        (
            sum(each**2 for each in maps) * boxes[0],
            f"Only the first map has {boxes[0]} boxes at a position; look at each of the others.",
        ),
    ]

"""The loss of box offsets: a square near 0, a line further out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import worked_out
from quizcv.problems.formula.show import number_text
from quizcv.problems.values import Expects, Mistake
from quizcv.problems.working import PERCENT, plainly_apart

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
BETAS: Final = (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2))
COORDINATES: Final = 4


def smooth_l1(difference: Fraction, beta: Fraction) -> Fraction:
    """The loss of one offset: d^2/(2 beta) up to beta, d - beta/2 beyond."""
    distance = abs(difference)
    return distance**2 / (2 * beta) if distance < beta else distance - beta / 2


@family(
    "smooth-l1",
    topic=TOPIC,
    title="Smooth L1 loss of a box",
    source="Girshick 2015, Fast R-CNN (arXiv:1504.08083), equations 2 and 3, with the β that later implementations add",
)
def smooth_l1_of_a_box(draw: Stream) -> Problem | None:
    """Four offsets, some on the square and some on the line."""
    beta = draw.choice(BETAS)
    differences = [Fraction(draw.integer(1, 28), 10) * draw.choice((1, -1)) for _ in range(COORDINATES)]
    near = [abs(each) < beta for each in differences]
    if all(near) or not any(near) or any(abs(each) == beta for each in differences):
        return None
    losses = [smooth_l1(each, beta) for each in differences]
    right = sum(losses, Fraction(0))
    shown = number_text(beta)
    wrong = [
        (
            sum(map(abs, differences), Fraction(0)),
            "That is the plain L1 loss: smooth L1 is d²/(2β) near 0, and d - β/2 beyond β.",
        ),
        (
            sum((each**2 / (2 * beta) for each in differences), Fraction(0)),
            "That squares all of them: beyond β the loss is a line, d - β/2.",
        ),
        (
            sum((loss if small else loss + beta / 2 for loss, small in zip(losses, near, strict=True)), Fraction(0)),
            "The line begins where the square ends: beyond β it is d - β/2, not d.",
        ),
        (right / COORDINATES, "The four losses are added, not averaged."),
        (right * beta, "That is the Huber loss: smooth L1 divides it by β, so that the line has slope 1."),
    ]
    return Problem(
        values={"differences": tuple(differences), "beta": beta},
        prompt=(
            f"The four offsets of a box miss their targets by {', '.join(map(number_text, differences[:-1]))} and "
            rf"{number_text(differences[-1])}. What is the sum of their smooth L1 losses, with the square turning into a line at "
            rf"$\beta = {shown}$? Give a fraction or three figures."
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=PERCENT),
        steps=(
            *(one_step(abs(each), beta) for each in differences),
            f"${' + '.join(map(number_text, losses))} {worked_out(right)}$",
        ),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number]), says)
            for number, says in wrong
            if plainly_apart(number, right)
        ),
        formulas=(
            " + ".join(
                f"({each})^2/(2*({beta}))" if small else f"({each} - ({beta})/2)"
                for each, small in zip(map(abs, differences), near, strict=True)
            ),
        ),
    )


def one_step(distance: Fraction, beta: Fraction) -> str:
    """The loss of one offset, and why."""
    d, at, loss = number_text(distance), number_text(beta), number_text(smooth_l1(distance, beta))
    if distance < beta:
        return rf"${d} < \beta: \quad \frac{{{d}^2}}{{2 \cdot {at}}} = {loss}$"
    return rf"${d} > \beta: \quad {d} - \frac{{{at}}}{{2}} = {loss}$"

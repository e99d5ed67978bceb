"""Learning rates that fall by steps, by a power, or along a cosine."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family, template_family
from quizcv.problems.families.training import FIGURES, TOPIC, WILL_DO
from quizcv.problems.formula.show import number_text
from quizcv.problems.values import Expects
from quizcv.problems.working import PERCENT, calculated, clear_mistakes, mistakes, worked

if TYPE_CHECKING:
    from quizcv.problems.drawing import Stream

STEPPED: Final = "r*g^floor(t/s)"
MILESTONES: Final = "r*g^(min(floor(t/m_1), 1) + min(floor(t/m_2), 1) + min(floor(t/m_3), 1))"

template_family(
    "lr-step",
    {
        "given": {
            "r": ["1/100", "1/50", "1/20", "1/10", "1/10", "1/5"],
            "g": ["1/10", "1/10", "1/5", "1/4", "1/2"],
            "s": ["10", "20", "25", "30", "30", "40"],
            "t": "s..4*s",
        },
        "where": ["t % s != 0"],
        "front": (
            "The learning rate starts at {r} and is multiplied by {g} every {s} epochs. How large is it in epoch {t} (the first epoch is 0)? "
            f"{WILL_DO}"
        ),
        "answer": STEPPED,
        "tolerance": "1%",
        "steps": ["m = floor(t/s)", "r*g^m"],
        "mistakes": [
            {
                "answer": "r*g^(floor(t/s) + 1)",
                "says": "In epoch {t} the next step is still ahead: it comes with epoch {(t // s + 1)*s}.",
            },
            {
                "answer": "r*g^(floor(t/s) - 1)",
                "says": "The step of epoch {t // s*s} counts too: it comes before epoch {t}.",
            },
            {
                "answer": "r*g*floor(t/s)",
                "when": "abs(g*floor(t/s) - g^floor(t/s)) > g^floor(t/s)/40",
                "says": "Each time the rate is multiplied by {g}: powers of {g}.",
            },
            {
                "answer": "r*g^(t/s)",
                "when": "abs(g^(t/s - floor(t/s)) - 1) > 1/40",
                "says": "Between the steps the rate stays: round {t}/{s} down.",
            },
        ],
    },
    {
        "given": {
            "r": ["1/100", "1/50", "1/20", "1/10", "1/10", "1/5"],
            "g": ["1/10", "1/10", "1/5", "1/4", "1/2"],
            "m_1": ["20", "30", "60", "80", "100"],
            "m_2": "m_1 + 20..2*m_1 + 20 by 10",
            "m_3": "m_2 + 10..m_2 + 50 by 10",
            "t": "m_1 + 1..m_3 + 20",
        },
        "where": ["t != m_2", "t != m_3"],
        "front": (
            "The learning rate starts at {r} and is multiplied by {g} at the beginning of epochs {m_1}, {m_2} and {m_3}. How large is it in "
            f"epoch {{t}} (the first epoch is 0)? {WILL_DO}"
        ),
        "answer": MILESTONES,
        "tolerance": "1%",
        "steps": ["k = min(floor(t/m_1), 1) + min(floor(t/m_2), 1) + min(floor(t/m_3), 1)", "r*g^k"],
        "mistakes": [
            {"answer": f"{MILESTONES}*g", "says": "Count only the milestones that are reached by epoch {t}."},
            {
                "answer": f"{MILESTONES}/g",
                "says": "Each milestone that is reached multiplies the rate by {g} once more.",
            },
            {
                "answer": "r*g^floor(t/m_1)",
                "when": "floor(t/m_1) != min(floor(t/m_1), 1) + min(floor(t/m_2), 1) + min(floor(t/m_3), 1)",
                "says": "The steps are not every {m_1} epochs, but at the milestones that are given.",
            },
        ],
    },
    topic=TOPIC,
    title="Step schedule of the learning rate",
    source="He et al. 2016, Deep residual learning (arXiv:1512.03385), sections 3.4 and 4.2: divided by 10 at milestones",
)

POLY: Final = "r*(1 - t/T)^p"

template_family(
    "lr-poly",
    {
        "given": {
            "r": ["7/1000", "1/100", "1/100", "1/50", "1/20", "1/10"],
            "T": ["20000", "30000", "40000", "60000", "80000", "160000"],
            "t": "1000..T - 1000 by 1000",
            "p": ["9/10", "9/10", "3/2", "2", "1/2"],
        },
        "where": ["t/T >= 1/10", "t/T <= 19/20", "abs(t/T - 1/2) >= 1/20"],
        "front": (
            "The learning rate follows the poly schedule with power {p}, from {r} down to 0 in {T} iterations. How large is it at iteration "
            f"{{t}}? {FIGURES}"
        ),
        "answer": POLY,
        "tolerance": "1%",
        "steps": ["a = t/T", "b = 1 - a", "r*b^p"],
        "mistakes": mistakes(
            POLY,
            ("r*(1 - t/T)", "That is a straight line; the part that is left is raised to the power {p}."),
            ("r*(t/T)^p", "The rate falls: take the part of the iterations that is left, 1 - {t}/{T}."),
            ("r*(1 - (t/T)^p)", "The power belongs to the part that is left, not to the part that is done."),
            ("r*p*(1 - t/T)", "The power is an exponent, not a factor."),
        ),
    },
    topic=TOPIC,
    title="Poly schedule of the learning rate",
    source="Chen et al. 2018, DeepLab (arXiv:1606.00915), section 4.1; Liu et al. 2015, ParseNet (arXiv:1506.04579)",
)

COSINES: Final = {
    Fraction(1, 6): "sqrt(3)/2",
    Fraction(1, 4): "sqrt(2)/2",
    Fraction(1, 3): "1/2",
    Fraction(1, 2): "0",
    Fraction(2, 3): "-1/2",
    Fraction(3, 4): "-sqrt(2)/2",
    Fraction(5, 6): "-sqrt(3)/2",
}
"""cos(pi*x) of the angles whose cosine is known."""
RATES: Final = (
    Fraction(1, 1000),
    Fraction(3, 1000),
    Fraction(1, 100),
    Fraction(1, 20),
    Fraction(1, 10),
    Fraction(1, 5),
    Fraction(2, 5),
)


def annealed(rate: str, lowest: str, cosine: str) -> str:
    """The formula of a rate that falls along half a cosine."""
    return f"{lowest} + 1/2*({rate} - {lowest})*(1 + {cosine})"


@family(
    "lr-cosine",
    topic=TOPIC,
    title="Cosine schedule with warm-up",
    source="Loshchilov & Hutter 2017, SGDR (arXiv:1608.03983), equation 5; warm-up as in Goyal et al. 2017 (arXiv:1706.02677), section 2.2",
)
def lr_cosine(draw: Stream) -> Problem | None:
    """Epochs at which the angle is a known one, now and then within the warm-up."""
    warmup = draw.choice((0, 5, 10, 20))
    length = draw.choice((12, 24, 36, 48, 60, 84, 96, 108, 120, 180, 240, 300))
    highest = draw.choice(RATES)
    lowest = draw.choice((Fraction(0), highest / 10, highest / 100))
    done = draw.choice(tuple(COSINES))
    rate, least = number_text(highest), number_text(lowest)
    total = warmup + length
    if warmup and not draw.below(6):
        epoch = draw.integer(1, warmup - 1)
        formula = f"{rate}*{epoch}/{warmup}"
        steps = [f"Epoch {epoch} lies within the warm-up of {warmup} epochs.", worked(formula)]
        wrong = [
            (rate, "That is the rate at the end of the warm-up."),
            (annealed(rate, least, "0"), "The cosine begins after the warm-up."),
            (
                f"{rate}*{epoch}/{total}",
                f"The rate climbs over the {warmup} epochs of the warm-up, not over the whole run.",
            ),
        ]
    else:
        epoch = warmup + int(done * length)
        cosine = COSINES[done]
        formula = annealed(rate, least, cosine)
        steps = [
            worked(f"({epoch} - {warmup})/({total} - {warmup})" if warmup else f"{epoch}/{total}", "x"),
            worked(cosine, r"\cos(\pi x)"),
            worked(formula),
        ]
        wrong = [
            (f"{least} + ({rate} - {least})*(1 - {done})", "That is a straight line; the rate follows half a cosine."),
            (annealed(rate, least, f"-({cosine})"), "The cosine falls from 1 to -1 on the way."),
            (f"{rate}*({cosine})", "Half of 1 plus the cosine is taken, which falls from 1 to 0."),
            (f"1/2*{rate}*(1 + {cosine})", f"The rate ends at {least}, not at 0."),
            (annealed(rate, "0", cosine) + f" + {least}", f"What falls is the difference of {rate} and {least}."),
        ]
        if Fraction(epoch, total) in COSINES:
            late = COSINES[Fraction(epoch, total)]
            wrong.append(
                (
                    annealed(rate, least, late),
                    f"The cosine begins after the warm-up: {epoch - warmup} of {length} epochs.",
                )
            )
    right = number_answer(Expects.NUMBER, [calculated(formula)], tolerance=PERCENT)
    ends = "down to 0" if not lowest else f"down to {least}"
    begins = (
        f"The learning rate climbs in a straight line from 0 at epoch 0 to {rate} at epoch {warmup}, then falls"
        if warmup
        else f"The learning rate falls from {rate} at epoch 0"
    )
    return Problem(
        values={"rate": highest, "lowest": lowest, "warmup": warmup, "total": total, "epoch": epoch},
        prompt=f"{begins} along half a cosine {ends} at epoch {total}. How large is it at epoch {epoch}? {FIGURES}",
        answer=right,
        steps=tuple(steps),
        mistakes=clear_mistakes(right, [(calculated(each), says) for each, says in wrong]),
        formulas=(formula,),
    )

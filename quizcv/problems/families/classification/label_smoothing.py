"""Label smoothing: the targets, and the loss they give."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import FIGURES, TOPIC
from quizcv.problems.working import mistakes, sure_mistakes

SZEGEDY: Final = "Szegedy et al. 2016, Rethinking the inception architecture (arXiv:1512.00567), section 7"
SMOOTHED: Final = {
    "K": ["4", "5", "8", "10", "16", "20", "25", "40", "50", "80", "100", "200", "1000"],
    "epsilon": ["1/20", "1/10", "1/10", "3/20", "1/5", "1/4", "3/10", "2/5"],
}
SPREAD: Final = (
    r"label smoothing with $\epsilon = {epsilon}$, spread evenly over all {K} classes, the right one included"
)
RIGHT, OTHER = "1 - epsilon + epsilon/K", "epsilon/K"

template_family(
    "label-smoothing-target",
    {
        "given": SMOOTHED,
        "where": ["epsilon*(K - 1)/K > (1 - epsilon)/40", "epsilon/K > (1 - epsilon + epsilon/K)/40"],
        "front": f"A classifier is trained with {SPREAD}. What is the target of the right class? {FIGURES}",
        "answer": RIGHT,
        "tolerance": "1%",
        "steps": ["u = epsilon/K", "1 - epsilon + u"],
        "mistakes": mistakes(
            RIGHT,
            ("1 - epsilon", "The right class also gets its share {epsilon}/{K} of what is spread."),
            ("epsilon/K", "That is the target of each other class."),
            ("1", "That is the target without smoothing."),
            ("1 - epsilon/K", "The right class gives away {epsilon} and gets back {epsilon}/{K}."),
        ),
    },
    {
        "given": SMOOTHED,
        "front": f"A classifier is trained with {SPREAD}. What is the target of each wrong class? {FIGURES}",
        "answer": OTHER,
        "tolerance": "1%",
        "steps": ["epsilon/K"],
        "mistakes": mistakes(
            OTHER,
            ("epsilon/(K - 1)", "The right class takes part too: {epsilon} is divided by {K}, not by {K - 1}."),
            ("epsilon", "All {K} classes share {epsilon}."),
            ("(1 - epsilon)/K", "What is spread is {epsilon}; the rest stays with the right class."),
            ("1 - epsilon + epsilon/K", "That is the target of the right class."),
        ),
    },
    {
        "given": SMOOTHED,
        "where": ["K >= 4"],
        "front": (
            r"A classifier of {K} classes is trained with label smoothing with $\epsilon = {epsilon}$, spread evenly over the {K - 1} wrong "
            f"classes only. What is the target of each wrong class? {FIGURES}"
        ),
        "answer": "epsilon/(K - 1)",
        "tolerance": "1%",
        "steps": ["epsilon/(K - 1)"],
        "mistakes": mistakes(
            "epsilon/(K - 1)",
            ("epsilon/K", "Here the right class takes no part: {epsilon} is divided by {K - 1}."),
            ("epsilon", "The {K - 1} wrong classes share {epsilon}."),
            ("1 - epsilon", "That is the target of the right class."),
            ("(1 - epsilon)/(K - 1)", "What is spread is {epsilon}; the rest stays with the right class."),
        ),
    },
    topic=TOPIC,
    title="Targets of label smoothing",
    source=SZEGEDY,
)

LOSS: Final = "-(1 - epsilon + epsilon/K)*ln(p) - (K - 1)*epsilon/K*ln((1 - p)/(K - 1))"

template_family(
    "label-smoothing-loss",
    {
        "given": {**SMOOTHED, "a": "30..96 by 2", "p": "a/100"},
        "where": ["K <= 100"],
        "front": (
            f"A classifier is trained with {SPREAD}. It gives the right class the probability {{p}} and the others the same probability "
            f"each. How large is the cross-entropy loss (natural logarithm)? {FIGURES}"
        ),
        "answer": LOSS,
        "tolerance": "1%",
        "steps": [
            "q = (1 - p)/(K - 1)",
            "t = 1 - epsilon + epsilon/K",
            "u = epsilon/K",
            "a_1 = -t*ln(p)",
            "a_2 = -(K - 1)*u*ln(q)",
            "a_1 + a_2",
        ],
        "mistakes": [
            *mistakes(
                LOSS,
                ("-ln(p)", "That is the loss without smoothing; the wrong classes have targets too."),
                (
                    "-(1 - epsilon)*ln(p) - epsilon*ln((1 - p)/(K - 1))",
                    "That spreads {epsilon} over the wrong classes only; the right one gets its share {epsilon}/{K} as well.",
                ),
            ),
            *sure_mistakes(
                (
                    "-(1 - epsilon + epsilon/K)*ln(p)",
                    "The wrong classes are missing: {K - 1} terms with the target {epsilon}/{K} each.",
                ),
                (
                    "-(1 - epsilon + epsilon/K)*ln(p) - epsilon/K*ln((1 - p)/(K - 1))",
                    "There are {K - 1} wrong classes, and each gives a term.",
                ),
                (
                    "-(1 - epsilon + epsilon/K)*ln(p) - (K - 1)*epsilon/K*ln(1 - p)",
                    "Each wrong class has only its own share of the probability, (1 - {p})/{K - 1}.",
                ),
            ),
        ],
    },
    topic=TOPIC,
    title="Cross-entropy with smoothed labels",
    source=SZEGEDY,
)

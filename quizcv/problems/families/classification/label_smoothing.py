"""Label smoothing: the targets, and the loss they give."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import FIGURES, TOPIC
from quizcv.problems.working import mistakes, sure_mistakes

SZEGEDY: Final = "Szegedy et al. 2016, Rethinking the inception architecture (arXiv:1512.00567), section 7"
SMOOTHED: Final = {
    "K": ["4", "5", "8", "10", "16", "20", "25", "40", "50", "80", "100", "200", "1000"],
    "e": ["1/20", "1/10", "1/10", "3/20", "1/5", "1/4", "3/10", "2/5"],
}
SPREAD: Final = r"label smoothing with $\varepsilon = {e}$, spread evenly over all {K} classes, the right one included"
RIGHT, OTHER = "1 - e + e/K", "e/K"

template_family(
    "label-smoothing-target",
    {
        "given": SMOOTHED,
        "where": ["e*(K - 1)/K > (1 - e)/40", "e/K > (1 - e + e/K)/40"],
        "front": f"A classifier is trained with {SPREAD}. What is the target of the right class? {FIGURES}",
        "answer": RIGHT,
        "tolerance": "1%",
        "steps": ["u = e/K", "1 - e + u"],
        "mistakes": mistakes(
            RIGHT,
            ("1 - e", "The right class also gets its share {e}/{K} of what is spread."),
            ("e/K", "That is the target of each other class."),
            ("1", "That is the target without smoothing."),
            ("1 - e/K", "The right class gives away {e} and gets back {e}/{K}."),
        ),
    },
    {
        "given": SMOOTHED,
        "front": f"A classifier is trained with {SPREAD}. What is the target of each wrong class? {FIGURES}",
        "answer": OTHER,
        "tolerance": "1%",
        "steps": ["e/K"],
        "mistakes": mistakes(
            OTHER,
            ("e/(K - 1)", "The right class takes part too: {e} is divided by {K}, not by {K - 1}."),
            ("e", "All {K} classes share {e}."),
            ("(1 - e)/K", "What is spread is {e}; the rest stays with the right class."),
            ("1 - e + e/K", "That is the target of the right class."),
        ),
    },
    {
        "given": SMOOTHED,
        "where": ["K >= 4"],
        "front": (
            r"A classifier of {K} classes is trained with label smoothing with $\varepsilon = {e}$, spread evenly over the {K - 1} wrong "
            f"classes only. What is the target of each wrong class? {FIGURES}"
        ),
        "answer": "e/(K - 1)",
        "tolerance": "1%",
        "steps": ["e/(K - 1)"],
        "mistakes": mistakes(
            "e/(K - 1)",
            ("e/K", "Here the right class takes no part: {e} is divided by {K - 1}."),
            ("e", "The {K - 1} wrong classes share {e}."),
            ("1 - e", "That is the target of the right class."),
            ("(1 - e)/(K - 1)", "What is spread is {e}; the rest stays with the right class."),
        ),
    },
    topic=TOPIC,
    title="Targets of label smoothing",
    source=SZEGEDY,
)

LOSS: Final = "-(1 - e + e/K)*ln(p) - (K - 1)*e/K*ln((1 - p)/(K - 1))"

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
            "t = 1 - e + e/K",
            "u = e/K",
            "a_1 = -t*ln(p)",
            "a_2 = -(K - 1)*u*ln(q)",
            "a_1 + a_2",
        ],
        "mistakes": [
            *mistakes(
                LOSS,
                ("-ln(p)", "That is the loss without smoothing; the wrong classes have targets too."),
                (
                    "-(1 - e)*ln(p) - e*ln((1 - p)/(K - 1))",
                    "That spreads {e} over the wrong classes only; the right one gets its share {e}/{K} as well.",
                ),
            ),
            *sure_mistakes(
                (
                    "-(1 - e + e/K)*ln(p)",
                    "The wrong classes are missing: {K - 1} terms with the target {e}/{K} each.",
                ),
                (
                    "-(1 - e + e/K)*ln(p) - e/K*ln((1 - p)/(K - 1))",
                    "There are {K - 1} wrong classes, and each gives a term.",
                ),
                (
                    "-(1 - e + e/K)*ln(p) - (K - 1)*e/K*ln(1 - p)",
                    "Each wrong class has only its own share of the probability, (1 - {p})/{K - 1}.",
                ),
            ),
        ],
    },
    topic=TOPIC,
    title="Cross-entropy with smoothed labels",
    source=SZEGEDY,
)

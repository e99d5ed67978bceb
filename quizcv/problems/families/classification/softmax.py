"""Softmax of three logits, plain and with a temperature."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import DEEP_LEARNING, FIGURES, TOPIC
from quizcv.problems.working import mistakes

CLASSES: Final = ("cat", "dog", "bird")
LOGIT: Final = [f"{half}/2" for half in range(-5, 11)]
LOGITS: Final = {"z_1": LOGIT, "z_2": LOGIT, "z_3": LOGIT}
DIFFERENT: Final = ["abs(z_1 - z_2) >= 1/2", "abs(z_1 - z_3) >= 1/2", "abs(z_2 - z_3) >= 1/2"]
GIVEN: Final = "A network gives the logits {z_1} for cat, {z_2} for dog and {z_3} for bird."
SUM: Final = "(exp(z_1) + exp(z_2) + exp(z_3))"
COOLED: Final = "(exp(z_1/T) + exp(z_2/T) + exp(z_3/T))"
EXPONENTIALS: Final = ["e_1 = exp(z_1)", "e_2 = exp(z_2)", "e_3 = exp(z_3)"]
POWERS: Final = "Softmax divides powers of e, not the logits themselves."


def probability(place: int) -> str:
    """The softmax of a class."""
    return f"exp(z_{place})/{SUM}"


def softmax_of(place: int, name: str) -> dict[str, object]:
    """Asks the probability of one class."""
    right = probability(place)
    others = " + ".join(f"exp(z_{other})" for other in (1, 2, 3) if other != place)
    return {
        "given": LOGITS,
        "where": [*DIFFERENT, f"{right} >= 3/100"],
        "front": f"{GIVEN} What probability does softmax give to {name}? {FIGURES}",
        "answer": right,
        "tolerance": "1%",
        "steps": [*EXPONENTIALS, f"e_{place}/(e_1 + e_2 + e_3)"],
        "mistakes": mistakes(
            right,
            (f"z_{place}/(z_1 + z_2 + z_3)", POWERS),
            (
                f"exp(z_{place})/({others})",
                "That compares the class with the others alone; its own power is in the sum too.",
            ),
            (f"1/(1 + exp(-z_{place}))", "That is the sigmoid, which looks at one logit only."),
        ),
    }


def cooled_softmax_of(place: int, name: str) -> dict[str, object]:
    """Asks the probability of one class at a temperature."""
    right = f"exp(z_{place}/T)/{COOLED}"
    return {
        "given": {**LOGITS, "T": ["1/2", "2", "2", "3", "4", "5"]},
        "where": [*DIFFERENT, f"{right} >= 3/100"],
        "front": f"{GIVEN} What probability does softmax with temperature $T = {{T}}$ give to {name}? {FIGURES}",
        "answer": right,
        "tolerance": "1%",
        "steps": ["e_1 = exp(z_1/T)", "e_2 = exp(z_2/T)", "e_3 = exp(z_3/T)", f"e_{place}/(e_1 + e_2 + e_3)"],
        "mistakes": mistakes(
            right,
            (probability(place), "The temperature is missing: each logit is divided by it."),
            (
                f"exp(z_{place}*T)/(exp(z_1*T) + exp(z_2*T) + exp(z_3*T))",
                "Logits are divided by the temperature, not multiplied: a high one makes the distribution softer.",
            ),
            (
                f"{probability(place)}/T",
                "The logits are divided by the temperature, before the powers are taken; not the probability.",
            ),
            (f"z_{place}/(z_1 + z_2 + z_3)", POWERS),
        ),
    }


template_family(
    "softmax-class",
    *(softmax_of(place, name) for place, name in enumerate(CLASSES, 1)),
    topic=TOPIC,
    title="Softmax of three logits",
    source=f"{DEEP_LEARNING}, section 6.2.2.3",
)

template_family(
    "softmax-temperature",
    *(cooled_softmax_of(place, name) for place, name in enumerate(CLASSES, 1)),
    topic=TOPIC,
    title="Softmax with a temperature",
    source="Hinton et al. 2015, Distilling the knowledge in a neural network (arXiv:1503.02531), equation 1",
)

"""Cross-entropy of one image and of a batch, and its gradient at a logit."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import DEEP_LEARNING, FIGURES, TOPIC
from quizcv.problems.families.classification.softmax import (
    CLASSES,
    DIFFERENT,
    EXPONENTIALS,
    GIVEN,
    LOGITS,
    SUM,
    probability,
)
from quizcv.problems.working import mistakes, sure_mistakes

CLASS_COUNTS: Final = (10, 15, 20, 21, 37, 43, 47, 80, 100, 101, 102, 120, 196, 200, 256, 365, 397, 1000, 8142, 21841)
"""Of CIFAR, PASCAL VOC, COCO, ImageNet and other data sets."""
BATCH: Final = "-(ln(p_1) + ln(p_2) + ln(p_3))/3"


def of_the_logarithm(right: str) -> list[dict[str, str]]:
    """What goes wrong with the logarithm of any loss."""
    return sure_mistakes(
        (f"({right})/ln(2)", "That is the logarithm to base 2; asked is the natural one."),
        (f"({right})/ln(10)", "That is the logarithm to base 10; asked is the natural one."),
        (f"-({right})", "The logarithm of a probability is negative, and the minus before it makes the loss positive."),
    )


def loss_of(place: int, name: str) -> dict[str, object]:
    """Asks the cross-entropy of an image of one class."""
    right = f"ln{SUM} - z_{place}"
    return {
        "given": LOGITS,
        "where": [*DIFFERENT, f"{right} >= 1/20"],
        "front": f"{GIVEN} The image shows a {name}. How large is the cross-entropy loss (natural logarithm)? {FIGURES}",
        "answer": right,
        "tolerance": "1%",
        "steps": [*EXPONENTIALS, f"p = e_{place}/(e_1 + e_2 + e_3)", "-ln(p)"],
        "mistakes": [
            *mistakes(
                right,
                (probability(place), "That is the probability of the right class; the loss is minus its logarithm."),
                (
                    f"{probability(place)}*({right})",
                    "The right class has the target 1, so that the logarithm is not weighted by its probability.",
                ),
            ),
            *of_the_logarithm(right),
        ],
    }


template_family(
    "cross-entropy",
    *(loss_of(place, name) for place, name in enumerate(CLASSES, 1)),
    {
        "given": {"a": "5..95", "b": "5..95", "c": "5..95", "p_1": "a/100", "p_2": "b/100", "p_3": "c/100"},
        "where": [f"{BATCH} >= 1/20"],
        "front": (
            "In a batch of three images a network gives the right classes the probabilities {p_1}, {p_2} and {p_3}. How large is the "
            f"mean cross-entropy loss (natural logarithm)? {FIGURES}"
        ),
        "answer": BATCH,
        "tolerance": "1%",
        "steps": ["l_1 = -ln(p_1)", "l_2 = -ln(p_2)", "l_3 = -ln(p_3)", "(l_1 + l_2 + l_3)/3"],
        "mistakes": [
            *sure_mistakes((f"3*({BATCH})", "That is the sum; asked is the mean over the three images.")),
            *mistakes(
                BATCH, ("-ln((p_1 + p_2 + p_3)/3)", "Take the logarithm of each probability first, then the mean.")
            ),
            *of_the_logarithm(BATCH),
        ],
    },
    {
        "given": {"K": [*CLASS_COUNTS]},
        "front": (
            "A classifier of {K} classes has just been initialised and gives each class the same probability. How large is its "
            f"cross-entropy loss (natural logarithm)? {FIGURES}"
        ),
        "answer": "ln(K)",
        "tolerance": "1%",
        "steps": ["p = 1/K", "-ln(p)"],
        "mistakes": [
            *sure_mistakes(("ln(2)", "That would be the loss of two classes; here there are {K}.")),
            *of_the_logarithm("ln(K)"),
        ],
    },
    {
        "given": {"a": "2..98", "p": "a/100"},
        "front": (
            "A binary classifier with a sigmoid output says {p} for an image whose label is 0. How large is the binary cross-entropy "
            f"loss (natural logarithm)? {FIGURES}"
        ),
        "answer": "-ln(1 - p)",
        "tolerance": "1%",
        "steps": ["q = 1 - p", "-ln(q)"],
        "mistakes": [
            *mistakes(
                "-ln(1 - p)",
                (
                    "-ln(p)",
                    "That is the loss if the label were 1; here the right class has the probability 1 - {p}.",
                ),
                (
                    "-(p*ln(p) + (1 - p)*ln(1 - p))",
                    "That is the entropy of the output; the label alone says which logarithm counts.",
                ),
            ),
            *of_the_logarithm("-ln(1 - p)"),
        ],
    },
    topic=TOPIC,
    title="Cross-entropy loss",
    source=f"{DEEP_LEARNING}, sections 6.2.2.2 and 6.2.2.3",
)


WRONG_TARGET: Final = {
    1: "It is probability minus target, and the target of the right class is 1.",
    0: "It is probability minus target, and the target is 1 for the right class only.",
}


def gradient_of(shown: int, asked: int) -> dict[str, object]:
    """Asks the gradient at one logit for an image of one class."""
    target = int(shown == asked)
    p = probability(asked)
    right = f"{p} - {target}"
    wrong = [
        (f"{p} - {1 - target}", WRONG_TARGET[target]),
        (f"-({right})", "It is probability minus target: the loss falls when the right logit grows."),
        (f"{p}*(1 - {p})", "That is the derivative of the probability itself, not of the loss."),
    ]
    if target:
        wrong.append((f"-1/({p})", "That is the derivative with respect to the probability, not to the logit."))
    return {
        "given": LOGITS,
        "where": [*DIFFERENT, f"abs({right}) >= 1/50"],
        "front": (
            f"{GIVEN} The image shows a {CLASSES[shown - 1]}. How large is the derivative of the cross-entropy loss with "
            f"respect to the logit of {CLASSES[asked - 1]}? {FIGURES}"
        ),
        "answer": right,
        "tolerance": "1%",
        "steps": [*EXPONENTIALS, f"p_{asked} = e_{asked}/(e_1 + e_2 + e_3)", f"p_{asked} - {target}"],
        "mistakes": mistakes(right, *wrong),
    }


template_family(
    "cross-entropy-gradient",
    gradient_of(1, 1),
    gradient_of(2, 2),
    gradient_of(3, 3),
    gradient_of(1, 2),
    gradient_of(2, 3),
    gradient_of(3, 1),
    topic=TOPIC,
    title="Gradient of the cross-entropy at a logit",
    source="Bridle 1990, Training stochastic model recognition algorithms as networks: the derivative is output minus target",
)

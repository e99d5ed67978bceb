"""Knowledge distillation: softened targets and the loss between them."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.training import FIGURES, TOPIC
from quizcv.problems.working import mistakes, sure_mistakes

HINTON: Final = "Hinton et al. 2015, Distilling the knowledge in a neural network (arXiv:1503.02531), section 2"
LOGIT: Final = [f"{half}/2" for half in range(-4, 15)]
TEMPERATURES: Final = ["2", "2", "3", "4", "5", "8", "10"]
TARGET: Final = "exp(z_2/T)/(exp(z_1/T) + exp(z_2/T))"
RATIO: Final = "exp((z_1 - z_2)/T)"

template_family(
    "distillation-target",
    {
        "given": {"z_1": LOGIT, "z_2": LOGIT, "T": TEMPERATURES},
        "where": ["z_1 - z_2 >= 2", "z_1 - z_2 <= 8"],
        "front": (
            "A teacher with two classes gives the logits {z_1} and {z_2}. What soft target does its student get for the second class at "
            f"temperature $T = {{T}}$? {FIGURES}"
        ),
        "answer": TARGET,
        "tolerance": "1%",
        "steps": ["e_1 = exp(z_1/T)", "e_2 = exp(z_2/T)", "e_2/(e_1 + e_2)"],
        "mistakes": mistakes(
            TARGET,
            ("exp(z_2)/(exp(z_1) + exp(z_2))", "The temperature is missing: the logits are divided by it first."),
            ("exp(z_1/T)/(exp(z_1/T) + exp(z_2/T))", "That is the target of the first class."),
            ("exp(z_2)/(exp(z_1) + exp(z_2))/T", "The logits are divided by the temperature, not the probability."),
            (
                "exp(z_2*T)/(exp(z_1*T) + exp(z_2*T))",
                "The logits are divided by the temperature: a high one brings the classes nearer together.",
            ),
        ),
    },
    {
        "given": {"z_1": LOGIT, "z_2": LOGIT, "T": TEMPERATURES},
        "where": ["z_1 - z_2 >= 2", "z_1 - z_2 <= 8"],
        "front": (
            "A teacher gives two of its classes the logits {z_1} and {z_2}. At temperature $T = {T}$, how many times as probable is the first of them "
            f"as the second? {FIGURES}"
        ),
        "answer": RATIO,
        "tolerance": "1%",
        "steps": ["d = z_1 - z_2", "exp(d/T)"],
        "mistakes": mistakes(
            RATIO,
            ("exp(z_1 - z_2)", "That is their ratio at temperature 1; the difference of the logits is divided by {T}."),
            ("exp(z_1 - z_2)/T", "The difference is divided by the temperature, in the exponent."),
            ("exp((z_2 - z_1)/T)", "That is how many times as probable the second is as the first."),
            ("z_1/z_2", "Probabilities follow powers of e, so that the difference of the logits counts."),
        ),
    },
    topic=TOPIC,
    title="Soft targets of a teacher",
    source=f"{HINTON}, equation 1",
)

DIVERGENCE: Final = "(p*ln(p/q) + (1 - p)*ln((1 - p)/(1 - q)))"
LOSS: Final = f"T^2*{DIVERGENCE}"

template_family(
    "distillation-loss",
    {
        "given": {"T": TEMPERATURES, "a": "10..90 by 5", "b": "10..90 by 5", "p": "a/100", "q": "b/100"},
        "where": ["abs(a - b) >= 15", f"{DIVERGENCE} >= 1/50"],
        "front": (
            "At temperature $T = {T}$ a teacher gives two classes the probabilities {p} and {1 - p}, its student {q} and {1 - q}. How large is "
            r"the distillation loss $T^2 \cdot \text{KL}(\text{teacher} \parallel \text{student})$ (natural logarithm)? "
            f"{FIGURES}"
        ),
        "answer": LOSS,
        "tolerance": "1%",
        "steps": ["a_1 = p*ln(p/q)", "a_2 = (1 - p)*ln((1 - p)/(1 - q))", "D = a_1 + a_2", "T^2*D"],
        "mistakes": [
            {
                "answer": "T^2*(q*ln(q/p) + (1 - q)*ln((1 - q)/(1 - p)))",
                "when": "abs(a + b - 100) >= 15",
                "says": "That is KL(student || teacher): the teacher's probabilities stand before the logarithms.",
            },
            *sure_mistakes(
                (
                    "-T^2*(p*ln(q) + (1 - p)*ln(1 - q))",
                    "That is the cross-entropy; the divergence subtracts the teacher's own entropy.",
                ),
                ("T^2*p*ln(p/q)", "Both classes give a term: {p} and {1 - p}."),
                (
                    DIVERGENCE,
                    "The factor $T^2$ is missing, which keeps the gradients as large as those of the hard labels.",
                ),
                (f"T*{DIVERGENCE}", "The factor is the square of the temperature."),
            ),
        ],
    },
    topic=TOPIC,
    title="Distillation loss at a temperature",
    source=f"{HINTON}: gradients of soft targets scale as 1/T^2",
)

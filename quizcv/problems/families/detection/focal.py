"""The focal loss, and the bias a fresh classifier of rare objects begins with."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
FIGURES: Final = "Give three significant figures; the logarithm is the natural one."
LIN: Final = "Lin et al. 2017, Focal loss for dense object detection (arXiv:1708.02002)"
PROBABILITIES: Final = [f"0.{hundredths:02}" for hundredths in range(4, 97, 2) if hundredths != 50]  # noqa: PLR2004  at 1/2 p and 1 - p are one
FOCAL: Final = {
    "p": PROBABILITIES,
    "gamma": ["1", "2", "2", "2", "3", "5"],
    "alpha": ["0.25", "0.25", "0.3", "0.4", "0.75"],
}

template_family(
    "focal-loss",
    {
        "given": FOCAL,
        "front": (
            r"An anchor on an object ($y = 1$) gets the probability {p}. What is its focal loss with $\gamma = {gamma}$ and "
            rf"$\alpha = {{alpha}}$ (the weight of the objects)? {FIGURES}"
        ),
        "where": ["-alpha*(1 - p)^gamma*ln(p) >= 1/2000"],
        "answer": "-alpha*(1 - p)^gamma*ln(p)",
        "tolerance": "1%",
        "steps": ["c = -ln(p)", "m = (1 - p)^gamma", "alpha*m*c"],
        "mistakes": [
            {"answer": "-(1 - p)^gamma*ln(p)", "says": "The weight alpha = {alpha} is missing."},
            {
                "answer": "-alpha*p^gamma*ln(p)",
                "says": "What the network is sure of counts little: the factor is 1 - p to the power of gamma, not p.",
            },
            {
                "answer": "-(1 - alpha)*(1 - p)^gamma*ln(p)",
                "says": "For an object the weight is alpha; 1 - alpha is for the background.",
            },
            {"answer": "-alpha*ln(p)", "says": "The focusing factor (1 - p)^gamma is missing."},
            {
                "answer": "-alpha*(1 - p)^gamma*ln(p)/ln(10)",
                "says": "The logarithm is the natural one, not to base 10.",
            },
        ],
    },
    {
        "given": FOCAL,
        "front": (
            r"An anchor on background ($y = 0$) gets the probability {p} of being an object. What is its focal loss with "
            rf"$\gamma = {{gamma}}$ and $\alpha = {{alpha}}$ (the weight of the objects)? {FIGURES}"
        ),
        "where": ["-(1 - alpha)*p^gamma*ln(1 - p) >= 1/2000"],
        "answer": "-(1 - alpha)*p^gamma*ln(1 - p)",
        "tolerance": "1%",
        "steps": ["q = 1 - p", "c = -ln(q)", "m = (1 - q)^gamma", "(1 - alpha)*m*c"],
        "mistakes": [
            {"answer": "-alpha*p^gamma*ln(1 - p)", "says": "On background the weight is 1 - alpha = {1 - alpha}."},
            {"answer": "-p^gamma*ln(1 - p)", "says": "The weight 1 - alpha = {1 - alpha} is missing."},
            {
                "answer": "-alpha*(1 - p)^gamma*ln(p)",
                "says": "That is the loss of an object; on background the right class has the probability 1 - p.",
            },
            {
                "answer": "-(1 - alpha)*(1 - p)^gamma*ln(1 - p)",
                "says": "With q = 1 - p the probability of the right class, the factor is (1 - q)^gamma = p^gamma.",
            },
            {"answer": "-(1 - alpha)*ln(1 - p)", "says": "The focusing factor p^gamma is missing."},
        ],
    },
    {
        "given": {
            "q": ["0.6", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95", "0.96", "0.968", "0.98", "0.99"],
            "gamma": ["1", "2", "3", "4", "5"],
        },
        "front": (
            r"An anchor's right class gets the probability {q}. How many times smaller is its focal loss with $\gamma = {gamma}$ and without "
            r"$\alpha$ than its cross-entropy? Give three significant figures."
        ),
        "answer": "1/(1 - q)^gamma",
        "tolerance": "1%",
        "steps": ["r = 1 - q", "1/r^gamma"],
        "mistakes": [
            {
                "answer": "(1 - q)^gamma",
                "says": "That is the factor itself; asked is how many times smaller the loss gets.",
            },
            {
                "answer": "1/q^gamma",
                "when": "q != 1/2",
                "says": "The factor is 1 - q to the power of gamma: what is sure counts little.",
            },
            {"answer": "gamma/(1 - q)", "when": "gamma > 1", "says": "Gamma is an exponent, not a factor."},
            {"answer": "1/(1 - q)", "when": "gamma > 1", "says": "The exponent gamma = {gamma} is missing."},
        ],
    },
    topic=TOPIC,
    title="Focal loss",
    source=f"{LIN}, equations 4 and 5",
)

PRIORS: Final = [
    "0.001",
    "0.002",
    "0.003",
    "0.004",
    "0.005",
    "0.008",
    "0.01",
    "0.015",
    "0.02",
    "0.025",
    "0.03",
    "0.04",
    "0.05",
    "0.06",
    "0.08",
    "0.1",
    "0.15",
    "0.2",
    "0.25",
]

template_family(
    "focal-prior",
    {
        "given": {"prior": PRIORS},
        "front": (
            "The last layer of a detector's classifier (sigmoid, weights near 0) should begin with a probability of {prior} for objects. "
            f"With which bias is it initialised? {FIGURES}"
        ),
        "answer": "-ln((1 - prior)/prior)",
        "tolerance": "1%",
        "steps": ["q = (1 - prior)/prior", "-ln(q)"],
        "mistakes": [
            {"answer": "ln((1 - prior)/prior)", "says": "The sign is wrong: a rare class needs a negative bias."},
            {
                "answer": "ln(prior)",
                "when": "prior >= 1/25",
                "says": "The sigmoid's inverse is ln(p/(1 - p)); you left out 1 - p.",
            },
            {"answer": "ln(prior/(1 - prior))/ln(10)", "says": "The logarithm is the natural one, not to base 10."},
            {"answer": "prior", "says": "That is the probability; the bias is what the sigmoid turns into it."},
        ],
    },
    {
        "given": {"b": [f"-{tenths // 10}.{tenths % 10}" for tenths in range(10, 70)]},
        "front": (
            "The last layer of a detector's classifier (sigmoid, weights near 0) has the bias {b}. Which probability does the fresh "
            "network give to objects? Give three significant figures."
        ),
        "answer": "1/(1 + exp(-b))",
        "tolerance": "1%",
        "steps": ["f = exp(-b)", "1/(1 + f)"],
        "mistakes": [
            {"answer": "1/(1 + exp(b))", "says": "The sign is wrong: a negative bias gives less than a half."},
            {
                "answer": "exp(b)",
                "when": "b >= -7/2",
                "says": "The sigmoid is 1/(1 + exp(-b)); exp(b) comes near it only for small probabilities.",
            },
            {"answer": "1/2", "says": "A half is what a bias of 0 gives."},
        ],
    },
    {
        "given": {"prior": PRIORS, "N": ["1_000", "10_000", "20_000", "50_000", "67_995", "100_000", "120_087"]},
        "where": ["prior <= 1/10"],
        "front": (
            "A fresh detector gives each of {N} background anchors the probability {prior} of being an object. What is the sum of their "
            f"cross-entropies? {FIGURES}"
        ),
        "answer": "-N*ln(1 - prior)",
        "tolerance": "1%",
        "steps": ["c = -ln(1 - prior)", "N*c"],
        "mistakes": [
            {"answer": "-N*ln(prior)", "says": "The right class, background, has the probability 1 - p = {1 - prior}."},
            {
                "answer": "N*ln(2)",
                "says": "That is with the probability 1/2, without the prior: it is what the bias avoids.",
            },
            {
                "answer": "N*prior",
                "when": "prior >= 1/20",
                "says": "-ln(1 - p) comes near p only for small p.",
            },
            {"answer": "-N*ln(1 - prior)/ln(10)", "says": "The logarithm is the natural one, not to base 10."},
        ],
    },
    topic=TOPIC,
    title="Bias for rare objects",
    source=f"{LIN}, sections 3.3 and 4.1",
)

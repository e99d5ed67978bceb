"""LeNet-5: a layer whose filters see only some of the maps before it."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

GIVEN: Final = {"m": "6..12", "a": "2..8", "b": "2..12", "c": "1..3"}
TABLE: Final = (
    r"In a layer like C3 of LeNet-5 not every filter sees all of the {m} maps before it. Of the $5\times 5$ filters, {a} see 3 maps each, "
    "{b} see 4 maps each and {c} of them all {m}; each has one bias. "
)

template_family(
    "lenet-c3",
    {
        "given": GIVEN,
        "front": TABLE + "How many trainable parameters does the layer have?",
        "answer": "25*(3*a + 4*b + m*c) + a + b + c",
        "unit": "parameters",
        "steps": ["p = 3*a + 4*b + m*c", "f = a + b + c", "25*p", "25*p + f"],
        "mistakes": [
            {
                "answer": "25*m*(a + b + c) + a + b + c",
                "says": "That is the fully connected table: here most filters see 3 or 4 of the {m} maps.",
            },
            {
                "answer": "25*(3*a + 4*b + m*c)",
                "says": "The biases are missing: one for each of the {a + b + c} filters.",
            },
            {
                "answer": "26*(3*a + 4*b + m*c)",
                "says": "A filter has one bias, not one for each map it sees.",
            },
            {
                "answer": "25*(a + b + c) + a + b + c",
                "says": "A filter has 25 weights for each map it sees: 75 if it sees 3, 100 if it sees 4.",
            },
        ],
    },
    {
        "given": {**GIVEN, "s": "8..16"},
        "front": TABLE
        + r"Its output maps have ${s}\times{s}$ pixels. How many connections does the layer have, that to a bias counted as one for each pixel?",
        "answer": "(25*(3*a + 4*b + m*c) + a + b + c)*s^2",
        "unit": "connections",
        "steps": ["p = 3*a + 4*b + m*c", "w = 25*p + a + b + c", "w*s^2"],
        "mistakes": [
            {
                "answer": "25*(3*a + 4*b + m*c) + a + b + c",
                "says": "These are the parameters. They are shared: each is used at all {s*s} pixels.",
            },
            {
                "answer": "25*(3*a + 4*b + m*c)*s^2",
                "says": "The biases are missing: one connection for each pixel of each of the {a + b + c} maps.",
            },
            {
                "answer": "(25*m*(a + b + c) + a + b + c)*s^2",
                "says": "Here most filters see 3 or 4 of the {m} maps, not all of them.",
            },
            {
                "answer": "(25*(3*a + 4*b + m*c) + a + b + c)*s",
                "says": "A map has two sides: {s} times {s} pixels.",
            },
        ],
    },
    topic=TOPIC,
    title="LeNet-5: parameters and connections of a sparse layer",
    source=(
        "LeCun, Bottou, Bengio & Haffner 1998, Gradient-based learning applied to document recognition, section II.B and table I: "
        "1,516 parameters and 151,600 connections in C3"
    ),
)

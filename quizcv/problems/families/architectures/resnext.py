"""ResNeXt: many narrow paths in one block."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

XIE: Final = "Xie et al. 2017, Aggregated residual transformations (ResNeXt, arXiv:1611.05431)"
CARDINALITIES: Final = ["2", "4", "8", "16", "32", "32", "64"]

template_family(
    "resnext-block",
    {
        "given": {
            "c": ["256", "512", "1024", "2048"],
            "n": CARDINALITIES,
            "d": ["4", "8", "14", "16", "24", "32", "40", "64"],
        },
        "where": ["64 <= n*d <= c"],
        "front": (
            r"A ResNeXt block has cardinality {n}: each of its {n} paths takes {c} channels to {d} by $1\times 1$, filters them by "
            r"$3\times 3$ and takes them back to {c} by $1\times 1$; the paths are added up. How many weights does the block have, without biases "
            "and normalisation?"
        ),
        "answer": "n*(c*d + 9*d^2 + d*c)",
        "unit": "weights",
        "steps": ["w = c*d + 9*d^2 + d*c", "n*w"],
        "mistakes": [
            {"answer": "c*d + 9*d^2 + d*c", "says": "That is one path; there are {n}."},
            {
                "answer": "c*n*d + 9*(n*d)^2 + n*d*c",
                "says": r"A path's $3\times 3$ filters see only its own {d} channels, not all {n*d}: they are grouped.",
            },
            {"answer": "n*(c*d + 9*d^2)", "says": "Each path also goes back from {d} to {c} channels."},
            {
                "answer": "n*(c*d + 9*d + d*c)",
                "says": r"A $3\times 3$ filter sees all {d} channels of its path: {d} times {d} pairs.",
            },
        ],
    },
    {
        "given": {
            "n": CARDINALITIES,
            "d": ["4", "4", "8", "14", "16", "24", "40", "48", "64"],
            "l": "2..5",
            "w": "n*d",
        },
        "where": ["64 <= w <= 512"],
        "front": (
            r"In ResNeXt-50 ({n}×{d}d) each path of stage conv2 is {d} channels wide. From one stage to the next paths get twice as "
            r"wide, and their number stays. How many channels do the grouped $3\times 3$ convolutions of stage conv{l} have in all?"
        ),
        "answer": "n*d*2^(l - 2)",
        "unit": "channels",
        "steps": ["p = d*2^(l - 2)", "n*p"],
        "mistakes": [
            {"answer": "d*2^(l - 2)", "says": "That is one path; there are {n}."},
            {
                "answer": "n*d",
                "when": "l > 2",
                "says": "That is stage conv2; each stage is twice as wide as the one before.",
            },
            {
                "answer": "n*d*2^(l - 1)",
                "says": "Stage conv2 is the first one, where a path is {d} wide: one doubling fewer. Or did you take what the block gives out?",
            },
            {
                "answer": "n*d*(l - 1)",
                "when": "l > 3",
                "says": "From stage to stage the width doubles; it does not grow by the same step.",
            },
        ],
    },
    topic=TOPIC,
    title="ResNeXt: paths of a block",
    source=f"{XIE}, the equation under the heading Model capacity, and table 1",
)

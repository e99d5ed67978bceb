"""Several small kernels in place of a large one."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import TOPIC

FIELD: Final = {"k": (5, 7, 9, 11), "c": (16, 24, 32, 48, 64, 96, 128, 160, 192, 256, 320, 384, 512), "n": "(k - 1)/2"}
STACK: Final = (
    r"A convolution with ${k}\times{k}$ kernels is replaced by a stack of $3\times 3$ convolutions (stride 1) with the same receptive "
    "field; all have {c} input and {c} output channels and no biases. "
)
OVERLAP: Final = "Kernels overlap: each further 3 by 3 layer adds 2 to the field, so {n} are needed."

template_family(
    "stacked-kernels",
    {
        "given": FIELD,
        "front": STACK + "How many weights does the stack have?",
        "answer": "9*n*c^2",
        "unit": "weights",
        "steps": ["n = (k - 1)/2", "w = 3*3*c^2", "n*w"],
        "mistakes": [
            {"answer": "k^2*c^2", "says": "That is the single convolution of {k} by {k}."},
            {"answer": "9*c^2", "says": "That is one 3 by 3 layer; {n} of them see as far as {k} by {k}."},
            {"answer": "9*n*c", "says": "Each filter sees all {c} channels: the channels count twice."},
            {"answer": "9*ceil(k/3)*c^2", "when": "ceil(k/3) != n", "says": OVERLAP},
        ],
    },
    {
        "given": FIELD,
        "front": STACK + "How many weights are saved?",
        "answer": "(k^2 - 9*n)*c^2",
        "unit": "weights",
        "steps": ["n = (k - 1)/2", "A = k^2*c^2", "B = n*9*c^2", "A - B"],
        "mistakes": [
            {"answer": "9*n*c^2", "says": "That is the stack itself; asked is how much smaller it is."},
            {"answer": "(k^2 - 9)*c^2", "says": "One 3 by 3 layer does not see that far; {n} of them do."},
            {"answer": "(k^2 - 9*n)*c", "says": "Each filter sees all {c} channels: the channels count twice."},
            {"answer": "(k^2 - 9*ceil(k/3))*c^2", "when": "ceil(k/3) != n", "says": OVERLAP},
        ],
    },
    {
        "given": FIELD,
        "front": STACK + "What part of the weights is left? Give a fraction, a percentage or three figures.",
        "answer": "9*n/k^2",
        "tolerance": "1%",
        "steps": ["n = (k - 1)/2", "A = k^2*c^2", "B = n*9*c^2", "B/A"],
        "mistakes": [
            {"answer": "1 - 9*n/k^2", "says": "That is the part saved; asked is the part that is left."},
            {"answer": "k^2/(9*n)", "says": "That is how many times fewer weights; asked is the part that is left."},
            {"answer": "9/k^2", "says": "One 3 by 3 layer does not see that far; {n} of them do."},
            {"answer": "9*ceil(k/3)/k^2", "when": "ceil(k/3) != n", "says": OVERLAP},
        ],
    },
    topic=TOPIC,
    title="A stack of 3 by 3 convolutions instead of a large kernel",
    source="Simonyan & Zisserman 2015, VGG (arXiv:1409.1556), section 2.3: 27 C^2 weights instead of 49 C^2",
)

template_family(
    "asymmetric-kernels",
    {
        "given": {
            "n": (3, 5, 7, 7, 9, 11),
            "c": (128, 160, 192, 256, 384, 448, 512, 768),
            "m": (64, 96, 128, 160, 192, 256, 384),
            "o": (96, 128, 192, 256, 320, 384),
        },
        "where": ["m <= c", "m <= o"],
        "front": (
            r"A $1\times {n}$ convolution from {c} to {m} channels is followed by one of ${n}\times 1$ from {m} to {o} channels, both "
            "without biases. How many weights do the two have?"
        ),
        "answer": "n*c*m + n*m*o",
        "unit": "weights",
        "steps": ["A = n*c*m", "B = n*m*o", "A + B"],
        "mistakes": [
            {
                "answer": "n^2*c*m + n^2*m*o",
                "says": "Each kernel is {n} long in one direction only: {n} weights, not {n^2}.",
            },
            {"answer": "n^2*c*o", "says": "That is one {n} by {n} convolution from {c} to {o} channels."},
            {"answer": "2*n*c*o", "says": "Between the two there are {m} channels.", "when": "2*c*o != m*(c + o)"},
            {"answer": "n*c*m", "says": "The second convolution is missing: {n} times {m} times {o}."},
        ],
    },
    {
        "given": {"n": (3, 5, 7, 9, 11), "c": (64, 96, 128, 160, 192, 256, 384, 512, 768)},
        "front": (
            r"A convolution with ${n}\times{n}$ kernels becomes two convolutions in a row, $1\times {n}$ and ${n}\times 1$, all with {c} input "
            "and {c} output channels and without biases. How many weights are saved?"
        ),
        "answer": "(n^2 - 2*n)*c^2",
        "unit": "weights",
        "steps": ["A = n^2*c^2", "B = n*c^2 + n*c^2", "A - B"],
        "mistakes": [
            {
                "answer": "2*n*c^2",
                "when": "n^2 != 4*n",
                "says": "That is what the two have; asked is how much smaller they are.",
            },
            {
                "answer": "(n^2 - n)*c^2",
                "says": "There are two convolutions, with {n} weights for each pair of channels each.",
            },
            {"answer": "(n^2 - 2*n)*c", "says": "Each filter sees all {c} channels: the channels count twice."},
            {"answer": "(n^2 - 2)*c^2", "says": "Each of the two kernels has {n} weights, not one."},
        ],
    },
    {
        "given": {"n": (3, 5, 7, 9, 11), "c": (64, 96, 128, 160, 192, 256, 384, 512, 768)},
        "front": (
            r"A convolution with ${n}\times{n}$ kernels becomes two convolutions in a row, $1\times {n}$ and ${n}\times 1$, all with {c} input "
            "and {c} output channels and without biases. What part of the weights is saved? Give a fraction, a percentage or three figures."
        ),
        "answer": "1 - 2/n",
        "tolerance": "1%",
        "steps": ["A = n^2*c^2", "B = 2*n*c^2", "1 - B/A"],
        "mistakes": [
            {"answer": "2/n", "says": "That is the part that is left; asked is the part saved."},
            {
                "answer": "1 - 1/n",
                "when": "n != 3",
                "says": "There are two convolutions, and so two kernels of {n} weights.",
            },
            {"answer": "1 - 2/n^2", "says": "Each of the two kernels has {n} weights, not one."},
            {"answer": "n/2", "says": "That is how many times fewer weights; asked is the part saved."},
        ],
    },
    topic=TOPIC,
    title="Asymmetric kernels: 1 by n and n by 1",
    source="Szegedy et al. 2016, Rethinking the Inception architecture (arXiv:1512.00567), section 3.2",
)

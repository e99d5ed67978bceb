"""Residual blocks: basic, bottleneck, grouped, and the first one of a stage."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import TOPIC

RESNET: Final = "He et al. 2016, Deep residual learning (arXiv:1512.03385), section 4.1 and figure 5"
PLAIN: Final = "Biases and batch normalisation are not counted."
IDENTITY: Final = {
    "given": {"c": (128, 192, 256, 320, 384, 512, 640, 768, 1024, 1280, 1536, 2048), "q": (2, 4, 4, 8), "m": "c/q"},
}
BOTTLENECK: Final = (
    r"A bottleneck block takes {c} channels to {m} by a $1\times 1$ convolution, filters them with a $3\times 3$ convolution and takes "
    r"them back to {c} by a $1\times 1$ convolution; its shortcut is the identity. "
)

template_family(
    "bottleneck-block",
    {
        **IDENTITY,
        "front": f"{BOTTLENECK}How many weights does it have? {PLAIN}",
        "answer": "2*c*m + 9*m^2",
        "unit": "weights",
        "steps": ["D = c*m", "F = 9*m^2", "U = m*c", "D + F + U"],
        "mistakes": [
            {"answer": "c*m + 9*m^2", "says": "There are two 1 by 1 convolutions: one goes down and one goes back."},
            {
                "answer": "2*c*m + 9*m",
                "says": "The 3 by 3 convolution has {m} channels in and {m} out, so they count twice.",
            },
            {"answer": "2*c*m + 3*m^2", "says": "A 3 by 3 kernel has nine weights for each pair of channels."},
            {"answer": "18*c^2", "says": "That is a basic block: two 3 by 3 convolutions at the full width."},
        ],
    },
    {
        **IDENTITY,
        "front": (
            f"{BOTTLENECK}Each of the three convolutions is without bias and followed by batch normalisation. How many parameters are "
            "trained, the normalisation's included?"
        ),
        "answer": "2*c*m + 9*m^2 + 2*(m + m + c)",
        "unit": "parameters",
        "steps": ["W = c*m + 9*m^2 + m*c", "B = 2*(m + m + c)", "W + B"],
        "mistakes": [
            {
                "answer": "2*c*m + 9*m^2",
                "says": "Batch normalisation is missing: a scale and a shift for each channel.",
            },
            {"answer": "2*c*m + 9*m^2 + 2*c", "says": "Each of the three convolutions has a normalisation of its own."},
            {
                "answer": "2*c*m + 9*m^2 + m + m + c",
                "says": "Batch normalisation trains two numbers a channel, not one.",
            },
            {
                "answer": "2*c*m + 9*m^2 + 4*(m + m + c)",
                "says": "The running means and variances are buffers: they are not trained.",
            },
        ],
    },
    {
        "given": {
            "c": (256, 512, 1024, 2048),
            "m": (128, 256, 512, 1024, 2048),
            "g": (8, 16, 32, 32, 64),
        },
        "where": ["m >= c/4", "m <= c", "m/g >= 4"],
        "front": (
            r"A ResNeXt block takes {c} channels to {m} by a $1\times 1$ convolution, filters them with a $3\times 3$ convolution of {g} "
            rf"groups and takes them back to {{c}} by a $1\times 1$ convolution. How many weights does it have? {PLAIN}"
        ),
        "answer": "2*c*m + 9*m^2/g",
        "unit": "weights",
        "steps": ["D = c*m", "F = 9*(m/g)*m", "U = m*c", "D + F + U"],
        "mistakes": [
            {
                "answer": "2*c*m + 9*m^2",
                "says": "With {g} groups each 3 by 3 filter sees only {m/g} of the {m} channels.",
            },
            {
                "answer": "(2*c*m + 9*m^2)/g",
                "says": "Only the 3 by 3 convolution is grouped; the 1 by 1 layers see all channels.",
            },
            {
                "answer": "2*c*m + 9*(m/g)^2",
                "says": "There are {g} groups of {m/g} filters: the groups divide the inputs of a filter, not the filters.",
            },
            {"answer": "c*m + 9*m^2/g", "says": "There are two 1 by 1 convolutions: one goes down and one goes back."},
        ],
    },
    {
        "given": {"c": (64, 128, 256, 512, 1024), "m": (32, 48, 64, 96, 128, 192, 256, 512), "o": "4*m"},
        "where": ["c != o", "m <= c", "m >= c/8"],
        "front": (
            r"The first bottleneck block of a stage: a $1\times 1$ convolution from {c} to {m} channels, a $3\times 3$ convolution at {m}, "
            r"a $1\times 1$ convolution to {o}; the shortcut is a $1\times 1$ convolution from {c} to {o}. "
            f"How many weights does it have? {PLAIN}"
        ),
        "answer": "c*m + 9*m^2 + m*o + c*o",
        "unit": "weights",
        "steps": ["D = c*m", "F = 9*m^2", "U = m*o", "S = c*o", "D + F + U + S"],
        "mistakes": [
            {"answer": "c*m + 9*m^2 + m*o", "says": "The shortcut has weights here: {c} times {o}."},
            {"answer": "c*m + 9*m^2 + m*o + 9*c*o", "says": "The shortcut's convolution is 1 by 1, not 3 by 3."},
            {"answer": "c*m + 9*m + m*o + c*o", "says": "The 3 by 3 convolution has {m} channels in and {m} out."},
            {
                "answer": "c*m + 9*m^2 + m*c + c*o",
                "says": "The last convolution goes to {o} channels, not back to {c}.",
            },
        ],
    },
    topic=TOPIC,
    title="Weights of a bottleneck block",
    source=f"{RESNET}; groups from Xie et al. 2017, ResNeXt (arXiv:1611.05431), table 1",
)

COMPARED: Final = {
    "given": {
        "c": (64, 96, 128, 192, 256, 320, 384, 512, 640, 768, 1024, 2048),
        "m": (16, 24, 32, 48, 64, 96, 128, 192, 256, 512),
    },
    "where": ["m <= c/2", "m >= c/16"],
}
SWAPPED: Final = (
    r"A basic block has two $3\times 3$ convolutions at {c} channels. A bottleneck block takes its place: {c} to {m} channels by "
    r"$1\times 1$, then $3\times 3$ at {m}, then back to {c} by $1\times 1$. "
)

template_family(
    "bottleneck-versus-basic",
    {
        **COMPARED,
        "front": f"{SWAPPED}What part of the weights is left? {PLAIN} Give a fraction or three figures, also as a percentage.",
        "answer": "(2*c*m + 9*m^2)/(18*c^2)",
        "tolerance": "1%",
        "steps": ["B = 2*9*c^2", "N = 2*c*m + 9*m^2", "N/B"],
        "mistakes": [
            {
                "answer": "18*c^2/(2*c*m + 9*m^2)",
                "says": "That is how many times fewer weights; asked is the part that is left.",
            },
            {"answer": "(2*c*m + 9*m^2)/(9*c^2)", "says": "The basic block has two 3 by 3 convolutions."},
            {"answer": "(c*m + 9*m^2)/(18*c^2)", "says": "The bottleneck has two 1 by 1 convolutions: down and back."},
            {
                "answer": "1 - (2*c*m + 9*m^2)/(18*c^2)",
                "says": "That is the part saved; asked is the part that is left.",
            },
        ],
    },
    {
        **COMPARED,
        "front": f"{SWAPPED}How many weights are saved? {PLAIN}",
        "answer": "18*c^2 - (2*c*m + 9*m^2)",
        "unit": "weights",
        "steps": ["B = 2*9*c^2", "N = 2*c*m + 9*m^2", "B - N"],
        "mistakes": [
            {"answer": "2*c*m + 9*m^2", "says": "That is the bottleneck itself; asked is how much smaller it is."},
            {
                "answer": "9*c^2 - (2*c*m + 9*m^2)",
                "when": "9*c^2 > 2*c*m + 9*m^2",
                "says": "The basic block has two 3 by 3 convolutions.",
            },
            {"answer": "18*c^2 - (c*m + 9*m^2)", "says": "The bottleneck has two 1 by 1 convolutions: down and back."},
            {
                "answer": "18*c^2 - (2*c*m + 9*m)",
                "says": "The narrow 3 by 3 convolution has {m} channels in and {m} out.",
            },
        ],
    },
    {
        "given": {
            "c": (64, 96, 128, 160, 192, 256, 320, 384, 512),
            "o": (64, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768),
        },
        "where": ["o > c", "o <= 4*c"],
        "front": (
            r"The first basic block of a stage: a $3\times 3$ convolution from {c} to {o} channels with stride 2, a $3\times 3$ convolution "
            rf"at {{o}}, and a $1\times 1$ convolution as shortcut. How many weights does it have? {PLAIN}"
        ),
        "answer": "9*c*o + 9*o^2 + c*o",
        "unit": "weights",
        "steps": ["A = 9*c*o", "B = 9*o^2", "S = c*o", "A + B + S"],
        "mistakes": [
            {"answer": "9*c*o + 9*o^2", "says": "The shortcut has weights here: {c} times {o}."},
            {"answer": "18*c*o + c*o", "says": "The second convolution works at {o} channels on both sides."},
            {"answer": "9*c*o + 9*o^2 + 9*c*o", "says": "The shortcut's convolution is 1 by 1, not 3 by 3."},
            {"answer": "(9*c*o + 9*o^2 + c*o)/4", "says": "The stride makes the map smaller, not the kernels."},
        ],
    },
    topic=TOPIC,
    title="Basic block and bottleneck block",
    source=RESNET,
)

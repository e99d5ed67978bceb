"""Network in network: the small network in each window, and global average pooling in place of fully connected layers."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

LIN: Final = "Lin, Chen & Yan 2014, Network in network (arXiv:1312.4400)"
WIDTHS: Final = ["32", "64", "96", "128", "160", "192", "256", "384"]
BLOCK: Final = {
    "given": {"c_in": ["3", "3", *WIDTHS], "k": ["3", "5", "5"], "a": WIDTHS, "b": WIDTHS, "c": ["10", "100", *WIDTHS]},
}
MLPCONV: Final = (
    r"An mlpconv block gets {c_in} channels: a ${k}\times{k}$ convolution with {a} filters is followed by two $1\times 1$ convolutions with "
    "{b} and {c} filters. "
)
SQUARED: Final = {
    "answer": "k^2*c_in*a + k^2*a*b + k^2*b*c",
    "says": r"Only the first layer looks at ${k}\times{k}$ pixels; the two after it are $1\times 1$.",
}

template_family(
    "nin-mlpconv",
    {
        **BLOCK,
        "front": MLPCONV + "How many weights does the block have, without biases?",
        "answer": "k^2*c_in*a + a*b + b*c",
        "unit": "weights",
        "steps": ["k^2*c_in*a", "a*b", "b*c", "k^2*c_in*a + a*b + b*c"],
        "mistakes": [
            SQUARED,
            {
                "answer": "k^2*c_in*a + b + c",
                "says": r"A $1\times 1$ filter has one weight for each channel it sees: the layers have {a} times {b} and {b} times {c}.",
            },
            {"answer": "k^2*c_in*a + a*b", "says": r"The second $1\times 1$ layer is missing: {b} times {c} weights."},
            {
                "answer": "k^2*c_in*a + a*b + a*c",
                "when": "a != b",
                "says": r"The layers are in a row: the last one sees the {b} channels of the layer before it.",
            },
        ],
    },
    {
        **BLOCK,
        "front": MLPCONV + "How many parameters does the block have, each filter with a bias?",
        "answer": "k^2*c_in*a + a*b + b*c + a + b + c",
        "unit": "parameters",
        "steps": ["u = k^2*c_in*a + a", "v = a*b + b", "w = b*c + c", "u + v + w"],
        "mistakes": [
            {**SQUARED, "answer": "k^2*c_in*a + k^2*a*b + k^2*b*c + a + b + c"},
            {"answer": "k^2*c_in*a + a*b + b*c", "says": "The biases are missing: {a} + {b} + {c} of them."},
            {
                "answer": "k^2*c_in*a + a*b + b*c + a",
                "says": r"The $1\times 1$ filters have biases too: {b} + {c} of them.",
            },
            {
                "answer": "k^2*c_in*a + a*c + b*c + a + b + c",
                "when": "b != c",
                "says": "The layers are in a row: the second one takes {a} channels to {b}, not to {c}.",
            },
        ],
    },
    topic=TOPIC,
    title="Network in network: weights of an mlpconv block",
    source=f"{LIN}, section 3.1, where the small network is shown to be the same as $1\\times 1$ convolutions",
)

HEAD: Final = {
    "c": ["128", "192", "256", "384", "512", "768", "1024", "2048"],
    "h": "4..14",
    "m": ["10", "20", "80", "100", "200", "365", "1000"],
}

template_family(
    "gap-saves-weights",
    {
        "given": HEAD,
        "front": (
            r"The last maps of a network are ${c}\times{h}\times{h}$, and there are {m} classes. One way is to flatten the maps for a fully "
            r"connected layer; the other is a $1\times 1$ convolution to one map for each class, then global average pooling. How many "
            "weights does the second way save, biases not counted?"
        ),
        "answer": "c*h^2*m - c*m",
        "unit": "weights",
        "steps": ["f = c*h^2*m", "g = c*m", "f - g"],
        "mistakes": [
            {
                "answer": "c*h^2*m",
                "says": r"Pooling has no weights, but the $1\times 1$ convolution has: {c} times {m}.",
            },
            {"answer": "c*h*m - c*m", "says": "Flattening keeps both sides of the maps: {h} times {h} positions."},
            {"answer": "h^2", "says": "So many times fewer are left; asked is the difference."},
            {"answer": "c*m", "says": "So many weights are left; asked is how many are saved."},
        ],
    },
    {
        "given": {**HEAD, "f": ["512", "1024", "2048", "4096"]},
        "where": ["f > m"],
        "front": (
            r"The last maps of a network are ${c}\times{h}\times{h}$. Its head flattens them for two fully connected layers with {f} units "
            "each and a third with {m}. A new head averages each map and has a single fully connected layer with {m} units. How many "
            "weights does it save, biases not counted?"
        ),
        "answer": "c*h^2*f + f^2 + f*m - c*m",
        "unit": "weights",
        "steps": ["a = c*h^2*f + f^2 + f*m", "b = c*m", "a - b"],
        "mistakes": [
            {
                "answer": "c*h^2*f + f^2 + f*m",
                "says": "The new head has weights too: {c} averages times {m} units.",
            },
            {"answer": "c*h^2*f + f*m - c*m", "says": "The second hidden layer is missing: {f} times {f} weights."},
            {"answer": "c*h^2*m - c*m", "says": "The old head goes through two hidden layers of {f} units."},
            {
                "answer": "c*f + f^2 + f*m - c*m",
                "says": "The old head flattens the maps: all {h*h} positions of each channel are inputs.",
            },
        ],
    },
    topic=TOPIC,
    title="Global average pooling: weights saved",
    source=f"{LIN}, section 3.2; with one layer behind it as in He et al. 2016, ResNet (arXiv:1512.03385)",
)

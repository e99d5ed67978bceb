"""VGG: weight layers, stages, and how much of it all is fully connected."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

SIMONYAN: Final = "Simonyan & Zisserman 2015, VGG (arXiv:1409.1556)"

template_family(
    "vgg-weight-layers",
    {
        "given": {"a": "1..3", "b": "1..4", "c": "2..6", "d": "2..8", "e": "2..8"},
        "where": ["a <= b", "c <= d"],
        "front": (
            r"A network is built like VGG. Its five stages hold {a}, {b}, {c}, {d} and {e} convolutions of $3\times 3$, each stage ends with max "
            "pooling, and VGG's fully connected layers follow. How many weight layers does it have, as VGG-16 has 16?"
        ),
        "answer": "a + b + c + d + e + 3",
        "unit": "weight layers",
        "steps": ["n = a + b + c + d + e", "n + 3"],
        "mistakes": [
            {
                "answer": "a + b + c + d + e",
                "says": "The three fully connected layers have weights too, and count.",
            },
            {
                "answer": "a + b + c + d + e + 8",
                "says": "Only layers with weights count: the five poolings have none.",
            },
            {
                "answer": "a + b + c + d + e + 1",
                "says": "VGG has three fully connected layers: two hidden ones and the classes.",
            },
            {
                "answer": "a + b + c + d + e + 2",
                "says": "The layer of the classes has weights as well: three fully connected layers.",
            },
        ],
    },
    {
        "given": {"a": "1..3", "b": "1..4", "x": "2..9", "n": "a + b + 3*x + 3"},
        "where": ["a <= b"],
        "front": (
            "VGG-{n}, if there were one, would have {a} and {b} convolutions in its first two stages, the same number in each of its other "
            "three, and VGG's usual fully connected layers. How many convolutions does each of these three stages have?"
        ),
        "answer": "(n - 3 - a - b)/3",
        "solves": {"equation": "n == a + b + 3*x + 3", "unknown": "x"},
        "unit": "convolutions",
        "steps": ["m = n - 3", "m - a - b", "(n - 3 - a - b)/3"],
        "mistakes": [
            {
                "answer": "(n - a - b)/3",
                "says": "Three of the {n} weight layers are fully connected: take them off first.",
            },
            {"answer": "n - 3 - a - b", "says": "That is all three stages together."},
            {
                "answer": "(n - 3)/3",
                "when": "(n - 3) % 3 == 0",
                "says": "The {a} and {b} convolutions of the first two stages come off as well.",
            },
        ],
    },
    topic=TOPIC,
    title="VGG: counting weight layers",
    source=f"{SIMONYAN}, table 1: A to E are 11, 13, 16, 16 and 19 weight layers",
)

STAGE: Final = {
    "given": {
        "c_in": ["3", "32", "48", "64", "96", "128", "192", "256", "512"],
        "c": ["64", "96", "128", "192", "256", "384", "512"],
        "n": "2..4",
    },
    "where": ["c_in <= c"],
}
FIRST_WIDTH: Final = "Only the first convolution sees {c_in} channels; the others see the {c} of the one before them."

template_family(
    "vgg-stage",
    {
        **STAGE,
        "front": (
            r"A stage of a network like VGG has {n} convolutions of $3\times 3$ with {c} filters each, then max pooling. {c_in} channels "
            "come in. How many parameters does the stage have, biases counted?"
        ),
        "answer": "9*c_in*c + 9*(n - 1)*c^2 + n*c",
        "unit": "parameters",
        "steps": ["u = 9*c_in*c + c", "v = 9*c^2 + c", "u + (n - 1)*v"],
        "mistakes": [
            {"answer": "n*(9*c_in*c + c)", "when": "c_in != c", "says": FIRST_WIDTH},
            {
                "answer": "n*(9*c^2 + c)",
                "when": "c_in != c",
                "says": "The first convolution sees the {c_in} channels that come in, not {c}.",
            },
            {
                "answer": "9*c_in*c + 9*(n - 1)*c^2",
                "says": "The biases are missing: {n} layers with {c} each.",
            },
            {
                "answer": "9*c_in*c + 9*n*c^2 + (n + 1)*c",
                "says": "The first convolution is one of the {n}, not one more.",
            },
        ],
    },
    {
        **STAGE,
        "where": ["c_in < c"],
        "front": (
            r"A stage of a network like VGG has {n} convolutions of $3\times 3$ with {c} filters each. {c_in} channels come in. How many "
            "weights does the stage have, without biases?"
        ),
        "answer": "9*c_in*c + 9*(n - 1)*c^2",
        "unit": "weights",
        "steps": ["u = 9*c_in*c", "v = 9*c^2", "u + (n - 1)*v"],
        "mistakes": [
            {"answer": "9*n*c_in*c", "says": FIRST_WIDTH},
            {"answer": "9*n*c^2", "says": "The first convolution sees the {c_in} channels that come in, not {c}."},
            {"answer": "9*c_in*c + 9*(n - 1)*c^2 + n*c", "says": "Biases are not asked here."},
            {"answer": "9*c_in*c + 9*n*c^2", "says": "The first convolution is one of the {n}, not one more."},
        ],
    },
    topic=TOPIC,
    title="VGG: parameters of a stage",
    source=f"{SIMONYAN}, section 2.3 and table 1",
)

VGGS: Final = [["11", "9220480"], ["13", "9404992"], ["16", "14714688"], ["19", "20024384"]]
"""Depth, and the parameters of the convolutions with their biases."""
SHARED: Final = {
    "given": {
        "net": VGGS,
        "d": "min(net)",
        "p": "max(net)",
        "s": "3..12",
        "m": ["10", "20", "37", "80", "100", "120", "200", "257", "365", "1000"],
        "h": ["4096"],
        "a": "512*s^2*h + h",
        "b": "h^2 + h",
        "c": "h*m + m",
    },
    "tolerance": "1%",
}
HEADED: Final = (
    r"The convolutions of VGG-{d} have {p/10^6} million parameters. For images of ${32*s}\times{32*s}$ pixels their last maps are "
    r"$512\times{s}\times{s}$; they are flattened for fully connected layers with {h}, {h} and {m} units. "
)

template_family(
    "vgg-fc-share",
    {
        **SHARED,
        "front": HEADED
        + "What share of all parameters, biases counted, is in the fully connected layers? Give a fraction, a percentage or three figures.",
        "answer": "(a + b + c)/(p + a + b + c)",
        "steps": ["a = 512*s^2*h + h", "b = h^2 + h", "c = h*m + m", "f = a + b + c", "f/(p + f)"],
        "mistakes": [
            {"answer": "a/(p + a + b + c)", "says": "That is the first fully connected layer alone; there are three."},
            {"answer": "(a + b + c)/p", "says": "Divide by all parameters, not by those of the convolutions."},
            {"answer": "p/(p + a + b + c)", "says": "That is the share of the convolutions."},
            {
                "answer": "(512*h + h + b + c)/(p + 512*h + h + b + c)",
                "says": "The maps are flattened: each of the {s*s} positions of the 512 channels is an input.",
            },
        ],
    },
    {
        **SHARED,
        "front": HEADED
        + "What share of all parameters, biases counted, is in the first of these layers? Give a fraction, a percentage or three figures.",
        "answer": "a/(p + a + b + c)",
        "steps": ["a = 512*s^2*h + h", "b = h^2 + h", "c = h*m + m", "t = p + a + b + c", "a/t"],
        "mistakes": [
            {
                "answer": "(a + b + c)/(p + a + b + c)",
                "says": "That is all three fully connected layers; asked is the first.",
            },
            {
                "answer": "a/(a + b + c)",
                "says": "That is its share of the fully connected layers; asked is its share of all parameters.",
            },
            {"answer": "a/(p + a)", "says": "The other two fully connected layers belong to the whole as well."},
        ],
    },
    topic=TOPIC,
    title="VGG: share of the fully connected layers",
    source=f"{SIMONYAN}, tables 1 and 2: 133 to 144 million parameters for 1,000 classes",
)

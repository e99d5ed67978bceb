"""Convolutions, fully connected layers and batch normalisation, one layer at a time."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import CHANNELS, TOPIC

GROUPED: Final = {
    "given": {
        "c_in": ["3", *CHANNELS],
        "c_out": [*CHANNELS],
        "k": ["1", "3", "3", "5", "7", "11"],
        "g": ["1", "1", "1", "2", "4", "32"],
    },
    "where": ["c_in % g == 0", "c_out % g == 0"],
    "unit": "parameters",
}

template_family(
    "conv-params",
    {
        **GROUPED,
        "front": (
            r"A convolution has ${k}\times{k}$ kernels, {c_in} input and {c_out} output channels, groups = {g} and a bias. "
            "How many parameters is that?"
        ),
        "answer": "k^2*c_in/g*c_out + c_out",
        "steps": ["w = k^2*(c_in/g)", "w*c_out", "w*c_out + c_out"],
        "mistakes": [
            {
                "answer": "k^2*c_in/g*c_out",
                "says": "The biases are missing: one for each of the {c_out} output channels.",
            },
            {
                "answer": "k*c_in/g*c_out + c_out",
                "when": "k > 1",
                "says": "The kernel has two sides: {k} times {k} weights for each pair of channels.",
            },
            {
                "answer": "k^2*c_in*c_out + c_out",
                "when": "g > 1",
                "says": "With {g} groups each filter sees only {c_in/g} of the {c_in} input channels.",
            },
            {
                "answer": "k^2*c_in/g*c_out/g + c_out",
                "when": "g > 1",
                "says": "The groups divide the input channels of each filter, not the number of filters as well.",
            },
            {
                "answer": "(k^2 + 1)*c_in/g*c_out",
                "when": "c_in/g > 1",
                "says": "There is one bias for each filter, not one for each pair of channels.",
            },
        ],
    },
    {
        **GROUPED,
        "front": (
            r"A convolution has ${k}\times{k}$ kernels, {c_in} input and {c_out} output channels, groups = {g} and no bias. "
            "How many parameters is that?"
        ),
        "answer": "k^2*c_in/g*c_out",
        "steps": ["w = k^2*(c_in/g)", "w*c_out"],
        "mistakes": [
            {"answer": "k^2*c_in/g*c_out + c_out", "says": "This layer has no bias."},
            {
                "answer": "k*c_in/g*c_out",
                "when": "k > 1",
                "says": "The kernel has two sides: {k} times {k} weights for each pair of channels.",
            },
            {
                "answer": "k^2*c_in*c_out",
                "when": "g > 1",
                "says": "With {g} groups each filter sees only {c_in/g} of the {c_in} input channels.",
            },
            {
                "answer": "k^2*c_in/g*c_out/g",
                "when": "g > 1",
                "says": "The groups divide the input channels of each filter, not the number of filters as well.",
            },
        ],
    },
    topic=TOPIC,
    title="Parameters of a convolution, with groups and bias",
    source=(
        "Weights (c_out, c_in/g, k, k) and biases (c_out) as in torch.nn.Conv2d; groups from Krizhevsky et al. 2012 (AlexNet), "
        "section 3.2"
    ),
)

template_family(
    "fc-after-flatten",
    {
        "given": {
            "c": ["128", "192", "256", "384", "512", "1024", "2048"],
            "h": "2..14",
            "w": "h..h + 2",
            "m": ["10", "100", "128", "512", "1000", "1024", "4096"],
        },
        "front": (
            r"A ${c}\times{h}\times{w}$ feature map is flattened and goes into a fully connected layer with {m} units and a bias. "
            "How many parameters does that layer have?"
        ),
        "answer": "c*h*w*m + m",
        "unit": "parameters",
        "steps": ["f = c*h*w", "f*m", "f*m + m"],
        "mistakes": [
            {"answer": "c*h*w*m", "says": "The biases are missing: one for each of the {m} units."},
            {"answer": "c*h*m + m", "says": "Both sides of the map count: {c} times {h} times {w} inputs."},
            {
                "answer": "c*m + m",
                "says": "That is after global average pooling; flattening keeps all {h*w} positions of each channel.",
            },
            {
                "answer": "c*h*w*m + c*h*w",
                "when": "c*h*w != m",
                "says": "There is one bias for each unit of the layer, not for each of its inputs.",
            },
        ],
    },
    topic=TOPIC,
    title="Parameters of a fully connected layer after flattening",
    source="Simonyan & Zisserman 2015, VGG (arXiv:1409.1556), tables 1 and 2: 7*7*512*4096 + 4096 in the first such layer",
)

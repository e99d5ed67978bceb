"""Convolutions that filter and mix in separate layers, and the gates that weigh channels."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import CHANNELS, TOPIC

SEPARABLE: Final = {"c_in": [*CHANNELS], "c_out": [*CHANNELS, "1024"], "k": ["3", "3", "5", "7"]}

template_family(
    "depthwise-separable",
    {
        "given": SEPARABLE,
        "front": (
            r"A depthwise separable convolution is a ${k}\times{k}$ depthwise convolution followed by a $1\times 1$ convolution. "
            "How many weights does it have from {c_in} to {c_out} channels, without biases and normalisation?"
        ),
        "answer": "k^2*c_in + c_in*c_out",
        "unit": "weights",
        "steps": ["k^2*c_in", "c_in*c_out", "k^2*c_in + c_in*c_out"],
        "mistakes": [
            {
                "answer": "k^2*c_in*c_out",
                "says": "That is the ordinary convolution; here filtering and mixing are separate layers.",
            },
            {"answer": "k^2*c_in", "says": "The pointwise layer is missing: it has {c_in} times {c_out} weights."},
            {
                "answer": "k^2*c_out + c_in*c_out",
                "when": "c_in != c_out",
                "says": "The depthwise layer works on the {c_in} input channels, before they are mixed.",
            },
            {
                "answer": "k^2*c_in + k^2*c_in*c_out",
                "says": "The second layer is 1 by 1: one weight for each pair of channels.",
            },
        ],
    },
    {
        "given": SEPARABLE,
        "front": (
            r"A ${k}\times{k}$ convolution from {c_in} to {c_out} channels is replaced by a depthwise separable one. What part of its "
            "weights is left (biases not counted)? Give a fraction or three figures, also as a percentage."
        ),
        "answer": "1/c_out + 1/k^2",
        "tolerance": "1%",
        "steps": [
            "k^2*c_in*c_out",
            "k^2*c_in + c_in*c_out",
            "(k^2*c_in + c_in*c_out)/(k^2*c_in*c_out)",
            "1/c_out + 1/k^2",
        ],
        "mistakes": [
            {
                "answer": "1/(1/c_out + 1/k^2)",
                "says": "That is how many times fewer weights; asked is the part that is left.",
            },
            {"answer": "1/k^2", "says": "The depthwise layer's own weights are missing: they add 1/{c_out}."},
            {
                "answer": "1/c_in + 1/k^2",
                "when": "c_in != c_out",
                "says": "The depthwise layer keeps 1 weight in {c_out}, as many as there are output channels; the input channels cancel.",
            },
            {"answer": "1 - 1/c_out - 1/k^2", "says": "That is the part saved; asked is the part that is left."},
        ],
    },
    topic=TOPIC,
    title="Depthwise separable convolution: weights and their ratio",
    source="Howard et al. 2017, MobileNets (arXiv:1704.04861), section 3.1",
)

INVERTED: Final = {
    "given": {
        "c_in": (16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 160, 192),
        "t": (3, 4, 6, 6),
        "c_out": (24, 32, 40, 48, 56, 64, 80, 96, 112, 160, 192, 320),
        "k": (3, 3, 5),
        "h": "t*c_in",
    },
    "unit": "parameters",
}
INVERTED_BLOCK: Final = (
    r"An inverted residual block expands {c_in} channels {t} times by a $1\times 1$ convolution, filters them with a "
    r"${k}\times{k}$ depthwise convolution and projects them to {c_out} by a $1\times 1$ convolution. No convolution has a bias. "
)

template_family(
    "inverted-residual",
    {
        **INVERTED,
        "front": INVERTED_BLOCK + "How many parameters does it have, batch normalisation not counted?",
        "answer": "c_in*h + k^2*h + h*c_out",
        "steps": ["h = t*c_in", "E = c_in*h", "D = k^2*h", "P = h*c_out", "E + D + P"],
        "mistakes": [
            {
                "answer": "c_in*h + k^2*h^2 + h*c_out",
                "says": "The middle convolution is depthwise: each of the {h} channels has one filter of its own.",
            },
            {
                "answer": "k^2*h + h*c_out",
                "says": "The expansion has weights too: {c_in} times {h}.",
            },
            {
                "answer": "c_in*h + k^2*c_in + h*c_out",
                "says": "The depthwise layer filters the {h} expanded channels, not the {c_in} narrow ones.",
            },
            {
                "answer": "k^2*c_in + c_in*c_out",
                "says": "That is a depthwise separable convolution without the expansion to {h} channels.",
            },
        ],
    },
    {
        **INVERTED,
        "front": INVERTED_BLOCK
        + "Each of the three is followed by batch normalisation. How many parameters are trained, with it?",
        "answer": "c_in*h + k^2*h + h*c_out + 2*(h + h + c_out)",
        "steps": ["h = t*c_in", "W = c_in*h + k^2*h + h*c_out", "B = 2*(h + h + c_out)", "W + B"],
        "mistakes": [
            {
                "answer": "c_in*h + k^2*h + h*c_out",
                "says": "Batch normalisation is missing: a scale and a shift for each channel.",
            },
            {
                "answer": "c_in*h + k^2*h + h*c_out + 4*(h + h + c_out)",
                "says": "The running means and variances are buffers: they are not trained.",
            },
            {
                "answer": "c_in*h + k^2*h + h*c_out + h + h + c_out",
                "says": "Batch normalisation trains two numbers a channel: a scale and a shift.",
            },
            {
                "answer": "c_in*h + k^2*h^2 + h*c_out + 2*(h + h + c_out)",
                "says": "The middle convolution is depthwise: each of the {h} channels has one filter of its own.",
            },
            {
                "answer": "c_in*h + k^2*c_in + h*c_out + 2*(h + c_in + c_out)",
                "says": "The depthwise layer filters the {h} expanded channels, not the {c_in} narrow ones.",
            },
        ],
    },
    topic=TOPIC,
    title="Inverted residual block with expansion",
    source="Sandler et al. 2018, MobileNetV2 (arXiv:1801.04381), section 3.3 and table 1",
)

GATED: Final = {
    "given": {
        "c": (64, 96, 128, 192, 256, 320, 384, 512, 640, 768, 1024, 1280, 1536, 2048),
        "r": (4, 8, 16, 16, 32),
        "m": "c/r",
    },
    "where": ["m >= 4"],
}
GATE: Final = (
    "A squeeze-and-excitation gate pools a map with {c} channels to a vector, takes it to {c/r} numbers by a fully connected layer "
    "and back to {c} by another one. "
)

template_family(
    "squeeze-excite",
    {
        **GATED,
        "front": GATE + "How many weights do the two layers have, without biases?",
        "answer": "2*c^2/r",
        "unit": "weights",
        "steps": ["c*m + m*c"],
        "mistakes": [
            {
                "answer": "c^2/r",
                "says": "There are two layers: one squeezes to {c/r} numbers, the other goes back to {c}.",
            },
            {"answer": "2*c^2", "says": "Between the layers there are only {c/r} numbers."},
            {"answer": "2*c^2/r^2", "says": "Each layer is narrow on one side only: the other side has {c} channels."},
            {
                "answer": "2*c/r",
                "says": "A fully connected layer has a weight for each pair of an input and an output.",
            },
        ],
    },
    {
        **GATED,
        "front": GATE + "How many parameters do the two layers have, with biases?",
        "answer": "2*c^2/r + c/r + c",
        "unit": "parameters",
        "steps": ["A = c*m + m", "B = m*c + c", "A + B"],
        "mistakes": [
            {"answer": "2*c^2/r", "says": "The biases are missing: {c/r} in the first layer and {c} in the second."},
            {"answer": "2*c^2/r + 2*c", "says": "The first layer has {c/r} outputs, and as many biases."},
            {"answer": "2*c^2/r + 2*c/r", "says": "The second layer has {c} outputs, and as many biases."},
            {
                "answer": "c^2/r + c/r",
                "says": "There are two layers: one squeezes to {c/r} numbers, the other goes back to {c}.",
            },
        ],
    },
    {
        "given": {"c": (256, 512, 1024, 2048), "r": (4, 8, 16, 32), "n": (2, 3, 4, 6, 8, 23, 36)},
        "front": (
            "A stage of {n} residual blocks with {c} output channels each gets a squeeze-and-excitation gate in every block: two fully "
            "connected layers without biases and reduction ratio {r}. How many weights are added?"
        ),
        "answer": "2*n*c^2/r",
        "unit": "weights",
        "steps": ["m = c/r", "W = 2*c*m", "n*W"],
        "mistakes": [
            {"answer": "2*c^2/r", "says": "That is one gate; the stage has {n} blocks."},
            {"answer": "n*c^2/r", "says": "Each gate has two layers: down to {c/r} numbers and back to {c}."},
            {"answer": "2*n*c^2", "says": "The reduction is missing: between the layers there are only {c/r} numbers."},
            {
                "answer": "2*n*c^2/r^2",
                "says": "Each layer is narrow on one side only: the other side has {c} channels.",
            },
        ],
    },
    {
        "given": {"c": (16, 24, 32, 40, 48, 64, 80, 96, 112, 136, 160, 192), "t": (4, 6), "h": "t*c", "s": "c/4"},
        "front": (
            "An inverted residual block of EfficientNet takes {c} channels in and expands them to {h}. Its gate works on the expanded "
            "channels and squeezes them to {s}, a quarter of the block's input, by fully connected layers with biases. How many "
            "parameters does the gate have?"
        ),
        "answer": "2*h*s + s + h",
        "unit": "parameters",
        "steps": ["A = h*s + s", "B = s*h + h", "A + B"],
        "mistakes": [
            {
                "answer": "2*h*(h/4) + h/4 + h",
                "says": "The gate squeezes to {s} numbers: a quarter of the block's input, not of the expanded channels.",
            },
            {"answer": "2*c*s + s + c", "says": "The gate weighs the {h} expanded channels, not the {c} of the input."},
            {"answer": "2*h*s", "says": "The biases are missing: {s} in the first layer and {h} in the second."},
            {
                "answer": "h*s + s",
                "says": "There are two layers: one squeezes to {s} numbers, the other goes back to {h}.",
            },
        ],
    },
    topic=TOPIC,
    title="Squeeze-and-excitation: the two layers of the gate",
    source=(
        "Hu, Shen & Sun 2018, Squeeze-and-excitation networks (arXiv:1709.01507), sections 3.2 and 4; "
        "Tan & Le 2019, EfficientNet (arXiv:1905.11946), the squeezed width as in its reference code"
    ),
)

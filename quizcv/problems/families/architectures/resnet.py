"""Residual networks: depth by blocks, shortcuts, and the weights of a stage."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

HE: Final = "He et al. 2016, Deep residual learning for image recognition (arXiv:1512.03385)"

template_family(
    "resnet-cifar-depth",
    {
        "given": {"n": "3..200"},
        "front": (
            r"The ResNets for CIFAR-10 have a first $3\times 3$ convolution, three stages of {n} basic blocks each and a fully connected layer. "
            "How many weight layers is that, projections not counted?"
        ),
        "answer": "6*n + 2",
        "unit": "weight layers",
        "steps": ["m = 3*n*2", "m + 2"],
        "mistakes": [
            {"answer": "6*n", "says": "The first convolution and the fully connected layer count too."},
            {
                "answer": "6*n + 1",
                "says": "There is a layer at each end: the first convolution and the fully connected one.",
            },
            {"answer": "3*n + 2", "says": "A basic block holds two convolutions."},
            {"answer": "2*n + 2", "says": "There are three stages of {n} blocks each."},
            {"answer": "9*n + 2", "says": "That is with bottleneck blocks; a basic block holds two convolutions."},
        ],
    },
    {
        "given": {"n": "3..200", "d": "6*n + 2"},
        "front": (
            "ResNet-{d} for CIFAR-10 is made of basic blocks in three stages of the same length. How many blocks does each stage have?"
        ),
        "answer": "(d - 2)/6",
        "solves": {"equation": "d == 6*n + 2", "unknown": "n"},
        "unit": "blocks",
        "steps": ["d - 2", "(d - 2)/3", "(d - 2)/6"],
        "mistakes": [
            {"answer": "(d - 2)/2", "says": "These are the blocks of all three stages."},
            {"answer": "(d - 2)/3", "says": "These are the convolutions of a stage; each block holds two."},
            {
                "answer": "ceil(d/6)",
                "says": "Two of the {d} layers lie outside the blocks: take them off before you divide.",
            },
        ],
    },
    {
        "given": {"n": "3..200"},
        "front": (
            r"A pre-activation ResNet for CIFAR has a first $3\times 3$ convolution, three stages of {n} bottleneck blocks each and a fully "
            "connected layer. How many weight layers is that, projections not counted?"
        ),
        "answer": "9*n + 2",
        "unit": "weight layers",
        "steps": ["m = 3*n*3", "m + 2"],
        "mistakes": [
            {"answer": "6*n + 2", "says": "That is with basic blocks; a bottleneck holds three convolutions."},
            {"answer": "9*n", "says": "The first convolution and the fully connected layer count too."},
            {
                "answer": "3*n + 2",
                "says": "That counts each block once, or a single stage; there are three stages of three-layer blocks.",
            },
        ],
    },
    topic=TOPIC,
    title="ResNet on CIFAR: depth and blocks",
    source=f"{HE}, section 4.2: 6n + 2; bottlenecks as in He et al. 2016, Identity mappings (arXiv:1603.05027): 164 = 9 times 18 + 2",
)

COUNTS: Final = {"a": "2..4", "b": "2..8", "c": "2..36", "d": "2..4"}
STAGES: Final = "A ResNet for ImageNet has {a}, {b}, {c} and {d} %s blocks in its four stages. "
ENDS: Final = "The first convolution and the fully connected layer count too."

template_family(
    "resnet-depth",
    {
        "given": COUNTS,
        "front": STAGES % "bottleneck" + "Which number does its name bear, as 50 in ResNet-50?",
        "answer": "3*(a + b + c + d) + 2",
        "steps": ["n = a + b + c + d", "3*n", "3*n + 2"],
        "mistakes": [
            {"answer": "3*(a + b + c + d)", "says": ENDS},
            {
                "answer": "2*(a + b + c + d) + 2",
                "says": "A bottleneck holds three convolutions; the basic block has two.",
            },
            {
                "answer": "3*(a + b + c + d) + 6",
                "says": "The four projections on shortcuts are not counted.",
            },
            {
                "answer": "3*(a + b + c + d) + 1",
                "says": "There is a layer at each end: a convolution and a fully connected one.",
            },
        ],
    },
    {
        "given": COUNTS,
        "front": STAGES % "basic" + "Which number does its name bear, as 34 in ResNet-34?",
        "answer": "2*(a + b + c + d) + 2",
        "steps": ["n = a + b + c + d", "2*n", "2*n + 2"],
        "mistakes": [
            {"answer": "2*(a + b + c + d)", "says": ENDS},
            {
                "answer": "3*(a + b + c + d) + 2",
                "says": "A basic block holds two convolutions; the bottleneck has three.",
            },
            {"answer": "2*(a + b + c + d) + 5", "says": "The three projections on shortcuts are not counted."},
            {
                "answer": "2*(a + b + c + d) + 1",
                "says": "There is a layer at each end: a convolution and a fully connected one.",
            },
        ],
    },
    {
        "given": {**COUNTS, "n": "3*(a + b + c + d) + 2"},
        "front": (
            "ResNet-{n}, a ResNet for ImageNet made of bottleneck blocks, has {a} blocks in its first stage, {b} in its second and {d} in "
            "its fourth. How many are in the third?"
        ),
        "answer": "(n - 2)/3 - a - b - d",
        "solves": {"equation": "n == 3*(a + b + c + d) + 2", "unknown": "c"},
        "unit": "blocks",
        "steps": ["m = (n - 2)/3", "m - a - b - d"],
        "mistakes": [
            {"answer": "(n - 2)/3", "says": "These are the blocks of all four stages."},
            {
                "answer": "(n - 2)/2 - a - b - d",
                "when": "n % 2 == 0",
                "says": "A bottleneck holds three convolutions; the basic block has two.",
            },
            {
                "answer": "ceil(n/3) - a - b - d",
                "says": "Two of the {n} layers lie outside the blocks: take them off before you divide.",
            },
            {
                "answer": "n - 2 - a - b - d",
                "says": "Count layers or blocks: a bottleneck is one block and three layers.",
            },
        ],
    },
    topic=TOPIC,
    title="ResNet on ImageNet: depth from blocks",
    source=f"{HE}, table 1",
)

template_family(
    "resnet-shortcuts",
    {
        "given": COUNTS,
        "front": STAGES % "bottleneck"
        + "Projections stand only where channels or size change. How many shortcuts are identities?",
        "answer": "a + b + c + d - 4",
        "unit": "shortcuts",
        "steps": ["n = a + b + c + d", "n - 4"],
        "mistakes": [
            {"answer": "a + b + c + d", "says": "The first block of each stage needs a projection."},
            {
                "answer": "a + b + c + d - 3",
                "says": "The first stage needs a projection as well: the size stays, but bottlenecks take 64 channels to 256.",
            },
            {
                "answer": "3*(a + b + c + d) - 4",
                "says": "There is one shortcut for each block, not for each convolution.",
            },
        ],
    },
    {
        "given": COUNTS,
        "front": STAGES % "basic"
        + "Projections stand only where channels or size change. How many shortcuts are identities?",
        "answer": "a + b + c + d - 3",
        "unit": "shortcuts",
        "steps": ["n = a + b + c + d", "n - 3"],
        "mistakes": [
            {"answer": "a + b + c + d", "says": "The first block of a later stage needs a projection."},
            {
                "answer": "a + b + c + d - 4",
                "says": "The first stage needs none: its basic blocks have 64 channels, as the layers before it.",
            },
            {
                "answer": "2*(a + b + c + d) - 3",
                "says": "There is one shortcut for each block, not for each convolution.",
            },
        ],
    },
    {
        "given": {
            "c": ["32", "64", "96", "128", "160", "192", "256", "320", "384", "512", "1024"],
            "r": ["2", "2", "4"],
            "e": "r*c",
            "s": ["1", "2"],
        },
        "front": (
            r"A residual block takes {c} channels to {e} with stride {s}; a $1\times 1$ projection without bias, followed by batch "
            "normalisation, stands on its shortcut. How many trained parameters does the shortcut have?"
        ),
        "answer": "c*e + 2*e",
        "unit": "parameters",
        "steps": ["w = c*e", "w + 2*e"],
        "mistakes": [
            {"answer": "c*e", "says": "Batch normalisation has a scale and a shift for each of the {e} channels."},
            {"answer": "9*c*e + 2*e", "says": r"The projection is $1\times 1$: one weight for each pair of channels."},
            {"answer": "c*e + 4*e", "says": "The running mean and variance are kept, but not trained."},
            {"answer": "c*e + 2*c", "says": "Normalisation comes after the projection and sees its {e} channels."},
            {
                "answer": "c*e/s^2 + 2*e",
                "when": "s > 1",
                "says": "The stride makes the output smaller, not the number of weights.",
            },
        ],
    },
    topic=TOPIC,
    title="ResNet: identity and projection shortcuts",
    source=f"{HE}, sections 3.2 and 3.3 and option B of section 4.1; normalisation on the shortcut as in its published models",
)

template_family(
    "resnet-stage",
    {
        "given": {
            "c": ["64", "128", "256", "512", "1024"],
            "m": ["32", "64", "96", "128", "192", "256", "512"],
            "n": "2..36",
        },
        "where": ["4*m > c", "m <= c"],
        "front": (
            r"A stage has {n} bottleneck blocks of width {m}, each $1\times 1$, $3\times 3$, $1\times 1$ with {4*m} channels at the end. {c} "
            "channels come in, so the first block has a projection on its shortcut. How many weights does the stage have, without biases and "
            "normalisation?"
        ),
        "answer": "c*m + 13*m^2 + 4*c*m + (n - 1)*17*m^2",
        "unit": "weights",
        "steps": [
            "u = c*m + 9*m^2 + m*4*m",
            "p = c*4*m",
            "v = 4*m*m + 9*m^2 + m*4*m",
            "u + p + (n - 1)*v",
        ],
        "mistakes": [
            {
                "answer": "c*m + 13*m^2 + (n - 1)*17*m^2",
                "says": "The projection is missing: {c} times {4*m} weights.",
            },
            {
                "answer": "n*(c*m + 13*m^2 + 4*c*m)",
                "says": "Only the first block has a projection and sees {c} channels; the others see {4*m}.",
            },
            {
                "answer": "n*17*m^2 + 4*c*m",
                "says": "The first block sees the {c} channels that come in, not {4*m}.",
            },
            {
                "answer": "c*m + 13*m^2 + 4*c*m + n*17*m^2",
                "says": "The first block is one of the {n}, not one more.",
            },
        ],
    },
    {
        "given": {"c": ["16", "32", "64", "128", "160", "192", "256"], "m": "2*c", "n": "2..18"},
        "front": (
            r"A stage has {n} basic blocks, each two $3\times 3$ convolutions with {m} filters. {c} channels come in, so the first block has a "
            r"$1\times 1$ projection on its shortcut. How many weights does the stage have, without biases and normalisation?"
        ),
        "answer": "9*c*m + 9*m^2 + c*m + (n - 1)*18*m^2",
        "unit": "weights",
        "steps": ["u = 9*c*m + 9*m^2", "p = c*m", "v = 2*9*m^2", "u + p + (n - 1)*v"],
        "mistakes": [
            {"answer": "9*c*m + 9*m^2 + (n - 1)*18*m^2", "says": "The projection is missing: {c} times {m} weights."},
            {"answer": "n*18*m^2 + c*m", "says": "The first convolution sees the {c} channels that come in, not {m}."},
            {
                "answer": "n*(9*c*m + 9*m^2 + c*m)",
                "says": "Only the first block sees {c} channels and has a projection.",
            },
            {"answer": "9*c*m + c*m + (n - 1)*9*m^2", "says": "A basic block holds two convolutions."},
        ],
    },
    topic=TOPIC,
    title="ResNet: weights of a stage",
    source=f"{HE}, table 1 and figure 5, projections by option B",
)

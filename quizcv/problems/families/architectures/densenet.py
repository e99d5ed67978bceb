"""Dense blocks: growth, transitions, connections and depth."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

HUANG: Final = "Huang et al. 2017, Densely connected convolutional networks (arXiv:1608.06993)"
GROWTH: Final = ["12", "16", "24", "32", "40", "48"]
STEM: Final = ["16", "24", "32", "48", "64", "80", "96"]

template_family(
    "densenet-growth",
    {
        "given": {"c": STEM, "k": GROWTH, "n": "3..48"},
        "front": (
            "A dense block with {n} layers and growth rate {k} gets {c} channels. How many channels does its output have, in which "
            "its input and what each of its layers gives are concatenated?"
        ),
        "answer": "c + n*k",
        "unit": "channels",
        "steps": ["m = n*k", "c + m"],
        "mistakes": [
            {"answer": "n*k", "says": "The {c} channels of the input are concatenated too."},
            {"answer": "c + (n - 1)*k", "says": "That is what the last layer sees; its own {k} channels are added."},
            {"answer": "c + k", "says": "Each of the {n} layers adds {k} channels, not only the last."},
            {
                "answer": "c + 4*n*k",
                "says": "The 4k channels inside a bottleneck layer are not passed on; each layer adds k.",
            },
        ],
    },
    {
        "given": {"c": STEM, "k": GROWTH, "n": "6..48", "l": "3..n"},
        "front": (
            "A dense block with {n} layers and growth rate {k} gets {c} channels. How many channels does its layer number {l} get, counted "
            "from 1?"
        ),
        "answer": "c + (l - 1)*k",
        "unit": "channels",
        "steps": ["m = (l - 1)*k", "c + m"],
        "mistakes": [
            {"answer": "c + l*k", "says": "A layer does not see its own output: {l - 1} layers lie before it."},
            {
                "answer": "c + n*k",
                "when": "n > l",
                "says": "That is the whole block; layer {l} sees the layers before it.",
            },
            {"answer": "(l - 1)*k", "says": "Every layer also sees the {c} channels of the block's input."},
            {
                "answer": "k",
                "when": "k != c + (l - 1)*k",
                "says": "A layer sees all layers before it, not only the last one.",
            },
        ],
    },
    {
        "given": {"c": STEM, "k": GROWTH, "n": "3..48", "m": "c + n*k"},
        "front": "A dense block with growth rate {k} gets {c} channels and gives out {m}. How many layers does it have?",
        "answer": "(m - c)/k",
        "solves": {"equation": "m == c + n*k", "unknown": "n"},
        "unit": "layers",
        "steps": ["d = m - c", "d/k"],
        "mistakes": [
            {
                "answer": "floor(m/k)",
                "when": "c >= k",
                "says": "The {c} channels of the input are among the {m}: take them off first.",
            },
            {"answer": "(m - c)/k + 1", "says": "Each layer adds {k}, the first one too."},
            {"answer": "(m - c)/k - 1", "says": "The last layer's channels are in the output too."},
        ],
    },
    topic=TOPIC,
    title="DenseNet: channels through a dense block",
    source=f"{HUANG}, section 3, growth rate",
)

THETA: Final = {"t": ["1/2", "1/2", "1/2", "1/4", "3/4"], "k": GROWTH}

template_family(
    "densenet-transition",
    {
        "given": {**THETA, "c": STEM, "n": "4..24", "m": "4..36", "b": "floor(t*(c + n*k))"},
        "front": (
            r"A DenseNet with growth rate {k} has two dense blocks with {n} and {m} layers and between them a transition with $\theta$ = {t}, "
            "rounded down. The first block gets {c} channels. How many leave the second?"
        ),
        "answer": "b + m*k",
        "unit": "channels",
        "steps": ["a = c + n*k", "b = floor(t*a)", "b + m*k"],
        "mistakes": [
            {
                "answer": "c + (n + m)*k",
                "says": "The transition compresses: behind it are {b} of the {c + n*k} channels.",
            },
            {
                "answer": "floor(t*(c + n*k + m*k))",
                "says": "The transition stands between the blocks; what the second one adds is not compressed.",
            },
            {"answer": "floor(t*n*k) + m*k", "says": "The {c} channels that come in are part of what is compressed."},
            {
                "answer": "ceil((1 - t)*(c + n*k)) + m*k",
                "when": "t != 1/2",
                "says": "The transition keeps the part {t}; it does not take it away.",
            },
        ],
    },
    {
        "given": {
            "k": GROWTH,
            "x": "4..8",
            "y": "6..16",
            "z": "8..48",
            "a": "2*k + x*k",
            "b": "floor(a/2)",
            "c": "b + y*k",
            "d": "floor(c/2)",
        },
        "front": (
            "A DenseNet-BC with growth rate {k} begins with 2k channels. Its first three dense blocks have {x}, {y} and {z} layers, and behind "
            "each stands a transition that halves the channels, rounded down. How many channels come to the fourth block?"
        ),
        "answer": "floor((d + z*k)/2)",
        "unit": "channels",
        "steps": [
            "a = 2*k + x*k",
            "b = floor(a/2)",
            "c = b + y*k",
            "d = floor(c/2)",
            "m = d + z*k",
            "floor(m/2)",
        ],
        "mistakes": [
            {"answer": "d + z*k", "says": "Behind the third block stands a transition too."},
            {
                "answer": "floor((2*k + (x + y + z)*k)/2)",
                "says": "There is a transition behind each of the three blocks, not only behind the last.",
            },
            {
                "answer": "floor((2*k + (x + y + z)*k)/8)",
                "says": "What the later blocks add goes through fewer transitions: halve after each block.",
            },
            {
                "answer": "floor((floor((floor(x*k/2) + y*k)/2) + z*k)/2)",
                "when": "floor((floor((floor(x*k/2) + y*k)/2) + z*k)/2) != floor((d + z*k)/2)",
                "says": "The {2*k} channels of the start are missing.",
            },
        ],
    },
    topic=TOPIC,
    title="DenseNet: channels across transitions",
    source=f"{HUANG}, section 3, compression and implementation details",
)

template_family(
    "densenet-connections",
    {
        "given": {"n": "4..120"},
        "front": (
            "In a dense block with {n} layers each layer gets the block's input and the outputs of all layers before it. How many connections "
            "end in its layers?"
        ),
        "answer": "n*(n + 1)/2",
        "unit": "connections",
        "steps": ["n*(n + 1)", "n*(n + 1)/2"],
        "mistakes": [
            {"answer": "n*(n - 1)/2", "says": "The block's input is passed to each layer too: {n} connections more."},
            {"answer": "n", "says": "So many has a plain chain; here each layer is connected to all before it."},
            {"answer": "n^2", "says": "A layer sees only the layers before it, not those after it."},
            {"answer": "n*(n + 1)", "says": "Each connection counts once: 1 + 2 + ... + {n}."},
        ],
    },
    {
        "given": {"a": "4..8", "b": "6..16", "c": "8..40", "d": "8..36"},
        "front": (
            "A DenseNet has four dense blocks with {a}, {b}, {c} and {d} layers. Each layer gets its block's input and the outputs of all layers "
            "before it in the block. How many such connections are there in all?"
        ),
        "answer": "(a*(a + 1) + b*(b + 1) + c*(c + 1) + d*(d + 1))/2",
        "unit": "connections",
        "steps": ["p = a*(a + 1)/2", "q = b*(b + 1)/2", "r = c*(c + 1)/2", "s = d*(d + 1)/2", "p + q + r + s"],
        "mistakes": [
            {
                "answer": "(a + b + c + d)*(a + b + c + d + 1)/2",
                "says": "Layers are only connected within their block: add up the blocks' connections.",
            },
            {
                "answer": "(a*(a - 1) + b*(b - 1) + c*(c - 1) + d*(d - 1))/2",
                "says": "A block's input is passed to each of its layers too.",
            },
            {
                "answer": "a + b + c + d",
                "says": "So many has a plain chain; here each layer is connected to all before it in its block.",
            },
            {"answer": "a^2 + b^2 + c^2 + d^2", "says": "A layer sees only the layers before it, not those after it."},
        ],
    },
    topic=TOPIC,
    title="DenseNet: connections of a dense block",
    source=f"{HUANG}, section 1: L(L + 1)/2 connections in a network of L layers",
)

template_family(
    "densenet-layer",
    {
        "given": {"c": STEM, "k": GROWTH, "l": "3..24", "m": "c + (l - 1)*k"},
        "front": (
            r"A dense block of a DenseNet-B with growth rate {k} gets {c} channels. A layer is a $1\times 1$ convolution to 4k channels and a "
            r"$3\times 3$ convolution to k. How many weights does layer number {l}, counted from 1, have, without biases and normalisation?"
        ),
        "answer": "m*4*k + 9*4*k*k",
        "unit": "weights",
        "steps": ["m = c + (l - 1)*k", "u = m*4*k", "v = 9*4*k*k", "u + v"],
        "mistakes": [
            {
                "answer": "(c + l*k)*4*k + 9*4*k*k",
                "says": "Before layer {l} lie {l - 1} layers: it gets {m} channels.",
            },
            {"answer": "9*m*k", "says": r"That is a layer without the $1\times 1$ convolution before it."},
            {"answer": "m*k + 9*k*k", "says": "The bottleneck is 4k wide: {4*k} channels."},
            {"answer": "c*4*k + 9*4*k*k", "says": "The layer also sees the outputs of the {l - 1} layers before it."},
        ],
    },
    {
        "given": {"c": ["16", "24", "32", "48", "64"], "k": ["12", "16", "24", "32"], "n": "3..16"},
        "front": (
            r"A dense block has {n} layers with growth rate {k}, each a single $3\times 3$ convolution; {c} channels come in. How many weights "
            "does the block have, without biases and normalisation?"
        ),
        "answer": "9*k*(n*c + k*n*(n - 1)/2)",
        "unit": "weights",
        "steps": ["p = n*(n - 1)/2", "m = n*c + p*k", "9*k*m"],
        "mistakes": [
            {"answer": "9*k*n*c", "says": "Each layer also sees the outputs of the layers before it."},
            {
                "answer": "9*k*(n*c + k*n*(n + 1)/2)",
                "says": "The first layer sees the {c} channels alone: the additions are 0, 1, ..., {n - 1} times {k}.",
            },
            {"answer": "9*k*n*(c + (n - 1)*k)", "says": "Only the last layer sees all {c + (n - 1)*k} channels."},
            {
                "answer": "k*(n*c + k*n*(n - 1)/2)",
                "says": r"The filters are $3\times 3$: 9 weights for each pair of channels.",
            },
        ],
    },
    topic=TOPIC,
    title="DenseNet: weights of layers",
    source=f"{HUANG}, section 3, growth rate and bottleneck layers",
)

template_family(
    "densenet-depth",
    {
        "given": {"a": "4..8", "b": "6..16", "c": "8..64", "d": "8..48"},
        "front": (
            r"A DenseNet-BC for ImageNet has {a}, {b}, {c} and {d} layers in its four dense blocks, each layer a $1\times 1$ and a $3\times 3$ "
            "convolution. Which number does its name bear, as 121 in DenseNet-121?"
        ),
        "answer": "2*(a + b + c + d) + 5",
        "steps": ["n = a + b + c + d", "2*n", "2*n + 5"],
        "mistakes": [
            {
                "answer": "2*(a + b + c + d) + 2",
                "says": "The three transitions hold a convolution each, and count.",
            },
            {
                "answer": "2*(a + b + c + d)",
                "says": "The first convolution, three transitions and the fully connected layer count too.",
            },
            {"answer": "a + b + c + d + 5", "says": "Each layer of a block holds two convolutions."},
            {
                "answer": "2*(a + b + c + d) + 6",
                "says": "A transition stands between two blocks: behind four blocks there are three.",
            },
        ],
    },
    {
        "given": {"n": "6..120"},
        "front": (
            r"A plain DenseNet for CIFAR has a first convolution, three dense blocks of {n} layers, each a single $3\times 3$ convolution, "
            "and a fully connected layer. How many layers deep is it, transitions counted?"
        ),
        "answer": "3*n + 4",
        "unit": "layers",
        "steps": ["m = 3*n", "m + 4"],
        "mistakes": [
            {"answer": "3*n + 2", "says": "The two transitions hold a convolution each, and count."},
            {
                "answer": "3*n",
                "says": "The first convolution, two transitions and the fully connected layer count too.",
            },
            {"answer": "6*n + 4", "says": "That is a DenseNet-BC; here a layer is a single convolution."},
            {"answer": "3*n + 5", "says": "A transition stands between two blocks: behind three blocks there are two."},
        ],
    },
    topic=TOPIC,
    title="DenseNet: depth from blocks",
    source=f"{HUANG}, section 3 and table 1; L = 40 on CIFAR with 12 layers a block",
)

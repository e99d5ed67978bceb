"""Output sizes of convolutions."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "convolution"
ARITHMETIC: Final = "Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning (arXiv:1603.07285)"

template_family(
    "conv-output",
    {
        "given": {
            "n": "14..256",
            "k": ["3", "3", "5", "7", "11"],
            "s": ["1", "2", "3", "4"],
            "d": ["1", "1", "1", "2", "3"],
            "p": "0..d*(k - 1)/2",
        },
        "where": ["n + 2*p >= d*(k - 1) + 1"],
        "front": (
            r"A convolution with a ${k}\times{k}$ kernel, stride {s}, dilation {d} and padding {p} (on every side) "
            r"is applied to a ${n}\times{n}$ image. How long is a side of its output?"
        ),
        "answer": "floor((n + 2*p - d*(k - 1) - 1)/s) + 1",
        "steps": ["m = d*(k - 1) + 1", "(n + 2*p - m)/s", "floor((n + 2*p - m)/s) + 1"],
        "mistakes": [
            {
                "answer": "floor((n - d*(k - 1) - 1)/s) + 1",
                "when": "p >= s/2",
                "says": "The padding is missing: on each of the two sides it is {p} wide.",
            },
            {
                "answer": "floor((n + p - d*(k - 1) - 1)/s) + 1",
                "when": "p >= s",
                "says": "Padding is put on both sides, so it counts twice.",
            },
            {
                "answer": "floor((n + 2*p - d*(k - 1) - 1)/s)",
                "says": "The first position of the kernel counts too: add 1.",
            },
            {
                "answer": "floor((n + 2*p - k)/s) + 1",
                "when": "(d - 1)*(k - 1) >= s",
                "says": "The dilation is missing: with dilation {d} the kernel spans {d*(k - 1) + 1} pixels.",
            },
            {
                "answer": "ceil((n + 2*p - d*(k - 1) - 1)/s) + 1",
                "when": "(n + 2*p - d*(k - 1) - 1) % s != 0",
                "says": "Round down: a position that does not fit in whole is left out.",
            },
        ],
    },
    topic=TOPIC,
    title="Output side of a convolution",
    source=f"{ARITHMETIC}, relationship 15",
)

template_family(
    "same-padding",
    {
        "given": {
            "k": ["3", "3", "5", "7", "9", "11"],
            "d": ["1", "1", "2", "3", "4", "6", "12", "18"],
            "n": "28..512",
        },
        "where": ["n >= d*(k - 1) + 1", "d*(k - 1)/2 != 1"],
        "front": (
            r"A convolution with a ${k}\times{k}$ kernel, stride 1 and dilation {d} should give a ${n}\times{n}$ image "
            "the same size again. How much padding does each side need?"
        ),
        "answer": "d*(k - 1)/2",
        "steps": ["m = d*(k - 1) + 1", "m - 1", "(m - 1)/2"],
        "mistakes": [
            {
                "answer": "(k - 1)/2",
                "when": "d > 1",
                "says": "The dilation is missing: with dilation {d} the kernel spans {d*(k - 1) + 1} pixels.",
            },
            {
                "answer": "d*(k - 1)",
                "says": "That is the padding of both sides together; each side gets half.",
            },
            {
                "answer": "floor(d*k/2)",
                "when": "d > 1",
                "says": "The kernel spans d(k - 1) + 1 pixels, not dk: there are only k - 1 gaps.",
            },
            {
                "answer": "(k + 1)/2",
                "when": "d == 1",
                "says": "The pixel under the kernel's centre needs no padding: it is (k - 1)/2.",
            },
        ],
    },
    topic=TOPIC,
    title="Padding that keeps the size",
    source=f"{ARITHMETIC}, relationships 4 and 15; the dilations of Chen et al. 2017, DeepLab v3 (arXiv:1706.05587)",
)

template_family(
    "transposed-conv",
    {
        "given": {"n": "4..64", "k": "2..5", "s": "2..4", "p": "0..2", "o": "0..s - 1"},
        "where": ["k >= s", "2*p < k", "(n - 1)*s - 2*p + k + o > 0"],
        "front": (
            r"A transposed convolution with a ${k}\times{k}$ kernel, stride {s}, padding {p} and output padding {o} "
            r"(as PyTorch counts them, dilation 1) is applied to a ${n}\times{n}$ map. How long is a side of its output?"
        ),
        "answer": "(n - 1)*s - 2*p + (k - 1) + o + 1",
        "steps": ["(n - 1)*s", "(n - 1)*s - 2*p + (k - 1) + o + 1"],
        "mistakes": [
            {
                "answer": "floor((n + 2*p - k)/s) + 1",
                "says": "That is the ordinary convolution; the transposed one goes the other way and makes the map larger.",
            },
            {
                "answer": "(n - 1)*s - 2*p + (k - 1) + 1",
                "when": "o > 0",
                "says": "The output padding is missing: it adds {o} at one end.",
            },
            {
                "answer": "(n - 1)*s + 2*p + (k - 1) + o + 1",
                "when": "p > 0",
                "says": "Padding makes the output of a transposed convolution smaller: subtract it.",
            },
            {
                "answer": "n*s - 2*p + (k - 1) + o + 1",
                "says": "Between {n} pixels there are {n - 1} gaps: the stride counts n - 1 times.",
            },
            {
                "answer": "n*s",
                "when": "k + o != s + 2*p",
                "says": "The output is s times the input only if k + o = s + 2p, which does not hold here.",
            },
        ],
    },
    topic=TOPIC,
    title="Output side of a transposed convolution",
    source=f"{ARITHMETIC}, relationship 14; output padding as in torch.nn.ConvTranspose2d",
)

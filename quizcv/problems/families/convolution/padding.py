"""How much padding a convolution needs: to keep the size, to reach a size, and as TensorFlow's SAME shares it out."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC

TOTAL_AND_HALVES: Final = {
    "o": "ceil(n/s)",
    "t": "max((o - 1)*s + k - n, 0)",
    "a": "floor(t/2)",
    "b": "ceil(t/2)",
}
"""Of SAME with input n, kernel k and stride s: the output, the padding in all, what comes before, and what behind."""
SHARING_OUT: Final = ["o = ceil(n/s)", "t = max((o - 1)*s + k - n, 0)", "a = floor(t/2)", "b = t - a", "[o, a, b]"]
PADDED_AS_IN_PYTORCH: Final = {
    "answer": "[floor((n + 2*floor((k - 1)/2) - k)/s) + 1, floor((k - 1)/2), floor((k - 1)/2)]",
    "when": "abs(floor((k - 1)/2) - a) + abs(floor((k - 1)/2) - b) > 0",
    "says": (
        "That pads (k - 1)/2 on both sides, as one does in PyTorch. SAME pads only what the last window lacks, "
        "which depends on the stride and on the size."
    ),
}

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
            r"A convolution with a kernel of ${k}\times{k}$, stride 1 and dilation {d} should keep the size of its input, a map of "
            r"${n}\times{n}$. How much padding does each side need?"
        ),
        "answer": "d*(k - 1)/2",
        "solves": {"equation": "n == n + 2*p - d*(k - 1)", "unknown": "p"},
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
    source=(
        f"{ARITHMETIC}, relationship 3, with the dilated kernel of relationship 15; "
        "the dilations of Chen et al. 2017, DeepLab v3 (arXiv:1706.05587)"
    ),
)

template_family(
    "tf-same-padding",
    {
        "given": {
            "n": "7..300",
            "k": ["2", "3", "3", "3", "4", "5", "7"],
            "s": ["1", "2", "2", "2", "3", "4"],
            **TOTAL_AND_HALVES,
        },
        "where": ["t >= 1", "n % s > 0"],
        "front": (
            r"A convolution in TensorFlow has a kernel of ${k}\times{k}$, stride {s} and `padding='SAME'`. Its input has {n} "
            "rows. How many rows does its output have, and how many rows of zeros are put above and below the input? Answer with three "
            "numbers: output, above, below."
        ),
        "answer": "[o, a, b]",
        "steps": SHARING_OUT,
        "mistakes": [
            {
                "answer": "[o, b, a]",
                "when": "a != b",
                "says": "The larger half goes below: TensorFlow puts the odd row at the end.",
            },
            PADDED_AS_IN_PYTORCH,
            {
                "answer": "[o, t, t]",
                "says": "That is what is missing in all, {t}: it is shared out between the top and the bottom.",
            },
            {
                "answer": "[floor(n/s), a, b]",
                "says": "SAME rounds up: the output has as many rows as there are starts of a window in the input.",
            },
        ],
    },
    {
        "given": {
            "n": "8..512",
            "k": ["2", "3", "3", "3", "4", "5", "7"],
            "s": ["1", "2", "2", "2", "4"],
            **TOTAL_AND_HALVES,
        },
        "where": ["n % s == 0", "t >= 1"],
        "front": (
            r"A convolution in TensorFlow has a kernel of ${k}\times{k}$, stride {s} and `padding='SAME'`. Its input has {n} "
            "columns. How many columns does its output have, and how many columns of zeros are put before and behind the input? Answer with "
            "three numbers: output, before, behind."
        ),
        "answer": "[o, a, b]",
        "steps": SHARING_OUT,
        "mistakes": [
            {
                "answer": "[o, b, a]",
                "when": "a != b",
                "says": "The larger half goes behind: TensorFlow puts the odd column at the end.",
            },
            PADDED_AS_IN_PYTORCH,
            {
                "answer": "[o, t, t]",
                "says": "That is what is missing in all, {t}: it is shared out between the two sides.",
            },
            {
                "answer": "[floor((n - k)/s) + 1, 0, 0]",
                "says": "That is VALID, without any padding.",
            },
        ],
    },
    topic=TOPIC,
    title="TensorFlow's SAME padding, output and both pads",
    source="TensorFlow 2.8 (2022), API documentation of the module tf.nn, notes on padding",
)

template_family(
    "padding-for-output",
    {
        "given": {
            "n": "14..256",
            "k": ["3", "3", "5", "7", "9", "11"],
            "s": ["1", "1", "2"],
            "d": ["1", "1", "1", "2", "3"],
            "p": "1..d*(k - 1)/2 + 1",
            "o": "floor((n + 2*p - d*(k - 1) - 1)/s) + 1",
        },
        "where": ["o >= 4"],
        "front": (
            r"A convolution with a kernel of ${k}\times{k}$, stride {s} and dilation {d} turns a map of ${n}\times{n}$ into one of "
            r"${o}\times{o}$. Which padding, the same on every side, does it have?"
        ),
        "answer": "ceil(((o - 1)*s + d*(k - 1) + 1 - n)/2)",
        "solves": {"equation": "o == floor((n + 2*p - d*(k - 1) - 1)/s) + 1", "unknown": "p"},
        "steps": [
            "m = d*(k - 1) + 1",
            "t = (o - 1)*s + m - n",
            "ceil(t/2)",
        ],
        "mistakes": [
            {
                "answer": "2*p",
                "says": "That is what both sides have together; each of them has half.",
            },
            {
                "answer": "d*(k - 1)/2",
                "when": "p != d*(k - 1)/2",
                "says": "That padding would keep the size if the stride were 1; here the output has {o} pixels a side.",
            },
            {
                "answer": "ceil(((o - 1)*s + k - n)/2)",
                "when": "min(d - 1, ceil(((o - 1)*s + k - n)/2)) > 0",
                "says": "The dilation is missing: with dilation {d} the kernel spans {d*(k - 1) + 1} pixels.",
            },
            {
                "answer": "ceil((o*s + d*(k - 1) + 1 - n)/2)",
                "says": "The first position of the kernel costs no stride: there are only {o - 1} steps.",
            },
        ],
    },
    {
        "given": {
            "n": "14..256",
            "k": ["5", "7", "7", "9", "11"],
            "s": ["3", "4", "5"],
            "q": "1..(k - 1)/2",
            "o": "floor((n + 2*q - k)/s) + 1",
            "p": "ceil(((o - 1)*s + k - n)/2)",
        },
        "where": ["p >= 1", "o >= 4"],
        "front": (
            r"A convolution with a kernel of ${k}\times{k}$ and stride {s} shall turn a map of ${n}\times{n}$ into one of "
            r"${o}\times{o}$. What is the smallest padding, the same on every side, that does it?"
        ),
        "answer": "ceil(((o - 1)*s + k - n)/2)",
        "solves": {"equation": "o == floor((n + 2*p - k)/s) + 1", "unknown": "p", "choose": "smallest"},
        "steps": ["t = (o - 1)*s + k - n", "ceil(t/2)"],
        "mistakes": [
            {
                "answer": "(o - 1)*s + k - n",
                "when": "(o - 1)*s + k - n > 1",
                "says": "That is what both sides need together; each of them gets half, rounded up.",
            },
            {
                "answer": "(k - 1)/2",
                "when": "p != (k - 1)/2",
                "says": "(k - 1)/2 keeps the size at stride 1; less is enough here.",
            },
            {
                "answer": "ceil((o*s + k - n)/2)",
                "when": "ceil((o*s + k - n)/2) != p",
                "says": "The first position of the kernel costs no stride: there are only {o - 1} steps.",
            },
            {
                "answer": "floor(((o - 1)*s + k - n)/2)",
                "when": "((o - 1)*s + k - n) % 2 == 1",
                "says": "Round up: half of {(o - 1)*s + k - n} is not whole, and with less the last window does not fit.",
            },
        ],
    },
    topic=TOPIC,
    title="Padding that leads to a given output",
    source=f"{ARITHMETIC}, relationships 6 and 15, solved for the padding",
)

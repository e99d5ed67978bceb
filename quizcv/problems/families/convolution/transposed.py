"""Output sizes of transposed convolutions, and the output padding that reaches a wanted one."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC

TRANSPOSED = f"{ARITHMETIC}, relationship 14; dilation and output padding as in torch.nn.ConvTranspose2d"

template_family(
    "transposed-conv",
    {
        "given": {"n": "4..64", "k": "2..5", "s": "2..4", "p": "0..2", "o": "0..s - 1"},
        "where": ["k >= s", "2*p < k", "(n - 1)*s - 2*p + k + o > 0"],
        "front": (
            r"A transposed convolution has a kernel of ${k}\times{k}$, stride {s}, padding {p} and output padding {o}, as PyTorch "
            r"counts them, and dilation 1. Its input is a map of ${n}\times{n}$. How long is a side of its output?"
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
    source=TRANSPOSED,
)

template_family(
    "transposed-conv-dilated",
    {
        "given": {
            "n": "4..64",
            "k": ["2", "3", "3", "4", "5"],
            "s": "1..4",
            "d": ["2", "2", "3", "4"],
            "p": "0..3",
            "q": "0..max(s, d) - 1",
        },
        "where": ["2*p <= d*(k - 1)", "(n - 1)*s - 2*p + d*(k - 1) + q + 1 > n"],
        "front": (
            r"A transposed convolution has a kernel of ${k}\times{k}$, stride {s}, dilation {d}, padding {p} and output padding {q}, as "
            r"PyTorch counts them. Its input is a map of ${n}\times{n}$. How long is a side of its output?"
        ),
        "answer": "(n - 1)*s - 2*p + d*(k - 1) + q + 1",
        "steps": [
            "m = d*(k - 1) + 1",
            "(n - 1)*s",
            "(n - 1)*s + m - 2*p + q",
        ],
        "mistakes": [
            {
                "answer": "(n - 1)*s - 2*p + (k - 1) + q + 1",
                "says": "The dilation is missing: with dilation {d} the kernel spans {d*(k - 1) + 1} pixels.",
            },
            {
                "answer": "(n - 1)*s - 2*p + d*k + q + 1",
                "says": "A row of k weights has k - 1 gaps, here {k - 1}: the kernel spans d(k - 1) + 1 pixels.",
            },
            {
                "answer": "(n - 1)*s + 2*p + d*(k - 1) + q + 1",
                "when": "p > 0",
                "says": "Padding makes the output of a transposed convolution smaller: subtract it.",
            },
            {
                "answer": "(n - 1)*s - 2*p + d*(k - 1) + 1",
                "when": "q > 0",
                "says": "The output padding is missing: it adds {q} at one end.",
            },
            {
                "answer": "(n - 1)*s - 2*p + d*(k - 1) + 2*q + 1",
                "when": "q > 0",
                "says": "Output padding is added at one end only, so it counts once.",
            },
        ],
    },
    topic=TOPIC,
    title="Output side of a dilated transposed convolution",
    source=TRANSPOSED,
)

template_family(
    "output-padding-for",
    {
        "given": {
            "n": "4..80",
            "k": ["2", "3", "3", "4", "5", "5", "7"],
            "s": "2..5",
            "p": "0..(k - 1)/2",
            "q": "0..s - 1",
            "m": "(n - 1)*s - 2*p + k + q",
        },
        "where": ["k >= s - 1", "m > n"],
        "front": (
            r"A transposed convolution with a kernel of ${k}\times{k}$, stride {s}, padding {p} and dilation 1 (as PyTorch counts them) "
            r"should turn a map of ${n}\times{n}$ into one of ${m}\times{m}$. Which output padding does it need?"
        ),
        "answer": "m - (n - 1)*s + 2*p - k",
        "solves": {"equation": "m == (n - 1)*s - 2*p + k + q", "unknown": "q"},
        "steps": ["a = (n - 1)*s - 2*p + k", "m - a"],
        "mistakes": [
            {
                "answer": "m - (n - 1)*s + 2*p - k + 1",
                "says": "The kernel's last position adds its whole side, {k} pixels, not {k - 1}.",
            },
            {
                "answer": "m - (n - 1)*s + p - k",
                "when": "min(p, m - (n - 1)*s + p - k + 1) > 0",
                "says": "The padding is cut off at both ends, so it counts twice.",
            },
            {
                "answer": "0",
                "when": "q > 0",
                "says": "Without output padding the side is {m - q}, not {m}: the stride leaves it open which of {s} sizes it was.",
            },
            {
                "answer": "s - 1",
                "when": "q != s - 1",
                "says": "s - 1 is the most that is allowed, not always what is needed: without it the side is {m - q}.",
            },
            {
                "answer": "m - n*s",
                "when": "min(m - n*s + 1, abs(m - n*s - q)) > 0",
                "says": "Without output padding the side is (n - 1)s - 2p + k = {m - q}, and not n times s.",
            },
        ],
    },
    topic=TOPIC,
    title="Output padding that leads to a given size",
    source=f"{TRANSPOSED}, solved for the output padding",
)

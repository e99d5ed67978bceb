"""Output sizes of convolutions, and what a dilated kernel spans."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC

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
            r"A convolution has a kernel of ${k}\times{k}$, stride {s}, dilation {d} and padding {p} on every side. Its input is an "
            r"image of ${n}\times{n}$ pixels. How long is a side of its output?"
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

CHANNELS_IN = ["3", "3", "16", "32", "64", "128", "256"]
CHANNELS_OUT = ["16", "32", "64", "96", "128", "192", "256", "512"]

template_family(
    "conv-output-shape",
    {
        "given": {
            "c_in": CHANNELS_IN,
            "c_out": CHANNELS_OUT,
            "h": "24..480 by 4",
            "w": "24..640 by 4",
            "k": ["3", "3", "5", "7"],
            "s": ["1", "2", "2", "3", "4"],
            "p": "0..(k - 1)/2",
            "y": "floor((h + 2*p - k)/s) + 1",
            "x": "floor((w + 2*p - k)/s) + 1",
        },
        "where": ["abs(h - w) >= 8"],
        "front": (
            r"A convolution has {c_out} filters of ${k}\times{k}$, stride {s} and padding {p} on every side. Its input has the "
            r"shape ${c_in}\times{h}\times{w}$ (channels, height, width). What is the shape of its output, in the same order?"
        ),
        "answer": "(c_out, floor((h + 2*p - k)/s) + 1, floor((w + 2*p - k)/s) + 1)",
        "steps": [
            "y = floor((h + 2*p - k)/s) + 1",
            "x = floor((w + 2*p - k)/s) + 1",
            "(c_out, y, x)",
        ],
        "mistakes": [
            {
                "answer": "(c_in, y, x)",
                "when": "c_in != c_out",
                "says": "Every filter gives one channel of the output: {c_out}. The {c_in} channels that come in are summed up.",
            },
            {
                "answer": "(c_in*c_out, y, x)",
                "says": "A filter reaches through all {c_in} channels and sums them up, so it gives one channel, not {c_in}.",
            },
            {
                "answer": "(c_out, x, y)",
                "says": "The height comes before the width.",
            },
            {
                "answer": "(c_out, y - 1, x - 1)",
                "says": "The first position of the kernel counts too: add 1 to height and width.",
            },
            {
                "answer": "(c_out, floor((h - k)/s) + 1, floor((w - k)/s) + 1)",
                "when": "p >= s/2",
                "says": "The padding is missing: it adds {p} on each of the four sides.",
            },
        ],
    },
    {
        "given": {
            "c_in": ["1", "3", "32", "64", "128", "192", "256"],
            "c_out": CHANNELS_OUT,
            "h": "17..160",
            "w": "17..320",
            "a": ["1", "1", "3", "3", "5", "7"],
            "b": ["1", "3", "3", "5", "7", "7"],
            "s": ["1", "1", "2"],
            "t": ["1", "2"],
            "p": "0..(a - 1)/2",
            "q": "0..(b - 1)/2",
            "y": "floor((h + 2*p - a)/s) + 1",
            "x": "floor((w + 2*q - b)/t) + 1",
        },
        "where": ["a != b"],
        "front": (
            r"A convolution has {c_out} filters of ${a}\times{b}$, stride $({s}, {t})$ and padding $({p}, {q})$; the "
            r"height always comes first, and the padding is put on both sides. Its input has the shape ${c_in}\times{h}\times{w}$ (channels, height, "
            "width). What is the shape of its output?"
        ),
        "answer": "(c_out, floor((h + 2*p - a)/s) + 1, floor((w + 2*q - b)/t) + 1)",
        "steps": [
            "y = floor((h + 2*p - a)/s) + 1",
            "x = floor((w + 2*q - b)/t) + 1",
            "(c_out, y, x)",
        ],
        "mistakes": [
            {
                "answer": "(c_out, floor((h + 2*q - b)/t) + 1, floor((w + 2*p - a)/s) + 1)",
                "when": "abs(floor((h + 2*q - b)/t) - floor((h + 2*p - a)/s)) + abs(floor((w + 2*p - a)/s) - floor((w + 2*q - b)/t)) > 0",
                "says": "The first number of each pair belongs to the height: the kernel is {a} high and {b} wide.",
            },
            {
                "answer": "(c_in, y, x)",
                "when": "c_in != c_out",
                "says": "Every filter gives one channel of the output: {c_out}. The channels that come in are summed up.",
            },
            {
                "answer": "(c_out, x, y)",
                "when": "x != y",
                "says": "The height comes before the width.",
            },
            {
                "answer": "(c_out, y - 1, x - 1)",
                "says": "The first position of the kernel counts too: add 1 to height and width.",
            },
            {
                "answer": "(c_out, floor((h - a)/s) + 1, floor((w - b)/t) + 1)",
                "when": "max(2*p/s, 2*q/t) >= 1",
                "says": "The padding is missing: {p} above and below, {q} on the left and on the right.",
            },
        ],
    },
    topic=TOPIC,
    title="Output shape of a convolution, channels, height and width",
    source=f"{ARITHMETIC}, relationship 6 along each axis; channels as in section 1.1",
)

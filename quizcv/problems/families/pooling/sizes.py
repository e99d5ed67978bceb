"""Output sizes of pooling: rounding down, the stride that is not given, and ceil mode."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.pooling import ARITHMETIC, PYTORCH, TOPIC

template_family(
    "pool-output",
    {
        "given": {"n": "7..224", "k": ["2", "2", "3", "3", "5"], "s": "1..k", "p": "0..k/2"},
        "where": ["s >= 2", "p < k/2"],
        "front": (
            r"Max pooling has windows of ${k}\times{k}$, stride {s} and padding {p}, and rounds down (floor mode). Its input is a map "
            r"of ${n}\times{n}$. How long is a side of its output?"
        ),
        "answer": "floor((n + 2*p - k)/s) + 1",
        "steps": ["(n + 2*p - k)/s", "floor((n + 2*p - k)/s) + 1"],
        "mistakes": [
            {
                "answer": "ceil((n + 2*p - k)/s) + 1",
                "when": "(n + 2*p - k) % s != 0",
                "says": "That is ceil mode; in floor mode a window that does not fit in whole is left out.",
            },
            {"answer": "floor((n + 2*p - k)/s)", "says": "The first window counts too: add 1."},
            {"answer": "n + 2*p - k + 1", "says": "The stride is missing: the windows lie {s} pixels apart."},
            {
                "answer": "floor((n + 2*p - k)/k) + 1",
                "when": "floor((n + 2*p - k)/k) != floor((n + 2*p - k)/s)",
                "says": "The stride is {s} here; only where none is given is it the size of the window.",
            },
            {
                "answer": "floor((n - k)/s) + 1",
                "when": "floor((n - k)/s) != floor((n + 2*p - k)/s)",
                "says": "The padding is missing: it adds {p} on each of the two sides.",
            },
        ],
    },
    topic=TOPIC,
    title="Output side of pooling, floor mode",
    source=f"{ARITHMETIC}, relationship 7, with padding as in torch.nn.MaxPool2d",
)

template_family(
    "pool-default-stride",
    {
        "given": {
            "c": ["16", "32", "64", "96", "128", "256", "512"],
            "h": "6..120",
            "w": "6..200",
            "k": "2..5",
            "kind": ["Max", "Avg"],
        },
        "where": ["h != w", "(h % k) + (w % k) > 0", "h >= 2*k", "w >= 2*k"],
        "front": (
            r"In PyTorch a pooling layer is written `{kind}Pool2d({k})`: windows of ${k}\times{k}$, and nothing else is given. Its input "
            r"has the shape ${c}\times{h}\times{w}$ (channels, height, width). What is the shape of its output?"
        ),
        "answer": "(c, floor(h/k), floor(w/k))",
        "steps": [
            "y = floor((h - k)/k) + 1",
            "x = floor((w - k)/k) + 1",
            "(c, y, x)",
        ],
        "mistakes": [
            {
                "answer": "(c, h - k + 1, w - k + 1)",
                "says": "That is stride 1. Where no stride is given, pooling takes the size of the window, here {k}.",
            },
            {
                "answer": "(c, ceil(h/k), ceil(w/k))",
                "says": "Round down: without ceil mode what is left over at the edge gets no window.",
            },
            {
                "answer": "(floor(c/k), floor(h/k), floor(w/k))",
                "says": "Pooling works on every channel by itself: all {c} stay.",
            },
            {
                "answer": "(1, floor(h/k), floor(w/k))",
                "says": "Pooling does not mix the channels: all {c} stay.",
            },
        ],
    },
    topic=TOPIC,
    title="Output shape of pooling without a given stride",
    source=f"{ARITHMETIC}, relationship 7; {PYTORCH} torch.nn.MaxPool2d, whose stride is the window's size by default",
)

CEIL_MODE = (
    r"Max pooling in PyTorch has windows of ${k}\times{k}$, stride {s}, padding {p} and `ceil_mode=True`. Its input is a map of "
    r"${n}\times{n}$. How long is a side of its output?"
)
CEIL_STEPS = ["q = ceil((n + 2*p - k)/s) + 1", "m = ceil((n + p)/s)", "min(q, m)"]

template_family(
    "pool-ceil-mode",
    {
        "given": {
            "n": "7..230",
            "k": ["2", "3", "3", "3", "4", "5"],
            "s": "2..k",
            "p": "0..k/2",
            "q": "ceil((n + 2*p - k)/s) + 1",
        },
        "where": ["(n + 2*p - k) % s > 0", "(q - 1)*s < n + p"],
        "front": CEIL_MODE,
        "answer": "min(ceil((n + 2*p - k)/s) + 1, ceil((n + p)/s))",
        "steps": CEIL_STEPS,
        "mistakes": [
            {
                "answer": "floor((n + 2*p - k)/s) + 1",
                "says": "That is floor mode; ceil mode adds a last window that reaches over the edge.",
            },
            {
                "answer": "q + 1",
                "says": "One window too many: the division is rounded up already, so only 1 is added for the first window.",
            },
            {
                "answer": "ceil((n - k)/s) + 1",
                "when": "ceil((n - k)/s) + 1 != q",
                "says": "The padding is missing: it adds {p} on each of the two sides.",
            },
            {
                "answer": "ceil((n + 2*p - k)/k) + 1",
                "when": "ceil((n + 2*p - k)/k) + 1 != q",
                "says": "The stride is {s} here; only where none is given is it the size of the window.",
            },
        ],
    },
    {
        "given": {
            "n": "7..230",
            "k": ["2", "2", "3", "4", "5"],
            "s": "k..k + 1",
            "p": "1..k/2",
            "q": "ceil((n + 2*p - k)/s) + 1",
        },
        "where": ["(n + 2*p - k) % s > 0", "(q - 1)*s >= n + p"],
        "front": CEIL_MODE,
        "answer": "min(ceil((n + 2*p - k)/s) + 1, ceil((n + p)/s))",
        "steps": CEIL_STEPS,
        "mistakes": [
            {
                "answer": "ceil((n + 2*p - k)/s) + 1",
                "says": (
                    "The last of these windows would begin in row {(q - 1)*s} of the padded map, counted from 0, and from row {n + p} on "
                    "there is only padding: PyTorch leaves it out."
                ),
            },
            {
                "answer": "floor((n + 2*p - k)/s)",
                "says": "The first window counts too: add 1.",
            },
            {
                "answer": "n + 2*p - k + 1",
                "says": "The stride is missing: the windows lie {s} pixels apart.",
            },
        ],
    },
    topic=TOPIC,
    title="Output side of pooling, ceil mode",
    source=f"{PYTORCH} torch.nn.MaxPool2d: in ceil mode a window must begin inside the input or the padding before it",
)

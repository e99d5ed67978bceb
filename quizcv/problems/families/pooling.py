"""Output sizes of pooling."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "pooling"

template_family(
    "pool-output",
    {
        "given": {"n": "7..224", "k": ["2", "2", "3", "3", "5"], "s": "1..k", "p": "0..k/2"},
        "where": ["s >= 2", "p < k/2"],
        "front": (
            r"Max pooling over ${k}\times{k}$ windows with stride {s} and padding {p}, rounding down (floor mode), is applied "
            r"to a ${n}\times{n}$ map. How long is a side of its output?"
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
    source=(
        "Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning (arXiv:1603.07285), "
        "relationship 7, with padding as in torch.nn.MaxPool2d"
    ),
)

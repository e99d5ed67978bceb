"""Adaptive pooling: which pixels each cell of a fixed output sees."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.pooling import PYTORCH, TOPIC

SOURCE = f"{PYTORCH} torch.nn.AdaptiveAvgPool2d: cell i reaches from floor(i H/o) up to ceil((i + 1) H/o)"
START = "floor(i*n/o)"
END = "ceil((i + 1)*n/o)"

template_family(
    "adaptive-bin",
    {
        "given": {"n": "7..64", "o": ["2", "3", "4", "5", "6", "7", "8"], "i": "0..o - 1"},
        "where": ["n > o", "n % o > 0"],
        "front": (
            "PyTorch pools a map with {n} rows adaptively to {o} rows. Which of its rows does output row {i} see? Give the first and the "
            "last one, all rows counted from 0."
        ),
        "answer": f"[{START}, {END} - 1]",
        "steps": [f"a = {START}", f"b = {END}", "[a, b - 1]"],
        "mistakes": [
            {
                "answer": f"[{START}, {END}]",
                "says": "The upper bound itself is left out: the last row is one before it.",
            },
            {
                "answer": f"[{START}, floor((i + 1)*n/o) - 1]",
                "when": f"floor((i + 1)*n/o) != {END}",
                "says": "The end is rounded up, so that neighbouring windows overlap where {o} does not divide {n}.",
            },
            {
                "answer": "[i*floor(n/o), (i + 1)*floor(n/o) - 1]",
                "says": "That takes windows of one size; here they are spread over all {n} rows.",
            },
            {
                "answer": f"[{START} + 1, {END}]",
                "when": "i > 0",
                "says": "The rows are counted from 0.",
            },
        ],
    },
    topic=TOPIC,
    title="Rows that one cell of adaptive pooling sees",
    source=SOURCE,
)

template_family(
    "adaptive-bin-values",
    {
        "given": {
            "h": "8..60",
            "w": "8..80",
            "o": ["3", "5", "6", "7", "7"],
            "i": "0..o - 1",
            "j": "0..o - 1",
            "y": "ceil((i + 1)*h/o) - floor(i*h/o)",
            "x": "ceil((j + 1)*w/o) - floor(j*w/o)",
        },
        "where": ["(h % o) + (w % o) > 0", "h != w"],
        "front": (
            r"Adaptive average pooling in PyTorch makes ${o}\times{o}$ of a map of ${h}\times{w}$ (height, width). How many values are averaged "
            "for the output in row {i}, column {j}, both counted from 0?"
        ),
        "answer": "(ceil((i + 1)*h/o) - floor(i*h/o))*(ceil((j + 1)*w/o) - floor(j*w/o))",
        "unit": "values",
        "steps": [
            "y = ceil((i + 1)*h/o) - floor(i*h/o)",
            "x = ceil((j + 1)*w/o) - floor(j*w/o)",
            "y*x",
        ],
        "mistakes": [
            {
                "answer": "floor(h/o)*floor(w/o)",
                "says": "The windows are not all of one size: each begins rounded down and ends rounded up.",
            },
            {
                "answer": "ceil(h/o)*ceil(w/o)",
                "when": "ceil(h/o)*ceil(w/o) != y*x",
                "says": (
                    "How long a window is depends on its place: rows {floor(i*h/o)} to {ceil((i + 1)*h/o) - 1}, "
                    "columns {floor(j*w/o)} to {ceil((j + 1)*w/o) - 1}."
                ),
            },
            {
                "answer": "(ceil((i + 1)*h/o) - floor(i*h/o) - 1)*(ceil((j + 1)*w/o) - floor(j*w/o) - 1)",
                "says": "Both ends count: from row {floor(i*h/o)} to row {ceil((i + 1)*h/o) - 1} there are {y} rows.",
            },
            {
                "answer": "(ceil((j + 1)*h/o) - floor(j*h/o))*(ceil((i + 1)*w/o) - floor(i*w/o))",
                "when": "(ceil((j + 1)*h/o) - floor(j*h/o))*(ceil((i + 1)*w/o) - floor(i*w/o)) != y*x",
                "says": "Row and column are exchanged.",
            },
        ],
    },
    topic=TOPIC,
    title="Values behind one cell of adaptive pooling",
    source=SOURCE,
)

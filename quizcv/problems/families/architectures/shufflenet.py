"""ShuffleNet: where a channel goes when groups are shuffled."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

GIVEN: Final = {"g": ["2", "3", "4", "8"], "n": ["6", "8", "10", "12", "15", "20", "24", "30", "60"], "c": "g*n"}
SHUFFLE: Final = (
    "ShuffleNet shuffles {c} channels of {g} groups, {n} in each: they are laid out as {g} rows of {n}, transposed, and read row by row. "
    "Channels and places are counted from 0. "
)

template_family(
    "shufflenet-shuffle",
    {
        "given": {**GIVEN, "i": "1..c - 2", "r": "floor(i/n)", "q": "i % n"},
        "front": SHUFFLE + "At which place does channel {i} end up?",
        "answer": "q*g + r",
        "steps": ["r = floor(i/n)", "q = i % n", "q*g + r"],
        "mistakes": [
            {
                "answer": "(i % g)*n + floor(i/g)",
                "when": "(i % g)*n + floor(i/g) != q*g + r",
                "says": "That is the way back: which channel comes to place {i}.",
            },
            {
                "answer": "q*n + r",
                "when": "q*n + r < c",
                "says": "After transposing, a row holds one channel of each group: it is {g} long, not {n}.",
            },
            {
                "answer": "q*g + r + 1",
                "says": "Count from 0: the first row, column and place are number 0.",
            },
            {
                "answer": "i",
                "when": "i != q*g + r",
                "says": "Only the first and the last channel are sure to stay where they are.",
            },
        ],
    },
    {
        "given": {**GIVEN, "j": "1..c - 2", "r": "j % g", "q": "floor(j/g)"},
        "front": SHUFFLE + "Which channel ends up at place {j}?",
        "answer": "r*n + q",
        "steps": ["q = floor(j/g)", "r = j % g", "r*n + q"],
        "mistakes": [
            {
                "answer": "(j % n)*g + floor(j/n)",
                "when": "(j % n)*g + floor(j/n) != r*n + q",
                "says": "That is where channel {j} goes; asked is which one comes to place {j}.",
            },
            {"answer": "r*n + q + 1", "says": "Count from 0: the first group and its first channel are number 0."},
            {
                "answer": "j",
                "when": "j != r*n + q",
                "says": "Only the first and the last channel are sure to stay where they are.",
            },
        ],
    },
    topic=TOPIC,
    title="ShuffleNet: channel shuffle",
    source="Zhang et al. 2018, ShuffleNet (arXiv:1707.01083), section 3.1: reshape to (g, n), transpose, flatten",
)

"""Swin transformer: stages, windows and patch merging."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

LIU: Final = "Liu et al. 2021, Swin transformer (arXiv:2103.14030)"
WIDTHS: Final = ["48", "64", "96", "96", "128", "192"]

template_family(
    "swin-stages",
    {
        "given": {"a": "4..20", "b": "4..20", "h": "32*a", "w": "32*b", "c": WIDTHS, "l": "2..4"},
        "front": (
            r"A Swin transformer with $4\times 4$ patches and C = {c} gets an image of ${h}\times{w}$ pixels. Which shape has the output of its stage "
            "{l}, counted from 1, as channels × height × width?"
        ),
        "answer": "(c*2^(l - 1), h/(4*2^(l - 1)), w/(4*2^(l - 1)))",
        "steps": ["m = 2^(l - 1)", "(c*m, h/(4*m), w/(4*m))"],
        "mistakes": [
            {
                "answer": "(c*4^(l - 1), h/(4*2^(l - 1)), w/(4*2^(l - 1)))",
                "says": "Merging joins four neighbours, but projects their 4C channels to 2C.",
            },
            {
                "answer": "(c*2^l, h/(4*2^l), w/(4*2^l))",
                "says": "Stage 1 has no merging: the first one stands before stage 2.",
            },
            {
                "answer": "(c*2^(l - 1), h/2^(l - 1), w/2^(l - 1))",
                "says": "The patches are 4 pixels wide: begin with a quarter of each side.",
            },
            {"answer": "(c, h/(4*2^(l - 1)), w/(4*2^(l - 1)))", "says": "Each merging doubles the channels."},
        ],
    },
    {
        "given": {"m": ["7", "7", "8", "12"], "a": "1..4", "n": "32*m*a", "l": "1..4", "s": "n/(4*2^(l - 1))"},
        "where": ["n <= 1024"],
        "front": (
            r"A Swin transformer with $4\times 4$ patches and windows of ${m}\times{m}$ tokens gets an image of ${n}\times{n}$ pixels. How many windows "
            "does a layer with windows not shifted have in stage {l}, counted from 1?"
        ),
        "answer": "(s/m)^2",
        "unit": "windows",
        "steps": ["s = n/(4*2^(l - 1))", "s/m", "(s/m)^2"],
        "mistakes": [
            {"answer": "s/m", "when": "s > m", "says": "That is one side: windows cover the map in rows and columns."},
            {
                "answer": "(n/4/m)^2",
                "when": "l > 1",
                "says": "Each stage after the first halves the sides: the map has {s} tokens a side.",
            },
            {"answer": "(s/m + 1)^2", "says": "One more in each direction has a layer with shifted windows."},
            {
                "answer": "m^2",
                "when": "m^2 != (s/m)^2",
                "says": "So many tokens has a window; asked is how many windows there are.",
            },
        ],
    },
    {
        "given": {"c": "32..256 by 16", "l": "2..4", "d": "c*2^(l - 2)"},
        "front": (
            "In a Swin transformer with C = {c} a patch merging layer stands before stage {l}, counted from 1. It joins the vectors of "
            r"$2\times 2$ neighbours, normalises them and projects them to the channels of the stage, without a bias. How many weights does the "
            "projection have?"
        ),
        "answer": "4*d*2*d",
        "unit": "weights",
        "steps": ["d = c*2^(l - 2)", "4*d*2*d"],
        "mistakes": [
            {"answer": "d*2*d", "says": "Four neighbours are joined: 4 times {d} numbers come in."},
            {"answer": "4*d*4*d", "says": "The projection halves the joined vectors: {2*d} numbers come out."},
            {
                "answer": "4*c*2*c",
                "when": "l > 2",
                "says": "That is before stage 2; before stage {l} there are {d} channels.",
            },
            {
                "answer": "4*(2*d)*2*(2*d)",
                "says": "The channels double in this layer: {d} come in from each neighbour.",
            },
        ],
    },
    topic=TOPIC,
    title="Swin transformer: stages, windows and merging",
    source=f"{LIU}, sections 3.1 and 3.2 and figure 3",
)

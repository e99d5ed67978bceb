"""The shape of what YOLO puts out."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"

template_family(
    "yolo-output",
    {
        "given": {"S": "5..14", "B": "2..5", "C": ["2", "3", "8", "10", "20", "80", "91"]},
        "front": (
            r"YOLO (version 1) divides an image into ${S}\times{S}$ cells. Each cell predicts {B} boxes with their confidence, and one "
            "distribution over {C} classes. What is the shape of the output, height first and channels last?"
        ),
        "answer": "(S, S, B*5 + C)",
        "steps": ["c = B*5 + C", "(S, S, c)"],
        "mistakes": [
            {
                "answer": "(S, S, B*(5 + C))",
                "says": "In version 1 the class probabilities belong to the cell: there is one set, not one for each box.",
            },
            {
                "answer": "(S, S, B*4 + C)",
                "says": "Each box has five numbers: x, y, width, height and its confidence.",
            },
            {"answer": "(S, S, B*5)", "says": "The {C} class probabilities of each cell are missing."},
            {
                "answer": "(S, S, B*5 + C + 1)",
                "says": "There is no class for background: the confidence says whether there is an object.",
            },
        ],
    },
    {
        "given": {"n": "320..608 by 32", "s": ["8", "16", "32"], "C": ["2", "3", "8", "10", "20", "80", "91"]},
        "front": (
            r"YOLOv3 has 3 anchors on each of its maps and tells {C} classes apart. What is the shape of its output on the map with "
            r"stride {s} for an image of ${n}\times{n}$ pixels, height first and channels last?"
        ),
        "answer": "(n/s, n/s, 3*(5 + C))",
        "steps": ["g = n/s", "c = 3*(4 + 1 + C)", "(g, g, c)"],
        "mistakes": [
            {
                "answer": "(n/s, n/s, 3*5 + C)",
                "says": "From version 2 on each box has class scores of its own: they count three times.",
            },
            {
                "answer": "(n/s, n/s, 3*(4 + C))",
                "says": "The objectness is missing: each box has 4 coordinates, 1 objectness and {C} class scores.",
            },
            {
                "answer": "(n/s, n/s, 9*(5 + C))",
                "says": "There are nine anchors in all, three for each of the three maps.",
            },
            {"answer": "(n/s, n/s, 5 + C)", "says": "That is one box at each position; there are three."},
        ],
    },
    {
        "given": {"B": "3..9", "C": "2..100"},
        "front": (
            r"A YOLOv2 or YOLOv3 head ends in a $1\times 1$ convolution. It has to predict, at each position, {B} boxes with 4 "
            "coordinates, an objectness and scores for {C} classes each. How many filters does this convolution have?"
        ),
        "answer": "B*(4 + 1 + C)",
        "unit": "filters",
        "steps": ["c = 4 + 1 + C", "B*c"],
        "mistakes": [
            {"answer": "B*5 + C", "says": "Each of the {B} boxes has class scores of its own."},
            {"answer": "B*(4 + C)", "says": "The objectness of each box is missing."},
            {"answer": "4 + 1 + C", "says": "That is one box at each position; there are {B}."},
            {"answer": "B*(4 + 1 + C + 1)", "says": "There is no class for background: the objectness tells it."},
        ],
    },
    topic=TOPIC,
    title="Shape of a YOLO output",
    source=(
        "Redmon et al. 2016, You only look once (arXiv:1506.02640), section 2; "
        "Redmon & Farhadi 2018, YOLOv3 (arXiv:1804.02767), section 2.3"
    ),
)

"""How much two boxes overlap."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
BY_PIXELS: Final = "(i + 1)*(j + 1)/((w_1 + 1)*(h_1 + 1) + (w_2 + 1)*(h_2 + 1) - (i + 1)*(j + 1))"
"""With edges that are whole pixels, the last one counted too."""

template_family(
    "iou",
    {
        "given": {
            "l_1": "0..60",
            "t_1": "0..60",
            "w_1": "20..100",
            "h_1": "20..100",
            "l_2": "l_1 - 30..l_1 + w_1 - 5",
            "t_2": "t_1 - 30..t_1 + h_1 - 5",
            "w_2": "20..100",
            "h_2": "20..100",
            "r_1": "l_1 + w_1",
            "b_1": "t_1 + h_1",
            "r_2": "l_2 + w_2",
            "b_2": "t_2 + h_2",
            "i": "min(r_1, r_2) - max(l_1, l_2)",
            "j": "min(b_1, b_2) - max(t_1, t_2)",
        },
        "where": ["l_2 >= 0", "t_2 >= 0", "i >= 5", "j >= 5", "i*j < w_1*h_1", "i*j < w_2*h_2"],
        "front": (
            "Two boxes are given by their left, top, right and bottom edges in continuous coordinates (a width is right minus left): "
            "({l_1}, {t_1}, {r_1}, {b_1}) and ({l_2}, {t_2}, {r_2}, {b_2}). What is their intersection over union? "
            "Give a fraction or three figures, also as a percentage."
        ),
        "answer": "i*j/(w_1*h_1 + w_2*h_2 - i*j)",
        "tolerance": "1%",
        "steps": [
            "i = min(r_1, r_2) - max(l_1, l_2)",
            "j = min(b_1, b_2) - max(t_1, t_2)",
            "A = (r_1 - l_1)*(b_1 - t_1)",
            "B = (r_2 - l_2)*(b_2 - t_2)",
            "I = i*j",
            "U = A + B - I",
            "I/U",
        ],
        "mistakes": [
            {
                "answer": "i*j/(w_1*h_1 + w_2*h_2)",
                "says": "The overlap is in both areas: subtract it once from their sum to get the union.",
            },
            {
                "answer": "2*i*j/(w_1*h_1 + w_2*h_2)",
                "says": "That is the Dice coefficient; IoU divides by the union.",
            },
            {
                "answer": "i*j/min(w_1*h_1, w_2*h_2)",
                "says": "That is the overlap over the smaller box; IoU divides by the union.",
            },
            {
                "answer": BY_PIXELS,
                "when": f"abs({BY_PIXELS}*(w_1*h_1 + w_2*h_2 - i*j)/(i*j) - 1) >= 1/50",
                "says": "In continuous coordinates nothing is added: the + 1 belongs to boxes given by whole pixels.",
            },
            {
                "answer": "(w_1*h_1 + w_2*h_2 - i*j)/(i*j)",
                "says": "It is the intersection over the union, not the other way round.",
            },
        ],
    },
    topic=TOPIC,
    title="Intersection over union of two boxes",
    source="Everingham et al. 2010, The Pascal visual object classes challenge (IJCV 88), section 4.2",
)

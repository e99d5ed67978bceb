"""Where boxes go in a pyramid, and how many of them a detector predicts."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
LEVEL: Final = "4 + log2(sqrt(w*h)/224)"

template_family(
    "fpn-level",
    {
        "given": {
            "side": ["24", "40", "64", "100", "160", "240", "320", "480", "640", "1000"],
            "w": "side/2..2*side",
            "h": "side/2..2*side",
            "level": f"floor({LEVEL})",
        },
        "front": (
            r"A feature pyramid network has the levels $P_2$ to $P_5$; a region of $224\times 224$ pixels belongs to level 4, and "
            r"levels beyond the ends are clamped. To which level is a region of ${w}\times{h}$ pixels assigned?"
        ),
        "answer": f"max(2, min(5, floor({LEVEL})))",
        "steps": ["sqrt(w*h)", f"q = {LEVEL}", "floor(q)", "max(2, min(5, floor(q)))"],
        "mistakes": [
            {
                "answer": "level",
                "when": "level != max(2, min(5, level))",
                "says": "There is no such level: beyond the ends it is clamped to 2 or 5.",
            },
            {
                "answer": f"max(2, min(5, round({LEVEL})))",
                "when": f"max(2, min(5, round({LEVEL}))) != max(2, min(5, level))",
                "says": "Round down, not to the nearest level.",
            },
            {
                "answer": "max(2, min(5, level + 1))",
                "when": "2 <= level <= 4",
                "says": "A region of 224 by 224 pixels belongs to level 4; yours is one level too coarse.",
            },
            {
                "answer": "max(2, min(5, level - 1))",
                "when": "3 <= level <= 5",
                "says": "A region of 224 by 224 pixels belongs to level 4; yours is one level too fine.",
            },
            {
                "answer": "max(2, min(5, floor(4 + log2(w*h/224))))",
                "when": "max(2, min(5, floor(4 + log2(w*h/224)))) != max(2, min(5, level))",
                "says": "Take the square root of the area first: a level is chosen by the side of the region.",
            },
        ],
    },
    topic=TOPIC,
    title="Pyramid level of a region",
    source="Lin et al. 2017, Feature pyramid networks for object detection (arXiv:1612.03144), equation 1",
)

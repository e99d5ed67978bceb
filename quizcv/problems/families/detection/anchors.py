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

SQUARE_CELLS: Final = "((n/8)^2 + (n/16)^2 + (n/32)^2)"
CELLS: Final = "(w/8*h/8 + w/16*h/16 + w/32*h/32)"

template_family(
    "yolov3-predictions",
    {
        "given": {"n": "320..608 by 32"},
        "front": (
            r"YOLOv3 predicts 3 boxes at every position of three maps, whose strides are 8, 16 and 32. How many boxes does it predict "
            r"for an image of ${n}\times{n}$ pixels?"
        ),
        "answer": f"3*{SQUARE_CELLS}",
        "unit": "boxes",
        "steps": ["a = (n/8)^2", "b = (n/16)^2", "c = (n/32)^2", "3*(a + b + c)"],
        "mistakes": [
            {"answer": SQUARE_CELLS, "says": "Each position has 3 boxes, one for each of its map's anchors."},
            {
                "answer": "3*(n/32)^2",
                "says": "Those are the boxes of the coarsest map; the maps with strides 8 and 16 have more.",
            },
            {
                "answer": f"9*{SQUARE_CELLS}",
                "says": "There are nine anchors in all, but three for each map.",
            },
            {
                "answer": "3*(n/8 + n/16 + n/32)",
                "says": "A map has as many positions as its side squared: {n/8} times {n/8} at stride 8.",
            },
        ],
    },
    {
        "given": {"w": "320..640 by 32", "h": "320..640 by 32"},
        "where": ["w != h"],
        "front": (
            r"YOLOv3 predicts 3 boxes at every position of three maps, whose strides are 8, 16 and 32. An image is scaled to "
            r"${w}\times{h}$ pixels. How many boxes are predicted for it?"
        ),
        "answer": f"3*{CELLS}",
        "unit": "boxes",
        "steps": ["a = w/8*(h/8)", "b = w/16*(h/16)", "c = w/32*(h/32)", "3*(a + b + c)"],
        "mistakes": [
            {"answer": CELLS, "says": "Each position has 3 boxes, one for each of its map's anchors."},
            {
                "answer": "3*w/32*h/32",
                "says": "Those are the boxes of the coarsest map; the maps with strides 8 and 16 have more.",
            },
            {"answer": f"9*{CELLS}", "says": "There are nine anchors in all, but three for each map."},
            {
                "answer": "3*(max(w, h)^2/64 + max(w, h)^2/256 + max(w, h)^2/1024)",
                "says": "The image is not square: a map has w/s times h/s positions.",
            },
        ],
    },
    topic=TOPIC,
    title="Boxes that YOLOv3 predicts",
    source="Redmon & Farhadi 2018, YOLOv3 (arXiv:1804.02767), section 2.3: three scales, three boxes at each",
)

LEVELS: Final = "ceil(w/8)*ceil(h/8) + ceil(w/16)*ceil(h/16) + ceil(w/32)*ceil(h/32) + ceil(w/64)*ceil(h/64) + ceil(w/128)*ceil(h/128)"
FLOORED: Final = LEVELS.replace("ceil", "floor")
PYRAMID: Final = {
    "w": ["512", "600", "640", "667", "768", "800", "832", "896", "1000", "1024", "1066", "1200", "1216", "1333"],
    "h": ["400", "416", "480", "500", "512", "600", "640", "700", "768", "800"],
    "s": "2..4",
    "r": ["3", "3", "5"],
}
PYRAMID_STEPS: Final = [
    "a = ceil(w/8)*ceil(h/8)",
    "b = ceil(w/16)*ceil(h/16)",
    "c = ceil(w/32)*ceil(h/32)",
    "d = ceil(w/64)*ceil(h/64)",
    "e = ceil(w/128)*ceil(h/128)",
    "N = a + b + c + d + e",
]
PYRAMID_FRONT: Final = (
    r"RetinaNet's pyramid levels $P_3$ to $P_7$ have strides 8, 16, 32, 64 and 128, the sides of the maps rounded up. Every position "
    r"has anchors of {s} sizes in {r} aspect ratios each. "
)

template_family(
    "retinanet-anchors",
    {
        "given": PYRAMID,
        "front": PYRAMID_FRONT + r"How many anchors are there for an image of ${w}\times{h}$ pixels?",
        "answer": f"s*r*({LEVELS})",
        "unit": "anchors",
        "steps": [*PYRAMID_STEPS, "s*r*N"],
        "mistakes": [
            {
                "answer": f"(s + r)*({LEVELS})",
                "says": "Each size comes in each ratio: {s} times {r} anchors at a position.",
            },
            {
                "answer": LEVELS,
                "says": "Those are the positions; each has {s*r} anchors.",
            },
            {
                "answer": f"s*r*({FLOORED})",
                "when": f"{FLOORED} != {LEVELS}",
                "says": "The sides of the maps are rounded up: a border narrower than the stride still makes a position.",
            },
            {
                "answer": "s*r*(ceil(w/8)*ceil(h/8) + ceil(w/16)*ceil(h/16) + ceil(w/32)*ceil(h/32))",
                "says": r"$P_6$ and $P_7$ are missing; they have {s*r*(ceil(w/64)*ceil(h/64) + ceil(w/128)*ceil(h/128))} anchors.",
            },
        ],
    },
    {
        "given": {**PYRAMID, "k": ["1", "3", "8", "20", "80"]},
        "front": (
            PYRAMID_FRONT
            + r"The number of classes is {k} (background is none of them; one sigmoid for each), and each anchor has 4 box offsets. How many numbers does RetinaNet put "
            r"out for an image of ${w}\times{h}$ pixels?"
        ),
        "answer": f"s*r*(k + 4)*({LEVELS})",
        "steps": [*PYRAMID_STEPS, "s*r*(k + 4)*N"],
        "mistakes": [
            {
                "answer": f"s*r*(k + 5)*({LEVELS})",
                "says": "There is no output for background or for objectness: each anchor has {k + 4} numbers, scores and offsets.",
            },
            {"answer": f"s*r*k*({LEVELS})", "says": "The 4 box offsets of each anchor are missing."},
            {
                "answer": f"s*r*(4*k + k)*({LEVELS})",
                "when": "k > 1",
                "says": "The box offsets are shared by all classes: 4 for each anchor, not 4 for each class.",
            },
            {
                "answer": f"(k + 4)*({LEVELS})",
                "says": "That is for one anchor at each position; there are {s*r}.",
            },
        ],
    },
    topic=TOPIC,
    title="Anchors and outputs of RetinaNet",
    source="Lin et al. 2017, Focal loss for dense object detection (arXiv:1708.02002), section 4",
)

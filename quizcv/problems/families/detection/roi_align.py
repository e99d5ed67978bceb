"""Reading a feature between pixels."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
TENTHS: Final = ["0.1", "0.2", "0.25", "0.3", "0.4", "0.6", "0.7", "0.75", "0.8", "0.9"]
BILINEAR: Final = "(1 - a)*(1 - b)*p + a*(1 - b)*q + (1 - a)*b*r + a*b*s"

template_family(
    "roi-align-sample",
    {
        "given": {
            "c": "2..30",
            "e": "2..30",
            "a": TENTHS,
            "b": TENTHS,
            "p": "0..40",
            "q": "0..40",
            "r": "0..40",
            "s": "0..40",
            "x": "c + a",
            "y": "e + b",
            "n": "max(0, floor(x + 1/2) - c)",
            "m": "max(0, floor(y + 1/2) - e)",
        },
        "where": [
            "a != b",
            f"abs({BILINEAR} - (p + q + r + s)/4) >= 1/2",
            f"abs({BILINEAR} - (a*b*p + (1 - a)*b*q + a*(1 - b)*r + (1 - a)*(1 - b)*s)) >= 1/2",
        ],
        "front": (
            "RoIAlign samples a feature map at x = {x}, y = {y}; the pixels' centres lie at whole coordinates. The four pixels around are:\n\n"
            "- y = {e}: {p} at x = {c}, {q} at x = {c + 1}\n- y = {e + 1}: {r} at x = {c}, {s} at x = {c + 1}\n\n"
            "What does bilinear interpolation give? Two decimals are enough."
        ),
        "answer": BILINEAR,
        "tolerance": "0.02",
        "steps": ["a = x - c", "b = y - e", "t = (1 - a)*p + a*q", "u = (1 - a)*r + a*s", "(1 - b)*t + b*u"],
        "mistakes": [
            {
                "answer": "(1 - m)*((1 - n)*p + n*q) + m*((1 - n)*r + n*s)",
                "when": f"abs((1 - m)*((1 - n)*p + n*q) + m*((1 - n)*r + n*s) - ({BILINEAR})) >= 1/10",
                "says": "That is the nearest pixel: RoIAlign does not round coordinates, it interpolates.",
            },
            {
                "answer": "(p + q + r + s)/4",
                "says": "The four pixels are weighed by how near they are, not averaged.",
            },
            {
                "answer": "a*b*p + (1 - a)*b*q + a*(1 - b)*r + (1 - a)*(1 - b)*s",
                "says": "The weights are the wrong way round: the nearer pixel counts more, 1 less its distance.",
            },
            {
                "answer": "(1 - a)*(1 - b)*p + b*(1 - a)*q + (1 - b)*a*r + a*b*s",
                "when": "abs((a - b)*(q - r)) >= 1/10",
                "says": "x and y are the wrong way round: x tells left from right.",
            },
        ],
    },
    topic=TOPIC,
    title="Bilinear sample of RoIAlign",
    source="He et al. 2017, Mask R-CNN (arXiv:1703.06870), section 3, RoIAlign; Jaderberg et al. 2015 (arXiv:1506.02025), equation 5",
)

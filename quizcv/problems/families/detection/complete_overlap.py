"""CIoU: the shapes of two boxes compared, beside their overlap and their distance."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.detection.overlap_losses import DISTANT

TOPIC: Final = "detection"
SIZES: Final = {
    "w_1": "20..120 by 5",
    "h_1": "20..120 by 5",
    "w_2": "20..120 by 5",
    "h_2": "20..120 by 5",
    "turn": "w_2*h_1/(h_2*w_1)",
}
"""A prediction and a true box, and how many times wider for its height the true one is."""
DIFFERENT: Final = "max(turn, 1/turn) >= 5/2"
ASPECT: Final = "4/pi^2*(atan(w_2/h_2) - atan(w_1/h_1))^2"
ASPECT_STEP: Final = f"v = {ASPECT}"
NOT_SCALED: Final = "(atan(w_2/h_2) - atan(w_1/h_1))^2"

template_family(
    "ciou",
    {
        "given": SIZES,
        "where": [DIFFERENT],
        "front": (
            "CIoU compares the shapes of a predicted box, {w_1} wide and {h_1} high, and of a true box, {w_2} wide and {h_2} high. "
            "How large is its aspect term $v$? Give three figures; angles are in radians."
        ),
        "answer": ASPECT,
        "tolerance": "1%",
        "steps": ["a = atan(w_2/h_2)", "b = atan(w_1/h_1)", "4/pi^2*(a - b)^2"],
        "mistakes": [
            {
                "answer": NOT_SCALED,
                "says": "The factor 4/π² is missing: it makes v at most 1, for angles up to π/2.",
            },
            {
                "answer": "2/pi*abs(atan(w_2/h_2) - atan(w_1/h_1))",
                "says": "The difference of the angles is squared, and so is 2/π.",
            },
            {
                "answer": "4/pi*(atan(w_2/h_2) - atan(w_1/h_1))^2",
                "says": "The factor is 4/π², not 4/π.",
            },
            {
                "answer": "4/pi^2*(w_2/h_2 - w_1/h_1)^2",
                "when": f"abs((w_2/h_2 - w_1/h_1)^2/{NOT_SCALED} - 1) >= 1/20",
                "says": "The angles are compared, arctan(w/h), not the ratios w/h themselves.",
            },
        ],
    },
    {
        "given": {
            **SIZES,
            "m": "min(w_1, w_2)*min(h_1, h_2)",
            "o": "m/(w_1*h_1 + w_2*h_2 - m)",
        },
        "where": ["max(turn, 1/turn) >= 4", "o >= 1/5"],
        "front": (
            "A predicted box is {w_1} wide and {h_1} high, the true box {w_2} wide and {h_2} high, and their centres are in the same "
            r"place. What is the CIoU loss $1 - \text{CIoU}$, with $\alpha = v/(1 - \text{IoU} + v)$? Give three figures; "
            "angles are in radians."
        ),
        "answer": f"1 - o + ({ASPECT})^2/(1 - o + {ASPECT})",
        "tolerance": "1%",
        "steps": [
            "I = min(w_1, w_2)*min(h_1, h_2)",
            "u = I/(w_1*h_1 + w_2*h_2 - I)",
            ASPECT_STEP,
            "alpha = v/(1 - u + v)",
            "1 - u + alpha*v",
        ],
        "mistakes": [
            {
                "answer": f"1 - o + ({NOT_SCALED})^2/(1 - o + {NOT_SCALED})",
                "says": "The factor 4/π² of v is missing.",
            },
            {"answer": "1 - o", "says": "The aspect term is missing: the boxes have different shapes."},
            {
                "answer": f"1 - o + {ASPECT}",
                "says": "The aspect term is weighed: alpha times v, and alpha is less than 1.",
            },
            {
                "answer": f"o - ({ASPECT})^2/(1 - o + {ASPECT})",
                "when": f"abs(1 - 2*(o - ({ASPECT})^2/(1 - o + {ASPECT}))) >= 1/20",
                "says": "That is the CIoU itself; the loss is 1 less it.",
            },
        ],
    },
    {
        "given": {**DISTANT, "turn": "w_2*h_1/(h_2*w_1)", "o": "I/U", "R": "rho2/diagonal2"},
        "where": ["max(turn, 1/turn) >= 4", "I > 0", "R > 0"],
        "front": (
            "A predicted box is {w_1} wide and {h_1} high, the true box {w_2} wide and {h_2} high. Their IoU is {o}, and "
            "the squared distance of their centres is {R} of the squared diagonal of the box around both. "
            r"What is the CIoU loss $1 - \text{CIoU}$, with $\alpha = v/(1 - \text{IoU} + v)$? Give three figures; angles are "
            "in radians."
        ),
        "answer": f"1 - o + R + ({ASPECT})^2/(1 - o + {ASPECT})",
        "tolerance": "1%",
        "steps": [
            ASPECT_STEP,
            "alpha = v/(1 - o + v)",
            "1 - o + R + alpha*v",
        ],
        "mistakes": [
            {
                "answer": f"1 - o + R + ({NOT_SCALED})^2/(1 - o + {NOT_SCALED})",
                "says": "The factor 4/π² of v is missing.",
            },
            {
                "answer": "1 - o + R",
                "says": "That is the DIoU loss: the aspect term alpha times v has to be added.",
            },
            {
                "answer": f"1 - o + R + {ASPECT}",
                "says": "The aspect term is weighed: alpha times v, and alpha is less than 1.",
            },
            {
                "answer": f"1 - o + ({ASPECT})^2/(1 - o + {ASPECT})",
                "when": "R >= 3/100",
                "says": "The distance of the centres is missing: add {R}.",
            },
        ],
    },
    topic=TOPIC,
    title="Complete IoU: the aspect term and the loss",
    source="Zheng et al. 2020, Distance-IoU loss (arXiv:1911.08287), section 3: equations 8 to 11",
)

"""What a pair of a prediction and a true box costs in DETR's matching."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
COORDINATES: Final = {name: [f"0.{hundredths:02}" for hundredths in range(20, 81, 2)] for name in ("x_1", "y_1")}
SIDES: Final = [f"0.{hundredths:02}" for hundredths in range(10, 41, 2)]
SHIFTS: Final = ["-0.1", "-0.06", "-0.04", "-0.02", "0.02", "0.04", "0.06", "0.1"]
DISTANCE: Final = "(abs(x_1 - x_2) + abs(y_1 - y_2) + abs(w_1 - w_2) + abs(h_1 - h_2))"

template_family(
    "detr-matching-cost",
    {
        "given": {
            **COORDINATES,
            "w_1": SIDES,
            "h_1": SIDES,
            "a": SHIFTS,
            "b": SHIFTS,
            "c": SHIFTS,
            "e": SHIFTS,
            "x_2": "x_1 + a",
            "y_2": "y_1 + b",
            "w_2": "w_1 + c",
            "h_2": "h_1 + e",
            "p": [f"0.{hundredths:02}" for hundredths in range(30, 97, 2)],
            "i": "max(0, min(x_1 + w_1/2, x_2 + w_2/2) - max(x_1 - w_1/2, x_2 - w_2/2))",
            "j": "max(0, min(y_1 + h_1/2, y_2 + h_2/2) - max(y_1 - h_1/2, y_2 - h_2/2))",
            "u": "w_1*h_1 + w_2*h_2 - i*j",
            "m": "max(x_1 + w_1/2, x_2 + w_2/2) - min(x_1 - w_1/2, x_2 - w_2/2)",
            "n": "max(y_1 + h_1/2, y_2 + h_2/2) - min(y_1 - h_1/2, y_2 - h_2/2)",
            "G": "round(i*j/u - (m*n - u)/(m*n), 2)",
        },
        "where": ["w_2 >= 1/20", "h_2 >= 1/20", "G >= 1/10", f"{DISTANCE} >= 1/10"],
        "front": (
            r"DETR matches predictions to true boxes at the cost $-\hat p(c) + 5 \, L_1 + 2 \, L_{\text{iou}}$, where $L_1$ is "
            r"taken over the box as (x, y, width, height), and $L_{\text{iou}}$ is the GIoU loss. A prediction gives the true class "
            "the probability {p}; its box is ({x_1}, {y_1}, {w_1}, {h_1}), the true one ({x_2}, {y_2}, {w_2}, {h_2}), and their "
            "GIoU is {G}. What does the pair cost? Give it to two decimals."
        ),
        "answer": f"-p + 5*{DISTANCE} + 2*(1 - G)",
        "tolerance": "0.02",
        "steps": [f"d = {DISTANCE.removeprefix('(').removesuffix(')')}", "L = 1 - G", "-p + 5*d + 2*L"],
        "mistakes": [
            {
                "answer": f"-p + 5*{DISTANCE} + 2*G",
                "when": "abs(G - 1/2) >= 1/20",
                "says": "A better overlap costs less: the GIoU loss is 1 - GIoU.",
            },
            {
                "answer": f"p + 5*{DISTANCE} + 2*(1 - G)",
                "says": "The surer the class, the lower the cost: the probability is subtracted.",
            },
            {
                "answer": f"-p + 5*{DISTANCE}/4 + 2*(1 - G)",
                "says": "The L1 distance is the sum of the four differences, not their mean.",
            },
            {
                "answer": f"-ln(p) + 5*{DISTANCE} + 2*(1 - G)",
                "says": "In the matching it is the probability itself, not its logarithm as in the loss.",
            },
            {
                "answer": f"-p + {DISTANCE} + (1 - G)",
                "says": "The weights 5 and 2 of the box terms are missing.",
            },
        ],
    },
    topic=TOPIC,
    title="Cost of a pair in DETR's matching",
    source="Carion et al. 2020, End-to-end object detection with transformers (arXiv:2005.12872), section 3.1 and appendix A",
)

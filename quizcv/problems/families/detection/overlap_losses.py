"""What GIoU, DIoU and CIoU add to the overlap of two boxes."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
EDGES: Final = (
    "Two boxes are given by their left, top, right and bottom edges in continuous coordinates: "
    "({l_1}, {t_1}, {r_1}, {b_1}) and ({l_2}, {t_2}, {r_2}, {b_2}). "
)
FIGURES: Final = "Give a fraction or at least three figures."
BOXES: Final = {
    "l_1": "0..40 by 10",
    "t_1": "0..40 by 10",
    "w_1": "20..80 by 10",
    "h_1": "20..80 by 10",
    "l_2": "0..80 by 10",
    "t_2": "0..80 by 10",
    "w_2": "20..80 by 10",
    "h_2": "20..80 by 10",
    "r_1": "l_1 + w_1",
    "b_1": "t_1 + h_1",
    "r_2": "l_2 + w_2",
    "b_2": "t_2 + h_2",
    "I": "max(0, min(r_1, r_2) - max(l_1, l_2))*max(0, min(b_1, b_2) - max(t_1, t_2))",
    "U": "w_1*h_1 + w_2*h_2 - I",
    "W": "max(r_1, r_2) - min(l_1, l_2)",
    "H": "max(b_1, b_2) - min(t_1, t_2)",
}
"""Two boxes that may lie apart: the area they share, the area of their union, and the sides of the smallest box around both."""
OVERLAP: Final = [
    "I = max(0, min(r_1, r_2) - max(l_1, l_2))*max(0, min(b_1, b_2) - max(t_1, t_2))",
    "U = (r_1 - l_1)*(b_1 - t_1) + (r_2 - l_2)*(b_2 - t_2) - I",
    "W = max(r_1, r_2) - min(l_1, l_2)",
    "H = max(b_1, b_2) - min(t_1, t_2)",
]

GIOU: Final = "I/U - (W*H - U)/(W*H)"
EMPTY: Final = "(W*H - U)/(W*H)"

template_family(
    "giou",
    {
        "given": BOXES,
        "where": [f"1/20 <= {EMPTY}", f"abs({GIOU}) >= 1/10", "50*abs(U - I) >= U"],
        "front": EDGES + f"What is their generalised IoU (GIoU, the value and not the loss)? {FIGURES}",
        "answer": GIOU,
        "tolerance": "1%",
        "steps": [*OVERLAP, "C = W*H", "I/U - (C - U)/C"],
        "mistakes": [
            {
                "answer": "1 - I/U + (W*H - U)/(W*H)",
                "when": f"abs({GIOU} - 1/2) >= 1/20",
                "says": "That is the loss, 1 - GIoU; asked is the GIoU itself.",
            },
            {
                "answer": "I/U",
                "when": "I > 0",
                "says": "That is the plain IoU: subtract the part of the enclosing box that neither box covers.",
            },
            {
                "answer": "I/U - (W*H - U)/U",
                "when": f"abs({GIOU})/50 <= (W*H - U)/U - (W*H - U)/(W*H)",
                "says": "The empty part is a share of the enclosing box: divide it by {W*H}, not by the union.",
            },
            {
                "answer": "I/U - U/(W*H)",
                "when": f"abs(U/(W*H) - {EMPTY}) >= 1/20",
                "says": "Subtracted is the part of the enclosing box outside the union, not the part inside.",
            },
            {
                "answer": "I/U - (W*H - U - I)/(W*H)",
                "when": f"I/(W*H) >= abs({GIOU})/40",
                "says": "The overlap lies in both boxes: the union is the sum of their areas less the overlap, {U}.",
            },
        ],
    },
    {
        "given": BOXES,
        "where": [f"1/20 <= {EMPTY}"],
        "front": EDGES + rf"What is their GIoU loss $L = 1 - \text{{GIoU}}$? {FIGURES}",
        "answer": f"1 - ({GIOU})",
        "tolerance": "1%",
        "steps": [*OVERLAP, "C = W*H", "G = I/U - (C - U)/C", "1 - G"],
        "mistakes": [
            {
                "answer": GIOU,
                "when": f"abs({GIOU} - 1/2) >= 1/20",
                "says": "That is the GIoU itself; the loss is 1 less it.",
            },
            {
                "answer": "1 - I/U",
                "says": "That is the plain IoU loss: the empty part of the enclosing box has to be added.",
            },
            {
                "answer": "1 - I/U - (W*H - U)/(W*H)",
                "says": "Two minus signs make a plus: the empty part of the enclosing box makes the loss larger.",
            },
            {
                "answer": "1 - I/U + (W*H - U)/U",
                "when": f"(W*H - U)/U - {EMPTY} >= 1/20",
                "says": "The empty part is a share of the enclosing box: divide it by {W*H}, not by the union.",
            },
            {
                "answer": "1 - I/U + U/(W*H)",
                "when": f"abs(U/(W*H) - {EMPTY}) >= 1/20",
                "says": "What is added is the part of the enclosing box outside the union, not the part inside.",
            },
        ],
    },
    topic=TOPIC,
    title="Generalised IoU and its loss",
    source="Rezatofighi et al. 2019, Generalized intersection over union (arXiv:1902.09630), algorithm 1",
)

APART: Final = "((l_1 + r_1 - l_2 - r_2)^2 + (t_1 + b_1 - t_2 - b_2)^2)/4"
CENTRES: Final = [
    *OVERLAP,
    "x = (l_1 + r_1)/2 - (l_2 + r_2)/2",
    "y = (t_1 + b_1)/2 - (t_2 + b_2)/2",
    "R = (x^2 + y^2)/(W^2 + H^2)",
]
DISTANT: Final = {**BOXES, "rho2": APART, "diagonal2": "W^2 + H^2"}

template_family(
    "diou",
    {
        "given": DISTANT,
        "where": ["rho2/diagonal2 >= 1/25"],
        "front": EDGES + rf"What is their DIoU loss $L = 1 - \text{{DIoU}}$? {FIGURES}",
        "answer": "1 - I/U + rho2/diagonal2",
        "tolerance": "1%",
        "steps": [*CENTRES, "1 - I/U + R"],
        "mistakes": [
            {
                "answer": "1 - I/U",
                "says": "That is the plain IoU loss: the distance of the centres has to be added.",
            },
            {
                "answer": "1 - I/U - rho2/diagonal2",
                "says": "The further the centres are apart, the larger the loss: add the penalty.",
            },
            {
                "answer": "1 - I/U + sqrt(rho2)/sqrt(diagonal2)",
                "says": "The distance and the diagonal are both squared.",
            },
            {
                "answer": "1 - I/U + rho2/(W*H)",
                "when": "rho2/(W*H) - rho2/diagonal2 >= 1/25",
                "says": "Divide by the square of the enclosing box's diagonal, {W}² + {H}² = {W^2 + H^2}, not by its area.",
            },
            {
                "answer": "1 - I/U + rho2/U",
                "when": "abs(rho2/U - rho2/diagonal2) >= 1/25",
                "says": "Divide by the square of the enclosing box's diagonal, not by the union.",
            },
        ],
    },
    {
        "given": DISTANT,
        "where": ["rho2/diagonal2 >= 1/25", "abs(I/U - rho2/diagonal2) >= 1/10"],
        "front": EDGES + f"What is their distance IoU (DIoU, the value and not the loss)? {FIGURES}",
        "answer": "I/U - rho2/diagonal2",
        "tolerance": "1%",
        "steps": [*CENTRES, "I/U - R"],
        "mistakes": [
            {
                "answer": "1 - I/U + rho2/diagonal2",
                "when": "abs(I/U - rho2/diagonal2 - 1/2) >= 1/20",
                "says": "That is the loss, 1 - DIoU; asked is the DIoU itself.",
            },
            {
                "answer": "I/U",
                "when": "I > 0",
                "says": "That is the plain IoU: the distance of the centres has to be subtracted.",
            },
            {
                "answer": "I/U + rho2/diagonal2",
                "when": "I > 0",
                "says": "The further the centres are apart, the smaller the DIoU: subtract the penalty.",
            },
            {
                "answer": "I/U - sqrt(rho2)/sqrt(diagonal2)",
                "says": "The distance and the diagonal are both squared.",
            },
            {
                "answer": f"I/U - {EMPTY}",
                "when": f"abs({EMPTY} - rho2/diagonal2) >= 1/25",
                "says": "That is the GIoU, with the empty part of the enclosing box; DIoU has the distance of the centres.",
            },
        ],
    },
    topic=TOPIC,
    title="Distance IoU and its loss",
    source="Zheng et al. 2020, Distance-IoU loss (arXiv:1911.08287), section 3: equations 6 and 7",
)

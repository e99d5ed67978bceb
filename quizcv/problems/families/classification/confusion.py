"""Measures of several classes, from a confusion matrix: accuracies, IoU and F1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import SHOWN, TOPIC
from quizcv.problems.working import mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence

FCN: Final = "Long et al. 2015, Fully convolutional networks for semantic segmentation (arXiv:1411.4038), section 5"
PLACES: Final = (1, 2, 3)


def matrix(diagonal: Sequence[str], others: str) -> dict[str, str]:
    """What is drawn: `n_12` of true class 1 called 2, and the sums `t_1` of a true and `p_1` of a predicted class."""
    given = {
        f"n_{row}{column}": right if row == column else others
        for row, right in enumerate(diagonal, 1)
        for column in PLACES
    }
    given |= {f"t_{each}": " + ".join(f"n_{each}{other}" for other in PLACES) for each in PLACES}
    given |= {f"p_{each}": " + ".join(f"n_{other}{each}" for other in PLACES) for each in PLACES}
    return given


def table(classes: Sequence[str]) -> str:
    """The matrix as a Markdown table."""
    rows = [f"| {name} | {{n_{n}1}} | {{n_{n}2}} | {{n_{n}3}} |" for n, name in enumerate(classes, 1)]
    return "\n".join(["| true | " + " | ".join(classes) + " |", "| --- | --- | --- | --- |", *rows])


def mean(formula: str) -> str:
    """The mean over the three classes of a formula in which # is the class."""
    return "(" + " + ".join(formula.replace("#", str(each)) for each in PLACES) + ")/3"


def each_class(name: str, formula: str) -> list[str]:
    """A step for each class; in its formula # is the class, ROW and COLUMN are the wrong ones of its row and its column."""
    steps = []
    for each in PLACES:
        others = [other for other in PLACES if other != each]
        row = " + ".join(f"n_{each}{other}" for other in others)
        column = " + ".join(f"n_{other}{each}" for other in others)
        text = formula.replace("#", str(each)).replace("ROW", row).replace("COLUMN", column)
        steps.append(f"{name}_{each} = {text}")
    return steps


IMAGES: Final = matrix(["60..160", "20..60", "5..25"], "1..20")
PIXELS: Final = matrix(["300..900 by 10", "100..400 by 10", "50..250 by 10"], "10..120 by 10")
IOU_STEPS: Final = each_class("IoU", "n_##/(n_## + ROW + COLUMN)")
CORRECT, ALL = "n_11 + n_22 + n_33", "t_1 + t_2 + t_3"
ACCURACY: Final = f"({CORRECT})/({ALL})"
IOU, F1, RECALL, PRECISION = "n_##/(t_# + p_# - n_##)", "2*n_##/(t_# + p_#)", "n_##/t_#", "n_##/p_#"
CLASSIFIED: Final = (
    "Test images by true class (rows) and predicted class (columns):\n\n" + table(("cat", "dog", "bird")) + "\n\n"
)
SEGMENTED: Final = (
    "Pixels by true class (rows) and predicted class (columns):\n\n" + table(("road", "car", "sky")) + "\n\n"
)
FIRST_IOU: Final = IOU.replace("#", "1")

template_family(
    "mean-iou",
    {
        "given": PIXELS,
        "front": f"{SEGMENTED}What is the mean IoU over the three classes? {SHOWN}",
        "answer": mean(IOU),
        "tolerance": "1%",
        "steps": [*IOU_STEPS, "(IoU_1 + IoU_2 + IoU_3)/3"],
        "mistakes": mistakes(
            mean(IOU),
            (
                ACCURACY,
                "That is the pixel accuracy; for each class divide the right pixels by the union of row and column.",
            ),
            (mean(RECALL), "That is the mean accuracy: false pixels in a class's column count too."),
            (mean(F1), "That is the mean Dice coefficient; IoU subtracts the right pixels once from row and column."),
            (
                mean("n_##/(t_# + p_#)"),
                "The right pixels are in the row and in the column: subtract them once to get the union.",
            ),
            (f"({CORRECT})/(2*({ALL}) - ({CORRECT}))", "Take the IoU of each class first, then the mean of the three."),
        ),
    },
    {
        "given": PIXELS,
        "front": f"{SEGMENTED}What is the IoU of the class road? {SHOWN}",
        "answer": FIRST_IOU,
        "tolerance": "1%",
        "steps": ["t_1 = n_11 + n_12 + n_13", "p_1 = n_11 + n_21 + n_31", "U = t_1 + p_1 - n_11", "n_11/U"],
        "mistakes": mistakes(
            FIRST_IOU,
            (
                "n_11/t_1",
                "That is the accuracy of the class (its recall); pixels falsely called road are in the union too.",
            ),
            ("n_11/p_1", "That is the precision; pixels of the road that were missed are in the union too."),
            (
                "n_11/(t_1 + p_1)",
                "The {n_11} right pixels are in the row and in the column: subtract them once to get the union.",
            ),
            ("2*n_11/(t_1 + p_1)", "That is the Dice coefficient; IoU divides by the union."),
        ),
    },
    {
        "given": PIXELS,
        "front": f"{SEGMENTED}What is the frequency weighted IoU? {SHOWN}",
        "answer": f"(t_1*{IOU.replace('#', '1')} + t_2*{IOU.replace('#', '2')} + t_3*{IOU.replace('#', '3')})/({ALL})",
        "tolerance": "1%",
        "steps": [*IOU_STEPS, f"T = {ALL}", "(t_1*IoU_1 + t_2*IoU_2 + t_3*IoU_3)/T"],
        "mistakes": mistakes(
            f"(t_1*{IOU.replace('#', '1')} + t_2*{IOU.replace('#', '2')} + t_3*{IOU.replace('#', '3')})/({ALL})",
            (mean(IOU), "That is the plain mean; here each class counts with its share of the true pixels."),
            (ACCURACY, "That is the pixel accuracy: the accuracies of the classes, weighted."),
            (
                f"(p_1*{IOU.replace('#', '1')} + p_2*{IOU.replace('#', '2')} + p_3*{IOU.replace('#', '3')})/({ALL})",
                "The weights are the true pixels of each class, the sums of the rows.",
            ),
        ),
    },
    topic=TOPIC,
    title="IoU from a confusion matrix",
    source=f"{FCN}, mean IU and frequency weighted IU",
)

template_family(
    "pixel-accuracy",
    {
        "given": PIXELS,
        "front": f"{SEGMENTED}What is the pixel accuracy? {SHOWN}",
        "answer": ACCURACY,
        "tolerance": "1%",
        "steps": [f"C = {CORRECT}", f"T = {ALL}", "C/T"],
        "mistakes": mistakes(
            ACCURACY,
            (mean(RECALL), "That is the mean accuracy, in which each class counts the same; here each pixel does."),
            (mean(IOU), "That is the mean IoU; the accuracy is the part of all pixels that is right."),
            (f"1 - {ACCURACY}", "That is the part that is wrong."),
        ),
    },
    {
        "given": PIXELS,
        "front": f"{SEGMENTED}What is the mean accuracy over the three classes? {SHOWN}",
        "answer": mean(RECALL),
        "tolerance": "1%",
        "steps": [*each_class("a", "n_##/(n_## + ROW)"), "(a_1 + a_2 + a_3)/3"],
        "mistakes": mistakes(
            mean(RECALL),
            (
                ACCURACY,
                "That is the pixel accuracy, in which large classes count more; here each class counts the same.",
            ),
            (
                mean(PRECISION),
                "Divide by the sums of the rows, the true pixels of each class; a column is what was predicted.",
            ),
            (mean(IOU), "That is the mean IoU; the accuracy of a class divides by its true pixels only."),
        ),
    },
    topic=TOPIC,
    title="Pixel accuracy and mean accuracy",
    source=f"{FCN}, pixel accuracy and mean accuracy",
)

template_family(
    "macro-f1",
    {
        "given": IMAGES,
        "front": f"{CLASSIFIED}What is the macro F1 score, the mean of the F1 scores of the classes? {SHOWN}",
        "answer": mean(F1),
        "tolerance": "1%",
        "steps": [*each_class("F", "2*n_##/(2*n_## + ROW + COLUMN)"), "(F_1 + F_2 + F_3)/3"],
        "mistakes": mistakes(
            mean(F1),
            (ACCURACY, "That is the micro F1, which here is the accuracy; macro takes the mean over the classes."),
            (mean(IOU), "That is the mean IoU; F1 counts the right ones twice above and below."),
            (mean(RECALL), "That is the mean recall; F1 joins it with the precision of each class."),
            (mean(PRECISION), "That is the mean precision; F1 joins it with the recall of each class."),
        ),
    },
    {
        "given": IMAGES,
        "front": f"{CLASSIFIED}What is the micro F1 score, from true and false positives summed over the classes? {SHOWN}",
        "answer": ACCURACY,
        "tolerance": "1%",
        "steps": [f"tp = {CORRECT}", f"fp = {ALL} - tp", "fn = fp", "2*tp/(2*tp + fp + fn)"],
        "mistakes": mistakes(
            ACCURACY,
            (mean(F1), "That is the macro F1; micro sums over the classes first, and then is the accuracy."),
            (
                f"({CORRECT})/(2*({ALL}) - ({CORRECT}))",
                "That is the IoU of the sums; in F1 the right ones count twice.",
            ),
            (
                f"2*({CORRECT})/({CORRECT} + ({ALL}))",
                "Each wrong image is a false positive of one class and a false negative of another one.",
            ),
        ),
    },
    topic=TOPIC,
    title="Macro and micro F1 score",
    source="Sokolova & Lapalme 2009, A systematic analysis of performance measures for classification tasks, table 3",
)

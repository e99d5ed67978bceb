"""Precision, recall, F1 and Dice from counts of right and wrong decisions."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.classification import SHOWN, TOPIC
from quizcv.problems.working import mistakes

RIJSBERGEN: Final = "van Rijsbergen 1979, Information retrieval, chapter 7"
COUNTS: Final = {"tp": "20..180", "fp": "5..90", "fn": "5..90", "tn": "100..900"}
TESTED: Final = (
    "A classifier is tested: {tp} true positives, {fp} false positives, {fn} false negatives, {tn} true negatives. "
)
PRECISION, RECALL, SPECIFICITY = "tp/(tp + fp)", "tp/(tp + fn)", "tn/(tn + fp)"
ACCURACY: Final = "(tp + tn)/(tp + fp + fn + tn)"
DIFFERENT: Final = ["abs(fp - fn) >= 4"]

template_family(
    "precision-recall",
    {
        "given": COUNTS,
        "where": DIFFERENT,
        "front": f"{TESTED}What is its precision? {SHOWN}",
        "answer": PRECISION,
        "tolerance": "1%",
        "steps": ["predicted = tp + fp", "tp/predicted"],
        "mistakes": mistakes(
            PRECISION,
            (RECALL, "That is the recall. Precision asks how much of what was found is right: divide by {tp} + {fp}."),
            (ACCURACY, "That is the accuracy; precision looks at what was called positive."),
            ("fp/(tp + fp)", "That is the wrong part of what was found, 1 minus the precision."),
            ("tp/fp", "Divide by everything that was called positive, not by the false ones alone."),
        ),
    },
    {
        "given": COUNTS,
        "where": DIFFERENT,
        "front": f"{TESTED}What is its recall? {SHOWN}",
        "answer": RECALL,
        "tolerance": "1%",
        "steps": ["positive = tp + fn", "tp/positive"],
        "mistakes": mistakes(
            RECALL,
            (
                PRECISION,
                "That is the precision. Recall asks how much of what is there was found: divide by {tp} + {fn}.",
            ),
            (ACCURACY, "That is the accuracy; recall looks at what really is positive."),
            ("fn/(tp + fn)", "That is the part that was missed, 1 minus the recall."),
            (SPECIFICITY, "That is the specificity, the recall of the negatives."),
        ),
    },
    {
        "given": COUNTS,
        "where": DIFFERENT,
        "front": f"{TESTED}What is its specificity? {SHOWN}",
        "answer": SPECIFICITY,
        "tolerance": "1%",
        "steps": ["negative = tn + fp", "tn/negative"],
        "mistakes": mistakes(
            SPECIFICITY,
            (RECALL, "That is the recall (sensitivity), of the positives; specificity is that of the negatives."),
            (
                "tn/(tn + fn)",
                "That is the part of the negative predictions that is right; divide by what really is negative.",
            ),
            ("fp/(tn + fp)", "That is the false positive rate, 1 minus the specificity."),
        ),
    },
    {
        "given": COUNTS,
        "where": [f"abs({RECALL} - {SPECIFICITY}) >= 1/10"],
        "front": f"{TESTED}What is its balanced accuracy? {SHOWN}",
        "answer": f"({RECALL} + {SPECIFICITY})/2",
        "tolerance": "1%",
        "steps": [f"r = {RECALL}", f"s = {SPECIFICITY}", "(r + s)/2"],
        "mistakes": mistakes(
            f"({RECALL} + {SPECIFICITY})/2",
            (RECALL, "That is the recall of the positives alone; that of the negatives is the other half."),
            (SPECIFICITY, "That is the recall of the negatives alone; that of the positives is the other half."),
            (ACCURACY, "That is the plain accuracy, in which the larger class counts more."),
            (
                f"({PRECISION} + {RECALL})/2",
                "It is the mean of the recalls of both classes, not of precision and recall.",
            ),
            (f"2*{RECALL}*{SPECIFICITY}/({RECALL} + {SPECIFICITY})", "It is the arithmetic mean of the two recalls."),
        ),
    },
    topic=TOPIC,
    title="Precision, recall, specificity and balanced accuracy",
    source=f"{RIJSBERGEN}; Sokolova & Lapalme 2009, A systematic analysis of performance measures, table 2",
)

F1: Final = "2*tp/(2*tp + fp + fn)"
HARMONIC: Final = "2*p*r/(p + r)"
F2: Final = "5*p*r/(4*p + r)"
RATES: Final = {"a": "20..98", "b": "20..98", "p": "a/100", "r": "b/100"}

template_family(
    "f1-score",
    {
        "given": COUNTS,
        "where": DIFFERENT,
        "front": f"{TESTED}What is its F1 score? {SHOWN}",
        "answer": F1,
        "tolerance": "1%",
        "steps": [f"P = {PRECISION}", f"R = {RECALL}", "2*P*R/(P + R)", F1],
        "mistakes": mistakes(
            F1,
            ("tp/(tp + fp + fn)", "That is the Jaccard index (IoU); in F1 the true positives count twice."),
            (f"({PRECISION} + {RECALL})/2", "F1 is the harmonic mean of precision and recall, not the arithmetic one."),
            (ACCURACY, "That is the accuracy; the true negatives play no part in F1."),
            (PRECISION, "That is the precision alone; F1 joins it with the recall."),
            (RECALL, "That is the recall alone; F1 joins it with the precision."),
        ),
    },
    {
        "given": RATES,
        "where": ["abs(a - b) >= 10"],
        "front": f"A classifier has precision {{a}} % and recall {{b}} %. What is its F1 score? {SHOWN}",
        "answer": HARMONIC,
        "tolerance": "1%",
        "steps": ["2*p*r", "p + r", HARMONIC],
        "mistakes": mistakes(
            HARMONIC,
            ("(p + r)/2", "That is the arithmetic mean; F1 is the harmonic one, which is nearer to the smaller."),
            ("sqrt(p*r)", "That is the geometric mean; F1 is the harmonic one."),
            ("p*r/(p + r)", "The factor 2 is missing."),
            ("p*r", "Divide twice the product by the sum."),
        ),
    },
    {
        "given": RATES,
        "where": ["abs(a - b) >= 10"],
        "front": f"A classifier has precision {{a}} % and recall {{b}} %. What is its $F_2$ score ($\\beta = 2$)? {SHOWN}",
        "answer": F2,
        "tolerance": "1%",
        "steps": ["(1 + 2^2)*p*r", "2^2*p + r", "(1 + 2^2)*p*r/(2^2*p + r)"],
        "mistakes": mistakes(
            F2,
            (HARMONIC, r"That is F1; with $\beta = 2$ the recall counts more."),
            ("5*p*r/(p + 4*r)", r"$\beta^2$ stands at the precision, so that the recall counts more."),
            ("3*p*r/(2*p + r)", r"$\beta$ is squared, above and below."),
        ),
    },
    topic=TOPIC,
    title="F1 and F-beta score",
    source=f"{RIJSBERGEN}: effectiveness E = 1 - F",
)

DICE: Final = "2*i/(a + b)"

template_family(
    "dice-score",
    {
        "given": {"a": "80..400 by 10", "b": "80..400 by 10", "i": "a/4..min(a, b) - 5 by 5"},
        "where": ["i >= 20", "a != b", "i < b"],
        "front": (
            "A predicted mask covers {a} pixels, the true one {b} pixels, and they have {i} pixels in common. What is their Dice "
            f"coefficient? {SHOWN}"
        ),
        "answer": DICE,
        "tolerance": "1%",
        "steps": ["a + b", "2*i", DICE],
        "mistakes": mistakes(
            DICE,
            (
                "i/(a + b - i)",
                "That is the IoU: the common pixels over the union. Dice divides twice the common ones by both areas.",
            ),
            ("i/(a + b)", "The common pixels count twice, since they are in both masks."),
            ("i/a", "That is the precision: the part of the predicted mask that is right."),
            ("i/b", "That is the recall: the part of the true mask that was found."),
        ),
    },
    {
        "given": {"j": "5..98", "q": "j/100"},
        "front": f"Two masks have an IoU of {{j}} %. What is their Dice coefficient? {SHOWN}",
        "answer": "2*q/(1 + q)",
        "tolerance": "1%",
        "steps": ["2*q", "1 + q", "2*q/(1 + q)"],
        "mistakes": mistakes(
            "2*q/(1 + q)",
            ("q/(2 - q)", "That is the way back, from Dice to IoU. Dice is the larger of the two."),
            ("2*q", "Twice the overlap is divided by both areas, union and overlap: 1 + {q}."),
            ("q", "Dice counts the overlap twice, IoU once; they are the same only at 0 and 1."),
        ),
    },
    {
        "given": {"d": "5..98", "q": "d/100"},
        "front": f"Two masks have a Dice coefficient of {{d}} %. What is their IoU? {SHOWN}",
        "answer": "q/(2 - q)",
        "tolerance": "1%",
        "steps": ["2 - q", "q/(2 - q)"],
        "mistakes": mistakes(
            "q/(2 - q)",
            ("2*q/(1 + q)", "That is the way from IoU to Dice. IoU is the smaller of the two."),
            ("q/2", "IoU is half as large only in the limit of no overlap: divide by 2 - {q}."),
            ("q", "Dice counts the overlap twice, IoU once; they are the same only at 0 and 1."),
        ),
    },
    topic=TOPIC,
    title="Dice coefficient and IoU of masks",
    source="Dice 1945, Measures of the amount of ecologic association between species; Milletari et al. 2016, V-Net (arXiv:1606.04797)",
)

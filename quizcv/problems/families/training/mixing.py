"""Labels of images that are mixed: MixUp and CutMix."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.training import FIGURES, TOPIC, WILL_DO
from quizcv.problems.working import mistakes, sure_mistakes

MIXED: Final = "-(q*ln(a) + (1 - q)*ln(b))"

template_family(
    "mixup-loss",
    {
        "given": {
            "l": "10..90 by 5",
            "q": "l/100",
            "x": "10..80 by 5",
            "y": "5..90 - x by 5",
            "a": "x/100",
            "b": "y/100",
        },
        "where": ["l != 50", "abs(x - y) >= 5"],
        "front": (
            r"MixUp makes an image of {q} times a cat and {1 - q} times a dog. The network gives it the probability {a} for cat and {b} for dog. "
            f"How large is the cross-entropy loss with the mixed label (natural logarithm)? {FIGURES}"
        ),
        "answer": MIXED,
        "tolerance": "1%",
        "steps": ["c = -ln(a)", "d = -ln(b)", "q*c + (1 - q)*d"],
        "mistakes": [
            *mistakes(
                MIXED,
                ("-((1 - q)*ln(a) + q*ln(b))", "The cat has the weight {q}, in the label as in the image."),
                ("-ln(q*a + (1 - q)*b)", "The two losses are mixed, not the probabilities."),
                ("-(ln(a) + ln(b))/2", "The labels are mixed like the images, {q} to {1 - q}, not evenly."),
                ("-ln(max(a, b))", "Both classes are in the label, each with its weight."),
            ),
            *sure_mistakes((f"-({MIXED})", "Logarithms of probabilities are negative, so the loss needs a minus.")),
        ],
    },
    {
        "given": {"l": "10..90 by 5", "q": "l/100", "u": "0..255", "v": "0..255"},
        "where": ["l != 50", "abs(u - v) >= 40", "q*u + (1 - q)*v >= 10"],
        "front": (
            r"MixUp joins two images with $\lambda = {q}$, the weight of the first. A pixel is {u} in the first and {v} in the second. What is "
            f"it in the mixed image? Don't round to whole numbers; {WILL_DO[:1].lower()}{WILL_DO[1:]}"
        ),
        "answer": "q*u + (1 - q)*v",
        "tolerance": "1%",
        "steps": ["q*u", "(1 - q)*v", "q*u + (1 - q)*v"],
        "mistakes": mistakes(
            "q*u + (1 - q)*v",
            ("(1 - q)*u + q*v", r"$\lambda$ is the weight of the first image."),
            ("(u + v)/2", "The images are not mixed evenly, but {q} to {1 - q}."),
            ("q*u + v", "The second image has the weight {1 - q}."),
            ("q*(u + v)", "The second image has the weight {1 - q}, the rest to 1."),
        ),
    },
    topic=TOPIC,
    title="MixUp: pixels and loss",
    source="Zhang et al. 2018, mixup: Beyond empirical risk minimization (arXiv:1710.09412), section 2",
)

SIDES: Final = ["32", "64", "96", "128", "160", "192", "224", "256", "320", "384"]
PATCH: Final = {"n": SIDES, "i": "1..7", "j": "1..7", "w": "n*i/8", "h": "n*j/8"}
KEPT: Final = "1 - w*h/n^2"
CLIPPED: Final = "1 - (min(x + w/2, n) - max(x - w/2, 0))*(min(y + h/2, n) - max(y - h/2, 0))/n^2"

template_family(
    "cutmix-label",
    {
        "given": PATCH,
        "where": ["i + j <= 13", "abs(2*i*j - 64) > 2"],
        "front": (
            r"CutMix pastes ${w}\times {h}$ pixels of a dog into an image of a cat, ${n}\times {n}$ pixels. What weight has the label cat? "
            f"{WILL_DO}"
        ),
        "answer": KEPT,
        "tolerance": "1%",
        "steps": ["a = w*h", "A = n^2", "1 - a/A"],
        "mistakes": mistakes(
            KEPT,
            ("w*h/n^2", "That is the weight of the dog: the part of the image that was pasted."),
            ("1/2", "The labels are mixed by area, not evenly."),
            ("1 - w/n", "The patch has two sides: {w} times {h} pixels are replaced."),
            ("1 - (w + h)/(2*n)", "Areas are compared, not sides: {w} times {h} of {n} times {n}."),
        ),
    },
    {
        "given": {**PATCH, "x": "0..n by 8", "y": "0..n by 8"},
        "where": [
            "w % 2 == 0",
            "h % 2 == 0",
            "max(x + w/2 - n, w/2 - x) > 0",
            "x < n",
            "y < n",
            f"{CLIPPED} >= 1/10",
            f"{KEPT} >= 1/20",
            f"abs({CLIPPED} - ({KEPT})) > ({CLIPPED})/40",
        ],
        "front": (
            r"CutMix pastes a patch of a dog into an image of a cat, ${n}\times {n}$ pixels. The patch is {w} wide and {h} high with its centre at "
            r"$x = {x}$, $y = {y}$ from the top left corner; what reaches beyond the image is cut off. What weight has the label cat? "
            f"{WILL_DO}"
        ),
        "answer": CLIPPED,
        "tolerance": "1%",
        "steps": [
            "w_1 = min(x + w/2, n) - max(x - w/2, 0)",
            "h_1 = min(y + h/2, n) - max(y - h/2, 0)",
            "1 - w_1*h_1/n^2",
        ],
        "mistakes": mistakes(
            CLIPPED,
            (KEPT, "Only what lies within the image is pasted, and only that counts."),
            (f"1 - ({CLIPPED})", "That is the weight of the dog: the part of the image that was pasted."),
            ("1/2", "The labels are mixed by area, not evenly."),
        ),
    },
    {
        "given": {"n": SIDES, "i": "1..7", "q": "1 - (i/8)^2"},
        "front": (
            r"CutMix draws $\lambda = {q}$, the weight of the image that is pasted into, which has ${n}\times {n}$ pixels. How long is a side of the "
            "square patch, before anything is cut off at the border?"
        ),
        "answer": "n*sqrt(1 - q)",
        "tolerance": "0.1",
        "unit": "pixels",
        "steps": ["a = 1 - q", "n*sqrt(a)"],
        "mistakes": [
            {
                "answer": "n*(1 - q)",
                "says": "The patch covers the part {1 - q} of the area; its side is the root of that part.",
            },
            {"answer": "n*sqrt(q)", "says": "{q} is what stays of the image; the patch is the rest."},
            {
                "answer": "n*q",
                "when": "i != 7",
                "says": "{q} is a part of the area, and what stays; the patch is the rest, and its side a root.",
            },
        ],
    },
    topic=TOPIC,
    title="CutMix: label weights and patch",
    source="Yun et al. 2019, CutMix (arXiv:1905.04899), section 3.1, equations 1 and 2",
)

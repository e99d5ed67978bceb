"""MobileNet: what its two multipliers do to a layer, and to the whole by rule of thumb."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

HOWARD: Final = "Howard et al. 2017, MobileNets (arXiv:1704.04861)"
SMALLER: Final = {"alpha": ["1/4", "1/2", "3/4"], "r": ["128", "160", "192"]}

template_family(
    "mobilenet-layer",
    {
        "given": {
            **SMALLER,
            "f": ["7", "14", "28", "56", "112"],
            "narrower": ["1", "2"],
            "wider": ["1", "2"],
            "c_in": "7168/f/narrower",
            "c_out": "c_in*wider",
            "s": "f*r/224",
            "a": "alpha*c_in",
            "b": "alpha*c_out",
        },
        "where": ["c_out <= 1024"],
        "front": (
            r"With $\alpha$ = 1 and images of $224\times 224$ a depthwise separable layer of MobileNet ($3\times 3$, stride 1) takes {c_in} "
            r"channels of ${f}\times{f}$ to {c_out} of the same size. How many multiply-adds does it have with $\alpha$ = {alpha} and images of "
            r"${r}\times{r}$?"
        ),
        "answer": "9*a*s^2 + a*b*s^2",
        "unit": "multiply-adds",
        "steps": ["a = alpha*c_in", "b = alpha*c_out", "s = f*r/224", "9*a*s^2", "a*b*s^2", "9*a*s^2 + a*b*s^2"],
        "mistakes": [
            {
                "answer": "9*c_in*s^2 + c_in*c_out*s^2",
                "says": "The width multiplier is missing: {a} and {b} channels are left.",
            },
            {
                "answer": "9*a*f^2 + a*b*f^2",
                "says": "The smaller image makes this map smaller too: {s} pixels a side.",
            },
            {
                "answer": "(9*c_in + c_in*c_out)*(alpha*r/224)^2*f^2",
                "says": r"The depthwise part goes down by $\alpha$, not by $\alpha^2$: it has one filter for each channel.",
            },
            {"answer": "9*a*b*s^2", "says": "That is an ordinary convolution; here filtering and mixing are separate."},
            {"answer": "a*b*s^2", "says": "The depthwise part is missing: 9 multiply-adds for each of its values."},
        ],
    },
    {
        "given": {
            **SMALLER,
            "alpha": ["1/4", "3/8", "1/2", "5/8", "3/4"],
            "c_in": ["32", "64", "128", "256"],
            "c_out": ["64", "128", "256"],
            "rho": "r/224",
        },
        "where": ["c_in <= c_out <= 2*c_in"],
        "front": (
            r"A depthwise separable layer ($3\times 3$, stride 1) of MobileNet takes {c_in} channels to {c_out}. With the width multiplier "
            r"$\alpha$ = {alpha}, and images of ${r}\times{r}$ in place of $224\times 224$, what part of this layer's multiply-adds is left, "
            "exactly counted? Give a fraction, a percentage or three figures."
        ),
        "answer": "alpha*(9 + alpha*c_out)/(9 + c_out)*(r/224)^2",
        "tolerance": "1%",
        "steps": [
            "rho = r/224",
            "u = 9*c_in + c_in*c_out",
            "v = 9*alpha*c_in + (alpha*c_in)*(alpha*c_out)",
            "v/u",
            "v/u*rho^2",
        ],
        "mistakes": [
            {
                "answer": "alpha^2*rho^2",
                "says": r"That is the rule of thumb: the depthwise part goes down only by $\alpha$, not by $\alpha^2$.",
            },
            {
                "answer": "alpha*(9 + alpha*c_out)/(9 + c_out)*rho",
                "says": r"A map has two sides: the resolution counts squared.",
            },
            {"answer": "alpha*rho^2", "says": "The channels that come out get fewer as well as those that go in."},
            {
                "answer": "alpha*(9 + alpha*c_out)/(9 + c_out)",
                "says": r"The smaller image counts too, by $\rho^2$ with $\rho$ = {r}/224.",
            },
        ],
    },
    topic=TOPIC,
    title="MobileNet: multiply-adds of a layer with both multipliers",
    source=f"{HOWARD}, section 3.4, the cost of a layer with width and resolution multiplier",
)

SHRUNK: Final = {"percent": "25..95 by 5", "alpha": "percent/100", "r": "96..208 by 16", "rho": "r/224"}

template_family(
    "mobilenet-multipliers",
    {
        "given": SHRUNK,
        "tolerance": "1%",
        "suffixes": "true",
        "front": (
            r"MobileNet takes 569 million multiply-adds for images of $224\times 224$. About how many are left with the width multiplier {alpha} "
            r"and images of ${r}\times{r}$, by the paper's rule for both multipliers? Three figures will do, as in 12.3M."
        ),
        "answer": "569*10^6*alpha^2*rho^2",
        "unit": "multiply-adds",
        "steps": ["rho = r/224", "alpha^2*rho^2", "569*10^6*alpha^2*rho^2"],
        "mistakes": [
            {
                "answer": "569*10^6*alpha*rho",
                "says": "Channels go in and come out, and a map has two sides: both multipliers count squared.",
            },
            {
                "answer": "569*10^6*alpha*rho^2",
                "says": "Both the channels that go in and those that come out get fewer: by the square.",
            },
            {"answer": "569*10^6*alpha^2*rho", "says": "A map has two sides: the resolution counts squared."},
            {
                "answer": "569*10^6*alpha^2",
                "says": "That is the width multiplier alone; the images are smaller too.",
            },
            {"answer": "569*10^6*rho^2", "says": "That is the resolution alone; there are fewer channels too."},
        ],
    },
    {
        "given": {**SHRUNK, "q": "20..60", "p": "q/10"},
        "tolerance": "1%",
        "suffixes": "true",
        "front": (
            r"A network like MobileNet has {p} million parameters for images of $224\times 224$. About how many are left with the width multiplier "
            r"{alpha} and images of ${r}\times{r}$, by the paper's rule? Three figures will do, as in 1.23M."
        ),
        "answer": "p*10^6*alpha^2",
        "unit": "parameters",
        "steps": ["alpha^2", "p*10^6*alpha^2"],
        "mistakes": [
            {
                "answer": "p*10^6*alpha^2*rho^2",
                "says": "Parameters do not depend on the size of the image; only the multiply-adds do.",
            },
            {
                "answer": "p*10^6*alpha",
                "says": "Both the channels that go in and those that come out get fewer: by the square.",
            },
            {
                "answer": "p*10^6*alpha*rho^2",
                "says": "The width counts squared, and the size of the image not at all.",
            },
        ],
    },
    topic=TOPIC,
    title="MobileNet: the rule for both multipliers",
    source=f"{HOWARD}, section 3.4 and tables 6 and 7",
)

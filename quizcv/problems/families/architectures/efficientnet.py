"""EfficientNet: compound scaling, and how its coefficients are rounded."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

TAN: Final = "Tan & Le 2019, EfficientNet (arXiv:1905.11946)"
CONSTANTS: Final = {
    "b": "105..125 by 5",
    "c": "105..125 by 5",
    "beta": "b/100",
    "gamma": "c/100",
    "a": "190/(beta*gamma)^2..210/(beta*gamma)^2",
    "alpha": "a/100",
    "phi": "2..6",
}
BALANCED: Final = ["alpha >= 1.05"]
SCALED: Final = (
    r"A network is scaled up by EfficientNet's compound rule with $\alpha$ = {alpha} for depth, $\beta$ = {beta} for width, $\gamma$ = {gamma} for "
    r"resolution, and $\phi$ = {phi}. "
)

template_family(
    "efficientnet-scaling",
    {
        "given": CONSTANTS,
        "where": [*BALANCED, "abs(alpha*beta^2*gamma^2 - 2) >= 0.03"],
        "front": SCALED
        + r"By what factor do the FLOPs grow, worked out from these constants and not as $2^\phi$? Three figures will do.",
        "answer": "(alpha*beta^2*gamma^2)^phi",
        "tolerance": "1%",
        "steps": ["alpha*beta^2*gamma^2", "(alpha*beta^2*gamma^2)^phi"],
        "mistakes": [
            {
                "answer": "2^phi",
                "says": r"That takes $\alpha\beta^2\gamma^2$ for 2; these constants give a little less or more.",
            },
            {
                "answer": "(alpha*beta*gamma)^phi",
                "says": "Width counts twice, for channels in and out, and resolution twice, for two sides.",
            },
            {
                "answer": "alpha*beta^2*gamma^2",
                "says": r"That is for $\phi$ = 1; each step of $\phi$ multiplies by it once more.",
            },
            {
                "answer": "alpha*beta^2*gamma^2*phi",
                "says": r"$\phi$ is an exponent: multiply {phi} times by the factor of one step.",
            },
        ],
    },
    {
        "given": CONSTANTS,
        "where": BALANCED,
        "front": SCALED
        + "By what factor do the weights grow, if those of a layer go with channels in times channels out? Three figures will do.",
        "answer": "(alpha*beta^2)^phi",
        "tolerance": "1%",
        "steps": ["alpha*beta^2", "(alpha*beta^2)^phi"],
        "mistakes": [
            {
                "answer": "(alpha*beta^2*gamma^2)^phi",
                "says": "Those are the FLOPs: weights do not depend on the resolution.",
            },
            {
                "answer": "(alpha*beta)^phi",
                "says": "A layer's weights grow with the channels in and out: the width counts twice.",
            },
            {
                "answer": "alpha*beta^2",
                "says": r"That is for $\phi$ = 1; each step of $\phi$ multiplies by it once more.",
            },
            {"answer": "2^phi", "says": "That is the rule for FLOPs; weights do not depend on the resolution."},
        ],
    },
    {
        "given": {**CONSTANTS, "n": ["160", "192", "224", "224", "240", "256"]},
        "where": BALANCED,
        "front": SCALED
        + r"The network took images of ${n}\times{n}$. How many pixels long is a side now, before any rounding? Three figures will do.",
        "answer": "n*gamma^phi",
        "tolerance": "1%",
        "unit": "pixels",
        "steps": ["gamma^phi", "n*gamma^phi"],
        "mistakes": [
            {"answer": "n*gamma*phi", "says": r"$\phi$ is an exponent: multiply {phi} times by {gamma}."},
            {"answer": "n*gamma", "says": r"That is for $\phi$ = 1."},
            {"answer": "n*gamma^(2*phi)", "says": "That is how the number of pixels grows; asked is a side."},
            {
                "answer": "n*beta^phi",
                "when": "beta != gamma",
                "says": r"$\beta$ scales the channels; the resolution has $\gamma$.",
            },
            {
                "answer": "n*alpha^phi",
                "when": "alpha != gamma",
                "says": r"$\alpha$ scales the depth; the resolution has $\gamma$.",
            },
        ],
    },
    topic=TOPIC,
    title="EfficientNet: compound scaling",
    source=f"{TAN}, equation 3: depth, width and resolution are powers of three constants",
)

REFERENCE: Final = f"{TAN}, table 1; rounding as in the authors' published code"

template_family(
    "efficientnet-rounding",
    {
        "given": {
            "n": "16..320 by 8",
            "w": ["1.1", "1.2", "1.4", "1.6", "1.8", "2", "2.2"],
            "x": "n*w",
            "m": "8*floor((x + 4)/8)",
        },
        "where": ["m >= 0.9*x", "x % 8 != 0"],
        "front": (
            "EfficientNet's code multiplies {n} filters by the width coefficient {w} and rounds to the nearest multiple of 8, from half-way up. (It "
            "would go 8 higher where rounding takes away more than a tenth, which does not happen here.) How many filters result?"
        ),
        "answer": "m",
        "unit": "filters",
        "steps": ["x = n*w", "floor((x + 4)/8)", "8*floor((x + 4)/8)"],
        "mistakes": [
            {
                "answer": "8*floor(x/8)",
                "when": "8*floor(x/8) != m",
                "says": "Round to the nearest multiple of 8: {8*floor(x/8)} is farther from {x} than the next one, or just as far.",
            },
            {
                "answer": "8*ceil(x/8)",
                "when": "8*ceil(x/8) != m",
                "says": "Round to the nearest multiple of 8, not always up.",
            },
            {"answer": "floor(x)", "says": "Filters come in multiples of 8."},
            {"answer": "round(x)", "when": "round(x) != floor(x)", "says": "Filters come in multiples of 8."},
            {"answer": "n", "says": "The width coefficient is missing."},
        ],
    },
    {
        "given": {
            "n": "1..4",
            "o": "2..6",
            "p": "3..9",
            "u": "110..310 by 10",
            "v": "u/100",
        },
        "where": ["o > n", "p > o", "u % 100 != 0"],
        "front": (
            "EfficientNet's code multiplies the blocks of each stage by the depth coefficient {v} and rounds up. Three stages had {n}, {o} and {p} "
            "blocks. How many do they have together now?"
        ),
        "answer": "ceil(n*v) + ceil(o*v) + ceil(p*v)",
        "unit": "blocks",
        "steps": ["a = ceil(n*v)", "b = ceil(o*v)", "c = ceil(p*v)", "a + b + c"],
        "mistakes": [
            {
                "answer": "ceil((n + o + p)*v)",
                "when": "ceil((n + o + p)*v) != ceil(n*v) + ceil(o*v) + ceil(p*v)",
                "says": "Each stage is rounded up by itself, not their sum.",
            },
            {"answer": "floor(n*v) + floor(o*v) + floor(p*v)", "says": "Blocks are rounded up."},
            {
                "answer": "round(n*v) + round(o*v) + round(p*v)",
                "when": "round(n*v) + round(o*v) + round(p*v) != ceil(n*v) + ceil(o*v) + ceil(p*v)",
                "says": "Blocks are rounded up, not to the nearest number.",
            },
        ],
    },
    topic=TOPIC,
    title="EfficientNet: rounding filters and blocks",
    source=REFERENCE,
)

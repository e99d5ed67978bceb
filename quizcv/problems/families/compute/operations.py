"""MACs of convolutions, and operations counted by other tools."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.compute import ENOUGH, TOPIC

SIDES: Final = (7, 8, 10, 13, 14, 16, 19, 20, 26, 27, 28, 32, 38, 40, 52, 55, 56, 64, 76, 80, 104, 112, 128)
CHANNELS: Final = (32, 64, 96, 128, 192, 256, 384, 512)
AS_FLOPS: Final = "That counts multiplications and additions one by one (FLOPs); a MAC is one of each."
COUNTED: Final = f"How many multiply-accumulates (MACs) does an image cost, biases not counted? {ENOUGH}"

template_family(
    "conv-macs",
    {
        "given": {
            "k": (1, 3, 3, 5, 7),
            "c_in": (3, *CHANNELS),
            "c_out": CHANNELS,
            "g": (1, 1, 2, 4, 32),
            "n": SIDES,
        },
        "where": ["c_in % g == 0", "c_out % g == 0"],
        "front": (
            r"A convolution has ${k}\times{k}$ kernels, {c_in} input and {c_out} output channels and groups = {g}; its output is "
            rf"${{n}}\times{{n}}$. {COUNTED}"
        ),
        "answer": "k^2*c_in/g*c_out*n^2",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["w = k^2*(c_in/g)", "w*c_out*n^2"],
        "mistakes": [
            {"answer": "2*k^2*c_in/g*c_out*n^2", "says": AS_FLOPS},
            {
                "answer": "k^2*c_in/g*c_out",
                "says": "That is how many weights there are; each is used at all {n^2} output positions.",
            },
            {"answer": "k^2*c_in/g*c_out*n", "says": "The output has two sides: {n} times {n} positions."},
            {
                "answer": "k^2*c_in*c_out*n^2",
                "when": "g > 1",
                "says": "With {g} groups each filter sees only {c_in/g} of the {c_in} input channels.",
            },
            {
                "answer": "k^2*c_in/g*c_out/g*n^2",
                "when": "g > 1",
                "says": "The groups divide the input channels of each filter, not the number of filters as well.",
            },
        ],
    },
    {
        "given": {"k": (3, 3, 5, 7), "c_in": (3, *CHANNELS), "c_out": CHANNELS, "s": (2, 2, 4), "o": SIDES, "n": "s*o"},
        "where": ["o >= 7", "n <= 320"],
        "front": (
            r"A convolution has ${k}\times{k}$ kernels, {c_in} input and {c_out} output channels and stride {s}. Its input is "
            rf"${{n}}\times{{n}}$ and padded so that the output is ${{o}}\times{{o}}$. {COUNTED}"
        ),
        "answer": "k^2*c_in*c_out*o^2",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["w = k^2*c_in*c_out", "w*o^2"],
        "mistakes": [
            {
                "answer": "k^2*c_in*c_out*n^2",
                "says": "The kernel stops at the {o^2} output positions, not at all {n^2} pixels of the input.",
            },
            {"answer": "2*k^2*c_in*c_out*o^2", "says": AS_FLOPS},
            {"answer": "k^2*c_in*c_out*o", "says": "The output has two sides: {o} times {o} positions."},
            {
                "answer": "k^2*c_in*o^2",
                "says": "That is one filter; there are {c_out}, one for each output channel.",
            },
        ],
    },
    {
        "given": {"k": (3, 3, 5, 7), "c_in": CHANNELS, "c_out": (*CHANNELS, 1024), "n": SIDES},
        "front": (
            r"A ${k}\times{k}$ depthwise convolution over {c_in} channels is followed by a $1\times 1$ convolution to {c_out} channels; "
            rf"both outputs are ${{n}}\times{{n}}$. {COUNTED}"
        ),
        "answer": "(k^2*c_in + c_in*c_out)*n^2",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["D = k^2*c_in*n^2", "P = c_in*c_out*n^2", "D + P"],
        "mistakes": [
            {
                "answer": "k^2*c_in*c_out*n^2",
                "says": "That is the ordinary convolution; here filtering and mixing are separate layers.",
            },
            {"answer": "2*(k^2*c_in + c_in*c_out)*n^2", "says": AS_FLOPS},
            {
                "answer": "c_in*c_out*n^2",
                "when": "c_out <= 40*k^2",
                "says": "The depthwise layer is missing: {k^2} for each channel and position.",
            },
            {
                "answer": "k^2*c_in*n^2",
                "says": "The pointwise layer is missing: it mixes {c_in} channels into {c_out}.",
            },
        ],
    },
    topic=TOPIC,
    title="MACs of a convolution",
    source="Howard et al. 2017, MobileNets (arXiv:1704.04861), section 3.1, equations 2 to 5",
)

TENTHS: Final = {"q": "3..400", "x": "q/10"}
"""GMACs of a network for one image, drawn in tenths."""

template_family(
    "flops-and-macs",
    {
        "given": {"k": (1, 3, 3, 5, 7), "c": (3, *CHANNELS), "o": CHANNELS, "n": SIDES},
        "front": (
            r"A convolution has ${k}\times{k}$ kernels, {c} input and {o} output channels; its output is ${n}\times{n}$. How many FLOPs does "
            f"an image cost if each multiply-accumulate counts as two, biases not counted? {ENOUGH}"
        ),
        "answer": "2*k^2*c*o*n^2",
        "unit": "FLOPs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["M = k^2*c*o*n^2", "2*M"],
        "mistakes": [
            {
                "answer": "k^2*c*o*n^2",
                "says": "These are MACs: each is a multiplication and an addition, so two FLOPs.",
            },
            {"answer": "4*k^2*c*o*n^2", "says": "A MAC is two FLOPs, not four."},
            {"answer": "2*k^2*c*o", "says": "Each weight is used at all {n^2} output positions."},
            {"answer": "2*k^2*c*o*n", "says": "The output has two sides: {n} times {n} positions."},
        ],
    },
    {
        "given": {**TENTHS, "v": "5..800", "y": "v/10"},
        "where": ["abs(y - 2*x) >= x/10"],
        "front": (
            "One tool says that network A takes {x} GMACs an image. Another one says that network B takes {y} GFLOPs, with each "
            "multiplication and each addition counted. How many times as much work is B as A? Three figures are enough."
        ),
        "answer": "y/(2*x)",
        "tolerance": "1%",
        "steps": ["A = 2*x", "y/A"],
        "mistakes": [
            {"answer": "y/x", "says": "Bring both to one unit first: {x} GMACs are {2*x} GFLOPs."},
            {"answer": "2*y/x", "says": "A MAC is two FLOPs: double A's figure, not B's."},
            {"answer": "2*x/y", "says": "That is how many times as much work A is as B."},
        ],
    },
    {
        "given": {**TENTHS, "t": (8, 10, 14, 20, 31, 40, 65, 83, 125, 165, 312), "u": "15..60 by 5"},
        "front": (
            "A network takes {x} GMACs an image. A card has a peak of {t} TFLOP/s, with multiplications and additions counted one by one, "
            "and reaches {u} % of it. How many images a second (images/s) does it classify? Three figures are enough."
        ),
        "answer": "t*10^12*u/100/(2*x*10^9)",
        "unit": "images/s",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["R = t*10^12*(u/100)", "F = 2*x*10^9", "R/F"],
        "mistakes": [
            {"answer": "t*10^12*u/100/(x*10^9)", "says": "A MAC is two FLOPs: an image takes {2*x} GFLOPs."},
            {"answer": "t*10^12/(2*x*10^9)", "says": "The card reaches only {u} % of its peak."},
            {"answer": "2*t*10^12*u/100/(x*10^9)", "says": "A MAC is two FLOPs, not half of one."},
            {
                "answer": "t*10^12*u/100/(6*x*10^9)",
                "says": "To classify takes only the forward pass; three times the work is training.",
            },
        ],
    },
    {
        "given": {**TENTHS, "n": (50, 60, 100, 118, 300, 600, 1281), "e": (10, 30, 50, 90, 100, 200, 300)},
        "front": (
            "A network takes {x} GMACs forward for an image. It is trained for {e} epochs on {n} thousand images; the backward pass costs "
            "twice the forward pass. How many EFLOPs is that ($10^{18}$ operations, a MAC counted as two)? Three figures are enough."
        ),
        "answer": "2*3*x*10^9*e*n*1000/10^18",
        "unit": "EFLOPs",
        "tolerance": "1%",
        "steps": ["F = 2*x*10^9", "I = F + 2*F", "N = e*n*1000", "I*N/10^18"],
        "mistakes": [
            {"answer": "3*x*10^9*e*n*1000/10^18", "says": "These are MACs: each is two FLOPs."},
            {
                "answer": "2*x*10^9*e*n*1000/10^18",
                "says": "That is the forward pass alone; with the backward pass it is three times as much.",
            },
            {
                "answer": "2*2*x*10^9*e*n*1000/10^18",
                "says": "That is the backward pass alone: twice the forward pass. Both together are three times.",
            },
            {"answer": "2*3*x*10^9*n*1000/10^18", "says": "That is one epoch; there are {e}."},
        ],
    },
    topic=TOPIC,
    title="FLOPs and MACs between tools",
    source=(
        "He et al. 2016, Deep residual learning (arXiv:1512.03385), section 3.3 and table 1, whose FLOPs are multiply-adds; "
        "two for each as in torch.utils.flop_counter"
    ),
)

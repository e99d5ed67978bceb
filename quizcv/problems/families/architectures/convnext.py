"""ConvNeXt: parameters of its block and of the layers between its stages."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

LIU: Final = "Liu et al. 2022, A ConvNet for the 2020s (ConvNeXt, arXiv:2201.03545)"

template_family(
    "convnext-block",
    {
        "given": {"c": "32..1536 by 8", "k": ["5", "7", "7", "7", "9"]},
        "front": (
            r"A ConvNeXt block of width {c} has a ${k}\times{k}$ depthwise convolution, layer normalisation, a $1\times 1$ convolution to 4 times as "
            "many channels and one back, all with biases, and a learned scale for each channel at the end. How many parameters does it have?"
        ),
        "answer": "k^2*c + c + 2*c + 4*c*c + 4*c + 4*c*c + c + c",
        "unit": "parameters",
        "steps": ["d = k^2*c + c", "n = 2*c", "u = c*4*c + 4*c", "v = 4*c*c + c", "d + n + u + v + c"],
        "mistakes": [
            {
                "answer": "k^2*c*c + c + 2*c + 4*c*c + 4*c + 4*c*c + c + c",
                "says": "A depthwise filter sees a single channel: {k} times {k} weights for each of the {c}.",
            },
            {
                "answer": "k^2*c + 8*c*c",
                "says": "Biases, the normalisation's scale and shift and the last scale are parameters too: 9 times {c} of them.",
            },
            {
                "answer": "k^2*c + c + 2*c + 4*c*c + 4*c + 4*c*c + c",
                "says": "The scale for each channel at the end is missing: {c} more.",
            },
            {
                "answer": "k^2*c + c + 4*c*c + 4*c + 4*c*c + c + c",
                "says": "Layer normalisation has a scale and a shift for each channel: {2*c} more.",
            },
        ],
    },
    {
        "given": {"c": "32..1024 by 8"},
        "front": (
            r"Between two stages of ConvNeXt stand layer normalisation and a $2\times 2$ convolution with stride 2 and biases, which takes {c} channels "
            "to twice as many. How many parameters do they have together?"
        ),
        "answer": "2*c + 4*c*2*c + 2*c",
        "unit": "parameters",
        "steps": ["n = 2*c", "w = 4*c*2*c", "b = 2*c", "n + w + b"],
        "mistakes": [
            {
                "answer": "2*c + 4*c*2*c",
                "says": "{2*c} are missing: the biases, or the scale and the shift of layer normalisation. Both count.",
            },
            {"answer": "4*c*2*c", "says": "Biases and layer normalisation have parameters too: {2*c} each."},
            {
                "answer": "4*c + 4*c*2*c + 2*c",
                "says": "Normalisation comes before the convolution and sees {c} channels.",
            },
            {
                "answer": "2*c + c*2*c + 2*c",
                "says": r"The kernels are $2\times 2$: 4 weights for each pair of channels.",
            },
        ],
    },
    topic=TOPIC,
    title="ConvNeXt: parameters of a block",
    source=f"{LIU}, section 2 and figure 4; biases and scales as in the published models",
)

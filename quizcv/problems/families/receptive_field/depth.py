"""How many layers it takes to see enough."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.receptive_field import FIELDS, TOPIC

template_family(
    "receptive-field-depth",
    {
        "given": {"k": ["3", "3", "3", "5", "7"], "r": "15..300"},
        "front": (
            r"A network is a stack of convolutions of ${k}\times{k}$ with stride 1 and dilation 1. How many layers does it take until an "
            r"output pixel sees at least ${r}\times{r}$ pixels of the image?"
        ),
        "answer": "ceil((r - 1)/(k - 1))",
        "unit": "layers",
        "steps": ["g = k - 1", "(r - 1)/g", "ceil((r - 1)/g)"],
        "mistakes": [
            {
                "answer": "ceil(r/k)",
                "says": "Kernels overlap: each layer adds only k - 1 = {k - 1} pixels.",
            },
            {
                "answer": "ceil((r - 1)/(k - 1)) - 1",
                "says": "That many layers see {(k - 1)*(ceil((r - 1)/(k - 1)) - 1) + 1} pixels, which is not enough.",
            },
            {
                "answer": "ceil(r/(k - 1))",
                "when": "ceil(r/(k - 1)) != ceil((r - 1)/(k - 1))",
                "says": "Without any layer one pixel is seen already: only {r - 1} have to be added.",
            },
            {
                "answer": "r - k + 1",
                "says": "That is how often the kernel fits without padding, not how many layers lie on one another.",
            },
        ],
    },
    {
        "given": {"k": ["3", "3", "3", "5"], "r": "15..400", "q": "ceil((r - 1)/(k - 1))"},
        "front": (
            r"A network is a stack of convolutions of ${k}\times{k}$ with stride 1, whose dilations double from layer to layer: 1, 2, 4, 8 "
            r"and so on. How many layers does it take until an output pixel sees at least ${r}\times{r}$ pixels of the image?"
        ),
        "answer": "ceil(log2((r - 1)/(k - 1) + 1))",
        "unit": "layers",
        "steps": ["m = (r - 1)/(k - 1) + 1", "log2(m)", "ceil(log2(m))"],
        "mistakes": [
            {
                "answer": "ceil((r - 1)/(k - 1))",
                "says": (
                    r"That is without dilation. Here layer $i$ adds $(k - 1) \cdot 2^{i - 1}$ pixels, and $n$ layers together add "
                    r"$(k - 1)(2^n - 1)$."
                ),
            },
            {
                "answer": "ceil(log2((r - 1)/(k - 1) + 1)) - 1",
                "says": (
                    "That many layers see {(k - 1)*(2^(ceil(log2((r - 1)/(k - 1) + 1)) - 1) - 1) + 1} pixels, which is not enough."
                ),
            },
            {
                "answer": "ceil(log2(r))",
                "when": "ceil(log2(r)) != ceil(log2((r - 1)/(k - 1) + 1))",
                "says": "A layer adds k - 1 = {k - 1} times its dilation, not its dilation alone.",
            },
        ],
    },
    topic=TOPIC,
    title="Layers needed for a receptive field",
    source=f"{FIELDS}, equation 2; doubling: Yu & Koltun 2016, Multi-scale context aggregation (arXiv:1511.07122), section 2",
)

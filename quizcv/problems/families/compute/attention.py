"""What attention costs, and what the size of patches and windows has to do with it."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.compute import ENOUGH, TOPIC

HEADS: Final = {"a": (3, 4, 6, 8, 12, 16, 20), "s": (32, 64, 64, 80), "d": "a*s"}
PATCHES: Final = {"p": (8, 14, 16, 16, 32), "m": "7..32", "n": "m*p"}
"""The side of a patch, patches along a side of the image, the side of the image."""
SPLIT: Final = r"A vision transformer splits ${n}\times{n}$ pixels into patches of ${p}\times{p}$"
BOTH: Final = r"the products $QK^T$ and $AV$"
ONE_OF_TWO: Final = "There are two products: queries with keys, and the attention with the values."
ONE_HEAD: Final = "That is one head of {s} channels; there are {a}."
VIT: Final = "Dosovitskiy et al. 2021, An image is worth 16x16 words (arXiv:2010.11929), sections 3.1 and 4.1"

template_family(
    "attention-cost",
    {
        "given": {**PATCHES, **HEADS},
        "where": ["n <= 512"],
        "front": (
            f"{SPLIT}, without a class token. Its attention has {{a}} heads of {{s}} channels. How many MACs do {BOTH} take in one layer, "
            f"all heads together? {ENOUGH}"
        ),
        "answer": "2*((n/p)^2)^2*d",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["N = (n/p)^2", "d = a*s", "N^2*d + N^2*d"],
        "mistakes": [
            {"answer": "((n/p)^2)^2*d", "says": ONE_OF_TWO},
            {"answer": "2*(n/p)^2*d", "says": "Each of the {m^2} tokens looks at all {m^2}: the tokens count twice."},
            {"answer": "2*((n/p)^2)^2*s", "says": ONE_HEAD},
            {"answer": "4*((n/p)^2)^2*d", "says": "These are FLOPs: a MAC is a multiplication and an addition in one."},
            {
                "answer": "2*(n/p)^2*d^2",
                "when": "abs(m^2 - d) >= d/20",
                "says": "That grows with the square of the channels; here it is the tokens: {m^2} times {m^2}.",
            },
        ],
    },
    {
        "given": {**PATCHES, **HEADS, "l": (6, 12, 12, 24, 32)},
        "where": ["n <= 512"],
        "front": (
            f"{SPLIT} and adds a class token. It has {{l}} layers of width {{d}} with {{a}} heads each. How many MACs do {BOTH} take in "
            f"all layers, all heads together? {ENOUGH}"
        ),
        "answer": "2*l*((n/p)^2 + 1)^2*d",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["N = (n/p)^2 + 1", "A = 2*N^2*d", "l*A"],
        "mistakes": [
            {"answer": "2*((n/p)^2 + 1)^2*d", "says": "That is one layer; there are {l}."},
            {"answer": "l*((n/p)^2 + 1)^2*d", "says": ONE_OF_TWO},
            {"answer": "2*l*a*((n/p)^2 + 1)^2*d", "says": "The heads share the {d} channels: each has {s} of them."},
            {"answer": "2*l*((n/p)^2 + 1)*d", "says": "Each token looks at all {m^2 + 1}: the tokens count twice."},
        ],
    },
    {
        "given": {**PATCHES, "a": (3, 6, 12, 16), "b": (2, 4, 8, 16, 32, 64, 128), "f": (4, 4, 2)},
        "where": ["n <= 512", "b*a*m^4*f >= 10^6"],
        "front": (
            f"{SPLIT}, without a class token. One layer of {{a}} heads keeps its attention maps for {{b}} images as {{8*f}}-bit floats. "
            "How many MB is that ($10^6$ bytes)? Three figures are enough."
        ),
        "answer": "b*a*((n/p)^2)^2*f/10^6",
        "unit": "MB",
        "tolerance": "1%",
        "steps": ["N = (n/p)^2", "b*a*N^2*f/10^6"],
        "mistakes": [
            {"answer": "b*((n/p)^2)^2*f/10^6", "says": "Each of the {a} heads has a map of its own."},
            {"answer": "b*a*(n/p)^2*f/10^6", "says": "A map has a number for each pair of tokens: {m^2} times {m^2}."},
            {"answer": "b*a*((n/p)^2)^2*8*f/10^6", "says": "{8*f} bits are {f} bytes."},
            {"answer": "a*((n/p)^2)^2*f/10^6", "says": "That is one image; the batch has {b}."},
        ],
    },
    {
        "given": {**PATCHES, **HEADS},
        "where": ["n <= 512"],
        "front": (
            f"{SPLIT}, without a class token, in tokens of width {{d}}. A block has four projections of {{d}} to {{d}}, {BOTH}, and an MLP "
            "with {4*d} hidden units. What part of the block's MACs are the two products? Give a fraction or three figures, also as a percentage."
        ),
        "answer": "(n/p)^2/((n/p)^2 + 6*d)",
        "tolerance": "1%",
        "steps": ["N = (n/p)^2", "P = 2*N^2*d", "L = 4*N*d^2 + 2*N*d*(4*d)", "P/(P + L)"],
        "mistakes": [
            {
                "answer": "(n/p)^2/(6*d)",
                "when": "m^2 >= d/5",
                "says": "That is in proportion to the other layers; asked is the part of all.",
            },
            {
                "answer": "(n/p)^2/((n/p)^2 + 2*d)",
                "says": "The MLP is missing: twice {d} times {4*d} MACs for each token.",
            },
            {"answer": "(n/p)^2/((n/p)^2 + 12*d)", "says": "There are two products: together $2N^2d$ MACs."},
            {
                "answer": "6*d/((n/p)^2 + 6*d)",
                "when": "abs(m^2 - 6*d) >= d/2",
                "says": "That is the part of projections and MLP; asked is that of the two products.",
            },
        ],
    },
    topic=TOPIC,
    title="Cost of attention: two products of tokens with tokens",
    source=f"{VIT}; Vaswani et al. 2017, Attention is all you need (arXiv:1706.03762), section 3.2.1 and table 1",
)

FINER: Final = {"p": (8, 16, 16, 28, 32, 32), "z": (2, 2, 4), "q": "p/z", "m": "3..16", "n": "m*p"}

template_family(
    "patch-size",
    {
        "given": FINER,
        "where": ["n >= 112", "n <= 512"],
        "front": (
            f"{SPLIT} and adds one class token. How many tokens are there if the patches are ${{q}}\\times{{q}}$ instead?"
        ),
        "answer": "(n/q)^2 + 1",
        "unit": "tokens",
        "steps": ["n/q", "(n/q)^2 + 1"],
        "mistakes": [
            {"answer": "(n/p)^2 + 1", "says": "That is with the patches of {p} by {p}."},
            {"answer": "(n/q)^2", "says": "The class token is missing."},
            {"answer": "z*(n/p)^2 + 1", "says": "A patch has two sides: {z^2} small patches lie in each large one."},
            {"answer": "z^2*((n/p)^2 + 1)", "says": "There is one class token, however small the patches are."},
        ],
    },
    {
        "given": FINER,
        "where": ["n >= 112", "n <= 512"],
        "front": (
            rf"{SPLIT}, without a class token. The patches become ${{q}}\times{{q}}$. How many times as many MACs do {BOTH} take?"
        ),
        "answer": "(p/q)^4",
        "steps": ["T = (n/q)^2/(n/p)^2", "T^2"],
        "mistakes": [
            {
                "answer": "(p/q)^2",
                "says": "There are {z^2} times as many tokens, and each looks at {z^2} times as many.",
            },
            {"answer": "p/q", "says": "A patch has two sides, and each token looks at all tokens: the fourth power."},
            {"answer": "(p/q)^3", "says": "The tokens grow by {z^2}, and the pairs of tokens by the square of that."},
        ],
    },
    {
        "given": FINER,
        "where": ["n >= 112", "n <= 512"],
        "front": (
            rf"{SPLIT}, without a class token. The patches become ${{q}}\times{{q}}$, the width of a token stays. How many times as many MACs "
            "do the MLPs of the blocks take?"
        ),
        "answer": "(p/q)^2",
        "steps": ["A = (n/p)^2", "B = (n/q)^2", "B/A"],
        "mistakes": [
            {
                "answer": "(p/q)^4",
                "says": "That holds for the products of tokens with tokens; an MLP treats each token by itself.",
            },
            {"answer": "p/q", "says": "A patch has two sides: {z^2} small patches lie in each large one."},
            {"answer": "1", "says": "The weights stay as they are, but they are applied to more tokens."},
        ],
    },
    {
        "given": {"p": (14, 16, 32), "i": "7..16", "j": "i + 1..2*i", "n": "i*p", "o": "j*p"},
        "where": ["o <= 512"],
        "front": (
            rf"A vision transformer with patches of ${{p}}\times{{p}}$ and no class token goes from images of ${{n}}\times{{n}}$ to "
            rf"${{o}}\times{{o}}$ pixels. How many times as many MACs do {BOTH} take? Three figures are enough."
        ),
        "answer": "(o/n)^4",
        "tolerance": "1%",
        "steps": ["N = (n/p)^2", "M = (o/p)^2", "(M/N)^2"],
        "mistakes": [
            {
                "answer": "(o/n)^2",
                "says": "That is how many times as many tokens there are; each of them looks at all.",
            },
            {"answer": "o/n", "says": "An image has two sides, and each token looks at all tokens: the fourth power."},
            {"answer": "(o/n)^3", "says": "The tokens grow by the square, the pairs of tokens by the fourth power."},
        ],
    },
    topic=TOPIC,
    title="Patch size, tokens and their cost",
    source=VIT,
)

WINDOWS: Final = {"w": (4, 7, 7, 8, 12, 16), "m": "2..16", "n": "w*m", "c": (64, 96, 128, 192, 256, 384)}
MAP: Final = (
    r"Windowed self-attention works on a map of {c} channels and ${n}\times{n}$ tokens in windows of ${w}\times{w}$. "
)

template_family(
    "window-attention",
    {
        "given": WINDOWS,
        "where": ["n <= 128"],
        "front": f"{MAP}How many MACs do {BOTH} take in one layer, all heads together? {ENOUGH}",
        "answer": "2*w^2*n^2*c",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["T = w^2", "A = 2*T^2*c", "k = (n/w)^2", "k*A"],
        "mistakes": [
            {
                "answer": "2*(n^2)^2*c",
                "says": "That is attention over the whole map; a token sees only the {w^2} of its window.",
            },
            {"answer": "w^2*n^2*c", "says": ONE_OF_TWO},
            {"answer": "2*(w^2)^2*c", "says": "That is one window; there are {m^2}."},
            {"answer": "2*w*n^2*c", "says": "A window has two sides: {w^2} tokens."},
        ],
    },
    {
        "given": WINDOWS,
        "where": ["n <= 128"],
        "front": (
            f"{MAP}How many MACs does one layer take, with the projections to queries, keys, values and output ({{c}} to {{c}} each), and "
            f"without biases and softmax? {ENOUGH}"
        ),
        "answer": "4*n^2*c^2 + 2*w^2*n^2*c",
        "unit": "MACs",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["P = 4*n^2*c^2", "A = 2*w^2*n^2*c", "P + A"],
        "mistakes": [
            {
                "answer": "4*n^2*c^2 + 2*(n^2)^2*c",
                "says": "That is attention over the whole map; a token sees only the {w^2} of its window.",
            },
            {"answer": "2*w^2*n^2*c", "says": "The four projections are missing: {c} times {c} MACs for each token."},
            {
                "answer": "3*n^2*c^2 + 2*w^2*n^2*c",
                "says": "There are four projections: queries, keys, values and the output.",
            },
            {
                "answer": "4*n^2*c^2",
                "says": "These are the projections; the two products of tokens with tokens are missing.",
            },
        ],
    },
    {
        "given": WINDOWS,
        "where": ["n <= 128"],
        "front": f"{MAP}How many times fewer MACs do {BOTH} take than with attention over the whole map?",
        "answer": "(n/w)^2",
        "steps": ["G = 2*(n^2)^2*c", "L = 2*w^2*n^2*c", "G/L"],
        "mistakes": [
            {"answer": "n/w", "says": "A window has two sides: the map holds {m^2} windows, not {m}."},
            {"answer": "(n/w)^4", "says": "A window's cost is that much smaller, but there are {m^2} windows."},
            {"answer": "n^2", "says": "A token sees the {w^2} tokens of its window, not itself alone."},
        ],
    },
    topic=TOPIC,
    title="Attention in windows",
    source="Liu et al. 2021, Swin Transformer (arXiv:2103.14030), equations 1 and 2",
)

"""Attention layers and the encoder blocks of a vision transformer."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import TOPIC

HEADS: Final = {"a": (2, 3, 4, 6, 8, 9, 12, 16, 20), "s": (32, 48, 64, 64, 80, 96), "d": "a*s"}
"""Heads, the width of one, and the width of a token."""

template_family(
    "attention-params",
    {
        "given": HEADS,
        "front": (
            "Multi-head self-attention on tokens of width {d} has {a} heads of width {s}. The projections to queries, keys and values and "
            "the one of the output have biases. How many parameters does it have?"
        ),
        "answer": "4*d^2 + 4*d",
        "unit": "parameters",
        "steps": ["P = d^2 + d", "3*P + P"],
        "mistakes": [
            {
                "answer": "3*d^2 + 3*d",
                "says": "The output projection is missing: it mixes the heads by {d} times {d} weights.",
            },
            {
                "answer": "a*(4*d^2 + 4*d)",
                "says": "The heads share the width: each of the {a} has {s} of the {d} channels.",
            },
            {"answer": "4*d^2", "says": "The biases are missing: {d} for each of the four projections."},
            {"answer": "4*d*s + 4*s", "says": "That is one head's share; there are {a} heads."},
            {"answer": "d^2 + d", "says": "That is one projection; there are four: queries, keys, values, output."},
        ],
    },
    {
        "given": HEADS,
        "front": (
            "Multi-head self-attention on tokens of width {d} has {a} heads of width {s}. Only the output projection has a bias; those to "
            "queries, keys and values have none. How many parameters does it have?"
        ),
        "answer": "4*d^2 + d",
        "unit": "parameters",
        "steps": ["Q = 3*d^2", "O = d^2 + d", "Q + O"],
        "mistakes": [
            {"answer": "4*d^2 + 4*d", "says": "Queries, keys and values have no biases here."},
            {"answer": "4*d^2", "says": "The output projection has {d} biases."},
            {"answer": "3*d^2 + d", "says": "Queries, keys, values and output: four matrices of {d} times {d}."},
            {
                "answer": "a*(4*d^2 + d)",
                "says": "The heads share the width: each of the {a} has {s} of the {d} channels.",
            },
        ],
    },
    {
        "given": {**HEADS, "e": (64, 128, 256, 384, 512, 768, 1024, 1280)},
        "where": ["e != d"],
        "front": (
            "Multi-head cross-attention: queries come from tokens of width {d}, keys and values from tokens of width {e}. All three are "
            "projected to width {d}, split into {a} heads, and the output is projected from {d} to {d}. Each projection has a bias. "
            "How many parameters is that?"
        ),
        "answer": "2*d^2 + 2*e*d + 4*d",
        "unit": "parameters",
        "steps": ["Q = d^2 + d", "K = e*d + d", "V = e*d + d", "O = d^2 + d", "Q + K + V + O"],
        "mistakes": [
            {
                "answer": "4*d^2 + 4*d",
                "says": "That is self-attention; keys and values are projected from width {e} here.",
            },
            {"answer": "2*d^2 + 2*e*d", "says": "The biases are missing: {d} for each of the four projections."},
            {"answer": "d^2 + 2*e*d + 3*d", "says": "The output projection is missing: it mixes the heads."},
            {
                "answer": "2*d^2 + 2*e*d + 2*d + 2*e",
                "says": "A bias is as wide as the output: keys and values have {d} each.",
            },
        ],
    },
    topic=TOPIC,
    title="Parameters of multi-head attention",
    source="Vaswani et al. 2017, Attention is all you need (arXiv:1706.03762), section 3.2.2; biases as in torch.nn.MultiheadAttention",
)

BLOCK: Final = {**HEADS, "r": (2, 3, 4, 4, 4), "m": "r*d"}
LAYOUT: Final = (
    "The encoder block of a vision transformer has width {d}, {a} attention heads, an MLP of two layers with {m} hidden units, and two "
    "layer normalisations with scale and shift. "
)

template_family(
    "vit-block-params",
    {
        "given": BLOCK,
        "front": LAYOUT + "All projections have biases. How many parameters does the block have?",
        "answer": "4*d^2 + 4*d + 2*d*m + m + d + 4*d",
        "unit": "parameters",
        "steps": ["A = 4*(d^2 + d)", "M = (d*m + m) + (m*d + d)", "N = 2*(d + d)", "A + M + N"],
        "mistakes": [
            {
                "answer": "4*d^2 + 4*d + 2*d*m + m + d",
                "says": "The layer normalisations are missing: two of them, each with a scale and a shift of {d}.",
            },
            {
                "answer": "4*d^2 + 2*d*m",
                "says": "These are the matrices; biases and layer normalisations have parameters too.",
            },
            {
                "answer": "3*d^2 + 3*d + 2*d*m + m + d + 4*d",
                "says": "The output projection of the attention is missing: {d} times {d} weights and {d} biases.",
            },
            {
                "answer": "4*d^2 + 4*d + d*m + m + 4*d",
                "says": "The MLP has two layers: up to {m} and back to {d}.",
            },
            {
                "answer": "a*(4*d^2 + 4*d) + 2*d*m + m + d + 4*d",
                "says": "More heads don't mean more weights: they share the width {d}.",
            },
        ],
    },
    {
        "given": BLOCK,
        "front": (
            LAYOUT
            + "The projections to queries, keys and values have no biases, all other layers do. How many parameters does the block have?"
        ),
        "answer": "4*d^2 + d + 2*d*m + m + d + 4*d",
        "unit": "parameters",
        "steps": ["A = 3*d^2 + (d^2 + d)", "M = (d*m + m) + (m*d + d)", "N = 2*(d + d)", "A + M + N"],
        "mistakes": [
            {
                "answer": "4*d^2 + 4*d + 2*d*m + m + d + 4*d",
                "says": "Queries, keys and values have no biases here: {3*d} fewer.",
            },
            {
                "answer": "4*d^2 + d + 2*d*m + m + d",
                "says": "The layer normalisations are missing: two of them, each with a scale and a shift of {d}.",
            },
            {
                "answer": "3*d^2 + 2*d*m + m + d + 4*d",
                "says": "The output projection of the attention is missing: {d} times {d} weights and {d} biases.",
            },
            {
                "answer": "4*d^2 + d + 2*d*m + m + d + 2*d",
                "says": "There are two layer normalisations, one before the attention and one before the MLP.",
            },
        ],
    },
    {
        "given": {**HEADS, "l": (2, 4, 6, 8, 12, 12, 16, 24, 32), "m": "4*d"},
        "front": (
            "The encoder of a vision transformer has {l} blocks of width {d} with {a} heads and MLPs of {m} hidden units; everything has "
            "biases, each block two layer normalisations, and one more follows the last block. How many parameters is that, without "
            "embeddings and head?"
        ),
        "answer": "l*(4*d^2 + 4*d + 2*d*m + m + d + 4*d) + 2*d",
        "unit": "parameters",
        "steps": ["A = 4*(d^2 + d)", "M = (d*m + m) + (m*d + d)", "N = 2*(d + d)", "B = A + M + N", "l*B + 2*d"],
        "mistakes": [
            {
                "answer": "l*(4*d^2 + 4*d + 2*d*m + m + d + 4*d)",
                "says": "The layer normalisation behind the last block is missing: a scale and a shift of {d}.",
            },
            {
                "answer": "l*(4*d^2 + 2*d*m)",
                "says": "These are the matrices; biases and layer normalisations have parameters too.",
            },
            {
                "answer": "l*(4*d^2 + 4*d + 2*d*m + m + d) + 2*d",
                "says": "Each block has two layer normalisations of its own, {4*d} parameters.",
            },
            {
                "answer": "4*d^2 + 4*d + 2*d*m + m + d + 4*d + 2*d",
                "says": "That is one block; there are {l}, each with its own weights.",
            },
        ],
    },
    topic=TOPIC,
    title="Parameters of a vision transformer's encoder",
    source="Dosovitskiy et al. 2021, An image is worth 16x16 words (arXiv:2010.11929), section 3.1, equations 2 to 4",
)

"""Vision transformers: tokens, patch embedding and position embeddings."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

DOSOVITSKIY: Final = "Dosovitskiy et al. 2021, An image is worth 16x16 words (ViT, arXiv:2010.11929)"
PATCHES: Final = ["8", "14", "16", "16", "32"]
WIDTHS: Final = ["192", "384", "512", "768", "1024", "1280"]

template_family(
    "vit-tokens",
    {
        "given": {"p": PATCHES, "a": "6..32", "b": "6..32", "h": "a*p", "w": "b*p"},
        "where": ["112 <= h <= 640", "112 <= w <= 640"],
        "front": (
            r"A vision transformer cuts an image of ${h}\times{w}$ pixels into patches of ${p}\times{p}$ and puts a class token before them. How many "
            "tokens does its encoder get?"
        ),
        "answer": "(h/p)*(w/p) + 1",
        "unit": "tokens",
        "steps": ["a = h/p", "b = w/p", "a*b", "a*b + 1"],
        "mistakes": [
            {"answer": "(h/p)*(w/p)", "says": "The class token is one more."},
            {"answer": "h*w/p + 1", "says": "A patch has two sides: it covers {p} times {p} pixels."},
            {"answer": "h/p + w/p + 1", "says": "Patches form a grid: {a} rows of {b}."},
            {"answer": "h*w + 1", "says": "A token stands for a patch, not for a pixel."},
        ],
    },
    {
        "given": {"p": PATCHES, "a": "7..48", "n": "a*p", "t": "a^2 + 1"},
        "where": ["112 <= n <= 640"],
        "front": (
            r"A vision transformer gets {t} tokens, class token included, from an image of ${n}\times{n}$ pixels. How many pixels long is a side of "
            "its square patches?"
        ),
        "answer": "n/sqrt(t - 1)",
        "solves": {"equation": "t == (n/p)^2 + 1", "unknown": "p"},
        "unit": "pixels",
        "steps": ["t - 1", "a = sqrt(t - 1)", "n/a"],
        "mistakes": [
            {"answer": "p^2", "says": "These are the pixels of a patch; asked is its side."},
            {
                "answer": "a",
                "when": "a != p",
                "says": "So many patches lie side by side; a patch is the image's side over that.",
            },
            {"answer": "n", "says": "That is the image's side: divide it by the patches in a row."},
        ],
    },
    topic=TOPIC,
    title="ViT: patches and tokens",
    source=f"{DOSOVITSKIY}, section 3.1: N = HW/P², and a class token",
)

template_family(
    "vit-patch-embedding",
    {
        "given": {"p": ["4", *PATCHES], "c": ["1", "3", "3", "3", "4"], "d": WIDTHS},
        "front": (
            r"A vision transformer flattens patches of ${p}\times{p}$ pixels with {c} channels and projects each to {d} numbers, with a bias. How "
            "many parameters has this projection?"
        ),
        "answer": "p^2*c*d + d",
        "unit": "parameters",
        "steps": ["m = p^2*c", "m*d", "m*d + d"],
        "mistakes": [
            {"answer": "p^2*c*d", "says": "The bias is missing: {d} parameters."},
            {"answer": "p*c*d + d", "says": "A patch has two sides: {p} times {p} pixels."},
            {"answer": "p^2*d + d", "when": "c > 1", "says": "Each pixel has {c} channels."},
            {
                "answer": "p^2*c*d + p^2*c",
                "when": "d != p^2*c",
                "says": "There is one bias for each of the {d} outputs, not for each input.",
            },
        ],
    },
    {
        "given": {"p": PATCHES, "g": "7..32", "d": WIDTHS, "n": "g*p"},
        "where": ["112 <= n <= 512"],
        "front": (
            r"A vision transformer for RGB images of ${n}\times{n}$ pixels projects patches of ${p}\times{p}$ to {d} numbers with a bias. It learns a "
            "class token and a position embedding for every token. How many parameters does it have before its first encoder block?"
        ),
        "answer": "3*p^2*d + d + d + (g^2 + 1)*d",
        "unit": "parameters",
        "steps": ["g = n/p", "u = 3*p^2*d + d", "v = (g^2 + 1)*d", "u + d + v"],
        "mistakes": [
            {
                "answer": "3*p^2*d + d + d + g^2*d",
                "says": "One vector of {d} is missing: the class token is learned, and it has a position embedding besides the {g*g} of the patches.",
            },
            {
                "answer": "3*p^2*d + d + g^2*d",
                "says": "The class token is missing: it is learned, and has a position embedding as well.",
            },
            {
                "answer": "3*p^2*d + d",
                "says": "That is the projection alone; the class token and the positions are learned too.",
            },
            {
                "answer": "3*p^2*d + d + d + g^2 + 1",
                "says": "A position embedding is a vector of {d} numbers, added to the token.",
            },
        ],
    },
    topic=TOPIC,
    title="ViT: parameters of the patch embedding",
    source=f"{DOSOVITSKIY}, equation 1",
)

template_family(
    "vit-resolution",
    {
        "given": {"p": ["14", "16", "16", "32"], "a": "7..20", "b": "a + 1..32", "n": "a*p", "m": "b*p"},
        "where": ["160 <= n <= 288", "m <= 640"],
        "front": (
            r"A vision transformer with ${p}\times{p}$ patches was trained on ${n}\times{n}$ images and is fine-tuned on ${m}\times{m}$ ones. Its "
            "learned position embeddings are interpolated to the new grid; the class token keeps its own. How many position embeddings does it have now?"
        ),
        "answer": "(m/p)^2 + 1",
        "unit": "position embeddings",
        "steps": ["b = m/p", "b^2", "b^2 + 1"],
        "mistakes": [
            {"answer": "(n/p)^2 + 1", "says": "That is the old grid of {a} by {a}; the larger image has more patches."},
            {"answer": "(m/p)^2", "says": "The class token's own embedding is one more."},
            {"answer": "(m/p)^2 - (n/p)^2", "says": "So many have been added; asked is how many there are."},
        ],
    },
    {
        "given": {"p": ["14", "16", "16", "32"], "a": "7..20", "b": "a + 1..32", "n": "a*p", "m": "b*p", "d": WIDTHS},
        "where": ["160 <= n <= 288", "m <= 640"],
        "front": (
            r"A vision transformer of width {d} with ${p}\times{p}$ patches was trained on ${n}\times{n}$ images and is fine-tuned on ${m}\times{m}$ "
            "ones, its learned position embeddings interpolated to the new grid. By how many does its number of parameters grow?"
        ),
        "answer": "((m/p)^2 - (n/p)^2)*d",
        "unit": "parameters",
        "steps": ["a = n/p", "b = m/p", "b^2 - a^2", "(b^2 - a^2)*d"],
        "mistakes": [
            {
                "answer": "((m/p)^2 + 1)*d",
                "says": "These are all position embeddings; most of them, {a*a} + 1, were there before.",
            },
            {"answer": "(m/p)^2 - (n/p)^2", "says": "So many embeddings are added; each is a vector of {d} numbers."},
            {
                "answer": "(m/p - n/p)^2*d",
                "says": "Square each side of the grid first: {b*b} patches in place of {a*a}.",
            },
            {
                "answer": "(m^2 - n^2)*d",
                "says": "There is one embedding for each patch, not for each pixel.",
            },
        ],
    },
    topic=TOPIC,
    title="ViT: position embeddings at another resolution",
    source=f"{DOSOVITSKIY}, section 3.2",
)

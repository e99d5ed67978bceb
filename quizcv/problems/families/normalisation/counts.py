"""How many means a normalisation computes, and over how many elements each."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.normalisation import GROUP_NORM, TOPIC

MAPS: Final = {
    "n": ["2", "4", "8", "16", "24", "32", "64"],
    "c": ["32", "48", "64", "96", "128", "256", "512"],
    "h": "7..56 by 7",
}
GROUPED: Final = {**MAPS, "g": ["2", "4", "8", "16", "32"]}
TOKENS: Final = {
    "n": ["8", "16", "32", "64", "128"],
    "t": ["50", "145", "196", "197", "257", "577"],
    "d": ["192", "384", "512", "768", "1024"],
}
IMAGES: Final = r"activations of {n} images with {c} channels of ${h}\times{h}$"
SEQUENCES: Final = "{n} sequences of {t} tokens, each token a vector of {d} values"
MEANS: Final = "How many means does it compute for this batch?"
ELEMENTS: Final = "How many elements share one mean?"

template_family(
    "norm-means-count",
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Batch normalisation, in training, is given {IMAGES}. {MEANS}",
        "answer": "c",
        "unit": "means",
        "steps": ["c"],
        "mistakes": [
            {"answer": "n*c", "says": "That is instance normalisation: here all {n} images of the batch share a mean."},
            {
                "answer": "n",
                "says": "That is layer normalisation, one mean for each image. Batch normalisation keeps the channels apart.",
            },
            {
                "answer": "c*h*h",
                "says": "After a convolution all positions of a channel share a mean, as they share the filter.",
            },
            {"answer": "2*c", "says": "Means and variances are {2*c} numbers together; the means alone are asked."},
        ],
    },
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Layer normalisation over channels, height and width is given {IMAGES}. {MEANS}",
        "answer": "n",
        "unit": "means",
        "steps": ["n"],
        "mistakes": [
            {
                "answer": "c",
                "says": "That is batch normalisation: a mean for each channel. A layer's mean is that of one image.",
            },
            {"answer": "n*c", "says": "That is instance normalisation: here the channels of an image share a mean."},
            {
                "answer": "n*h*h",
                "says": "That would be a mean for each position, as in a transformer; here the positions share it too.",
            },
            {"answer": "1", "says": "The images of a batch stay apart: each has a mean of its own."},
        ],
    },
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Instance normalisation is given {IMAGES}. {MEANS}",
        "answer": "n*c",
        "unit": "means",
        "steps": ["n*c"],
        "mistakes": [
            {"answer": "c", "says": "That is batch normalisation: here each of the {n} images has its own means."},
            {"answer": "n", "says": "That is layer normalisation: here each of the {c} channels has its own mean."},
            {"answer": "2*n*c", "says": "Means and variances are {2*n*c} numbers together; the means alone are asked."},
            {
                "answer": "n*c*h*h",
                "says": "That counts the activations; the {h*h} positions of a channel share a mean.",
            },
        ],
    },
    {
        "given": GROUPED,
        "where": ["c % g == 0", "c != n*g"],
        "front": f"Group normalisation with {{g}} groups is given {IMAGES}. {MEANS}",
        "answer": "n*g",
        "unit": "means",
        "steps": ["n*g"],
        "mistakes": [
            {"answer": "g", "says": "The {n} images stay apart: each has {g} means of its own."},
            {
                "answer": "n*c",
                "when": "g < c",
                "says": "That is instance normalisation, one mean for each channel; here {c/g} channels share one.",
            },
            {
                "answer": "n*c/g",
                "when": "min(c - g, abs(c/g - g)) > 0",
                "says": "A group holds {c/g} channels, but there are {g} groups in each image.",
            },
            {"answer": "c", "says": "That is batch normalisation. Group normalisation never looks across images."},
        ],
    },
    {
        "given": TOKENS,
        "front": f"A vision transformer's layer normalisation is given {SEQUENCES}. {MEANS}",
        "answer": "n*t",
        "unit": "means",
        "steps": ["n*t"],
        "mistakes": [
            {"answer": "n", "says": "A transformer normalises every token by itself, not a whole sequence."},
            {
                "answer": "d",
                "says": "That is one mean for each feature, as in batch normalisation; here the features of a token share one.",
            },
            {
                "answer": "n*d",
                "says": "The mean is taken over the {d} features, so what remains are sequences and tokens.",
            },
            {"answer": "t", "says": "The {n} sequences stay apart: each token of each of them has its mean."},
        ],
    },
    topic=TOPIC,
    title="How many means a normalisation layer computes",
    source=f"{GROUP_NORM}, section 3.1; layer normalisation of tokens: Vaswani et al. 2017 (arXiv:1706.03762), section 3.1",
)

template_family(
    "norm-elements-per-mean",
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Batch normalisation, in training, is given {IMAGES}. {ELEMENTS}",
        "answer": "n*h^2",
        "unit": "elements",
        "steps": ["m = h^2", "n*m"],
        "mistakes": [
            {"answer": "n", "says": "The {h*h} positions of a channel share the mean too."},
            {
                "answer": "h^2",
                "says": "That is instance normalisation: here all {n} images share the mean of a channel.",
            },
            {
                "answer": "c*h^2",
                "says": "That is layer normalisation: all channels of one image. Here it is one channel of all images.",
            },
            {"answer": "n*c*h^2", "says": "Each channel has a mean of its own."},
        ],
    },
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Layer normalisation over channels, height and width is given {IMAGES}. {ELEMENTS}",
        "answer": "c*h^2",
        "unit": "elements",
        "steps": ["m = h^2", "c*m"],
        "mistakes": [
            {
                "answer": "n*h^2",
                "says": "That is batch normalisation: one channel of all images. Here it is one image with all channels.",
            },
            {"answer": "h^2", "says": "That is instance normalisation: here the {c} channels share the mean."},
            {"answer": "c", "says": "The {h*h} positions share the mean too."},
            {"answer": "n*c*h^2", "says": "Each image has a mean of its own."},
        ],
    },
    {
        "given": MAPS,
        "where": ["c != n"],
        "front": f"Instance normalisation is given {IMAGES}. {ELEMENTS}",
        "answer": "h^2",
        "unit": "elements",
        "steps": ["h^2"],
        "mistakes": [
            {"answer": "h", "says": "A map has two sides: {h} times {h} positions."},
            {"answer": "n*h^2", "says": "That is batch normalisation: here each image keeps to itself."},
            {"answer": "c*h^2", "says": "That is layer normalisation: here each channel keeps to itself."},
        ],
    },
    {
        "given": GROUPED,
        "where": ["c % g == 0"],
        "front": f"Group normalisation with {{g}} groups is given {IMAGES}. {ELEMENTS}",
        "answer": "c/g*h^2",
        "unit": "elements",
        "steps": ["m = c/g", "m*h^2"],
        "mistakes": [
            {
                "answer": "g*h^2",
                "when": "min(c - g, abs(c/g - g)) > 0",
                "says": "{g} is the number of groups; each holds {c/g} channels.",
            },
            {"answer": "n*c/g*h^2", "says": "The {n} images stay apart: a group lies within one of them."},
            {"answer": "c/g", "says": "The {h*h} positions share the mean too."},
            {"answer": "c*h^2", "says": "That is layer normalisation, one single group."},
        ],
    },
    topic=TOPIC,
    title="How many elements share a mean",
    source=f"{GROUP_NORM}, section 3.1",
)

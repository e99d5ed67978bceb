"""How many numbers reach the classifier: after flattening, after pooling to a fixed size, and from a pyramid of poolings."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.pooling import TOPIC

CHANNELS = ["64", "128", "192", "256", "384", "512", "1024", "2048"]

template_family(
    "flatten-size",
    {
        "given": {
            "c": CHANNELS,
            "h": "5..40",
            "w": "5..40",
            "k": ["2", "2", "3"],
            "y": "floor(h/k)",
            "x": "floor(w/k)",
        },
        "where": ["(h % k) + (w % k) > 0"],
        "front": (
            r"A map of ${c}\times{h}\times{w}$ (channels, height, width) goes through max pooling with windows of ${k}\times{k}$ and stride "
            "{k}, rounding down, and is flattened. How many numbers does the fully connected layer get?"
        ),
        "answer": "c*floor(h/k)*floor(w/k)",
        "unit": "numbers",
        "steps": ["y = floor(h/k)", "x = floor(w/k)", "c*y*x"],
        "mistakes": [
            {"answer": "c*h*w", "says": "That is the map before pooling."},
            {
                "answer": "c*ceil(h/k)*ceil(w/k)",
                "says": "Round down: a window that does not fit in whole is left out.",
            },
            {
                "answer": "floor(c*h*w/k)",
                "says": "Pooling divides the height and the width, so the map shrinks by k twice.",
            },
            {
                "answer": "floor(h/k)*floor(w/k)",
                "says": "That is one channel; flattening puts all {c} behind one another.",
            },
        ],
    },
    {
        "given": {
            "c": CHANNELS,
            "h": "7..40",
            "w": "7..40",
            "o": ["2", "3", "4", "6", "7"],
        },
        "where": ["h != w", "o < h", "o < w"],
        "front": (
            r"Adaptive average pooling brings a map of ${c}\times{h}\times{w}$ (channels, height, width) to ${o}\times{o}$; then it is "
            "flattened. How many numbers does the fully connected layer get?"
        ),
        "answer": "c*o^2",
        "unit": "numbers",
        "steps": ["o^2", "c*o^2"],
        "mistakes": [
            {"answer": "c*h*w", "says": "That is the map before pooling."},
            {"answer": "c*o", "says": "The pooled map has {o} rows and {o} columns: its side counts twice."},
            {"answer": "o^2", "says": "That is one channel; flattening puts all {c} behind one another."},
            {"answer": "c", "says": "That would be global pooling, which leaves one number for each channel."},
        ],
    },
    {
        "given": {"c": [*CHANNELS, "1280", "1536"], "h": "5..24", "w": "5..24", "n": ["10", "100", "200", "1000"]},
        "where": ["h != w"],
        "front": (
            r"Global average pooling is applied to a map of ${c}\times{h}\times{w}$ (channels, height, width), then the result is flattened "
            "and goes to a fully connected layer with {n} outputs. How many inputs does that layer have?"
        ),
        "answer": "c",
        "unit": "inputs",
        "steps": ["c*1*1"],
        "mistakes": [
            {"answer": "c*h*w", "says": "That is without the pooling, which leaves one number for each channel."},
            {
                "answer": "h*w",
                "says": "It is each channel that is averaged, over all its places, and not each place over the channels.",
            },
            {"answer": "c*n", "says": "That is how many weights the layer has."},
        ],
    },
    topic=TOPIC,
    title="Numbers left after pooling and flattening",
    source=(
        "Krizhevsky, Sutskever & Hinton 2012, ImageNet classification with deep convolutional neural networks, section 3.5; "
        "global pooling: Lin, Chen & Yan 2014, Network in network (arXiv:1312.4400), section 3.2"
    ),
)

template_family(
    "spatial-pyramid-pooling",
    {
        "given": {
            "c": CHANNELS,
            "h": "10..40",
            "w": "10..60",
            "l": ["1", "1", "2"],
            "m": ["2", "3", "4"],
            "n": ["3", "4", "5", "6", "7", "8"],
        },
        "where": ["l < m", "m < n", "h != w"],
        "front": (
            r"Spatial pyramid pooling divides a map of ${c}\times{h}\times{w}$ (channels, height, width) into ${l}\times{l}$, ${m}\times{m}$ "
            r"and ${n}\times{n}$ windows, keeps the maximum of each window for each channel, and puts all of them behind one another. How many "
            "numbers does the result hold?"
        ),
        "answer": "c*(l^2 + m^2 + n^2)",
        "unit": "numbers",
        "steps": ["b = l^2 + m^2 + n^2", "c*b"],
        "mistakes": [
            {"answer": "c*(l + m + n)", "says": "A level of n times n windows has n² of them: square each side."},
            {
                "answer": "l^2 + m^2 + n^2",
                "says": "That is how many windows there are; each gives a number for every one of the {c} channels.",
            },
            {"answer": "c*h*w", "says": "That is the map itself; its size does not matter for the result."},
            {"answer": "c*n^2", "says": "That is the finest level alone."},
        ],
    },
    topic=TOPIC,
    title="Length of a spatial pyramid's output",
    source="He et al. 2014, Spatial pyramid pooling in deep convolutional networks (arXiv:1406.4729), section 2.2",
)

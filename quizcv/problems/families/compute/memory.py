"""Memory: activations of a batch, and what an optimiser keeps."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.compute import TOPIC

THREE: Final = "Three figures are enough."
MAPS: Final = {
    "b": (2, 4, 8, 16, 32, 64, 128, 256),
    "c": (16, 32, 64, 96, 128, 192, 256, 512, 1024),
    "n": (7, 13, 14, 26, 28, 38, 52, 56, 64, 76, 104, 112, 128, 160),
    "f": (4, 4, 2),
}
BATCH: Final = (
    r"A layer gives ${c}\times{n}\times{n}$ (channels first) for each of {b} images, kept as {8*f}-bit floats. "
)
MISTAKEN: Final = {
    "bits": "{8*f} bits are {f} bytes.",
    "batch": "That is one image; the batch has {b}.",
    "side": "The map has two sides: {n} times {n} positions.",
}

template_family(
    "activation-memory",
    {
        "given": MAPS,
        "where": ["b*c*n^2 >= 100000", "b*c*n^2 <= 10^9"],
        "front": f"{BATCH}How many MB is that ($10^6$ bytes)? {THREE}",
        "answer": "b*c*n^2*f/10^6",
        "unit": "MB",
        "tolerance": "1%",
        "steps": ["N = b*c*n^2", "N*f/10^6"],
        "mistakes": [
            {"answer": "b*c*n^2*f/2^20", "says": "These are MiB; a MB has a million bytes."},
            {"answer": "b*c*n^2*8*f/10^6", "says": MISTAKEN["bits"]},
            {"answer": "b*c*n^2/10^6", "says": "These are millions of numbers; each takes {f} bytes."},
            {"answer": "c*n^2*f/10^6", "says": MISTAKEN["batch"]},
            {"answer": "b*c*n*f/10^6", "says": MISTAKEN["side"]},
        ],
    },
    {
        "given": MAPS,
        "where": ["b*c*n^2 >= 100000", "b*c*n^2 <= 10^9"],
        "front": f"{BATCH}How many MiB is that ($2^{{20}}$ bytes)? {THREE}",
        "answer": "b*c*n^2*f/2^20",
        "unit": "MiB",
        "tolerance": "1%",
        "steps": ["N = b*c*n^2", "N*f/2^20"],
        "mistakes": [
            {"answer": "b*c*n^2*f/10^6", "says": "These are MB; a MiB has 1024 times 1024 bytes."},
            {"answer": "b*c*n^2*8*f/2^20", "says": MISTAKEN["bits"]},
            {"answer": "b*c*n^2*(6 - f)/2^20", "says": "{8*f}-bit floats take {f} bytes each, not {6 - f}."},
            {"answer": "c*n^2*f/2^20", "says": MISTAKEN["batch"]},
            {"answer": "b*c*n*f/2^20", "says": MISTAKEN["side"]},
        ],
    },
    {
        "given": {
            "b": (2, 4, 8, 16, 32, 64),
            "l": "2..4",
            "m": "2..4",
            "c": (16, 32, 64, 96, 128),
            "n": (28, 32, 56, 64, 112, 128, 224),
            "o": "n/2",
            "e": "2*c",
        },
        "front": (
            r"Training keeps the outputs of {l} layers of ${c}\times{n}\times{n}$ and of {m} layers of ${e}\times{o}\times{o}$ "
            f"(channels first) for each of {{b}} images, as 32-bit floats. How many MiB is that ($2^{{20}}$ bytes)? {THREE}"
        ),
        "answer": "b*(l*c*n^2 + m*e*o^2)*4/2^20",
        "unit": "MiB",
        "tolerance": "1%",
        "steps": ["A = l*c*n^2", "B = m*e*o^2", "b*(A + B)*4/2^20"],
        "mistakes": [
            {
                "answer": "b*(l + m)*c*n^2*4/2^20",
                "says": "With twice the channels on half the side, a map holds half as many numbers, not as many.",
            },
            {"answer": "b*(l*c*n^2 + m*e*o^2)/2^20", "says": "A 32-bit float takes 4 bytes."},
            {"answer": "b*(l*c*n^2 + m*e*o^2)*4/10^6", "says": "These are MB; a MiB has 1024 times 1024 bytes."},
            {
                "answer": "b*(c*n^2 + e*o^2)*4/2^20",
                "says": "Each layer's output is kept: {l} of the first kind and {m} of the second.",
            },
            {"answer": "(l*c*n^2 + m*e*o^2)*4/2^20", "says": MISTAKEN["batch"]},
        ],
    },
    {
        "given": {"t": (6, 8, 10, 11, 12, 16, 24, 32, 40, 48, 80), "w": "1..4", "a": "60..600 by 5"},
        "where": ["floor((t - w)*1024/a) != floor((t - w)*1000/a)", "floor((t - w)*1024/a) != floor(t*1024/a)"],
        "front": (
            "A card has {t} GiB. Weights, gradients and optimiser take {w} GiB of it, and the activations of each image {a} MiB. "
            "How large can a batch be (1 GiB = 1024 MiB)?"
        ),
        "answer": "floor((t - w)*1024/a)",
        "unit": "images",
        "steps": ["F = (t - w)*1024", "F/a", "floor(F/a)"],
        "mistakes": [
            {
                "answer": "floor(t*1024/a)",
                "says": "Weights, gradients and optimiser are in the card too: {t - w} GiB are left.",
            },
            {
                "answer": "ceil((t - w)*1024/a)",
                "when": "(t - w)*1024 % a != 0",
                "says": "Round down: the last image does not fit.",
            },
            {"answer": "floor((t - w)*1000/a)", "says": "A GiB has 1024 MiB, not 1000."},
        ],
    },
    topic=TOPIC,
    title="Memory of activations, in MB and MiB",
    source=(
        "Chen et al. 2016, Training deep nets with sublinear memory cost (arXiv:1604.06174), section 3; "
        "MiB as in IEC 80000-13:2008"
    ),
)

SIZE: Final = {"q": "20..3300", "p": "q/10"}
"""A network's parameters in millions, in tenths."""
NOTHING_ELSE: Final = f"Activations are not counted. {THREE}"

template_family(
    "adam-state",
    {
        "given": SIZE,
        "front": (
            "A network of {p} million parameters is trained with Adam, everything in 32-bit floats. How many GB ($10^9$ bytes) do "
            f"weights, gradients and the optimiser's state take? {NOTHING_ELSE}"
        ),
        "answer": "16*p*10^6/10^9",
        "unit": "GB",
        "tolerance": "1%",
        "steps": ["4 + 4 + 2*4", "16*p*10^6/10^9"],
        "mistakes": [
            {
                "answer": "4*p*10^6/10^9",
                "says": "These are the weights alone; gradients and two moments are as large each.",
            },
            {
                "answer": "8*p*10^6/10^9",
                "says": "Weights and gradients; Adam keeps two moments for each parameter as well.",
            },
            {
                "answer": "12*p*10^6/10^9",
                "says": "Adam keeps two moments, a mean and a mean of squares; with one it is SGD with momentum.",
            },
            {"answer": "16*p*10^6/2^30", "says": "These are GiB; a GB has $10^9$ bytes."},
        ],
    },
    {
        "given": SIZE,
        "front": (
            "A network of {p} million parameters is trained with Adam in mixed precision: weights and gradients in 16 bits, and in 32 bits "
            "a master copy of the weights and Adam's two moments. How many GiB ($2^{30}$ bytes) do they take together? "
            f"{NOTHING_ELSE}"
        ),
        "answer": "16*p*10^6/2^30",
        "unit": "GiB",
        "tolerance": "1%",
        "steps": ["2 + 2 + 4 + 2*4", "16*p*10^6/2^30"],
        "mistakes": [
            {
                "answer": "12*p*10^6/2^30",
                "says": "The master copy of the weights is missing: 4 bytes for each parameter.",
            },
            {
                "answer": "8*p*10^6/2^30",
                "says": "Only weights and gradients are in 16 bits; master copy and moments take 4 bytes each.",
            },
            {"answer": "4*p*10^6/2^30", "says": "Weights and gradients; master copy and moments take 12 bytes more."},
            {"answer": "16*p*10^6/10^9", "says": "These are GB; a GiB has $2^{30}$ bytes."},
        ],
    },
    {
        "given": {**SIZE, "u": (2, 3, 5, 10, 15, 20, 25, 30, 40, 50)},
        "front": (
            "Of a network's {p} million parameters, {u} % are fine-tuned with Adam and the rest is frozen, everything in 32-bit floats. "
            f"How many MB ($10^6$ bytes) do weights, gradients and the optimiser's state take? {NOTHING_ELSE}"
        ),
        "answer": "4*p + 12*p*u/100",
        "unit": "MB",
        "tolerance": "1%",
        "steps": ["T = p*u/100", "4*p + (4 + 2*4)*T"],
        "mistakes": [
            {"answer": "16*p", "says": "Frozen weights need neither gradients nor moments."},
            {"answer": "16*p*u/100", "says": "The frozen weights are in memory too: the forward pass needs them."},
            {"answer": "4*p + 8*p*u/100", "says": "What is trained has a gradient and two moments: 12 bytes more."},
            {"answer": "8*p + 8*p*u/100", "says": "Frozen weights need no gradients of their own."},
        ],
    },
    {
        "given": SIZE,
        "front": (
            "A network of {p} million parameters is trained by SGD with momentum, everything in 32-bit floats. How many GB ($10^9$ bytes) do "
            f"weights, gradients and the optimiser's state take? {NOTHING_ELSE}"
        ),
        "answer": "12*p*10^6/10^9",
        "unit": "GB",
        "tolerance": "1%",
        "steps": ["4 + 4 + 4", "12*p*10^6/10^9"],
        "mistakes": [
            {
                "answer": "16*p*10^6/10^9",
                "says": "That is Adam with its two moments; momentum keeps one velocity a parameter.",
            },
            {"answer": "8*p*10^6/10^9", "says": "Momentum keeps a velocity for each parameter: 4 bytes more."},
            {
                "answer": "4*p*10^6/10^9",
                "says": "These are the weights alone; gradients and velocities are as large each.",
            },
            {"answer": "12*p*10^6/2^30", "says": "These are GiB; a GB has $10^9$ bytes."},
        ],
    },
    {
        "given": {"t": (2, 3, 4, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 141)},
        "front": (
            "Weights, gradients and Adam's state are to fit into {t} GiB ($2^{30}$ bytes), everything in 32-bit floats and activations "
            f"not counted. How many parameters can the network have? {THREE}"
        ),
        "answer": "t*2^30/16",
        "unit": "parameters",
        "tolerance": "1%",
        "suffixes": True,
        "steps": ["4 + 4 + 2*4", "t*2^30/16"],
        "mistakes": [
            {"answer": "t*2^30/4", "says": "Not only the weights: gradients and two moments are as large each."},
            {"answer": "t*2^30/12", "says": "Adam keeps two moments: 16 bytes for each parameter."},
            {"answer": "t*2^30/8", "says": "Adam's two moments are missing: 8 bytes more for each parameter."},
            {"answer": "t*10^9/16", "says": "A GiB has $2^{30}$ bytes, 7 % more than a GB."},
        ],
    },
    topic=TOPIC,
    title="Weights, gradients and moments under Adam",
    source=(
        "Kingma & Ba 2015, Adam (arXiv:1412.6980), algorithm 1; mixed precision as in Rajbhandari et al. 2020, ZeRO (arXiv:1910.02054), "
        "section 3.1"
    ),
)

"""Recurrent layers. Books give each gate one bias, PyTorch gives it two; every question says which."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import TOPIC

SIZES: Final = {
    "i": (32, 64, 96, 128, 256, 300, 512, 768, 1024, 2048, 4096),
    "h": (32, 50, 64, 100, 128, 200, 256, 300, 400, 512, 650, 1024),
}
TWO_BIASES: Final = "as PyTorch has it: two bias vectors for each gate, one for the input and one for the state"
ONE_BIAS: Final = "with one bias vector for each gate"

template_family(
    "lstm-params",
    {
        "given": SIZES,
        "front": (
            f"An LSTM layer reads vectors of {{i}} features and has {{h}} hidden units, {ONE_BIAS} and no peepholes. "
            "How many parameters does it have?"
        ),
        "answer": "4*(i*h + h*h + h)",
        "unit": "parameters",
        "steps": ["G = i*h + h*h + h", "4*G"],
        "mistakes": [
            {
                "answer": "i*h + h*h + h",
                "says": "That is one gate; an LSTM has three gates and a candidate, so 4 of them.",
            },
            {
                "answer": "3*(i*h + h*h + h)",
                "says": "The candidate for the cell has weights too: 4 times, not 3 (that is a GRU).",
            },
            {"answer": "4*(i*h + h)", "says": "The state comes back in: each gate has {h} times {h} weights more."},
            {
                "answer": "4*(i*h + h*h + 2*h)",
                "says": "That is PyTorch's layer with two biases a gate; here each has one.",
            },
            {"answer": "4*(i*h + h*h)", "says": "The biases are missing: {h} for each gate."},
        ],
    },
    {
        "given": SIZES,
        "front": (
            f"An LSTM layer reads vectors of {{i}} features and has {{h}} hidden units, {TWO_BIASES}. How many parameters does it have?"
        ),
        "answer": "4*(i*h + h*h + 2*h)",
        "unit": "parameters",
        "steps": ["G = i*h + h*h + 2*h", "4*G"],
        "mistakes": [
            {
                "answer": "4*(i*h + h*h + h)",
                "says": "PyTorch keeps two biases for each gate, although their sum would do.",
            },
            {"answer": "3*(i*h + h*h + 2*h)", "says": "Three gates and a candidate: 4 times, not 3 (that is a GRU)."},
            {
                "answer": "i*h + h*h + 2*h",
                "says": "That is one gate; an LSTM has three gates and a candidate, so 4 of them.",
            },
            {"answer": "4*(i*h + 2*h)", "says": "The state comes back in: each gate has {h} times {h} weights more."},
        ],
    },
    {
        "given": {**SIZES, "l": (2, 2, 3, 4)},
        "where": ["i != h"],
        "front": (
            f"{{l}} LSTM layers are stacked: the first reads vectors of {{i}} features, each has {{h}} hidden units, {TWO_BIASES}. "
            "How many parameters is that?"
        ),
        "answer": "4*(i*h + h*h + 2*h) + (l - 1)*4*(h*h + h*h + 2*h)",
        "unit": "parameters",
        "steps": ["F = 4*(i*h + h*h + 2*h)", "N = 4*(h*h + h*h + 2*h)", "F + (l - 1)*N"],
        "mistakes": [
            {
                "answer": "l*4*(i*h + h*h + 2*h)",
                "says": "Only the first layer reads {i} features; those above it read the {h} units of the layer below.",
            },
            {
                "answer": "l*4*(h*h + h*h + 2*h)",
                "says": "The first layer reads {i} features, not {h}.",
            },
            {
                "answer": "4*(i*h + h*h + h) + (l - 1)*4*(h*h + h*h + h)",
                "says": "PyTorch keeps two biases for each gate, although their sum would do.",
            },
            {"answer": "4*(i*h + h*h + 2*h)", "says": "That is the first layer alone; there are {l}."},
        ],
    },
    {
        "given": SIZES,
        "front": (
            f"A bidirectional LSTM layer reads vectors of {{i}} features and has {{h}} hidden units in each direction, {TWO_BIASES}. "
            "How many parameters does it have?"
        ),
        "answer": "2*4*(i*h + h*h + 2*h)",
        "unit": "parameters",
        "steps": ["D = 4*(i*h + h*h + 2*h)", "2*D"],
        "mistakes": [
            {"answer": "4*(i*h + h*h + 2*h)", "says": "Each direction has weights of its own: twice as many."},
            {
                "answer": "4*(i*2*h + 4*h*h + 4*h)",
                "says": "The directions don't see each other's state: two layers of {h} units are not one of {2*h}.",
            },
            {
                "answer": "2*4*(i*h + h*h + h)",
                "says": "PyTorch keeps two biases for each gate, although their sum would do.",
            },
            {"answer": "2*3*(i*h + h*h + 2*h)", "says": "Three gates and a candidate: 4 times, not 3 (that is a GRU)."},
        ],
    },
    topic=TOPIC,
    title="Parameters of an LSTM, with one bias or two",
    source=(
        "Hochreiter & Schmidhuber 1997, Long short-term memory (Neural Computation 9), with the forget gate of Gers et al. 2000; "
        "two biases as in torch.nn.LSTM"
    ),
)

template_family(
    "gru-params",
    {
        "given": SIZES,
        "front": (
            f"A GRU layer reads vectors of {{i}} features and has {{h}} hidden units, {ONE_BIAS}. How many parameters does it have "
            "(the candidate counted as a gate)?"
        ),
        "answer": "3*(i*h + h*h + h)",
        "unit": "parameters",
        "steps": ["G = i*h + h*h + h", "3*G"],
        "mistakes": [
            {
                "answer": "4*(i*h + h*h + h)",
                "says": "That is an LSTM; a GRU has two gates and a candidate, so 3 of them.",
            },
            {"answer": "2*(i*h + h*h + h)", "says": "The candidate for the new state has weights too: 3 times, not 2."},
            {"answer": "3*(i*h + h)", "says": "The state comes back in: each gate has {h} times {h} weights more."},
            {
                "answer": "3*(i*h + h*h + 2*h)",
                "says": "That is PyTorch's layer with two biases a gate; here each has one.",
            },
            {"answer": "3*(i*h + h*h)", "says": "The biases are missing: {h} for each gate."},
        ],
    },
    {
        "given": SIZES,
        "front": (
            f"A GRU layer reads vectors of {{i}} features and has {{h}} hidden units, {TWO_BIASES}. How many parameters does it have "
            "(the candidate counted as a gate)?"
        ),
        "answer": "3*(i*h + h*h + 2*h)",
        "unit": "parameters",
        "steps": ["G = i*h + h*h + 2*h", "3*G"],
        "mistakes": [
            {
                "answer": "3*(i*h + h*h + h)",
                "says": "PyTorch keeps two biases for each gate; in the candidate, the reset gate acts on one of them.",
            },
            {
                "answer": "4*(i*h + h*h + 2*h)",
                "says": "That is an LSTM; a GRU has two gates and a candidate, so 3 of them.",
            },
            {
                "answer": "2*(i*h + h*h + 2*h)",
                "says": "The candidate for the new state has weights too: 3 times, not 2.",
            },
            {"answer": "3*(i*h + 2*h)", "says": "The state comes back in: each gate has {h} times {h} weights more."},
        ],
    },
    {
        "given": SIZES,
        "front": (
            "An LSTM layer that reads vectors of {i} features and has {h} hidden units is replaced by a GRU layer of the same sizes, "
            "both with two bias vectors for each gate and for the candidate. How many parameters are saved?"
        ),
        "answer": "i*h + h*h + 2*h",
        "unit": "parameters",
        "steps": ["G = i*h + h*h + 2*h", "4*G - 3*G"],
        "mistakes": [
            {"answer": "3*(i*h + h*h + 2*h)", "says": "That is the GRU itself; asked is how much smaller it is."},
            {"answer": "i*h + h*h + h", "says": "Each gate has two bias vectors here."},
            {
                "answer": "2*(i*h + h*h + 2*h)",
                "says": "The GRU's candidate has weights too: 3 matrices against 4, not 2.",
            },
            {"answer": "i*h + 2*h", "says": "Each gate also has {h} times {h} weights for the state."},
        ],
    },
    topic=TOPIC,
    title="Parameters of a GRU, with one bias or two",
    source="Cho et al. 2014, Learning phrase representations (arXiv:1406.1078), section 2.3; two biases as in torch.nn.GRU",
)

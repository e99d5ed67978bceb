"""Batch normalisation: what is trained, what is only kept."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.parameters import TOPIC

WIDTHS: Final = (16, 24, 32, 48, 64, 96, 128, 160, 192, 256, 320, 384, 512, 768, 1024, 1280, 1536, 2048)
SIDES: Final = (7, 8, 14, 16, 28, 32, 56, 64, 112)
NORMALISED: Final = {"c_in": (3, 16, 32, 64, 96, 128, 256, 512), "c_out": WIDTHS, "k": (1, 3, 3, 5, 7)}

template_family(
    "batch-norm-params",
    {
        "given": {"c": WIDTHS, "n": SIDES},
        "front": (
            r"Batch normalisation is applied to maps of ${c}\times{n}\times{n}$ (channels first), with scale and shift. "
            "How many parameters does it train?"
        ),
        "answer": "2*c",
        "unit": "parameters",
        "steps": ["c + c"],
        "mistakes": [
            {"answer": "c", "says": "Each channel has a scale and a shift: two numbers."},
            {"answer": "4*c", "says": "The running mean and variance are buffers: they are measured, not trained."},
            {"answer": "2*c*n^2", "says": "All {n^2} positions of a channel share its scale and shift."},
        ],
    },
    {
        "given": {"c": WIDTHS, "n": SIDES},
        "front": (
            r"PyTorch's BatchNorm2d stands behind a convolution that gives ${c}\times{n}\times{n}$ maps. Its buffers are the running "
            "means, the running variances and the count of batches seen. How many numbers do they hold?"
        ),
        "answer": "2*c + 1",
        "unit": "numbers",
        "steps": ["c + c + 1"],
        "mistakes": [
            {"answer": "2*c", "says": "The count of batches seen is one number more."},
            {"answer": "4*c + 1", "says": "Scale and shift are parameters: they are trained, and are no buffers."},
            {"answer": "3*c", "says": "The batches are counted once for the layer, not for each channel."},
            {"answer": "2*c*n^2 + 1", "says": "Mean and variance are taken over all {n^2} positions of a channel."},
        ],
    },
    {
        "given": {"c": WIDTHS, "m": WIDTHS},
        "front": (
            "A block has a batch normalisation over {c} channels and one over {m}. How many numbers do they add to a checkpoint that "
            "keeps the trained scale and shift, and the running mean and variance (a counter of batches is not counted)?"
        ),
        "answer": "4*(c + m)",
        "unit": "numbers",
        "steps": ["n = c + m", "2*n + 2*n"],
        "mistakes": [
            {
                "answer": "2*(c + m)",
                "says": "That is only what is trained; the running mean and variance are kept as well.",
            },
            {"answer": "3*(c + m)", "says": "Scale, shift, mean and variance are four numbers a channel."},
            {
                "answer": "4*c*m",
                "says": "The layers don't multiply: each has four numbers for each of its own channels.",
            },
        ],
    },
    {
        "given": NORMALISED,
        "front": (
            r"A convolution with ${k}\times{k}$ kernels takes {c_in} channels to {c_out}; it has no bias, because batch normalisation "
            "follows. How many parameters do the two layers train together?"
        ),
        "answer": "k^2*c_in*c_out + 2*c_out",
        "unit": "parameters",
        "steps": ["w = k^2*c_in*c_out", "w + 2*c_out"],
        "mistakes": [
            {
                "answer": "k^2*c_in*c_out + 3*c_out",
                "says": "There is no bias: the shift of the normalisation takes its place.",
            },
            {
                "answer": "k^2*c_in*c_out + c_out",
                "says": "Batch normalisation trains a scale and a shift for each channel.",
            },
            {
                "answer": "k^2*c_in*c_out + 4*c_out",
                "says": "The running mean and variance are buffers: they are measured, not trained.",
            },
            {
                "answer": "k^2*c_in*c_out + 2*c_in",
                "when": "c_in != c_out",
                "says": "It normalises the {c_out} channels that come out of the convolution.",
            },
        ],
    },
    {
        "given": NORMALISED,
        "front": (
            r"For inference, a ${k}\times{k}$ convolution from {c_in} to {c_out} channels without bias and the batch normalisation "
            "behind it are folded into one convolution. How many parameters does that one have?"
        ),
        "answer": "k^2*c_in*c_out + c_out",
        "unit": "parameters",
        "steps": ["w = k^2*c_in*c_out", "w + c_out"],
        "mistakes": [
            {
                "answer": "k^2*c_in*c_out",
                "says": "The folded convolution needs a bias: it carries the shift of each channel.",
            },
            {
                "answer": "k^2*c_in*c_out + 2*c_out",
                "says": "The scale goes into the weights; only a bias for each channel is left.",
            },
            {
                "answer": "k^2*c_in*c_out + 4*c_out",
                "says": "Scale, shift, mean and variance are merged: they change the weights and leave one bias a channel.",
            },
        ],
    },
    topic=TOPIC,
    title="Batch normalisation: trained, kept and folded",
    source=(
        "Ioffe & Szegedy 2015, Batch normalization (arXiv:1502.03167), algorithms 1 and 2, section 3.2; "
        "buffers as in torch.nn.BatchNorm2d"
    ),
)

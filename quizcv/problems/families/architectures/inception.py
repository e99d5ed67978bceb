"""Inception modules: what their branches add up to, with and without reductions."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

SZEGEDY: Final = "Szegedy et al. 2015, Going deeper with convolutions (arXiv:1409.4842)"
INPUTS: Final = ["192", "256", "480", "512", "528", "832"]
MODULE: Final = {
    "c_in": INPUTS,
    "a": ["64", "112", "128", "160", "192", "256", "384"],
    "r": ["96", "112", "128", "144", "160", "192"],
    "b": ["128", "192", "208", "224", "256", "288", "320", "384"],
    "q": ["16", "24", "32", "48"],
    "c": ["32", "48", "64", "96", "128"],
    "d": ["32", "64", "128"],
}
NARROWING: Final = ["r < b", "q < c", "r < c_in"]
BRANCHES: Final = r"""An inception module gets {c_in} channels. Its branches:

- $1\times 1$ convolution, {a} filters
- $1\times 1$ with {r} filters, then $3\times 3$ with {b}
- $1\times 1$ with {q} filters, then $5\times 5$ with {c}
- $3\times 3$ max pooling, then $1\times 1$ with {d} filters

"""

template_family(
    "inception-channels",
    {
        "given": MODULE,
        "where": NARROWING,
        "front": BRANCHES + "How many channels does its output have?",
        "answer": "a + b + c + d",
        "unit": "channels",
        "steps": ["a + b + c + d"],
        "mistakes": [
            {
                "answer": "a + r + b + q + c + d",
                "says": "The reductions to {r} and {q} lie inside their branches; only the ends of branches are concatenated.",
            },
            {
                "answer": "a + b + c + c_in",
                "when": "c_in != d",
                "says": "Behind the pooling a projection takes the {c_in} channels down to {d}.",
            },
            {"answer": "a + b + c", "says": "The pooling branch is concatenated too: it adds {d} channels."},
            {
                "answer": "max(a, b, c, d)",
                "says": "The branches are concatenated, not added element by element as in a residual block.",
            },
        ],
    },
    {
        "given": {"c_in": INPUTS, "a": MODULE["a"], "b": MODULE["b"], "c": MODULE["c"], "n": "2..5"},
        "front": (
            r"A naive inception module has three branches with {a} filters of $1\times 1$, {b} of $3\times 3$ and {c} of $5\times 5$, and a "
            "fourth that only pools with stride 1. {n} such modules stand in a row; the first gets {c_in} channels. How many channels "
            "leave the last one?"
        ),
        "answer": "c_in + n*(a + b + c)",
        "unit": "channels",
        "steps": ["m = a + b + c", "n*m", "c_in + n*m"],
        "mistakes": [
            {
                "answer": "a + b + c",
                "says": "The pooling branch passes on all channels that come in; that is why naive modules only get wider.",
            },
            {"answer": "c_in + a + b + c", "says": "That is after one module; there are {n}."},
            {
                "answer": "n*(c_in + a + b + c)",
                "says": "The {c_in} channels are passed on by each module, but new ones are only the {a + b + c} of its filters.",
            },
            {
                "answer": "n*(a + b + c)",
                "says": "The {c_in} channels of the input are still there, passed on by the pooling.",
            },
        ],
    },
    topic=TOPIC,
    title="Inception module: output channels",
    source=f"{SZEGEDY}, figure 2 and table 1",
)

template_family(
    "inception-weights",
    {
        "given": MODULE,
        "where": NARROWING,
        "front": BRANCHES + "How many weights does it have, without biases?",
        "answer": "c_in*a + c_in*r + 9*r*b + c_in*q + 25*q*c + c_in*d",
        "unit": "weights",
        "steps": ["u = c_in*(a + r + q + d)", "v = 9*r*b", "w = 25*q*c", "u + v + w"],
        "mistakes": [
            {
                "answer": "c_in*(a + d) + 9*r*b + 25*q*c",
                "says": "The reductions have weights too: {c_in} times {r} and {c_in} times {q}.",
            },
            {
                "answer": "c_in*(a + d) + 9*c_in*b + 25*c_in*c",
                "says": "That is the module without reductions: the large filters see {r} and {q} channels, not {c_in}.",
            },
            {
                "answer": "c_in*(a + r + q) + 9*r*b + 25*q*c",
                "says": "The projection behind the pooling is missing: {c_in} times {d} weights.",
            },
            {
                "answer": "c_in*(a + r + q + d) + 3*r*b + 5*q*c",
                "says": "A filter has two sides: 9 and 25 weights for each channel, not 3 and 5.",
            },
        ],
    },
    {
        "given": {"c_in": INPUTS, "a": MODULE["a"], "b": MODULE["b"], "c": MODULE["c"]},
        "front": (
            r"A naive inception module gets {c_in} channels. It has {a} filters of $1\times 1$, {b} of $3\times 3$ and {c} of $5\times 5$, all "
            "on its input, and a pooling branch. How many weights does it have, without biases?"
        ),
        "answer": "c_in*(a + 9*b + 25*c)",
        "unit": "weights",
        "steps": ["w = a + 9*b + 25*c", "c_in*w"],
        "mistakes": [
            {
                "answer": "c_in*(a + 3*b + 5*c)",
                "says": "A filter has two sides: 9 and 25 weights for each channel, not 3 and 5.",
            },
            {"answer": "a + 9*b + 25*c", "says": "Each filter has its weights for each of the {c_in} channels."},
            {"answer": "c_in*(a + 9*b + 25*c + 9)", "says": "Pooling has no weights."},
            {
                "answer": "c_in*(a + b + c)",
                "says": r"Only the $1\times 1$ filters have one weight for each channel; the others have 9 and 25.",
            },
        ],
    },
    {
        "given": {"c_in": INPUTS, "q": MODULE["q"], "c": MODULE["c"]},
        "where": ["q < c", "q*6 <= c_in"],
        "front": (
            r"A $5\times 5$ branch of an inception module has {c} filters and gets {c_in} channels. By what factor do its weights become fewer "
            r"if a $1\times 1$ convolution first reduces the channels to {q}? Biases are not counted; three figures will do."
        ),
        "answer": "25*c_in*c/(c_in*q + 25*q*c)",
        "tolerance": "1%",
        "steps": ["f = 25*c_in*c", "g = c_in*q + 25*q*c", "f/g"],
        "mistakes": [
            {"answer": "c_in/q", "says": "The reduction has weights of its own: {c_in} times {q}."},
            {"answer": "(c_in*q + 25*q*c)/(25*c_in*c)", "says": "That is the part that is left; asked is the factor."},
            {
                "answer": "25*c_in*c/(25*c_in*q + 25*q*c)",
                "says": r"The reduction is $1\times 1$: one weight, not 25, for each pair of channels.",
            },
        ],
    },
    topic=TOPIC,
    title="Inception module: weights with and without reductions",
    source=f"{SZEGEDY}, section 4, figure 2 and table 1",
)

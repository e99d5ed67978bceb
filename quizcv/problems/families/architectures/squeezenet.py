"""SqueezeNet: fire modules and the numbers that size them."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

IANDOLA: Final = "Iandola et al. 2016, SqueezeNet (arXiv:1602.07360)"
GIVEN: Final = {
    "c_in": ["64", "96", "128", "192", "256", "384", "512"],
    "s": ["16", "24", "32", "48", "64"],
    "a": ["64", "96", "128", "192", "256"],
    "b": ["64", "96", "128", "192", "256"],
}
FIRE: Final = (
    r"A fire module gets {c_in} channels. It squeezes them with {s} filters of $1\times 1$ and expands what comes out with {a} filters of "
    r"$1\times 1$ and, side by side, {b} of $3\times 3$. "
)

template_family(
    "squeezenet-fire",
    {
        "given": GIVEN,
        "where": ["s < a", "s < b"],
        "front": FIRE + "How many parameters does it have, biases counted?",
        "answer": "c_in*s + s*a + 9*s*b + s + a + b",
        "unit": "parameters",
        "steps": ["u = c_in*s + s", "v = s*a + a", "w = 9*s*b + b", "u + v + w"],
        "mistakes": [
            {"answer": "c_in*s + s*a + 9*s*b", "says": "The biases are missing: {s} + {a} + {b} of them."},
            {
                "answer": "c_in*s + s*a + 9*a*b + s + a + b",
                "says": r"The two kinds of expanding filters stand side by side: both see the {s} squeezed channels.",
            },
            {
                "answer": "c_in*(s + a + 9*b) + s + a + b",
                "says": "The expanding filters see the {s} squeezed channels, not the {c_in} of the input.",
            },
            {
                "answer": "s*a + 9*s*b + a + b",
                "says": "The squeezing layer has parameters too: {c_in} times {s} weights and {s} biases.",
            },
        ],
    },
    {
        "given": GIVEN,
        "where": ["s < a", "s < b", "2*s <= c_in"],
        "front": FIRE
        + r"By what factor does it have fewer weights than one $3\times 3$ convolution from {c_in} to {a + b} channels? "
        "Biases are not counted; three figures will do.",
        "answer": "9*c_in*(a + b)/(c_in*s + s*a + 9*s*b)",
        "tolerance": "1%",
        "steps": ["f = 9*c_in*(a + b)", "g = c_in*s + s*a + 9*s*b", "f/g"],
        "mistakes": [
            {
                "answer": "(c_in*s + s*a + 9*s*b)/(9*c_in*(a + b))",
                "says": "That is the part that is left; asked is the factor.",
            },
            {
                "answer": "9*c_in*(a + b)/(s*a + 9*s*b)",
                "says": "The squeezing layer has weights too: {c_in} times {s}.",
            },
            {
                "answer": "9*c_in*b/(c_in*s + s*a + 9*s*b)",
                "says": "The output has {a} + {b} channels, and so has the convolution it is compared with.",
            },
            {
                "answer": "c_in*(a + b)/(c_in*s + s*a + 9*s*b)",
                "says": r"The convolution it is compared with is $3\times 3$: 9 weights for each pair of channels.",
            },
        ],
    },
    topic=TOPIC,
    title="SqueezeNet: parameters of a fire module",
    source=f"{IANDOLA}, section 3.2 and table 1",
)

SIZED: Final = {
    "given": {
        "a": ["64", "96", "128", "160", "192", "256"],
        "v": ["32", "64", "96", "128"],
        "f": ["2", "3", "4"],
        "i": "0..9",
        "p": ["1/4", "1/2", "1/2", "3/4"],
        "q": ["1/8", "1/8", "1/4", "1/2", "3/4"],
        "e": "a + v*floor(i/f)",
    },
    "where": ["i >= 1"],
    "unit": "filters",
}
META: Final = (
    r"The fire modules of a SqueezeNet are numbered from 0. The first {f} expand to {a} filters, and after every {f} modules there are {v} more "
    r"($\text{base}_e$, $\text{incr}_e$ and freq in the paper). The part {p} of them are $3\times 3$, and the squeeze ratio is {q}. "
)
FIRST_GROUP: Final = "Module {i} is past the first {f}: it expands to {e} filters."

template_family(
    "squeezenet-widths",
    {
        **SIZED,
        "front": META + "How many squeezing filters does module {i} have?",
        "answer": "q*e",
        "steps": ["e = a + v*floor(i/f)", "q*e"],
        "mistakes": [
            {"answer": "q*a", "when": "i >= f", "says": FIRST_GROUP},
            {
                "answer": "q*(a + v*i)",
                "when": "i != floor(i/f)",
                "says": "The width grows after every {f} modules, not after each.",
            },
            {
                "answer": "q*p*e",
                "says": r"The squeeze ratio goes by all expanding filters, not by the $3\times 3$ ones alone.",
            },
            {
                "answer": "q*(a + v*(floor(i/f) + 1))",
                "says": "Modules are numbered from 0: the first {f} have {a} filters.",
            },
        ],
    },
    {
        **SIZED,
        "front": META + r"How many $3\times 3$ filters does module {i} have?",
        "answer": "p*e",
        "steps": ["e = a + v*floor(i/f)", "p*e"],
        "mistakes": [
            {"answer": "p*a", "when": "i >= f", "says": FIRST_GROUP},
            {
                "answer": "p*(a + v*i)",
                "when": "i != floor(i/f)",
                "says": "The width grows after every {f} modules, not after each.",
            },
            {
                "answer": "(1 - p)*e",
                "when": "p != 1/2",
                "says": r"That is how many are $1\times 1$.",
            },
            {
                "answer": "p*(a + v*(floor(i/f) + 1))",
                "says": "Modules are numbered from 0: the first {f} have {a} filters.",
            },
        ],
    },
    topic=TOPIC,
    title="SqueezeNet: filters by its metaparameters",
    source=f"{IANDOLA}, section 5.1",
)

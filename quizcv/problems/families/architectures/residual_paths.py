"""A residual network as many paths: how many there are, and how long blocks survive when they are dropped at random."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

VEIT: Final = "Veit, Wilber & Belongie 2016, Residual networks behave like ensembles of relatively shallow networks (arXiv:1605.06431)"
UNRAVELLED: Final = "A residual network has {n} blocks. On each path from its input to its output a block is either gone through or skipped. "

template_family(
    "residual-paths",
    {
        "given": {"n": "5..20", "d": "2..4"},
        "front": UNRAVELLED
        + "How many paths are left if the residual branches of {d} blocks are deleted and their skips stay?",
        "answer": "2^(n - d)",
        "unit": "paths",
        "steps": ["m = n - d", "2^m"],
        "mistakes": [
            {"answer": "2^n", "says": "That is before the deletion: through a deleted block only the skip is left."},
            {
                "answer": "2^n - d",
                "says": "Each deletion halves the number of paths: half of them went through that block.",
            },
            {
                "answer": "2^n - 2^d",
                "when": "n - d != d",
                "says": "Each deletion halves the number of paths, it does not subtract some.",
            },
            {
                "answer": "2*(n - d)",
                "when": "n - d > 2",
                "says": "The choices multiply: two for each of the {n - d} blocks.",
            },
            {"answer": "n - d", "says": "So many blocks are left; each of them doubles the number of paths."},
        ],
    },
    {
        "given": {"n": "6..110"},
        "front": UNRAVELLED + "How many paths go through exactly 2 blocks?",
        "answer": "n*(n - 1)/2",
        "unit": "paths",
        "steps": ["n*(n - 1)", "n*(n - 1)/2"],
        "mistakes": [
            {"answer": "n*(n - 1)", "says": "The order of two blocks is given: each pair counts once."},
            {"answer": "n*(n + 1)/2", "says": "A path goes through two different blocks: {n} choices, then {n - 1}."},
            {"answer": "n^2", "says": "A path goes through two different blocks, and each pair counts once."},
            {"answer": "2*n", "says": "Any two of the {n} blocks make a path: count pairs."},
        ],
    },
    {
        "given": {"n": "6..60"},
        "front": UNRAVELLED + "How many paths go through exactly 3 blocks?",
        "answer": "n*(n - 1)*(n - 2)/6",
        "unit": "paths",
        "steps": ["n*(n - 1)*(n - 2)", "n*(n - 1)*(n - 2)/6"],
        "mistakes": [
            {
                "answer": "n*(n - 1)*(n - 2)",
                "says": "The order of three blocks is given: each triple counts once, not 6 times.",
            },
            {"answer": "n*(n - 1)*(n - 2)/3", "says": "Three blocks have 6 orders, not 3."},
            {"answer": "n*(n - 1)/2", "says": "That is through exactly 2 blocks."},
            {"answer": "n^3", "says": "A path goes through three different blocks, and each triple counts once."},
        ],
    },
    topic=TOPIC,
    title="Residual network: paths and deletions",
    source=f"{VEIT}, sections 3 and 4.1, the unravelled view and path lengths",
)

SURVIVAL: Final = (
    "With stochastic depth the survival probability of residual blocks falls linearly from $p_0 = 1$ at the input to {p} at the last of {n} "
    "blocks. "
)

template_family(
    "stochastic-depth",
    {
        "given": {
            "n": ["12", "18", "24", "27", "33", "50", "54", "108"],
            "p": ["0.2", "0.4", "0.5", "0.5", "0.6", "0.8"],
            "l": "2..n - 1",
        },
        "front": SURVIVAL + "What is it for block {l}, counted from 1? Give a fraction, a percentage or three figures.",
        "answer": "1 - l/n*(1 - p)",
        "tolerance": "1%",
        "steps": ["q = 1 - p", "l/n*q", "1 - l/n*q"],
        "mistakes": [
            {"answer": "l/n*(1 - p)", "says": "That is the probability of being dropped."},
            {
                "answer": "1 - l/n*p",
                "when": "p != 0.5",
                "says": "From 1 to {p} it falls by 1 - {p}, not by {p}.",
            },
            {
                "answer": "p + l/n*(1 - p)",
                "when": "2*l != n",
                "says": "The later a block, the more often it is dropped: subtract from 1.",
            },
            {"answer": "p", "says": "That is the last block; it falls linearly on the way there."},
        ],
    },
    {
        "given": {"n": "10..120", "p": ["0.2", "0.4", "0.5", "0.5", "0.6", "0.8"]},
        "front": SURVIVAL + "How many blocks are active on average while training? Give two decimals.",
        "answer": "n - (1 - p)*(n + 1)/2",
        "tolerance": "0.01",
        "unit": "blocks",
        "steps": ["q = 1 - p", "d = q*(n + 1)/2", "n - d"],
        "mistakes": [
            {
                "answer": "n*(1 + p)/2",
                "says": "The input with $p_0 = 1$ is no block: average over blocks 1 to {n}.",
            },
            {"answer": "n*p", "says": "Only the last block survives as seldom as {p}."},
            {"answer": "(1 - p)*(n + 1)/2", "says": "So many are dropped on average."},
            {"answer": "n", "says": "All {n} are used in testing; while training some are dropped."},
        ],
    },
    topic=TOPIC,
    title="Stochastic depth: survival and expected depth",
    source="Huang et al. 2016, Deep networks with stochastic depth (arXiv:1603.09382), section 3, linear decay: 54 blocks leave about 40",
)

"""How far a kernel reaches with its gaps, and which kernel or dilation leads to a wanted size."""

from __future__ import annotations

from quizcv.problems.authoring import template_family
from quizcv.problems.families.convolution import ARITHMETIC, TOPIC

DILATED = "Yu & Koltun 2016, Multi-scale context aggregation by dilated convolutions (arXiv:1511.07122), section 2"

template_family(
    "effective-kernel",
    {
        "given": {"k": ["2", "3", "3", "3", "5", "7", "9"], "d": "2..36"},
        "where": ["k*d <= 180"],
        "front": (
            r"A kernel of ${k}\times{k}$ has dilation {d} (dilation 1 is an ordinary kernel). How many pixels does it span along a "
            "side, from its first to its last weight?"
        ),
        "answer": "d*(k - 1) + 1",
        "unit": "pixels",
        "steps": ["g = k - 1", "d*g + 1"],
        "mistakes": [
            {
                "answer": "d*k",
                "says": "A row of k weights has k - 1 gaps, here {k - 1}: the span is d(k - 1) + 1, not dk.",
            },
            {
                "answer": "d*(k - 1)",
                "says": "The first weight covers a pixel itself: add 1.",
            },
            {
                "answer": "k + d*(k - 1)",
                "says": "Neighbouring weights are {d} pixels apart, with {d - 1} between them, not {d}.",
            },
            {
                "answer": "k + d - 1",
                "when": "k > 2",
                "says": "The gap of {d - 1} between two weights comes {k - 1} times, once between any two neighbours.",
            },
        ],
    },
    topic=TOPIC,
    title="Span of a dilated kernel",
    source=f"{ARITHMETIC}, section 5.1; {DILATED}",
)

template_family(
    "dilation-for-span",
    {
        "given": {"k": ["3", "3", "3", "5", "7"], "d": "2..30", "m": "d*(k - 1) + 1"},
        "where": ["m <= 99"],
        "front": (
            r"A kernel of ${k}\times{k}$ should span ${m}\times{m}$ pixels, from its first to its last weight. Which dilation does it "
            "need? (Dilation 1 is an ordinary kernel.)"
        ),
        "answer": "(m - 1)/(k - 1)",
        "solves": {"equation": "m == d*(k - 1) + 1", "unknown": "d"},
        "steps": ["g = k - 1", "(m - 1)/g"],
        "mistakes": [
            {
                "answer": "(m - k)/(k - 1)",
                "says": "That is how many pixels are left out between two weights; the dilation is the distance, one more.",
            },
            {
                "answer": "floor(m/k)",
                "says": "{k} weights have {k - 1} gaps: divide by k - 1.",
            },
            {
                "answer": "m - k + 1",
                "says": "The kernel does not grow by the dilation once but at each of its {k - 1} gaps.",
            },
        ],
    },
    {
        "given": {
            "k": ["3", "3", "5", "5", "7"],
            "d": "2..12",
            "n": "32..128 by 4",
            "o": "n - d*(k - 1)",
        },
        "where": ["o >= 4"],
        "front": (
            r"A convolution with a kernel of ${k}\times{k}$ and stride 1, without padding, turns a map of ${n}\times{n}$ into one of "
            r"${o}\times{o}$. Which dilation has it?"
        ),
        "answer": "(n - o)/(k - 1)",
        "solves": {"equation": "o == n - d*(k - 1)", "unknown": "d"},
        "steps": ["m = n - o + 1", "(m - 1)/(k - 1)"],
        "mistakes": [
            {
                "answer": "n - o - k + 2",
                "says": "The kernel does not grow by the dilation once but at each of its {k - 1} gaps.",
            },
            {
                "answer": "(n - o)/(k - 1) - 1",
                "says": "That is how many pixels are left out between two weights; the dilation is the distance, one more.",
            },
            {
                "answer": "floor((n - o + 1)/k)",
                "says": "{k} weights have {k - 1} gaps: divide by k - 1.",
            },
        ],
    },
    topic=TOPIC,
    title="Dilation that leads to a wanted span",
    source=f"{ARITHMETIC}, relationship 15, solved for the dilation; {DILATED}",
)

template_family(
    "kernel-for-output",
    {
        "given": {"n": "12..256", "k": "2..13", "p": "0..3", "o": "n + 2*p - k + 1"},
        "where": ["p <= k/2", "o >= 4"],
        "front": (
            r"A convolution with stride 1, dilation 1 and padding {p} on every side turns a map of ${n}\times{n}$ into one of "
            r"${o}\times{o}$. How long is a side of its kernel?"
        ),
        "answer": "n + 2*p - o + 1",
        "solves": {"equation": "o == n + 2*p - k + 1", "unknown": "k"},
        "steps": ["m = n + 2*p", "m - o + 1"],
        "mistakes": [
            {
                "answer": "n - o + 1",
                "when": "p > 0",
                "says": "The padding is missing: the kernel slides over {n + 2*p} pixels.",
            },
            {
                "answer": "n + p - o + 1",
                "when": "p > 0",
                "says": "Padding is put on both sides, so it counts twice.",
            },
            {
                "answer": "n + 2*p - o",
                "says": "A kernel of a single pixel would take nothing away: add 1.",
            },
            {
                "answer": "2*p + 1",
                "when": "o != n",
                "says": "That kernel would keep the size.",
            },
        ],
    },
    {
        "given": {
            "n": "16..256",
            "k": "1..13 by 2",
            "p": "0..3",
            "o": "floor((n + 2*p - k)/2) + 1",
            "m": "n + 2*p - 2*(o - 1)",
        },
        "where": ["p <= k/2", "k >= 3", "o >= 4"],
        "front": (
            r"A convolution with stride 2, dilation 1 and padding {p} on every side turns a map of ${n}\times{n}$ into one of "
            r"${o}\times{o}$. Its kernel has an odd side; how long is it?"
        ),
        "answer": "m - (m + 1) % 2",
        "steps": ["m = n + 2*p - 2*(o - 1)", "m - (m + 1) % 2"],
        "mistakes": [
            {
                "answer": "m - m % 2",
                "says": "{m - m % 2} is even. A kernel of {m} or of {m - 1} gives this output; the odd one is asked for.",
            },
            {
                "answer": "n + 2*p - 2*o - (n + 1) % 2",
                "when": "n + 2*p - 2*o - (n + 1) % 2 > 0",
                "says": "There are only {o - 1} steps between {o} positions: subtract twice o - 1, not twice o.",
            },
            {
                "answer": "n + 2*p - o + 1",
                "says": "That would be the kernel at stride 1; with stride 2 the {o - 1} steps are two pixels long.",
            },
            {
                "answer": "n - 2*(o - 1) - (n + 1) % 2",
                "when": "min(p, n - 2*(o - 1) - (n + 1) % 2) > 0",
                "says": "The padding is missing: the kernel slides over {n + 2*p} pixels.",
            },
        ],
    },
    {
        "given": {"g": "1..8", "d": ["1", "1", "2", "3", "4", "6", "12", "18"], "p": "d*g"},
        "where": ["p >= 2", "p <= 48"],
        "front": (
            "A convolution with stride 1, dilation {d} and padding {p} on every side keeps the size of its input. How long is a side of "
            "its kernel (its number of weights along a side)?"
        ),
        "answer": "2*p/d + 1",
        "solves": {"equation": "p == d*(k - 1)/2", "unknown": "k"},
        "steps": ["g = 2*p/d", "g + 1"],
        "mistakes": [
            {
                "answer": "2*p + 1",
                "when": "d > 1",
                "says": "That is what the kernel spans; with dilation {d} its weights are {d} pixels apart.",
            },
            {
                "answer": "p/d + 1",
                "says": "The padding is on both sides, so it counts twice.",
            },
            {
                "answer": "2*p/d",
                "says": "That many gaps lie between the weights; there is one weight more.",
            },
        ],
    },
    topic=TOPIC,
    title="Kernel that leads to a given output",
    source=f"{ARITHMETIC}, relationships 2, 3, 6 and 15, solved for the kernel",
)

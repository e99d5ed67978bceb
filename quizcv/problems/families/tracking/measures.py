"""MOTA, MOTP and IDF1 from counts."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "tracking"
CLEAR: Final = (
    "Bernardin & Stiefelhagen 2008, Evaluating multiple object tracking performance: the CLEAR MOT metrics (EURASIP)"
)
MOT16: Final = "Milan et al. 2016, MOT16: a benchmark for multi-object tracking (arXiv:1603.00831)"
FIGURES: Final = "Give a percentage or three figures."
BOXES: Final = ["18_581", "47_557", "6_917", "5_325", "12_839", "9_436", "11_642"]
"""True boxes in the seven training sequences of MOT17."""
COUNTS: Final = {
    "G": BOXES,
    "M": "G/10..G/2",
    "F": "G/50..G/6",
    "S": "G/50..G/25",
}
ERRORS: Final = "M + F + S"

template_family(
    "mota",
    {
        "given": COUNTS,
        "where": [f"{ERRORS} <= 4*G/5", f"abs(2*({ERRORS}) - G) >= G/20"],
        "front": (
            "In a sequence with {G} true boxes a tracker misses {M}, gives {F} false positives and switches identities {S} times. What "
            f"is its MOTA? {FIGURES}"
        ),
        "answer": f"1 - ({ERRORS})/G",
        "tolerance": "1%",
        "steps": [f"E = {ERRORS}", "1 - E/G"],
        "mistakes": [
            {"answer": "1 - (M + F)/G", "says": "The {S} identity switches are errors too."},
            {"answer": "1 - (M + S)/G", "says": "The {F} false positives are errors too."},
            {
                "answer": f"1 - ({ERRORS})/(G + F)",
                "says": "The errors are divided by the number of true boxes alone.",
            },
            {
                "answer": f"({ERRORS})/G",
                "says": "That is the rate of errors; MOTA is 1 less it.",
            },
            {
                "answer": f"1 - ({ERRORS})/(G - M)",
                "says": "Missed boxes are true boxes too: divide by all {G}.",
            },
        ],
    },
    {
        "given": {
            "G": BOXES,
            "t": [f"0.{hundredths}" for hundredths in range(55, 91)],
            "D": "round(G*t)",
            "M": "G - D",
            "F": "G/50..G/6",
            "S": "G/50..G/25",
        },
        "where": [f"{ERRORS} <= 4*G/5", f"abs(2*({ERRORS}) - G) >= G/20"],
        "front": (
            "A tracker finds {D} of the {G} true boxes of a sequence. It also gives {F} false positives, and it switches identities "
            f"{{S}} times. What is its MOTA? {FIGURES}"
        ),
        "answer": f"1 - ({ERRORS})/G",
        "tolerance": "1%",
        "steps": ["M = G - D", f"E = {ERRORS}", "1 - E/G"],
        "mistakes": [
            {
                "answer": "D/G",
                "says": "That is the recall; false positives and identity switches are errors too.",
            },
            {"answer": "1 - (M + F)/G", "says": "The {S} identity switches are errors too."},
            {"answer": "1 - (F + S)/G", "says": "The {M} boxes that are missed are errors too."},
            {
                "answer": "D/(G + F)",
                "when": "abs(D/(G + F) - 1 + (M + F + S)/G) >= 1/50",
                "says": "That is a share of found boxes; MOTA is 1 less all errors over the true boxes.",
            },
        ],
    },
    topic=TOPIC,
    title="Multi-object tracking accuracy (MOTA)",
    source=f"{CLEAR}, section 2.1; {MOT16}, section 4.1",
)

FRAMES: Final = {"a": "2..9", "b": "2..9", "c": "2..9"}
MEAN: Final = "(a*x + b*y + c*z)/(a + b + c)"
UNEQUAL: Final = f"abs((x + y + z)/3 - {MEAN}) >= {MEAN}/40"
TABLE: Final = "- frame 1: {a} matches, on average {x}\n- frame 2: {b} matches, on average {y}\n- frame 3: {c} matches, on average {z}\n\n"
OVERLAPS: Final = [f"0.{hundredths}" for hundredths in range(52, 97, 2)]
DISTANCES: Final = "4..40"

template_family(
    "motp",
    {
        "given": {**FRAMES, "x": OVERLAPS, "y": OVERLAPS, "z": OVERLAPS},
        "where": [UNEQUAL],
        "front": (
            "The matched pairs of a tracker overlap their true boxes like this (IoU):\n\n"
            + TABLE
            + "What is its MOTP as MOTChallenge counts it, as an overlap, so that more is better? Give three figures."
        ),
        "answer": MEAN,
        "tolerance": "1%",
        "steps": ["s = a*x + b*y + c*z", "n = a + b + c", "s/n"],
        "mistakes": [
            {
                "answer": "(x + y + z)/3",
                "says": "Each match counts once, not each frame: weigh the frames by their matches.",
            },
            {
                "answer": f"1 - {MEAN}",
                "says": "That is the mean distance 1 - IoU; MOTChallenge reports the overlap itself.",
            },
            {
                "answer": "(a*x + b*y + c*z)/3",
                "says": "Divide by the number of matches, {a + b + c}, not by the number of frames.",
            },
        ],
    },
    {
        "given": {**FRAMES, "x": DISTANCES, "y": DISTANCES, "z": DISTANCES, "M": "2..6"},
        "where": [UNEQUAL, "x != y", "y != z"],
        "front": (
            "The matched pairs of a tracker lie this far from their true objects (in cm):\n\n"
            + TABLE
            + "Besides, {M} objects are missed. What is its MOTP as CLEAR MOT defines it, as a distance, so that less is better? "
            "Give three figures."
        ),
        "answer": MEAN,
        "tolerance": "1%",
        "unit": "cm",
        "steps": ["s = a*x + b*y + c*z", "n = a + b + c", "s/n"],
        "mistakes": [
            {
                "answer": "(x + y + z)/3",
                "says": "Each match counts once, not each frame: weigh the frames by their matches.",
            },
            {
                "answer": "(a*x + b*y + c*z)/(a + b + c + M)",
                "says": "Only matched pairs count: objects that are missed have no distance.",
            },
            {
                "answer": "(a*x + b*y + c*z)/3",
                "says": "Divide by the number of matches, {a + b + c}, not by the number of frames.",
            },
            {"answer": "a*x + b*y + c*z", "says": "That is the sum; MOTP is the mean over the matches."},
        ],
    },
    topic=TOPIC,
    title="Multi-object tracking precision (MOTP), in its two conventions",
    source=f"{CLEAR}, section 2.1, as a distance; {MOT16}, section 4.1, as an overlap",
)

IDENTITY: Final = {
    "G": BOXES,
    "t": [f"0.{hundredths}" for hundredths in range(40, 83, 2)],
    "f": [f"0.{hundredths:02}" for hundredths in range(6, 31, 2)],
    "T": "round(G*t)",
    "N": "G - T",
    "F": "round(G*f)",
}

template_family(
    "idf1",
    {
        "given": IDENTITY,
        "where": ["10*abs(N - F) >= G"],
        "front": (
            "A tracker has {T} identity true positives (IDTP), {F} identity false positives (IDFP) and {N} identity false negatives "
            f"(IDFN). What is its IDF1? {FIGURES}"
        ),
        "answer": "2*T/(2*T + F + N)",
        "tolerance": "1%",
        "steps": ["n = 2*T + F + N", "2*T/n"],
        "mistakes": [
            {
                "answer": "T/(T + F + N)",
                "says": "IDTP counts twice, above and below: IDF1 is the harmonic mean of IDP and IDR.",
            },
            {"answer": "T/(T + F)", "says": "That is the identification precision, IDP."},
            {"answer": "T/(T + N)", "says": "That is the identification recall, IDR."},
            {
                "answer": "(T/(T + F) + T/(T + N))/2",
                "when": "(F - N)^2*T >= (2*T + F + N)*(T + F)*(T + N)/20",
                "says": "That is the mean of IDP and IDR; IDF1 is their harmonic mean.",
            },
            {"answer": "T/(2*T + F + N)", "says": "IDTP counts twice in the numerator too."},
        ],
    },
    {
        "given": {**IDENTITY, "D": "T + F"},
        "where": ["10*abs(N - F) >= G"],
        "front": (
            "A sequence has {G} true boxes, and a tracker puts out {D} boxes. After the best matching of whole trajectories {T} boxes "
            f"have the right identity. What is the tracker's IDF1? {FIGURES}"
        ),
        "answer": "2*T/(G + D)",
        "tolerance": "1%",
        "steps": ["n = G + D", "2*T/n"],
        "mistakes": [
            {
                "answer": "T/(G + D)",
                "says": "In the numerator stands twice the number of right boxes: each is one of both sets.",
            },
            {"answer": "T/D", "says": "That is the identification precision, IDP."},
            {"answer": "T/G", "says": "That is the identification recall, IDR."},
            {
                "answer": "T/(G + D - T)",
                "says": "That is the overlap of the two sets of boxes; IDF1 is their harmonic mean, twice the right ones over all.",
            },
        ],
    },
    topic=TOPIC,
    title="Identification F1 (IDF1)",
    source="Ristani et al. 2016, Performance measures and a data set for multi-target, multi-camera tracking (arXiv:1609.01775), section 4",
)

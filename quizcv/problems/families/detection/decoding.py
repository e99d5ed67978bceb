"""How boxes are made of what a detector puts out."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "detection"
TENTHS: Final = [f"{sign}{tenths // 10}.{tenths % 10}" for sign in ("", "-") for tenths in range(2, 26)]
"""Raw outputs from -2.5 to 2.5, away from 0."""
FIGURES: Final = "Give three figures."

SIGMOID: Final = "1/(1 + exp(-t))"
CENTRE: Final = f"({SIGMOID} + c)*s"

template_family(
    "yolo-decoding",
    {
        "given": {"t": TENTHS, "s": ["8", "16", "32"], "c": "0..416/s - 1"},
        "where": [f"abs({SIGMOID} - 1/2)*s >= 3/2"],
        "front": (
            "In YOLOv2 and YOLOv3 the cell in column {c} (counted from 0) of a map with stride {s} puts out $t_x = {t}$. Where is the "
            "centre of the box, in pixels from the left edge of the image? Give it to a tenth of a pixel."
        ),
        "answer": CENTRE,
        "tolerance": "0.25",
        "unit": "pixels",
        "steps": [f"p = {SIGMOID}", "(p + c)*s"],
        "mistakes": [
            {
                "answer": "(t + c)*s",
                "says": "The output goes through a sigmoid, so that the centre stays inside its cell.",
            },
            {
                "answer": f"{SIGMOID}*s + c",
                "when": "c > 0",
                "says": "The cell's column counts in strides too: add {c} before multiplying by {s}.",
            },
            {
                "answer": "(c + 1/2)*s",
                "says": "That is the centre of the cell; the output moves the box away from it.",
            },
            {
                "answer": f"{SIGMOID} + c",
                "says": "That is in cells: multiply by the stride to get pixels.",
            },
        ],
    },
    {
        "given": {
            "t": TENTHS,
            "p": ["10", "16", "30", "33", "45", "59", "62", "90", "116", "156", "198", "326", "373"],
        },
        "where": ["abs(t) <= 3/2"],
        "front": (
            "In YOLOv2 and YOLOv3 an anchor (prior) is {p} pixels wide and the network puts out $t_w = {t}$ for it. How wide is the "
            f"predicted box, in pixels? {FIGURES}"
        ),
        "answer": "p*exp(t)",
        "tolerance": "1%",
        "unit": "pixels",
        "steps": ["f = exp(t)", "p*f"],
        "mistakes": [
            {
                "answer": "p*(1 + t)",
                "when": "abs(exp(t) - 1 - t)/exp(t) >= 1/40",
                "says": "The anchor is scaled by the power of e with the output as exponent, not by 1 + t.",
            },
            {
                "answer": f"p*{SIGMOID}",
                "says": "The sigmoid is for the centre; a width is scaled by exp.",
            },
            {"answer": "p*2^t", "when": "abs(t) >= 1/5", "says": "The base of the power is e, not 2."},
            {"answer": "p + exp(t)", "says": "The anchor is multiplied by exp(t), and nothing is added to it."},
        ],
    },
    {
        "given": {
            "t": TENTHS,
            "s": ["8", "16", "32"],
            "c": "3..416/s - 1",
            "p": ["10", "16", "30", "33", "45", "59", "62", "90", "116"],
            "z": TENTHS,
        },
        "where": [
            "abs(z) <= 3/2",
            f"abs({SIGMOID} - 1/2)*s >= 3/2",
            f"{CENTRE} - p*exp(z)/2 >= 5",
            "p*abs(exp(z) - 1) >= 5",
        ],
        "front": (
            "In YOLOv3 the cell in column {c} (counted from 0) of a map with stride {s} puts out $t_x = {t}$ and $t_w = {z}$ for an anchor "
            "that is {p} pixels wide. Where is the left edge of the box, in pixels? Give it to a tenth of a pixel."
        ),
        "answer": f"{CENTRE} - p*exp(z)/2",
        "tolerance": "0.25",
        "unit": "pixels",
        "steps": [f"q = {SIGMOID}", "x = (q + c)*s", "w = p*exp(z)", "x - w/2"],
        "mistakes": [
            {"answer": f"{CENTRE} - p*exp(z)", "says": "The left edge is half a width to the left of the centre."},
            {"answer": CENTRE, "says": "That is the centre; the left edge is half a width to its left."},
            {
                "answer": "(t + c)*s - p*exp(z)/2",
                "says": "The output for the centre goes through a sigmoid.",
            },
            {
                "answer": f"{CENTRE} - p/2",
                "says": "The anchor's width is scaled by exp(t_w) first.",
            },
        ],
    },
    {
        "given": {"t": TENTHS, "z": TENTHS},
        "where": ["t != z"],
        "front": (
            "YOLOv3 puts out $t_o = {t}$ for the objectness of a box and {z} for a class; both go through a sigmoid. With which "
            f"score does the box stand for that class? {FIGURES}"
        ),
        "answer": f"{SIGMOID}/(1 + exp(-z))",
        "tolerance": "1%",
        "steps": [f"p = {SIGMOID}", "q = 1/(1 + exp(-z))", "p*q"],
        "mistakes": [
            {
                "answer": "1/(1 + exp(-z))",
                "says": "That is the class if there is an object: multiply it by the objectness.",
            },
            {
                "answer": SIGMOID,
                "says": "That is the objectness alone: multiply it by the probability of the class.",
            },
            {
                "answer": "1/(1 + exp(-t - z))",
                "when": "abs((1 + exp(-t))*(1 + exp(-z))/(1 + exp(-t - z)) - 1) >= 1/40",
                "says": "The probabilities are multiplied, after each sigmoid; adding the outputs first is something else.",
            },
            {
                "answer": f"({SIGMOID} + 1/(1 + exp(-z)))/2",
                "says": "The two probabilities are multiplied, not averaged.",
            },
        ],
    },
    topic=TOPIC,
    title="From YOLO's outputs to a box",
    source=(
        "Redmon & Farhadi 2017, YOLO9000 (arXiv:1612.08242), section 2, direct location prediction; YOLOv3 "
        "(arXiv:1804.02767), section 2.1"
    ),
)

DELTAS: Final = [f"{sign}0.{hundredths:02}" for sign in ("", "-") for hundredths in range(8, 61, 4)]
PROPOSAL: Final = {"x": "100..500 by 10", "a": "40..300 by 10", "h": "40..300 by 10"}

template_family(
    "box-deltas",
    {
        "given": {**PROPOSAL, "t": DELTAS},
        "where": ["abs(a - h) >= 50", "abs(t)*a >= 10"],
        "front": (
            "A proposal has its centre at x = {x}, and is {a} pixels wide and {h} high. The box regression of R-CNN puts out "
            "$t_x = {t}$ (not normalised further). Where is the centre of the predicted box, its x in pixels?"
        ),
        "answer": "x + a*t",
        "tolerance": "0.5",
        "unit": "pixels",
        "steps": ["d = a*t", "x + d"],
        "mistakes": [
            {"answer": "x + t", "says": "The shift is a share of the proposal's width: multiply it by {a}."},
            {"answer": "x + h*t", "says": "A shift in x is a share of the width, not of the height."},
            {"answer": "x - a*t", "says": "A positive output shifts to the right; yours goes the other way."},
            {
                "answer": "x*(1 + t)",
                "when": "abs(x - a)*abs(t) >= 5",
                "says": "The shift is a share of the proposal's width, not of its position.",
            },
        ],
    },
    {
        "given": {**PROPOSAL, "t": DELTAS},
        "front": (
            "A proposal is {a} pixels wide and {h} high. The box regression of R-CNN puts out $t_w = {t}$ (not normalised further). "
            f"How wide is the predicted box, in pixels? {FIGURES}"
        ),
        "where": ["abs(t) >= 1/4"],
        "answer": "a*exp(t)",
        "tolerance": "1%",
        "unit": "pixels",
        "steps": ["f = exp(t)", "a*f"],
        "mistakes": [
            {
                "answer": "a*(1 + t)",
                "says": "The output is the logarithm of the ratio of the widths: multiply by exp(t).",
            },
            {"answer": "a*2^t", "says": "The logarithm is the natural one: the base of the power is e, not 2."},
            {"answer": "a*exp(-t)", "says": "A positive output widens the box, a negative one narrows it."},
            {
                "answer": "h*exp(t)",
                "when": "abs(a - h) >= 20",
                "says": "The width is scaled from the proposal's width, {a}, not from its height.",
            },
        ],
    },
    {
        "given": {
            **PROPOSAL,
            "g": "40..300 by 10",
            "d": ["-60", "-45", "-30", "-24", "-15", "15", "24", "30", "45", "60"],
            "z": "x + d",
        },
        "where": ["abs(g - a) >= 20", "abs(h - a) >= 20", "h != g", "abs(d) < a/2"],
        "front": (
            "A proposal has its centre at x = {x}, and is {a} pixels wide and {h} high. The true box has its centre at x = {z} and is "
            "{g} pixels wide. What is the target $t_x$ of the box regression of R-CNN (not normalised further)? Give a fraction or "
            "three figures."
        ),
        "answer": "d/a",
        "tolerance": "1%",
        "steps": ["d = z - x", "d/a"],
        "mistakes": [
            {
                "answer": "d/g",
                "says": "It is a share of the proposal's width, {a}: the true one is not known when the box is decoded.",
            },
            {"answer": "-d/a", "says": "The target leads from the proposal to the true box: it has the other sign."},
            {"answer": "d/h", "says": "A shift in x is measured in widths of the proposal, not in heights."},
            {"answer": "d", "says": "Those are pixels: divide by the proposal's width, {a}."},
        ],
    },
    {
        "given": {**PROPOSAL, "g": "40..300 by 10"},
        "where": ["max(g/a, a/g) >= 6/5"],
        "front": (
            "A proposal is {a} pixels wide, and the true box {g}. What is the target $t_w$ of the box regression of R-CNN (not "
            f"normalised further)? {FIGURES}"
        ),
        "answer": "ln(g/a)",
        "tolerance": "1%",
        "steps": ["q = g/a", "ln(q)"],
        "mistakes": [
            {"answer": "ln(a/g)", "says": "The target leads from the proposal to the true box: it has the other sign."},
            {"answer": "g/a", "says": "That is the ratio; the target is its natural logarithm."},
            {"answer": "ln(g/a)/ln(10)", "says": "The logarithm is the natural one, not to base 10."},
            {
                "answer": "(g - a)/a",
                "when": "abs((g - a)/a/ln(g/a) - 1) >= 1/40",
                "says": "It is the logarithm of the ratio, not the relative change.",
            },
        ],
    },
    topic=TOPIC,
    title="Box regression of R-CNN: targets and decoding",
    source="Girshick et al. 2014, R-CNN (arXiv:1311.2524), appendix C, equations 1 to 9",
)

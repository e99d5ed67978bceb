"""One step of a Kalman filter, with one number and with position and velocity."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family

TOPIC: Final = "tracking"
KALMAN: Final = (
    "Kalman 1960, A new approach to linear filtering and prediction problems (Journal of Basic Engineering 82)"
)
FIGURES: Final = "Give a fraction or three figures."
SCALAR: Final = {
    "m": "20..200",
    "P": "1..20",
    "Q": "1..8",
    "R": "1..30",
    "d": ["-15", "-12", "-10", "-8", "-6", "-5", "-4", "4", "5", "6", "8", "10", "12", "15"],
    "z": "m + d",
}
STATE: Final = (
    "A Kalman filter estimates one number that is predicted to stay as it is. The estimate is {m} with variance {P}, the process noise "
    "has variance {Q}, and the noise of a measurement variance {R}. Now {z} is measured. "
)
GAIN: Final = "(P + Q)/(P + Q + R)"
TOLD_APART: Final = ["20*Q >= P + R", "10*abs(P + Q - R) >= P + Q + R"]

template_family(
    "kalman-step",
    {
        "given": SCALAR,
        "where": TOLD_APART,
        "front": STATE + f"What is the Kalman gain? {FIGURES}",
        "answer": GAIN,
        "tolerance": "1%",
        "steps": ["S = P + Q", "S/(S + R)"],
        "mistakes": [
            {
                "answer": "P/(P + R)",
                "when": "abs(P/(P + R) - (P + Q)/(P + Q + R))/(P + Q)*(P + Q + R) >= 1/40",
                "says": "Predict first: the process noise adds {Q} to the variance.",
            },
            {
                "answer": "R/(P + Q + R)",
                "says": "That is the weight of the prediction, 1 - K; the gain is the weight of the measurement.",
            },
            {
                "answer": "(P + Q)/R",
                "says": "Divide by the variance of the innovation: that of the prediction and of the measurement together.",
            },
        ],
    },
    {
        "given": SCALAR,
        "where": TOLD_APART,
        "front": STATE + "What is the estimate after the update? Give it to two decimals.",
        "answer": f"m + {GAIN}*d",
        "tolerance": "0.02",
        "steps": ["S = P + Q", "K = S/(S + R)", "m + K*(z - m)"],
        "mistakes": [
            {
                "answer": "m + P/(P + R)*d",
                "when": "abs(P/(P + R) - (P + Q)/(P + Q + R))*abs(d) >= 1/10",
                "says": "Predict first: the process noise adds {Q} to the variance, and the gain grows.",
            },
            {
                "answer": "m + R/(P + Q + R)*d",
                "says": "The weights are the wrong way round: the less sure the prediction, the more the measurement counts.",
            },
            {
                "answer": "(m + z)/2",
                "says": "Prediction and measurement are weighed by how sure each is, not averaged.",
            },
            {
                "answer": f"m - {GAIN}*d",
                "says": "The innovation is the measurement less the prediction: the estimate moves towards {z}.",
            },
        ],
    },
    {
        "given": SCALAR,
        "where": TOLD_APART,
        "front": STATE + f"What is the variance of the estimate after the update? {FIGURES}",
        "answer": f"(1 - {GAIN})*(P + Q)",
        "tolerance": "1%",
        "steps": ["S = P + Q", "K = S/(S + R)", "(1 - K)*S"],
        "mistakes": [
            {
                "answer": "P + Q",
                "says": "That is the variance of the prediction; the measurement makes it smaller.",
            },
            {
                "answer": f"{GAIN}*(P + Q)",
                "says": "It is 1 - K times the predicted variance: a large gain leaves little of it.",
            },
            {
                "answer": "P*R/(P + R)",
                "when": "Q*R >= (P + Q)*(P + R)/40",
                "says": "Predict first: the process noise adds {Q} to the variance.",
            },
            {
                "answer": "P + Q + R",
                "says": "That is the variance of the innovation, what the measurement is expected to differ by.",
            },
        ],
    },
    topic=TOPIC,
    title="One step of a scalar Kalman filter",
    source=f"{KALMAN}, theorem 3; Welch & Bishop 2006, An introduction to the Kalman filter (UNC TR 95-041), section 1",
)

MOVING: Final = {
    "x": "50..250",
    "v": ["-8", "-6", "-5", "-4", "-3", "-2", "2", "3", "4", "5", "6", "8"],
    "T": ["1", "1", "2", "3", "0.5"],
    "a": "2..20",
    "b": "1..4",
    "c": "1..9",
    "q": "1..5",
    "r": "2..20",
    "d": ["-12", "-9", "-8", "-6", "-5", "5", "6", "8", "9", "12"],
    "z": "x + v*T + d",
}
MODEL: Final = (
    "A Kalman filter tracks position and velocity at constant velocity, with a time step of {T}. Its covariance has {a} and {c} on the "
    "diagonal (position, velocity) and {b} off it; the process noise adds {q} to the variance of the position and nothing else. "
)
MEASURED: Final = "Only the position is measured, with noise of variance {r}. "
AHEAD: Final = "(a + 2*b*T + c*T^2 + q)"
AHEAD_STEP: Final = "s = a + 2*b*T + c*T^2 + q"
VELOCITY_GAIN: Final = f"(b + c*T)/({AHEAD} + r)"

template_family(
    "kalman-velocity",
    {
        "given": MOVING,
        "where": ["T >= 1", "b^2 < a*c"],
        "front": MODEL + "What is the variance of the predicted position?",
        "answer": AHEAD.removeprefix("(").removesuffix(")"),
        "steps": ["b*T", "c*T^2", AHEAD.removeprefix("(").removesuffix(")")],
        "mistakes": [
            {
                "answer": "a + c*T^2 + q",
                "says": "Position and velocity are correlated: their covariance counts twice, times {T}.",
            },
            {
                "answer": "a + b*T + c*T^2 + q",
                "says": "The covariance stands on both sides of the diagonal: it counts twice.",
            },
            {
                "answer": "a + 2*b*T + c*T + q",
                "when": "T != 1",
                "says": "The variance of the velocity counts with the square of the time step.",
            },
            {"answer": "a + 2*b*T + c*T^2", "says": "The process noise is missing: it adds {q}."},
            {"answer": "a + q", "says": "An uncertain velocity makes the position more uncertain with every step."},
        ],
    },
    {
        "given": MOVING,
        "where": ["b^2 < a*c", f"abs({AHEAD} - b - c*T) >= 1"],
        "front": MODEL + MEASURED + f"What is the gain of the velocity, by which the innovation changes it? {FIGURES}",
        "answer": VELOCITY_GAIN,
        "tolerance": "1%",
        "steps": [AHEAD_STEP, "t = b + c*T", "t/(s + r)"],
        "mistakes": [
            {
                "answer": f"{AHEAD}/({AHEAD} + r)",
                "says": "That is the gain of the position; for the velocity the predicted covariance {b + c*T} stands above.",
            },
            {
                "answer": f"b/({AHEAD} + r)",
                "says": "The covariance is predicted too: it grows by the variance of the velocity times the time step.",
            },
            {
                "answer": f"(b + c*T)/{AHEAD}",
                "says": "The noise of the measurement is missing: the innovation has variance {a + 2*b*T + c*T^2 + q + r}.",
            },
            {
                "answer": f"c/({AHEAD} + r)",
                "when": "abs(b + c*T - c) >= c/20",
                "says": "The velocity is not measured: it is corrected through its covariance with the position.",
            },
        ],
    },
    {
        "given": MOVING,
        "where": ["b^2 < a*c"],
        "front": MODEL
        + MEASURED
        + "The last estimate is position {x}, velocity {v}; now {z} is measured. What is the velocity after the update? Give it to two decimals.",
        "answer": f"v + {VELOCITY_GAIN}*(z - x - v*T)",
        "tolerance": "0.02",
        "steps": ["p = x + v*T", AHEAD_STEP, "K = (b + c*T)/(s + r)", "v + K*(z - p)"],
        "mistakes": [
            {
                "answer": f"v + {VELOCITY_GAIN}*(z - x)",
                "says": "The innovation is measured from the predicted position, {x + v*T}.",
            },
            {
                "answer": "v",
                "says": "The velocity is corrected too: it is correlated with the position.",
            },
            {
                "answer": "(z - x)/T",
                "when": f"abs((z - x)/T - v - {VELOCITY_GAIN}*d) >= 1/10",
                "says": "That trusts the measurement wholly; the gain weighs it.",
            },
            {
                "answer": f"v - {VELOCITY_GAIN}*(z - x - v*T)",
                "says": "The innovation is the measurement less the prediction: mind its sign.",
            },
        ],
    },
    topic=TOPIC,
    title="Kalman filter with position and velocity",
    source=f"{KALMAN}, theorem 3; the constant velocity model of Bewley et al. 2016, SORT (arXiv:1602.00763), section 3.2",
)

"""Batch normalisation when the network is used: running statistics, and what is left of the layer."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.normalisation import BATCH_NORM, TOPIC
from quizcv.problems.working import mistakes

STATISTICS: Final = {
    "mu": "-8..8",
    "s": ["1/4", "1/2", "2", "5/2", "4", "5", "8"],
    "v": "s^2",
    "gamma": ["1/4", "1/2", "3/4", "5/4", "3/2", "2", "5/2", "3"],
    "beta": "-6..6",
}
KEPT: Final = (
    r"running mean {mu}, running variance {v} ($\epsilon$ is left out), $\gamma = {gamma}$ and $\beta = {beta}$"
)
ROOT: Final = "Divide by the standard deviation, the root of the variance {v}."

EVALUATED: Final = "gamma*(x - mu)/sqrt(v) + beta"

template_family(
    "batch-norm-inference",
    {
        "given": {**STATISTICS, "x": "-12..20"},
        "where": ["x != mu", f"abs({EVALUATED}) >= 1/4", "abs(gamma*(x - mu)/s) <= 100"],
        "front": (
            f"A batch normalisation layer in evaluation mode has {KEPT}. What does it make of the activation {{x}}? "
            "Three figures will do."
        ),
        "answer": EVALUATED,
        "tolerance": "1%",
        "steps": ["sigma = sqrt(v)", "z = (x - mu)/sigma", "gamma*z + beta"],
        "mistakes": mistakes(
            EVALUATED,
            ("gamma*(x - mu)/v + beta", ROOT),
            ("gamma*(x - mu)/sqrt(v)", r"The shift $\beta = {beta}$ is missing."),
            (
                "(x - mu)/sqrt(v)",
                r"That is the normalised value; it is still scaled by $\gamma$ and shifted by $\beta$.",
            ),
            (
                "gamma*((x - mu)/sqrt(v) + beta)",
                r"The scale comes first: $\beta$ is added after multiplying by $\gamma$.",
            ),
            ("gamma*x/sqrt(v) + beta", "The mean {mu} is subtracted before dividing."),
        ),
    },
    topic=TOPIC,
    title="Batch normalisation in evaluation mode",
    source=f"{BATCH_NORM}, algorithm 2",
)

FOLDED: Final = (
    "A convolution is followed by batch normalisation, and both are folded into one convolution. "
    f"For one of its filters: {KEPT}."
)
NEW_WEIGHT: Final = "w*gamma/sqrt(v)"
NEW_BIAS: Final = "(c - mu)*gamma/sqrt(v) + beta"

template_family(
    "batch-norm-folding",
    {
        "given": {
            **STATISTICS,
            "w": ["-2", "-3/2", "-1", "-4/5", "-1/2", "-2/5", "1/5", "2/5", "1/2", "4/5", "1", "3/2", "2"],
        },
        "front": f"{FOLDED} What becomes of its weight {{w}}? Three figures will do.",
        "answer": NEW_WEIGHT,
        "tolerance": "1%",
        "steps": ["sigma = sqrt(v)", "a = gamma/sigma", "w*a"],
        "mistakes": mistakes(
            NEW_WEIGHT,
            ("w*gamma/v", ROOT),
            ("w*gamma", "The standard deviation {s} is missing: the filter is divided by it."),
            (
                "(w - mu)*gamma/sqrt(v)",
                "The mean goes into the bias: only what is multiplied by the input reaches the weights.",
            ),
            (f"{NEW_WEIGHT} + beta", r"The shift $\beta$ goes into the bias, not into each weight."),
            ("w*sqrt(v)/gamma", r"It is upside down: times $\gamma$, divided by the standard deviation."),
        ),
    },
    {
        "given": {**STATISTICS, "c": "-4..4"},
        "where": ["c != mu", f"abs({NEW_BIAS}) >= 1/4", f"abs(mu*gamma/s) > abs({NEW_BIAS})/30"],
        "front": f"{FOLDED} The convolution has the bias {{c}}. What is the new bias? Three figures will do.",
        "answer": NEW_BIAS,
        "tolerance": "1%",
        "steps": ["sigma = sqrt(v)", "a = gamma/sigma", "(c - mu)*a + beta"],
        "mistakes": mistakes(
            NEW_BIAS,
            (
                "beta - mu*gamma/sqrt(v)",
                "The convolution's own bias {c} is missing; the normalisation scales it too.",
            ),
            (
                "c - mu*gamma/sqrt(v) + beta",
                "The convolution's bias {c} passes through the normalisation, so it is scaled as well.",
            ),
            (
                "c*gamma/sqrt(v) + beta",
                "The running mean {mu} is missing: it is subtracted from the bias first.",
            ),
            ("(c - mu)*gamma/v + beta", ROOT),
        ),
    },
    topic=TOPIC,
    title="Folding batch normalisation into a convolution",
    source=f"{BATCH_NORM}, algorithm 2; Jacob et al. 2018, Quantization and training (arXiv:1712.05877), section 3.2",
)

OLD_AND_NEW: Final = {"r": "-40..60 by 2", "x": "-40..60 by 2"}
PYTORCH: Final = "(1 - m)*r + m*x"
KERAS: Final = "m*r + (1 - m)*x"
UNBIASED: Final = "(1 - m)*r + m*x*n/(n - 1)"
EXCHANGED: Final = "momentum is the weight of the {} value; here the two weights are exchanged."

template_family(
    "batch-norm-running",
    {
        "given": {"m": ["1/10", "1/10", "1/20", "1/5", "3/100"], **OLD_AND_NEW},
        "where": ["abs(r - x) >= 5", "r != 0", "x != 0", f"abs({PYTORCH}) >= 1"],
        "front": (
            "A batch normalisation layer has the running mean {r}. The next batch has the mean {x}. What is the running "
            "mean then, with momentum {m} as PyTorch means it (the new value's weight)? Three figures will do."
        ),
        "answer": PYTORCH,
        "tolerance": "1%",
        "steps": ["(1 - m)*r", "m*x", PYTORCH],
        "mistakes": mistakes(
            PYTORCH,
            ("m*r + (1 - m)*x", "In PyTorch " + EXCHANGED.format("new")),
            ("r + m*x", "The old value loses weight as the new one comes in: it is multiplied by {1 - m}."),
            ("(r + x)/2", "It is no plain average: the old value keeps the weight {1 - m}."),
        ),
    },
    {
        "given": {"m": ["99/100", "9/10", "19/20", "4/5"], **OLD_AND_NEW},
        "where": ["abs(r - x) >= 5", "r != 0", "x != 0", f"abs({KERAS}) >= 1"],
        "front": (
            "A batch normalisation layer has the moving mean {r}. The next batch has the mean {x}. What is the moving "
            "mean then, with momentum {m} as Keras means it (the old value's weight)? Three figures will do."
        ),
        "answer": KERAS,
        "tolerance": "1%",
        "steps": ["m*r", "(1 - m)*x", KERAS],
        "mistakes": mistakes(
            KERAS,
            ("(1 - m)*r + m*x", "In Keras " + EXCHANGED.format("old")),
            ("m*r", "The new value is missing: it comes in with the weight {1 - m}."),
            ("m*r + x", "The new value comes in with the weight {1 - m}, not in full."),
        ),
    },
    {
        "given": {
            "n": ["5", "6", "9", "11", "17", "21"],
            "m": ["1/10", "1/5", "1/4", "1/2"],
            "r": "2..40 by 2",
            "x": "8..80 by 4",
        },
        "where": [f"m*x/(n - 1) > ({UNBIASED})/40"],
        "front": (
            "A batch normalisation layer has the running variance {r}. In the next batch the {n} elements of the channel "
            "have the biased variance {x} (divided by {n}). What is the running variance then in PyTorch, with momentum "
            "{m}? PyTorch puts the unbiased variance into it; momentum is the new value's weight. Three figures will do."
        ),
        "answer": UNBIASED,
        "tolerance": "1%",
        "steps": ["u = x*n/(n - 1)", "(1 - m)*r + m*u"],
        "mistakes": mistakes(
            UNBIASED,
            (PYTORCH, "The running variance takes the unbiased one: times {n} over {n - 1}."),
            ("(1 - m)*r + m*x*(n - 1)/n", "The unbiased variance is the larger one: times {n} over {n - 1}."),
            ("m*r + (1 - m)*x*n/(n - 1)", "In PyTorch " + EXCHANGED.format("new")),
        ),
    },
    topic=TOPIC,
    title="Running statistics of batch normalisation",
    source=(
        f"{BATCH_NORM}, algorithm 2, for the unbiased variance; running averages as in the documentation of "
        "torch.nn.BatchNorm2d and keras.layers.BatchNormalization"
    ),
)

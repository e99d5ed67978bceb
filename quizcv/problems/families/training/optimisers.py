"""Steps of SGD with momentum and of Adam, decay of weights, averages of weights."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.training import FIGURES, TOPIC, WILL_DO
from quizcv.problems.working import mistakes, sure_mistakes

MOMENTUM: Final = "w - r*(m*v + g)"
DECAYED: Final = "w - r*(g + d*w)"

template_family(
    "sgd-step",
    {
        "given": {
            "w": ["-2", "-1", "-1/2", "1/2", "1", "3/2", "2"],
            "r": ["1/100", "1/20", "1/10", "1/5", "1/2"],
            "m": ["9/10", "9/10", "4/5", "1/2"],
            "v": "-6..6",
            "g": "-6..6",
        },
        "where": ["v != 0", "g != 0", "m*v + g != 0", f"abs({MOMENTUM}) >= 1/20"],
        "front": (
            "SGD with momentum {m} and learning rate {r} as in PyTorch: the velocity is momentum times the old velocity plus the gradient, and "
            "the learning rate times it is subtracted. A weight is {w}, its velocity {v}, its gradient {g}. What is the weight after the "
            f"step? {WILL_DO}"
        ),
        "answer": MOMENTUM,
        "tolerance": "1%",
        "steps": ["u = m*v + g", "w - r*u"],
        "mistakes": mistakes(
            MOMENTUM,
            ("w - r*g", "The old velocity is missing: it goes on with the part {m}."),
            ("w + r*(m*v + g)", "The step goes against the gradient: subtract it."),
            ("w - r*(m*v + (1 - m)*g)", "Here the gradient is added in full, without a factor 1 - {m}."),
            ("w - m*v - r*g", "Here the learning rate multiplies the whole velocity, the old part too."),
            ("w - (m*v + g)", "The velocity is multiplied by the learning rate {r}."),
        ),
    },
    {
        "given": {
            "w": ["-4", "-3", "-2", "-1", "1", "2", "3", "4"],
            "r": ["1/100", "1/20", "1/10", "1/5", "1/2"],
            "d": ["1/100", "1/20", "1/10", "1/5"],
            "g": "-6..6",
        },
        "where": ["g != 0", f"abs({DECAYED}) >= 1/20", f"abs(r*d*w) > abs({DECAYED})/40"],
        "front": (
            "Plain SGD has learning rate {r} and weight decay {d}, which adds {d} times the weight to its gradient. A weight is {w}, its gradient "
            f"{{g}}. What is the weight after the step? {WILL_DO}"
        ),
        "answer": DECAYED,
        "tolerance": "1%",
        "steps": ["u = g + d*w", "w - r*u"],
        "mistakes": mistakes(
            DECAYED,
            ("w - r*g", "The weight decay is missing: it adds {d} times the weight to the gradient."),
            ("w - r*g - d*w", "The decay is part of the gradient here, so the learning rate multiplies it too."),
            ("w - r*(g - d*w)", "The decay pulls the weight towards 0: it is added to the gradient."),
            ("w + r*(g + d*w)", "The step goes against the gradient: subtract it."),
        ),
    },
    topic=TOPIC,
    title="A step of SGD with momentum or weight decay",
    source="Sutskever et al. 2013, On the importance of initialization and momentum, section 2; update as torch.optim.SGD documents it",
)

ADAM: Final = "r*(b_1*m + (1 - b_1)*g)/(1 - b_1^t)/sqrt((b_2*v + (1 - b_2)*g^2)/(1 - b_2^t))"

template_family(
    "adam-step",
    {
        "given": {
            "r": ["1/1000", "3/1000", "1/100", "1/10"],
            "b_1": ["9/10", "4/5", "1/2"],
            "b_2": ["99/100", "9/10", "4/5"],
            "m": ["-1", "-1/2", "-1/5", "1/5", "1/2", "1"],
            "v": ["1/5", "1/2", "1", "2"],
            "g": ["-3", "-2", "-1", "1", "2", "3"],
            "t": "2..4",
        },
        "where": ["abs(b_1*m + (1 - b_1)*g) >= 1/20"],
        "front": (
            r"Adam has learning rate {r}, $\beta_1 = {b_1}$, $\beta_2 = {b_2}$ and $\epsilon = 0$. Before step {t} the first moment of a weight "
            "is {m} and its second moment {v}; then its gradient is {g}. How much is subtracted from the weight in step {t}, with bias "
            f"correction? {FIGURES}"
        ),
        "answer": ADAM,
        "tolerance": "1%",
        "steps": [
            "m_1 = b_1*m + (1 - b_1)*g",
            "v_1 = b_2*v + (1 - b_2)*g^2",
            "m_2 = m_1/(1 - b_1^t)",
            "v_2 = v_1/(1 - b_2^t)",
            "r*m_2/sqrt(v_2)",
        ],
        "mistakes": [
            *mistakes(
                ADAM,
                (
                    "r*(b_1*m + (1 - b_1)*g)/sqrt(b_2*v + (1 - b_2)*g^2)",
                    "The bias correction is missing: both moments began at 0 and are divided by 1 minus beta to the power {t}.",
                ),
                (
                    "r*(b_1*m + (1 - b_1)*g)/(1 - b_1^t)/((b_2*v + (1 - b_2)*g^2)/(1 - b_2^t))",
                    "Divide by the root of the second moment.",
                ),
                (
                    "r*(b_1*m + (1 - b_1)*g)/(1 - b_1)/sqrt((b_2*v + (1 - b_2)*g^2)/(1 - b_2))",
                    r"The correction uses $\beta$ to the power of the step: this is step {t}.",
                ),
                ("r*g", "That is plain gradient descent; Adam divides the first moment by the root of the second."),
            ),
            *sure_mistakes(
                (f"-{ADAM}", "The sign is the other way round: what is subtracted has the sign of the first moment.")
            ),
        ],
    },
    topic=TOPIC,
    title="A step of Adam",
    source="Kingma & Ba 2015, Adam (arXiv:1412.6980), algorithm 1",
)

template_family(
    "ema-weights",
    {
        "given": {
            "d": ["9/10", "19/20", "99/100", "999/1000"],
            "a": ["-2", "-1", "-1/2", "2/5", "1/2", "1", "2", "3"],
            "w": ["-3", "-1", "-1/2", "1/4", "1/2", "1", "2", "4"],
        },
        "where": ["a != w", "abs((1 - d)*(w - a)) > abs(a)/300", "abs(d*a + (1 - d)*w) >= 1/50"],
        "front": (
            "A moving average of a weight, with decay {d} (the part that is kept), is {a}. After the next step the weight is {w}. What is the average "
            "then, without any correction? Give four figures."
        ),
        "answer": "d*a + (1 - d)*w",
        "tolerance": "0.05%",
        "steps": ["d*a", "(1 - d)*w", "d*a + (1 - d)*w"],
        "mistakes": mistakes(
            "d*a + (1 - d)*w",
            ("(1 - d)*a + d*w", "The average keeps {d} of itself; the new weight has the part {1 - d}."),
            ("(a + w)/2", "It is no plain mean: the average keeps {d} of itself."),
            ("d*a + w", "The new weight comes in with the part {1 - d}, not in full."),
        ),
    },
    {
        "given": {"d": ["9/10", "19/20", "99/100", "499/500", "999/1000", "9999/10000"], "k": "2..60"},
        "where": ["d^k <= 97/100", "k*(1 - d) <= 6"],
        "front": (
            "A moving average of weights has decay {d}: in each step it keeps that part of itself. What part of its old value is left after "
            f"{{k}} steps? {FIGURES}"
        ),
        "answer": "d^k",
        "tolerance": "1%",
        "steps": ["d^k"],
        "mistakes": [
            {
                "answer": "1 - k*(1 - d)",
                "when": "min(1 - k*(1 - d), abs((1 - k*(1 - d))/d^k - 1) - 1/40) > 0",
                "says": "It loses a part of what is left in each step, not of the first value.",
            },
            *mistakes(
                "d^k",
                ("1 - d^k", "That is the part that came in since."),
                ("(1 - d)^k", "In each step it keeps {d}, not {1 - d}."),
                ("d", "That is one step; after {k} steps it is a power."),
            ),
        ],
    },
    topic=TOPIC,
    title="Moving average of weights",
    source="Tarvainen & Valpola 2017, Mean teachers are better role models (arXiv:1703.01780), section 2",
)

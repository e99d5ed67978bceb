"""The losses of a GAN, and how far its images are from real ones."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.generative import FIGURES, TOPIC, WILL_DO
from quizcv.problems.working import mistakes, sure_mistakes

OUTPUTS: Final = {"a": "10..95 by 5", "b": "5..90 by 5", "p": "a/100", "q": "b/100"}
GAN_OUTPUTS: Final = "A GAN's discriminator gives a real image the probability {p} of being real, a generated one {q}. "
DISCRIMINATOR: Final = "-ln(p) - ln(1 - q)"

template_family(
    "gan-loss",
    {
        "given": OUTPUTS,
        "where": ["a + b != 100"],
        "front": (
            f"{GAN_OUTPUTS}How large is the discriminator's loss, the sum of the two cross-entropies (natural logarithm)? {FIGURES}"
        ),
        "answer": DISCRIMINATOR,
        "tolerance": "1%",
        "steps": ["l_1 = -ln(p)", "l_2 = -ln(1 - q)", "l_1 + l_2"],
        "mistakes": [
            *mistakes(
                DISCRIMINATOR,
                ("-ln(p) - ln(q)", "The generated image should be called false: its term has 1 - {q}."),
                (
                    "-ln(1 - p) - ln(q)",
                    "The two are exchanged: {p} is right for the real image, 1 - {q} for the generated one.",
                ),
            ),
            {
                "answer": "-ln(p)",
                "when": f"min(abs(-ln(p)/({DISCRIMINATOR}) - 1) - 1/40, abs((1 - p)*q - p)) > 0",
                "says": "The generated image gives a term as well.",
            },
            *sure_mistakes((f"-({DISCRIMINATOR})", "That is what the discriminator maximises; its loss has a minus.")),
        ],
    },
    {
        "given": OUTPUTS,
        "where": ["b != 50"],
        "front": f"{GAN_OUTPUTS}How large is the generator's non-saturating loss (natural logarithm)? {FIGURES}",
        "answer": "-ln(q)",
        "tolerance": "1%",
        "steps": ["-ln(q)"],
        "mistakes": [
            *mistakes(
                "-ln(q)",
                (
                    "ln(1 - q)",
                    "That is the original loss, whose gradient fades while the discriminator is sure; the non-saturating one is -ln D(G(z)).",
                ),
                ("-ln(1 - q)", "That is the discriminator's term; the generator wants its image to be called real."),
                ("-ln(p)", "The generator's loss looks at its own image, not at the real one."),
            ),
            *sure_mistakes(("ln(q)", "The generator maximises that; its loss has a minus.")),
        ],
    },
    {
        "given": OUTPUTS,
        "where": ["b != 50"],
        "front": (
            f"{GAN_OUTPUTS}How large is the generator's loss in the original minimax game (natural logarithm, what it minimises)? {FIGURES}"
        ),
        "answer": "ln(1 - q)",
        "tolerance": "1%",
        "steps": ["f = 1 - q", "ln(f)"],
        "mistakes": [
            *mistakes(
                "ln(1 - q)",
                ("-ln(q)", "That is the non-saturating loss, which is used in its place."),
                ("ln(q)", "The game holds ln(1 - D(G(z))) for the generated image."),
            ),
            *sure_mistakes(
                (
                    "-ln(1 - q)",
                    "The generator minimises that logarithm itself; the minus belongs to the discriminator's loss.",
                ),
            ),
        ],
    },
    topic=TOPIC,
    title="Losses of a GAN",
    source="Goodfellow et al. 2014, Generative adversarial nets (arXiv:1406.2661), section 3, equation 1",
)

FRECHET: Final = "(m_1 - n_1)^2 + (m_2 - n_2)^2 + (s_1 - t_1)^2 + (s_2 - t_2)^2"
STATISTICS: Final = {f"{name}_{place}": "-6..8" for name in "mn" for place in (1, 2)}
SPREADS: Final = {f"{name}_{place}": ["1/2", "1", "2", "3", "4", "5"] for name in "st" for place in (1, 2)}
VARIANCES: Final = {"v_1": "s_1^2", "v_2": "s_2^2", "w_1": "t_1^2", "w_2": "t_2^2"}

template_family(
    "frechet-distance",
    {
        "given": {**STATISTICS, **SPREADS, **VARIANCES},
        "where": ["s_1 != t_1", "m_1 != n_1", "abs(m_1 - n_1) + abs(m_2 - n_2) <= 8"],
        "front": (
            "Two features are uncorrelated. In real images their means are {m_1} and {m_2}, their variances {v_1} and {v_2}; in generated ones the "
            "means are {n_1} and {n_2}, the variances {w_1} and {w_2}. How large is the Fréchet distance (squared, as in the FID)? "
            f"{WILL_DO}"
        ),
        "answer": FRECHET,
        "tolerance": "1%",
        "steps": [
            "a = (m_1 - n_1)^2 + (m_2 - n_2)^2",
            "b = v_1 + w_1 - 2*sqrt(v_1*w_1)",
            "c = v_2 + w_2 - 2*sqrt(v_2*w_2)",
            "a + b + c",
        ],
        "mistakes": mistakes(
            FRECHET,
            ("(m_1 - n_1)^2 + (m_2 - n_2)^2", "The variances differ too."),
            (
                "(m_1 - n_1)^2 + (m_2 - n_2)^2 + v_1 + w_1 + v_2 + w_2",
                "Twice the root of the variances' product is subtracted for each feature.",
            ),
            (
                "(m_1 - n_1)^2 + (m_2 - n_2)^2 + (v_1 - w_1)^2 + (v_2 - w_2)^2",
                "The variances are v + w - 2 sqrt(vw) apart, the squared difference of the standard deviations.",
            ),
            (f"sqrt({FRECHET})", "The FID is the squared distance: no root is taken."),
            (
                "(m_1 - n_1)^2 + (m_2 - n_2)^2 + v_1 + w_1 - sqrt(v_1*w_1) + v_2 + w_2 - sqrt(v_2*w_2)",
                "The root of the variances' product is subtracted twice.",
            ),
        ),
    },
    topic=TOPIC,
    title="Fréchet distance of uncorrelated features",
    source="Heusel et al. 2017, GANs trained by a two time-scale update rule (arXiv:1706.08500), equation 6",
)

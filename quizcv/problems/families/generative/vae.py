"""The KL term of a VAE, the divergence of two normal distributions, and a sample of the encoder's."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.generative import FIGURES, TOPIC
from quizcv.problems.working import mistakes, sure_mistakes

VAE: Final = "Kingma & Welling 2014, Auto-encoding variational Bayes (arXiv:1312.6114)"
MEANS: Final = {"a": "-20..20", "b": "-20..20", "mu_1": "a/10", "mu_2": "b/10"}
DEVIATION: Final = ["1/10", "1/5", "1/4", "2/5", "1/2", "3/5", "4/5", "5/4", "3/2", "2"]
LOGARITHM: Final = [f"{half}/2" for half in (-6, -5, -4, -3, -2, -1, 1, 2, 3)]
KL: Final = "(mu_1^2 + s_1^2 - ln(s_1^2) - 1 + mu_2^2 + s_2^2 - ln(s_2^2) - 1)/2"
KL_LOG: Final = "(mu_1^2 + exp(l_1) - l_1 - 1 + mu_2^2 + exp(l_2) - l_2 - 1)/2"

template_family(
    "vae-kl",
    {
        "given": {**MEANS, "s_1": DEVIATION, "s_2": DEVIATION},
        "where": ["mu_1 != 0", "mu_2 != 0", "s_1 != s_2", f"{KL} >= 1/10"],
        "front": (
            r"A VAE's encoder gives two latent variables the means {mu_1} and {mu_2} and the standard deviations $\sigma = {s_1}$ and {s_2}. How "
            f"large is the KL divergence from the standard normal distribution (natural logarithm)? {FIGURES}"
        ),
        "answer": KL,
        "tolerance": "1%",
        "steps": [
            "d_1 = (mu_1^2 + s_1^2 - ln(s_1^2) - 1)/2",
            "d_2 = (mu_2^2 + s_2^2 - ln(s_2^2) - 1)/2",
            "d_1 + d_2",
        ],
        "mistakes": [
            *mistakes(
                KL,
                (
                    "(mu_1^2 + s_1^2 - ln(s_1^2)/2 - 1 + mu_2^2 + s_2^2 - ln(s_2^2)/2 - 1)/2",
                    "Inside the half stands the logarithm of the variance, twice that of the standard deviation.",
                ),
                (
                    "(mu_1^2 + s_1 - ln(s_1^2)/2 - 1 + mu_2^2 + s_2 - ln(s_2^2)/2 - 1)/2",
                    "The given numbers are standard deviations; the formula has variances, their squares.",
                ),
            ),
            *sure_mistakes(
                (
                    "(mu_1^2 + s_1^2 - ln(s_1^2) + mu_2^2 + s_2^2 - ln(s_2^2))/2",
                    "For each variable 1 is subtracted, so that the standard normal itself has divergence 0.",
                ),
                (f"2*({KL})", "The factor 1/2 is missing."),
                (
                    f"-({KL})",
                    "A divergence is never negative: that is the term as it stands in the bound that is maximised.",
                ),
                (f"({KL})/2", "The variables are added up, not averaged."),
            ),
        ],
    },
    {
        "given": {**MEANS, "l_1": LOGARITHM, "l_2": LOGARITHM},
        "where": ["mu_1 != 0", "mu_2 != 0", "l_1 != l_2", f"{KL_LOG} >= 1/10"],
        "front": (
            r"A VAE's encoder gives two latent variables the means {mu_1} and {mu_2} and the log-variances $\ln \sigma^2 = {l_1}$ and {l_2}. How "
            f"large is the KL divergence from the standard normal distribution (natural logarithm)? {FIGURES}"
        ),
        "answer": KL_LOG,
        "tolerance": "1%",
        "steps": [
            "d_1 = (mu_1^2 + exp(l_1) - l_1 - 1)/2",
            "d_2 = (mu_2^2 + exp(l_2) - l_2 - 1)/2",
            "d_1 + d_2",
        ],
        "mistakes": [
            *mistakes(
                KL_LOG,
                (
                    "(mu_1^2 + exp(l_1/2) - l_1 - 1 + mu_2^2 + exp(l_2/2) - l_2 - 1)/2",
                    "exp of half the log-variance is the standard deviation; the formula has the variance.",
                ),
            ),
            *sure_mistakes(
                (
                    "(mu_1^2 + exp(2*l_1) - 2*l_1 - 1 + mu_2^2 + exp(2*l_2) - 2*l_2 - 1)/2",
                    "That takes the numbers for logarithms of standard deviations; they are those of variances already.",
                ),
                (
                    "(mu_1^2 + exp(l_1) - l_1 + mu_2^2 + exp(l_2) - l_2)/2",
                    "For each variable 1 is subtracted, so that the standard normal itself has divergence 0.",
                ),
                (f"2*({KL_LOG})", "The factor 1/2 is missing."),
                (
                    f"-({KL_LOG})",
                    "A divergence is never negative: that is the term as it stands in the bound that is maximised.",
                ),
            ),
        ],
    },
    topic=TOPIC,
    title="KL term of a variational autoencoder",
    source=f"{VAE}, appendix B",
)

GAUSSIANS: Final = "ln(t/s) + (s^2 + (m - n)^2)/(2*t^2) - 1/2"

template_family(
    "gaussian-kl",
    {
        "given": {
            "m": "-4..4",
            "n": "-4..4",
            "s": ["1/2", "1", "3/2", "2", "5/2", "3"],
            "t": ["1/2", "1", "3/2", "2", "5/2", "3"],
        },
        "where": ["m != n", "s != t", f"{GAUSSIANS} >= 1/10", f"{GAUSSIANS} <= 100"],
        "front": (
            r"Two normal distributions: $P$ has mean {m} and standard deviation {s}, $Q$ has mean {n} and standard deviation {t}. How large is "
            rf"$\text{{KL}}(P \parallel Q)$ (natural logarithm)? {FIGURES}"
        ),
        "answer": GAUSSIANS,
        "tolerance": "1%",
        "steps": ["a = ln(t/s)", "b = (s^2 + (m - n)^2)/(2*t^2)", "a + b - 1/2"],
        "mistakes": mistakes(
            GAUSSIANS,
            ("ln(s/t) + (t^2 + (m - n)^2)/(2*s^2) - 1/2", "That is KL(Q || P); the divergence is not symmetric."),
            ("ln(t/s) + (s^2 + (m - n)^2)/(2*t^2)", "The half is missing: equal distributions have divergence 0."),
            (
                "ln(t/s) + (s + (m - n)^2)/(2*t) - 1/2",
                "{s} and {t} are standard deviations; in the fraction stand variances.",
            ),
            ("ln(s/t) + (s^2 + (m - n)^2)/(2*t^2) - 1/2", "The logarithm is that of Q's deviation over P's."),
        ),
    },
    topic=TOPIC,
    title="KL divergence of two normal distributions",
    source=f"Kullback & Leibler 1951, On information and sufficiency, worked out for normal distributions; with Q standard: {VAE}, appendix B",
)

template_family(
    "reparameterisation",
    {
        "given": {"a": "-30..30", "mu": "a/10", "l": LOGARITHM, "c": "-20..20", "x": "c/10"},
        "where": ["abs(c) >= 2", "abs(mu + exp(l/2)*x) >= 1/4"],
        "front": (
            r"A VAE's encoder gives a latent variable the mean {mu} and the log-variance $\ln \sigma^2 = {l}$. The noise drawn from the standard normal "
            rf"distribution is $\epsilon = {{x}}$. What is the sample $z$? {FIGURES}"
        ),
        "answer": "mu + exp(l/2)*x",
        "tolerance": "1%",
        "steps": ["sigma = exp(l/2)", "mu + sigma*x"],
        "mistakes": mistakes(
            "mu + exp(l/2)*x",
            (
                "mu + exp(l)*x",
                "exp of the log-variance is the variance; the noise is scaled by its root, the standard deviation.",
            ),
            ("mu + l*x", "The logarithm has to be undone first: exp of half of it is the standard deviation."),
            ("exp(l/2)*x", "The mean {mu} is missing."),
            ("mu + x", "The noise is scaled by the standard deviation."),
        ),
    },
    topic=TOPIC,
    title="Reparameterisation: a sample from mean and log-variance",
    source=f"{VAE}, section 2.4",
)

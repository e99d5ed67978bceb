"""Noise added by a diffusion model, and taken away."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.generative import FIGURES, TOPIC
from quizcv.problems.working import mistakes

DDPM: Final = "Ho et al. 2020, Denoising diffusion probabilistic models (arXiv:2006.11239)"
KEPT: Final = {"c": "4..96 by 4", "a": "c/100"}
NOISED: Final = "sqrt(a)*x + sqrt(1 - a)*y"
BACK: Final = "(x - sqrt(1 - a)*y)/sqrt(a)"
PRODUCT: Final = "(1 - f)*(1 - g)*(1 - h)"

template_family(
    "diffusion-noising",
    {
        "given": {**KEPT, "x_0": "-10..10", "e_0": "-20..20", "x": "x_0/10", "y": "e_0/10"},
        "where": ["c != 50", "x_0 != 0", "e_0 != 0", f"abs({NOISED}) >= 1/10"],
        "front": (
            r"A diffusion model has $\bar{\alpha}_t = {a}$. A pixel is $x_0 = {x}$, the noise drawn for it $\epsilon = {y}$. What is $x_t$? "
            f"{FIGURES}"
        ),
        "answer": NOISED,
        "tolerance": "1%",
        "steps": ["q = sqrt(a)", "s = sqrt(1 - a)", "q*x + s*y"],
        "mistakes": mistakes(
            NOISED,
            (
                "a*x + (1 - a)*y",
                r"The roots are missing: variances add up to 1, so the factors are $\sqrt{\bar{\alpha}}$ and $\sqrt{1 - \bar{\alpha}}$.",
            ),
            ("sqrt(1 - a)*x + sqrt(a)*y", r"$\bar{\alpha}$ is what is left of the image; the noise has the rest."),
            ("sqrt(a)*x + y", r"The noise is scaled by $\sqrt{1 - \bar{\alpha}}$."),
            ("sqrt(a)*x + (1 - a)*y", r"The noise's factor is a root too: $\sqrt{1 - \bar{\alpha}}$."),
        ),
    },
    {
        "given": {**KEPT, "x_0": "-15..15", "e_0": "-20..20", "x": "x_0/10", "y": "e_0/10"},
        "where": ["c != 50", "x_0 != 0", "e_0 != 0", f"abs({BACK}) >= 1/10"],
        "front": (
            r"A diffusion model has $\bar{\alpha}_t = {a}$. A pixel is $x_t = {x}$, and the network predicts the noise $\epsilon = {y}$. Which $x_0$ "
            f"follows? {FIGURES}"
        ),
        "answer": BACK,
        "tolerance": "1%",
        "steps": ["q = sqrt(a)", "s = sqrt(1 - a)", "(x - s*y)/q"],
        "mistakes": mistakes(
            BACK,
            (
                "(x - (1 - a)*y)/a",
                r"The roots are missing: the factors are $\sqrt{\bar{\alpha}}$ and $\sqrt{1 - \bar{\alpha}}$.",
            ),
            ("x - sqrt(1 - a)*y", r"What is left is still scaled down: divide by $\sqrt{\bar{\alpha}}$."),
            ("x - y", "The noise was scaled before it was added, and so was the image."),
            (NOISED, "That adds noise once more; solve for $x_0$."),
        ),
    },
    {
        "given": {"i": "1..20", "j": "i + 1..30", "k": "j + 1..40", "f": "i/100", "g": "j/100", "h": "k/100"},
        "where": ["i + j + k >= 20"],
        "front": (
            r"A diffusion model has the noise schedule $\beta_1 = {f}$, $\beta_2 = {g}$, $\beta_3 = {h}$. How large is $\bar{\alpha}_3$? "
            f"{FIGURES}"
        ),
        "answer": PRODUCT,
        "tolerance": "1%",
        "steps": ["a_1 = 1 - f", "a_2 = 1 - g", "a_3 = 1 - h", "a_1*a_2*a_3"],
        "mistakes": mistakes(
            PRODUCT,
            ("1 - h", r"That is $\alpha_3$ of the last step; $\bar{\alpha}_3$ is the product of all three."),
            ("1 - f - g - h", "The steps are multiplied: each leaves the part 1 - beta of what came in."),
            ("f*g*h", "What is left in each step is 1 - beta."),
            ("1 - f*g*h", "Multiply what is left, step by step, not what is lost."),
            (f"sqrt({PRODUCT})", r"That is the factor of $x_0$; $\bar{\alpha}$ itself is its square."),
        ),
    },
    topic=TOPIC,
    title="Noise of a diffusion model",
    source=f"{DDPM}, equation 4",
)

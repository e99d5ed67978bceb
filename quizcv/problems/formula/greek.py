r"""The Greek letters and their names, for every room that reads or shows formulas.

How LaTeX draws them is `mathtext`'s business: its plain `\epsilon` and `\phi` are other shapes than the letters people type.
"""

from __future__ import annotations

from typing import Final

NAMES: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        (
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
            *("nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
        ),
        strict=True,
    )
)
"""The name of each small letter; the final sigma has none of its own."""

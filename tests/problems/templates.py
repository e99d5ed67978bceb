"""Templates that several tests are about."""

from __future__ import annotations

from typing import Any

STRIDE: dict[str, Any] = {
    "given": {"n": "32..224", "k": ["3", "5", "7"], "s": ["1", "2", "4"], "p": "0..3"},
    "where": ["n + 2*p >= k", "p <= k/2"],
    "front": r"A ${k}\times{k}$ convolution with stride {s} and padding {p} on a ${n}\times{n}$ input. Side of the output?",
    "answer": "floor((n + 2*p - k)/s) + 1",
    "steps": ["(n + 2*p - k)/s", "floor((n + 2*p - k)/s) + 1"],
    "mistakes": [
        {"answer": "floor((n - k)/s) + 1", "says": "The padding is missing; it counts on both sides."},
        {"answer": "floor((n + p - k)/s) + 1", "says": "Padding counts on both sides."},
        {"answer": "floor((n + 2*p - k)/s)", "says": "The first position counts too: add 1."},
    ],
}


def minimal(**parts: Any) -> dict[str, Any]:
    return {"given": {"n": "1..9"}, "front": "{n}?", "answer": "n", **parts}

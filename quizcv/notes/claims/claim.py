"""What a note states and what came of checking it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Claim:
    """A calculation or a formula the note states.

    Args:
        text: As the note has it.
        line: Where it begins.
        verdict: holds, fails, depends or unknown.
        correct: What the left side comes to, or the right formula, if that is not what is stated.
        stated: What the note says it comes to.
        says: What differs and the mend, or the assumption it depends on; empty where the numbers say it all.
        source: The left side in the formula language, for a second opinion; empty for formulas.
    """

    text: str
    line: int
    verdict: str
    correct: str = ""
    stated: str = ""
    says: str = ""
    source: str = field(default="", repr=False, compare=False)

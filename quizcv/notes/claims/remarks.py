"""What is to be said of the formulas on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.notes.claims.claim import Claim
    from quizcv.notes.claims.filed import Filed
    from quizcv.notes.phrases import Phrases

_REACH: Final = 200
"""Lines of the note an answer reaches over at most."""


def remarks_on(text: str, line: int, claims: Filed) -> list[Claim]:
    """The formulas in a text that begins on a line of the note, of which something is to be said.

    Args:
        text: A card's back.
        line: Where it comes from in the note.
        claims: Of the note.
    """
    told = claims.said_between(line, line + _REACH)
    if not told:
        return []
    whole = one_line(text)
    return [claim for claim in told if one_line(claim.text) in whole]


def as_reason(claims: Iterable[Claim], phrases: Phrases) -> str:
    """What a card says with its answer about the formulas in it, in the card's language."""
    return " ".join(_sentence(claim, phrases) for claim in claims)


def _sentence(claim: Claim, phrases: Phrases) -> str:
    is_new = claim.correct and claim.correct.replace("*", "") not in claim.says
    right = phrases.in_full.format(_shown(claim.correct)) if is_new else ""
    return phrases.remark.format(_shown(one_line(claim.text)), phrases.said(claim.says), right)


def _shown(formula: str) -> str:
    """A formula in a line: TeX between dollars, anything else as code."""
    return f"${formula}$" if "\\" in formula or "{" in formula or "$" in formula else f"`{formula}`"

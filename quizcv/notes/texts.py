"""The texts of a card that its note decides, as one row for every kind of card, and the hashes by which they are remembered."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import BasicCard, ChoiceCard, ClozeCard, NumericCard, ProblemCard, SymbolicCard, TypedCard
from quizcv.notes.letters import bare_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.model import Card, Draft
    from quizcv.notes.report import Conflict

FIELDS: Final = ("front", "back", "hint", "why", "accept")
"""The names of a card's texts, in the order of `texts_of`."""
NOTHING: Final = "-"
"""The hash of an empty text."""
_DIGITS: Final = 8
_REST_DIGITS: Final = 4


def texts_of(card: Card) -> tuple[str, str, str, str, str]:
    """The texts of a card, by the names in `FIELDS`.

    A cloze has all in its front, an answer counts as the back, and so does all of a problem but its front. Other wordings that are
    accepted are one text, a line for each.
    """
    accept = "\n".join(card.accept) if isinstance(card, TypedCard) else ""
    match card:
        case BasicCard():
            front, back = card.front, card.back
        case ClozeCard():
            front, back = card.text, ""
        case NumericCard():
            front, back = card.front, card.written
        case TypedCard() | SymbolicCard():
            front, back = card.front, card.answer
        case ChoiceCard():
            front, back = card.front, json.dumps([card.options, card.answer], ensure_ascii=False)
        case ProblemCard():
            parts = dict(card.template.parts) if card.template else {}
            front = str(parts.pop("front", card.family))
            back = json.dumps(parts, ensure_ascii=False) if parts else card.network
    return front, back, card.hint, card.why, accept


def with_texts(card: Card, texts: Sequence[str]) -> Card:
    """The card with other texts, by the names in `FIELDS`; everything else as it was."""
    front, back, hint, why, accept = texts
    match card:
        case ClozeCard():
            return card._replace(text=front, hint=hint, why=why)
        case TypedCard():
            return card._replace(front=front, answer=back, accept=tuple(accept.splitlines()), hint=hint, why=why)
        case NumericCard():
            return card._replace(front=front, answer=type(card.answer)(back), written=back, hint=hint, why=why)
        case BasicCard():
            return card._replace(front=front, back=back, hint=hint, why=why)
        case SymbolicCard():
            return card._replace(front=front, answer=back, hint=hint, why=why)
        case ChoiceCard():
            options, answer = json.loads(back)
            return card._replace(front=front, options=tuple(options), answer=tuple(answer), hint=hint, why=why)
        case ProblemCard() if card.template:
            template = type(card.template).parse({**json.loads(back), "front": front})
            return card._replace(template=template, hint=hint, why=why)
        case ProblemCard():
            return card._replace(family=front, network=back, hint=hint, why=why)


def hash_of(text: str) -> str:
    """A short hash of a text; `NOTHING` for none."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] if text else NOTHING


def hashes_of(texts: Iterable[str]) -> list[str]:
    """The hash of each text."""
    return [hash_of(text) for text in texts]


def joined(hashes: Iterable[str]) -> str:
    """Hashes as a card's source carries them; those of empty texts at the end are left away."""
    kept = list(hashes)
    while kept and kept[-1] == NOTHING:
        kept.pop()
    return ".".join(kept)


def stamp(card: Card) -> str:
    """The hash of what the note says of a card, a part for each text."""
    return joined(hashes_of(texts_of(card)))


def remembered(card: Card) -> list[str]:
    """What the note said when the card was last written from it, a hash for each text; none for a card written by hand."""
    written = (card.source.hash if card.source else "") or ""
    return [*written.split("."), *(NOTHING for _ in FIELDS)][: len(FIELDS)] if written else []


def draft_stamp(draft: Draft) -> str:
    """The hash of a draft: of its question, and of what was found of its answer."""
    rest = hashlib.sha256(f"{draft.reason}\0{draft.answer}".encode()).hexdigest()[:_REST_DIGITS]
    return f"{hash_of(draft.question)}.{rest}"


def conflict_stamp(conflict: Conflict) -> str:
    """The hash of a conflict: of where it is and of what both sides say; its sign at the end tells it from those of cards and drafts."""
    return hash_of(f"{conflict.card}\0{conflict.field}\0{conflict.deck}\0{conflict.note}") + "!"


def folded(text: str) -> str:
    """A text without case, spaces and marks, for comparing; itself, if it is nothing else."""
    return bare_letters(text) or text

"""Ids: made from the question, so that they stay what they are when the note is edited elsewhere."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.slugs import slug_of
from quizcv.notes.inline import unmarked
from quizcv.notes.remembered import remembered
from quizcv.problems.formula.greek import NAMES

if TYPE_CHECKING:
    from quizcv.notes.gathering import Candidate

LONGEST: Final = 64
_TEX_WORDS = re.compile(r"\\(?P<word>[A-Za-z]+)")
_SILENT = frozenset(
    {"frac", "dfrac", "left", "right", "text", "mathrm", "operatorname", "mathbf", "begin", "end", "quad", "over"}
)
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "_").split(),
        strict=True,
    )
)
_SIGNS = {
    "×": "x",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "’": "",
    "'": "",
    "&": " and ",
    "+": " plus ",
    "%": " percent ",
}
_TABLE = str.maketrans(NAMES | {sign: latin.strip("_") for sign, latin in _CYRILLIC.items()} | _SIGNS)
_ENOUGH = 3


@remembered
def base_of(text: str) -> str:
    """The slug of a question: ASCII, Greek and Cyrillic spelled out; empty if the text has no such letters."""
    words = unmarked(text).lower()
    if "\\" in words:
        words = _TEX_WORDS.sub(lambda found: " " if found["word"] in _SILENT else f" {_word(found['word'])} ", words)
    return slug_of(words.translate(_TABLE), LONGEST)


def _word(command: str) -> str:
    return "x" if command == "times" else command


def ids_of(candidates: list[Candidate]) -> list[str]:
    """One id for each candidate, all different.

    A question whose letters leave nothing to spell is named by its heading and a hash of its words: a number would change
    when another question is put before it. Of equal questions, the later ones take their heading along.
    """
    taken: dict[str, int] = {}
    ids = []
    for candidate in candidates:
        text = candidate.slug or candidate.front
        base = base_of(text)
        foreign = not text.isascii() and len(re.findall(r"[^\x00-\u04ff]", text)) > 1 and not candidate.slug.isascii()
        if len(base) < _ENOUGH or (foreign and base == base_of(candidate.about or candidate.heading)):
            digest = hashlib.sha256(text.encode()).hexdigest()[:6]
            base = slug_of(f"{base_of(candidate.about or candidate.heading) or 'card'} {digest}", LONGEST)
        ids.append(_free(base, candidate.heading, taken))
    return ids


def _free(base: str, heading: str, taken: dict[str, int]) -> str:
    """An id not yet taken; `taken` counts how often each was wanted."""
    name = base
    if name in taken and (place := base_of(heading)) and place not in base:
        base = name = f"{base}-{place}"[:LONGEST].rstrip("-")
    while name in taken:
        taken[base] += 1
        name = f"{base}-{taken[base]}"
    taken[name] = 1
    return name

"""Lists of parameters as programs document them: `stride: int = 1 - how far the window moves`, `bias (bool, optional): ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import one_line
from quizcv.notes.outline import SAYING, Block

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_TYPE = r"(?:int(?:eger)?|float|double|bool(?:ean)?|str(?:ing)?|bytes|list|tuple|dict|[Tt]ensor|(?:torch|np|tf)\.\w+|nd-?array|array(?:_like)?|Any|None|callable|Callable|Optional|Union|Sequence|Iterable|Literal)"
_TYPES = rf"{_TYPE}(?:\[[^\[\]\n]{{0,60}}\])?(?:\s*(?:\||,|or|/)\s*{_TYPE}(?:\[[^\[\]\n]{{0,60}}\])?){{0,4}}(?:,?\s*optional)?"
_PARAMETER: Final = re.compile(
    rf"[`*_]{{0,3}}(?P<name>[A-Za-z_][\w.]{{0,40}})[`*_]{{0,3}}\s*"
    rf"(?:[(（]\s*[`*_]{{0,3}}(?P<bracketed>{_TYPES}(?:\s*[,=;]\s*[^()（）\n]{{1,40}})?)[`*_]{{0,3}}\s*[)）]\s*(?:[:：]|[-–—](?=\s))"
    rf"|[:：]\s*[`*]{{0,2}}(?P<typed>{_TYPES}(?:\s*=\s*(?:\"[^\"\n]{{0,30}}\"|'[^'\n]{{0,30}}'|[\w.+-]{{1,20}}|\([^()\n]{{0,30}}\)))?)[`*]{{0,2}}(?:\s*[-–—:,.](?=\s)|(?=\s+(?!of\b|with\b|that\b|which\b|for\b)[^\W\d_])))"
    r"\s*(?P<said>\S.*)\Z",
    re.DOTALL,
)
_FEWEST_SIGNS: Final = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its type with its default, and what it means."""

    name: str
    kind: str
    meaning: str


def read_parameter(block: Block) -> Parameter | None:
    """The parameter a bullet or line documents; None if it documents none."""
    if block.shape not in SAYING or block.children:
        return None
    found = _PARAMETER.match(block.text[:1000])
    if found is None or len(found["said"].strip()) < _FEWEST_SIGNS:
        return None
    return Parameter(found["name"], one_line(found["bracketed"] or found["typed"]), one_line(found["said"]).strip())


def take_parameter(block: Block, subject: str, heading: str, gathering: Gathering) -> bool:
    """Asks for what a parameter means, below the name of what takes it; False if the block documents none."""
    found = read_parameter(block)
    if found is None:
        return False
    phrases = gathering.phrases
    gathering.card(
        Candidate(
            front=phrases.in_context(subject, phrases.plain_term.format(f"`{found.name}`")),
            back=f"{as_sentence(found.meaning)}\n\n`{found.kind}`",
            line=block.line,
            heading=heading,
            about=subject or found.name,
            slug=f"{subject} {found.name}",
        )
    )
    return True

"""Headings that are terms: the entries of a glossary, `## Terminology` with `### IoU` and its meaning below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import Block, Section, Shape, walk
from quizcv.notes.recognise import asks
from quizcv.notes.remembered import judged
from quizcv.notes.terms.asking import is_definition
from quizcv.notes.terms.labels import no_term
from quizcv.notes.terms.parameters import read_parameter
from quizcv.notes.terms.rows import bold_rows
from quizcv.notes.terms.taking import take_term
from quizcv.notes.terms.term import Term, is_generic, read_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.notes.gathering import Gathering

_GLOSSARY: Final = re.compile(
    r"\A(?:main )?concepts\Z|\A(?:专业|專業|相关|相關)?(?:名词|名詞)\Z|\b(?:glossary|terminology|terms|jargon|definitions?|vocabulary|key (?:terms|concepts)|basic concepts|abbreviations|acronyms|dictionary)\b"
    r"|術語|术语|簡稱的|简称的|概念|縮寫|缩写|名詞解釋|名词解释|詞彙表|词汇表|基本概念|用語集|用語|용어|용어\s?정리|개념\s?정리|термины|глоссарий|определения|понятия|glosario|términos|terminología|conceptos",
    re.IGNORECASE,
)
NUMBERED: Final = re.compile(r"\A\d{1,2}(?:\.\d{1,2})*\s*[.)、．]\s*(?=\S)")
"""The number of a heading: `### 3. Stride`."""
_MOST_WORDS = 7


def is_glossary(path: Sequence[str]) -> bool:
    """Whether one of the headings above announces terms."""
    return any(_announces(title) for title in path)


@judged
def _announces(title: str) -> bool:
    return bool(_GLOSSARY.search(title))


def take_entry(section: Section, path: Sequence[str], gathering: Gathering) -> bool:
    """Makes the cards of a heading that is an entry of a glossary; False if it is none, and nothing was taken."""
    name = NUMBERED.sub("", unmarked(section.title).strip(" :："), count=1)
    said = [block for block in section.blocks if block.shape is not Shape.HTML]
    if (
        not is_glossary(path)
        or not said
        or len(name.split()) > _MOST_WORDS
        or no_term(name, "")
        or asks(name)
        or _GLOSSARY.search(name)
        or all(not block.text.strip() for block in walk(said))
        or sum(read_parameter(block) is not None for block in said) > 1
    ):
        return False
    blocks = [row for block in section.blocks for row in bold_rows(block)]
    if len(blocks) > 1 and is_definition(unmarked(blocks[0].text).rstrip(" :：")):
        blocks = blocks[1:]
    first = read_term(blocks[0])
    if first and is_definition(first.name):
        told = [Block(Shape.PARAGRAPH, first.rest, blocks[0].line)] if first.rest else []
        blocks = [*told, *blocks[0].children, *blocks[1:]]
    subject = path[-1] if is_generic(name) and path else ""
    take_term(Block(Shape.ITEM, name, section.line, blocks), Term(name), subject, name, gathering)
    return True

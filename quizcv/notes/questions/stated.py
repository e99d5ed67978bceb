"""Answers of a quiz written down as `what was asked: what is right`, without the words of a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import prose
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import unmarked
from quizcv.notes.keeping import begins_unknown, fault
from quizcv.notes.language import has_han
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import is_faq, is_placeholder

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_STATED: Final = re.compile(r"(?P<asked>[^:：\n$`]{6,120}?)\s*[:：]\s+(?P<right>\S[^\n]*)\Z")
_TRUTH: Final = re.compile(r"(?:true|false|yes|no|correct|wrong|right)[.!]?", re.IGNORECASE)
_NAME_WORDS: Final = 2
"""A label of so many words is a term with its meaning, in a quiz too."""


def take_stated(block: Block, heading: str, gathering: Gathering) -> bool:
    """Makes a card of a numbered line below a quiz's heading that states a case and its answer; False if it is none.

    *square better than round: True* asks *Square better than round: true or false?*; *gate left open: corners grow dark* asks *Gate
    left open?*. A name of one or two words is left to the terms.
    """
    if block.shape is not Shape.ITEM or not block.mark or block.children or not is_faq(heading):
        return False
    text = unmarked(block.text)
    found = _STATED.match(text)
    if not found or has_han(text) or len(re.findall(r"[^\W\d_]{2,}", found["asked"])) <= _NAME_WORDS:
        return False
    asked, right = found["asked"].strip(), prose(found["right"]).strip()
    if is_placeholder(right) or begins_unknown(asked) or not re.search(r"[^\W\d_]{2}", right):
        return False
    is_truth = bool(_TRUTH.fullmatch(right))
    if is_truth and not gathering.phrases.is_english:
        return False
    asked = asked[0].upper() + asked[1:]
    front = f"{asked}: true or false?" if is_truth else f"{asked}?"
    if not is_truth and fault(front, right)[0]:
        return False
    right = right[0].upper() + right[1:]
    gathering.card(Candidate(front=front, back=right, line=block.line, heading=heading, slug=front, asked=True))
    return True

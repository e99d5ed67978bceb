"""Lines of a paper's notes that are a bare amount, or say what something else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.notes.answers import answer_of
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import unmarked
from quizcv.notes.papers.numbers import AMOUNT, VALUE, amount_card
from quizcv.notes.papers.paper import letters
from quizcv.notes.terms import SETTING, defined_term, headed, is_generic, why_no_term

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Block
    from quizcv.notes.papers.paper import Paper


def take_amount(block: Block, paper: Paper, heading: str, gathering: Gathering) -> bool:
    """Takes `Parameters: 60 M`; a bare value of something else is listed. False if the block is neither."""
    label, colon, value = unmarked(block.text).replace("：", ":").partition(":")
    if not colon or block.children or why_no_term(block) != SETTING:
        return False
    value = value.strip()
    if AMOUNT.match(label.strip()) and VALUE.fullmatch(value) and "{{" not in paper.name:
        gathering.card(amount_card(paper, label.strip(), value, block.line, heading))
    else:
        gathering.leave(block, SETTING)
    return True


def take_definition(block: Block, paper: Paper, heading: str, gathering: Gathering) -> bool:
    """Takes a sentence that says what something is, or what it is for, other than the paper itself; False if it says no such thing."""
    phrases, name = gathering.phrases, paper.name
    if block.children:
        return False
    asked = headed(block.text) if phrases.is_english else ""
    term = "" if asked else defined_term(block.text)
    own = not term or is_generic(term) or letters(term) in letters(name) or letters(name) in letters(term)
    if not asked and own:
        return False
    answer = answer_of([block], gathering)
    front = f"What is {asked}?" if asked else phrases.term(term, gathering.words, answer.text)
    gathering.card(Candidate(front=front, back=answer.text, line=block.line, heading=heading, about=name))
    return True

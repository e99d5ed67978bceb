"""Of everything a note might be asked for, the sound part becomes cards; the doubtful part becomes drafts, each with its reason.

Precision comes first here: a bad card is met in every review, a draft only in its list, where one key accepts it. What the
note itself asks is doubted least, since its writer worded it; what the importer derived from labels, headings and
sentences has to earn its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import Draft, Kind
from quizcv.notes.doubts.clozes import FRAGMENT, as_question, doubt_of_cloze
from quizcv.notes.doubts.defining import (
    begins_elsewhere,
    fills_a_screen,
    has_no_verb,
    has_remains,
    holds_many,
    is_one_word,
    looks_back,
    says_too_little,
    shows_nothing,
    stops_short,
)
from quizcv.notes.doubts.frames import Frame, frame_of
from quizcv.notes.doubts.fronts import (
    ABOUT_THE_NOTE,
    NAMELESS,
    NO_NAME,
    doubt_of_name,
    is_about_the_note,
    is_bare_label,
    is_cut_quote,
)
from quizcv.notes.doubts.saying import (
    ECHO,
    LITTLE,
    LUMPED,
    NO_DEFINITION,
    ONLY_ASKS,
    ONLY_CODE,
    asks_back,
    begins_with_a_case,
    defines_nothing,
    echoes,
    is_fragment,
    is_long_winded,
    is_lumped,
    is_no_formula,
    is_only_code,
    is_only_heading,
    is_too_short,
    only_asks,
    only_labels,
    only_leads_away,
    says_nothing,
)
from quizcv.notes.doubts.standing import (
    BROKEN_OFF,
    ELSEWHERE,
    LEANS,
    MARKUP,
    NARRATES,
    SWALLOWED,
    has_markup,
    has_swallowed,
    holds_another,
    imagines,
    is_broken_off,
    leans,
    narrates,
    points_elsewhere,
    speaks_of_several,
)
from quizcv.notes.doubts.wording import (
    MANY_ANSWERS,
    asks_for_a_problem,
    doubt_of_asking,
    doubt_of_wording,
    is_of_a_term,
)
from quizcv.notes.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.gathering import Candidate, Gathering

TWIN: Final = "another card has the same answer: word the question so that they can be told apart"
TOO_MUCH: Final = "the answer holds several ideas: split it, or keep the one to be known"
AGAIN: Final = "another card asks the same: join the two, or say how they differ"
_OF_ANY: Final[tuple[tuple[Callable[[str], bool], str], ...]] = (
    (is_broken_off, BROKEN_OFF),
    (only_asks, ONLY_ASKS),
    (only_labels, LITTLE),
    (has_markup, MARKUP),
    (has_remains, MARKUP),
    (points_elsewhere, ELSEWHERE),
    (looks_back, ELSEWHERE),
    (stops_short, BROKEN_OFF),
)
"""What makes even the answer to the note's own question doubtful."""
_OF_DERIVED: Final[tuple[tuple[Callable[[str], bool], str], ...]] = (
    (says_nothing, LITTLE),
    (only_leads_away, LITTLE),
    (is_only_code, ONLY_CODE),
    (has_swallowed, SWALLOWED),
    (narrates, NARRATES),
    (leans, LEANS),
    (is_lumped, LUMPED),
)
_REASON: Final = re.compile(r"\bwhy\b|为什么|為什麼|なぜ|왜\b|почему\b|¿por qué\b", re.IGNORECASE)
"""A question whose answer may take its time."""
_MARKS: Final = str.maketrans(dict.fromkeys("?？:：.,", " "))
_ARTICLES: Final = frozenset({"a", "an", "the"})
_FEWEST_SIGNS: Final = 12
"""Signs from which on two answers can hardly be the same by chance."""


def sift(found: Gathering) -> None:
    """Leaves the sound candidates, in their order in the deck, and makes drafts of the others."""
    sound: list[Candidate] = []
    answers: set[str] = set()
    questions = {_folded(candidate.front) for candidate in found.candidates if candidate.asked}
    for candidate in sorted(found.candidates, key=lambda each: each.order):
        reason = doubt(candidate) or _twin(candidate, answers)
        if reason:
            found.doubt(candidate, _draft(candidate, reason))
        elif candidate.asked:
            sound.append(candidate)
            answers.add(candidate.back)
        elif (question := _folded(candidate.front)) in questions:
            found.doubt(candidate, _draft(_named_by_place(candidate), AGAIN))
        else:
            sound.append(candidate)
            answers.add(candidate.back)
            questions.add(question)
    found.candidates = sound


def doubt(candidate: Candidate) -> str:
    """Why a candidate should be seen by the learner before it becomes a card; empty if it may become one at once."""
    if candidate.form is Kind.CLOZE:
        return doubt_of_cloze(candidate.front) or (FRAGMENT if has_no_verb(candidate.front) else "")
    if candidate.form is not Kind.BASIC:
        return ""
    back = candidate.back
    reason = next((why for is_doubtful, why in _OF_ANY if is_doubtful(back)), "")
    if not reason and (is_about_the_note(candidate.heading) or is_about_the_note(candidate.front)):
        reason = ABOUT_THE_NOTE
    if not reason and candidate.asked and asks_back(back):
        reason = ONLY_ASKS
    if not reason and candidate.asked and is_only_heading(back):
        reason = LITTLE
    if not reason and is_cut_quote(candidate.front):
        reason = NO_NAME
    if not reason and candidate.asked and is_bare_label(candidate.front):
        reason = NAMELESS
    if not reason and candidate.asked:
        reason = doubt_of_asking(candidate.front) or (TOO_MUCH if fills_a_screen(back) else "")
    if reason or candidate.asked:
        return reason
    frame = frame_of(candidate.front)
    return (
        (doubt_of_name(frame) if frame.name else "")
        or next((why for is_doubtful, why in _OF_DERIVED if is_doubtful(back)), "")
        or _of_both(candidate, frame)
        or doubt_of_wording(candidate.front, frame)
        or doubt_of_asking(candidate.front)
        or _of_size(candidate, frame)
    )


def _of_size(candidate: Candidate, frame: Frame) -> str:
    """Doubts about what stands in the answer of a sound question: something else than was asked, or too much."""
    if is_of_a_term(frame) and is_one_word(candidate.back):
        return LITTLE
    if is_of_a_term(frame) and begins_elsewhere(frame.name, candidate.back):
        return NO_DEFINITION
    if asks_for_a_problem(candidate.front) and not candidate.slug.endswith(Role.PROBLEM.value):
        return MANY_ANSWERS
    if "main idea of" in candidate.front and says_too_little(candidate.back):
        return LITTLE
    if candidate.front.endswith("experiments show?") and shows_nothing(candidate.back):
        return LITTLE
    return TOO_MUCH if not _REASON.search(candidate.front) and holds_many(candidate.back) else ""


def _of_both(candidate: Candidate, frame: Frame) -> str:
    """The doubts that question and answer give rise to together."""
    if frame.formula and is_no_formula(candidate.back):
        return LITTLE
    if frame.defines and holds_another(frame.name, candidate.back):
        return SWALLOWED
    if (frame.name and imagines(candidate.back)) or (frame.defines and begins_with_a_case(candidate.back)):
        return NO_DEFINITION
    if frame.explains and not frame.subject and speaks_of_several(frame.name, candidate.back):
        return LEANS
    if (frame.defines or frame.explains) and defines_nothing(frame.name, candidate.back):
        return NO_DEFINITION
    if (frame.defines and is_too_short(frame.name, candidate.back)) or (frame.explains and is_fragment(candidate.back)):
        return LITTLE
    if not _REASON.search(candidate.front) and is_long_winded(candidate.back):
        return LUMPED
    return ECHO if echoes(candidate.front, candidate.back) else ""


def _twin(candidate: Candidate, answers: set[str]) -> str:
    """A derived card whose very answer another card of the note has; short ones (`2015`, `ReLU`) are the same by chance."""
    if candidate.asked or candidate.form is not Kind.BASIC or len(candidate.back) < _FEWEST_SIGNS:
        return ""
    return TWIN if candidate.back in answers else ""


def _folded(question: str) -> str:
    """A question without capitals, articles and marks: two that differ in no more are one."""
    return " ".join(word for word in question.casefold().translate(_MARKS).split() if word not in _ARTICLES)


def _named_by_place(candidate: Candidate) -> Candidate:
    """A candidate whose question says where in the note it stands, so that it is not that of the other card."""
    return candidate._replace(front=f"{candidate.heading or candidate.line}: {candidate.front}")


def _draft(candidate: Candidate, reason: str) -> Draft:
    question, answer = (candidate.front, candidate.back)
    if candidate.form is Kind.CLOZE:
        question, answer = as_question(candidate.front)
    return Draft(question=question, line=candidate.line, reason=reason, answer=answer)

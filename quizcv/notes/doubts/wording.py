"""Doubts whether a question put together by the importer has one answer: it could be answered in several ways, or only beside its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import is_plural
from quizcv.notes.inline import unmarked

if TYPE_CHECKING:
    from quizcv.notes.doubts.frames import Frame

MANY_ANSWERS: Final = "the question could be answered in several ways: say what is to be known"
CHAINED: Final = "the question is put together from several headings: word it anew"
NO_TERM: Final = "what the question asks about may be no term: word it anew"
POINTS_BACK: Final = "the question speaks of something that is not on the card: name it"
NO_QUESTION: Final = "this may be no question: word it as one"

_OTHER: Final = ("difference", "done ")
"""What is asked for in the words that ask for a meaning and is no term."""
_LONGEST_NAME = 6
"""Words of a term; more make a sentence or a heading."""
_FEWEST_IN_LEAD = 4
"""Words before a list; fewer leave open which list is meant, unless they name several things."""
_LONGEST_SUBJECT = 5
_SENTENCE_WORDS = 12
"""Words from which on a line without a question mark is a statement."""
_NO_TERM: Final = re.compile(
    r"(?:through|during|after|before|via|about|into|under|between|without|within|upon|since|until|using|focus on|based on|according to)\s"
    r"|(?:decouple|use|uses|using|make|makes|making|add|adds|avoid|keep|choose|apply|combine|replace|reduce|increase|get|getting|let|try|emphasi[sz]e|highlight|mention|clarify|discuss|be ready)\s"
    r"|(?!(?:training|testing|learning)\b)\w+ing\s(?:the|an?|its|their|our|your|down|up|out|over)\b"
    r"|(?:[\w-]+ )?finding \w.* of "
    r"|(?:(?:very|too|more|less) )?(?:high|higher|low|lower|large|larger|small|smaller|big|bigger|better|worse|good|bad|fast|slow)\s\w+\Z"
    r"|(?:each|every|some|many|most|only|not|no|also|just)\s"
    r"|.*\s(?:types?|kinds|components|steps|issues|examples?|formulas?|details|solutions?|characteristics|findings|differences|results|techniques|variants|summary|notes|tips)\Z"
    r"|.*(?:,(?!.*(?:&|\band\b))|;|==|→|->|=>|\s[-–—]\s|/\s|\s/)"
    r"|\d{1,2}\s"
    r"|(?:clarity|speed|performance|accessibility|scope|granularity|complexity|efficiency|flexibility|simplicity|scalability|popularity|reliability|cost|quality|function|output|outputs|inputs?|task|tasks|goal|models?|versions?|comparisi?on|focus|fusion|rendering|effectiveness|diversity|interpretability|generality|availability|importance|significance|usefulness|usability)\Z",
    re.IGNORECASE,
)
"""What stands before a colon and is no name of a thing: an order, a state, a label, several words at once."""
_ASPECTS: Final = re.compile(
    r"(?:(?:main|key|overall|training|learning) )?(?:insights?|optimi[sz]er|backbone|data ?sets?|goals?|purposes?|objectives?|aims?|motivation|intuition|workflow|steps|process|pipeline|procedure|algorithm|variants|architectures?|structure|loss(?: function)?|formula|trade-?offs?|use cases?|applications?|properties|inputs?|outputs?|complexity|drawbacks|disadvantages|solutions?)",
    re.IGNORECASE,
)
"""Sides of a thing that are asked for with one answer."""
_COLUMN: Final = re.compile(
    r": (?:description|details?|explanation|notes?|value|comments?|remarks?|info(?:rmation)?|examples?|summary|meaning|why|how|when|where|what|status|type)\?\Z",
    re.IGNORECASE,
)
"""A question that is only the head of a column, or one word."""
_WHICH: Final = re.compile(r"(?P<lead>.+): which ones\?|(?P<lead_es>.+): ¿cuáles\?")
_POINTS: Final = re.compile(r"\s*[(（]\d{1,2}[^()（）]{1,12}[)）]\Z")
_SUBJECT: Final = re.compile(
    r"(?:week|day|lecture|chapter|module|part|step|tutorial|lesson|the)\s|\d|.*(?:\s[-–—]\s|[:：]\s|\bvs\b)",
    re.IGNORECASE,
)
_SOLVES: Final = re.compile(r"Which problem does (?P<name>.+) solve\?")
_BACK: Final = re.compile(
    r"(?:[\w ]{0,24}: (?=\w+ th(?:is|ese|ose) ))?(?:and |but |so )?(?:why|how|what|when|where|which|is|are|was|does|do|did|can|could|should|will|would|has|have)(?:n['’]t| not)? (?:is|are|was|does|do|did|can|could|should|will|would|about|if|then )?\s?(?:it|they|them|this|these|those|that|he|she)\b(?! (?:true|possible|necessary|important|better|useful|hard|difficult|easy|common|called|mean|means|to|that)\b)",
    re.IGNORECASE,
)
_AMONG: Final = re.compile(
    r"\b(?:of|in|for|by|with|about|from|between|among|do|does|why|how|are|distinguish) (?:this|these|those)\b",
    re.IGNORECASE,
)
_ANY_FORMULA: Final = re.compile(
    r"(?:the )?(?:derivative|gradient|update(?: rule| step)?|equation|formula|loss|cost|output|objective|forward|backward|forward pass|backward pass|definition|computation|calculation|solution|method|model|example)",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(r"->|→|=>|\b(?:is|are|used|we|you|this|these|following|below|above)\b", re.IGNORECASE)
"""What makes a sentence of a formula's name."""
_HOW_TO: Final = re.compile(r"how (?:to|do (?:i|you|we)) \w+\s?\??", re.IGNORECASE)
"""A question that names only what is done, not to what."""
_SEVERAL: Final = re.compile(r"(?:ers|ors|tions|ments|methods|techniques|models|networks|losses|metrics)\Z")
_ASKS: Final = re.compile(
    r"[?？]|(?:what|which|why|how|when|where|who|explain|describe|compare|define|name|list|state|give|difference|is|are|can|do|does|should)\b",
    re.IGNORECASE,
)


def doubt_of_wording(front: str, frame: Frame) -> str:
    """Why a question of the importer's has no one answer; empty for a sound one."""
    bare = _POINTS.sub("", front)
    if frame.explains:
        return MANY_ANSWERS
    if frame.formula:
        return doubt_of_formula(frame)
    if ": " in frame.subject:
        return CHAINED
    if frame.defines and is_of_a_term(frame) and _is_no_term(frame.name):
        return NO_TERM
    if frame.aspect and (not _ASPECTS.fullmatch(frame.name) or not _is_clean(frame.subject)):
        return MANY_ANSWERS
    if not frame.name and (_COLUMN.search(bare) or _leaves_open(bare)):
        return MANY_ANSWERS
    return ""


def doubt_of_formula(frame: Frame) -> str:
    """Why a formula is not told apart by its name: a word that any thing has one of, or a name of several."""
    bare = unmarked(frame.name).strip(" *_`.")
    several = bool(_SEVERAL.search(bare)) and not frame.subject
    if _SAYS.search(bare):
        return NO_TERM
    return MANY_ANSWERS if _ANY_FORMULA.fullmatch(bare) or several else ""


def doubt_of_asking(front: str) -> str:
    """Why even a question of the note can't be asked alone; empty for a sound one."""
    if "\n" in front:
        return ""
    line = unmarked(front)
    if (_BACK.match(line) and "," not in line) or _AMONG.search(line):
        return POINTS_BACK
    if _HOW_TO.fullmatch(line):
        return MANY_ANSWERS
    words = line.split()
    if len(words) > _SENTENCE_WORDS and line.isascii() and "?" not in line[-24:] and not _ASKS.match(line):
        return NO_QUESTION
    return ""


def is_of_a_term(frame: Frame) -> bool:
    """Whether a question asks what a term means."""
    return frame.defines and not frame.name.startswith(_OTHER)


def _is_no_term(name: str) -> bool:
    bare = unmarked(name).strip(" *_`")
    return bool(_NO_TERM.match(bare)) or len(bare.split()) > _LONGEST_NAME


def _is_clean(subject: str) -> bool:
    return not _SUBJECT.match(subject) and len(subject.split()) <= _LONGEST_SUBJECT


def asks_for_a_problem(front: str) -> bool:
    """Whether it is asked which problem a thing solves: outside a paper the note may mean a problem the thing has."""
    return bool(_SOLVES.fullmatch(front))


def _leaves_open(front: str) -> bool:
    """Whether a list is asked for by a word or two: `SIFT: which ones?`."""
    found = _WHICH.fullmatch(front)
    lead = (found["lead"] or found["lead_es"]) if found else ""
    return bool(lead) and (lead[0].isdigit() or (len(lead.split()) < _FEWEST_IN_LEAD and not is_plural(lead)))

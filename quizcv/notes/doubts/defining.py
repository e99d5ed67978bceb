"""Doubts whether an answer says what a thing is: it begins with something else, has several ideas, stops in the middle."""

from __future__ import annotations

import re
from typing import Final

from quizcv.mathtext import cells
from quizcv.notes.doubts.standing import beginning_of
from quizcv.notes.inline import unmarked

_MOST_WORDS: Final = 75
"""Words of an answer one can say in one go; more hold several ideas."""
_MOST_CELLS: Final = 640
"""The same for answers in which words are not set apart."""
_MOST_ROWS: Final = 8
_MOST_OF_A_SCREEN, _MOST_SAID = 16, 170
"""Rows and words of an answer that the note itself gives to its question."""
_ALSO: Final = re.compile(r"(?<=[。；.;，])\s?(?:缺点|优点|缺點|優點|短所|長所|단점|장점)\s?(?:是|は|[:：])")
"""A definition that goes on to what is good or bad about the thing."""
_ONE_WORD: Final = re.compile(r"[^\W\d_][\w-]*\.?|\d\w* [\w-]+\.?")
_STOPS: Final = re.compile(
    r"(?<![-=<>$`])\b(?:of|the|an?|and|or|with|for|from|to|by|than|that|which|in|into|as|is|are|its)\Z"
)
_POINT: Final = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_SHOWN: Final = re.compile(r"\||```|\$\$|!\[")
_LABEL: Final = re.compile(r"\*\*(?P<inside>[^*\n:]{1,40})(?::\*\*|\*\*\s?:)")
_ELSE_FIRST: Final = re.compile(
    r"(?:since|as|because|to|from|through|via|with|without|into|during|between|across|like|we(?! (?:introduce|propose|present|use|call|define))|our|you|your|then|here|when (?:we|you)|if (?:we|you)|takes (?:too|more|less|much|longer?|a lot|up)|needs|requires|suffers|struggles|depends|leads to|results in|causes|can|cannot|faster|slower|better|worse|more|less|too|very|good|bad|easy|hard|expensive|cheap|in fact|in short|both|either|some|compared to|developed|introduced|proposed|same)\b(?! known)"
)
_SUBJECT: Final = re.compile(
    r"(?:(?:the|an?|each|every) )?(?P<subject>(?:(?!that\b|which\b|who\b|whose\b|what\b|where\b|when\b|how\b|whether\b|why\b|of\b|in\b|for\b|with\b|to\b|on\b|from\b|is\b|are\b)[\w()/'’-]+ ?){1,4}(?: of [\w-]+)?) (?P<verb>is|are|was|were|can|cannot|has|have|had|will|must|should|may|do|does|did|assigns|refers|means|uses|involves)\b"
)
"""The subject of a first sentence and its verb."""
_GENERAL: Final = re.compile(
    r"(?:it|this|these|they|there|that|one|(?:technique|method|process|approach|term|idea|model|network|layer|loss|metric|function|algorithm|value|number|measure|task)s?)\Z"
)
_WORD: Final = re.compile(r"[^\W_]+")
_WORDS_OF_A_POINT: Final = 4
"""Words from which on the first of several points says something; fewer are a name."""
_CELLS_OF_A_POINT: Final = 16
"""The same where words are not set apart."""
_FEWEST_IN_COMMON: Final = 3
"""Letters two words begin with alike: filter, filtering."""
_SEEN: Final = re.compile(
    r"\b(?:we (?:have |had )?(?:already )?(?:seen|saw|discussed|talked|learned|covered)|(?:previous|earlier|next|last) (?:chapters?|lectures?|lessons?|posts?|sections?|weeks?|slides?|videos?)|same as (?:above|before)|(?:as )?(?:above|below|earlier)[.)]?\Z|the (?:above|following) (?:formula|equation|figure|example|code|list|table))"
)
_END: Final = 40
_FILE: Final = re.compile(r"(?:\A|\s)\d{10,}\s*\Z")
_LEFT_OPEN: Final = re.compile(r"\n\s*[(（][^()（）\n]*\Z")
"""A last line that opens a bracket and does not close it: the end of the question's own."""
_TEX: Final = re.compile(r"(?<![\\\w])(?:frac|sqrt|sum|text|mathbb|mathcal|left|right|cdot)\{")
_SENTENCE_OF_IT: Final = re.compile(r"(?:the|an) (?:original|first) [\w-]+ paper|paper\Z")
_TELLS: Final = re.compile(
    r"\d|better|best|improv|outperform|achiev|state.of.the.art|sota|higher|lower|faster|worse|reduc|increas|similar|compar|more|less|drop|gain|show"
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|does|do|did|will|reach(?:es|ed)?|achiev\w+|us(?:es|ed)|needs?|needed|runs?|ran|trains|trained|won|wins?|works?|improv\w+|reduc\w+|increas\w+|gives?|gave|gets?|got|takes?|took|makes?|made|outperform\w*|contains?|consists?|requires?|shows?|showed|yields?|drops?|dropped|scor\w+|cuts?|saves?|costs?|beats?|learn\w*|stacks?|stacked|predicts?|divides?|splits?|keeps?|\w{3,}ed)\b",
    re.IGNORECASE,
)


def stops_short(back: str) -> bool:
    """Whether an answer ends in a word that only leads on: `It was developed in`."""
    last = back[-80:].rstrip().rpartition("\n")[2].lower().rstrip(" *_")
    return bool(_STOPS.search(last)) and len(last.split()) > 2 and "$" not in last[-8:]  # noqa: PLR2004  no name of two words


def has_remains(back: str) -> bool:
    """Whether the name of a TeX command has lost its backslash, `frac{a}{b}`, or a file's name or a bracket never closed is left: `1671767208772`."""
    end = back[-_END:]
    return ("{" in back and bool(_TEX.search(back))) or bool(_FILE.search(end) or _LEFT_OPEN.search(end))


def looks_back(back: str) -> bool:
    """Whether an answer leans on an earlier part of the note or the course: `as seen in previous chapters`."""
    return bool(_SEEN.search(back[:4_000].lower()))


def holds_many(back: str) -> bool:
    """Whether an answer is longer than can be said in one go, or has more rows than can be kept apart."""
    rows = back.count("\n") + 1
    if _ALSO.search(back):
        return True
    if rows > _MOST_ROWS and not back.lstrip().startswith(("|", "```")):
        return True
    if len(back) < _MOST_WORDS * 4:
        return False
    return cells(back) > _MOST_CELLS if not back.isascii() else len(back.split()) > _MOST_WORDS + 10


def fills_a_screen(back: str) -> bool:
    """Whether even the note's own answer is more than one can say in one go; a table or a program counts as one thing."""
    if back.lstrip().startswith(("|", "```")):
        return False
    return back.count("\n") >= _MOST_OF_A_SCREEN or (len(back) > _MOST_SAID * 5 and len(back.split()) > _MOST_SAID)


def is_one_word(back: str) -> bool:
    """Whether a definition is a single word, or a number with one: `ResNet50`, `1st derivative`."""
    return back.isascii() and bool(_ONE_WORD.fullmatch(unmarked(back).strip()))


def begins_elsewhere(name: str, back: str) -> bool:
    """Whether what is to say what a thing is begins with a list, a table, a label, a reason or something else's name."""
    start = back.lstrip()
    if _SHOWN.match(start):
        return True
    point = _POINT.match(start)
    text = start[point.end() :] if point else start
    label = _LABEL.match(text)
    if label and not _alike(name, label["inside"]):
        return True
    begin = beginning_of(text)
    if not begin.isascii():
        return bool(point) and back.count("\n") > 1 and cells(text.partition("\n")[0]) < _CELLS_OF_A_POINT
    if _ELSE_FIRST.match(begin):
        return True
    found = _SUBJECT.match(begin)
    if found:
        subject = found["subject"].strip()
        return not _GENERAL.search(subject) and not _alike(name, subject)
    if point and len(begin.split()) < _WORDS_OF_A_POINT:
        return True
    return (
        bool(point)
        and not begin.startswith(("a ", "an ", "the ", "it "))
        and not _alike(name, " ".join(begin.split()[:3]))
    )


def says_too_little(back: str) -> bool:
    """Whether the idea of a paper is given as `The original paper of ...`."""
    begin = beginning_of(back)
    return "\n" not in back.strip() and bool(_SENTENCE_OF_IT.match(begin))


def shows_nothing(back: str) -> bool:
    """Whether what experiments are to show is a list of settings."""
    if not _POINT.match(back.lstrip()):
        return False
    return not _TELLS.search(back.lower()) or ("{" in back and "$" not in back)


def has_no_verb(text: str) -> bool:
    """Whether a line with blanks is no sentence: in English, one without a verb."""
    return text.isascii() and ": {{" not in text and not _VERB.search(unmarked(text))


def _alike(name: str, subject: str) -> bool:
    """Whether a subject names the thing: a word of it, its initials, or a word formed from the same."""
    wanted = {word.casefold() for word in _WORD.findall(unmarked(name))}
    initials = {"".join(word[0] for word in _WORD.findall(unmarked(name))).casefold()}
    said = {word.casefold() for word in _WORD.findall(subject)}
    if {word.rstrip("s") for word in said} & {word.rstrip("s") for word in wanted}:
        return True
    if said & wanted or said & initials or {word.rstrip("s") for word in said} & initials:
        return True
    spelled = "".join(word[0] for word in _WORD.findall(subject)).casefold()
    if any(len(word) > 1 and word.rstrip("s") in spelled for word in wanted):
        return True
    return any(
        len(one) > _FEWEST_IN_COMMON and len(other) > _FEWEST_IN_COMMON and one[:4] == other[:4]
        for one in wanted
        for other in said
    )

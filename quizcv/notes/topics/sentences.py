"""Sentences in the middle of prose that answer a question by how they are built.

*If the rate is too high, the weights diverge*, *To keep the size, zeros are put around the picture*, *X helps because ...*, *Compared with A,
B ...*: the clause that comes first is the question, the rest of the sentence the answer. A sentence that speaks of something said
before it, of the text or to its reader makes no card, nor does one whose clause is too short or too long to be understood alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import prose
from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import BLANK, mask
from quizcv.notes.keeping import begins_unknown, fault
from quizcv.notes.outline import SAYING
from quizcv.notes.terms import defined_term, is_generic
from quizcv.notes.topics.naming import is_topic, topic_name
from quizcv.notes.topics.telling import narrates

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Block

_LONGEST: Final = 3_000
_MOST: Final = 2
"""Cards of one paragraph; more of them would be the paragraph cut into pieces."""
_END = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_]|[\"“(¿¡])|(?<=[。！？])\s*(?=\S)|\n")
_OPENING = re.compile(
    r"\A(?:however|moreover|furthermore|in addition|also|so|thus|therefore|but|and|in general|basically|typically|in practice|of course|for example|"
    r"sin embargo|además|por ejemplo|однако|кроме того|например|同时|同時|但是|但|而且|另外|此外|所以|因此|不过|不過|また|さらに|しかし|そして|그리고|하지만|그러나|또한|따라서|그래서)\s*[,，、]?\s*",
    re.IGNORECASE,
)
_CONSEQUENCES: Final = (
    re.compile(r"(?P<clause>(?:If|When|As|Whenever) [^,]{8,140}), (?:then )?(?P<rest>.{10,})", re.IGNORECASE),
    re.compile(r"(?P<clause>(?:如果|若|当|當|一旦)[^，。]{4,60})，(?:那么|那麼|则|則|就)?(?P<rest>.{4,})"),
    re.compile(r"(?P<clause>[^，。]{1,30}越[^，。]{1,12})，(?P<rest>.*越.+)"),
    re.compile(r"(?P<clause>[^、。]{4,60}(?:すると|なると|いと|ければ|すれば|なれば))、?(?P<rest>.{4,})"),
    re.compile(r"(?P<clause>[^.,]{6,80}(?:하면|되면|으면|지면|이면|커지면|라면|두면)),?\s(?P<rest>.{6,})"),
    re.compile(r"Если (?P<clause>[^,]{6,120}), (?:то )?(?P<rest>.{8,})", re.IGNORECASE),
    re.compile(r"Si (?P<clause>[^,]{6,120}), (?:entonces )?(?P<rest>.{8,})", re.IGNORECASE),
)
_MEANS: Final = (
    re.compile(
        r"(?:In order )?to (?P<clause>(?:avoid|solve|reduce|prevent|increase|keep|preserve|control|overcome|address|tackle|fix|handle|improve|speed up|compensate|"
        r"counter|remedy|mitigate|alleviate|obtain|compute|calculate|find|detect|measure|train|classify|deal with|cope with)\b[^,]{6,120}), (?P<rest>.{10,})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<clause>(?:为了|為了|为|為)(?:解决|解決|避免|防止|减少|減少|保持|提高|克服|增加|降低)[^，。]{2,60})，(?P<rest>.{4,})"
    ),
    re.compile(r"(?P<clause>[^、。]{4,60}(?:するために|防ぐために|解決するため|避けるため))、?(?P<rest>.{4,})"),
    re.compile(r"(?P<clause>[^.,]{6,80}(?:기|하기) 위해서?),?\s(?P<rest>.{6,})"),
    re.compile(r"Чтобы (?P<clause>[^,]{6,120}), (?P<rest>.{8,})", re.IGNORECASE),
    re.compile(
        r"Para (?P<clause>(?:evitar|resolver|reducir|solucionar|mantener|aumentar|controlar|mejorar|prevenir|obtener|calcular)[^,]{4,120}), (?P<rest>.{8,})",
        re.IGNORECASE,
    ),
)
_REASONS: Final = (
    re.compile(r"(?P<clause>.{12,160}?),? (?P<rest>because (?!of this|of that|it is so).{10,})", re.IGNORECASE),
    re.compile(r"(?P<clause>[^，。]{4,60})，(?P<rest>因(?:为|為).{4,})"),
    re.compile(r"(?P<clause>.{12,160}?), (?P<rest>(?:потому что|так как|поскольку) .{8,})", re.IGNORECASE),
    re.compile(r"(?P<clause>.{12,160}?),? (?P<rest>(?:porque|ya que|debido a que) .{8,})", re.IGNORECASE),
)
_CALLED = re.compile(
    r"(?P<said>.{15,220}?) (?:is|are) (?:called|known as|referred to as|termed) (?:an? |the )?[*_\"“]{0,2}(?P<term>[A-Za-z][\w-]*(?: [\w-]+){0,3})[*_\"”]{0,2}"
    r"(?: \([^()]{1,40}\))?[.]?",
    re.IGNORECASE,
)
_USED = re.compile(r"\S.*?\s(?:is|are) used\b", re.IGNORECASE)
"""What is said about a use in passing defines nothing."""
_ITEM = re.compile(r"\A(?:[(（]\w{1,3}[)）]|\d{1,2}[.)])\s+")
_ADDRESSES = re.compile(
    r"\b(?:you|your|i|we|our|us|me|my|let|usted|tú|nosotros|мы|вы|ты|я)\b|我们|我們|你|您|我|우리|私", re.IGNORECASE
)
"""Whom a clause speaks to: a clause about the reader or the writer is seldom about the thing."""
_POINTS = re.compile(
    r"\b(?:this|that|these|those|it|its|they|them|their|such|above|below|previous|following|figure|table|example|следующ\w*|это\w*|он[аи]?|est[aeo]s?|ello)\b"
    r"|这|這|那|它|其|该|該|上面|下面|上述|これ|それ|この|その|이는|그것|이것|위의|이를|이런|이러한|그런",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3


def take_sentences(block: Block, context: str, heading: str, gathering: Gathering) -> bool:
    """Makes cards of the sentences of a paragraph or bullet that ask and answer by their build; False if there is none.

    Args:
        block: What is said, and explains neither a term nor its heading.
        context: The nearest heading that names a thing, put before a question that does not name it.
        heading: The section, for the card's source.
        gathering: Takes what is found.
    """
    if block.children or len(block.text) > _LONGEST or block.shape not in SAYING:
        return False
    text = prose(block.text)
    if narrates(text):
        return False
    found = 0
    name = topic_name(context)
    subject = name if is_topic(context) and not is_generic(name) else ""
    for sentence in _sentences(text):
        taken = found < _MOST and (
            _take_built(sentence, subject, block.line, heading, gathering)
            or _take_definition(sentence, block.line, heading, gathering)
        )
        found += bool(taken)
    return found > 0


def _sentences(text: str) -> list[str]:
    """The sentences of a text; one that ends within brackets or math goes on."""
    hidden = mask(text, frozenset({"code", "display", "math", "bracket", "link", "url", "image"}))
    parts, last = [], 0
    for end in [*_END.finditer(hidden), None]:
        place = end.start() if end else len(text)
        part = text[last:place].strip()
        if part:
            parts.append(part)
        last = end.end() if end else place
    return parts


def _take_built(sentence: str, subject: str, line: int, heading: str, gathering: Gathering) -> bool:
    bare = _OPENING.sub("", _ITEM.sub("", sentence))
    if BLANK in bare or "![" in bare or begins_unknown(bare):
        return False
    phrases = gathering.phrases
    for patterns, phrase in (
        (_CONSEQUENCES, phrases.consequence),
        (_MEANS, phrases.means),
        (_REASONS, phrases.because),
    ):
        found = next((match for pattern in patterns if (match := pattern.fullmatch(bare))), None)
        if not found or not phrase:
            continue
        clause, rest = found["clause"].strip(" *_"), found["rest"].strip()
        if not _stands_alone(clause) or _ADDRESSES.search(rest) or narrates(rest):
            return False
        front = phrase.format(_lowered(clause, gathering) if phrase.startswith(("What", "¿", "Что")) else clause)
        front = phrases.in_context(subject, front[0].upper() + front[1:])
        back = as_sentence(rest[0].upper() + rest[1:])
        if fault(front, back)[0]:
            return False
        gathering.card(Candidate(front=front, back=back, line=line, heading=heading, about=subject))
        return True
    return False


def _lowered(clause: str, gathering: Gathering) -> str:
    first = clause.partition(" ")[0]
    small = first.lower()
    known = small in {"if", "when", "as", "whenever", "the", "a", "an"} or small in gathering.words
    return small + clause[len(first) :] if known and first[1:].islower() | (len(first) == 1) else clause


def _stands_alone(clause: str) -> bool:
    """Whether a clause can be understood without what surrounds it: it names things, and speaks neither of nor to anyone."""
    few = len(clause.split()) < _FEWEST_WORDS if clause.isascii() else len(clause) < 2 * _FEWEST_WORDS
    return not few and not _ADDRESSES.search(clause) and not _POINTS.search(clause) and "?" not in clause


def _take_definition(sentence: str, line: int, heading: str, gathering: Gathering) -> bool:
    """A definition in the middle of a paragraph: *... A corner gate is a switch that ...*."""
    bare = _OPENING.sub("", sentence)
    called = _CALLED.fullmatch(bare)
    term = called["term"] if called else defined_term(bare)
    if (
        not term
        or _USED.match(bare)
        or is_generic(term)
        or begins_unknown(bare)
        or _ADDRESSES.search(bare)
        or _POINTS.search(term)
    ):
        return False
    front = gathering.phrases.term(term, gathering.words, bare)
    if fault(front, bare)[0]:
        return False
    gathering.card(
        Candidate(
            front=front, back=bare[0].upper() + bare[1:], line=line, heading=heading, about=term, slug=f"what is {term}"
        )
    )
    return True

"""The sentences of one language, each with a gap, and how a term, a part or a remark is asked for by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import article, in_sentence, is_plural, names_its_number, with_article
from quizcv.notes.language import has_han

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOING = re.compile(r"(?:應用|应用|方法|做法|步驟|步骤|手順|流程|過程|过程|實作|实作|實現|实现|訓練|训练)$")
_TO_DO = re.compile(
    r"(?:避免|防止|解决|解決|缓解|緩解|减少|減少|减轻|減輕|提高|提升|加速|处理|處理|抑制|克服|改善|优化|優化|计算|計算|构建|構建|选取|選取)(?=[^的]{2,})[^的]*\Z"
)
"""How a Chinese heading begins that names what one does."""
_ASKING = re.compile(r"(?:What|Which|Why|How|When|Where|State|In which|Что)\b|¿Qué\b")
_CLAUSE = re.compile(r"(?:Why|How|When|Where) (?:it|this|that|they|these|(?:not )?to|used?)\b", re.IGNORECASE)
_GERUND = re.compile(r"[A-Z][a-z]+ing\b")
_VERSUS = re.compile(r"\w\s+(?:vs\.?|versus)\s+\w", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the)\s")
_ONE_OF_MANY = re.compile(r"An?\s", re.IGNORECASE)
_SEVERAL = 3
_GAP: Final = re.escape("{}")
_ORDER = re.compile(
    r"(?:prefer|use|avoid|keep|start|add|choose|increase|decrease|reduce|remove|replace|normali[sz]e|train|freeze|set|"
    r"never|always|don['’]?t|do not|try|make|apply|initiali[sz]e)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences with a gap, of one language. `{}` takes the paper, the term or the symbol.

    Args:
        formulas: What is said of formulas, by the English of it; some with gaps. English itself needs no table.
    """

    paper: str
    year: str
    published: str
    idea: str
    problem: str
    how: str
    formula: str
    formula_for: str
    reason: str
    way: str
    important: str
    which: str
    points: str
    given: str
    context: str
    says: str
    plain_term: str
    described: str
    what: str
    novelty: str
    parts: str
    results: str
    conclusion: str
    advantages: str
    limits: str
    expands: str
    about: str
    aspect: str
    differ: str
    explain: str
    consequence: str
    means: str
    because: str
    remark: str = "{}: {}{}."
    in_full: str = " ({})"
    formulas: Mapping[str, str] = field(default_factory=dict, compare=False)
    is_english: bool = False

    def said(self, english: str) -> str:
        """What is said of a formula, or the name of a quantity, in this language; as it is where there are no words for it."""
        if english in self.formulas:
            return self.formulas[english]
        for pattern, own in self.formulas.items():
            if "{}" in pattern and (found := re.fullmatch(re.escape(pattern).replace(_GAP, "(.+)"), english)):
                return own.format(*(self.formulas.get(part, part) for part in found.groups()))
        return english

    def in_context(self, context: str, front: str) -> str:
        """The question with its subject before it, unless it names the subject itself."""
        if not context or context.casefold() in front.casefold():
            return front
        within = front[:2].lower() + front[2:] if _ASKING.match(front) else front
        return self.context.format(context, within)

    def counted(self, front: str, number: int) -> str:
        """The question, telling how many points its answer has if there are several and it does not say so itself."""
        if number < _SEVERAL or names_its_number(front, number):
            return front
        return front + self.points.format(number)

    def term(self, term: str, words: frozenset[str], definition: str = "") -> str:
        """Asks what a term means, and of two of them (`Max vs. average pooling`) how they differ."""
        if _VERSUS.search(term):
            return self.differ.format(term)
        if self.is_english:
            shown = in_sentence(term, words)
            if _ARTICLE.match(shown):
                return f"What is {shown}?"
            if _begins_with(term, definition) and not is_plural(term):
                return f"What is {article(shown)} {shown}?"
            return f"What are {shown}?" if is_plural(term) else f"What is {with_article(term, shown, definition)}?"
        if _DOING.search(term) or _TO_DO.match(term):
            return self.how.format(term).replace(f"{term} ", term, 1)
        return (self.described if has_han(term) else self.plain_term).format(term)

    def part(self, name: str, subject: str) -> str:
        """Asks for a part that says nothing without its subject: the training of a model, its loss."""
        if self.is_english and (_ASKING.fullmatch(name) or _CLAUSE.match(name)):
            return f"{subject}: {name.lower()}?"
        name = name.removeprefix("the ") if self.is_english else name
        lowered = re.sub(r"(?<!\w)[A-Z](?=[a-z]+(?!\w))", lambda found: found.group().lower(), name)
        return self.aspect.format(subject, lowered)

    def lead(self, lead: str) -> str:
        """Asks for what a bold sentence at the head of a paragraph announces."""
        if self.is_english and _ORDER.match(lead):
            return self.reason.format(lead[0].lower() + lead[1:])
        if self.is_english and _GERUND.match(lead):
            return self.way.format(lead)
        return self.important.format(lead)

    def remarks(self, term: str, words: frozenset[str]) -> str:
        """Asks for what is said about a term that is not defined."""
        return self.important.format(in_sentence(term, words) if self.is_english else term)

    def told(self, term: str) -> str:
        """Asks to explain a thing of which something is told, but not what it is."""
        if _VERSUS.search(term):
            return self.differ.format(term)
        return self.explain.format(term)


def _begins_with(term: str, definition: str) -> bool:
    """Whether a definition begins with `A` or `An` and the term itself."""
    if not _ONE_OF_MANY.match(definition):
        return False
    return re.match(rf"An?\s+[*_]*{re.escape(term)}\b", definition, re.IGNORECASE) is not None

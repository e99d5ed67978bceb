"""The words the importer adds to a note: short questions, in the note's own language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quizcv.notes.english import in_sentence, is_plural, names_its_number, with_article
from quizcv.notes.language import has_han

_DOING = re.compile(r"(?:應用|应用|方法|做法|步驟|步骤|過程|过程|實作|实作|實現|实现|訓練|训练)$")
_ASKING = re.compile(r"(?:What|Which|Why|How|When|Where|State|In which)\b")
_GERUND = re.compile(r"[A-Z][a-z]+ing\b")
_ORDER = re.compile(
    r"(?:prefer|use|avoid|keep|start|add|choose|increase|decrease|reduce|remove|replace|normali[sz]e|train|freeze|set|"
    r"never|always|don['’]?t|do not|try|make|apply|initiali[sz]e)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences with a gap, of one language. `{}` takes the paper, the term or the symbol."""

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

    def in_context(self, context: str, front: str) -> str:
        """The question with its subject before it, unless it names the subject itself."""
        if not context or context.casefold() in front.casefold():
            return front
        within = front[0].lower() + front[1:] if _ASKING.match(front) else front
        return self.context.format(context, within)

    def counted(self, front: str, number: int) -> str:
        """The question, telling how many points its answer has if there are several and it does not say so itself."""
        if number < _SEVERAL or names_its_number(front, number):
            return front
        return front + self.points.format(number)

    def term(self, term: str, words: frozenset[str], definition: str = "") -> str:
        """Asks what a term means."""
        if self is _ENGLISH:
            shown = in_sentence(term, words)
            return f"What are {shown}?" if is_plural(term) else f"What is {with_article(term, shown, definition)}?"
        if _DOING.search(term):
            return self.how.format(term)
        return (self.described if has_han(term) else self.plain_term).format(term)

    def lead(self, lead: str) -> str:
        """Asks for what a bold sentence at the head of a paragraph announces."""
        if self is _ENGLISH and _ORDER.match(lead):
            return self.reason.format(lead[0].lower() + lead[1:])
        if self is _ENGLISH and _GERUND.match(lead):
            return self.way.format(lead)
        return self.important.format(lead)

    def remarks(self, term: str, words: frozenset[str]) -> str:
        """Asks for what is said about a term that is not defined."""
        return self.important.format(in_sentence(term, words) if self is _ENGLISH else term)


_SEVERAL = 3

_ENGLISH = Phrases(
    paper="Which paper introduced {}?",
    year="In which year was the {} paper published?",
    published="In which year was the paper “{}” published?",
    idea="What is the main idea of {}?",
    problem="Which problem does {} solve?",
    how="How does {} work?",
    formula="State the formula of {}.",
    formula_for="{}: state the formula for ${}$.",
    reason="Why {}?",
    way="{}: why, and how?",
    important="What is important about {}?",
    which="{}: which ones?",
    points=" ({} points)",
    given="{} ({})",
    context="{}: {}",
    says="The note says {}; the left side comes to {}.",
    plain_term="What is {}?",
    described="What is {}?",
)
_TRADITIONAL = Phrases(
    paper="{} 由哪篇論文提出？",
    year="{} 的論文是哪一年發表的？",
    published="論文〈{}〉是哪一年發表的？",
    idea="{} 的主要想法是什麼？",
    problem="{} 想解決什麼問題？",
    how="{}是怎麼做的？",
    formula="寫出 {} 的公式。",
    formula_for="{}：寫出 ${}$ 的公式。",
    reason="為什麼{}？",
    way="{}：為什麼？怎麼做？",
    important="{}：重點是什麼？",
    which="{}：是哪些？",
    points="（{} 點）",
    given="{}（{}）",
    context="{}：{}",
    says="筆記寫的是 {}；左邊算出來是 {}。",
    plain_term="什麼是 {}？",
    described="{}是什麼？",
)
_SIMPLIFIED = Phrases(
    paper="{} 由哪篇论文提出？",
    year="{} 的论文是哪一年发表的？",
    published="论文《{}》是哪一年发表的？",
    idea="{} 的主要想法是什么？",
    problem="{} 想解决什么问题？",
    how="{}是怎么做的？",
    formula="写出 {} 的公式。",
    formula_for="{}：写出 ${}$ 的公式。",
    reason="为什么{}？",
    way="{}：为什么？怎么做？",
    important="{}：重点是什么？",
    which="{}：是哪些？",
    points="（{} 点）",
    given="{}（{}）",
    context="{}：{}",
    says="笔记写的是 {}；左边算出来是 {}。",
    plain_term="什么是 {}？",
    described="{}是什么？",
)


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; English where we have none."""
    return {"zh-Hant": _TRADITIONAL, "zh-Hans": _SIMPLIFIED}.get(language, _ENGLISH)

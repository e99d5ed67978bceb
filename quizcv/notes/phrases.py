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
_VERSUS = re.compile(r"\w\s+(?:vs\.?|versus)\s+\w", re.IGNORECASE)
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
        """Asks what a term means, and of two of them (`Max vs. average pooling`) how they differ."""
        if _VERSUS.search(term):
            return self.differ.format(term)
        if self is _ENGLISH:
            shown = in_sentence(term, words)
            return f"What are {shown}?" if is_plural(term) else f"What is {with_article(term, shown, definition)}?"
        if _DOING.search(term):
            return self.how.format(term)
        return (self.described if has_han(term) else self.plain_term).format(term)

    def part(self, name: str, subject: str) -> str:
        """Asks for a part that says nothing without its subject: the training of a model, its loss."""
        if self is _ENGLISH and _ASKING.fullmatch(name):
            return f"{subject}: {name.lower()}?"
        lowered = re.sub(r"(?<!\w)[A-Z](?=[a-z]+(?!\w))", lambda found: found.group().lower(), name)
        return self.aspect.format(subject, lowered)

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
    what="What is {}?",
    novelty="What is new in {}?",
    parts="What does {} contribute?",
    results="{}: what do the experiments show?",
    conclusion="{}: what do the authors conclude?",
    advantages="What are the advantages of {}?",
    limits="What are the limits of {}?",
    expands="What does {} stand for?",
    about="What is the paper “{}” about?",
    aspect="{}: describe the {}.",
    differ="{}: what is the difference?",
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
    what="{} 是什麼？",
    novelty="{} 比先前的研究好在哪裡？",
    parts="{} 有哪些貢獻？",
    results="{}：實驗結果如何？",
    conclusion="{}：作者的結論是什麼？",
    advantages="{} 有哪些優點？",
    limits="{} 有哪些限制？",
    expands="{} 是什麼的縮寫？",
    about="論文〈{}〉在做什麼？",
    aspect="{}：{}是什麼？",
    differ="{}：有什麼差別？",
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
    what="{} 是什么？",
    novelty="{} 比先前的研究好在哪里？",
    parts="{} 有哪些贡献？",
    results="{}：实验结果如何？",
    conclusion="{}：作者的结论是什么？",
    advantages="{} 有哪些优点？",
    limits="{} 有哪些局限？",
    expands="{} 是什么的缩写？",
    about="论文《{}》在做什么？",
    aspect="{}：{}是什么？",
    differ="{}：有什么区别？",
)

_JAPANESE = Phrases(
    paper="{} はどの論文で提案されたか？",
    year="{} の論文は何年に発表されたか？",
    published="論文「{}」は何年に発表されたか？",
    idea="{} の主なアイデアは何か？",
    problem="{} はどんな問題を解決するか？",
    how="{} はどのように行うか？",
    formula="{} の式を書け。",
    formula_for="{}：${}$ の式を書け。",
    reason="なぜ{}？",
    way="{}：なぜ、どのように？",
    important="{}：要点は何か？",
    which="{}：それは何か？",
    points="（{} 点）",
    given="{}（{}）",
    context="{}：{}",
    says="ノートには {} とあるが、左辺を計算すると {} になる。",
    plain_term="{} とは何か？",
    described="{}とは何か？",
    what="{} とは何か？",
    novelty="{} は先行研究より何が優れているか？",
    parts="{} の貢献は何か？",
    results="{}：実験の結果はどうだったか？",
    conclusion="{}：著者の結論は何か？",
    advantages="{} の利点は何か？",
    limits="{} の限界は何か？",
    expands="{} は何の略か？",
    about="論文「{}」は何をしたか？",
    aspect="{}：{}を説明せよ。",
    differ="{}：違いは何か？",
)
_KOREAN = Phrases(
    paper="{}: 어떤 논문에서 제안되었는가?",
    year="{}: 논문이 발표된 해는?",
    published="논문 “{}”이 발표된 해는?",
    idea="{}: 핵심 아이디어는 무엇인가?",
    problem="{}: 어떤 문제를 해결하는가?",
    how="{}: 어떻게 동작하는가?",
    formula="{}의 식을 쓰시오.",
    formula_for="{}: ${}$의 식을 쓰시오.",
    reason="왜 {}?",
    way="{}: 왜, 그리고 어떻게?",
    important="{}: 중요한 점은 무엇인가?",
    which="{}: 어떤 것들인가?",
    points=" ({}가지)",
    given="{} ({})",
    context="{}: {}",
    says="노트에는 {}라고 되어 있지만 왼쪽을 계산하면 {}이다.",
    plain_term="{}: 무엇인가?",
    described="{}: 무엇인가?",
    what="{}: 무엇인가?",
    novelty="{}: 이전 연구보다 나은 점은 무엇인가?",
    parts="{}: 기여는 무엇인가?",
    results="{}: 실험 결과는 어떠한가?",
    conclusion="{}: 저자의 결론은 무엇인가?",
    advantages="{}: 장점은 무엇인가?",
    limits="{}: 한계는 무엇인가?",
    expands="{}: 무엇의 약자인가?",
    about="논문 “{}”은 무엇을 다루는가?",
    aspect="{}: {}을(를) 설명하시오.",
    differ="{}: 차이점은 무엇인가?",
)
_RUSSIAN = Phrases(
    paper="{}: в какой статье предложено?",
    year="{}: в каком году вышла статья?",
    published="В каком году вышла статья «{}»?",
    idea="{}: в чём главная идея?",
    problem="{}: какая проблема решается?",
    how="{}: как это работает?",
    formula="{}: напишите формулу.",
    formula_for="{}: напишите формулу для ${}$.",
    reason="{}: почему?",
    way="{}: почему и как?",
    important="{}: что важно?",
    which="{}: какие именно?",
    points=" (пунктов: {})",
    given="{} ({})",
    context="{}: {}",
    says="В заметке написано {}; левая часть равна {}.",
    plain_term="Что такое {}?",
    described="Что такое {}?",
    what="Что такое {}?",
    novelty="{}: что нового по сравнению с прежними работами?",
    parts="{}: в чём вклад статьи?",
    results="{}: что показали эксперименты?",
    conclusion="{}: к какому выводу приходят авторы?",
    advantages="{}: какие преимущества?",
    limits="{}: какие ограничения?",
    expands="{}: как расшифровывается?",
    about="О чём статья «{}»?",
    aspect="{}: {} — опишите.",
    differ="{}: в чём разница?",
)
_SPANISH = Phrases(
    paper="¿En qué artículo se presentó {}?",
    year="¿En qué año se publicó el artículo de {}?",
    published="¿En qué año se publicó el artículo «{}»?",
    idea="¿Cuál es la idea principal de {}?",
    problem="¿Qué problema resuelve {}?",
    how="¿Cómo funciona {}?",
    formula="Escribe la fórmula de {}.",
    formula_for="{}: escribe la fórmula de ${}$.",
    reason="{}: ¿por qué?",
    way="{}: ¿por qué y cómo?",
    important="{}: ¿qué es lo importante?",
    which="{}: ¿cuáles?",
    points=" ({} puntos)",
    given="{} ({})",
    context="{}: {}",
    says="La nota dice {}; el lado izquierdo da {}.",
    plain_term="¿Qué es {}?",
    described="¿Qué es {}?",
    what="¿Qué es {}?",
    novelty="¿Qué hay de nuevo en {}?",
    parts="¿Qué aporta {}?",
    results="{}: ¿qué muestran los experimentos?",
    conclusion="{}: ¿qué concluyen los autores?",
    advantages="¿Qué ventajas tiene {}?",
    limits="¿Qué límites tiene {}?",
    expands="¿Qué significan las siglas {}?",
    about="¿De qué trata el artículo «{}»?",
    aspect="{}: {}, descríbelo.",
    differ="{}: ¿en qué se diferencian?",
)

_BY_LANGUAGE = {
    "zh-Hant": _TRADITIONAL,
    "zh-Hans": _SIMPLIFIED,
    "ja": _JAPANESE,
    "ko": _KOREAN,
    "ru": _RUSSIAN,
    "es": _SPANISH,
}


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; English where we have none."""
    return _BY_LANGUAGE.get(language, _ENGLISH)

"""The fixed words under which readers sort what a paper says: problem, idea, method, results, limits, in six languages."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import unmarked
from quizcv.notes.language import has_han

if TYPE_CHECKING:
    from quizcv.notes.phrases import Phrases


class Role(StrEnum):
    """What a labelled part of a paper's notes tells."""

    PROBLEM = "problem"
    WHAT = "what"
    IDEA = "idea"
    NOVELTY = "novelty"
    PARTS = "parts"
    METHOD = "method"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    ADVANTAGES = "advantages"
    LIMITS = "limits"
    SUMMARY = "summary"
    """Holds other labelled parts, or else the idea."""
    OPEN = "open"
    """The reader's own questions."""
    ASIDE = "aside"
    """About the note or about other papers."""


_LABELS: Final[dict[Role, str]] = {
    Role.PROBLEM: (
        r"(?:(?:the|main|core|research)\s+)*(?:problems?|motivations?|challenges?|research questions?)(?: (?:statement|setting|addressed|"
        r"solved|it solves))?|why|(?:which|what) problem (?:does it|do they) solve|what problem is (?:being )?solved"
        r"|(?:(?:解決|解决|要解決|要解决|核心|研究|主要)的?)?(?:問題|问题|動機|动机|挑戰|挑战|痛點|痛点)|(?:研究)?(?:背景与动机|背景與動機)|背景と動機|研究背景|課題|解決したい課題|目的|背景・目的|動機と課題"
        r"|문제(?:점| 정의| 제기)?|해결하(?:려는|고자 하는) 문제|동기|연구 동기|도전 과제"
        r"|проблем[аы]|задача|мотивация|какую проблему решают?|problemas?(?: que resuelve)?|motivación|reto"
    ),
    Role.WHAT: (
        r"what(?:(?:'s|’s| is) (?:it|this|the paper about|this paper about))?|what is the research|what (?:do|did) they do"
        r"|這篇論文在做什麼|这篇论文在做什么|是什麼|是什么|做了什么|做了什麼|どんなもの|どんな論文|何をした論文か|一言でいうと|概要|무엇인가|무엇을|어떤 논문인가"
        r"|что это(?: такое)?|о чём(?: статья)?|qué es|de qué trata"
    ),
    Role.NOVELTY: (
        r"novelty|novelties|improvements?(?: (?:over|against|on|compared (?:to|with))\b.{0,40})?|what(?:'s|’s| is) new|differences? (?:from|to) (?:previous|prior|earlier|related) works?|innovations?"
        r"|what(?:'s|’s| is) (?:great|better) about it.{0,50}"
        r"|創新(?:點|之處)?|创新(?:点|之处)?|新穎性|新颖性|与先前工作的区别|新規性|先行研究と比べて(?:どこが)?(?:すごい|新しい)(?:の|か|点|ところ)*|先行研究との(?:違い|差分)|차별점|참신성|새로운 점"
        r"|новизна|что нового|чем отличается|novedad(?:es)?|qué hay de nuevo"
    ),
    Role.PARTS: (
        r"(?:(?:the|main|key|core|their|our)\s+)*contributions?|(?:主要|核心)?(?:貢獻|贡献)(?:點|点)?|貢献|コントリビューション|(?:주요 )?기여(?:점)?|공헌|вклад(?: (?:статьи|авторов))?"
        r"|(?:principales )?contribuci(?:ón|ones)|aportes?|aportaci(?:ón|ones)"
    ),
    Role.IDEA: (
        r"(?:(?:the|main|key|core|big|basic|central)\s+)*(?:ideas?|insights?|intuition|hypothesis|proposals?|takeaways?|solutions?)|tl;?\s?dr|in (?:short|one sentence|a nutshell)"
        r"|(?:核心|主要|基本|關鍵|关键)?(?:想法|思想|思路|概念|要點|要点|解决方案|解決方案)|一句話(?:總結)?|一句话(?:总结)?|アイデア|アイディア|基本的な考え方|提案|ポイント|要点"
        r"|(?:핵심|주요)?\s?(?:아이디어|개념|요점)|해결책|해결 방안|(?:главная |основная |ключевая )?(?:идея|мысль)|решение|суть|(?:la )?ideas?(?: (?:principal|clave|central))(?:es)?|idea|solución|propuesta"
    ),
    Role.METHOD: (
        r"(?:(?:the|proposed|their|our)\s+)*(?:methods?|methodology|approach(?:es)?|how)(?: it works| does it work| do they do it)?|what is the key to the (?:technique|method).{0,30}|how it works|working principle|formulation"
        r"|(?:具體|具体|提出的?|研究|主要)?(?:方法|做法|方法論|方法论|怎麼做|怎么做)|(?:工作)?原理|仕組み|動作原理|処理手順|(?:작동|동작) (?:원리|방식)|принцип работы|手法|提案手法|技術や手法の(?:キモ|肝)(?:は.{0,12})?|どうやって|(?:제안 )?(?:방법|방법론|접근법|접근 방법)|어떻게"
        r"|(?:предложенный )?метод(?:ы|ология)?|подход|как(?: это)?(?: работает| устроено)|método|metodología|enfoque|cómo(?: funciona)?"
    ),
    Role.RESULTS: (
        r"(?:(?:the|main|key|experimental|empirical)\s+)*(?:results?|experiments?|evaluations?|findings?|performance)(?:\s*(?:and|&|/)\s*(?:results?|experiments?|evaluation|discussion))?|how (?:was|is) it (?:validated|evaluated)"
        r"|(?:實驗|实验|主要)?(?:結果|结果|實驗|实验|效果|性能)|評估|评估|実験(?:結果)?|評価|どうやって有効だと検証した.{0,6}|(?:실험)?\s?(?:결과|실험|평가|성능)"
        r"|(?:экспериментальные )?результат(?:ы)?|эксперимент(?:ы)?|оценка|resultados?(?: experimentales)?|experimentos?|evaluación"
    ),
    Role.CONCLUSION: (
        r"conclusions?|concluding remarks|結論|结论|總結與展望|总结与展望|まとめ|결론|вывод(?:ы)?|заключение|conclusi(?:ón|ones)"
    ),
    Role.ADVANTAGES: (
        r"(?:the )?(?:pros?|advantages?|benefits?|strengths?)|優點|优点|優勢|优势|好處|好处|利点|長所|メリット|장점|강점|преимуществ[ао]|плюсы|ventajas?|puntos fuertes"
    ),
    Role.LIMITS: (
        r"(?:(?:the|main)\s+)*(?:cons?|limits?|limitations?|drawbacks?|disadvantages?|weakness(?:es)?|shortcomings?|failure cases?)"
        r"|限制|局限(?:性)?|缺點|缺点|不足(?:之處|之处)?|弱點|弱点|限界|欠点|短所|デメリット|議論はある(?:か)?|한계(?:점)?|단점|약점|ограничени[ея]|недостат(?:ки|ок)|минусы"
        r"|limitaci(?:ón|ones)|desventajas?|límites|puntos débiles"
    ),
    Role.SUMMARY: (
        r"(?:(?:the|my|paper|short|brief|quick|rough|chapter-wise)\s+)*(?:summary|overview|abstract|notes?|key points?|main points?|details|review|content)"
        r"|摘要|總結|总结|概述|簡介|简介|筆記|笔记|內容|内容|サマリ(?:ー)?|まとめメモ|アブスト(?:ラクト)?|내용|요약|정리|개요|초록|кратко|обзор|аннотация|конспект|resumen|notas"
    ),
    Role.OPEN: (
        r"(?:(?:my|open|remaining|unanswered|further|personal|own)\s+)*questions?(?: (?:for|to) (?:the )?(?:authors?|me|myself|discuss))?|notes?\s*/\s*questions?|things i (?:don't|don’t|do not) understand|unclear|to (?:check|clarify|look up)"
        r"|(?:我的|待解|未解|開放|开放)?(?:疑問|疑问|疑惑)|(?:開放|开放|未解決|未解决|待解決|待解决)(?:的)?(?:問題|问题)|不懂的地方|疑問点|わからない(?:こと|点)|気になる(?:こと|点)|(?:궁금한|모르는) (?:점|것)|의문(?:점)?|질문"
        r"|(?:мои |открытые )?вопросы|непонятно|(?:mis )?(?:preguntas|dudas)(?: abiertas)?"
    ),
    Role.ASIDE: (
        r"(?:my|our|personal) (?:own )?\w.{1,30}|(?:(?:my|personal|own)\s+)*(?:thoughts?|comments?|opinions?|ratings?|score|remarks|reflections?)|see also|related (?:works?|papers?|notes?)|references?|links?|resources?|code|implementations?"
        r"|bibtex|citations?|further reading|future works?|todo|(?:what paper should i read next|next papers?)|acknowledge?ments?|appendix"
        r"|(?:我的|個人|个人)(?:想法|思考|感想|看法|評價|评价)|思考|感想|心得|評分|评分|相關(?:工作|論文|研究)|相关(?:工作|论文|研究)|參考(?:文獻|資料)?|参考(?:文献|资料)?|程式碼|代码|未來工作|未来工作"
        r"|次に読むべき論文.{0,6}|関連研究|参考|(?:公式)?実装(?:例)?|コメント|所感|感想・コメント|관련 (?:연구|논문)|참고(?: ?문헌| ?자료)?|느낀 점|의견|감상|코드|향후 연구"
        r"|ссылки|литература|источники|код|(?:мои )?мысли|комментари[ий]|referencias|enlaces|código|comentarios|opinión|trabajos? (?:relacionados?|futuros?)"
    ),
}
_ROLES: Final = re.compile(f"(?:{'|'.join(f'(?P<{role}>{pattern})' for role, pattern in _LABELS.items())})\\Z")
"""All of them at once, for labels in small letters: one look tells the first that fits."""
_NUMBERED = re.compile(
    r"\A\s*(?:[(（]?\d{1,2}(?:\.\d{1,2})*[)）.、:：]?\s+|[(（]\d{1,2}[)）]\s*|\d{1,2}[.)、．]\s*|[一二三四五六七八九十][、.．]\s*|[ivx]{1,4}[.)]\s+)",
    re.IGNORECASE,
)
_NO_QUOTES: Final = dict.fromkeys(map(ord, '"“”「」『』'))
_OPPOSITE: Final = frozenset({Role.ADVANTAGES, Role.LIMITS})
_SEVERAL = re.compile(r"\s+/\s+|\s*[／]\s*|\s+(?:&|and|und|y|и)\s+|(?<=[\u3400-\u9fff])[與与和及](?=[\u3400-\u9fff])")
_GLOSS = re.compile(r"\s*[(（][^()（）]{1,40}[)）]\Z")
"""The same words in another language behind a label: `Method (方法與架構)`."""
_LONGEST = 70


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role | None:
    """What a heading, a bold word or a label before a colon announces; None for any other text.

    Number, emphasis, quotation marks, closing colon and question mark do not matter: `## 1. What is it?` is as good as `**What**:`.
    """
    if len(label) > _LONGEST * 2:
        return None
    bare = _without_number(unmarked(label)).strip(" :：?？.。-–—*_#\"“”「」『』'¿¡").translate(_NO_QUOTES)
    if not bare or len(bare) > _LONGEST:
        return None
    return _role(bare) or _first(bare)


def _without_number(label: str) -> str:
    number = _NUMBERED.match(label)
    return label[number.end() :] if number else label


def _role(bare: str) -> Role | None:
    found = _ROLES.match(bare.lower())
    return Role(found.lastgroup) if found and found.lastgroup else None


def _first(bare: str) -> Role | None:
    """The role of a label with several words for one part; none where they are those of opposite parts (`Pros and cons`)."""
    known = [role for part in _alternatives(bare) if (role := _role(part))]
    return None if set(known) >= _OPPOSITE else next(iter(known), None)


def is_of_both(label: str) -> bool:
    """Whether a label stands above advantages and limits alike: `Pros & cons`."""
    bare = _without_number(unmarked(label)).strip(" :：")
    return len(bare) <= _LONGEST and {_role(part) for part in _alternatives(bare)} >= _OPPOSITE


def _alternatives(label: str) -> list[str]:
    """The words of a label that gives several for one part: `Problem addressed / Motivation`, `Problem & Motivation (問題)`."""
    parts = _SEVERAL.split(_GLOSS.sub("", label))
    return parts if len(parts) > 1 or parts[0] != label else []


ASKED: Final = frozenset(set(Role) - {Role.SUMMARY, Role.OPEN, Role.ASIDE})
"""The roles that are questions to a paper; the others hold parts, the reader's own questions, or what is no part of it."""


def question_of(role: Role | None, name: str, phrases: Phrases) -> str:
    """The question a role answers, in the note's language; the idea's for any that is no question itself."""
    asked = {
        Role.PROBLEM: phrases.problem,
        Role.WHAT: phrases.what,
        Role.NOVELTY: phrases.novelty,
        Role.PARTS: phrases.parts,
        Role.METHOD: phrases.how,
        Role.RESULTS: phrases.results,
        Role.CONCLUSION: phrases.conclusion,
        Role.ADVANTAGES: phrases.advantages,
        Role.LIMITS: phrases.limits,
    }
    phrase = asked.get(role, phrases.idea) if role else phrases.idea
    apart = name[-1:].isascii() and has_han(phrase[2:3])
    return phrase.format(f"{name} " if apart else name)

"""Terms: `Term: definition`, `**Term** - definition`, bold words that lead in, a name with what is nested below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from quizcv.notes.inline import BLANK, bold_lead, flatten, mask, one_line, unmarked
from quizcv.notes.language import has_han
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import asks
from quizcv.notes.remembered import judged
from quizcv.notes.terms.labels import SYMBOL, no_term
from quizcv.notes.terms.vague import is_vague

_LABEL = re.compile(
    r"(?P<term>[^\n]{1,100}?)\s*(?:：|:(?=\s|$|[\u3000-\u9fff]|" + BLANK + r"))\s*(?P<rest>.*)", re.DOTALL
)
_EMPHASISED = re.compile(r"\A[*_](?P<term>[^*_\n]{2,60})[*_]\s*(?:[-–—:：]|\s=\s)\s*(?P<rest>\S.*)\Z", re.DOTALL)
_CODED = re.compile(r"\A`(?P<term>[^`\n]{2,40})`\s*(?:[:：]|\s[-–—]\s)\s*(?P<rest>\S.*)\Z", re.DOTALL)
_ARROW = re.compile(
    r"(?P<term>[^\n:：]{2,60}?)\s+(?:[-–—=]>|→|⇒|[–—]|-(?=\s+[a-zа-яёáéíóúñ]\S*\s+\S+\s+\S)|=(?=\s+(?:an?|the|what|how|when|which)\s))\s+(?P<rest>\S.*)\Z",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[.!?。！？；;]\s|[。！？；，]|,\s.*,\s.*,\s")
_DEFINITIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:(?:The|An?)\s+(?=[a-zA-Z])|(?=[A-Z]))(?P<term>[A-Za-z][\w\-/’' ]{1,60}?(?:\s\([^()]{1,50}\))?)\s+(?:is|are)\s+"
            r"(?:an?|the|one|any|when|how|used|defined|known|simply|basically|where)\b"
        ),
        r"(?:(?:The|An?)\s+(?=[a-zA-Z])|(?=[A-Z]))(?P<term>[A-Za-z][\w\-/’' ]{1,60}?(?:\s\([^()]{1,50}\))?)\s+(?:refers to|stands for|means|denotes)\b",
        r"(?:(?:The|An?)\s+(?=[a-zA-Z])|(?=[A-Z]))(?P<term>[A-Za-z][\w\-/’']*(?:\s[\w\-/’']+){0,4}?(?:\s\([^()]{1,50}\))?)\s+(?:measures|quantifies|normali[sz]es|computes|penali[sz]es|consists? of)\s\S+\s\S",
        r"(?=[A-Z])(?P<term>[A-Za-z][\w\-/’' ]{1,40}?s(?:\s\([^()]{1,50}\))?)\s+are\s+(?:[\w-]+\s){0,3}(?:models|networks|methods|algorithms|functions|layers|techniques|metrics|operations|filters|units|architectures|detectors|features|vectors|matrices|values|parameters|weights|neurons|points|regions|maps|systems)\b",
        r"Unlike\s[^,.]{2,60},\s(?:(?:the|an?)\s)?(?P<term>[A-Za-z][\w\-/’']*(?:\s[\w\-/’']+){0,3}?)\s(?:is|are|has|have|does|do|can|[a-z]+s|[a-z]+es)\s",
        r"(?P<term>[^，。,：:\s]{1,24})(?:（[^（）]{1,50}）)?\s?是(?:一種|一种|一個|一个|指|用來|用来)",
        r"(?P<term>[^，。,：:\s]{1,24}?)(?:（[^（）]{1,50}）)?\s?是[^。，]{2,60}的(?:方法|函数|函數|技术|技術|结构|結構|网络|網路|模型|层|層|过程|過程|操作|运算|運算|算法|演算法|指标|指標|任务|任務)(?:[。，]|\Z)",
        r"(?:在[^，。,]{1,20}[中里裡]，)?(?P<term>[^，。,：:\s]{1,24}?)(?:（[^（）]{1,50}）)?的(?:定義|定义)是[^什甚]",
        r"[^。、\n]{4,60}を(?P<term>[^、。を\n]{2,30}?)と(?:呼ぶ|呼びます|いう|いいます|言う)(?:[。\s]|\Z)",
        r"(?P<term>[^、。,：:\s]{1,30}?)(?:（[^（）]{1,50}）)?とは[、,]?\s?[^何など？?]",
        r"(?P<term>[^、。,：:は]{1,30}?)\s?(?:（[^（）]{1,50}）|\([^()]{1,50}\))?は[、,]?\s?[^。?？]{6,160}(?:手法|方法|処理|層|関数|指標|タスク|モデル|技術|アルゴリズム|検出器|ネットワーク|操作|演算|仕組み)(?:である|です|だ)?(?:。|\Z)",
        r"(?P<term>[A-Za-z][^.,:：?？가-힣]{0,29}|[가-힣]{2,12}(?<![되하나있없지르주이오가보내서])(?:\s?\([^()]{1,40}\))?)\s?(?:은|는)\s[^.?？]{4,200}(?:방법|함수|기법|연산|합|거리|과정|알고리즘|구조|모델|기술|작업|현상|비율|지표|행렬|층|방식|분야|네트워크|모듈|필터|개념|전략|프레임워크|라이브러리)(?:\([^()]*\))?\s?(?:이다|입니다|임)?(?:[.\s]*\Z|\.\s)",
        r"[^.\n?？]{4,80}[을를]\s(?P<term>[^\s.,을를]{2,30}?)\s?(?:\([^()]{1,40}\)\s?)?(?:이?라고|이라)\s(?:합니다|한다|부른다|부릅니다|불린다)",
        r"(?P<term>[^.,:：?？\s][^.,:：?？]{0,29}?(?<![되하있없주않]))(?:은|는)\s[^?？\n,，]{4,200}?[을를]\s(?:뜻|의미|말)(?:한다|합니다)(?:[.\s]|\Z)",
        r"(?P<term>[^.,:：]{1,30}?)\s?(?:\([^()]{1,50}\))?(?:이란|란)\s[^?？]+다(?:[.\s]|$)",
        r"(?P<term>[А-ЯЁA-Z][\w\- ]{1,50}?(?:\s\([^()]{1,50}\))?)\s[—–-]\s(?:это\b|метод|способ|функци|слой|алгоритм)",
        r"(?:(?:El|La|Los|Las|Un|Una)\s+|(?=[A-ZÁÉÍÓÚÑ]))(?P<term>[a-zA-ZÁÉÍÓÚÑáéíóúñ][\w\- ]{1,50}?(?:\s\([^()]{1,50}\))?)\s+(?:es|son)\s+(?:una?|el|la|los|las|unos|unas)\b",
    )
)
_POINTING = re.compile(
    r"(?:this|that|it|these|those|there|here|they|we|one|what|which|he|she|our|my|your|its|their|another|both|such|every|each|all|most|some|many|any|no|few|several|more|only|the (?:network|model|method|paper|approach|architecture|system|authors?|outputs?|inputs?|dataset|images?|training|answer|idea|problem|goal|"
    r"result|reason|following|first|second|third|main|other|same|latter|former|only|best|next|point|question|difference|key)|esto|este|esta|el (?:problema|objetivo|resultado|mayor|principal|único)|la (?:idea|respuesta|diferencia|mayor|principal|única))\b"
    r"|(?:這|这|它|其|此|該|该|これ|それ|その|この|이것|그것)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:overview|introduction|background|summary|abstract(?: (?:and|&) introduction)?|prior ?works?|previous works?|key (?:ideas?|concepts?|points?|insights?|facts?)|core (?:ideas?|logic)|formulas?|equations?|math(?:ematics)?|meaning|complexity|effects?|shapes?|dimensions?|preliminar(?:y|ies)|setup|settings?|details?|implementation(?: details)?|pros?|cons?|advantages?|disadvantages?|steps?|process|"
    r"procedure|pipeline|idea|definition|problem|importance|significance|proposed by|developed by|(?:(?:ideal|practical|general|final|basic|main|mathematical|update|recursive|core) )(?:formulas?|equations?)|causes?|reasons?|symptoms?|consequences|detection|(?:mitigation|training|learning|inference|optimi[sz]ation|sampling|prediction|testing) (?:strateg(?:y|ies)|procedure|process|details|objective|setup|data|tricks|phase|stage)|(?:network|model|overall|system) (?:design|overview|details)|strateg(?:y|ies)|training|testing|inference|architecture|structure|network(?: (?:architecture|structure))?|model|loss(?:es)?|loss function|data|datasets?|input|output|"
    r"results?|experiments?|method|usage|examples?|features?|motivation|intuition|limitations?|drawbacks?|benefits?|properties|formula|goal|purpose|concept|algorithm|rules?|solution|risks?|mitigations?|characteristics|uses|workflow|working|how it works|(?:(?:common|typical|main|key|popular|basic)\s+)?(?:techniques|algorithms|uses|use cases|applications|types|methods|variants|challenges|components|characteristics|tools|steps|features|properties)|why|how|what|when|(?:when|where|how|why)(?: not)?(?: to)? use(?:d)?(?: it)?|(?:the )?problems? (?:it|they|this) (?:solves?|addresse?s?)|(?:why|how|when|where) (?:it|this|that|they|these)\s(?:\w+\s?){1,3}|anchors?|subnet|backbone|head|neck|"
    r"encoder|decoder|evaluation|metrics?|optimi[sz]er|applications?|use cases?|ablation(?: study| studies)?|related work|conclusions?|discussion|contributions?|performance|hyper-?parameters?|"
    r"(?:主要|核心)?(?:貢獻|贡献)|重要性|意义|意義|提出者|作者团队|(?:掌握|学习|學習|关键|關鍵)(?:要点|要點)|核心概念|創新點|创新点|引言|介紹|介绍|前言|相關工作|相关工作|大致流程|流程|步驟|步骤|概述|簡介|简介|背景|優點|优点|缺點|缺点|想法|問題|问题|目的|方法|結果|结果|架構|架构|結構|结构|訓練|训练|測試|测试|特點|特点|定義|定义|實驗|实验|應用|应用|損失函數|损失函数|網路架構|网络结构|"
    r"(?:核心|基本)?(?:直觉|直覺)|(?:数学|數學)(?:原理|基础|基礎|推导|推導)|一句话定义|一句話定義|解决(?:的)?问题|解決(?:的)?問題|(?:核心|基本|主要)(?:逻辑|邏輯|思想|思路|公式|优势|優勢|概念|原理)|(?:几何|幾何|物理|直观|直觀|数学|數學)(?:意义|意義|理解|解释|解釋|定义|定義|原理|表达|表達)|(?:关键|關鍵|主要|核心)(?:观察|觀察|点|點|结论|結論|发现|發現|步骤|步驟)|杀手锏|殺手鐧|形状(?:统计)?|输入|输出|輸入|輸出|参数(?:数|量)?|參數(?:數|量)?|复杂度|複雜度|"
    r"입력|출력|연산|목표|역할|효과|수식|공식|목적|조건|入力|出力|数式|効果|вход|выход|формулы?|роль|цель|entrada|salida|fórmulas?|objetivo|"
    r"概要|手順|長所|短所|利点|欠点|学習|構造|実験|特徴|応用|損失関数|서론|배경|관련 연구|개요|구조|학습|훈련|장점|단점|특징|결과|방법|손실 함수|실험|정의|적용|(?:작동|동작) (?:원리|방식)|원리|활용(?: 사례)?|응용|사용 사례|종류|规则|規則|公式|解决方法|解決方法|计算|計算|算法|演算法|直觉理解|数学定义|概念|原理|工作原理|作用|用途|种类|種類|分类|分類|应用场景|應用場景|使用场景|使用場景|使用場面|仕組み|動作原理|役割|用途|処理手順|введение|обзор|принцип работы|применения?|виды|aplicaciones|tipos|usos|cómo funciona|архитектура|обучение|плюсы|минусы|результаты|"
    r"структура|определение|применение|функция потерь|introducción|arquitectura|entrenamiento|(?:principales |otras )?(?:propiedades|características|ventajas|desventajas|diferencias|semejanzas|limitaciones|capas|componentes)(?: (?:matemáticas|principales|generales|clave))?|desventajas|resultados|estructura|definición|aplicaciones|función de pérdida)\Z",
    re.IGNORECASE,
)
_GLOSS_BEHIND = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s*[(（][A-Za-z ]{1,40}[)）]\Z")
"""The same word in English behind a label in another language: `作用 (Purpose)`."""
_JOINED = re.compile(
    r"(?<=[\u3400-\u9fff])[的之](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff\u30ff])の(?=\S)|\s+(?:of|in|de|del|de la)\s+(?:the\s+|la\s+)?|의\s+",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:(?:该|該|本|此|the|this|our|el|la|이|본)\s*)?(?:网络|網路|網絡|模型|算法|演算法|论文|論文|文章|方法|创新(?:点)?|創新(?:點)?|改进|改進|特点|特點|核心|networks?|models?|algorithms?|papers?|methods?|innovations?|red|modelo|모델|논문|네트워크|モデル|手法|ネットワーク)\Z",
    re.IGNORECASE,
)
"""Words for any model or paper: what is said of *the network* says nothing without its name."""
_HEADED = re.compile(
    r"The (?P<what>(?:(?:main|key|basic|core|central)\s)?(?:idea|goal|purpose|aim|role|intuition|motivation|advantage|benefit|drawback|downside|difference|point)\s(?:of|behind|with|between)\s"
    r"(?!this\b|that\b|it\b|these\b|the (?:paper|method|model|network|authors?)\b)[^.,:;]{2,60}?)\s(?:is|are)\s(?=to\b|that\b|the\b|an?\b)"
)
_NO_NAME = re.compile(r"(?:different|other|various|multiple|such|same|new|two|three|these|those)\b", re.IGNORECASE)
"""How words begin that only look like a name before a verb."""
_FEW_PARTS, _BOLD_WORDS = 3, 5
_APPOSITION = re.compile(
    r"(?<=\w),\s(?:also|sometimes|often|commonly|or|también|или|также)\s[^,.;:]{3,60},\s", re.IGNORECASE
)
"""Another name put between a term and its verb: *Recall, also known as sensitivity, measures ...*."""
_DOES = re.compile(r"[A-Z]?[a-z]+(?:ed|s)\s(?:the|an?|its|by|to|for|with)\s")
"""How a statement begins that leaves out its subject: `Introduced the idea of A -> B`."""
_SAYS = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s+(?:is|are|was|were|refers|means|uses?|takes?|makes?|gives?|fills?|keeps?|allows?|helps?|measures?|reduces?|removes?|adds?|computes?|calculates?|combines?|applies|normali[sz]es|"
    r"controls?|determines?|introduces?|learns?|predicts?|replaces?|splits?|extends?|improves?|randomly|es|son|permiten?|mide|consiste"
    r"|[A-Za-z][a-z]+[^\Wsiu]s (?=(?:an?|the|one|its|all|each|every|how|whether|between|new|from|to|in|on)\b))\s?"
)
"""How a sentence goes on behind a bold term that it explains."""
_ARTICLE_BOLD = re.compile(r"\A((?:The|An?)\s+|)[*_]{1,2}([^*_]{2,60})[*_]{1,2}(?=\s)")
_TURNED = re.compile(
    r"(?:The|An?|All|Each)\s[^.,:;!?*]{4,120}?\s(?:is|are)\s(?:(?:also )?(?:called|known as|termed|named)\s)?(?:the\s|an?\s)?\*\*(?P<term>[^*\n]{2,50})\*\*(?=[.,;]|\s*\Z|\s(?:and|because|since|when|that|which|\())"
)
"""A sentence that says first what something is, then in bold how it is called."""
_SLANTED = re.compile(r"(?:The |An? )?[*_](?P<term>[^\W\d_][^*_\n]{1,50})[*_](?=\s)")
_LATIN_WORD = re.compile(r"[A-Za-z\d-]{2,}")
_WORDS, _SIGNS = 9, 22
_MEANS = re.compile(
    r"(?:when|how (?:many|much|often|far|well)|(?:an?|the) \w+ (?:of|that|which|for|to|used)|is|are|means)\s",
    re.IGNORECASE,
)
"""How what stands behind a small name shows that it says what that is: *epoch: how often ...*."""
_PLAIN_WORDS, _PLAIN_SIGNS = 4, 6
_FORMULA_SAID = re.compile(
    r"(?P<term>[^\n:：，。,$]{2,40}?)的?(?:計算|计算)?公式(?:為|为|是)\s*(?=\$)"
    r"|(?:The )?(?P<name>[^\W\d_][\w -]{2,50}?) (?:is|are) (?:given by|(?:calculated|computed|defined) (?:as|by))\s*(?=\$)",
    re.IGNORECASE,
)
"""What a formula in math is said to give: *the output size is given by*, 输出大小的计算公式为."""
_COUNT = re.compile(r"\A(?:\d{1,2}[.)、．]|[(（](?:\d{1,2}|[a-h]|[ivx]{1,3})[)）])\s*(?=[^\W\d])")
"""The number of a label, `**2.Stride**`."""
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]|(?<=\bvs)\.")
_CUT_BRACKET = re.compile(r"[(（][^()（）]*\Z")
_COPULA = re.compile(r"(?<=[\u3040-\u9fff])(?:是|為|为)\Z")
"""The verb of a sentence that goes on behind the colon; the question has its own."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what is said about it.

    Args:
        name: The term.
        rest: How its definition begins.
        lead: Whether the bold words are a whole sentence.
        is_remark: Whether it is told what matters about the term, not what it means.
        is_told: Whether something is told about the term, but not what it is.
    """

    name: str
    rest: str = ""
    lead: bool = False
    is_remark: bool = False
    is_told: bool = False


def read_term(block: Block) -> Term | None:
    """The term an item or paragraph explains; None if it explains none."""
    bold, rest = bold_lead(block.text)
    if bold:
        return _after_bold(unmarked(bold), rest, block) or _labelled(block)
    return _labelled(block)


def _after_bold(name: str, rest: str, block: Block) -> Term | None:
    bracket = re.match(r"\s*([(（][^()（）]{1,80}[)）])\s*(?=[:：]|[-–—]\s|\s*\Z)", rest)
    if bracket:
        name, rest = f"{name} {bracket.group(1)}", rest[bracket.end() :]
    if name.endswith((":", "：")) or rest.lstrip().startswith((":", "：")):
        return _term(name, rest.lstrip().removeprefix(":").removeprefix("：").strip(), block)
    if re.match(r"\s*(?:[-–—=]|->|→)\s", rest):
        return _term(name, rest.lstrip(" -–—=>→"), block)
    if not rest.strip():
        inside = re.match(r"(?P<term>[^:：]{1,60})(?:：\s*|:\s+)(?P<rest>\S.*)\Z", name)
        return _term(inside["term"], inside["rest"], block) if inside else _term(name, "", block)
    stop = re.match(r"\s*[.。]\s*(?=\S)", rest)
    few = len(name) <= _SIGNS // 2 if has_han(name) else len(name.split()) <= _BOLD_WORDS
    if stop and few and "$" not in name and not _SAYS.search(f" {name} "):
        return _term(name, rest[stop.end() :].strip(), block)
    if name.endswith((".", "。", "!")):
        return Term(name.rstrip(".。! "), rest.strip(), lead=True)
    if re.match(r"[ \t]*\n", rest) and block.shape is Shape.PARAGRAPH:
        return _term(name, rest.strip(), block)
    return None


def _labelled(block: Block) -> Term | None:
    """The term before a colon, in slanted letters or code before a dash, or alone above what is nested below it."""
    hidden = mask(block.text)
    label = _LABEL.match(hidden) if ":" in hidden or "：" in hidden else None
    if label:
        found = _term(unmarked(block.text[: label.end("term")]), block.text[label.start("rest") :].strip(), block)
        if found:
            return found
    for shape in (_EMPHASISED, _CODED) if block.text.startswith(("*", "_", "`")) else ():
        other = shape.match(block.text[:2000])
        if other:
            return _term(unmarked(other["term"]), block.text[other.start("rest") :], block)
    said = None if label or "$" not in block.text else _FORMULA_SAID.match(block.text[:2000])
    if said:
        return _term(unmarked(said["term"] or said["name"]), block.text[said.end() :].strip(), block)
    arrow = None if label else _ARROW.match(hidden[:2000])
    if arrow and _is_name(block.text[: arrow.end("term")]):
        return _term(unmarked(block.text[: arrow.end("term")]), block.text[arrow.start("rest") :].strip(), block)
    if block.children and "\n" not in block.text.strip():
        return _term(unmarked(block.text), "", block)
    return None


def _is_name(text: str) -> bool:
    """Whether a text before a dash can be nothing but a name: a few words, no sentence, no calculation."""
    bare = unmarked(text)
    return (
        text.count("**") % 2 == 0
        and len(bare.split()) <= _BOLD_WORDS
        and not _DOES.match(bare)
        and not re.search(r"[=+*/<>.,;$`\d]\s|\d\s*\Z", bare + " ")
    )


def _term(name: str, rest: str, block: Block) -> Term | None:
    name = name.strip().lstrip("※ ").rstrip(":：").strip()
    number = _COUNT.match(name)
    name = _COPULA.sub("", name[number.end() :] if number else name)
    if not (rest or block.children) or not _LETTER.search(name) or _CUT_BRACKET.search(name):
        return None
    long = (
        len(_LATIN_WORD.sub("ab", name)) > _SIGNS
        if has_han(name) and len(name.split()) < _WORDS - 2
        else len(name.split()) > _WORDS
    )
    outside = _BRACKETED.sub("", name)
    if (
        long
        or _SENTENCE.search(outside)
        or no_term(name, "" if block.children else rest)
        or (asks(name) and len(name.split()) > 1 and not is_generic(name))
    ):
        return None
    return Term(name, rest)


def is_plain_label(block: Block, term: Term) -> bool:
    """Whether a paragraph without bold words is a definition: a short name with a capital, a sentence behind its colon."""
    if "\n" in block.text.strip() and not block.children:
        first = block.text.split("\n", 1)[0]
        if len(first) < len(term.name) + 2:
            return False
    few = len(term.name.split()) <= _PLAIN_WORDS and not is_generic(term.name)
    said = len(term.rest.split()) > 2 or (has_han(term.rest) and len(term.rest) > _PLAIN_SIGNS) or bool(block.children)  # noqa: PLR2004
    capital = not term.name[:1].islower() or any(sign.isupper() for sign in term.name) or bool(_MEANS.match(term.rest))
    return few and said and capital


def why_no_term(block: Block) -> str:
    """Why a label and what follows it explain no term: a step, a setting, speech; empty if the text has no label."""
    label = _LABEL.match(mask(block.text[:2000]))
    return no_term(block.text[: label.end("term")], block.text[label.start("rest") :]) if label else ""


def headed(text: str) -> str:
    """What an English sentence says the idea, purpose or role of something is, as `the idea of X`; empty for any other."""
    found = _HEADED.match(one_line(unmarked(text[:300])))
    return f"the {found['what']}" if found else ""


def is_letter(block: Block) -> bool:
    """Whether a line only tells what a letter of a formula stands for."""
    return why_no_term(block) == SYMBOL


@judged
def is_generic(name: str) -> bool:
    """Whether a term says nothing without its heading: Pros, Steps, Training, 网络的创新, the loss of the model."""
    bare = _GLOSS_BEHIND.sub("", name.strip().removeprefix("the ").removeprefix("The "))
    if _GENERIC.match(bare) or is_vague(bare):
        return True
    parts = _JOINED.split(bare)
    return 1 < len(parts) <= _FEW_PARTS and all(
        _VAGUE.match(part.strip()) or _GENERIC.match(part.strip()) for part in parts
    )


def defined_term(text: str) -> str:
    """The term a paragraph defines (`X is a ...`, `X — это ...`); empty if it defines none."""
    flat = one_line(flatten(text[:400]))
    turned = _TURNED.match(flat)
    if turned and not _POINTING.match(turned["term"]):
        return unmarked(turned["term"]).strip()
    bold, behind = bold_lead(flat)
    slanted = _SLANTED.match(flat)
    if slanted and _SAYS.match(flat, slanted.end()):
        return slanted["term"].strip()
    if bold and not bold.endswith((":", "：", ".")) and len(bold.split()) <= _BOLD_WORDS and _SAYS.match(behind):
        return unmarked(bold).strip()
    flat = _APPOSITION.sub(" ", flat, count=1)
    flat = _ARTICLE_BOLD.sub(r"\1\2", flat)
    if _POINTING.match(flat) or asks(flat):
        return ""
    found = next((match for pattern in _DEFINITIONS if (match := pattern.match(flat))), None)
    term = found.group("term").strip(" *_") if found else ""
    return "" if _POINTING.match(term) or _NO_NAME.match(term) else term

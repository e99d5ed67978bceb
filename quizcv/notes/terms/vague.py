"""Labels made of nothing but words that suit any text: *Core concept*, *Theoretical results*, 전체 구조, 核心概念图解."""

from __future__ import annotations

import re
from typing import Final

_SORTING: Final = (
    r"core|key|main|basics?|simple|short|quick|brief|general|overall|whole|full|total|final|important|theoretical|experimental|empirical|practical|logical|mathematical|technical|"
    r"formal|informal|visual|intuitive|intuition|conceptual|offline|online|common|typical|major|primary|secondary|additional|further|detailed|high-level|low-level|step-by-step|standard|"
    r"two|three|four|five|six|several|usual|other|different|new|old|big|small|real-world|first|second|the|an?|and|or|of|for|in|to|its|&|/"
)
"""Words that only say how a text is sorted; alone they name nothing either."""
_SORTED: Final = (
    r"(?:concept|idea|result|point|structure|architecture|detail|metric|cause|effect|consequence|problem|solution|reason|purpose|goal|aim|insight|observation|definition|description|explanation|"
    r"formula|equation|theorem|proof|example|use|step|procedure|workflow|pipeline|algorithm|approach|method|technique|tip|trick|characteristic|feature|advantage|disadvantage|benefit|limitation|"
    r"drawback|trade-?off|challenge|issue|difference|comparison|evaluation|experiment|takeaway|remark|note|principle|mechanism|mistake|input|output|component|part|stage|phase|aspect|factor|type|"
    r"kind|case|scenario|application|role|parameter|hyperparameter|setting|tool|trade-?off)s?|summary|overview|formulation|derivation|theory|usage|process|strateg(?:y|ies)|propert(?:y|ies)|pros|cons|analysis|discussion|legend|logic|motivation|background|context|impact"
)
_VAGUE: Final = re.compile(rf"(?:(?:{_SORTING}|{_SORTED})(?:[\s,()]+|\Z))+")
_ABROAD: Final = re.compile(
    r"(?:(?:전체|핵심|주요|기본|간단한?|상세|세부|이론적?|수학적?|실험|최종)\s?){1,2}(?:구조|개념|내용|정리|원리|특징|결과|설명|과정|흐름|아이디어|수식|요약)"
    r"|(?:整体|整體|核心|主要|基本|关键|關鍵|简单|簡單|详细|詳細|理论|理論|数学|數學|实验|實驗|总体|總體){1,2}的?(?:结构|結構|概念|内容|內容|原理|特点|特點|结果|結果|说明|說明|过程|過程|流程|思想|公式|总结|總結|图解|圖解|推导|推導|分析)"
    r"|(?:全体|主要な?|基本的な?|簡単な?|詳細な?|理論的な?|数学的な?|実験){1,2}の?(?:構造|構成|概念|内容|原理|特徴|結果|説明|流れ|数式|まとめ)"
    r"|(?:общая|основная|основные|ключевые|главные|главная|теоретические|краткое|краткая)\s(?:структура|схема|идея|идеи|понятия|свойства|результаты|формулы|описание|сводка)"
    r"|(?:conceptos?|ideas?|resultados?|estructura|formulación|definici[oó]n|propiedades|características|descripción|resumen)\s(?:generales|general|principal|principales|básicos?|básicas?|clave|teóricos?|técnica|matemática|formal|breve)",
    re.IGNORECASE,
)


def is_vague(name: str) -> bool:
    """Whether a label, in any number of words, names no thing of its own, so that only what it stands below tells of what it is."""
    if not name.isascii():
        return bool(_ABROAD.fullmatch(name.strip()))
    return bool(_VAGUE.fullmatch(name.strip().lower()))

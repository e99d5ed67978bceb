"""Words before a colon that name no term: remarks, steps, speech, settings, what is said about the note itself."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import unmarked

STEP: Final = "a step or a numbered part, not a term"
SETTING: Final = "a setting or a bare value, not a definition"
SPEECH: Final = "something said, not a definition"
REMARK: Final = "a remark, not a term"
ABOUT_THE_NOTE: Final = "about the note, not its subject"

_REMARK = re.compile(
    r"(?:for (?:example|instance)|e\.?g|i\.?e|note(?: that)?|nb|n\.b|ps|p\.s|warning|caution|tips?|hints?|remember|reminder|so|then|thus|hence|therefore|where|and|or|"
    r"but|however|also|examples?|example \d+|in (?:other words|short|summary|fact|practice|general)|todo|fixme|disclaimer|spoiler|tl;?dr|conclusion|that is|"
    r"例如|比如|譬如|舉例|举例|注意|備註|备注|但|所以|因此|註|注|附註|附注|提示|重要|總之|总之|待辦|待办|例|たとえば|例えば|注記|補足|つまり|ただし|メモ|예|예시|예를 들어|참고|주의|즉|메모|따라서"
    r"|например|примечание|внимание|важно|замечание|пример|итак|то есть|por ejemplo|nota|ojo|importante|ejemplos?|atención|es decir|pendiente)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"(?:steps?|stage|phase|day|week|month|part|chapter|lecture|lesson|figure|fig|table|section|exercise|task|question|round|case|option|level|layer|slide|page|line|item|"
    r"paso|etapa|fase|capítulo|figura|tabla|шаг|этап|глава|рисунок|рис|таблица|часть|手順|ステップ|步驟|步骤|階段|阶段|圖|图|図|表|단계|그림|표)\s*\.?\s*(?:\d+(?:[.-]\d+)*|[a-c]|[ivx]+|[一二三四五六七八九十])\b"
    r"|第\s*[\d一二三四五六七八九十]+\s*(?:步|章|節|节|天|週|周|課|课|階段|阶段|回|部|點|点)|\d+\s*(?:단계|장|주차|일차)|(?:first|second|third|fourth|fifth|finally|lastly|next|last|1st|2nd|3rd|"
    r"首先|其次|最後|最后|第[一二三四五](?!\w)|まず|次に|最後に|먼저|다음|마지막으로|во-первых|во-вторых|в-третьих|primero|segundo|tercero|finalmente)(?:ly)?\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:authors?|written by|by|date|created|updated|last (?:update|updated|modified)|tags?|keywords?|categor(?:y|ies)|licen[cs]e|status|version|source|sources|links?|url|repo(?:sitory)?|github|"
    r"code|contact|e-?mail|published(?: (?:in|at|on))?|publication(?: (?:date|year))?|发表(?:时间|年份|于)|發表(?:時間|年份|於)|发布时间|發布時間|twitter|website|homepage|slides|video|videos|instructor|lecturer|course|credits?|image credits?|cover|title|subtitle|language|deadline|due|duration|"
    r"requirements?|usage|(?:程序|程式)?(?:运行|運行|使用|安装|安裝)(?:说明|說明|方法|步骤|步驟)|install(?:ation)?|run|command|output|environment|python|作者|日期|更新|標籤|标签|連結|链接|網址|网址|來源|来源|出處|出处|授權|许可|著者|日付|更新日|タグ|リンク|出典|작성자|날짜|태그|링크|출처"
    r"|автор|дата|теги|ссылка|источник|версия|autor|fecha|etiquetas|enlace|fuente|versión)s?\Z",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:interviewer|interviewee|candidate|teacher|student|professor|prof|me|you|us|speaker|host|guest|user|assistant|alice|bob|q|a|面試官|面试官|老師|老师|學生|学生|我|你|先生|生徒|면접관|교수|학생|나|интервьюер|учитель|студент|я|profesor|estudiante|yo)(?: ?\d)?\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“「『«].*[\"”」』»][.!?。]?\Z", re.DOTALL)
_VALUE = re.compile(
    r"(?:[~≈<>≤≥±]?\s*[-+]?\d[\d.,eE+^/×x*:%-]*\s?(?:%|[kKMGT]?i?B|[a-zA-Z°]{1,6})?|true|false|yes|no|none|null|nil|on|off|auto|n/a|[\[{(][\d\s.,:x×*'\"-]{0,80}[\])}]|`[^`]{1,60}`|[\"'][^\"']{0,60}[\"']|"
    r"[~.]?/?[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|md|json|ya?ml|txt|sh|ipynb|pth?|onnx|zip|csv)|\d{4}-\d\d-\d\d.*)\Z",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?:--?)?[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+\Z|--?\w[\w-]*\Z|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\Z")
_LEAD_IN = re.compile(
    r"(?:this|that|it|these|those|there|here|they|we|you|i|he|she|if|when|while|because|since|after|before|as|to|let(?:'s)?|suppose|assume|given|with|by|in|on|at|from|what follows)\b\s",
    re.IGNORECASE,
)
_LEAD_IN_ELSEWHERE = re.compile(
    r"(?:以下|下面|如下|上述|上記|以上|下記|下列|다음|아래|위의|вот|ниже|далее|a continuación|tenemos|tiene|tienen|hay|estos son|estas son)(?![\w-]*[a-zа-я])"
    r"|.*\s(?-i:the|an?|of|with|el|la|los|las|un|una|de|del)\Z",
    re.IGNORECASE,
)
"""How a sentence begins or breaks off that a list below it completes."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|uses?|can|could|will|would|should|must|means?|do|does|did|makes?|gets?|works?|shows?|consists?|contains?|includes?|becomes?|follows?|there)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3


def no_term(name: str, rest: str) -> str:
    """Why a label and what follows it explain no term; empty if they may.

    Args:
        name: What stands before the colon or dash, or is bold.
        rest: What follows on the same line; empty if the explanation is nested below.
    """
    name = unmarked(name).strip(" :：*_")
    if _REMARK.match(name):
        return REMARK
    if _STEP.match(name):
        return STEP
    if _ABOUT.match(name):
        return ABOUT_THE_NOTE
    value = unmarked(rest).strip()
    if _SPEAKER.match(name) or (value and _QUOTED.match(value) and not value.count('"') > 2):  # noqa: PLR2004  one pair
        return SPEECH
    if value and (_VALUE.match(value) or (_KEY.match(name) and len(value.split()) < _FEW_WORDS)):
        return SETTING
    if (
        _LEAD_IN.match(name)
        or _LEAD_IN_ELSEWHERE.match(name)
        or (len(name.split()) >= _FEW_WORDS and _VERB.search(name))
    ):
        return REMARK
    return ""

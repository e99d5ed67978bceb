"""Words before a colon that name no term: remarks, steps, speech, settings, what is said about the note itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import unmarked
from quizcv.notes.recognise import is_answer_label

if TYPE_CHECKING:
    from collections.abc import Callable

STEP: Final = "a step or a numbered part, not a term"
SETTING: Final = "a setting or a bare value, not a definition"
SPEECH: Final = "something said, not a definition"
REMARK: Final = "a remark, not a term"
SYMBOL: Final = "a letter of a formula"
ANSWER: Final = "an answer without its question"
ABOUT_THE_NOTE: Final = "about the note, not its subject"

# Patterns of words without `re.IGNORECASE` are for labels in small letters, against which they are matched several times as quickly.
_REMARK = re.compile(
    r"(?:for (?:example|instance)|e\.?g|i\.?e|notes?(?: that)?|given|notice(?: that)?|observe(?: that)?|recall that|nb|n\.b|ps|p\.s|warning|caution|tips?|hints?|remember|reminder|so|then|thus|hence|therefore|where|and|or|"
    r"but|however|also|examples?|example \d+|in (?:other words|short|summary|fact|practice|general)|todo|fixme|disclaimer|spoiler|tl;?dr|conclusion|that is|"
    r"assumptions?|assuming|前提|假设|假設|例如|比如|譬如|实例(?:验证)?|實例|例子|示例|验证|舉例|举例|注意|備註|备注|但|所以|因此|註|注|附註|附注|提示|重要|總之|总之|待辦|待办|例|たとえば|例えば|注記|補足|つまり|ただし|メモ|예|예시|예를 들어|참고|주의|즉|메모|따라서"
    r"|например|примечание|внимание|важно|замечание|пример|итак|то есть|por ejemplo|nota|ojo|importante|ejemplos?|atención|es decir|pendiente)\b",
)
_TITLE = re.compile(r".*\b(?:lecture|course|class|study|exam|reading) notes\b.*|.*\bweek \d+")
_QUALITY = re.compile(
    r"(?:too |very |more |less )?(?:large|small|high|low|big|tiny|fast|slow|good|bad|better|worse|positive|negative|left|right|before|after|old|new|larger|smaller|higher|lower|easy|hard|"
    r"yes|no|true|false|always|never|often|sometimes|other|others|both|none|left side|right side|大|小|高|低|多|少|快|慢|큼|작음|크다|작다|大きい|小さい|да|нет|grande|pequeñ[oa]|alto|bajo|sí)",
)
"""Labels that complete the sentence above them and name nothing: *If the rate is too* `high: ...`."""
_STEP = re.compile(
    r"(?:steps?|assign?mn?ent|homework|project|lab|quiz|episode|session|stage|phase|day|week|month|part|chapter|lecture|lesson|figure|fig|table|section|exercise|task|question|round|case|option|level|layer|slide|page|line|item|"
    r"paso|etapa|fase|capítulo|figura|tabla|шаг|этап|глава|рисунок|рис|таблица|часть|手順|ステップ|步驟|步骤|階段|阶段|圖|图|図|表|단계|그림|표)\s*\.?\s*(?:\d+(?:[.-]\d+)*|[a-c]|[ivx]+|[一二三四五六七八九十])\b"
    r"|第\s*[\d一二三四五六七八九十]+\s*(?:步|章|節|节|天|週|周|課|课|階段|阶段|回|部|點|点)|\d+\s*(?:단계|장|주차|일차)|(?:first|second|third|fourth|fifth|finally|lastly|next|last|1st|2nd|3rd|"
    r"首先|其次|最後|最后|第[一二三四五](?!\w)|まず|次に|最後に|먼저|다음|마지막으로|во-первых|во-вторых|в-третьих|primero|segundo|tercero|finalmente)(?:ly)?\Z",
)
_ABOUT = re.compile(
    r"(?:authors?|(?:written|made|prepared|edited|done|compiled) by(?: .*)?|by|inputs?|memes?|(?:the |my |our )?(?:(?:actual|original|relevant|related|full) )+(?:papers|articles|readings)|fun facts?|(?:realizado|hecho|elaborado|escrito|preparado) por(?: .*)?|(?:выполнил|подготовил|составил)(?:а|и)?(?: .*)?|date|created|updated|last (?:update|updated|modified)|tags?|keywords?|categor(?:y|ies)|licen[cs]e|status|version|source|sources|links?|url|repo(?:sitory)?|github|"
    r"code|代码|代碼|程式碼|コード|코드|код|código|运行命令|運行命令|命令|指令|q&a|qa|contact|e-?mail|published(?: (?:in|at|on))?|publication(?: (?:date|year))?|发表(?:时间|年份|于)|發表(?:時間|年份|於)|发布时间|發布時間|twitter|website|homepage|slides|video|videos|instructor|lecturer|course|credits?|image credits?|cover|title|subtitle|language|deadline|due|duration|"
    r"types?|languages?|prerequisites?|(?:estimated |reading )?time|level|difficulty|prev(?:ious)?|next|requirements?|usage|(?:程序|程式)?(?:运行|運行|使用|安装|安裝)(?:说明|說明|方法|步骤|步驟)|install(?:ation)?|run|command|output|environment|python|作者|日期|更新|標籤|标签|連結|链接|網址|网址|來源|来源|出處|出处|授權|许可|著者|日付|更新日|タグ|リンク|出典|작성자|날짜|태그|링크|출처"
    r"|автор|дата|теги|ссылка|источник|версия|autor|fecha|etiquetas|enlace|fuente|versión)s?\Z",
)
_SPEAKER = re.compile(
    r"(?:interviewer|interviewee|candidate|teacher|student|professor|prof|me|you|us|we|speaker|host|guest|user|assistant|alice|bob|q|a|面試官|面试官|老師|老师|學生|学生|我|你|先生|生徒|면접관|교수|학생|나|интервьюер|учитель|студент|я|profesor|estudiante|yo)(?: ?\d)?\Z",
)
_QUOTED = re.compile(r"[\"“「『«].*[\"”」』»][.!?。]?\Z", re.DOTALL)
_SINGLE_LETTER = re.compile(r"[A-Za-z]")
_VALUE = re.compile(
    r"(?:[~≈<>≤≥±]?\s*[-+]?\d[\d.,eE+^/×x*:%-]*\s?(?:%|[kKMGT]?i?B|[a-zA-Z°]{1,6})?|true|false|yes|no|none|null|nil|on|off|auto|n/a|[\[{(][\d\s.,:x×*'\"-]{0,80}[\])}]|`[^`]{1,60}`|[\"'][^\"']{0,60}[\"']|"
    r"[~.]?/?[\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|md|json|ya?ml|txt|sh|ipynb|pth?|onnx|zip|csv)|\d{4}-\d\d-\d\d.*)\Z",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?:--?)?[a-z][a-z0-9]*(?:[_.-][a-z0-9]+)+\Z|--?\w[\w-]*\Z|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\Z")
_LEAD_IN = re.compile(
    r"(?:this|that|it|these|those|there|here|they|we|you|i|he|she|if|when|while|because|since|after|before|as|to|let(?:'s)?|suppose|assume|given|with|by|in|on|at|from|what follows)\b\s",
)
_LEAD_IN_ELSEWHERE = re.compile(
    r"(?:以下|下面|如下|上述|上記|以上|下記|下列|다음|아래|위의|вот|ниже|далее|a continuación|tenemos|tiene|tienen|hay|estos son|estas son)(?![\w-]*[a-zа-я])"
    r"|(?:for|para|для)\s+(?=[$`\w])|(?:對於|对于|給定|给定)|(?:設|设)(?=[\s$`A-Za-z])"
    r"|.*\s(?-i:the|an?|of|with|in|for|by|to|as|from|on|at|into|using|via|through|include|includes|including|uses|supports|returns|enables|combines|means|requires|contains|consists|typically|usually|often|"
    r"el|la|los|las|un|una|de|del|en|para|por|con|como|incluyen?)\Z",
    re.IGNORECASE,
)
"""How a sentence begins or breaks off that a list below it completes."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|uses?|can|could|will|would|should|must|means?|do|does|did|makes?|gets?|works?|shows?|consists?|contains?|includes?|becomes?|follows?|there|es|son|está|tiene|tienen|hace|hacen|permite|permiten|usa|usan|utiliza|puede|pueden|consta|consiste|incluye|запоминает|является|имеет|использует|позволяет|состоит)\b",
)
_HAN_VERB = re.compile(
    r"(?:非常|極其|极其|十分|很|會|会|可以|能夠|能够|需要|應該|应该|必須|必须|就是|只能|使得|分為|分为|包括|包含|如下|具有|組成|组成|构成|構成)"
)
"""What makes a sentence of the words before a Chinese colon."""
_INITIALS_ONLY = re.compile(r"[A-Z]{1,3}[a-z']?")
_IN_MATH = re.compile(r"\$[^$]{1,40}\$|\\\(.{1,40}\\\)")
_GLOSS = re.compile(r"(?<=[$`*])\s*[(（][^()（）]{1,40}[)）]\Z")
"""What a letter is called, in brackets behind it: `$Q$ (queries)`."""
_OF_LETTERS = re.compile(r"[A-Za-z]\([a-z](?:\s?,\s?[a-z]){0,3}\)")
"""A function of letters: `G(x, y)`."""
_FEW_WORDS, _FEW_SIGNS = 3, 5
_ASKS_OF_IT = re.compile(
    r"(?:when|where|how|why)(?: not)?(?: to)? used?(?: it)?|(?:why|how|when|where) (?:it|they) \w+", re.IGNORECASE
)
"""Labels that ask about what the heading names: *When to use*, *Why it works*."""


def why_no_name(name: str) -> str:
    """Why a heading names no term; empty if it may."""
    return no_term(name, "")


def is_symbol(name: str) -> bool:
    """Whether a label is one sign of a formula: `$W$`, `K`, `c_in`; what stands behind it tells what the formula is of."""
    bare = name.strip(" *_`:：")
    bare = _GLOSS.sub("", bare).rstrip(" *_`:：")
    return bool(_IN_MATH.fullmatch(bare) or _SINGLE_LETTER.fullmatch(bare) or _OF_LETTERS.fullmatch(bare))


def no_term(name: str, rest: str) -> str:
    """Why a label and what follows it explain no term; empty if they may.

    Args:
        name: What stands before the colon or dash, or is bold.
        rest: What follows on the same line; empty if the explanation is nested below.
    """
    name = unmarked(name).strip(" :：*_")
    small = name.lower()
    if is_symbol(name):
        return SYMBOL
    known = next((reason for judge, reason in _NO_NAMES if judge(small)), "")
    if known:
        return known
    value = unmarked(rest).strip()
    if _SPEAKER.match(small) or (value and _QUOTED.match(value) and not value.count('"') > 2):  # noqa: PLR2004  one pair
        return SPEECH
    if value and (_VALUE.match(value) or (_KEY.match(name) and len(value.split()) < _FEW_WORDS)):
        return SETTING
    if _INITIALS_ONLY.fullmatch(value) and value[:1] in {word[:1].upper() for word in name.split()}:
        return SYMBOL
    return REMARK if _is_sentence(name) and not _ASKS_OF_IT.fullmatch(name) else ""


def _is_remark(small: str) -> bool:
    return "//" in small or _REMARK.match(small) is not None


def _is_answer(small: str) -> bool:
    return is_answer_label(f"{small}:")


_NO_NAMES: Final[tuple[tuple[Callable[[str], object], str], ...]] = (
    (_is_remark, REMARK),
    (_is_answer, ANSWER),
    (_STEP.match, STEP),
    (_QUALITY.fullmatch, REMARK),
    (_TITLE.fullmatch, ABOUT_THE_NOTE),
    (_ABOUT.match, ABOUT_THE_NOTE),
)
"""What a label in small letters may be instead of a term, and the reason told for it."""


def _is_sentence(name: str) -> bool:
    """Whether the words before a colon lead in to a list, or say something themselves: no name."""
    small = name.lower()
    return bool(
        _LEAD_IN.match(small)
        or _LEAD_IN_ELSEWHERE.match(name)
        or (len(name) > _FEW_SIGNS and _HAN_VERB.search(small))
        or ("$" in name and re.search(r"\d", name))
        or (len(name.split()) >= _FEW_WORDS and _VERB.search(small))
    )

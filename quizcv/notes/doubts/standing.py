"""Doubts whether an answer stands alone: it breaks off, leans on something that is not on the card, speaks of the note."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.english import is_plural
from quizcv.notes.inline import one_line, unmarked
from quizcv.notes.remembered import remembered_briefly

BROKEN_OFF: Final = "the answer seems to break off: complete it"
LEANS: Final = "the answer goes on from something that is not on the card: say what it speaks of"
ELSEWHERE: Final = "the answer points at a figure or a text that is not on the card: say it in words"
SWALLOWED: Final = "the answer holds what belongs to other questions: keep its own part"
MARKUP: Final = "signs of markup are left in the answer: mend them"
NARRATES: Final = "the answer speaks to a reader of the note: keep what is to be known"

_BROKEN: Final = re.compile(
    r"(?:[:：,，、](?:\s*[*_]{1,3})?"
    r"|(?<![\w-])(?:includes?|including|such as|for example|i\.?\s?e\.?|e\.?\s?g\.?|as follows|the following|are listed below|namely|(?:is|are) (?:defined|given|expressed|written|computed|calculated|formulated) (?:as|by)|incluyen?|tales como|por ejemplo|como sigue|например|такие как|а именно)\s*[,.:]*"
    r"|(?:包括|例如|比如|如下|以下几点|以下幾點|如下所示|以下の通り|以下のとおり|(?:は|が|を)?以下(?:が挙げられる|がある|に示す|である|です)?|例えば|다음과 같다|다음과 같습니다|예를 들어)[。.:：]?)\Z",
)
"""For a text in small letters."""
_LONGEST_BREAK: Final = 64
"""Signs at the end of an answer in which it breaks off."""
_LEFT_OPEN: Final = re.compile(
    r"(?:\A|[.;] )(?:(?!\b(?:how|what|where|who|that|which)\b)[^.;]){4,200} (?:is|are|equals|was)\s*\Z", re.IGNORECASE
)
"""A sentence that stops at its verb, without a stop."""
_VERBS: Final = (" is", " are", " equals", " was")
"""Where no line ends in one of these, nothing need be searched."""
_ONLY_COUNTED: Final = re.compile(
    r"(?:(?<!into )(?<![\w-])(?:two|three|four|five|six|several|various|different|following)\s(?:(?!and\b)[\w-]+\s){0,2}(?:ways|types|kinds|steps|stages|phases|categories|reasons|problems|parts|components|methods|approaches|strategies|tricks|ideas|groups|families)"
    r"|(?<!en )(?<![\w-])(?:dos|tres|cuatro|cinco|varios|varias|diferentes|distint[oa]s)\s(?:\w+\s)?(?:tipos|formas|etapas|pasos|partes|fases|categorías|maneras|métodos|grupos|familias)"
    r"|(?<!на )(?<!\w)(?:два|две|двух|три|трёх|четыре|несколько|нескольких)\s(?:\w+\s)?(?:вид|тип|способ|этап|шаг|част|групп)\w*"
    r"|(?:[两兩二三四五六几幾]|\d)\s?(?:大)?(?:种|種|个|個|类|類|步|点|點|项|項|部分|阶段|階段|方面)(?:方法|方式|步骤|步驟|类型|類型|问题|問題|部分|阶段|階段|组成|原因)?"
    r"|(?:[二三四五六]|\d)つの?(?:方法|種類|手法|要素|段階|タイプ|ステップ)(?:がある|に分けられる|に分かれる|からなる|から成る)?"
    r"|(?:두|세|네|다섯|여러|\d)\s?(?:가지|단계|종류|부분)[^.,\n]{0,12}다)[.。]?\Z"
)
"""An end of an answer that counts what should follow: it was not taken along, or never written."""
_EMPTY_BEHIND: Final = re.compile(r"[:：][*_ \t]*\n")
"""Without this no point is empty; to look for it is quicker."""
_EMPTY_POINT: Final = re.compile(
    r"^([ \t]*)(?:[-*+•]|\d{1,3}[.)])[ \t]+[^\n]{0,80}[:：][*_ \t]*\n+(?=\1(?:[-*+•]|\d{1,3}[.)])[ \t]|(?!\1[ \t])\S)",
    re.MULTILINE,
)
_CONNECTIVE: Final = re.compile(
    r"(?:however|but|therefore|thus|hence|so|then|also|moreover|furthermore|in addition|additionally|otherwise|similarly|likewise|finally|next(?! to\b)|consequently|accordingly|besides|meanwhile|on the other hand|in contrast|for this reason|as a result|because of this|"
    r"as (?:mentioned|discussed|shown|said|seen|described|we (?:saw|can see|have seen))|to (?:solve|fix|address|overcome|tackle|mitigate|avoid) (?:this|these|that|it)|in (?:this|that|these) (?:case|way|figure|example|picture|image|step)s?|after (?:that|this)|"
    r"sin embargo|pero|por (?:lo )?tanto|además|también|entonces|luego|por eso|en este caso|однако|поэтому|также|кроме того|затем|таким образом|при этом|тогда|в этом случае|но)\b(?! (?:called|known|referred))[,\s]"
    r"|(?:and|or|y|и|а) (?=[a-zа-яñ])"
    r"|(?:因此|所以|但是|但|然而|不过|不過|而且|此外|另外|于是|於是|那么|那麼|接着|接著|然后|然後|其次|同时|同時|同样|同樣|这样|這樣|由此|综上|綜上|这时|這時|为此|為此|与之相比|相比之下)"
    r"|(?:しかし|また、|したがって|従って|そのため|そこで|さらに|なお|一方|それに対して|これにより|これに対し|その結果|この場合|その後)"
    r"|(?:그러나|하지만|따라서|그래서|또한|그리고|그런데|반면|이때|그러므로|이를 위해|이렇게|그 결과|이 경우)(?:[,\s]|$)"
)
_THEY: Final = re.compile(
    r"(?:they|their|them|ellos|ellas|они|его|её|их|他们|他們|它们|它們)\b|(?:他们|他們|它们|它們)"
)
_POINTING: Final = re.compile(
    r"(?:our|my) (?:project|team|repo(?:sitory)?|code|app|course|implementation)\b|(?:우리|저희) (?:프로젝트|팀|모델|코드)|(?:我们|我們|本)(?:的)?(?:项目|項目|專案)|"
    r"(?:these|those|such) (?!(?:are|is|were|as)\b)\w|(?:this|that) (?!(?:is|was|means|refers|can|helps?|allows?|makes?|measures?|describes?|occurs?|happens?|paper|work|network|model|method|technique|approach|layer|operation|process|function|loss|algorithm|architecture|"
    r"block|module|metric|term|type|kind|procedure|filter|optimi[sz]er|step|property|phenomenon|problem|strategy|concept|form|family|task|dataset|measure|parameter|hyperparameter)\b)\w"
    r"|the (?:above|latter|former|same|previous|preceding|second|third|other|next|last) (?!(?:layer|paper)\b)\w|(?:both|either|neither) of (?:them|these|those|which)\b|(?:它们|它們|前者|后者|後者|上述|上面|以上|后两者)|(?:それら|これらの|前者|後者|上記)|(?:이들|전자|후자|위의|앞의)|(?:эти|оба|обе|последний|первый) \w+|(?:estos|estas|ambos|ambas|dicho|dicha|éste) \w"
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:"
    r"(?:shown|seen|illustrated|depicted|displayed|plotted|drawn) (?:here|above|below|in the (?:figure|image|picture|table|diagram|plot|graph|following)|in (?:fig|figure|table)\b)"
    r"|(?:mentioned|described|discussed|explained|given|listed|defined|introduced|presented|stated|outlined|summari[sz]ed|covered|detailed) (?:above|below|earlier|before|previously|in the (?:figure|image|picture|table|diagram|previous|last|next))"
    r"|(?:above|below|following|next|previous|preceding) (?:figure|fig\.|image|picture|diagram|plot|graph|screenshot|illustration|table|section|chapter|slide|snippet|example)\b"
    r"|(?:figure|image|picture|diagram|plot|graph|table|section|example|slide) (?:above|below|on the (?:left|right))|(?:figure|fig\.|table|section|slide) \d|(?:see|cf\.?|refer to) (?:the )?(?:figure|fig|image|table|picture|diagram|section|chapter|link|below|above|appendix|paper|slide)"
    r"|(?:en la|ver la?|véase la) (?:figura|imagen|tabla|gráfica|diagrama)|(?:figura|imagen|tabla|gráfica) (?:anterior|siguiente|de (?:arriba|abajo)|\d)"
    r"|(?:mencionad|descrit|explicad|mostrad)[oa]s? (?:arriba|anteriormente|antes|abajo|a continuación)"
    r")|\((?:left|right|top|bottom|red|blue|green)(?: row| column| line| box| side)?(?: (?:of|in) [^()]{3,30})?\)"
)
"""In small letters, and where a word begins."""
_ELSEWHERE_ABROAD: Final = re.compile(
    r"(?=[^\x00-\x7f])(?:"
    r"如(?:上|下|左|右)?(?:图|圖|表)(?![像片形])|(?:上|下|左|右)(?:图|圖)(?![像片])|(?:见|見)(?:图|圖|表|下|上)|(?:如上|前面)所(?:述|说|說|示)|该图|该圖|从图中|從圖中|图中|圖中|(?<!下)上文|(?<!上)下文|前文|[图圖]\s?\d"
    r"|(?:上|下|左|右)図|(?:上|以下|下記|上記)の(?:図|表|式|画像)|図\s?\d|図に示|前述の?|ここまでの(?:手法|議論|説明)|これまでに(?:述べ|説明)|先述|以下に示す|以下で定式化|(?:위|아래|다음|왼쪽|오른쪽)의? ?(?:그림|사진|이미지|표|수식)|그림\s?\d|앞서 (?:말한|설명한|언급)|위에서 (?:말한|설명한|언급한|보았)"
    r"|(?:на|см\.?) (?:рис\b|рисунке|картинке|схеме|графике|таблице) (?:выше|ниже|\d|показ|вид|слева|справа)|(?:на )?рисун\w+ (?:выше|ниже)|(?:выше|ниже)(?:описанн|указанн|приведенн|приведённ)|(?:показан|описан|указан|приведен|приведён|упомянут)\w* (?:выше|ниже)"
    r")"
)
"""The same where words are not set apart, or not written in Latin letters: tried only where a sign is beyond ASCII."""
_SHOWS: Final = re.compile(r"!\[|^\s*\|.*\|\s*$|^\s*```", re.MULTILINE)
_MARKUP: Final = re.compile(
    r"\{%|\{\{[<%]|<(?:div|span|br|img|table|td|tr|p|a|font|center|details|summary|iframe)\b|</\w+>|!\[\[|\[\[[^\]]+\]\]|^:\w+:`|^:::|&(?:nbsp|lt|gt|amp);|\]\(",
    re.MULTILINE,
)
_IN_CODE: Final = re.compile(
    r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|!?\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)", re.DOTALL
)
_NARRATES: Final = re.compile(
    r"(?:in this (?:post|article|section|chapter|tutorial|notebook|lecture|lesson|blog|video|note|course|module)|this (?:post|article|section|chapter|tutorial|lecture|lesson|course|note|document|repo(?:sitory)?) |we(?:'ll| will| are going)|let(?:['’]s| us) |here (?:we|i) |i (?:will|have|think|found|want|recommend)|i['’]m |welcome|click|download|"
    r"en est[ea] (?:artículo|post|capítulo|tutorial|curso|módulo|documento|sección|clase)|vamos a|в этой (?:статье|главе|лекции|работе)|в этом (?:разделе|посте|уроке)|мы (?:рассмотрим|будем)|давайте)"
    r"|(?:本篇|本章|本节|本節|这篇(?!论文)|這篇(?!論文)|接下来|接下來|我们将|我們將|让我们|讓我們|下面我们|下面我們|今天|この記事|本記事|本稿|この章|今回は|本日の|이번 (?:글|포스팅|장|시간)|이 글)"
)
_BYLINE: Final = re.compile(
    r"(?:submitted|published|presented|accepted|uploaded|posted) (?:on|at|in|to|by)\b|[^.]{0,80}\bet al\.?,? (?:submitted|published)\b"
)
"""How an answer begins that tells who wrote a text, and when."""
_INVITES: Final = re.compile(
    r"(?:요약해|정리해|살펴|알아)\s?(?:보자|보겠|봅시다|볼까)|见(?:下|后)文|してみ(?:よう|ます|ましょう)"
)
_IMAGINES: Final = re.compile(
    r"(?:imagine|suppose|think of|picture|consider|let(?:['’]s| us)|imagina|imagine|piensa|supongamos|представь(?:те)?|представим|想象|想像|假设|假設|想象一下|상상해|想像して)\b|(?:想象|想像|假设|假設)"
)
_BRACKETED: Final = re.compile(r"[(（][^()（）]*[)）]")
_DEFINED: Final = re.compile(
    r"(?:\n|(?<=[a-z)]\.) )(?P<label>[A-Z][\w-]*(?: [\w-]+){0,2}|[\u3400-\u9fffA-Za-z]{2,10}(?:[(（][^()（）\n]{1,16}[)）])?)(?:: |：)\s?[^\s:：\"“«]"
)
_LISTED: Final = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s|^\s*\|", re.MULTILINE)
_REMARK: Final = re.compile(
    r"(?:e\.?g|i\.?e|for |an? |the |note|remember|caution|warning|tip|example|use|used|usage|where|here|so|then|thus|also|solution|problem|formula|pros?|cons?|advantage|drawback|goal|idea|purpose|input|output|result|reason|because|why|how|when|what|if|important|key|in |it |this|range|common|types?|application|limit|effect|case|two|three|mathematically|equivalently|specifically|simply|intuitively|typically|unlike|contrast|see|ref|paper|relationship)"
    r"|.*(?:例|注|公式|作用|目的|特点|特點|优点|優點|缺点|缺點|应用|應用|原因|方法|步骤|步驟|结果|結果|定义|定義|问题|問題|因为|因為|其中|所以|即|关系|關係|用途|适用|適用|解释|直观|补充|計算|计算|场景|说明|說明|理解|本质|总结|输入|输出|思想|优势|如果|如下|表示|缺陷|意义|备注|手順|特徴|利点|欠点)"
)
_SECOND: Final = re.compile(r"(?:^|\s)2[)）]\s?\S")
_FIRST: Final = re.compile(r"(?<![\w.])1[)）]")
_FEW: Final = 240
TAIL: Final = 200
MOST_SIGNS: Final = 8_000
"""Signs of an answer that are looked at; a longer one fills several screens and is a draft for that."""


def is_broken_off(back: str) -> bool:
    """Whether the last line announces what does not follow, or a point has nothing behind its colon."""
    last = back[-TAIL:].rstrip().rpartition("\n")[2].strip(" *_")
    if last.endswith(("```", "$", "|")):
        return False
    small, start = last.lower(), max(0, len(last) - _LONGEST_BREAK)
    if small.endswith(_VERBS) and _LEFT_OPEN.search(last):
        return True
    if _BROKEN.search(small, start) or (_ONLY_COUNTED.search(small, start) and not _LISTED.search(back)):
        return True
    return bool(_EMPTY_BEHIND.search(back)) and bool(_EMPTY_POINT.search(back, 0, MOST_SIGNS))


def leans(back: str) -> bool:
    """Whether an answer begins with a word that ties it to something said before: `However, ...`, `These maps ...`."""
    start = beginning_of(back)
    return bool(_CONNECTIVE.match(start) or _POINTING.match(start))


def points_elsewhere(back: str) -> bool:
    """Whether an answer speaks of a figure, a table or a place in the note and shows nothing itself."""
    small = back[:MOST_SIGNS].lower()
    points = _ELSEWHERE.search(small) or (not small.isascii() and _ELSEWHERE_ABROAD.search(small))
    return bool(points) and not _SHOWS.search(back, 0, MOST_SIGNS)


def has_markup(back: str) -> bool:
    """Whether tags, templates or halves of links are left where text is meant."""
    if back.count("```") % 2 or back.count("$$") % 2:
        return True
    if not any(sign in back for sign in ("<", "{%", "{{", "[[", "](", "&", "\n:")) and not back.startswith(":"):
        return False
    return bool(_MARKUP.search(_IN_CODE.sub(" ", back[:MOST_SIGNS])))


def narrates(back: str) -> bool:
    """Whether an answer begins by speaking of the note or to its reader."""
    start = beginning_of(back)
    return bool(_NARRATES.match(start) or _INVITES.search(start) or _BYLINE.match(start))


def imagines(back: str) -> bool:
    """Whether an answer begins with a scene the reader is to think of."""
    return bool(_IMAGINES.match(beginning_of(back)))


def holds_another(name: str, back: str) -> bool:
    """Whether the line or sentence behind a definition is the definition of something else: `LSD: extracts ...`."""
    if (":" not in back and "：" not in back) or len(back) > MOST_SIGNS:
        return False
    bare = unmarked(name).casefold()
    first = _DEFINED.search(back)
    if first is None or _LISTED.search(back):
        return False
    label = first["label"].strip().casefold()
    return not _REMARK.match(label) and bare not in label and label not in bare


def speaks_of_several(name: str, back: str) -> bool:
    """Whether an answer about one thing begins with *they*: who they are stands elsewhere in the note."""
    return not is_plural(name) and " and " not in name and bool(_THEY.match(beginning_of(back)))


def has_swallowed(back: str) -> bool:
    """Whether a list's later numbers stand within its first point: what belongs to the next card was swallowed."""
    if "2)" not in back and "2）" not in back:
        return False
    bare = _BRACKETED.sub("", back[:MOST_SIGNS])
    return bool(_SECOND.search(bare)) and not _FIRST.search(bare)


@remembered_briefly
def beginning_of(back: str) -> str:
    """The first words of an answer, in small letters and without marks."""
    return one_line(unmarked(back[:_FEW])).lstrip(' -–—*•>"“').lower()

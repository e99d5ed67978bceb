"""Doubts about a question: it names only a label, names the note instead of its subject, is a sentence put where a name belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.notes.inline import unmarked
from quizcv.notes.terms import is_generic

if TYPE_CHECKING:
    from quizcv.notes.doubts.frames import Frame

NAMELESS: Final = "the question names only a label: say of what"
ABOUT_THE_NOTE: Final = (
    "it may be about the note or the course instead of the subject: accept it only if you want to be asked it"
)
NO_NAME: Final = "the question holds half a sentence where a name belongs: word it anew"

_ABOUT: Final = re.compile(
    r"(?:(?:my|our|some|other|general|overall|personal|final|useful|additional|further|key|important|core|lecture|course|class|reading|study|revision|quick|short|main|random|related) )*"
    r"(?:course|lecturers?|instructors?|teachers?|authors?|see also|concepts(?: covered)?|topics?(?: covered)?|code(?: examples?)?|usage|(?:keras|pytorch|tensorflow|python|numpy|opencv|library|api) usage|notes?|impressions?|thoughts?|comments?|remarks?|opinions?|reviews?|take-?aways?|tips?|info(?:rmation)?(?: / tips)?|misc(?:ellaneous)?|questions?|figures?|diagrams?|screenshots?|images?|equations?|resources?|materials?|links?|"
    r"references?|readings?|bibliography|agenda|outline|objectives?|outcomes?|learning (?:objectives|goals|outcomes)|homework|assignments?|exercises?|quiz(?:zes)?|exams?|grading(?: policy)?|grades?|assessments?|syllabus|schedule|office hours|deadlines?|"
    r"legend|symbols used|.{3,40} for (?:interviews?|beginners|dummies)|prerequisites?|installation|getting started|requirements|set-?up|environment|contributors?|contributing|licen[cs]e|change-?log|release notes|roadmap|to-?dos?(?: list)?|acknowledge?ments?|logistics|next steps|further work|"
    r"repository structure|project structure|folder structure|file structure|directory structure|how to (?:run|use|install)|quick ?start|demo|table of contents|recap|q&a)"
    r"|(?:我的|个人|個人|学习|學習|课程|課程|面试|面試|本章|本节|本節|论文|論文)*(?:摘要|总结|總結|小结|小結|笔记|筆記|备注|備註|思考|感想|感受|心得|评价|評價|疑问|疑問|参考(?:文献|资料|链接)?|參考(?:文獻|資料)?|目录|目錄|安排|考核(?:方式)?|评分(?:标准)?|作业|作業|待办|待辦|更新日志|更新(?:记录|紀錄)|安装|安裝|环境(?:配置|搭建|要求)?|環境(?:配置|設定)?|运行方法|使用方法|使用说明|速记|速記|口诀|图示|圖示|链接|連結|课程|課程|讲师|講師|作者|相关(?:概念|笔记|主题|链接)|相關(?:概念|筆記|主題|連結)|代码(?:实现|示例)?|代碼(?:實現|範例)?|程式碼)"
    r"|(?:本研究|本論文|本手法|感想|所感|コメント|メモ|まとめ|参考(?:文献|資料|リンク)?|次に読むべき論文|次に読む論文|評価方法(?:（成績）)?|成績|日程|宿題|課題一覧|インストール|環境構築|使い方|更新履歴|実行方法|目次|(?:アーキテクチャ|概念|構成|全体|概要)?図|疑問点?|補足|備考|コース|講師|著者|関連(?:概念|ノート|リンク)|コード(?:例)?|実装例)"
    r"|(?:느낀 ?점|생각|의견|소감|메모|정리|요약|참고(?: ?자료| ?문헌)?|목차|과제|일정|평가 ?방법|설치(?: ?방법)?|실행(?: ?방법)?|환경 ?설정|사용법|비고|추가 ?설명|궁금한 ?점|질문|(?:강의|수업|학습) ?(?:목표|내용|개요|자료)|강의|강사|저자|관련 ?(?:개념|글|링크)|코드(?: ?예시)?|구현 ?코드)"
    r"|(?:заметки|конспект|мысли|комментарии|замечания|вопросы|ссылки|литература|источники|задания?|домашнее задание|расписание|оценивание|установка|требования|запуск|содержание|план|выводы?|итоги|цели(?: урока| лекции)?|ключевые (?:выводы|идеи|моменты)|курс|лекторы?|авторы?|преподавател[ьи]|связанные (?:концепты|темы|заметки|понятия)|см\. также|код|реализация|практика)"
    r"|(?:(?:mis|otras?|otros) )*(?:notas|apuntes|comentarios|observaciones|preguntas|enlaces|referencias|bibliografía|recursos|tareas?|deberes|ejercicios?|calendario|evaluación del curso|instalación|requisitos|cómo ejecutar|índice|contenidos?|resumen|conclusion(?:es)?|objetivos(?: de aprendizaje)?|curso|profesor(?:es|a)?|autor(?:es|a)?|docentes?|(?:temas|conceptos) relacionados|código|implementación en \w+|puntos clave)",
    re.IGNORECASE,
)
"""What names a piece of a note, of a course or of a project, whatever it is about."""
_LABEL: Final = re.compile(
    r"(?:(?:the|main|key|revision|basic|common|general|typical|important|different|several|core|other|major|most common) )*(?:definitions?|descriptions?|explanations?|reasons?|differences?|comparisons?|observations?|facts?|aspects?|factors?|parts?|phases?|stages?|levels?|roles?|options?|values?|names?|categor(?:y|ies)|"
    r"terms|terminology|basics|fundamentals|principles?|mechanisms?|functions?|operations?|methods?|approach(?:es)?|techniques?|tools?|tasks?|issues?|problems?|challenges?|assumptions?|notation|variables|scenarios?|case stud(?:y|ies)|interpretation|derivation|proof|theory|practice|analysis|technical (?:details|formulation)|formulation|points|insights|findings|lessons(?: learned)?|architectures?|patterns?|(?:standard |typical |overall )?(?:pipeline|workflow|procedure))"
    r"|(?:los |las |el |la )?(?:propiedades|características|componentes|conceptos?(?: clave| básicos)?|pasos|etapas|fases|parámetros|métodos?|técnicas?|ventajas(?: y desventajas)?|ejemplos?|definici[oó]n(?:es)?|funcionamiento|descripción|formulación(?: técnica| matemática)?|fórmulas?|objetivos?|proceso|procedimiento|importancia|problemas?|retos|desafíos|diferencias|tipos|niveles|casos de uso|aplicaciones(?: prácticas)?|usos|notación|análisis|teoría|arquitecturas?|patr[oó]n(?:es)?|flujo de trabajo)"
    r"|(?:основн(?:ые|ая|ой) |стандартн(?:ый|ая) |типичн(?:ый|ая) )?(?:архитектур[аы]|паттерны?|pipeline|пайплайн|схема|процесс|понятия|свойства|характеристики|особенности|компоненты|этапы|шаги|параметры|методы|способы|примеры?|определения?|описание|формул[аы]|цели?|задачи|проблемы?|преимущества|недостатки|применение|виды|типы|отличия|алгоритм|идея|суть)"
    r"|(?:核心|主要|基本|关键|關鍵|重要|常见|常見|相关|相關)?(?:内容|內容|说明|說明|描述|区别|區別|对比|對比|比较|比較|分析|细节|細節|要点|要點|知识点|知識點|情况|情況|因素|阶段|階段|部分|类别|類別|性质|性質|属性|屬性|举例|舉例|案例|场景|場景|现象|現象|结论|結論|推导|推導|方向|步骤|步驟|模型(?:训练|訓練|应用|應用|评估|評估|部署|选择|選擇)(?:与.{1,8})?|数据(?:分析|收集|处理|预处理)(?:与.{1,8})?)"
    r"|(?:既存手法|提案手法|従来手法|手法|結果|考察|結論|説明|内容|定義|例|種類|特性|性質|要点|ポイント|課題|背景|目的|流れ|違い|比較|優位性|新規性)"
    r"|(?:주요 |핵심 |기본 )?(?:내용|설명|차이점?|비교|분석|요소|단계|성질|속성|예시|사례|이유|문제점?|해결(?: ?방법)?|과정|절차|개념|의미|필요성|고려 ?사항)",
    re.IGNORECASE,
)
"""What sorts a text below any heading and says nothing without it."""
_UNFINISHED: Final = re.compile(
    r"(?:and|or|but|to|for|with|of|by|in|on|at|from|as|than|that|which|because|so|if|when|then|also|y|o|pero|para|con|de|por|que|cuando|и|или|но|для|чтобы|которые|и так)\s.*(?<![)）])\Z"
    r"|.*\s(?:and|or|but|to|for|with|of|by|from|as|than|that|the|an|is|are|was|were|can|will|y|para|con|de|por|que|es|son|и|или|для|это)\Z",
)
_STOPPED: Final = re.compile(
    r"(?<!\bvs)(?<!\bet al)(?<!\bcf)(?<!\w\.\w)[.;!]\s+\S|[。；！]\S|[!！;；]\Z|,\s.*,\s.*\s(?:is|are|we|it)\s"
)
_SAYS: Final = re.compile(
    r"(?:each|every|any|all) \w|.*\w\s=\s\w|[a-z]{3,}(?<!s)s (?:the|an?|its|each|all) |(?:introduced|proposed|showed|proved|demonstrated|allows|enables|uses|used|achieves?d?|won|added|replaced|because|therefore|thus)\b"
    r"|(?:cada|todos los|todas las) \w|(?:introdujo|propuso|demostró|permite|utiliza|usa|logra)\b"
    r"|(?:кажд(?:ый|ая|ое)|все) \w|(?:доказал|показал|позволил|предложил|ввёл|ввел|использует|позволяет|применяет|добавил|заменил|находим|берём|получаем)[аи]?\b|\w{3,}(?:ируем|ируют|уется|аются)\b"
    r"|(?:将|將|把|因此|所以|根据|根據|通过|通過|分别|分別|得到|每个|每個|每一)|.*(?:以下|如下)|.*[:：]\s|.*(?:→|=>|⇒)",
    re.IGNORECASE,
)
"""How words begin that say something instead of naming a thing, or that hold a name and what is said of it."""
_MASKED: Final = re.compile(r"\$[^$]*\$|`[^`]*`")
_OF_THE_TEXT: Final = re.compile(
    r"(?<![\w-])(?:our|my|your|this|these|we|nuestr[oa]s?|мо[ий]|наш\w{0,2})(?![\w-])|本文|我们|我們|我的|우리",
    re.IGNORECASE,
)
"""Words in a name that only the text around it can tell: *our network*."""
_ONE_WORD: Final = re.compile(r"(?!(?:why|how|when|where)\b)[^\W\d_][^\W_]*s\s?[?]", re.IGNORECASE)
_COUNTS: Final = re.compile(
    r"(?:有|分为|分為|分成|包括|包含)(?:以下|如下)?[两兩二三四五六几幾多]\s?(?:大)?(?:种|種|个|個|类|類|点|點|步|项|項|部分)(?:类型|類型|方法|方式|形式)?\Z"
)
"""How a sentence ends that counts what the words behind its colon are."""
_NUMBER: Final = re.compile(r"(?:^|#)\d{1,3}\)")
_MOST_WORDS, _MOST_CELLS = 10, 60
_BRACKETS: Final = str.maketrans({"（": "(", "）": ")", "【": "[", "】": "]", "「": "[", "」": "]"})


def doubt_of_name(frame: Frame) -> str:
    """Why the name a question asks about is none; empty for a sound one."""
    name = unmarked(frame.name).strip(" *_`")
    if _OF_THE_TEXT.search(name):
        return NAMELESS
    bare = name.rstrip(" 。.:：")
    if _ABOUT.fullmatch(bare):
        return ABOUT_THE_NOTE
    if not frame.subject and (_LABEL.fullmatch(bare) or (frame.formula and is_generic(bare))):
        return NAMELESS
    return "" if is_name(name) else NO_NAME


def is_cut_quote(question: str) -> bool:
    """Whether a quotation is opened in a question and not closed, so that a part of it stands elsewhere."""
    return question.count('"') % 2 == 1 or question.count("“") != question.count("”")


def is_bare_label(question: str) -> bool:
    """Whether a question of the note is one word in the plural with a mark behind it: a label above questions."""
    return bool(_ONE_WORD.fullmatch(question.strip()))


def is_name(name: str) -> bool:
    """Whether words can name a thing: few, whole, with closed brackets and without the end of a sentence in them."""
    name = _MASKED.sub("x", name)
    return not (
        len(name.split()) > _MOST_WORDS
        or cells(name) > _MOST_CELLS
        or _UNFINISHED.match(name)
        or _STOPPED.search(name)
        or _SAYS.match(name)
        or _COUNTS.search(name)
        or not is_closed(name)
    )


def is_label(text: str) -> bool:
    """Whether a text is no more than a word that sorts what stands below it: `Training`, `Mitigation strategies`."""
    bare = unmarked(text).strip(" *_:：.。")
    return bool(_LABEL.fullmatch(bare)) or is_generic(bare)


def is_closed(text: str) -> bool:
    """Whether each bracket of a text has its other half."""
    plain = _NUMBER.sub("", text.translate(_BRACKETS))
    return plain.count("(") == plain.count(")") and plain.count("[") == plain.count("]")


def is_about_the_note(heading: str) -> bool:
    """Whether a heading stands above what is about a course or a project."""
    return bool(heading) and bool(_HOUSEKEEPING.fullmatch(heading.strip(" :：*_#.0123456789")))


_HOUSEKEEPING: Final = re.compile(
    r"(?:(?:course|class|project|exam|my|module) )?(?:grading(?: policy| scheme)?|assessments?|syllabus|schedule|time ?table|office hours|logistics|deadlines?|prerequisites?|textbooks?|installation|getting started|requirements|contributors?|contributing|licen[cs]e|change-?log|release notes|roadmap|to-?dos?(?: list)?|acknowledge?ments?|learning (?:objectives|goals|outcomes)|homework|repository structure|project structure|folder structure|directory structure|quick ?start|references|bibliography|further reading|table of contents|course (?:info(?:rmation)?|description|outline))"
    r"|(?:课程|課程)?(?:安排|考核(?:方式)?|评分(?:标准)?|作业|作業|更新日志|更新记录|参考文献|參考文獻|参考资料|參考資料|目录|目錄|待办(?:事项)?|待辦(?:事項)?|学习目标|學習目標|安装|安裝|环境配置)"
    r"|(?:評価方法|成績評価|日程|宿題|インストール|環境構築|更新履歴|参考文献|参考資料|目次|次に読むべき(?:論文|タイトル|もの)(?:は？)?)"
    r"|(?:평가 ?방법|일정|과제|설치(?: ?방법)?|참고 ?(?:자료|문헌)|목차|학습 ?목표)"
    r"|(?:расписание|оценивание|домашнее задание|установка|список литературы|литература|содержание|план лекции)"
    r"|(?:calendario|evaluación del curso|tareas|instalación|requisitos|bibliografía|referencias|índice|objetivos de aprendizaje)",
    re.IGNORECASE,
)

"""Which headings name a thing that a card can ask for, and by which words."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import unmarked
from quizcv.notes.language import has_han
from quizcv.notes.questions import asks_by_title, clean_question
from quizcv.notes.recognise import (
    is_answer_label,
    is_contents_title,
    is_faq,
    is_metadata,
    is_reference_title,
    without_place,
)
from quizcv.notes.remembered import judged
from quizcv.notes.roles import Role, role_of
from quizcv.notes.terms import is_definition, is_generic, is_glossary, why_no_name

_COUNT = re.compile(
    r"\A(?:[^\w(（$`\"'“「《¿]+|[(（]\d{1,2}[)）]|第\s*[\d一二三四五六七八九十]{1,3}\s*[章節节]\s*[:：]?|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,2}(?:[.-]\d{1,2}){0,3}\s*[.)）、:：](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}\s|\d{1,2}\s+(?=[^\W\d_])|[A-Za-z][.)]\s+(?=[A-Z])|[ivxIVX]{1,4}[.)]\s+)\s*"
)
_MARK_BEHIND = re.compile(
    r"\s*(?:[(（]\s*(?:[a-z\d]|wip|todo|tbd|optional|待补充|待補)\s*[)）]|\{#[^{}]*\}|#+|[^\w\s)）\]」』》”\"'!?？！.+*%$`]+)\s*\Z",
    re.IGNORECASE,
)
_NO_TOPIC: Final = re.compile(
    r"(?:(?:key|main|final|learning|course|project|quick|brief|short|general|some|other|my|our|the|this|additional|useful|important|common|related|lecture|reading|personal|official|basic)\s+)*"
    r"(?:take-?aways?|objectives?|goals?|outlines?|agenda|schedule|syllabus|prerequisites?|requirements?|dependencies|installations?|install|setup|set-up|usage|how to (?:run|use).*|getting started|"
    r"quick ?start|tutorials?|demos?|examples?|sample.*|exercises?|homeworks?|assignments?|projects?|notes?|(?:revision )?points(?: to remember)?|notations?|remarks?|comments?|tips?|reminders?|todos?|to-?do|questions?|problems?|"
    r"introductions?|intro|preface|prologue|about(?: .*)?|welcome|news|updates?|changelog|history|timeline|roadmap|contents?|index|misc(?:ellaneous)?|others?|more|appendix|"
    r"acknowledge?ments?|contact|licen[cs]e|authors?|credits?|citations?|bibtex|contribut(?:ing|ors?)|links?|resources?|references?|further reading|summary|conclusions?|wrap-?up|recap|"
    r"(?:(?:\w+[ -]){0,3}(?:worked |toy |simple |numerical )?examples?)|(?:made|written|created|compiled|prepared) by\b.*|code|implementations?|source code|pytorch|tensorflow|keras|numpy|files?|structure|directory.*|results?|experiments?|evaluation|visuali[sz]ations?|figures?|images?|tables?|data|datasets?(?: used)?|comparisons? (?:to|with)\b.*|ablations?.*|"
    r"homework|quiz(?:zes)?|exams?|day|week|lecture|lesson|chapter|module|unit|part|section|step|papers?|models?|networks?|architectures?|methods?|terms|terminology|basics?|fundamentals?|facts|info)"
    r"(?:\s*(?:and|&|/|,)\s*\w+|\s*\d+.*|\s*[:：].*)?\Z"
    r"|(?:(?:学习|學習|主要|关键|關鍵|本章|本节|本文|相关|相關|个人|個人|参考|參考|其他|补充|補充|实验|實驗|代码|程式|课程|課程)?(?:目标|目標|总结|總結|小结|小結|要点|要點|内容|內容|笔记|筆記|资料|資料|资源|資源|链接|連結|介绍|介紹|简介|簡介|前言|引言|"
    r"概述|背景|思考|心得|示例|例子|实例|實例|考察|感想|练习|練習|作业|作業|环境|環境|安装|安裝|使用|运行|結果|结果|结论|結論|目录|目錄|附录|附錄|更新|说明|說明|实现|實作|實現|代码|数据集|資料集|论文|論文|模型|术语|術語|基础|基礎))+\Z"
    r"|.*(?:筆記|笔记|\bnotes|メモ|まとめ|정리|노트|конспект|apuntes|cheat ?sheet)\Z"
    r"|(?:まとめ|目次|はじめに|おわりに|概要|背景|結論|参考(?:文献|資料)?|補足|メモ|目標|到達目標|キーワード|考察|感想|所感|(?:実装)?(?:演習)?(?:結果|課題|問題)|実装(?:例|演習)?|確認テスト|コード.*|環境|準備|使い方|例|演習|課題|結果|論文|モデル|この章で学ぶこと|用語|(?:著者|所属)[・/]?(?:著者|所属)?(?:機関)?|次に読むべき.*|投稿日|公開日|発表(?:日|年|会議)?|(?:関連)?学会)\Z"
    r"|(?:고찰|소감|정리|요약|개요|서론|결론|목차|목표|학습 목표|실습|예제|예시|참고(?: ?자료| ?문헌)?|코드|구현|환경|설치|사용법|결과|느낀 점|마무리|배경|데이터|과정|평가|시각화|논문|모델|용어)(?: 정리)?\Z"
    r"|(?:введение|заключение|итоги|выводы|содержание|цели|план|литература|ссылки|источники|примеры?|задани[ея]|домашнее задание|код|реализация|установка|запуск|результаты|заметки|термины|модели)\Z"
    r"|(?:(?:realizado|elaborado|escrito|hecho|creado|preparado) por\b.*|introducción|conclusi(?:ón|ones)|resumen|objetivos?|contenidos?|índice|referencias|enlaces|recursos|ejemplos?|ejercicios?|código|implementación|instalación|uso|resultados|notas|apuntes|tareas?|modelos?|términos)\Z",
    re.IGNORECASE,
)
"""Headings that sort a text and name nothing: goals, set-up, results, sources."""
_MANNER = re.compile(
    r"\A(?:understanding|(?:start|starting|getting started|diving) (?:with|into)|introduction to|intro to|an? overview of|overview of|a guide to|all about|more on|notes on|what you need to know about)\s+(?:the\s+)?(?=\S)"
    r"|(?<=\S)\s*(?:详解|詳解|解析|简介|簡介|介绍|介紹|入门|入門|解説|の基礎|について|の復習|の概要|이란|란|\s복습)\Z",
    re.IGNORECASE,
)
"""How a thing is treated is no part of its name."""
_TAKEAWAYS = re.compile(
    r"(?:key |main |final |important )?(?:take-?aways?|lessons? learned|points to remember|best practices|tips(?: and tricks)?)\b|(?:关键|關鍵|重点|重點)(?:要点|要點|总结|總結|带走|帶走|结论|結論)?\Z|要点(?:总结)?\Z|ポイント\Z|핵심\s?(?:정리|요약)\Z",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\A(?:The|El|La|Los|Las)(?=\s)")
_BRACKET_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
_ASKS_WHAT = re.compile(
    r"(?:\W*\d{1,3}[.)、:]\s*)?(?:\W*Q\s?\d*\s*[:.]\s*)?(?:"
    r"What(?:'s|’s| is| are)\s+(?:an?\s+|the\s+)?([^?？,]{2,60}?)|(?:什麼|什么)(?:是|叫)\s?([^?？，]{2,30})|([^?？，,]{2,30}?)\s?是(?:什麼|什么)|(?:¿\s*)?Qué (?:es|son)\s+(?:una?\s+|el\s+|la\s+|los\s+|las\s+)?([^?？,]{2,60}?)"
    r"|Что такое\s+([^?？,]{2,60}?)|([^?？、]{2,30}?)とは(?:何(?:か|ですか)?|なに)?|([^?？,]{2,30}?)(?:이란|란|은 무엇인가요?|는 무엇인가요?)(?: 무엇인가요?)?"
    r")\s*[?？]*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:it|this|that|these|they|the (?:difference|role|purpose|idea|use|best|main|problem|point))\b|它|这|這|其",
    re.IGNORECASE,
)
_WORDS, _SIGNS = 8, 24
_SENTENCE = re.compile(r"[.!;。！；]\s*\S|[,，].*[,，]")
_SIDE_ROLES = frozenset({Role.OPEN, Role.ASIDE, Role.SUMMARY, Role.CONCLUSION})


def topic_name(title: str) -> str:
    """A heading without number, pictographs and marks: `## 2.1 🧩 **Stride** (a)` is about `Stride`."""
    name = without_place(unmarked(title).strip())
    name = name.replace("_", " ") if "_" in name and " " not in name else name
    name = _MANNER.sub("", name) or name
    for _ in range(3):
        shorter = _MARK_BEHIND.sub("", _COUNT.sub("", name, count=1)).strip()
        if not shorter or shorter == name:
            break
        name = shorter
    return _ARTICLE.sub(lambda found: found.group().lower(), name.strip(" :："))


def asked_thing(title: str) -> str:
    """What a heading asks the meaning of, `What is a gate?`: the thing that headings below it are about; empty for any other."""
    found = _ASKS_WHAT.fullmatch(clean_question(without_place(title)))
    if not found:
        return ""
    thing = next(each for each in found.groups() if each).strip(' *_"“”')
    return "" if _POINTS.match(thing) or len(thing.split()) > _WORDS else thing[:1].upper() + thing[1:]


def is_takeaways(title: str) -> bool:
    """Whether what stands below a heading is claims to take along, each with its reason, and no terms."""
    return bool(_TAKEAWAYS.match(topic_name(title)))


@judged
def is_topic(title: str) -> bool:
    """Whether a heading names something that prose below it can explain: no question, no goals, set-up, results or sources."""
    name = topic_name(title)
    many = len(name) > _SIGNS * 2 if has_han(name) else len(name.split()) > _WORDS
    return not (
        many
        or not re.search(r"[^\W\d_]{2}", name)
        or _SENTENCE.search(name)
        or _NO_TOPIC.match(_BRACKET_BEHIND.sub("", name))
        or role_of(name) in _SIDE_ROLES
        or (why_no_name(name) and role_of(name) is None)
        or asks_by_title(title)
        or is_faq(name)
        or (is_glossary([name]) and not is_definition(name))
        or is_answer_label(name)
        or is_contents_title(name)
        or is_metadata(f"{name}:")
        or is_reference_title(name)
    )


def context(path: list[str]) -> str:
    """The nearest heading that names a subject, or asks what one is; the last one if none does."""
    for title in reversed(path):
        name = asked_thing(title) or topic_name(title) or title
        if not is_generic(name):
            return name
    return topic_name(path[-1]) or path[-1] if path else ""

"""Russian."""

from __future__ import annotations

from typing import Final

from quizcv.notes.phrases.formulas import ru as formulas
from quizcv.notes.phrases.sentences import Phrases

RUSSIAN: Final = Phrases(
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
    explain="Объясните: {}.",
    consequence="Что происходит, если {}?",
    means="Что делают, чтобы {}?",
    because="{} – почему?",
    formulas=formulas.RUSSIAN,
)

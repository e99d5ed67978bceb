"""What is said of a formula is said in the language of the note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.model import ProblemCard
from quizcv.notes.formulas.variables import OF_TABLE
from quizcv.notes.importing import import_note
from quizcv.notes.phrases import phrases
from quizcv.problems.canonical import CANONICAL

if TYPE_CHECKING:
    from quizcv.notes.report import Report

LANGUAGES = ("zh-Hant", "zh-Hans", "ja", "ko", "ru", "es")
EACH = pytest.mark.parametrize("language", LANGUAGES)
SAID = {slip.says for each in CANONICAL for slip in each.slips}
NAMES = {
    *(slip.assuming for each in CANONICAL for slip in each.slips if slip.assuming),
    *(each.title for each in CANONICAL if each.group),
    *(role.name for role in OF_TABLE.values() if role.name),
}
_FORMULA = re.compile(r"[A-Za-z\d(]*(?:[A-Za-z\d)]+(?: [-+] | ?[*/^] ?))+[\w()]+(?:/\d)?|\bln\([^)]*\)|\bsqrt\([^)]*\)")
"""What is a formula in a sentence, and stands in its translation letter by letter."""
_WORD = re.compile(r"[A-Za-z]{5,}")

NOTES = {
    "zh-Hans": "# 卷积\n\n- 卷积层输出的大小是多少？\n  - $o = (i - k)/s + 1$，其中 $i$ 是输入的大小，$k$ 是卷积核的大小，$s$ 是步幅。\n",
    "ja": "# 畳み込み\n\n- 畳み込み層の出力サイズはどうなるか？\n  - $o = (i - k)/s + 1$ 。ここで $i$ は入力サイズ、$k$ はカーネルサイズ、$s$ はストライドである。\n",
    "ru": "# Свёртки\n\n- Чему равен размер выхода свёртки?\n  - $o = (i - k)/s + 1$, где $i$ — размер входа, $k$ — размер ядра, $s$ — шаг свёртки.\n",
    "es": "# Convolución\n\n- ¿Cuál es el tamaño de la salida de una capa de convolución?\n"
    "  - Es $o = (i - k)/s + 1$, donde $i$ es el tamaño de la entrada, $k$ el del núcleo y $s$ es el paso.\n",
}


def read(note: str) -> Report:
    return import_note(note, path="note.md")


@EACH
def test_a_language_has_words_for_all_that_can_be_said_and_for_nothing_else(language: str) -> None:
    rows = {row for row in phrases(language).formulas if "{}" not in row}
    assert rows >= SAID | NAMES
    assert rows - SAID - NAMES == {"channels", "pooling size"}


@EACH
def test_formulas_and_gaps_stand_in_each_language_as_they_stand_in_english(language: str) -> None:
    for english, own in phrases(language).formulas.items():
        assert own.count("{}") == english.count("{}"), english
        assert [part for part in _FORMULA.findall(english) if part not in own] == [], english
        if language != "es":
            assert set(_WORD.findall(own)) <= {"alpha", "gamma", "precision"}, english


@EACH
def test_a_sentence_with_gaps_is_said_with_the_names_of_the_language(language: str) -> None:
    said = phrases(language).said
    wrong_name = said("this is the CIoU loss: write L_{CIoU}")
    assert said("the CIoU loss") in wrong_name
    assert "L_{CIoU}" in wrong_name
    assert "write" not in wrong_name
    wrong_count = said("this is recall; precision is TP/(TP + FP)")
    assert said("recall") in wrong_count
    assert said("precision") in wrong_count
    assert wrong_count.endswith(("TP/(TP + FP)", "TP/(TP + FP) である", "TP/(TP + FP)이다"))


def test_english_says_it_as_it_is() -> None:
    assert [phrases("en").said(each) for each in sorted(SAID | NAMES)] == sorted(SAID | NAMES)


@pytest.mark.parametrize("language", NOTES)
def test_report_card_and_problem_speak_the_language_of_the_note(language: str) -> None:
    report = read(NOTES[language])
    said = phrases(language).said
    says = said(next(each for each in SAID if each.startswith("true without padding and where")))
    assert report.deck.language == language
    (claim,) = report.claims
    assert (claim.verdict, claim.says) == ("depends", says)
    answer, problem = report.deck.cards
    assert says in answer.why
    assert isinstance(problem, ProblemCard)
    assert problem.template is not None
    front = str(problem.template.parts["front"])
    assert said("without padding") in front
    assert "without padding" not in front


def test_a_card_of_a_section_in_english_speaks_english_in_a_note_of_another_language() -> None:
    english = (
        "\n## Sizes\n\nThe size of what comes out of a layer is counted in steps, and it is the same for the width and for the height of the image.\n\n"
        "- What is the size of the output of a convolution?\n  - It is the count of steps, and it is $o = (n - f)/t + 1$ in the end.\n"
    )
    report = read(NOTES["zh-Hans"] * 3 + english)
    card = next(card for card in report.deck.cards if "(n - f)" in card.why)
    assert "true without padding and where the stride divides evenly" in card.why

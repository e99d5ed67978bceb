"""Each doubt about a question speaks where it must and is silent beside it, in the languages of notes."""

from __future__ import annotations

import pytest

from quizcv.notes.doubts.clozes import FRAGMENT, GIVEN_AWAY, TOO_MUCH, as_question, doubt_of_cloze
from quizcv.notes.doubts.frames import Frame, frame_of
from quizcv.notes.doubts.fronts import ABOUT_THE_NOTE, NAMELESS, NO_NAME, doubt_of_name, is_about_the_note
from quizcv.notes.phrases import phrases

LANGUAGES = ("en", "zh-Hant", "zh-Hans", "ja", "ko", "ru", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_asked_about_is_read_back_from_the_questions_of_every_language(language: str) -> None:
    words = phrases(language)
    assert frame_of(words.what.format("SqNet")) == Frame("SqNet", defines=True)
    assert frame_of(words.explain.format("SqNet"))._replace(explains=False) == Frame("SqNet")
    assert frame_of(words.formula.format("SqNet")) == Frame("SqNet", formula=True)
    assert frame_of(words.how.format("SqNet")) == Frame("SqNet")
    assert frame_of(words.counted(words.what.format("SqNet"), 4)) == Frame("SqNet", defines=True)


@pytest.mark.parametrize("front", ["Why square?", "Name two gates.", "为什么用角门？", "왜 문인가?"])
def test_a_question_of_the_note_is_not_taken_apart(front: str) -> None:
    assert frame_of(front).name == ""


def test_a_question_for_the_main_idea_does_not_ask_for_a_meaning() -> None:
    assert frame_of("What is the main idea of SqNet?") == Frame("SqNet")
    assert frame_of("SqNet 的主要想法是什么？") == Frame("SqNet")


@pytest.mark.parametrize(
    "name",
    ["Propiedades", "Формула", "方向", "Formulation", "Standard pipeline", "結果", "해결 방법", "Key revision points"],
)
def test_a_label_without_a_subject_is_told_and_with_one_it_is_not(name: str) -> None:
    assert doubt_of_name(Frame(name)) == NAMELESS
    assert doubt_of_name(Frame(name, subject="SqNet")) == ""


@pytest.mark.parametrize(
    "name", ["notes", "Overall impression", "Лекторы", "感想", "本研究", "느낀 점", "Apuntes", "Keras usage", "小结"]
)
def test_a_piece_of_the_note_or_of_the_course_is_told_whoever_it_belongs_to(name: str) -> None:
    assert doubt_of_name(Frame(name, subject="SqNet")) == ABOUT_THE_NOTE


@pytest.mark.parametrize(
    "name",
    [
        "Every corner",
        "Доказал",
        "Классифицируем каждый угол",
        "将数据分成以下几项",
        "key idea: closing corners",
        "gates → corners",
        "gates of",
        "a gate (of oak",
    ],
)
def test_half_a_sentence_in_place_of_a_name_is_told(name: str) -> None:
    assert doubt_of_name(Frame(name)) == NO_NAME


@pytest.mark.parametrize(
    "name",
    [
        "SqNet",
        "corner gate (of oak)",
        "Part #2) Corner gates",
        "the loss $L = a$",
        "Канал",
        "数据增强",
        "使用場面",
        "Red neuronal",
        "training data",
        "loss function",
    ],
)
def test_a_name_is_a_name(name: str) -> None:
    assert doubt_of_name(Frame(name)) == ""


def test_headings_of_a_course_or_a_project_are_known() -> None:
    assert all(
        map(is_about_the_note, ["Grading", "2. Installation", "考核方式", "参考文献", "Расписание", "평가 방법"])
    )
    assert not any(map(is_about_the_note, ["Gates", "", "Evaluation of gates", "安装角门"]))


def test_a_blank_stands_in_a_whole_sentence_that_does_not_give_it_away() -> None:
    assert doubt_of_cloze("SqNet has {{12}} gates.") == ""
    assert doubt_of_cloze("SqNet-12, gates: {{12}}") == ""
    assert doubt_of_cloze("SqNet has {{12}} gates (of oak.") == FRAGMENT
    assert doubt_of_cloze("Of 12 gates all {{12}} are open.") == GIVEN_AWAY
    assert doubt_of_cloze("{{1}} {{2}} {{3}} {{4}} {{5}}") == TOO_MUCH
    assert as_question("SqNet has {{12}} gates and {{3}} corners.") == ("SqNet has ___ gates and ___ corners.", "12, 3")

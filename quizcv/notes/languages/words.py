"""What a language asks with: rows of regular expressions, each for one sign of a question, an answer or a gap."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; each row is an alternation without its brackets, matched without regard to case.

    They are written in small letters. Against a text brought to small letters first they are matched several times as quickly
    as with `re.IGNORECASE`, for words with another first letter are passed over at once.

    Args:
        asking: A text that begins so asks or sets a task, where questions are expected.
        tasks: A text that begins so sets a task wherever it stands: Explain ..., 簡述 ....
        within: A short line that holds one of these asks: 為什麼, 어떻게.
        ending: A line that ends so asks or sets a task without a mark: 是什麼, 설명하시오.
        pointing: A question that begins so speaks of something named before it: it, these, それ.
        question: The label of a question: Q, 問, Вопрос.
        numbered: A label of a question only with a number behind it: Problem 3, 問題 3.
        answer: The label of an answer: A, 答, Ответ.
        placeholder: What keeps a place: to be filled, 待補.
        reference: The label of sources: References, 參考.
        metadata: The label of what is about the note: Date, 標籤.
        faq: A heading with one of these has questions below it.
        contents: A heading that says only this has a table of contents below it.
        kinds: A question for one of these has an answer whose parts stand alone: types, layers, losses.
        advert: A line with a link and one of these is no content: subscribe, 關注.
        hint: The label of a hint.
        easy: The label of an easy question; `medium` and `hard` likewise.
        medium: See `easy`.
        hard: See `easy`.
        level: The label before one of these.
    """

    asking: str
    tasks: str
    within: str = ""
    ending: str = ""
    pointing: str
    question: str
    numbered: str
    answer: str
    placeholder: str
    reference: str
    metadata: str
    faq: str
    contents: str
    kinds: str
    advert: str
    hint: str
    easy: str
    medium: str
    hard: str
    level: str

"""Patterns that are matched against small letters have no capital that could never be met."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from quizcv.notes.languages import LANGUAGES
from quizcv.notes.papers import facts
from quizcv.notes.roles import role_of

_ESCAPE = re.compile(r"\\.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_in_small_letters(language: str) -> None:
    words = LANGUAGES[language]
    rows = {each.name: _ESCAPE.sub("", getattr(words, each.name)) for each in fields(words)}
    assert rows == {name: row.lower() for name, row in rows.items()}


@pytest.mark.parametrize("label", ["Results", "RESULTS", "results", "TL;DR", "Основная идея", "Qué es"])
def test_a_label_is_known_whatever_its_case(label: str) -> None:
    assert role_of(label) is role_of(label.lower()) is not None
    assert facts.kind_of("ARXIV") is facts.kind_of("arXiv") is facts.Fact.LINK

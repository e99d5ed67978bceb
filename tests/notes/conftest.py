"""Notes as a test writes them: a short text in, a report out."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report


@pytest.fixture
def read() -> Callable[[str], Report]:
    def read_text(text: str) -> Report:
        return import_note(dedent(text), path="note.md")

    return read_text


@pytest.fixture
def made() -> Callable[[str], list[tuple[str, str]]]:
    """What a note is made into: the certain cards and, behind them, the drafts."""

    def fronts_and_backs(text: str) -> list[tuple[str, str]]:
        deck = import_note(dedent(text), path="note.md").deck
        return [texts_of(card)[:2] for card in deck.cards] + [(each.question, each.answer) for each in deck.drafts]

    return fronts_and_backs


@pytest.fixture
def cards() -> Callable[[str], list[tuple[str, str]]]:
    def fronts_and_backs(text: str) -> list[tuple[str, str]]:
        return [texts_of(card)[:2] for card in import_note(dedent(text), path="note.md").deck.cards]

    return fronts_and_backs

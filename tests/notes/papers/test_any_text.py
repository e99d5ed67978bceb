"""Whatever stands in a paper's section, a list or a table, reading it never raises and loses no line silently."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.importing import import_note
from quizcv.notes.outline import Block, Shape
from quizcv.notes.papers.citing import cite
from quizcv.notes.papers.facts import fact_of
from quizcv.notes.papers.numbers import number_cards
from quizcv.notes.papers.paper import Paper
from quizcv.notes.report import texts_of

WORDS = st.sampled_from(
    [
        "SqNet", "(2031)", "**", "- ", "\n", "\n\n", "\n- ", "\n  - ", "\n## ", "Problem", "Idea:", "Results", ":", "：", "3.5 %", "12 layers", "| ", "|---|",
        "arXiv:3112.01234", "CVPR 2031", "`", "$x$", "[a](https://arxiv.org/abs/1512.03385)", "Ann Lee", "et al.", "提出", "22層", "是什麼？", "?", "Questions",
        "![a](b.png)", "> ", "1. ", "Square Filters for Round Problems", "TODO", "TLDR;", "Year: 2031", "IoU (Intersection over Union)", " is a ", "{{", "}}",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map("".join)


@given(TEXTS)
def test_a_section_of_any_words_gives_a_deck_that_can_be_read(text: str) -> None:
    report = import_note(f"## SqNet (2031)\n- **Square Filters for Round Problems**\n{text}", path="n.md")
    assert len(read_deck_text(write_deck(report.deck)).cards) == len(report.deck.cards)
    for card in report.deck.cards:
        front, back, *_ = texts_of(card)
        assert front.strip()
        assert back.strip() or "{{" in front


@given(TEXTS)
def test_a_note_of_any_words_gives_the_same_deck_twice(text: str) -> None:
    assert import_note(text, path="n.md") == import_note(text, path="n.md")


@given(st.text(max_size=300))
def test_a_line_of_any_signs_is_read(text: str) -> None:
    cite(text)
    fact_of(Block(Shape.ITEM, text, 1))
    number_cards(text, 1, "", Paper("SqNet"))

"""No text makes the importer raise, hang, or lose a line without a word."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.importing import import_note
from quizcv.notes.outline import read_outline, walk
from quizcv.notes.report import texts_of
from quizcv.notes.source import decode, tidy

SIGNS = [
    "[",
    "[a](",
    "![",
    "(",
    "$",
    "$$",
    "`",
    "*",
    "**a ",
    "_",
    "<!--",
    "> ",
    "- ",
    "a? ",
    "1=",
    "x = y + ",
    "|",
    "\\(",
    "http://",
    "之所以",
    "\\[",
    "[[",
    "<b>",
    "<details>",
    "<td>",
    "<summary>",
    "Q: ",
    "1. ",
    "- [ ] ",
    "**Q** ",
    "What is ",
    "為什麼",
    "A: ",
    "==",
    "1️⃣",
    "&",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_time_grows_with_the_text_not_with_its_square(sign: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        import_note(sign * count, path="n.md")
        import_note((sign + "\n") * (count // 4), path="n.md")
        return time.process_time() - start

    seconds(500)
    assert seconds(6_000) < 20 * max(seconds(750), 0.02)


def test_ten_thousand_levels_are_no_recursion_and_what_is_not_read_is_listed() -> None:
    text = "".join("  " * level + f"- level {level}\n" for level in range(300)) + "> " * 10_000 + "deep\n"
    report = import_note(text, path="n.md")
    assert any(each.reason == "nested too deep to be read" for each in report.left_out)


def test_text_of_one_line_is_read_whole_and_copied_few_times() -> None:
    note = "- What is it?\n  - " + "It says so. " * 100_000
    import_note("- What is it?\n  - $x$\n", path="n.md")
    tracemalloc.start()
    report = import_note(note, path="n.md")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [len(draft.answer) for draft in report.deck.drafts] == [len(note.strip()) - len("- What is it?\n  - ")]
    assert most < 10 * len(note)


@pytest.mark.parametrize("sign", ["<details>", "> ", "- <details><summary>a</summary>", "<table><tr><td>", "<ul><li>"])
def test_deep_nesting_is_no_recursion(sign: str) -> None:
    import_note(sign * 5_000 + "What is it?\n", path="n.md")
    import_note((sign + "\n") * 5_000 + "What is it?\n", path="n.md")


SHAPES = st.lists(
    st.sampled_from(
        ["- ", "1. ", "## ", "**", "Q: ", "A: ", "Answer:", "What is it?", "Explain it", "為什麼？", "？", "?", "\n", "\n\n", "  ",
         "    ", "> ", "| a | b |\n|---|---|\n", "| Q | A |\n|---|---|\n", "<details>", "</details>", "<summary>", "</summary>", "<table>",
         "<tr><td>", "</td>", "<!--", "-->", "```", "$$", "\\[", "\\]", "- [ ] ", "- [x] ", "![a](b.png)", "[a](b)", "[[a|b]]", "TODO", "...",
         "Question 3", "# ", "---\n", "===\n", "Hint: a", "(hard)", "text", "https://example.org", "<br>", "x<sup>2</sup>", "\u200b", "\t"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(SHAPES)
def test_shapes_in_any_order_give_a_deck_that_can_be_written_and_read(text: str) -> None:
    report = import_note(text, path="n.md")
    again = read_deck_text(write_deck(report.deck))
    assert [card.id for card in again.cards] == [card.id for card in report.deck.cards]
    rows = tidy(text).count("\n") + 1
    assert all(card.source and 1 <= (card.source.line or 0) <= rows for card in report.deck.cards)
    assert import_note(text, path="n.md").deck == report.deck


@given(SHAPES)
def test_no_word_of_a_note_is_lost_without_a_word(text: str) -> None:
    """Every line with a word of its own is on a card, in a draft, among the placeholders or left out."""
    marked = text.replace("text", "\n\nzebra stripes\n\n")
    report = import_note(marked, path="n.md")
    if "zebra" not in "".join(row for row in _said(marked)):
        return
    told = [each for card in report.deck.cards for each in texts_of(card)]
    told += [f"{draft.question} {draft.answer}" for draft in report.deck.drafts]
    told += [each.text for each in report.left_out]
    told += [each.text for each in (*report.placeholders, *report.formulas)]
    assert "zebra" in " ".join(told).casefold()


def _said(text: str) -> list[str]:
    """The texts of the outline's blocks; what stands in a comment or in front matter is none."""
    outline = read_outline(tidy(text))
    sections, said = [outline.root], []
    while sections:
        section = sections.pop()
        sections += section.sections
        said += [block.text for block in walk(section.blocks) if not block.text.startswith("<!--")]
    return said


MARKDOWN = st.text(alphabet="ab?？: *-+#`$[](){}!|<>\\_=0123456789x\n\t .：是圖é\u202e\x00\r", max_size=300)


@given(MARKDOWN)
def test_any_text_gives_a_deck_that_can_be_written_and_read(text: str) -> None:
    deck = import_note(text, path="n.md").deck
    again = read_deck_text(write_deck(deck))
    assert [card.id for card in again.cards] == [card.id for card in deck.cards]
    assert import_note(text, path="n.md", existing=again).changes.changed == ()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text(data: bytes) -> None:
    text, _ = decode(data)
    import_note(text, path="n.md")


@given(MARKDOWN)
def test_every_line_of_the_outline_lies_in_the_note(text: str) -> None:
    note = tidy(text)
    rows = note.count("\n") + 1
    outline = read_outline(note)
    sections = [outline.root]
    while sections:
        section = sections.pop()
        sections += section.sections
        assert all(1 <= block.line <= rows for block in walk(section.blocks))


def test_control_characters_and_overrides_never_reach_a_card() -> None:
    report = import_note("- What is\x1b[31m BN\u202e?\n  - It\x07 is\u200b.\r\n", path="n.md")
    (card,) = report.deck.cards
    assert card.id == "what-is-31m-bn"
    assert not set("\x1b\u202e\x07\u200b\r") & set(write_deck(report.deck))


def test_carriage_returns_and_a_byte_order_mark_change_nothing() -> None:
    text = "# BN\n- What is BN?\n  - It is.\n"
    plain = import_note(text, path="n.md").deck
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert import_note(decode(data)[0], path="n.md").deck == plain


def test_front_matter_and_comments_are_left_out_whatever_they_say() -> None:
    report = import_note(
        "---\ntitle: What?\n---\n<!-- - What is BN?\n  - a -->\n\n# T\n- What is GN?\n  - b\n", path="n.md"
    )
    assert [card.id for card in report.deck.cards] == ["what-is-gn"]
    assert [each.reason for each in report.left_out] == ["front matter", "an HTML comment"]

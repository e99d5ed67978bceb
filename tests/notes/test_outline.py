"""What the outline makes of front matter, HTML, open fences, rules and signs that are no structure."""

from __future__ import annotations

from textwrap import dedent

from quizcv.notes.importing import import_note
from quizcv.notes.outline import DETAILS, Block, Shape, read_outline
from quizcv.notes.report import Report, texts_of


def read(text: str) -> Report:
    return import_note(dedent(text), path="note.md")


def blocks(text: str) -> list[Block]:
    return read_outline(dedent(text)).root.blocks


def test_a_details_element_is_an_item_that_holds_what_it_folds_with_the_lines_of_the_note() -> None:
    (item,) = blocks("<details>\n<summary>One</summary>\n\nText.\n\n- a\n\n</details>\n")
    assert (item.shape, item.text, item.line, item.mark) == (Shape.ITEM, "One", 1, DETAILS)
    assert [(child.shape, child.text, child.line) for child in item.children] == [
        (Shape.PARAGRAPH, "Text.", 4),
        (Shape.ITEM, "a", 6),
    ]


def test_details_within_details_and_within_a_bullet() -> None:
    (outer,) = blocks(
        "<details><summary>A</summary>\n<details><summary>B</summary>\n\nText.\n\n</details>\n</details>\n"
    )
    assert [child.text for child in outer.children] == ["B"]
    (bullet,) = blocks("- <details><summary>A</summary>Text</details>\n")
    assert [(child.text, child.children[0].text) for child in bullet.children] == [("A", "Text")]


def test_details_never_closed_fold_no_heading() -> None:
    outline = read_outline("<details><summary>A</summary>\n\nText.\n\n# B\n\nMore.\n")
    assert [section.title for section in outline.root.sections] == ["B"]


def test_an_html_table_is_a_table_and_knows_the_lines_of_its_rows() -> None:
    (table,) = blocks("<table>\n<tr><th>A</th><th>B</th></tr>\n<tr>\n<td>c|d</td>\n<td>e</td></tr>\n</table>\n")
    assert table.text == "| A | B |\n| --- | --- |\n| c\\|d | e |"
    assert (table.shape, table.mark) == (Shape.TABLE, "2,2,3")


def test_html_lists_breaks_and_links_become_what_they_mean() -> None:
    text = '## What is a tile?\n<ul>\n<li><b>One</b> &amp; <a href="https://example.org">two</a></li>\n<li>three</li>\n</ul>\n'
    assert texts_of(read(text).deck.cards[0])[1] == "- **One** & two\n- three"


def test_a_comment_is_never_read_whatever_it_says() -> None:
    report = read(
        """\
        <!-- - What is BN?
          - a layer

        <details><summary>What is LN?</summary>another</details>
        -->
        ## What is GN? <!-- $3 * 4 = 13$ -->
        <!-- Answer: 3 * 4 = 13 -->
        Groups.
        """
    )
    assert [texts_of(card)[:2] for card in report.deck.cards] == [("What is GN?", "Groups.")]
    assert report.claims == ()


def test_an_open_fence_ends_before_the_next_heading() -> None:
    text = "# Code\n## What is a fence?\n```python\nx = 1\n\n## What is next?\nText.\n"
    assert [texts_of(card)[0] for card in read(text).deck.cards] == ["What is a fence?", "What is next?"]


def test_a_comment_in_code_is_no_heading() -> None:
    text = "## What is a tile?\n```\n# a remark\nx = 1\n```\n"
    assert texts_of(read(text).deck.cards[0])[1] == "```\n# a remark\nx = 1\n```"


def test_prose_above_a_rule_is_no_heading() -> None:
    text = "## What is a tile?\nIt is this\nand that.\n---\n\n## What else?\nMore.\n"
    assert [texts_of(card)[:2] for card in read(text).deck.cards] == [
        ("What is a tile?", "It is this and that."),
        ("What else?", "More."),
    ]


def test_front_matter_line_ends_and_a_byte_order_mark_do_not_move_the_lines() -> None:
    text = "\ufeff---\r\ntitle: What?\r\n---\r\n\r\n## What is a tile?\r\nThis.\r\n"
    (card,) = import_note(text, path="note.md").deck.cards
    assert card.source
    assert (texts_of(card)[:2], card.source.line) == (("What is a tile?", "This."), 5)


def test_badges_advertisements_and_bare_markup_are_no_answer() -> None:
    report = read(
        """\
        # Notes
        [![build](https://img.shields.io/x.svg)](https://example.org)
        <p align="center"><img src="https://img.shields.io/badge/x" alt="badge"></p>
        <br>

        ## What is a tile?
        This.
        <br/>

        #### Find all answers [here](https://example.org)
        """
    )
    assert [texts_of(card)[:2] for card in report.deck.cards] == [("What is a tile?", "This.")]
    assert {"a badge", "leads away from the note"} <= {each.reason for each in report.left_out}


def test_emphasis_marks_and_links_of_other_programs_are_read() -> None:
    text = "- What is [[Batch norm|BN]]?\n  - It is ==important==, see [[Layers#norm]].\n  - ![[figure one.png]]\n"
    assert [texts_of(card)[:2] for card in read(text).deck.cards] == [
        ("What is BN?", "- It is important, see Layers.\n- ![figure one.png](figure%20one.png)")
    ]

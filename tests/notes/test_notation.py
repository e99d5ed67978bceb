"""Fences that hold prose, times before headings, and questions that stand only in a list of links."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from quizcv.notes.outline import Shape, read_outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]


def _shapes(text: str) -> list[tuple[Shape, str, int]]:
    return [(block.shape, block.text, block.line) for block in read_outline(dedent(text)).root.blocks]


def test_sentences_in_a_fence_are_prose_with_their_lines() -> None:
    text = """\
        ```
        The corner gate closes all four corners of a tile.
        ```
        """
    assert _shapes(text) == [(Shape.PARAGRAPH, "The corner gate closes all four corners of a tile.", 2)]


@pytest.mark.parametrize(
    "inside",
    [
        "gate = corner(4)",
        "# a comment of a few more words here\npass",
        "tile -> gate -> corner\n  |\n  v",
        "入力\n  ↓\n出力",
        "tiles      corners\n4          16",
    ],
)
def test_code_and_drawings_stay_in_their_fence(inside: str) -> None:
    assert [shape for shape, _, _ in _shapes(f"```\n{inside}\n```\n")] == [Shape.CODE]


def test_a_fence_with_a_language_is_code() -> None:
    text = "```python\nThe corner gate closes all four corners of a tile.\n```\n"
    assert [shape for shape, _, _ in _shapes(text)] == [Shape.CODE]


def test_numbered_lines_below_a_name_in_a_fence_are_what_it_lists(cards: Cards) -> None:
    text = """\
        # タイル

        ```
        角を閉じる手順
        1、画像をタイルに分けて並べる
        2、タイルの角を一つずつ閉じる
        3、閉じた角を数えて記録する
        ```
        """
    [(front, back)] = cards(text)
    assert front.startswith("角を閉じる手順")
    assert back.split("\n")[1] == "2. タイルの角を一つずつ閉じる"


def test_a_question_and_its_answer_in_a_fence_are_a_card(cards: Cards) -> None:
    text = "# タイル\n\n```\nQ:角を閉じると何が起きるか。\nA:画像の端に余分な線が出なくなる。\n```\n"
    assert cards(text) == [("角を閉じると何が起きるか。", "画像の端に余分な線が出なくなる。")]


@pytest.mark.parametrize("time", ["00:25:10- ", "[12:30] ", "1:05 – ", "02：00：00 "])
def test_the_time_of_a_recording_is_no_part_of_a_heading(time: str) -> None:
    [section] = read_outline(f"# {time}Corner gate\n").root.sections
    assert section.title == "Corner gate"


LINKED = """\
    # Tiles

    ## Questions

    - [What is a corner gate?](#1)
    - [Name two uses of tiles](#2)
    - [How are tiles counted?](#3)

    ## Answers

    ### #1

    It closes the corners of a tile.

    ### #2

    Floors and walls.

    ### #3
    """


def test_headings_that_only_count_ask_what_the_links_to_them_say(cards: Cards) -> None:
    assert cards(LINKED) == [
        ("What is a corner gate?", "It closes the corners of a tile."),
        ("Name two uses of tiles", "Floors and walls."),
    ]


def test_a_linked_question_with_nothing_below_its_number_is_unanswered(read: Read) -> None:
    assert [(draft.question, draft.line) for draft in read(LINKED).deck.drafts] == [("How are tiles counted?", 19)]

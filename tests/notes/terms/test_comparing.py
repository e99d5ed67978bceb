"""Tables that compare things become a card for each row; bare values and schedules do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report


def test_a_row_that_names_a_thing_is_asked_for_the_properties_of_its_columns(
    cards: Callable[[str], list[tuple[str, str]]],
) -> None:
    assert cards(
        """
        ## Detector families

        | Family | How it works | When to use |
        |---|---|---|
        | One-stage | predicts boxes in one pass | when speed matters |
        | Two-stage | proposes regions, then classifies them | when accuracy matters |
        """
    ) == [
        (
            "One-stage: how it works and when to use?",
            "- How it works: predicts boxes in one pass\n- When to use: when speed matters",
        ),
        (
            "Two-stage: how it works and when to use?",
            "- How it works: proposes regions, then classifies them\n- When to use: when accuracy matters",
        ),
    ]


def test_pitfalls_are_asked_for_cause_and_mend_in_the_language_of_the_note(
    cards: Callable[[str], list[tuple[str, str]]],
) -> None:
    made = cards(
        """
        ## 训练时常见的坑

        | 现象 | 原因 | 对策 |
        |---|---|---|
        | 损失变成 NaN | 学习率太大 | 降低学习率并裁剪梯度 |
        | 边框漂移 | 解码器步幅写错 | 检查步幅和对齐方式 |
        """
    )
    assert made[0] == ("损失变成 NaN：原因、对策？", "- 原因: 学习率太大\n- 对策: 降低学习率并裁剪梯度")
    assert len(made) == 2


def test_where_the_rows_are_properties_each_is_asked_for_all_the_things(
    cards: Callable[[str], list[tuple[str, str]]],
) -> None:
    assert cards(
        """
        ## Norms

        | | Batch norm | Layer norm |
        |---|---|---|
        | Averages over | batch and space | channels |
        | Depends on the batch | yes, in training | not at all |
        """
    ) == [
        ("Batch norm, Layer norm: averages over?", "- Batch norm: batch and space\n- Layer norm: channels"),
        ("Batch norm, Layer norm: depends on the batch?", "- Batch norm: yes, in training\n- Layer norm: not at all"),
    ]


def test_the_other_columns_of_a_table_of_terms_are_told_too(cards: Callable[[str], list[tuple[str, str]]]) -> None:
    made = cards(
        """
        ## Arguments

        | Parameter | Meaning | Typical values | Link |
        |---|---|---|---|
        | stride | how far the window moves at a time | 1 or 2 | [doc](https://example.org) |
        | padding | what is added around the image | 0 or 1 | [doc](https://example.org) |
        """
    )
    assert ("stride: typical values?", "1 or 2") in made
    assert ("What is padding?", "What is added around the image") in made
    assert not any("doc" in back for _, back in made)


def test_a_table_of_bare_values_is_one_draft(read: Callable[[str], Report]) -> None:
    report = read(
        """
        ## Speed on my machine

        | Setting | mAP | FPS |
        |---|---|---|
        | small | 31.2 | 90 |
        | large | 44.0 | 22 |
        """
    )
    assert not report.deck.cards
    assert [(draft.line, draft.reason) for draft in report.deck.drafts] == [
        (4, "a table of values: make a card of what is worth knowing")
    ]


def test_a_schedule_is_left_out_and_told(read: Callable[[str], Report]) -> None:
    report = read(
        """
        ## Plan

        | Week | Topic |
        |---|---|
        | 1 | edges and corners of a picture |
        | 2 | filters in space and frequency |
        """
    )
    assert not report.deck.cards
    assert not report.deck.drafts
    assert [left.reason for left in report.left_out] == ["a table that answers no question"]

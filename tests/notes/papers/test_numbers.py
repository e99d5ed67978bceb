"""Numbers of a paper: which are blanks, which never are, and that each card can be understood alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.papers.numbers import number_cards, sentences
from quizcv.notes.papers.paper import Paper
from quizcv.notes.report import kind_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]

NET = Paper("SqNet")


def clozes(text: str, paper: Paper = NET) -> list[str]:
    return [card.front for card in number_cards(text, 1, "Papers", paper)]


@pytest.mark.parametrize(
    ("text", "cloze"),
    [
        ("It has 12 layers and needs 3.5 million parameters.", "SqNet has {{12}} layers and needs {{3.5 million}} parameters."),
        ("It reached a top-5 error of 3.57 % with an ensemble.", "SqNet reached a top-5 error of {{3.57 %}} with an ensemble."),
        ("top-5 error 6.67%", "SqNet: top-5 error {{6.67%}}"),
        ("The model is 9x smaller than round ones.", "SqNet is {{9x}} smaller than round ones."),
        ("Runs at 45 fps (22ms per image).", "SqNet: Runs at {{45 fps}} ({{22ms}} per image)."),
        ("Training takes 25% - 50% less time.", "SqNet: Training takes {{25% - 50%}} less time."),
        ("Stacks of 11 to 19 layers were trained.", "SqNet: Stacks of {{11 to 19}} layers were trained."),
        ("The error fell from 26.2 % to 15.3 % on tiles.", "SqNet: The error fell from {{26.2 %}} to {{15.3 %}} on tiles."),
        ("SqNet beats RoundNet by 2.1 points on tiles.", "SqNet beats RoundNet by {{2.1}} points on tiles."),
        ("Trained on 1.2 million images of 1,000 classes.", "SqNet: Trained on {{1.2 million}} images of {{1,000}} classes."),
        ("36.2 AP on the tiles, with 150 GFLOPs.", "SqNet: {{36.2 AP}} on the tiles, with {{150 GFLOPs}}."),
        ("整個網路共有22層，參數量是AlexNet的12倍。", "SqNet：整個網路共有{{22}}層，參數量是AlexNet的{{12}}倍。"),
        ("このネットワークは 22 層で、誤り率は 3.5% である。", "SqNet：このネットワークは {{22}} 層で、誤り率は {{3.5%}} である。"),
        ("네트워크는 22층이며 오류율은 3.5%이다.", "SqNet: 네트워크는 {{22}}층이며 오류율은 {{3.5%}}이다."),
        ("Сеть имеет 19 слоёв и 144 млн параметров.", "SqNet: Сеть имеет {{19}} слоёв и {{144 млн}} параметров."),
        ("La red tiene 19 capas y 144 millones de parámetros.", "SqNet: La red tiene {{19}} capas y {{144 millones}} de parámetros."),
    ],
)  # fmt: skip
def test_numbers_that_carry_the_fact_are_blanks_with_their_units(text: str, cloze: str) -> None:
    assert clozes(text) == [cloze]


@pytest.mark.parametrize(
    "text",
    [
        "See Figure 3 and table 12 for the layers.",
        "Read on 2021-03-04, page 12 of the paper.",
        "The paper was cited 12000 times since then.",
        "It is version 2.0 of the same network.",
        "3x3 kernels with stride 2 are used everywhere.",
        "ResNet-50 is used as the backbone on COCO 2017.",
        "1. The first layer is square.",
        "Others use only a few layers (e.g. 5 layers) for it.",
        "It has 1 layer more than others have.",
        "Use `12 layers` for the backbone there.",
        "The loss is $12 layers$ in the formula.",
        "This gives 5 % more in the end.",
        "它比其他網路少了 5 % 的參數。",
        "It has 1 %, 2 %, 3 %, 4 % and 5 % of them.",
        "Is it 5 % better than the round one?",
        "Results at 5 % are the following:",
        "12 layers",
        "當資源有 2 倍時，網路會變得更深。",
    ],
)
def test_other_numbers_are_no_blanks(text: str) -> None:
    assert clozes(text) == []


def test_a_sentence_keeps_the_condition_before_it_if_both_are_short() -> None:
    text = "At batch size two the round one breaks. The square one wins by 10.6 points."
    assert clozes(text) == ["SqNet: At batch size two the round one breaks. The square one wins by {{10.6}} points."]


def test_of_a_long_text_each_sentence_with_a_number_is_a_card() -> None:
    filler = (
        "The corners of one filter meet the corners of the next filter on every side of the tile, as they should in a tiling. "
        * 2
    )
    assert clozes(f"{filler}The error is 3.5 % on tiles. This is fine.") == ["SqNet: The error is {{3.5 %}} on tiles."]


def test_dots_in_numbers_and_after_short_words_end_no_sentence() -> None:
    assert sentences("It has 3.5 M, e.g. more. As Lee et al. say so. 這樣。那樣") == [
        "It has 3.5 M, e.g. more.",
        "As Lee et al. say so.",
        "這樣。",
        "那樣",
    ]


def test_a_paper_gets_a_few_numbers_and_the_rest_is_listed(read: Read) -> None:
    rows = "".join(
        f"- On tiles of kind {name} it wins by {number}.5 % of them.\n" for number, name in enumerate("ABCDEFGH", 1)
    )
    report = read(f"## SqNet (2031)\n- **Square Filters for Round Problems**\n{rows}")
    assert sum(kind_of(card) == "cloze" for card in report.deck.cards) == 5
    assert sum(each.reason == "more numbers than are worth a card" for each in report.left_out) == 3


def test_the_name_of_the_paper_stands_in_every_card(read: Read) -> None:
    text = "- It has 12 layers in all.\n- Corner gate: closes corners.\n- Problem: Round filters.\n- Results: 3.5 % error on tiles.\n- $y = x + F(x)$\n"
    report = read(f"## SqNet (2031)\n- **Square Filters for Round Problems**\n{text}")
    assert all("SqNet" in texts_of(card)[0] for card in report.deck.cards)


def test_a_bare_number_under_its_name_is_a_blank_and_a_citation_count_is_not(read: Read) -> None:
    text = "- Idea: Make them square.\n- Parameters: 60 M\n- Learning rate: 0.1\n- Cited by 12000\n"
    report = read(f"## SqNet (2031)\n- **Square Filters for Round Problems**\n{text}")
    assert [texts_of(card)[0] for card in report.deck.cards if kind_of(card) == "cloze"] == [
        "SqNet, parameters: {{60 M}}"
    ]
    assert {each.line: each.reason for each in report.left_out} == {
        5: "a setting or a bare value, not a definition",
        6: "tells who wrote the paper, when or where",
    }

"""Three real notes, read line by line by a person: what each must give. Nothing here was made by running the importer."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcv.cards.model import ProblemCard
from quizcv.notes.importing import import_note
from quizcv.notes.report import Report, kind_of, texts_of
from quizcv.problems.proving import prove

SEEDS = Path(__file__).parent / "seeds"
FAQ = "001_21cdac9cf92105dc.txt"
LOSSES = "003_0f22843b88c76249.txt"
PAPERS = "004_1c240cf64b588271.txt"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {name: import_note((SEEDS / name).read_text(encoding="utf-8"), path=name) for name in (FAQ, LOSSES, PAPERS)}


def fronts(report: Report) -> dict[str, int]:
    return {texts_of(card)[0]: card.source.line or 0 for card in report.deck.cards if card.source}


def back(report: Report, front: str) -> str:
    return next(texts_of(card)[1] for card in report.deck.cards if texts_of(card)[0] == front)


ANSWERED = {
    "How compute number of parameters in a conv layer?": 63,
    "How to compute the output size of conv layer?": 65,
    "How to choose padding and stride size?": 65,
    "How to compute the output size of Pool layer?": 68,
    "Should I use `inplace=True` in pytroch?": 74,
    "In convolutional neural networks, what effect does the size (e.g. 3x3, 5x5, 7x7) of the convolution kernel have on "
    "the architecture of the convolutional neural networks? (5 points)": 78,
    "Can we go lower than 3x3 receptive size filters if it provides the same benefits as factorizing 5x5 or 7x7?": 92,
    "What's the use of 1x1 convolutions?": 95,
}
UNANSWERED = [
    ("How to use the filter size?", 60),
    ("How to perform flatten?", 70),
    ("What’s group normalization?", 71),
    ("What’s weight standardization?", 71),
    ("Difference from BN?", 71),
    ("How to calculate Conv output size and how to find the right pad and stride?", 72),
    ("stide or maxpool?", 73),
    ("What is time complexity and why preserve it between layers?", 89),
]


def test_every_answered_question_of_the_faq_is_a_card(reports: dict[str, Report]) -> None:
    found = fronts(reports[FAQ])
    assert {front: found.get(front) for front in ANSWERED} == ANSWERED


def test_every_unanswered_question_of_the_faq_is_listed_with_its_line_and_is_a_draft_never_asked(
    reports: dict[str, Report],
) -> None:
    report = reports[FAQ]
    assert [(each.text, each.line) for each in report.unanswered] == UNANSWERED
    assert [(draft.question, draft.line) for draft in report.deck.drafts] == UNANSWERED
    assert not {question for question, _ in UNANSWERED} & set(fronts(report))


def test_what_else_the_faq_teaches_is_a_card(reports: dict[str, Report]) -> None:
    others = {front: line for front, line in fronts(reports[FAQ]).items() if front not in ANSWERED}
    assert list(others.values()) == [32, 64, 66, 67, 69, 80, 99, 100, 101]
    assert "What is important about batch normalization?" in others
    assert "Convolutional neural networks work on 2 assumptions: which ones?" in others
    assert "Getting rid of pooling: why, and how?" in others
    assert "Why prefer a stack of small filter CONV to one large receptive field CONV layer?" in others


def test_the_numbers_of_a_statement_are_the_blanks_of_a_cloze(reports: dict[str, Report]) -> None:
    cloze = next(text for text in fronts(reports[FAQ]) if "{{" in text)
    for blank in ("{{224}}", "{{[0, 1]}}", "{{[0.485, 0.456, 0.406]}}", "{{[0.229, 0.224, 0.225]}}"):
        assert blank in cloze


def test_formulas_and_claims_of_the_faq(reports: dict[str, Report]) -> None:
    report = reports[FAQ]
    assert [(each.text, each.line) for each in report.formulas] == [
        ("(k*k*ch_{in}) * ch_{out} + ch_{out}", 64),
        ("out=(in+2∗p−k)/s +1", 66),
        ("p=(k-1)/2", 67),
        ("out=(in−k)/s +1", 69),
    ]
    assert [(each.line, each.verdict) for each in report.claims] == [
        (64, "holds"),
        (66, "depends"),
        (67, "holds"),
        (69, "depends"),
        (102, "holds"),
        (102, "holds"),
    ]
    conv, pool = (each for each in report.claims if each.verdict == "depends")
    assert conv.says == "true where the stride divides evenly; otherwise the quotient is rounded down"
    assert conv.correct == r"\lfloor \frac{\text{in} + 2p - k}{s} \rfloor + 1"
    assert pool.says.startswith("true without padding and where the stride divides evenly")
    assert back(report, next(front for front in fronts(report) if "state the formula" in front)) == "$$p=(k-1)/2$$"


def test_a_formula_whose_letters_are_named_drills_with_new_numbers_each_time(reports: dict[str, Report]) -> None:
    problems = [card for card in reports[FAQ].deck.cards if isinstance(card, ProblemCard)]
    assert [
        (card.source.line, card.template.parts["answer"]) for card in problems if card.source and card.template
    ] == [
        (64, "k*k*ch_in*ch_out + ch_out"),
        (66, "(in + 2*p - k)/s + 1"),
        (69, "(in - k)/s + 1"),
    ]
    for card in problems:
        assert card.template
        prompts = {card.template.draw("faq", card.id, seed).prompt for seed in range(20)}
        assert len(prompts) > 10
        assert prove(card.template, "faq", card.id) == []


def test_links_and_bare_headings_of_the_faq_are_left_out_with_their_lines(reports: dict[str, Report]) -> None:
    links = {7, 10, 11, 16, 17, 18, 19, 21, 23, 29, 31, 38, 45, 48, 56}
    left = {each.line: each.reason for each in reports[FAQ].left_out}
    assert {line for line, reason in left.items() if reason == "a link"} == links
    assert {line for line, reason in left.items() if reason == "only links below it"} == {15, 20, 22, 28, 30, 44}
    assert left[3] == "a heading with nothing below it"
    assert left[51] == "a term with nothing said about it"


LOSS_CARDS = {
    "What is computer vision?": 3,
    "What is image classification?": 35,
    "What is object detection?": 53,
    "What is the IoU loss?": 63,
    "State the formula of IoU loss.": 65,
    "What is the GIoU loss?": 66,
    "State the formula of GIoU loss.": 69,
    "What is the DIoU loss?": 70,
    "State the formula of DIoU loss.": 72,
    "What is the CIoU loss?": 73,
    "What is the Focal Loss?": 81,
    "State the formula of Focal Loss.": 84,
    "What is Multi Object Tracking?": 96,
    "What is important about batch normalization?": 112,
}


def test_every_loss_its_formula_and_every_definition_is_a_card(reports: dict[str, Report]) -> None:
    assert fronts(reports[LOSSES]) == LOSS_CARDS


def test_a_formula_that_is_never_closed_ends_with_its_bullet(reports: dict[str, Report]) -> None:
    assert back(reports[LOSSES], "State the formula of IoU loss.") == "$$L_{IoU} = - logIoU(b, b^{gt})$$"


def test_a_formula_under_another_loss_is_a_draft_with_its_reason(reports: dict[str, Report]) -> None:
    (draft,) = reports[LOSSES].deck.drafts
    assert (draft.question, draft.line) == ("State the formula of CIoU loss.", 79)
    assert draft.reason == "L_{DIoU}: this is the CIoU loss: write L_{CIoU}; v: pi is squared: 4/pi^2"
    assert draft.answer.count("$$") == 6


def test_formulas_and_placeholders_of_the_losses(reports: dict[str, Report]) -> None:
    report = reports[LOSSES]
    assert [each.line for each in report.formulas] == [65, 69, 72, 79, 79, 79, 84]
    assert [(each.text, each.line) for each in report.placeholders] == [("...", 86), ("Knowledge distillation", 117)]
    assert report.unanswered == ()
    assert [(each.line, each.verdict, each.text.split("=")[0].strip()) for each in report.claims] == [
        (65, "holds", "L_{IoU}"),
        (69, "holds", "L_{GIoU}"),
        (72, "holds", "L_{DIoU}"),
        (79, "fails", "L_{DIoU}"),
        (79, "fails", "v"),
        (79, "holds", r"\alpha"),
        (84, "holds", "L_{focal}"),
    ]
    label, factor = (each for each in report.claims if each.verdict == "fails")
    assert label.correct == "L_{CIoU}"
    assert factor.correct.startswith(r"\frac{4}{\pi^{2}}")


def test_contents_comments_and_links_of_the_losses_are_left_out(reports: dict[str, Report]) -> None:
    left = {each.line: each.reason for each in reports[LOSSES].left_out}
    assert {line for line, reason in left.items() if reason == "a table of contents"} == set(range(8, 20))
    assert left[28] == "an HTML comment"
    assert {25, 26, 40, 44, 45, 46, 47, 49, 55, 57, 92, 98, 102, 107, 109, 111, 115, 122, 126} == {
        line for line, reason in left.items() if reason == "a link"
    }
    assert left[82] == "a source, not an answer"


PAPER_CARDS = {
    "AlexNet": (27, "2012", 28, "ImageNet Classification with Deep Convolutional Neural Networks"),
    "VGG": (48, "2014", 49, "Very Deep Concolutional Networks For Large-Scale Image Recognition"),
    "GoogLeNet": (55, "2014", 56, "Going deeper with convolutions"),
    "ResNet": (67, "2015", 68, "Deep Residual Learning for Image Recognition"),
    "Feature Pyramid Networks": (78, "2016", 79, "Feature Pyramid Networks for Object Detection"),
    "MobileNet": (
        87,
        "2017",
        88,
        "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
    ),
    "RetinaNet": (97, "2017", 98, "Focal Loss for Dense Object Detection"),
    "EfficientNet": (102, "2019", 103, "Rethinking Model Scaling for Convolutional Neural Networks"),
}
PAPER_PARTS = {
    "AlexNet 的主要想法是什麼？": 29,
    "AlexNet：什麼是 top-1, top-5 accuracy & error rate？": 30,
    "Network In Network 提出哪兩個主要概念？": 36,
    "Network In Network：什麼是 MLP Convolutional Layer？": 37,
    "Network In Network：什麼是 GAP？": 38,
    "Network In Network：什麼是 1x1 convolution？": 44,
    "VGG 的主要想法是什麼？": 50,
    "VGG 為什麼用三層3x3而不用一個7x7？": 51,
    "GoogLeNet 主要有哪兩個特別的地方？": 57,
    "GoogLeNet：什麼是 Inception module？": 58,
    "GoogLeNet：什麼是 Intermediate output layer？": 59,
    "ResNet 想解決什麼問題？": 69,
    "ResNet：寫出 short cut(residual) 的公式。": 70,
    "ResNet 的主要想法是什麼？": 70,
    "ResNet：bottleneck block 如何利用 1x1 kernel？": 71,
    "Feature Pyramid Networks 的主要想法是什麼？": 80,
    "Feature Pyramid Networks：在 top-down 的過程中做了什麼？": 81,
    "Feature Pyramid Networks：FPN於Fast RCNN應用是怎麼做的？": 82,
    "Feature Pyramid Networks：FPN於Faster RCNN應用是怎麼做的？": 83,
    "MobileNet 的主要想法是什麼？": 89,
    "MobileNet：什麼是 Depthwise seperable convolution？": 90,
    "MobileNet：寫出 standard convolution所需cost 的公式（設kernel size Dk, image size DfxDf, channel M, new channel N）": 93,
    "EfficientNet 的主要想法是什麼？": 104,
    "EfficientNet 如何利用一個BaseModel？": 105,
    "EfficientNet：什麼是 MBConv？": 106,
    "Image Captioning：大致流程是什麼？": 118,
    "A Neural Algorithm of Artistic Style：大致流程是什麼？": 131,
}
PAPER_NUMBERS = {50, 57}
"""Lines with a number of layers."""


@pytest.mark.parametrize("name", PAPER_CARDS)
def test_every_paper_gives_its_year_and_its_title(reports: dict[str, Report], name: str) -> None:
    year_line, year, title_line, title = PAPER_CARDS[name]
    report = reports[PAPERS]
    shown = "GoogLeNet (Inception v1)" if name == "GoogLeNet" else name
    found = fronts(report)
    assert found[f"{name} 的論文是哪一年發表的？"] == year_line
    assert back(report, f"{name} 的論文是哪一年發表的？") == year
    assert found[f"{shown} 由哪篇論文提出？"] == title_line
    assert back(report, f"{shown} 由哪篇論文提出？") == title


def test_a_paper_named_by_its_title_is_asked_for_its_year_only(reports: dict[str, Report]) -> None:
    found = fronts(reports[PAPERS])
    assert found["論文〈Network In Network〉是哪一年發表的？"] == 34
    long = "Show, Attend and Tell: Neural Image Caption Generation with Visual Attention"
    assert found[f"論文〈{long}〉是哪一年發表的？"] == 120
    assert not any("Artistic Style" in front and "哪" in front for front in found)


def test_every_named_part_and_idea_of_the_papers_is_a_card_and_nothing_else_is(reports: dict[str, Report]) -> None:
    report = reports[PAPERS]
    asked = {
        texts_of(card)[0]: card.source.line for card in report.deck.cards if card.source and kind_of(card) == "basic"
    }
    assert asked == PAPER_PARTS
    (problem,) = [texts_of(card) for card in report.deck.cards if kind_of(card) == "problem"]
    assert problem[0].endswith("時，計算 standard convolution所需cost。")
    numbers = {card.source.line for card in report.deck.cards if card.source and kind_of(card) == "cloze"}
    assert numbers == PAPER_NUMBERS
    assert len(report.deck.cards) == len(PAPER_PARTS) + 2 * len(PAPER_CARDS) + 2 + 1 + len(PAPER_NUMBERS)


def test_a_wrong_product_is_told_and_does_not_reach_the_card(reports: dict[str, Report]) -> None:
    report = reports[PAPERS]
    assert [(each.text, each.line, each.verdict, each.correct) for each in report.claims] == [
        ("3 * (C * 3 * 3) = 27C", 51, "depends", "27*C^2"),
        ("1 * (C * 7 * 7) = 49C", 51, "depends", "49*C^2"),
        ("3x3x256x256 * 2 = 11796496", 72, "fails", "1179648"),
        ("1x1x256x64 + 3x3x64x64 + 1x1x64x256 = 69632", 73, "holds", ""),
        ("standard convolution所需cost = N * Dk * Dk * M * Df * Df", 93, "holds", ""),
        ("Dk * Dk * M * Df * Df", 94, "holds", ""),
        ("N * M * Df * Df", 94, "holds", ""),
    ]
    card = next(card for card in report.deck.cards if "bottleneck" in texts_of(card)[0])
    assert "11796496" not in texts_of(card)[1]
    assert "3x3x256x256 * 2 = 1179648" in texts_of(card)[1]
    assert "11796496" in card.why


def test_formulas_and_placeholders_of_the_papers(reports: dict[str, Report]) -> None:
    report = reports[PAPERS]
    assert [(each.text, each.line) for each in report.formulas] == [
        ("y = F(x) + x", 70),
        ("cost = N * Dk * Dk * M * Df * Df", 93),
    ]
    assert [(each.text, each.line) for each in report.placeholders] == [("aaa", 99), ("aaa", 122)]
    assert report.unanswered == ()


def test_badge_tags_and_sources_of_the_papers_are_left_out(reports: dict[str, Report]) -> None:
    left = {each.line: each.reason for each in reports[PAPERS].left_out}
    assert left[3] == "a badge"
    assert left[6] == "about the note, not its subject"
    assert {11, 12, 13, 14, 15, 19, 20, 21, 117} == {line for line, reason in left.items() if reason == "a link"}
    sources = {line for line, reason in left.items() if reason == "a source, not an answer"}
    assert sources == {39, 40, 41, 42, 43, 60, 61, 62, 63, 107, 130}


def test_the_language_of_each_note_is_told(reports: dict[str, Report]) -> None:
    assert [reports[name].deck.language for name in (FAQ, LOSSES, PAPERS)] == ["en", "en", "zh-Hant"]


@pytest.mark.parametrize("name", [FAQ, LOSSES, PAPERS])
def test_no_link_star_or_citation_count_reaches_a_card(reports: dict[str, Report], name: str) -> None:
    for card in reports[name].deck.cards:
        text = "".join(texts_of(card))
        assert "](" not in text
        assert "⭐" not in text
        assert "Citation" not in text
        assert "http" not in text


@pytest.mark.parametrize("name", [FAQ, LOSSES, PAPERS])
def test_ids_are_different_and_speak_for_themselves(reports: dict[str, Report], name: str) -> None:
    ids = [card.id for card in reports[name].deck.cards]
    assert len(set(ids)) == len(ids)
    assert all(len(each) >= 3 for each in ids)
    known = {FAQ: "whats-the-use-of-1x1-convolutions", LOSSES: "giou-loss-formula", PAPERS: "resnet-paper"}
    assert known[name] in ids

"""What notes set off by bold type, quotation marks, brackets or a colon: questions, answers, labels, results."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.report import Report, texts_of


def read(text: str) -> Report:
    return import_note(dedent(text), path="note.md")


def rows(text: str) -> list[tuple[str, str]]:
    return [texts_of(card)[:2] for card in read(text).deck.cards]


def fronts(text: str) -> list[str]:
    return [front for front, _ in rows(text)]


def test_bold_words_that_ask_have_their_answer_behind_them_on_the_line() -> None:
    note = """\
        ## Rims
        1. **Zero rim or mirror?** Zeros are cheaper.
        2. **Why mirror the rim?** It keeps edges alive.
        3. **Explain the stride.** The step of a window.
        """
    assert rows(note) == [
        ("Zero rim or mirror?", "Zeros are cheaper."),
        ("Why mirror the rim?", "It keeps edges alive."),
        ("Explain the stride", "The step of a window."),
    ]


def test_a_bold_order_in_a_paragraph_of_its_own_is_answered_by_what_follows() -> None:
    assert rows("## Quiz\n**Explain the stride.** The step of a window.\n") == [
        ("Explain the stride", "The step of a window.")
    ]


@pytest.mark.parametrize("title", ["PX Interview: Top 20 Q&A", "PX Quiz: Many Short Questions"])
def test_a_heading_of_questions_names_no_paper_even_with_a_capital_name_before_its_colon(title: str) -> None:
    note = f"# {title}\n\n> A start\n\n## Basics\n1. **What is stride?** A step.\n2. **What is a rim?** Zeros around.\n"
    assert fronts(note) == ["What is stride?", "What is a rim?"]


@pytest.mark.parametrize(
    ("quoted", "question"),
    [
        ('"What is stride?"', "What is stride?"),
        ('"Stride, and what for?', "Stride, and what for?"),
        ("“Зачем нужен шаг?”", "Зачем нужен шаг?"),
    ],
)
def test_a_question_in_quotation_marks_is_asked_without_them(quoted: str, question: str) -> None:
    assert fronts(f"## Q3. {quoted}\n\nA step of the window.\n") == [question]


def test_quotation_marks_within_a_question_stay() -> None:
    assert fronts('## "Valid" and "same": what do they mean?\n\nTwo rims.\n') == [
        '"Valid" and "same": what do they mean?'
    ]


def test_a_star_among_crosses_marks_the_right_option() -> None:
    note = "1. What is stride?\n* (x)A rim\n* (*)A step\n* (x)A loss\n"
    assert rows(note) == [("What is stride?\n\n- A rim\n- A step\n- A loss", "A step")]


def test_a_cross_among_empty_round_brackets_marks_the_right_option() -> None:
    note = "1. What is stride?\n   - ( ) A rim\n   - (x) A step\n"
    assert rows(note) == [("What is stride?\n\n- A rim\n- A step", "A step")]


def test_an_answers_label_with_its_answer_below_is_no_placeholder() -> None:
    note = read("1. What is stride?\nAns. \n   - The step of a window.\n\n2. What is a rim?\nAns.\n   - Zeros.\n")
    assert len(note.deck.cards) == 2
    assert note.placeholders == ()


def test_rows_with_numbers_below_a_line_that_asks_are_its_answer() -> None:
    assert [front for front, _ in rows("为什么使用大步长\n1、特征图变小，计算更快。\n2、感受野更大。\n")] == [
        "为什么使用大步长"
    ]


def test_bold_labels_beside_a_bold_question_are_not_its_answer() -> None:
    note = "### 网络\n**小核和大核的区别**：\n小核参数少。\n\n**大核的优势**：\n看得更远。\n"
    assert rows(note)[0] == ("小核和大核的区别", "小核参数少。")
    assert len(rows(note)) == 2


def test_a_bold_line_right_above_text_is_the_term_that_text_explains() -> None:
    assert rows("## CNN\n**输出大小**\n$N=(W-F)/S$ （向下取整）\n") == [
        ("输出大小是什么？", "$N=(W-F)/S$ （向下取整）")
    ]


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("Max vs. average pooling", "Max vs. average pooling: what is the difference?"),
        ("Rim versus crop", "Rim versus crop: what is the difference?"),
    ],
)
def test_two_terms_against_each_other_ask_for_their_difference(label: str, question: str) -> None:
    assert fronts(f"## Pools\n- **{label}**: one keeps the largest value, the other the average.\n") == [question]


def test_a_column_of_key_points_asks_what_is_important() -> None:
    note = "## In short\n\n| Concept | Key Point |\n|---|---|\n| **Striding** | Use it late in a network |\n"
    assert fronts(note) == ["What is important about striding?"]


@pytest.mark.parametrize(
    "lead",
    ["以下是一些网络：", "Las capas tienen como partes la", "The pyramid consists of the", "下面列出三种层"],
)
def test_a_sentence_that_a_list_completes_is_no_term(lead: str) -> None:
    assert fronts(f"## Notas\n\n{lead}\n- largo\n- ancho\n") == []


def test_a_line_with_a_colon_is_the_subject_of_the_generic_labels_below_it() -> None:
    note = "1. 《Square nets for all sizes of pictures and all kinds of windows》：\n    - 发表时间：2031 年。\n    - 主要贡献：提出了方形网络，训练更快。\n"
    assert fronts(note) == ["《Square nets for all sizes of pictures and all kinds of windows》 有哪些贡献？"]


def test_the_verb_before_a_colon_is_not_asked_twice() -> None:
    assert fronts("## 池化\n\n- 平均池化带来的好处是：噪声被平均，梯度更稳定。\n") == ["平均池化带来的好处是什么？"]


def test_a_link_that_says_only_where_a_paper_lies_does_not_lengthen_its_name() -> None:
    note = "### Square-Net\n[Square-Net论文地址](https://arxiv.org/abs/2101.00001)  \n它用方形窗口代替圆形窗口，速度更快。\n"
    assert not any("地址" in front for front in fronts(note))


def test_a_result_in_bold_is_checked() -> None:
    report = read("- two layers: #params = 3x3x8x8x2=**1,152**\n- one: 5x5x8x8=**1,601**\n- 2**3 = 8\n")
    assert [claim.verdict for claim in report.claims] == ["holds", "fails", "holds"]


def test_front_matter_between_plus_signs_is_front_matter() -> None:
    report = read('+++\ntitle = "What is this?"\n+++\n\n## What is stride?\n\nA step.\n')
    assert [each.reason for each in report.left_out] == ["front matter"]
    assert len(report.deck.cards) == 1


def test_plus_signs_without_an_end_are_no_front_matter() -> None:
    assert fronts("+++\n\n## What is stride?\n\nA step.\n") == ["What is stride?"]


def test_an_empty_row_of_a_quote_is_nothing_lost() -> None:
    assert read("## What is stride?\n\n> A step.\n>\n> Of a window.\n").left_out == ()


def test_a_term_named_at_the_end_of_a_sentence_is_asked() -> None:
    assert fronts("## 検出\n\n- 窓が一度に動く距離をストライドと呼ぶ。\n") == ["ストライド とは何か？"]


def test_a_definition_announced_as_one_is_asked() -> None:
    assert fronts("## 卷积\n\n在卷积网络中，步长（stride）的定义是窗口每次移动的像素数。\n") == ["步长是什么？"]


def test_a_heading_that_tells_how_hard_is_no_subject() -> None:
    assert fronts("## Quiz\n\n### 🟡 Intermediate (Nets)\n\n- **Why striding?** It is cheap.\n") == ["Why striding?"]


def test_a_mere_why_gets_its_subject() -> None:
    assert fronts("## 큰 스트라이드의 효과\n\n어떻게?\n\n계산량이 줄어든다.\n") == ["큰 스트라이드의 효과: 어떻게?"]


def test_lettered_options_without_the_right_one_are_no_answer() -> None:
    note = (
        "#### 1. What is stride?  \nA) A step  \nB) A rim  \n\n#### 2. What is a rim?\nA) Zeros\nB) Ones\n\nAnswer: A\n"
    )
    report = read(note)
    assert [(each.question, each.reason) for each in report.deck.drafts] == [
        ("What is stride?", "lettered options, none of them marked as the right one")
    ]
    assert [texts_of(card)[0] for card in report.deck.cards] == ["What is a rim?"]


def test_bold_lines_numbered_one_after_the_other_do_not_answer_each_other() -> None:
    note = "**1.大步长如何影响感受野**\n\n感受野更大。\n\n**2.填充的作用域**\n\n填充决定输出的大小，也保留边缘。\n"
    assert rows(note)[0] == ("大步长如何影响感受野", "感受野更大。")
    assert fronts(note)[1:] == ["填充的作用域是什么？"]


def test_a_korean_sentence_that_says_what_a_word_means_defines_it() -> None:
    assert fronts("## 용어\n\n- 스트라이드는 필터가 한 번에 움직이는 거리를 뜻한다.\n") == ["스트라이드: 무엇인가?"]


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("- 特征图大小的计算公式为$N=(W-F)/S+1$", "写出 特征图大小 的公式。"),
        ("- The output size is given by $N=(W-F)/S+1$", "State the formula of output size."),
    ],
)
def test_a_formula_said_to_give_something_is_asked_by_that_name(line: str, question: str) -> None:
    assert question in fronts(f"## 卷积\n\n{line}\n" if "公" in line else f"## Layers\n\n{line}\n")

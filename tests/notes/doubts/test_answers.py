"""Each doubt about an answer speaks where it must and is silent beside it, in the languages of notes."""

from __future__ import annotations

import pytest

from quizcv.notes.doubts import saying, standing

LONG = "The gate keeps the corner closed while the wind blows from the sea, and opens as soon as the tide has turned. "


@pytest.mark.parametrize(
    "text",
    [
        "Gates close corners. Uses include.",
        "The corner is half of the tile, i.e.,",
        "It is made of:",
        "角门有几种，例如",
        "특징은 다음과 같다",
        "Se usan varias puertas, tales como",
        "- Oak:\n- Opens in spring",
    ],
)
def test_an_answer_that_breaks_off_is_told(text: str) -> None:
    assert standing.is_broken_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gates close corners and include a latch.",
        "It is made of:\n\n- oak\n- iron",
        "$$g = c / 2$$",
        "- Oak:\n  - opens in spring\n- Iron: stays shut",
        "角门例如橡木门。",
        "```\na:\n```",
    ],
)
def test_an_answer_that_ends_is_whole(text: str) -> None:
    assert not standing.is_broken_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "However, the latch stays open.",
        "These corners are closed first.",
        "The latter gate is lighter.",
        "因此角门更轻。",
        "しかし門は開く。",
        "따라서 문은 닫힌다.",
        "Поэтому ворота закрыты.",
        "Sin embargo, la puerta se abre.",
    ],
)
def test_an_answer_that_leans_on_what_was_said_before_is_told(text: str) -> None:
    assert standing.leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "It closes the corner.",
        "This method closes corners.",
        "Next to the wall stands a gate.",
        "角门关闭角落。",
        "門は角を閉じる。",
        "Ворота закрывают угол.",
    ],
)
def test_an_answer_about_what_is_asked_stands_alone(text: str) -> None:
    assert not standing.leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "The gate, as shown in the image above, has two leaves.",
        "Its parts are mentioned below.",
        "如下图所示，门有两扇。",
        "門の形は上図の通り。",
        "위 그림을 보면 문이 두 개다.",
        "Как показано на рисунке выше, ворота открыты.",
        "Se ve en la figura anterior.",
    ],
)
def test_an_answer_that_points_at_what_is_not_shown_is_told(text: str) -> None:
    assert standing.points_elsewhere(text)
    assert not standing.points_elsewhere(f"{text}\n\n![gate](gate.png)")


@pytest.mark.parametrize(
    "text",
    [
        "The gate finds all figures of an image.",
        "理解全局上下文，例如图像。",
        "Находим все ворота на изображении.",
        "An image pyramid stands below a gate.",
    ],
)
def test_figures_as_a_subject_are_no_pointers(text: str) -> None:
    assert not standing.points_elsewhere(text)


@pytest.mark.parametrize(
    "text", ["_June 2031_", "2031-04-02", "n/a", "无", "なし", "特に書いていない", "https://gates.example/paper"]
)
def test_an_answer_that_says_nothing_is_told(text: str) -> None:
    assert saying.says_nothing(text)


@pytest.mark.parametrize(
    "text", ["Oak", "12 gates", "特征提取", "$c$", "More at https://gates.example: gates turn by their own weight"]
)
def test_a_short_answer_may_say_enough(text: str) -> None:
    assert not saying.says_nothing(text)


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("What is the corner gate?", "A gate of the corner"),
        ("フィルタの移動幅とは何か？", "フィルタを移動させる幅"),
    ],
)
def test_an_answer_in_the_words_of_its_question_is_told(front: str, back: str) -> None:
    assert saying.echoes(front, back)


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("What is the corner gate?", "A switch in the corner"),
        ("パディングとは何か？", "画像の端を埋める幅"),
        ("What is LoG?", "Laplacian of Gaussian"),
    ],
)
def test_an_answer_with_words_of_its_own_is_none_of_these(front: str, back: str) -> None:
    assert not saying.echoes(front, back)


def test_what_is_to_define_a_thing_does_not_begin_with_an_example_or_with_the_thing_in_use() -> None:
    assert saying.defines_nothing("tile loss", "While gates are cheap, they rust.")
    assert saying.defines_nothing("tile loss", "When the tile loss is small, corners stay closed.")
    assert saying.defines_nothing("角门", "例如橡木做的门。")
    assert not saying.defines_nothing("rust", "When iron stands in the rain for long, it turns red.")
    assert not saying.defines_nothing("tile loss", "The distance between the corners of two tiles.")


def test_scenes_for_the_reader_and_speeches_to_it_are_told() -> None:
    assert standing.imagines("Imagine you carry a tile.")
    assert standing.imagines("假设你搬着一块砖。")
    assert not standing.imagines("A tile is carried.")
    assert standing.narrates("In this section we look at gates.")
    assert standing.narrates("문을 살펴보자!")
    assert not standing.narrates("Gates of this section are closed.")


def test_a_row_of_questions_or_of_bare_labels_is_no_answer() -> None:
    assert saying.only_asks("- Who opens it?\n- Who shuts it?")
    assert not saying.only_asks("Who opens it?")
    assert not saying.only_asks("- Who opens it?\n- The guard does.")
    assert saying.only_labels("- Causes\n- Training")
    assert not saying.only_labels("- Oak\n- Iron")
    assert not saying.only_labels("Training")


def test_a_program_without_a_word_is_told_and_a_formula_in_a_fence_is_not() -> None:
    assert saying.is_only_code("```python\nopen_gate()\n```")
    assert saying.is_only_code("```\nimport gates\n```")
    assert not saying.is_only_code("```\ng = c / 2\n```")
    assert not saying.is_only_code("Opens it:\n\n```python\nopen_gate()\n```")
    assert saying.is_no_formula("`oak`")
    assert not saying.is_no_formula("$g = c$")


def test_markup_left_over_is_told_and_markup_that_is_shown_is_not() -> None:
    assert standing.has_markup("A gate. {% include gate.html %}")
    assert standing.has_markup("A gate <div>of oak")
    assert standing.has_markup("$$ a = b")
    assert not standing.has_markup("A `<div>` is a box, $a < b$, and [gates](https://gates.example) too")


def test_what_belongs_to_another_question_is_told() -> None:
    assert standing.has_swallowed("Open the latch 2) turn the leaf")
    assert not standing.has_swallowed("1) Open the latch 2) turn the leaf")
    assert not standing.has_swallowed("Two gates (gate 1, gate 2) are open")


def test_a_definition_that_goes_on_with_another_one_is_told() -> None:
    assert standing.holds_another("Latch", "Keeps the leaf shut. Bolt: keeps it from turning.")
    assert standing.holds_another("门闩", "固定门扇\n门栓（bolt）：阻止门转动")
    assert not standing.holds_another("Latch", "Keeps the leaf shut. Example: the one of the barn.")
    assert not standing.holds_another("Corner latch", "Keeps the leaf shut.\nCorner latch formula: half a turn")
    assert not standing.holds_another("门闩", "固定门扇\n例子：谷仓的门闩")
    assert not standing.holds_another("Latch", "- Oak: old\n- Iron: new")
    assert not standing.holds_another("Cerrojo", 'Mantiene la hoja.\nImagina que dice: "no".')


def test_many_points_without_names_are_told_and_named_or_short_ones_are_not() -> None:
    point = "it opens slowly when the wind blows from the sea"
    assert saying.is_lumped("\n".join([f"- {point}"] * 7))
    assert not saying.is_lumped("\n".join([f"- {point}"] * 6))
    assert not saying.is_lumped("\n".join([f"- Oak: {point}"] * 7))
    assert not saying.is_lumped("\n".join(["- oak"] * 9))


def test_a_long_run_of_sentences_is_told_and_one_with_marked_pieces_is_not() -> None:
    assert saying.is_long_winded(LONG * 9)
    assert not saying.is_long_winded(LONG * 5)
    assert not saying.is_long_winded(f"{LONG * 5}\n\n- {LONG * 4}")

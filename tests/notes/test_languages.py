"""Questions, labels, placeholders and orders in the six languages notes are written in; what is added is in the same."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.language import language_of
from quizcv.notes.recognise import is_answer_label, is_faq, is_placeholder, is_reference, sets_task
from quizcv.notes.report import texts_of

Row = tuple[str, str, int]

NOTES: dict[str, tuple[str, str, list[Row], list[tuple[str, int]]]] = {
    "Traditional Chinese": (
        "zh-Hant",
        """\
        # 卷積網路常見問題

        ## 問題 1

        **什麼是步幅？**

        答：視窗每次移動的格數，以像素計算。

        ## 問題 2

        **簡述填充的用途**

        待補

        - 為什麼要用池化？（難）
          - 讓特徵圖變小，並容許小小的位移。
        - 如何選擇核的大小
          - 看要看到多大的範圍。
        """,
        [
            ("什麼是步幅？", "視窗每次移動的格數，以像素計算。", 5),
            ("為什麼要用池化？", "讓特徵圖變小，並容許小小的位移。", 15),
            ("如何選擇核的大小", "看要看到多大的範圍。", 17),
        ],
        [("簡述填充的用途", 11)],
    ),
    "Simplified Chinese": (
        "zh-Hans",
        """\
        # 面试题

        1. 什么是步幅？

        答案：窗口每次移动的格数。

        2. 请解释填充的作用

        参考答案：在边缘补零，让输出的大小不变。

        3. 池化层和卷积层的区别

        **第四题：感受野怎么计算？**

        未回答
        """,
        [("什么是步幅？", "窗口每次移动的格数。", 3), ("请解释填充的作用", "在边缘补零，让输出的大小不变。", 7)],
        [("池化层和卷积层的区别", 11), ("感受野怎么计算？", 13)],
    ),
    "Japanese": (
        "ja",
        """\
        # よくある質問

        ## 質問1：ストライドとは何ですか？

        答え：窓が一度に動く画素の数です。

        ## パディングの役割を説明せよ

        端に零を足して、出力の大きさを保つ。

        ## プーリングはなぜ使うのか

        未記入

        - 受容野はどのように計算しますか
          - 層ごとにカーネルの大きさを足していく。
        """,
        [
            ("ストライドとは何ですか？", "窓が一度に動く画素の数です。", 3),
            ("パディングの役割を説明せよ", "端に零を足して、出力の大きさを保つ。", 7),
            ("受容野はどのように計算しますか", "層ごとにカーネルの大きさを足していく。", 15),
        ],
        [("プーリングはなぜ使うのか", 11)],
    ),
    "Korean": (
        "ko",
        """\
        # 면접 질문

        - 스트라이드란 무엇인가요?
        > 창이 한 번에 움직이는 칸의 수입니다.

        - 패딩에 대해서 설명해주세요
        > 정답: 가장자리에 0을 채워 크기를 유지합니다.

        - 풀링을 쓰는 이유는?
        > 작성 예정

        **질문 4. 수용 영역은 어떻게 계산하나요?**

        답변: 층마다 커널의 크기를 더해 갑니다.
        """,
        [
            ("스트라이드란 무엇인가요?", "창이 한 번에 움직이는 칸의 수입니다.", 3),
            ("패딩에 대해서 설명해주세요", "가장자리에 0을 채워 크기를 유지합니다.", 6),
            ("수용 영역은 어떻게 계산하나요?", "층마다 커널의 크기를 더해 갑니다.", 12),
        ],
        [("풀링을 쓰는 이유는?", 9)],
    ),
    "Russian": (
        "ru",
        """\
        # Вопросы к собеседованию

        Вопрос 1: Что такое шаг свёртки?

        Ответ: На сколько пикселей сдвигается окно.

        **2. Объясните, зачем нужно дополнение нулями.**

        Чтобы карта признаков сохраняла размер.

        ### Чем отличается пулинг от свёртки

        Нет ответа

        - Почему она дешевле полносвязного слоя? (сложный)
          - Веса общие для всех мест карты.
        """,
        [
            ("Что такое шаг свёртки?", "На сколько пикселей сдвигается окно.", 3),
            ("Объясните, зачем нужно дополнение нулями", "Чтобы карта признаков сохраняла размер.", 7),
            (
                "Чем отличается пулинг от свёртки: Почему она дешевле полносвязного слоя?",
                "Веса общие для всех мест карты.",
                15,
            ),
        ],
        [("Чем отличается пулинг от свёртки", 11)],
    ),
    "Spanish": (
        "es",
        """\
        # Preguntas frecuentes

        ## 1️⃣ **¿Qué es el paso de una convolución?**

        Respuesta: Los píxeles que avanza la ventana cada vez.

        ## Explica para qué sirve el relleno

        Conserva el tamaño del mapa.

        **¿Por qué se usa el pooling?** (difícil)

        Pendiente de completar

        - ¿Cómo se calcula el campo receptivo?
          - Se suma el tamaño del núcleo capa a capa.
        """,
        [
            ("¿Qué es el paso de una convolución?", "Los píxeles que avanza la ventana cada vez.", 3),
            ("Explica para qué sirve el relleno", "Conserva el tamaño del mapa.", 7),
            ("¿Cómo se calcula el campo receptivo?", "Se suma el tamaño del núcleo capa a capa.", 15),
        ],
        [("¿Por qué se usa el pooling?", 11)],
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_of_each_language_gives_its_questions_and_what_is_open(name: str) -> None:
    language, text, expected, unanswered = NOTES[name]
    report = import_note(dedent(text), path="note.md")
    assert report.deck.language == language
    assert [(*texts_of(card)[:2], card.source.line) for card in report.deck.cards if card.source] == expected
    assert [(each.text, each.line) for each in report.unanswered] == unanswered


@pytest.mark.parametrize(
    "text",
    ["待補", "待补充", "未完", "（略）", "未記入", "準備中", "作成中", "작성 예정", "추후 추가", "미작성", "заполнить", "нет ответа",
     "скоро", "pendiente", "por completar", "sin respuesta", "to be added", "[To be filled]", "Answer here", "TODO: later", "coming soon"],
)  # fmt: skip
def test_a_place_kept_is_known_in_every_language(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["答案：", "解答", "回答", "答え", "正解", "정답", "답변:", "Ответ:", "Respuesta", "Show answer", "**Solution**", "Ans:"]
)  # fmt: skip
def test_a_label_of_an_answer_is_known_in_every_language(text: str) -> None:
    assert is_answer_label(text)
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["簡述卷積", "請說明池化", "解释一下感受野", "畳み込みを説明せよ", "違いを述べよ", "차이를 설명하시오", "Объясните свёртку", "Сравните два слоя",
     "Explique la convolución", "Compara ambas capas", "Describe pooling", "Compare BN with GN", "Derive the output size"],
)  # fmt: skip
def test_a_task_is_known_by_its_words_in_every_language(text: str) -> None:
    assert sets_task(text)


@pytest.mark.parametrize(
    "text",
    ["The net describes edges.", "Compare", "它說明了一切。", "Пулинг уменьшает карту.", "El relleno conserva el tamaño.",
     "畳み込みは重みを共有する。", "가중치를 공유한다.", "How to install the package", "Explained variance"],
)  # fmt: skip
def test_a_statement_sets_no_task(text: str) -> None:
    assert not sets_task(text)


@pytest.mark.parametrize(
    "text", ["參考資料：", "参考文献", "参考リンク", "출처", "Источники:", "Referencias", "Further reading"]
)
def test_a_heading_of_sources_is_known_in_every_language(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize(
    "text", ["常見問題", "面试题", "よくある質問", "면접 질문", "Вопросы", "Preguntas frecuentes", "Interview Q&A"]
)
def test_a_heading_of_questions_is_known_in_every_language(text: str) -> None:
    assert is_faq(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The stride is the step of the window.", "en"),
        ("El paso es lo que avanza la ventana.", "es"),
        ("Le pas est le nombre de pixels dont la fenêtre avance.", "fr"),
        ("Шаг — это сдвиг окна.", "ru"),
        ("ストライドは窓の動く幅です。", "ja"),
        ("보폭은 창이 움직이는 거리이다.", "ko"),
        ("步幅是視窗移動的距離，這個數會影響輸出。", "zh-Hant"),
        ("步幅是窗口移动的距离，这个数会影响输出。", "zh-Hans"),
        ("stride, padding, ReLU", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text_is_told_from_its_signs_and_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_each_section_is_asked_in_its_own_language() -> None:
    text = """\
    # 卷積網路筆記

    這份筆記整理了卷積網路裡常用的名詞，每個名詞後面都有簡短的說明，方便日後複習與查詢。

    - 池化：把特徵圖縮小的運算，會保留視窗裡最重要的資訊，也讓後面的層看得更廣。

    ## Regularisation

    - Dropout: switches off some of the units of a layer in training, so that the others do not rely on them and the net is less sure.
    - Weight decay: pulls the weights of a net to zero with each step of the training, and so keeps the function that it learns smooth.
    """
    report = import_note(dedent(text), path="note.md")
    assert report.deck.language == "zh-Hant"
    assert [texts_of(card)[0] for card in report.deck.cards] == [
        "池化是什麼？",
        "What is Dropout?",
        "What is weight decay?",
    ]

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.searching import words as searching
from quizcv.cards.library import Library
from quizcv.cards.searching.words import Query, parse_query

if TYPE_CHECKING:
    from quizcv.settings import Places

CNN = """\
deck: cnn
tags: [networks]
cards:
  - {id: stride, front: What does a stride of two do?, back: It halves the side., tags: [Shapes]}
  - {id: pool, front: What does pooling do?, back: 'With stride 2 it halves the side, as "subsampling".'}
  - {id: dilated, kind: cloze, text: 'A {{dilated}} convolution has a larger {{receptive field}}.', tags: [shapes, "two words"]}
  - {id: zh, front: 卷積核的大小？, back: 三乘三；感受野更大}
  - {id: math, front: 'Write $\\frac{a}{b}$ 100% right_here', back: 'C:\\path'}
  - {id: accents, front: Ångström Übung naïve, back: b}
"""
OTHER = "deck: other\ncards:\n  - {id: stride, front: Stride, back: again}\n"


@pytest.fixture
def library(places: Places) -> Library:
    (places.decks / "cnn.yaml").write_text(CNN, encoding="utf-8")
    (places.decks / "other.yaml").write_text(OTHER, encoding="utf-8")
    return Library.load(places)


CASES = [
    ("stride", ["cnn/stride", "other/stride", "cnn/pool"]),
    ("STRIDE", ["cnn/stride", "other/stride", "cnn/pool"]),
    ("tride", ["cnn/stride", "other/stride", "cnn/pool"]),
    ("stride halves", ["cnn/stride", "cnn/pool"]),
    ('"halves the side"', ["cnn/stride", "cnn/pool"]),
    ('"the side halves"', []),
    ('"dilated convolution"', ["cnn/dilated:1"]),
    ("receptive field", ["cnn/dilated:1"]),
    ("卷積", ["cnn/zh"]),
    ("卷積核", ["cnn/zh"]),
    ("感受野", ["cnn/zh"]),
    ("野", ["cnn/zh"]),
    ("deck:other", ["other/stride"]),
    ("stride deck:other", ["other/stride"]),
    ("tag:shapes", ["cnn/stride", "cnn/dilated:1"]),
    ('tag:"two words"', ["cnn/dilated:1"]),
    ("tag:networks stride", ["cnn/stride", "cnn/pool"]),
    ("tag:shape", []),
    ("kind:cloze", ["cnn/dilated:1"]),
    ("kind:basic deck:other", ["other/stride"]),
    ('"subsampling"', ["cnn/pool"]),
    ('as "sub', ["cnn/pool"]),
    ("\\frac{a}", ["cnn/math"]),
    ("C:\\path", ["cnn/math"]),
    ("100%", ["cnn/math"]),
    ("0%", ["cnn/math"]),
    ("t_h", ["cnn/math"]),
    ("a_b", []),
    ("ångström", ["cnn/accents"]),
    ("ÜB", ["cnn/accents"]),
    ("ïv", ["cnn/accents"]),
    ("nothing like it", []),
    ("' OR 1=1 --", []),
    ('" OR NEAR(', []),
]


@pytest.mark.parametrize(("query", "keys"), CASES)
def test_cards_are_found_by_what_they_say(library: Library, query: str, keys: list[str]) -> None:
    assert library.search(query) == keys


@pytest.mark.parametrize(("query", "keys"), CASES)
def test_the_same_is_found_without_an_index(
    library: Library, monkeypatch: pytest.MonkeyPatch, query: str, keys: list[str]
) -> None:
    monkeypatch.setattr(searching, "index_words", lambda _: False)
    assert library.search(query) == keys


def test_an_empty_query_finds_all_in_order(library: Library) -> None:
    assert library.search("") == [
        "cnn/stride",
        "cnn/pool",
        "cnn/dilated:1",
        "cnn/zh",
        "cnn/math",
        "cnn/accents",
        "other/stride",
    ]


def test_the_index_follows_the_decks(library: Library, places: Places) -> None:
    assert library.search("halves") == ["cnn/stride", "cnn/pool"]
    (places.decks / "cnn.yaml").write_text(CNN.replace("halves", "divides"), encoding="utf-8")
    library.reload()
    assert library.search("halves") == []
    assert library.search("divides") == ["cnn/stride", "cnn/pool"]
    (places.decks / "cnn.yaml").unlink()
    library.reload()
    assert library.search("divides") == []
    words = sqlite3.connect(library.cache)
    words.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    words.close()


def test_a_query_is_read_into_its_parts() -> None:
    assert parse_query('Stride "two  words" tag:"A b" deck:cnn kind:cloze tag:c "open') == Query(
        words=("stride", "two  words", "open"), tags=("a b", "c"), decks=("cnn",), kinds=("cloze",)
    )
    assert parse_query('  "" tag: ') == Query(words=("tag:",))

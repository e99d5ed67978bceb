from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from quizcv.cards.model import BasicCard, Deck
from quizcv.cards.reader.deck import read_deck, read_deck_text
from quizcv.cards.writer import write_deck
from tests.cards.strategies import decks, without_lines

ALL_KINDS = Path(__file__).parent / "decks" / "all-kinds.yaml"


def written(front: str) -> str:
    deck = Deck(name="d", path="-", title="d", cards=(BasicCard(id="a", front=front, back="b"),))
    return write_deck(deck).partition("front:")[2].partition("\n    back:")[0].strip(" ")


@settings(max_examples=120)
@given(decks())
def test_reading_what_was_written_gives_the_same_deck(deck: Deck) -> None:
    text = write_deck(deck)
    again = read_deck_text(text)
    assert without_lines(again) == deck
    assert write_deck(again) == text


@settings(max_examples=40)
@given(decks())
def test_other_readers_of_yaml_find_the_same_shape(deck: Deck) -> None:
    tree = yaml.load(write_deck(deck), Loader=yaml.BaseLoader)  # noqa: S506  builds only texts, lists and mappings
    assert len(tree["cards"]) == len(deck.cards)
    for card, node in zip(deck.cards, tree["cards"], strict=True):
        if isinstance(card, BasicCard):
            assert (node["front"].rstrip(), node["back"].rstrip()) == (card.front, card.back)


@pytest.mark.parametrize(
    ("text", "yaml_text"),
    [
        ("How many parameters?", "How many parameters?"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
        ("it's 3x3", "it's 3x3"),
        ("殘差連接：為什麼？", "殘差連接：為什麼？"),
        ("$k^2\\,c_{in}$", "$k^2\\,c_{in}$"),
        ("null", "'null'"),
        ("ratio: 1", "'ratio: 1'"),
        ("C # or F", "'C # or F'"),
        ("{{7x7}} or 3x3", "'{{7x7}} or 3x3'"),
        ("'twas: so", '"\'twas: so"'),
        (" led by a space", "' led by a space'"),
        ("one\ntwo", "|\n      one\n      two"),
        ("  code\ntext", "|2\n        code\n      text"),
        ("字" * 120, "|\n      " + "字" * 120),
        ("a long text with a colon: it becomes a block", "|\n      a long text with a colon: it becomes a block"),
    ],
)
def test_texts_are_written_as_a_person_would(text: str, yaml_text: str) -> None:
    assert written(text) == yaml_text


def test_keys_come_in_the_design_s_order_and_defaults_are_left_out() -> None:
    assert write_deck(read_deck_text(write_deck(Deck(name="d", path="-", title="d")))) == (
        "# yaml-language-server: $schema=deck.schema.json\ndeck: d\ncards: []\n"
    )
    text = (
        "deck: d\ntitle: T\nlanguage: de\ntags: [x, 'y, z']\nsource: n.md\ncards:\n  - id: a\n    was: b\n    front: f\n"
        "    back: k\n    hint: h\n    reverse: true\n    why: w\n    tags: [t]\n    source: {line: 3, heading: 'A: b'}\n"
        "  - front: f\n    back: g\n"
    )
    assert write_deck(read_deck_text(text), schema="") == text


def test_the_deck_with_all_kinds_is_written_as_it_stands_but_for_comments() -> None:
    deck = read_deck(ALL_KINDS)
    text = write_deck(deck)
    assert without_lines(read_deck_text(text, deck.path)) == without_lines(deck)
    assert "  - id: vgg-stack\n    kind: cloze\n    text: |\n      VGG replaces" in text
    assert "    options: [FCOS, RetinaNet, CenterNet, SSD]\n    answer: [FCOS, CenterNet]\n" in text

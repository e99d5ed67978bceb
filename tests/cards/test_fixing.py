from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.cards.fixing import fix_file, with_ids
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError
from tests.cards.strategies import decks

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.model import Deck

MESSY = """\
# My deck, as it grew
deck: messy   # short
title:    'Odd   spacing'

cards: # all of them
  -   front: "What is an IoU?"   # why not
      back:   |
        Intersection
        over union.\x20\x20

  - # a comment before the first key
    front: 卷積核
    back: kernel
  - { front: a, back: 'q' }   # flow
  - {"front": "VGG", "back": "q"}
  - id: vgg
    front: has one
    back: 'it stays'
  - ? front
    : Café à la carte
    ? back
    : z
  - kind: cloze
    text: '{{1::Residual}} nets add {{x::the input}}'
# the end, without a newline"""


def test_ids_come_from_the_words_of_the_card() -> None:
    fixed, given_ids = with_ids(MESSY)
    assert given_ids == [
        (6, "what-is-an-iou"),
        (12, "card-6af3c2"),
        (14, "card-faf305"),
        (15, "vgg-2"),
        (19, "cafe-a-la-carte"),
        (23, "residual-nets-add-x"),
    ]
    assert '  -   id: what-is-an-iou\n      front: "What is an IoU?"   # why not\n' in fixed
    assert "  - # a comment before the first key\n    id: card-6af3c2\n    front: 卷積核\n" in fixed
    assert "  - { id: card-faf305, front: a, back: 'q' }   # flow\n" in fixed
    assert '  - {"id": "vgg-2", "front": "VGG", "back": "q"}\n' in fixed
    assert with_ids(fixed) == (fixed, [])


def without_the_ids(fixed: str, given_ids: list[tuple[int, str]], newline: str = "\n") -> str:
    """The text with what was inserted taken out again, each once, and nothing else."""
    for _, identity in given_ids:
        for inserted in (f'"id": "{identity}", ', f"id: {identity}, "):
            if inserted in fixed:
                fixed = fixed.replace(inserted, "", 1)
                break
        else:
            start = fixed.index(f"id: {identity}{newline}")
            end = start + len(f"id: {identity}{newline}")
            end += len(fixed[end:]) - len(fixed[end:].lstrip(" "))
            fixed = fixed[:start] + fixed[end:]
    return fixed


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_nothing_else_changes_not_one_byte(tmp_path: Path, newline: str, mark: str) -> None:
    path = tmp_path / "messy.yaml"
    before = (mark + MESSY.replace("\n", newline)).encode()
    path.write_bytes(before)
    path.chmod(0o640)
    given_ids = fix_file(path)
    after = path.read_bytes().decode()
    assert len(given_ids) == 6
    assert without_the_ids(after, given_ids, newline).encode() == before
    assert after.count("\r\n") == (after.count("\n") if newline == "\r\n" else 0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert fix_file(path) == []


@settings(max_examples=50)
@given(decks(), st.booleans())
def test_the_cards_stay_the_same_but_for_their_ids(deck: Deck, windows: bool) -> None:
    text = write_deck(deck)
    if windows:
        text = text.replace("\n", "\r\n")
    fixed, given_ids = with_ids(text)
    before, after = read_deck_text(text).cards, read_deck_text(fixed).cards
    assert [card._replace(id="", line=0) for card in before] == [card._replace(id="", line=0) for card in after]
    assert not any(card.id.startswith("h-") for card in after)
    kept = {card.id for card in before if not card.id.startswith("h-")}
    assert kept | {identity for _, identity in given_ids} == {card.id for card in after}
    inserted = len(fixed) - len(text)
    assert inserted >= sum(len(f"id: {identity}") for _, identity in given_ids)
    assert is_subsequence(text, fixed)


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(each in rest for each in short)


def test_a_new_id_is_never_one_that_was_taken_before() -> None:
    text = "deck: d\ncards:\n  - {id: x, was: vgg, front: a, back: b}\n  - {front: VGG, back: c}\n"
    assert with_ids(text)[1] == [(4, "vgg-2")]


@pytest.mark.parametrize(
    ("front", "begins"),
    [("Q1", "q1"), ("mi", "mi"), ("残差 W1", "card-"), ("x", "card-"), ("2014", "card-"), ("残差网络", "card-")],
)
def test_short_words_name_a_card_and_what_is_left_of_another_script_does_not(front: str, begins: str) -> None:
    ((_, identity),) = with_ids(f"deck: d\ncards:\n  - {{front: '{front}', back: b}}\n")[1]
    assert identity.startswith(begins)
    assert begins in {identity, "card-"}


def test_an_id_never_looks_like_the_hash_of_a_text() -> None:
    text = "deck: d\ncards:\n  - {front: h - matrix, back: b}\n"
    assert with_ids(text)[1] == [(3, "card-bdb45b")]


def test_a_deck_with_faults_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("deck: d\ncards:\n  - front: a\n", encoding="utf-8")
    with pytest.raises(ContentError, match="needs `back:`"):
        fix_file(path)
    assert path.read_text(encoding="utf-8") == "deck: d\ncards:\n  - front: a\n"

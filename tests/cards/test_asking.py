from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.asking import ask, key_of, shuffled, siblings
from quizcv.cards.codec import decode, encode
from quizcv.cards.content import content_hash
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.model import BasicCard, Card, ClozeCard, Kind
from quizcv.cards.reader.deck import read_deck
from quizcv.problems.values import Expects
from tests.cards.strategies import cards
from tests.fresh import printed

DECK = read_deck(Path(__file__).parent / "decks" / "all-kinds.yaml")
INFO = DeckInfo(
    name="all-kinds", title="All kinds", path=Path("/decks/all.yaml"), total=17, shipped=False, tags=("practice",)
)


def card(identity: str) -> Card:
    return next(each for each in DECK.cards if each.id == identity)


def cloze(text: str) -> ClozeCard:
    return ClozeCard(id="c", text=text)


def test_every_sibling_of_every_kind_makes_a_question() -> None:
    for each in DECK.cards:
        for sibling in siblings(each):
            question = ask(INFO, each, sibling, 7)
            assert question == ask(INFO, each, sibling, 7)
            assert question.card == key_of("all-kinds", each, sibling)
            assert question.prompt
            assert question.answer.text
            assert question.folder == "/decks"
            assert question.content == content_hash(each)


def test_a_question_carries_what_belongs_to_its_card() -> None:
    question = ask(INFO, card("pooling-why"), "", 1)
    assert question.kind is Kind.BASIC
    assert question.tags == ("practice", "pooling")
    assert question.hints == ("Think of what moves by one pixel.",)
    assert question.why.startswith("The largest value")
    assert (question.title, question.deck, question.seed) == ("All kinds", "all-kinds", None)


def test_a_reversed_card_is_asked_both_ways() -> None:
    both = [ask(INFO, card("iou-name"), sibling, 1) for sibling in siblings(card("iou-name"))]
    assert [each.card for each in both] == ["all-kinds/iou-name", "all-kinds/iou-name:reverse"]
    assert [(each.prompt, each.answer.text) for each in both] == [
        ("IoU", "Intersection over union"),
        ("Intersection over union", "IoU"),
    ]
    assert siblings(card("pooling-why")) == [""]


def test_only_the_asked_blank_is_hidden_and_the_answer_has_it_in_bold() -> None:
    first, second, third = (ask(INFO, card("vgg-stack"), sibling, 1) for sibling in ("1", "2", "3"))
    assert first.prompt == ("VGG replaces one [the side of the kernel] convolution by three stacked 3x3 convolutions.")
    assert second.prompt == "VGG replaces one 7x7 convolution by [...] stacked 3x3 convolutions."
    assert second.answer.text == "VGG replaces one 7x7 convolution by **three** stacked 3x3 convolutions."
    assert second.answer.texts == ("three",)
    assert third.answer.expects is Expects.SELF


def test_blanks_of_a_group_are_asked_together() -> None:
    question = ask(INFO, card("conv-theorem"), "1", 1)
    assert question.prompt.startswith("A convolution in space is a [...] in frequency, and a [...] in space")
    assert question.answer.texts == ("product",)
    assert r"$\frac{1}{2\pi}$" in question.prompt


def test_a_blank_in_math_stays_math() -> None:
    question = ask(INFO, cloze(r"$k^2 \cdot {{c_{in}}} + {{b::the bias}}$"), "1", 1)
    assert question.prompt == r"$k^2 \cdot [\ldots] + b$"
    assert question.answer.text == r"$k^2 \cdot c_{in} + b$"
    assert ask(INFO, cloze("$a + {{b::the bias}}$"), "1", 1).prompt == r"$a + [\text{the bias}]$"


def test_a_hidden_blank_never_begins_a_link() -> None:
    assert ask(INFO, cloze("NIN uses {{1x1}}(pointwise)"), "1", 1).prompt == "NIN uses [...] (pointwise)"


def test_a_sibling_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="all-kinds/vgg-stack:4"):
        ask(INFO, card("vgg-stack"), "4", 1)


def test_options_are_shuffled_by_the_seed_and_none_is_lost() -> None:
    orders = {ask(INFO, card("anchor-free"), "", seed).options for seed in range(40)}
    assert len(orders) > 10
    assert all(sorted(order) == ["CenterNet", "FCOS", "RetinaNet", "SSD"] for order in orders)
    question = ask(INFO, card("anchor-free"), "", 5)
    assert (question.expects, question.seed) == (Expects.CHOICES, 5)
    assert question.answer.text == "- FCOS\n- CenterNet"
    assert ask(INFO, card("batch-size-one"), "", 5).expects is Expects.CHOICE


def test_a_seed_means_the_same_order_for_ever() -> None:
    assert shuffled(("a", "b", "c", "d", "e"), "deck/card\x001") == ("b", "d", "a", "e", "c")
    assert sorted(shuffled(tuple(map(str, range(100))), "many")) == sorted(map(str, range(100)))


@given(st.lists(st.text(max_size=3), max_size=40).map(tuple), st.text(max_size=5))
def test_shuffling_loses_nothing(items: tuple[str, ...], name: str) -> None:
    assert sorted(shuffled(items, name)) == sorted(items)


def test_numbers_know_their_unit_and_when_suffixes_help() -> None:
    large, small = ask(INFO, card("vgg16-params"), "", 1), ask(INFO, card("sobel-size"), "", 1)
    assert large.answer.text == "138357544 parameters"
    assert large.answer.suffixes
    assert not small.answer.suffixes
    assert [int(number) for number in small.answer.numbers] == [9]


def test_typed_and_symbolic_answers_hold_what_they_are_compared_with() -> None:
    typed = ask(INFO, card("alexnet-paper"), "", 1)
    assert typed.answer.texts[1] == "AlexNet paper"
    symbolic = ask(INFO, card("conv-params-formula"), "", 1)
    assert (symbolic.expects, symbolic.answer.formula) == (Expects.FORMULA, "k^2*c_in*c_out + c_out")


@pytest.mark.parametrize("identity", ["conv-side", "stride-for-half"])
def test_a_problem_has_new_numbers_for_each_seed_and_the_same_for_the_same(identity: str) -> None:
    one, same, other = (ask(INFO, card(identity), "", seed) for seed in (1, 1, 2))
    assert one == same
    assert one.values != other.values
    assert one.answer.numbers
    assert one.steps
    assert one.mistakes
    assert one.seed == 1


@given(cards)
def test_a_card_comes_back_from_the_cache_as_it_went_in(each: Card) -> None:
    kind = ask(INFO, each, siblings(each)[0], 0).kind
    assert decode(kind.value, each.id, each.line, encode(each)) == each


def test_the_hash_tells_edits_of_the_text_and_nothing_else() -> None:
    one = BasicCard(id="a", front="f", back="b")
    assert content_hash(one) == content_hash(BasicCard(id="z", line=4, front="f", back="b", why="w", tags=("t",)))
    assert content_hash(one) != content_hash(BasicCard(id="a", front="f", back="c"))
    assert content_hash(one) != content_hash(BasicCard(id="a", front="fb", back=""))


def test_asking_imports_neither_pydantic_nor_yaml_nor_sympy() -> None:
    code = (
        "import sys, quizcv.cards.library, quizcv.cards.asking;"
        "print([m for m in ('pydantic', 'yaml', 'sympy', 'textual', 'sqlmodel', 'click') if m in sys.modules])"
    )
    assert printed(code) == "[]\n"

"""Words are found by an index as by a look at every text, and the keys found are a list that is only made where it is gone through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.searching.language import fold
from quizcv.progress.finding.bits import bits_at, bits_of, flags_of, picked_by, places_of
from quizcv.progress.finding.index import MANY, Index, is_word
from quizcv.progress.finding.keys import Keys
from quizcv.progress.finding.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIGNS = "abA 12_-.é感受野ßﬁ\n𝛼İ"
texts = st.lists(st.text(SIGNS, max_size=12).map(fold), max_size=3 * MANY)
words = st.text(SIGNS, min_size=1, max_size=4).map(fold).filter(bool)


def nothing() -> None:
    """Nobody else waits."""


def those(texts: Sequence[str], fits: Callable[[str], object]) -> list[int]:
    return [at for at, text in enumerate(texts) if fits(text)]


@given(st.integers(0, 300).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.integers(0, max(size - 1, 0))))))
def test_bits_flags_and_places_say_the_same(case: tuple[int, set[int]]) -> None:
    size, chosen = case
    places = sorted(at for at in chosen if at < size)
    bits = bits_at(places, size)
    flags = int.from_bytes(bytes(at in chosen for at in range(size)), "little")
    assert bits == sum(1 << at for at in places)
    assert places_of(bits, size) == places
    assert flags_of(bits, size) == flags
    assert bits_of(flags, size) == bits
    assert picked_by(range(size), bits) == places


@given(texts, words)
def test_an_index_never_leaves_out_a_text_that_has_the_words(texts: list[str], words: str) -> None:
    index = Index(texts, nothing)
    holding = those(texts, lambda text: words in text)
    bits, exact = index.having(words)
    may = places_of(bits, len(texts))
    assert may == holding if exact else set(may) >= set(holding)
    if is_word(words):
        assert places_of(index.holding(words), len(texts)) == holding
        whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        assert places_of(index.saying(words), len(texts)) == those(texts, whole.search)


@given(st.lists(st.tuples(*[st.text(SIGNS, max_size=8).map(fold)] * 2), max_size=2 * MANY), st.lists(words), st.data())
def test_words_are_found_with_and_without_an_index(
    said: list[tuple[str, str]], asked: list[str], data: st.DataObject
) -> None:
    fronts, rests = [front for front, _ in said], [rest for _, rest in said]
    indexed, plain = Wording(fronts, rests), Wording(fronts, rests)
    indexed.is_prepared = False
    indexed.prepare(nothing)
    for each in [words[:end] for words in asked for end in range(1, len(words) + 1)]:  # as they are typed
        among = data.draw(st.integers(0, (1 << len(said)) - 1) | st.just((1 << len(said)) - 1))
        whole = re.compile(rf"(?<!\w){re.escape(each)}(?!\w)").search
        fronted = bits_at(those(fronts, lambda text, each=each: each in text), len(said))  # type: ignore[misc]  # a default binds it
        anywhere = fronted | bits_at(those(rests, lambda text, each=each: each in text), len(said))  # type: ignore[misc]  # as above
        by_itself = bits_at(those(fronts, whole), len(said)) | bits_at(those(rests, whole), len(said))
        for wording in (indexed, plain):
            assert wording.holding(each, among) == (fronted & among, anywhere & among)
            assert wording.saying(each, among) == by_itself & among


def test_making_an_index_ends_when_it_is_told_to() -> None:
    def stop() -> None:
        raise InterruptedError

    wording = Wording(["a"] * 1000, ["b"] * 1000)
    with pytest.raises(InterruptedError):
        wording.prepare(stop)
    assert not wording.is_prepared
    assert wording.holding("a", 0b101) == (0b101, 0b101)


@given(st.lists(st.lists(st.tuples(st.text(max_size=2), st.booleans()), max_size=6), max_size=4), st.data())
def test_the_keys_found_are_read_as_a_list_of_them_is(
    columns: list[list[tuple[str, bool]]], data: st.DataObject
) -> None:
    def keys() -> Keys:
        return Keys(
            ([key for key, _ in column], bits_at([at for at, (_, picked) in enumerate(column) if picked], len(column)))
            for column in columns
        )

    expected = [key for column in columns for key, picked in column if picked]
    assert len(keys()) == len(expected)
    assert keys() == expected
    assert list(reversed(keys())) == expected[::-1]
    cut = data.draw(st.slices(max(len(expected), 1)))
    assert keys()[cut] == expected[cut]
    for at in range(-len(expected), len(expected)):
        assert keys()[at] == expected[at]
    for at in (-len(expected) - 1, len(expected)):
        with pytest.raises(IndexError):
            keys()[at]

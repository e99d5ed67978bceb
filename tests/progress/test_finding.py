"""Finding cards: what a search gives is what looking at every card by itself would give."""

from __future__ import annotations

import json
import operator
import re
import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.cards.library import Library
from quizcv.cards.searching import (
    ALL,
    And,
    Compare,
    Field,
    Has,
    Is,
    Match,
    Measure,
    Not,
    Or,
    Query,
    SearchError,
    Sign,
    State,
    Text,
    parse,
)
from quizcv.errors import QuizcvError
from quizcv.events import EventKind
from quizcv.progress.finding import Finder, Order, SearchCancelledError, keys_of, wording
from quizcv.progress.finding.wording import REMEMBERED
from tests.progress.support import DAY, at, grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quizcv.cards.searching.language import Term
    from quizcv.progress.store import Store
    from quizcv.settings import Places

ON_BOTH = True

TOMORROW = DAY + timedelta(days=1)
CNN = """\
deck: cnn
title: Networks
tags: [networks]
cards:
  - {id: stride, front: What does a stride of two do?, back: It halves the side., tags: [Shapes]}
  - {id: pool, front: What does pooling do?, back: 'With stride 2 it halves the side, as "subsampling".', reverse: true}
  - {id: dilated, kind: cloze, text: 'A {{dil}}ated convolution has a larger {{receptive field}}.', tags: [shapes, "two words"]}
  - {id: zh, front: 卷積核的大小？, back: 三乘三；感受野更大}
  - {id: math, front: 'Write $\\frac{a}{b}$ 100% right_here', back: 'C:\\path'}
  - {id: accents, front: "Ångström U\u0308bung naïve \u212aelvin", back: b, hint: "over two\\nlines"}
"""
OTHER = "deck: other\ncards:\n  - {id: stride, front: Stride, back: again}\n"
KEYS = [
    "cnn/stride",
    "cnn/pool",
    "cnn/pool:reverse",
    "cnn/dilated:1",
    "cnn/dilated:2",
    "cnn/zh",
    "cnn/math",
    "cnn/accents",
]
BLANKS = ["cnn/dilated:1", "cnn/dilated:2"]


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    places.decks.mkdir(parents=True, exist_ok=True)
    (places.decks / "cnn.yaml").write_text(CNN, encoding="utf-8")
    (places.decks / "other.yaml").write_text(OTHER, encoding="utf-8")
    with closing(Library.load(places, shipped=False)) as loaded:
        yield loaded


@pytest.fixture
def found(places: Places, library: Library) -> Iterator[Finder]:
    with Finder.open(places, library, leech_lapses=2) as opened:
        yield opened


def keys(found: Finder, text: str, day: date = DAY, **options: Any) -> list[str]:
    return list(found.find(parse(text), day, **options))


@pytest.mark.file_only
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STRIDE", ["cnn/stride", "cnn/pool", "cnn/pool:reverse", "other/stride"]),
        ("tride halves", ["cnn/stride", "cnn/pool", "cnn/pool:reverse"]),
        ('"the side halves"', []),
        ('"dilated convolution"', BLANKS),
        ("dilate", BLANKS),
        ("kelvin", ["cnn/accents"]),
        ("卷積", ["cnn/zh"]),
        ("野", ["cnn/zh"]),
        ("deck:oth*", ["other/stride"]),
        ("tag:shapes", ["cnn/stride", *BLANKS]),
        ("tag:sha", []),
        ("tag:SHA*", ["cnn/stride", *BLANKS]),
        ('tag:"two words"', BLANKS),
        ("tag:*", KEYS),
        ("-tag:*", ["other/stride"]),
        ("tag:networks stride", ["cnn/stride", "cnn/pool", "cnn/pool:reverse"]),
        ("kind:cloze or deck:other", [*BLANKS, "other/stride"]),
        ('"as ""sub"', ["cnn/pool", "cnn/pool:reverse"]),
        ("\\frac{a}", ["cnn/math"]),
        ("C:\\path", ["cnn/math"]),
        ("0%", ["cnn/math"]),
        ("t_h", ["cnn/math"]),
        ("a_b", []),
        ("ångström ÜB ïv", ["cnn/accents"]),
        ('"two lines"', ["cnn/accents"]),
        ("' OR 1=1 --x", None),
        ("'", []),
        ("\0", []),
        ("\ud800", []),
        ("is:archived", []),
    ],
)
def test_cards_are_found_by_what_they_say(
    found: Finder, places: Places, library: Library, text: str, expected: list[str] | None
) -> None:
    if expected is None:
        with pytest.raises(SearchError):
            keys(found, text)
        return
    assert keys(found, text) == expected
    with Finder.open(places, library, once=True) as once:
        assert keys(once, text) == expected
        assert keys(once, f"-({text})") == [key for key in [*KEYS, "other/stride"] if key not in expected]


@pytest.mark.file_only
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=20), st.sampled_from(Order), st.booleans())
def test_whatever_is_typed_is_looked_for_or_told(found: Finder, text: str, order: Order, unfinished: bool) -> None:
    for each in (text, f"stride {text}", f'"{text}', f"deck:{text}", f"tag:{text}", f"{text} NEAR/2 stride*"):
        try:
            found.find(parse(each, unfinished=unfinished), DAY, order)
        except SearchError as error:
            assert len(str(error)) < 400  # noqa: PT017  a message is read by somebody


def test_states_are_those_of_the_day(found: Finder, store: Store) -> None:
    assert keys(found, "is:new") == [*KEYS, "other/stride"]
    assert keys(found, "ease<9 or due<=9 or -due<=9") == [*KEYS, "other/stride"]
    grade(store, "cnn/stride", 4)
    grade(store, "cnn/pool", 1)
    grade(store, "cnn/zh", 4)
    store.note(EventKind.SUSPENDED, "cnn/zh", at(hour=12.1))
    store.note(EventKind.FLAGGED, "cnn/math", at(hour=12.2), "look it up")
    store.note(EventKind.BURIED, "other/stride", at(hour=12.3))
    assert keys(found, "is:learned") == ["cnn/stride", "cnn/pool", "cnn/zh"]
    assert keys(found, "is:new") == [key for key in [*KEYS, "other/stride"] if key not in keys(found, "is:learned")]
    assert keys(found, "is:drill") == ["cnn/pool"]
    assert keys(found, "is:suspended") == ["cnn/zh"]
    assert keys(found, "is:flagged") == ["cnn/math"]
    assert keys(found, "is:buried") == ["other/stride"]
    assert keys(found, "is:buried or is:drill", TOMORROW) == []
    assert keys(found, "is:due") == []
    assert keys(found, "is:due", TOMORROW) == ["cnn/stride", "cnn/pool"]
    assert keys(found, "due=1") == ["cnn/stride", "cnn/pool", "cnn/zh"]
    assert keys(found, "due<0", TOMORROW + timedelta(days=1)) == ["cnn/stride", "cnn/pool", "cnn/zh"]
    assert keys(found, "lapses>=1") == []
    assert keys(found, "ease<2.5") == ["cnn/pool"]
    assert keys(found, "-ease<2.5 is:learned") == ["cnn/stride", "cnn/zh"]


def test_a_leech_has_lapsed_as_often_as_is_set(found: Finder, store: Store) -> None:
    for turn, given_grade in enumerate([4, 1, 4, 1]):
        grade(store, "cnn/stride", given_grade, at(turn * 20))
    assert keys(found, "lapses=2") == keys(found, "is:leech") == ["cnn/stride"]
    assert found.rows(["cnn/stride"])[0].leech


def test_a_search_sees_what_was_just_logged_and_taken_back(found: Finder, store: Store) -> None:
    assert keys(found, "is:learned") == []
    grade(store, "cnn/stride", 4)
    assert keys(found, "is:learned") == ["cnn/stride"]
    grade(store, "other/stride", 4)
    assert keys(found, "is:learned") == ["cnn/stride", "other/stride"]
    store.undo(at(hour=13))
    assert keys(found, "is:learned") == ["cnn/stride"]
    store.note(EventKind.ALIASED, "cnn/zh", at(hour=14), "cnn/stride")
    assert keys(found, "is:learned") == ["cnn/zh"]
    store.note(EventKind.RESET, "cnn/zh", at(hour=16))
    assert keys(found, "is:learned") == []
    store.note_all(EventKind.SUSPENDED, KEYS, at(hour=17))
    assert keys(found, "is:suspended") == KEYS


@pytest.mark.file_only
def test_a_search_sees_the_decks_as_the_library_last_did(
    found: Finder, library: Library, places: Places, store: Store
) -> None:
    grade(store, "cnn/stride", 4)
    assert keys(found, "halves is:learned") == ["cnn/stride"]
    (places.decks / "cnn.yaml").write_text(CNN.replace("halves", "divides"), encoding="utf-8")
    library.reload()
    assert keys(found, "halves") == []
    assert keys(found, "divides is:learned") == ["cnn/stride"]
    (places.decks / "cnn.yaml").unlink()
    library.reload()
    assert keys(found, "") == ["other/stride"]
    assert found.rows(["cnn/stride", "other/stride"])[0].key == "other/stride"
    with pytest.raises(SearchError, match="there is no deck 'cnn'"):
        keys(found, "deck:cnn")


@pytest.mark.file_only
def test_what_was_found_for_shorter_words_narrows_longer_ones_and_nothing_else(found: Finder) -> None:
    for text in (
        "s",
        "st",
        "str",
        "stri",
        "stride",
        "stride halves",
        "stride",
        "tri",
        "halves",
        "h",
        "s -h",
        "h or st",
    ):
        with_memory = keys(found, text)
        found._shelves.clear()
        assert keys(found, text) == with_memory
    for number in range(REMEMBERED * 2):
        assert keys(found, f"stride {number}") == keys(found, f"{number} stride")
    held = [shelf._wording._held for shelf in found._shelves.values() if shelf._wording]
    assert held
    assert all(len(each) <= REMEMBERED for each in held)


@pytest.mark.file_only
def test_of_decks_that_begin_as_the_unknown_one_it_is_told_how_to_name_them_all(
    places: Places, library: Library, found: Finder
) -> None:
    (places.decks / "cnn-papers.yaml").write_text(OTHER.replace("other", "cnn-papers"), encoding="utf-8")
    library.reload()
    with pytest.raises(SearchError) as raised:
        keys(found, "deck:cn")
    assert raised.value.told == "there is no deck 'cn'; for all that begin so write deck:cn*"
    assert set(keys(found, "deck:cn*")) > set(keys(found, "deck:cnn"))


@pytest.mark.file_only
def test_an_unknown_deck_is_told_with_its_place_but_not_while_it_is_typed(found: Finder) -> None:
    for text, column, told in (
        ("a deck:othr", 8, "there is no deck 'othr'; did you mean 'other'?"),
        ("deck:o", 6, "there is no deck 'o'; did you mean 'other'?"),
        ("deck:zz*", 6, "no deck's name begins with 'zz'; the decks are: cnn, other"),
        (f"deck:{'z' * 9999}", 6, f"there is no deck '{'z' * 60}…'; the decks are: cnn, other"),
        ("-deck:zz", 7, "there is no deck 'zz'; the decks are: cnn, other"),
    ):
        with pytest.raises(SearchError) as raised:
            keys(found, text)
        assert (raised.value.column, raised.value.told) == (column, told)
    assert found.find(parse("deck:ot", unfinished=True), DAY) == ["other/stride"]
    assert found.find(parse("deck:zz", unfinished=True), DAY) == []


def test_rows_tell_what_a_table_shows(found: Finder, store: Store) -> None:
    grade(store, "cnn/dilated:2", 4)
    store.note(EventKind.FLAGGED, "cnn/dilated:2", at(hour=12.1), "why?")
    store.note(EventKind.BURIED, "cnn/pool:reverse", at(hour=12.2))
    keys(found, "")
    blank, back, new = found.rows(["cnn/dilated:2", "cnn/pool:reverse", "gone/card", "other/stride"])
    assert blank == (
        *("cnn/dilated:2", "cnn", "Networks", "cloze", "A dilated convolution has a larger [...]."),
        *(("networks", "shapes", "two words"), TOMORROW, 1, 250, 0, False, False, "why?", False),
    )
    assert (back.front, back.buried) == ('With stride 2 it halves the side, as "subsampling".', True)
    assert not found.rows(["cnn/pool:reverse"], TOMORROW)[0].buried
    assert new == ("other/stride", "other", "other", "basic", "Stride", (), None, 0, 0, 0, False, False, "", False)


def test_cards_come_in_the_order_asked_for_and_new_ones_last(found: Finder, store: Store) -> None:
    grade(store, "cnn/zh", 4, at(-10))
    grade(store, "cnn/stride", 5, at(-5))
    grade(store, "other/stride", 1, at(-5, hour=13))
    new = [key for key in KEYS if key not in {"cnn/zh", "cnn/stride"}]
    assert keys(found, "", order=Order.DUE) == ["cnn/zh", "cnn/stride", "other/stride", *new]
    assert keys(found, "", order=Order.DUE, descending=True) == ["cnn/stride", "other/stride", "cnn/zh", *new]
    assert keys(found, "", order=Order.EASE) == ["other/stride", "cnn/zh", "cnn/stride", *new]
    assert keys(found, "", order=Order.DECK, descending=True) == ["other/stride", *reversed(KEYS)]
    assert keys(found, "", order=Order.KIND)[-2:] == BLANKS
    assert keys(found, "kind:basic", order=Order.FRONT) == [
        *("other/stride", "cnn/stride", "cnn/pool", "cnn/pool:reverse", "cnn/math", "cnn/accents", "cnn/zh")
    ]
    # In the front before elsewhere, whole words before parts.
    assert keys(found, "stride", order=Order.RELEVANCE)[:2] == ["cnn/stride", "other/stride"]
    assert keys(found, "do", order=Order.RELEVANCE)[0] == "cnn/stride"
    assert keys(found, "is:learned", order=Order.RELEVANCE) == ["cnn/stride", "cnn/zh", "other/stride"]


@pytest.mark.file_only
def test_a_search_that_is_cancelled_ends_and_the_next_one_finds(found: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    check = found._go_on

    def wait() -> None:
        begun.set()
        assert go_on.wait(10)
        check()

    monkeypatch.setattr(found, "_go_on", wait)
    ended: list[type[BaseException] | None] = []

    def search() -> None:
        try:
            keys(found, "stride")
        except SearchCancelledError:
            ended.append(SearchCancelledError)

    thread = threading.Thread(target=search)
    thread.start()
    assert begun.wait(10)
    found.cancel()
    go_on.set()
    thread.join(10)
    assert ended == [SearchCancelledError]
    monkeypatch.undo()
    assert len(keys(found, "stride")) == 4
    found.cancel()
    assert len(keys(found, "stride")) == 4


@pytest.mark.file_only
def test_what_is_made_ready_lets_searches_go_first_and_ends_with_the_finder(
    found: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "INDEXED", 0)
    steps: list[bool] = []
    waited: list[object] = []
    wait = found._closed.wait

    def prepare() -> None:
        steps.append(found.prepare())

    def until_the_search_ends(seconds: float) -> bool:
        waited.append(found._searching)
        go_on.set()
        return wait(seconds)

    go_on = threading.Event()
    thread = threading.Thread(target=prepare)
    check = found._go_on

    def search_on() -> None:
        if not thread.ident:
            thread.start()
            assert go_on.wait(10)
        check()

    monkeypatch.setattr(found._closed, "wait", until_the_search_ends)
    monkeypatch.setattr(found, "_go_on", search_on)
    assert len(keys(found, "stride")) == 4
    thread.join(10)
    assert waited[0] is not None
    while found.prepare():
        steps.append(True)
    assert steps
    assert all(shelf.is_prepared for shelf in found._shelves.values())
    assert len(keys(found, "stride")) == 4
    found._shelves.clear()
    found.close()
    with pytest.raises(SearchCancelledError):
        found.prepare()


@pytest.mark.file_only
def test_rows_are_told_while_a_search_runs(found: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(found, "_go_on", lambda: told.extend(row.key for row in found.rows(["cnn/zh"])))
    keys(found, "stride is:new")
    assert "cnn/zh" in told


@pytest.mark.file_only
def test_a_damaged_log_is_told_as_everywhere(places: Places, library: Library, store: Store) -> None:
    store.close()
    path = places.database_path
    assert path is not None
    path.write_bytes(b"no database")
    with pytest.raises(QuizcvError, match="it is not an SQLite database"):
        keys_of("stride", places, library, DAY)


def test_the_cards_of_a_search_are_given_to_who_has_no_finder(places: Places, library: Library, store: Store) -> None:
    grade(store, "cnn/stride", 4)
    assert keys_of("stride is:learned", places, library, DAY) == ["cnn/stride"]
    with pytest.raises(SearchError, match="archived cards are not asked"):
        keys_of("stride or is:archived", places, library, DAY)


# Against a look at every card by itself

WORDS = ("stride", "Padding", "pad", "感受野", "Ü", "a b", "tride pa")
TAGS = ("loss", "loss-iou", "Two words")
COLUMNS = [
    "card",
    "deck",
    "due",
    "shuffle",
    "ease",
    "repetition",
    "interval",
    "lapses",
    "asked",
    "first_day",
    "graded_day",
    "last_day",
    "last_grade",
    "last_day_grades",
    "suspended",
    "buried_day",
    "flag",
    "latest_instant",
    "latest_id",
]
SIGNS: Mapping[Sign, Callable[[int, int], bool]] = {
    Sign.LESS: operator.lt,
    Sign.AT_MOST: operator.le,
    Sign.EQUAL: operator.eq,
    Sign.UNEQUAL: operator.ne,
    Sign.AT_LEAST: operator.ge,
    Sign.MORE: operator.gt,
}
LEECH = 2

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
tags = st.lists(st.sampled_from(TAGS), max_size=2, unique=True)
cards = st.fixed_dictionaries(
    {"kind": st.sampled_from(["basic", "typed"]), "front": texts, "back": texts, "tags": tags}
)
standings = st.fixed_dictionaries(
    {
        "begun": st.booleans(),
        "due": st.integers(-3, 3),
        "ease": st.sampled_from([130, 199, 200, 250]),
        "interval": st.sampled_from([1, 6, 30]),
        "lapses": st.integers(0, 3),
        "suspended": st.booleans(),
        "buried": st.sampled_from([None, -1, 0]),
        "flag": st.sampled_from(["", "why"]),
        "last_day": st.integers(-1, 0),
        "last_grade": st.integers(0, 5),
    }
)
leaves: st.SearchStrategy[Term] = st.one_of(
    st.sampled_from([word.casefold() for word in (*WORDS, "pa", "e", "zebra")]).map(Text),
    st.builds(Has, st.just(Field.TAG), st.sampled_from(["loss", "two words", "none", "lo"]), st.sampled_from(Match)),
    st.builds(Has, st.just(Field.DECK), st.just("d0"), st.sampled_from(Match)),
    st.builds(Has, st.just(Field.KIND), st.sampled_from(["basic", "typed", "cloze"])),
    st.builds(Is, st.sampled_from([state for state in State if state is not State.ARCHIVED])),
    st.builds(
        Compare,
        st.sampled_from(Measure),
        st.sampled_from(Sign),
        st.sampled_from([-2, -1, 0, 1, 2, 3, 6, 30, 130, 200, 250]),
    ),
)
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: And(tuple(each))),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: Or(tuple(each))),
    ),
    max_leaves=6,
)


def fits(
    term: Term, deck: str, card: Mapping[str, Any], deck_tags: list[str], standing: Mapping[str, Any] | None
) -> bool:
    """Whether one card fits, by the words of docs/searching.md."""
    known = standing or {}
    begun = bool(known.get("begun"))
    aside = known.get("suspended") or known.get("buried") == 0
    match term:
        case Text(words):
            return any(words in " ".join(card[side].split()).casefold() for side in ("front", "back"))
        case Has(field, name, how):
            names = {Field.DECK: [deck], Field.KIND: [card["kind"]], Field.TAG: [*card["tags"], *deck_tags]}[field]
            return any(
                each.casefold().startswith(name) and (how is not Match.WHOLE or each.casefold() == name)
                for each in names
            )
        case Is(state):
            states: dict[State, bool] = {
                State.NEW: not begun,
                State.LEARNED: begun,
                State.DUE: begun and known["due"] <= 0 and not aside,
                State.DRILL: begun and known["last_day"] == 0 and known["last_grade"] < 4 and not aside,
                State.SUSPENDED: bool(known.get("suspended")),
                State.BURIED: known.get("buried") == 0,
                State.FLAGGED: bool(known.get("flag")),
                State.LEECH: known.get("lapses", 0) >= LEECH,
            }
            return states[state]
        case Compare(measure, sign, number):
            return begun and bool(SIGNS[sign](known[measure.value], number))
        case Not(inner):
            return not fits(inner, deck, card, deck_tags, standing)
        case And(inner_terms):
            return all(fits(each, deck, card, deck_tags, standing) for each in inner_terms)
        case Or(inner_terms):
            return any(fits(each, deck, card, deck_tags, standing) for each in inner_terms)


def rank(card: Mapping[str, Any], words: Sequence[str]) -> int:
    """How well one card fits, lower is better: in the front before elsewhere, whole words before parts."""
    front, back = (" ".join(card[side].split()).casefold() for side in ("front", "back"))
    whole = [re.compile(rf"(?<!\w){re.escape(each)}(?!\w)") for each in words]
    return -sum(
        2 * (each in front) + bool(pattern.search(front) or pattern.search(back))
        for each, pattern in zip(words, whole, strict=True)
    )


def memory_row(key: str, standing: Mapping[str, Any]) -> dict[str, Any]:
    """What the projection would keep of such a card."""
    today, begun = DAY.toordinal(), standing["begun"]
    return {
        "card": key,
        "deck": key.partition("/")[0],
        "due": today + standing["due"] if begun else None,
        "shuffle": 1,
        "ease": standing["ease"],
        "repetition": 1,
        "interval": standing["interval"],
        "lapses": standing["lapses"],
        "asked": 3,
        "first_day": today - 9 if begun else None,
        "graded_day": today - 9 if begun else None,
        "last_day": today + standing["last_day"] if begun else None,
        "last_grade": standing["last_grade"] if begun else None,
        "last_day_grades": 1,
        "suspended": standing["suspended"],
        "buried_day": None if standing["buried"] is None else today + standing["buried"],
        "flag": standing["flag"],
        "latest_instant": 1,
        "latest_id": b"",
    }


@pytest.mark.file_only
@pytest.mark.usefixtures("store")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(tags, st.lists(st.tuples(cards, st.none() | standings), max_size=16)), min_size=1, max_size=3),
    st.lists(terms, min_size=1, max_size=12),
    st.booleans(),
)
def test_the_finder_finds_what_looking_at_every_card_does(
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    decks: list[tuple[list[str], list[tuple[dict[str, Any], dict[str, Any] | None]]]],
    queries: list[Term],
    prepared: bool,
) -> None:
    monkeypatch.setattr(wording, "INDEXED", 0)
    places.decks.mkdir(parents=True, exist_ok=True)
    for path in places.decks.iterdir():
        path.unlink()
    rows = []
    for number, (deck_tags, content) in enumerate(decks):
        written = [
            {
                "id": f"c{place}",
                **{
                    "answer" if card["kind"] == "typed" and name == "back" else name: value
                    for name, value in card.items()
                },
            }
            for place, (card, _) in enumerate(content)
        ]
        deck = {"deck": f"d{number}", "tags": deck_tags, "cards": written}
        (places.decks / f"{number}.yaml").write_text(json.dumps(deck, ensure_ascii=False), encoding="utf-8")
        rows += [memory_row(f"d{number}/c{place}", each) for place, (_, each) in enumerate(content) if each]
    assert places.database_path is not None
    with closing(sqlite3.connect(places.database_path)) as connection, connection:
        connection.execute("DELETE FROM memory")
        names = ", ".join(f":{name}" for name in COLUMNS)
        connection.executemany(f"INSERT INTO memory ({', '.join(COLUMNS)}) VALUES ({names})", rows)  # noqa: S608  our own names
    with (
        closing(Library.load(places, shipped=False)) as library,
        Finder.open(places, library, leech_lapses=LEECH) as found,
        Finder.open(places, library, leech_lapses=LEECH, once=True) as searched_once,
    ):
        assert not library.broken
        while prepared and found.prepare():
            pass
        for term in queries:
            expected = [
                f"d{number}/c{place}"
                for number, (deck_tags, content) in enumerate(decks)
                for place, (card, standing) in enumerate(content)
                if fits(term, f"d{number}", card, deck_tags, standing)
            ]
            assert found.find(Query(term), DAY) == expected
            for order in Order:
                assert sorted(found.find(Query(term), DAY, order)) == sorted(expected)
            said = {
                f"d{number}/c{place}": card
                for number, (_, content) in enumerate(decks)
                for place, (card, _) in enumerate(content)
            }
            ranked = sorted(expected, key=lambda key: rank(said[key], Query(term).words))
            assert found.find(Query(term), DAY, Order.RELEVANCE) == ranked
            assert searched_once.find(Query(term), DAY, Order.RELEVANCE) == ranked
            for order in (Order.FRONT, Order.DUE):
                assert searched_once.find(Query(term), DAY, order) == found.find(Query(term), DAY, order)
        assert len(found.rows(found.find(ALL, DAY))) == sum(len(content) for _, content in decks)

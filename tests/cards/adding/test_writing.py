from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.cards.adding.lines import read_lines
from quizcv.cards.adding.making import card_of, trimmed
from quizcv.cards.adding.target import DeckPlace, Standing, deck_place, free_name
from quizcv.cards.adding.writing import AlreadyThereError, add_cards
from quizcv.cards.library import Library
from quizcv.cards.model import BasicCard, ClozeCard
from quizcv.cards.reader.deck import read_deck
from quizcv.errors import ContentError, QuizcvError, UsageError
from quizcv.settings import Places
from tests.cards.strategies import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECK = "deck: mine\ncards:\n  - id: one\n    front: One?\n    back: 1\n"
CARD = BasicCard(id="", front="Two?", back="2")


@pytest.fixture
def place(tmp_path: Path) -> DeckPlace:
    path = tmp_path / "mine.yaml"
    path.write_text(DECK, encoding="utf-8")
    return DeckPlace(Standing.OWN, "mine", path)


def test_a_card_written_meanwhile_by_another_program_is_kept(place: DeckPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizcv.cards import saving  # noqa: PLC0415  the module whose look at the file is watched

    looks = []

    def look(path: Path, read: object = saving.bytes_of) -> bytes | None:
        looks.append(path)
        if len(looks) == 2:  # between the reading and the replacing
            path.write_text(DECK + "  - id: theirs\n    front: Theirs?\n    back: b\n", encoding="utf-8")
        assert callable(read)
        found = read(path)
        assert isinstance(found, bytes)
        return found

    monkeypatch.setattr(saving, "bytes_of", look)
    (added,) = add_cards(place, [CARD])
    assert [card.id for card in read_deck(place.path).cards] == ["one", "theirs", "two"]
    assert (added.key, added.line) == ("mine/two", 9)


def test_cards_that_are_added_at_the_same_time_are_all_kept(place: DeckPlace) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_cards(place, [CARD._replace(front=f"Number {number}?")]), range(12)))
    assert {card.id for card in read_deck(place.path).cards} == {"one", *(f"number-{number}" for number in range(12))}
    assert [each.name for each in place.path.parent.iterdir()] == ["mine.yaml"]


def test_a_deck_that_never_stays_the_same_is_left_to_the_other_program(
    place: DeckPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizcv.cards import saving  # noqa: PLC0415  as above

    counted = iter(range(1000))
    monkeypatch.setattr(saving, "bytes_of", lambda _path: f"{DECK}# {next(counted)}\n".encode())
    with pytest.raises(QuizcvError, match="is being changed by another program all the time; close it there"):
        add_cards(place, [CARD])
    assert place.path.read_text(encoding="utf-8") == DECK


def test_ids_are_none_that_a_card_of_the_deck_has_or_had(place: DeckPlace) -> None:
    place.path.write_text(
        "deck: mine\ncards:\n  - {id: one, was: two, front: a, back: b}\narchive:\n  - {id: two-2, front: c, back: d}\n",
        encoding="utf-8",
    )
    added = add_cards(place, [CARD, CARD._replace(front="Two!"), CARD._replace(front="殘差")])
    assert [each.key for each in added] == ["mine/two-3", "mine/two-4", added[2].key]
    assert added[2].key.startswith("mine/card-")


def test_what_is_asked_already_is_refused_unless_it_is_wanted(place: DeckPlace) -> None:
    with pytest.raises(AlreadyThereError, match="asked already by mine/one in line 3"):
        add_cards(place, [CARD._replace(front=" ONE?\n")])
    with pytest.raises(AlreadyThereError, match="asked already by another of them"):
        add_cards(place, [CARD, CARD])
    assert place.path.read_text(encoding="utf-8") == DECK
    assert [each.key for each in add_cards(place, [CARD, CARD], twice=True)] == ["mine/two", "mine/two-2"]


def test_a_deck_that_is_gone_is_not_begun_anew_in_silence(place: DeckPlace) -> None:
    place.path.unlink()
    with pytest.raises(QuizcvError, match="is gone"):
        add_cards(place, [CARD])
    assert not place.path.exists()


def test_a_deck_that_came_to_have_faults_is_left_as_it_is(place: DeckPlace) -> None:
    place.path.write_text(DECK + "  - front: alone\n", encoding="utf-8")
    with pytest.raises(ContentError, match="needs `back:`"):
        add_cards(place, [CARD])
    assert place.path.read_text(encoding="utf-8") == DECK + "  - front: alone\n"


def test_a_link_stays_a_link_and_the_rights_stay(place: DeckPlace, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    place.path.rename(target)
    target.chmod(0o600)
    place.path.symlink_to(target)
    add_cards(place, [CARD])
    assert place.path.is_symlink()
    assert (target.stat().st_mode & 0o777, "id: two" in target.read_text(encoding="utf-8")) == (0o600, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, texts)
def test_any_front_and_back_is_read_back_as_it_was_typed(place: DeckPlace, front: str, back: str) -> None:
    place.path.write_text(DECK, encoding="utf-8")
    card, wrong = card_of({"front": front + "  \r\n", "back": "\n" + back})
    assert (card is None) == bool(wrong) is False
    assert card is not None
    (added,) = add_cards(place, [card], twice=True)
    kept = read_deck(place.path).cards[1]
    assert isinstance(kept, BasicCard)
    assert (kept.front, kept.back, kept.line) == (trimmed(front), trimmed(back), added.line)
    assert place.path.read_text(encoding="utf-8").startswith(DECK)


plain = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda text: "::" not in text and not text.startswith("#") and "![" not in text
)


@given(st.lists(st.tuples(plain, plain), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n", "\n\n# no card\n"]))
def test_each_line_is_a_card_in_the_order_of_the_lines(pairs: list[tuple[str, str]], between: str) -> None:
    data = between.join(f" {front} :: {back}" for front, back in pairs).encode()
    found = [each.card for each in read_lines(data, {"tags": ["t"], "reverse": True})]
    assert [(card.front, card.back) for card in found if isinstance(card, BasicCard)] == pairs
    assert all(card.tags == ("t",) for card in found)


def test_lines_that_are_no_utf_8_are_told_with_their_place() -> None:
    with pytest.raises(ContentError, match="-:2:6: the byte 0xFF is no UTF-8"):
        read_lines(b"a :: b\nc :: \xff\n", {})
    with pytest.raises(ContentError, match="no card came in"):
        read_lines(b"\xef\xbb\xbf# nothing", {})
    (only,) = read_lines("\ufeffIt has {{levels}}".encode(), {"reverse": True})
    assert isinstance(only.card, ClozeCard)


# Where a name leads


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path))
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "deep").mkdir()
    (decks / "deep" / "other-file.yaml").write_text(DECK, encoding="utf-8")
    (decks / "taken.yaml").write_text(DECK.replace("mine", "called-so"), encoding="utf-8")
    (decks / "bad.yaml").write_text("deck: says-so\ncards:\n  - front: x\n", encoding="utf-8")
    library = Library.load(Places.from_environment())
    yield library
    library.close()


@pytest.mark.parametrize(
    ("name", "standing", "file"),
    [
        ("mine", Standing.OWN, "deep/other-file.yaml"),
        ("fresh", Standing.NEW, "fresh.yaml"),
        ("cnn-faq", Standing.SHIPPED, ""),
        ("bad", Standing.BROKEN, "bad.yaml"),
        ("says-so", Standing.BROKEN, "bad.yaml"),
        ("taken", Standing.TAKEN, "taken.yaml"),
        ("Ünder_Score", Standing.UNNAMED, "under-score.yaml"),
        ("a" * 150, Standing.UNNAMED, ""),
    ],
)
def test_a_name_leads_to_a_deck_or_to_the_reason_why_not(
    library: Library, tmp_path: Path, name: str, standing: Standing, file: str
) -> None:
    found = deck_place(library, tmp_path / "decks", name)
    assert found.standing is standing
    assert not file or found.path == tmp_path / "decks" / file
    assert bool(found.why_not) == (standing not in {Standing.OWN, Standing.NEW})
    if found.why_not:
        with pytest.raises(UsageError):
            add_cards(found, [CARD])


def test_a_first_deck_of_one_s_own_gets_a_name_that_is_free(library: Library, tmp_path: Path) -> None:
    assert free_name(library, tmp_path / "decks") == "my-cards"
    (tmp_path / "decks" / "my-cards.yaml").write_text(DECK, encoding="utf-8")
    library.reload()
    assert free_name(library, tmp_path / "decks") == "my-cards-2"

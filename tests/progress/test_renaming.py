"""Progress follows a card that is renamed in its deck, moved to another one, or given an id."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from quizcv.cards.library import Library
from quizcv.events import EventKind
from quizcv.progress.doctor import doctor
from quizcv.progress.replay import replay
from tests.progress.support import at, grade, write_deck

if TYPE_CHECKING:
    from quizcv.clock import Clock
    from quizcv.progress.store import Store
    from quizcv.settings import Places

ON_BOTH = True


def test_progress_follows_a_card_renamed_in_its_deck(places: Places, store: Store) -> None:
    grade(store, "a/old", 4)
    _, before = grade(store, "a/old", 5, at(1))
    write_deck(places, "a", ["other"], "  - {id: new, was: old, front: What?, back: That.}\n")
    library = Library.load(places, shipped=False)
    assert store.settle_aliases(library) == [("a/old", "a/new")]
    assert store.states() == {"a/new": before}
    assert store.settle_aliases(library) == []
    assert [each.grade for each in store.history("a/new")] == [4, 5, None]
    library.close()


def test_a_renaming_behind_a_clock_that_was_years_ahead_is_a_sound_event(
    places: Places, store: Store, clock: Clock
) -> None:
    _, before = grade(store, "a/old", 4, at(4000))
    write_deck(places, "a", ["other"], "  - {id: new, was: old, front: What?, back: That.}\n")
    with closing(Library.load(places, shipped=False)) as library:
        assert store.settle_aliases(library) == [("a/old", "a/new")]
        assert store.states() == {"a/new": before}
        assert doctor(places, library, clock).ok


def test_progress_follows_a_card_into_another_deck_and_on_from_there(places: Places, store: Store) -> None:
    _, before = grade(store, "a/old", 4)
    write_deck(places, "a", ["other"])
    path = write_deck(places, "b", [], "  - {id: new, was: a/old, front: What?, back: That.}\n")
    library = Library.load(places, shipped=False)
    assert store.settle_aliases(library) == [("a/old", "b/new")]
    assert store.states() == {"b/new": before}
    assert store.settle_aliases(library) == []
    path.unlink()
    write_deck(places, "c", [], "  - {id: last, was: b/new, front: What?, back: That.}\n")
    library.reload()
    assert store.settle_aliases(library) == [("b/new", "c/last")]
    assert store.states() == {"c/last": before}
    assert [each.grade for each in store.history("c/last")] == [4, None, None]
    assert store.wrong_projections() == []
    library.close()


def test_a_card_of_another_deck_that_is_still_there_keeps_its_progress(places: Places, store: Store) -> None:
    _, before = grade(store, "a/old", 4)
    write_deck(places, "a", ["old"])
    write_deck(places, "b", [], "  - {id: new, was: a/old, front: What?, back: That.}\n")
    library = Library.load(places, shipped=False)
    assert store.settle_aliases(library) == []
    assert store.states() == {"a/old": before}
    library.close()


def test_progress_follows_a_card_that_is_given_an_id(places: Places, store: Store) -> None:
    path = write_deck(places, "a", [], "  - {front: What is a stride?, back: The step of a filter.}\n")
    library = Library.load(places, shipped=False)
    (known_by_text,) = library.keys()
    _, before = grade(store, known_by_text, 4)
    path.write_text(path.read_text(encoding="utf-8").replace("{front", "{id: stride, front"), encoding="utf-8")
    library.reload()
    assert store.settle_aliases(library) == [(known_by_text, "a/stride")]
    assert store.states() == {"a/stride": before}
    library.close()


def test_a_card_that_still_has_its_old_id_is_not_renamed(places: Places, store: Store) -> None:
    grade(store, "a/old", 4)
    write_deck(places, "a", ["old"], "  - {id: new, was: old, front: What?, back: That.}\n")
    library = Library.load(places, shipped=False)
    assert store.settle_aliases(library) == []
    library.close()


def test_an_event_under_an_old_key_is_the_old_keys_again_though_the_clock_was_set_back(store: Store) -> None:
    grade(store, "a/old", 4, at(1))
    store.note(EventKind.ALIASED, "a/new", at(5), "a/old")
    grade(store, "a/old", 5, at(3))
    assert store.states() == replay(store.events())
    assert {key: state.asked for key, state in store.states().items()} == {"a/new": 1, "a/old": 1}
    grade(store, "a/old", 5, at(6))
    assert store.states() == replay(store.events())
    assert store.states()["a/old"].asked == 2

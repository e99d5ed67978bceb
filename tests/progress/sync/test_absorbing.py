"""Events of other devices come into the log: by id, once, and the projection is what a replay of the union gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.events import Event, EventKind
from quizcv.progress.replay import replay
from quizcv.progress.sync.absorbing import Clash
from tests.progress.support import at, event, grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from quizcv.progress.store import Store

ON_BOTH = True
"""Each test runs with the log in a file and on a server."""
THEIRS = [
    event(1, EventKind.GRADED, "a/1", at(-3), given=4, interval=1, device="there"),
    event(2, EventKind.GRADED, "a/1", at(-1), given=4, interval=6, device="there"),
    event(3, EventKind.SUSPENDED, "a/2", at(-1), device="there"),
    event(4, EventKind.ALIASED, "b/1", at(), note="a/2", device="there"),
]


def is_sound(store: Store) -> bool:
    return store.states() == replay(store.events()) and store.wrong_projections() == []


def by_id(events: Iterable[Event]) -> dict[UUID, Event]:
    return {each.id: each for each in events}


def logged(store: Store) -> dict[UUID, Event]:
    return by_id(store.events())


def test_what_is_new_comes_in_once_and_counts_in_its_place(store: Store) -> None:
    mine, _ = grade(store, "a/1", 4, at(-2))
    absorbed = store.absorb([*THEIRS, *THEIRS], {"there": "laptop"})
    assert absorbed.received == {"there": 4}
    assert not absorbed.clashes
    assert logged(store) == by_id([mine, *THEIRS])
    assert store.states()["b/1"].suspended
    assert is_sound(store)
    assert not store.absorb(THEIRS, {}).received


def test_an_undo_that_comes_before_what_it_takes_back_holds(store: Store) -> None:
    voids = event(9, EventKind.VOIDED, "", at(), target=THEIRS[2], device="third")
    store.absorb([voids], {})
    store.absorb(THEIRS, {})
    assert "b/1" not in store.states()
    assert is_sound(store)


def test_an_undo_of_an_event_known_here_reaches_its_card(store: Store) -> None:
    mine, _ = grade(store, "a/1", 4)
    store.absorb([event(1, EventKind.VOIDED, "", at(1), target=mine, device="there")], {})
    assert store.states() == {}
    assert is_sound(store)


def test_an_event_with_a_known_id_and_other_content_is_told_and_replaces_nothing(store: Store) -> None:
    store.absorb(THEIRS, {})
    forged = THEIRS[0]._replace(grade=5)
    assert store.absorb([forged], {}).clashes == (Clash(forged),)
    again = store.absorb([*THEIRS, forged, forged._replace(grade=1)], {})
    assert [clash.event.grade for clash in again.clashes] == [5, 1]
    assert logged(store) == by_id(THEIRS)


def test_two_branches_of_a_copied_log_are_both_kept_and_this_one_goes_on_under_a_new_name(store: Store) -> None:
    old = store.device
    ours = [grade(store, "a/1", 4, at(day))[0] for day in range(3)]
    theirs: list[Event] = [
        event(number, EventKind.GRADED, "a/2", at(number), given=3, interval=1, device=old) for number in (2, 3, 4)
    ]
    third = event(50, EventKind.GRADED, "a/3", at(9), given=3, interval=1, device=old)._replace(sequence=3)
    absorbed = store.absorb([*theirs, third], {})
    assert absorbed.renamed == store.device != old
    kept = logged(store)
    assert {each.id for each in (*ours, *theirs, third)} == set(kept)
    assert len({(each.device, each.sequence) for each in kept.values()}) == len(kept)
    assert all(kept[each.id] == each for each in ours)
    assert all(kept[each.id]._replace(device=old) == each for each in theirs)
    assert is_sound(store)
    after, _ = grade(store, "a/1", 4, at(20))
    assert (after.device, after.sequence) == (absorbed.renamed, 1)
    assert not store.absorb([*theirs, third], {}).renamed


def test_a_renaming_elsewhere_makes_the_cards_of_both_names_afresh(store: Store) -> None:
    for card in ("a/1", "a/2", "a/3"):
        grade(store, card, 4, at(-5))
    store.absorb(
        [
            event(1, EventKind.ALIASED, "a/2", at(-4), note="a/1", device="there"),
            event(2, EventKind.ALIASED, "a/3", at(-3), note="a/2", device="there"),
            event(3, EventKind.GRADED, "a/1", at(-6), given=2, interval=1, device="there"),
        ],
        {},
    )
    assert set(store.states()) == {"a/3"}
    assert is_sound(store)

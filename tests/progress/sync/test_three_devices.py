"""Three devices end with the same events and the same progress, whatever happens between them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizcv.events import Event, EventKind
from tests.progress.support import at, event, grade
from tests.progress.sync.support import Machine, assert_agree, assert_sound, said
from tests.progress.sync.three_devices import run

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

CARDS = ["a/1", "a/2", "b/1"]
DEVICES = ["here", "there", "third"]


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """What three devices wrote, with clocks that disagree by hours."""
    events: list[Event] = []
    for number in range(1, draw(st.integers(2, 14))):
        kind = draw(st.sampled_from([EventKind.GRADED, EventKind.GRADED, *EventKind]))
        voids, grades = kind is EventKind.VOIDED, kind in {EventKind.GRADED, EventKind.DRILLED}
        if voids and not events:
            continue
        card = draw(st.sampled_from(CARDS))
        others = [each for each in CARDS if each != card]
        events.append(
            event(
                number,
                kind,
                "" if voids else card,
                at(draw(st.integers(0, 3)), draw(st.sampled_from([1.0, 12.0, 14.0]))),
                given=draw(st.integers(0, 5)) if grades else None,
                target=draw(st.sampled_from(events)) if voids else None,
                note=draw(st.sampled_from(others)) if kind is EventKind.ALIASED else "",
                interval=3 if grades else None,
                device=draw(st.sampled_from(DEVICES)),
            )
        )
    return events


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs(), st.randoms(use_true_random=False))
def test_taking_in_is_commutative_associative_and_idempotent(events: list[Event], chance: random.Random) -> None:
    with TemporaryDirectory() as base:
        machines = [Machine.at(Path(base) / name) for name in DEVICES]
        one, other, third = machines
        one.store.absorb(events, {})
        for some in parted(events, chance):
            other.store.absorb(some, {})
        for some in [*parted(events, chance), *parted(events, chance)]:
            third.store.absorb(some, {})
        in_order = Machine.at(Path(base) / "in order")
        for each in sorted(events, key=lambda each: (each.moment.instant, each.id)):
            in_order.store.absorb([each], {})
            assert_sound(in_order.store)
        machines.append(in_order)
        assert_agree(machines)
        assert said(one.store.events()) == said(events)
        for machine in machines:
            assert not machine.store.absorb(events, {}).received
            machine.store.close()


def parted(events: Iterable[Event], chance: random.Random) -> list[list[Event]]:
    """The events in another order, in three parts."""
    mixed = list(events)
    chance.shuffle(mixed)
    cuts = sorted(chance.randint(0, len(mixed)) for _ in range(2))
    return [mixed[: cuts[0]], mixed[cuts[0] : cuts[1]], mixed[cuts[1] :]]


@pytest.mark.parametrize("seed", [1, 2])
def test_after_random_operations_and_bad_luck_three_devices_are_the_same(seed: int, tmp_path: Path) -> None:
    world = run(tmp_path, 60, seed)
    assert world.done["events"] > 20


def test_in_a_git_repository_nothing_ever_conflicts(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    clones = [tmp_path / f"clone-{number}" for number in range(3)]
    machines = [Machine.at(tmp_path / f"home-{number}") for number in range(3)]
    for clone in clones:
        git(tmp_path, "clone", "-q", "hub.git", clone.name)
        for name, value in (("user.name", "A learner"), ("user.email", "a@b.example"), ("commit.gpgsign", "false")):
            git(clone, "config", name, value)
    for turn in range(4):
        for number, (machine, clone) in enumerate(zip(machines, clones, strict=True)):
            grade(machine.store, f"a/{number}", 4, at(turn, number))
            grade(machine.store, "a/all", (turn + number) % 6, at(turn, 3 * number))
            machine.sync(clone)
            git(clone, "add", ".")
            git(clone, "commit", "-q", "--allow-empty", "-m", "sync")
        for clone in clones:  # all have committed; now each meets the others
            if turn or clone is not clones[0]:
                git(clone, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", "--allow-unrelated-histories")
            git(clone, "push", "-q", "origin", "HEAD:main")
    for machine, clone in zip(machines, clones, strict=True):
        git(clone, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        machine.sync(clone)
        assert git(clone, "status", "--porcelain") == ""
    assert_agree(machines)
    assert len(list(machines[0].store.events())) == 24
    for machine in machines:
        assert_sound(machine.store)
        machine.store.close()


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    ended = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert ended.returncode == 0, f"git {' '.join(arguments)}: {ended.stdout}{ended.stderr}"
    return ended.stdout

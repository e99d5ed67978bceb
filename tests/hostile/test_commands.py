"""Odd settings, networks, environments and command lines: each is told what is wrong and what to write instead."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.hostile.promises import Case, cases, files

if TYPE_CHECKING:
    from tests.hostile.sandbox import Sandbox

DECK = "deck: a\ncards:\n  - id: b\n    front: c\n    back: d\n"


def test_every_file_has_its_promise_and_every_promise_its_file() -> None:
    for area in ("settings", "networks"):
        assert {case.name for case in cases(area)} == set(files(area))


@pytest.mark.parametrize("case", cases("settings"), ids=str)
def test_what_is_wrong_in_the_settings_is_told_at_its_place(case: Case, sandbox: Sandbox) -> None:
    settings = sandbox.home / "settings.toml"
    shutil.copy(files("settings")[case.name], settings)
    run = sandbox.run("settings")
    assert run.code == (0 if case.taken else 3)
    assert [each for each in case.says if f"{settings}:{each}" not in run.said] == [], run.said
    assert settings.read_bytes() == files("settings")[case.name].read_bytes()


@pytest.mark.parametrize("case", cases("networks"), ids=str)
def test_what_is_wrong_in_a_network_is_told_at_its_place(case: Case, sandbox: Sandbox) -> None:
    network = sandbox.work / f"{case.name}.yaml"
    shutil.copy(files("networks")[case.name], network)
    run = sandbox.run("network", str(network), seconds=3)
    assert run.code == (0 if case.taken else 3)
    assert [each for each in case.says if f"{network}:{each}" not in run.said] == [], run.said


@pytest.mark.parametrize("case", cases("environment"), ids=str)
def test_an_odd_environment_is_told_or_made_do_with(case: Case, sandbox: Sandbox) -> None:
    sandbox.reads.append("/dev/zero")
    run = sandbox.run("due", environment=case.more["environment"])
    assert run.code == case.more["code"], run.said
    assert [each for each in case.says if each not in run.said] == [], run.said


@pytest.mark.parametrize("case", cases("arguments"), ids=str)
def test_an_odd_command_line_is_told(case: Case, sandbox: Sandbox) -> None:
    (sandbox.decks / "a.yaml").write_text(DECK, encoding="utf-8")
    (sandbox.work / "x.md").write_text("- What?\n  - It.\n", encoding="utf-8")
    sandbox.reads += ["/proc/self/mem", "/dev/zero"]
    run = sandbox.run(*case.more["arguments"])
    assert run.code == case.more["code"], run.said
    assert [each for each in case.says if each not in run.said] == [], run.said


def test_a_setting_typed_with_a_line_break_sets_nothing_else(sandbox: Sandbox) -> None:
    assert sandbox.run("settings", "editor", 'vi"\nnew_per_day = 1\n#').code == 0
    assert "new_per_day = 20" in " ".join(sandbox.run("settings").said.split())

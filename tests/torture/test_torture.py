"""The short form of `make torture`, for every run of the tests: each fault once, in a process of its own that may fork."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.torture.__main__ import KINDS, ON_A_SMALL_DISK
from tests.torture.damage import can_mount

SLOW = {"app_ended_badly", "real_terminal_hangs_up", "real_command_killed"}
"""Those that start an interpreter or the app; `tests/cli/test_terminal.py` has the same in a real terminal."""


def figure(report: str, words: str) -> int:
    found = re.search(rf"^{words} +([0-9,]+)", report, re.MULTILINE)
    assert found is not None, report
    return int(found[1].replace(",", ""))


@pytest.mark.skipif(sys.platform == "win32", reason="processes can't be forked there")
def test_no_acknowledged_grade_is_lost_whatever_dies() -> None:
    kinds = sorted({kind.__name__ for kind in KINDS} - SLOW)
    chosen = [word for kind in kinds for word in ("--kind", kind)]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--rounds", str(len(kinds) + 8), *chosen],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert figure(ended.stdout, "rounds") == len(kinds) + 8
    assert figure(ended.stdout, "grades and other events acknowledged") > 0
    assert figure(ended.stdout, "acknowledged and lost") == 0
    assert figure(ended.stdout, "databases doctor can't vouch for") == 0


@pytest.mark.skipif(bool(can_mount()), reason=can_mount() or "it can")
def test_a_disk_that_is_full_or_read_only_is_told_and_loses_nothing() -> None:
    kinds = sorted(kind.__name__ for kind in ON_A_SMALL_DISK)
    chosen = [word for kind in kinds for word in ("--kind", kind)]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--rounds", "3", *chosen], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_lost_grade_is_counted_and_ends_with_one() -> None:
    program = (
        "import sys, tests.torture.__main__ as torture\n"
        "def losing(home): home.acknowledge('d/none', 4, '00000000-0000-7000-8000-000000000000')\n"
        "torture.KINDS = {losing: 1}\n"
        "sys.argv = ['torture', '--rounds', '2', '--kind', 'losing']\n"
        "sys.exit(torture.main())\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert figure(ended.stdout, "acknowledged and lost") == 2

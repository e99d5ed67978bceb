"""Several programs at one learner's log on a server, some of them killed; and the commands themselves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.__main__ import main
from quizcv.events import EventKind
from quizcv.progress.past import Past
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from tests.progress.support import at, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.settings import Places

    Run = Callable[..., Any]

GRADING = """
import sys
from quizcv.clock import Clock
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress.support import at, grade
with Store.open(Places.from_environment(), Clock(at().local)) as store:
    print("open", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[1])):
        event, _ = grade(store, f"a/{number}", 4)
        print(event.id, flush=True)
"""


def grading(grades: int) -> subprocess.Popen[str]:
    """A program that has opened the log, and grades when it is told to."""
    program = subprocess.Popen(
        [sys.executable, "-c", GRADING, str(grades)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "open\n"
    return program


def test_two_programs_schedule_no_card_twice(server_places: Places, clock: Clock) -> None:
    Store.open(server_places, clock).close()
    programs = [grading(25) for _ in range(2)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    acknowledged = [line for program in programs for line in program.communicate()[0].split()]
    events = list(Past.open(server_places).events())
    assert sorted(str(event.id) for event in events) == sorted(acknowledged)
    assert [event.sequence for event in events] == list(range(1, 51))
    for number in range(25):
        kinds = [event.kind for event in events if event.card == f"a/{number}"]
        assert sorted(kinds) == [EventKind.DRILLED, EventKind.GRADED]
    with Store.open(server_places, clock) as store:
        assert store.states() == replay(events)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_program_killed_at_any_moment_leaves_every_acknowledged_grade_and_no_lock(
    server_places: Places, clock: Clock
) -> None:
    acknowledged: list[str] = []
    for seen in (1, 7, 20):
        program = grading(10_000)
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("go\n")
        program.stdin.flush()
        acknowledged += [program.stdout.readline().strip() for _ in range(seen)]
        program.send_signal(signal.SIGKILL)
        acknowledged += program.communicate()[0].split()
    with Store.open(server_places, clock) as store:
        last, _ = grade(store, "a/last", 4, at(1))
        events = list(store.events())
        assert set(acknowledged) <= {str(event.id) for event in events}
        assert (
            len(events) <= len(acknowledged) + 1 + 3
        )  # a grade may be kept whose acknowledgement nobody lived to print
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        assert events[-1] == last
        assert store.wrong_projections() == []


# The commands


@pytest.fixture
def run(server_places: Places, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that has to succeed, and gives what it printed: as JSON if that was asked for."""
    write_deck(server_places, "a", ["1", "2", "3"])
    server_places.settings.write_text("shipped_decks = false\n", encoding="utf-8")

    def ran(*arguments: str, code: int = 0) -> Any:
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        text = printed.out if code == 0 else printed.err
        return json.loads(text) if "--json" in arguments else text

    return ran


def test_the_commands_work_on_a_server_as_on_a_file(run: Run, server_places: Places, tmp_path: Path) -> None:
    assert run("log") == ""
    assert run("undo", "--json") == {"undone": None}
    assert run("due", "--json")["new"] == 3
    assert run("next", "--json")["card"] == "a/1"
    graded = run("answer", "a/1", "--grade", "2", "--json")
    assert graded["grade"] == 2
    assert run("due", "--json")["drill"] == 1
    assert [event["id"] for event in run("show", "a/1", "--json")["events"]] == [graded["event"]]
    run("suspend", "a/2")
    assert run("due", "--json")["decks"][0]["suspended"] == 1
    run("resume", "a/2")
    assert "graded" in run("log")
    assert run("undo", "--json")["undone"]["card"] == "a/2"
    assert run("doctor", "--json")["ok"]
    (mine,) = [
        each for each in run("stats", "--learners", "--json")["learners"] if each["learner"] == server_places.learner
    ]
    assert mine == {**mine, "readable": True, "reviews": 0, "begun": 1, "days": 1, "retention": None}
    assert server_places.learner in run("stats", "--learners")
    assert run("stats", "--learner", server_places.learner, "--json") == run("stats", "--json")
    assert run("backup", str(tmp_path / "copy.db"), "--json")["ok"]
    assert "0 of the 4 events" in run("restore", str(tmp_path / "copy.db"))


def test_a_learner_who_has_no_log_is_told_and_given_none(run: Run) -> None:
    assert "there is no log of 'Nobody' in this database" in run("stats", "--learner", "Nobody", code=2)
    assert "--learner is for one learner and --learners for all" in run("stats", "--learner", "x", "--learners", code=2)
    assert "Nobody" not in run("stats", "--learners")


def test_whose_log_it_is_may_stand_in_the_settings(
    run: Run, server_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("answer", "a/1", "--grade", "4")
    monkeypatch.delenv("QUIZCV_LEARNER")
    assert run("settings", "learner", server_places.learner) == ""
    assert run("where", "--json")["learner"] == server_places.learner
    assert "a/1" in run("log")


def test_where_shows_no_password(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert home.is_dir()
    monkeypatch.setenv("QUIZCV_DATABASE", "postgresql+psycopg://ada:s3cret@h/d")
    for arguments in (["where"], ["where", "--json"]):
        assert main(arguments) == 0
        assert "postgresql+psycopg://ada:***@h/d" in (printed := capsys.readouterr().out)
        assert "s3cret" not in printed

"""Errors become messages in one place, and nobody sees a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import quizcv.cli.root
from quizcv.__main__ import main
from quizcv.errors import ContentError, DatabaseError, Diagnostic, QuizcvError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(_: object) -> int:
        raise error

    monkeypatch.setattr(quizcv.cli.root, "run_command", run)


@pytest.mark.parametrize(("kind", "code"), [(QuizcvError, 1), (DatabaseError, 1), (UsageError, 2)])
def test_an_error_is_a_message_and_an_exit_code(
    kind: type[QuizcvError], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, kind("the disk is full; make room"))
    assert main([]) == code
    assert capsys.readouterr() == ("", "quizcv: the disk is full; make room\n")


def test_every_fault_of_a_deck_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, ContentError([Diagnostic("a.yaml", 3, 5, "no id"), Diagnostic("a.yaml", 9, 1, "no front")]))
    assert main([]) == 3
    assert capsys.readouterr() == ("", "a.yaml:3:5: no id\na.yaml:9:1: no front\n")


def test_an_interruption_is_130_and_silent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert main([]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, PermissionError(13, "Permission denied", "notes.md"))
    assert main([]) == 1
    assert capsys.readouterr().err == "quizcv: notes.md: Permission denied\n"


def test_our_own_mistake_is_written_down_and_never_shown(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ZeroDivisionError("a bad day"))
    assert main([]) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "Traceback" not in told
    assert str(home / "errors.log") in told
    assert "please report" in told
    details = (home / "errors.log").read_text(encoding="utf-8")
    assert "Traceback" in details
    assert "a bad day" in details


def test_details_that_cannot_be_written_are_no_second_error(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home.write_text("a file where a folder should be", encoding="utf-8")
    failing(monkeypatch, ZeroDivisionError())
    assert main([]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_message_cannot_command_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, UsageError("there is no card '\x1b]0;owned\x07'"))
    assert main([]) == 2
    assert "\x1b" not in capsys.readouterr().err

"""The program as a process: exit codes, closed streams, broken pipes, interruptions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Program = Callable[..., subprocess.Popen[str]]

SECONDS = 30


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out or "", err or ""


def seen(process: subprocess.Popen[str], text: str) -> None:
    """Reads the process's output until the text has come."""
    assert process.stdout is not None
    shown = ""
    while text not in shown:
        character = process.stdout.read(1)
        assert character, f"the program ended with: {shown}"
        shown += character


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["due"], 0),
        (["--version"], 0),
        (["scedule"], 2),
        (["schedule", "9"], 2),
        (["answer", "nobody", "--grade", "4"], 2),
    ],
)
def test_exit_codes_are_as_documented(program: Program, arguments: list[str], code: int) -> None:
    returned, out, err = ended(program(*arguments))
    assert returned == code
    assert (out == "") == (code != 0)
    assert "Traceback" not in err


def test_a_broken_settings_file_is_exit_code_three(program: Program, home: Path) -> None:
    (home / "settings.toml").write_text("fuzz = maybe\n", encoding="utf-8")
    assert ended(program("due"))[0] == 3


def test_a_log_that_is_none_is_refused_and_left_untouched(program: Program, home: Path) -> None:
    (home / "quizcv.db").write_text("my shopping list, and nothing else\n" * 100, encoding="utf-8")
    before = (home / "quizcv.db").read_bytes()
    for arguments in (["due"], ["answer", "iou", "--grade", "4"], ["log"]):
        code, out, err = ended(program(*arguments))
        assert (code, out) == (1, "")
        assert err.startswith("quizcv: ")
        assert "quizcv.db" in err
    assert (home / "quizcv.db").read_bytes() == before


def test_without_a_terminal_the_program_ends_by_itself(program: Program) -> None:
    code, out, _ = ended(program())
    assert code == 0
    assert "0 due, 6 new." in out


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(home: Path, closed: str) -> None:
    command = f'exec "{sys.executable}" -m quizcv due {closed}'
    finished = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert finished.returncode == 0
    assert "Traceback" not in finished.stderr
    assert home.is_dir()


def test_a_closed_input_leaves_the_plain_review_quietly(program: Program) -> None:
    code, out, err = ended(program("review"))
    assert code == 0
    assert "What does IoU measure?" in out
    assert err == ""


def test_a_reader_who_has_seen_enough_is_no_error(program: Program) -> None:
    process = program("problem", "conv-output", "--count", "2000")
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(SECONDS) == 0
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110  a device
def test_an_output_that_cannot_be_written_is_told(program: Program) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device
        code, _, err = ended(program("due", stdout=full))
    assert code == 1
    assert "No space left on device" in err
    assert "Traceback" not in err


def test_an_interruption_is_130_and_shows_no_traceback(program: Program) -> None:
    process = program("review", stdin=subprocess.PIPE)
    seen(process, "Show the answer:")
    process.send_signal(signal.SIGINT)
    code, _, err = ended(process)
    assert code == 130
    assert err.strip() == ""


def test_what_was_graded_before_a_kill_is_in_the_log(program: Program) -> None:
    process = program("review", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write("\n4\n")
    process.stdin.flush()
    seen(process, "Graded easy")
    process.kill()
    process.communicate()
    assert ended(program("log"))[1].count("graded") == 1


def test_any_text_can_be_printed_in_a_poor_locale(program: Program, home: Path) -> None:
    environment = {**os.environ, "QUIZCV_HOME": str(home), "PYTHONIOENCODING": "ascii"}
    code, out, err = ended(program("show", "iou", env=environment))
    assert code == 0
    assert "Traceback" not in err
    assert "IoU" in out

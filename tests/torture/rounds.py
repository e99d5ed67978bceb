"""The rounds: each does one thing to a home, and says what quizcv acknowledged. Whoever calls vouches for the log after it."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from tests.torture.running import (
    COMMAND,
    Ended,
    be_the_command,
    kill_at_statement,
    kill_at_step,
    kill_between_event_and_projection,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.torture.home import Home


class BrokenPromiseError(AssertionError):
    """quizcv did not do what it promises for this fault."""


# Commands that write one event, killed


def killed_at_random(home: Home) -> None:
    """A command killed at any moment, from its start to after its end."""
    one_event(home, kill_after=home.chance.uniform(0.0, 1.2 * home.usual))


def killed_at_a_statement(home: Home) -> None:
    """A command killed as one of its statements begins: between the event and the projection, before the commit, anywhere."""
    one_event(home, prepare=partial(kill_at_statement, home.chance.randint(1, 40)))


def killed_inside_sqlite(home: Home) -> None:
    """A command killed in the middle of a statement."""
    one_event(home, prepare=partial(kill_at_step, home.chance.randint(1, 60)))


def killed_between_event_and_projection(home: Home) -> None:
    """The event is in the transaction, what follows from it is not: neither may be in the log."""
    before = home.rows()
    ended = one_event(home, prepare=kill_between_event_and_projection, only="answer")
    after = home.rows()
    if ended.code is None and len(after) != len(before):
        message = f"an event without its projection was committed: {set(after) - set(before)}"
        raise BrokenPromiseError(message)


def real_command_killed(home: Home) -> None:
    """The installed command itself, started as a learner starts it."""
    one_event(home, kill_after=home.chance.uniform(0.3, 5 * home.usual + 0.6), real=True)


def one_event(
    home: Home,
    *,
    kill_after: float | None = None,
    prepare: Callable[[], None] | None = None,
    real: bool = False,
    only: str = "",
) -> Ended:
    home.minutes += home.chance.choice([0, 1, 7, 600])
    card, grade = home.card(), home.chance.randint(0, 5)
    commands: dict[str, Sequence[str]] = {
        "answer": ("answer", card, "--grade", str(grade)),
        "undo": ("undo",),
        "suspend": ("suspend", card),
        "resume": ("resume", card),
        "bury": ("bury", card),
        "flag": ("flag", card, f"odd {home.minutes}"),
        "reset": ("reset", card),
    }
    name = only or home.chance.choice(["answer"] * 8 + list(commands)[1:])
    ended = run([*commands[name], "--json"], home.environment, kill_after=kill_after, prepare=prepare, real=real)
    if ended.code not in {0, None}:
        message = f"{name} ended with {ended.code}: {ended.said}"
        raise BrokenPromiseError(message)
    if ended.code == 0 and not real:
        home.usual = (3 * home.usual + ended.seconds) / 4
    for line in ended.lines:
        said = json.loads(line)
        if name == "undo":
            _acknowledge_undo(home, said["undone"])
        elif said["event"] is not None:
            home.acknowledge(said["card"], said.get("grade"), said["event"])
    return ended


def _acknowledge_undo(home: Home, undone: dict[str, object] | None) -> None:
    """What was taken back stays in the log, and so does what took it back."""
    if undone is None:
        return
    identity = bytes.fromhex(str(undone["event"]).replace("-", ""))
    if not any(row["kind"] == "voided" and row["target"] == identity for row in home.rows().values()):
        message = f"an acknowledged undo of {undone['event']} is not in the log"
        raise BrokenPromiseError(message)
    home.acknowledged += 1


# The review, line by line, killed or left alone


def review_killed(home: Home) -> None:
    """`quizcv review --plain` fed by a pipe: each line that tells of a grade is an acknowledgement."""
    home.minutes += 1440
    answers = "".join(f"\n{home.chance.randint(1, 4)}\n" for _ in range(home.chance.randint(1, 12)))
    ended = run(
        ["review", "--plain"], home.environment, typed=answers, kill_after=home.chance.uniform(0.02, 3 * home.usual)
    )
    _acknowledge_lines(home, ended.lines)


GRADES = {"Again": 1, "Hard": 3, "Good": 4, "Easy": 5}
_ASKED = re.compile(r"\[\d+ left, [^]]*\] .*: (d/\w+)")
_GRADED = re.compile(r"Graded (\w+); due again on")


def _acknowledge_lines(home: Home, lines: Sequence[str]) -> None:
    card = ""
    for line in lines:
        asked, graded = _ASKED.search(line), _GRADED.search(line)
        card = asked[1] if asked else card
        if graded:
            name = next(key for key in GRADES if key.lower() == graded[1].lower())
            home.acknowledge(card, GRADES[name])


def output_closed(home: Home) -> None:
    """The reader of the output goes away, or there is no input at all: quizcv ends, and what it took is in the log."""
    home.minutes += 1440
    for closed in ("output", "input"):
        out, out_write = os.pipe()
        into_read, into = os.pipe()
        os.write(into, b"\n3\n\n4\n\n1\n")
        pid = os.fork()
        if not pid:
            os.dup2(into_read, 0)
            os.dup2(out_write, 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            if closed == "input":
                os.close(0)
            os.closerange(3, 64)
            be_the_command(["review", "--plain"], home.environment, None)
        for end in (out_write, into_read, into):
            os.close(end)
        if closed == "output":
            os.close(out)
            text = b""
        else:
            text = b"".join(iter(partial(os.read, out, 1 << 16), b""))
            os.close(out)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != 0:
            message = f"with its {closed} closed, quizcv ended with the status {status}"
            raise BrokenPromiseError(message)
        _acknowledge_lines(home, text.decode().split("\n")[:-1])


# Others at the same time, and clocks


def graded_by_several(home: Home) -> None:
    """Several programs grade one card at once: exactly one grade schedules it, the others are drills, all are kept."""
    home.minutes += 1440
    card, before = home.card(), home.rows()
    pids = []
    for _ in range(home.chance.randint(2, 4)):
        out, out_write = os.pipe()
        pid = os.fork()
        if not pid:
            os.dup2(out_write, 1)
            be_the_command(["answer", card, "--grade", "4", "--json"], home.environment, None)
        os.close(out_write)
        pids.append((pid, out))
    for pid, out in pids:
        text = b"".join(iter(partial(os.read, out, 1 << 16), b"")).decode()
        os.close(out)
        _, status = os.waitpid(pid, 0)
        if os.WEXITSTATUS(status) != 0:
            message = f"one of several programs ended with {status}: {text}"
            raise BrokenPromiseError(message)
        said = json.loads(text)
        home.acknowledge(card, 4, said["event"])
    kinds = sorted(row["kind"] for event, row in home.rows().items() if event not in before)
    if kinds != ["drilled"] * (len(pids) - 1) + ["graded"]:
        message = f"{len(pids)} programs at once gave {kinds}"
        raise BrokenPromiseError(message)


def locked_for_a_while(home: Home) -> None:
    """Another program holds the log for a moment: the command waits for it, and loses nothing."""
    one_event(home, only="answer")
    held, held_write = os.pipe()
    pid = os.fork()  # a process of its own: SQLite's locks don't survive a fork
    if not pid:
        try:
            with closing(sqlite3.connect(home.path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                os.write(held_write, b"!")
                time.sleep(home.chance.uniform(0.05, 0.4))
        finally:
            os._exit(0)
    os.read(held, 1)
    one_event(home, only="answer")
    os.waitpid(pid, 0)
    os.close(held)
    os.close(held_write)


def clock_set_back(home: Home) -> None:
    """The clock goes back, by minutes or by years, and on again: the log takes it as it comes."""
    minutes = home.minutes
    home.minutes = minutes - home.chance.choice([5, 90, 1440, 40_000, 3_000_000])
    one_event(home)
    home.minutes = minutes


# An editor that fails

EDITORS = {
    "crashes": "kill -SEGV $$",
    "fails": "exit 3",
    "deletes the deck": 'rm -f "$1"',
    "writes rubbish": 'printf "\\0\\377 :: [rubbish" > "$1"',
    "empties the deck": ': > "$1"',
    "hangs up": "kill -HUP $PPID; sleep 0.05",
    "is killed with us": "kill -KILL $PPID",
}


def editor_that_fails(home: Home) -> None:
    """The editor does its worst: the log stays whole, and the other decks go on."""
    name = home.chance.choice([*EDITORS, "is missing"])
    script = home.folder / "editor.sh"
    script.write_text(f"#!/bin/sh\n{EDITORS.get(name, '')}\n", encoding="utf-8")
    script.chmod(0o755)
    before = home.deck.read_text(encoding="utf-8")
    editor = "/no/such/editor" if name == "is missing" else str(script)
    ended = run(["edit", home.card()], {**home.environment, "EDITOR": editor, "VISUAL": editor})
    told = ended.code in {0, 1, 2, 3} or (name in {"hangs up", "is killed with us"} and ended.code is None)
    if not told or "inside quizcv" in ended.said:
        message = f"an editor that {name}: {ended.code} {ended.said}"
        raise BrokenPromiseError(message)
    run(["due", "--json"], home.environment)
    home.deck.write_text(before, encoding="utf-8")


def real_terminal_hangs_up(home: Home) -> None:
    """`quizcv review --plain` in a session of its own, whose terminal hangs up between two answers."""
    home.minutes += 1440
    process = subprocess.Popen(
        [str(COMMAND), "review", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **home.environment},
        start_new_session=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n3\n\n4\n")
        process.stdin.flush()
        lines: list[str] = []
        while sum("Graded" in line for line in lines) < 2:
            line = process.stdout.readline()
            if not line:
                break
            lines.append(line.decode().rstrip("\n"))
        process.send_signal(signal.SIGHUP)
        process.wait()
        process.stdout.read()
    _acknowledge_lines(home, lines)

"""SymPy in a process of its own, with a deadline.

A formula somebody typed may keep SymPy busy for ever, and a thread can't be ended. So it runs in a worker process that is started
when first needed, kept for the next question, killed by its id when it is late, and ended with this one. It gets checked
trees, never text, and answers with trees and numbers.
"""

from __future__ import annotations

import atexit
import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from quizcv.problems.drawing import Stream
from quizcv.problems.formula.encoding import decode, encode, exact
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tree import Exact, Node, is_rounded, is_stepped, names_of
from quizcv.problems.identity import proved_on_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.problems.values import Value

DEADLINE: Final = 4.0
"""Seconds for one question."""
START_DEADLINE: Final = 20.0
"""Seconds for SymPy to be imported."""
POINTS: Final = 20
"""Points at which two formulas are compared before SymPy is asked."""
MAX_TRIES: Final = 200
"""Points tried to find so many at which both can be calculated."""
MOST_REQUESTS: Final = 2000
"""Then the worker is replaced, because SymPy's caches only grow."""


class Undecided(Exception):  # noqa: N818  no error: a third answer
    """SymPy gave no answer in time, or had to give up."""


class Equivalence(StrEnum):
    """Whether two formulas are the same."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


class Worker:
    """The process, and the questions it is asked, one at a time."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self.deadline = deadline
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.Queue[str] = queue.Queue()
        self._requests = 0
        self._is_ready = False

    @property
    def pid(self) -> int | None:
        """The worker's process id; None while it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def prepare(self) -> None:
        """Starts the process if it does not run, and does not wait for it: for whoever has other things to do before the first question."""
        with self._lock, suppress(Undecided):
            if self.pid is None:
                self._start()

    def ask(self, request: Mapping[str, object], deadline: float | None = None) -> dict[str, Any]:
        """The worker's reply to a request.

        Raises:
            Undecided: It was late and has been killed, or it died, or it could not do it.
        """
        with self._lock:
            if self._requests >= MOST_REQUESTS:
                self._stop()
            if self.pid is None:
                self._start()
            if not self._is_ready:
                self._receive(START_DEADLINE)
                self._is_ready = True
            self._requests += 1
            reply = self._exchange(request, self.deadline if deadline is None else deadline)
        if "undecided" in reply:
            raise Undecided(reply["undecided"])
        return reply

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        self._stop()
        command = [
            sys.executable,
            "-P",
            "-m",
            "quizcv.problems.symbolic_worker",
        ]  # -P: no module of the folder we are in
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the app
            )
        except OSError as error:
            message = f"the process for SymPy can't be started: {error}"
            raise Undecided(message) from None
        self._replies = queue.Queue()
        threading.Thread(target=_forward, args=(self._process, self._replies), daemon=True).start()

    def _exchange(self, request: Mapping[str, object], deadline: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None:
            message = "the process for SymPy does not run"
            raise Undecided(message)
        try:
            process.stdin.write(json.dumps({**request, "deadline": deadline}) + "\n")
            process.stdin.flush()
        except OSError:
            self._stop()
            message = "the process for SymPy has ended"
            raise Undecided(message) from None
        return self._receive(deadline)

    def _receive(self, deadline: float) -> dict[str, Any]:
        try:
            line = self._replies.get(timeout=deadline)
        except queue.Empty:
            self._stop()
            message = f"SymPy took more than {deadline:g} seconds"
            raise Undecided(message) from None
        if not line:
            self._stop()
            message = "the process for SymPy has ended"
            raise Undecided(message)
        reply = json.loads(line)
        return reply if isinstance(reply, dict) else {"undecided": "an unreadable reply"}

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._requests, self._is_ready = 0, False
        if process is None:
            return
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _forward(process: subprocess.Popen[str], replies: queue.Queue[str]) -> None:
    """Puts each line the process writes into the queue, and an empty one at its end."""
    if process.stdout is not None:
        with suppress(ValueError, OSError):
            for line in process.stdout:
                replies.put(line)
    replies.put("")


WORKER: Final = Worker()
"""The one worker of this process."""
atexit.register(WORKER.close)


def agree(one: Node, other: Node) -> bool | None:
    """Whether two formulas have the same value at 20 points, the same points each time; no SymPy needed.

    The names stand for positive numbers: whole ones in formulas that round, else fractions too. None: there are not enough
    points at which both can be calculated.
    """
    names = sorted({*names_of(one), *names_of(other)})
    whole = is_stepped(one) or is_stepped(other)
    nearness = NEARNESS if is_rounded(one) or is_rounded(other) else Fraction(0)
    stream = Stream("", "agree", 1, 0)
    left, right = compile_formula(one), compile_formula(other)
    found = 0
    for attempt in range(MAX_TRIES):
        values: dict[str, Value] = {}
        for name in names:
            number = stream.integer(1, 12 if attempt % 2 else 997)
            values[name] = number if whole or attempt % 3 == 0 else Fraction(number, stream.integer(1, 12))
        try:
            a, b = left(values), right(values)
        except CalculationError:
            continue
        if abs(Fraction(a) - b) > nearness * max(abs(Fraction(a)), Fraction(1)):
            return False
        found += 1
        if found == (POINTS if names else 1):
            return True
    return None


def equivalent(one: Node, other: Node, deadline: float | None = None, worker: Worker = WORKER) -> Equivalence:
    """Whether two formulas are equal for all positive values of their names; whole values, if they round.

    One point at which they differ refutes it. Fractions of polynomials are proved by enough points. For all others that agree
    everywhere they are tried, SymPy is asked for the proof; that it finds none, or not in time, decides nothing.
    """
    if one == other or to_text(one) == to_text(other):
        return Equivalence.PROVED
    at_points = agree(one, other)
    if at_points is False:
        return Equivalence.REFUTED
    if not names_of(one) and not names_of(other) and at_points:
        return Equivalence.PROVED
    if proved_on_grid(one, other):
        return Equivalence.PROVED
    request = {
        "task": "equivalent",
        "one": encode(one),
        "other": encode(other),
        "whole": is_stepped(one) or is_stepped(other),
    }
    try:
        return Equivalence(worker.ask(request, deadline)["equivalence"])
    except Undecided:
        return Equivalence.UNDECIDED


def value(tree: Node, values: Mapping[str, Value], deadline: float | None = None, worker: Worker = WORKER) -> Exact:
    """SymPy's value of a formula: exact if it is a fraction, else to 40 digits.

    Raises:
        Undecided: It has none, or not in time.
    """
    request = {
        "task": "value",
        "tree": encode(tree),
        "values": as_texts(values),
    }
    return exact(worker.ask(request, deadline)["value"])


def solve(
    left: Node, right: Node, name: str, deadline: float | None = None, worker: Worker = WORKER
) -> tuple[Node, ...]:
    """The formulas for `name` that make both sides equal; solutions outside the formula language are left out.

    Raises:
        Undecided: SymPy can't solve it, or not in time.
    """
    request = {"task": "solve", "left": encode(left), "right": encode(right), "name": name}
    return tuple(map(decode, worker.ask(request, deadline)["solutions"]))


def as_texts(values: Mapping[str, Value]) -> dict[str, str | list[str]]:
    """The numbers among the values as texts, lists of them as lists."""
    return {
        name: [str(each) for each in number] if isinstance(number, tuple) else str(number)
        for name, number in values.items()
        if not isinstance(number, str)
    }


def values_of(
    trees: Sequence[tuple[Node, Mapping[str, Value]]], deadline: float | None = None, worker: Worker = WORKER
) -> list[Exact | None]:
    """SymPy's values of many formulas in one exchange; None where it has none.

    Raises:
        Undecided: Not in time.
    """
    different = list({id(tree): tree for tree, _ in trees}.values())
    places = {id(tree): place for place, tree in enumerate(different)}
    request = {
        "task": "values",
        "trees": list(map(encode, different)),
        "cases": [{"tree": places[id(tree)], "values": as_texts(values)} for tree, values in trees],
    }
    return [None if each is None else exact(each) for each in worker.ask(request, deadline)["values"]]

"""Generated problems: drawing, checking an answer, proving.

Draws and fresh processes are told in processor time, which other work on the machine changes least.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import Row, calls, milliseconds, of_children, percentile, processes
from quizcv.cards.checking import check
from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.problems.families import catalogue, family
from quizcv.problems.formula.parser import parse
from quizcv.problems.proving import proved
from quizcv.problems.symbolic import WORKER, Worker, equivalent
from quizcv.problems.values import Answer, Expects

if TYPE_CHECKING:
    from quizcv.problems.authoring import Family

DRAWS: Final = 200
CONTENT: Final = Path(__file__).resolve().parent.parent / "content"
TEMPLATE_TARGET, ANY_TARGET = 1.0, 5.0
"""Milliseconds at the median."""
IMPORTS: Final = (
    "import quizcv.problems.authoring, quizcv.problems.template, quizcv.problems.reading, quizcv.problems.working"
)
COLD: Final = "from quizcv.problems.families import family; family('conv-output').draw('d', 1)"
WHOLE: Final = "from quizcv.problems.families import catalogue; catalogue(); " + COLD
NUMERIC: Final = (
    "import sys; from quizcv.cards.checking import check; from quizcv.cards.question import Question; "
    "from quizcv.cards.model import Kind; from quizcv.problems.families import family; "
    "i = family('conv-params').draw('d', 1); "
    "q = Question(card='d/c', deck='d', title='', kind=Kind.PROBLEM, prompt='', answer=i.answer, mistakes=i.mistakes); "
    "check(q, '3*3*64*128'); assert 'sympy' not in sys.modules"
)
EQUIVALENT: Final = ("k^2*c_in*c_out/g + sqrt(c_out)^2", "c_out*(k^2*c_in/g + 1)")
"""Beyond what points alone can prove, so that SymPy is asked."""


def run() -> list[Row]:
    """Drawing first, then checking, then proving."""
    return [*drawing(), *checking(), *proving()]


def drawing() -> list[Row]:
    """The median draw of each family: the slowest by name, and how many miss their target."""
    taken_by = {each: draws(each) for each in catalogue()}
    medians = {each: statistics.median(taken) * 1000 for each, taken in taken_by.items()}
    rows = []
    for what, families, target in (
        ("template families", [each for each in medians if each.maker is None], TEMPLATE_TARGET),
        ("Python families", [each for each in medians if each.maker is not None], ANY_TARGET),
    ):
        slow = sorted(families, key=medians.__getitem__, reverse=True)
        typical = statistics.median(medians[each] for each in families)
        rows.append(Row(f"drawn, {len(families)} {what}: the middle one", f"{typical:.3g} ms", f"< {target:g} ms"))
        rows += [
            Row(f"drawn, the slowest: {each.name}", f"{medians[each]:.3g} ms", f"< {target:g} ms") for each in slow[:3]
        ]
        late = sum(medians[each] >= target for each in families)
        rows.append(Row(f"drawn, {what} that take longer", str(late), "0"))
        worst = max(families, key=lambda each: percentile(taken_by[each], 99))
        figure = f"{percentile(taken_by[worst], 99) * 1000:.3g} ms"
        rows.append(Row(f"drawn, {what}, the worst 99th percentile: {worst.name}", figure, f"< {ANY_TARGET:g} ms"))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    commands = {"nothing": "pass", "engine": IMPORTS, "one": COLD, "all": WHOLE}
    programs = {name: [sys.executable, "-c", code] for name, code in commands.items()}
    taken = processes(programs, environment, clock=of_children)
    bare = taken["nothing"]
    rows.append(Row("a fresh process: the engine of problems imported", f"{(taken['engine'] - bare) * 1000:.3g} ms"))
    rows.append(Row("a fresh process: one family drawn", f"{(taken['one'] - bare) * 1000:.3g} ms"))
    rows.append(Row("a fresh process: the whole catalogue, one drawn", f"{(taken['all'] - bare) * 1000:.3g} ms"))
    return rows


def draws(each: Family) -> list[float]:
    """Seconds of many draws; what a collection of garbage takes is not counted."""
    seeds = count(1)
    gc.collect()
    gc.disable()
    try:
        return calls(lambda: each.draw("bench", next(seeds)), DRAWS, time.process_time)
    finally:
        gc.enable()


def checking() -> list[Row]:
    """An answer checked: a number, several, and formulas with SymPy cold and warm."""
    rows = []
    for name, wrong in (("conv-params", False), ("conv-params", True), ("alexnet-shape", False)):
        instance = family(name).draw("bench", 1)
        question = asked(instance.answer)._replace(mistakes=instance.mistakes)
        response = str(instance.mistakes[-1].answer.numbers[0]) if wrong else instance.answer.text
        what = "a known mistake" if wrong else f"{instance.answer.expects.value} {response}"
        taken_by = calls(partial(check, question, response), 500)
        rows.append(Row(f"checked: {what}", milliseconds(taken_by), "< 1 ms"))
    taken = processes({"numeric": [sys.executable, "-c", NUMERIC]}, dict(os.environ), 7)["numeric"]
    rows.append(Row("a fresh process: drawn and checked, no SymPy", f"{taken * 1000:.3g} ms"))
    worker = Worker()
    one, other = map(parse, EQUIVALENT)
    begin = time.perf_counter()
    equivalent(one, other, 20.0, worker)
    cold = time.perf_counter() - begin
    rows.append(Row("a formula compared, SymPy's process started for it", f"{cold * 1000:.3g} ms"))
    rows.append(Row("a formula compared by SymPy, warm", warm(worker), "< 20 ms"))
    worker.close()
    question = asked(Answer(expects=Expects.FORMULA, text="", formula="k^2*c_in*c_out + c_out"))
    by_points = calls(partial(check, question, "c_out*(k^2*c_in + 1)"), 200)
    rows.append(Row("a formula checked, proved by points", milliseconds(by_points), "< 20 ms"))
    return rows


def warm(worker: Worker) -> str:
    """Comparisons that SymPy has not met before, so that its caches do not answer."""
    numbers = count(2)

    def compare() -> None:
        n = next(numbers)
        one, other = (parse(each.replace("k^2", f"k^{n % 5 + 2}*{n}")) for each in EQUIVALENT)
        equivalent(one, other, 20.0, worker)

    return milliseconds(calls(compare, 50))


def asked(answer: Answer) -> Question:
    """A question of no deck."""
    return Question(card="bench/one", deck="bench", title="Bench", kind=Kind.PROBLEM, prompt="", answer=answer)


def proving() -> list[Row]:
    """`quizcv check` of the shipped decks: every family proved over 200 seeds and typed back, SymPy's processes counted."""
    quizcv = Path(sys.executable).with_name("quizcv")
    with tempfile.TemporaryDirectory() as home:
        begin, used = time.perf_counter(), of_children()
        command = [str(quizcv), "check", str(CONTENT / "decks"), "--json"]
        subprocess.run(command, env={**os.environ, "QUIZCV_HOME": home}, capture_output=True, check=True)
        whole, used = time.perf_counter() - begin, of_children() - used
    return [
        Row("the shipped decks checked: waited for", f"{whole:.3g} s", "< 60 s on two idle cores"),
        Row("the shipped decks checked: processor time, all processes", f"{used:.3g} s"),
        *slowest(),
    ]


def slowest() -> list[Row]:
    """The families whose proof takes longest, each proved alone."""
    taken = []
    for each in catalogue():
        start = time.perf_counter()
        proved(each, "bench", each.name, seeds=40)
        taken.append((time.perf_counter() - start, each.name))
    WORKER.close()
    return [
        Row(f"proved over 40 seeds, the slowest: {name}", f"{seconds:.3g} s")
        for seconds, name in sorted(taken, reverse=True)[:2]
    ]

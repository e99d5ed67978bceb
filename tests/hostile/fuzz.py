"""Fuzzes every reader of quizcv for as long as it is told: `python -m tests.hostile.fuzz --minutes 60`.

Each round gives every target some hundred new inputs, from a seed that is told, so that a failure can be had again with `--seed`. Ends with
exit code 1 if anything was found, after telling the smallest input of each fault.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.hostile.targets import TARGETS, Target

SLOW = 5.0
"""Seconds of processor time for one input, from which it counts as a fault."""


class TooSlowError(AssertionError):
    """An input took longer than it may."""


def fuzzed(target: Target, number: int, examples: int, folder: Path) -> tuple[int, float, str]:
    """One round of a target: how many inputs, the longest of them in seconds, and the fault that was found."""
    count, longest = 0, 0.0

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        nonlocal count, longest
        drawn: Any = data.draw(target.inputs)
        begun = time.process_time()
        count += 1
        if target.needs_folder:
            target.run(drawn, folder)
        else:
            target.run(drawn)
        took = time.process_time() - begun
        longest = max(longest, took)
        if took > SLOW:
            message = f"{took:.1f} seconds for {drawn!r}"
            raise TooSlowError(message)

    try:
        holds()
    except Exception:  # noqa: BLE001  whatever is raised is what was looked for
        return count, longest, traceback.format_exc()
    return count, longest, ""


def main() -> int:
    """Fuzzes; 0 if nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--examples", type=int, default=200, help="inputs for each target in each round")
    parser.add_argument("--seed", type=int, help="the first round's seed")
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], help="all, unless named")
    chosen = parser.parse_args()
    until = time.monotonic() + 60 * chosen.minutes
    number = chosen.seed if chosen.seed is not None else random.randrange(1 << 32)
    counts: Counter[str] = Counter()
    longest: dict[str, float] = {}
    faults: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            for name in chosen.targets or TARGETS:
                if name in faults or time.monotonic() > until:
                    continue
                count, took, fault = fuzzed(TARGETS[name], number, chosen.examples, Path(folder))
                counts[name] += count
                longest[name] = max(took, longest.get(name, 0))
                if fault:
                    faults[name] = f"seed {number}\n{fault}"
                    sys.stdout.write(f"{name}: a fault, seed {number}\n{fault}\n")
                    sys.stdout.flush()
            number += 1
    for name, count in counts.items():
        found = "A FAULT" if name in faults else "nothing found"
        sys.stdout.write(f"{name:<14} {count:>9,} inputs, the longest {longest[name]:.2f} s: {found}\n")
    sys.stdout.write(f"{sum(counts.values()):,} inputs, {len(faults)} targets with faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs the benchmarks named, or all, and prints one table."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

import benchmarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.measure import Row

HELPERS = {"__main__", "measure", "homes"}


def main(names: list[str]) -> int:
    """Prints a row for each figure as it comes."""
    known = [each.name for each in pkgutil.iter_modules(benchmarks.__path__) if each.name not in HELPERS]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print(f"{'what':<58} {'figure':>26}  target")
    for name in names or known:
        rows: Iterable[Row] = importlib.import_module(f"benchmarks.{name}").run()
        for row in rows:
            print(f"{row.what:<58} {row.figure:>26}  {row.target}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A Python that has imported nothing yet, for tests of what is loaded and what is not."""

from __future__ import annotations

import subprocess
import sys


def printed(program: str) -> str:
    """What a program prints that runs in a Python of its own; it fails if the program does."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

"""Back to the shell with Ctrl+Z, and on with `fg`.

The shell waits for all that it started together: under `make run` that is make as well as this program. So the whole group is
stopped, as the terminal itself would have done it, and only once the terminal is as it was before.
"""

from __future__ import annotations

import os
import signal
from typing import Final

CAN_STOP: Final = hasattr(signal, "SIGTSTP")


def has_shell() -> bool:
    """Whether there is a shell to go back to.

    A shell gives each of its jobs a group of its own. Where this program's group is the one its session began with, as when a
    terminal's window was opened for it alone, nobody could bring it back.
    """
    return CAN_STOP and os.getpgrp() != os.getsid(0)


def stop_group() -> None:
    """Stops this process and those started with it; returns when they are continued. The terminal must have been restored before."""
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)  # Textual's handler stops this process alone
    try:
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, before)

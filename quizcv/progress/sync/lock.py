"""One sync of a log at a time: the app's and a command's would write the same file."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from quizcv.progress.sync.folder import SyncError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS: Final = 10.0
_EVERY_SECONDS: Final = 0.05


@contextmanager
def alone(path: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Holds the lock file; the system lets it go if the program dies. Where there can be no lock file, it goes without.

    Raises:
        SyncError: Another sync of this log is still at work.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        give_up = time.monotonic() + patience
        while not _locked(descriptor):
            if time.monotonic() >= give_up:
                message = "another sync of this log is still at work; wait for it and sync again"
                raise SyncError(message)
            time.sleep(_EVERY_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  only there

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  only there

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # A file system without locks has nothing to wait for; Windows tells a held lock as this.
        return sys.platform != "win32" or error.errno is None
    return True

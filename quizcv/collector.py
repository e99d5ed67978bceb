"""The garbage collector, held back where there is nothing for it to find."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_off() -> Iterator[None]:
    """For what makes many small objects that all live on: it would walk them again and again, and there are no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()  # and back again: it all counts as old then, and is not walked as soon as something else is made
                gc.unfreeze()
            gc.enable()

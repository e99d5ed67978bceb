"""Faults of keys with the lines of the settings file they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.errors import ContentError, Diagnostic
from quizcv.settings.values import line_of, text_of
from quizcv.tui.keys.keymap import setting_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizcv.tui.keys.keymap import KeyFault


def faults_in(path: Path, faults: Iterable[KeyFault]) -> tuple[Diagnostic, ...]:
    """The faults with their places; line 0 where the file can't be read any more."""
    found = tuple(faults)
    if not found:
        return ()
    try:
        held = text_of(path)
    except ContentError:
        held = ""
    return tuple(Diagnostic(str(path), line_of(held, setting_of(each.command)), 1, each.message) for each in found)

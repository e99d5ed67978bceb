"""The learner's own editor: which one it is, how it is told a line, and how it is run."""

from __future__ import annotations

import shlex
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizcv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_LINE: Final = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "kak", "micro", "ne", "joe", "mcedit"),
        "+{line} {file}",
    ),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), "{file}:{line}"),
    **dict.fromkeys(("code", "codium", "cursor"), "--wait --goto {file}:{line}"),
    **dict.fromkeys(("kate", "gedit"), "+{line} {file}"),
}
"""How editors are told a line; any other gets the file alone."""


def chosen_editor(setting: str, environment: Mapping[str, str]) -> str:
    """The editor somebody chose: by the setting, $VISUAL or $EDITOR; empty if none was."""
    return setting.strip() or environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()


def editor_command(setting: str, environment: Mapping[str, str], file: Path, line: int) -> list[str]:
    """The command that opens a file at a line: the setting's editor, $VISUAL, $EDITOR or vi.

    Raises:
        UsageError: The editor's name can't be read as a command.
    """
    chosen = chosen_editor(setting, environment) or "vi"
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        message = f"the editor {chosen!r} can't be read as a command; set it with: quizcv settings editor NAME"
        raise UsageError(message)
    form = AT_LINE.get(Path(words[0]).name, "{file}")
    return [*words, *(part.format(line=max(line, 1), file=file) for part in form.split())]


def run_editor(command: list[str]) -> int:
    """Runs the editor, waits for its end and gives its exit code. An interrupt is the editor's business, not ours.

    Raises:
        UsageError: There is no such program.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  the learner's own editor
    except OSError as error:
        message = f"{command[0]} could not be started ({error.strerror}); set another with: quizcv settings editor NAME"
        raise UsageError(message) from None
    finally:
        signal.signal(signal.SIGINT, before)

"""The way in: runs the command line, and is the one place where errors become messages and exit codes.

0 it worked · 1 it failed · 2 the command was misused · 3 something is wrong in a deck or note · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
LONGEST_MESSAGE = 1_600
"""Characters of one message; paths take a few hundred."""
NEEDS_TIDYING = frozenset({"concurrent.futures", "multiprocessing", "sqlalchemy", "subprocess", "tempfile", "textual"})
"""Whoever loaded one of these may have something to close, stop or remove at the end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `quizcv` with the given arguments and returns its exit code; without any, with the process's own, which it may end.

    Nobody sees a traceback: a mistake is answered with a message that says what to do, an error of our own with where its
    details were written. A reader of our output who has seen enough (`quizcv log | head`) ends it quietly.
    """
    _prepare_streams()
    try:
        from quizcv.cli.root import run_command  # noqa: PLC0415  inside, so that an interruption while importing is caught

        code = run_command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        code = 0
    except Exception as error:  # noqa: BLE001  the last net: whatever falls here becomes a message
        code = _explain(error)
        _give_up_stuck_output()
    if arguments is None:
        _leave_quickly(code)
    return code


def _prepare_streams() -> None:
    """Makes output safe to write: any character, and no file that takes the place of a closed stream."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _leave_quickly(code: int) -> None:
    """Ends the process at once if nothing needs tidying; else returns.

    To take every module apart again costs a command that only read, and has printed its answer, 8 ms of its 70.
    """
    if NEEDS_TIDYING.isdisjoint(sys.modules):
        for stream in (sys.stdout, sys.stderr):
            try:
                if stream is not None:
                    stream.flush()
            except (OSError, ValueError):
                continue  # there is nobody left to tell
        os._exit(code)


def _silence_stdout() -> None:
    """Points standard output nowhere, so that the interpreter's last flush does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _give_up_stuck_output() -> None:
    """Lets go of output that can't be written, so that the interpreter does not try again and end with a code of its own."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _silence_stdout()


def _explain(error: Exception) -> int:
    """Tells an error on stderr and gives its exit code."""
    from quizcv.errors import ContentError, QuizcvError  # noqa: PLC0415  only when something went wrong

    if isinstance(error, ContentError):
        _tell(*(str(diagnostic) for diagnostic in error.diagnostics))
        return error.exit_code
    if isinstance(error, QuizcvError):
        _tell(f"quizcv: {error}")
        return error.exit_code
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename is not None else ""
        _tell(f"quizcv: {where}{error.strerror}")
        return QuizcvError.exit_code
    _tell(
        f"quizcv: something went wrong inside quizcv ({type(error).__name__}); this is our mistake, not yours.",
        _written_down(error),
    )
    return QuizcvError.exit_code


def _written_down(error: Exception) -> str:
    """Writes an unexpected error's details into a log file, and says where they are."""
    import platform  # noqa: PLC0415  only for a report
    import traceback  # noqa: PLC0415  only for a report
    from datetime import UTC, datetime  # noqa: PLC0415  only for a report

    from quizcv import __version__  # noqa: PLC0415  only for a report
    from quizcv.settings import Places  # noqa: PLC0415  only for a report

    details = "".join(traceback.format_exception(error))
    try:
        path = Places.from_environment().data / "errors.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(
                f"{datetime.now(UTC).isoformat()} quizcv {__version__} Python {platform.python_version()}\n{details}\n"
            )
    except OSError as failure:
        return f"The details could not be written ({failure.strerror}); please report what you did when it happened."
    return f"The details are in {path}; please report them, with what you did when it happened."


def _tell(*lines: str) -> None:
    """Prints lines on stderr; a closed stderr is nobody's error."""
    from quizcv.shown import shown  # noqa: PLC0415  only when something is told

    if sys.stderr is None:
        return
    for line in lines:
        try:
            print(_in_bounds(shown(line)), file=sys.stderr)  # noqa: T201  the messages' one place
        except (OSError, ValueError):
            return


def _in_bounds(message: str) -> str:
    """A message that repeats a whole book, without the book's middle: what is wrong stands at one end, the mend at the other."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    return f"{message[: LONGEST_MESSAGE // 2]} ... {message[-LONGEST_MESSAGE // 2 :]}"


if __name__ == "__main__":
    sys.exit(main())

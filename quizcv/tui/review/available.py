"""Which commands of the review do something now: a plain function of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.tui.review.asking import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.review.asking import Asking

_ON_CARD: Final = frozenset({"suspend", "bury", "flag"})
_IDLE: Final = (Stage.ASKED, Stage.REVEALED)


class Around(NamedTuple):
    """What else counts.

    Args:
        writable: Whether the log is open for writing, or will be in a moment.
        buttons: The setting: four or six.
        has_picture: Whether what is shown holds a picture.
        more: Whether there is something beyond today's limits.
        practising: Whether nothing is logged.
        in_box: Whether the box for an answer has the keys.
    """

    writable: bool = True
    buttons: str = "four"
    has_picture: bool = False
    more: bool = False
    practising: bool = False
    in_box: bool = False


def available(action: str, arguments: tuple[object, ...], asking: Asking | None, around: Around) -> bool:
    """Whether the action would do something."""
    if action == "undo":
        return around.writable and (asking is None or asking.stage is not Stage.SAVING)
    if asking is None:
        return action in {"leave", "scroll_down", "scroll_up", "page_down", "page_up"} or (
            action == "more" and around.more
        )
    if action == "grade":
        return arguments[1] == around.buttons and around.writable and asking.stage is Stage.REVEALED
    if action == "option":
        return _is_choosing(asking) and arguments[0] in range(1, len(asking.question.options) + 1)
    if action in _ON_CARD:
        return asking.stage in _IDLE and around.writable and not (around.practising and action != "flag")
    would = _WOULD.get(action)
    return would is None or would(asking, around)


def _is_choosing(asking: Asking) -> bool:
    return asking.stage is Stage.ASKED and asking.is_choice


_WOULD: Final[dict[str, Callable[[Asking, Around], bool]]] = {
    "choose": lambda asking, _: _is_choosing(asking) and asking.cursor >= 0,
    "next_option": lambda asking, _: _is_choosing(asking),
    "previous_option": lambda asking, _: _is_choosing(asking),
    "reveal": lambda asking, _: asking.stage is Stage.ASKED,
    "stop_comparing": lambda asking, _: asking.stage is Stage.CHECKING,
    "next_step": lambda asking, _: asking.next_step,
    "hint": lambda asking, _: asking.stage is Stage.ASKED,
    "leave_box": lambda asking, around: asking.stage is Stage.ASKED and around.in_box,
    "switch_keys": lambda asking, _: asking.stage is Stage.ASKED and asking.is_typed,
    "accept": lambda asking, around: (
        asking.stage is Stage.REVEALED and asking.suggested is not None and around.writable
    ),
    "edit": lambda asking, _: asking.stage in _IDLE,
    "history": lambda _, around: around.writable,
    "open_picture": lambda _, around: around.has_picture,
    "more": lambda _asking, _around: False,
}
"""What each command needs that concerns the card shown; of every key all commands are asked, so each looks at its own only."""

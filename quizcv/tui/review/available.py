"""Which commands of the review do something now: a plain function of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.tui.review.asking import Stage

if TYPE_CHECKING:
    from quizcv.tui.review.asking import Asking

_ON_CARD: Final = frozenset({"suspend", "bury", "flag"})


class Around(NamedTuple):
    """What else counts.

    Args:
        writable: Whether the log is open for writing, or will be in a moment.
        buttons: The setting: four or six.
        has_picture: Whether what is shown holds a picture.
        more: Whether there is something beyond today's limits.
        practising: Whether nothing is logged.
    """

    writable: bool = True
    buttons: str = "four"
    has_picture: bool = False
    more: bool = False
    practising: bool = False


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
    choosing = asking.is_choice and asking.stage is Stage.ASKED
    if action == "option":
        return choosing and arguments[0] in range(1, len(asking.question.options) + 1)
    idle = asking.stage in {Stage.ASKED, Stage.REVEALED}
    if action in _ON_CARD:
        return idle and around.writable and not (around.practising and action != "flag")
    table = {
        "choose": choosing and asking.cursor >= 0,
        "next_option": choosing,
        "previous_option": choosing,
        "reveal": asking.stage is Stage.ASKED,
        "stop_comparing": asking.stage is Stage.CHECKING,
        "next_step": asking.next_step,
        "hint": asking.next_hint,
        "switch_keys": asking.is_typed and asking.stage is Stage.ASKED,
        "accept": asking.stage is Stage.REVEALED and asking.suggested is not None and around.writable,
        "edit": idle,
        "history": around.writable,
        "open_picture": around.has_picture,
        "more": False,
    }
    return table.get(action, True)

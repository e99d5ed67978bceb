"""How the app says things: in the present screen's line for notices, or in a corner where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message

from quizcv.tui.wearing import WearingApp
from quizcv.tui.widgets.noticeline import Notice, NoticeLine

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

NOTICE_STYLES: Final[dict[str, str]] = {"information": "$foreground", "warning": "$warning", "error": "$error"}


class Announcement(Message):
    """Something the app has to say, to be shown for so many seconds."""

    def __init__(self, notice: Notice, severity: SeverityLevel, seconds: float) -> None:
        super().__init__()
        self.notice = notice
        self.severity = severity
        self.seconds = seconds


class NoticingApp(WearingApp):
    """An app whose notices cover nothing, if the screen has a line for them. Its arguments are those of `WearingApp`."""

    NOTIFICATION_TIMEOUT = 8

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Says something in the present screen's line for notices, or in a corner where it has none. Any thread may call it."""
        words = Content.from_markup(message).plain if markup else message
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Announcement(Notice(words, NOTICE_STYLES[severity], title), severity, seconds))

    def on_announcement(self, event: Announcement) -> None:
        """Shows what is to be said, where it covers nothing if the screen has a line for it."""
        words, _, title = event.notice
        lines = self.screen.query(NoticeLine)
        if lines:
            lines.first().announce(event.notice, event.seconds)
        else:
            super().notify(words, title=title, severity=event.severity, timeout=event.seconds, markup=False)

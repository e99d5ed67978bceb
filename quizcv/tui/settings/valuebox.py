"""The box a setting's value is typed into: it knows what may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.errors import QuizcvError
from quizcv.settings.changing import parse_setting
from quizcv.settings.registry import written
from quizcv.tui.widgets.editline import EditLine

if TYPE_CHECKING:
    from quizcv.settings.changing import Saved
    from quizcv.settings.registry import Setting, Value


class ValueBox(EditLine):
    """Hidden until a value is to be typed; what stood there is selected then."""

    def __init__(self) -> None:
        super().__init__(id="value", compact=True, select_on_focus=True)
        self.cursor_blink = False
        self.display = False
        self.setting: Setting | None = None

    def begin(self, setting: Setting, value: Value) -> None:
        """Shows the value a setting has, to be typed over."""
        self.setting = setting
        self.value = written(value)
        self.placeholder = setting.meaning.get("", "")
        self.display = True
        self.focus()

    def typed(self) -> Saved:
        """What stands there, as the settings file keeps it.

        Raises:
            QuizcvError: If the setting can't take it, or there is no setting.
        """
        return parse_setting(self.setting.name if self.setting else "", self.value.strip())

    def fault(self) -> str:
        """What is wrong with what stands there; empty if nothing is."""
        try:
            self.typed()
        except QuizcvError as error:
            return str(error)
        return ""

    def wanted(self) -> str:
        """What may be typed, while the box for a number is empty, which is no fault yet; empty if it is not."""
        if self.setting is None or self.setting.bounds is None or self.value.strip():
            return ""
        words = self.setting.range_words()
        return f"{words[:1].upper()}{words[1:]}."

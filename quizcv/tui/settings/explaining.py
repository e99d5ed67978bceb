"""What a setting or a command's keys mean, beside the list: plain functions of the line pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.settings.registry import written
from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, hanging, wrap
from quizcv.tui.settings.rows import Row, keys_words
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.errors import Diagnostic
    from quizcv.settings import Settings
    from quizcv.settings.registry import Setting, Value
    from quizcv.tui.commands import Command
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block

SHORT_LIST = 6
"""So many choices are told one below the other."""


def explained(row: Row, settings: Settings, keys: KeyNames, *, brief: bool = False) -> list[Block]:
    """The sentences of a line: what it changes, what it may be, its default.

    Args:
        row: The line.
        settings: What is set.
        keys: The keys of the settings.
        brief: For a low screen: of choices only the present one is explained.
    """
    if row.setting is not None:
        return _setting_blocks(row, row.setting, getattr(settings, row.setting.name), keys, brief=brief)
    return _command_blocks(row, row.command) if row.command is not None else []


def _head(row: Row) -> Block:
    runs = [Run(row.title, "bold"), Run(f" · {row.name}", "$text-muted")]
    return lambda width: wrap(runs, width)


def _setting_blocks(row: Row, setting: Setting, value: Value, keys: KeyNames, *, brief: bool) -> list[Block]:
    blocks = [_head(row), text(setting.help)]
    told = [each for each in setting.values if str(each) in setting.choices]
    if len(setting.values) <= SHORT_LIST and not brief:
        blocks += [_choice(str(each), setting.choices[str(each)], here=each == value) for each in told]
    elif str(value) in setting.choices:
        blocks.append(_choice(str(value), setting.choices[str(value)], here=True))
    range_words = setting.range_words()
    facts = [f"{range_words[:1].upper()}{range_words[1:]}." if range_words else ""]
    if len(setting.values) > SHORT_LIST:
        count = str(len(setting.values))
        facts.append(keys.said("One of {count}; {change-setting} shows them all.", count=count))
    elif told and brief:
        facts.append(f"One of {', '.join(str(each) for each in told)}.")
    default = setting.meaning.get(setting.default) or setting.shown(setting.default)
    facts.append(f"Default: {default}. Takes effect {setting.effect}.")
    if isinstance(value, str) and not setting.values and value:
        facts.insert(0, f"Now: {shown_line(written(value))}.")
    return [*blocks, text(" ".join(fact for fact in facts if fact), "$text-muted")]


def _choice(name: str, words: str, *, here: bool) -> Block:
    """A value it may have, the present one marked by its sign and in bold."""
    runs = [Run(f"{name}: ", "bold" if here else ""), Run(words, "" if here else "$text-muted")]
    return lambda width: hanging("● " if here else "○ ", wrap(runs, width - 2), "$primary" if here else "$text-muted")


def _command_blocks(row: Row, command: Command) -> list[Block]:
    facts = f"Default: {keys_words(command.keys)}. On: {', '.join(row.screens)}."
    return [_head(row), text(command.help), text(facts, "$text-muted")]


def fault_lines(faults: Sequence[Diagnostic], width: int) -> list[Line]:
    """What is wrong in the settings file, each with its line."""
    return [
        line
        for fault in faults
        for line in hanging(
            "✗ ", wrap([Run(_where(fault), "$text-muted"), Run(shown_line(fault.message))], width - 2), "bold $error"
        )
    ]


def _where(fault: Diagnostic) -> str:
    return f"line {fault.line}: " if fault.line else ""

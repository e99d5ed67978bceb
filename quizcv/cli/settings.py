"""`quizcv settings`: what may be set, what is set, and what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import SETTINGS
from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.errors import UsageError
from quizcv.settings import KEYS, Settings, fault_of

if TYPE_CHECKING:
    from quizcv.cli.workspace import Workspace

WIDTH = 78


class NumbersAreValues(click.Command):
    """A command without options in digits: `-5` is a value, and refused by what it is for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, with negative numbers after the options."""
        numbers = [each for each in args if each[:1] == "-" and each[1:].isdigit()]
        if numbers and "--" not in args:
            args = [*(each for each in args if each not in numbers), "--", *numbers]
        return super().parse_args(ctx, args)


@click.command("settings", cls=NumbersAreValues, epilog="Example: quizcv settings new_per_day 10")
@click.argument("name", required=False, shell_complete=SETTINGS, help="The setting; without it, all are printed.")
@click.argument("value", required=False, help="Its new value; without it, the setting is explained.")
@click.option("--default", "reset", is_flag=True, help="Set it back to its default.")
@json_option
@click.pass_obj
def settings_command(workspace: Workspace, name: str | None, value: str | None, *, reset: bool, as_json: bool) -> None:
    """Print, explain or change the settings.

    A value goes to standard output, and what it means to standard error: so a script can read a setting by its name.
    """
    if name is None:
        if reset:
            message = "--default needs the setting to be set back: quizcv settings new_per_day --default"
            raise UsageError(message)
        _print_all(workspace.settings, as_json=as_json)
        return
    if value is not None and reset:
        message = f"name a value or give --default, not both; {name} is left as it is"
        raise UsageError(message)
    table, dot, command = name.partition(".")
    if table == KEYS:
        _keys(workspace, command if dot else "", value, reset=reset, as_json=as_json)
        return
    if name not in Settings._fields:
        raise UsageError(fault_of(name, ""))
    told = _change(workspace, name, value) if value is not None or reset else ""
    if as_json:
        emit({name: _as_json(workspace.settings)[name]})
    elif told:
        talk(told)
    else:
        _explain(name, workspace.settings)


def _keys(workspace: Workspace, command: str, value: str | None, *, reset: bool, as_json: bool) -> None:
    """Tells or changes the keys of a command; without one, tells those of the learner's own."""
    from quizcv.cli.keysettings import set_keys, tell_faults, tell_keys  # noqa: PLC0415  Textual, only for keys
    from quizcv.settings.registry import written  # noqa: PLC0415  as above

    if command:
        if value is not None or reset:
            told = set_keys(workspace, command, value)
            if not as_json:
                talk(told)
                return
        tell_keys(workspace, command, as_json=as_json)
        return
    if value is not None or reset:
        message = "name the command whose keys these are: quizcv settings keys.undo ctrl+r"
        raise UsageError(message)
    if as_json:
        emit({KEYS: dict(workspace.settings.keys)})
        return
    for name, keys in workspace.settings.keys:
        say(f"{name} = {' '.join(map(written, keys)) if isinstance(keys, list) else written(keys)}")
    tell_faults(workspace)
    if not workspace.settings.keys:
        talk("Every command has its usual keys. To give one another: quizcv settings keys.undo ctrl+r")


def _change(workspace: Workspace, name: str, value: str | None) -> str:
    """Sets a setting, or sets it back if there is no value; says so."""
    from quizcv.settings.changing import parse_setting, reset_setting, save_setting  # noqa: PLC0415  only to change
    from quizcv.settings.registry import written  # noqa: PLC0415  as above

    path = workspace.places.settings
    if value is None:
        reset_setting(path, name)
    else:
        save_setting(path, name, parse_setting(name, value))
    return f"{name} is {written(getattr(workspace.settings, name)) or 'empty'} now"


def _print_all(settings: Settings, *, as_json: bool) -> None:
    """Every setting below the heading of its group, with its sentences."""
    if as_json:
        emit(_as_json(settings))
        return
    from quizcv.settings.registry import GROUPS, REGISTRY  # noqa: PLC0415  the words, only to be shown

    for group in GROUPS:
        say(group)
        for setting in REGISTRY:
            if setting.group == group:
                say(f"  {_value_line(setting.name, settings)}")
                say(_wrapped(setting.help, "      "))
        say()
    if settings.keys:
        say("Keys")
        say(f"  {len(settings.keys)} of your own; see: quizcv settings keys")
        say()


def _explain(name: str, settings: Settings) -> None:
    """One setting: the value on standard output, what it means on standard error."""
    from quizcv.settings.registry import setting_named, written  # noqa: PLC0415  the words, only to be shown

    setting = setting_named(name)
    value = getattr(settings, name)
    say(written(value))
    talk(_wrapped(setting.help))
    for choice, words in setting.choices.items():
        talk(_wrapped(f"{choice}: {words}", "  ", "    "))
    others = [str(each) for each in setting.values if setting.choices and each not in setting.choices]
    if others:
        talk(_wrapped(", ".join(others), "  "))
    if setting.range_words():
        talk(f"It is {setting.range_words()}.")
    default = written(setting.default)
    talk(f"The default is {setting.meaning.get(setting.default) or default or 'empty'}.")


def _value_line(name: str, settings: Settings) -> str:
    """A setting's name and value, what an odd value means, and the default if it is another one."""
    from quizcv.settings.registry import setting_named, written  # noqa: PLC0415  the words, only to be shown

    setting, value = setting_named(name), getattr(settings, name)
    meaning = setting.meaning.get(value, "")
    notes = [meaning] if meaning else []
    if value != setting.default:
        notes.append(f"default {written(setting.default) or 'empty'}")
    shown = written(value) or '""'
    return f"{name} = {shown}" + (f"  ({'; '.join(notes)})" if notes else "")


def _as_json(settings: Settings) -> dict[str, object]:
    """The settings as JSON, keys of one's own as an object."""
    return {**settings._asdict(), "keys": dict(settings.keys)}


def _wrapped(words: str, first: str = "", rest: str | None = None) -> str:
    import textwrap  # noqa: PLC0415  only to print

    rest = first if rest is None else rest
    return textwrap.fill(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)

"""Writes docs/settings.md out of the registry of settings, and the commands' names into docs/keys.md: `make settings`.

A test compares the pages with what this would write.
"""

from __future__ import annotations

from pathlib import Path

from quizcv.settings import Settings
from quizcv.settings.registry import GROUPS, REGISTRY, Setting, written
from quizcv.tui.keys.rooms import rooms
from quizcv.tui.review.commands import review_commands

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "settings.md"
KEYS_PAGE = DOCS / "keys.md"
NAMES = "<!-- names, written by `make settings` -->\n"
END = "<!-- end of the names -->\n"
INTRODUCTION = """\
# Settings

<!-- Written by `make settings`, out of quizcv/settings/registry.py. -->

What can be set, with what it changes. In the app, `,` on the first screen opens the settings, where each is explained and changed in its place.
On the command line:

    quizcv settings                       all of them, with their values
    quizcv settings new_per_day           what one means, and what it may be
    quizcv settings new_per_day 10        set it
    quizcv settings new_per_day --default set it back

They are kept in `settings.toml`, a line for each: `new_per_day = 10`. `quizcv where` tells where that file lies. You can write it
yourself; your lines, remarks and their order stay when quizcv changes a setting in it. What is wrong in it is told with its line.
An open app takes changes in within seconds, a review once it is over; while the file is wrong, all stays set as it was.
Keys of your own stand in the same file: see [Keys](keys.md#keys-of-your-own).
"""


def page() -> str:
    """The page, whole."""
    parts = [INTRODUCTION]
    for group in GROUPS:
        parts.append(f"## {group}\n")
        parts += [_section(setting) for setting in REGISTRY if setting.group == group]
    return "\n".join(parts)


def _section(setting: Setting) -> str:
    default = f"`{written(setting.default)}`" if written(setting.default) else "empty"
    meaning = setting.meaning.get(setting.default)
    facts = [f"Default: {default}{f' ({meaning})' if meaning else ''}"]
    if setting.bounds:
        facts.append(setting.range_words())
    if not setting.choices and isinstance(setting.default, bool):
        facts.append("`true` or `false`")
    facts.append(f"takes effect {setting.effect}")
    lines = [f"### {setting.name}\n", f"**{setting.title}.** {setting.help}\n", f"{'; '.join(facts)}.\n"]
    if setting.choices:
        plain = [f"`{value}`" for value in setting.values if str(value) not in setting.choices]
        lines += [f"- `{value}`: {words}" for value, words in setting.choices.items()]
        lines += [f"- {', '.join(plain)}."] if plain else []
        lines.append("")
    return "\n".join(lines)


def names() -> str:
    """A line for each screen with the names of its commands, each told where it stands first."""
    told: set[str] = set()
    lines = []
    for room in rooms(Settings()):
        found = [command.name for command in room.commands if command.name not in told]
        if room.title == "Review":
            found += [command.name for command in review_commands("six") if command.method == "grade"]
        told.update(found)
        if found:
            lines.append(f"- {room.title}: {' '.join(f'`{name}`' for name in found)}\n")
    return "".join(lines)


def with_names(text: str) -> str:
    """The page of keys with the names as they are now."""
    before, _, rest = text.partition(NAMES)
    return f"{before}{NAMES}{names()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    KEYS_PAGE.write_text(with_names(KEYS_PAGE.read_text(encoding="utf-8")), encoding="utf-8")

"""Where quizcv's files lie, and what the learner may set."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, Literal, NamedTuple

from quizcv.errors import ContentError, Diagnostic, QuizcvError, UsageError

APP = "quizcv"


class Places(NamedTuple):
    """Where things are.

    Args:
        data: The learner's own: the log, its backups, decks.
        database: The log: a path, or an SQLAlchemy URL for a server.
        decks: The learner's decks, `*.yaml`, at any depth.
        backups: Daily copies of the log.
        settings: The settings file.
        cache: Parsed decks; can be deleted at any time.
        content: The decks, notes and networks shipped with quizcv.
    """

    data: Path
    database: str
    decks: Path
    backups: Path
    settings: Path
    cache: Path
    content: Path

    @property
    def database_path(self) -> Path | None:
        """The log's file; None when it lives on a server."""
        if self.database.startswith("sqlite:///"):
            return Path(self.database.removeprefix("sqlite:///"))
        return None if "://" in self.database else Path(self.database)

    @classmethod
    def from_environment(cls) -> Places:
        """QUIZCV_HOME (one folder for all) or the platform's own folders; QUIZCV_DATABASE and QUIZCV_DECKS override."""
        home = os.environ.get("QUIZCV_HOME", "").strip()
        if home:
            data = Path(home).expanduser().absolute()
            settings, cache = data / "settings.toml", data / "cache"
        else:
            import platformdirs  # noqa: PLC0415  not needed where QUIZCV_HOME is set

            data = platformdirs.user_data_path(APP, appauthor=False)
            settings = platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"
            cache = platformdirs.user_cache_path(APP, appauthor=False)
        decks = os.environ.get("QUIZCV_DECKS", "").strip()
        return cls(
            data=data,
            database=_database(os.environ.get("QUIZCV_DATABASE", "").strip(), data / "quizcv.db"),
            decks=Path(decks).expanduser().absolute() if decks else data / "decks",
            backups=data / "backups",
            settings=settings,
            cache=cache / "decks.db",
            content=content_folder(),
        )


def _database(named: str, usual: Path) -> str:
    """The log's place: a path made absolute, or the URL of a server as it was named."""
    if "://" in named:
        return named
    return str(Path(named).expanduser().absolute()) if named else str(usual)


def content_folder() -> Path:
    """The shipped content: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"


class Settings(NamedTuple):
    """What the learner may set; the file holds `name = value` lines in TOML.

    Args:
        new_per_day: New cards begun on a study day.
        reviews_per_day: Due cards asked on a study day; 0 for all.
        rollover_hour: The local hour at which a study day begins.
        scheduler: sm2 or sm2-text.
        fuzz: Spread due days a little.
        maximum_interval: Longest interval in days; 0 for no bound.
        buttons: four (Again, Hard, Good, Easy on 1-4) or six (grades 0-5).
        leech_lapses: A card forgotten so often is a leech: told and tagged.
        suspend_leeches: Whether a leech is set aside at once.
        theme: The app's theme.
        animations: Whether the app may animate.
        shipped_decks: Whether the decks shipped with quizcv are reviewed.
        editor: The editor for `e`; empty: $VISUAL, then $EDITOR, then vi.
    """

    new_per_day: int = 20
    reviews_per_day: int = 0
    rollover_hour: int = 4
    scheduler: Literal["sm2", "sm2-text"] = "sm2"
    fuzz: bool = False
    maximum_interval: int = 0
    buttons: Literal["four", "six"] = "four"
    leech_lapses: int = 8
    suspend_leeches: bool = False
    theme: str = "quizcv-dark"
    animations: bool = True
    shipped_decks: bool = True
    editor: str = ""


BOUNDS: dict[str, tuple[int, int]] = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (0, 99999),
    "rollover_hour": (0, 23),
    "maximum_interval": (0, 36500),
    "leech_lapses": (2, 99),
}
CHOICES: dict[str, tuple[str, ...]] = {"scheduler": ("sm2", "sm2-text"), "buttons": ("four", "six")}
THEMES = (
    *("quizcv-dark", "quizcv-light", "ansi", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha"),
    *("dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light"),
)
"""The app's themes, ours first; a test keeps them equal to the app's. A file may name another one, of another version."""


def load_settings(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        ContentError: The file can't be read, is no TOML, or a setting is unknown or out of bounds: all faults at once, with
            lines.
    """
    if not path.is_file():
        return Settings()
    return Settings(**_table(path, _text(path)))


def _text(path: Path) -> str:
    """What the file holds, its line endings as they are.

    Raises:
        ContentError: It can't be read, or is no UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"the settings can't be read: {error.strerror or error}; allow reading the file"
        raise ContentError([Diagnostic(str(path), 0, 0, message)]) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError([Diagnostic(str(path), line, 0, "this is no UTF-8; save the file as UTF-8")]) from None


def _table(path: Path, text: str) -> dict[str, Any]:
    """The settings a text sets.

    Raises:
        ContentError: It is no TOML, or a setting is unknown or out of bounds.
    """
    import tomllib  # noqa: PLC0415  only when there is a file to read

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_no_toml(path, str(error))]) from None
    faults = []
    for name, value in table.items():
        fault = fault_of(name, value)
        if fault:
            line = next((n for n, row in enumerate(text.splitlines(), 1) if _name_in(row) == name), 0)
            faults.append(Diagnostic(str(path), line, 1, fault))
    if faults:
        raise ContentError(faults)
    return table


def _no_toml(path: Path, reason: str) -> Diagnostic:
    """The fault of a file that is no TOML, at the place its parser names at the end of its message."""
    what, _, where = reason.rstrip(")").partition(" (at ")
    numbers = [int(word) for word in where.replace(",", "").split() if word.isdigit()]
    line, column = (*numbers, 0, 0)[:2]
    return Diagnostic(str(path), line, column, f"this is no TOML ({what}); write lines like: new_per_day = 20")


def _name_in(line: str) -> str:
    """The name a line of the file sets; empty for none."""
    name, equals, _ = line.partition("=")
    return name.strip().strip("\"'") if equals else ""


def fault_of(name: str, value: object) -> str:
    """What is wrong with a setting, and the mend; empty if nothing is."""
    defaults = Settings._field_defaults
    if name not in defaults:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        near = get_close_matches(name, defaults, 1)
        return f"there is no setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else "; see: quizcv settings")
    wanted = type(defaults[name])
    if type(value) is not wanted:
        names = {int: "a whole number", bool: "true or false", str: "a text in quotes"}
        return f"{name} takes {names[wanted]}, not {value!r}"
    if name in BOUNDS and isinstance(value, int):
        low, high = BOUNDS[name]
        if not low <= value <= high:
            return f"{name} lies between {low} and {high}, not {value}"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}"
    return ""


MOST_DIGITS = 20


def parse_setting(name: str, text: str) -> int | bool | str:
    """The value of a setting typed on the command line.

    Raises:
        UsageError: The setting is unknown or the value unusable.
    """
    kinds = {name: type(default) for name, default in Settings._field_defaults.items()}
    value: int | bool | str = text
    if kinds.get(name) is bool and text.lower() in {"true", "false", "on", "off", "yes", "no"}:
        value = text.lower() in {"true", "on", "yes"}
    elif kinds.get(name) is int and re.fullmatch("-?[0-9]+", text):
        value = int(text[:MOST_DIGITS])  # longer ones are out of all bounds, whatever their end
    fault = fault_of(name, value)
    if name == "theme" and text not in THEMES:
        fault = f"{name} is one of {', '.join(THEMES)}, not {text!r}"
    if fault:
        raise UsageError(fault)
    return value


def save_setting(path: Path, name: str, value: int | bool | str) -> None:  # noqa: FBT001  a value, not a switch
    """Writes one setting into the file, leaving all else as it is; the old file or the new one survives a crash.

    Raises:
        ContentError: Something else in the file is wrong; it is left as it is.
        QuizcvError: The file can't be written.
    """
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str):
        shown = '"' + "".join(_escaped(sign) for sign in value) + '"'
    old = _text(path) if path.is_file() else ""
    new = _with_setting(old, name, shown)
    try:
        changed = _table(path, new)
    except ContentError:
        _table(path, old)  # told with the lines of the file as it is
        raise
    if changed.get(name) != value:
        line = next((n for n, row in enumerate(old.splitlines(), 1) if _name_in(row) == name), 0)
        raise ContentError([Diagnostic(str(path), line, 1, f"{name} can't be changed here; change it by hand")])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, new)
    except OSError as error:
        message = (
            f"the settings {path} can't be written: {error.strerror or error}; allow writing to the file and its folder"
        )
        raise QuizcvError(message) from None


_ROW = re.compile(r"""([^=]*=\s*)("(?:\\.|[^"\\])*"|'[^']*'|[^\s#"']+)(\s*(?:\#.*)?)""", re.DOTALL)
"""A line that sets something: the name, the value, and what follows it."""


def _with_setting(text: str, name: str, shown: str) -> str:
    """The text with one setting changed in its place, its comment kept, or with a line more at the end."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    at = next((number for number, line in enumerate(lines) if _name_in(line) == name), None)
    if at is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += ending
        lines.append(f"{name} = {shown}{ending}")
    else:
        found = _ROW.fullmatch(lines[at])
        lines[at] = f"{found[1]}{shown}{found[3]}" if found else f"{name} = {shown}{ending}"
    return "".join(lines)


def _escaped(sign: str) -> str:
    """A character as a text in TOML has it."""
    if sign in {'"', "\\"}:
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"


def write_whole(path: Path, text: str) -> None:
    """Replaces a file's text so that a crash leaves the old file or the new one: written beside it, synced, renamed.

    A link stays a link: the file it leads to is replaced.
    """
    import tempfile  # noqa: PLC0415  only when something is written

    path = path.resolve()
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        else:
            temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a renaming in the folder lasting, where folders can be synced."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

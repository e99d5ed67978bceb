"""What of the settings the app itself wears: its theme, its animations, and the learner's keys on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual import constants
from textual.app import App

from quizcv.errors import ContentError, QuizcvError
from quizcv.tui.commands import EVERYWHERE, IN_WINDOWS, lay_keys
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.themes import EXTRA_VARIABLES, OWN, theme_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.theme import Theme

    from quizcv.settings import Settings
    from quizcv.tui.bench import Bench
    from quizcv.tui.commands import Command
    from quizcv.tui.keys.keymap import KeyFault

DEFAULT_THEME: Final = OWN[0].name
_OWN_BY_NAME: Final = {theme.name: theme for theme in OWN}  # Textual asks for the theme at every row it paints


class WearingApp(App[int]):
    """An app that looks, and answers to keys, as the settings say.

    Args:
        bench: Has the settings.
        looks: The theme to begin with instead of the one that is set; empty: that one.
    """

    def __init__(self, bench: Bench, looks: str) -> None:
        known = bench.settings.theme in theme_names()
        # Set before the style sheet is made, which otherwise would be made twice.
        self.set_reactive(App.theme, looks or (bench.settings.theme if known else DEFAULT_THEME))
        super().__init__()
        self.bench = bench
        self.own_keys: dict[str, str] = {}
        self._key_faults: tuple[KeyFault, ...] = ()
        self._theme_chosen: Callable[[], None] = lambda: None
        for theme in OWN:
            self.register_theme(theme)
        self._wear(bench.settings)
        self._unknown_theme = "" if known else bench.settings.theme

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by its name, ours before Textual's."""
        return _OWN_BY_NAME.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own names, for themes that are not ours."""
        return EXTRA_VARIABLES

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours; those of a theme that is not ours are made readable first."""
        variables = super().get_css_variables()
        if self.current_theme not in OWN:
            from quizcv.tui.legible import legible_variables  # noqa: PLC0415  for themes that are not ours only

            variables = self.theme_variables = {**variables, **legible_variables(variables)}
        return variables

    def tell_faults(self) -> None:
        """Says what of the settings could not be worn."""
        if self._key_faults:
            self._tell_key_faults()
        if self._unknown_theme:
            palette = KeyNames(EVERYWHERE, self.own_keys).name("command-palette")
            told = f"There is no theme {self._unknown_theme!r}; this is {DEFAULT_THEME}. Choose another with {palette}."
            self.notify(told, severity="warning", markup=False)

    def _wear(self, settings: Settings) -> None:
        """Takes the settings that are the app's own: animations and keys."""
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.animations else "none"
        self.own_keys, self._key_faults = {}, ()
        if settings.keys:
            from quizcv.tui.keys.keymap import read_keymap  # noqa: PLC0415  for keys of one's own only

            self.own_keys, self._key_faults = read_keymap(settings)
        lay_keys(self, EVERYWHERE, self.own_keys)

    def take_settings(self, settings: Settings) -> None:
        """Goes on with other settings: looks, keys and decks change at once."""
        if settings == self.bench.settings:
            return
        before = self.bench.settings
        self.bench.take(settings)
        self._wear(settings)
        if settings.theme != before.theme and settings.theme in theme_names():
            self.theme = settings.theme
        for screen in self.screen_stack:
            self.lay(screen)
        self.screen.refresh_bindings()

    def follow_settings(self) -> bool:
        """Takes in what was changed in the settings file by other programs, and tells whether anything was.

        A broken file is told, and all stays as it was. A review goes on as it began: its settings are taken in when it is over.
        """
        if any(getattr(screen, "keeps_settings", False) for screen in self.screen_stack):
            return False
        if not self.bench.settings_written():
            return False
        from quizcv.settings import load_settings  # noqa: PLC0415  when the file was written

        try:
            found = load_settings(self.bench.places.settings)
        except ContentError as error:
            first = error.diagnostics[0]
            told = f"{first}. Until that is mended, all is set as it was."
            self.notify(told, title="Settings", severity="warning", markup=False)
            return False
        before, faults = self.bench.settings, self._key_faults
        self.take_settings(found)
        if self._key_faults and self._key_faults != faults:
            self._tell_key_faults()
        return before != self.bench.settings

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401  Textual's has many forms
        """Shows a screen, with its commands on the learner's keys."""
        self.lay(screen)
        return super().push_screen(screen, *arguments, **options)

    def lay(self, screen: Screen[Any]) -> None:
        """Puts the commands of a screen on the learner's keys; a window of ours lets some of the app's through."""
        commands: tuple[Command, ...] = getattr(screen, "commands", ())
        lay_keys(screen, (*commands, *(IN_WINDOWS if commands and screen.is_modal else ())), self.own_keys)

    def _tell_key_faults(self) -> None:
        """Says which keys of the learner's own are no good; those commands have their usual ones."""
        from quizcv.tui.settings.faults import faults_in  # noqa: PLC0415  for keys of one's own only

        first, *more = faults_in(self.bench.places.settings, self._key_faults)
        rest = f"; the settings tell of {len(more)} more" if more else ""
        told = f"line {first.line} of {first.path}: {first.message}. Until then it has its usual keys{rest}."
        self.notify(told, title="Keys", severity="warning", markup=False)

    def action_change_theme(self) -> None:
        """Offers the themes."""
        self.choose_theme(lambda: None)

    def choose_theme(self, chosen: Callable[[], None]) -> None:
        """Offers the themes; tells when one was chosen and kept."""
        self._theme_chosen = chosen
        self.theme_changed_signal.subscribe(self, lambda _theme: self._keep_theme())
        self.search_themes()

    def search_themes(self) -> None:
        """Shows the themes to choose from."""
        from quizcv.tui.palette import FIND_THEME, ThemePalette  # noqa: PLC0415  when first asked for
        from quizcv.tui.palettescreen import PaletteScreen  # noqa: PLC0415  as above

        self.push_screen(PaletteScreen(providers=[ThemePalette], placeholder=FIND_THEME))

    def action_command_palette(self) -> None:
        """Shows the commands to choose from."""
        from quizcv.tui.palette import FIND_COMMAND  # noqa: PLC0415  when first asked for
        from quizcv.tui.palettescreen import PaletteScreen  # noqa: PLC0415  as above

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(placeholder=FIND_COMMAND, id="--command-palette"))

    def _keep_theme(self) -> None:
        from quizcv.settings.changing import save_setting  # noqa: PLC0415  when a theme was chosen

        if self.theme == self.bench.settings.theme:
            return
        try:
            save_setting(self.bench.places.settings, "theme", self.theme)
        except (OSError, QuizcvError) as error:
            self.notify(f"The theme is not kept: {error}", severity="warning", markup=False)
            return
        self.bench.settings = self.bench.settings._replace(theme=self.theme)
        self._theme_chosen()

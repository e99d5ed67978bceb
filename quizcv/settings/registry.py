"""What each setting means to the learner: its words, under the name it has in `Settings`.

A new setting is a field of `Settings`, with its bounds or choices beside it, and an entry here; from these two come
`quizcv settings`, the Settings screen and docs/settings.md. Only what shows settings imports this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from quizcv.settings.values import BOUNDS, CHOICES, THEMES, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = int | bool | str
Effect = Literal["at once", "from the next review on", "when quizcv starts again"]
NOW: Final = "at once"
REVIEW: Final = "from the next review on"
START: Final = "when quizcv starts again"


class Setting(NamedTuple):
    """A setting in words.

    Args:
        name: Its field in `Settings`.
        title: A few words, for a list.
        help: What it changes for the learner, in one sentence or two.
        group: The heading it stands under.
        choices: Each value it may take, with a sentence; of a theme only those that need one. Empty for numbers, switches and texts.
        meaning: What an odd value stands for, instead of the value: `{0: "all"}`.
        unit: What a number counts.
        effect: When a change shows in the app.
    """

    name: str
    title: str
    help: str
    group: str
    choices: Mapping[str, str] = {}
    meaning: Mapping[Value, str] = {}
    unit: str = ""
    effect: Effect = NOW

    @property
    def default(self) -> Value:
        """The value it has where the file says nothing."""
        default: Value = Settings._field_defaults[self.name]
        return default

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The least and the greatest number; None if it is no number."""
        return BOUNDS.get(self.name)

    @property
    def values(self) -> tuple[Value, ...]:
        """All it may be, in an order to go through them; empty for numbers and texts."""
        if isinstance(self.default, bool):
            return (False, True)
        return THEMES if self.name == "theme" else CHOICES.get(self.name, ())

    def shown(self, value: Value) -> str:
        """A value in words: `on`, `all`, `20`."""
        if isinstance(value, bool):
            return "on" if value else "off"
        return self.meaning.get(value) or str(value)

    def range_words(self) -> str:
        """What may be set, in words: `a number from 0 to 9999; 0: no limit`; empty where the choices tell it."""
        if self.bounds is None:
            return ""
        low, high = self.bounds
        zero = f"; 0: {self.meaning[0]}" if set(self.meaning) == {0} else ""
        return f"a number from {low} to {high}{zero}"


def written(value: object) -> str:
    """A value as it is typed on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


HOURS: Final[dict[Value, str]] = {hour: f"{hour:02}:00" for hour in range(24)}

REGISTRY: Final[tuple[Setting, ...]] = (
    Setting(
        "new_per_day",
        "New cards a day",
        "How many cards you have never seen are begun on a study day. Each of them comes back often in its first weeks.",
        "Reviewing",
        unit="cards",
    ),
    Setting(
        "reviews_per_day",
        "Reviews a day",
        "How many due cards are asked on a study day. The rest stay due and wait for the days after.",
        "Reviewing",
        meaning={0: "no limit"},
        unit="cards",
    ),
    Setting(
        "due_order",
        "Order of due cards",
        "Which of the due cards come first. It matters most on days on which you do not finish them all.",
        "Reviewing",
        choices={
            "overdue": "Those due longest; cards due on one day are shuffled, and the decks alternate.",
            "relative": "Those late by the largest part of their interval, which are the likeliest to be forgotten.",
            "decks": "Deck after deck, in the order of the first screen.",
            "random": "A shuffled order, another one every day.",
        },
        effect=REVIEW,
    ),
    Setting(
        "new_order",
        "Order of new cards",
        "From where the day's new cards are taken.",
        "Reviewing",
        choices={
            "turns": "From each deck in turn, so that all subjects go on; decks of a group share a turn.",
            "decks": "One deck after the other, each to its end.",
            "random": "From anywhere in the decks; another order every day.",
        },
        effect=REVIEW,
    ),
    Setting(
        "mixing",
        "New cards come",
        "When new cards are asked on a study day. What must come again today always comes last.",
        "Reviewing",
        choices={
            "after": "After the due cards: if you stop early, nothing you had learned was left out.",
            "before": "Before the due cards, while you are fresh.",
            "mixed": "Spread evenly among the due cards.",
        },
        effect=REVIEW,
    ),
    Setting(
        "bury_siblings",
        "Siblings apart",
        "Whether of one card's siblings (a cloze's blanks, a card's two directions) only one is asked a day, since each gives the "
        "others away. The rest wait for the days after.",
        "Reviewing",
        effect=REVIEW,
    ),
    Setting(
        "rollover_hour",
        "A day begins at",
        "The hour at which a new study day begins. What you review after midnight and before it still counts for the evening.",
        "Reviewing",
        meaning=HOURS,
    ),
    Setting(
        "leech_lapses",
        "A leech after",
        "A card you have forgotten so many times is a leech: you are told, and can find it to write it anew.",
        "Reviewing",
        unit="lapses",
    ),
    Setting(
        "suspend_leeches",
        "Set leeches aside",
        "Whether a card that becomes a leech is suspended at once, so that it takes no more of your time until you resume it.",
        "Reviewing",
    ),
    Setting(
        "buttons",
        "Grades",
        "How finely you say how well you knew a card.",
        "Answering",
        choices={
            "four": "Again, Hard, Good and Easy, on 1 to 4; they stand for the grades 1, 3, 4 and 5.",
            "six": "All six grades of SuperMemo 2, on 0 to 5.",
        },
        effect=REVIEW,
    ),
    Setting(
        "grade_keys",
        "Keys for grading",
        "Which keys grade a card once its answer is shown.",
        "Answering",
        choices={
            "digits": "The digits 1 to 4, or 0 to 5.",
            "home-row": "J K L ; as well, under your right hand (H J K L ; ' for six grades); the arrows then scroll instead of j and k.",
        },
        effect=REVIEW,
    ),
    Setting(
        "scheduler",
        "Scheduler",
        "How the days until a card comes back are reckoned. What you have graded stays; later grades follow the new way.",
        "Schedule",
        choices={
            "sm2": "SuperMemo 2 as its author's program did it: a lapse makes a card harder, and its intervals grow more slowly.",
            "sm2-text": "SuperMemo 2 to the letter of its description of 1990: a lapse begins again, and leaves the ease alone.",
        },
        effect=REVIEW,
    ),
    Setting(
        "fuzz",
        "Spread due days",
        "Whether intervals of a week and more are shifted a little, at most by a twentieth, so that cards learned together part.",
        "Schedule",
        effect=REVIEW,
    ),
    Setting(
        "maximum_interval",
        "Longest interval",
        "The longest a card may stay away, however well you know it.",
        "Schedule",
        meaning={0: "no limit"},
        unit="days",
        effect=REVIEW,
    ),
    Setting(
        "theme",
        "Theme",
        "The colours of the app.",
        "Looks",
        choices={
            "quizcv-dark": "Light text on a dark ground, made for quizcv.",
            "quizcv-light": "Dark text on a light ground, made for quizcv.",
            "ansi": "Your terminal's own colours and background.",
        },
    ),
    Setting(
        "animations",
        "Animations",
        "Whether anything on the screen may move by itself. Off is also calmer over a slow connection.",
        "Looks",
    ),
    Setting(
        "shipped_decks",
        "Shipped decks",
        "Whether the decks that come with quizcv are reviewed beside your own. Their progress is kept while they are off.",
        "Decks",
    ),
    Setting(
        "editor",
        "Editor",
        "The program that opens a deck or a note, with its options if it needs any: code --wait.",
        "Decks",
        meaning={"": "$VISUAL, $EDITOR or vi"},
    ),
    Setting(
        "sync_folder",
        "Sync folder",
        "A folder that another program carries between your devices. quizcv syncs with it when the app begins and ends.",
        "Devices",
        meaning={"": "none"},
    ),
    Setting(
        "learner",
        "Learner",
        "Whose log it is on a database server that keeps those of several. QUIZCV_LEARNER, if set, goes before it.",
        "Devices",
        meaning={"": "your database user"},
        effect=START,
    ),
)

GROUPS: Final = tuple(dict.fromkeys(setting.group for setting in REGISTRY))
"""The headings, in their order."""


def setting_named(name: str) -> Setting:
    """A setting by its name.

    Raises:
        KeyError: There is none.
    """
    return {setting.name: setting for setting in REGISTRY}[name]

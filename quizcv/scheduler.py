"""When a card comes back: SuperMemo 2 in exact integers, pure, with the day passed in.

Source: P. A. Wozniak, "Optimization of learning" (1990), chapter 3.2 and the published listing of SuperMemo 2.
With the grade q in 0..5 and the ease E (the "E-factor"):

    E' = max(1.30, E + 0.1 - (5 - q) (0.08 + (5 - q) 0.02))
    I(1) = 1,  I(2) = 6,  I(n) = I(n - 1) E        in days; q < 3: the repetitions start again, the interval is 1

Binary floats get the roundings wrong now and then (a product that is 420 exactly becomes 421 days), so eases are
integers in hundredths and every product is an integer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Protocol

GRADES: Final = range(6)
PASSING_GRADE: Final = 3
"""Grades from here up are a recall; below it the card has lapsed."""
DRILL_BELOW: Final = 4
"""Rule 7 of the 1990 text: after a session, cards graded under 4 are asked again until they get 4 or more."""
FIRST_EASE: Final = 250
LEAST_EASE: Final = 130
FUZZ_FROM_DAYS: Final = 7
FUZZ_PERCENT: Final = 5

_EASE_STEPS: Final = tuple(10 - (5 - grade) * (8 + (5 - grade) * 2) for grade in GRADES)
"""E' - E in hundredths, by grade."""
_LAST_DAY: Final = date.max.toordinal()

Variant = Literal["program", "text"]
Figures = tuple[int, int, int, int]
"""Ease, repetition, interval and lapses: a memory without its day."""


class Memory(NamedTuple):
    """What is remembered of one card, after its last grade.

    Args:
        ease: The E-factor in hundredths: 250 is 2.50.
        repetition: Recalls in a row, counted from the last lapse.
        interval: Days from the last grade to `due`, cut short at the last day of the calendar; 0 for a card never graded.
        due: The study day on which it is asked again.
        lapses: How often it was forgotten after having been recalled.
    """

    ease: int = FIRST_EASE
    repetition: int = 0
    interval: int = 0
    due: date = date.min
    lapses: int = 0


NEW: Final = Memory()
"""The memory of a card never graded."""


def is_leech(lapses: int, leech_lapses: int) -> bool:
    """Whether a card that lapsed so often is a leech; `leech_lapses` is the setting."""
    return lapses >= leech_lapses


def tells_leech(lapses: int, leech_lapses: int) -> bool:
    """Whether the lapse just counted is one at which a leech is told: the first that makes it one, and then every half as many again."""
    return is_leech(lapses, leech_lapses) and (lapses - leech_lapses) % max(1, -(-leech_lapses // 2)) == 0


class Scheduler(Protocol):
    """What turns a grade into a due day. Pure: the same arguments always give the same memory."""

    @property
    def name(self) -> str:
        """Name, version and settings as they stand in the log, e.g. `sm2/1` or `sm2-text/1?fuzz=1`."""

    def review(self, memory: Memory, grade: int, day: date, card: str = "") -> Memory:
        """The memory after `grade` was given on study day `day`.

        Args:
            memory: Before the grade; `NEW` for a card never graded.
            grade: 0..5.
            day: The study day of the grade.
            card: The card's key; only a scheduler that spreads due days looks at it.

        Raises:
            ValueError: The grade is not in 0..5.
        """

    def preview(self, memory: Memory, day: date, card: str = "") -> dict[int, Memory]:
        """What each grade 0..5 would give."""


@dataclass(frozen=True, slots=True)
class Sm2:
    """SuperMemo 2.

    Args:
        variant: `program`: as in the published listing; a lapse lowers the ease and half days are rounded to even.
            `text`: the 1990 text to the letter; a lapse leaves the ease alone and part days are rounded up. In both the
            ease before this grade multiplies the interval.
        fuzz: Spread due days a little, so that cards learnt together part company: a fixed shift for each card and
            repetition, at most 5 %, never on intervals under 7 days.
        maximum_interval: The longest interval given, in days; None for no bound.
    """

    variant: Variant = "program"
    fuzz: bool = False
    maximum_interval: int | None = None

    def __post_init__(self) -> None:
        """Refuses a bound that would keep every card due for ever."""
        if self.maximum_interval is not None and self.maximum_interval < 1:
            message = f"the maximum interval is at least 1 day, not {self.maximum_interval}"
            raise ValueError(message)

    @property
    def name(self) -> str:
        """Name, version and settings, as logged with each grade."""
        options = [
            *(["fuzz=1"] if self.fuzz else []),
            *([f"max={self.maximum_interval}"] if self.maximum_interval is not None else []),
        ]
        name = "sm2" if self.variant == "program" else "sm2-text"
        return f"{name}/1" + ("?" + "&".join(options) if options else "")

    def review(self, memory: Memory, grade: int, day: date, card: str = "") -> Memory:
        """The memory after a grade; see `Scheduler.review`."""
        if grade not in GRADES:
            message = f"a grade is a whole number from 0 to 5, not {grade!r}"
            raise ValueError(message)
        ease, repetition, interval, _, lapses = memory
        today = day.toordinal()
        ease, repetition, interval, lapses = self.step((ease, repetition, interval, lapses), grade, today, card)
        return Memory(ease, repetition, interval, date.fromordinal(today + interval), lapses)

    def step(self, figures: Figures, grade: int, day: int, card: str = "") -> Figures:
        """The same as `review` in bare figures, for a replay of millions; `day` is an ordinal and the due day is `day + interval`."""
        ease, repetition, interval, lapses = figures
        eased = ease + _EASE_STEPS[grade]
        eased = eased if eased > LEAST_EASE else LEAST_EASE  # noqa: FURB136  calls of min and max take a third of the whole
        if grade < PASSING_GRADE:
            if self.variant == "text":
                eased = ease
            return eased, 0, 1 if day < _LAST_DAY else 0, lapses + (repetition > 0)
        repetition += 1
        interval = self._interval(repetition, interval, ease)
        if self.fuzz:
            interval += _shift(interval, card, repetition)
        if self.maximum_interval is not None and interval > self.maximum_interval:
            interval = self.maximum_interval
        most = _LAST_DAY - day
        interval = interval if interval < most else most  # noqa: FURB136  as above
        return eased, repetition, interval, lapses

    def preview(self, memory: Memory, day: date, card: str = "") -> dict[int, Memory]:
        """What each grade would give; see `Scheduler.preview`."""
        return {grade: self.review(memory, grade, day, card) for grade in GRADES}

    def _interval(self, repetition: int, interval: int, ease: int) -> int:
        """I(n) in days, from the interval and the ease before this grade."""
        if repetition == 1:
            return 1
        if repetition == 2:  # noqa: PLR2004  I(2) = 6 is the algorithm's own number
            return 6
        days, hundredths = divmod(interval * ease, 100)
        if self.variant == "text":
            return days + (hundredths > 0)
        half = 50
        return days + (hundredths > half or (hundredths == half and days % 2 == 1))


def scheduler_named(name: str, *, fuzz: bool = False, maximum_interval: int | None = None) -> Sm2:
    """The scheduler of a setting's name: `sm2` or `sm2-text`; a maximum interval of 0 is none.

    Raises:
        ValueError: There is no scheduler of that name.
    """
    variants: dict[str, Variant] = {"sm2": "program", "sm2-text": "text"}
    if name not in variants:
        message = f"there is no scheduler {name!r}; choose one of {', '.join(variants)}"
        raise ValueError(message)
    return Sm2(variants[name], fuzz, maximum_interval or None)


@lru_cache(maxsize=64)
def scheduler_logged(name: str) -> Sm2 | None:
    """The scheduler whose `name` a grade was logged with; None for one this version does not know."""
    head, _, tail = name.partition("?")
    variants: dict[str, Variant] = {"sm2/1": "program", "sm2-text/1": "text"}
    options = dict(option.partition("=")[::2] for option in tail.split("&")) if tail else {}
    bound = options.get("max")
    if head not in variants or not (bound is None or (bound.isascii() and bound.isdigit() and int(bound) > 0)):
        return None
    scheduler = Sm2(variants[head], "fuzz" in options, int(bound) if bound else None)
    return scheduler if scheduler.name == name else None


def _shift(interval: int, card: str, repetition: int) -> int:
    """Days to add to an interval so that cards learnt on one day part company: the same for the same card and repetition."""
    widest = interval * FUZZ_PERCENT // 100
    if interval < FUZZ_FROM_DAYS or widest == 0:
        return 0
    from hashlib import sha256  # noqa: PLC0415  2 ms that only a spread of due days needs

    number = int.from_bytes(sha256(f"{card}\0{repetition}".encode()).digest()[:8])
    return number % (2 * widest + 1) - widest

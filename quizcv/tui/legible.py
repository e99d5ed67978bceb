"""Colours of themes that are not ours, made readable: as they are where they can be read, else just far enough from their ground.

Textual's themes leave muted text to be mixed when it is drawn, which a screen that draws its own lines shows as pure black or
white; and some of their accents can hardly be read on their own ground. Contrast as in WCAG 2.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.color import BLACK, WHITE, Color, ColorParseError

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST: Final = 4.5
"""What level AA asks of text."""
CARRY_TEXT: Final = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
MUTED: Final = ("text-muted", "text-disabled")
GROUNDS: Final = ("background", "surface", "panel")
"""What text and muted text stand on; coloured signs and words stand on the first two."""
SOFTENED: Final = 0.35
"""How far muted text is mixed with the ground, where that leaves it readable."""
STEPS: Final = 20


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.2: 0 for black, 1 for white."""
    parts = [value / 255 for value in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004  the standard's own numbers
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The ratio of two colours' luminances, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: Color, grounds: tuple[Color, ...], pole: Color) -> Color:
    """The colour, mixed with black or white only as far as it takes to be read on every ground."""
    for step in range(STEPS + 1):
        mixed = colour.blend(pole, step / STEPS)
        if min(contrast(mixed, ground) for ground in grounds) >= LEAST:
            return mixed
    return pole


def softened(colour: Color, grounds: tuple[Color, ...]) -> Color:
    """The colour, mixed with the first of the grounds as far as it can still be read on all of them."""
    mixes = (colour.blend(grounds[0], SOFTENED * (1 - step / STEPS)) for step in range(STEPS))
    return next((mix for mix in mixes if min(contrast(mix, ground) for ground in grounds) >= LEAST), colour)


def legible_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """What of a theme's variables has to be another colour; nothing of a theme in the terminal's own colours."""
    try:
        grounds = tuple(Color.parse(variables[name]) for name in GROUNDS)
        colours = {name: Color.parse(variables[name]) for name in CARRY_TEXT}
    except (KeyError, ColorParseError):
        return {}
    if any(ground.ansi is not None for ground in grounds):
        return {}
    pole = max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in grounds))
    changed = {
        name: legible(colour, grounds if name == "foreground" else grounds[:2], pole)
        for name, colour in colours.items()
    }
    muted = softened(changed["foreground"], grounds)
    return {
        **{name: colour.hex for name, colour in changed.items() if colour != colours[name]},
        **dict.fromkeys(MUTED, muted.hex),
    }

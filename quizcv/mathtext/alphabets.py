r"""Letters in other dress: superscripts, subscripts, and the mathematical alphabets of `\mathbf`, `\mathbb`, `\mathcal`."""

from __future__ import annotations

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ∗′°⊤∘†‡",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ*′°ᵀ°†‡",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = _UPPER.lower()
_GREEK_UPPER = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇"
_GREEK_LOWER = "αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"


def _alphabet(letters: str, first: int, exceptions: str = "") -> dict[str, str]:
    """Letters in a row of code points from `first` on; exceptions are pairs that Unicode had put elsewhere before."""
    table = {letter: chr(first + place) for place, letter in enumerate(letters)}
    table.update(zip(exceptions[::2], exceptions[1::2], strict=True))
    return table


BOLD = (
    _alphabet(_UPPER + _LOWER, 0x1D400)
    | _alphabet("0123456789", 0x1D7CE)
    | _alphabet(_GREEK_UPPER + _GREEK_LOWER, 0x1D6A8)
)
DOUBLE_STRUCK = _alphabet(_UPPER + _LOWER, 0x1D538, "CℂHℍNℕPℙQℚRℝZℤ") | _alphabet("0123456789", 0x1D7D8)
SCRIPT = _alphabet(_UPPER + _LOWER, 0x1D49C, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ")
FRAKTUR = _alphabet(_UPPER + _LOWER, 0x1D504, "CℭHℌIℑRℜZℨ")

# What each font command does to a letter; upright and italic letters are the terminal's own.
FONTS: dict[str, dict[str, str]] = {
    "mathbf": BOLD,
    "boldsymbol": BOLD,
    "bm": BOLD,
    "bold": BOLD,
    "pmb": BOLD,
    "mathbb": DOUBLE_STRUCK,
    "Bbb": DOUBLE_STRUCK,
    "mathds": DOUBLE_STRUCK,
    "mathbbm": DOUBLE_STRUCK,
    "mathcal": SCRIPT,
    "mathscr": SCRIPT,
    "mathfrak": FRAKTUR,
    "mathrm": {},
    "mathit": {},
    "mathsf": {},
    "mathtt": {},
    "mathnormal": {},
}
TEXTS = frozenset(f"text{face}" for face in ("", "rm", "bf", "it", "sf", "tt", "sc", "sl", "up", "md", "normal")) | {
    "emph",
    "mbox",
    "hbox",
}


def superscript(text: str) -> str:
    """The text in superscript signs; empty if one of them has none."""
    return _in(SUPERSCRIPTS, text)


def subscript(text: str) -> str:
    """The text in subscript signs; empty if one of them has none."""
    return _in(SUBSCRIPTS, text)


def _in(table: dict[str, str], text: str) -> str:
    signs = [table.get(character, "") for character in text]
    return "".join(signs) if all(signs) else ""

"""Which cards of a deck fit, said in two ways, each a whole number with the first card at its lower end.

*Bits* have one bit for each card: small, so that very many of them can be kept. *Flags* have a byte for each, 0 or 1: a column of a
deck's cards becomes flags at once, by `bytes.translate` or by comparing, and the cards found are picked by them.
"""

from __future__ import annotations

from itertools import compress
from struct import unpack
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = TypeVar("_T")
_DENSE: Final = 16
"""From one in so many cards on, bits are quicker gone through digit by digit and byte by byte, than one by one."""
_ONE: Final = ord("1")
_TO_DIGITS: Final = b"01" + bytes(254)
_FROM_DIGITS: Final = bytes(digit == _ONE for digit in range(256))
_PLACES: Final = [[at for at in range(8) if byte >> at & 1] for byte in range(256)]


def bits_at(places: Sequence[int], size: int) -> int:
    """The bits of some of `size` cards, by their places."""
    if len(places) * _DENSE > size:
        digits = bytearray(b"0") * size
        for at in places:
            digits[~at] = _ONE
        return int(digits, 2)
    packed = bytearray(size // 8 + 1)
    for at in places:
        packed[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(packed, "little")


def bits_of(flags: int, size: int) -> int:
    """Flags of `size` cards as bits."""
    return int(flags.to_bytes(size, "big").translate(_TO_DIGITS), 2) if size else 0


def flags_of(bits: int, size: int) -> int:
    """Bits of `size` cards as flags."""
    digits = f"{bits:0{size}b}" if size else ""
    return int.from_bytes(digits.encode("ascii").translate(_FROM_DIGITS), "big")


def places_of(bits: int, size: int) -> list[int]:
    """The places of the cards whose bits are set, in order."""
    if bits.bit_count() * _DENSE > size:
        packed = bits.to_bytes(size // 8 + 1, "little")
        return [eight * 8 + at for eight, byte in enumerate(packed) if byte for at in _PLACES[byte]]
    places = []
    words = size // 64 + 1
    for number, word in enumerate(unpack(f"<{words}Q", bits.to_bytes(words * 8, "little"))):
        while word:
            lowest = word & -word
            places.append(number * 64 + lowest.bit_length() - 1)
            word ^= lowest  # noqa: PLW2901  bit after bit is taken away
    return places


def picked_by(column: Sequence[_T], bits: int) -> list[_T]:
    """What a column has for the cards whose bits are set, in order."""
    size = len(column)
    if bits.bit_count() * _DENSE > size:
        return list(compress(column, flags_of(bits, size).to_bytes(size, "little")))
    return [column[at] for at in places_of(bits, size)]

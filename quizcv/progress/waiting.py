"""Whether the writes that wait beside a log are whole.

SQLite reads its write-ahead log up to the first frame whose checksum fails, and says nothing of what comes after: that is how
it ends a torn write. Here a commit that stands behind such a frame is told from the usual end. Format:
https://www.sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import TYPE_CHECKING, Final

from quizcv.progress.aside import fingerprint
from quizcv.progress.file import WAL_HEADER

if TYPE_CHECKING:
    from pathlib import Path

FRAME_HEADER: Final = 24
MAGIC: Final = (0x377F0682, 0x377F0683)
"""How a write-ahead log begins: its checksums are of little-endian words, or of big-endian ones."""
_WORD: Final = 0xFFFFFFFF
_TRIES: Final = 3


def torn_writes(path: Path) -> bool:
    """Whether committed writes waiting beside the log at `path` are behind a damaged one, where SQLite does not see them."""
    waiting = path.with_name(path.name + "-wal")
    for _ in range(_TRIES):  # somebody may be writing
        before = fingerprint(path)
        try:
            found = torn(waiting.read_bytes())
        except OSError:
            return False
        if not found or fingerprint(path) == before:
            return found
    return False


def torn(wal: bytes) -> bool:
    """Whether a write-ahead log has a commit of its present round behind a frame, or a header, that is damaged.

    A damaged last frame is none: so ends what was being written when the machine died.
    """
    if len(wal) < WAL_HEADER + FRAME_HEADER:
        return False
    magic, _, size = struct.unpack_from(">III", wal)
    sound = magic in MAGIC and struct.unpack_from(">II", wal, 24) == _summed(wal[:24], magic, (0, 0))
    if not sound:
        return any(wal[WAL_HEADER:])
    sums = struct.unpack_from(">II", wal, 24)
    salt, step = wal[16:24], FRAME_HEADER + size
    for place in range(WAL_HEADER, len(wal) - step + 1, step):
        frame = wal[place : place + step]
        present = frame[8:16] == salt
        if not sound and present and any(frame[4:8]):
            return True
        if sound and present:
            sums = _summed(frame[FRAME_HEADER:], magic, _summed(frame[:8], magic, sums))
        sound = sound and present and sums == struct.unpack_from(">II", frame, 16)
    return False


def _summed(data: bytes, magic: int, sums: tuple[int, int]) -> tuple[int, int]:
    """The checksum of the format, of whole pairs of words, continued from `sums`."""
    words = array("I", data)
    if (magic & 1) == (sys.byteorder == "little"):
        words.byteswap()
    first, second = sums
    pairs = iter(words)
    for one, two in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _WORD
        second = (second + two + first) & _WORD
    return first, second

"""SHA-256 without OpenSSL, whose loading by `hashlib` takes several milliseconds of every start.

The standard library's own `random` does the same. Python's part has the name `_sha256` up to 3.11 and `_sha2` from then on; where
there is neither, `hashlib` serves.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, Self, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class Hash(Protocol):
    """A hash that may be fed on."""

    def update(self, data: bytes, /) -> None:
        """Takes more bytes in."""

    def copy(self) -> Self:
        """The same, to be fed otherwise."""

    def digest(self) -> bytes:
        """The 32 bytes of what was taken in."""

    def hexdigest(self) -> str:
        """The same in hexadecimal digits."""


def _sha256() -> Callable[[bytes], Hash]:
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            return cast("Callable[[bytes], Hash]", import_module(name).sha256)
        except ImportError:
            continue
    message = "this Python has no SHA-256"
    raise ImportError(message)


sha256 = _sha256()

"""The bytes of a file into text, or what is wrong with them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from quizcv.errors import ContentError
from quizcv.yamltext.faults import UNSAFE, Faults, name_of

if TYPE_CHECKING:
    from pathlib import Path

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r") | {127})
_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""In this order: that of UTF-16 is how one of UTF-32 begins."""


def read_bytes(path: Path, faults: Faults) -> bytes:
    """The file's bytes, never more than one of its kind may have; empty, with a fault, if it can't be read."""
    try:
        with path.open("rb") as file:
            data = file.read(faults.dialect.largest + 1)
    except OSError as error:
        faults.whole(f"the file can't be read: {(error.strerror or str(error)).lower()}")
        return b""
    if len(data) > faults.dialect.largest:
        size = faults.dialect.largest // 1024 // 1024
        faults.whole(f"the file is larger than {size} MiB; {faults.dialect.mend}")
        return b""
    return data


def decode(data: bytes, faults: Faults) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            faults.whole(f"the file is written in {name}; save it as UTF-8")
            return ""
    if data[:2].count(0) == 1:  # a letter of English and a zero byte
        faults.whole("the file seems to be written in UTF-16; save it as UTF-8")
        return ""
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix("\ufeff")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        faults.at_line(line, column, f"the byte 0x{data[error.start]:02X} is no UTF-8; save the file as UTF-8")
        return ""


def read_text(path: Path) -> str:
    """The text of a deck's file as it is, byte order mark and line ends included.

    Raises:
        ContentError: It can't be read, is too large, or is no UTF-8.
    """
    return text_of(None, path)


def text_of(data: bytes | None, path: Path) -> str:
    """The text of a deck's file whose bytes may be at hand already, byte order mark and line ends included.

    Raises:
        ContentError: It can't be read, is too large, or is no UTF-8.
    """
    faults = Faults(str(path))
    if data is None:
        data = read_bytes(path, faults)
    if not faults.found:
        decode(data, faults)
    if faults.found:
        raise ContentError(faults.found)
    return data.decode()


def _is_surely_safe(text: str) -> bool:
    """Whether a text is plain ASCII without control characters: the quick way for most decks."""
    plain = text.isascii() and len(text.encode().translate(None, _CONTROLS)) == len(text)
    return plain and text.count("\r") == text.count("\r\n")


def without_control_characters(text: str, faults: Faults) -> str:
    """The text with each unsafe character told and replaced, so that reading goes on and tells the other faults too."""
    faults.text = text
    if _is_surely_safe(text) or not UNSAFE.search(text):
        return text
    for match in UNSAFE.finditer(text):
        if match[0] == "\r":
            message = "a carriage return without a line feed; save the file with LF or CRLF line ends"
        else:
            message = f"U+{ord(match[0]):04X} is {name_of(match[0])}; take it out"
        faults.at(match.start(), message)
    faults.text = UNSAFE.sub("\ufffd", text)
    return faults.text

"""What a note spells out for a machine: signs by their names in HTML, formulas in the addresses of pictures."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_TEX_ADDRESS = re.compile(
    r"latex\.codecogs\.com/[^?]*\?(?P<drawn>.+)|(?:[?&](?:tex|math|chl|latex)=|/math/render/[^?]*\?)(?P<tex>[^&#]+)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\\(?:dpi|bg|fn|inline|large|small|huge|LARGE)(?:\{[^{}]*\}|_\w+|(?![a-zA-Z]))\s*")
_ENTITY = re.compile(r"&(?!(?:lt|#60|#x3c);[a-z/!?])(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
"""A sign written by its name in HTML; a `<` that would then open a tag stays as it is written."""


def tex_of(address: str) -> str:
    """The formula a picture's address spells out, as services do that draw TeX; empty for any other address."""
    address = entities(address.replace("&space;", " ")) if "&" in address and ";" in address else address
    found = _TEX_ADDRESS.search(address) if "?" in address else None
    if not found:
        return ""
    tex = found["drawn"] or found["tex"]
    tex = unquote(tex.replace("+", " ")) if "%" in tex or "\\" not in tex else tex
    tex = " ".join(_SIZE.sub("", tex).split())
    return "" if "$" in tex or "\ufffd" in tex else tex


def entities(text: str) -> str:
    """The text with the names of signs as the signs they stand for: `&sum;` as ∑; what nobody could see stays as it is written."""
    return _ENTITY.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    sign = html.unescape(found.group()).replace("\xa0", " ")
    return sign if sign.isprintable() else found.group()

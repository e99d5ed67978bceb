"""A network file into its table, or everything that is wrong with it.

First the file's shape is looked at as a whole, so that all misspelt keys are told at once; then the layers are worked out one after
another, up to the first that can't be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from quizcv.errors import ContentError
from quizcv.problems.network.expanding import Expander
from quizcv.problems.network.features import Feature
from quizcv.problems.network.options import StopReadingError
from quizcv.problems.network.scope import Scope
from quizcv.problems.network.shape import Shape, input_shape
from quizcv.problems.network.table import Network
from quizcv.yamltext.dialect import NETWORK
from quizcv.yamltext.faults import Faults
from quizcv.yamltext.text import decode, read_bytes, without_control_characters
from quizcv.yamltext.tree import Map, build

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.yamltext.tree import Row


def read_network(path: Path, size: tuple[int, ...] = ()) -> Network:
    """The network of a file.

    Args:
        path: The file.
        size: Another input than the file's: height and width, or channels, height and width.

    Raises:
        ContentError: It is none; every fault has its line and column.
    """
    faults = Faults(str(path), NETWORK)
    data = read_bytes(path, faults)
    text = "" if faults.found else decode(data, faults)
    if faults.found:
        raise ContentError(faults.found)
    return _read(text, faults, size)


def read_network_text(text: str, name: str = "-") -> Network:
    """The network of a text, named `name` in messages.

    Raises:
        ContentError: It is none; every fault has its line and column.
    """
    return _read(text.removeprefix("\ufeff"), Faults(name, NETWORK))


def _read(text: str, faults: Faults, size: tuple[int, ...] = ()) -> Network:
    root = build(without_control_characters(text, faults), faults)
    if not isinstance(root, Map):
        if not faults.found:
            faults.at_line(1, 1, f"this is no network; {NETWORK.empty} and has its layers below `layers:`")
        raise ContentError(faults.sorted())
    Shape(root, faults).check()
    if not faults.found:
        try:
            return _expanded(root, faults, size)
        except StopReadingError:
            pass
    raise ContentError(faults.sorted())


def _expanded(root: Map, faults: Faults, size: tuple[int, ...]) -> Network:
    """The network of a file whose shape is right."""
    shape = input_shape(str(root["input"])) or ()
    if size:
        shape = size if len(size) == len(shape) else (shape[0], *size)
    blocks = root.get("blocks")
    expander = Expander(blocks if isinstance(blocks, Map) else Map(), faults)
    expander.entries(cast("Row", root["layers"]), Scope(), Feature(shape))
    name = str(root["network"])
    return Network(
        name=name,
        title=str(root.get("title") or name),
        paper=str(root.get("paper", "")),
        year=int(str(root.get("year") or 0)),
        input=shape,
        rows=tuple(expander.rows),
        note=" ".join(str(root.get("note", "")).split()),
    )

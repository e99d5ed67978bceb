"""The network that somebody means: a shipped one by its name, or one's own by its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizcv.errors import UsageError
from quizcv.problems.network.shipped import folder, shipped

if TYPE_CHECKING:
    from quizcv.problems.network.table import Network

ENDINGS = (".yaml", ".yml")


def is_file_name(text: str) -> bool:
    """Whether a network is named by its file: `mine.yaml`, `nets/mine.yml`."""
    return text.lower().endswith(ENDINGS) or "/" in text


def find_network(text: str, size: tuple[int, ...] = ()) -> Network:
    """The network of a name or of a file.

    Args:
        text: A name, or a path that ends in .yaml.
        size: Another input than usual: height and width, or channels, height and width.

    Raises:
        UsageError: There is no such network, and no such file.
        ContentError: The file is no network; every fault has its line and column.
    """
    if is_file_name(text):
        path = Path(text).expanduser()
        if path.is_dir():
            message = f"{text!r} is a folder; name the network file in it"
            raise UsageError(message)
        if not path.is_file():
            message = f"there is no network file {text!r}; shipped networks are named without .yaml: quizcv network"
            raise UsageError(message)
        return _read(path, size)
    found = shipped(text)
    return _read(folder() / f"{text}.yaml", size) if size else found


def _read(path: Path, size: tuple[int, ...]) -> Network:
    from quizcv.problems.network.reading import read_network  # noqa: PLC0415  yaml, only for a file

    return read_network(path, size)

"""The networks that come with quizcv, by name.

Each is written in `content/networks/NAME.yaml`. What the file comes to lies beside it in `tables/NAME.json`, so that a problem about
a published network is drawn without YAML and without arithmetic: one small file read by the standard library. A test keeps the two
the same; `make networks` writes the tables anew.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from quizcv.errors import UsageError
from quizcv.problems.network.table import decode, encode
from quizcv.settings import content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.problems.network.table import Network


def folder() -> Path:
    """Where the shipped networks lie."""
    return content_folder() / "networks"


@cache
def names() -> tuple[str, ...]:
    """The names of all shipped networks."""
    return tuple(sorted(path.stem for path in (folder() / "tables").glob("*.json")))


@cache
def shipped(name: str) -> Network:
    """The table of a shipped network.

    Raises:
        UsageError: There is none of that name; the message names near ones.
    """
    if name not in names():
        raise UsageError(unknown(name))
    return decode(json.loads((folder() / "tables" / f"{name}.json").read_text(encoding="utf-8")))


def unknown(name: str) -> str:
    """The message for a network nobody knows, with what comes near."""
    from difflib import get_close_matches  # noqa: PLC0415  only for the message

    plain = {_plain(each): each for each in names()}
    near = [plain[each] for each in get_close_matches(_plain(name), plain, 3, 0.6)]
    mend = "did you mean " + " or ".join(map(repr, near)) + "?" if near else "see: quizcv network"
    return f"there is no network {name[:60]!r}; {mend}"


def _plain(name: str) -> str:
    """A name without what people write in different ways: `ResNet-50` is `resnet50`."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


def table_text(network: Network) -> str:
    """The table's file: a line for each layer."""
    written = encode(network)
    rows = written.pop("rows")
    head = "".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in written.items())
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{{\n{head}"rows": [\n{lines}\n]\n}}\n'


def main() -> None:
    """Writes the table of every network file."""
    from quizcv.problems.network.reading import read_network  # noqa: PLC0415  yaml, only to write

    tables = folder() / "tables"
    tables.mkdir(exist_ok=True)
    for path in sorted(folder().glob("*.yaml")):
        (tables / f"{path.stem}.json").write_text(table_text(read_network(path)), encoding="utf-8")


if __name__ == "__main__":
    main()

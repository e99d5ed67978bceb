"""The shape of a network file: its keys, and what kind of value each has. All that is misspelt is told at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.given import check_name
from quizcv.problems.network.expanding import kind_of
from quizcv.problems.network.layers import BARE, JOINS, KINDS, LONGEST_SIDE
from quizcv.problems.network.options import LARGEST
from quizcv.problems.network.wording import LARGER_WORDS, MEANT, check_values
from quizcv.yamltext.faults import near, quote
from quizcv.yamltext.tree import Map, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.yamltext.faults import Faults

HEAD: Final = ("network", "title", "paper", "year", "note", "input", "blocks", "layers")
COMMON: Final = ("name", "repeat", "first", "from", "when", "shares")
"""Keys any entry may have."""
SHAPE: Final = re.compile(r"(?:(\d{1,7})\s*[x×]\s*)?(\d{1,6})\s*[x×]\s*(\d{1,6})")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME: Final = 64
LONGEST_TEXT: Final = 300
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def input_shape(text: str) -> tuple[int, ...] | None:
    """Channels (3 if not said), height and width of `3x224x224` or `224x224`; None if it is none."""
    found = SHAPE.fullmatch(text.strip())
    if not found:
        return None
    channels, high, wide = int(found[1] or 3), int(found[2]), int(found[3])
    return (
        (channels, high, wide)
        if 1 <= channels <= LARGEST and 1 <= min(high, wide) <= max(high, wide) <= LONGEST_SIDE
        else None
    )


class Shape:
    """Looks at the shape of a file: its keys, and what kind of value each has."""

    def __init__(self, root: Map, faults: Faults) -> None:
        self.root = root
        self.faults = faults
        blocks = root.get("blocks")
        self.blocks = blocks if isinstance(blocks, Map) else Map()
        self.names = {"channels"}

    def check(self) -> None:
        """Adds all faults of the file's shape."""
        self.keys(self.root, HEAD, "a network file")
        self.head()
        for name in self.blocks:
            self.block(name)
        layers = self.root.get("layers")
        if "layers" in self.root:
            self.entries(layers, self.root.place("layers"), "layers")
            if isinstance(layers, Row) and not layers:
                self.faults.at(self.root.place("layers"), "layers is empty; a network has at least one layer")

    def head(self) -> None:
        """What stands above the layers."""
        root, faults = self.root, self.faults
        for key in ("network", "input", "layers"):
            if key not in root:
                faults.at(root.index, f"a network file needs `{key}:`; add it")
        for key in ("network", "title", "paper", "year", "note", "input"):
            if key in root and not isinstance(root[key], str):
                faults.at(root.place(key), f"{key} takes a text")
            elif len(str(root.get(key, ""))) > LONGEST_TEXT:
                faults.at(root.place(key), f"{key} is longer than {LONGEST_TEXT} characters; shorten it")
        name, year, size = (root.get(key, "") for key in ("network", "year", "input"))
        if isinstance(name, str) and "network" in root and not (SLUG.fullmatch(name) and len(name) <= LONGEST_NAME):
            message = f"network {quote(name)} is no slug; use small letters, digits and hyphens, at most {LONGEST_NAME}"
            faults.at(root.place("network"), message)
        if isinstance(year, str) and year and not re.fullmatch(r"[0-9]{4}", year):
            faults.at(root.place("year"), f"year {quote(year)} is no year; write it like 2015")
        if isinstance(size, str) and "input" in root and input_shape(size) is None:
            message = f"input {quote(size)} is no shape; write channels, height and width like 3x224x224"
            faults.at(root.place("input"), message)
        if "blocks" in root and not isinstance(root["blocks"], Map):
            faults.at(root.place("blocks"), "blocks takes names with layers below each")

    def block(self, name: str) -> None:
        """One block: its parameters and its layers."""
        node = self.blocks[name]
        if not isinstance(node, Map):
            self.faults.at(
                self.blocks.place(name), f"the block {quote(name)} takes `layers:` and perhaps `with:` below it"
            )
            return
        self.keys(node, ("with", "layers"), "a block")
        wanted = node.get("with")
        if "with" in node and not isinstance(wanted, Map):
            self.faults.at(node.place("with"), "with takes the names of a block's parameters: {out: , s: 1}")
        for key in wanted if isinstance(wanted, Map) else ():
            self.parameter(cast("Map", wanted), key)
        if "layers" not in node:
            self.faults.at(node.index, "a block needs `layers:`; add it")
        else:
            self.names = {"channels", *(wanted if isinstance(wanted, Map) else ())}
            self.entries(node["layers"], node.place("layers"), "layers")
            self.names = {"channels"}

    def parameter(self, wanted: Map, key: str) -> None:
        """One parameter of a block: a name that formulas can use."""
        try:
            check_name(key)
        except FormulaError as error:
            self.faults.at(wanted.key_place(key), error.reason)
        if key in COMMON or key in {"use", "channels"}:
            self.faults.at(wanted.key_place(key), f"{quote(key)} already means something here; choose another name")
        if not isinstance(wanted[key], str):
            self.faults.at(wanted.place(key), f"{key} takes a number or a formula as its usual value")

    def entries(self, node: object, place: int, key: str) -> None:
        """A row of entries."""
        if not isinstance(node, Row):
            self.faults.at(place, f"{key} takes a list; begin each entry with -")
            return
        for each, begins in zip(node, node.places, strict=True):
            self.entry(each, begins)

    def entry(self, node: str | Map | Row, place: int) -> None:
        """One entry: a word, or a mapping with one key that says what it is."""
        if isinstance(node, Row):
            self.faults.at(
                place, "a list stands where a layer belongs; branches belong below add:, concat: or multiply:"
            )
        elif isinstance(node, str):
            self.word(node, place)
        else:
            self.mapping(node)

    def word(self, word: str, place: int) -> None:
        """An entry that is a word alone."""
        if word in BARE:
            return
        known = LARGER_WORDS.get(word.lower().replace("relu6", "relu"))
        mend = known or (
            f"{word} needs a value: write {{{word}: ...}}"
            if word in KINDS or word in JOINS
            else f"there is no layer {quote(word)}{near(word, BARE) or '; the words are ' + ', '.join(BARE)}"
        )
        self.faults.at(place, mend)

    def mapping(self, node: Map) -> None:
        """An entry with keys."""
        kind = kind_of(node)
        if not kind:
            self.no_kind(node)
            return
        others = [key for key in node if key != kind and (key in JOINS or key in {"layers", "use"} or key in KINDS)]
        others = [key for key in others if key not in KINDS.get(kind, _NOTHING).keys]
        if others:
            message = f"an entry is one thing; this is {kind} and {others[0]}; write two entries"
            self.faults.at(node.key_place(others[0]), message)
        allowed = self.allowed(node, kind)
        if allowed is not None:
            self.keys(node, (*allowed, *others), f"an entry with {kind}")
            check_values(node, allowed, self.names, self.faults)
            first = node.get("first")
            if isinstance(first, Map):
                known = tuple(key for key in allowed if key not in COMMON)
                self.keys(first, known, f"first, in an entry with {kind},")
                check_values(first, known, self.names, self.faults)
        if "first" in node and not isinstance(node["first"], Map):
            self.faults.at(node.place("first"), "first takes what is different in the first repetition: {s: 2}")
        self.texts(node, kind)
        if kind == "layers":
            self.entries(node["layers"], node.place("layers"), "layers")
        elif kind in JOINS:
            self.branches(node, kind)

    def no_kind(self, node: Map) -> None:
        """An entry of which no key says what it is."""
        if "from" in node and set(node) <= {"from"}:
            if not isinstance(node["from"], str) or not node["from"]:
                self.faults.at(node.place("from"), "from takes the name of a layer that stands before it")
            return
        kinds = (*KINDS, *JOINS, "use", "layers")
        key = next((key for key in node if key not in COMMON), "")
        known = LARGER_WORDS.get(key.lower())
        meant = MEANT.get(key.lower().replace("_", ""))
        suggestion = f"; did you mean {meant!r}?" if meant else near(key, kinds) if key else ""
        mend = known or f"no key says what this is{suggestion or '; it is one of ' + ', '.join(kinds)}"
        self.faults.at(node.key_place(key) if key else node.index, mend)

    def allowed(self, node: Map, kind: str) -> tuple[str, ...] | None:
        """The keys an entry may have; None if it uses a block that there is not."""
        if kind in KINDS:
            return (kind, *KINDS[kind].keys, *COMMON)
        if kind != "use":
            return (kind, *COMMON)
        used = node["use"]
        block = self.blocks.get(used) if isinstance(used, str) else None
        if not isinstance(used, str) or used not in self.blocks:
            said = quote(used) if isinstance(used, str) else "this"
            known = ", ".join(self.blocks) or "none"
            suggestion = near(used, self.blocks) if isinstance(used, str) else ""
            self.faults.at(node.place("use"), f"{said} is no block{suggestion or f'; the blocks are: {known}'}")
            return None
        wanted = block.get("with") if isinstance(block, Map) else None
        return ("use", *COMMON, *(wanted if isinstance(wanted, Map) else ()))

    def texts(self, node: Map, kind: str) -> None:
        """The values that are no lists."""
        for key, value in node.items():
            if key in {"first", "when", "layers", kind if kind in JOINS else ""}:
                continue
            if not isinstance(value, str):
                self.faults.at(node.place(key), f"{key} takes a number, a formula or a word")
        name = node.get("name", "-")
        if "name" in node and isinstance(name, str) and not (NAME.fullmatch(name) and len(name) <= LONGEST_NAME):
            message = f"{quote(name)} is no name; use letters, digits, - and _, beginning with a letter"
            self.faults.at(node.place("name"), message)
        if "when" in node and "repeat" not in node and node["when"] == "":
            self.faults.at(node.key_place("when"), "when takes a condition such as channels != out")

    def branches(self, node: Map, kind: str) -> None:
        """The branches of a join: each a list of entries, or one entry."""
        rows = node[kind]
        if not isinstance(rows, Row) or len(rows) < 2:  # noqa: PLR2004  one branch meets nothing
            self.faults.at(
                node.place(kind), f"{kind} takes two or more branches, each a list of layers; [] is what goes in"
            )
            return
        for each, place in zip(rows, rows.places, strict=True):
            if isinstance(each, Row):
                self.entries(each, place, "a branch")
            else:
                self.entry(each, place)

    def keys(self, node: Map, allowed: Sequence[str], what: str) -> None:
        """Every key is one of those allowed."""
        for key in node:
            if key not in allowed:
                suggestion = near(key, allowed) or f"; {what} has {', '.join(allowed)}"
                self.faults.at(node.key_place(key), f"unknown key {quote(key)}{suggestion}")


class _Nothing:
    keys: tuple[str, ...] = ()


_NOTHING: Final = _Nothing()

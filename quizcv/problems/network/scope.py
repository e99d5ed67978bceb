"""Where an entry of a network file stands: in which groups, in which blocks, with which names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an entry stands.

    Args:
        path: The names of the groups around it.
        names: The parameters of the block it is in.
        using: The blocks around it, outermost first.
        stage: The entry of the top it belongs to, without the number of a repetition.
        block: The same with its number.
        twin: Instead of which path that of another part is looked up for shared weights: ours, the other's.
    """

    path: tuple[str, ...] = ()
    names: Mapping[str, int] | None = None
    using: tuple[str, ...] = ()
    stage: str = ""
    block: str = ""
    twin: tuple[str, str] | None = None

    def named(self, name: str) -> str:
        """The whole name of a layer here."""
        return ".".join((*self.path, name))

    def inside(self, name: str, label: str) -> Scope:
        """The scope inside a group of that name; an unnamed one changes nothing."""
        if not name:
            return self
        if self.path:
            return replace(self, path=(*self.path, name))
        return replace(self, path=(name,), stage=label, block=name)

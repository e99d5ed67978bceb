"""How a family asks about a network: one of the published ones is drawn, or it is given, and then something in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from quizcv.errors import UsageError
from quizcv.problems.authoring import family
from quizcv.problems.network.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.problems.authoring import Maker, Problem
    from quizcv.problems.drawing import Stream
    from quizcv.problems.network.table import Network

T = TypeVar("T")

TOPIC: Final = "networks"
PUBLISHED: Final = (
    *("alexnet", "alexnet-torchvision", "convnext-t", "densenet121", "efficientnet-b0", "googlenet", "inception-v3"),
    *("mobilenet-v1", "mobilenet-v2", "resnet101", "resnet18", "resnet34", "resnet50", "resnet50-original"),
    *("resnext50-32x4d", "retinanet-r50-fpn", "squeezenet1-0", "vgg11", "vgg13", "vgg16", "vgg19", "vit-b-16"),
)
"""The networks drawn from. Another one, or another order, changes what every seed gives: then the families' versions are raised."""


def network_family(
    name: str, *, title: str, source: str, found: Callable[[Network], Sequence[T]], version: int = 1
) -> Callable[[Callable[[Stream, Network, T], Problem | None]], Callable[[Stream, Network, T], Problem | None]]:
    """Registers a function as a family about networks: it makes a problem of something in a network.

    Args:
        name: The family's name.
        title: For people.
        source: Where the formula comes from.
        found: What can be asked about in a network: layers, blocks; nothing, if it does not suit.
        version: Raised when a seed comes to give something else.
    """

    def decorate(
        make: Callable[[Stream, Network, T], Problem | None],
    ) -> Callable[[Stream, Network, T], Problem | None]:
        @cache
        def published(name: str) -> tuple[Network, Sequence[T]]:
            network = shipped(name)
            return network, found(network)

        def drawn(stream: Stream) -> Problem | None:
            network, there = published(stream.choice(PUBLISHED))
            return make(stream, network, stream.choice(there)) if there else None

        def about(network: Network) -> Maker:
            there = found(network)
            if not there:
                message = f"the network {network.name!r} has nothing that {name!r} could ask about"
                raise UsageError(message)
            return lambda stream: make(stream, network, stream.choice(there))

        family(name, topic=TOPIC, title=title, source=source, version=version, about=about)(drawn)
        return make

    return decorate

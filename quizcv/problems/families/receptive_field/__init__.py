"""How much of the image one output pixel sees, how far apart two of them look, and where the first one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOPIC: Final = "receptive-field"
FIELDS: Final = "Araujo, Norris & Sim 2019, Computing receptive fields of convolutional neural networks (Distill)"


class Layer(NamedTuple):
    """A layer that looks at a window.

    Args:
        kind: What it does, for the list of layers.
        kernel: The weights or pixels along a side of the window.
        stride: How far apart two windows lie.
        padding: Added on every side.
        dilation: How far apart two neighbours in a window lie.
    """

    kind: str
    kernel: int
    stride: int
    padding: int = 0
    dilation: int = 1

    @property
    def reach(self) -> int:
        """From the first to the last pixel of a window."""
        return self.dilation * (self.kernel - 1)

    def text(self, *, padding: bool = False, dilation: bool = False) -> str:
        """The layer as a line of a list, with what the question depends on."""
        words = rf"{self.kind} ${self.kernel}\times {self.kernel}$, stride {self.stride}"
        words += f", padding {self.padding}" if padding else ""
        return words + (f", dilation {self.dilation}" if dilation else "")


class Sight(NamedTuple):
    """What one pixel of a map sees of the image.

    Args:
        size: The side of its receptive field, in pixels of the image.
        jump: How far apart the fields of two neighbours lie.
        first: The first image row that the map's first pixel sees; negative where its field begins in the padding.
    """

    size: int = 1
    jump: int = 1
    first: int = 0

    def through(self, layer: Layer) -> Sight:
        """What a pixel of the next map sees."""
        return Sight(
            self.size + layer.reach * self.jump,
            self.jump * layer.stride,
            self.first - layer.padding * self.jump,
        )


def sights(layers: Iterable[Layer]) -> list[Sight]:
    """What a pixel sees, of the image itself and of the map after each layer."""
    found = [Sight()]
    for layer in layers:
        found.append(found[-1].through(layer))
    return found


def receptive_field(layers: Iterable[Layer]) -> int:
    """The side of the receptive field, r = 1 + sum of d_l (k_l - 1) times the strides before layer l."""
    return sights(layers)[-1].size


def listing(layers: Sequence[Layer], *, padding: bool = False, dilation: bool = False) -> str:
    """The layers as a numbered list."""
    return "\n".join(f"{n}. {layer.text(padding=padding, dilation=dilation)}" for n, layer in enumerate(layers, 1))


def columns(layers: Sequence[Layer]) -> dict[str, tuple[int, ...]]:
    """The layers as drawn values: kernels, strides, paddings, dilations."""
    return {
        "kernels": tuple(layer.kernel for layer in layers),
        "strides": tuple(layer.stride for layer in layers),
        "paddings": tuple(layer.padding for layer in layers),
        "dilations": tuple(layer.dilation for layer in layers),
    }

"""What goes from layer to layer: a shape, and how much of the image each of its values sees."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from quizcv.problems.network.table import Jump, Pair

MAP = 3
TOKENS = 2
VECTOR = 1
NAMES = {MAP: "a feature map", TOKENS: "a row of tokens", VECTOR: "a vector"}


class Feature(NamedTuple):
    """The values between two layers.

    Args:
        shape: Channels, height, width of a map; tokens, features; or the features of a vector.
        field: Receptive field of one value, height and width; None for the whole image.
        jump: How many pixels of the image two neighbouring positions lie apart; None where there are no positions.
    """

    shape: tuple[int, ...]
    field: Pair | None = (1, 1)
    jump: tuple[Jump, Jump] | None = (1, 1)

    @property
    def channels(self) -> int:
        """The channels of a map, the features of a token or of a vector."""
        return self.shape[0] if len(self.shape) == MAP else self.shape[-1]

    @property
    def size(self) -> int:
        """How many values it holds."""
        return prod(self.shape)


class Window(NamedTuple):
    """What a convolution or a pooling looks at, height and width of each."""

    kernel: Pair
    stride: Pair = (1, 1)
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)

    @property
    def reach(self) -> Pair:
        """The kernel with its gaps: d(k - 1) + 1."""
        down, across = (d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True))
        return down, across


def sides(size: Pair, window: Window, *, ceil: bool = False) -> Pair:
    """Height and width behind a window, 0 or less where it does not fit: floor((n + 2p - d(k - 1) - 1)/s) + 1.

    With `ceil` the quotient is rounded up, and a last window that would begin in the padding behind the map is left out.
    """
    down, across = (
        _side(n, k, s, p, ceil=ceil)
        for n, k, s, p in zip(size, window.reach, window.stride, window.padding, strict=True)
    )
    return down, across


def _side(n: int, reach: int, stride: int, padding: int, *, ceil: bool) -> int:
    left = n + 2 * padding - reach
    if left < 0:
        return 0
    if not ceil:
        return left // stride + 1
    count = -(-left // stride) + 1
    return count - 1 if (count - 1) * stride >= n + padding else count


def seen(feature: Feature, window: Window) -> tuple[Pair | None, tuple[Jump, Jump] | None]:
    """Receptive field and jump behind a window: r + (reach - 1) j, and j s."""
    if feature.field is None or feature.jump is None:
        return feature.field, feature.jump
    (high, wide), (down, across) = feature.field, feature.jump
    reach, stride = window.reach, window.stride
    field = (whole(high + (reach[0] - 1) * down), whole(wide + (reach[1] - 1) * across))
    return field, (simple(down * stride[0]), simple(across * stride[1]))


def whole(value: Jump) -> int:
    """A number of pixels, rounded up: behind an enlarged map neighbours see the same pixels."""
    return -(-value.numerator // value.denominator)


def simple(value: Jump) -> Jump:
    """A whole number as an int."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def joined(features: list[Feature], how: Literal["add", "concat", "multiply"]) -> Feature:
    """What comes out where branches meet: the largest receptive field counts.

    Raises:
        ValueError: Their shapes don't fit; the message says which.
    """
    first, *others = features
    field: Pair | None = first.field
    jump = first.jump
    shape = first.shape
    for other in others:
        if how == "concat":
            if len(shape) != len(other.shape) or _places(shape) != _places(other.shape):
                message = f"{text(other.shape)} can't be put behind {text(shape)}: height and width must be the same"
                raise ValueError(message)
            total = (shape[0] if len(shape) == MAP else shape[-1]) + other.channels
            shape = (total, *shape[1:]) if len(shape) == MAP else (*shape[:-1], total)
        elif how == "multiply" and shape == other.shape[:1] + (1,) * (len(other.shape) - 1):
            shape, jump = other.shape, other.jump
        elif shape != other.shape and not (how == "multiply" and other.shape == shape[:1] + (1,) * (len(shape) - 1)):
            message = f"the branches come to {text(shape)} and {text(other.shape)}; both must have the same shape"
            raise ValueError(message)
        if field is None or other.field is None:
            field = None
        else:
            field = (max(field[0], other.field[0]), max(field[1], other.field[1]))
        if jump is not None and other.jump is not None:
            jump = (max(jump[0], other.jump[0]), max(jump[1], other.jump[1]))
    return Feature(shape, field, jump)


def _places(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape[1:] if len(shape) == MAP else shape[:-1]


def text(shape: tuple[int, ...]) -> str:
    """A shape for people: `64×56×56`."""
    return "×".join(map(str, shape))

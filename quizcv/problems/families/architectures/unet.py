"""U-Net: sizes under unpadded convolutions, and the weights of a level on the way up."""

from __future__ import annotations

from typing import Final

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC

RONNEBERGER: Final = "Ronneberger, Fischer & Brox 2015, U-Net (arXiv:1505.04597)"


def unpadded(depth: int, bottom: str) -> dict[str, object]:
    """A template that asks for the output's side, for a U-Net with so many poolings; `bottom` is the side that reaches the lowest level."""
    whole = 2**depth
    down = [f"d_{level} = ({f'd_{level - 1}' if level > 1 else 'n'} - 4)/2" for level in range(1, depth + 1)]
    up = [f"u_{level} = 2*({f'u_{level + 1}' if level < depth else f'd_{depth}'} - 4)" for level in range(depth, 0, -1)]
    return {
        "given": {"b": bottom, "n": f"{whole}*b + {4 * (whole - 1)}"},
        "front": (
            f"A U-Net has {depth} levels above its lowest one. Each level, on the way down, at the bottom and on the way up, has two "
            r"$3\times 3$ convolutions without padding; max pooling halves the side on the way down, and an up-convolution doubles it on the way up. "
            r"For an input of ${n}\times{n}$, how many pixels long is a side of the output?"
        ),
        "answer": f"n - {12 * whole - 8}",
        "unit": "pixels",
        "steps": [*down, *up, "u_1 - 4"],
        "mistakes": [
            {
                "answer": "n",
                "says": "Without padding each convolution takes 2 pixels from a side; only a padded U-Net keeps the size.",
            },
            {
                "answer": f"n - {8 * (whole - 1)}",
                "says": "The two convolutions at the bottom take pixels away as well.",
            },
            {
                "answer": f"n - {10 * whole - 8}",
                "says": "The lowest level has two convolutions as well: together they take 4 pixels away.",
            },
            {
                "answer": f"n - {4 * (2 * depth + 1)}",
                "says": "A pixel lost at a lower level is worth 2 or more of the image's: halve and double on the way.",
            },
        ],
    }


template_family(
    "unet-output",
    unpadded(2, "12..160"),
    unpadded(3, "12..80"),
    unpadded(4, "13..48"),
    topic=TOPIC,
    title="U-Net: output side without padding",
    source=f"{RONNEBERGER}, figure 1: 572 pixels become 388",
)

template_family(
    "unet-up-level",
    {
        "given": {"c": "8..512 by 8"},
        "front": (
            r"On the way up a level of U-Net gets {2*c} channels: a $2\times 2$ up-convolution takes them to {c}, the skip connection adds {c} more, "
            r"and two $3\times 3$ convolutions with {c} filters each follow. How many weights does the level have, without biases?"
        ),
        "answer": "4*2*c*c + 9*2*c*c + 9*c*c",
        "unit": "weights",
        "steps": ["u = 4*2*c*c", "v = 9*2*c*c", "w = 9*c*c", "u + v + w"],
        "mistakes": [
            {
                "answer": "4*2*c*c + 9*c*c + 9*c*c",
                "says": "The skip connection is concatenated: the first convolution sees {2*c} channels.",
            },
            {
                "answer": "9*2*c*c + 9*c*c",
                "says": r"The up-convolution has weights too: {2*c} times {c} kernels of $2\times 2$.",
            },
            {"answer": "4*2*c*c + 2*9*2*c*c", "says": "The second convolution sees the {c} channels of the first one."},
            {
                "answer": "2*c*c + 9*2*c*c + 9*c*c",
                "says": r"The kernels of the up-convolution are $2\times 2$: 4 weights each.",
            },
        ],
    },
    {
        "given": {"c": "16..96 by 4", "l": "1..4", "m": "c*2^(l - 1)"},
        "front": (
            r"A U-Net has {c} channels at its top level and twice as many at each level below. Level {l}, with the top as level 1, has on the way up "
            r"a $2\times 2$ up-convolution that halves the channels from below, a skip connection that is concatenated, and two $3\times 3$ convolutions. "
            "How many weights does it have, without biases?"
        ),
        "answer": "35*m^2",
        "unit": "weights",
        "steps": ["m = c*2^(l - 1)", "u = 4*2*m*m", "v = 9*2*m*m", "w = 9*m*m", "u + v + w"],
        "mistakes": [
            {
                "answer": "26*m^2",
                "says": "The skip connection is concatenated: the first convolution sees {2*m} channels.",
            },
            {
                "answer": "27*m^2",
                "says": r"The up-convolution has weights too: {2*m} times {m} kernels of $2\times 2$.",
            },
            {"answer": "35*(2*m)^2", "says": "The top is level 1: level {l} has {m} channels."},
            {"answer": "35*c^2", "when": "l > 1", "says": "That is the top level; level {l} has {m} channels."},
        ],
    },
    topic=TOPIC,
    title="U-Net: weights of a level on the way up",
    source=f"{RONNEBERGER}, section 2 and figure 1",
)

"""AlexNet: sides through its layers, its two towers and its first fully connected layer."""

from __future__ import annotations

from typing import Final, NamedTuple

from quizcv.problems.authoring import template_family
from quizcv.problems.families.architectures import TOPIC


class Layer(NamedTuple):
    """A layer that looks at windows; `channels` is what comes out of it."""

    kind: str
    kernel: int
    stride: int
    padding: int
    channels: int

    @property
    def pools(self) -> bool:
        """Whether it is a pooling layer."""
        return self.kind == "max pooling"

    def __str__(self) -> str:
        parts = [rf"{self.kind} ${self.kernel}\times {self.kernel}$"]
        parts += [f"stride {self.stride}"] if self.stride > 1 else []
        parts += [f"padding {self.padding}"] if self.padding else []
        parts += [] if self.pools else [f"{self.channels} filters"]
        return ", ".join(parts)


LAYERS: Final = (
    Layer("convolution", 11, 4, 0, 96),
    Layer("max pooling", 3, 2, 0, 96),
    Layer("convolution", 5, 1, 2, 256),
    Layer("max pooling", 3, 2, 0, 256),
    Layer("convolution", 3, 1, 1, 384),
    Layer("convolution", 3, 1, 1, 384),
    Layer("convolution", 3, 1, 1, 256),
    Layer("max pooling", 3, 2, 0, 256),
)
POOLED_FIRST: Final = 2
FILTERED_SECOND: Final = 3
FILTERED_FOURTH: Final = 6
POOLED_LAST: Final = 8


def side(before: str, layer: Layer, rounding: str = "floor") -> str:
    """The formula of the side after a layer, from the name or formula of the side before it."""
    reach = f"{before} + {2 * layer.padding} - {layer.kernel}" if layer.padding else f"{before} - {layer.kernel}"
    return f"{reach} + 1" if layer.stride == 1 else f"{rounding}(({reach})/{layer.stride}) + 1"


def chain(layers: tuple[Layer, ...], rounding: str = "floor") -> str:
    """One formula of the side after all of these layers, from an image of side n."""
    formula = "n"
    for layer in layers:
        formula = side(f"({formula})" if formula != "n" else formula, layer, rounding)
    return formula


def shape_after(count: int) -> dict[str, object]:
    """A template that asks for the shape after so many layers."""
    layers = LAYERS[:count]
    sides = {f"a_{n}": side(f"a_{n - 1}" if n > 1 else "n", layer) for n, layer in enumerate(layers, 1)}
    last, channels = f"a_{count}", layers[-1].channels
    rows = "\n".join(f"{n}. {layer}" for n, layer in enumerate(layers, 1))
    apart = tuple(layer._replace(stride=3) if layer.pools else layer for layer in layers)
    bare = tuple(layer._replace(padding=0) for layer in layers)
    wrong = [
        (chain(layers, "ceil"), "Round down: a window that does not fit in whole is left out."),
        (chain(apart), "AlexNet's pooling windows overlap: they are 3 wide, but only 2 apart."),
        (
            chain((layers[0]._replace(padding=2), *layers[1:])),
            "The first layer is not padded here.",
        ),
    ]
    if count > POOLED_FIRST:
        wrong.append((chain(bare), "The padding is missing: the layers after the first pooling keep the side."))
    return {
        "given": {"n": "179..323", **sides},
        "front": (
            "An image of ${n}\\times{n}$ pixels goes through the first layers of AlexNet, all channels in one tower, "
            f"sizes rounded down:\n\n{rows}\n\n"
            "What shape comes out, as channels × height × width?"
        ),
        "answer": f"({channels}, {last}, {last})",
        "steps": [*(f"{name} = {formula}" for name, formula in sides.items()), f"({channels}, {last}, {last})"],
        "mistakes": [
            *(
                {"answer": f"({channels}, {formula}, {formula})", "when": f"{formula} != {last}", "says": says}
                for formula, says in wrong
            ),
            {
                "answer": f"({channels // 2}, {last}, {last})",
                "says": f"That is one GPU's half; both towers together have {channels} channels here.",
            },
        ],
    }


KRIZHEVSKY: Final = "Krizhevsky, Sutskever & Hinton 2012, ImageNet classification with deep CNNs (AlexNet)"

template_family(
    "alexnet-shape",
    *(shape_after(count) for count in (POOLED_FIRST, FILTERED_SECOND, FILTERED_FOURTH, POOLED_LAST)),
    topic=TOPIC,
    title="AlexNet: the shape after a layer",
    source=f"{KRIZHEVSKY}, sections 3.4 and 3.5; the padding is that of the usual reimplementations, where 227 gives 55, 27, 13, 6",
)

template_family(
    "alexnet-fc6",
    {
        "given": {
            "n": "163..323",
            "m": ["1024", "2048", "4096"],
            "a": "floor((n - 11)/4) + 1",
            "b": "floor((a - 3)/2) + 1",
            "c": "floor((b - 3)/2) + 1",
            "d": "floor((c - 3)/2) + 1",
        },
        "front": (
            r"In AlexNet an unpadded $11\times 11$ convolution with stride 4 and three unpadded $3\times 3$ max poolings with stride 2 "
            "make the maps smaller, all rounded down; the other convolutions keep the side. The last maps have 256 channels and are "
            r"flattened. For images of ${n}\times{n}$ pixels, how many weights does the fully connected layer with {m} units that "
            "follows have, without biases?"
        ),
        "answer": "256*d^2*m",
        "unit": "weights",
        "steps": [
            "a = floor((n - 11)/4) + 1",
            "b = floor((a - 3)/2) + 1",
            "c = floor((b - 3)/2) + 1",
            "d = floor((c - 3)/2) + 1",
            "256*d^2*m",
        ],
        "mistakes": [
            {"answer": "256*d^2*m + m", "says": "Biases are not asked: leave out the {m} of them."},
            {
                "answer": "256*c^2*m",
                "says": "There is a third pooling: it takes the maps from {c} to {d} pixels a side.",
            },
            {"answer": "256*d*m", "says": "A map has two sides: {d} times {d} positions in each of the 256 channels."},
            {"answer": "256*m", "says": "That is after global average pooling; flattening keeps all {d*d} positions."},
        ],
    },
    topic=TOPIC,
    title="AlexNet: weights of the first fully connected layer",
    source=f"{KRIZHEVSKY}, section 3.5: 6*6*256 inputs and 4,096 units",
)

TOWERS: Final = {
    "given": {
        "g": ["2", "2", "2", "4"],
        "k": ["3", "3", "5"],
        "a": ["32", "48", "64", "96", "128", "192", "256"],
        "b": ["48", "64", "96", "128", "192", "256"],
    },
    "unit": "parameters",
}
SPREAD_OUT: Final = r"A network is spread over {g} GPUs as AlexNet is over two. A ${k}\times{k}$ layer has {a} input maps and {b} filters on each GPU; "

template_family(
    "alexnet-towers",
    {
        **TOWERS,
        "front": SPREAD_OUT
        + "its filters see only the maps on their own GPU. How many parameters does the layer have on all GPUs together, biases counted?",
        "answer": "g*(k^2*a*b + b)",
        "steps": ["w = k^2*a*b", "w + b", "g*(w + b)"],
        "mistakes": [
            {
                "answer": "k^2*(g*a)*(g*b) + g*b",
                "says": "These filters see {a} maps, not all {g*a}: nothing goes from one GPU to another here.",
            },
            {"answer": "k^2*a*b + b", "says": "That is one GPU; there are {g} of them."},
            {"answer": "g*k^2*a*b", "says": "The biases are missing: one for each of the {g*b} filters."},
            {
                "answer": "g*(k*a*b + b)",
                "says": "The kernel has two sides: {k} times {k} weights for each pair of maps.",
            },
        ],
    },
    {
        **TOWERS,
        "front": SPREAD_OUT
        + "its filters see the maps of all GPUs. How many parameters does the layer have on all GPUs together, biases counted?",
        "answer": "k^2*(g*a)*(g*b) + g*b",
        "steps": ["m = g*a", "f = g*b", "k^2*m*f", "k^2*m*f + f"],
        "mistakes": [
            {"answer": "g*(k^2*a*b + b)", "says": "These filters see the maps of all {g} GPUs: {g*a}, not {a}."},
            {"answer": "k^2*(g*a)*b + b", "says": "That is one GPU's filters; together there are {g*b}."},
            {"answer": "k^2*(g*a)*(g*b)", "says": "The biases are missing: one for each of the {g*b} filters."},
            {
                "answer": "g*(k^2*(g*a)*(g*b) + g*b)",
                "says": "The {g*a} maps and {g*b} filters are those of all GPUs already; don't count them {g} times.",
            },
        ],
    },
    topic=TOPIC,
    title="AlexNet: a layer split over GPUs",
    source=f"{KRIZHEVSKY}, sections 3.2 and 3.5: layers 2, 4 and 5 see their own GPU's maps, layer 3 sees all",
)

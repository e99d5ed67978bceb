"""Layers of networks: what PyTorch measured on them, frozen in `tests/vectors/networks.json`; windows counted one by one."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "networks.json"
TITLES = {
    "AlexNet": "alexnet",
    "AlexNet (one column)": "alexnet-torchvision",
    "ConvNeXt-T": "convnext-t",
    "DenseNet-121": "densenet121",
    "EfficientNet-B0": "efficientnet-b0",
    "GoogLeNet": "googlenet",
    "Inception v3": "inception-v3",
    "MobileNet v1": "mobilenet-v1",
    "MobileNet v2": "mobilenet-v2",
    "ResNet-101": "resnet101",
    "ResNet-18": "resnet18",
    "ResNet-34": "resnet34",
    "ResNet-50": "resnet50",
    "ResNet-50 (original)": "resnet50-original",
    "ResNeXt-50 32x4d": "resnext50-32x4d",
    "RetinaNet R50-FPN": "retinanet-r50-fpn",
    "SqueezeNet 1.0": "squeezenet1-0",
    "VGG-11": "vgg11",
    "VGG-13": "vgg13",
    "VGG-16": "vgg16",
    "VGG-19": "vgg19",
    "ViT-B/16": "vit-b-16",
}

SIDES = {"alexnet": 227, "inception-v3": 299, "retinanet-r50-fpn": 800}
"""Of the image each network was run on; 224 for the others."""


@cache
def frozen() -> dict[str, Any]:
    networks: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))["networks"]
    return networks


def network_of(prompt: str) -> dict[str, Any]:
    """The figures of the network a prompt names: by its longest title in it."""
    named = [title for title in TITLES if re.search(rf"(?:In|of) {re.escape(title)}(?=[ ,?])", prompt)]
    figures: dict[str, Any] = frozen()[TITLES[max(named, key=len)]]
    return figures


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@oracle("network-total")
def network_total(instance: Instance) -> int:
    figures = network_of(instance.prompt)
    return int(figures["macs" if "MACs" in instance.prompt else "parameters"])


@oracle("network-layer-params")
def layer_parameters(instance: Instance) -> int:
    return int(network_of(instance.prompt)["layers"][codes(instance.prompt)[0]]["parameters"])


@oracle("network-block-params")
def block_parameters(instance: Instance) -> int:
    block, *layers = codes(instance.prompt)
    figures = network_of(instance.prompt)["layers"]
    return int(sum(figures[f"{block}.{layer}"]["parameters"] for layer in layers))


@oracle("network-stage-params")
def stage_parameters(instance: Instance) -> int:
    stage, *_ = codes(instance.prompt)
    figures = network_of(instance.prompt)["layers"]
    return int(sum(each["parameters"] for name, each in figures.items() if name.startswith(f"{stage}_")))


@oracle("network-layer-macs")
def layer_macs(instance: Instance) -> int:
    return int(network_of(instance.prompt)["layers"][codes(instance.prompt)[0]]["macs"])


@oracle("network-largest-layer")
def largest_layer(instance: Instance) -> str:
    figures = network_of(instance.prompt)["layers"]
    return max(instance.options, key=lambda option: int(figures[codes(option)[0]]["parameters"]))


@oracle("network-output")
def network_output(instance: Instance) -> tuple[int, ...]:
    """PyTorch's shape of a convolution; the windows of a pooling laid down one by one."""
    (name,) = codes(instance.prompt)
    layers = network_of(instance.prompt)["layers"]
    if name in layers:
        return tuple(layers[name]["output"])
    found = re.search(
        r"over \$(\d+)\\times \d+\$ windows, stride (\d+), padding (\d+).*\$(\d+)\\times (\d+)\\times (\d+)\$",
        instance.prompt,
    )
    assert found, instance.prompt
    kernel, stride, padding, channels, *sides = map(int, found.groups())
    up = "rounding up" in instance.prompt
    return (channels, *(count_windows(side, kernel, stride, padding, up=up) for side in sides))


def count_windows(side: int, kernel: int, stride: int, padding: int, *, up: bool) -> int:
    """How many windows lie on a padded row; rounding up, an incomplete last one counts if it begins on the map or before it."""
    count, start = 0, -padding
    while start + kernel <= side + padding or (up and start < side and start - stride + kernel < side + padding):
        count, start = count + 1, start + stride
    return count


@oracle("network-receptive-field")
def receptive_field(instance: Instance) -> int:
    """Walks back through the windows in the prompt, marking every pixel reached; and what PyTorch's gradients reached, where known."""
    windows = []
    for kernel, stride, times in re.findall(
        r"\$(\d+)\\times \d+\$, stride (\d+)(?:, (\d+) times)?$", instance.prompt, re.MULTILINE
    ):
        windows += [(int(kernel), int(stride))] * int(times or 1)
    seen = np.array([0])
    for kernel, stride in reversed(windows):
        seen = np.unique((seen[:, None] * stride + np.arange(kernel)[None, :]).ravel())
    size = int(seen.max() - seen.min() + 1)
    measured = network_of(instance.prompt)["layers"].get(str(instance.values["layer"]), {}).get("field")
    assert measured in {None, size}, (instance.prompt, measured)
    return size


@oracle("network-jump")
def jump(instance: Instance) -> int:
    """How often the layer's map goes into the image's height: the strides of all these networks are powers of two."""
    *_, name = codes(instance.prompt)
    figures = network_of(instance.prompt)
    out = figures["layers"][name]["output"][1]
    image = SIDES.get(next(key for key, each in frozen().items() if each is figures), 224)
    return int(2 ** np.round(np.log2(image / out)))

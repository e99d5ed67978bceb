"""What PyTorch says of the shipped networks, layer by layer: writes `tests/vectors/networks.json`.

    python -m benchmarks.oracles.networks [NETWORK]...

Needs torch and torchvision, which quizcv does not; without them it says so. Every figure is measured on the running network: shapes
and parameters by forward hooks, multiplications by PyTorch's own counter of operations, receptive fields by gradients: how far apart
the first and the last row of the image lie that a value depends on. Only the layers' names are ours, put beside PyTorch's in the order
in which both are run; a pair that is not of one kind ends the script.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from math import prod
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from quizcv.problems.network.reading import read_network
from quizcv.problems.network.shipped import folder, names

if TYPE_CHECKING:
    from quizcv.problems.network.table import Network, Row

TARGET: Final = Path(__file__).resolve().parents[2] / "tests" / "vectors" / "networks.json"
WHOLE_IMAGE: Final = ("vit-b-16", "efficientnet-b0", "retinanet-r50-fpn", "convnext-t")
"""Networks whose receptive fields are not measured: attention and gates see everything, and large ones take long."""
NARROW: Final = {"inception-v3": 128, "alexnet": 128, "alexnet-torchvision": 128}
"""The width of the image on which receptive fields are measured, 32 if not said: its height alone is looked at."""
MOST_GRADIENTS: Final = 10
"""About so many convolutions of a network are looked at, the last one among them."""
PAIRED: Final = {"conv", "linear", "norm", "attention"}


def libraries() -> tuple[Any, Any]:
    """Torch and torchvision; the second also where its compiled operators are not those of this torch, since none is needed.

    Raises:
        ImportError: They are not there.
    """
    torch = import_module("torch")
    try:
        return torch, import_module("torchvision")
    except RuntimeError:
        for name in [each for each in sys.modules if each.startswith("torchvision")]:
            del sys.modules[name]
        sys.modules["torchvision._meta_registrations"] = ModuleType("torchvision._meta_registrations")
        return torch, import_module("torchvision")


def models(torch: Any, torchvision: Any) -> dict[str, Any]:
    """A function that builds each network."""
    nn, zoo = torch.nn, torchvision.models
    return {
        "alexnet": lambda: grouped_alexnet(nn),
        "alexnet-torchvision": zoo.alexnet,
        "convnext-t": zoo.convnext_tiny,
        "densenet121": zoo.densenet121,
        "efficientnet-b0": zoo.efficientnet_b0,
        "googlenet": lambda: zoo.googlenet(aux_logits=False, init_weights=False),
        "inception-v3": lambda: zoo.inception_v3(init_weights=False),
        "mobilenet-v1": lambda: mobilenet(nn),
        "mobilenet-v2": zoo.mobilenet_v2,
        "resnet18": zoo.resnet18,
        "resnet34": zoo.resnet34,
        "resnet50": zoo.resnet50,
        "resnet50-original": lambda: early_stride(zoo.resnet50()),
        "resnet101": zoo.resnet101,
        "resnext50-32x4d": zoo.resnext50_32x4d,
        "retinanet-r50-fpn": lambda: retinanet(nn, zoo),
        "squeezenet1-0": zoo.squeezenet1_0,
        "vgg11": zoo.vgg11,
        "vgg13": zoo.vgg13,
        "vgg16": zoo.vgg16,
        "vgg19": zoo.vgg19,
        "vit-b-16": zoo.vit_b_16,
    }


def grouped_alexnet(nn: Any) -> Any:
    """AlexNet as published, on two cards."""
    return nn.Sequential(
        *(nn.Conv2d(3, 96, 11, 4), nn.ReLU(), nn.LocalResponseNorm(5), nn.MaxPool2d(3, 2)),
        *(nn.Conv2d(96, 256, 5, padding=2, groups=2), nn.ReLU(), nn.LocalResponseNorm(5), nn.MaxPool2d(3, 2)),
        *(nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 384, 3, padding=1, groups=2), nn.ReLU()),
        *(nn.Conv2d(384, 256, 3, padding=1, groups=2), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten()),
        *(nn.Linear(9216, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000)),
    )


def mobilenet(nn: Any) -> Any:
    """MobileNet v1, table 1 of the paper."""
    layers = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU()]
    before = 32
    steps = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    for after, stride in steps:
        layers += [
            nn.Conv2d(before, before, 3, stride, 1, groups=before, bias=False),
            nn.BatchNorm2d(before),
            nn.ReLU(),
        ]
        layers += [nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        before = after
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1024, 1000))


def early_stride(model: Any) -> Any:
    """A residual network with the stride of each block in its first convolution."""
    for module in model.modules():
        if type(module).__name__ == "Bottleneck":
            module.conv1.stride, module.conv2.stride = module.conv2.stride, (1, 1)
    return model


def retinanet(nn: Any, zoo: Any) -> Any:
    """RetinaNet without the choice of boxes: backbone, pyramid, heads."""
    whole = zoo.detection.retinanet_resnet50_fpn(weights=None, weights_backbone=None)
    norm = import_module("torchvision.ops.misc").FrozenBatchNorm2d
    for module in list(whole.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.BatchNorm2d):
                setattr(module, name, norm(child.num_features))

    class Dense(nn.Module):  # type: ignore[misc]  # torch is not there for mypy
        def __init__(self) -> None:
            super().__init__()
            self.backbone, self.head = whole.backbone, whole.head

        def forward(self, image: Any) -> Any:
            return self.head(list(self.backbone(image).values()))

    return Dense()


def kind_of(module: Any) -> str:
    """The kind of a layer in our words; empty for one that is not compared."""
    kinds = {"Conv2d": "conv", "Linear": "linear", "MultiheadAttention": "attention", "LocalResponseNorm": "norm"}
    name = type(module).__name__
    return kinds.get(name, "norm" if "BatchNorm" in name or "LayerNorm" in name else "")


def ours(network: Network) -> list[tuple[str, Row]]:
    """Our layers of the kinds compared; a layer with a normalisation behind it is two."""
    found = []
    for row in network.rows:
        if row.kind in PAIRED:
            found.append((row.kind, row))
            if row.norm and row.kind != "norm":
                found.append(("norm", row))
    return found


def measured(torch: Any, model: Any, network: Network) -> dict[str, Any]:
    """Shapes, parameters and multiplications of one run."""
    counter = import_module("torch.utils.flop_counter").FlopCounterMode(display=False)
    calls: list[tuple[str, Any, tuple[int, ...]]] = []
    hooks = [
        each.register_forward_hook(lambda module, _, out: calls.append((kind_of(module), module, shape_of(out))))
        for each in model.modules()
        if kind_of(each)
    ]
    model.eval()
    model.training = network.name == "inception-v3"  # so that the auxiliary classifier is run too
    attention = import_module("torch.nn.attention")
    with torch.no_grad(), counter, attention.sdpa_kernel(attention.SDPBackend.MATH):
        model(torch.zeros(1, *network.input))
    for hook in hooks:
        hook.remove()
    pairs = ours(network)
    assert len(pairs) == len(calls), (network.name, len(pairs), len(calls))
    layers: dict[str, dict[str, Any]] = {}
    counted: set[int] = set()
    for (kind, row), (theirs, module, shape) in zip(pairs, calls, strict=True):
        as_conv = theirs == "linear" and kind == "conv" and row.kernel == (1, 1)  # on the last axis, channels behind
        assert kind == theirs or as_conv, (network.name, row.name, kind, theirs)
        size = channels_first(shape, row.output)
        number = 0 if id(module) in counted else sum(each.numel() for each in module.parameters())
        counted.add(id(module))
        layer = layers.setdefault(row.name, {"output": list(size), "parameters": 0, "macs": 0})
        layer["parameters"] += number
        if theirs in {"conv", "linear"}:
            layer["macs"] = prod(size) * module.weight[0].numel()
    total = sum(each.numel() for each in model.parameters())
    return {"parameters": total, "macs": counter.get_total_flops() // 2, "layers": layers}


def channels_first(shape: tuple[int, ...], ours: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of a map with its channels in front; some layers are run with them behind."""
    return (shape[-1], *shape[:-1]) if shape != ours and len(shape) == len(ours) == 3 else shape  # noqa: PLR2004  a map


def shape_of(output: Any) -> tuple[int, ...]:
    """The shape of a layer's output for one image."""
    first = output[0] if isinstance(output, tuple) else output
    return tuple(first.shape[1:])


def receptive_fields(torch: Any, model: Any, network: Network, figures: dict[str, Any]) -> None:
    """Adds receptive field and jump of each convolution, in the vertical direction."""
    nn = torch.nn
    see_through(nn, model)
    model.eval().double()
    last = max(row.field[0] for row in network.rows if row.field)
    high = (2 * last // 32 + 8) * 32
    image = torch.ones(1, network.input[0], high, NARROW.get(network.name, 32), dtype=torch.double, requires_grad=True)
    outputs: list[Any] = []
    for module in model.modules():
        if kind_of(module) == "conv":
            module.register_forward_hook(lambda _, __, out: outputs.append(out))
    try:
        model(image)
    except RuntimeError as error:  # the classifier behind the last map wants another size
        if "mat1 and mat2" not in str(error):
            raise
    rows = [row for kind, row in ours(network) if kind == "conv" and row.stage != "auxiliary"]  # it is off
    jumps: dict[int, int] = {}
    step = -(-len(rows) // MOST_GRADIENTS)
    for n, (row, out) in enumerate(zip(rows, outputs, strict=True)):
        if n % step and n + 1 < len(rows):
            continue
        middle = out.shape[2] // 2
        first, end = support(torch, out, image, middle)
        if out.shape[2] not in jumps:  # maps of one height have one jump
            jumps[out.shape[2]] = support(torch, out, image, middle + 1)[0] - first
        figures[row.name] |= {"field": end - first, "jump": jumps[out.shape[2]]}


def support(torch: Any, out: Any, image: Any, place: int) -> tuple[int, int]:
    """The first row of the image that a row of values depends on, and the one behind the last."""
    (gradient,) = torch.autograd.grad(out[0, :, place].sum(), image, retain_graph=True)
    found = torch.nonzero(gradient[0].abs().sum(dim=(0, 2)))
    return int(found[0]), int(found[-1]) + 1


def see_through(nn: Any, model: Any) -> None:
    """Makes every value depend on all it sees: positive weights, means instead of maxima, nothing cut off."""
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.MaxPool2d):
                pool = nn.AvgPool2d(child.kernel_size, child.stride, child.padding, child.ceil_mode)
                setattr(module, name, pool)
            elif isinstance(child, (nn.BatchNorm2d, nn.LocalResponseNorm, nn.ReLU, nn.ReLU6)):
                setattr(module, name, nn.Identity())
    for parameter in model.parameters():
        parameter.data.fill_(1 / max(1, parameter[0].numel()))
        parameter.requires_grad_(requires_grad=False)


def main() -> int:
    """Writes the figures of all networks, or those of some anew."""
    try:
        torch, torchvision = libraries()
    except ImportError as error:
        print(
            f"{error.name} is not installed; these figures are PyTorch's. In an environment of its own: pip install torch torchvision"
        )
        return 1
    functional: Any = import_module("torch.nn.functional")
    functional_max = functional.max_pool2d
    torch.backends.mha.set_fastpath_enabled(value=False)  # fused products are not counted
    wanted = sys.argv[1:] or list(names())
    before = json.loads(TARGET.read_text(encoding="utf-8"))["networks"] if sys.argv[1:] else {}
    found = {}
    for name, build in models(torch, torchvision).items():
        if name not in wanted:
            found[name] = before[name]
            continue
        network = read_network(folder() / f"{name}.yaml")
        figures = measured(torch, build(), network)
        if name not in WHOLE_IMAGE:
            functional.max_pool2d = lambda x, kernel_size, stride=None, padding=0, **_: functional.avg_pool2d(
                x, kernel_size, stride, padding
            )
            receptive_fields(torch, build(), network, figures["layers"])
            functional.max_pool2d = functional_max
        found[name] = figures
        print(
            f"{name:22} {figures['parameters']:12,} parameters {figures['macs']:15,} MACs {len(figures['layers']):4} layers"
        )
    assert set(found) == set(names()), set(found) ^ set(names())
    head = {"torch": torch.__version__.split("+")[0], "torchvision": torchvision.__version__.split("+")[0]}
    body = ",\n".join(
        f"  {json.dumps(name)}: "
        + json.dumps(each, separators=(",", ":")).replace('},"', '},\n    "').replace('"layers":{', '"layers":{\n    ')
        for name, each in found.items()
    )
    TARGET.write_text(f'{{\n"made with": {json.dumps(head)},\n"networks": {{\n{body}\n}}\n}}\n', encoding="utf-8")
    print(f"written to {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

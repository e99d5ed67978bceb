"""The rules of architectures' families, given a published network's numbers, give the figures its paper tells."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.families import family
from quizcv.problems.families.architectures.alexnet import LAYERS, chain
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.given import Derived
from quizcv.problems.sampling import calculation_of


def answer(name: str, variant: int, **drawn: int | Fraction | tuple[int, ...]) -> tuple[int | Fraction, ...]:
    """A family's right answer for these numbers in place of drawn ones."""
    template = family(name).templates[variant]
    values: dict[str, int | Fraction | str | tuple[int | Fraction, ...]] = {}
    for key, entry in template.given.items():
        values[key] = evaluate(entry.tree, values) if isinstance(entry, Derived) else drawn[key]
    return calculation_of(template.answer)(values)


PUBLISHED = [
    # LeCun et al. 1998, section II.B
    ("lenet-c3", 0, {"m": 6, "a": 6, "b": 9, "c": 1}, (1516,)),
    ("lenet-c3", 1, {"m": 6, "a": 6, "b": 9, "c": 1, "s": 10}, (151_600,)),
    # Krizhevsky et al. 2012, figure 2
    ("alexnet-shape", 0, {"n": 227}, (96, 27, 27)),
    ("alexnet-shape", 1, {"n": 227}, (256, 27, 27)),
    ("alexnet-shape", 2, {"n": 227}, (384, 13, 13)),
    ("alexnet-shape", 3, {"n": 227}, (256, 6, 6)),
    ("alexnet-fc6", 0, {"n": 227, "m": 4096}, (37_748_736,)),
    # Caffe's table of AlexNet: conv2 (grouped) and conv3
    ("alexnet-towers", 0, {"g": 2, "k": 5, "a": 48, "b": 128}, (307_456,)),
    ("alexnet-towers", 1, {"g": 2, "k": 3, "a": 128, "b": 192}, (885_120,)),
    # Simonyan & Zisserman 2015, tables 1 and 2
    ("vgg-weight-layers", 0, {"a": 2, "b": 2, "c": 4, "d": 4, "e": 4}, (19,)),
    ("vgg-weight-layers", 1, {"a": 2, "b": 2, "x": 3}, (3,)),
    ("vgg-stage", 0, {"c_in": 256, "c": 512, "n": 3}, (5_899_776,)),
    (
        "vgg-fc-share",
        0,
        {"net": (16, 14_714_688), "s": 7, "m": 1000, "h": 4096},
        (Fraction(123_642_856, 138_357_544),),
    ),
    # Szegedy et al. 2015, table 1: inception (3a); 163,696 with biases
    ("inception-channels", 0, {"c_in": 192, "a": 64, "r": 96, "b": 128, "q": 16, "c": 32, "d": 32}, (256,)),
    ("inception-weights", 0, {"c_in": 192, "a": 64, "r": 96, "b": 128, "q": 16, "c": 32, "d": 32}, (163_328,)),
    # Iandola et al. 2016, table 1: fire2 and fire9
    ("squeezenet-fire", 0, {"c_in": 96, "s": 16, "a": 64, "b": 64}, (11_920,)),
    ("squeezenet-fire", 0, {"c_in": 512, "s": 64, "a": 256, "b": 256}, (197_184,)),
    (
        "squeezenet-widths",
        0,
        {"a": 128, "v": 128, "f": 2, "i": 7, "p": Fraction(1, 2), "q": Fraction(1, 8)},
        (64,),
    ),
    # He et al. 2016, table 1 and section 4.2
    ("resnet-cifar-depth", 0, {"n": 18}, (110,)),
    ("resnet-cifar-depth", 1, {"n": 9}, (9,)),
    ("resnet-cifar-depth", 2, {"n": 18}, (164,)),
    ("resnet-depth", 0, {"a": 3, "b": 4, "c": 6, "d": 3}, (50,)),
    ("resnet-depth", 0, {"a": 3, "b": 8, "c": 36, "d": 3}, (152,)),
    ("resnet-depth", 1, {"a": 3, "b": 4, "c": 6, "d": 3}, (34,)),
    ("resnet-depth", 2, {"a": 3, "b": 4, "c": 23, "d": 3}, (23,)),
    # PyTorch's ResNet-50 and ResNet-34, layer4 without batch normalisation
    ("resnet-stage", 0, {"c": 1024, "m": 512, "n": 3}, (14_942_208,)),
    ("resnet-stage", 1, {"c": 256, "n": 3}, (13_107_200,)),
    # Xie et al. 2017, section 3.3: about 70k
    ("resnext-block", 0, {"c": 256, "n": 32, "d": 4}, (70_144,)),
    ("resnext-block", 1, {"n": 32, "d": 4, "l": 5}, (1024,)),
    # Veit et al. 2016, figure 1: three blocks make eight paths; Huang et al. 2016, section 3: 54 blocks leave about 40
    ("residual-paths", 0, {"n": 3, "d": 0}, (8,)),
    ("stochastic-depth", 1, {"n": 54, "p": Fraction(1, 2)}, (Fraction("40.25"),)),
    # Huang et al. 2017, table 1: DenseNet-121 and -201
    ("densenet-growth", 0, {"c": 64, "k": 32, "n": 6}, (256,)),
    ("densenet-transition", 1, {"k": 32, "x": 6, "y": 12, "z": 24}, (512,)),
    ("densenet-depth", 0, {"a": 6, "b": 12, "c": 48, "d": 32}, (201,)),
    ("densenet-depth", 1, {"n": 12}, (40,)),
    ("densenet-connections", 0, {"n": 5}, (15,)),
    # Howard et al. 2017, table 3: the depthwise separable layer of 14 x 14 x 512
    (
        "mobilenet-layer",
        0,
        {"alpha": Fraction(3, 4), "r": 160, "f": 14, "narrower": 1, "wider": 1},
        (15_091_200,),
    ),
    # Tan & Le 2019, table 2 of the published code: B1's head and B7's stem and blocks
    ("efficientnet-rounding", 0, {"n": 32, "w": Fraction(2)}, (64,)),
    ("efficientnet-rounding", 0, {"n": 1280, "w": Fraction(11, 10)}, (1408,)),
    ("efficientnet-rounding", 1, {"n": 1, "o": 3, "p": 4, "u": 310}, (4 + 10 + 13,)),
    # Ronneberger et al. 2015, figure 1
    ("unet-output", 2, {"b": 32}, (388,)),
    # Dosovitskiy et al. 2021: ViT-B/16 at 224 and 384
    ("vit-tokens", 0, {"p": 16, "a": 14, "b": 14}, (197,)),
    ("vit-patch-embedding", 0, {"p": 16, "c": 3, "d": 768}, (590_592,)),
    ("vit-patch-embedding", 1, {"p": 16, "g": 14, "d": 768}, (742_656,)),
    ("vit-resolution", 0, {"p": 16, "a": 14, "b": 24}, (577,)),
    # torchvision's ConvNeXt-T: a block of 96 channels, and the step from 96 to 192
    ("convnext-block", 0, {"c": 96, "k": 7}, (79_296,)),
    ("convnext-block", 1, {"c": 96}, (74_112,)),
    # Liu et al. 2021, figure 3: Swin-T at 224
    ("swin-stages", 0, {"a": 7, "b": 7, "c": 96, "l": 4}, (768, 7, 7)),
    ("swin-stages", 1, {"m": 7, "a": 1, "l": 1}, (64,)),
    ("swin-stages", 2, {"c": 96, "l": 2}, (73_728,)),
]


@pytest.mark.parametrize(("name", "variant", "drawn", "figures"), PUBLISHED)
def test_a_published_network_gets_its_papers_figures(
    name: str,
    variant: int,
    drawn: dict[str, int | Fraction | tuple[int, ...]],
    figures: tuple[int | Fraction, ...],
) -> None:
    assert answer(name, variant, **drawn) == figures


def test_efficientnets_constants_nearly_double_the_flops() -> None:
    """Tan & Le 2019, section 3.3: 1.2, 1.1 and 1.15 keep the product near 2."""
    (factor,) = answer("efficientnet-scaling", 0, a=120, b=110, c=115, phi=1)
    assert factor == Fraction("1.920270")


@given(side=st.integers(67, 600), count=st.integers(1, len(LAYERS)))
def test_alexnets_side_is_the_number_of_places_each_window_takes(side: int, count: int) -> None:
    layers = LAYERS[:count]
    formula = evaluate(parse(chain(layers), {"n"}), {"n": side})
    for layer in layers:
        padded = side + 2 * layer.padding
        side = sum(1 for start in range(0, padded, layer.stride) if start + layer.kernel <= padded)
    assert formula == side


@pytest.mark.parametrize("name", ["resnet-depth", "resnet-cifar-depth", "vgg-weight-layers", "densenet-growth"])
def test_a_question_asked_backwards_is_answered_with_a_whole_number(name: str) -> None:
    for seed in range(200):
        assert family(name).draw("test", seed).answer.numbers[0].denominator == 1

"""Networks layer by layer: the published totals to the last parameter, PyTorch's figures for each layer, and the laws of shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizcv.errors import ContentError, UsageError
from quizcv.problems.authoring import same_answer
from quizcv.problems.drawing import DrawError
from quizcv.problems.families import catalogue
from quizcv.problems.families.networks.drawing import PUBLISHED, TOPIC
from quizcv.problems.network.features import Feature, Window, joined, seen, sides
from quizcv.problems.network.finding import find_network
from quizcv.problems.network.reading import read_network, read_network_text
from quizcv.problems.network.shipped import folder, names, shipped, table_text
from quizcv.problems.network.table import decode, encode
from quizcv.problems.values import Expects
from tests.fresh import printed

if TYPE_CHECKING:
    from quizcv.problems.values import Answer

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "networks.json").read_text(encoding="utf-8"))[
    "networks"
]
TOTALS = {
    "alexnet": 60_965_224,
    "alexnet-torchvision": 61_100_840,
    "convnext-t": 28_589_128,
    "densenet121": 7_978_856,
    "efficientnet-b0": 5_288_548,
    "googlenet": 6_624_904,
    "inception-v3": 27_161_264,
    "mobilenet-v1": 4_231_976,
    "mobilenet-v2": 3_504_872,
    "resnet101": 44_549_160,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet50-original": 25_557_032,
    "resnext50-32x4d": 25_028_904,
    "retinanet-r50-fpn": 34_014_999,
    "squeezenet1-0": 1_248_424,
    "vgg11": 132_863_336,
    "vgg13": 133_047_848,
    "vgg16": 138_357_544,
    "vgg19": 143_667_240,
    "vit-b-16": 86_567_656,
}
FIELDS = {
    "alexnet": 195,
    "vgg16": 212,
    "resnet50": 427,
    "resnet50-original": 483,
    "mobilenet-v1": 315,
    "inception-v3": 1311,
}
MACS = {"resnet50": 4_089_184_256, "resnet50-original": 3_857_973_248, "mobilenet-v1": 568_740_352}


@pytest.mark.parametrize("name", TOTALS)
class TestEveryShippedNetwork:
    def test_has_its_published_number_of_parameters(self, name: str) -> None:
        assert shipped(name).parameters == TOTALS[name] == VECTORS[name]["parameters"]

    def test_multiplies_as_often_as_pytorch_counts(self, name: str) -> None:
        assert shipped(name).macs == VECTORS[name]["macs"]

    def test_has_pytorchs_shape_parameters_and_sight_in_every_layer(self, name: str) -> None:
        rows = {row.name: row for row in shipped(name).rows}
        for layer, figures in VECTORS[name]["layers"].items():
            row = rows[layer]
            assert list(row.output) == figures["output"], layer
            assert row.parameters == figures["parameters"], layer
            if figures["macs"]:
                assert row.macs == figures["macs"], layer
            if "field" in figures:
                assert row.field is not None
                assert row.jump is not None
                assert (row.field[0], row.jump[0]) == (figures["field"], figures["jump"]), layer

    def test_has_a_table_that_is_what_its_file_comes_to(self, name: str) -> None:
        network = read_network(folder() / f"{name}.yaml")

        assert network == shipped(name)
        written = (folder() / "tables" / f"{name}.json").read_text(encoding="utf-8")
        assert written == table_text(network), "write the tables anew with: make networks"
        assert decode(json.loads(json.dumps(encode(network)))) == network


def test_the_shipped_networks_are_those_with_totals_and_all_are_drawn_from() -> None:
    assert sorted(TOTALS) == list(names()) == sorted(PUBLISHED)
    assert sorted(path.stem for path in folder().glob("*.yaml")) == list(names())


@pytest.mark.parametrize(("name", "size"), FIELDS.items())
def test_the_last_map_sees_as_far_as_published(name: str, size: int) -> None:
    last = shipped(name).last_map

    assert last is not None
    assert last.field == (size, size)


@pytest.mark.parametrize(("name", "macs"), MACS.items())
def test_macs_are_those_published(name: str, macs: int) -> None:
    assert shipped(name).macs == macs


def test_another_input_changes_maps_and_macs_and_no_parameter() -> None:
    usual, larger = shipped("resnet50"), find_network("resnet50", (448, 448))

    assert larger.input == (3, 448, 448)
    assert larger.parameters == usual.parameters
    assert larger.rows[0].macs == 4 * usual.rows[0].macs
    assert [row.field for row in larger.rows] == [row.field for row in usual.rows]


def test_weights_that_are_shared_count_once_and_multiply_on_every_level() -> None:
    rows = {row.name: row for row in shipped("retinanet-r50-fpn").rows}

    assert rows["class_p3.predict"].parameters == 256 * 9 * 91 * 9 + 9 * 91
    assert rows["class_p7.predict"].parameters == 0
    assert rows["class_p7.predict"].macs == 9 * 256 * 9 * 91 * 7 * 7


def test_a_layer_of_another_height_than_width_has_two_of_each() -> None:
    row = read_network_text(
        "network: n\ninput: 3x32x64\nlayers:\n  - {conv: 8, kernel: 1x7, padding: 0x3, stride: 1x2}\n"
    ).rows[0]

    assert row.output == (8, 32, 32)
    assert row.field == (1, 7)
    assert row.jump == (1, 2)


@pytest.mark.parametrize(
    ("name", "near"),
    [("resnet5", "'resnet50'"), ("ResNet-50", "'resnet50'"), ("vgg", "'vgg"), ("zzz", "quizcv network")],
)
def test_an_unknown_network_names_near_ones(name: str, near: str) -> None:
    with pytest.raises(UsageError, match="there is no network") as caught:
        shipped(name)
    assert near in str(caught.value)


def test_a_shipped_network_is_drawn_from_without_yaml() -> None:
    code = (
        "import sys\n"
        "from quizcv.problems.families import family\n"
        "family('network-total').draw('d', 1)\n"
        "print([m for m in ('yaml', 'pydantic', 'sympy', 'quizcv.problems.network.reading') if m in sys.modules])\n"
    )
    assert printed(code).strip() == "[]"


# Laws


small = st.integers(1, 4)
windows = st.builds(
    Window,
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    st.tuples(small, small),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
maps = st.tuples(st.integers(1, 40), st.integers(1, 40))


@given(maps, windows)
def test_a_side_is_as_many_windows_as_can_be_laid_down(size: tuple[int, int], window: Window) -> None:
    for n, found, reach, stride, padding in zip(
        size, sides(size, window), window.reach, window.stride, window.padding, strict=True
    ):
        starts = [start for start in range(-padding, n + padding, stride) if start + reach <= n + padding]
        assert found == len(starts)


@given(maps, windows)
def test_rounding_up_adds_one_window_at_most_and_it_begins_on_the_map(size: tuple[int, int], window: Window) -> None:
    assume(all(2 * padding <= kernel for padding, kernel in zip(window.padding, window.kernel, strict=True)))
    down, up = sides(size, window), sides(size, window, ceil=True)
    for n, low, high, stride, padding in zip(size, down, up, window.stride, window.padding, strict=True):
        assert high - low in ({0, 1} if low else {0})
        if high > low:
            assert (high - 1) * stride - padding < n


@given(st.lists(windows, max_size=5))
def test_a_value_sees_every_pixel_that_the_windows_reach(chain: list[Window]) -> None:
    feature = Feature((1, 1, 1))
    for window in chain:
        feature = Feature((1, 1, 1), *seen(feature, window))
    for axis in (0, 1):
        reached = [np.array([0]), np.array([1])]
        for window in reversed(chain):
            steps = np.arange(window.kernel[axis]) * window.dilation[axis]
            reached = [np.unique((each[:, None] * window.stride[axis] + steps).ravel()) for each in reached]
        assert feature.field is not None
        assert feature.jump is not None
        assert feature.field[axis] == reached[0].max() - reached[0].min() + 1
        assert feature.jump[axis] == reached[1].min() - reached[0].min()


@given(st.lists(st.tuples(st.integers(1, 64), st.integers(1, 99)), min_size=2, max_size=5))
def test_branches_put_behind_one_another_add_their_channels_and_the_farthest_sight_counts(
    branches: list[tuple[int, int]],
) -> None:
    made = joined([Feature((channels, 7, 7), (size, size), (4, 4)) for channels, size in branches], "concat")

    assert made.shape == (sum(channels for channels, _ in branches), 7, 7)
    assert made.field == (max(size for _, size in branches),) * 2


@given(st.integers(1, 8), st.integers(1, 8), st.integers(1, 6), st.integers(8, 20))
def test_a_convolution_in_groups_has_the_parameters_of_its_parts(
    groups: int, share: int, kernel: int, side: int
) -> None:
    def parameters(channels: int, into: int) -> tuple[int, int]:
        text = (
            f"network: n\ninput: {channels}x{side}x{side}\nlayers:\n"
            f"  - {{conv: {into}, kernel: {kernel}, groups: {groups if channels > share else 1}}}\n"
        )
        network = read_network_text(text)
        return network.parameters, network.macs

    whole, part = parameters(groups * share, 2 * groups), parameters(share, 2)
    assert whole == tuple(groups * each for each in part)


def test_a_map_made_larger_and_smaller_again_is_where_it_was() -> None:
    rows: tuple[Any, ...] = read_network_text(
        "network: n\ninput: 3x16x16\nlayers:\n"
        "  - {conv: 4, kernel: 3, stride: 2, padding: 1}\n  - {upsample: 2}\n"
        "  - {transposed: 4, kernel: 2, stride: 2}\n  - {avgpool: 2}\n  - {adaptivepool: 4}\n"
    ).rows

    assert [row.output for row in rows] == [(4, 8, 8), (4, 16, 16), (4, 32, 32), (4, 16, 16), (4, 4, 4)]
    assert [row.jump[0] for row in rows] == [2, 1, 0.5, 1, 4]
    assert rows[2].parameters == 4 * 4 * 4 + 4
    assert rows[2].macs == 4 * 4 * 4 * 16 * 16


layers = st.lists(
    st.one_of(
        st.builds(
            "{{conv: {}, kernel: {}, stride: {}, padding: {}, dilation: {}, norm: {}, bias: {}}}".format,
            st.integers(1, 40),
            st.sampled_from([1, 3, "1x3", "3x1", 5]),
            st.integers(1, 3),
            st.integers(0, 2),
            st.integers(1, 2),
            st.sampled_from(["none", "batch", "layer", "frozen"]),
            st.sampled_from(["yes", "no"]),
        ),
        st.builds("{{{}: {}, stride: {}}}".format, st.sampled_from(["maxpool", "avgpool"]), small, small),
        st.sampled_from(
            ["{norm: batch}", "{upsample: 2}", "{adaptivepool: 5}", "{add: [[], []]}", "{concat: [[], []]}"]
        ),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=50, deadline=None)
@given(layers, st.sampled_from([[], ["flatten", "{linear: 10}"]]), st.integers(0, 99))
def test_whatever_network_somebody_writes_the_families_ask_about_it_or_say_they_can_not(
    entries: list[str], behind: list[str], seed: int
) -> None:
    lines = [*entries, *behind]
    try:
        network = read_network_text(
            "network: own\ninput: 2x40x30\nlayers:\n" + "".join(f"  - {each}\n" for each in lines)
        )
    except ContentError:
        return
    for family in catalogue():
        if family.topic != TOPIC:
            continue
        try:
            instance = family.of(network).draw("", seed)
        except (UsageError, DrawError):
            continue
        assert instance.values["network"] == "own"
        assert all(not same_answer(mistake.answer, instance.answer) for mistake in instance.mistakes)
        assert instance.steps[-1].text.replace("{,}", "").rstrip("$").endswith(_end(instance.answer))


def _end(answer: Answer) -> str:
    return answer.text if answer.expects is Expects.CHOICE else str(answer.numbers[-1])

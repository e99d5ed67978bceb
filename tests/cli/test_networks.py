"""`quizcv network`, and problems about one network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.mathtext import cells
from quizcv.problems.network.shipped import names
from tests.cli.test_house import completed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv

MINE = """\
network: mine
title: Mine
input: 1x28x28
layers:
  - {name: conv1, conv: 16, kernel: 3, padding: 1, norm: batch}
  - {name: pool1, maxpool: 2}
  - {name: conv2, conv: 32, kernel: 3, stride: 2, padding: 1}
  - {name: conv3, conv: 64, kernel: 3, stride: 2, padding: 1}
  - flatten
  - {name: fc, linear: 10}
"""
JSON_KEYS = ["name", "paper", "year", "input", "layers", "parameters", "macs", "activations"]
LAYER_KEYS = ["name", "kind", "output", "parameters", "macs", "receptive_field", "jump"]


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def test_a_network_is_shown_as_json_in_the_promised_form(quizcv: Quizcv) -> None:
    network = quizcv("network", "resnet50", "--json").json

    assert list(network) == JSON_KEYS
    assert all(list(layer) == LAYER_KEYS for layer in network["layers"])
    assert (network["name"], network["year"], network["input"]) == ("resnet50", 2015, [3, 224, 224])
    assert network["parameters"] == sum(layer["parameters"] for layer in network["layers"]) == 25_557_032
    assert network["macs"] == sum(layer["macs"] for layer in network["layers"]) == 4_089_184_256
    layers = {layer["name"]: layer for layer in network["layers"]}
    assert layers["conv5_3.add"]["receptive_field"] == 427
    assert layers["conv5_3.add"]["jump"] == 32
    assert layers["fc"]["receptive_field"] is None
    assert layers["fc"]["jump"] is None


def test_a_file_that_says_no_year_has_none(quizcv: Quizcv, mine: str) -> None:
    network = quizcv("network", mine, "--json").json

    assert (network["year"], network["paper"]) == (None, "")


def test_a_sight_that_differs_in_height_and_width_is_two_numbers(quizcv: Quizcv) -> None:
    layers = {layer["name"]: layer for layer in quizcv("network", "inception-v3", "--json").json["layers"]}

    assert layers["mixed6b.seven1"]["receptive_field"] == [159, 255]


@pytest.mark.parametrize("name", ["", *names()])
def test_a_table_fits_eighty_columns(quizcv: Quizcv, name: str) -> None:
    for arguments in ([name, "--layers"], [name]) if name else ([],):
        shown = quizcv("network", *arguments)

        assert shown.code == 0
        assert max(map(cells, shown.out.splitlines())) <= 80


def test_equal_blocks_of_a_stage_are_one_line_whose_costs_are_summed_up(quizcv: Quizcv) -> None:
    shown = quizcv("network", "resnet50").out

    assert "conv4_2–6" in shown
    assert "5 blocks of 4" in shown
    assert "25,557,032 (97.5 MiB as float32)" in shown
    assert "4,089,184,256 (4.089 G; twice as many FLOPs)" in shown
    assert "427×427 pixels at conv5_3.add, jump 32" in shown
    assert len(shown.splitlines()) < 30
    assert "· shortcut" in quizcv("network", "resnet50", "--layers").out


def test_the_list_has_every_shipped_network(quizcv: Quizcv) -> None:
    listed = quizcv("network", "--json").json

    assert [each["name"] for each in listed] == list(names())
    assert all(list(each) == ["name", "paper", "year", "input", "parameters", "macs"] for each in listed)
    assert all(name in quizcv("network").out for name in names())


@pytest.mark.parametrize(
    ("size", "shape"), [("320x320", [3, 320, 320]), ("256", [3, 256, 256]), ("1x64x96", [1, 64, 96])]
)
def test_another_input_size(quizcv: Quizcv, size: str, shape: list[int]) -> None:
    assert quizcv("network", "resnet18", "--input", size, "--json").json["input"] == shape


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["resnet5"], 2, "did you mean 'resnet50'"),
        (["nowhere.yaml"], 2, "there is no network file 'nowhere.yaml'"),
        (["resnet50", "--input", "large"], 2, "'large' is no input size"),
        (["--input", "32x32"], 2, "--input needs a network"),
        (["vgg16", "--input", "16x16"], 2, "a window of 2×2 does not fit into 1×1"),
    ],
)
def test_what_can_not_be_shown_is_told(quizcv: Quizcv, arguments: list[str], code: int, message: str) -> None:
    ended = quizcv("network", *arguments)

    assert ended.code == code
    assert message in ended.err
    assert not ended.out


def test_a_file_of_ones_own_works_as_a_shipped_network(quizcv: Quizcv, mine: str) -> None:
    assert quizcv("network", mine, "--json").json["parameters"] == (9 + 2) * 16 + (9 * 16 + 1) * 32 + (
        9 * 32 + 1
    ) * 64 + 10 * (64 * 4 * 4 + 1)
    for family in ("network-output", "network-total", "network-jump", "network-largest-layer"):
        (problem,) = quizcv("problem", family, "--network", mine, "--seed", "1", "--json").json
        assert problem["values"]["network"] == "mine"
        assert "Mine" in problem["prompt"]
    assert quizcv("drill", "networks", "--network", mine, "--count", "3", typed="\n\nq\n").code == 0


def test_a_file_with_faults_is_told_with_line_and_column(quizcv: Quizcv, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(MINE.replace("kernel", "kernal"), encoding="utf-8")

    ended = quizcv("network", str(path))

    assert ended.code == 3
    assert f"{path}:5:29: unknown key 'kernal'; did you mean 'kernel'?" in ended.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["problem", "conv-output", "--network", "vgg16"], "the family 'conv-output' is not about networks"),
        (["problem", "network-output", "--network", "vgg61"], "there is no network 'vgg61'"),
        (["problem", "network-jump", "--network", "vit-b-16"], "has nothing that 'network-jump' could ask about"),
        (["problem", "small/output", "--network", "vgg16"], "--network goes with a family"),
        (["drill", "small", "--network", "vgg16"], "with a network, name families or topics"),
        (["drill", "iou", "--network", "vgg16"], "the family 'iou' is not about networks"),
        (["drill", "detection", "--network", "vgg16"], "nothing in 'detection' can ask about the network 'vgg16'"),
        (["network", "vgg16", "--input", "7x7"], "vgg16 can't take an input of 7x7: "),
    ],
)
def test_what_can_not_be_asked_about_a_network_is_told(quizcv: Quizcv, arguments: list[str], message: str) -> None:
    ended = quizcv(*arguments)

    assert ended.code == 2
    assert message in ended.err


def test_a_problem_that_is_a_choice_shows_its_options_and_is_judged_by_them(quizcv: Quizcv, home: Path) -> None:
    (home / "decks" / "nets.yaml").write_text(
        "deck: nets\ncards:\n  - {id: largest, kind: problem, family: network-largest-layer, network: vgg16}\n",
        encoding="utf-8",
    )
    question = quizcv("next", "nets", "--json").json
    assert question["expects"] == "choice"
    assert len(question["options"]) == 4
    shown = quizcv("show", "nets/largest", "--seed", str(question["seed"]), "--json").json
    number = question["options"].index(shown["answer"]) + 1

    verdict = quizcv("answer", "nets/largest", "--response", str(number), "--json").json
    assert verdict["verdict"] == "right"
    mistake = shown["mistakes"][0]
    seed = str(question["seed"])
    wrong = quizcv("answer", "nets/largest", "--seed", seed, "--response", mistake["answer"], "--json").json
    assert (wrong["verdict"], wrong["diagnosis"]) == ("wrong", mistake["says"])


def test_networks_and_files_are_completed(quizcv: Quizcv, monkeypatch: pytest.MonkeyPatch, mine: str) -> None:
    assert "resnet50" in completed(quizcv, monkeypatch, "network", "resn")
    assert mine in completed(quizcv, monkeypatch, "network", mine[:-6])
    assert "vgg16" in completed(quizcv, monkeypatch, "problem", "network-output", "--network", "vgg")


def test_a_folder_is_no_network(quizcv: Quizcv, tmp_path: Path) -> None:
    ended = quizcv("network", f"{tmp_path}/")
    assert ended.code == 2
    assert "is a folder; name the network file in it" in ended.err

"""A network file of one's own: every fault with its line, its column and a mend; and files that mean harm end in a message."""

from __future__ import annotations

import re
from contextlib import suppress
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.errors import ContentError
from quizcv.problems.network.reading import read_network, read_network_text

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "network: n\ninput: 3x32x32\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_network_text(text, "n.yaml")
    return [str(each) for each in caught.value.diagnostics]


def faults_of_layers(*lines: str) -> list[str]:
    return faults(HEAD + "layers:\n" + "".join(f"  - {line}\n" for line in lines))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{conv: 8, kernal: 3}", "4:15: unknown key 'kernal'; did you mean 'kernel'?"),
        ("{con: 8}", "4:6: no key says what this is; did you mean 'conv'?"),
        ("{conv: 8, kernel: 5x}", "4:24: kernel: "),
        ("{conv: 8, kernel: 64}", "4:23: a window of 64×64 does not fit into 32×32 (the map with its padding)"),
        ("{conv: 8, kernel: 3, groups: 2}", "4:34: 3 input channels can't be divided into 2 groups"),
        ("{conv: out}", "4:12: conv: unknown name 'out'"),
        ("{conv: channels/2}", "4:12: conv comes to 3/2, which is no whole number"),
        ("{conv: 0}", "4:12: conv is 0, and may be 1 to 1,000,000"),
        ("{conv: 8, norm: bach}", "4:21: there is no norm 'bach'; did you mean 'batch'?"),
        ("{conv: 8, bias: maybe}", "4:21: bias is yes or no, not 'maybe'"),
        (
            "{conv: 8, kernel: 2, padding: same}",
            "4:35: the same padding on both sides needs an odd kernel; write a number",
        ),
        ("{linear: 10}", "4:14: linear works on a vector or a row of tokens, and a feature map (3×32×32) goes in"),
        ("{attention: 2}", "4:17: attention works on a row of tokens"),
        ("relu", "4:5: activation functions change no shape and have no weights; leave them out"),
        ("flaten", "4:5: there is no layer 'flaten'; did you mean 'flatten'?"),
        ("conv", "4:5: conv needs a value: write {conv: ...}"),
        ("{conv: 8, maxpool: 2}", "4:15: an entry is one thing; this is conv and maxpool; write two entries"),
        ("{use: block}", "4:11: 'block' is no block; the blocks are: none"),
        ("{add: [[]]}", "4:11: add takes two or more branches"),
        (
            "{add: [[{conv: 8}], []]}",
            "4:11: add: the branches come to 8×32×32 and 3×32×32; both must have the same shape",
        ),
        ("{concat: [[{maxpool: 2}], []]}", "4:14: concat: 3×32×32 can't be put behind 3×16×16"),
        ("{from: nowhere, conv: 8}", "4:12: there is no layer 'nowhere'; name one that stands before it"),
        ("{conv: 8, name: 1x}", "4:21: '1x' is no name; use letters, digits, - and _, beginning with a letter"),
        ("{conv: 8, repeat: 0}", "4:23: repeat is 0, and may be 1 to 1,000"),
        ("{conv: 8, when: channels}", "4:21: when: "),
        ("{conv: 8, shares: a}", "4:23: an entry that shares weights needs a name: of its own"),
        ("{name: b, conv: 8, shares: a}", "4:32: there is no part 'a' to share weights with"),
        ("{maxpool: 2, padding: 2}", "4:27: the padding of a pooling is at most half its window"),
        ("[{conv: 8}]", "4:5: a list stands where a layer belongs"),
    ],
)
def test_a_fault_is_told_at_its_place_with_a_mend(line: str, told: str) -> None:
    (found,) = faults_of_layers(line)

    assert found.startswith(f"n.yaml:{told}")


def test_all_misspelt_keys_are_told_at_once() -> None:
    found = faults("netwrk: n\ninput: 32\nlayers:\n  - {conv: 8, strid: 2}\n  - {maxpol: 2}\n")

    assert [re.sub(r";.*", "", each) for each in found] == [
        "n.yaml:1:1: a network file needs `network:`",
        "n.yaml:1:1: unknown key 'netwrk'",
        "n.yaml:2:8: input '32' is no shape",
        "n.yaml:4:15: unknown key 'strid'",
        "n.yaml:5:6: no key says what this is",
    ]


def test_a_name_that_is_taken_is_told_with_the_line_of_the_other() -> None:
    (found,) = faults_of_layers("{name: a, conv: 8}", "{name: a, conv: 8}")

    assert found == "n.yaml:5:12: the name 'a' is already taken in line 4; choose another one"


def test_a_block_without_one_of_its_numbers_says_which() -> None:
    text = HEAD + "blocks:\n  b:\n    with: {out: }\n    layers:\n      - {conv: out}\nlayers:\n  - {use: b}\n"

    assert faults(text) == ["n.yaml:9:11: the block 'b' needs `out:`; add it"]


def test_layers_that_are_not_the_same_share_no_weights() -> None:
    found = faults_of_layers("{name: a, conv: 8}", "{name: b, conv: 8, shares: a}")

    assert found == ["n.yaml:5:5: 'b' can't have the weights of 'a': the layers are not the same"]


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just words", "network: [n]\ninput: {}\nlayers: 3\n", "layers: {}\n", "a: &x [*x]\n"]
)
def test_what_is_no_network_says_how_one_begins(text: str) -> None:
    assert all(each.startswith("n.yaml:") for each in faults(text))


BOMBS = {
    "repeats inside repeats": HEAD
    + "layers:\n  - {name: a, repeat: 1000, layers: [{name: b, repeat: 1000, layers: [{name: c, repeat: 1000, layers: [flatten]}]}]}\n",
    "repeats of nothing": HEAD
    + "layers:\n  - {name: a, repeat: 1000, layers: [{name: b, repeat: 1000, layers: []}]}\n",
    "blocks that double": HEAD
    + "blocks:\n"
    + "".join(f"  b{n}:\n    layers: [{{use: b{n + 1}}}, {{use: b{n + 1}}}]\n" for n in range(10))
    + "  b10:\n    layers: [{maxpool: 1}]\nlayers:\n  - {repeat: 1000, use: b0}\n",
    "a block in itself": HEAD + "blocks:\n  b:\n    layers: [{use: b}]\nlayers:\n  - {use: b}\n",
    "two blocks in one another": HEAD
    + "blocks:\n  a:\n    layers: [{use: b}]\n  b:\n    layers: [{use: a}]\nlayers:\n  - {use: a}\n",
    "channels that double": HEAD + "layers:\n  - {repeat: 1000, concat: [[], []]}\n",
    "strides that multiply": HEAD + "layers:\n  - {repeat: 1000, conv: 1, stride: 1000000}\n",
    "maps that grow": HEAD + "layers:\n  - {repeat: 1000, upsample: 1000}\n",
    "fractions that grow": "network: n\ninput: 3x99991x99991\nlayers:\n  - {repeat: 1000, layers: [{adaptivepool: 99989}, {adaptivepool: 99991}]}\n",
    "a power": HEAD + "layers:\n  - {conv: 9^9^9^9}\n",
    "digits": HEAD + f"layers:\n  - {{conv: {'9' * 100_000}}}\n",
    "brackets": HEAD + "layers: " + "[" * 10_000,
    "aliases": HEAD + "a: &a [x]\nb: &b [*a, *a]\nlayers: [*b, *b]\n",
    "tags": HEAD + "layers: !!python/object/apply:os.system ['true']\n",
    "many layers": HEAD + "layers:\n" + "  - {maxpool: 1}\n" * 5_001,
    "one long name": HEAD + f"layers:\n  - {{conv: 8, name: {'a' * 100_000}}}\n",
    "padding": HEAD + "layers:\n  - {repeat: 1000, conv: 1000000, padding: 1000000}\n",
    "a megabyte": HEAD + "# " + "x" * 1024 * 1024,
    "control characters": HEAD + "layers:\n  - {conv: 8, name: \x1b[31m}\n",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_file_that_means_harm_ends_in_a_message_and_soon(text: str) -> None:
    begun = process_time()
    found = faults(text)

    assert process_time() - begun < 3
    assert len(found[0]) < 400


@given(st.text(alphabet="{}[]:,-&*!|> \n#abconvluse1x/^()", max_size=80))
def test_whatever_stands_below_layers_is_a_network_or_a_list_of_faults(text: str) -> None:
    with suppress(ContentError):
        assert read_network_text(f"{HEAD}layers:\n{text}\n", "n.yaml").input == (3, 32, 32)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_bytes(b"network: \xff\n")

    with pytest.raises(ContentError, match=r"n.yaml:1:10: the byte 0xFF is no UTF-8"):
        read_network(path)


def test_words_and_formulas_misspelt_in_several_entries_are_told_at_once() -> None:
    found = faults_of_layers(
        "{conv: 8, kernal: 3, norm: btach}",
        "{conv: chanels*2, bias: maybe}",
        "{maxpool: 2, ceil: perhaps}",
        "{conv: 2*(channels}",
        "{conv: 8, when: channels >}",
    )
    assert [each.partition(": ")[2] for each in found] == [
        "unknown key 'kernal'; did you mean 'kernel'?",
        "there is no norm 'btach'; did you mean 'batch'?",
        "conv: unknown name 'chanels'; did you mean 'channels'?",
        "bias is yes or no, not 'maybe'",
        "ceil is yes or no, not 'perhaps'",
        "conv: the bracket '(' is not closed; add ')'",
        "when: the formula ends too early: a number or a name is missing",
    ]


def test_a_misspelt_parameter_in_a_block_is_told_before_the_block_is_used() -> None:
    blocks = "blocks:\n  r: {with: {out: , s: 1}, layers: [{conv: otu, stride: s, first: {stride: t}, repeat: 2}]}\n"
    found = faults(HEAD + blocks + "layers:\n  - flatten\n")
    assert [each.partition(": ")[2] for each in found] == [
        "conv: unknown name 'otu'; did you mean 'out'?",
        "stride: unknown name 't'; the names here are channels, out, s",
    ]


@pytest.mark.parametrize(
    ("entry", "meant"), [("dense: 10", "linear"), ("Conv2d: 8", "conv"), ("batch_norm: x", "norm")]
)
def test_names_that_frameworks_have_lead_to_ours(entry: str, meant: str) -> None:
    assert faults_of_layers(f"{{{entry}}}") == [f"n.yaml:4:6: no key says what this is; did you mean '{meant}'?"]

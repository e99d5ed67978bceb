"""`quizcv network`: a network layer by layer, with what each layer costs and sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import NETWORKS
from quizcv.cli.printing import emit, json_option, say, say_table
from quizcv.errors import ContentError, UsageError

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.network.table import Network

MEBI = 1024 * 1024
BYTES = 4
"""Of a number as it is trained: float32."""


@click.command("network", epilog="Example: quizcv network resnet50 --layers")
@click.argument(
    "name",
    metavar="[NAME|FILE]",
    required=False,
    shell_complete=NETWORKS,
    help="A shipped network, or a file of yours: mine.yaml.",
)
@click.option("--input", "size", metavar="HxW", help="Another input size: 320x320, or 1x28x28 with the channels.")
@click.option("--layers", "every", is_flag=True, help="Every layer, also inside blocks and repetitions.")
@json_option
def network_command(name: str | None, size: str | None, *, every: bool, as_json: bool) -> None:
    """Show a network layer by layer, with its totals.

    Without a name, the networks that come with quizcv.
    """
    from quizcv.problems.network.finding import find_network  # noqa: PLC0415  only to show one

    if name is None:
        _list_networks(size, as_json=as_json)
        return
    try:
        network = find_network(name, _size(size))
    except ContentError as error:
        if size is None:
            raise
        find_network(name)  # a fault of the file itself is told at its place
        message = f"{name} can't take an input of {size}: {error.diagnostics[0]}"
        raise UsageError(message) from None
    if as_json:
        emit(network_json(network))
        return
    _say_network(network, every=every)


def _size(text: str | None) -> tuple[int, ...]:
    """An input size as typed: height and width, with the channels before them if three are given.

    Raises:
        UsageError: It is none.
    """
    if text is None:
        return ()
    from quizcv.problems.network.shape import input_shape  # noqa: PLC0415  only for another size

    found = input_shape(f"{text}x{text}" if text.isdecimal() else text)
    if found is None:
        message = f"{text[:40]!r} is no input size; write height and width like 320x320, or 1x28x28 with the channels"
        raise UsageError(message)
    return found if text.lower().replace("×", "x").count("x") > 1 else found[1:]


def _list_networks(size: str | None, *, as_json: bool) -> None:
    """The shipped networks, a line each."""
    from quizcv.problems.network.shipped import names, shipped  # noqa: PLC0415  only to list them

    if size is not None:
        message = "--input needs a network; see: quizcv network"
        raise UsageError(message)
    found = [shipped(name) for name in names()]
    if as_json:
        emit([{**_head(each), "parameters": each.parameters, "macs": each.macs} for each in found])
        return
    rows = [["network", "year", "input", "parameters", "MACs", "title"]]
    rows += [
        [each.name, str(each.year), _sizes(each.input), f"{each.parameters:,}", _short(each.macs), each.title]
        for each in found
    ]
    say_table(rows, right=(1, 2, 3, 4))


def _head(network: Network) -> dict[str, object]:
    return {"name": network.name, "paper": network.paper, "year": network.year or None, "input": list(network.input)}


def network_json(network: Network) -> dict[str, object]:
    """A network with all its layers.

    A receptive field or a jump is one number, or two where height and width differ; null where a layer sees the whole image, and
    where there are no positions.
    """
    layers = [
        {
            "name": row.name,
            "kind": row.kind,
            "output": list(row.output),
            "parameters": row.parameters,
            "macs": row.macs,
            "receptive_field": _number(row.field),
            "jump": _number(row.jump),
        }
        for row in network.rows
    ]
    totals = {"parameters": network.parameters, "macs": network.macs, "activations": network.activations}
    return {**_head(network), "layers": layers, **totals}


def _number(pair: tuple[Exact, Exact] | None) -> object:
    """Height and width as JSON: one number if they are the same."""
    from quizcv.problems.values import plain  # noqa: PLC0415  only for JSON

    if pair is None:
        return None
    high, wide = (plain(each) for each in pair)
    return high if high == wide else [high, wide]


def _say_network(network: Network, *, every: bool) -> None:
    """The table with its totals, in 80 columns."""
    from textwrap import wrap  # noqa: PLC0415  only for people

    from quizcv.cli.layertable import lines_of  # noqa: PLC0415  as above

    said = f" ({network.note})" if network.note else ""
    for line in (*wrap(f"{network.title}{said}, input {_sizes(network.input)}", 78), *wrap(network.paper, 78)):
        say(line)
    say()
    rows = [["layer", "kind", "output", "params", "MACs", "sees", "jump"]]
    rows += [list(line) for line in lines_of(network, every=every)]
    say_table([*rows], right=(2, 3, 4, 5, 6))
    say()
    floats = network.parameters * BYTES / MEBI
    say(f"parameters   {network.parameters:,} ({floats:,.1f} MiB as float32)")
    say(f"MACs         {network.macs:,} ({_short(network.macs)}; twice as many FLOPs)")
    floats = network.activations * BYTES / MEBI
    say(f"activations  {network.activations:,} ({floats:,.1f} MiB as float32, one image)")
    _say_sight(network)


def _say_sight(network: Network) -> None:
    """How far the last map sees, and from where on everything is seen."""
    last = network.last_map
    if last is not None and last.field is not None and last.jump is not None:
        say(f"sees         {_sizes(last.field)} pixels at {last.name}, jump {_both(last.jump)}")
        behind = network.rows.index(last) + 1
        if behind < len(network.rows):
            say(f"             the whole image from {network.rows[behind].name} on")


def _both(pair: tuple[object, object]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}×{pair[1]}"


def _sizes(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def _short(number: int) -> str:
    """A large number in four figures: `4.089 G`."""
    from quizcv.cli.layertable import short  # noqa: PLC0415  only for people

    return short(number)

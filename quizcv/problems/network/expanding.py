"""The entries of a network file, one after another, into the rows of its table: blocks put in, repetitions written out.

A file of a few lines can stand for millions of layers. Every step is counted, so that such a file ends in a message and not in the
machine's memory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from quizcv.problems.network.features import Feature, joined
from quizcv.problems.network.layers import JOINS, KINDS
from quizcv.problems.network.options import LARGEST, Options, StopReadingError
from quizcv.problems.network.table import Row as LayerRow
from quizcv.yamltext.faults import near, quote
from quizcv.yamltext.tree import Map, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.problems.network.layers import Made
    from quizcv.problems.network.scope import Scope
    from quizcv.yamltext.faults import Faults

MOST_LAYERS: Final = 5_000
MOST_STEPS: Final = 20_000
MOST_REPEATS: Final = 1_000
DEEPEST_BLOCKS: Final = 12
FARTHEST: Final = 10**12
"""Pixels: receptive fields and jumps beyond it mean nothing."""


class Expander:
    """Works through a checked file.

    Args:
        blocks: The blocks it may use.
        faults: Where faults go.
    """

    def __init__(self, blocks: Map, faults: Faults) -> None:
        self.blocks = blocks
        self.faults = faults
        self.rows: list[LayerRow] = []
        self.taken: dict[str, int] = {}
        self.outputs: dict[str, Feature] = {}
        self.weights: dict[str, LayerRow] = {}
        self.steps = 0

    def entries(self, nodes: Row, scope: Scope, feature: Feature) -> Feature:
        """What comes out of a row of entries.

        Raises:
            StopReadingError: They can't be worked out; why is among the faults.
        """
        for node, place in zip(nodes, nodes.places, strict=True):
            feature = self.entry(node, place, scope, feature)
        return feature

    def entry(self, node: str | Map | Row, place: int, scope: Scope, feature: Feature) -> Feature:
        """What comes out of one entry, with all its repetitions."""
        if not isinstance(node, Map):
            return self.once(str(node), Options(None, None, {}, self.faults, place), "", "", scope, feature)
        plain = self.options(node, None, scope, feature, place)
        if "from" in node:
            feature = self.output(plain, scope)
        kind = kind_of(node)
        name = plain.text("name")
        if not kind:
            return feature
        count = plain.number("repeat", 1, most=MOST_REPEATS)
        for n in range(1, count + 1):
            self.step(place)
            first = node.get("first")
            options = self.options(node, first if n == 1 and isinstance(first, Map) else None, scope, feature, place)
            if not options.holds("when"):
                continue
            label = f"{name}_{n}" if name and "repeat" in node else name
            feature = self.once(kind, options, label, name, scope, feature)
        if name and "repeat" in node:
            self.outputs[scope.named(name)] = feature
        return feature

    def options(self, node: Map, first: Map | None, scope: Scope, feature: Feature, place: int) -> Options:
        """The keys of an entry, with the names known there."""
        names = {**(scope.names or {}), "channels": feature.channels}
        return Options(node, first, names, self.faults, place)

    def once(self, kind: str, options: Options, name: str, stage: str, scope: Scope, feature: Feature) -> Feature:
        """One repetition of an entry."""
        scope = self.sharing(options, scope, name)
        if kind in KINDS:
            return self.layer(kind, options, name, stage, scope, feature)
        if name:
            self.claim(scope.named(name), options.entry, options)
        inner = scope.inside(name, stage)
        if kind == "layers":
            made = self.entries(cast("Row", options.raw("layers")), inner, feature)
        elif kind == "use":
            made = self.block(options, inner, feature)
        else:
            made = self.join(cast("Any", kind), options, inner, feature)
        if name:
            self.outputs[scope.named(name)] = made
        return made

    def block(self, options: Options, scope: Scope, feature: Feature) -> Feature:
        """The layers of a block, with the parameters it was given."""
        used = options.text("use")
        block = cast("Map", self.blocks[used])
        if used in scope.using:
            options.refuse("use", f"the block {quote(used)} uses itself; a block can't be inside itself")
        if len(scope.using) == DEEPEST_BLOCKS:
            options.refuse("use", f"blocks use one another more than {DEEPEST_BLOCKS} deep")
        wanted = block.get("with")
        names: dict[str, int] = {}
        for key, usual in wanted.items() if isinstance(wanted, Map) else ():
            if key in options:
                names[key] = options.number(key, least=-LARGEST)
            elif usual == "" or not isinstance(usual, str):
                options.refuse("use", f"the block {quote(used)} needs `{key}:`; add it")
            else:
                known = {**options.names, **names}
                own = Options(cast("Map", wanted), None, known, self.faults, cast("Map", wanted).index)
                names[key] = own.number(key, least=-LARGEST)
        inner = replace(scope, names=names, using=(*scope.using, used))
        return self.entries(cast("Row", block["layers"]), inner, feature)

    def join(
        self, how: Literal["add", "concat", "multiply"], options: Options, scope: Scope, feature: Feature
    ) -> Feature:
        """Branches that meet again; a branch left out by its `when` is none."""
        branches = cast("Row", options.raw(how))
        features: list[Feature] = []
        for node, place in zip(branches, branches.places, strict=True):
            self.step(place)
            if (
                isinstance(node, Map)
                and "layers" in node
                and not self.options(node, None, scope, feature, place).holds("when")
            ):
                continue
            if isinstance(node, Row):
                features.append(self.entries(node, scope, feature))
            else:
                features.append(self.entry(node, place, scope, feature))
        if len(features) < 2:  # noqa: PLR2004  nothing meets
            return features[0] if features else feature
        try:
            made = joined(features, how)
        except ValueError as error:
            options.refuse(how, f"{how}: {error}")
        if made.channels > LARGEST:
            options.refuse(how, f"concat: more than {LARGEST:,} channels")
        row = LayerRow(
            name=self.free(scope, how, options),
            kind=how,
            stage=scope.stage or how,
            block=scope.block or how,
            input=features[0].shape,
            output=made.shape,
            activations=0 if how == "concat" else made.size,
            field=made.field,
            jump=made.jump,
        )
        self.add(row, made, options)
        return made

    def layer(self, kind: str, options: Options, name: str, stage: str, scope: Scope, feature: Feature) -> Feature:
        """A layer that is no group of layers."""
        made: Made = KINDS[kind].make(options, feature)
        if name:
            whole = scope.named(name)
            self.claim(whole, options.entry, options)
        else:
            whole = self.free(scope, KINDS[kind].default_name, options)
        last = whole.rsplit(".", 1)[-1]
        row = LayerRow(
            name=whole,
            kind=made.kind,
            stage=scope.stage or stage or last,
            block=scope.block or last,
            input=feature.shape,
            output=made.feature.shape,
            parameters=made.parameters,
            macs=made.macs,
            activations=0 if made.in_place else made.feature.size,
            field=made.feature.field,
            jump=made.feature.jump,
            **made.columns,
        )
        self.weights[whole] = row
        if scope.twin:
            row = self.shared(row, scope.twin, options)
        self.add(row, made.feature, options)
        return made.feature

    def add(self, row: LayerRow, feature: Feature, options: Options) -> None:
        """Puts a row into the table."""
        if len(self.rows) == MOST_LAYERS:
            self.faults.at(options.entry, f"the network has more than {MOST_LAYERS:,} layers")
            raise StopReadingError
        for number in (*(row.field or ()), *(row.jump or ())):
            if max(number.numerator, number.denominator) > FARTHEST:
                self.faults.at(options.entry, "the receptive field grows beyond all bounds; look at the strides")
                raise StopReadingError
        self.rows.append(row)
        self.outputs[row.name] = feature

    def sharing(self, options: Options, scope: Scope, name: str) -> Scope:
        """The scope, with the other part whose weights are used if the entry says `shares:`."""
        if "shares" not in options:
            return scope
        other = options.text("shares")
        if not name:
            options.refuse("shares", "an entry that shares weights needs a name: of its own")
        found = next((each for each in self.around(scope, other) if each in self.taken), None)
        if found is None or found == scope.named(name):
            before = near(other, self.taken) or "; name one that stands before it"
            options.refuse("shares", f"there is no part {quote(other)} to share weights with{before}")
        return replace(scope, twin=(scope.named(name), found))

    def shared(self, row: LayerRow, twin: tuple[str, str], options: Options) -> LayerRow:
        """The row with its weights counted at another layer."""
        ours, others = twin
        other = self.weights.get(others + row.name.removeprefix(ours))
        if other is None or _weights(other) != _weights(row):
            message = f"{quote(row.name)} can't have the weights of {quote(others)}: the layers are not the same"
            self.faults.at(options.entry, message)
            raise StopReadingError
        return row._replace(parameters=0, shared=True)

    def output(self, options: Options, scope: Scope) -> Feature:
        """What comes out of the part that `from:` names."""
        wanted = options.text("from")
        found = next((each for each in self.around(scope, wanted) if each in self.outputs), None)
        if found is None:
            mend = near(wanted, self.outputs) or "; name one that stands before it"
            options.refuse("from", f"there is no layer {quote(wanted)}{mend}")
        return self.outputs[found]

    def around(self, scope: Scope, name: str) -> Iterable[str]:
        """The whole names a name may stand for: in this group, in the one around it, and so on."""
        return (".".join((*scope.path[:end], name)) for end in range(len(scope.path), -1, -1))

    def claim(self, name: str, place: int, options: Options) -> None:
        """Takes a name.

        Raises:
            StopReadingError: It is taken.
        """
        if name in self.taken:
            line = self.faults.line_of(self.taken[name])
            options.refuse("name", f"the name {quote(name)} is already taken in line {line}; choose another one")
        self.taken[name] = place

    def free(self, scope: Scope, name: str, options: Options) -> str:
        """A name nobody has: `add`, `add2`."""
        found, n = scope.named(name), 1
        while found in self.taken:
            n += 1
            found = scope.named(f"{name}{n}")
            self.step(options.entry)
        self.taken[found] = options.entry
        return found

    def step(self, place: int) -> None:
        """Counts one step."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            self.faults.at(place, f"the network takes more than {MOST_STEPS:,} steps to write out; repeat less")
            raise StopReadingError


def kind_of(node: Map) -> str:
    """The key that says what an entry is; empty if there is none."""
    return next((key for key in (*JOINS, "layers", "use", *KINDS) if key in node), "")


def _weights(row: LayerRow) -> tuple[object, ...]:
    """What two layers with the same weights have in common."""
    return (row.kind, row.input[:1], row.output[:1], row.kernel, row.groups, row.bias, row.norm, row.parameters)

"""What several commands take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = click.IntRange(0, 2**63 - 1)
"""What a generated question is drawn from: a whole number the log can hold."""

network_option: Callable[[Callable[..., object]], Callable[..., object]] = click.option(
    "--network",
    metavar="NAME|FILE",
    shell_complete=NETWORKS,
    help="Ask about this network: a shipped one, or a file of yours: mine.yaml.",
)
"""For families about networks."""

"""What several commands take."""

from __future__ import annotations

import click

SEED = click.IntRange(0, 2**63 - 1)
"""What a generated question is drawn from: a whole number the log can hold."""

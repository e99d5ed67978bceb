"""How the commands print: data on stdout, talk on stderr, and nothing a terminal would obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizcv.shown import safe_json, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def say(text: str = "") -> None:
    """Prints data, a line or several, on stdout."""
    click.echo(shown(text), color=False)


def talk(text: str) -> None:
    """Prints what is no data on stderr: progress, hints, warnings."""
    click.echo(shown(text), err=True, color=False)


def emit(value: object) -> None:
    """Prints one line of JSON on stdout."""
    click.echo(safe_json(value), color=False)


def say_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Prints rows in columns as wide as their widest cell; the columns named in `right` are aligned to the right.

    The last column is not padded. Widths are terminal cells, so wide characters line up.
    """
    from quizcv.mathtext import cells  # noqa: PLC0415  only for a table

    clean = [[" ".join(shown(cell).split()) for cell in row] for row in rows]
    widths = [max((cells(cell) for cell in column), default=0) for column in zip(*clean, strict=True)]
    for row in clean:
        parts = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cells(cell))
            parts.append(space + cell if number in right else cell + space)
        click.echo("  ".join(parts).rstrip(), color=False)


def days(count: int) -> str:
    """An interval for people: `1 day`, `6 days`."""
    return f"{count} day" if count == 1 else f"{count} days"


json_option: Callable[[Callable[..., object]], Callable[..., object]] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, in the form that scripts may rely on."
)

"""A note imported, its cards reviewed, its deck edited, the note changed in five ways and imported again: nothing is lost.

    python -m tests.notes.transcript

runs the real commands, each in a process of its own, in a home that is thrown away, and prints what was typed and what came back.
It ends with an error if anything was lost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE: Final = """\
# Norms

## Batch norm

- What does batch norm normalise over?
  - The batch and the positions, for each channel.
- Why does batch norm struggle with small batches?
  - Its statistics become noisy.
- Which parameters does batch norm learn?
  - A scale and a shift for each channel.

## Other norms

- What does layer norm normalise over?
  - The channels, for each example.
- What does group norm normalise over?
  - Groups of channels, for each example.
- What does instance norm normalise over?
  - The positions, for each channel and example.
- Why is RMS norm cheaper than layer norm?
"""

CHANGES: Final = (
    (
        "1. A question is worded anew",
        "- Why does batch norm struggle with small batches?",
        "- Why exactly does batch norm struggle with very small batches?",
    ),
    (
        "2. An answer is put right",
        "  - Groups of channels, for each example.",
        "  - Groups of channels and the positions, for each example.",
    ),
    (
        "3. A question is removed",
        "- What does instance norm normalise over?\n  - The positions, for each channel and example.\n",
        "",
    ),
    (
        "4. An open question is answered",
        "cheaper than layer norm?\n",
        "cheaper than layer norm?\n  - It leaves out the mean.\n",
    ),
)


class Transcript:
    """A home with a note in it, and the commands run there."""

    def __init__(self, folder: Path, command: Callable[..., str], *, quiet: bool) -> None:
        self.folder = folder
        self.command = command
        self.quiet = quiet
        self.note = folder / "norms.md"
        self.deck = folder / "home" / "decks" / "norms.yaml"
        (folder / "home").mkdir(exist_ok=True)
        (folder / "home" / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
        self.note.write_text(NOTE, encoding="utf-8")

    def say(self, text: str) -> None:
        """Prints a line of the transcript."""
        if not self.quiet:
            print(text)  # noqa: T201  that is what it is for

    def quizcv(self, *arguments: str, shown: bool = True) -> str:
        """Runs a command and gives what it printed."""
        if shown:
            self.say(f"\n$ quizcv {' '.join(arguments)}")
        printed = self.command(*arguments)
        if shown:
            self.say(printed.replace(str(self.folder), "~").rstrip())
        return printed

    def edit(self, file: Path, what: str, old: str, new: str) -> None:
        """Changes a text in a file by hand."""
        text = file.read_text(encoding="utf-8")
        if text.count(old) != 1:
            message = f"{old!r} is not in {file} once"
            raise ValueError(message)
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.say(f"\n# {what} ({file.name})")
        for sign, rows in (("-", old), ("+", new)):
            for row in rows.splitlines():
                self.say(f"  {sign} {row}")


def as_process(folder: Path, *arguments: str) -> str:
    """Runs a command in a process of its own, and gives what it printed."""
    environment = {**os.environ, "QUIZCV_HOME": str(folder / "home"), "QUIZCV_NOW": "2026-03-01T12:00+00:00"}
    environment.pop("QUIZCV_DECKS", None)
    environment.pop("QUIZCV_DATABASE", None)
    command = [sys.executable, "-m", "quizcv", *arguments]
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return ended.stdout


def run(folder: Path, command: Callable[..., str], *, quiet: bool = False) -> None:
    """The whole transcript; an AssertionError if anything was lost.

    Args:
        folder: Where the note and the home lie.
        command: Runs a command of quizcv there, and gives what it printed.
        quiet: Whether to print nothing.
    """
    script = Transcript(folder, command, quiet=quiet)
    script.quizcv("import", "norms.md")
    found = json.loads(script.quizcv("import", "norms.md", "--json", shown=False))["cards"]
    reviewed = [f"norms/{card['id']}" for card in found if "parameters" not in card["id"]]
    for key, grade in zip(reviewed, ("4", "4", "5", "3", "4"), strict=True):
        script.quizcv("answer", key, "--grade", grade)
    before = script.quizcv("log", "--json", shown=False)

    script.say("\n## The deck is edited by hand")
    script.edit(
        script.deck,
        "An answer in one's own words",
        "back: The channels, for each example.",
        "back: All channels of one example.  # not the batch!",
    )
    script.edit(
        script.deck,
        "A hint",
        "back: Its statistics become noisy.",
        "back: Its statistics become noisy.\n    hint: Think of two examples.",
    )
    own = "cards:\n  - id: my-own\n    front: When is no norm needed?\n    back: With a careful initialisation.\n"
    script.edit(script.deck, "A card of one's own", "cards:\n", own)
    text = script.deck.read_text(encoding="utf-8")
    first, end = (text.index(f"  - id: {name}") for name in ("which-parameters", "what-does-layer"))
    script.edit(script.deck, "A card is taken out", text[first:end], "")

    script.say("\n## The note is changed in five ways")
    for what, old, new in CHANGES:
        script.edit(script.note, what, old, new)
    note = script.note.read_text(encoding="utf-8")
    title, one, other = (
        note.partition("## Batch norm")[0],
        note[note.index("## Batch") : note.index("## Other")],
        note[note.index("## Other") :],
    )
    script.note.write_text(f"{title}{other}\n{one}", encoding="utf-8")
    script.say("\n# 5. The two sections change places (norms.md)")

    script.quizcv("import", "norms.md", "--dry-run")
    script.quizcv("import", "norms.md")
    bytes_after = script.deck.read_bytes()
    script.quizcv("import", "norms.md", shown=False)
    assert script.deck.read_bytes() == bytes_after
    script.say("\n# Imported once more: not one byte has changed.\n\n$ cat norms.yaml")
    script.say(script.deck.read_text(encoding="utf-8"))

    _assert_nothing_is_lost(script.deck)
    script.say("\n## The removed question returns, and so do its card and its progress")
    script.edit(
        script.note,
        "The question is back",
        "## Batch norm\n",
        "## Batch norm\n\n- What does instance norm normalise over?\n  - The positions, for each channel and example.\n",
    )
    out = script.quizcv("import", "norms.md")
    assert "1 back from the archive" in out
    for shown in (reviewed[1], reviewed[-1]):
        assert "interval 1 day" in script.quizcv("show", shown)
    assert script.quizcv("log", "--json", shown=False) == before
    script.say("\nNothing was lost.")


def _assert_nothing_is_lost(deck: Path) -> None:
    from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  only to look
    from quizcv.notes.texts import texts_of  # noqa: PLC0415

    text = deck.read_text(encoding="utf-8")
    found = read_deck(deck)
    cards = {card.id: texts_of(card) for card in found.cards}
    assert "back: All channels of one example.  # not the batch!" in text
    assert any("very small" in front and hint == "Think of two examples." for front, _, hint, *_ in cards.values())
    assert any("positions" in back for name, (_, back, *_) in cards.items() if "group-norm" in name)
    assert "my-own" in cards
    assert any("It leaves out the mean." in back for _, back, *_ in cards.values())
    assert ["instance" in card.id for card in found.archive] == [True]
    assert ["parameters" in card.id for card in found.taken_out] == [True]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        run(Path(place), partial(as_process, Path(place)))

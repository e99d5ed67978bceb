"""The first screen's headline: the one number and the one key, or why nothing can be begun."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quizcv.shown import shown, shown_line
from quizcv.tui.home.wording import first_lines, headline, only_headline
from quizcv.tui.render.wrapping import Run
from quizcv.tui.widgets.page import Page, runs, text
from quizcv.tui.words import load_words

if TYPE_CHECKING:
    from quizcv.tui.bench import Bench
    from quizcv.tui.home.decktable import Row
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.outlook import Outlook
    from quizcv.tui.widgets.page import Block


class Headline(Page):
    """What there is to do; a click on it begins."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="headline")

    def tell(self, bench: Bench, outlook: Outlook, keys: KeyNames, only: Row | None) -> None:
        """Tells what can be begun now, and by which key.

        Args:
            bench: What is amiss with the progress or the decks, and what some decks hold alone.
            outlook: The day's work.
            keys: How keys are named.
            only: What would be begun, where that is less than everything. Never None for those who have never reviewed
                anything but have decks: they begin with one.
        """
        self.show(*_blocks(bench, outlook, keys, only))


def _blocks(bench: Bench, outlook: Outlook, keys: KeyNames, only: Row | None) -> list[Block]:
    if bench.trouble:
        trouble = shown(bench.trouble)
        end = "" if trouble.endswith((".", "!", "?")) else "."
        told = [Run("✗ The progress can't be used: ", "bold $error"), Run(f"{trouble}{end}")]
        return [runs(*told), text("Reviewing is off until this is mended.", "$text-muted")]
    if not outlook.loads:
        none = "No deck can be read as it is." if bench.library.broken else "There are no decks yet."
        return [text(none, "bold"), text(_how_to_begin(bench, keys))]
    load = bench.load_of(only.decks) if only else (0, 0, 0)
    if only and outlook.first_time:
        begins = keys.runs("{begin} begins with: {deck} ({load}).", deck=shown_line(only.title), load=load_words(*load))
        return [partial(first_lines, keys), runs(*begins)]
    if only:
        return [runs(*only_headline(only, load, keys))]
    return [runs(*headline(outlook, keys))]


def _how_to_begin(bench: Bench, keys: KeyNames) -> str:
    return keys.said(
        "Press {new-card} to write a first card, or {import} to turn a note of yours into a deck; "
        "or put one (a .yaml file) below {decks}.",
        decks=str(bench.places.decks),
    )

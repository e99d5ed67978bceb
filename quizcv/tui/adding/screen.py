"""The form for a new card: checked as one types, drawn as it will look, and put into a deck of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from quizcv.shown import shown, shown_line
from quizcv.tui.adding.boxes import KindLine, LineBox, TextBox
from quizcv.tui.adding.commands import ADDING
from quizcv.tui.adding.draft import (
    BOXES,
    Draft,
    Form,
    deck_note,
    deck_to_begin_with,
    other_deck,
    own_decks,
    place_of,
)
from quizcv.tui.adding.drawing import drawn
from quizcv.tui.adding.keeping import KeepingScreen
from quizcv.tui.ahead import OpeningOnABox
from quizcv.tui.commands import Command, bindings
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, runs, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Click, Resize

    from quizcv.cards.adding.target import DeckPlace
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.render.nodes import Picture

WIDE: Final = 100
"""Columns from which on the card is drawn beside the form."""
TALL: Final = 24
"""Rows from which on it is drawn below; on smaller screens it is drawn in the form's place, when asked for."""
ROOMY: Final = 30
"""Rows from which on the parts stand apart."""
STEP: Final = 3
"""Lines a key scrolls."""


class AddingScreen(KeepingScreen, OpeningOnABox[None]):
    """Asks for a new card. It stays open for the next one; deck, kind and tags are kept.

    Args:
        bench: The decks.
        host: The app.
        deck: The deck to begin with; empty, or one that is not the learner's own: the one written last.
    """

    CSS_PATH = "adding.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ADDING),
        # Before the box gets its keys: what a slow line delivers at once, `front, tab, back`, goes into the right boxes.
        Binding("tab", "next_box", show=False, priority=True),
        Binding("shift+tab", "previous_box", show=False, priority=True),
    ]
    AUTO_FOCUS = "#front"
    commands: ClassVar[tuple[Command, ...]] = ADDING
    tags: LineBox

    def __init__(self, bench: Bench, host: Host, deck: str = "") -> None:
        super().__init__(bench, host)
        self.form = Form.BASIC
        self.kind = KindLine()
        self._placed: tuple[object, DeckPlace] | None = None
        self._begin_with = deck_to_begin_with(bench.library, bench.places.decks, deck)

    def compose(self) -> ComposeResult:
        """The form, the card as it will look, the notice and the keys. A box can be made only once there is a screen."""
        names = [deck.name for deck in own_decks(self.bench.library)]
        self.deck = LineBox(self._begin_with, "deck")
        self.deck.suggester = SuggestFromList(names)
        self.tags = LineBox("", "tags", "none; commas between several")
        self.front, self.back = TextBox("front"), TextBox("back")
        with Vertical(classes="form-wide"):
            yield Page(self._head, id="form-head")
            with Container(id="sheet"):
                with Vertical(id="form"):
                    with Horizontal(id="deck-row"):
                        yield Page(text("Deck", "$text-muted"), id="deck-label")
                        yield self.deck
                        yield Page(id="deck-note")
                    yield self.kind
                    yield Page(id="front-label")
                    yield self.front
                    yield Page(id="back-label")
                    yield self.back
                    with Horizontal(id="tags-row"):
                        yield Page(text("Tags", "$text-muted"), id="tags-label")
                        yield self.tags
                with VerticalScroll(id="drawn", can_focus=False):
                    yield Page(id="drawn-card", apart=0)
            yield self.notice
            yield KeyLine()

    def on_mount(self) -> None:
        """Looks at the card, still empty, once the form is painted: the reader of decks takes a moment to load."""
        self.call_after_refresh(self.paint)

    def on_resize(self, event: Resize) -> None:
        """Lays the form out for the window's size."""
        width, height = event.size
        self.set_class(width >= WIDE, "-beside")
        self.set_class(width < WIDE and height >= TALL, "-below")
        self.set_class(height >= ROOMY or (width >= WIDE and height >= TALL), "-roomy")
        if width >= WIDE or height >= TALL:
            self.remove_class("-instead")
        if self.card is not None:
            self.paint()
        self.refresh_bindings()

    # What stands in it

    @property
    def draft(self) -> Draft:
        """What stands in the boxes."""
        return Draft(self.form, self.front.text, self.back.text, self.tags.value)

    @property
    def place(self) -> DeckPlace:
        """Where the card is to go; looked for again only where the name or the decks are others."""
        library = self.bench.library
        asked = (self.deck.value, library.decks, library.broken)
        if self._placed is None or self._placed[0] != asked:
            self._placed = (asked, place_of(library, self.bench.places.decks, self.deck.value))
        return self._placed[1]

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.wanted_twice = None
        self.notice.tell("")
        self.paint()

    def paint(self) -> None:
        """Shows what the boxes come to: the card, or what is wrong with each."""
        from quizcv.cards.adding.making import card_of, warnings_of  # noqa: PLC0415  pydantic and yaml, after the first frame

        if not self.is_mounted:
            return
        draft, place = self.draft, self.place
        self.card, wrong = card_of(draft.fields)
        told = {BOXES.get(each.field, "front"): f"✗ {each.message}" for each in reversed(wrong)}
        if not self.is_asked:  # what is still empty is not yet wrong
            told = {box: words for box, words in told.items() if box not in draft.missing}
        warnings = warnings_of(self.card) if self.card is not None else []
        for box, label in zip(("front", "back"), self.form.labels, strict=True):
            self._label(box, label, told.get(box, ""))
        if "tags" in told:
            self.notice.tell(told["tags"], "$error")
        elif warnings:
            self.notice.tell(f"? {warnings[0]}", "$warning")
        self.kind.show(self.form)
        self.back.display = bool(self.form.labels[1])
        note = deck_note(self.bench.library, place)
        style = "$error" if place.why_not else "$text-muted"
        self.query_one("#deck-note", Page).show(lambda width: [(Run(cut(shown_line(note), width), style),)])
        self.query_one("#form-head", Page).show(self._head)
        self.query_one("#drawn-card", Page).show(
            *drawn(draft, self.card, place, self._draw, tight=self.has_class("-below") and not self.has_class("-roomy"))
        )
        self.refresh_bindings()

    def _label(self, box: str, label: str, fault: str) -> None:
        page = self.query_one(f"#{box}-label", Page)
        parts = [Run(label, "$text-muted"), *([Run(f"  {shown(fault)}", "$error")] if fault else [])]
        page.show(*([runs(*parts)] if label else []))

    def _head(self, width: int) -> list[Line]:
        told = f"{self.added} added" if self.added else ""
        gap = max(width - len("New card") - len(told), 1)
        return [(Run("New card", "bold $accent"), Run(" " * gap), Run(told, "$success"))]

    def _draw(self, picture: Picture, width: int) -> list[Line]:
        from quizcv.tui.render.pictures import PictureShelf  # noqa: PLC0415  for cards with a picture only

        room = max(self.query_one("#drawn").size.height - 6, 1)
        return PictureShelf(str(self.place.path.parent), self.app.theme_variables["background"], room)(picture, width)

    # Moving about

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        return "form" if command.name == "draw-card" and self.has_class("-instead") else command.label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action in {"next_own_deck", "previous_own_deck"}:
            return self.is_mounted and self.focused is self.deck and bool(own_decks(self.bench.library))
        if action == "draw_card":
            return not (self.has_class("-beside") or self.has_class("-below"))
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """Other keys are of use in another box."""
        self.refresh_bindings()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def action_next_box(self) -> None:
        """To the next box."""
        self.focus_next()

    def action_previous_box(self) -> None:
        """To the box before."""
        self.focus_previous()

    def action_next_own_deck(self) -> None:
        """Another deck of one's own."""
        self._choose_deck(1)

    def action_previous_own_deck(self) -> None:
        """The one before."""
        self._choose_deck(-1)

    def _choose_deck(self, step: int) -> None:
        self.deck.value = other_deck(self.bench.library, self.deck.value.strip(), step)
        self.deck.cursor_position = len(self.deck.value)

    def on_click(self, event: Click) -> None:
        """A click on the words behind the deck's name takes the next deck."""
        if event.widget is not None and event.widget.id == "deck-note":
            self._choose_deck(1)

    def action_next_kind(self) -> None:
        """The next kind of card."""
        self.choose_kind(self.form.next)

    @on(KindLine.Chosen)
    def _kind_clicked(self, event: KindLine.Chosen) -> None:
        self.choose_kind(event.form)

    def choose_kind(self, form: Form) -> None:
        """Makes it another kind of card; what is typed stays."""
        self.form = form
        if form is Form.CLOZE and self.focused is self.back:
            self.front.focus()
        self.paint()

    def action_draw_card(self) -> None:
        """Where there is no room for both: the drawn card in the form's place, and back."""
        self.toggle_class("-instead")
        self.refresh_bindings()

    def action_preview_down(self) -> None:
        """Scrolls the drawn card."""
        self.query_one("#drawn").scroll_relative(y=STEP, animate=False)

    def action_preview_up(self) -> None:
        """Scrolls it back."""
        self.query_one("#drawn").scroll_relative(y=-STEP, animate=False)

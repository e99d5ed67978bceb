"""The import's second screen: one key for each decision, and nothing written before it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from quizcv.tui.commands import Command, bindings
from quizcv.tui.importing.commands import DECIDING
from quizcv.tui.importing.deciding import Decision, Verb
from quizcv.tui.importing.dialogs import EditDialog
from quizcv.tui.importing.entries import NOT_IN, Entry, State, Tab, cards_at
from quizcv.tui.importing.finishing import FinishingScreen
from quizcv.tui.importing.looking import Phase

if TYPE_CHECKING:
    from textual.binding import BindingType

WITH_DRAFT: Final = frozenset({Tab.DRAFTS, Tab.UNANSWERED})
TOLD_ONLY: Final = frozenset({Tab.CLAIMS, Tab.PLACEHOLDERS, Tab.LEFT_OUT})
MOVING: Final = frozenset(
    {"next_entry", "previous_entry", "first_entry", "last_entry", "next_list", "previous_list"}
    | {"card_down", "card_up", "note_down", "note_up", "math_source", "open_note", "read_again", "write_deck"}
)
ACTIONS: Final = frozenset(command.called for command in DECIDING)


class DecidingScreen(FinishingScreen):
    """What an import found, to be decided; then written. Its arguments are those of `LookingScreen`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DECIDING)]
    commands: ClassVar[tuple[Command, ...]] = DECIDING
    legend: ClassVar[str] = "import"

    # What can be done

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        is_conflict = self.tab is Tab.CONFLICTS
        entry = self.entry
        match command.name:
            case "accept-entry":
                if is_conflict:
                    return "the note's"
                if self._needs_answer(entry):
                    return "answer"
                return "keep" if self.tab is Tab.CARDS else command.label
            case "out-entry":
                return "keep mine" if is_conflict else command.label
            case "edit-entry":
                return "write a card" if self.tab in TOLD_ONLY and not self._claimed(entry) else command.label
            case "close-import":
                return "home" if self.phase is Phase.WRITTEN else command.label
        return command.label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action == "close_import":
            return self.phase is not Phase.BUSY
        if action == "review_imported":
            return self.phase is Phase.WRITTEN
        if action not in ACTIONS:
            return super().check_action(action, parameters)
        return self.phase is Phase.DECIDING and (action in MOVING or self._can(action))

    def _can(self, action: str) -> bool:
        """Whether there is something to decide like that."""
        entry = self.entry
        if action == "undo_decision":
            return self.decisions.can_undo
        if action == "accept_all":
            return bool(self._acceptable())
        if entry is None:
            return False
        if action == "edit_entry":
            return True
        if action == "out_entry":
            return entry.tab not in TOLD_ONLY and entry.state not in NOT_IN
        decided = self.decisions.of(entry) is not None
        return decided or entry.tab in WITH_DRAFT or entry.tab is Tab.CONFLICTS or entry.state in NOT_IN

    def _needs_answer(self, entry: Entry | None) -> bool:
        """Whether a draft has to be given an answer before it can be a card."""
        return entry is not None and entry.draft is not None and not entry.draft.answer.strip()

    def _claimed(self, entry: Entry | None) -> Entry | None:
        """The entry of the card a claim stands on, which is what there is to edit."""
        if entry is None or entry.claim is None:
            return None
        ids = {card.id for card in cards_at(self.plan, entry.line)}
        return next(
            (each for each in self.lists[Tab.CARDS] if each.card and each.card.id in ids and each.in_boxes), None
        )

    def _acceptable(self) -> list[Entry]:
        """The drafts of the present list that only wait for a yes."""
        return [
            entry
            for entry in self.lists[self.tab]
            if entry.tab in WITH_DRAFT
            and entry.state is State.DRAFT
            and not self._needs_answer(entry)
            and self.decisions.of(entry) is None
        ]

    # Deciding

    def decide(self, *decisions: Decision) -> None:
        """Decides, and goes on to the next entry."""
        self.decisions.make(decisions)
        if len(decisions) == 1 and self.at[self.tab] + 1 < len(self.lists[self.tab]):
            self.at[self.tab] += 1
        self.paint()

    def action_accept_entry(self) -> None:
        """Accepts the entry; what has no answer yet is given one."""
        entry = self.entry
        if entry is None:
            return
        if self._needs_answer(entry):
            self.action_edit_entry()
        elif entry.tab is Tab.CARDS and entry.state not in NOT_IN:
            self.decisions.forget(entry)
            self.paint("It stays as the note has it.")
        elif entry.tab in TOLD_ONLY:
            self.decisions.forget(entry)
            self.paint("It becomes no card.")
        else:
            self.decide(Decision(entry, Verb.ACCEPT))

    def action_accept_all(self) -> None:
        """Accepts every draft that has an answer."""
        found = self._acceptable()
        self.decide(*(Decision(entry, Verb.ACCEPT) for entry in found))
        self.tell(self.keys.said("Accepted {count}; {undo-decision} takes it back.", count=str(len(found))))

    def action_out_entry(self) -> None:
        """Takes the entry out; of a conflict, keeps the deck's text."""
        if self.entry is not None:
            self.decide(Decision(self.entry, Verb.OUT))

    def action_edit_entry(self) -> None:
        """Opens question and answer to be written; of any other card its YAML, in the learner's editor."""
        entry = self.entry
        claimed = self._claimed(entry)
        if claimed is not None:
            self.tab = Tab.CARDS
            self.at[self.tab] = self.lists[self.tab].index(claimed)
            self.paint()
            entry = claimed
        if entry is None:
            return
        if not entry.in_boxes:
            self.edit_as_yaml(entry)
            return
        made = self.decisions.of(entry)
        front, back = (made.front, made.back) if made and made.verb is Verb.WRITE else entry.texts
        self.app.push_screen(EditDialog(entry, front, back, self.keys), partial(self._edited, entry))

    def _edited(self, entry: Entry, written: tuple[str, str] | None) -> None:
        if written is None:
            return
        if entry.card is not None and entry.conflict is None and written == entry.texts:
            self.decisions.forget(entry)
            self.paint("Nothing of it was changed.")
        else:
            self.decide(Decision(entry, Verb.WRITE, *written))

    def action_undo_decision(self) -> None:
        """Takes the last decision back, and goes to what it was about."""
        keys = self.decisions.undo()
        for tab, entries in self.lists.items():
            for number, entry in enumerate(entries):
                if keys and entry.key == keys[0]:
                    self.tab = tab
                    self.at[tab] = number
        self.paint("Took the last decision back.")

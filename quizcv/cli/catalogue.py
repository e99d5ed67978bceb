"""The commands by name, with the line each has in the help: known without importing any of them.

So `quizcv --help`, completion and a mistyped name cost nothing. A test keeps every line equal to the command's own.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """Where a command lives and what it does."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "review": Entry("reviewing", "Review what is due, straight away."),
    "due": Entry("today", "Say what is due."),
    "next": Entry("today", "Ask the next card."),
    "answer": Entry("answering", "Check an answer to a card, grade it and log it."),
    "undo": Entry("answering", "Take back the latest event of the log."),
    "show": Entry("looking", "Show a card: both sides, steps and history."),
    "search": Entry("searching", "Find cards by text, tag, deck and state."),
    "browse": Entry("browsing", "Look through all cards in a table, and set them right."),
    "problem": Entry("problems", "Show generated problems with their answers."),
    "families": Entry("problems", "List the families of generated problems."),
    "network": Entry("networks", "Show a network layer by layer, with its totals."),
    "drill": Entry("drilling", "Practise generated problems without end; nothing is scheduled."),
    "import": Entry("importing", "Turn Markdown notes into decks."),
    "add": Entry("adding", "Add a card to a deck of yours."),
    "edit": Entry("editing", "Open a deck in your editor, at a card."),
    "check": Entry("decks", "Check decks: schema, ids, math and problems."),
    "schema": Entry("decks", "Print the JSON Schema of a deck file."),
    "suspend": Entry("states", "Set cards aside until they are resumed."),
    "resume": Entry("states", "Ask suspended cards again."),
    "bury": Entry("states", "Put cards off to the next study day."),
    "flag": Entry("states", "Flag cards with a note, or take their flags off."),
    "reset": Entry("states", "Make cards new again; their past stays in the log."),
    "schedule": Entry("schedule", "Show what a row of grades gives."),
    "stats": Entry("stats", "Tell what was reviewed and remembered, and what lies ahead."),
    "log": Entry("history", "Print every event of the log."),
    "sync": Entry("syncing", "Bring this log and those of other devices together."),
    "doctor": Entry("safety", "Examine the log and the decks."),
    "backup": Entry("safety", "Copy the log into a file."),
    "restore": Entry("safety", "Make a backup the log again."),
    "where": Entry("house", "Print where things are."),
    "settings": Entry("settings", "Print, explain or change the settings."),
    "completion": Entry("house", "Print a shell's completion script."),
}
"""In the order of the help."""

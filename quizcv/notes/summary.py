"""What an import did and found, as lines for people: what needs a look first, and short enough for one screen.

Each row names its line of the note and its reason before the text, so that a long text never hides the reason. Many rows of
one reason become one row with their lines; the JSON of the report has each of them in full.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.notes.inline import in_words
from quizcv.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizcv.notes.claims import Claim
    from quizcv.notes.report import Report

WIDTH: Final = 80
MOST_ROWS: Final = 12
"""Rows of a list before the rest is only counted, with its lines."""
FEW: Final = 2
"""Rows of one reason that are told one by one."""
UNANSWERED: Final = "unanswered in the note"
_EXACT_DIGITS = 5


def summary(report: Report) -> list[str]:
    """The report, line by line, without the line that names note and deck."""
    rows = [_cards(report), _changes(report)]
    if len(report.changes.added) < len(report.deck.cards):
        rows += _listed("added", [(0, name) for name in report.changes.added])
    rows += _listed("archived", [(0, name) for name in report.changes.archived])
    rows += _listed("back from the archive, with their progress", [(0, name) for name in report.changes.returned])
    rows += _taken_out(report)
    rows += _conflicts(report)
    rows += _claims(report.claims)
    rows += _listed("without an answer", [(each.line, in_words(each.text)) for each in report.unanswered])
    rows += _listed("placeholders", [(each.line, _placeholder(each.text, each.under)) for each in report.placeholders])
    rows += _drafts(report)
    if report.formulas:
        rows += _wrapped(f"formulas ({len(report.formulas)}): {_lines(each.line for each in report.formulas)}", 2)
    rows += _left_out(report)
    if report.faulty_lines:
        rows += _wrapped(f"no UTF-8, read as well as could be: {_lines(report.faulty_lines)}", 2)
    return rows


def _cards(report: Report) -> str:
    number = len(report.deck.cards)
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.kinds.items())
    return f"{number:,} {'card' if number == 1 else 'cards'}" + (f": {kinds}" if kinds else "")


def _changes(report: Report) -> str:
    counts = report.changes.counts
    return ", ".join(f"{number:,} {what}" for what, number in counts.items() if number) or "nothing to import"


def _taken_out(report: Report) -> Iterator[str]:
    """Cards the learner took out of the deck since the last import, and how to have them again."""
    rows = [(0, name) for name in report.changes.taken_out]
    if rows:
        yield from _listed("taken out of the deck by hand, so not imported again", rows)
        yield "  To have one again, move it from taken_out: to cards: in the deck."


def _conflicts(report: Report) -> Iterator[str]:
    """What both sides changed: in full once, and by name as long as it stays as it was told."""
    known = [each for each in report.changes.conflicts if each.known]
    if known:
        names = "; ".join(f"{each.card}, {each.field}" for each in known[:MOST_ROWS])
        more = f"; and {len(known) - MOST_ROWS} more" if len(known) > MOST_ROWS else ""
        yield from _wrapped(f"  in conflict as before, to be settled with --review ({len(known)}): {names}{more}", 4)
    for each in report.changes.conflicts:
        if each.known:
            continue
        yield f"  {each.card}, {each.field}: both changed, the deck's stays"
        yield cut(f"    deck  {shown_line(each.deck)}")
        yield cut(f"    note  {shown_line(each.note) or '(gone)'}")


def _claims(claims: Sequence[Claim]) -> list[str]:
    if not claims:
        return []
    holding = sum(claim.verdict == "holds" for claim in claims)
    told = [
        (claim.line, f"{_verdict(claim)} ({shown_line(claim.text)})") for claim in claims if claim.verdict != "holds"
    ]
    held = "all hold" if not told else f"{holding} {'holds' if holding == 1 else 'hold'}"
    mended = any(claim.verdict == "fails" and claim.correct for claim in claims)
    cards = "; cards show the right value where one fails" if mended else ""
    return [f"claims checked ({len(claims)}): {held}{cards}", *_rows(told)]


def _verdict(claim: Claim) -> str:
    if claim.says:
        return f"{claim.verdict}: {claim.says}"
    value = claim.correct
    if value.isdigit() and len(value) >= _EXACT_DIGITS:
        value = f"{int(value):,}"
    match claim.verdict:
        case "fails":
            return f"fails: the right value is {value}" if value else "fails"
        case "depends":
            return (
                f"depends: taken literally it is {value}" if value else "depends: it can be read in more than one way"
            )
        case _:
            return "unknown: it can't be calculated"


def _placeholder(text: str, under: str) -> str:
    under = in_words(under).rstrip(":： ")
    what = "nothing" if not text or text == under else in_words(text)
    return f"{what} ({under})" if under else what


def _drafts(report: Report) -> Iterator[str]:
    drafts = [draft for draft in report.deck.drafts if draft.reason and draft.reason != UNANSWERED]
    if drafts:
        yield f"drafts, not asked ({len(drafts)}):"
    width = _place_width(draft.line or 0 for draft in drafts)
    for draft in drafts:
        yield cut(_place(draft.line or 0, width) + in_words(draft.question))
        yield from textwrap.wrap(shown_line(draft.reason), WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _left_out(report: Report) -> Iterator[str]:
    """What became no card, a row for each reason, in the order of the note."""
    by_reason: dict[str, list[tuple[int, str]]] = {}
    for each in report.left_out:
        by_reason.setdefault(each.reason, []).append((each.line, _what(each.text)))
    if not by_reason:
        return
    grouped = any(len(rows) > FEW for rows in by_reason.values())
    yield f"left out ({len(report.left_out)}{'; --json has each in full' if grouped else ''}):"
    width = _place_width(line for rows in by_reason.values() if len(rows) <= FEW for line, _ in rows)
    for reason, rows in by_reason.items():
        if len(rows) > FEW:
            yield from _wrapped(f"  {reason} ({len(rows)}): {_lines(line for line, _ in rows)}", 4)
        else:
            yield from (cut(_place(line, width) + reason + (f": {text}" if text else "")) for line, text in rows)


def _what(text: str) -> str:
    """A piece of the note by its words; a comment has none to show."""
    return in_words(text).rstrip(":： ") or ("a picture without words" if text.startswith(("![", "[![")) else "")


def _listed(heading: str, rows: Sequence[tuple[int, str]]) -> Iterator[str]:
    """A heading with its number of rows, and the rows, the first ones if they are many; nothing for none."""
    if not rows:
        return
    yield f"{heading} ({len(rows)}):"
    told = rows if len(rows) <= MOST_ROWS else rows[: MOST_ROWS - 1]
    yield from _rows(told)
    rest = rows[len(told) :]
    if rest:
        lines = f": {_lines(line for line, _ in rest)}" if rest[0][0] else ""
        yield from _wrapped(f"  and {len(rest)} more{lines}", 4)


def _rows(rows: Sequence[tuple[int, str]]) -> Iterator[str]:
    width = _place_width(line for line, _ in rows)
    return (cut(_place(line, width) + text) for line, text in rows)


def _place_width(lines: Iterable[int]) -> int:
    return max((len(str(line)) for line in lines), default=1)


def _place(line: int, width: int) -> str:
    return f"  line {line:<{width}}  " if line else "  "


def _lines(lines: Iterable[int]) -> str:
    """Lines as a person names them: `lines 7, 10-11, 16-19`."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    named = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return ("line " if len(runs) == 1 and len(runs[0]) == 1 else "lines ") + named


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, drop_whitespace=True, break_on_hyphens=False)


def cut(text: str) -> str:
    """A row no wider than a screen."""
    if cells(text) <= WIDTH:
        return text
    kept, used = [], 1
    for sign in text:
        used += cells(sign)
        if used > WIDTH:
            break
        kept.append(sign)
    return "".join(kept) + "…"

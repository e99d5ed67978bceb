"""A ranked list of detections: which are true positives, and precision and recall along the list."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Problem, family
from quizcv.problems.families.detection.boxes import listed, worked_out
from quizcv.problems.values import Expects, Mistake
from quizcv.problems.working import PERCENT, plainly_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "detection"
ENOUGH: Final = 50
"""Hundredths of IoU above which a detection finds an object."""
VOC: Final = "Everingham et al. 2010, The Pascal visual object classes challenge (IJCV 88)"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Detections of one class by falling score, each a true positive or not, and how many true boxes there are."""

    hits: tuple[bool, ...]
    objects: int

    @property
    def text(self) -> str:
        """`T F T T`."""
        return " ".join("T" if hit else "F" for hit in self.hits)

    @property
    def precisions(self) -> list[Fraction]:
        """Precision after each true positive: the k-th of them is at recall k over the number of objects."""
        ranks = [rank for rank, hit in enumerate(self.hits, 1) if hit]
        return [Fraction(k, rank) for k, rank in enumerate(ranks, 1)]

    @property
    def interpolated(self) -> list[Fraction]:
        """The largest precision at that recall or a larger one."""
        precisions = self.precisions
        return [max(precisions[k:]) for k in range(len(precisions))]


def drawn_ranking(draw: Stream) -> Ranking | None:
    """Six to eight detections; None where nothing is interesting about them.

    Precision falls and rises again along the list, so that interpolation matters.
    """
    hits = tuple(draw.below(2) == 1 for _ in range(draw.integer(6, 8)))
    ranking = Ranking(hits, draw.choice((4, 5, 5, 6, 8, 10)))
    true = sum(hits)
    if not 2 <= true <= ranking.objects or ranking.precisions == ranking.interpolated:  # noqa: PLR2004  a curve has two points
        return None
    return ranking


@family(
    "precision-recall-at-rank",
    topic=TOPIC,
    title="Precision and recall at a rank",
    source=f"{VOC}, section 4.2",
)
def precision_recall_at_rank(draw: Stream) -> Problem | None:
    """One of the two, somewhere in the list."""
    ranking = drawn_ranking(draw)
    if ranking is None:
        return None
    measure = draw.choice(("precision", "recall"))
    rank = draw.integer(3, len(ranking.hits) - 1)
    true, every = sum(ranking.hits[:rank]), sum(ranking.hits)
    if not true or true == rank:
        return None
    precision, recall = Fraction(true, rank), Fraction(true, ranking.objects)
    right, other = (precision, recall) if measure == "precision" else (recall, precision)
    divisor = rank if measure == "precision" else ranking.objects
    both = (
        "That is the recall: precision is the share of the detections that are true."
        if measure == "precision"
        else "That is the precision: recall is the share of the true boxes that are found."
    )
    candidates = [
        (other, both),
        (
            Fraction(every, len(ranking.hits) if measure == "precision" else ranking.objects),
            f"Only the first {rank} detections count.",
        ),
        (
            Fraction(true, len(ranking.hits) if measure == "precision" else every),
            f"Divide by the {rank} detections up to there."
            if measure == "precision"
            else f"Divide by all {ranking.objects} true boxes, also those that no detection finds.",
        ),
        (1 - right, "That is the share of what went wrong."),
    ]
    candidates = [(number, says) for number, says in candidates if plainly_apart(number, right)]
    if len({number for number, _ in candidates}) < 2:  # noqa: PLR2004  one mistake is too few
        return None
    return Problem(
        values={"list": ranking.text, "objects": ranking.objects, "rank": rank, "measure": measure},
        prompt=(
            f"The detections of a class, by falling score, are true (T) and false (F) positives:\n\n{ranking.text}\n\nThere are "
            f"{ranking.objects} true boxes in all. How large is the {measure} after the first {rank} detections? Give a fraction, a "
            "percentage or three figures."
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=PERCENT),
        steps=(
            f"Of the first {rank} detections, {true} {'are' if true > 1 else 'is'} true.",
            rf"$\frac{{{true}}}{{{divisor}}} {worked_out(right)}$",
        ),
        mistakes=tuple(Mistake(number_answer(Expects.NUMBER, [number]), says) for number, says in candidates),
        formulas=(f"{true}/{divisor}",),
    )


class Match(NamedTuple):
    """A detection by rank: its overlap, in hundredths, with the true box it overlaps most, and with another one."""

    rank: int
    score: int
    best: str
    overlap: int
    other: str
    less: int


@family(
    "true-positives",
    topic=TOPIC,
    title="Which detections are true positives",
    source=f"{VOC}, section 4.2: of several detections of one object all but the first are false",
)
def true_positives(draw: Stream) -> Problem | None:
    """Five detections of three true boxes; at least one finds a box that is taken, with a larger overlap than the first."""
    scores = sorted(draw.sample(range(31, 99), 5), reverse=True)
    matches = []
    for rank, score in enumerate(scores, 1):
        best, other = draw.sample("ABC", 2)
        overlap = draw.choice((draw.integer(54, 93), draw.integer(54, 93), draw.integer(22, 46)))
        matches.append(Match(rank, score, best, overlap, other, draw.integer(0, 19)))
    right = matched(matches)
    hitting = [match for match in matches if match.overlap > ENOUGH]
    if len(hitting) == len(right) or len(hitting) == len(matches) or largest(hitting) == right:
        return None
    rows = "\n".join(
        f"{match.rank}. score {match.score / 100:.2f}, IoU {match.overlap / 100:.2f} with {match.best}, "
        f"{match.less / 100:.2f} with {match.other}"
        for match in matches
    )
    return Problem(
        values={
            "scores": tuple(scores),
            "overlaps": tuple(match.overlap for match in matches),
            "others": tuple(match.less for match in matches),
            "boxes": " ".join(match.best + match.other for match in matches),
        },
        prompt=(
            "In an image there are three true boxes of a class, A, B and C. The detections of the class overlap two of them each:"
            f"\n\n{rows}\n\nWhich detections are true positives at an IoU of more than 0.5? Give "
            "their numbers."
        ),
        answer=number_answer(Expects.SET, right),
        steps=(*map(str, explained(matches)), f"True positives: {listed(right)}."),
        mistakes=tuple(
            Mistake(number_answer(Expects.SET, numbers), says)
            for numbers, says in (
                (
                    [match.rank for match in hitting],
                    "Each true box is matched once: a second detection of it is a false positive.",
                ),
                (
                    largest(hitting),
                    "Of several detections of one box the one with the highest score is true, not the one with the largest IoU.",
                ),
                (
                    matched(matches, threshold=0),
                    "An IoU of 0.5 or less makes a detection false, even if its box is free.",
                ),
                (
                    [match.rank for match in matches if match.rank not in right],
                    "Those are the false positives.",
                ),
            )
            if numbers != right
        ),
    )


def matched(matches: Sequence[Match], threshold: int = 50) -> list[int]:
    """The ranks of the detections that find a box above the threshold which none before found."""
    taken: dict[str, int] = {}
    for match in matches:
        if match.overlap > threshold:
            taken.setdefault(match.best, match.rank)
    return sorted(taken.values())


def largest(hitting: Sequence[Match]) -> list[int]:
    """For each box the rank of the detection with the largest overlap."""
    best: dict[str, Match] = {}
    for match in hitting:
        if match.best not in best or match.overlap > best[match.best].overlap:
            best[match.best] = match
    return sorted(match.rank for match in best.values())


def explained(matches: Sequence[Match]) -> list[str]:
    """Detection by detection, the highest score first."""
    lines = []
    taken: dict[str, int] = {}
    for match in matches:
        shown = f"{match.rank}: IoU {match.overlap / 100:.2f} with {match.best}"
        if match.overlap <= ENOUGH:
            lines.append(f"{shown} is not above 0.5: false.")
        elif match.best in taken:
            lines.append(f"{shown}, which {taken[match.best]} has found already: false.")
        else:
            taken[match.best] = match.rank
            lines.append(f"{shown}, which is free: true.")
    return lines

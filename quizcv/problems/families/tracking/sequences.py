"""A short sequence counted by hand: errors frame by frame, and identities over whole trajectories."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import grouped, number_answer, rounded_off
from quizcv.problems.authoring import Problem, family
from quizcv.problems.values import Expects, Mistake
from quizcv.problems.working import PERCENT, plainly_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.drawing import Stream

TOPIC: Final = "tracking"
MISSED: Final = 0
OBJECTS: Final = "ABC"
NEVER: Final = -1
"""The track of an object that none has found yet."""


@dataclass(frozen=True, slots=True)
class ThreeObjects:
    """Three objects, visible in every frame: the track that covers each (0 for none), and the false boxes of each frame."""

    tracks: tuple[tuple[int, ...], ...]
    extra: tuple[int, ...]

    @property
    def boxes(self) -> int:
        """True boxes."""
        return sum(map(len, self.tracks))

    @property
    def missed(self) -> int:
        """True boxes that no track covers."""
        return sum(track == MISSED for row in self.tracks for track in row)

    @property
    def false(self) -> int:
        """Boxes of tracks that cover nothing."""
        return sum(self.extra)

    @property
    def switches(self) -> int:
        """How often an object is covered by another track than the last that covered it."""
        return sum(map(switches_of, self.tracks))

    @property
    def identities(self) -> int:
        """IDTP: true boxes covered by the right track, if each object gets one track so that these are most."""
        numbers = sorted({track for row in self.tracks for track in row if track})
        numbers += [NEVER] * len(self.tracks)
        return max(
            sum(row.count(number) for row, number in zip(self.tracks, chosen, strict=True))
            for chosen in permutations(numbers, len(self.tracks))
        )

    @property
    def rows(self) -> str:
        """The sequence as a list."""
        lines = [
            f"- {name}: {' '.join(str(track) if track else '-' for track in row)}"
            for name, row in zip(OBJECTS, self.tracks, strict=True)
        ]
        return "\n".join([*lines, f"- false boxes: {' '.join(map(str, self.extra))}"])


def switches_of(row: Sequence[int]) -> int:
    """The identity switches of one object; a gap does not make it forget its track."""
    seen = [track for track in row if track]
    return sum(one != other for one, other in pairwise(seen))


def drawn_sequence(draw: Stream) -> ThreeObjects | None:
    """Five or six frames with at least one error of each kind; None where there is none."""
    frames = draw.integer(5, 6)
    tracks = []
    for start in (1, 2, 3):
        track = start
        row: list[int] = []
        for _ in range(frames):
            if row and draw.below(6) == 0:
                track = draw.choice((1, 2, 3, 4))
            row.append(MISSED if draw.below(6) == 0 else track)
        tracks.append(tuple(row))
    twice = any(len({row[n] for row in tracks if row[n]}) < sum(row[n] > 0 for row in tracks) for n in range(frames))
    sequence = ThreeObjects(tuple(tracks), tuple(draw.choice((0, 0, 0, 1)) for _ in range(frames)))
    if twice or not (sequence.missed and sequence.false and sequence.switches) or not all(map(any, tracks)):
        return None
    return sequence


def problem(
    sequence: ThreeObjects,
    asked: str,
    right: Fraction,
    steps: Sequence[str],
    wrong: Sequence[tuple[Fraction, str]],
    formula: str,
) -> Problem:
    """A question about a sequence."""
    return Problem(
        values={
            "tracks": tuple(track for row in sequence.tracks for track in row),
            "false": sequence.extra,
        },
        prompt=(
            "Three objects are visible in every frame. For each frame the number of the track that covers an object (- for none), and "
            f"how many boxes cover no object:\n\n{sequence.rows}\n\n{asked}"
        ),
        answer=number_answer(Expects.NUMBER, [right], tolerance=PERCENT),
        steps=tuple(steps),
        mistakes=tuple(
            Mistake(number_answer(Expects.NUMBER, [number]), says)
            for number, says in wrong
            if plainly_apart(number, right)
        ),
        formulas=(formula,),
    )


def result(upper: str, lower: str, value: Fraction, before: str = "") -> str:
    """The last step: a fraction and what it comes to."""
    sign = r"\approx" if rounded_off(value, PERCENT) else "="
    return rf"${before}\frac{{{upper}}}{{{lower}}} {sign} {grouped(value, PERCENT)}$"


@family(
    "mota-from-frames",
    topic=TOPIC,
    title="MOTA counted frame by frame",
    source="Bernardin & Stiefelhagen 2008, Evaluating multiple object tracking performance: the CLEAR MOT metrics (EURASIP), section 2.1",
    version=2,
)
def mota_from_frames(draw: Stream) -> Problem | None:
    """Misses, false boxes and identity switches are counted, then put together."""
    sequence = drawn_sequence(draw)
    if sequence is None:
        return None
    boxes, missed, false, switches = sequence.boxes, sequence.missed, sequence.false, sequence.switches
    right = 1 - Fraction(missed + false + switches, boxes)
    if right < Fraction(1, 5) or false == switches:  # which of them is forgotten should tell
        return None
    beside_gaps = sum(one != other for row in sequence.tracks for one, other in pairwise(row) if one and other)
    not_first = sum(track not in {MISSED, next(filter(None, row))} for row in sequence.tracks for track in row)
    counted = ", ".join(f"{name} {switches_of(row)}" for name, row in zip(OBJECTS, sequence.tracks, strict=True))
    return problem(
        sequence,
        "What is the MOTA? A switch counts when an object is covered by another track than the last that covered it. Give a fraction, "
        "a percentage or three figures.",
        right,
        (
            f"True boxes: {boxes}; missed: {missed}; false: {false}.",
            f"Identity switches: {counted}; together {switches}.",
            result(f"{missed} + {false} + {switches}", str(boxes), right, "1 - "),
        ),
        [
            (1 - Fraction(missed + false, boxes), "Identity switches are errors too."),
            (1 - Fraction(missed + switches, boxes), "Boxes that cover no object are errors too: false positives."),
            (
                1 - Fraction(missed + false + beside_gaps, boxes),
                "A switch counts also after a gap: what matters is the last track that covered the object.",
            ),
            (
                1 - Fraction(missed + false + not_first, boxes),
                "A switch counts once, in the frame where it happens, not in every frame that follows.",
            ),
            (
                1 - Fraction(missed + false + switches, boxes - missed),
                "Divide by all true boxes, also those that are missed.",
            ),
        ],
        f"1 - ({missed} + {false} + {switches})/{boxes}",
    )


@family(
    "idf1-from-tracks",
    topic=TOPIC,
    title="IDF1 counted over trajectories",
    source="Ristani et al. 2016, Performance measures and a data set for multi-target, multi-camera tracking (arXiv:1609.01775), section 4",
)
def idf1_from_tracks(draw: Stream) -> Problem | None:
    """Each object gets the track that covers it most, no track twice."""
    sequence = drawn_sequence(draw)
    if sequence is None:
        return None
    boxes, found = sequence.boxes, sequence.boxes - sequence.missed
    given = found + sequence.false
    identities = sequence.identities
    right = Fraction(2 * identities, boxes + given)
    first = sum(row.count(next(filter(None, row))) for row in sequence.tracks)
    most = sum(max(row.count(track) for track in row if track) for row in sequence.tracks)
    return problem(
        sequence,
        "The false boxes belong to other tracks. What is the IDF1? Give a fraction, a percentage or three figures.",
        right,
        (
            f"There are {boxes} true boxes, and {found} + {sequence.false} = {given} boxes of tracks.",
            f"Each object with its best track, none twice: {best_tracks(sequence)}.",
            f"So {identities} boxes have the right identity (IDTP).",
            result(rf"2 \cdot {identities}", f"{boxes} + {given}", right),
        ),
        [
            (
                Fraction(2 * found, boxes + given),
                "That is the F1 of the boxes alone; an identity has to be right for the whole sequence.",
            ),
            (
                Fraction(2 * first, boxes + given),
                "An object's track is the one that fits best over the whole sequence, not its first.",
            ),
            (Fraction(2 * most, boxes + given), "A track belongs to one object only."),
            (Fraction(identities, given), "That is the identification precision, IDP."),
            (Fraction(identities, boxes), "That is the identification recall, IDR."),
        ],
        f"2*{identities}/({boxes} + {given})",
    )


def best_tracks(sequence: ThreeObjects) -> str:
    """One best matching in words: `A with 1 (4 boxes), B with none`."""
    numbers = sorted({track for row in sequence.tracks for track in row if track}) + [NEVER] * len(sequence.tracks)
    best = max(
        permutations(numbers, len(sequence.tracks)),
        key=lambda chosen: sum(row.count(number) for row, number in zip(sequence.tracks, chosen, strict=True)),
    )
    return ", ".join(
        f"{name} with {number} ({row.count(number)})" if row.count(number) else f"{name} with none"
        for name, row, number in zip(OBJECTS, sequence.tracks, best, strict=True)
    )

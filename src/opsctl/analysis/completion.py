"""How much of a quarter's promises is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.analysis.standing import Standing

if TYPE_CHECKING:
    from opsctl.model.period import Days


@dataclass(frozen=True, slots=True)
class Completion:
    """Counts of Rocks by standing, and the rates made of them, in [0, 1].

    `rate` is none with nothing committed; `on_course` also once the quarter is over.
    """

    committed: int
    done: int
    missed: int
    dropped: int
    on_track: int
    off_track: int
    in_danger: int
    rate: Fraction | None
    on_course: Fraction | None
    standard: Decimal

    @property
    def meets_standard(self) -> bool | None:
        """Tell whether the rate, or on course while the quarter runs, reaches the standard."""
        judged = self.rate if self.on_course is None else self.on_course
        return None if judged is None else judged >= Fraction(self.standard)


def completion(
    standings: Sequence[tuple[Standing, bool]], quarter: Days, standard: Decimal, as_of: date
) -> Completion:
    """Count standings, each with whether its Rock counts as committed.

    A Rock that was dropped or missed stays committed, so letting go of one never raises the rate.
    """
    committed = sum(counts for _, counts in standings)
    count = Counter(standing for standing, _ in standings)
    done, on_track = count[Standing.DONE], count[Standing.ON_TRACK]
    running = as_of <= quarter.last
    return Completion(
        committed=committed,
        done=done,
        missed=count[Standing.MISSED],
        dropped=count[Standing.DROPPED],
        on_track=on_track,
        off_track=count[Standing.OFF_TRACK],
        in_danger=count[Standing.IN_DANGER],
        rate=Fraction(done, committed) if committed else None,
        on_course=Fraction(done + on_track, committed) if committed and running else None,
        standard=standard,
    )

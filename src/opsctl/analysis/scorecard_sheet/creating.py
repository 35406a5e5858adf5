"""New measurables made of headings that name none: their title, unit and cadence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from opsctl.analysis.scorecard_sheet.amounts import unit_shown
from opsctl.analysis.sheet.owners import numbered
from opsctl.model.cadence import Cadence, Period, cadence_of
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, MeasurableRef, Scorecard
from opsctl.model.slug import slug_of
from opsctl.text.span import Origin
from opsctl.text.suggestion import in_backticks

_LONGEST_TITLE = 120
_OF_THE_SCORECARD = "scorecard"
_LENGTHS = ((1, 1, Cadence.DAY), (28, 31, Cadence.MONTH), (89, 92, Cadence.QUARTER))


@dataclass
class Creating:
    """Where new measurables go, who owns them, and which names are in use there.

    `folder` is the path of the scorecard's folder with a slash behind it.
    """

    scorecard: Scorecard
    owner: str
    folder: str
    taken: set[str] = field(default_factory=set)

    def measurable(
        self, heading: str, texts: Sequence[str], periods: Iterable[Period]
    ) -> Measurable:
        """Make a measurable without a goal, its unit as the cells show it.

        Raises:
            Unreadable: the heading can be no title.
        """
        title = _title(heading)
        cadence = _cadence(list(periods)) or self.scorecard.every
        name = self._free(slug_of(heading.rpartition("/")[2]))
        return Measurable(
            id=name,
            scorecard=self.scorecard.id,
            origin=Origin(f"{self.folder}{name}.yaml"),
            title=title,
            owner=self.owner,
            unit=unit_shown(texts),
            every=None if cadence is self.scorecard.every else cadence,
            cadence=cadence,
        )

    def _free(self, base: str) -> str:
        number = 1
        while numbered(base, number) in {*self.taken, _OF_THE_SCORECARD}:
            number += 1
        self.taken.add(numbered(base, number))
        return numbered(base, number)


def _title(heading: str) -> str:
    """Make a title of a heading; one that is a name of programs gets spaces and a capital."""
    if not heading.isprintable() or len(heading) > _LONGEST_TITLE:
        message = f"{in_backticks(heading)} cannot be a title"
        raise Unreadable(message, f"write at most {_LONGEST_TITLE} characters that can be seen")
    ref = MeasurableRef.parse(heading, "x")
    bare = ref.id if ref else heading
    if " " in bare or bare != bare.casefold():
        return bare
    spaced = " ".join(bare.replace("_", " ").replace("-", " ").split()) or bare
    return spaced[:1].upper() + spaced[1:]


def _cadence(periods: Sequence[Period]) -> Cadence | None:
    """Tell the cadence by named periods, or by how far most days lie from each other."""
    named = [cadence_of(each) for each in periods if not isinstance(each, date)]
    if named:
        return max(named, key=named.count)
    days = sorted({each for each in periods if isinstance(each, date)})
    gaps = sorted((after - before).days for before, after in pairwise(days))
    middle = gaps[len(gaps) // 2] if gaps else 0
    fits = (each for least, most, each in _LENGTHS if least <= middle <= most)
    return next(fits, None)

"""What was given for each period of a number, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.readings import reports_of

if TYPE_CHECKING:
    from opsctl.model.scorecard import Measurable, ValueEntry
    from opsctl.model.workspace import Workspace
    from opsctl.text.span import Location, Origin


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What counts for a period: the entry, and the record or the check-in that has it."""

    entry: ValueEntry
    origin: Origin
    name: str

    @property
    def place(self) -> Location:
        """Where it stands."""
        return self.origin.value("values", self.name)


def given_values(measurable: Measurable, workspace: Workspace) -> Mapping[str, GivenValue]:
    """Give what counts for each period by its name: of the record, else of a check-in."""
    found = {
        str(period): GivenValue(checkin.values[name], checkin.origin, name)
        for period, checkin, name in reports_of(measurable, workspace)
    }
    return found | {
        key: GivenValue(entry, measurable.origin, key) for key, entry in measurable.values.items()
    }

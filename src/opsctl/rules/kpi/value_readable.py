"""A value is written in the one way that its unit has.

Why: `1,234` is a thousand and some to one reader and a bit more than one to the next, and `12:30`
is half past noon or twelve and a half minutes. A value that can be read in two ways is read in
none: the week counts as missing until it is mended.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    unit: percent
    values:
      2026-W45: 24,1%

Right:

    # scorecards/leadership/repeat-rate.yaml
    unit: percent
    values:
      2026-W45: 24.1

Fix: write digits, and a point before decimals, for a number, a percent and money; for a duration
`2 h 30 min` or `45 s`; for yes-no `yes` or `no`. The unit says what the digits are: no sign, no
currency, no separator between thousands. The same is asked of the values in check-ins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.values import meant_value
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_NO_NUMBERS = frozenset(["n/a", "na", "n.a.", "none", "-", "–", "—", "?", "tbd", "missing"])
_NA = "write why there is none, as in {na: Stocktaking}, or nothing where it is still missing"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        for key, entry in measurable.values.items():
            error = _problem(measurable, entry)
            if error is not None:
                place = measurable.origin.value("values", key, "value")
                yield _finding(entry, error, place, "")
        for checkin, name in workspace.reported.get(measurable.ref, ()):
            error = _problem(measurable, checkin.values[name])
            if error is not None:
                place = checkin.origin.value("values", name, "value")
                unit = f"; the unit of `{name}` is {measurable.unit}"
                yield _finding(checkin.values[name], error, place, unit)


def _problem(measurable: Measurable, entry: ValueEntry) -> Unreadable | None:
    if entry.value is not None:
        try:
            measurable.unit.read(entry.value)
        except Unreadable as error:
            return error
    return None


def _finding(entry: ValueEntry, error: Unreadable, place: Location, unit: str) -> Finding:
    is_none = entry.value is not None and entry.value.text.casefold() in _NO_NUMBERS
    hint = _NA if is_none else error.hint
    return Finding("KPI003", place, f"{error.message}{unit}", hint, meant_value(place, error))


RULE = Rule("KPI003", "value-readable", Severity.ERROR, __doc__, check)

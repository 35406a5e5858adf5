"""The value of a period that is over stays as it was, or says why it is another.

Why: a scorecard is worth looking at as long as last month's numbers are what they were last month.
A number that may be set right silently will be, and always in one direction.

Before:

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W45: 24.1
      2026-W46: 21.8

Wrong: a week later,

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W45: 24.1
      2026-W46: 24.2

Right:

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W45: 24.1
      2026-W46: {value: 24.2, note: Two days of the marketplace were missing}

Fix: put the old value back, or write the new one with a `note` that says why. Where the number does
not apply, `{na: Stocktaking}` says so. A period that had no value may be filled at any time, and a
value may move between a check-in and the record. `21.8` and `21.80` are one value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.scorecard.age import age_of
from opsctl.analysis.scorecard.given import GivenValue, given_values
from opsctl.analysis.scorecard.value_difference import Spot, value_changes
from opsctl.model.change import Change
from opsctl.model.scorecard import Measurable, MeasurableRef
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import place_of_gone
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for before, after in _touched(change):
        if before.formula is not None:
            continue
        was = given_values(before, change.before)
        now = given_values(after, change.head)
        closed = [key for key in was if age_of(key, change.head_day, change.calendar).is_over]
        if after.formula is not None:
            if any(was[key].entry.value is not None for key in closed):
                yield _computed(after)
            continue
        for key in sorted(closed):
            units = (before.unit, after.unit)
            spot = Spot("", None, key, age_of(key, change.head_day, change.calendar), units)
            there = now.get(key)
            for each in value_changes(was[key].entry, there.entry if there else None, spot):
                if each.kind in (K.VALUE_REWRITTEN, K.VALUE_REMOVED) and each.note is None:
                    yield _finding(each, after, _place(was[key], there, after, change))


def _touched(change: Change) -> Iterator[tuple[Measurable, Measurable]]:
    """Give the numbers whose record changed, and those that a changed check-in names."""
    for pair in change.measurables:
        if pair.before is not None and pair.after is not None:
            yield pair.before, pair.after
    named: Mapping[MeasurableRef, Measurable] = {
        found.ref: found
        for pair in change.checkins
        for checkin in (pair.before, pair.after)
        for name in (checkin.values if checkin else ())
        if (found := change.head.find_measurable(name, "")) is not None
    }
    for each in named.values():
        if each.origin.path not in change.paths:
            yield each, each


def _place(was: GivenValue, now: GivenValue | None, after: Measurable, change: Change) -> Location:
    """Locate what stands there now, else where it stood, as far as that is still there."""
    if now is not None:
        return now.place
    checkin = next(
        (each for each in change.head.checkins if each.origin.path == was.origin.path), None
    )
    if checkin is not None:
        return place_of_gone(checkin, "values")
    return (
        Location(was.origin.path)
        if _is_of_a_checkin(was, change)
        else place_of_gone(after, "values")
    )


def _is_of_a_checkin(was: GivenValue, change: Change) -> bool:
    return any(each.origin.path == was.origin.path for each in change.before.checkins)


def _finding(each: RecordChange, measurable: Measurable, place: Location) -> Finding:
    name = f"the value of {in_backticks(str(measurable.ref))} for {each.about}"
    before = in_backticks(each.before or "")
    if each.after is None:
        message = f"{name} was {before} and is gone, and that period is over"
        hint = "put it back, or say why there is none: {na: …}"
    else:
        after = in_backticks(each.after)
        message = f"{name} was {before} and is {after}, and that period is over"
        hint = f"put it back, or say why in a new note: {{value: {each.after}, note: …}}"
    return Finding("CHG011", place, message, hint)


def _computed(after: Measurable) -> Finding:
    message = "this number is computed now, and values that were typed for closed periods are not"
    hint = "archive the number as it was, and give the computed one a file of its own"
    return Finding("CHG011", after.origin.value("formula"), message, hint)


RULE = change_rule(
    "CHG011", "values-of-closed-periods-stand", Severity.ERROR, __doc__, check_change
)

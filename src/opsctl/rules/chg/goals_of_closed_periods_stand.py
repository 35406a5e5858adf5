"""The goal that judged a period stays as it was once that period is over.

Why: a goal that moves after the number is known can always be met. Where goals move silently, green
says nothing, and the team stops looking.

Before:

    # scorecards/leadership/repeat-rate.yaml
    goal: at least 22
    values:
      2026-W45: 24.1
      2026-W46: 21.8

Wrong: the goal is another for every week of the year,

    # scorecards/leadership/repeat-rate.yaml
    goal: at least 18

Right: the old goal stands for the weeks that it judged, the new one holds from now on,

    # scorecards/leadership/repeat-rate.yaml
    goal:
      2026-W01: at least 22
      2026-W48: {is: at least 18, why: Two stores closed, set: 2026-11-20}

Fix: date the goals, the old one from the first period of the number on. If another goal has to hold
for a period that is over, give it `why` and `set`: opsctl then shows for ever that it came later.
An exception for a period that is over needs a `why` that is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.scorecard.difference import oldest_closed
from opsctl.analysis.scorecard.exception_difference import exception_changes
from opsctl.analysis.scorecard.goal_difference import Timeline, Versions, goal_changes
from opsctl.analysis.scorecard.readings import said_of
from opsctl.model.cadence import period_of
from opsctl.model.change import Change
from opsctl.model.condition import read_condition
from opsctl.model.field import ALWAYS
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import place_of_change
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

GOALS = frozenset([K.GOAL_LOOSENED, K.GOAL_REMOVED, K.GOAL_CHANGED, K.GOAL_TIGHTENED, K.GOAL_ADDED])
EXCEPTIONS = frozenset([K.EXCEPTION_ADDED, K.EXCEPTION_CHANGED, K.EXCEPTION_REMOVED])


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.measurables:
        before, after = pair.before, pair.after
        if before is None or after is None:
            continue
        versions = _versions(before, after, change)
        for each in goal_changes(versions):
            is_late = each.kind in GOALS and each.is_retroactive
            if is_late and not _may_change(each, versions):
                yield _goal(each, after, change)
        for each in exception_changes(versions):
            if each.kind in EXCEPTIONS and each.is_retroactive and not _is_excused(each, before):
                yield _exception(each, after)


def _versions(before: Measurable, after: Measurable, change: Change) -> Versions:
    """Compare two versions by the closed periods that the old one had."""
    said = said_of(before, change.before)
    oldest = oldest_closed([before], [said], change.head_day, change.calendar)
    goals = (Timeline(before), Timeline(after))
    return Versions(before, after, *goals, change.head_day, change.calendar, oldest)


def _may_change(each: RecordChange, versions: Versions) -> bool:
    """Tell whether a goal judged nothing before, is the same but for its unit, or says why."""
    key = each.about or ALWAYS
    one, two = versions.before.goal.get(key), versions.after.goal.get(key)
    if one is not None and key not in versions.was.starts:
        return True
    if not versions.before.goal and versions.oldest is None:
        return True
    if one is not None and two is not None and one.is_ == two.is_:
        return True
    if two is None or key == ALWAYS or each.note is None or two.set is None:
        return False
    return one is None or one.set != two.set


def _is_excused(each: RecordChange, before: Measurable) -> bool:
    """Tell whether an exception says why it is new or another, or could not be read before."""
    entry = before.exceptions.get(each.about or "")
    return each.note is not None or (entry is not None and not _is_readable(entry.is_, before))


def _is_readable(words: str, measurable: Measurable) -> bool:
    try:
        read_condition(words, measurable.unit)
    except Unreadable:
        return False
    return True


def _goal(each: RecordChange, after: Measurable, change: Change) -> Finding:
    since = f"from {each.about} on" if each.about else "for all periods"
    over = "it judges" if each.before is None else "it judged"
    message = f"{_said(each, f'the goal {since}')}, and {over} periods that are over"
    running = period_of(change.head_day, after.cadence, change.calendar)
    if each.after is None:
        hint = "put it back; a goal that holds from now on is dated by its period"
    else:
        old = "" if each.before is None else "let the old goal stand, and "
        hint = f"{old}write this one under {running}"
    if each.about in after.goal and each.about != ALWAYS:
        hint += "; or say in it `why` and the day on which it was `set`"
    return Finding("CHG012", place_of_change(each, after), message, hint)


def _exception(each: RecordChange, after: Measurable) -> Finding:
    message = f"{_said(each, f'the goal for {each.about}')}, and that period is over"
    hint = "put it back, or say why in a new `why` of an exception for this period"
    return Finding("CHG012", place_of_change(each, after), message, hint)


def _said(each: RecordChange, name: str) -> str:
    before, after = (text and in_backticks(text) for text in (each.before, each.after))
    if before is None:
        return f"{name} is {after}, where there was none"
    return f"{name} was {before} and is {after or 'gone'}"


RULE = change_rule("CHG012", "goals-of-closed-periods-stand", Severity.ERROR, __doc__, check_change)

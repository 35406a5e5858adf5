"""What changed in a check-in, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from opsctl.analysis.record_change import CheckinChangeKind as K
from opsctl.analysis.record_change import NumberChangeKind, RecordChange
from opsctl.rendering.record_changes.number import number_phrase
from opsctl.rendering.record_changes.rock import rock_phrase
from opsctl.rendering.record_changes.wording import (
    Phrase,
    another_order,
    bare,
    changed,
    changed_day,
    day_text,
    given,
    gone,
    quoted,
)


def checkin_phrase(change: RecordChange, near: date) -> str:
    """Say what a change of a check-in is; user text in it is in one line, and not escaped."""
    if isinstance(change.kind, K):
        return CHECKIN_PHRASES[change.kind](change, near)
    if isinstance(change.kind, NumberChangeKind):
        name = change.field.split(".")[1]
        return f"{bare(name)}, {number_phrase(change, near)}"
    return rock_phrase(change, near)


CHECKIN_PHRASES: Mapping[K, Phrase] = MappingProxyType(
    {
        K.ADDED: lambda change, near: f"new, given on {day_text(change.after, near)}",
        K.REMOVED: lambda change, near: f"removed, was given on {day_text(change.before, near)}",
        K.MOVED: changed("name"),
        K.DATE: changed_day("day it was given on"),
        K.HEADLINE_ADDED: given("headline", quoted),
        K.HEADLINE_REMOVED: gone("headline", quoted),
        K.WIN_ADDED: given("win", quoted),
        K.WIN_REMOVED: gone("win", quoted),
        K.ORDER: another_order,
    }
)

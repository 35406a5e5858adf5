"""What changed in a measurable, its goals and its numbers, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import RecordChange
from opsctl.rendering.record_changes.wording import (
    Phrase,
    bare,
    changed,
    changed_day,
    day_text,
    period_name,
    period_noun,
    quoted,
)

PAST_INCLUDED = ", periods that are over included"


def number_phrase(change: RecordChange, near: date) -> str:
    """Say what a change of a number is; user text in it is in one line, and not escaped."""
    return NUMBER_PHRASES[K(change.kind)](change, near)


# Numbers of periods


def _value(said: str, *, asks_why: bool = False) -> Phrase:
    """Phrase what happened to the number of a period."""

    def phrase(change: RecordChange, near: date) -> str:
        before, after = bare(change.before), bare(change.after)
        text = said.format(before=before, after=after)
        return f"{period_name(change.about, near)} {text}{_late(change)}{_why(change, asks_why)}"

    return phrase


def _late(change: RecordChange) -> str:
    return f" after the {period_noun(change.about)} closed" if change.is_retroactive else ""


def _why(change: RecordChange, asks_why: bool) -> str:
    if change.note:
        return f": {quoted(change.note)}"
    return ", no reason given" if asks_why else ""


def _gone(change: RecordChange, near: date) -> str:
    name = period_name(change.about, near)
    return f"{name} taken out{_late(change)}, was {bare(change.before)}"


def _na(change: RecordChange, near: date) -> str:
    was = f", was {bare(change.before)}" if change.before else ""
    name = period_name(change.about, near)
    return f"{name} set to n/a{_late(change)}{was}: {quoted(change.note)}"


def _filled(change: RecordChange, near: date) -> str:
    name = period_name(change.about, near)
    return f"{name}, which was missing, filled with {bare(change.after)}{_why(change, False)}"


def _note(change: RecordChange, near: date) -> str:
    name = "reason for n/a" if change.field.endswith(".na") else "note"
    return f"{period_name(change.about, near)}: {changed(name, quoted)(change, near)}"


def _source_of_value(change: RecordChange, near: date) -> str:
    is_day = change.field.endswith(".on")
    phrase = changed_day("day it was pulled") if is_day else changed("place it was pulled from")
    return f"{period_name(change.about, near)}: {phrase(change, near)}"


# Goals


def _goal(verb: str, *, asks_why: bool = False) -> Phrase:
    def phrase(change: RecordChange, near: date) -> str:
        said = f"goal {verb} from {bare(change.before)} to {bare(change.after)}"
        return f"{said}{_from_when(change, near)}{_why(change, asks_why)}"

    return phrase


def _goal_added(change: RecordChange, near: date) -> str:
    return f"goal added: {bare(change.after)}{_from_when(change, near)}{_why(change, False)}"


def _goal_removed(change: RecordChange, near: date) -> str:
    return f"goal taken out, was {bare(change.before)}{_from_when(change, near)}"


def _from_when(change: RecordChange, near: date) -> str:
    since = f", from {period_name(change.about, near)}" if change.about else ", for all periods"
    return f"{since}{PAST_INCLUDED if change.is_retroactive else ''}"


def _beside(what: str, phrase: Phrase) -> Phrase:
    """Phrase a change of what stands beside the goal or the exception of a period."""

    def of_period(change: RecordChange, near: date) -> str:
        of = f" of {period_name(change.about, near)}" if change.about else ""
        return f"{what}{of}: {phrase(change, near)}"

    return of_period


def _exception(said: str, *, asks_why: bool = False) -> Phrase:
    """Phrase what happened to the goal of one period alone."""

    def phrase(change: RecordChange, near: date) -> str:
        before = bare(change.before) or "no goal"
        after = bare(change.after) or "no goal"
        head = f"exception for {period_name(change.about, near)}"
        ease = f" ({change.ease})" if change.ease else ""
        text = said.format(before=before, after=after)
        return f"{head} {text}{ease}{_late(change)}{_why(change, asks_why)}"

    return phrase


# What it is


def _remade(name: str) -> Phrase:
    """Phrase a change of what its numbers mean."""

    def phrase(change: RecordChange, near: date) -> str:
        return f"{changed(name)(change, near)}{PAST_INCLUDED if change.is_retroactive else ''}"

    return phrase


def _archived(change: RecordChange, near: date) -> str:
    late = ", periods that are over fall out" if change.is_retroactive else ""
    if change.after is None:
        return f"no longer archived, before {day_text(change.before, near)}"
    before = f", before {day_text(change.before, near)}" if change.before else ""
    return f"archived on {day_text(change.after, near)}{before}{late}"


NUMBER_PHRASES: Mapping[K, Phrase] = MappingProxyType(
    {
        K.ADDED: lambda change, near: "new",
        K.REMOVED: lambda change, near: "removed, with its history",
        K.ARCHIVED: _archived,
        K.MOVED: changed("name"),
        K.VALUE_REWRITTEN: _value("rewritten from {before} to {after}", asks_why=True),
        K.VALUE_REMOVED: _gone,
        K.VALUE_NA: _na,
        K.VALUE_FILLED: _filled,
        K.GOAL_LOOSENED: _goal("loosened", asks_why=True),
        K.GOAL_REMOVED: _goal_removed,
        K.GOAL_CHANGED: _goal("changed"),
        K.GOAL_TIGHTENED: _goal("tightened"),
        K.GOAL_ADDED: _goal_added,
        K.EXCEPTION_ADDED: _exception("added: {after} instead of {before}", asks_why=True),
        K.EXCEPTION_CHANGED: _exception("changed from {before} to {after}", asks_why=True),
        K.EXCEPTION_REMOVED: _exception("taken out: {after} again, was {before}"),
        K.GOAL_SET: _beside("goal", changed_day("day it was set")),
        K.FORMULA: _remade("formula"),
        K.UNIT: _remade("unit"),
        K.CADENCE: changed("“every”"),
        K.DEFINITION: changed("definition", quoted),
        K.SINCE: _remade("“since”"),
        K.OWNER: changed("owner"),
        K.ENTERED_BY: changed("“entered by”"),
        K.TITLE: changed("title", quoted),
        K.GOAL_STRETCH: _beside("goal", changed("stretch")),
        K.GOAL_WHY: _beside("goal", changed("reason", quoted)),
        K.EXCEPTION_WHY: _beside("exception", changed("reason", quoted)),
        K.VALUE_CHANGED: _value("changed from {before} to {after}"),
        K.VALUE_ENTERED: _value("entered: {after}"),
        K.VALUE_NOTE: _note,
        K.VALUE_SOURCE: _source_of_value,
        K.ROLLUP: changed("way to roll up"),
        K.SOURCE: changed("source", quoted),
        K.SUPPORTS: changed("goal that it supports"),
        K.SOPS: changed("procedures that move it"),
        K.DECIMALS: changed("decimals"),
        K.PERSPECTIVE: changed("perspective"),
        K.INDICATOR: changed("indicator"),
        K.FORMERLY: changed("former ids"),
        K.GOAL_RESTATED: lambda change, near: "goal written in another way, judged as before",
        K.VALUE_SPELLING: _value("written {after}, before {before}: the same number"),
    }
)

"""The preview of an import of numbers as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsctl.analysis.scorecard.written import Written
from opsctl.analysis.scorecard_sheet.plan import Different, Number, NumbersPlan, Taken
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import ValueEntry
from opsctl.model.unit import Unit
from opsctl.rendering.scorecard.data import value_data


def numbers_data(plan: NumbersPlan, *, replace: bool, written: bool) -> Mapping[str, Any]:
    """Give the whole preview, and whether it was carried out."""
    return {
        "schema": 1,
        "file": plan.path,
        "layout": plan.layout.value,
        "replace": replace,
        "written": written,
        "guessed": [
            {"what": each.what, "value": each.value, "why": each.why} for each in plan.guesses
        ],
        "measurables": [_taken(each) for each in plan.taken],
        "refused": [
            {
                "cell": each.cell,
                "heading": each.heading,
                "period": each.period,
                "text": each.message,
                "hint": each.hint,
            }
            for each in plan.refused
        ],
        "doubtful": [
            {
                "cell": each.number.cell,
                "heading": each.heading,
                "period": str(each.number.period),
                "text": each.message,
                "hint": each.hint,
            }
            for each in plan.doubtful
        ],
        "not_taken": [
            {"cell": each.name, "heading": each.heading, "text": each.why, "hint": each.hint}
            for each in plan.left
        ],
    }


def _taken(taken: Taken) -> Mapping[str, Any]:
    measurable = taken.measurable
    return {
        "id": str(measurable.ref),
        "title": measurable.title,
        "owner": measurable.owner,
        "unit": str(measurable.unit),
        "every": measurable.cadence.value,
        "created": taken.created,
        "hint": taken.hint,
        "cell": taken.cell,
        "heading": taken.heading,
        "new": [_number(each, measurable.unit) for each in taken.new],
        "same": taken.same,
        "different": [_different(each, measurable.unit) for each in taken.different],
    }


def _number(number: Number, unit: Unit) -> Mapping[str, Any]:
    return {"period": str(number.period), "cell": number.cell, **_entry(number.entry, unit)}


def _different(different: Different, unit: Unit) -> Mapping[str, Any]:
    there = [_there(each, unit) for each in different.there]
    return {**_number(different.number, unit), "there": there}


def _there(there: Written, unit: Unit) -> Mapping[str, Any]:
    place = there.record.origin.value("values", there.key)
    return {**_entry(there.entry, unit), "path": place.path, "line": place.span.line}


def _entry(entry: ValueEntry, unit: Unit) -> Mapping[str, Any]:
    return {"value": _value(entry, unit), "na": entry.na, "note": entry.note}


def _value(entry: ValueEntry, unit: Unit) -> Any:
    if entry.value is None:
        return None
    try:
        return value_data(unit.read(entry.value), unit.kind)
    except Unreadable:
        return None

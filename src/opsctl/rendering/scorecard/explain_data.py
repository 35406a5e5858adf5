"""Why a number is what it is, as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.scorecard.explanation import Explanation, Input, Part, Setting
from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.model.scorecard import Measurable
from opsctl.rendering.rock.data import SCHEMA
from opsctl.rendering.scorecard.data import value_data
from opsctl.rendering.scorecard.explain_phrases import verdict_sentence, whole_value
from opsctl.text.span import Location


def explanation_data(
    told: Explanation, setting: Setting | None, company: str, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `scorecard explain`."""
    measurable, view = told.measurable, told.view
    goal = view.goal if view else None
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": told.as_of,
        "measurable": str(measurable.ref),
        "title": measurable.title,
        "owner": measurable.owner,
        "unit": str(measurable.unit),
        "every": measurable.cadence,
        "period": str(told.period),
        "first": told.days.first,
        "last": told.days.last,
        "value": value_data(whole_value(told), measurable.unit.kind),
        "verdict": view.verdict if view else None,
        "text": verdict_sentence(told),
        "source": _source(view.reading) if view else None,
        "formula": _formula(told),
        "inputs": [_input(each) for each in told.inputs],
        "rollup": _rollup(told.rolled, measurable),
        "parts": [_part(each, measurable) for each in told.parts],
        "goal": _goal(goal, measurable, setting, retroactive=told.retroactive) if goal else None,
        "unread": list(unread),
    }


def _place(place: Location | None) -> dict[str, Any]:
    return {"path": place.path if place else None, "line": place.span.line if place else None}


def _source(reading: Reading) -> dict[str, Any]:
    return {
        **_place(reading.place),
        "by": reading.by,
        "said": reading.said,
        "from": reading.from_,
        "on": reading.on,
        "note": reading.note,
        "na": reading.na,
        "problem": reading.problem,
    }


def _formula(told: Explanation) -> Mapping[str, Any] | None:
    measurable = told.measurable
    if measurable.formula is None:
        return None
    place = _place(measurable.origin.value("formula"))
    return {"text": measurable.formula, **place, "problem": told.problem}


def _input(each: Input) -> dict[str, Any]:
    return {
        "measurable": str(each.measurable.ref),
        "period": str(each.period),
        "unit": str(each.measurable.unit),
        "value": value_data(each.reading.value, each.measurable.unit.kind),
        "formula": each.measurable.formula,
        "source": _source(each.reading),
    }


def _rollup(rolled: RolledUp | None, measurable: Measurable) -> Mapping[str, Any] | None:
    if rolled is None:
        return None
    return {
        "method": str(measurable.rolls_up),
        "counted": rolled.counted,
        "due": rolled.due,
        "problem": rolled.problem,
    }


def _part(part: Part, measurable: Measurable) -> Mapping[str, Any]:
    view = part.view
    return {
        "period": str(view.period),
        "value": value_data(view.reading.value, measurable.unit.kind),
        "verdict": view.verdict,
        "source": _source(view.reading),
        "weight": _input(part.weight) if part.weight else None,
    }


def _goal(
    goal: GoalInForce, measurable: Measurable, setting: Setting | None, *, retroactive: bool
) -> Mapping[str, Any]:
    stretch = goal.stretch
    return {
        "goal": goal.words,
        "stretch": stretch.written(measurable.unit) if stretch else None,
        "since": str(goal.since) if goal.since else None,
        "set": goal.set,
        "why": goal.why,
        "exception": goal.exception,
        "retroactive": retroactive,
        **_place(goal.place),
        "written": None
        if setting is None
        else {"by": setting.by, "on": setting.on, "remark": setting.remark},
    }

"""Scorecards as data: the public JSON shapes, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.analysis.scorecard.listing import ListedNumber, ListedScorecard
from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.overview import Entered, OverviewView, entered
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.analysis.scorecard.scorecard import ScorecardView
from opsctl.analysis.scorecard.verdict import PeriodView
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.model.unit import UnitKind, Value
from opsctl.rendering.figures import rate, rounded
from opsctl.rendering.rock.data import SCHEMA
from opsctl.rendering.scorecard.phrases import note_text

_PLACES = 6


def scorecard_data(view: ScorecardView, company: str, unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `scorecard show` for a scorecard."""
    card = view.scorecard
    return {
        "schema": SCHEMA,
        "scorecard": card.id,
        "as_of": view.as_of,
        "measurables": [measurable_data(each, card) for each in view.measurables],
        "company": company,
        **_scorecard_facts(card),
        "lines": [_line(each, card) for each in view.lines],
        "entered": entered_data(entered(view.measurables)),
        "cadences": _cadences(view.measurables),
        "unread": list(unread),
    }


def measurable_data(view: MeasurableView, card: Scorecard | None = None) -> dict[str, Any]:
    """Give the shape of one number; its id is the bare one on the scorecard it lies in."""
    measurable = view.measurable
    kind = measurable.unit.kind
    return {
        "id": _name(measurable, card),
        "title": measurable.title,
        "owner": measurable.owner,
        "unit": str(measurable.unit),
        "periods": [_period(each, kind) for each in (*view.shown, view.open)],
        "rate": rate(view.tally.rate),
        "hits": view.tally.hits,
        "misses": view.tally.misses,
        "missing": view.tally.missing,
        "streak": _streak(view),
        "attention": [{"kind": each.kind, "text": each.text} for each in view.attention],
        "name": str(measurable.ref),
        "every": measurable.cadence,
        "goal": _words(view.newest.goal or view.open.goal),
        "archived": measurable.archived,
        "trailing": [{"periods": count, **_rolled(each, kind)} for count, each in view.trailing],
        "months": [{"period": str(each.period), **_rolled(each, kind)} for each in view.months],
        "quarters": [{"period": str(each.period), **_rolled(each, kind)} for each in view.quarters],
    }


def measurable_page_data(
    view: MeasurableView,
    goals: Sequence[GoalInForce],
    company: str,
    as_of: date,
    unread: Sequence[str],
) -> Mapping[str, Any]:
    """Give the shape of `scorecard show` for one number; `goals` are all that it has had."""
    measurable = view.measurable
    by = measurable.rolls_up
    return {
        "schema": SCHEMA,
        "scorecard": measurable.scorecard,
        "as_of": as_of,
        **measurable_data(view),
        "company": company,
        "definition": measurable.definition,
        "entered_by": measurable.entered_by,
        "decimals": measurable.decimals,
        "formula": measurable.formula,
        "rollup": str(by) if by else None,
        "perspective": measurable.perspective,
        "indicator": measurable.indicator,
        "supports": measurable.supports,
        "sops": list(measurable.sops),
        "since": str(view.life.first) if view.life.first else None,
        "goals": [_goal(each, measurable) for each in goals],
        "entries": [_entry(each) for each in (*view.shown, view.open)],
        "path": measurable.origin.path,
        "unread": list(unread),
    }


def overview_data(view: OverviewView, company: str, unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `scorecard status`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.as_of,
        "scorecards": [each.id for each in view.scorecards],
        "numbers": len(view.numbers),
        "entered": entered_data(view.entered),
        "cadences": _cadences(view.numbers),
        "attention": [measurable_data(each) for each in view.attention],
        "unread": list(unread),
    }


def newest_data(view: MeasurableView) -> dict[str, Any]:
    """Give the shape of one number with its newest closed period alone."""
    measurable = view.measurable
    return {
        "id": str(measurable.ref),
        "title": measurable.title,
        "owner": measurable.owner,
        "unit": str(measurable.unit),
        **_period(view.newest, measurable.unit.kind),
        "streak": _streak(view),
        "attention": [{"kind": each.kind, "text": each.text} for each in view.attention],
    }


def scorecard_list_data(
    cards: Sequence[ListedScorecard], company: str, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `scorecard list`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "scorecards": [
            {
                "id": each.scorecard.id,
                **_scorecard_facts(each.scorecard),
                "measurables": [_listed(one, each.scorecard) for one in each.numbers],
            }
            for each in cards
        ],
        "unread": list(unread),
    }


def entered_data(figures: Entered) -> Mapping[str, Any]:
    """Give the shape of `entered`."""
    return {
        "due": figures.due,
        "entered": figures.entered,
        "hits": figures.hits,
        "misses": figures.misses,
    }


def value_data(value: Value | None, kind: UnitKind) -> Any:
    """Give a number as programs read it: exact as typed, a quotient to six places, or a truth."""
    if kind is UnitKind.YES_NO and value in (0, 1):
        return bool(value)
    return rounded(value, _PLACES) if isinstance(value, Fraction) else value


def _scorecard_facts(card: Scorecard) -> dict[str, Any]:
    return {"title": card.title, "team": card.team, "owner": card.owner, "every": card.every}


def _line(line: MeasurableView | str, card: Scorecard) -> Mapping[str, Any]:
    if isinstance(line, str):
        return {"divider": line}
    return {"measurable": _name(line.measurable, card)}


def _name(measurable: Measurable, card: Scorecard | None) -> str:
    own = card is not None and measurable.scorecard == card.id
    return measurable.id if own else str(measurable.ref)


def _period(period: PeriodView, kind: UnitKind) -> dict[str, Any]:
    return {
        "period": str(period.period),
        "value": value_data(period.reading.value, kind),
        "goal": _words(period.goal),
        "verdict": period.verdict,
        "note": note_text(period.reading),
    }


def _words(goal: GoalInForce | None) -> str | None:
    return goal.words if goal else None


def _streak(view: MeasurableView) -> Mapping[str, Any] | None:
    if view.streak is None:
        return None
    return {"verdict": view.streak.verdict, "length": view.streak.length}


def _rolled(rolled: RolledUp, kind: UnitKind) -> dict[str, Any]:
    return {
        "value": value_data(rolled.value, kind),
        "counted": rolled.counted,
        "due": rolled.due,
        "problem": rolled.problem,
    }


def _cadences(views: Sequence[MeasurableView]) -> list[Mapping[str, Any]]:
    """Give the days of every period shown, once for each cadence."""
    first = {view.measurable.cadence: view for view in reversed(views)}
    ordered = sorted(first, key=lambda each: each.rank)
    return [
        {"every": each, "periods": [_days(one) for one in (*first[each].shown, first[each].open)]}
        for each in ordered
    ]


def _days(period: PeriodView) -> Mapping[str, Any]:
    return {
        "period": str(period.period),
        "first_day": period.days.first,
        "last_day": period.days.last,
    }


def _goal(goal: GoalInForce, measurable: Measurable) -> Mapping[str, Any]:
    stretch = goal.stretch
    return {
        "from": str(goal.since) if goal.since else None,
        "goal": goal.words,
        "stretch": stretch.written(measurable.unit) if stretch else None,
        "set": goal.set,
        "why": goal.why,
        "exception": goal.exception,
    }


def _entry(period: PeriodView) -> Mapping[str, Any]:
    """Say who gave the number of a period and where it stands."""
    reading = period.reading
    place = reading.place
    return {
        **_days(period),
        "stretched": period.stretched,
        "by": reading.by,
        "said": reading.said,
        "from": reading.from_,
        "on": reading.on,
        "path": place.path if place else None,
    }


def _listed(number: ListedNumber, card: Scorecard) -> Mapping[str, Any]:
    measurable = number.measurable
    return {
        "id": _name(measurable, card),
        "name": str(measurable.ref),
        "title": measurable.title,
        "owner": measurable.owner,
        "unit": str(measurable.unit),
        "every": measurable.cadence,
        "goal": _words(number.goal),
        "shown": number.is_shown,
        "archived": measurable.archived,
    }

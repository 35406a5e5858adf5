"""Rocks as data: the public JSON shapes, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from opsctl.analysis.completion import Completion
from opsctl.analysis.rescue import RescueView, rescues_seen
from opsctl.analysis.rock import QuarterView, RockView, Turn
from opsctl.analysis.standing import Reason
from opsctl.model.rock import LogEntry, Rescue, Result
from opsctl.rendering.figures import rate

SCHEMA = 1


def quarter_data(
    view: QuarterView, shown: Sequence[RockView], company: str, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `rock status`; `shown` are the Rocks to list."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.as_of,
        "quarter": str(view.quarter),
        "week": {"number": view.week, "of": view.weeks},
        "days_left": view.days_left,
        "milestones": {"due": view.milestones_due, "overdue": view.milestones_overdue},
        "words": {"given": view.words_given, "expected": view.words_expected},
        "completion": completion_data(view.completion),
        "rocks": [rock_data(each) for each in shown],
        "changes": [_turn(each) for each in view.turns],
        "unread": list(unread),
    }


def rock_data(view: RockView) -> dict[str, Any]:
    """Give the shape of one Rock in a list."""
    rock, judgement = view.rock, view.judgement
    return {
        "id": rock.id,
        "quarter": str(rock.quarter),
        "title": rock.title,
        "owner": rock.owner,
        "team": rock.team,
        "declared": judgement.declared,
        "standing": view.standing,
        "progress": rate(view.progress),
        "expected": rate(view.expected),
        "due": view.due,
        "days_left": view.days_left,
        "needs_update": judgement.needs_update,
        "reasons": _reasons(judgement.reasons),
        "band": view.band,
        "milestones": [
            {
                "title": each.title,
                "due": each.due,
                "done": each.done if each.is_done(view.as_of) else None,
                "weight": each.weight,
            }
            for each in rock.milestones
        ],
        "rescue": _rescue_view(view.rescue),
    }


def rock_list_data(
    view: QuarterView, shown: Sequence[RockView], company: str, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `rock list`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.as_of,
        "quarter": str(view.quarter),
        "rocks": [rock_data(each) for each in shown],
        "unread": list(unread),
    }


def rock_page_data(view: RockView, company: str) -> Mapping[str, Any]:
    """Give the shape of `rock show`: everything that is known of one Rock on that day."""
    rock = view.rock
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.as_of,
        **rock_data(view),
        "owner_says_better": view.judgement.owner_says_better,
        "done_means": rock.done_means,
        "helpers": list(rock.helpers),
        "area": rock.area,
        "supports": rock.supports,
        "depends_on": list(rock.depends_on),
        "carried_from": rock.carried_from,
        "outcome": _outcome(view),
        "log": [_entry(each) for each in rock.words if each.date <= view.as_of],
        "result": result_data(rock.result) if rock.status_on(view.as_of) else None,
        "path": rock.origin.path,
        "rescues": [_rescue(each) for each in rescues_seen(rock, view.as_of)],
    }


def completion_data(figures: Completion) -> Mapping[str, Any]:
    """Give the shape of `completion`."""
    return {
        "committed": figures.committed,
        "done": figures.done,
        "missed": figures.missed,
        "dropped": figures.dropped,
        "on_track": figures.on_track,
        "off_track": figures.off_track,
        "in_danger": figures.in_danger,
        "rate": rate(figures.rate),
        "on_course": rate(figures.on_course),
        "standard": rate(figures.standard),
    }


def _turn(turn: Turn) -> Mapping[str, Any]:
    return {
        "id": turn.rock.id,
        "quarter": str(turn.rock.quarter),
        "from": turn.before,
        "to": turn.after,
        "reasons": _reasons(turn.reasons),
    }


def _reasons(reasons: Sequence[Reason]) -> list[Mapping[str, Any]]:
    return [{"kind": each.kind, "text": each.text} for each in reasons]


def _outcome(view: RockView) -> Mapping[str, Any] | None:
    outcome = view.rock.outcome
    if outcome is None:
        return None
    return {
        "measure": outcome.measure,
        "measurable": outcome.measurable,
        "unit": outcome.unit,
        "from": outcome.from_,
        "to": outcome.to,
        "now": rate(view.now) if isinstance(view.now, Fraction) else view.now,
    }


def _entry(entry: LogEntry) -> Mapping[str, Any]:
    return {
        "date": entry.date,
        "by": entry.by,
        "say": entry.say,
        "now": entry.now,
        "note": entry.note,
        "checkin": str(entry.checkin.week) if entry.checkin else None,
    }


def _rescue_view(view: RescueView | None) -> Mapping[str, Any] | None:
    if view is None:
        return None
    return {**_rescue(view.rescue), "check_days_late": view.check_days_late}


def _rescue(rescue: Rescue) -> Mapping[str, Any]:
    return {
        "date": rescue.date,
        "by": rescue.by,
        "cause": rescue.cause,
        "note": rescue.note,
        "help": rescue.help,
        "help_from": list(rescue.help_from),
        "told": list(rescue.told),
        "next": rescue.next,
        "check": rescue.check,
    }


def result_data(result: Result | None) -> Mapping[str, Any] | None:
    """Give the shape of `result`."""
    if result is None:
        return None
    return {
        "date": result.date,
        "why": result.why,
        "learned": result.learned,
        "impact": result.impact,
    }

"""Quarters as data: the public JSON shapes of `quarter start` and `quarter close`, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.quarter_plan import Load, QuarterPlan
from opsctl.analysis.quarter_story import QuarterRate, QuarterStory, StoryRock
from opsctl.model.settings import Bounds
from opsctl.rendering.figures import rate
from opsctl.rendering.rock.data import SCHEMA, completion_data, result_data


def plan_data(plan: QuarterPlan, company: str, unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `quarter start`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": plan.as_of,
        "quarter": str(plan.quarter),
        "first_day": plan.days.first,
        "last_day": plan.days.last,
        "rocks": [rock.id for rock in plan.rocks],
        "starting": [rock.id for rock in plan.starting],
        "company_load": _load(plan.company, plan.company_bounds),
        "owners": [{"owner": each.owner, **_load(each, plan.owner_bounds)} for each in plan.owners],
        "areas": [{"area": area, "rocks": count} for area, count in plan.areas],
        "unsupported_goals": [{"id": each.id, "title": each.title} for each in plan.unsupported],
        "late_from": plan.late_from,
        "due_late": [rock.id for rock in plan.due_late],
        "unmeasured": [rock.id for rock in plan.unmeasured],
        "unread": list(unread),
    }


def story_data(story: QuarterStory, company: str, unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `quarter close`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": story.as_of,
        "quarter": str(story.quarter),
        "completion": completion_data(story.completion),
        "promised": [each.view.rock.id for each in story.promised],
        "done": [_rock(each) for each in story.done],
        "missed": [_rock(each) for each in story.missed],
        "dropped": [_rock(each) for each in story.dropped],
        "running": [_rock(each) for each in story.running],
        "planned": [_rock(each) for each in story.planned],
        "quarters": [_rate(each) for each in story.compared],
        "unread": list(unread),
    }


def _load(load: Load, bounds: Bounds) -> Mapping[str, Any]:
    return {"rocks": load.count, "level": load.level, "min": bounds.min, "max": bounds.max}


def _rock(told: StoryRock) -> Mapping[str, Any]:
    view = told.view
    return {
        "id": view.rock.id,
        "title": view.rock.title,
        "owner": view.rock.owner,
        "team": view.rock.team,
        "done_means": view.rock.done_means,
        "standing": view.standing,
        "progress": rate(view.progress),
        "result": result_data(view.rock.result) if not view.is_running else None,
        "carried_to": None if told.carried_to is None else str(told.carried_to),
    }


def _rate(each: QuarterRate) -> Mapping[str, Any]:
    figures = each.completion
    return {
        "quarter": str(each.quarter),
        "committed": figures.committed,
        "done": figures.done,
        "rate": rate(figures.rate),
        "meets_standard": each.meets_standard,
    }

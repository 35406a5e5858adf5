"""The preview of an import as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsctl.analysis.sheet.plan import ImportPlan, Refused, Taken, There
from opsctl.model.rock import Rock


def import_data(plan: ImportPlan, *, written: bool) -> Mapping[str, Any]:
    """Give the whole preview, and whether it was carried out."""
    return {
        "schema": 1,
        "file": plan.path,
        "quarter": str(plan.quarter),
        "written": written,
        "guessed": [
            {"what": each.what, "value": each.value, "why": each.why} for each in plan.guesses
        ],
        "columns": [
            {"name": each.name, "field": each.field and str(each.field), "why": each.why}
            for each in plan.columns
        ],
        "taken": [_taken(each) for each in plan.taken],
        "already_there": [_there(each) for each in plan.there],
        "not_taken": [_refused(each) for each in plan.refused],
        "people": [{"id": each.id, "name": each.name, "email": each.email} for each in plan.people],
    }


def _taken(taken: Taken) -> Mapping[str, Any]:
    rock = taken.rock
    return {
        "line": taken.line,
        **_named(rock),
        "done_means": rock.done_means,
        "helpers": list(rock.helpers),
        "team": rock.team,
        "area": rock.area,
        "due": rock.due,
        "milestones": [{"title": each.title, "due": each.due} for each in rock.milestones],
        "log": [
            {"date": each.date, "say": each.say, "now": each.now, "note": each.note}
            for each in rock.log
        ],
        "status": rock.status,
        "result": rock.result and {"date": rock.result.date, "why": rock.result.why},
        "remarks": list(taken.remarks),
    }


def _there(there: There) -> Mapping[str, Any]:
    return {"line": there.line, **_named(there.rock), "differs": list(there.differs)}


def _refused(refused: Refused) -> Mapping[str, Any]:
    reasons = [
        {"column": each.column, "text": each.message, "hint": each.hint}
        for each in refused.problems
    ]
    return {"line": refused.line, "title": refused.title, "reasons": reasons}


def _named(rock: Rock) -> Mapping[str, Any]:
    return {
        "id": rock.id,
        "quarter": str(rock.quarter),
        "title": rock.title,
        "owner": rock.owner,
    }

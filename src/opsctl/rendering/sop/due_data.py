"""What falls due for review, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.scorecard.slipping import Slip
from opsctl.analysis.sop.due import DueFor, DueSop, DueView, shares
from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.review_plan import ReviewPlan
from opsctl.rendering.sop.due_phrases import reasons, stamp_phrase, watched_phrase

SCHEMA = 1


def due_data(
    view: DueView, plan: ReviewPlan | None, company: str, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `sop due`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.as_of,
        "until": view.until,
        "per_week": plan.per_week if plan else None,
        "summary": {
            "due": len(view.due),
            "late": view.late,
            "by_numbers": view.by_numbers,
            "never_reviewed": len(view.never_reviewed),
            "planned_too_late": plan.too_late if plan else None,
        },
        "owners": [
            {
                "owner": share.owner,
                "late": share.late,
                "sops": [_due(each, plan) for each in share.due],
            }
            for share in shares(view)
        ],
        "never_reviewed": [
            {**_named(each), "planned": _planned(each, plan)} for each in view.never_reviewed
        ],
        "reviewed_since": [
            {
                **_named(each.view),
                "reviewed": each.view.review.reviewed,
                "text": watched_phrase(each),
                "measurables": [str(slip.measurable.ref) for slip in each.slips],
            }
            for each in view.watched
        ],
        "stamps": [
            {
                "owner": each.owner,
                "reviewed": each.reviewed,
                "text": stamp_phrase(each),
                "ids": list(each.sops),
            }
            for each in view.stamps
        ],
        "unread": list(unread),
    }


def _due(due: DueSop, plan: ReviewPlan | None) -> Mapping[str, Any]:
    return {
        **_named(due.view),
        "reviewed": due.view.review.reviewed,
        "review_due": due.view.review.due,
        "due": due.due,
        "week": str(due.week),
        "days_late": due.days_late,
        "reasons": [_reason(*each) for each in reasons(due)],
        "planned": _planned(due.view, plan),
    }


def _named(view: SopView) -> Mapping[str, Any]:
    return {
        "id": view.sop.id,
        "title": view.anatomy.title,
        "owner": view.owner,
        "team": view.team,
        "path": view.sop.path,
    }


def _reason(kind: DueFor, text: str, slip: Slip | None) -> Mapping[str, Any]:
    return {
        "kind": kind,
        "text": text,
        "measurable": str(slip.measurable.ref) if slip else None,
        "since": slip.since if slip else None,
    }


def _planned(view: SopView, plan: ReviewPlan | None) -> Mapping[str, Any] | None:
    if plan is None:
        return None
    proposed = plan.days[view.sop.path]
    return {"day": proposed.day, "week": str(proposed.week), "in_time": proposed.in_time}

"""Procedures as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.sop.listing import Committed, SopView, attention, counts
from opsctl.analysis.sop.sections import Section
from opsctl.rendering.sop.phrases import reason

SCHEMA = 1


def sop_list_data(
    views: Sequence[SopView], changes: Mapping[str, Committed] | None = None
) -> Mapping[str, Any]:
    """Give the shape of `sop list`, with the last change of each if they are given, by path."""
    if changes is None:
        return {"schema": SCHEMA, "sops": [sop_data(each) for each in views]}
    return {
        "schema": SCHEMA,
        "sops": [{**sop_data(each), "changed": _changed(each, changes)} for each in views],
    }


def _changed(view: SopView, changes: Mapping[str, Committed]) -> Mapping[str, Any] | None:
    change = changes.get(view.sop.path)
    if change is None:
        return None
    author = None if change.is_cut else change.by
    return {"date": change.day, "author": author, "commit": change.commit, "cut": change.is_cut}


def sop_status_data(views: Sequence[SopView], unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `sop status`: the procedures that need attention, the worst first."""
    found = counts(views)
    return {
        "schema": SCHEMA,
        "summary": {
            "sops": found.sops,
            "complete": found.complete,
            "reviewed": found.reviewed,
            "in_time": found.in_time,
            "late": found.late,
        },
        "sops": [
            {
                "id": each.sop.id,
                "title": each.anatomy.title,
                "owner": each.owner,
                "team": each.team,
                "attention": [
                    {"kind": kind.value, "text": reason(kind, each)} for kind in attention(each)
                ],
            }
            for each in views
            if attention(each)
        ],
        "unread": list(unread),
    }


def sop_data(view: SopView) -> Mapping[str, Any]:
    """Give the record of one procedure; lines are of its file, from 1.

    `ok` of a link is null where it leads out of the workspace.
    """
    anatomy = view.anatomy
    return {
        "id": view.sop.id,
        "title": anatomy.title,
        "owner": view.owner,
        "team": view.team,
        "status": anatomy.status,
        "version": anatomy.version,
        "profile": anatomy.requirements.name,
        "sections": [_section(each) for each in anatomy.sections],
        "missing": list(anatomy.missing),
        "steps": [
            {"number": each.number, "text": each.text, "line": each.line, "depth": each.depth}
            for each in anatomy.steps
        ],
        "links": [
            {"target": each.link.target, "line": each.link.span.line, "ok": each.ok}
            for each in view.links
        ],
        "review": {
            "reviewed": view.review.reviewed,
            "due": view.review.due,
            "days_left": view.review.days_left,
        },
        "path": view.sop.path,
        "parsed": view.sop.parsed,
        "required": list(anatomy.requirements.required),
        "headings": [
            {"title": each.plain, "line": each.line, "level": each.level}
            for each in view.sop.page.headings()
        ],
        "found": [
            {"key": each.key, "value": each.value, "line": each.line or None, "in": each.how}
            for each in anatomy.found
        ],
        "title_from": anatomy.title_from,
        "audience": list(view.sop.metadata.audience),
        "measurables": list(view.sop.metadata.measurables),
        "lang": view.sop.metadata.lang,
    }


def _section(section: Section) -> Mapping[str, Any]:
    return {
        "section": section.section,
        "title": section.title,
        "line": section.line,
        "end_line": section.end_line,
        "matched": section.matched,
        "empty": section.empty,
    }

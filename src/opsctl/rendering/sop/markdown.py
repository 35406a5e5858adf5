"""Procedures as pages for meetings and pull requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from opsctl.analysis.sop.listing import Committed, SopView, attention, counts
from opsctl.model.section import section_name
from opsctl.rendering.figures import counted, day_with_year, long_date
from opsctl.rendering.markdown import escaped
from opsctl.rendering.sop.page import facts
from opsctl.rendering.sop.phrases import how_matched, reason
from opsctl.rendering.sop.table import NOT_COMMITTED, OR_BEFORE, Changes


def sop_list_markdown(views: Sequence[SopView], changes: Changes | None = None) -> str:
    """Write the list as a table, with last changes if they are given."""
    head = "| Procedure | Owner | Status | Version | Sections | Steps | Due for review |"
    rule = "| --- | --- | --- | --- | ---: | ---: | --- |"
    rows = [f"| {' | '.join(_cells(each))} |" for each in views]
    if changes is not None:
        head, rule = f"{head} Changed | By |", f"{rule} --- | --- |"
        rows = [
            f"{row} {' | '.join(_change_cells(changes.get(view.sop.path)))} |"
            for view, row in zip(views, rows, strict=True)
        ]
    return "".join(f"{line}\n" for line in (head, rule, *rows))


def _change_cells(change: Committed | None) -> list[str]:
    if change is None:
        return [NOT_COMMITTED, ""]
    if change.is_cut:
        return [f"{day_with_year(change.day)} {OR_BEFORE}", ""]
    return [day_with_year(change.day), escaped(change.by)]


def _cells(view: SopView) -> list[str]:
    anatomy = view.anatomy
    required = len(anatomy.requirements.required)
    there = f"{required - len(anatomy.missing)}/{required}" if view.sop.parsed else f"?/{required}"
    return [
        f"{escaped(anatomy.title)} ({escaped(view.sop.id)})",
        escaped(view.owner or ""),
        anatomy.status.value if anatomy.status else "",
        escaped(anatomy.version or ""),
        there,
        str(anatomy.facts.steps),
        day_with_year(view.review.due) if view.review.due else "",
    ]


def sop_status_markdown(views: Sequence[SopView], company: str, as_of: date) -> str:
    """Write what needs attention as a page."""
    found = counts(views)
    lines = [f"# {escaped(company)}: procedures", "", long_date(as_of), ""]
    for view in views:
        kinds = attention(view)
        if kinds:
            said = "; ".join(escaped(reason(kind, view)) for kind in kinds)
            owner = f" ({escaped(view.owner)})" if view.owner else ""
            lines.append(f"- **{escaped(view.anatomy.title)}**{owner}: {said}")
    late = f"; {counted(found.late, 'review')} late" if found.late else ""
    lines += ["", f"Complete: {found.complete} of {found.sops}{late}."]
    return "\n".join(lines) + "\n"


def sop_markdown(view: SopView) -> str:
    """Write the outline of a procedure as a page."""
    lines = [f"# {escaped(view.anatomy.title)}", "", escaped(" · ".join(facts(view))), ""]
    for section in view.anatomy.sections:
        how = how_matched(section.matched, section.section)
        remark = f" ({escaped(how)})" if how else ""
        empty = ", says nothing yet" if section.empty else ""
        lines.append(f"- line {section.line}: {escaped(section.title)}{remark}{empty}")
    if view.anatomy.missing:
        names = ", ".join(section_name(each) for each in view.anatomy.missing)
        lines += ["", f"Missing: {escaped(names)}"]
    if view.anatomy.steps:
        lines += ["", "## Steps", ""]
        lines += [
            f"{'   ' * (each.depth - 1)}{each.number}. {escaped(each.text)}"
            for each in view.anatomy.steps
        ]
    return "\n".join(lines) + "\n"

"""The plan of a quarter as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.quarter_plan import QuarterPlan
from opsctl.rendering.figures import counted, long_date
from opsctl.rendering.markdown import escaped
from opsctl.rendering.quarter.phrases import (
    areas_text,
    goals_text,
    level_text,
    planned_text,
    run_of_days,
    warnings,
)


def plan_markdown(plan: QuarterPlan, company: str) -> str:
    """Write the page."""
    return "\n".join(_page(plan, company)) + "\n"


def _page(plan: QuarterPlan, company: str) -> Iterator[str]:
    yield f"# {escaped(company)} · plan of {plan.quarter}"
    yield ""
    yield f"{run_of_days(plan.days)}, as of {long_date(plan.as_of)}."
    yield ""
    yield f"**{planned_text(plan)}**"
    yield from ("", "## Load", "")
    company_load = counted(plan.company.count, "Rock")
    yield f"- company: {company_load}, {level_text(plan.company, plan.company_bounds)}"
    for each in plan.owners:
        level = level_text(each, plan.owner_bounds)
        yield f"- {escaped(each.owner or '')}: {counted(each.count, 'Rock')}, {level}"
    yield from _list("Balance over areas", [areas_text(plan)])
    yield from _list("Goals of the year that no Rock supports", goals_text(plan))
    yield from _list("Hard to keep", warnings(plan))
    yield from _list("To start", [f"{each.title} ({each.owner})" for each in plan.starting])


def _list(title: str, sentences: list[str]) -> Iterator[str]:
    if sentences:
        yield from ("", f"## {title}", "")
        yield from (f"- {escaped(each)}" for each in sentences)

"""What falls due for review, as a page for an issue or a meeting: a table for each owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.sop.due import DueSop, DueView, OwnersShare, shares
from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.review_plan import ReviewPlan
from opsctl.rendering.checkin.screen import week_phrase
from opsctl.rendering.figures import long_date
from opsctl.rendering.markdown import escaped
from opsctl.rendering.sop.due_phrases import (
    due_phrase,
    head_phrase,
    owner_name,
    reasons,
    share_phrase,
    stamp_phrase,
    summary,
    watched_phrase,
    weekday_phrase,
)


def due_markdown(view: DueView, plan: ReviewPlan | None, company: str) -> str:
    """Write what falls due as a page."""
    lines = [
        *(f"# {escaped(company)}: {head_phrase(view)}", "", long_date(view.as_of), ""),
        *(escaped(each) for each in summary(view, plan)),
    ]
    for share in shares(view):
        lines += _share(share, view, plan)
    lines += _never_reviewed(view, plan)
    if view.watched:
        lines += ["", "## Reviewed since their number slipped", ""]
        lines += [
            f"- {_named(each.view)}: {escaped(watched_phrase(each))}" for each in view.watched
        ]
    for stamp in view.stamps:
        lines += ["", f"## {escaped(stamp_phrase(stamp))}", ""]
        lines += [f"- {escaped(each)}" for each in stamp.sops]
    return "\n".join(lines) + "\n"


def _share(share: OwnersShare, view: DueView, plan: ReviewPlan | None) -> Iterator[str]:
    said = share_phrase(share, view.as_of)
    yield from ("", f"## {escaped(owner_name(share.owner))}: {escaped(said)}", "")
    yield from _head(["Due", "In the week", "Procedure", "Why"], plan)
    for due in share.due:
        cells = [
            due_phrase(due, view.as_of),
            week_phrase(due.week, view.as_of),
            _named(due.view),
            _why(due),
        ]
        yield _row(cells, due.view, view, plan)


def _never_reviewed(view: DueView, plan: ReviewPlan | None) -> Iterator[str]:
    if not view.never_reviewed:
        return
    yield from ("", "## Never reviewed", "")
    yield from _head(["Procedure", "Owner"], plan)
    for each in view.never_reviewed:
        owner = "nobody" if each.owner is None else escaped(each.owner)
        yield _row([_named(each), owner], each, view, plan)


def _head(heads: Sequence[str], plan: ReviewPlan | None) -> Iterator[str]:
    every = [*heads, "Review on"] if plan else list(heads)
    yield f"| {' | '.join(every)} |"
    yield f"| {' | '.join('---' for _ in every)} |"


def _row(cells: Sequence[str], procedure: SopView, view: DueView, plan: ReviewPlan | None) -> str:
    every = list(cells)
    if plan is not None:
        proposed = plan.days[procedure.sop.path]
        day = weekday_phrase(proposed.day, view.as_of)
        every.append(f"{day} ({week_phrase(proposed.week, view.as_of)})")
    return f"| {' | '.join(every)} |"


def _why(due: DueSop) -> str:
    return "; ".join(escaped(said) for _, said, _ in reasons(due))


def _named(view: SopView) -> str:
    return f"{escaped(view.anatomy.title)} ({escaped(view.sop.id)})"

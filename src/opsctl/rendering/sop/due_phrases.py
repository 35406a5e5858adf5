"""What is said of procedures that fall due for review, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.scorecard.slipping import Slip
from opsctl.analysis.sop.due import DueFor, DueSop, DueView, OwnersShare, Watched
from opsctl.analysis.sop.review_plan import ReviewPlan
from opsctl.analysis.sop.stamps import Stamp
from opsctl.rendering.checkin.screen import week_phrase
from opsctl.rendering.figures import counted, day_with_year, short_date
from opsctl.rendering.scorecard.phrases import WEEKDAYS
from opsctl.rendering.visible import one_line

NOTHING_WRITTEN = "Nothing was written: once a procedure is read, its day goes under `reviewed`."
PLAN_OF = 2


def owner_name(owner: str | None) -> str:
    """Name an owner, or say that there is none."""
    return "Nobody owns these" if owner is None else one_line(owner)


def due_phrase(due: DueSop, as_of: date) -> str:
    """Say when it is due: `now`, `today`, `14 Oct, 37 days late` or `30 Jan 2027`."""
    if due.days_late:
        return f"{short_date(due.due, as_of)}, {counted(due.days_late, 'day')} late"
    if due.due == as_of:
        return "now" if DueFor.MEASURABLE in due.reasons else "today"
    return short_date(due.due, as_of)


def weekday_phrase(day: date, near: date) -> str:
    """Show a day with its weekday: `Tue 24 Nov`."""
    return f"{WEEKDAYS[day.weekday()]} {short_date(day, near)}"


def slip_phrase(slip: Slip) -> str:
    """Say which number slips, since when, and why it needs attention."""
    said = "; ".join(each.text for each in slip.reasons)
    title = one_line(slip.measurable.title)
    return f"“{title}” has needed attention since {day_with_year(slip.since)}: {said}"


def review_phrase(due: DueSop) -> str:
    """Say which review is due."""
    day = day_with_year(due.view.review.due or due.due)
    verb = "was" if due.days_late else "is"
    return f"the review {verb} due on {day}"


def reasons(due: DueSop) -> Iterator[tuple[DueFor, str, Slip | None]]:
    """Give each reason as a kind and a sentence, with the number that it is about."""
    if DueFor.REVIEW in due.reasons:
        yield DueFor.REVIEW, review_phrase(due), None
    for slip in due.slips:
        yield DueFor.MEASURABLE, slip_phrase(slip), slip


def watched_phrase(watched: Watched) -> str:
    """Say which numbers slip, and that somebody has looked since."""
    said = "; ".join(slip_phrase(each) for each in watched.slips)
    reviewed = watched.view.review.reviewed
    return f"{said}; reviewed on {day_with_year(reviewed)}" if reviewed else said


def stamp_phrase(stamp: Stamp) -> str:
    """Say that many procedures bear one day."""
    whose = "without an owner" if stamp.owner is None else f"of {one_line(stamp.owner)}"
    day = day_with_year(stamp.reviewed)
    return f"{counted(len(stamp.sops), 'procedure')} {whose} say they were reviewed on {day}"


def share_phrase(share: OwnersShare, as_of: date) -> str:
    """Say how much falls due for one owner, and in which week most of it."""
    said = f"{len(share.due)} due"
    if share.late:
        said += f", {share.late} late"
    if share.fullest and share.fullest[1] > 1:
        week, count = share.fullest
        many = "all" if count == len(share.due) else f"{count} of them"
        said += f"; {many} in {week_phrase(week, as_of)}"
    return said


def head_phrase(view: DueView) -> str:
    """Say how much falls due, and by when."""
    until = day_with_year(view.until)
    if not view.due:
        return f"nothing falls due for review by {until}"
    falls = "falls" if len(view.due) == 1 else "fall"
    return f"{counted(len(view.due), 'procedure')} {falls} due for review by {until}"


def summary(view: DueView, plan: ReviewPlan | None) -> Iterator[str]:
    """Say in sentences what the list comes to."""
    parts = [
        f"{view.late} late" if view.late else "",
        f"{view.by_numbers} because of a number" if view.by_numbers else "",
        f"{len(view.never_reviewed)} never reviewed" if view.never_reviewed else "",
    ]
    said = ", ".join(each for each in parts if each)
    yield f"{len(view.due)} due{f'; {said}' if said else ''}."
    if plan is not None:
        yield _plan_phrase(plan)


def _plan_phrase(plan: ReviewPlan) -> str:
    said = f"The plan gives no owner more than {counted(plan.per_week, 'review')} a week"
    if plan.too_late:
        come = "comes after it is due" if plan.too_late == 1 else "come after they are due"
        said += f"; {plan.too_late} of them {come}"
    return f"{said}."

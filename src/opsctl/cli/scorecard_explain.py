"""`opsctl scorecard explain`: why a number is what it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.scorecard.explanation import Setting, explain_number
from opsctl.analysis.scorecard.readings import Readings
from opsctl.cli.choosing_measurables import MeasurableArgument, measurable_named
from opsctl.cli.choosing_periods import EXAMPLES, any_period
from opsctl.cli.scorecard_read import load_scorecards
from opsctl.cli.session import Session, unread_lines
from opsctl.history.days import day_of
from opsctl.history.line_author import author_of_line
from opsctl.history.repository import GitRefuses, Repository, is_in_repository
from opsctl.history.revision import HEAD
from opsctl.model.cadence import Period, cadence_of, days_of, last_closed
from opsctl.model.scorecard import Measurable
from opsctl.rendering.scorecard.explain import explanation_lines
from opsctl.rendering.scorecard.explain_data import explanation_data
from opsctl.rendering.scorecard.explain_markdown import explanation_markdown
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Location

PeriodArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[PERIOD]",
        help="As 2026-W46, or a longer one that it rolls up to; else the last closed.",
    ),
]


def explain(
    session: Session, measurable: MeasurableArgument, period: PeriodArgument = None
) -> None:
    """Explain a number: its formula and inputs, where they stand, its goal and who set it."""
    workspace = load_scorecards(session)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    found = measurable_named(workspace, measurable)
    told = explain_number(found, _period(found, period, readings), readings)
    goal = told.view.goal if told.view else None
    setting = _who_wrote(session, goal.place, workspace.settings.timezone) if goal else None
    if session.format == "json":
        company, unread = workspace.settings.company, workspace.unread
        session.data(explanation_data(told, setting, company, unread))
    elif session.format == "markdown":
        session.text(explanation_markdown(told, setting, workspace.unread))
    else:
        session.lines(explanation_lines(told, setting, session.screen, _seen_from_here(session)))
        session.lines(unread_lines(workspace.unread))


def _period(measurable: Measurable, text: str | None, readings: Readings) -> Period:
    """Read the period that is asked for; the last closed one where none is named."""
    calendar = readings.workspace.calendar
    if text is None:
        return last_closed(readings.as_of, measurable.cadence, calendar)
    period = any_period(text, "PERIOD")
    if cadence_of(period).rank < measurable.cadence.rank:
        raise UsageProblem(
            f"{measurable.ref} has a number for every {measurable.cadence}, "
            f"and {period} is a {cadence_of(period)}",
            f"name one such as {EXAMPLES[measurable.cadence]}, or a longer one",
        )
    if days_of(period, calendar).first > readings.as_of:
        raise UsageProblem(f"{period} had not begun on {readings.as_of}", "name an earlier one")
    return period


def _who_wrote(session: Session, place: Location, timezone: str) -> Setting | None:
    """Ask git who wrote a line; none where there is no git that can be asked."""
    if not session.past and not is_in_repository(session.root):
        return None
    try:
        return _written_by(session, session.repository, place, timezone)
    except GitRefuses:
        return None


def _written_by(
    session: Session, repository: Repository, place: Location, timezone: str
) -> Setting:
    past = session.past
    prefix = past.tree.prefix if past else repository.prefix
    start = past.commit.id if past else HEAD
    path = f"{prefix}/{place.path}".lstrip("/")
    content = session.tree.read(place.path)
    author = author_of_line(repository, start, path, place.span.line, content)
    if author is None:
        return Setting(remark="not committed yet")
    on = day_of(author.seconds, timezone)
    if author.is_cut:
        return Setting(remark=f"before {on}, where this shallow clone begins")
    return Setting(author.name, on)


def _seen_from_here(session: Session) -> Callable[[str], str]:
    """Give a function that names files relative to where the user stands."""
    root, here = session.root, Path.cwd()
    return lambda path: Path(os.path.relpath(root / path, here)).as_posix()

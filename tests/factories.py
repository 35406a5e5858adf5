"""Small records for tests: what a test does not care about is filled in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from opsctl.model.period import Quarter
from opsctl.model.rock import LogEntry, Milestone, Outcome, Result, Rock, Say, Status
from opsctl.model.settings import Settings, Standards
from opsctl.model.team import Team
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.fix import written
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin

Q3 = Quarter(2026, 3)
Q4 = Quarter(2026, 4)
"""Thursday 1 October to Thursday 31 December 2026: 92 days, 66 of them working days."""


def day(text: str) -> date:
    """Read a day, or one of 2026 without its year: `11-20`."""
    return date.fromisoformat(text if len(text) == len("2026-11-20") else f"2026-{text}")


def days_before(text: str, count: int) -> date:
    return day(text) - timedelta(days=count)


def rock(id: str = "loyalty-programme", quarter: Quarter = Q4, **fields: Any) -> Rock:
    """Make a Rock of Maya's that runs until the end of its quarter and says nothing more."""
    given: dict[str, Any] = {
        "id": id,
        "quarter": quarter,
        "origin": Origin(f"rocks/{quarter}/{id}.yaml"),
        "title": "Launch a loyalty programme",
        "owner": "maya",
    }
    return Rock(**(given | fields))


def milestone(
    due: str, done: str | None = None, weight: str = "1", title: str = "Vendor chosen"
) -> Milestone:
    return Milestone(title, day(due), Decimal(weight), day(done) if done else None)


def word(on: str, say: Say | None = Say.ON_TRACK, by: str | None = "maya") -> LogEntry:
    return LogEntry(day(on), by, say)


def figure(on: str, now: str) -> LogEntry:
    """Make an entry that says where the outcome is, and no word."""
    return LogEntry(day(on), "maya", now=Decimal(now))


def outcome(start: str, end: str) -> Outcome:
    return Outcome(measure="Customers enrolled", from_=Decimal(start), to=Decimal(end))


def ended(
    id: str, status: Status, on: str | None = None, quarter: Quarter = Q4, **fields: Any
) -> Rock:
    """Make a Rock that has ended, on a day or on none that is known."""
    result = Result(day(on) if on else None, "The market moved")
    return rock(id, quarter, status=status, result=result, **fields)


def workspace(*rocks: Rock, **standards: Any) -> Workspace:
    """Put Rocks together, under the standards given and the defaults."""
    settings = Settings(Origin("opsctl.yaml"), standards=Standards(**standards))
    ordered = tuple(sorted(rocks, key=lambda each: (each.quarter, each.id)))
    return Workspace(settings, rocks=ordered, rock_refs=frozenset(each.ref for each in ordered))


def team(id: str, parent: str | None = None, formerly: tuple[str, ...] = ()) -> Team:
    return Team(id, Origin("teams.yaml"), id.capitalize(), parent=parent, formerly=formerly)


def diagnostic(
    source: Source,
    start: int = 0,
    end: int = 0,
    message: str = "owner `lna` is not in people.yaml",
    hint: str | None = None,
    severity: Severity = Severity.ERROR,
    fix: str | None = None,
) -> Diagnostic:
    """Make a diagnostic about a part of a text."""
    location = Location(source.path, source.span(start, end))
    replacement = None if fix is None else written(location, fix)
    finding = Finding("ROCK003", location, message, hint, replacement)
    return Diagnostic(finding, "owner-known", severity)

"""What is said of quarters in words, the same on every kind of page."""

from __future__ import annotations

from opsctl.analysis.quarter_plan import Load, QuarterPlan
from opsctl.analysis.quarter_story import QuarterStory, StoryRock
from opsctl.model.period import Days
from opsctl.model.rock import Rock
from opsctl.model.settings import Bounds
from opsctl.rendering.figures import counted, short_date


def run_of_days(days: Days) -> str:
    """Write a quarter's days as `1 Oct – 31 Dec 2026`."""
    return (
        f"{short_date(days.first, days.last)} – {short_date(days.last, days.last)} {days.last.year}"
    )


def level_text(load: Load, bounds: Bounds) -> str:
    """Say how a count stands against the standard."""
    span = str(bounds.min) if bounds.min == bounds.max else f"{bounds.min} to {bounds.max}"
    return f"{load.level} the standard of {span}" if load.level != "within" else f"within {span}"


def planned_text(plan: QuarterPlan) -> str:
    """Count the Rocks of a plan and those to start."""
    return f"{counted(len(plan.rocks), 'Rock')}, {len(plan.starting)} of them planned"


def areas_text(plan: QuarterPlan) -> str:
    """Say how the Rocks are spread over areas."""
    if not plan.areas:
        return "no Rock"
    return ", ".join(f"{area or 'without an area'} {count}" for area, count in plan.areas)


def warnings(plan: QuarterPlan) -> list[str]:
    """Say what will make a plan hard to keep."""
    said = []
    if plan.due_late:
        first = short_date(plan.late_from, plan.days.last)
        said.append(
            f"{len(plan.due_late)} of {counted(len(plan.rocks), 'Rock')} due in the last two weeks"
            f" (from {first}): {_names(plan.due_late)}"
        )
    if plan.unmeasured:
        said.append(
            f"{len(plan.unmeasured)} of {counted(len(plan.rocks), 'Rock')} without a measure:"
            f" {_names(plan.unmeasured)}"
        )
    return said


def goals_text(plan: QuarterPlan) -> list[str]:
    """Name the goals that the plan does not move."""
    return [goal.title for goal in plan.unsupported]


def ending_facts(told: StoryRock) -> list[tuple[str, str]]:
    """Give what is known of how a Rock ended, each with its label."""
    result = told.view.rock.result
    facts = []
    if result is not None:
        facts = [("why", result.why), ("impact", result.impact), ("learned", result.learned)]
    carried = str(told.carried_to) if told.carried_to else None
    return [(label, text) for label, text in (*facts, ("goes on as", carried)) if text]


def sections(story: QuarterStory) -> list[tuple[str, tuple[StoryRock, ...]]]:
    """Give the chapters of a story that have something in them."""
    chapters = (
        ("Done", story.done),
        ("Missed", story.missed),
        ("Dropped", story.dropped),
        ("Still running", story.running),
        ("Never started", story.planned),
    )
    return [(title, rocks) for title, rocks in chapters if rocks]


def _names(rocks: tuple[Rock, ...]) -> str:
    return ", ".join(rock.id for rock in rocks)

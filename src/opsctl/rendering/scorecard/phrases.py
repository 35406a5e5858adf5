"""What is said of numbers in words, the same on every kind of page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.overview import Entered
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.analysis.scorecard.verdict import PeriodView, Tally, Verdict
from opsctl.model.cadence import Cadence, Month, Period
from opsctl.model.period import Days, Quarter, Week
from opsctl.model.scorecard import Measurable
from opsctl.rendering.figures import counted, day_with_year, short_date
from opsctl.rendering.scorecard.values import goal_text, short_goal, value_text
from opsctl.rendering.theme import VERDICT_WORDS, Signs

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ADVERBS = MappingProxyType(
    {
        Cadence.DAY: "Daily",
        Cadence.WEEK: "Weekly",
        Cadence.MONTH: "Monthly",
        Cadence.QUARTER: "Quarterly",
    }
)


def days_text(days: Days, near: date | None = None) -> str:
    """Show a run of days as `9–15 Nov`; with years where they are not that of `near`."""
    first, last = days.first, days.last
    if near is not None and first.year != last.year:
        return f"{day_with_year(first)}–{day_with_year(last)}"
    end = short_date(last, near or last)
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same_month else short_date(first, first)}–{end}"


def period_text(period: Period, days: Days, near: date) -> str:
    """Name a period with its days: `9–15 Nov, W46`, `1–31 Oct`, `1 Oct–31 Dec, 2026-Q4`."""
    if isinstance(period, Week):
        return f"{days_text(days, near)}, W{period.number:02}"
    if isinstance(period, Quarter):
        return f"{days_text(days, near)}, {period}"
    return days_text(days, near)


def period_heads(period: Period, days: Days) -> tuple[str, str]:
    """Name a period in two short lines for the head of a column."""
    if isinstance(period, Week):
        return f"W{period.number:02}", days_text(days)
    if isinstance(period, Month):
        return short_date(days.first, days.first).partition(" ")[2], str(period.year)
    if isinstance(period, Quarter):
        return str(period), days_text(days)
    return WEEKDAYS[days.first.weekday()], days_text(days)


def verdict_text(view: MeasurableView) -> str:
    """Say in a word what is said of the newest closed period."""
    return "ended" if view.ended else VERDICT_WORDS[view.newest.verdict]


def streak_text(view: MeasurableView) -> str:
    """Say how many judged periods in a row went the same way, to be read after the verdict."""
    streak = view.streak
    if streak is None:
        return ""
    if view.newest.verdict is streak.verdict:
        return f"{streak.length} in a row" if streak.length > 1 else ""
    noun = "miss" if streak.verdict is Verdict.MISS else "hit"
    plural = "misses" if noun == "miss" else "hits"
    return f"after {streak.length} {noun if streak.length == 1 else plural}"


def rate_text(tally: Tally) -> str:
    """Say how many of the periods judged were hits, and how many numbers are missing."""
    missing = f", {tally.missing} missing" if tally.missing else ""
    return f"{tally.hits} of {tally.judged}{missing}" if tally.due else ""


def goal_now(view: MeasurableView) -> str:
    """Show the goal in force in the newest closed period, else that of the open one."""
    goal = view.newest.goal or view.open.goal
    return goal_text(goal.condition, view.measurable.unit) if goal else ""


def short_goal_now(view: MeasurableView, signs: Signs) -> str:
    """Show the goal that `goal_now` does, in a narrow column."""
    goal = view.newest.goal or view.open.goal
    return short_goal(goal.condition, view.measurable.unit, signs) if goal else ""


def period_value(view: MeasurableView, period: PeriodView) -> str:
    """Show the number of a period in its unit; empty where there is none."""
    goal = period.goal.condition if period.goal else None
    value = period.reading.value
    return "" if value is None else value_text(value, view.measurable, goal)


def note_text(reading: Reading) -> str | None:
    """Give what is noted of a period: why it is n/a or cannot be told, and the note."""
    return "; ".join(each for each in (reading.na, reading.problem, reading.note) if each) or None


def reasons(view: MeasurableView) -> list[str]:
    """Say why a number needs attention, and what is noted of its newest closed period."""
    found = [each.text for each in view.attention]
    noted = view.newest.reading
    found += [f"n/a: {noted.na}"] if noted.na else []
    return found + ([f"noted: {noted.note}"] if noted.note else [])


def next_step(measurable: Measurable) -> str:
    """Name the command that says more about a number."""
    return f"opsctl scorecard explain {measurable.ref}"


def entered_phrase(entered: Entered) -> list[str]:
    """Say in a few words how many numbers are there; nothing where none is due."""
    return [f"entered {entered.entered} of {entered.due}"] if entered.due else []


def entered_text(entered: Entered, when: str) -> str:
    """Say how many numbers of the newest closed periods are there, and how many are hits."""
    if not entered.due:
        return f"No number is due for {when} yet."
    judged = entered.hits + entered.misses
    hits = f"; hit {entered.hits} of {judged}" if judged else ""
    return f"Entered {entered.entered} of {entered.due} for {when}{hits}."


def newest_periods(views: Sequence[MeasurableView], near: date) -> str:
    """Name the newest closed period of each cadence among some numbers."""
    named = {view.measurable.cadence: view.newest for view in views if not view.ended}
    ordered = sorted(named, key=lambda each: each.rank)
    texts = [period_text(named[each].period, named[each].days, near) for each in ordered]
    return " and ".join(texts)


def rolled_text(view: MeasurableView, rolled: RolledUp) -> str:
    """Say what several periods come to, and how many numbers it was made of."""
    if rolled.value is None:
        return rolled.problem or "no number"
    text = value_text(rolled.value, view.measurable)
    return text if rolled.counted == rolled.due else f"{text} from {rolled.counted} of {rolled.due}"


def measurable_facts(view: MeasurableView) -> Iterator[tuple[str, str]]:
    """List what the file of a number says of it, each with its label."""
    measurable = view.measurable
    stand_in = f", entered by {measurable.entered_by}" if measurable.entered_by else ""
    facts = (
        ("owner", f"{measurable.owner}{stand_in}"),
        ("definition", measurable.definition),
        ("formula", measurable.formula),
        ("unit", f"{measurable.unit}, {ADVERBS[measurable.cadence].lower()}"),
        ("rolls up by", str(measurable.rolls_up) if measurable.rolls_up else None),
        (
            "kind",
            ", ".join(each for each in (measurable.indicator, measurable.perspective) if each),
        ),
        ("supports", measurable.supports),
        ("sops", ", ".join(measurable.sops)),
        ("archived", str(measurable.archived) if measurable.archived else None),
    )
    yield from ((label, value) for label, value in facts if value)


def numbers(count: int) -> str:
    """Count numbers: `1 number`, `7 numbers`."""
    return counted(count, "number")


def goal_sentence(goal: GoalInForce, measurable: Measurable, near: date) -> str:
    """Say what a goal is, from when on it holds or for which period, and who set it when."""
    text = goal_text(goal.condition, measurable.unit)
    if goal.stretch:
        text += f", stretch {goal_text(goal.stretch, measurable.unit)}"
    since = "always" if goal.since is None else f"from {goal.since} on"
    parts = [f"{f'for {goal.since} alone' if goal.exception else since}: {text}"]
    if goal.set:
        parts.append(f"set on {short_date(goal.set, near)}")
    return "; ".join([*parts, goal.why] if goal.why else parts)


def period_sentence(view: MeasurableView, period: PeriodView, near: date) -> str:
    """Say what stands for a period: the number, the verdict, the goal then, who said it."""
    value, reading = period_value(view, period), period.reading
    word = VERDICT_WORDS[period.verdict]
    word += ", beyond the stretch" if period.stretched else ""
    goal = goal_text(period.goal.condition, view.measurable.unit) if period.goal else ""
    parts = [f"{value} {word}".strip(), f"goal {goal}" if goal else "", said_by(reading, near)]
    return "; ".join(part for part in (*parts, note_text(reading)) if part)


def said_by(reading: Reading, near: date) -> str:
    """Say who gave a number in a check-in, or where it was pulled from, and when."""
    if reading.by:
        on = f" on {short_date(reading.said, near)}" if reading.said else ""
        return f"said by {reading.by}{on}"
    if not reading.from_:
        return ""
    on = f" on {short_date(reading.on, near)}" if reading.on else ""
    return f"from {reading.from_}{on}"


def rolled_phrases(view: MeasurableView, rolled: Sequence[RolledUp]) -> Iterator[tuple[str, str]]:
    """List longer periods, the newest first, and what each comes to; those without are left out."""
    for each in reversed(rolled):
        if each.due:
            yield str(each.period), rolled_text(view, each)

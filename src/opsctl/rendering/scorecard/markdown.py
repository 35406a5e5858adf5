"""Scorecards as Markdown that reads well on a phone: headings and short lists, no wide tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.analysis.scorecard.listing import ListedScorecard
from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.overview import OverviewView, entered
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.analysis.scorecard.scorecard import ScorecardView
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.rendering.figures import long_date
from opsctl.rendering.markdown import escaped
from opsctl.rendering.rock.markdown import unread_markdown
from opsctl.rendering.scorecard.listing import facts, remark
from opsctl.rendering.scorecard.phrases import (
    ADVERBS,
    entered_text,
    goal_now,
    goal_sentence,
    measurable_facts,
    newest_periods,
    period_sentence,
    period_text,
    period_value,
    rate_text,
    reasons,
    rolled_phrases,
    streak_text,
    verdict_text,
)
from opsctl.rendering.scorecard.screen import by_cadence, overview_sentences
from opsctl.rendering.scorecard.spark import history_line
from opsctl.rendering.scorecard.values import goal_text
from opsctl.rendering.theme import UNICODE


def scorecard_markdown(view: ScorecardView, company: str, unread: Sequence[str]) -> str:
    """Write a scorecard as a page."""
    return _joined(_scorecard(view, company, unread))


def overview_markdown(view: OverviewView, company: str, unread: Sequence[str]) -> str:
    """Write what needs attention across scorecards as a page."""
    return _joined(_overview(view, company, unread))


def measurable_markdown(
    view: MeasurableView, goals: Sequence[GoalInForce], as_of: date, unread: Sequence[str]
) -> str:
    """Write one number as a page."""
    return _joined(_measurable(view, goals, as_of, unread))


def scorecard_list_markdown(cards: Sequence[ListedScorecard], unread: Sequence[str]) -> str:
    """Write scorecards and their numbers as a list."""
    return _joined(_listing(cards, unread))


def number_item(view: MeasurableView) -> Iterator[str]:
    """Write one number as an item of a list, with its reasons below it."""
    goal = goal_now(view)
    parts = [period_value(view, view.newest), f"goal {goal}" if goal else "", view.measurable.owner]
    said = " ".join(part for part in (verdict_text(view), streak_text(view)) if part)
    sign = UNICODE.verdict[view.newest.verdict].strip() or "○"
    rest = escaped(" · ".join(part for part in (said, *parts) if part))
    yield f"- {sign} **{escaped(view.measurable.title)}** · {rest}"
    yield from (f"  - {escaped(reason)}" for reason in reasons(view))


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _scorecard(view: ScorecardView, company: str, unread: Sequence[str]) -> Iterator[str]:
    yield f"# {escaped(view.scorecard.title)}"
    yield ""
    yield f"{escaped(company)} · {long_date(view.as_of)}"
    if view.measurables:
        when = newest_periods(view.measurables, view.as_of)
        yield from ("", f"**{escaped(entered_text(entered(view.measurables), when))}**")
    parts = by_cadence(view)
    for cadence, sections in parts.items():
        for divider, members in sections:
            heads = [ADVERBS[cadence]] if len(parts) > 1 or divider is None else []
            heads += [escaped(divider)] if divider is not None else []
            yield from ("", f"## {': '.join(heads)}", "")
            for each in members:
                yield from number_item(each)
                yield from _history(each)
    yield from unread_markdown(unread)


def _history(view: MeasurableView) -> Iterator[str]:
    parts = [f"on track {rate_text(view.tally)}" if rate_text(view.tally) else ""]
    parts += [history_line(view.shown, UNICODE).strip()]
    if view.open.reading.value is not None:
        parts += [f"open {period_value(view, view.open)}"]
    said = " · ".join(part for part in parts if part)
    if said:
        yield f"  - {escaped(said)}"


def _overview(view: OverviewView, company: str, unread: Sequence[str]) -> Iterator[str]:
    yield f"# {escaped(company)} · numbers"
    yield ""
    yield f"As of {long_date(view.as_of)}."
    if view.numbers:
        yield ""
        for number, said in enumerate(overview_sentences(view)):
            yield f"**{escaped(said)}**" if not number else escaped(said)
    if view.attention:
        yield from ("", "## Needs attention", "")
        for each in view.attention:
            yield from number_item(each)
    yield from unread_markdown(unread)


def _measurable(
    view: MeasurableView, goals: Sequence[GoalInForce], near: date, unread: Sequence[str]
) -> Iterator[str]:
    sign = UNICODE.verdict[view.newest.verdict].strip() or "○"
    said = " ".join(part for part in (verdict_text(view), streak_text(view)) if part)
    when = period_text(view.newest.period, view.newest.days, near)
    yield f"# {escaped(view.measurable.title)}"
    yield ""
    yield f"{sign} **{escaped(said)}** · {view.measurable.ref} · {when}"
    yield ""
    yield from (f"- {escaped(each)}" for each in reasons(view))
    yield from (f"- {label}: {escaped(value)}" for label, value in measurable_facts(view))
    yield f"- goal: {escaped(goal_now(view) or 'none')}"
    if rate_text(view.tally):
        yield f"- on track: {rate_text(view.tally)}"
    yield from ("", "## Periods, the newest first", "")
    for each in (view.open, *reversed(view.shown)):
        if each.verdict is not Verdict.NONE:
            when = period_text(each.period, each.days, near)
            yield f"- {escaped(f'{when}: {period_sentence(view, each, near)}')}"
    yield from _rolled(view, "Months", view.months)
    yield from _rolled(view, "Quarters", view.quarters)
    yield from ("", "## Goals", "") if goals else ()
    yield from (f"- {escaped(goal_sentence(each, view.measurable, near))}" for each in goals)
    yield from unread_markdown(unread)


def _rolled(view: MeasurableView, title: str, rolled: Sequence[RolledUp]) -> Iterator[str]:
    phrases = list(rolled_phrases(view, rolled))
    if phrases:
        yield from ("", f"## {title}", "")
        yield from (f"- {escaped(f'{label}: {text}')}" for label, text in phrases)


def _listing(cards: Sequence[ListedScorecard], unread: Sequence[str]) -> Iterator[str]:
    yield "# Scorecards"
    for card in cards:
        yield from ("", f"## {escaped(card.scorecard.title)}", "")
        yield escaped(" · ".join(facts(card.scorecard)))
        yield ""
        for each in card.numbers:
            measurable = each.measurable
            goal = goal_text(each.goal.condition, measurable.unit) if each.goal else "no goal"
            parts = (goal, measurable.owner, f"{measurable.unit}, {measurable.cadence}")
            more = f" · {remark(each)}" if remark(each) else ""
            rest = escaped(" · ".join(parts))
            yield f"- **{escaped(measurable.title)}** · {rest}{more}"
    yield from unread_markdown(unread)

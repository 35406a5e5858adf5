"""Rocks as Markdown that reads well on a phone: headings and short lists, no wide tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.rescue import rescues_seen
from opsctl.analysis.rock import QuarterView, RockView
from opsctl.analysis.standing import Standing
from opsctl.rendering.figures import (
    counted,
    days_left,
    long_date,
    percent,
    plain_number,
    short_date,
)
from opsctl.rendering.markdown import escaped
from opsctl.rendering.rock.phrases import (
    checkin_phrase,
    outcome_phrase,
    progress_phrases,
    reasons_and_rescue,
    rock_facts,
    turn_reasons,
    verdict,
)
from opsctl.rendering.rock.rescue import rescue_facts
from opsctl.rendering.theme import STANDING_WORDS, UNICODE


def quarter_markdown(
    view: QuarterView, shown: Sequence[RockView], company: str, unread: Sequence[str]
) -> str:
    """Write the status of a quarter as a page."""
    return "\n".join(_quarter(view, shown, company, unread)) + "\n"


def turns_markdown(view: QuarterView) -> Iterator[str]:
    """Write what stands otherwise than it did, and why."""
    if not view.turns:
        return
    yield ""
    yield f"## Turned since {short_date(view.since, view.as_of)}"
    yield ""
    for turn in view.turns:
        sign = UNICODE.standing[turn.after]
        change = f"{STANDING_WORDS[turn.before]} → {STANDING_WORDS[turn.after]}"
        yield f"- {sign} **{escaped(turn.rock.title)}**: {change}"
        for why in turn_reasons(turn):
            yield f"  - {escaped(why)}"


def rock_item(view: RockView) -> Iterator[str]:
    """Write one Rock as an item of a list, with its reasons below it."""
    facts = [escaped(view.rock.owner), f"due {short_date(view.due, view.as_of)}"]
    if view.progress is not None:
        facts.append(percent(view.progress))
    sign = UNICODE.standing[view.standing]
    yield f"- {sign} **{escaped(view.rock.title)}** · {' · '.join(facts)}"
    for reason in reasons_and_rescue(view):
        yield f"  - {escaped(reason)}"


def _quarter(
    view: QuarterView, shown: Sequence[RockView], company: str, unread: Sequence[str]
) -> Iterator[str]:
    week = f", week {view.week} of {view.weeks}" if view.week else ""
    yield f"# {escaped(company)} · {view.quarter}"
    yield ""
    yield f"As of {long_date(view.as_of)}{week}, {days_left(view.days_left)}."
    yield ""
    yield f"**{verdict(view.completion).plain}**"
    yield ""
    yield _counts(view)
    yield from turns_markdown(view)
    for standing in Standing:
        members = [each for each in shown if each.standing is standing]
        if members:
            yield ""
            yield f"## {STANDING_WORDS[standing].capitalize()}"
            yield ""
            for each in members:
                yield from rock_item(each)
    yield from unread_markdown(unread)


def _counts(view: QuarterView) -> str:
    parts = [counted(len(view.rocks), "Rock")]
    if view.milestones_due:
        due = counted(view.milestones_due, "milestone")
        parts.append(f"{view.milestones_overdue} of {due} overdue")
    if view.words_expected:
        parts.append(f"words {view.words_given} of {view.words_expected}")
    return " · ".join(parts)


def rock_list_markdown(quarter: str, shown: Sequence[RockView], unread: Sequence[str]) -> str:
    """Write the Rocks of a quarter as a list."""
    lines = [f"# Rocks of {quarter}", ""]
    for view in shown:
        lines += rock_item(view)
    return "\n".join([*lines, *unread_markdown(unread)]) + "\n"


def unread_markdown(unread: Sequence[str]) -> list[str]:
    """Say how many files could not be read, if any."""
    if not unread:
        return []
    return ["", f"{counted(len(unread), 'file')} could not be read: `opsctl check`"]


def rock_page_markdown(view: RockView) -> str:
    """Write one Rock as a page."""
    return "\n".join(_page(view)) + "\n"


def _page(view: RockView) -> Iterator[str]:
    rock = view.rock
    yield f"# {escaped(rock.title)}"
    yield ""
    sign, word = UNICODE.standing[view.standing], STANDING_WORDS[view.standing]
    yield f"{sign} **{word}** · {rock.ref} · due {long_date(view.due)}"
    yield ""
    yield from (f"- {escaped(reason)}" for reason in reasons_and_rescue(view))
    yield f"- progress: {escaped('; '.join(progress_phrases(view)))}"
    if rock.outcome:
        yield f"- outcome: {escaped(outcome_phrase(view))}"
    yield from (f"- {label}: {escaped(value)}" for label, value in rock_facts(rock))
    yield from _milestones(view)
    yield from _rescues(view)
    yield from _words(view)
    yield from _result(view)


def _milestones(view: RockView) -> Iterator[str]:
    if not view.rock.milestones:
        return
    yield from ("", "## Milestones", "")
    for each in view.rock.milestones:
        done = each.done if each.is_done(view.as_of) else None
        ended = f", done {short_date(done, view.as_of)}" if done else ""
        due = short_date(each.due, view.as_of)
        yield f"- [{'x' if done else ' '}] {escaped(each.title)} · due {due}{ended}"


def _rescues(view: RockView) -> Iterator[str]:
    rescues = rescues_seen(view.rock, view.as_of)
    if not rescues:
        return
    yield from ("", "## Rescues", "")
    for rescue in rescues:
        facts = "; ".join(f"{label}: {text}" for label, text in rescue_facts(rescue, view.as_of))
        by = f" {escaped(rescue.by)}" if rescue.by else ""
        yield f"- {short_date(rescue.date, view.as_of)}{by}: {escaped(facts)}"


def _words(view: RockView) -> Iterator[str]:
    words = [entry for entry in view.rock.words if entry.date <= view.as_of]
    if not words:
        return
    yield from ("", "## Words", "")
    for entry in sorted(words, key=lambda each: each.date, reverse=True):
        parts = [
            short_date(entry.date, view.as_of),
            escaped(entry.by or ""),
            entry.say.replace("-", " ") if entry.say else "",
            "" if entry.now is None else f"now {plain_number(entry.now)}",
        ]
        note = f": {escaped(entry.note)}" if entry.note else ""
        source = f" ({checkin_phrase(entry.checkin)})" if entry.checkin else ""
        yield f"- {' '.join(part for part in parts if part)}{note}{source}"


def _result(view: RockView) -> Iterator[str]:
    result = view.rock.result
    if result is None or view.rock.status_on(view.as_of) is None:
        return
    yield from ("", "## Result", "")
    if result.date:
        yield f"- on {long_date(result.date)}"
    for label, value in (
        ("why", result.why),
        ("learned", result.learned),
        ("impact", result.impact),
    ):
        if value:
            yield f"- {label}: {escaped(value)}"

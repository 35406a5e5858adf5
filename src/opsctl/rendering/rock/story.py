"""The story of a Rock in words, and on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.story import Change, Event, EventKind, Story, Value
from opsctl.model.rock import Outcome
from opsctl.rendering.figures import counted, plain_number, short_date
from opsctl.rendering.layout import wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sight import Sight, sight_data, sight_texts
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_INDENT = 9


def event_text(event: Event, near: date) -> str:
    """Say what happened, in one sentence without its day."""
    change = event.change
    if change.kind is EventKind.MILESTONE_DONE and change.after == event.day:
        return f"milestone “{change.about}” done"
    return _PHRASES[change.kind](change, near)


def gap_text(story: Story, owner: str, near: date) -> str | None:
    """Say when the evidence spoke and when somebody did, without a verdict on it."""
    evidence, admission = story.evidence, story.admission
    if evidence is None and admission is None:
        return None
    spoke = f"the evidence spoke on {short_date(evidence.day, near)}" if evidence else ""
    if admission is None:
        return f"{spoke}; no word has said so yet"
    who = "the owner" if admission.by in (None, owner) else admission.by
    days = story.days_to_admission
    if days is None:
        on = short_date(admission.day, near)
        said = admission.say.replace("-", " ")
        return f"{who} said {said} on {on}, before any evidence did"
    said = f"{who} said so on {short_date(admission.day, near)}"
    if days < 0:
        return f"{said}; {spoke} ({counted(-days, 'day')} later)"
    later = f"{counted(days, 'day')} later" if days else "the same day"
    return f"{spoke}; {said} ({later})"


def story_lines(
    story: Story, sight: Sight, owner: str, near: date, screen: Screen
) -> Iterator[Text]:
    """Draw the story, the oldest first."""
    yield Text()
    yield Text("Story", BOLD)
    for event in story.events:
        yield from _event_lines(event, near, screen)
    gap = gap_text(story, owner, near)
    if gap:
        yield from wrap(Text(one_line(f"{gap[0].upper()}{gap[1:]}.")), screen.width, 1)
    for text in sight_texts(sight, near):
        yield from wrap(Text(one_line(f"({text})"), DIM), screen.width, 1)


def story_markdown(story: Story, sight: Sight, owner: str, near: date) -> str:
    """Write the story as a part of the Rock's page."""
    gap = gap_text(story, owner, near)
    lines = [
        f"- {short_date(event.day, near)}{f' {escaped(event.by)}' if event.by else ''}: "
        f"{escaped(event_text(event, near))}"
        for event in story.events
    ]
    said = [f"{gap[0].upper()}{gap[1:]}."] if gap else []
    said += [f"({text})" for text in sight_texts(sight, near)]
    blocks = [lines, *([escaped(each)] for each in said)]
    return "".join(f"\n{line}\n" for line in ["## Story", *("\n".join(b) for b in blocks if b)])


def story_data(story: Story, sight: Sight, near: date) -> Mapping[str, Any]:
    """Give the keys that `rock show` has of a story."""
    evidence, admission = story.evidence, story.admission
    return {
        "story": [
            {
                "date": event.day,
                "by": event.by,
                "kind": event.change.kind,
                "text": event_text(event, near),
            }
            for event in story.events
        ],
        "first_evidence": evidence
        and {
            "date": evidence.day,
            "standing": evidence.standing,
            "reasons": [{"kind": each.kind, "text": each.text} for each in evidence.reasons],
        },
        "first_admission": admission
        and {
            "date": admission.day,
            "by": admission.by,
            "say": admission.say,
            "days_after_evidence": story.days_to_admission,
        },
        "history": sight_data(sight),
    }


def _event_lines(event: Event, near: date, screen: Screen) -> Iterator[Text]:
    day = short_date(event.day, near).rjust(6)
    by = f"{one_line(event.by)}  " if event.by else ""
    text = Text.assemble((f" {day}  {by}", DIM), one_line(event_text(event, near)))
    lines = wrap(text, None if screen.width is None else screen.width - _INDENT, 0)
    yield lines[0]
    for following in lines[1:]:
        yield Text(" " * _INDENT) + following


# Phrases


def _shown(value: Value, near: date) -> str:
    if isinstance(value, Outcome):
        what = value.measure or value.measurable or "outcome"
        unit = f" ({value.unit})" if value.unit else ""
        return f"{what}{unit} from {plain_number(value.from_)} to {plain_number(value.to)}"
    if isinstance(value, date):
        return short_date(value, near)
    if isinstance(value, Decimal):
        return plain_number(value)
    return value or ""


def _changed(name: str, quote: str = "“{}”") -> Callable[[Change, date], str]:
    """Phrase a change of something that may also be new or be taken away."""

    def phrase(change: Change, near: date) -> str:
        before, after = (quote.format(_shown(each, near)) for each in (change.before, change.after))
        if change.before is None:
            return f"{name} added: {after}"
        if change.after is None:
            return f"{name} taken out: {before}"
        return f"{name} changed from {before} to {after}"

    return phrase


def _moved(name: str) -> Callable[[Change, date], str]:
    def phrase(change: Change, near: date) -> str:
        before, after = change.before, change.after
        if not isinstance(before, date) or not isinstance(after, date):
            return f"{name} moved"
        days = (after - before).days
        by = f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
        about = f" “{change.about}”" if change.about else ""
        on, to = short_date(before, near), short_date(after, near)
        return f"{name}{about} moved from {on} to {to} ({by})"

    return phrase


def _filled(template: str) -> Callable[[Change, date], str]:
    def phrase(change: Change, near: date) -> str:
        before, after = _shown(change.before, near), _shown(change.after, near)
        return template.format(title=change.about, before=before, after=after)

    return phrase


def _status(change: Change, near: date) -> str:
    before, after = (str(each) if each else "running" for each in (change.before, change.after))
    return after if change.before is None else f"{after} (before: {before})"


def _word(change: Change, near: date) -> str:
    said = str(change.after).replace("-", " ")
    before = f" (before: {str(change.before).replace('-', ' ')})" if change.before else ""
    return f"says {said}{before}"


def _old_word(change: Change, near: date) -> str:
    on = short_date(change.about, near) if isinstance(change.about, date) else ""
    before = str(change.before).replace("-", " ")
    if change.after is None:
        return f"the word of {on}, {before}, taken back"
    return f"the word of {on} changed from {before} to {str(change.after).replace('-', ' ')}"


_PHRASES: Mapping[EventKind, Callable[[Change, date], str]] = MappingProxyType(
    {
        EventKind.WRITTEN: lambda change, near: "first committed",
        EventKind.DELETED: lambda change, near: "the file deleted",
        EventKind.MOVED: _filled("moved from {before} to {after}"),
        EventKind.TITLE: _changed("title"),
        EventKind.DONE_MEANS: _changed("“done means”"),
        EventKind.OUTCOME: _changed("outcome"),
        EventKind.OWNER: _changed("owner", "{}"),
        EventKind.DUE: _moved("due date"),
        EventKind.MILESTONE_ADDED: _filled("milestone “{title}” added, due {after}"),
        EventKind.MILESTONE_REMOVED: _filled("milestone “{title}” removed, was due {before}"),
        EventKind.MILESTONE_RENAMED: _filled("milestone “{before}” now called “{after}”"),
        EventKind.MILESTONE_MOVED: _moved("milestone"),
        EventKind.MILESTONE_WEIGHT: _filled(
            "weight of milestone “{title}” changed from {before} to {after}"
        ),
        EventKind.MILESTONE_DONE: _filled("milestone “{title}” done on {after}"),
        EventKind.MILESTONE_REOPENED: _filled("milestone “{title}” open again"),
        EventKind.STATUS: _status,
        EventKind.WORD: _word,
        EventKind.WORD_CHANGED: _old_word,
        EventKind.WORD_REMOVED: _old_word,
    }
)

"""What is said of Rocks in words, the same on every kind of page."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from opsctl.analysis.completion import Completion
from opsctl.analysis.rescue import RescueView
from opsctl.analysis.rock import RockView, Turn
from opsctl.analysis.standing import Standing
from opsctl.model.rock import Rock, SaidIn
from opsctl.rendering.figures import counted, percent, plain_number, short_date
from opsctl.rendering.theme import STANDING_STYLES

_ENDS = (Standing.DONE, Standing.MISSED, Standing.DROPPED)


def turn_reasons(turn: Turn) -> list[str]:
    """Say why a Rock has turned: what speaks against it now, how it ended, or what is gone."""
    if turn.reasons:
        return [reason.text for reason in turn.reasons]
    result = turn.rock.result
    if turn.after in _ENDS:
        return [result.why] if result and result.why else []
    gone = "; ".join(reason.text for reason in turn.no_longer)
    return [f"before: {gone}"] if gone else []


def reasons_and_rescue(view: RockView) -> list[str]:
    """Say why a Rock stands as it does, and below that what was agreed to get it out of it."""
    reasons = spoken_reasons(view)
    if view.rescue is not None and view.standing in (Standing.IN_DANGER, Standing.OFF_TRACK):
        reasons.append(rescue_sentence(view.rescue, view.as_of))
    return reasons


def rescue_sentence(view: RescueView, near: date) -> str:
    """Say what comes next in a rescue, and when somebody looks again or should have."""
    rescue = view.rescue
    parts = [f"next {rescue.next}" if rescue.next else "no next step"]
    if rescue.check is None:
        parts.append("no check agreed")
    elif view.check_days_late:
        days = counted(view.check_days_late, "day")
        parts.append(f"check of {short_date(rescue.check, near)} is {days} overdue")
    else:
        parts.append(f"check {short_date(rescue.check, near)}")
    return f"rescue of {short_date(rescue.date, near)}: {', '.join(parts)}"


def next_step(view: RockView) -> str:
    """Name the command that helps most with a Rock."""
    if view.standing is Standing.PLANNED:
        return f"opsctl rock show {view.rock.id}"
    only_silent = view.judgement.needs_update and view.standing is Standing.ON_TRACK
    return f"opsctl rock {'log' if only_silent else 'show'} {view.rock.id}"


def spoken_reasons(view: RockView) -> list[str]:
    """Say why a Rock stands as it does, and where its owner says better."""
    reasons = [reason.text for reason in view.judgement.reasons]
    if view.judgement.word_is_better:
        word = str(view.judgement.declared).replace("-", " ")
        reasons.append(f"{view.judgement.speaker} says {word}, evidence says otherwise")
    return reasons


def rock_facts(rock: Rock) -> list[tuple[str, str]]:
    """List what else a Rock's file says of it, each with its label."""
    facts = (
        ("done means", rock.done_means),
        ("owner", rock.owner),
        ("helpers", ", ".join(rock.helpers)),
        ("team", rock.team),
        ("area", rock.area),
        ("supports", rock.supports),
        ("waits for", ", ".join(rock.depends_on)),
        ("carried from", rock.carried_from),
    )
    return [(label, value) for label, value in facts if value]


def progress_phrases(view: RockView) -> list[str]:
    """Say how far a Rock is, in figures and in a word, and how far it would be by its dates."""
    if view.progress is None:
        said = [_unknown(view)]
    else:
        band = f", {str(view.band).replace('-', ' ')}" if view.band else ""
        said = [f"{percent(view.progress)}{band}"]
    if view.is_running:
        said.append(f"by its dates it would be {percent(view.expected)}")
    return said


def _unknown(view: RockView) -> str:
    outcome = view.rock.outcome
    if outcome is not None and outcome.measurable is not None:
        return f"no value of {outcome.measurable} yet"
    return "no milestone, and no `now` for an outcome"


def checkin_phrase(source: SaidIn) -> str:
    """Say in which check-in something was said."""
    return f"check-in of W{source.week.number:02}"


def outcome_phrase(view: RockView) -> str:
    """Say what a Rock moves, from where to where, and where it is now."""
    outcome = view.rock.outcome
    if outcome is None:
        return ""
    what = outcome.measure or outcome.measurable or ""
    unit = f" ({outcome.unit})" if outcome.unit else ""
    known = "" if view.now is None else f", now {plain_number(view.now)}"
    ends = f"from {plain_number(outcome.from_)} to {plain_number(outcome.to)}"
    return f"{what}{unit}: {ends}{known}"


def verdict(figures: Completion) -> Text:
    """Say how much of what was promised is kept or on course, against the standard."""
    if figures.committed == 0 or figures.rate is None:
        return Text("Nothing is committed yet.")
    standard = f"standard {percent(figures.standard)}"
    if figures.on_course is None:
        kept = f"Done {figures.done} of {figures.committed} ({percent(figures.rate)}); {standard}"
        rest = [(figures.missed, "missed"), (figures.dropped, "dropped")]
        also = ", ".join(f"{count} {word}" for count, word in rest if count)
        open_ones = figures.on_track + figures.off_track + figures.in_danger
        unclosed = f"{counted(open_ones, 'Rock')} still running" if open_ones else ""
        more = "; ".join(part for part in (also, unclosed) if part)
        return _judged(f"{kept}{'; ' if more else ''}{more}.", figures)
    count = figures.done + figures.on_track
    made_of = f": {figures.on_track} on track, {figures.done} done" if figures.done else ""
    share = percent(figures.on_course)
    return _judged(
        f"On course {count} of {figures.committed} ({share}){made_of}; {standard}.", figures
    )


def _judged(text: str, figures: Completion) -> Text:
    good = figures.meets_standard
    style = STANDING_STYLES[Standing.ON_TRACK if good else Standing.OFF_TRACK]
    head, _, tail = text.partition(")")
    return Text.assemble((f"{head})", style), tail)

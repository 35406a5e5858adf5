"""How a Rock stands: the worse of what is said and what the evidence shows, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from opsctl.analysis.progress import expected_progress, progress
from opsctl.analysis.words import days_silent, newest_word
from opsctl.model.rock import LogEntry, Milestone, Rock, Say, Status

if TYPE_CHECKING:
    from opsctl.model.period import Calendar
    from opsctl.model.workspace import Workspace

BEHIND_WITH_MILESTONES = Fraction(15, 100)
BEHIND_WITHOUT_MILESTONES = Fraction(25, 100)
JUDGED_FROM = Fraction(1, 2)
"""Without milestones, nothing is behind before this much progress is expected."""


class Standing(StrEnum):
    """How a Rock stands, in the order in which screens list it."""

    IN_DANGER = "in-danger"
    OFF_TRACK = "off-track"
    MISSED = "missed"
    ON_TRACK = "on-track"
    PLANNED = "planned"
    DROPPED = "dropped"
    DONE = "done"

    @property
    def rank(self) -> int:
        """The place in the order of screens, from 0."""
        return list(Standing).index(self)


class ReasonKind(StrEnum):
    """Why a Rock stands as it does, in the order in which reasons are given."""

    DECLARED = "declared"
    MILESTONE_OVERDUE = "milestone-overdue"
    BEHIND = "behind"
    DEPENDENCY = "dependency"
    PAST_DUE = "past-due"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a kind for programs and a sentence for people."""

    kind: ReasonKind
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a Rock stands, what its owner says, what the evidence alone says, and why.

    `evidence` is none for a Rock that is not running. `needs_update` is true where nobody has
    said a word for longer than the standard allows. `speaker` is who gave the newest word.
    """

    standing: Standing
    declared: Say | Status | None
    evidence: Standing | None
    needs_update: bool
    reasons: tuple[Reason, ...] = ()
    speaker: str = "owner"

    @property
    def owner_says_better(self) -> bool:
        """Tell whether the owner's own word is better than what the evidence shows."""
        return self.word_is_better and self.speaker == "owner"

    @property
    def word_is_better(self) -> bool:
        """Tell whether the word, whoever gave it, is better than what the evidence shows."""
        return (
            self.evidence is not None
            and isinstance(self.declared, Say)
            and _severity(Standing(self.declared)) < _severity(self.evidence)
        )


_SAID = MappingProxyType(
    {Say.ON_TRACK: "on track", Say.OFF_TRACK: "off track", Say.IN_DANGER: "in danger"}
)
_DRAGGING = (Standing.IN_DANGER, Standing.OFF_TRACK, Standing.MISSED, Standing.DROPPED)
_GETTING_WORSE = (Standing.ON_TRACK, Standing.OFF_TRACK, Standing.IN_DANGER)


def judge(rock: Rock, workspace: Workspace, as_of: date) -> Judgement:
    """Judge a Rock as of a day, with what its dependencies do to it."""
    dependencies = [
        (other, judge_alone(other, workspace, as_of).standing)
        for other in workspace.dependencies(rock)
    ]
    return _judge(rock, dependencies, workspace, as_of)


def judge_alone(rock: Rock, workspace: Workspace, as_of: date) -> Judgement:
    """Judge a Rock as of a day, its dependencies apart."""
    return _judge(rock, (), workspace, as_of)


def planned_too_long(rock: Rock, calendar: Calendar, silent_after: int, as_of: date) -> bool:
    """Tell whether a Rock is still planned more than `silent_after` days into its quarter."""
    into = (as_of - calendar.days(rock.quarter).first).days
    return rock.status_on(as_of) is Status.PLANNED and into > silent_after


def _judge(
    rock: Rock,
    dependencies: Sequence[tuple[Rock, Standing]],
    workspace: Workspace,
    as_of: date,
) -> Judgement:
    calendar = workspace.calendar
    silent_after = workspace.settings.standards.silent_after
    status = rock.status_on(as_of)
    if status is not None:
        return _judge_resting(rock, status, calendar, silent_after, as_of)
    word = newest_word(rock, as_of)
    silent = days_silent(rock, calendar, as_of)
    is_silent = silent > silent_after
    evidence = Standing.ON_TRACK
    reasons: list[Reason] = []
    for standing, reason in _evidence(rock, dependencies, workspace, is_silent, as_of):
        evidence = _worse(evidence, standing)
        reasons.append(reason)
    declared = word.say if word else None
    if declared and _severity(Standing(declared)) > _severity(evidence):
        said = f"{_speaker(word, rock)} says {_SAID[declared]}"
        reasons.insert(0, Reason(ReasonKind.DECLARED, said))
    if is_silent:
        reasons.append(_silence(silent, spoken=word is not None))
    standing = _worse(evidence, Standing(declared)) if declared else evidence
    by = _speaker(word, rock)
    return Judgement(standing, declared, evidence, is_silent, tuple(reasons), by)


def _speaker(word: LogEntry | None, rock: Rock) -> str:
    """Name who gave a word, as far as it says."""
    if word is None or rock.is_owned_by(word.by):
        return "owner"
    return word.by or "the newest word"


def _judge_resting(
    rock: Rock, status: Status, calendar: Calendar, silent_after: int, as_of: date
) -> Judgement:
    """Judge a Rock that is planned or has ended: it stands as it is."""
    if not planned_too_long(rock, calendar, silent_after, as_of):
        return Judgement(Standing(status), status, None, needs_update=False)
    days = (as_of - calendar.days(rock.quarter).first).days
    text = f"still planned {days} days into the quarter, so it counts as committed"
    reason = Reason(ReasonKind.SILENT, text)
    return Judgement(Standing(status), status, None, needs_update=True, reasons=(reason,))


def _evidence(
    rock: Rock,
    dependencies: Sequence[tuple[Rock, Standing]],
    workspace: Workspace,
    is_silent: bool,
    as_of: date,
) -> Iterator[tuple[Standing, Reason]]:
    """Give what speaks against a running Rock, in the order of the kinds."""
    overdue = [each for each in rock.milestones if each.is_overdue(as_of)]
    if overdue:
        bad = len(overdue) > 1 or is_silent
        standing = Standing.IN_DANGER if bad else Standing.OFF_TRACK
        yield standing, Reason(ReasonKind.MILESTONE_OVERDUE, _overdue_text(overdue, as_of))
    behind = _behind(rock, workspace, as_of)
    if behind:
        yield Standing.OFF_TRACK, Reason(ReasonKind.BEHIND, behind)
    dragging = [(other, how) for other, how in dependencies if how in _DRAGGING]
    if dragging:
        yield Standing.OFF_TRACK, Reason(ReasonKind.DEPENDENCY, _dependency_text(rock, dragging))
    days_late = (as_of - rock.due_day(workspace.calendar)).days
    if days_late > 0:
        text = f"due {_days(days_late)} ago and not closed"
        yield Standing.IN_DANGER, Reason(ReasonKind.PAST_DUE, text)


def _behind(rock: Rock, workspace: Workspace, as_of: date) -> str | None:
    """Phrase how far a Rock is behind its dates; none where it is not, or where nothing tells."""
    actual = progress(rock, workspace, as_of)
    if actual is None:
        return None
    expected = expected_progress(rock, workspace.calendar, as_of)
    gap = expected - actual
    if rock.milestones:
        is_behind = gap > BEHIND_WITH_MILESTONES
    else:
        is_behind = expected >= JUDGED_FROM and gap > BEHIND_WITHOUT_MILESTONES
    if not is_behind:
        return None
    return f"progress is {_percent(actual)}, by its dates it would be {_percent(expected)}"


def _overdue_text(overdue: Sequence[Milestone], as_of: date) -> str:
    if len(overdue) == 1:
        late = (as_of - overdue[0].due).days
        return f"milestone “{overdue[0].title}” is {_days(late)} overdue"
    each = (f"“{one.title}” by {_days((as_of - one.due).days)}" for one in overdue)
    return f"{len(overdue)} milestones overdue: {', '.join(each)}"


def _dependency_text(rock: Rock, dragging: Sequence[tuple[Rock, Standing]]) -> str:
    parts = [
        f"`{other.id if other.quarter == rock.quarter else other.ref}`,"
        f" which is {how.value.replace('-', ' ')}"
        for other, how in dragging
    ]
    return f"waits for {', and for '.join(parts)}"


def _silence(days: int, *, spoken: bool) -> Reason:
    text = f"nothing said for {_days(days)}"
    if not spoken:
        text = f"nothing said yet, {_days(days)} into the quarter"
    return Reason(ReasonKind.SILENT, text)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _percent(share: Fraction) -> str:
    return f"{int(share * 100)} %"


def _severity(standing: Standing) -> int:
    return _GETTING_WORSE.index(standing)


def _worse(one: Standing, other: Standing) -> Standing:
    return max(one, other, key=_severity)

"""Which quarter is to be closed, what is open in it, and whether answers about it are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from opsctl.analysis.progress import progress
from opsctl.analysis.quarter_story import carried_rocks
from opsctl.model.closing import Answer, Carry, Ending
from opsctl.model.period import Days, Quarter
from opsctl.model.rock import Milestone, Rock, RockRef, Status
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding
from opsctl.text.suggestion import did_you_mean

CODE = "FILE019"
"""What the findings about answers are filed under: values that do not fit."""


def open_rocks(workspace: Workspace, quarter: Quarter) -> tuple[Rock, ...]:
    """Give the Rocks of a quarter without an end: those that run, and those still planned."""
    return tuple(
        rock
        for rock in workspace.rocks_of(quarter)
        if rock.status is None or rock.status is Status.PLANNED
    )


def quarter_to_close(workspace: Workspace, as_of: date) -> Quarter | None:
    """Name the newest quarter with open Rocks, else the newest with any; none where there is none.

    A quarter that has not reached its middle does not count: the Rocks that a closing carries
    into it must not make it the one to be closed next.
    """
    ripe = ripe_quarters(workspace, as_of)
    waiting = [each for each in ripe if open_rocks(workspace, each)]
    return max(waiting or ripe, default=None)


def ripe_quarters(workspace: Workspace, as_of: date) -> tuple[Quarter, ...]:
    """Name the quarters with Rocks that are past their middle, the oldest first."""
    calendar = workspace.calendar
    return tuple(
        each for each in workspace.quarters() if _is_past_its_middle(calendar.days(each), as_of)
    )


def quarter_to_carry_into(workspace: Workspace, quarter: Quarter, as_of: date) -> Quarter:
    """Name the quarter that unfinished Rocks go on in: the next, or today's where that is later."""
    return max(quarter.next, workspace.calendar.quarter_of(as_of))


def day_of_ending(workspace: Workspace, quarter: Quarter, as_of: date) -> date:
    """Give the day of a result nobody has dated: the day of closing, in its quarter at the most."""
    return min(as_of, workspace.calendar.days(quarter).last)


def open_milestones(rock: Rock) -> tuple[Milestone, ...]:
    """Give the milestones of a Rock that are not done."""
    return tuple(each for each in rock.milestones if each.done is None)


def looks_done(rock: Rock, workspace: Workspace, as_of: date) -> bool:
    """Tell whether everything that a Rock is measured by is reached."""
    return progress(rock, workspace, as_of) == 1


def _is_past_its_middle(days: Days, as_of: date) -> bool:
    return as_of - days.first > days.last - as_of


def answers_by_rock(
    answers: Mapping[str, Answer], workspace: Workspace, quarter: Quarter
) -> tuple[dict[RockRef, Answer], list[Finding]]:
    """Find the Rock of the quarter that each answer is about."""
    found: dict[RockRef, Answer] = {}
    findings: list[Finding] = []
    ids = [rock.id for rock in workspace.rocks_of(quarter)]
    for name, answer in answers.items():
        ref = RockRef.parse(name, quarter)
        rock = workspace.rocks_by_ref.get(ref) if ref else None
        place = answer.origin.key()
        if rock is None or rock.quarter != quarter:
            hint = did_you_mean(name.rpartition("/")[2], ids) or f"its Rocks: {', '.join(ids)}"
            findings.append(Finding(CODE, place, f"{quarter} has no Rock `{name}`", hint))
        elif rock.ref in found:
            findings.append(Finding(CODE, place, f"`{rock.id}` is answered twice", "keep one"))
        else:
            found[rock.ref] = answer
    return found, findings


def answer_findings(
    rock: Rock, answer: Answer, workspace: Workspace, into: Quarter, as_of: date
) -> Iterator[Finding]:
    """Find what is missing in an answer, or does not fit its Rock."""
    place = answer.origin.value("status")
    has_ended = rock.status not in (None, Status.PLANNED)
    if has_ended and rock.status is not Status(answer.status):
        message = f"`{rock.id}` has ended as {rock.status} already, not as {answer.status}"
        hint = f"opsctl rock set {rock.id} changes how it ended"
        yield Finding(CODE, place, message, hint)
    if answer.status is not Ending.DONE and answer.why is None:
        yield Finding(CODE, place, f"`{rock.id}` is {answer.status}: why?", "add a line: why: …")
    days = Days(workspace.calendar.days(rock.quarter).first, as_of)
    if answer.date is not None and answer.date not in days:
        message = f"the result of `{rock.id}` is dated {answer.date}"
        hint = f"write a day from {days.first} to {days.last}"
        yield Finding(CODE, answer.origin.value("date"), message, hint)
    if answer.carry is not None and answer.status is not Ending.MISSED:
        message = f"`{rock.id}` is {answer.status}, so nothing of it is carried on"
        hint = "write `status: missed`, or remove `carry`"
        yield Finding(CODE, answer.origin.key("carry"), message, hint)
    elif answer.carry is not None:
        yield from _carry_findings(rock, answer, answer.carry, workspace, into)


def _carry_findings(
    rock: Rock, answer: Answer, carry: Carry, workspace: Workspace, into: Quarter
) -> Iterator[Finding]:
    days = workspace.calendar.days(into)
    hint = f"write a day of {into}, which runs from {days.first} to {days.last}"
    for path, day in _dates(carry):
        if day not in days:
            place = answer.origin.value("carry", *path)
            yield Finding(CODE, place, f"`{day}` is outside of {into}", hint)
    titles = [each.title for each in open_milestones(rock)]
    for path, title in _named_milestones(carry):
        if title not in titles:
            known = did_you_mean(title, titles) or f"open are {', '.join(titles) or 'none'}"
            place = answer.origin.key("carry", *path)
            yield Finding(CODE, place, f"`{rock.id}` has no open milestone `{title}`", known)
    lacking = [each for each in titles if each not in carry.milestones and each not in carry.leave]
    for title in dict.fromkeys(lacking):
        message = f"milestone “{title}” of `{rock.id}` needs a new date"
        hint = "add it under `milestones`, or under `leave` to leave it behind"
        yield Finding(CODE, answer.origin.key("carry"), message, hint)
    if carry.id is not None and not is_slug(carry.id):
        hint = f"write {slug_of(carry.id)}"
        yield Finding(CODE, answer.origin.value("carry", "id"), f"`{carry.id}` is no id", hint)
    if is_taken(rock, carry, workspace, into):
        message = f"{into} has another Rock `{carry.id or rock.id}` already"
        hint = "add a line `id: …` under `carry`"
        yield Finding(CODE, answer.origin.key("carry"), message, hint)


def _dates(carry: Carry) -> Iterator[tuple[tuple[str | int, ...], date]]:
    yield ("due",), carry.due
    yield from ((("milestones", title), day) for title, day in carry.milestones.items())


def _named_milestones(carry: Carry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("milestones", title), title) for title in carry.milestones)
    yield from ((("leave", index), title) for index, title in enumerate(carry.leave))


def is_taken(rock: Rock, carry: Carry, workspace: Workspace, into: Quarter) -> bool:
    """Tell whether the carried Rock's name belongs to another Rock."""
    if rock.ref in carried_rocks(workspace, rock.quarter):
        return False
    ref = RockRef(into, carry.id or rock.id)
    return ref in workspace.rock_refs or ref in workspace.rocks_by_ref


def unanswered(rocks: Iterable[Rock], answered: Mapping[RockRef, Answer]) -> tuple[Rock, ...]:
    """Give the open Rocks without an answer."""
    return tuple(rock for rock in rocks if rock.ref not in answered)

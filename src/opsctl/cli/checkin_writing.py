"""From what somebody says about a week to the one file that says it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opsctl.analysis.checkin import Agenda, agenda_of
from opsctl.analysis.checkin_answers import parted
from opsctl.cli.changing import changed_file, new_file, refuse_new_errors
from opsctl.cli.session import Session
from opsctl.editing.checkin import corrections, log_insertion
from opsctl.editing.write import Write
from opsctl.editing.yaml_text import record_lines
from opsctl.loading.checkins import checkin_path
from opsctl.model.checkin import Checkin, names_of_rocks
from opsctl.model.rock import LogEntry, Rock
from opsctl.model.workspace import Workspace
from opsctl.rendering.checkin.screen import entry_words, gone_lines, log_lines, result_lines
from opsctl.rendering.figures import counted
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin


@dataclass(frozen=True, slots=True)
class Planned:
    """A check-in as it will be, what goes to the logs of Rocks, and the files to write."""

    kept: Checkin
    logged: tuple[tuple[Rock, LogEntry], ...]
    writes: tuple[Write, ...]


def blank_checkin(agenda: Agenda) -> Checkin:
    """Give what a person's check-in says already, or one that says nothing yet."""
    if agenda.before is not None:
        return agenda.before
    path = checkin_path(agenda.week, agenda.person)
    return Checkin(agenda.week, agenda.person, Origin(path), agenda.day)


def refuse_unread(workspace: Workspace, agenda: Agenda) -> None:
    """Refuse to write beside a check-in of the same person that nobody can read."""
    path = checkin_path(agenda.week, agenda.person)
    if path in workspace.unread:
        raise UsageProblem(f"{path} is there, and could not be read", "opsctl check says why")


def planned_checkin(
    session: Session, workspace: Workspace, agenda: Agenda, made: Checkin
) -> Planned:
    """Plan the file, or its correction, and the logs that words of another day go to.

    Nothing is to be written where it says nothing that is new.
    """
    kept, logged = parted(agenda, made, workspace)
    if agenda.before is None:
        origin = Origin(checkin_path(agenda.week, agenda.person))
        kept = replace(kept, origin=origin)
        writes = [new_file(session, kept)] if summary(kept) else []
        return _verified(session, workspace, agenda, Planned(kept, (), tuple(writes)))
    changes = corrections(agenda.before, kept)
    writes = [changed_file(session, agenda.before, changes)] if changes else []
    writes += [changed_file(session, rock, [log_insertion(rock, each)]) for rock, each in logged]
    return _verified(session, workspace, agenda, Planned(kept, logged, tuple(writes)))


def _verified(session: Session, workspace: Workspace, agenda: Agenda, planned: Planned) -> Planned:
    if planned.writes:
        refuse_new_errors(session, workspace, planned.writes, agenda.as_of)
    return planned


def show_result(session: Session, workspace: Workspace, agenda: Agenda, planned: Planned) -> None:
    """Show what is said, with the verdicts of the numbers as they will be, and what goes away."""
    made, path = planned.kept, blank_checkin(agenda).origin.path
    others = tuple(each for each in workspace.checkins if each is not agenda.before)
    told = replace(workspace, checkins=(*others, replace(made, origin=Origin(path))))
    after = agenda_of(told, agenda.person, agenda.week, agenda.as_of)
    refs = {each.ref for name in made.values if (each := workspace.find_measurable(name, ""))}
    numbers = [each for each in after.numbers if each.measurable.ref in refs]
    names = names_of_rocks(made, workspace.calendar).items()
    known = workspace.rocks_by_ref
    rocks = {name: known[ref] for ref, name in names if ref in known}
    session.lines(result_lines(made, numbers, rocks, session.screen))
    session.lines(log_lines(planned.logged, session.screen))
    if agenda.before is not None:
        session.lines(gone_lines(agenda.before, made, session.screen))


def what_was_said(planned: Planned) -> str:
    """Say in one line what is written, and as of which days."""
    kept = planned.kept
    parts = [
        f"{rock.id}: {', '.join(entry_words(entry))} on {entry.date} (in its log)"
        for rock, entry in planned.logged
    ]
    if any(write.path == kept.origin.path for write in planned.writes):
        parts.insert(0, f"{kept.origin.path}: {summary(kept) or 'empty'}, said on {kept.date}")
    return "; ".join(parts)


def kept_answers(agenda: Agenda, made: Checkin) -> list[str]:
    """Give what was answered as a check-in that can be handed in, where it was not written."""
    text = record_lines(replace(made, date=agenda.day))
    week = f"--week {agenda.week} --by {agenda.person}"
    return [f"# your answers; opsctl checkin {week} --from FILE takes them", *text]


def summary(made: Checkin) -> str:
    """Count what a check-in says."""
    counts = (
        (len(made.rocks), "Rock"),
        (len(made.values), "number"),
        (len(made.headlines), "headline"),
        (len(made.wins), "win"),
    )
    return ", ".join(counted(count, noun) for count, noun in counts if count)

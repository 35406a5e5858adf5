"""The files of an import: planned, read again, and refused row by row where a rule says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from opsctl.analysis.sheet.plan import ImportPlan, Refused, Taken
from opsctl.analysis.sheet.rows import Problem
from opsctl.cli.session import Session
from opsctl.editing.people import with_people
from opsctl.editing.write import Write
from opsctl.editing.yaml_text import record_lines
from opsctl.loading.rocks import rock_path
from opsctl.loading.source import read_source
from opsctl.loading.workspace import Nouns
from opsctl.model.person import Person
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.source import Source
from opsctl.text.tree import OverlayTree

PEOPLE = "people.yaml"


def verified(
    session: Session, workspace: Workspace, plan: ImportPlan, as_of: date
) -> tuple[ImportPlan, list[Write]]:
    """Plan all writes of an import, and make sure that they mean just what was intended.

    A row whose Rock would break a rule, or cannot be kept in a file, is refused in the plan that
    is given back; its other rows stand.

    Raises:
        SurroundingsRefuse: people cannot be added to the file as it is written.
    """
    while plan.taken:
        writes = [*_people_write(session, plan.people), *map(_rock_write, plan.taken)]
        refused = _refused(session, workspace, plan, writes, as_of)
        if not refused:
            return plan, writes
        plan = plan.without(refused)
    return plan, []


def _rock_write(taken: Taken) -> Write:
    text = "".join(f"{line}\n" for line in record_lines(taken.rock))
    return Write(rock_path(taken.rock.ref), None, text.encode("utf-8", "backslashreplace"))


def _people_write(session: Session, people: Iterable[Person]) -> list[Write]:
    added = list(people)
    if not added:
        return []
    entry = session.tree.entry(PEOPLE)
    source: Source | None = None
    if entry is not None:
        source = read_source(session.tree, entry)[0]
        if source is None:
            raise SurroundingsRefuse(f"{PEOPLE} cannot be read", "opsctl check says why")
    before = source.encode() if source else None
    return [Write(PEOPLE, before, with_people(source, added))]


def _refused(
    session: Session,
    workspace: Workspace,
    plan: ImportPlan,
    writes: list[Write],
    as_of: date,
) -> list[Refused]:
    """Read everything again as it would be; name the rows that do not come out as intended."""
    files = {write.path: write.after for write in writes}
    after = session.load(Nouns.ALL, OverlayTree(session.tree, files))
    _make_sure_of_people(workspace, after, plan)
    errors = _errors_by_file(workspace, after, as_of)
    elsewhere = [found for path in errors.keys() - files.keys() for found in errors[path]]
    elsewhere += errors.get(PEOPLE, [])
    if elsewhere:
        finding = elsewhere[0].finding
        message = f"{finding.location.path}: {finding.message} ({finding.code})"
        raise SurroundingsRefuse(f"the import would break a rule: {message}", finding.hint)
    return [
        Refused(each.line, each.rock.title, problems)
        for each in plan.taken
        if (problems := _problems(each, after, errors))
    ]


def _problems(
    taken: Taken, after: Workspace, errors: Mapping[str, list[Diagnostic]]
) -> tuple[Problem, ...]:
    found = errors.get(rock_path(taken.rock.ref), [])
    if found:
        return tuple(
            Problem(f"{each.finding.message} ({each.finding.code})", each.finding.hint)
            for each in found
        )
    if after.rocks_by_ref.get(taken.rock.ref) != taken.rock:
        return (Problem("a text in it cannot be kept in a file", "leave out control characters"),)
    return ()


def _make_sure_of_people(before: Workspace, after: Workspace, plan: ImportPlan) -> None:
    """Make sure that everybody is still there, and just those are new who should be."""
    if not plan.people:
        return
    wanted = {**before.people.records, **{each.id: each for each in plan.people}}
    if after.people.records != wanted:
        raise SurroundingsRefuse(
            f"{PEOPLE} is written in a way that opsctl cannot add people to safely",
            "nothing was written; add them by hand",
        )


def _errors_by_file(
    before: Workspace, after: Workspace, as_of: date
) -> dict[str, list[Diagnostic]]:
    """Give the errors that were not there before, by the file that they are found in."""
    from opsctl.rules.engine import new_errors  # many modules, needed by writing commands only
    from opsctl.rules.registry import RULES

    found: dict[str, list[Diagnostic]] = {}
    for each in new_errors(before, after, RULES, as_of):
        found.setdefault(each.finding.location.path, []).append(each)
    return found

"""`opsctl sop review`: record that somebody has looked at a procedure, and what came of it."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

import typer

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.difference import digest_of
from opsctl.cli.asking import asked, optional
from opsctl.cli.changing import DryRunOption, carry_out, refuse_new_errors
from opsctl.cli.choosing_sops import SopArgument, sop_named
from opsctl.cli.session import Session
from opsctl.cli.signing import refuse_untaken, signed_file, signer, typed_note
from opsctl.cli.sop_copies import page_with_keys
from opsctl.cli.terminal import is_interactive
from opsctl.editing.sop import can_take_keys
from opsctl.editing.write import Write
from opsctl.loading.approvals import review_path
from opsctl.model.approval import Outcome, ReviewRecord
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.sop import SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import day_with_year
from opsctl.rendering.visible import visible
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.span import Origin

NoChangeOption = Annotated[
    bool, typer.Option("--no-change", help="It is what we do; the day becomes that of its review.")
]
ReviseOption = Annotated[
    bool, typer.Option("--revise", help="It has to change; where approved, it is in review again.")
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="How it was looked at, or what has to change.")
]
_ANSWERS = MappingProxyType(
    {
        "no-change": Outcome.NO_CHANGE,
        "n": Outcome.NO_CHANGE,
        "revise": Outcome.REVISE,
        "r": Outcome.REVISE,
    }
)


def review(
    session: Session,
    sop: SopArgument,
    no_change: NoChangeOption = False,
    revise: ReviseOption = False,
    note: NoteOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record that you have read a procedure against the work, and what has to be done."""
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    if no_change and revise:
        raise UsageProblem("--no-change and --revise say two things", "choose one")
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    anatomy = anatomy_of(sop_named(workspace, sop), workspace.settings)
    _refuse_unreviewed(anatomy)
    me = signer(session, workspace, as_of)
    given = Outcome.NO_CHANGE if no_change else Outcome.REVISE if revise else None
    outcome = given or _asked_outcome(anatomy)
    if given is None and note is None:
        note = optional("A note (Enter for none)")
    record = _record(anatomy, me, as_of, outcome, typed_note(note))
    there = _there_already(workspace, anatomy, record)
    writes = [] if there else [signed_file(session, record)]
    writes += _page_writes(session, anatomy, outcome, as_of)
    if not writes:
        raise UsageProblem(
            "nothing would change: this review is recorded", f"opsctl sop show {anatomy.sop.id}"
        )
    refuse_new_errors(session, workspace, writes, as_of)
    said, step = _said(anatomy, workspace, record, as_of)
    carry_out(session, writes, said, visible(step), dry_run=dry_run)


def _refuse_unreviewed(anatomy: Anatomy) -> None:
    sop = anatomy.sop
    refuse_untaken(sop)
    if anatomy.status is SopStatus.RETIRED:
        raise UsageProblem(f"{sop.id} is retired: nobody follows it any more")
    if anatomy.status is SopStatus.DRAFT:
        raise UsageProblem(
            f"{sop.id} is a draft: a review is of what is done already",
            "write `status: in-review` at its top when it is ready to be read",
        )


def _asked_outcome(anatomy: Anatomy) -> Outcome:
    if not is_interactive():
        raise UsageProblem("nobody said what came of it", "add --no-change or --revise")

    def read(scalar: Scalar) -> Outcome:
        if scalar.text not in _ANSWERS:
            raise Unreadable("write no-change or revise", "n and r are enough")
        return _ANSWERS[scalar.text]

    question = f"{visible(anatomy.sop.id)} is what we do (no-change), or has to change (revise)"
    found: Outcome = asked(question, read)
    return found


def _record(
    anatomy: Anatomy, me: str, as_of: date, outcome: Outcome, note: str | None
) -> ReviewRecord:
    sop = anatomy.sop.id
    origin = Origin(review_path(sop, as_of.isoformat(), me))
    return ReviewRecord(sop, as_of, me, origin, outcome, digest_of(anatomy), note)


def _there_already(workspace: Workspace, anatomy: Anatomy, record: ReviewRecord) -> bool:
    """Tell whether this review is recorded; only its page may be left to be written.

    Raises:
        UsageProblem: another one is, of the same day and person.
    """
    people = workspace.people
    for each in workspace.reviews_of(anatomy.sop):
        if (each.date, people.current(each.person)) != (record.date, record.person):
            continue
        same = (each.outcome, each.digest) == (record.outcome, record.digest)
        if not same or record.note not in (None, each.note):
            what = each.outcome if each.digest == record.digest else f"{each.outcome}, another text"
            raise UsageProblem(
                f"`{record.person}` has reviewed {anatomy.sop.id} on {each.date} already: {what}",
                f"a review is never edited; on another day it is a new one; see {each.origin.path}",
            )
        return True
    return False


def _page_writes(session: Session, anatomy: Anatomy, outcome: Outcome, as_of: date) -> list[Write]:
    """Plan what the top of the page says from now on."""
    values: dict[str, Any] = {}
    if outcome is Outcome.NO_CHANGE:
        reviewed = anatomy.sop.metadata.reviewed
        if reviewed is not None and reviewed > as_of:
            raise UsageProblem(f"{anatomy.sop.id} was reviewed on {reviewed}, after {as_of}")
        values = {"reviewed": as_of} if reviewed != as_of else {}
    elif anatomy.status is SopStatus.APPROVED:
        values = {"status": SopStatus.IN_REVIEW}
    if not values:
        return []
    write = page_with_keys(session, anatomy.sop, values) if can_take_keys(anatomy.sop) else None
    if write is None:
        raise SurroundingsRefuse(
            f"keys cannot be written at the top of {anatomy.sop.path}",
            "nothing was written; opsctl check says what is wrong with its top",
        )
    return [write]


def _said(
    anatomy: Anatomy, workspace: Workspace, record: ReviewRecord, as_of: date
) -> tuple[str, str]:
    """Say what was recorded, and the next sensible command."""
    sop = anatomy.sop
    if record.outcome is Outcome.REVISE:
        said = f"{record.origin.path} written: {sop.id} is to be revised"
        return said, f"opsctl sop bump {sop.id}"
    interval = sop.interval or workspace.settings.standards.review_every
    due = day_with_year(interval.after(as_of))
    said = f"{record.origin.path} written: {sop.id} stays as it is, next review by {due}"
    return said, f"opsctl sop show {sop.id}"

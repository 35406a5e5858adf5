"""Files that people put their name to: approvals and reviews, written once and never edited."""

from __future__ import annotations

from datetime import date

from opsctl.analysis.sop.approver import has_left
from opsctl.cli.choosing import whoever_i_am
from opsctl.cli.session import Session
from opsctl.editing.write import Write
from opsctl.editing.yaml_text import record_lines
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import in_backticks
from opsctl.text.tree import OverlayTree


def signer(session: Session, workspace: Workspace, as_of: date) -> str:
    """Give the id of the person at the keyboard, who can sign on a day.

    Raises:
        UsageProblem: it cannot be told who that is, or they have left.
    """
    me = whoever_i_am(session, workspace)
    if not is_slug(me):
        raise UsageProblem(
            f"{in_backticks(me)} cannot be the id of a person", f"set OPSCTL_USER to {slug_of(me)}"
        )
    person = workspace.people.find(me)
    if person is not None and has_left(person, as_of):
        raise UsageProblem(
            f"`{me}` left on {person.left}, and cannot sign on {as_of}",
            "ask somebody who is there",
        )
    return me


def typed_note(note: str | None) -> str | None:
    """Give a note without the space around it; a blank one is none."""
    return (note.strip() or None) if note is not None else None


def refuse_untaken(sop: Sop) -> None:
    """Refuse to sign a page that could not be taken apart: its digest would say nothing."""
    if not sop.parsed:
        raise UsageProblem(
            f"{sop.path} could not be taken apart, so nobody can sign what it says",
            "opsctl check says why",
        )


def signed_file(session: Session, record: Approval | ReviewRecord) -> Write:
    """Plan the file of a new approval or review, and verify that it reads as intended.

    Raises:
        UsageProblem: there is such a file, or one like it would not be read.
    """
    from opsctl.loading.approvals import read_approvals  # pydantic and YAML, where needed

    path = record.origin.path
    if session.tree.entry(path) is not None:
        raise UsageProblem(f"{path} is there, and could not be read", "opsctl check says why")
    after = "".join(f"{line}\n" for line in record_lines(record)).encode("utf-8")
    reading = read_approvals(OverlayTree(None, {path: after}))
    read = [*reading.approvals, *reading.reviews]
    if not read and path not in reading.unread:
        raise UsageProblem(f"nothing would read {path}", "hidden folders hold no approvals")
    if read != [record]:
        raise UsageProblem("the note cannot be kept in a file", "leave out control characters")
    return Write(path, None, after)

"""`opsctl sop approve`: put one's name to a text, or take over what reviewers did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.cli.approving import approvable, planned_approval, role_named, still_missing
from opsctl.cli.changing import DryRunOption, carry_out, refuse_new_errors
from opsctl.cli.choosing_sops import complete_sop, sop_named
from opsctl.cli.session import Session
from opsctl.cli.signing import signed_file, signer, typed_note
from opsctl.cli.sop_from_review import approve_from_review
from opsctl.model.approval import Role
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem

SopsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOP...",
        help="Its id or path; with --from-review, several or none.",
        autocompletion=complete_sop,
    ),
]
RoleOption = Annotated[
    str,
    typer.Option("--as", metavar="ROLE", help="As author, reviewer, tester, approver or quality."),
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What there is to say, as how it was tried.")
]
FromReviewOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Take approvals from the reviews of a pull request, as the JSON that GitHub or"
        " GitLab gives; - for stdin.",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="With --from-review: where the change goes to. Its policies and people decide.",
    ),
]
HeadOption = Annotated[
    str | None,
    typer.Option(metavar="REV", help="With --from-review: the commit reviewed; else HEAD."),
]


def approve(
    session: Session,
    sops: SopsArgument = None,
    as_: RoleOption = "approver",
    note: NoteOption = None,
    from_review: FromReviewOption = None,
    base: BaseOption = None,
    head: HeadOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Approve the text of a procedure as it is now, in your name.

    With --from-review, approvals given in a pull request become approvals of its procedures.
    """
    role = role_named(as_)
    if from_review is not None:
        if note is not None:
            raise UsageProblem("--note is for your own approval", "leave it out")
        approve_from_review(
            session, from_review, sops or (), base=base, head=head, role=role, dry_run=dry_run
        )
        return
    if base is not None or head is not None:
        raise UsageProblem("--base and --head go with --from-review", "leave them out")
    _approve_myself(session, _the_one(sops or ()), role, note, dry_run=dry_run)


def _the_one(sops: Sequence[str]) -> str:
    if len(sops) != 1:
        raise UsageProblem("one procedure is approved at a time", "opsctl sop list shows them")
    return sops[0]


def _approve_myself(
    session: Session, name: str, role: Role, note: str | None, *, dry_run: bool
) -> None:
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    anatomy = anatomy_of(sop_named(workspace, name), workspace.settings)
    text = approvable(anatomy, workspace, workspace)
    me = signer(session, workspace, as_of)
    approval = planned_approval(text, me, as_of, role, typed_note(note))
    write = signed_file(session, approval)
    refuse_new_errors(session, workspace, [write], as_of)
    missing = still_missing(text, approval)
    said = f"{write.path} written: {text.id} {text.version}, as {role}"
    said += f"; {missing}" if missing else ""
    step = visible(f"opsctl sop show {text.id}")
    carry_out(session, [write], said, step, dry_run=dry_run)

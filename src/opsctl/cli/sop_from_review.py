"""`opsctl sop approve --from-review`: what reviewers approved on the git host, as approvals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.approval import DEFAULT_POLICY, policy_of
from opsctl.analysis.sop.approver import asked_roles
from opsctl.analysis.sop.difference import digest_of
from opsctl.analysis.sop.host_review import Judged, judged_reviews
from opsctl.cli.approving import (
    AlreadyApproved,
    Approvable,
    approvable,
    planned_approval,
    still_missing,
)
from opsctl.cli.changing import carry_out, refuse_new_errors
from opsctl.cli.choosing_sops import sop_named
from opsctl.cli.handed_in import INPUT, handed_in
from opsctl.cli.past import Past, look_back
from opsctl.cli.session import Session
from opsctl.cli.signing import signed_file
from opsctl.history.comparison import paths_that_differ
from opsctl.history.days import day_of
from opsctl.history.parting import tree_in_common
from opsctl.history.revision import HEAD, merge_bases, parents_of
from opsctl.loading.host_reviews import read_host_reviews
from opsctl.loading.sops import sop_at
from opsctl.loading.workspace import Nouns
from opsctl.model.approval import Approval, Role
from opsctl.model.host_review import HostReviews
from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.sop.host_reviews import passed_over
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import WORKSPACE_FILE

_MEGABYTES = 5
_WHO_DECIDES = (WORKSPACE_FILE, "people.yaml", "teams.yaml")


@dataclass(frozen=True)
class _Request:
    """A change under review: the files here, its newest commit, and whose word counts for it."""

    workspace: Workspace
    company: Workspace
    head: Past
    base: Past | None


def approve_from_review(
    session: Session,
    file: Path,
    names: Sequence[str],
    *,
    base: str | None,
    head: str | None,
    role: Role,
    dry_run: bool,
) -> None:
    """Write the approvals that reviews of the newest commit come to; what is there stays."""
    shown = "stdin" if file == INPUT else file.as_posix()
    data = read_host_reviews(shown, handed_in(file, _MEGABYTES))
    request = _request(session, base, head)
    if head is None:
        _refuse_a_merge(session, request.head, data)
    texts = list(_texts(session, request, names))
    tip = request.head.commit
    judged = judged_reviews(data, tip.id, tip.seconds, request.company)
    session.remark(*(visible(said) for each in judged if (said := passed_over(each))))
    approvals = [each for text in texts for each in _planned(session, text, judged, role)]
    _write(session, request, texts, approvals, dry_run=dry_run)


def _request(session: Session, base: str | None, head: str | None) -> _Request:
    workspace = session.load(Nouns.ALL)
    tip = look_back(session.repository, session.root, head or HEAD, upward=False)
    if base is None:
        return _Request(workspace, workspace, tip, None)
    start = look_back(session.repository, session.root, base, upward=False)
    company = session.load(Nouns.PEOPLE | Nouns.TEAMS, start.tree)
    for name in _WHO_DECIDES:
        if name in company.unread:
            raise UsageProblem(f"{name} of {base} cannot be read, so nobody knows who may approve")
    return _Request(workspace, company, tip, start)


def _refuse_a_merge(session: Session, head: Past, data: HostReviews) -> None:
    """Refuse to take the merge that a host makes for its checks for what was reviewed."""
    parents = parents_of(session.repository, head.commit)
    reviewed = {data.head, *(each.commit for each in data.reviews)}
    found = next((each for each in parents if each in reviewed), None)
    if len(parents) > 1 and found is not None:
        raise UsageProblem(
            f"HEAD ({head.commit.short}) is a merge, and what was reviewed is a commit of it",
            f"add --head {found}",
        )


# Which texts


def _texts(session: Session, request: _Request, names: Sequence[str]) -> Iterator[Approvable]:
    """Give the texts to approve: those named, else those that the change is about."""
    if names:
        sops = dict.fromkeys(sop_named(request.workspace, each).path for each in names)
        for path in sops:
            sop = next(each for each in request.workspace.sops if each.path == path)
            anatomy = _reviewed_text(request, sop)
            yield approvable(anatomy, request.workspace, request.company)
        return
    for sop in _changed(session, request):
        anatomy = _reviewed_text(request, sop)
        policy = policy_of(anatomy.sop, request.company.settings) or DEFAULT_POLICY
        if asked_roles(policy):
            try:
                yield approvable(anatomy, request.workspace, request.company)
            except UsageProblem as error:
                session.remark(visible(error.message))


def _changed(session: Session, request: _Request) -> Iterator[Sop]:
    """Give the procedures whose files differ between the newest commit and where it began."""
    if request.base is None:
        raise UsageProblem(
            "nobody said which procedures were reviewed", "name them, or add --base main"
        )
    repository, tip = session.repository, request.head
    starts = merge_bases(repository, request.base.commit, tip.commit)
    if not starts:
        hint = "git fetch --unshallow" if repository.is_shallow else "name another --base"
        raise UsageProblem(f"{request.base.rev} and {tip.rev} share no history here", hint)
    before = tree_in_common(repository, starts, repository.prefix)
    there = paths_that_differ(before, tip.tree) & tip.tree.nodes.keys()
    yield from (sop for sop in request.workspace.sops if sop.path in there)


def _reviewed_text(request: _Request, sop: Sop) -> Anatomy:
    """Give the text at the newest commit, which must be the one that lies here."""
    head = request.head
    reviewed = sop_at(head.tree, sop.path)
    at = f"{head.rev} ({head.commit.short})"
    if reviewed is None:
        raise UsageProblem(f"{sop.path} is not there at {at}", "name the commit with --head")
    settings = request.workspace.settings
    there, here = anatomy_of(reviewed, settings), anatomy_of(sop, settings)
    if digest_of(there) != digest_of(here):
        raise UsageProblem(
            f"{sop.path} says something else here than at {at}, which was reviewed",
            "commit it and have that reviewed, or look at the commit that was",
        )
    return there


# Who approves


def _planned(
    session: Session, text: Approvable, judged: Sequence[Judged], role: Role
) -> Iterator[Approval]:
    for each in judged:
        if each.person is None or each.review.seconds is None:
            continue
        day = day_of(each.review.seconds, text.company.settings.timezone)
        try:
            yield planned_approval(text, each.person, day, role)
        except AlreadyApproved:
            continue
        except UsageProblem as error:
            session.remark(visible(error.message))


def _write(
    session: Session,
    request: _Request,
    texts: Sequence[Approvable],
    approvals: Sequence[Approval],
    *,
    dry_run: bool,
) -> None:
    if not approvals:
        session.lines([Text("Nothing to add.")])
    else:
        writes = [signed_file(session, each) for each in approvals]
        as_of = session.as_of(request.workspace.settings.timezone)
        refuse_new_errors(session, request.workspace, writes, as_of)
        paths = ", ".join(each.path for each in writes)
        said = f"{counted(len(writes), 'approval')} written: {paths}"
        carry_out(session, writes, said, "opsctl check", dry_run=dry_run)
    for text in texts:
        added = [each for each in approvals if each.sop == text.id]
        missing = still_missing(text, *added)
        if missing:
            session.lines([Text(visible(f"{text.id} {text.version}: {missing}"))])

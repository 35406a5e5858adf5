"""A procedure and the one that replaces it both say so, and the old one is retired.

Why: whoever opens the old page has to learn that it is over, and where the work stands now. With
one half of the link alone, both pages look as if they were in force.

Wrong: the new page replaces the old one,

    # sops/fulfilment/receive-stock.md
    ---
    status: approved
    supersedes: [fulfilment/accept-parcels]
    ---

and the old one looks as if it were in force.

    # sops/fulfilment/accept-parcels.md
    ---
    owner: fulfilment
    status: approved
    ---
    # Accept parcels

Right: the new page says the same,

    # sops/fulfilment/receive-stock.md
    ---
    status: approved
    supersedes: [fulfilment/accept-parcels]
    ---

and the old one is retired.

    # sops/fulfilment/accept-parcels.md
    ---
    owner: fulfilment
    status: retired
    superseded_by: [fulfilment/receive-stock]
    ---
    # Accept parcels

Fix: write `status: retired` and `superseded_by` at the top of the old page, and `supersedes` at the
top of the new one. Ids of before are fine. The new page is only asked once it is approved, and the
old one not while it is a draft or in review.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy, anatomies
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_NOT_YET = frozenset([SopStatus.DRAFT, SopStatus.IN_REVIEW])

_NOT_IT = "take it out of `supersedes`"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    known = {each.sop.path: each for each in anatomies(workspace)}
    for anatomy in known.values():
        if anatomy.status is SopStatus.APPROVED:
            yield from _old_ones(anatomy, workspace, known)
        if anatomy.status not in _NOT_YET:
            yield from _new_ones(anatomy.sop, workspace)


def _old_ones(new: Anatomy, workspace: Workspace, known: dict[str, Anatomy]) -> Iterator[Finding]:
    for index, name in enumerate(new.sop.metadata.supersedes):
        found = workspace.sops_by_id.get(name)
        old = known.get(found.path) if found is not None else None
        why = _unfinished(new, old) if old is not None else None
        if old is not None and why is not None:
            keys = f"`status: retired` and `superseded_by: [{new.sop.id}]`"
            hint = f"write {keys} at the top of {old.sop.path}" if old is not new else _NOT_IT
            place = new.sop.origin.value("supersedes", index)
            yield Finding("SOP043", place, why, hint, subject=name)


def _unfinished(new: Anatomy, old: Anatomy) -> str | None:
    """Say what the old page lacks; none where it is as it should be."""
    named = in_backticks(old.sop.id)
    if old is new:
        return f"{named} cannot replace itself"
    if old.status is not SopStatus.RETIRED:
        return f"{named} is replaced by this procedure, and is not retired"
    if not _names(old.sop.metadata.superseded_by, new.sop):
        return f"{named} does not say that this procedure has replaced it"
    return None


def _new_ones(old: Sop, workspace: Workspace) -> Iterator[Finding]:
    for index, name in enumerate(old.metadata.superseded_by):
        new = workspace.sops_by_id.get(name)
        if new is None or not new.parsed or _names(new.metadata.supersedes, old):
            continue
        message = f"{in_backticks(new.id)} does not say that it replaces this procedure"
        hint = f"write `supersedes: [{old.id}]` at the top of {new.path}"
        place = old.origin.value("superseded_by", index)
        yield Finding("SOP043", place, message, hint, subject=name)


def _names(names: tuple[str, ...], sop: Sop) -> bool:
    return bool({sop.id, *sop.formerly} & set(names))


RULE = Rule("SOP043", "supersedes-mutual", Severity.ERROR, __doc__, check)

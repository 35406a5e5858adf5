"""A procedure in force does not send its readers to a retired one.

Why: whoever follows the link does the work as it was done once. A retired page is kept for the
record only.

Wrong:

    1. Accept the parcel as in [Accept parcels](accept-parcels.md).

That page begins with

    # sops/fulfilment/accept-parcels.md
    ---
    owner: fulfilment
    status: retired
    ---
    # Accept parcels

Right:

    1. Accept the parcel as in [Receive stock](receive-stock.md).

Fix: link to the procedure that is followed today. A page may of course name what it replaces:
links to those under `supersedes`, and links in its change log, are not asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy, anatomies
from opsctl.analysis.sop.links import link_states
from opsctl.model.markdown import Link
from opsctl.model.section import SectionKind
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import link_to
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_IN_FORCE = frozenset([SopStatus.APPROVED, None])
_HINT = "link to what is done today instead, or take the link out"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    known = {each.sop.path: each for each in anatomies(workspace)}
    retired = {path: each.sop for path, each in known.items() if _is_retired(each)}
    for anatomy in known.values() if retired else ():
        if anatomy.status in _IN_FORCE:
            for link, old in _leading_to(retired, anatomy, workspace):
                message = f"the link leads to {in_backticks(old.path)}, which is retired"
                hint = _instead(old, anatomy, known) or _HINT
                place = anatomy.sop.at(link.span)
                yield Finding("SOP042", place, message, hint, subject=link.target)


def _is_retired(anatomy: Anatomy) -> bool:
    return anatomy.status is SopStatus.RETIRED


def _leading_to(
    retired: dict[str, Sop], anatomy: Anatomy, workspace: Workspace
) -> Iterator[tuple[Link, Sop]]:
    """Give the links to retired procedures, but for those that only say what was before."""
    replaced = anatomy.sop.metadata.supersedes
    logs = [each for each in anatomy.sections if each.section == SectionKind.CHANGE_LOG]
    for state in link_states(anatomy.sop, workspace):
        old = retired.get(state.path or "")
        in_log = any(each.holds(state.link.span.line) for each in logs)
        if old is not None and not in_log and not {old.id, *old.formerly} & set(replaced):
            yield state.link, old


def _instead(old: Sop, anatomy: Anatomy, known: dict[str, Anatomy]) -> str | None:
    """Name the one procedure that says to have replaced the retired one."""
    names = {old.id, *old.formerly}
    newer = [each.sop for each in known.values() if names & set(each.sop.metadata.supersedes)]
    if len(newer) != 1 or newer[0] is anatomy.sop or _is_retired(known[newer[0].path]):
        return None
    return f"write {in_backticks(link_to(newer[0].path, anatomy.sop))}, which replaces it"


RULE = Rule("SOP042", "links-to-what-is-in-force", Severity.WARNING, __doc__, check)

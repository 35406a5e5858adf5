"""`opsctl sop diff`: what changes in a procedure for the people who do the work."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl.analysis.sop.revision import Revision, revision_of
from opsctl.cli.between import between
from opsctl.cli.changes import change_since
from opsctl.cli.choosing_sops import SopArgument, sop_named
from opsctl.cli.session import Session
from opsctl.loading.workspace import Nouns
from opsctl.model.change import Change, Pair
from opsctl.model.sop import Sop
from opsctl.rendering.sop.difference import difference_lines, difference_markdown, revision_data
from opsctl.text.errors import UsageProblem

SCHEMA = 1
HERE = "here"
_NOUNS = Nouns.PEOPLE | Nouns.TEAMS | Nouns.SCORECARDS | Nouns.SOPS | Nouns.APPROVALS
BaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="[BASE]", help="The branch, tag or commit that the work left; else HEAD."
    ),
]


def diff(session: Session, sop: SopArgument, base: BaseArgument = "HEAD") -> None:
    """Show what changes in a procedure since a revision: steps, limits, who, not lines."""
    workspace = session.load(_NOUNS)
    found = sop_named(workspace, sop)
    way = between(session, base, workspace.settings.timezone)
    change = change_since(session, way, workspace)
    revision = _revision(change, found)
    head = session.choices.at or HERE
    if session.format == "json":
        shown = {"schema": SCHEMA, "base": base, "head": head, "sops": [revision_data(revision)]}
        session.data({**shown, "unseen": change.unseen})
    elif session.format == "markdown":
        session.text(difference_markdown(revision))
    else:
        session.lines(difference_lines(revision, base, head, session.screen))
    if session.format != "json":
        session.remark(*(f"not seen: {each}" for each in change.unseen))


def _revision(change: Change, sop: Sop) -> Revision:
    """Look at one procedure of a change; at itself where it is no part of that."""
    pairs = (each for each in change.sops if each.after is sop)
    pair = next(pairs, Pair(sop, sop))
    if not sop.parsed or (pair.before is not None and not pair.before.parsed):
        raise UsageProblem(f"{sop.path} is too large to be taken apart", "opsctl check says more")
    if pair.before is None:
        raise UsageProblem(
            f"there was no {sop.path} at {change.base_name}",
            "one that was renamed says so at its top, as in `formerly: [old/id]`",
        )
    return revision_of(pair, change)

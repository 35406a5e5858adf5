"""`opsctl sop diff`: what changes in a procedure for the people who do the work."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.versions import version_step
from opsctl.cli.choosing_sops import SopArgument, sop_named
from opsctl.cli.past import Past, look_back
from opsctl.cli.session import Session
from opsctl.cli.sop_read import load_sops
from opsctl.model.settings import Settings
from opsctl.model.sop import FOLDER, Sop
from opsctl.rendering.sop.difference import (
    ComparedSop,
    difference_data,
    difference_lines,
    difference_markdown,
)
from opsctl.text.errors import UsageProblem

BaseArgument = Annotated[
    str,
    typer.Argument(metavar="[BASE]", help="A branch, tag or commit to compare with; else HEAD."),
]
_HERE = "here"


def diff(session: Session, sop: SopArgument, base: BaseArgument = "HEAD") -> None:
    """Show what changes in a procedure since a revision: steps, limits, who, not lines."""
    workspace = load_sops(session)
    found = sop_named(workspace, sop)
    past = look_back(session.repository, session.root, base, upward=False)
    before = _at(past, found, workspace.settings)
    after = anatomy_of(found, workspace.settings)
    changed = difference(before, after)
    head = session.choices.at or _HERE
    step = version_step(before, after, changed.weight)
    compared = ComparedSop(found.id, after.title, base, head, changed, step)
    if session.format == "json":
        session.data(difference_data(compared))
    elif session.format == "markdown":
        session.text(difference_markdown(compared))
    else:
        session.lines(difference_lines(compared, session.screen))


def _at(past: Past, sop: Sop, settings: Settings) -> Anatomy:
    """Read a procedure as it was, also under an id that it had then."""
    from opsctl.loading.sops import parse_sop
    from opsctl.loading.source import read_page  # already there when a procedure was read

    paths = [sop.path]
    for old in sop.formerly:
        paths += [f"{FOLDER}{old}.md", f"{old}.md"]
    for path in paths:
        entry = past.tree.entry(path)
        source = read_page(past.tree, entry)[0] if entry else None
        if source is not None:
            return anatomy_of(parse_sop(source)[0], settings)
    raise UsageProblem(
        f"there was no {sop.path} at {past.rev}",
        "one that was renamed says so at its top, as in `formerly: [old/id]`",
    )

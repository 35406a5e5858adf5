"""`opsctl sop list`, `status` and `show`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sop.approval_view import view_approvals
from opsctl.analysis.sop.listing import Order, SopView, ordered, view_sop, view_sops
from opsctl.cli.choosing import TeamOption
from opsctl.cli.choosing_sops import (
    OwnerOption,
    ProfileOption,
    SopArgument,
    StatusOption,
    chosen_sops,
    sop_named,
)
from opsctl.cli.session import Session, unread_lines
from opsctl.model.workspace import Workspace
from opsctl.rendering.sop.approvals import approvals_data, approvals_lines, approvals_markdown
from opsctl.rendering.sop.data import sop_data, sop_list_data, sop_status_data
from opsctl.rendering.sop.markdown import sop_list_markdown, sop_markdown, sop_status_markdown
from opsctl.rendering.sop.page import checklist_lines, sop_lines
from opsctl.rendering.sop.screen import sop_status_lines
from opsctl.rendering.sop.table import Changes, sop_list_lines
from opsctl.rendering.theme import DIM
from opsctl.text.errors import UsageProblem

SortOption = Annotated[str, typer.Option(metavar="ORDER", help="By id, owner, due or missing.")]
ChecklistOption = Annotated[
    bool, typer.Option("--checklist", help="One page to print and tick, with a box for each step.")
]
OutlineOption = Annotated[
    bool, typer.Option("--outline", help="Only what it is made of, not its text.")
]
LastChangeOption = Annotated[
    bool,
    typer.Option("--last-change", help="Also when each was changed last and by whom, from git."),
]


def load_sops(session: Session, *, approvals: bool = False) -> Workspace:
    """Read what screens of procedures show; approvals and reviews where they are shown."""
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    more = Nouns.APPROVALS if approvals else Nouns(0)
    return session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.SOPS | more)


def list_sops(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    status: StatusOption = None,
    profile: ProfileOption = None,
    sort: SortOption = "id",
    last_change: LastChangeOption = False,
) -> None:
    """List the procedures: owner, status, version, sections, steps, next review."""
    workspace = load_sops(session)
    as_of = session.as_of(workspace.settings.timezone)
    every = view_sops(workspace, as_of)
    chosen = chosen_sops(
        session, workspace, every, owner=owner, team=team, status=status, profile=profile
    )
    views = ordered(chosen, _order(sort))
    changes = _changes(session, views, workspace.settings.timezone) if last_change else None
    if session.format == "json":
        session.data(sop_list_data(views, changes))
    elif session.format == "markdown":
        session.text(sop_list_markdown(views, changes))
    else:
        session.lines(sop_list_lines(views, session.screen, as_of, changes))
        session.lines([*_nothing(views, every), *unread_lines(workspace.unread)])


def status(session: Session, owner: OwnerOption = None, team: TeamOption = None) -> None:
    """Show which procedures need attention, the worst first, and why."""
    workspace = load_sops(session)
    as_of = session.as_of(workspace.settings.timezone)
    every = view_sops(workspace, as_of)
    views = chosen_sops(
        session, workspace, every, owner=owner, team=team, status=None, profile=None
    )
    company = workspace.settings.company
    if session.format == "json":
        session.data(sop_status_data(views, workspace.unread))
    elif session.format == "markdown":
        session.text(sop_status_markdown(views, company, as_of))
    else:
        session.lines(sop_status_lines(views, company, session.screen, as_of))
        session.lines(unread_lines(workspace.unread))


def show(
    session: Session,
    sop: SopArgument,
    checklist: ChecklistOption = False,
    outline: OutlineOption = False,
) -> None:
    """Show a procedure: what it is made of, then its text; or one page to print and tick."""
    workspace = load_sops(session, approvals=True)
    as_of = session.as_of(workspace.settings.timezone)
    view = view_sop(sop_named(workspace, sop), workspace, as_of)
    signed = view_approvals(view.anatomy, workspace, as_of)
    if session.format == "json":
        session.data({"schema": 1, **sop_data(view), **approvals_data(signed)})
    elif session.format == "markdown":
        session.text(sop_markdown(view) + approvals_markdown(signed))
    elif checklist:
        session.lines(checklist_lines(view, session.screen))
    else:
        session.lines(sop_lines(view, session.screen, as_of))
        session.lines(approvals_lines(signed, session.screen))
        if not outline:
            session.lines([Text(), *_text_of(session, view)])


def _text_of(session: Session, view: SopView) -> list[Text]:
    """Draw the page itself: set in type on a terminal, as it is written elsewhere."""
    from opsctl.loading.source import read_page  # already there when a procedure was read
    from opsctl.rendering.sop.text import page_text

    entry = session.tree.entry(view.sop.path)
    source = read_page(session.tree, entry)[0] if entry else None
    return page_text(source, view.sop, session.screen) if source else []


def _changes(session: Session, views: Sequence[SopView], timezone: str) -> Changes:
    """Ask git for the last change of each procedure."""
    from opsctl.cli.last_change import last_change_of_each  # git, where it is asked for

    return last_change_of_each(session, [each.sop.path for each in views], timezone)


def _order(name: str) -> Order:
    words = [each.value for each in Order]
    if name not in words:
        raise UsageProblem(f"--sort does not take `{name}`", f"choose among {', '.join(words)}")
    return Order(name)


def _nothing(views: tuple[SopView, ...], every: tuple[SopView, ...]) -> list[Text]:
    if views:
        return []
    if every:
        return [Text("No procedure is like that.", DIM)]
    return [Text("There are no procedures yet: opsctl sop new writes one.", DIM)]

"""What a check finds in one workspace, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from opsctl.cli.check_asked import CheckAsked
from opsctl.cli.check_formats import Checked
from opsctl.cli.check_judged import judged_by_all
from opsctl.cli.check_wanted import Wanted
from opsctl.cli.session import Session
from opsctl.model.change import Change
from opsctl.model.workspace import Workspace
from opsctl.rendering.diagnostics.change import Compared
from opsctl.rendering.diagnostics.choice import Choice
from opsctl.text.tree import Tree

if TYPE_CHECKING:
    from opsctl.cli.check_changed import SinceBase


def checked(
    session: Session, asked: CheckAsked, tree: Tree, wanted: Wanted, fixed: Mapping[str, Any]
) -> Checked:
    """Read the workspace, ask the rules, and keep what is wanted."""
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.ALL, tree)
    change = _change(session, tree, workspace, asked, None if fixed else wanted.since)
    as_of = session.as_of(workspace.settings.timezone)
    told = judged_by_all(asked, wanted.rules, workspace, as_of, change)
    here = wanted.here(workspace, told.new)
    shown = here if wanted.since is None else wanted.since.of(here)
    return Checked(
        session,
        tree,
        workspace,
        told,
        shown,
        wanted.files(workspace, shown),
        _compared(workspace, change, wanted),
        _choice(wanted, len(here) - len(shown)),
        is_whole=asked.use_baseline and wanted.is_everything,
        failing=None if asked.exit_zero else asked.failing,
        fixed=fixed,
        statistics=asked.statistics,
        offers_fixes=not (fixed or session.past or asked.stdin_filename),
    )


def _change(
    session: Session,
    tree: Tree,
    workspace: Workspace,
    asked: CheckAsked,
    since: SinceBase | None,
) -> Change | None:
    """Put together what changed since a base, if one is given; `since` knows what differs."""
    if asked.base is None:
        return None
    from opsctl.cli.between import between  # git, where it is asked for
    from opsctl.cli.changes import change_since, with_signatures

    timezone = workspace.settings.timezone
    way = since.way if since is not None else between(session, asked.base, timezone, tree)
    change = change_since(session, way, workspace)
    return with_signatures(way, change) if asked.verify_signatures else change


def _compared(workspace: Workspace, change: Change | None, wanted: Wanted) -> Compared | None:
    """Tell what was compared: for the rules about a change, or to see what is new."""
    if change is not None:
        days = (change.base_day, change.head_day)
        return Compared(change.base_name, *days, len(change.paths), change.unseen)
    if wanted.since is None:
        return None
    from opsctl.history.days import day_of  # already there when git was asked

    way, timezone = wanted.since.way, workspace.settings.timezone
    days = (day_of(way.start.seconds, timezone), day_of(way.head.seconds, timezone))
    return Compared(way.name, *days, len(way.paths), way.unseen)


def _choice(wanted: Wanted, older: int) -> Choice | None:
    rules, since = wanted.rules, wanted.since
    if since is None and not (rules.select or rules.ignore):
        return None
    return Choice(rules.select, rules.ignore, None if since is None else older)
